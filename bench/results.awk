# SPDX-License-Identifier: GPL-2.0
#
# Consoles of bench's boots (KERNEL.FIGURE[.BOOT].log, and what the plugin counted
# in KERNEL.micro.counts and KERNEL.work.counts) -> FIGURE WHAT UNIT KERNEL MEDIAN LOW HIGH N, with tabs.
# LOW and HIGH are the quartiles.  An operation costs what its loop does beyond
# one that does nothing.  Of times there are also the ratios to the pinned kernel,
# boot by boot: those of one number came one after the other, so that what the
# machine did meanwhile is in both.

function add(figure, what, unit, kernel, value,    key) {
	key = figure "\t" what "\t" unit "\t" kernel
	boot_of[key, n[key] + 0] = boot
	values[key, n[key]++] = value
}

function sorted(key,    i, j, v) {
	for (i = 1; i < n[key]; i++) {
		v = values[key, i]
		for (j = i - 1; j >= 0 && values[key, j] > v; j--)
			values[key, j + 1] = values[key, j]
		values[key, j + 1] = v
	}
}

function quantile(key, q,    at, low) {
	at = q * (n[key] - 1)
	low = int(at)
	if (low == at)
		return values[key, low]
	return values[key, low] + (at - low) * (values[key, low + 1] - values[key, low])
}

function number(v) {
	v = sprintf("%.3f", v)
	sub(/\.?0+$/, "", v)
	return v == "-0" ? "0" : v
}

# How many operations a loop of so many turns has.
function operations(op, times) {
	if (op == "bulk16")
		return times * 16
	if (op == "refill" || op == "cross-cpu")
		return times * 1024
	return times
}

function micro(kind, op, times, call, first,    i, key, count, base) {
	if (exact && op ~ /^cold/)
		return
	if (!exact && op == "cross-cpu")
		return
	for (i = 0; first + i <= NF; i++) {
		if (exact) {
			split(counted[where + call + i], count, " ")
			for (key = 1; key <= 3; key++)
				loop(kind, op, times, unit[key], i, count[key + 1])
		} else {
			loop(kind, op, times, "ns", i, $(first + i))
		}
	}
}

function loop(kind, op, times, unit, i, value,    base) {
	if (op ~ /nothing$/) {
		nothing[kind, op, unit, i] = value / times
		return
	}
	base = nothing[kind, op ~ /^cold/ ? "cold-nothing" : "nothing", unit, i]
	# Each turn of a cold loop is timed twice.
	value -= base * times * (op ~ /^cold/ ? 2 : op ~ /^(refill|cross)/ ? 0 : 1)
	add(exact ? "micro" : "native", kind " " op, unit, kernel,
	    value / operations(op, times))
	if (!exact)
		in_ticks["native\t" kind " " op "\t" unit "\t" kernel, n["native\t" kind " " op "\t" unit "\t" kernel] - 1] = FILENAME
}

function counts_of(file,    line) {
	delete counted
	calls = 0
	sub(/\.log$/, ".counts", file)
	while ((getline line < file) > 0)
		counted[calls++] = line
	close(file)
}

# The median of each boot, and what that is of the pinned kernel's.
function ratios(    key, i, part, times, list) {
	for (key in n) {
		split(key, part, "\t")
		if (part[1] == "native" && part[3] == "ns" && part[2] !~ / [0-9]+$/)
			list[key] = 1
	}
	for (key in list) {
		split(key, part, "\t")
		times = n[key]
		for (i = 0; i < times; i++) {
			boot = boot_of[key, i]
			add("boot", part[2], boot, part[4], values[key, i])
			boots[boot] = 1
		}
	}
	for (key in list) {
		split(key, part, "\t")
		if (part[4] == "pinned")
			continue
		for (boot in boots) {
			i = "boot\t" part[2] "\t" boot "\t"
			if (!((i part[4]) in n) || !((i "pinned") in n))
				continue
			sorted(i part[4])
			sorted(i "pinned")
			add("native", part[2], "ratio", part[4],
			    quantile(i part[4], 0.5) / quantile(i "pinned", 0.5))
		}
	}
}

BEGIN {
	unit[1] = "instructions"
	unit[2] = "loads"
	unit[3] = "stores"
}

FNR == 1 {
	parts = split(FILENAME, path, "/")
	split(path[parts], word, ".")
	kernel = word[1]
	figure = word[2]
	boot = word[3]
	exact = figure !~ /^(native|nscale)$/
	where = last_calls = 0
	delete nothing
	if (figure == "micro" || figure == "work")
		counts_of(FILENAME)
}

{
	sub(/\r$/, "")
	if (!match($0, /bench: (micro|work|native|scale|memory|size|clock) /))
		next
	$0 = substr($0, RSTART + 7)
}

$1 == "clock" {
	ticks[FILENAME] += $2
	ns[FILENAME] += $4
	# The module counts its calls from 0 again.
	where += last_calls
	last_calls = 0
	next
}

$1 == "micro" {
	micro($2, $3, $4, $6, 8)
	last_calls = $6 + NF - 7
	next
}

$1 == "scale" {
	for (i = 5; i <= NF; i++) {
		# How many caches there were: those that the last ones came after.
		if ($i == 0)
			continue
		# Destroying storage waits, and then the clock counts more than instructions.
		if (exact && $2 ~ /^(destroy-own|rmmod)/)
			continue
		add(exact ? "scale" : "native", $2 " " $3, exact ? "instructions" : "ns", kernel, $i)
		if (!exact && $2 ~ /^(create|destroy)/) {
			key = "native\t" $2 " " $3 "\tns\t" kernel
			in_ticks[key, n[key] - 1] = FILENAME
		}
	}
	next
}

$1 == "work" || $1 == "native" {
	for (i = 5; i <= NF; i++)
		add($1, $2, exact ? "instructions" : "ns", kernel, $i / $3)
	for (i = 5; exact && i <= NF && where in counted; i++) {
		split(counted[where++], count, " ")
		add("work", $2, "instructions-there", kernel, count[5] / $3)
	}
	next
}

$1 == "memory" {
	what = $2
	when = what
	sub(/-.*/, "", when)
	sub(/^[a-z]*-/, "", what)
	add("memory", "after-" when (what ~ /kB$/ ? " " what : ""),
	    what ~ /kB$/ ? "kB" : what, kernel, $5)
	next
}

$1 == "size" {
	what = $2
	who = kernel
	if (split(what, word, "@") == 2) {
		what = word[1]
		who = word[2]
	}
	add("size", what, "bytes", who, $5)
}

END {
	for (i in in_ticks) {
		split(i, at, SUBSEP)
		values[at[1], at[2]] *= ns[in_ticks[i]] / ticks[in_ticks[i]]
	}
	ratios()
	for (key in n) {
		if (key ~ /^boot\t/)
			continue
		sorted(key)
		printf "%s\t%s\t%s\t%s\t%d\n", key, number(quantile(key, 0.5)),
			number(quantile(key, 0.25)), number(quantile(key, 0.75)), n[key]
	}
}
