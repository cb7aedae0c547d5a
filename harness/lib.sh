# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash
# Common to every script of the harness: where things are, how progress and
# errors are said.  Source it first, as
#
#	. "$(dirname "$0")/../harness/lib.sh"

set -euo pipefail

TOP=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# Everything that a run writes goes below one of these two.
BUILD=${BUILD:-$TOP/build}
CACHE=${SLAB_ALIAS_CACHE:-${XDG_CACHE_HOME:-${HOME:-/nonexistent}/.cache}/slab-alias}
JOBS=${JOBS:-$(nproc)}
export TOP BUILD CACHE JOBS

# say TEXT...: a line of progress.
say() {
	printf '>> %s\n' "$*" >&2
}

# die TEXT...: what is wrong and what to do, in one line; never returns.
die() {
	printf 'slab-alias: %s\n' "$*" >&2
	exit 1
}

# step "TEXT" COMMAND...: run a long step; say what runs and how long it took.
# Its output goes to the log file in $STEP_LOG when that is set, and the end of
# it is shown when the command fails.
step() {
	local text=$1 start=$SECONDS rc=0
	shift
	say "$text ..."
	if [ -n "${STEP_LOG:-}" ]; then
		mkdir -p "$(dirname "$STEP_LOG")"
		"$@" >"$STEP_LOG" 2>&1 || rc=$?
		if [ "$rc" -ne 0 ]; then
			tail -n 20 "$STEP_LOG" >&2
			say "whole log: $STEP_LOG"
		fi
	else
		"$@" || rc=$?
	fi
	if [ "$rc" -eq 0 ]; then
		say "$text: $((SECONDS - start)) s"
	else
		say "$text: failed after $((SECONDS - start)) s"
	fi
	return "$rc"
}
