# SPDX-License-Identifier: GPL-2.0
"""Measure on a real machine: the loops of `lab bench micro`, on the kernel that runs here.

Builds a module with the loops for the running kernel, has guest/here run it as root, and
saves cycles of the time stamp counter with quartiles.  Run it on the pinned kernel and on
ours, on one machine, in a few boots of each, and compare what was saved.
"""

import contextlib
import json
import math
import os
import platform
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import bench_results
import core
from bench_results import Row

NAME = "slab_bench_here"
SCRIPT = core.LAB / "guest/here"
ROOT = Path("/")    # of this machine
REPS = 31
OTHER = "Idle machine, performance governor, boost off, slab_nomerge not set, three boots of each kernel or more."
NOT_CHARGED = ("accounted loops are not charged: that takes cgroup2 with the memory controller at /sys/fs/cgroup, "
               "and no cgroup.memory=nokmem")
LINE = re.compile(r"bench: (machine|boot|charged|micro|results|clock)\b ?(.*)")
MICRO = re.compile(r"(\S+) (\S+) [0-9]+ calls [0-9]+ :((?: [0-9]+)+)")


@dataclass(frozen=True)
class Run:
    """One run of all loops."""

    name: str
    release: str
    kernel: str     # all that tells it from another build
    machine: str
    boot: str       # which of its boots; empty if nobody knows
    charged: bool   # whether accounted objects were
    rows: dict[str, Row]


@contextlib.contextmanager
def one_cpu() -> Iterator[None]:
    """What runs in the block stays on the first CPU that we may use."""
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(allowed)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, allowed)


def console() -> str:
    """Build the module and run it; return what the kernel printed meanwhile."""
    if platform.machine() != "x86_64":
        raise core.LabError(f"the loops are for x86-64, and this machine is {platform.machine()}: run this on another")
    if os.geteuid():
        raise core.LabError("loading a module needs root: run this as root")
    folder, work = ROOT / "lib/modules" / platform.release() / "build", core.BUILD / "here"
    if not (folder / "Makefile").is_file():
        raise core.LabError(f"{folder} is no kernel build folder: install linux-headers-{platform.release()}, "
                            "or the headers package of your own kernel")
    work.mkdir(parents=True, exist_ok=True)
    core.run(["cp", *(core.LAB / "guest/bench_modules").iterdir(), work])
    core.run(["make", "-C", folder, f"M={work}", "HERE=1", "modules"], log=work / "make.log")
    with core.step("loops, some seconds"), one_cpu():
        done = core.run(["sh", SCRIPT, work / f"{NAME}.ko", str(REPS)], check=False, gentle=True,
                        env={"ROOT": "" if ROOT == Path("/") else str(ROOT)})
    *said, last = done.stderr.splitlines() or [""]
    if not done.returncode:
        said += [last] * bool(last)
    for line in said:
        core.say(line)
    if done.returncode:
        raise core.LabError(last or f"{SCRIPT} failed (exit {done.returncode}) and said nothing")
    return done.stdout


def whole(text: str, log: Path) -> dict[str, list[str]]:
    """Return what the lines say, by their first word; raise unless they are all of one run."""
    found = defaultdict[str, list[str]](list)
    words = list[str]()
    for word, rest in LINE.findall(text):
        words += [word] if words[-1:] != [word] else []
        found[word].append(rest.strip())
    if not found["micro"]:
        raise core.LabError(f"the kernel's log has no results (it may be too small: log_buf_len=4M): see {log}")
    for word in ("machine", "results", "clock"):
        if len(found[word]) != 1:
            raise core.LabError(f"{log} has {len(found[word]) or 'no'} lines 'bench: {word}', and one whole run "
                                "has one: give all of one run, or measure again")
    if [word for word in words if word not in ("boot", "charged")] != ["machine", "micro", "results", "clock"]:
        raise core.LabError(f"{log}: lines of the run are not in their order: measure again")
    numbers = re.fullmatch("([0-9]+) repetitions ([0-9]+)", found["results"][0])
    loops = dict[tuple[str, str], int]()
    for line in found["micro"]:
        if not (match := MICRO.fullmatch(line)) or (match[1], match[2]) in loops:
            raise core.LabError(f"{log}: '{line[:60]}' is broken or there twice: measure again")
        loops[match[1], match[2]] = len(match[3].split())
    if not numbers or len(loops) != int(numbers[1]):
        raise core.LabError(f"{log} has {len(loops)} loops, and the module ran {numbers[1] if numbers else '?'}: "
                            "measure again")
    for (kind, loop), values in loops.items():
        nothing = "cold-nothing" if loop.startswith("cold") else "nothing"
        if values != int(numbers[2]):
            raise core.LabError(f"{log}: {kind} {loop} has {values} values, and the module printed {numbers[2]}: "
                                "measure again")
        if (kind, nothing) not in loops:
            raise core.LabError(f"{log}: {kind} {loop} is there without {kind} {nothing}: measure again")
    return found


def cycles(text: str) -> Run:
    """Return what a console has: a row for each loop, in ticks of the time stamp counter."""
    log = core.BUILD / "here/here.native.0.log"
    core.write(log, text)
    samples, found = bench_results.Console(log).samples, whole(text, log)
    parts = found["machine"][0].split("|")
    if len(parts) != 3 or not all(parts[:2]):
        raise core.LabError(f"{log}: 'bench: machine {found['machine'][0]}' is no kernel and CPU: measure again")
    values = defaultdict[str, list[float]](list)
    for _, what, _, _, value, timed in samples:
        if timed:
            values[what].append(value)
    return Run(log.name, parts[0], " ".join(parts[:2]), parts[2] or "unknown", "".join(found["boot"]),
               bool(found["charged"]),
               {what: Row.of(("here", what, "cycles", parts[0]), sample) for what, sample in values.items()})


def processor() -> str:
    """The CPU of this machine."""
    cpu = re.search(r"^model name[^:]*: (.*)", Path("/proc/cpuinfo").read_text(), re.M)
    return cpu[1] if cpu else platform.machine()


def measure(log: Path | None) -> int:
    """Measure here, or read a console that has the results; save and print."""
    run = cycles(log.read_text(errors="replace") if log else console())
    release = re.sub("[^0-9A-Za-z.+_-]", "_", run.release)
    to = core.BUILD / f"bench/here-{release}-{datetime.now(UTC):%Y%m%dT%H%M%S.%f}.json"
    bench_results.save(list(run.rows.values()), to, kernel=run.kernel, machine=run.machine, boot=run.boot,
                       charged=run.charged)
    for row in run.rows.values():
        print(f"{row.what:<40} {bench_results.cell(row)}")
    if not run.charged:
        core.say(NOT_CHARGED)
    print(f"saved: {to}\nsend back: that file of each run, and what lab/lab bench --compare says of all. {OTHER}")
    return 0


def saved(path: Path) -> Run:
    """Return what is in a file that measure() saved."""
    try:
        about, rows = json.loads(path.read_text()), bench_results.load(path)
        kernel, machine, boot, charged = (about[name] for name in ("kernel", "machine", "boot", "charged"))
        good = [*map(type, (kernel, machine, boot, charged))] == [str, str, str, bool] and kernel and rows
        for row in rows:
            good = good and (row.figure, row.unit, type(row.what), type(row.kernel)) == ("here", "cycles", str, str) \
                and all(type(number) in (int, float) and math.isfinite(number)
                        for number in (row.median, row.low, row.high, row.repetitions))
        if not good or len({row.what for row in rows}) != len(rows):
            raise ValueError
        return Run(path.stem, rows[0].kernel, kernel, machine, boot, charged, {row.what: row for row in rows})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise core.LabError(f"{path} is no run that lab bench --here saved: "
                            f"name one of {core.BUILD}/bench/here-*.json") from None


def together(runs: list[Run]) -> dict[str, Row]:
    """Return the loops that all runs of a kernel have; of several the median of medians, the lowest, the highest."""
    if len(runs) == 1:
        return runs[0].rows
    rows = dict[str, Row]()
    for what in runs[0].rows:
        if all(what in run.rows for run in runs):
            medians = [run.rows[what].median for run in runs]
            rows[what] = Row("here", what, "cycles", runs[0].kernel, bench_results.quantile(medians, .5),
                             min(medians), max(medians), len(runs))
    return rows


def spread(runs: list[Run]) -> str:
    """Say what the numbers in brackets are."""
    text = f"lowest and highest median of {len(runs)} runs" if len(runs) > 1 else "quartiles of one run"
    # Where the boot is not known, another run is another boot.
    return text + (", of one boot only" if len({run.boot or run.name for run in runs}) == 1 else "")


def compare(paths: list[Path]) -> int:
    """Print runs of two kernels side by side; a mark where their spreads do not overlap."""
    if len({path.resolve() for path in paths}) < len(paths):
        raise core.LabError("a run is named twice: name each once")
    runs = [saved(path) for path in paths]
    kernels = list(dict.fromkeys(run.kernel for run in runs))
    if len(kernels) != 2:
        raise core.LabError(f"name runs of two kernels: these {len(runs)} are of {len(kernels)} "
                            f"({', '.join(kernels)}); CONFIG_LOCALVERSION tells kernels apart")
    sides = [(title, [run for run in runs if run.kernel == kernel])
             for title, kernel in zip(("first", "second"), kernels)]
    one, two = (together(side) for _, side in sides)
    names = [what for what in one if what in two]
    if not names:
        raise core.LabError("these runs have no loop in common")
    for title, side in sides:
        print(f"{title}: {side[0].kernel}; {' / '.join(sorted({run.machine for run in side}))}; {spread(side)}")
        print(*(f"  {run.name}" for run in side), sep="\n")
    print(f"\n{'cycles, median (spread)':<40} {'first':>28} {'second':>28}  second / first")
    apart = 0
    for what in names:
        a, b = one[what], two[what]
        differs = a.high < b.low or b.high < a.low
        apart += differs
        ratio = f"{b.median / a.median:.3f}" if a.median > 0 else "-"
        print(f"{what:<40} {bench_results.cell(a):>28} {bench_results.cell(b):>28}  {ratio}{' *' if differs else ''}")
    every = dict.fromkeys(what for run in runs for what in run.rows)
    for run in runs:
        if lacks := [what for what in every if what not in run.rows]:
            print(f"not compared, {run.name} lacks it: {', '.join(lacks)}")
    if len({run.machine for run in runs}) > 1:
        print("WARNING: the runs are of different machines: the ratios say nothing of the kernels")
    if len({run.charged for run in runs}) > 1:
        print("WARNING: accounted objects were charged in some runs only: do not compare these loops")
    alone = " and ".join(title for title, side in sides if spread(side).endswith("only"))
    print(f"{len(names)} loops, {apart} whose spreads do not overlap (*)" +
          (f"; the spread of {alone} is of one boot only, and boots differ: measure more of them" if alone else ""))
    return 0
