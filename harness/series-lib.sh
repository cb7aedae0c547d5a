# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash disable=SC2015 # "A && B || die" is meant
# The series as git commits: what fetch, tree and refresh share.  Source it
# after lib.sh.

shopt -s inherit_errexit
# Neither the user's git configuration nor a hook's environment may change a
# hash or a patch.
# shellcheck disable=SC2086
unset ${!GIT_@}
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
export GIT_COMMITTER_NAME=slab-alias GIT_COMMITTER_EMAIL=slab-alias@localhost

# lock FILE: one run at a time; the lock goes with the process.
lock() {
	mkdir -p "$(dirname "$1")" && exec {LOCK_FD}>"$1" ||
		die "cannot write $1: set BUILD= to a folder that can be written"
	flock -n "$LOCK_FD" && return
	say "waiting for another run to let go of $1"
	flock "$LOCK_FD"
}

# scratch DIR: an empty folder that goes with this process, however it ends;
# sets WORK.
scratch() {
	WORK=$1
	rm -rf "$WORK"
	mkdir -p "$WORK" || die "cannot write $WORK: set BUILD= to a folder that can be written"
	trap 'rm -rf "$WORK"' EXIT
	# step may have pointed stderr at its log.
	exec {STDERR_FD}>&2
	trap 'die "interrupted: nothing half-done is kept, run it again" 2>&$STDERR_FD' INT TERM HUP
}

# adds_of PATCH: the files of ours that a patch says it adds.
adds_of() {
	sed -n '/^---$/q; s/^Adds: *//p' "$1"
}

# mode_of FILE: as git writes it.
mode_of() {
	if [ -x "$1" ]; then echo 100755; else echo 100644; fi
}

# How git apply is called: tree may allow for other lines around a change.
APPLY=(--cached --whitespace=nowarn)

# check_series FROM: FROM/patches is whole: series, patches and added files
# name each other.
check_series() {
	local from=$1 patch path
	[ -f "$from/patches/series" ] ||
		die "patches/series is missing: restore it (git checkout patches), or make an empty one"
	while read -r patch; do
		[ -f "$from/patches/$patch" ] ||
			die "patches/series names '$patch', which is not in patches/: add the file or drop the line"
		while read -r path; do
			[ -f "$from/$path" ] ||
				die "patches/$patch says 'Adds: $path' and the repository has no such file: add it or drop the trailer"
		done < <(adds_of "$from/patches/$patch")
	done <"$from/patches/series"
	for patch in "$from"/patches/*.patch; do
		[ -e "$patch" ] || continue
		grep -qxF "${patch##*/}" "$from/patches/series" ||
			die "patches/${patch##*/} is not in patches/series: add the line or remove the file"
	done
	patch=$(sort "$from/patches/series" | uniq -d)
	[ -z "$patch" ] || die "patches/series names '${patch%%$'\n'*}' twice: drop one line"
}

# stamp_of FROM BASE: a hash of all that decides what the commits hold.
stamp_of() {
	local from=$1 patch path
	{
		echo "$2"
		cat "$from/patches/series"
		while read -r patch; do
			cat "$from/patches/$patch"
			while read -r path; do
				echo "$path $(mode_of "$from/$path")"
				cat "$from/$path"
			done < <(adds_of "$from/patches/$patch")
		done <"$from/patches/series"
	} | sha256sum | cut -d ' ' -f 1
}

# field NAME: one line of what git mailinfo found.
field() {
	sed -n "s/^$1: //p" "$WORK/info"
}

# first_states REPO FROM: what each file of ours is when the patch that adds it
# has been applied, as MODE,BLOB in FIRST[PATH].  The repository has its last
# state, LAST[PATH]: what later patches change in it is undone, last patch first.
first_states() {
	local repo=$1 from=$2 patch path
	local -x GIT_INDEX_FILE=$WORK/ours
	git -C "$repo" read-tree --empty
	while read -r patch; do
		while read -r path; do
			LAST[$path]=$(mode_of "$from/$path"),$(git -C "$repo" hash-object -w --no-filters "$from/$path")
			git -C "$repo" update-index --add --cacheinfo "${LAST[$path]},$path" ||
				die "patches/$patch says 'Adds: $path', which is no path in a kernel tree: mend it"
		done < <(adds_of "$from/patches/$patch")
	done <"$from/patches/series"
	while read -r patch; do
		while read -r path; do
			FIRST[$path]=$(state_in "$repo" "$path")
		done < <(adds_of "$from/patches/$patch")
		# Without the mode in "index" lines, which -R would set.
		git mailinfo /dev/null "$WORK/diff" <"$from/patches/$patch" >"$WORK/info"
		sed -i -E 's/^(index [0-9a-f]+\.\.[0-9a-f]+) [0-7]+$/\1/' "$WORK/diff"
		while IFS=$'\t' read -rd '' _ _ path; do
			[ -n "${LAST[$path]:-}" ] || continue
			[ -z "${FIRST[$path]:-}" ] ||
				die "patches/$patch changes $path, which no patch before it adds: mend the order in patches/series, or drop that change"
			git -C "$repo" apply --cached -R --whitespace=nowarn --include="$path" "$WORK/diff" 2>"$WORK/err" ||
				die "patches/$patch does not undo in $path as it is here ($(apply_error)): restore both (git checkout), change the file in build/linux and run make refresh"
		done < <(git -C "$repo" apply --numstat -z "$WORK/diff" 2>/dev/null)
	done < <(tac "$from/patches/series")
}

# state_in REPO PATH: MODE,BLOB in the index.
state_in() {
	git -C "$1" ls-files --format='%(objectmode),%(objectname)' -- "$2"
}

# apply_error: why git apply failed.
apply_error() {
	sed -n '/^error: /{s///p;q}' "$WORK/err"
}

# commits_of REPO BASE FROM: a commit on BASE for each patch of FROM/patches,
# in REPO's object store only: no branch, index or file there changes.  Prints
# the last one.
commits_of() {
	local repo=$1 tip=$2 from=$3 patch path tree
	local -A FIRST=() LAST=()
	first_states "$repo" "$from"
	export GIT_INDEX_FILE=$WORK/index
	git -C "$repo" read-tree "$tip"
	while read -r patch; do
		git mailinfo "$WORK/msg" "$WORK/diff" <"$from/patches/$patch" >"$WORK/info"
		GIT_AUTHOR_NAME=$(field Author)
		GIT_AUTHOR_EMAIL=$(field Email)
		GIT_AUTHOR_DATE=$(field Date)
		[ -n "$GIT_AUTHOR_NAME" ] && [ -n "$GIT_AUTHOR_EMAIL" ] &&
			[ -n "$GIT_AUTHOR_DATE" ] && [ -n "$(field Subject)" ] ||
			die "patches/$patch lacks From:, Date: or Subject:: make it with git format-patch"
		export GIT_AUTHOR_NAME GIT_AUTHOR_EMAIL GIT_AUTHOR_DATE GIT_COMMITTER_DATE=$GIT_AUTHOR_DATE
		if grep -q '^diff --git ' "$WORK/diff"; then
			git -C "$repo" apply "${APPLY[@]}" "$WORK/diff" 2>"$WORK/err" ||
				die "patches/$patch does not apply ($(apply_error)): mend it, or use the pinned kernel"
		fi
		while read -r path; do
			[ -z "$(state_in "$repo" "$path")" ] ||
				die "patches/$patch says 'Adds: $path', but it is there already: drop the trailer"
			[ -n "${FIRST[$path]}" ] ||
				die "patches/$patch says 'Adds: $path', but a later patch makes it: drop one of them"
			git -C "$repo" update-index --add --cacheinfo "${FIRST[$path]},$path"
		done < <(adds_of "$from/patches/$patch")
		tree=$(git -C "$repo" write-tree)
		tip=$({ field Subject; echo; cat "$WORK/msg"; } | git stripspace |
			git -C "$repo" commit-tree "$tree" -p "$tip")
	done <"$from/patches/series"
	for path in "${!LAST[@]}"; do
		[ "$(state_in "$repo" "$path")" = "${LAST[$path]}" ] ||
			die "the patches do not lead to $path as it is here: restore both (git checkout), change the file in build/linux and run make refresh"
	done
	echo "$tip"
}

# generated REPO RANGE: its commits that a semantic patch made, oldest first.
generated() {
	git -C "$1" log --reverse --format=%H --grep='^Generated by scripts/coccinelle/' "$2"
}

# What tree and refresh left in a folder of build/ is written there: base
# commit, stamp of the series, tip.  BASE_WAS, STAMP_WAS and TIP_WAS.
# shellcheck disable=SC2034 # read by those who source this
read_state() {
	read -r BASE_WAS STAMP_WAS TIP_WAS <"$1/.git/slab-alias" ||
		die "$1 was not made by harness/tree: move it away and run make tree"
	git -C "$1" cat-file -e "$BASE_WAS^{tree}" 2>/dev/null ||
		die "the base that $1 was made from is gone from the cache: move it away and run make tree"
}

# guard DIR BRANCH [TIP]: die when DIR holds work that is not committed there,
# or commits beyond TIP.
guard() {
	local dir=$1 branch=$2 tip=${3:-} changes
	[ "$(git -C "$dir" symbolic-ref -q HEAD || :)" = "refs/heads/$branch" ] ||
		die "$dir is not on its branch $branch: finish the rebase there, or git checkout $branch"
	changes=$(git -C "$dir" status --porcelain)
	[ -z "$changes" ] ||
		die "$dir has uncommitted changes (${changes%%$'\n'*}): commit them and run make refresh, or git stash -u there"
	[ -z "$tip" ] || [ "$(git -C "$dir" rev-parse HEAD)" = "$tip" ] ||
		die "$dir has commits that patches/ does not: run make refresh, or drop them with --force"
}

# bring DIR BRANCH TIP STATE...: DIR becomes a work tree of BRANCH at TIP, in
# which only files that differ are written.  STATE goes into its state file.
bring() {
	local dir=$1 branch=$2 tip=$3
	shift 3
	# An update that is cut off here is finished by the next run.
	echo "$1 updating $tip" >"$dir/.git/slab-alias"
	git -C "$dir" checkout -q -f -B "$branch" "$tip" ||
		die "cannot write $dir: see the line above (no space?), then run make tree again"
	echo "$*" >"$dir/.git/slab-alias"
}
