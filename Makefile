# SPDX-License-Identifier: GPL-2.0
#
# Names for verbs of lab/lab, which says more: lab/lab VERB --help.

SHELL := /bin/bash
export LINUX BASE FLAVOUR MODULES JOBS FILTER APPEND BUILD QUICK
# $(call flag,NAME,OPTION): the option if NAME=1.
flag = $(if $($1),$(if $(filter 1,$($1)),$2,$(error $1=$($1) is not known: say $1=1, or leave it out)))
# Take ARCH from the command line only: kernel developers often export it.
arch := $(if $(filter command,$(firstword $(origin ARCH))),$(ARCH))
$(if $(arch),$(if $(filter-out kunit arch deps help,$(MAKECMDGOALS)),$(error ARCH=$(arch) is not known here: it is for make kunit and make arch)))
suites := $(filter-out __init__ kunit,$(basename $(notdir $(wildcard lab/suites/*.py))))

.PHONY: help demo check check-all kunit convert bench deb deps tree refresh series clean $(suites)

help: ## this list
	@awk -F ':.*## ' '/^[a-z][a-z_-]*:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile
	@echo "  make SUITE          stress stress_mutants tools distro fleet cocci bisect;"
	@echo "                      all: docs/testing.md, or lab/lab test --help"
	@echo
	@echo "  where to change what: docs/working.md"
	@echo
	@echo "  LINUX=DIR   this kernel tree, not the pinned one (it is only read)"
	@echo "  BASE=7.2    make tree and refresh on 7.2.13, in build/linux-7.2"
	@echo "  FORCE=1     make tree, refresh, clean: drop what would be lost"
	@echo "  ARGS=...    options: lab/lab VERB --help, lab/lab test SUITE -- --help"
	@echo "  JOBS=N      how many jobs a build runs (default: one a CPU)"

demo: deps ## one story on the pinned kernel and on ours, side by side
	@lab/lab demo $(ARGS)

check: deps ## the suites that take minutes (AGAIN=1: what passed, too)
	@lab/lab check $(call flag,AGAIN,--again) $(ARGS)

check-all: ## check, and what takes longer: every configuration
	@lab/lab deps --all
	@lab/lab check --all $(call flag,AGAIN,--again) $(ARGS)

kunit: deps ## the KUnit suites (FILTER='SUITE.CASE*'; ARCH=arm64: there)
	@lab/lab test $(if $(arch),arch -- $(arch) $(ARGS),kunit $(if $(ARGS),-- $(ARGS)))

$(suites): deps
	@lab/lab test $@ $(if $(arch)$(ARGS),-- $(arch) $(ARGS))

convert: deps ## build/convert: the whole tree converted, as patches
	@lab/lab convert $(ARGS)

bench: deps ## measure: instructions, loads, time, memory (QUICK=1: less)
	@lab/lab bench $(ARGS)

deb: deps ## build/deb: packages for Debian (FLAVOUR=, MODULES=all)
	@lab/lab deb $(ARGS)

deps: ## install what is missing (apt)
	@lab/lab deps

tree: deps ## build/linux: the pinned kernel and a commit for each patch
	@lab/lab tree $(call flag,FORCE,--force) $(ARGS)

refresh: ## write the commits of build/linux to patches/ (FROM=DIR)
	@lab/lab refresh $(call flag,FORCE,--force) $(if $(FROM),--from $(FROM)) $(ARGS)

series: deps ## build/series: three series of mails (SIGNOFF=1: signed off by you)
	@lab/lab series $(call flag,SIGNOFF,--signoff) $(ARGS)

clean: ## remove build/ (the cache folder stays; it is named)
	@lab/lab clean $(call flag,FORCE,--force) $(ARGS)
