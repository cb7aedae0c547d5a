# SPDX-License-Identifier: GPL-2.0
"""What tools that read slab caches say of the pinned kernel and of ours, side by side.

A guest has caches that share, of which the first is gone, and prints what is so.  gdb,
drgn and crash read it from outside: stopped, and in a dump.  perf and others run
in it.  Right is what the guest's own tables say; what a tool answers worse on our
kernel than on the pinned one has to be listed here, with its reason, and so has what
it answers right on neither.
"""

import argparse
import functools
import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import boot
import build
import core
import ktap
import report
import results
import sid
from suites import gdb

KERNELS = {"control": "pinned-x86-tools", "ours": "x86-tools"}
DEAD = ["story-a"]
# Worse on our kernel: the tool, the question, and what to do instead.
HANDLE = "slab_object_info(): slab_cache is the handle"
KNOWN = {
    ("drgn", "slab_cache_is_merged() of a handle"): "ask alias.primary_cache, or patch drgn",
    ("drgn", "slab_cache_for_each_allocated_object() of a handle has its objects"):
        "ask alias.primary_cache, or patch drgn",
    ("drgn", HANDLE): "it is the storage: compare with primary_cache",
    ("drgn, patched", HANDLE): "it is the storage: compare with primary_cache",
}
# What crash is asked.  Of a cache that remembers who allocated all slabs are on lists, and CPUs keep no objects.
ALL_OF = "story-u"
STARTS, KMEM_S = "sys, started without modules: the release", "kmem -s: objects and slabs as /proc/slabinfo"
KMEM_ALL = f"kmem -S {ALL_OF}: its slabs, and how many objects of each are allocated"
KMEM_SLAB = f"kmem -S ADDRESS of an object of {ALL_OF}: which objects of its slab are allocated"
KMEM_ADDRESS = "kmem ADDRESS of an object: its cache"
KMEM = KMEM_S, KMEM_ALL, KMEM_SLAB, KMEM_ADDRESS
OLD_CRASH = r"^kmem: (invalid structure member offset: \w+|-S not supported for this kernel)$", "9.0.2 knows no kernel since 7.1"
# Right on neither kernel: the tool, the question, how both answers look, and why.
NEITHER = {**{("crash", question): OLD_CRASH for question in KMEM},
           ("slabinfo", "-f: name and size of the storage"): (
               "^story-[a-c] 1336$", "a line is a storage, under one of its names")}
# Asked by other suites: rows of the table that are not of this run.
ELSEWHERE = [["BPF iterators", "the kernel",
              "its selftest kmem_cache_iter, before and after the suite stress_bpf creates and destroys caches",
              "not run", "passes", "not compared"]]
OF_CGROUP = "objects of a cgroup with three processes"
# What the pinned kernel makes these tools say wrong; if they did not, nothing would show that they are asked.
WRONG = [("gdb", "lx-slabinfo: as /proc/slabinfo, of caches that stand still"), ("gdb", "lx-slabtrace: as debugfs"),
         ("drgn", "name of a handle"), ("memcg_slabinfo.py", OF_CGROUP), ("PCP", "names shorter than 128, no name of a cache that is gone"),
         ("tracefs", "kmem:kmem_cache_free of story-b: name"),
         ("tracefs", "kprobe on kmem_cache_alloc_noprof(): the names of two handles"), ("perf", "record --filter 'name == \"story-b\"': events"),
         ("slabtop", "-o: name of storage whose first cache is gone"), ("slabinfo", "-a: who shares")]
# Of what is no package.
VERSIONS = {"tracefs": "the kernel", "memcg_slabinfo.py": "the kernel", "slabinfo": "of ours", "node_exporter": "rules of 2026", "PCP": "rules of 2026"}
Answers = dict[tuple[str, str], tuple[str, bool]]


def of_all(rows: Iterable[tuple[str, bool]]) -> tuple[str, bool]:
    """N of M, and some that are not."""
    found = list(rows)
    wrong = [name for name, right in found if not right]
    return (f"{len(found) - len(wrong)} of {len(found)}" + (f", not {' '.join(wrong[:4])}" if wrong else ""),
            bool(found) and not wrong)


def pointers(out: Path) -> list[str]:
    """Variables of the size of a pointer in a kernel image: some point to caches."""
    rows = [line.split() for line in core.run(["nm", "-S", out / "vmlinux"]).stdout.splitlines()]
    return sorted({row[3] for row in rows if len(row) == 4 and int(row[1], 16) == 8 and row[2] in "bBdDrR"})


def truth(console: list[str], names: object) -> dict[str, object]:
    """What the guest printed of itself before it was stopped."""
    rows, after = (gdb.slabinfo(console, when) for when in ("before", "after"))
    links = dict(line.split() for line in gdb.printed(console, "before: link: "))
    alive = {name: target for name, target in links.items() if name not in DEAD}
    return {"slabinfo": [[row[0], *map(int, row[1:6]), int(row[14])] for row in rows if len(row) == 16], "links": links,
            "fields": [len(row) for row in rows], "still": [row[0] for row in rows if row in after], "dead": DEAD, "variables": names,
            "shared": [name for name, to in alive.items() if list(alive.values()).count(to) > 1]}


def ask_gdb(said: dict[str, list[str]], known: dict[str, object], console: list[str]) -> Answers:
    rows, still = known["slabinfo"], known["still"]
    assert isinstance(rows, list) and isinstance(still, list)
    rows = [row for row in rows if row[0] in still]
    shown = gdb.listed(said["slabinfo"])
    wanted = [[row[0][:19], *map(str, row[1:6])] for row in rows]
    why = next((line for line in said["slabinfo"] if "rror" in line), "no line")
    traces = [gdb.traces(said["alloc story-u"]), gdb.traces(gdb.printed(console, "traces: alloc story-u "))]
    failed = next((line for line in said["alloc story-u"] if "rror" in line), "")
    return {("gdb", "lx-slabinfo: as /proc/slabinfo, of caches that stand still"):
                of_all((row[0], row in shown) for row in wanted) if shown else (why, False),
            ("gdb", "lx-slabtrace: as debugfs"): (
                failed or f"{len(traces[0])} places", not failed and traces[0] == traces[1] and bool(traces[0]))}


def ask_drgn(out: Path, work: Path, dump: Path, known: dict[str, object], first: Path | None) -> Answers:
    """Also notes in known what it found of the handles and variables."""
    tool = "drgn, patched" if first else "drgn"
    log = work / f"{tool.replace(', ', '-')}.log"
    core.write(work / "truth", json.dumps(known))
    call = sid.python(core.LAB / "tools/ask_drgn.py", dump, work / "truth", out / "vmlinux",
                          *sorted(work.glob("*.ko")), first=first)
    with core.step(f"{tool} on a dump of {out.name}"):
        done = core.run(call, timeout=900, check=False)
    log.write_text(done.stdout + done.stderr)
    first_line, *lines = [json.loads(line) for line in done.stdout.splitlines() if line[:1] in "[{"] or [{}]
    known |= first_line | {"select": False}
    if done.returncode or len(lines) < 10:
        return {(tool, "reads the dump"): (core.last_line(done.stderr) or "too few answers", False)}
    return {(tool, question): (answer, right) for question, answer, right in lines}


def ask_memcg(out: Path, work: Path, dump: Path, console: list[str]) -> Answers:
    """Of the caches of which each process has one object."""
    (inode, processes), = (line.split() for line in gdb.printed(console, "cgroup: "))
    with core.step(f"memcg_slabinfo.py on a dump of {out.name}"):
        done = core.run(sid.python(core.LAB / "tools/ask_memcg.py", dump, out / "vmlinux",
                                   (out / "tree").resolve() / "tools/cgroup/memcg_slabinfo.py", inode), timeout=900, check=False)
    (work / "memcg_slabinfo.log").write_text(done.stdout + done.stderr)
    active = {row[0]: row[1] for line in done.stdout.splitlines() if len(row := line.split()) == 16}
    rows = of_all((name, active.get(name) == processes) for name in ("task_struct", "mm_struct", "files_cache", "sighand_cache"))
    return {("memcg_slabinfo.py", OF_CGROUP): (core.last_line(done.stderr) if done.returncode else rows[0],
                                               rows[1] and not done.returncode)}


def ask_crash(out: Path, work: Path, dump: Path, known: dict[str, object], program: Path) -> Answers:
    """Without modules: 9.0.2 ends at once if there are any, for struct module has no gpl_syms since 7.1."""
    tool = "crash" if program.name == "crash" else "crash, patched"
    handles = known.get("handles", [])
    assert isinstance(handles, list)
    inside = {name: f"{owned[0] + 8:x}" for name, owned in handles}
    commands = ["sys", "kmem -s", f"kmem -S {ALL_OF}", f"kmem -S {inside.get(ALL_OF, 0)}",
                *(f"kmem {address}" for address in inside.values())]
    # What it says to eval stands between the answers.
    text = "".join(f"eval {number}\n{command}\n" for number, command in enumerate(commands, 1)) + "quit\n"
    with core.step(f"{tool} on a dump of {out.name}"):
        done = core.run(["env", "HOME=/nonexistent", *(sid.command("crash") if program.name == "crash" else [program]),
                         "-s", "--no_modules", out / "vmlinux", dump], input=text, timeout=600, check=False)
    log = work / f"{tool.replace(', ', '-')}.log"
    log.write_text(f"{done.stdout}\n{done.stderr}\nexit {done.returncode}\n")
    release = (out / "include/config/kernel.release").read_text().strip()
    return crash_said(tool, done.stdout, done.stderr, done.returncode, release, known)


def crash_said(tool: str, said: str, error: str, status: int, release: str, known: dict[str, object]) -> Answers:
    """What crash answered, judged by what the guest knows."""
    rows, handles = known["slabinfo"], known.get("handles", [])
    assert isinstance(rows, list) and isinstance(handles, list)
    line = re.compile(r"^[0-9a-f]{16} +(\d+) +(\d+) +(\d+) +(\d+) +(\d+)k +(\S+)$", re.M)

    def said_of(all_: int, right: int, of: int) -> str:
        return f"{right} of {of}" + (f", and {all_ - right} others" if all_ > right else "")
    _, *parts = re.split(r"^ *hexadecimal: .*\n", said, flags=re.M)

    def why(text: str) -> str:
        """The first error of crash itself."""
        found = re.search(r"^(?:crash\S*|kmem|sys): .+", text, re.M)
        return found[0].strip() if found else ""
    if not parts:
        start = why(error) or why(said) or core.last_line(error) or f"exit {status}"
        return {(tool, STARTS): (start, False)} | {
            (tool, question): ("not asked: crash does not run", False) for question in KMEM}
    parts += [""] * (4 + len(handles) - len(parts))
    found = re.search(r"^ *RELEASE: (\S+)", parts[0], re.M)
    start = ", ".join([*([found[1]] if found else []), *([f"exit {status}"] if status or not found else [])])
    listed = {row[5]: [int(row[2]), int(row[3])] for row in line.findall(parts[1])}
    table = of_all((row[0], listed.get(row[0]) == [row[2], row[6]]) for row in rows)
    owned = dict(handles).get(ALL_OF, [])
    size = next((row[5] * 4096 for row in rows if row[0] == ALL_OF), 1)
    slabs = Counter(address & -size for address in owned)
    counted = Counter({int(memory, 16): int(used) for memory, used in re.findall(
        r"^ *[0-9a-f]{16} +([0-9a-f]{16}) +\d+ +\d+ +(\d+) +\d+$", parts[2], re.M)})
    wanted = {address for address in owned if address & -size == owned[0] & -size}
    shown = {int(address, 16) for address in re.findall(r"^ *\[([0-9a-f]+)\]", parts[3], re.M)}
    names = {row[0] for row in rows}
    caches = [rows_[0][5] if (rows_ := line.findall(part)) else "" for part in parts[4:]]
    of_each = of_all((name, cache in names) for (name, _), cache in zip(handles, caches))
    return {(tool, STARTS): (start, start == release),
            (tool, KMEM_S): (table[0] if listed else why(parts[1]) or "no line", table[1]),
            (tool, KMEM_ALL): (
                not counted and why(parts[2]) or said_of(counted.total(), (counted & slabs).total(), slabs.total()),
                bool(owned) and +counted == slabs),
            (tool, KMEM_SLAB): (not shown and why(parts[3]) or said_of(len(shown), len(shown & wanted), len(wanted)),
                                bool(wanted) and shown == wanted),
            (tool, KMEM_ADDRESS): (not any(caches) and why("".join(parts[4:])) or of_each[0], of_each[1])}


def ask_parsers(known: dict[str, object]) -> Answers:
    """What node_exporter and PCP take for granted of /proc/slabinfo."""
    rows, fields = known["slabinfo"], known["fields"]
    assert isinstance(rows, list) and isinstance(fields, list)
    names = [row[0] for row in rows]
    twice = sorted({name for name in names if names.count(name) > 1})
    return {("node_exporter", "16 fields a line, no name twice"): (
                f"{len(rows)} lines" + (f", twice: {' '.join(twice)}" if twice else ""),
                set(fields) == {16} and not twice),
            ("PCP", "names shorter than 128, no name of a cache that is gone"): (
                " ".join(name for name in names if name in DEAD) or "none gone",
                max(map(len, names)) < 128 and not set(names) & set(DEAD))}


def ask_live(variant: str, out: Path, work: Path, t: ktap.Suite) -> Answers:
    """guest/tools: perf, slabtop and slabinfo in the guest."""
    log = work / f"live-{variant}.log"
    guest = core.LAB / "guest"
    initrd = boot.initrd(work / "live-initrd", work, "slab_client.ko", f"bin/slabinfo={work}/slabinfo",
                         f"lib/client.sh={guest}/lib/client.sh", f"jobs/tools={guest}/tools",
                         *sid.for_guest("perf", "slabtop"))
    said = core.run(["gdb", "-nx", "-batch", "-ex", "print (long)&((struct kmem_cache *)0)->name", out / "vmlinux"]).stdout
    with core.step(f"tools: boot {variant} for what runs in it"):
        done = boot.qemu(out / "arch/x86/boot/bzImage", log, initrd=initrd, mem=1024, timeout=600,
                         append=f"kunit.enable=0 job=tools name_at={said.split()[-1]}")
    (work / "live-initrd").unlink()
    t.log(log)
    lines = [line[5:].split("|") for line in log.read_text(errors="replace").replace("\r", "").splitlines()
             if line.startswith("ask: ")]
    if not done.ok or not lines or "init: job tools: exit 0" not in log.read_text(errors="replace"):
        raise core.LabError(f"the guest {done.how}, or did not ask all: see {log}")
    return {(tool, question): (answer.strip(), right == "yes") for tool, question, answer, right in lines}


def patched(work: Path) -> Path:
    """A copy of drgn's Python files with lab/tools/drgn-*.patch."""
    folder = work / "drgn"
    core.run(["rm", "-rf", folder])
    folder.mkdir(parents=True)
    core.run(["cp", "-r", sid.ROOT / "usr/lib/python3/dist-packages/drgn", folder])
    core.run(["patch", "-s", "-p1", "-d", folder, "-i", core.LAB / "tools/drgn-0.3.0.patch"])
    return folder


@functools.cache
def version(tool: str) -> str:
    """The version of what is asked: Debian's, that of this machine, or the rules of which time."""
    name = tool.partition(",")[0]
    package = {"drgn": "python3-drgn", "perf": "linux-perf", "slabtop": "procps"}.get(name, name)
    if name == "gdb":
        return core.run(["gdb", "--version"]).stdout.splitlines()[0].split()[-1]
    if not (found := sid.versions().get(package) or VERSIONS.get(name)):
        raise core.LabError(f"the version of {tool} is not known: see VERSIONS in lab/suites/tools.py")
    return found


def verdict(control: tuple[str, bool] | None, ours: tuple[str, bool] | None) -> str:
    if ours is None:
        return "not asked" if control is None else "worse"
    if control is None or control[1] == ours[1]:
        return "right" if ours[1] else "wrong" if control is None else "wrong on both"
    return "better" if ours[1] else "worse"


def judged(key: tuple[str, str], control: tuple[str, bool] | None, ours: tuple[str, bool] | None) -> tuple[str, bool]:
    """The verdict, with its reason if one is listed, and whether it may be so."""
    word, why = verdict(control, ours), ""
    if word in ("worse", "wrong"):
        why = KNOWN.get(key, "")
    elif word == "wrong on both" and control and ours:
        pattern, why = NEITHER.get(key, ("", ""))
        why = why if re.search(pattern, control[0]) and re.search(pattern, ours[0]) else ""
    return word + (f": {why}" if why else ""), word in ("right", "better") or bool(why)


def run(argv: list[str]) -> results.Result:
    parser = argparse.ArgumentParser(prog="lab test tools --", description=__doc__)
    parser.add_argument("--build-crash", action="store_true",
                        help=f"build crash with {sid.CRASH_PATCH.relative_to(core.TOP)}, and ask that too (10 min)")
    parser.add_argument("--store", action="store_true", help=f"write the table to {report.TOOLS.relative_to(core.TOP)}")
    args = parser.parse_args(argv)
    asked: dict[str, Answers] = {}
    with ktap.Suite("tools") as t:
        sid.unpack(sid.SUITE, sid.PACKAGES, sid.WORK)
        top = core.BUILD / "tools"
        drgn = patched(top)
        crashes = [Path("crash"), *([sid.crash()] if args.build_crash else [])]
        names: object = pointers(build.ensure_build(KERNELS["control"])[KERNELS["control"]])
        for kernel, variant in KERNELS.items():
            out, work = build.ensure_build(variant)[variant], top / variant
            dump = work / "dump"
            console, said = gdb.stopped(t, out, work, 512, dump=f"monitor dump-guest-memory {dump}")
            if not dump.is_file():
                raise core.LabError(f"the guest left no dump: see {work}/gdb-{variant}.log")
            known = truth(console, names) | {"select": kernel == "control"}
            answers = ask_gdb(said, known, console) | ask_memcg(out, work, dump, console)
            for first in (None, drgn):
                answers |= ask_drgn(out, work, dump, known, first)
            names = known["variables"]
            for program in crashes:
                answers |= ask_crash(out, work, dump, known, program)
            dump.unlink()
            asked[kernel] = answers | ask_parsers(known) | ask_live(variant, out, work, t)
        table = []
        for key in dict.fromkeys([*asked["control"], *asked["ours"]]):
            control, ours = (asked[kernel].get(key) for kernel in KERNELS)
            word, fine = judged(key, control, ours)
            answers_ = [answer[0] if answer else "-" for answer in (control, ours)]
            table.append([key[0], version(key[0]), key[1], *answers_, word])
            t.result(f"{key[0]}: {key[1]}", fine, f"{word}; control: {table[-1][3]}; ours: {table[-1][4]}")
        # The control may be wrong too: a task can end between the guest's answer and the dump.
        t.none("what is listed as worse is not right on ours",
               [", ".join(key) for key in KNOWN if asked["ours"].get(key, ("", True))[1]])
        t.none("what the control answers wrong is seen to be wrong",
               [", ".join(key) for key in WRONG if asked["control"].get(key, ("", True))[1]])
        table += ELSEWHERE
        t.note("\n".join(" | ".join(row) for row in table))
        if args.store:
            t.store(report.TOOLS, table)
    return t.done
