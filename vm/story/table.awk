# SPDX-License-Identifier: GPL-2.0
#
# The table of harness/demo: reads the logs of the pinned kernel and of ours,
# prints their steps side by side and, last, a line that sums up.  Exits with 1
# if nothing differs and with 2 if a step or a column is missing.  Portable awk.

function column(name, top, bottom, bad) {
	col[++cols] = name
	head[name, 1] = top
	head[name, 2] = bottom
	what[name] = bad
	width[name] = length(top) > length(bottom) ? length(top) : length(bottom)
}

# What the table has in a cell.
function show(k, s, c, v) {
	v = val[k, s, c]
	gsub(/story-/, "", v)
	gsub(/=[0-9]+:/, "=", v)
	if (c == "tool")
		v = v == "-" ? "ok" : "fails: " v
	return v
}

# Count what is wrong after step s on kernel k, judged by that kernel alone.
function judge(k, s, i, n, part, word, live, alive, c) {
	n = split(val[k, s, "size"], word, " ")
	for (i = 1; i <= n; i++) {
		# NAME=ASKED:GOT
		if (split(word[i], part, /[=:]/) == 3) {
			alive[part[1]] = 1
			live++
			wrong[k, "size"] += part[2] != part[3]
		}
	}
	n = split(val[k, s, "slabinfo"], word, " ")
	for (i = 1; i <= n; i++)
		wrong[k, "slabinfo"] += word[i] != "-" && !(word[i] in alive)
	wrong[k, "aliases"] += val[k, s, "aliases"] != (live ? live - 1 "" : "-")
	for (c in listed) {
		if (val[k, s, c] != "-")
			wrong[k, c] += split(val[k, s, c], word, " ")
	}
}

function sum(k, i, text) {
	for (i = 1; i <= cols; i++) {
		if (wrong[k, col[i]])
			text = text (text ? ", " : "") wrong[k, col[i]] " " what[col[i]]
	}
	return text ? text : "none"
}

function row(title, values, k, s, i, line) {
	line = sprintf("%-8s", title)
	for (i = 1; i <= cols; i++)
		line = line sprintf("%-*s", width[col[i]] + 2, \
			s ? values[k, s, col[i]] : values[col[i], k])
	sub(/ +$/, "", line)
	print line
}

BEGIN {
	column("names", "names in", "/sys/kernel/slab")
	column("stale", "stale", "names", "stale names")
	column("dangling", "dangling", "links", "dangling links")
	column("slabinfo", "name in", "slabinfo", "dead names in /proc/slabinfo")
	column("size", "", "kmem_cache_size()", "wrong sizes")
	column("aliases", "", "aliases", "wrong counts of aliases")
	column("tool", "slabinfo", "-a -T -v", "failures of slabinfo")
	listed["stale"] = listed["dangling"] = listed["tool"] = 1
	name[1] = "pinned"
	name[2] = "ours"
}

FNR == 1 { kernel++ }

{ gsub(/\r/, "") }

/^story: [0-9]+ / {
	step = $2
	field = $3
	sub(/^story: [0-9]+ [a-z]+ /, "")
	if (field == "complaint")
		complaints = complaints sprintf("%-8sstep %d: %s\n", name[kernel], step, $0)
	else
		val[kernel, step, field] = $0
	if (field == "step")
		steps[kernel] = step
}

END {
	if (!steps[1] || steps[1] != steps[2])
		exit 2
	for (s = 1; s <= steps[1]; s++) {
		for (i = 1; i <= cols; i++) {
			c = col[i]
			if (!((1, s, c) in val) || !((2, s, c) in val))
				exit 2
			differ = show(1, s, c) != show(2, s, c)
			differed += differ
			for (k = 1; k <= 2; k++) {
				cell[k, s, c] = show(k, s, c) (differ ? "*" : "")
				if (length(cell[k, s, c]) > width[c])
					width[c] = length(cell[k, s, c])
			}
		}
		judge(1, s)
		judge(2, s)
	}
	row("", head, 1)
	row("", head, 2)
	for (s = 1; s <= steps[1]; s++) {
		print s ". " val[1, s, "step"]
		row(name[1], cell, 1, s)
		row(name[2], cell, 2, s)
	}
	printf "\n%s", complaints (complaints ? "\n" : "")
	printf "shown: in %d steps the pinned kernel had %s; ours %s\n", \
		steps[1], sum(1), sum(2)
	exit !differed
}
