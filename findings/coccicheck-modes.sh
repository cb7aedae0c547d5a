#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that coccicheck tries each semantic patch of the tree that has the mode, that
# "chain", all modes, tries most, and that the line "Options:" is given to spatch as it stands.
#
# That of Linux 7.3.4 looks for "virtual" and the name of the mode beside it in the text: it
# skips the second name of "virtual patch, context", which spatch knows, and with chain or
# rep+ctxt each semantic patch of the tree, as none has such a name.  With COCCI=FILE these
# run.  "Requires: 1.3.0" is too new for spatch 1.3.0, which calls itself 1.3.  Options are cut at
# their next colon, and each line with "Options:" in it is one of options.  If DEBUG_FILE is
# there, nothing runs at all.  The status is 0.
#
# Write one "virtual" a line and "Requires: 1.3", and give COCCI= for other modes.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
packages trixie coccinelle=1.3.0.deb-1+b2 libc6 libzstd1 busybox-static
kernel_files scripts/coccicheck
# shellcheck disable=SC2016
printf '%s\n' '#!/bin/bash' "root=$root" "$(declare -f inside)" 'inside spatch "$@"' >"$work/spatch"
chmod +x "$work/spatch"
mkdir -p "$root/w/scripts/coccinelle" "$root/w/src"
printf '%s\n' 'void f(void *p)' '{' '	old_free(p);' '}' >"$root/w/src/a.c"
rules=('@depends on patch@' 'expression e;' '@@' '- old_free(e)' '+ new_free(e)'
	'@depends on context@' 'expression e;' '@@' '* old_free(e)')
try() { # WHAT MODE [VARIABLE=VALUE]... -- LINE...: at the head of the semantic patch
	local what=$1 mode=$2 settings=()
	shift 2
	while [ "$1" != -- ]; do settings+=("$1") && shift; done
	shift
	printf '%s\n' "$@" "${rules[@]}" >"$root/w/scripts/coccinelle/a.cocci"
	status=0
	(cd "$root/w" && env "${settings[@]}" MODE="$mode" J=1 srctree=. srcroot=src SPATCH="$work/spatch" \
		bash "$work/linux/scripts/coccicheck") >"$work/log" 2>&1 || status=$?
	found="not found"
	grep -q '^-.*old_free' "$work/log" && found=found
	options=$(sed -nE 's/.*--cocci-file [^ ]* /, /p' "$work/log" | head -n 1)
	echo "$what, $mode: $found, status $status$options" | tee -a "$work/seen"
}
lines=('virtual patch' 'virtual context')
file=COCCI=scripts/coccinelle/a.cocci
for mode in patch context chain rep+ctxt; do try "two lines" $mode -- "${lines[@]}"; done
try "two lines with COCCI" chain $file -- "${lines[@]}"
for mode in patch context; do try "one line" $mode -- 'virtual patch, context'; done
try "one line with COCCI" context $file -- 'virtual patch, context'
try "an option" patch -- '// Options: --no-includes' "${lines[@]}"
try "a colon" patch -- '// Options: --macro-file-builtins a:b --no-includes' "${lines[@]}"
try "a comment" patch -- '// Options: --no-includes' '// Other Options: see below' "${lines[@]}"
for version in 1.1.1 1.3 1.3.0; do try "Requires: $version" patch -- "// Requires: $version" "${lines[@]}"; done
touch "$root/w/log"
try "old log" patch DEBUG_FILE=log -- "${lines[@]}"
cat >"$work/expected" <<'END'
two lines, patch: found, status 0, --dir src
two lines, context: found, status 0, --dir src
two lines, chain: not found, status 0
two lines, rep+ctxt: not found, status 0
two lines with COCCI, chain: found, status 0, --dir src
one line, patch: found, status 0, --dir src
one line, context: not found, status 0
one line with COCCI, context: found, status 0, --dir src
an option, patch: found, status 0, --no-includes --dir src
a colon, patch: found, status 0, --macro-file-builtins a --dir src
a comment, patch: found, status 0, --no-includes see below --dir src
Requires: 1.1.1, patch: found, status 0, --dir src
Requires: 1.3, patch: found, status 0, --dir src
Requires: 1.3.0, patch: not found, status 0
old log, patch: not found, status 0
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "chain, rep+ctxt, the second name of a line, 1.3.0 and an old log run nothing, status 0; options are cut"
