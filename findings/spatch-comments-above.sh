#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that a rule which removes a statement or a declaration removes the comment
# behind it on the same line, and not what stands above, at least not over a blank line.
#
# spatch 1.3.0 removes each comment in front, back to the code before, also over blank lines:
# the head of a section, what is said of locks at the top of a function, and, where an
# #include or a declaration comes first, what the file is about and who has the copyright.  Only a
# // line stays.  The comment behind goes with a statement, but behind a declaration it moves up
# to the line before, and now is about another variable.  The status is 0.
#
# The diff of a conversion has to be read for lines that are no code.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
packages trixie coccinelle=1.3.0.deb-1+b2 libc6 libzstd1 busybox-static
try() { # WORDS RULE LINES
	printf '@@ identifier x; expression e; @@\n- %b\n' "$2" >"$root/w/a.cocci"
	printf '%b\n' "$3" >"$root/w/a.c"
	status=0
	inside spatch --very-quiet --sp-file a.cocci a.c -o b.c >"$work/log" 2>&1 || status=$?
	# Which comments are left, and which of them have moved to another line.
	left=$(grep -oE '/\*[^*]*\*/|//.*' "$root/w/b.c" | paste -sd ' ') || true
	echo "$1: status $status, left $left$(grep -q 'int b;.*/\* of x' "$root/w/b.c" && echo ', which is behind b')" | tee -a "$work/seen"
}
: >"$work/seen"
call='kfree(e);' cache='static struct kmem_cache *x;'
try 'statement, above' "$call" 'void t(void)\n{\n\ta();\n\t/* above */\n\tkfree(x);\n\t/* below */\n\tb();\n}'
try 'statement, two above' "$call" 'void t(void)\n{\n\ta();\n\t/* one */\n\t/* two */\n\tkfree(x);\n\t/* below */\n\tb();\n}'
try 'statement, blank line' "$call" 'void t(void)\n{\n\ta();\n\n\t/* section */\n\n\tkfree(x);\n\t/* below */\n\tb();\n}'
try 'statement, top of a function' "$call" 'void t(void)\n{\n\t/* locks */\n\n\tkfree(x);\n\tb();\n\t/* below */\n}'
try 'statement, behind' "$call" 'void t(void)\n{\n\ta(); /* of a */\n\tkfree(x); /* of x */\n\tb();\n\t/* below */\n}'
try 'statement, line before' "$call" 'void t(void)\n{\n\ta(); /* of a */\n\n\tkfree(x);\n\tb();\n\t/* below */\n}'
try 'declaration, above' "$cache" '/* below */\nint b;\n/* above */\nstatic struct kmem_cache *mine;\nint c;'
try 'declaration, blank line' "$cache" '/* below */\nint b;\n\n/* section */\n\nstatic struct kmem_cache *mine;\nint c;'
try 'declaration, behind' "$cache" '/* below */\nint b;\nstatic struct kmem_cache *mine; /* of x */\nint c;'
try 'declaration, first of a file' "$cache" '// SPDX-License-Identifier: GPL-2.0\n/* copyright */\n\nstatic struct kmem_cache *mine;\n/* below */\nint c;'
try 'include, first of a file' '#include <linux/old.h>' '// SPDX-License-Identifier: GPL-2.0\n/* copyright */\n\n#include <linux/old.h>\n/* below */\nint c;'
try 'statement, replaced' "$call\\n+ kvfree(e);" 'void t(void)\n{\n\ta();\n\t/* above */\n\tkfree(x); /* of x */\n\t/* below */\n\tb();\n}'
cat >"$work/expected" <<'END'
statement, above: status 0, left /* below */
statement, two above: status 0, left /* below */
statement, blank line: status 0, left /* below */
statement, top of a function: status 0, left /* below */
statement, behind: status 0, left /* of a */ /* below */
statement, line before: status 0, left /* of a */ /* below */
declaration, above: status 0, left /* below */
declaration, blank line: status 0, left /* below */
declaration, behind: status 0, left /* below */ /* of x */, which is behind b
declaration, first of a file: status 0, left // SPDX-License-Identifier: GPL-2.0 /* below */
include, first of a file: status 0, left // SPDX-License-Identifier: GPL-2.0 /* below */
statement, replaced: status 0, left /* above */ /* of x */ /* below */
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "comments above what is removed go, the one behind a declaration moves to the line before"
