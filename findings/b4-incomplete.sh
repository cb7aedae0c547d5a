#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that b4 am ends with an error when it cannot write the whole series, and
# that a patch that somebody sends in the thread, "[PATCH] mm: also", is not in it.
#
# b4 0.16.0 ends with 0 and writes what it has: without the patch that is missing, "ERROR:
# missing [2/2]!" on stderr.  A single patch in the thread, or an [RFC PATCH 1/2], counts as
# another first one: it comes before the first of the series, and the last of the series
# is left out, also status 0.  "b4 am && git am" applies that.
#
# A reviewer who sends a [PATCH] of his own in the thread makes a series without its last, the
# one that converts the callers, say.  Look for "Thread incomplete".
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure sid b4=0.16.0-1
echo 'root:x:0:0:root:/tmp:/bin/sh' >"$root/etc/passwd"
: >"$root/dev/null"
patch() { # SUBJECT FILE IDENTITY
	cat <<END
From nobody Mon Sep 17 00:00:00 2001
From: A <a@example.org>
To: list@example.org
Date: Thu, 01 Oct 2026 10:00:00 +0000
Subject: $1
Message-ID: <$3@example.org>
In-Reply-To: <cover@example.org>
References: <cover@example.org>

Say why.

Signed-off-by: A <a@example.org>
---
diff --git a/mm/$2.c b/mm/$2.c
index 1111111..2222222 100644
--- a/mm/$2.c
+++ b/mm/$2.c
@@ -1,3 +1,3 @@
 one
-two
+zwei
 three

END
}
cover() {
	patch '[PATCH 0/2] mm: caches' a cover | sed '/^In-Reply-To/d; /^References/d; /^---$/,$d'
	echo
}
try() { # WORDS: reads a mailbox
	rm -rf "$root/w/out"
	cat >"$root/w/mailbox"
	status=0
	inside b4 --offline-mode --no-interactive am -m mailbox -o out cover@example.org >"$work/out" 2>&1 || status=$?
	echo "$1: status $status, $(cat "$root"/w/out/*.mbx | sed -n 's/^Subject: //p' | paste -sd ,)$(grep -o 'Thread incomplete' "$work/out" | sed 's/^/; /')"
}
series() { cover; patch '[PATCH 1/2] mm: first' a first; patch '[PATCH 2/2] mm: second' b second; }
{
	series | try "whole"
	{ cover; patch '[PATCH 1/2] mm: first' a first; } | try "the second is missing"
	{ cover; patch '[PATCH 2/2] mm: second' b second; } | try "the first is missing"
	{ series; patch '[PATCH] mm: also' c also; } | try "one more"
	{ series; patch '[RFC PATCH 1/2] mm: idea' c idea; } | try "another series"
	{ series; patch 'Re: [PATCH 1/2] mm: first' c answer; } | try "an answer with a patch"
} | tee "$work/seen"
cat >"$work/expected" <<'END'
whole: status 0, [PATCH 1/2] mm: first,[PATCH 2/2] mm: second
the second is missing: status 0, [PATCH 1/2] mm: first; Thread incomplete
the first is missing: status 0, [PATCH 2/2] mm: second; Thread incomplete
one more: status 0, [PATCH] mm: also,[PATCH 1/2] mm: first; Thread incomplete
another series: status 0, [PATCH RFC 1/2] mm: idea,[PATCH 1/2] mm: first; Thread incomplete
an answer with a patch: status 0, [PATCH 1/2] mm: first,[PATCH 2/2] mm: second
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "b4 am ends with 0 for a series that lacks a patch, and any patch in the thread may take a place"
