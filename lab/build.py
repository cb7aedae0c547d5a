# SPDX-License-Identifier: GPL-2.0
"""Kernels, each built in a folder of its own below build/out, out of a tree of tree.py.

The variants are in lab/configs/variants.toml.  Every command line sees the
sources through a link of the same name, "tree", so ccache hits between variants
and trees.  An option that the kernel does not take is an error, as a test
without it would be empty; so is a warning about a file that our patches touch.
"""

import argparse
import functools
import os
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import core
import debian
import patched
import tree
from core import BUILD, LAB, LOG, LabError
from git import git

CONFIGS = LAB / "configs"
VARIANTS = {"*": {"tree": str, "arch": str, "fragments": [str], "patches?": [str], "cc?": str, "debian?": str, "configs?": bool,
                  "made_by?": str}}
CCACHE = "ccache " if shutil.which("ccache") else ""


@dataclass
class Kernel:
    """A source tree, a configuration, and the folder they are built in."""

    name: str
    source: Path
    arch: str
    fragments: list[str]
    cross: str = ""  # prefix of a cross compiler
    cc: str = "gcc"
    ours: bool = True  # the tree has our patches
    debian: str = ""  # the flavour whose configuration the fragments come on top of
    made_by: str = "tree"  # what makes the tree: make MADE_BY
    lock: Path = field(init=False)

    def __post_init__(self) -> None:
        self.lock = BUILD / "out" / f".{self.name}.lock"

    @property
    def out(self) -> Path:
        return BUILD / "out" / self.name

    @property
    def image(self) -> Path:
        """What User-mode Linux or QEMU boots."""
        return self.out / {"um": "linux", "x86_64": "arch/x86/boot/bzImage"}.get(self.arch.partition("/")[0], "vmlinux")

    def command(self, *args: str) -> list[str]:
        """Return the call of make for this kernel; other calls than ours would build all of it again."""
        arch, _, sub = self.arch.partition("/")
        # Where asm/ is, to which only gcc-multilib makes a link, for gcc -m32.
        more = " -idirafter /usr/include/x86_64-linux-gnu" if sub == "i386" else ""
        return ["make", "-C", str(self.out), "-f", "tree/Makefile", "srcroot=tree", f"-j{core.JOBS}", f"ARCH={arch}",
                *([f"SUBARCH={sub}"] if sub else []), *([f"CROSS_COMPILE={self.cross}"] if self.cross else []),
                f"CC={CCACHE}{self.cross}{self.cc}{more}", f"HOSTCC={CCACHE}gcc", "LOCALVERSION=", "KBUILD_BUILD_VERSION=1",
                "KBUILD_BUILD_USER=slab", "KBUILD_BUILD_HOST=alias",
                "KBUILD_BUILD_TIMESTAMP=Thu Jan 15 00:00:00 UTC 2026", *args]

    def make(self, *args: str, log: Path | None = None, check: bool = True, timeout: float | None = None) -> int:
        """Run make; return its exit status."""
        return core.run(self.command(*args), env=environment(), log=log, check=check, timeout=timeout).returncode

    def wanted(self) -> str:
        """Return the text of all fragments."""
        try:
            return "".join((CONFIGS / f"{name}.config").read_text() for name in self.fragments)
        except OSError as error:
            raise LabError(f"{self.name} names a fragment that does not exist: {error.filename}") from None

    def link(self) -> None:
        """Make the folder, with a link to the sources in it."""
        self.out.mkdir(parents=True, exist_ok=True)
        link = self.out / "tree"
        if not link.is_symlink() or link.readlink() != self.source:
            link.unlink(missing_ok=True)
            link.symlink_to(self.source)

    def configure(self) -> None:
        """Write .config out of the fragments, on top of nothing or of what Debian builds in;
        raise if an option is dropped.
        """
        self.link()
        core.write(self.out / "fragments", self.wanted())
        log = LOG / f"config-{self.name}.log"
        with core.step(f"configure {self.name}", log):
            if self.debian:
                core.write(self.out / ".config", debian.without_modules(debian.config(self.debian)) + self.wanted())
                self.make("olddefconfig", log=log)
            else:
                self.make(f"KCONFIG_ALLCONFIG={self.out}/fragments", "allnoconfig", log=log)
        lost = self._lost()
        if lost:
            raise LabError(f"{self.name}: the kernel does not take {', '.join(lost)}: "
                           f"fix one of lab/configs/{{{','.join(self.fragments)}}}.config")

    def _lost(self) -> list[str]:
        """Return the lines of the fragments that .config does not have."""
        want, have = options(self.wanted()), options((self.out / ".config").read_text())
        if not self.ours:
            # Only our patches make some options; a tree without them need not have those.
            defined = {name for path in (self.source / "lib").glob("Kconfig*")
                       for name in re.findall(r"^config (\w+)", path.read_text(), re.M)}
            for name in re.findall(r"^# only-ours: CONFIG_(\w+)", self.wanted(), re.M):
                if name not in defined:
                    want.pop(name, None)
        return [f"# CONFIG_{name} is not set" if value == "n" else f"CONFIG_{name}={value}"
                for name, value in want.items() if have.get(name, "n") != value]

    def sizes(self, *types: str) -> list[int]:
        """Return the bytes of types that mm/slub.c has; none of what gdb does not know."""
        words = [word for name in types for word in ("-ex", f"print sizeof({name})")]
        text = core.run(["gdb", "-nx", "-batch", *words, self.out / "mm/slub.o"], check=False).stdout
        return [int(value) for value in re.findall(r"^\$[0-9]+ = ([0-9]+)$", text, re.M)]

    def static_size(self) -> int:
        """Return the bytes of a static cache: linux/slab-static.h rounds up to cache lines."""
        found = re.search(r"^#define KMEM_CACHE_SIZE (\d+)", (self.out / "include/generated/kmem-cache-size.h").read_text(), re.M)
        if not found:
            raise LabError(f"{self.out}/include/generated/kmem-cache-size.h has no KMEM_CACHE_SIZE: remove the folder and build it again")
        return -(-int(found[1]) // 64) * 64

    def fingerprint(self) -> str:
        """Return what the result depends on; empty if that is not certain: then make decides."""
        if not (self.source / ".git").exists() or git(self.source, "status", "--porcelain", check=False):
            return ""
        head = git(self.source, "rev-parse", "HEAD^{tree}", check=False)
        base = f"{self.debian} {debian.table()['version']} " if self.debian else ""
        return f"{base}{head} {self.arch} {_compiler(self.cross + self.cc)}\n{self.wanted()}" if head else ""

    def warnings(self, log: Path) -> list[str]:
        """Return the warnings in log about files that our patches touch."""
        first = git(self.source, "rev-list", "--max-parents=0", "HEAD", check=False).split()
        if not first:
            return []
        files = git(self.source, "diff", "--name-only", first[0]).splitlines()
        about = re.compile(r"(?:^|[ /])(?:" + "|".join(map(re.escape, files)) + "):.*warning:") if files else None
        found = [line for line in log.read_text(errors="replace").splitlines() if about and about.search(line)]
        # What the pinned kernel says in so many words on a machine.
        theirs = git(self.source, "grep", "-h", "^#warning ", first[0], "--", *files, check=False).splitlines() if found else []
        return [line for line in found if not any(f"warning: {text} " in line for text in theirs)]

    def build(self, *targets: str) -> None:
        """Build all, or targets, unless that is done."""
        core.need_space(self.out, 0.5 if self.arch == "um" else 2)
        if not (self.source / "Makefile").is_file():
            raise LabError(f"there is no kernel tree in {self.source}: run make {self.made_by}")
        with core.lock(self.lock):
            stamp, unsure, log = self.out / "stamp", self.out / "unsure", LOG / f"build-{self.name}.log"
            print_ = self.fingerprint()
            if print_ and stamp.is_file() and stamp.read_text() == print_:
                core.say(f"{self.name}: built already")
                return
            stamp.unlink(missing_ok=True)
            self.configure()
            # Left by a build that was killed, or that gave a warning which make would
            # not give again: no object of it is trusted.
            if unsure.exists():
                self.make("clean")
            unsure.touch()
            with core.step(f"build {self.name}", log):
                rc = self.make(*(targets or ["all"]), log=log, check=False)
                if rc == 2:
                    # An error that make reports itself leaves nothing half-made.
                    unsure.unlink()
                if rc:
                    raise LabError(f"building {self.name} failed: see {log}")
            warned = self.warnings(log)
            if warned:
                raise LabError(f"building {self.name} gave {len(warned)} new warnings: fix {warned[0]}")
            unsure.unlink()
            if print_:
                core.write(stamp, print_)


def options(text: str) -> dict[str, str]:
    """Return NAME: value of a .config or a fragment, the last one; what is off is "n"."""
    found = re.findall(r"^(?:# CONFIG_(\w+) is not set|CONFIG_(\w+)=(.*))$", text, re.M)
    return {off or on: "n" if off else value for off, on, value in found}


def modules(out: Path) -> list[Path]:
    """Return the modules of a kernel that is built."""
    return [(out / line).with_suffix(".ko") for line in (out / "modules.order").read_text().split()]


def environment() -> dict[str, str]:
    """Return what ccache is to find in the environment, and without what make that called us was told."""
    return {"CCACHE_DIR": os.environ.get("CCACHE_DIR") or str(core.CACHE / "ccache"), "CCACHE_NOHASHDIR": "1",
            "MAKEFLAGS": ""}


@functools.cache
def _compiler(cc: str) -> str:
    return core.run([cc, "--version"]).stdout.splitlines()[0]


def variants() -> dict[str, dict[str, Any]]:
    """Return all variants as data."""
    return core.tables(CONFIGS / "variants.toml", VARIANTS)


def row_of(variant: str) -> dict[str, Any]:
    """Return the row of that variant."""
    rows = variants()
    core.known("variant", [variant], rows)
    row: dict[str, Any] = rows[variant]
    return row


def kernel(variant: str) -> Kernel:
    """Return the kernel of that variant; its tree is made or updated."""
    row = row_of(variant)
    where: str = row["tree"]
    if patches := row.get("patches"):
        source = patched.ensure("-".join([where, *patches]), where, [LAB / f"patches/{name}.patch" for name in patches])
    else:
        source = tree.ensure_tree(where) if where.partition("-")[0] in tree.TREES else BUILD / where
    return Kernel(variant, source, row["arch"], row["fragments"], cc=row.get("cc", "gcc"), debian=row.get("debian", ""),
                  ours=where.partition("-")[0] == "ours", made_by=row.get("made_by", "tree"))


def ensure_build(*names: str) -> dict[str, Path]:
    """Build variants, unless that is done, and return their folders."""
    folders = {}
    for name in names:
        row_of(name)    # before a tree is made
    for name in names:
        one = kernel(name)
        if one.arch == "um/i386":
            try:
                core.run(["gcc", "-m32", "-x", "c", "-o", "/dev/null", "-"], input="int main(void) { return 0; }")
            except LabError:
                raise LabError(f"{name} needs 32-bit libraries of the C compiler: run lab/lab deps --all") from None
        one.build()
        folders[name] = one.out
    return folders


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="lab build", description=f"Build variants of lab/configs/variants.toml below {BUILD}/out, out of trees "
        "that are made or updated before. JOBS=N sets how many jobs run at once.")
    parser.add_argument("variant", nargs="*", help=" ".join(variants()))
    parser.add_argument("--list", action="store_true", help="print the variants")
    args = parser.parse_args(argv)
    if bool(args.variant) == args.list:
        parser.error("give variants or --list")
    print(*(variants() if args.list else ensure_build(*args.variant).values()), sep="\n")
    return 0
