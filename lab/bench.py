# SPDX-License-Identifier: GPL-2.0
"""Measure: the pinned kernel, ours, and what others proposed, side by side.

  micro   instructions, loads and stores of each operation (QEMU, exact)
  work    instructions of system calls, and of mm/slub.c in them (QEMU, exact)
  memory  names, storages, slabs, Slab kB after the same boot and work (QEMU)
  scale   creating and destroying the k-th cache, looking at k (QEMU, exact)
  native  the operations, work and scale in time (UML on this machine)
  size    bytes of a cache, for three numbers of nodes (compiled, not run)
Writes build/bench/results.json, results.md and plots.
"""

import argparse
import json
import os
import platform
import re
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import bench_plot
import bench_results
import boot
import build
import core
import guests
import here
import patched
import results
import tree
from git import git

DIR = core.BUILD / "bench"
WORK = DIR / "data"
COMMITS = "commits.json"    # in DIR: figure: the commit that was measured, with QUICK if so; empty until it ended
QUICK = " --quick"
COUNTS = core.LAB / "suites/bench_check.counts"
TIMES = core.LAB / "suites/bench.seen"
PATCHES = core.LAB / "patches"
# Figure: the kernels, and those that are booted once more, with MORE.
EXACT = {"micro": (("pinned", "ours", "no-sharing"), ("pinned-nomerge", "ours-nomerge")),
         "work": (("pinned", "unconverted", "ours", "converted"), ("pinned-again", "ours-again")),
         "memory": (("pinned", "unconverted", "ours", "converted", "no-sharing"), ("pinned-nomerge", "ours-nomerge")),
         "scale": (("pinned", "ours"), ())}
MORE = {"nomerge": "slab_nomerge", "again": "shake=1"}
NATIVE = ("pinned", "unconverted", "ours")
FIGURES = (*EXACT, "native", "size")


def ready(kernel: str, arch: str = "x86_64") -> Path:
    """Build bench-KERNEL with its module and initramfs.  Returns its folder of build/out."""
    base = kernel if kernel in ("pinned", "unconverted") else "ours"
    if kernel == "converted":
        # Not above: it imports mail, which shows what we counted.
        import convert
        base = convert.committed(tree.ensure_tree())
    patched.ensure(f"bench-{kernel}", base, [PATCHES / "bench-instrument.patch"] +
                   ([PATCHES / "bench-no-sharing.patch"] if kernel == "no-sharing" else []),
                   {"lib/slab_bench.c": core.LAB / "guest/bench_modules/slab_bench.c"})
    variant = f"bench-um-{kernel}" if arch == "um" else f"bench-{kernel}"
    out = build.ensure_build(variant)[variant]
    work = WORK / variant
    guests.modules("bench_modules", out, work, arch)
    boot.initrd(work / "initrd", out, f"jobs/bench={WORK / 'guest'}",
                f"data/slab_bench_mod.ko={work / 'slab_bench_mod.ko'}")
    return out


def address(out: Path, symbol: str) -> int:
    match = re.search(rf"^([0-9a-f]+) \S {symbol}$", (out / "System.map").read_text(), re.M)
    if not match:
        raise core.LabError(f"{out} has no {symbol}: remove the folder and build it again")
    return int(match[1], 16)


def slub_range(out: Path) -> str:
    """Where mm/slub.c is in the kernel, for the plugin.  Its section .text stays in one piece."""
    headers = core.run(["objdump", "-h", out / "mm/slub.o"]).stdout
    symbols = core.run(["objdump", "-t", "-j", ".text", out / "mm/slub.o"]).stdout
    size = re.search(r"^ *[0-9]+ \.text +([0-9a-f]+)", headers, re.M)
    offset = re.search(r"^([0-9a-f]+) .* kmem_cache_free$", symbols, re.M)
    if not size or not offset:
        raise core.LabError(f"{out}/mm/slub.o has no kmem_cache_free in .text")
    low = address(out, "kmem_cache_free") - int(offset[1], 16)
    return f",low={low:#x},high={low + int(size[1], 16):#x}"


def partners(name: str, text: str) -> str:
    """Say which cache of the loops shares with others than it is meant to; empty if none does.

    Only links in sysfs share.  The proposal that no-sharing measures does not share static ones.
    """
    links = dict(re.findall(r"bench: link (\S+) (\S+)", text))
    for where in ("", "module-") if "bench: micro " in text else ():
        pairs = {"own": "own", "static": "static", "alias": "partner", "static-alias": "static-partner"}
        if "-" in name.partition(".")[0]:
            # Or with nomerge.
            pairs = {"own": "own", "static": "static"}
        for cache, partner in pairs.items():
            meant = {f"bench-{where}{cache}", f"bench-{where}{partner}"}
            storage = links.get(f"bench-{where}{cache}")
            found = {other for other in links if links[other] == storage} if storage else set()
            # The pair of a module and that of the image may be four.
            more = found - {f"bench-{other}{kind}" for other in {where, "", "module-"} for kind in {cache, partner}
                            if other == where or cache != partner}
            if more or (cache != partner and not meant <= found):
                return f"bench-{where}{cache} shares with {', '.join(sorted(more)) or 'nobody'}: change its size in slab_bench.c"
    return ""


def finished(name: str, log: Path) -> None:
    """Raise unless the guest did all it was asked to, without a report."""
    text = log.read_text(errors="replace")
    if "bench: done" not in text:
        found = re.search("(?:bench failed|Kernel panic|vm: killed).*", text)
        raise core.LabError(f"{name} did not get to its end ({found[0] if found else core.last_line(text)}): {log}")
    if found := re.search("BUG:.*|WARNING:.*|Call Trace:|Oops.*", text):
        raise core.LabError(f"{name}: {found[0]}: {log}")
    if why := partners(name, text):
        raise core.LabError(f"{name}: {why}: {log}")


def exact(boot_name: str, figure: str, out: Path, reps: int, most: int) -> None:
    """Boot once with a clock that is instructions."""
    kernel, name = out.name.removeprefix("bench-"), f"{boot_name}.{figure}"
    # A word that the kernel does not know becomes a variable of the environment, which
    # each execve() copies: all boots have one of the same length.
    more = MORE.get(boot_name.removeprefix(f"{kernel}-"), "shake=0" if figure == "work" else "")
    log, plugin = DIR / "log" / f"{name}.log", ""
    if figure in ("micro", "work"):
        plugin = (f"{WORK}/counter.so,begin={address(out, 'slab_bench_begin'):#x},"
                  f"end={address(out, 'slab_bench_end'):#x},out={log.with_suffix('.counts')}" +
                  (slub_range(out) if figure == "work" else ""))
    with core.step(f"{name}, counted"):
        boot.qemu(out / "arch/x86/boot/bzImage", log, exact=True, mem=4096 if figure == "scale" else 1024,
                  timeout=3600, initrd=WORK / f"bench-{kernel}" / "initrd", plugin=plugin,
                  append=f"job=bench figures={figure} reps={reps} most={most} end=reboot norandmaps {more}")
    finished(name, log)


def measure_exact(figure: str, reps: int, most: int) -> None:
    """Exact boots do not disturb each other: two at a time."""
    kernels, again = EXACT[figure]
    outs = {kernel: ready(kernel) for kernel in kernels}
    with ThreadPoolExecutor(2) as pool:
        jobs = [pool.submit(exact, name, figure, outs.get(name) or outs[name.rpartition("-")[0]], reps, most)
                for name in kernels + again]
        for job in jobs:
            job.result()
    if figure == "work":
        agree(bench_results.read(DIR.glob("log/*.work.log")))
    if figure == "memory":
        core.write(DIR / "log/all.image.log", "".join(image(kernel, out) for kernel, out in outs.items()))


def image(kernel: str, out: Path) -> str:
    """Say how large text, data and bss of a kernel are, and all of it, and what of it boot frees."""
    sizes = core.run(["size", out / "vmlinux"]).stdout.splitlines()[1].split()[:4]
    freed = address(out, "__init_end") - address(out, "__init_begin")
    if not 0 < freed < int(sizes[3]):
        raise core.LabError(f"{out}/System.map: {freed} bytes from __init_begin to __init_end: remove the folder "
                            "and build it again")
    return "".join(f"bench: size image{part}@{kernel} 1 : {size}\n"
                   for part, size in zip(("-text", "-data", "-bss", "", "-init"), [*sizes, freed]))


def agree(rows: list[bench_results.Row]) -> None:
    """Raise unless two boots of a kernel count the same, whatever was done before."""
    at = {(row.kernel, row.what, row.unit): row.median for row in rows}
    for (kernel, what, unit), count in at.items():
        again = at.get((f"{kernel}-again", what, unit), count)
        if unit in ("instructions", "loads") and abs(again / count - 1) > bench_results.AGREE:
            raise core.LabError(f"{what} on {kernel}: {count} {unit}, and {again} in another boot: not comparable")


def measure_native(reps: int, most: int, boots: int) -> None:
    """What the machine does meanwhile must not look like a kernel's fault: kernels alternate."""
    outs = {kernel: ready(kernel, "um") for kernel in NATIVE}

    def run(name: str, kernel: str, figures: str, times: int) -> None:
        log = DIR / "log" / f"{name}.log"
        with core.step(name):
            boot.uml(outs[kernel] / "linux", log, mem=2048, timeout=1800,
                     initrd=WORK / f"bench-um-{kernel}" / "initrd",
                     append=f"job=bench figures={figures} reps={times} most={most}")
        finished(name, log)
    for i in range(boots):
        for kernel in NATIVE:
            run(f"{kernel}.native.{i}", kernel, "micro,native", 5)
    for kernel in ("pinned", "ours"):
        run(f"{kernel}.nscale.0", kernel, "scale", reps)


def measure_size() -> None:
    """sizeof(struct kmem_cache), and of a static cache, by NODES_SHIFT."""
    lines = []
    for shift in (0, 6, 10):
        for kernel in ("pinned", "ours"):
            compiled = build.Kernel(f"size-{shift}-{kernel}", tree.ensure_tree(kernel), "x86_64",
                                    ["common", "bench", "bench-x86", "objcode", f"nodes-{shift}"], ours=kernel == "ours")
            compiled.build("mm/slub.o")
            size, struct, sheaf = compiled.sizes("struct kmem_cache", "struct slub_percpu_sheaves", "struct slab_sheaf")
            lines.append(f"bench: size struct-kmem_cache-shift-{shift}@{kernel} 1 : {size}")
            if (kernel, shift) == ("pinned", 0):
                lines += [f"bench: size percpu-sheaves@pinned 1 : {struct}",
                          f"bench: size sheaf-header@pinned 1 : {sheaf}"]
            if kernel == "ours":
                lines.append(f"bench: size static-cache-shift-{shift}@ours 1 : {compiled.static_size()}")
    core.write(DIR / "log/all.size.log", "\n".join(lines) + "\n")


def machine() -> str:
    qemu = re.search(r"version (\S+)", core.run(["qemu-system-x86_64", "--version"], check=False).stdout)
    gcc = core.run(["gcc", "-dumpfullversion"]).stdout.strip()
    return (f"{here.processor()}, {os.cpu_count()} CPUs, Linux {platform.release()}, "
            f"QEMU {qemu[1] if qemu else '?'} (TCG), gcc {gcc}")


def measured() -> list[bench_results.Row]:
    """Return what is in the consoles of the last runs."""
    rows = bench_results.read(sorted((DIR / "log").glob("*.log")))
    if not rows:
        raise core.LabError("nothing was measured yet: run make bench")
    return rows


def commits() -> dict[str, str]:
    """Return of which commit the consoles of each figure are."""
    return core.read_json(DIR / COMMITS, str)


def stale() -> list[str]:
    """Return the figures with counts that were not measured at this commit."""
    return [figure for figure in (*EXACT, "size") if not results.clean() or commits().get(figure) != results.commit()]


def sources() -> list[str]:
    """Return the figures that the consoles are of, in our order."""
    found = {log.name.split(".")[1] for log in DIR.glob("log/*.log")}
    return [figure for figure in FIGURES if found & {figure, {"memory": "image", "native": "nscale"}.get(figure)}]


def report() -> str:
    """Write results.json, results.md, the plots, and what pages are made of; return the tables."""
    rows = measured()
    kernel = git(tree.KERNEL, "log", "-1", "--format=%s", "pinned")
    bench_results.save(rows, DIR / "results.json", machine=machine(), kernel=kernel,
                       date=time.strftime("%F", time.gmtime()))
    text = f"Pinned kernel: {kernel}. Measured on: {machine()}.\n" + bench_results.tables(rows)
    core.write(DIR / "results.md", text)
    bench_plot.plot(rows, DIR)
    done = results.Result("bench", [results.Case(f"{len(rows)} results", results.PASS)], logs=[DIR / "results.json"])
    done.save()
    return text


def counted(rows: list[bench_results.Row]) -> list[list[str]]:
    return [[row.figure, row.what, row.unit, row.kernel, bench_results.number(row.median)] for row in rows if row.exact]


def stored() -> list[list[str]]:
    """Return what was counted when COUNTS was written."""
    if not COUNTS.exists():
        raise core.LabError(f"{COUNTS} is missing: git checkout {COUNTS.name}")
    return core.rows(COUNTS, str, str, str, str, float)


def noted() -> dict[str, str]:
    """Return of which commit and day the counts of each figure in COUNTS are, if that is known."""
    found = (re.fullmatch("# ([a-z]+): measured at (.*)", line) for line in core.comments(COUNTS))
    return {match[1]: match[2] for match in found if match}


def store() -> None:
    """Write COUNTS and TIMES: whole figures, all of one commit.  A figure that was not measured stays as it is."""
    figures, at = sources(), commits()
    again = f"run lab/lab bench {' '.join(figures)}, without --quick and with nothing uncommitted"
    for figure in figures:
        if not (commit := at.get(figure)):
            raise core.LabError(f"{figure} was not measured to its end: {again}")
        if not re.fullmatch("[0-9a-f]+", commit):
            raise core.LabError(f"{figure} was measured at {commit}, which is not one whole commit: {again}")
    if len({at[figure] for figure in figures}) > 1:
        raise core.LabError(f"not of one commit: {', '.join(f'{figure} {at[figure]}' for figure in figures)}: {again}")
    rows, order = measured(), list(FIGURES)
    new = counted(rows)
    # The sizes of images come with the figure memory.
    kept = [row for row in (stored() if COUNTS.exists() else [])
            if ("memory" if row[0] == "size" and row[1].startswith("image") else row[0]) not in figures]
    day = time.strftime("%F", time.gmtime(max(log.stat().st_mtime for log in DIR.glob("log/*.log"))))
    notes = noted() | {figure: f"{at[figure]}, {day}" for figure in figures if figure != "native"}
    head = [line for line in core.comments(COUNTS) if ": measured at " not in line] or \
        ["# SPDX-License-Identifier: GPL-2.0"]
    both = sorted([*kept, *new], key=lambda row: order.index(row[0]))
    head += [f"# {figure}: measured at {notes[figure]}" for figure in order if figure in notes]
    core.write_rows(COUNTS, both, head)
    core.say(f"{COUNTS.relative_to(core.TOP)}: {len(new)} counts, {len(kept)} as they were")
    if ratios := timed(rows):
        core.write_rows(TIMES, ratios)


def timed(rows: list[bench_results.Row]) -> list[list[str]]:
    """Ours in times of the pinned kernel.  Times of other boots are not comparable."""
    return [[row.what, *map(bench_results.number, (row.median, row.low, row.high))]
            for row in rows if (row.figure, row.unit, row.kernel) == ("native", "ratio", "ours")]


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="lab bench", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("figure", nargs="*", help=f"{' '.join(FIGURES)} (all)")
    parser.add_argument("--report", action="store_true", help="tables and plots of what was measured")
    parser.add_argument("--store", action="store_true", help=f"write what was counted to {COUNTS.name}, times to {TIMES.name}")
    parser.add_argument("--quick", action="store_true",
                        help="fewer repetitions, and scale ends at 5000 caches (also QUICK=1)")
    parser.add_argument("--here", action="store_true", help="the loops on the running kernel, as root; no QEMU")
    parser.add_argument("--log", type=Path, help="with --here: results that a console already has")
    parser.add_argument("--compare", nargs="+", type=Path, metavar="RUN",
                        help="files that --here saved: runs of two kernels, a few of each")
    opts, quick = parser.parse_args(argv), os.environ.get("QUICK", "")
    if quick not in ("", "1"):
        raise core.UsageError(f"QUICK={quick} is not known: say QUICK=1, or leave it out")
    ways = [f"--{name}" for name in ("compare", "here", "store", "report") if getattr(opts, name)]
    if ways and (more := [*ways[1:], *opts.figure, *["--quick"] * opts.quick]):
        parser.error(f"{ways[0]} stands alone: leave out {' '.join(more)}")
    if opts.log and not opts.here:
        parser.error("--log is for --here")
    if opts.compare and len(opts.compare) < 2:
        parser.error("--compare: name two runs or more")
    if opts.compare:
        return here.compare(opts.compare)
    if opts.here:
        return here.measure(opts.log)
    core.known("figure", opts.figure, FIGURES)
    if opts.store:
        store()
        return 0
    if not opts.report:
        measure(opts.figure or list(FIGURES), opts.quick or bool(quick))
    print(report())
    return 0


def measure(figures: list[str], quick: bool) -> None:
    reps, most, boots = (5, 5000, 5) if quick else (15, 20000, 15)
    guests.program("bench", WORK / "guest")
    core.run(["gcc", "-O2", "-Wall", "-Wextra", "-Werror", "-fPIC", "-shared", "-fvisibility=hidden",
              "-o", WORK / "counter.so", core.LAB / "guest/counter.c"])
    for figure in figures:
        # What an earlier run measured does not pass for this one's.
        for old in [*DIR.glob(f"log/*.{figure}.*"), *(DIR.glob("log/*.nscale.*") if figure == "native" else ()),
                    *(DIR.glob("log/all.image.log") if figure == "memory" else ())]:
            old.unlink()
        core.write(DIR / COMMITS, json.dumps(commits() | {figure: ""}, indent=1))
        commit = results.commit() + QUICK * quick
        if figure in EXACT:
            measure_exact(figure, reps, most)
        elif figure == "native":
            measure_native(reps, most, boots)
        else:
            measure_size()
        core.write(DIR / COMMITS, json.dumps(commits() | {figure: commit}, indent=1))
