# SPDX-License-Identifier: GPL-2.0
"""A Debian user space on our packages and on Debian's own binary package: names, storages,
memory, boot messages, tools, file systems, network, modules that come and go, kexec.
Nothing may be worse on ours."""

import argparse
import os
import re
from pathlib import Path

import core
import debian
import distro
import ktap
import report
import results
from distro import State
from suites.names import OWN

TOOLS = ("slabtop", "vmstat", *(f"{tool}-{option}" for tool in ("slabinfo", "slabinfo-pinned") for option in "aTv"), "ls")
LOADS = ("mkfs-ext4", "mkfs-xfs", "fsck-ext4", "fsck-xfs")
OUTSIDE = {"outside", "outside_dynamic"}      # the module of guest/outside
STRESS = ("ext4", "xfs", "network", "memory")
# Slab memory after a boot may differ by so many KiB from boot to boot, or by this part.
SLACK = 2048, 0.05


def brief(names: set[str] | list[str], most: int = 12) -> str:
    words = sorted(names)
    return " ".join(words[:most]) + (f" and {len(words) - most} more" if len(words) > most else "")


def gist(tool: str, said: list[str]) -> list[tuple[str, str]]:
    """Return what a person looks for in what a tool prints: labels and what they have."""
    text = "\n".join(said)
    if tool == "slabtop":
        return re.findall(r"^ *Active / Total (\w+) .*: (.*)$", text, re.M)
    if tool.endswith("-T"):
        return re.findall(r"(Slabcaches|Aliases|Active|Memory used|# Loss|# Objects|# PartObj) *: *(\S+)", text)
    if tool.endswith("-a"):
        groups = [row.split() for row in re.findall(r"^\S+ +<- (.*)$", text, re.M)]
        return [("groups", f"{len(groups)}, of {sum(map(len, groups))} names, {max(map(len, groups), default=0)} in the largest")]
    if tool == "ls":
        ids = [line for line in said if line.startswith(":")]
        return [("names", str(len(said) - len(ids))), ("ids", str(len(ids)))]
    if tool == "vmstat":
        rows = [line for line in said if re.search(r"(\s+\d+){4}\s*$", line)]
        return [("rows", f"{len(rows)}, {sum(int(row.split()[-3]) for row in rows)} objects")]
    return [("says", "; ".join(said[:2]) or "nothing")]


def side_by_side(control: State, ours: State) -> list[list[str]]:
    """Return what a person compares: what, the control, ours."""
    found = []
    for state in distro.STATES:
        found.append([state, control.caches(state).row(), ours.caches(state).row()])
    for state in distro.STATES:
        for name, kib in ours.memory(state).items():
            if name == "Slab" or state == "boot":
                found.append([f"{state} {name} KiB", str(control.memory(state).get(name, 0)), str(kib)])
    for tool in TOOLS:
        for when in ("tools", "tools-after"):
            pair = [dict(gist(tool, state.said(f"{when}/{tool}"))) for state in (control, ours)]
            pair = [row | ({"exit": str(code)} if (code := state.status(f"{when}/{tool}")) != 0 else {})
                    for row, state in zip(pair, (control, ours))]
            for label in pair[0] | pair[1]:
                name = f"{tool}{' after' * (when != 'tools')} {label}"
                found.append([name, pair[0].get(label, "-"), pair[1].get(label, "-")])
    for name in STRESS:
        rows = [", ".join(f"{len(names)} {word}" for word, names in distro.stressed(state.text(f"stress-{name}")).items())
                for state in (control, ours)]
        found.append([f"stress {name}", *rows])
    return found


def sharing(caches: distro.Caches, names: set[str]) -> list[list[str]]:
    """Return which of those names share storage: the other kernel has no others."""
    return [mine for group in caches.groups if (mine := [name for name in group if name in names])]


def judge(t: ktap.Suite, control: State, ours: State, built: dict[str, Path]) -> None:
    """One case for each thing that must not be worse on ours, which has only the modules built."""
    pair = (control, ours)
    t.none("both guests end by themselves", [f"{state.name} {state.ended}" for state in pair if state.ended])
    said = [state.text("state").strip() for state in pair]
    t.result("the system is running, or as it is on the control", said[1] in ("running", said[0]) and bool(said[1]),
             f"ours: {said[1] or 'says nothing'}, control: {said[0] or 'says nothing'}")
    for path in ("failed", "failed-after"):
        t.none(f"no unit has {path.replace('-', ' ')}",
               [f"{state.name}: {line}" for state in pair for line in state.text(path).splitlines()])
    for state in distro.STATES:
        one, two = control.caches(state), ours.caches(state)
        lost, more = one.names - two.names, two.names - one.names - OWN - (OUTSIDE if state == "outside" else set())
        if state == "unloaded":
            # A cache that is gone leaves its name on the control.
            lost &= control.caches("dropped").names
        t.result(f"{state}: the names of the control, and those of the layer", not lost and not more and OWN <= two.names,
                 f"lacks {brief(lost)}\nhas {brief(more)}")
        t.result(f"{state}: no link dangles", not two.dangling, brief(two.dangling))
        groups = [sharing(caches, one.names & two.names) for caches in (one, two)]
        bad = [f"{name}: {' '.join(group)}" for name, mine, others in (
            ("control", *groups), ("ours", *reversed(groups))) for group in mine if group not in others]
        t.none(f"{state}: the same names share storage", bad, 20)
    for state in ("boot", "dropped"):
        here, there = ours.memory(state).get("Slab", 0), control.memory(state).get("Slab", 0)
        t.result(f"{state}: no more memory in slabs", 0 < here <= there + max(SLACK[0], there * SLACK[1]),
                 f"{here} KiB, the control {there} KiB")
    for when in ("tools", "tools-after"):
        for tool in TOOLS:
            lines = ours.said(f"{when}/{tool}")
            # Validation that finds nothing says nothing.
            t.result(f"{when}: {tool} works", ours.status(f"{when}/{tool}") == 0 and (bool(lines) or tool.endswith("-v")),
                     "\n".join(lines[-5:]))
    for name in LOADS:
        t.result(f"{name} is content", ours.status(name) == 0, "\n".join(ours.said(name)[-5:]))
    bad = [state.name for state in pair if distro.stressed(state.text("stress-planted"))["failed"] != {"hdd"}]
    t.result("stress-ng: one that cannot work has failed", not bad, brief(bad))
    for name in STRESS:
        one_, two_ = (distro.stressed(state.text(f"stress-{name}")) for state in pair)
        # One that neither passed nor failed was out of time.
        t.result(f"stress-ng {name}: nothing fails that passes on the control",
                 bool(two_["passed"]) and not two_["failed"] - one_["failed"], f"failed: {brief(two_['failed'])}")
        t.result(f"stress-ng {name}: most of what passes on the control passes",
                 len(two_["passed"] & one_["passed"]) >= 0.9 * len(one_["passed"]),
                 f"not passed: {brief(one_['passed'] - two_['passed'])}")
    for state in ("boot", "modules"):
        lost = (control.modules(state) & built.keys()) - ours.modules(state)
        t.result(f"{state}: the same modules are loaded", not lost, brief(lost, 40))
    left = ours.modules("unloaded") - control.modules("unloaded")
    t.result("unloaded: no module stays that leaves on the control", not left, brief(left))
    t.result("outside: a module with a static cache is loaded and unloaded",
             ours.status("insmod") == ours.status("rmmod") == 0 and
             OUTSIDE <= ours.caches("outside").names - ours.caches("unloaded").names,
             ours.text("insmod") + ours.text("rmmod"))
    # A module that cannot be unloaded, as sctp, keeps its caches: their names are strings of it.
    strings = b"".join(built[name].read_bytes() for name in ours.modules("unloaded") & built.keys())
    gone = {name for name in ours.caches("unloaded").names - ours.caches("dropped").names - control.caches("dropped").names
            if f"\0{name}\0".encode() not in strings}
    t.result("unloaded: no name stays of a module that is gone", not gone, brief(gone))
    t.none("no report that the control does not have",
           distro.only_here(distro.reports(ours.console()), distro.reports(control.console()), noise=""), 20)
    bad = distro.only_here(ours.text("warnings").splitlines(), control.text("warnings").splitlines())
    t.result("no warning that the control does not have", not bad and bool(control.text("warnings")), "\n".join(bad[:20]))
    kexec = [state.text("kexec").split() for state in pair]
    t.result("kexec boots the same kernel again", len(kexec[1]) == 2 and len(set(kexec[1])) == 1, ours.text("kexec-said"),
             skip="" if len(kexec[0]) == 2 else f"nor does the control: {control.text('kexec-said').strip()}")


def run_minutes(name: str, minutes: int, argv: list[str]) -> results.Result:
    parser = argparse.ArgumentParser(prog=f"lab test {name} --", description=__doc__)
    parser.add_argument("--minutes", type=core.within(1), default=minutes, help="of load (default: %(default)s)")
    parser.add_argument("--store", action="store_true", help=f"write what is side by side to {report.DISTRO.name}")
    args = parser.parse_args(argv)
    if args.store and args.minutes < minutes:
        raise core.UsageError(f"--store is for {minutes} minutes or more: leave out --minutes")
    if os.environ.get("MODULES"):
        raise core.UsageError("MODULES= is for make deb: leave it out, the modules of lab/configs/deb.modules are loaded here")
    with ktap.Suite(name) as t:
        control, ours, built = distro.both(os.environ.get("FLAVOUR", ""), args.minutes)
        t.note(f"Debian {debian.table()['userspace']['suite']}: {control.text('versions').strip()}")
        rows = [["", "control", "ours"], *side_by_side(control, ours)]
        t.note("\n".join(f"{what:<28} {one:<52} {two}" for what, one, two in rows))
        for one, two in ((control, ours), (ours, control)):
            t.note(f"boot messages of {one.name} only:")
            t.note("\n".join(f"    {line}" for line in distro.only_here(one.text("dmesg").splitlines(),
                                                                       two.text("dmesg").splitlines())[:60]))
        judge(t, control, ours, {path.stem.replace("-", "_"): path for path in built})
        for state in (control, ours):
            t.log(state.log)
        rows[0][0] = f"flavour {debian.flavour(os.environ.get('FLAVOUR', ''))}, {args.minutes} minutes of load: {t.done.closing}"
        if args.store:
            t.store(report.DISTRO, rows)
    return t.done


def run(argv: list[str]) -> results.Result:
    return run_minutes("distro", 5, argv)
