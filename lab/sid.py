# SPDX-License-Identifier: GPL-2.0
"""Programs of Debian sid beside this machine's own: unpacked below build/, not installed.

They run here by their own loader and libraries, and in a guest out of its initramfs.
Two are built here from Debian's source packages, and kept in the cache folder.
"""

import hashlib
import os
import re
import shlex
from collections.abc import Callable
from pathlib import Path

import core
import fetch

SUITE = "sid"
# What is asked, and the version that lab/tools has patches for: another is an error that says so.  Of the
# others what Debian has that day is taken: sid moves each week.
PACKAGES = {"python3-drgn": "0.3.0-1", "crash": "9.0.2+~16.3-1", "linux-perf": "", "procps": ""}
WORK = core.BUILD / "sid"
ROOT = WORK / "root"
CRASH_PATCH = core.LAB / "tools/crash-9.0.2.patch"
# Debian 12's 0.6.4 does not know __typeof_unqual__ of 7.3's headers; the kernel's
# Makefile then switches C= off, in one line and with success.
SPARSE = "sparse_0.6.5~rc1.orig.tar.gz"
SPARSE_SHA256 = "3ac8855ec7f3ab92f325be0f64347ccc2b10f8b4d7c2906783ee8e2bdab3f0de"


def unpack(suite: str, packages: dict[str, str], work: Path) -> Path:
    """Unpack packages of a suite and what they depend on below work, unless that is done."""
    root, stamp, wanted = work / "root", work / "stamp", " ".join(f"{name}={version}".rstrip("=")
                                                                 for name, version in packages.items())
    with core.lock(work.with_name(f"{work.name}.lock")):
        if stamp.is_file() and stamp.read_text() == wanted:
            return root
        core.need_space(core.BUILD, 2)
        log = core.LOG / f"{work.name}.log"
        core.run(["rm", "-rf", work])
        work.mkdir(parents=True)
        with core.step(f"unpacking {wanted} of Debian {suite}", log):
            apt = fetch.Apt(work / "apt", log)
            apt.read_lists(suite, base=True)
            (work / "status").touch()
            try:
                apt.run("apt-get", "-y", "-t", suite, "-o", f"Dir::State::status={work}/status", "-o",
                        "APT::Install-Recommends=false", "-o", "Debug::NoLocking=true", "--download-only", "install",
                        *wanted.split())
            except core.LabError:
                said = log.read_text(errors="replace")
                if not (gone := re.findall(r"Version '(\S+)' for '(\S+)' was not found", said)):
                    raise
                what = ", ".join(f"{name} {old}" for old, name in gone)
                raise core.LabError(f"Debian {suite} has no {what} any more: write its version into PACKAGES of "
                                    "lab/sid.py, and make the patch in lab/tools apply") from None
            (root / "usr/lib64").mkdir(parents=True)
            for folder in ("bin", "sbin", "lib", "lib64"):
                (root / folder).symlink_to(f"usr/{folder}")
            for deb in sorted((work / "apt/cache/archives").glob("*.deb")):
                core.run(["bash", "-c", 'set -o pipefail; dpkg-deb --fsys-tarfile "$1" | tar -x -C "$2" '
                          "--keep-directory-symlink --no-same-owner", "-", deb, root], log=log)
            core.write(stamp, wanted)
    return root


def qemu(suite: str, machines: str) -> Path:
    """The folder with the programs of the package qemu-system-MACHINES of another suite of Debian."""
    work = core.BUILD / f"qemu-{suite}"
    root = unpack(suite, {f"qemu-system-{machines}": ""}, work)
    with core.lock(work.with_name(f"{work.name}.lock")):
        for program in (root / "usr/bin").glob("qemu-system-*"):
            # Its own loader and libraries, and what it reads.
            words = [*_loader(root), program, "-L", root / "usr/share/qemu", "-L", root / "usr/share/seabios"]
            core.write(work / "bin" / program.name, f"#!/bin/sh\nexec {shlex.join(map(str, words))} \"$@\"\n", executable=True)
    return work / "bin"


def _built(program: Path, build: Callable[[Path, Path], Path], *what: str) -> Path:
    """Return a program of the cache; if it is not there, build makes it of a source package, in a folder and with a log."""
    if program.exists():
        return program
    name = program.name.partition("-")[0]
    log = core.LOG / f"{name}-build.log"
    with core.lock(core.CACHE / f"{name}.lock"):
        if not program.exists():
            with core.scratch(core.CACHE / f"{name}.tmp") as work:
                with core.step(f"downloading the source of {name} of Debian {SUITE}", log):
                    apt = fetch.Apt(work / "apt", log)
                    apt.read_lists(SUITE, "deb-src")
                    apt.run("apt-get", "source", "--only-source", *what)
                with core.step(f"building {name}", log):
                    build(work, log).rename(program)
    return program


def crash() -> Path:
    """crash with our patch and its gdb, built with this machine's compiler."""
    def build(work: Path, log: Path) -> Path:
        source, = (path for path in (work / "apt").glob("crash-9*") if path.is_dir())
        core.run(["patch", "-s", "-p1", "-d", source, "-i", CRASH_PATCH])
        core.run(["make", f"-j{core.JOBS}", "MAKEINFO=true", "CFLAGS=-O1", "CXXFLAGS=-O1"], cwd=source, log=log)
        core.run(["strip", "-o", work / "crash", source / "crash"])
        return work / "crash"
    mark = hashlib.sha256(CRASH_PATCH.read_bytes()).hexdigest()[:12]
    return _built(core.CACHE / f"crash-9.0.2-{mark}", build, f"crash={PACKAGES['crash']}")


def sparse() -> str:
    """Return the command for CHECK=: a sparse that knows this kernel."""
    def build(work: Path, log: Path) -> Path:
        tarball = work / "apt" / SPARSE
        if not tarball.is_file():
            raise core.LabError(f"{SUITE} does not serve {SPARSE} any more: pin its successor in lab/sid.py")
        if (found := fetch.sha256(tarball)) != SPARSE_SHA256:
            raise core.LabError(f"{SPARSE} has sha256 {found}, lab/sid.py wants {SPARSE_SHA256}: do not use it")
        core.run(["tar", "-xf", tarball, "--strip-components=1"], cwd=work)
        core.run(["make", f"-j{core.JOBS}", "sparse"], cwd=work, log=log)
        return work / "sparse"
    return str(_built(core.CACHE / "sparse-0.6.5~rc1", build, "--download-only", "sparse"))


def versions() -> dict[str, str]:
    """What was unpacked."""
    found = {}
    for deb in (WORK / "apt/cache/archives").glob("*.deb"):
        name, version, _ = deb.name.split("_")
        found[name] = version.replace("%3a", ":")
    return found


def _loader(root: Path = ROOT) -> list[str | Path]:
    return [root / "lib64/ld-linux-x86-64.so.2", "--library-path", root / "usr/lib/x86_64-linux-gnu"]


def command(program: str, *args: str | Path) -> list[str | Path]:
    """The call of a program of ROOT."""
    return [*_loader(), ROOT / "usr/bin" / program, *args]


def python(*args: str | Path, first: Path | None = None) -> list[str | Path]:
    """The call of ROOT's Python; modules in first hide its own."""
    interpreter = max((ROOT / "usr/bin").glob("python3.*[0-9]"))
    paths = [*([first] if first else []), ROOT / "usr/lib/python3/dist-packages"]
    return ["env", f"PYTHONHOME={ROOT}/usr", f"PYTHONPATH={':'.join(map(str, paths))}", "PYTHONNOUSERSITE=1",
            "PYTHONDONTWRITEBYTECODE=1", *command(interpreter.name, *args)]


def for_guest(*programs: str) -> list[str]:
    """Items for boot.initrd(): the programs, their loader and libraries, where they are in ROOT."""
    files = {"lib64/ld-linux-x86-64.so.2"}
    for program in programs:
        files.add(f"usr/bin/{program}")
        said = core.run([*_loader(), "--list", ROOT / "usr/bin" / program]).stdout
        files |= {os.path.relpath(path, ROOT) for path in re.findall(r" => (\S+) \(", said)}
    return [f"{file}={ROOT / file}" for file in sorted(files)]
