#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that "b4 am", which adds what reviewers answered, takes the lines of a review,
# and of lines that belong together both or neither.
#
# b4 0.16.0 adds Signed-off-by of an answer, too, though the patch did not pass that person's
# hands, and Fixes, Link and Closes.  Where a Reported-by names somebody else than the sender it
# is not added, and the Closes below it is.  A Reviewed-by with the sender and one more person
# is nobody's.  The status is 0.
#
# A sign-off that somebody asked to drop, or a Fixes that was a question, is in the commit then.
# Read what b4 adds; with -T it adds nothing.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure sid b4=0.16.0-1
echo 'root:x:0:0:root:/tmp:/bin/sh' >"$root/etc/passwd"
: >"$root/dev/null"
mail() { # IDENTITY PERSON SUBJECT: reads the text
	printf '%s\n' 'From nobody Mon Sep 17 00:00:00 2001' "From: $2 <${2,}@example.org>" 'To: list@example.org' \
		'Date: Thu, 01 Oct 2026 10:00:00 +0000' "Subject: $3" "Message-ID: <$1@example.org>"
	[ "$1" = patch ] || printf '%s\n' 'In-Reply-To: <patch@example.org>' 'References: <patch@example.org>'
	echo
	cat
	echo
}
try() { # LINE...: an answer by B
	local status=0
	rm -rf "$root/w/out"
	{
		mail patch A '[PATCH] slab: x' <<'END'
Say why.

Signed-off-by: A <a@example.org>
---
diff --git a/mm/a.c b/mm/a.c
index 1111111..2222222 100644
--- a/mm/a.c
+++ b/mm/a.c
@@ -1,3 +1,3 @@
 one
-two
+zwei
 three
END
		printf '%s\n' "$@" | mail answer B 'Re: [PATCH] slab: x'
	} >"$root/w/mailbox"
	inside b4 --offline-mode --no-interactive am -m mailbox -o out patch@example.org >"$work/out" 2>&1 || status=$?
	printf '%s; ' "$@"
	echo "=> status $status, $(sed -n '/^Signed-off-by: A/,/^\(---\)\?$/p' "$root"/w/out/*.mbx | sed '1d; /^\(---\)\?$/d' | paste -sd ';' |
		sed 's/^$/nothing/')$(sed -n '/ignored/{s/.*/, a note/p;q}' "$work/out")"
}
{
	try 'Reviewed-by: B <b@example.org>'
	try 'Reviewed-by: C <c@example.org>'
	try 'Please drop this line:' 'Signed-off-by: B <b@example.org>'
	try 'Is it this one?' 'Fixes: 123456789012 ("slab: y")'
	try 'Link: https://example.org/1'
	try 'Reported-by: C <c@example.org>' 'Closes: https://example.org/1'
	try 'Reviewed-by: B <b@example.org>, C <c@example.org>'
	try 'Cc: C <c@example.org>'
} | tee "$work/seen"
cat >"$work/expected" <<'END'
Reviewed-by: B <b@example.org>; => status 0, Reviewed-by: B <b@example.org>
Reviewed-by: C <c@example.org>; => status 0, nothing, a note
Please drop this line:; Signed-off-by: B <b@example.org>; => status 0, Signed-off-by: B <b@example.org>
Is it this one?; Fixes: 123456789012 ("slab: y"); => status 0, Fixes: 123456789012 ("slab: y")
Link: https://example.org/1; => status 0, Link: https://example.org/1
Reported-by: C <c@example.org>; Closes: https://example.org/1; => status 0, Closes: https://example.org/1, a note
Reviewed-by: B <b@example.org>, C <c@example.org>; => status 0, nothing, a note
Cc: C <c@example.org>; => status 0, nothing
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "b4 am adds sign-offs, Fixes and Closes of answers, and no review by two people"
