# SPDX-License-Identifier: GPL-2.0
#
# The table of harness/demo: reads the log of the pinned kernel and that of ours,
# each with all parts of the story in a row, prints their steps side by side and,
# last, a line that sums up.  Exits with 1 if nothing differs and with 2 if a step
# or a column is missing.  Portable awk.

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

/^story: / {
	field = $2
	sub(/^story: [a-z]+ /, "")
	step = steps[kernel]
	if (field == "step")
		step = ++steps[kernel]
	if (field == "part" || field == "note") {
		text[kernel, step + 1, field] = $0
	} else if (field == "complaint") {
		n = kernel SUBSEP $0
		if (!(n in complained))
			complaint[++complaints] = n
		complained[n] = complained[n] " " step
	} else {
		val[kernel, step, field] = $0
	}
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
		if ((1, s, "part") in text) {
			print "\n" text[1, s, "part"]
			for (k = 1; k <= 2; k++)
				printf "%-8s%s\n", name[k], text[k, s, "note"]
		}
		print s ". " val[1, s, "step"]
		row(name[1], cell, 1, s)
		row(name[2], cell, 2, s)
	}
	print ""
	for (i = 1; i <= complaints; i++) {
		split(complaint[i], word, SUBSEP)
		printf "%-8sslabinfo %s (after step%s)\n", name[word[1]], word[2], \
			complained[complaint[i]]
	}
	if (complaints)
		print ""
	printf "shown: in %d steps the pinned kernel had %s; ours %s\n", \
		steps[1], sum(1), sum(2)
	exit !differed
}
