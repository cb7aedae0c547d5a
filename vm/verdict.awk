# SPDX-License-Identifier: GPL-2.0
#
# The judge behind vm/verdict: reads a console log, passes its KTAP on (indented
# by one level) and gives a reason for each way in which the run was not clean.
# Portable awk.  Variables from outside: file (the log), plan (required|none).

function reason(nr, text) {
	failed++
	if (failed <= 50)
		printf "# reason: %s:%d: %s\n", file, nr, text
}

# A test that provokes a report on purpose says so in brackets; the report is
# held back until the bracket ends.
function splat(text) {
	splat_at = NR
	if (bracket)
		held[++nheld] = NR SUBSEP text
	else
		reason(NR, "splat: " text)
}

function end_bracket(i, part) {
	for (i = 1; i <= nheld; i++) {
		split(held[i], part, SUBSEP)
		if (!matched)
			reason(part[1], "splat: " part[2])
	}
	if (!matched)
		reason(bracket, "expected splat did not come: " expected)
	bracket = nheld = matched = 0
}

# The plan of this level ends: all its results must have come.
function close_level(l) {
	if (l in planned && seen[l] != planned[l])
		reason(NR, "the plan of line " plan_at[l] " says " planned[l] \
			" results, " (seen[l] + 0) " came")
	delete planned[l]
	delete seen[l]
	delete bad[l]
	delete ordinal[l]
}

function close_from(l, i) {
	for (i = deepest; i >= l; i--)
		close_level(i)
}

function result(l, line, ok, n, leaf, child_bad, word) {
	ok = line !~ /^not /
	split(line, word, " ")
	n = word[ok ? 2 : 3]
	leaf = !((l + 1) in seen)
	child_bad = bad[l + 1]
	close_from(l + 1)
	# Parameters may come without a plan; cases and suites may not.
	if (l < 2 && !(l in planned))
		reason(NR, "a result without a plan before it: " line)
	if ((l in ordinal) && n != ordinal[l] + 1)
		reason(NR, "result " n " came after result " ordinal[l])
	ordinal[l] = n
	seen[l]++
	if (l > deepest)
		deepest = l

	if (!ok) {
		bad[l] = 1
		# A parent that fails because a child did is not a second failure.
		if (leaf || !child_bad)
			reason(NR, line)
	} else if (toupper(line) ~ /# SKIP/) {
		if (leaf) {
			skipped++
			if (toupper(line) ~ /# SKIP[ \t]*$/)
				reason(NR, "skipped without a reason: " line)
		}
	} else {
		if (child_bad)
			reason(NR, "passed although a part of it failed: " line)
		if (leaf)
			passed++
	}
}

BEGIN {
	# A report that starts here.  "# splat expected" can forgive one of these ...
	soft = "(^|[^A-Z])BUG:|ODEBUG:|BUG [^ ]+ \\(|WARNING:|Call Trace:|" \
		"refcount_t:|UBSAN:|" \
		"kmem_cache_create.* integrity check failed|slabs counted but counter="
	# ... but one of these only if it matches the line itself.
	hard = "Kernel panic|kernel BUG at|Oops|general protection fault|" \
		"KASAN:|KFENCE:|possible (circular|recursive) locking|" \
		"inconsistent lock state|suspicious RCU usage|possible irq lock|" \
		"sleeping function called from invalid context|" \
		"unreferenced object|[1-9][0-9]* new suspected memory leaks|" \
		"rcu: INFO: .*detected|blocked for more than|soft lockup|" \
		"Segfault with no mm|" \
		"cannot create duplicate filename|kobject_add_internal failed|" \
		"still has objects|Objects remaining"
	deepest = 0
	printf "KTAP version 1\n1..1\n"
}

{
	gsub(/\r/, "")
	sub(/^(<[0-9]+>)?\[ *[0-9]+\.[0-9]+\](\[ *[TC][0-9]+\])? /, "")
	sub(/[ \t]+$/, "")
	match($0, /^ */)
	level = int(RLENGTH / 4)
	text = substr($0, RLENGTH + 1)
}

/^vm: / {
	if (/^vm: killed/) {
		hang = 1
		reason(NR, "hang: " $0)
	} else if ($3 != 0)
		reason(NR, "the kernel's process ended with " $3)
	next
}

/reboot: (System halted|Power down|Restarting system)/ { finished = 1 }

/^init: / && (/failed|no job/ || / exit [1-9]/) {
	reason(NR, $0)
	next
}

text ~ /^# (.*: )?splat expected: / {
	if (bracket || allowed_at)
		reason(NR, "a bracket of expected splats inside another")
	bracket = NR
	matched = nheld = 0
	expected = text
	sub(/^# (.*: )?splat expected: /, "", expected)
	print "    " $0
	next
}

# Faults are injected at random: what they may provoke is forgiven line by line,
# need not come, and whatever else comes meanwhile counts.
text ~ /^# (.*: )?splat allowed: / {
	if (bracket || allowed_at)
		reason(NR, "a bracket of expected splats inside another")
	allowed_at = NR
	allowed = text
	sub(/^# (.*: )?splat allowed: /, "", allowed)
	print "    " $0
	next
}

text ~ /^# (.*: )?splat end$/ {
	if (bracket)
		end_bracket()
	else if (allowed_at)
		allowed_at = 0
	else
		reason(NR, "\"splat end\" without \"splat expected\"")
	print "    " $0
	next
}

text ~ /^(not )?ok [0-9]+( |$)/ {
	print "    " $0
	result(level, text)
	next
}

text ~ /^1\.\.[0-9]+/ {
	print "    " $0
	close_from(level)
	planned[level] = substr(text, 4) + 0
	plan_at[level] = NR
	plans++
	if (level > deepest)
		deepest = level
	next
}

text ~ /^KTAP version/ {
	print "    " $0
	next
}

bracket && $0 ~ expected { matched = 1 }

# The trace that follows belongs to it.
allowed_at && $0 ~ allowed {
	splat_at = NR
	cut = 0
	next
}

$0 ~ hard {
	if (bracket && $0 ~ expected)
		splat(text)
	else
		reason(NR, "splat: " text)
	splat_at = NR
	cut = 0
	next
}

# One report is one reason: its later lines are not counted again.  The line
# after "cut here" says what it is.
/\[ cut here \]/ {
	cut = in_warning = 1
	next
}

cut {
	cut = 0
	splat(text)
	next
}

$0 ~ soft {
	if (!in_warning && !(/Call Trace:/ && splat_at && NR - splat_at < 60))
		splat(text)
	next
}

/---\[ end trace/ { in_warning = 0 }

level > 0 || text ~ /^#/ { print "    " $0 }

END {
	if (cut)
		splat("------------[ cut here ]------------")
	if (bracket) {
		reason(bracket, "\"splat expected\" without \"splat end\"")
		end_bracket()
	}
	if (allowed_at)
		reason(allowed_at, "\"splat allowed\" without \"splat end\"")
	close_from(0)
	if (!finished && !hang)
		reason(NR, "truncated: the kernel never said that it halted")
	if (plan == "required") {
		if (!plans)
			reason(NR, "no plan (\"1..N\") in the whole log")
		if (!passed)
			reason(NR, "no test ran and passed")
	}
	if (failed > 50)
		printf "# reason: %s: and %d more\n", file, failed - 50
	name = file
	sub(/.*\//, "", name)
	printf "%sok 1 %s\n", failed ? "not " : "", name
	printf "%d passed, %d failed%s\n", passed, failed, \
		skipped ? ", " skipped " skipped" : ""
	exit failed > 0
}
