#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that --jobs changes how long spatch takes and nothing that it prints.
#
# With spatch 1.1.1 --jobs 2 runs the rules in children and "finalize" in the parent, so
# what the scripts collected in a variable is gone: the report at the end is empty, with
# status 0.  --jobs 1 has it all.
#
# coccicheck passes --jobs by itself on a machine with more than one CPU: a rule that sums
# up at the end ("which caches are created twice?") then finds nothing, everywhere.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
packages bookworm coccinelle=1.1.1.deb-2+b1 libc6 libpcre3 busybox-static python3 python3-minimal python3.11-minimal \
	python3.11 libpython3.11 libpython3.11-stdlib libpython3.11-minimal libexpat1 zlib1g
ln -s libpython3.11.so.1.0 "$root/usr/lib/x86_64-linux-gnu/libpython3.11.so" # spatch asks for it
mkdir "$root/w/d"
for n in 1 2 3 4; do
	echo "int f$n(void) { return !!kmem_cache_create(\"n$n\", 8, 0, 0, NULL); }" >"$root/w/d/f$n.c"
done
cat >"$root/w/a.cocci" <<'END'
@initialize:python@ @@
names = []
@r@ constant char[] c; @@
kmem_cache_create(c, ...)
@script:python@ c << r.c; @@
names.append(c)
@finalize:python@ @@
print("collected", len(names))
END
run() {
	status=0
	inside spatch --very-quiet --sp-file a.cocci --dir d "$@" >"$work/seen" 2>&1 || status=$?
	echo "$*: $(grep -m 1 collected "$work/seen" || tail -n 1 "$work/seen"), status $status"
}
seen=$(run --jobs 1; run --jobs 2)
echo "$seen"
still=false
grep -q -- '--jobs 1: collected 4, status 0' <<<"$seen" && grep -q -- '--jobs 2: collected 0, status 0' <<<"$seen" && still=true
outcome $still "one job collects 4 names, two jobs none"
