# SPDX-License-Identifier: GPL-2.0
#
# What results.awk wrote -> tables in Markdown: a row for each thing measured, a
# column for each kernel, and what ours is beside the pinned one.

BEGIN {
	FS = "\t"
	split("pinned pinned-nomerge layer alone ours-nomerge ours", order, " ")
	title["pinned"] = "pinned"
	title["pinned-nomerge"] = "pinned, slab_nomerge"
	title["layer"] = "ours, nothing converted"
	title["alone"] = "static never shares"
	title["ours-nomerge"] = "ours, slab_nomerge"
	title["ours"] = "ours"
}

{
	key = $1 SUBSEP $2 SUBSEP $3
	median[key, $4] = $5
	low[key, $4] = $6
	high[key, $4] = $7
	if (!(key in seen)) {
		seen[key] = 1
		what[$1, $3, ++rows[$1, $3]] = $2
	}
	has[$1, $3, $4] = 1
}

function short(v) {
	return v >= 10000 ? sprintf("%.0f", v) : v >= 100 ? sprintf("%.1f", v) + 0 : v
}

function cell(key, kernel,    text) {
	if (!((key, kernel) in median))
		return "-"
	text = short(median[key, kernel])
	if (low[key, kernel] != high[key, kernel])
		text = text " (" short(low[key, kernel]) "..." short(high[key, kernel]) ")"
	return text
}

# In which order 10 comes before 100, and each kind together.
function before(a, b,    x, y, nx, ny) {
	nx = split(a, x, " ")
	ny = split(b, y, " ")
	if (x[1] != y[1])
		return x[1] < y[1]
	if (x[2] + 0 != y[2] + 0)
		return x[2] + 0 < y[2] + 0
	return x[2] < y[2]
}

function table(figure, unit, heading, match_re, how,    i, j, k, key, v, row, list, n, line) {
	n = 0
	for (i = 1; i <= rows[figure, unit]; i++) {
		if (what[figure, unit, i] ~ match_re)
			list[++n] = what[figure, unit, i]
	}
	if (!n)
		return
	for (i = 2; i <= n; i++) {
		v = list[i]
		for (j = i - 1; j > 0 && before(v, list[j]); j--)
			list[j + 1] = list[j]
		list[j + 1] = v
	}
	printf "\n%s\n\n|", heading
	line = "|---|"
	for (k = 1; k in order; k++) {
		if (!((figure, unit, order[k]) in has))
			continue
		printf " | %s", title[order[k]]
		line = line "---:|"
	}
	printf " | %s |\n%s---:|\n", how == "ratio" ? "ours / pinned" : "ours - pinned", line
	for (i = 1; i <= n; i++) {
		key = figure SUBSEP list[i] SUBSEP unit
		row = "| " list[i]
		for (k = 1; k in order; k++) {
			if ((figure, unit, order[k]) in has)
				row = row " | " cell(key, order[k])
		}
		if (!((key, "ours") in median) || !((key, "pinned") in median))
			v = "-"
		else if ((figure SUBSEP list[i] SUBSEP "ratio", "ours") in median)
			v = cell(figure SUBSEP list[i] SUBSEP "ratio", "ours")
		else if (how == "ratio")
			v = median[key, "pinned"] ? sprintf("%.3f", median[key, "ours"] / median[key, "pinned"]) : "-"
		else
			v = sprintf("%+.3f", median[key, "ours"] - median[key, "pinned"]) + 0
		print row " | " v " |"
	}
}

# For each name that shares a storage which has sheaves: one struct and one sheaf.
function sheaves(    cpus, n, k, row, line, pcs, header, at, have) {
	pcs = median["size" SUBSEP "percpu-sheaves" SUBSEP "bytes", "pinned"]
	header = median["size" SUBSEP "sheaf-header" SUBSEP "bytes", "pinned"]
	at = "memory" SUBSEP "after-boot" SUBSEP "shared-"
	if (!pcs || !header || !((at "slots", "pinned") in median))
		return
	print "\nBytes of sheaves that sharing saves after boot, computed: where a name has no"
	print "storage of its own, each CPU has no struct (" pcs " bytes) and no main sheaf (" header
	print "and 8 for each object) for it.  Spare sheaves come on top.\n"
	row = "| CPUs"
	line = "|---:|"
	for (k = 1; k in order; k++) {
		if ((at "slots", order[k]) in median) {
			row = row " | " title[order[k]]
			line = line "---:|"
		}
	}
	print row " |\n" line
	n = split("2 64 512", cpus, " ")
	for (have = 1; have <= n; have++) {
		row = "| " cpus[have]
		for (k = 1; k in order; k++) {
			if ((at "slots", order[k]) in median)
				row = row " | " cpus[have] * (median[at "sheaves", order[k]] * (pcs + header) + 8 * median[at "slots", order[k]])
		}
		print row " |"
	}
}

END {
	table("micro", "instructions", "Instructions of an operation; a pair is an allocation and a free:", ".", "diff")
	table("micro", "loads", "Loads:", "(pair|kfree|bulk16)$", "diff")
	table("micro", "stores", "Stores:", "(pair|kfree|bulk16)$", "diff")
	table("work", "instructions", "Instructions of real work, user space included:", ".", "ratio")
	table("work", "instructions-there", "Of these, in mm/slub.c:", ".", "ratio")
	table("memory", "names", "Names in /sys/kernel/slab:", ".", "diff")
	table("memory", "storages", "Storages that they share:", ".", "diff")
	table("memory", "slabs", "Slabs:", ".", "diff")
	table("memory", "kB", "/proc/meminfo, kB:", ".", "ratio")
	table("size", "bytes", "Bytes:", ".", "diff")
	sheaves()
	table("scale", "instructions", "Instructions, with so many caches beside those of the kernel; \"join\" shares storage, \"own\" does not; \"first\" is of a class that nobody has, \"second\" joins it:", ".", "ratio")
	table("native", "ns", "Nanoseconds under User-mode Linux, median (quartiles); ours / pinned is boot by boot; \"cold\": the line of the pointer is not in the CPU's caches:", "[a-z] (pair|kfree|zeroed|accounted|bulk16|refill|cold-pair)$", "ratio")
	table("native", "ns", "Nanoseconds of real work under User-mode Linux:", "^(messages|tree-walk)$", "ratio")
	table("native", "ns", "Nanoseconds, by the number of caches, under User-mode Linux:", " [0-9]+$", "ratio")
}
