# SPDX-License-Identifier: GPL-2.0
"""The verb deb: Debian packages of the kernel with the series, from Debian's own configuration.

What differs from that configuration is found in steps, each with its reason: what
this machine's compiler changes, what configs/deb.toml sets, what leaving out modules
takes with it.  The kernel's bindeb-pkg makes the packages; a module is built against
the headers package alone.
"""

import argparse
import contextlib
import os
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import build
import core
import debian
import deps
import fetch
import tree
from core import LabError

Options = dict[str, str]
MUST = ("DEBUG_INFO_BTF", "DEBUG_INFO_BTF_MODULES")
# Options of the allocator: all of them have to be Debian's.
ALLOCATOR = re.compile("SLAB|SLUB|KFENCE|INIT_ON_|KMALLOC_PARTITION|HARDENED_USERCOPY|MEMCG")
LIST = core.LAB / "configs/deb.modules"
# Options that say what the machine is, among those that its compiler changes.
MACHINE = re.compile("(CC_VERSION_TEXT|(GCC|LD|PAHOLE)_VERSION|RUST)$")
# Why an option differs, as the file differs has it.
HERE, SET = "another compiler, pahole and no Rust here", "set by lab/configs/deb.toml"
FOLLOWS, LEFT_OUT = "follows from what lab/configs/deb.toml sets", "a module that is left out, or what belongs to one"


def changes(old: Options, new: Options) -> dict[str, tuple[str, str]]:
    """Return NAME: (old, new) of what differs; an option that is not there is off."""
    return {name: (old.get(name, "n"), new.get(name, "n")) for name in sorted(old | new)
            if old.get(name, "n") != new.get(name, "n")}


def same_allocator(theirs: Options, last: Options) -> None:
    """Raise if an option of the allocator is not Debian's."""
    if found := [f"{name} {old} -> {new}" for name, (old, new) in changes(theirs, last).items() if ALLOCATOR.match(name)]:
        raise LabError(f"the allocator is not configured as Debian's ({', '.join(found)}): fix lab/configs/deb.toml")


def differs(theirs: Options, here: Options, ours: Options, last: Options, reasons: dict[str, str]) -> list[list[str]]:
    """Return each option that differs from Debian's configuration: its name, Debian's value, ours, and why."""
    def why(name: str, new: str) -> str:
        if name in reasons:
            return f"{SET}: {reasons[name]}"
        # The last step that changed it.
        return LEFT_OUT if ours.get(name, "n") != new else FOLLOWS if here.get(name, "n") != new else HERE
    return [[name, old, new, why(name, new)] for name, (old, new) in changes(theirs, last).items()]


def short(rows: list[list[str]]) -> list[str]:
    """Say in few lines what differs() found; each option is counted once."""
    lines = []
    for why, of_all in ((HERE, HERE), (SET, SET), (FOLLOWS, FOLLOWS.replace("follows", "follow")), (
            LEFT_OUT, f"{sum(row[1] == 'm' for row in rows if row[3] == LEFT_OUT)} modules are left out, with what belongs to "
            f"them: lab/configs/{LIST.name} lists those that are built, MODULES=all builds all")):
        found = [row for row in rows if row[3].partition(":")[0] == why]
        lines += [f"{len(found)} options: {of_all}"] * bool(found)
        lines += [f"    {name} {old} -> {new}{reason.removeprefix(why)}" for name, old, new, reason in found
                  if why == SET or why == HERE and MACHINE.match(name)]
    return lines


def modules(text: str) -> list[str]:
    """Return the names in configs/deb.modules, as lsmod writes them."""
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return [name.replace("-", "_") for name in " ".join(lines).split()]


class Package(build.Kernel):
    """Ours, built from Debian's configuration of a flavour."""

    def __init__(self, flavour: str, everything: bool, source: Path) -> None:
        self.flavour, self.everything = flavour, everything
        self.folder = core.BUILD / "deb" / (flavour + ("-all" if everything else ""))
        self.took: list[tuple[str, float]] = []
        super().__init__(f"deb-{self.folder.name}", source, "x86_64", [])

    @property
    def out(self) -> Path:
        return self.folder / "obj"

    @property
    def release(self) -> str:
        return (self.out / "include/config/kernel.release").read_text().strip()

    def deb(self, kind: str) -> Path:
        """Return the package of a kind: image, headers or image-dbg."""
        name, _, dbg = kind.partition("-")
        found = sorted(self.folder.glob(f"linux-{name}-{self.release}{'-dbg' if dbg else ''}_*.deb"))
        if not found:
            raise LabError(f"{self.folder} has no package linux-{kind}: run make deb")
        return found[0]

    @contextlib.contextmanager
    def step(self, text: str, log: Path | None = None) -> Iterator[None]:
        """A step whose time is shown at the end."""
        start = time.monotonic()
        with core.step(f"{self.name}: {text}", log):
            yield
        self.took.append((text, time.monotonic() - start))

    def wanted(self) -> str:
        rows = debian.table()["set"]
        return debian.config(self.flavour) + "".join(f"CONFIG_{name}={value.replace('FLAVOUR', self.flavour)}\n"
                                                     for name, (value, _) in rows.items())

    def fingerprint(self) -> str:
        print_ = super().fingerprint()
        # The first word is for the file differs, which once had another form.
        # The first word is for the file differs, which once had another form.
        return print_ and print_ + ("each option\n" if self.everything else "each option\n" + LIST.read_text())

    def configure(self) -> None:
        """Write .config in steps, and in the file differs each option that is not Debian's."""
        self.link()
        config, log = self.out / ".config", core.LOG / f"config-{self.name}.log"
        config_of_theirs = debian.config(self.flavour)
        stages = [build.options(config_of_theirs)]
        with self.step("configure", log):
            for text in (config_of_theirs, self.wanted()):
                core.write(config, text)
                self.make("olddefconfig", log=log)
                stages.append(build.options(config.read_text()))
            if not self.everything:
                loaded = "".join(f"{name} 1 0\n" for name in modules(LIST.read_text()))
                core.write(self.out / "lsmod", f"Module Size Used by\n{loaded}")
                # Its find does not follow the link that the other calls use.
                core.run(["make", "-C", self.source, f"O={self.out}", *self.command()[6:], f"LSMOD={self.out}/lsmod",
                          "localmodconfig"], log=log, input="\n" * 1000)
                self.make("olddefconfig", log=log)
            stages.append(build.options(config.read_text()))
        if lost := [name for name in MUST if stages[-1].get(name) != "y"]:
            raise LabError(f"{self.name}: this machine cannot build {', '.join(lost)}: install pahole")
        theirs, here, ours, last = stages
        same_allocator(theirs, last)
        reasons = {name: str(row[1]) for name, row in debian.table()["set"].items()}
        self.write_differs(differs(theirs, here, ours, last, reasons))

    def write_differs(self, rows: list[list[str]]) -> None:
        core.write(self.folder / "differs", "".join("\t".join(row) + "\n" for row in rows))

    def package(self) -> None:
        """Build, and have bindeb-pkg make the packages, unless that is done."""
        core.need_space(self.folder, 30 if self.everything else 10)
        start = time.monotonic()
        self.build()
        self.took.append(("build", time.monotonic() - start - sum(took for _, took in self.took)))
        stamp, print_ = self.folder / "stamp", self.fingerprint()
        if print_ and stamp.is_file() and stamp.read_text() == print_:
            return
        stamp.unlink(missing_ok=True)
        for old in self.folder.glob("*.deb"):
            old.unlink()
        log = core.LOG / f"package-{self.name}.log"
        with self.step("bindeb-pkg", log):
            self.make(f"KDEB_PKGVERSION={fetch.pin().version}-1", "KDEB_CHANGELOG_DIST=unstable", "KDEB_COMPRESS=zstd", "bindeb-pkg", log=log)
        with self.step("a module against linux-headers alone"):
            self.outside()
        if print_:
            core.write(stamp, print_)

    def outside(self) -> Path:
        """Build guest/outside with nothing but the headers package; return the module."""
        with core.scratch(self.folder / "headers") as root:
            core.run(["dpkg-deb", "-x", self.deb("headers"), root])
            work = self.folder / "outside"
            shutil.rmtree(work, ignore_errors=True)
            shutil.copytree(core.LAB / "guest/outside", work)
            log = core.LOG / f"outside-{self.name}.log"
            core.run(["make", "-C", root / f"usr/src/linux-headers-{self.release}", f"M={work}", "modules"], log=log,
                     env=build.environment())
            text = log.read_text()
            if "warning:" in text.lower():
                raise LabError(f"a module against {self.deb('headers').name} gives a warning: see {log}")
        return work / "outside.ko"

    def table(self) -> Iterator[str]:
        """What was made, what differs, and how long each step took."""
        yield f"what differs from Debian's {self.flavour}:"
        rows = core.rows(self.folder / "differs", str, str, str, str)
        yield from (f"    {line}" for line in short(rows))
        yield f"    each of the {len(rows)}: {self.folder}/differs"
        yield "install with dpkg -i:"
        for kind, what in (("image", "kernel and modules"), ("headers", "for modules of others"),
                           ("image-dbg", "vmlinux and modules with debug information")):
            path = self.deb(kind)
            yield f"    {path} ({path.stat().st_size / 2**20:.0f} MiB: {what})"
        yield from (f"{took:6.0f} s  {text}" for text, took in self.took if took >= 1)


def ensure(flavour: str = "", everything: bool = False) -> Package:
    """Return the packages of a flavour, built unless that is done."""
    flavour = debian.flavour(flavour)
    ours = tree.ensure_tree()
    deps.install(deps.absent(deps.table()["deb"]))
    package = Package(flavour, everything, ours)
    package.package()
    return package


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="lab deb", description=__doc__ +
                                     f"\nFLAVOUR= is one of {', '.join(debian.table()['flavours'])}; MODULES=all "
                                     f"builds all modules, not only those of lab/configs/{LIST.name}.")
    parser.parse_args(argv)
    which = os.environ.get("MODULES", "")
    if which not in ("", "all"):
        raise core.UsageError(f"MODULES={which} is not known: say MODULES=all, or edit lab/configs/{LIST.name}")
    print(*ensure(os.environ.get("FLAVOUR", ""), which == "all").table(), sep="\n")
    return 0
