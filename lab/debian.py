# SPDX-License-Identifier: GPL-2.0
"""Debian's own packages of the pinned kernel (configs/deb.toml), verified and kept in the cache."""

import lzma
import re
from pathlib import Path
from typing import Any

import core
import fetch
from core import LabError


TABLE = {"suite": str, "version": str, "release": str, "flavours": [str], "versions": {"*": str}, "sha256": {"*": str},
         "userspace": {"suite": str, "packages": [str]}, "set": {"*": [str, str]}}


def table() -> dict[str, Any]:
    """Return configs/deb.toml."""
    return core.tables(core.LAB / "configs/deb.toml", TABLE)


def flavour(name: str) -> str:
    """Return the flavour of that name, by default the first."""
    known: list[str] = table()["flavours"]
    if not known:
        raise LabError("lab/configs/deb.toml names no flavour: restore it (git checkout lab/configs)")
    if name and name not in known:
        raise core.UsageError(f"FLAVOUR={name} is not known: Debian has {', '.join(known)}")
    return name or known[0]


def version(rows: dict[str, Any], name: str) -> str:
    return str(rows["versions"].get(name, rows["version"]))


def packages(*names: str) -> list[Path]:
    """Return the packages of those names as files; what is not in the cache is downloaded."""
    rows = table()
    if unknown := [name for name in names if name not in rows["sha256"]]:
        raise LabError(f"lab/configs/deb.toml has no sha256 of {', '.join(unknown)}: add a line for each")
    folder = core.CACHE / "debs"
    files = {name: folder / f"{name}_{version(rows, name)}.deb" for name in names}
    with core.lock(core.CACHE / "debs.lock"):
        missing = [name for name, path in files.items()
                   if not path.is_file() or fetch.sha256(path) != rows["sha256"][name]]
        if missing:
            with core.scratch(core.CACHE / "debs.tmp") as work, core.step(f"downloading {' '.join(missing)}",
                                                                          core.LOG / "debs.log"):
                _download(work, folder, missing, rows)
    return list(files.values())


def _download(work: Path, folder: Path, names: list[str], rows: dict[str, Any]) -> None:
    apt = fetch.Apt(work, core.LOG / "debs.log")
    apt.read_lists(rows["suite"])
    folder.mkdir(exist_ok=True)
    for name in names:
        deb = apt.deb(name, version(rows, name), rows["sha256"][name], "lab/configs/deb.toml")
        deb.rename(folder / f"{name}_{version(rows, name)}.deb")


def unpack(to: Path, *names: str) -> Path:
    """Unpack those packages into the folder to."""
    to.mkdir(parents=True, exist_ok=True)
    for deb in packages(*names):
        core.run(["dpkg-deb", "-x", deb, to])
    return to


def config(flavour: str) -> str:
    """Return Debian's configuration of a flavour."""
    root = unpack(core.BUILD / "deb/config", f"linux-config-{fetch.MAIN}")
    return lzma.decompress((root / f"usr/src/linux-config-{fetch.MAIN}/config.amd64_none_{flavour}.xz").read_bytes()).decode()


def without_modules(config: str) -> str:
    """Return a configuration of what is built in alone."""
    return re.sub(r"^(CONFIG_\w+)=m$", r"# \1 is not set", config, flags=re.M)
