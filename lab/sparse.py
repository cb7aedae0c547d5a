# SPDX-License-Identifier: GPL-2.0
"""A sparse that knows this kernel: Debian sid's source package, built in the cache folder.

Debian 12's 0.6.4 does not know __typeof_unqual__ of 7.3's headers; the kernel's
Makefile then switches C= off, in one line and with success.
"""

from pathlib import Path

import core
import fetch

SUITE, NAME = "sid", "sparse_0.6.5~rc1.orig.tar.gz"
SHA256 = "3ac8855ec7f3ab92f325be0f64347ccc2b10f8b4d7c2906783ee8e2bdab3f0de"


def ensure_sparse() -> str:
    """Return the command for CHECK=, after building it if it is not there."""
    program = core.CACHE / "sparse-0.6.5~rc1"
    if not program.exists():
        with core.lock(core.CACHE / "sparse.lock"), core.scratch(core.CACHE / "sparse.tmp") as work:
            if not program.exists():
                _build(work, core.LOG / "sparse-build.log").rename(program)
    return str(program)


def _build(work: Path, log: Path) -> Path:
    apt = fetch.Apt(work, log)
    with core.step(f"downloading {NAME} of Debian {SUITE}", log):
        apt.read_lists(SUITE, "deb-src")
        apt.run("apt-get", "source", "--download-only", "--only-source", "sparse")
    tarball = work / NAME
    if not tarball.is_file():
        raise core.LabError(f"{SUITE} does not serve {NAME} any more: pin its successor in lab/sparse.py")
    if (found := fetch.sha256(tarball)) != SHA256:
        raise core.LabError(f"{NAME} has sha256 {found}, lab/sparse.py wants {SHA256}: do not use it")
    core.run(["tar", "-xf", tarball, "--strip-components=1"], cwd=work)
    with core.step("building sparse", log):
        core.run(["make", f"-j{core.JOBS}", "sparse"], cwd=work, log=log)
    return work / "sparse"
