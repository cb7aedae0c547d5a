#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that interdiff of two versions of a git patch shows whatever the second
# does beside the first.
#
# interdiff of patchutils 0.4.5 shows nothing for a file that is renamed or copied, for a new
# one that is empty and for a binary one: no output, status 0, as for two equal patches.  The
# status is always 0, with a difference as well.  A file that is new or gone and has lines is
# shown.  lsdiff names none of those either.
#
# "v2: no changes, interdiff is empty" may have moved a source file or added a binary one.
# git range-diff of the two branches shows all of it.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure sid patchutils=0.4.5-1 patch diffutils dash
[ -e "$root/usr/bin/sh" ] || ln -s dash "$root/usr/bin/sh"
: >"$root/dev/null"
cat >"$root/w/v1" <<'END'
diff --git a/mm/cache.c b/mm/cache.c
--- a/mm/cache.c
+++ b/mm/cache.c
@@ -1,3 +1,4 @@
 one
 two
+more
 three
END
second() { { cat "$root/w/v1" && cat; } >"$root/w/v2"; }
try() { # WORDS
	local status=0 lines
	inside interdiff v1 v2 >"$work/out" 2>&1 || status=$?
	lines=$(wc -l <"$work/out")
	echo "$1: interdiff $([ "$lines" = 0 ] && echo nothing || echo shows it), status $status; lsdiff:" \
		"$(inside lsdiff v2 | paste -sd ' ')"
}
{
	second </dev/null
	try "the same"
	second <<'END'
diff --git a/mm/old.c b/mm/gone.c
similarity index 100%
rename from mm/old.c
rename to mm/gone.c
END
	try "a file is renamed"
	second <<'END'
diff --git a/mm/old.c b/mm/twin.c
similarity index 100%
copy from mm/old.c
copy to mm/twin.c
END
	try "a file is copied"
	second <<'END'
diff --git a/mm/stub.c b/mm/stub.c
new file mode 100644
index 000000000000..e69de29bb2d1
END
	try "an empty file is new"
	second <<'END'
diff --git a/mm/empty.c b/mm/empty.c
deleted file mode 100644
index e69de29bb2d1..000000000000
END
	try "an empty file is gone"
	second <<'END'
diff --git a/mm/table.bin b/mm/table.bin
new file mode 100644
index 0000000000000000000000000000000000000000..eaf36c1daccfdf325514461cd1a2ffbc139b5464
GIT binary patch
literal 4
LcmZQzWMT#Y01f~L

literal 0
HcmV?d00001

END
	try "a binary file is new"
	second <<'END'
diff --git a/mm/new.c b/mm/new.c
new file mode 100644
--- /dev/null
+++ b/mm/new.c
@@ -0,0 +1 @@
+line
END
	try "a file is new"
	second <<'END'
diff --git a/mm/last.c b/mm/last.c
deleted file mode 100644
--- a/mm/last.c
+++ /dev/null
@@ -1 +0,0 @@
-line
END
	try "a file is gone"
} | tee "$work/seen"
cat >"$work/expected" <<'END'
the same: interdiff nothing, status 0; lsdiff: a/mm/cache.c
a file is renamed: interdiff nothing, status 0; lsdiff: a/mm/cache.c
a file is copied: interdiff nothing, status 0; lsdiff: a/mm/cache.c
an empty file is new: interdiff nothing, status 0; lsdiff: a/mm/cache.c
an empty file is gone: interdiff nothing, status 0; lsdiff: a/mm/cache.c
a binary file is new: interdiff nothing, status 0; lsdiff: a/mm/cache.c
a file is new: interdiff shows it, status 0; lsdiff: a/mm/cache.c b/mm/new.c
a file is gone: interdiff shows it, status 0; lsdiff: a/mm/cache.c a/mm/last.c
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "renamed, copied, empty and binary files are no difference"
