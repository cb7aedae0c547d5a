# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=dash
# Common to the jobs that drive slab_client.ko.

set -eu

# shellcheck disable=SC2034
slab=/sys/kernel/slab
cmd=/sys/module/slab_client/parameters/cmd

# In words that verdict.py knows; standard output may be captured.
die() {
	echo "init: job ${0##*/} failed: $*" >/dev/console
	exit 1
}

# load MODULE [PARAMETER...]
load() {
	module=$1
	shift
	insmod /modules/*-"$module".ko "$@" || die "cannot load $module.ko $*"
}

unload() {
	rmmod "$1" || die "cannot unload $1"
}

# client COMMAND...: see the top of slab_client.c
client() {
	echo "$*" 2>/tmp/err >$cmd || die "$* ($(cat /tmp/err))"
}
