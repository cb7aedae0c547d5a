# SPDX-License-Identifier: GPL-2.0
#
# What results.awk wrote -> the few lines that a cover letter has room for.

BEGIN {
	FS = "\t"
	rows = split("micro own_pair instructions|pair, primary by a pointer" \
		"@micro alias_pair instructions|pair, alias by a pointer" \
		"@micro static_pair instructions|pair, static primary (a pointer before)" \
		"@micro static-alias_pair instructions|pair, static alias (a pointer before)" \
		"@micro own_pair loads|loads of a pair, primary by a pointer" \
		"@micro alias_pair loads|loads of a pair, alias by a pointer" \
		"@micro static_pair loads|loads of a pair, static primary" \
		"@micro static-alias_pair loads|loads of a pair, static alias" \
		"@micro own_bulk16 instructions|an object of 16 in bulk, primary" \
		"@micro own_refill instructions|an object of 1,024, primary" \
		"@scale create-own_20000 instructions|create, shares with nobody" \
		"@scale create-join_20000 instructions|create, joins the oldest of 20,000" \
		"@scale create-second_20000 instructions|create, joins the newest of 20,000" \
		"@scale destroy-join_20000 instructions|destroy one of those that share" \
		"@work fork+exit instructions|fork and exit, core caches converted" \
		"@work fork+exit instructions-there|  of it in mm/slub.c" \
		"@work create+unlink instructions|create and unlink a file" \
		"@work create+unlink instructions-there|  of it in mm/slub.c", row, "@")
}

function round(v) {
	return v >= 1000 ? sprintf("%.0f", v) : sprintf("%.1f", v) + 0
}

{
	what = $2
	gsub(/ /, "_", what)
	median[$1 " " what " " $3, $4] = $5
}

END {
	for (i = 1; i <= rows; i++) {
		split(row[i], part, "|")
		if (!((part[1], "pinned") in median) || !((part[1], "ours") in median))
			continue
		if (!shown++)
			printf "  %-44s %10s %10s\n", "instructions, counted (make bench)", "before", "with"
		printf "  %-44s %10s %10s\n", part[2], round(median[part[1], "pinned"]), round(median[part[1], "ours"])
	}
}
