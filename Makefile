# SPDX-License-Identifier: GPL-2.0
#
# Names for verbs of lab/lab, which says more: lab/lab VERB --help.

SHELL := /bin/bash
export LINUX BASE JOBS BUILD QUICK SEED ROUNDS OPS PARTS
force := $(if $(FORCE),--force)

.PHONY: help demo check check-all kunit stress stress-mutants cocci cocci-tree sparse docs objcode slabinfo gdb bench bench-check deps tree refresh series bisect clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z][a-z-]*:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo "  LINUX=DIR   use the kernel tree in DIR instead of the pinned one (it is only read)"
	@echo "  BASE=7.2    make tree and make refresh of the series on 7.2.13, in build/linux-7.2"
	@echo "  FORCE=1     make tree, refresh, clean: drop what would be lost (the error says what)"
	@echo "  JOBS=N      how many jobs a build runs (default: one a CPU)"

demo: deps ## one story on the pinned kernel and on ours, side by side
	@harness/demo

check: deps ## all tests that do not take hours
	@harness/check

check-all: ## check, and what takes longer: every configuration, built and run
	@lab/lab deps --all
	@harness/check --all

kunit: deps ## the KUnit suites under User-mode Linux: one CPU, SMP, as a module
	@harness/kunit

stress: deps ## load and unload modules that own caches, in QEMU, with everything else going on
	@harness/stress

stress-mutants: deps ## deliberate bugs that the stress must find
	@harness/stress-mutants

cocci: deps ## the semantic patch that gives caches static storage: its tests, its patches, what they change
	@harness/cocci
	@harness/names

cocci-tree: deps ## the same over the whole tree: table, compile before and after
	@harness/cocci-tree

sparse: deps ## sparse (C=2), W=1, kernel-doc and checkpatch over what we touch: nothing new
	@harness/sparse

docs: deps ## make htmldocs of the pages that we touch: no new message
	@harness/docs

slabinfo: deps ## what tools/mm/slabinfo says of caches that share slabs
	@harness/slabinfo

gdb: deps ## the kernel's gdb commands for slab caches on a running kernel, in QEMU
	@harness/gdb

objcode: deps ## fast paths, instruction by instruction, beside the pinned kernel
	@harness/objcode

bench: deps ## measure: instructions, loads, time, memory, scale (QUICK=1: fewer repetitions)
	@harness/bench

bench-check: ## compare what make bench counted with bench/counts
	@harness/bench --check

deps: ## install what is missing (apt)
	@lab/lab deps

tree: deps ## build/linux: the pinned kernel and a commit for each patch
	@lab/lab tree $(force)

refresh: ## write the commits of build/linux to patches/ and to kernel paths (FROM=DIR: of DIR)
	@lab/lab refresh $(force) $(if $(FROM),--from $(FROM))

series: deps ## build/series: the patches as mails, with a cover letter (SIGNOFF=1 adds yours)
	@lab/lab series $(if $(SIGNOFF),--signoff)

bisect: deps ## each commit of the series builds, boots and passes the tests that it has
	@harness/bisect

clean: ## remove build/ (the cache folder stays; its place is printed)
	@lab/lab clean $(force)
