# SPDX-License-Identifier: GPL-2.0
"""Install the packages of lab/deps.toml that are missing (apt, as root or with sudo)."""

import argparse
import os
import re
import shutil

import core
from core import LabError


def table() -> dict[str, dict[str, str]]:
    """Return deps.toml."""
    return core.tables(core.LAB / "deps.toml", dict.fromkeys(("needed", "all", "deb", "lava"), {"*": str}))


def missing(everything: bool) -> list[str]:
    """Return the packages that this machine lacks."""
    return absent(table()["needed"] | (table()["all"] if everything else {}))


def absent(wanted: dict[str, str]) -> list[str]:
    """Return those of these packages that this machine lacks; each has a program or none."""
    if shutil.which("dpkg-query"):
        text = core.run(["dpkg-query", "-W", "-f", "${db:Status-Status} ${Package}\n"]).stdout
        have = set(re.findall(r"^installed (\S+)$", text, re.M))
        return [package for package in wanted if package not in have]
    path = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"
    return [package for package, program in wanted.items() if program and not shutil.which(program, path=path)]


def install(packages: list[str]) -> None:
    """Install packages, with apt's lists as they are or else after an update."""
    names = " ".join(packages)
    if not names:
        return
    if not shutil.which("apt-get"):
        raise LabError(f"this machine has no apt: install what these Debian packages hold: {names}")
    root = [] if os.geteuid() == 0 else ["sudo"]
    if root and not shutil.which("sudo"):
        raise LabError(f"neither root nor sudo here: have root install {names}")
    apt = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=600"]
    log = core.LOG / "deps.log"
    call = [*apt, "install", "-q", "-y", "--no-install-recommends", *packages]
    # Suites that run side by side install what they need.
    with core.lock(core.BUILD / "deps.lock"), core.step(f"installing {names}", log):
        try:
            if core.run(call, log=log, check=False, gentle=True).returncode:
                core.run([*apt, "update", "-q"], log=log, gentle=True)
                core.run(call, log=log, gentle=True)
        except LabError:
            raise LabError(f"apt cannot install all of: {names}: see {log}") from None


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="lab deps", description=__doc__)
    parser.add_argument("--all", action="store_true", help="also what only make check-all needs")
    install(missing(parser.parse_args(argv).all))
    return 0
