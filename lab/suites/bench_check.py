# SPDX-License-Identifier: GPL-2.0
"""Compare what bench counted last with bench_check.counts: what can be counted, no times."""

import difflib

import bench
import core
import ktap


def run(t: ktap.Suite) -> None:
    figures = ("micro", "work", "scale", "memory", "size")
    t.plans(len(figures))
    if not bench.COUNTS.exists():
        raise core.LabError(f"{bench.COUNTS} is missing: git checkout {bench.COUNTS.name}")
    if old := bench.stale():
        raise core.LabError(f"{old[0]} was measured at {bench.commits().get(old[0]) or 'no commit'}, not at this one: run make bench")
    stored = bench.COUNTS.read_text().splitlines()
    now = bench.counted(bench.measured())
    for figure in figures:
        want, have = ([line for line in lines if line.startswith(figure)] for lines in (stored, now))
        diff = [line for line in difflib.unified_diff(want, have, "stored", "measured", "", "", 0)
                if not line.startswith("@@")]
        t.result(f"{figure}: {len(have)} counts", not diff, "\n".join(diff),
                 skip="" if want or have else "neither stored nor measured")
