# SPDX-License-Identifier: GPL-2.0
"""Measure on a real machine: the loops of `lab bench micro`, on the kernel that runs here.

Builds a module with the loops for the running kernel, loads it as root, runs them, unloads it,
and saves cycles of the time stamp counter with quartiles.  Run it on the
pinned kernel and on ours, on one machine, each a few times, and compare two saved runs.
"""

import json
import os
import platform
import re
import time
from pathlib import Path

import bench_results
import core

NAME = "slab_bench_here"
MODULE = Path(f"/sys/module/{NAME}/parameters/run")
REPS = 31
OTHER = ("Idle machine, performance governor, boost off, slab_nomerge not set, a few runs of each kernel "
         "after a boot each.")


def unload() -> None:
    """Unload the module; what it measured counts all the same."""
    done = core.run(["rmmod", NAME], check=False)
    if done.returncode:
        core.say(f"{NAME} stays loaded ({core.last_line(done.stderr)}): rmmod it, or the next run cannot load it")


def console() -> str:
    """Load, run and unload; return what the kernel printed meanwhile."""
    if os.geteuid():
        raise core.LabError("loading a module needs root: run this as root")
    folder, work = Path("/lib/modules", platform.release(), "build"), core.BUILD / "here"
    if not (folder / "Makefile").is_file():
        raise core.LabError(f"{folder} is no kernel build folder: install linux-headers-{platform.release()}, "
                            "or the headers package of your own kernel")
    work.mkdir(parents=True, exist_ok=True)
    core.run(["cp", *(core.LAB / "guest/bench_modules").iterdir(), work])
    core.run(["make", "-C", folder, f"M={work}", "HERE=1", "modules"], log=work / "make.log")
    mark = f"bench: from here {time.time_ns()}"
    Path("/dev/kmsg").write_text(f"{mark}\n")
    core.run(["insmod", work / f"{NAME}.ko"])
    try:
        with core.step("loops, some seconds"):
            MODULE.write_text(f"micro {REPS}")
    finally:
        unload()
    return core.run(["dmesg"]).stdout.partition(mark)[2]


def cycles(text: str) -> list[bench_results.Row]:
    """Return a row for each loop, in ticks of the time stamp counter."""
    log = core.BUILD / "here/here.native.0.log"
    core.write(log, text)
    values: dict[str, list[float]] = {}
    for _, what, _, _, value, timed in bench_results.Console(log).samples:
        if timed:
            values.setdefault(what, []).append(value)
    if not values:
        raise core.LabError(f"the kernel's log has no results (it may be too small: log_buf_len=4M): see {log}")
    return [bench_results.Row.of(("here", what, "cycles", platform.release()), sample) for what, sample in values.items()]


def processor() -> str:
    """The CPU of this machine."""
    cpu = re.search(r"^model name[^:]*: (.*)", Path("/proc/cpuinfo").read_text(), re.M)
    return cpu[1] if cpu else platform.machine()


def measure(log: Path | None) -> int:
    """Measure here, or read a console that has the results; save and print."""
    rows = cycles(log.read_text(errors="replace") if log else console())
    to = core.BUILD / "bench" / f"here-{platform.release()}-{time.strftime('%Y%m%dT%H%M%S', time.gmtime())}.json"
    bench_results.save(rows, to, kernel=" ".join(platform.uname()[2:4]), machine=processor())
    for row in rows:
        print(f"{row.what:<40} {bench_results.cell(row)}")
    print(f"saved: {to}\nsend back: that file of each kernel, and lab/lab bench --compare of two. {OTHER}")
    return 0


def saved(path: Path) -> list[bench_results.Row]:
    """Return what is in a file that measure() saved."""
    try:
        return bench_results.load(path)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise core.LabError(f"{path} is no run that lab bench --here saved: name one of {core.BUILD}/bench/here-*.json") from None


def compare(one: Path, two: Path) -> int:
    """Print two runs side by side; a mark where their quartiles do not overlap."""
    first, second = ({row.what: row for row in saved(path)} for path in (one, two))
    names = [what for what in first if what in second]
    if not names:
        raise core.LabError(f"{one} and {two} have no loop in common")
    print(f"{'cycles, median (quartiles)':<36} {one.stem:>28} {two.stem:>28}  second / first")
    apart = 0
    for what in names:
        a, b = first[what], second[what]
        differs = a.high < b.low or b.high < a.low
        apart += differs
        ratio = f"{b.median / a.median:.3f}" if a.median else "-"
        print(f"{what:<36} {bench_results.cell(a):>28} {bench_results.cell(b):>28}  {ratio}{' *' if differs else ''}")
    for path in (one, two):
        about = json.loads(path.read_text())
        print(f"{path.stem}: {about.get('kernel')}, {about.get('machine')}")
    print(f"{len(names)} loops, {apart} whose quartiles do not overlap (*)")
    return 0
