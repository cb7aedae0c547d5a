# SPDX-License-Identifier: GPL-2.0
"""Plots of what bench measured, as SVG, by gnuplot."""

import re
import tempfile
from pathlib import Path

import core
from bench_results import Row, order

SCALES = (
    ("scale", "instructions", "create-join", "Creating a cache that shares storage"),
    ("scale", "instructions", "create-second", "Creating a cache whose partner is the newest of all"),
    ("scale", "instructions", "destroy-join", "Destroying a cache that shares storage"),
    ("scale", "instructions", "create-own", "Creating a cache that does not share"),
    ("scale", "instructions", "insmod-join", "Loading a module with six caches"),
    ("scale", "instructions", "read-slabinfo-join", "Reading /proc/slabinfo"),
    ("native", "ns", "create-join", "Creating a cache that shares storage (UML)"))


def draw(name: str, folder: Path, commands: str) -> None:
    new = folder / f".{name}.svg"
    core.run(["gnuplot"], input='set terminal svg size 900,540 dynamic background rgb "white" font "sans,12"\n'
             f'set output "{new}"\n{commands}')
    new.replace(folder / f"{name}.svg")


def scale(rows: list[Row], figure: str, unit: str, what: str, title: str, work: Path, folder: Path) -> None:
    files = []
    for kernel in ("pinned", "ours"):
        points = sorted((row for row in rows if (row.figure, row.unit, row.kernel) == (figure, unit, kernel) and
                         re.fullmatch(f"{what} [0-9]+", row.what)), key=lambda row: order(row.what))
        if not points:
            return
        files.append(work / f"{what}-{kernel}")
        files[-1].write_text("".join(f"{row.what.split()[1]} {row.median} {row.low} {row.high}\n"
                                     for row in points))
    draw(f"{figure}-{what}", folder, f"""
set title '{title}'
set xlabel 'caches beside those of the kernel'
set ylabel '{unit}'
set logscale xy
set key left top
set grid
plot '{files[0]}' with yerrorlines lw 2 title 'pinned kernel', \\
     '{files[1]}' with yerrorlines lw 2 title 'ours'
""")


def saved(rows: list[Row], work: Path, folder: Path) -> None:
    """Loads that a system call saves; what another boot of the pinned kernel differs by says how much is chance."""
    at = {(row.what, row.kernel): row.median for row in rows if (row.figure, row.unit) == ("work", "loads")}
    kernels = {"ours": "the core converted", "converted": "the whole tree converted",
               "pinned-again": "pinned, another boot"}
    calls = [what for what, kernel in sorted(at) if kernel == "pinned" and all((what, one) in at for one in kernels)]
    lines = [" ".join(str(at[what, "pinned"] - at[what, one]) for one in kernels) for what in calls]
    names = ", ".join(f"'{what}' {nr}" for nr, what in enumerate(calls))
    (work / "saved").write_text("\n".join(lines))
    # Boxes from 0, which a histogram does not have on such an axis.
    bars = ", ".join(f"'{work}/saved' using 0:(0):($0+{nr / 4 - .625}):($0+{nr / 4 - .375}):(0):{nr} "
                     f"with boxxyerror title '{name}'" for nr, name in enumerate(kernels.values(), 1))
    if calls:
        draw("work-loads-saved", folder, f"""
set title 'Loads that a system call saves beside the pinned kernel'
set ylabel 'loads'
set style fill solid 0.5
set xtics rotate by -15 ({names})
set xrange [-0.6:{len(calls) - .4}]
set key right top
set grid y
set nonlinear y via asinh(y) inverse sinh(y)
set ytics (-10, -3, -1, 0, 1, 3, 10, 30, 100)
set yrange [-10:300]
plot {bars}, 0 lc rgb 'black' notitle
""")


def plot(rows: list[Row], folder: Path) -> None:
    """Draw what there is enough of."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        for args in SCALES:
            scale(rows, *args, work, folder)
        saved(rows, work, folder)
