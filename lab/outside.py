# SPDX-License-Identifier: GPL-2.0
"""Programs of Debian sid beside this machine's own: unpacked below build/, not installed.

They run here by their own loader and libraries, and in a guest out of its initramfs.
"""

import hashlib
import os
import re
from pathlib import Path

import core
import fetch

SUITE = "sid"
# What is asked, and the version that lab/tools has patches for.
PACKAGES = {"python3-drgn": "0.3.0-1", "crash": "9.0.2+~16.3-1", "linux-perf": "", "procps": ""}
WORK = core.BUILD / "outside"
ROOT = WORK / "root"
CRASH_PATCH = core.LAB / "tools/crash-9.0.2.patch"


def ensure() -> Path:
    """Unpack the packages and what they depend on, unless that is done."""
    stamp, wanted = WORK / "stamp", " ".join(f"{name}={version}".rstrip("=") for name, version in PACKAGES.items())
    with core.lock(core.BUILD / "outside.lock"):
        if stamp.is_file() and stamp.read_text() == wanted:
            return ROOT
        core.need_space(core.BUILD, 2)
        log = core.LOG / "outside.log"
        core.run(["rm", "-rf", WORK])
        WORK.mkdir(parents=True)
        with core.step(f"unpacking {wanted} of Debian {SUITE}", log):
            apt = fetch.Apt(WORK / "apt", log)
            apt.read_lists(SUITE)
            (WORK / "status").touch()
            apt.run("apt-get", "-y", "-o", f"Dir::State::status={WORK}/status", "-o", "APT::Install-Recommends=false",
                    "-o", "Debug::NoLocking=true", "--download-only", "install", *wanted.split())
            (ROOT / "usr/lib64").mkdir(parents=True)
            for folder in ("bin", "sbin", "lib", "lib64"):
                (ROOT / folder).symlink_to(f"usr/{folder}")
            for deb in sorted((WORK / "apt/cache/archives").glob("*.deb")):
                core.run(["bash", "-c", 'set -o pipefail; dpkg-deb --fsys-tarfile "$1" | tar -x -C "$2" '
                          "--keep-directory-symlink --no-same-owner", "-", deb, ROOT], log=log)
            core.write(stamp, wanted)
    return ROOT


def crash() -> Path:
    """crash with our patch, built from Debian's source package with this machine's compiler."""
    mark = hashlib.sha256(CRASH_PATCH.read_bytes()).hexdigest()[:12]
    program = core.CACHE / f"crash-9.0.2-{mark}"
    with core.lock(core.CACHE / "crash.lock"):
        if not program.exists():
            log = core.LOG / "crash-build.log"
            with core.scratch(core.CACHE / "crash.tmp") as work:
                with core.step(f"downloading the source of crash of Debian {SUITE}", log):
                    apt = fetch.Apt(work / "apt", log)
                    apt.read_lists(SUITE, "deb-src")
                    apt.run("apt-get", "source", "--only-source", f"crash={PACKAGES['crash']}")
                source, = (path for path in (work / "apt").glob("crash-9*") if path.is_dir())
                core.run(["patch", "-s", "-p1", "-d", source, "-i", CRASH_PATCH])
                with core.step("building crash with its gdb", log):
                    core.run(["make", f"-j{core.JOBS}", "MAKEINFO=true", "CFLAGS=-O1", "CXXFLAGS=-O1"],
                             cwd=source, log=log)
                core.run(["strip", "-o", work / "crash", source / "crash"])
                (work / "crash").rename(program)
    return program


def versions() -> dict[str, str]:
    """What was unpacked."""
    found = {}
    for deb in (WORK / "apt/cache/archives").glob("*.deb"):
        name, version, _ = deb.name.split("_")
        found[name] = version.replace("%3a", ":")
    return found


def _loader() -> list[str | Path]:
    return [ROOT / "lib64/ld-linux-x86-64.so.2", "--library-path", ROOT / "usr/lib/x86_64-linux-gnu"]


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
