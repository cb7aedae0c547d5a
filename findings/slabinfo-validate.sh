#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that slabinfo -v, "validate slabs", says when a cache was not validated, that
# a pattern that matches no cache is an error, and that -N K shows K caches.
#
# slabinfo of Linux 7.3.4 does not look at what write() returns: without slab_debug the
# kernel refuses to validate (EINVAL), and slabinfo -v ends with 0 and prints nothing, as
# after a good check of each object.  The same for a name that no cache has.  -N counts caches
# that it does not show, so -N 3 may print nothing at all; only with a sort does it count rows.
#
# "slabinfo -v found no corruption" says nothing on a kernel that was booted without
# slab_debug.  Write to "validate" in sysfs and look at the status.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
packages sid user-mode-linux=7.2um1 libc6 libgcc-s1 busybox-static
kernel_files tools/mm
mkdir -p "$work/guest/bin"
gcc -w -O1 -static "$work/linux/tools/mm/slabinfo.c" -o "$work/guest/bin/slabinfo"
cat >"$work/script" <<'END'
cd /sys/kernel/slab
try() {
	status=0
	slabinfo "$@" >/out 2>&1 || status=$?
	echo "GUEST slabinfo $*: status $status, $(wc -l </out) lines"
}
rows() {
	slabinfo "$@" >/out 2>&1
	echo "GUEST slabinfo $*: $(grep -vc '^Name' /out || true) caches"
}
status=0
echo 1 >dentry/validate || status=$?
echo "GUEST write to dentry/validate: status $status"
try -v dentry
try -v no_such_name
if [ "$(cat dentry/sanity_checks)" = 0 ]; then
	rows -N 3
	rows -S -N 3
fi
END
for word in "" slab_debug=F; do
	echo "options ${word:-none}"
	uml_run "$work/script" ${word:+"$word"}
done | tee "$work/seen"
cat >"$work/expected" <<'END'
options none
write to dentry/validate: status 1
slabinfo -v dentry: status 0, 0 lines
slabinfo -v no_such_name: status 0, 0 lines
slabinfo -N 3: 0 caches
slabinfo -S -N 3: 3 caches
options slab_debug=F
write to dentry/validate: status 0
slabinfo -v dentry: status 0, 0 lines
slabinfo -v no_such_name: status 0, 0 lines
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "slabinfo -v is silent when the kernel refuses, and -N counts what is not shown"
