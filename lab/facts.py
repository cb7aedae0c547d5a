# SPDX-License-Identifier: GPL-2.0
"""What guest/facts and guest/sharing print, and whether it is right.

The suite blackbox judges it and the verb demo draws it.  Both look only at what
the kernel says of itself; what is right after a step follows from which caches are
alive then.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import boot
import build
import core
import guests

KINDS = ("dynamic", "static")


@dataclass
class Step:
    """The state after one step."""

    title: str
    live: dict[str, tuple[int, int]] = field(default_factory=dict)  # size: asked for, got
    names: list[str] = field(default_factory=list)
    dangling: list[str] = field(default_factory=list)
    slabinfo: list[str] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @property
    def stale(self) -> list[str]:
        return [name for name in self.names if name not in self.live]

    def wrong(self) -> Iterator[tuple[str, str, list[str]]]:
        """For each rule: its column of the demo, its text, what breaks it."""
        missing = [name for name in self.live if name not in self.names or name in self.dangling]
        shown = [name for name in self.slabinfo if name not in self.live]
        if len(self.slabinfo) != bool(self.live):
            shown += [f"{len(self.slabinfo)} lines"]
        sizes = [f"{name}={asked}:{got}" for name, (asked, got) in self.live.items() if asked != got]
        count = [str(len(self.live) - 1)] if self.live else []
        yield "names", "each live cache has its name in sysfs", missing
        yield "stale", "no name of a destroyed cache is in sysfs", self.stale
        yield "dangling", "no link in sysfs dangles", self.dangling
        yield "slabinfo", "/proc/slabinfo has the name of a live cache", shown
        yield "size", "kmem_cache_size() is what was asked for", sizes
        yield "aliases", "aliases counts the live caches but one", [] if self.aliases == count else self.aliases or ["-"]
        yield "tool", "slabinfo -a, -T and -v do not complain", self.complaints


@dataclass
class Facts:
    """What one boot said."""

    steps: list[Step] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)
    skipped: list[str] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    dirs: list[str] = field(default_factory=list)
    slabinfo: list[str] = field(default_factory=list)

    def storages(self) -> dict[str, list[str]]:
        """Each storage (its directory in sysfs) and the names that lead to it."""
        found: dict[str, list[str]] = {name: [] if name.startswith(":") else [name] for name in self.dirs}
        for name, target in self.links.items():
            found.setdefault(target, []).append(name)
        return found


def parse(text: str) -> Facts:
    """Read a console."""
    facts = Facts()
    lists = {"dir": facts.dirs, "slabinfo-name": facts.slabinfo, "skip": facts.skipped}
    for line in text.replace("\r", "").split("\n"):
        match = re.match(r"fact: ([a-z-]+) (.*)", line)
        if not match:
            continue
        kind, rest = match[1], match[2]
        words = [] if rest == "-" else rest.split()
        if kind in lists:
            lists[kind].append(rest)
        elif kind == "link":
            facts.links[words[0]] = words[1].rpartition("/")[2]
        elif kind == "value":
            title, _, value = rest.rpartition(" = ")
            facts.values[title] = value
        elif kind == "step":
            facts.steps.append(Step(rest))
        elif kind == "live":
            for word in words:
                name, asked, got = re.split("[=:]", word)
                facts.steps[-1].live[name] = (int(asked), int(got))
        elif kind == "complaint":
            facts.steps[-1].complaints.append(rest)
        elif kind in ("names", "dangling", "slabinfo", "aliases"):
            setattr(facts.steps[-1], kind, words)
        else:
            raise core.LabError(f"guest/facts says '{line}', which lab/facts.py does not know")
    return facts


def client_initrd(out: Path, work: Path, *jobs: str, arch: str = "um") -> Path:
    """An initramfs with slab_client.ko, slab_owner.ko, slabinfo and those jobs."""
    guests.modules("client", out, work, arch)
    tool = guests.slabinfo(out, work / "slabinfo")
    items = [f"lib/client.sh={guests.GUEST}/lib/client.sh", *(f"jobs/{job}={guests.GUEST}/{job}" for job in jobs)]
    return boot.initrd(work / "initrd", work, "slab_client.ko", "slab_owner.ko", f"bin/slabinfo={tool}", *items)


def collect(name: str, variants: list[str]) -> dict[str, list[Path]]:
    """Boot each variant for each kind of caches.  Returns the consoles."""
    logs: dict[str, list[Path]] = {}
    for variant, out in build.ensure_build(*variants).items():
        work = core.BUILD / name / variant
        initrd = client_initrd(out, work, "facts", "sharing")
        for kind in KINDS:
            log = work / f"{name}-{kind}-{variant}.log"
            with core.step(f"{name}: boot {variant} for {kind} caches"):
                # The suites that are built in would leave names of their own.
                run = boot.uml(out / "linux", log, mem=128, timeout=120, initrd=initrd,
                               append=f"kunit.enable=0 job=facts caches={kind}")
            if not run.ok:
                raise core.LabError(f"{variant} {run.how}: see {log}")
            logs.setdefault(variant, []).append(log)
    return logs
