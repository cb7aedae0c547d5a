#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that checkpatch, which reads a mail from git format-patch, either reads
# each mail of a mailbox (format-patch --stdout, what b4 writes) so, or says that it does not.
#
# checkpatch of Linux 7.3.4 takes a mailbox for one patch.  A series whose second mail is
# not signed off, or not by its author, is clean, status 0, as the first is signed; one that
# the same person signed throughout has a "Duplicate signature", status 1.  What the log of the second
# mail says is not read for long lines, a Change-Id or being there at all.
#
# Give it each mail of a series as a file of its own.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
kernel_files scripts/checkpatch.pl scripts/spelling.txt scripts/const_structs.checkpatch
mail() { # N LINE...: patch N of 2, with these lines as its log
	cat <<END
From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001
From: ${author:-Some One <one@mail.example>}
Date: Mon, 2 Mar 2026 10:00:00 +0000
Subject: [PATCH $1/2] mm/slab: count the objects of file $1

$(printf '%s\n' "${@:2}")
---
 mm/count$1.c | 1 +
 1 file changed, 1 insertion(+)

diff --git a/mm/count$1.c b/mm/count$1.c
index 1111111..2222222 100644
--- a/mm/count$1.c
+++ b/mm/count$1.c
@@ -1 +1,2 @@
 int first;
+int second;
--$(printf ' \n')
2.39.5

END
}
still=true
check() { # WORDS STATUS FILE
	status=0
	perl "$work/linux/scripts/checkpatch.pl" --no-tree --terse "$work/$3" >"$work/seen" 2>&1 || status=$?
	echo "$1, $3: status $status"
	sed -nE 's/.*: ((ERROR|WARNING): .*)/\t\1/p' "$work/seen"
	[ $status = "$2" ] || still=false
}
try() { # WORDS STATUS-ALONE STATUS-OF-BOTH LINE...: a second mail with this log
	mail 1 "The sum is what a reader wants to see." "" "Signed-off-by: Some One <one@mail.example>" >"$work/both"
	author=${second:-} mail 2 "${@:4}" | tee "$work/alone" >>"$work/both"
	check "$1" "$2" alone
	check "$1" "$3" both
}
log="Another file counts them as well."
try "signed by its author" 0 1 "$log" "" "Signed-off-by: Some One <one@mail.example>"
try "not signed" 1 0 "$log"
try "signed by another" 1 0 "$log" "" "Signed-off-by: Any Body <any@mail.example>"
second="Any Body <any@mail.example>"
try "another author" 0 0 "$log" "" "Signed-off-by: $second"
try "other faults in its log" 1 0 "Another file counts the objects, which this line says at more length than a line of a log should have." \
	"" "Change-Id: I0123456789012345678901234567890123456789" "Signed-off-by: $second"
try "no log" 1 0 "Signed-off-by: $second"
outcome $still "a mailbox is one patch: the second mail needs no sign-off, and one by the same person is a duplicate"
