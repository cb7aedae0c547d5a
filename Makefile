# SPDX-License-Identifier: GPL-2.0
#
# Names for verbs of lab/lab, which says more: lab/lab VERB --help.

SHELL := /bin/bash
export LINUX BASE FLAVOUR MODULES JOBS FILTER APPEND BUILD QUICK
# $(call flag,NAME,OPTION): the option if NAME=1.
flag = $(if $($1),$(if $(filter 1,$($1)),$2,$(error $1=$($1) is not known: say $1=1, or leave it out)))
# Take ARCH from the command line only: kernel developers often export it.
arch := $(if $(filter command,$(firstword $(origin ARCH))),$(ARCH))
suites := $(filter-out __init__ kunit,$(basename $(notdir $(wildcard lab/suites/*.py))))

.PHONY: help demo check check-all kunit convert bench deb deps tree refresh series clean $(suites)

help: ## this list
	@awk -F ':.*## ' '/^[a-z][a-z_-]*:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile
	@echo "make SUITE          one of: $(suites)" | fmt -w 96 -t | sed 's/^/  /'
	@echo
	@echo "  LINUX=DIR   use the kernel tree in DIR instead of the pinned one (it is only read)"
	@echo "  BASE=7.2    make tree and make refresh of the series on 7.2.13, in build/linux-7.2"
	@echo "  FORCE=1     make tree, refresh, clean: drop what would be lost (the error says what)"
	@echo "  ARGS=...    options: lab/lab VERB --help, lab/lab test SUITE -- --help"
	@echo "  JOBS=N      how many jobs a build runs (default: one a CPU)"

demo: deps ## one story on the pinned kernel and on ours, side by side
	@lab/lab demo $(ARGS)

check: deps ## the suites that take minutes (AGAIN=1: also what passed at this commit)
	@lab/lab check $(call flag,AGAIN,--again) $(ARGS)

check-all: ## check, and what takes longer: every configuration, built and run
	@lab/lab deps --all
	@lab/lab check --all $(call flag,AGAIN,--again) $(ARGS)

kunit: deps ## the KUnit suites under User-mode Linux (FILTER='SUITE.CASE*': what matches; ARCH=arm64: there, in QEMU)
	@lab/lab test $(if $(arch),arch -- $(arch) $(ARGS),kunit $(if $(ARGS),-- $(ARGS)))

$(suites): deps
	@lab/lab test $@ $(if $(ARGS),-- $(ARGS))

stress: ## load and unload modules that own caches, in QEMU, with everything else going on

stress_bpf: ## the BPF iterators over slab caches, beside caches that are created and destroyed

stress_mutants: ## deliberate bugs that the stress must find

tools: ## what drgn, crash, gdb, perf and others say of the pinned kernel and of ours

cocci: ## the semantic patch that gives caches static storage: its tests, its patches

fleet: ## the kernel's own modules come and go, with the whole tree converted

cocci_tree: ## the semantic patch over the whole tree: table, compile before and after

convert: deps ## build/convert: the whole tree converted, a patch for each unit of maintainers
	@lab/lab convert $(ARGS)

bench: deps ## measure: instructions, loads, time, memory, scale (QUICK=1: fewer repetitions)
	@lab/lab bench $(ARGS)

bench_check: ## compare what make bench counted with what is stored

deb: deps ## build/deb: Debian packages from Debian's own configuration (FLAVOUR=, MODULES=all)
	@lab/lab deb $(ARGS)

distro: ## a Debian user space on those packages and on Debian's own kernel, side by side

deps: ## install what is missing (apt)
	@lab/lab deps

tree: deps ## build/linux: the pinned kernel and a commit for each patch
	@lab/lab tree $(call flag,FORCE,--force) $(ARGS)

refresh: ## write the commits of build/linux to patches/ and to kernel paths (FROM=DIR: of DIR)
	@lab/lab refresh $(call flag,FORCE,--force) $(if $(FROM),--from $(FROM)) $(ARGS)

series: deps ## build/series: three series of mails, each with a cover letter (SIGNOFF=1 adds yours)
	@lab/lab series $(call flag,SIGNOFF,--signoff) $(ARGS)

bisect: ## each commit of the series builds, boots and passes the tests that it has

clean: ## remove build/ (the cache folder stays; its place is printed)
	@lab/lab clean $(call flag,FORCE,--force) $(ARGS)
