# SPDX-License-Identifier: GPL-2.0
"""Plots of what bench measured, SVG and PNG of each, by gnuplot."""

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
    for suffix, terminal in (("svg", 'svg size 900,540 dynamic background rgb "white"'),
                             ("png", "pngcairo size 900,540")):
        new = folder / f".{name}.{suffix}"
        core.run(["gnuplot"], input=f'set terminal {terminal} font "sans,12"\nset output "{new}"\n{commands}')
        new.replace(folder / f"{name}.{suffix}")


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


def bars(rows: list[Row], name: str, figure: str, unit: str, title: str, pattern: str, work: Path,
         folder: Path) -> None:
    """Ours beside the pinned kernel, 1 is equal.  What has the unit "ratio" is that already."""
    at = {(row.what, row.kernel): row for row in rows
          if row.figure == figure and row.unit == unit and re.search(pattern, row.what)}
    lines, most = [], 0.0
    for what in sorted({what for what, _ in at}):
        ours, pinned = at.get((what, "ours")), at.get((what, "pinned"))
        one = 1 if unit == "ratio" else pinned.median if pinned else 0
        if ours and one:
            lines.append(f'"{what}" {ours.median / one} {ours.low / one} {ours.high / one}\n')
            most = max(most, ours.high / one)
    if not lines:
        return
    (work / name).write_text("".join(lines))
    # gnuplot would leave room for the bars, not for their errors.
    draw(name, folder, f"""
set title '{title}'
set ylabel 'ours / pinned kernel'
set style data histogram
set style histogram errorbars gap 1 lw 1
set style fill solid 0.5
set xtics rotate by -40
set rmargin 12
set yrange [0:{most * 1.05}]
set grid y
unset key
plot '{work / name}' using 2:3:4:xtic(1) lc rgb '#3070b0', 1 lc rgb 'black'
""")


def plot(rows: list[Row], folder: Path) -> None:
    """Draw what there is enough of."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        for args in SCALES:
            scale(rows, *args, work, folder)
        bars(rows, "native-pair", "native", "ratio",
             "Allocation and free, in time (UML), median and quartiles of the boots",
             "^(own|alias|static|static-alias) (pair|cold-pair)$", work, folder)
        bars(rows, "work", "work", "instructions", "Instructions of real work", ".", work, folder)
        bars(rows, "work-loads", "work", "loads", "Loads of real work", ".", work, folder)
        bars(rows, "kmalloc", "micro", "loads", "Loads of kmalloc() of a constant size, and kfree()",
             "^kmalloc normal", work, folder)
