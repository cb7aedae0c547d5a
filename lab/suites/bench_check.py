# SPDX-License-Identifier: GPL-2.0
"""Compare what bench counted last with bench_check.counts: what can be counted, no times."""

import difflib

import bench
import core
import ktap


def run(t: ktap.Suite) -> None:
    figures = ("micro", "work", "scale", "memory", "size")
    t.plans(len(figures))
    stored = bench.stored()
    if old := bench.stale():
        raise core.LabError(f"{old[0]} was measured at {bench.commits().get(old[0]) or 'no commit'}, not at this one: run make bench")
    now = bench.counted(bench.measured())
    for figure in figures:
        want, have = (["\t".join(row) for row in rows if row[0] == figure] for rows in (stored, now))
        diff = [line for line in difflib.unified_diff(want, have, "stored", "measured", "", "", 0)
                if not line.startswith("@@")]
        t.result(f"{figure}: {len(have)} counts", not diff, "\n".join(diff),
                 skip="" if want or have else "neither stored nor measured")
