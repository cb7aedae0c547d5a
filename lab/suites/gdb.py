# SPDX-License-Identifier: GPL-2.0
"""The kernel's gdb commands for slab caches on a running kernel in QEMU, compared with /proc/slabinfo and debugfs.

guest/gdb makes caches of each kind; while it stands still, gdb runs lx-slabinfo,
lx-slabtrace and lx-slabaliases.  They have to agree with /proc/slabinfo and debugfs.
"""

import re
import tempfile
from pathlib import Path

import boot
import build
import core
import facts
import ktap

TRACED = ("story-u", "story-m", "kmalloc-256")
COMMANDS = {
    "slabinfo": "lx-slabinfo", "aliases": "lx-slabaliases",
    **{f"{kind} {cache}": f"lx-slabtrace --cache_name {cache} --{kind}" for kind in ("alloc", "free")
       for cache in TRACED},
    "unknown": "lx-slabtrace --cache_name story-none", "untraced": "lx-slabtrace --cache_name story-i",
    "planted": "lx-slabnothing",
}
# Lets the guest go on.
END = {"end": "set var panic_timeout = -2"}


def ask(out: Path, socket: Path, commands: dict[str, str], log: Path) -> dict[str, list[str]]:
    """Have gdb run commands on a guest: what it says to each."""
    script = "".join(f"echo \\n== {mark}\\n\n" + (f"python\ntry:\n  gdb.execute('{command}')\n"
                     "except gdb.error as error:\n  print('Error:', error)\nend\n")
                     for mark, command in commands.items())
    with tempfile.NamedTemporaryFile("w", suffix=".gdb") as file, core.step("gdb"):
        file.write(script + "detach\n")
        file.flush()
        # Not the scripts of this machine's gdb, and the kernel's only once.
        core.run(["gdb", "-nx", "-batch", "-ex", "set pagination off", "-ex", "set auto-load no",
                  "-ex", f"file {out}/vmlinux", "-ex", f"source {out}/vmlinux-gdb.py",
                  "-ex", f"target remote {socket}", "-x", file.name], log=log, timeout=250, check=False)
    said: dict[str, list[str]] = {}
    lines: list[str] = []
    for text in log.read_text(errors="replace").splitlines():
        if text.startswith("== "):
            lines = said[text[3:]] = []
        elif text.strip():
            lines.append(text)
    if "end" not in said or any("is not being run" in text for text in said["slabinfo"]):
        raise core.LabError(f"gdb did not get through: see {log}")
    return said


def listed(said: list[str]) -> list[list[str]]:
    """NAME ACTIVE TOTAL SIZE OBJECTS PAGES of each line of lx-slabinfo, as the first columns of /proc/slabinfo."""
    return [" ".join(re.split(" *[|] *", line.strip())[1:7]).split() for line in said if line.strip().startswith("0x")]


def printed(console: list[str], prefix: str) -> list[str]:
    """What guest/gdb printed behind that word."""
    return [line.removeprefix(prefix) for line in console if line.startswith(prefix)]


def slabinfo(console: list[str], when: str) -> list[list[str]]:
    """The columns of /proc/slabinfo before gdb looked, or after."""
    return [line.split() for line in printed(console, f"{when}: slabinfo: ") if not re.match("slabinfo|#", line)]


def differ(got: list[str], wanted: list[str]) -> str:
    lines = [f"gdb: {line}" for line in got if line not in wanted]
    lines += [f"kernel: {line}" for line in wanted if line not in got]
    if not wanted:
        lines.append("the kernel said nothing")
    elif not lines and got != wanted:
        lines.append("the order differs")
    return "\n".join(lines[:20])


def traces(lines: list[str]) -> list[str]:
    """COUNT WASTE of each trace."""
    found = []
    for line in lines:
        if match := re.match(r" *([0-9]+) ", line):
            waste = re.search(r"waste=([0-9]+)", line)
            found.append(f"{match[1]} {waste[1] if waste else 0}")
    return sorted(found)


def aliases(lines: list[str]) -> list[str]:
    """NAME SIZE static|dynamic in SIZE [hidden], sorted."""
    storage, found = "", []
    for line in lines:
        words = line.split()
        if line.startswith("0x"):
            storage = " ".join(words[1:3]).replace(":", "")
        elif len(words) > 2 and words[1].startswith("story-"):
            found.append(" ".join([words[1], words[2], words[3] if len(words) > 3 else "dynamic", "in", storage]))
    return sorted(found)


def judge(t: ktap.Suite, said: dict[str, list[str]], console: list[str]) -> None:
    t.none("no command ends in an error that is not asked for",
           [line for mark, lines in said.items() if mark not in ("planted", "unknown", "untraced") for line in lines
            if re.search("Traceback|Python Exception|^Error", line)])
    t.result("planted: a command that is not there is an error", "Error" in "".join(said["planted"]))
    # The name is cut off at 19.
    shown = listed(said["slabinfo"])
    before, after = ([row[:6] for row in slabinfo(console, when)] for when in ("before", "after"))
    why = differ([row[0] for row in shown], [row[0][:19] for row in before])
    t.result(f"lx-slabinfo: the same {len(before)} storages in the same order", not why, why)
    # What the kernel reports equally before and after held meanwhile.
    still = sorted(" ".join([row[0][:19], *row[1:]]) for row in before if row in after)
    names = {line.split()[0] for line in still}
    why = differ(sorted(" ".join(row) for row in shown if row[0] in names), still)
    t.result(f"lx-slabinfo: numbers of objects as in /proc/slabinfo for {len(still)} caches",
             not why and len(still) >= 40, why or "too few stood still")
    t.result("lx-slabinfo: the caches of the story are among them",
             {"story-b", "story-i", "story-u", "story-m"} <= names, " ".join(sorted(names)))
    sizes = {row[0]: row[3] for row in before}
    why = differ(aliases(said["aliases"]), [
        "story-b 1336 dynamic in 1336 hidden", "story-c 1331 dynamic in 1336 hidden", "story-d 2000 dynamic in 2000",
        "story-i 1995 static in 2000", f"story-m 900 static in {sizes.get('story-m')} hidden",
        f"story-u 700 dynamic in {sizes.get('story-u')}"])
    t.result("lx-slabaliases: which caches share, are hidden, are static", not why, why)
    for kind in ("alloc", "free"):
        for cache in TRACED[:2]:
            wanted = traces(printed(console, f"traces: {kind} {cache} "))
            why = differ(traces(said[f"{kind} {cache}"]), wanted)
            t.result(f"lx-slabtrace --{kind}: {cache} has the {len(wanted)} traces that debugfs has", not why, why)
    total = sum(int(line.split()[0]) for line in traces(said["alloc story-u"]))
    t.result("lx-slabtrace: counts the objects of both nodes", total == 53, f"{total} objects, 53 are allocated")
    got = said["unknown"] + said["untraced"]
    why = differ(got, ["Error: no cache is shown as story-none in slabinfo", "Error: SLAB_STORE_USER is not set in story-i"])
    t.result("lx-slabtrace: says so of a cache that is not there or not traced", not why, why)


def stopped(t: ktap.Suite, out: Path, work: Path, mem: int = 1024,
            **more: str) -> tuple[list[str], dict[str, list[str]]]:
    """Boot, and let gdb look, with more commands, once the guest is ready: the console, and what gdb said."""
    log, of_gdb = work / f"console-{out.name}.log", work / f"gdb-{out.name}.log"
    initrd = facts.client_initrd(out, work, "gdb", arch="x86_64")
    said: dict[str, list[str]] = {}
    with tempfile.TemporaryDirectory(dir="/tmp") as folder, core.step(f"boot {out.name} for debuggers"):
        socket = Path(folder) / "gdb"

        def watch(line: str) -> None:
            if "gdb: ready" in line:
                said.update(ask(out, socket, COMMANDS | more | END, of_gdb))
        # What KFENCE has is in no slab, and not accounted: which objects, chance says.
        done = boot.qemu(out / "arch/x86/boot/bzImage", log, initrd=initrd, mem=mem, timeout=600, gdb=socket, watch=watch,
                         append="kunit.enable=0 nokaslr job=gdb slab_debug=U,story-u,story-m,kmalloc-256 kfence.sample_interval=0")
    t.log(log)
    t.log(of_gdb)
    if not done.ok or not said:
        raise core.LabError(f"the guest {done.how}: see {log} and {of_gdb}")
    return log.read_text(errors="replace").replace("\r", "").splitlines(), said


def run(t: ktap.Suite) -> None:
    out = build.ensure_build("x86")["x86"]
    t.plans(12)
    console, said = stopped(t, out, core.BUILD / "gdb")
    judge(t, said, console)
