# SPDX-License-Identifier: GPL-2.0
"""The kernel that the series applies to, as a git repository with one commit.

It comes out of Debian's source package, through this machine's apt, whose own
sources and lists are neither used up nor changed: apt checks the archive's
signature, this module the sha256 of lab/pins.  With LINUX=DIR it is the tree
in DIR, which is only read.
"""

import argparse
import hashlib
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import core
from core import LabError, UsageError
from git import commit_of, git

MAIN = "7.3"  # the pin that is meant when none is named
IDENTITY = {"GIT_AUTHOR_NAME": "slab-alias", "GIT_AUTHOR_EMAIL": "slab-alias@localhost",
            "GIT_AUTHOR_DATE": "1767225600 +0000", "GIT_COMMITTER_DATE": "1767225600 +0000"}


@dataclass
class Pin:
    """A kernel as Debian packages it."""

    name: str
    version: str
    package: str
    package_version: str
    suite: str
    sha256: str
    tarball: str


def pin(name: str = "") -> Pin:
    """Return the pin of that name, by default the main one."""
    names = sorted((path.stem for path in (core.LAB / "pins").glob("*.toml")), reverse=True)
    name = name or MAIN
    if name not in names:
        raise UsageError(f"there is no lab/pins/{name}.toml: say {' or '.join(f'BASE={n}' for n in names) or 'LINUX=DIR'}, "
                       "or restore it (git checkout lab/pins)")
    keys = ("version", "package", "package_version", "suite", "sha256", "tarball")
    return Pin(name, **core.tables(core.LAB / f"pins/{name}.toml", dict.fromkeys(keys, str)))


def ensure_base(name: str = "") -> tuple[str, Path]:
    """Return the commit of the pinned kernel, or of LINUX=DIR, and its repository."""
    linux = os.environ.get("LINUX")
    return _user(pin(name), linux) if linux else _pinned(pin(name))


def _new_repo(repo: Path) -> None:
    """Big files go to one pack at once; with this threshold all files are big."""
    core.run(["git", "init", "-q", "--bare", "-b", "base", repo])
    for option in ("gc.auto 0", "core.bigFileThreshold 1", "core.compression 1"):
        git(repo, "config", *option.split())


def _commit_index(repo: Path, subject: str) -> None:
    """Make repo's index its branch base.

    Debian's .gitignore ends in a line that hides all that is new from git
    status and git add: it stays out.
    """
    ignore = [line for line in git(repo, "cat-file", "blob", ":.gitignore").splitlines() if line != "/*"]
    blob = git(repo, "hash-object", "-w", "--stdin", input="".join(f"{line}\n" for line in ignore))
    git(repo, "update-index", "--add", "--cacheinfo", f"100644,{blob},.gitignore")
    commit = git(repo, "commit-tree", git(repo, "write-tree"), "-m", subject, env=IDENTITY)
    git(repo, "update-ref", "refs/heads/base", commit)


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class Apt:
    """apt with sources, lists and cache of its own, below work."""

    def __init__(self, work: Path, log: Path) -> None:
        self.work, self.log = work, log
        for folder in ("lists/partial", "cache/archives/partial", "parts"):
            (work / folder).mkdir(parents=True)

    def run(self, tool: str, *args: str, log: bool = True) -> str:
        options = {"Dir::State::Lists": self.work / "lists", "Dir::Cache": self.work / "cache",
                   "Dir::Etc::SourceList": self.work / "sources.list",
                   "Dir::Etc::SourceParts": self.work / "parts",
                   "Acquire::Languages": "none", "APT::Sandbox::User": "root"}
        return core.run([tool, "-q", *(word for key, value in options.items() for word in ("-o", f"{key}={value}")),
                         *args], cwd=self.work, log=self.log if log else None).stdout

    def read_lists(self, suite: str, kind: str = "deb", base: bool = False) -> None:
        """From the first archive in this machine's apt configuration that has suite.

        With base, backports come with the suite that they are for: what they need is there.
        An archive is Debian's when the signature says so; its label only spares
        trying others, and is not known before the first apt-get update.
        """
        key = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
        if not os.access(key, os.R_OK):
            raise LabError(f"{key} is missing: run make deps")
        targets = core.run(["apt-get", "indextargets", "--format", "$(LABEL)|$(REPO_URI)",
                            "Created-By: Packages"], check=False).stdout.splitlines()
        for uri in sorted({line.partition("|")[2] for line in targets if re.match(r"Debian\||[^A-Z]", line)}):
            (self.work / "sources.list").write_text("".join(
                f"{kind} [signed-by={key}] {uri} {one} main\n" for one in sorted({suite.removesuffix("-backports") if base else suite, suite})))
            try:
                self.run("apt-get", "update", "--error-on=any")
                return
            except LabError:
                continue
        raise LabError(f"apt cannot read {suite} of the Debian archive: check the network and apt's proxy, "
                       "or set LINUX=DIR")


    def deb(self, name: str, version: str, want: str, where: str) -> Path:
        """Download a package and check it: where wants that version, and that sha256."""
        try:
            self.run("apt-get", "download", f"{name}={version}")
            deb, = self.work.glob(f"{name}_*.deb")
        except (LabError, ValueError):
            raise LabError(f"apt cannot download {name} {version}: check the network; if Debian has "
                           f"another version by now, change {where}") from None
        if (found := sha256(deb)) != want:
            raise LabError(f"{name} {version} has sha256 {found}, {where} wants {want}: do not use it; try again")
        return deb


def _pinned(pin: Pin) -> tuple[str, Path]:
    cache = core.CACHE
    if not (cache / f"base-{pin.version}.git").is_dir():
        try:
            cache.mkdir(parents=True, exist_ok=True)
            (cache / "lock").touch()
        except OSError:
            cache = core.BUILD / "cache"
            core.say(f"{core.CACHE} cannot be written: using {cache}")
    repo = cache / f"base-{pin.version}.git"
    if not repo.is_dir():
        with core.lock(cache / "lock"):
            if not repo.is_dir():
                with core.scratch(cache / "fetch.tmp") as work:
                    _download(pin, work, core.LOG / "fetch.log")
                    (work / "repo").rename(repo)
    version = git(repo, "log", "-1", "--format=%s", "base")
    if version != f"{pin.package} {pin.package_version}":
        raise LabError(f"{repo} is {version}, lab/pins/{pin.name}.toml wants {pin.package_version}: remove that folder")
    return commit_of(repo, "base"), repo


def _download(pin: Pin, work: Path, log: Path) -> None:
    """Make work/repo out of the package."""
    minor = pin.version.rpartition(".")[0]
    if not shutil.which("apt-get"):
        raise LabError("the pinned kernel comes through Debian's apt, which is not here: "
                       f"set LINUX=DIR to a {minor} tree")
    core.need_space(work, 4)
    apt = Apt(work, log)
    with core.step(f"reading Debian's list of {pin.suite}", log):
        apt.read_lists(pin.suite)
    rows = apt.run("apt-cache", "madison", pin.package, log=False).splitlines()
    versions = [row.split("|")[1].strip() for row in rows if row.count("|") >= 2]
    version = pin.package_version
    if version not in versions:
        raise LabError(f"the archive has no {pin.package} {version} any more: set LINUX=DIR to a {minor} tree, or pin "
                       f"{next((v for v in versions if v.startswith(f'{minor}.')), 'another')} in lab/pins/{pin.name}.toml")
    with core.step(f"downloading {pin.package} {version}", log):
        deb = apt.deb(pin.package, version, pin.sha256, f"lab/pins/{pin.name}.toml")
    tree, repo = work / "tree", work / "repo"
    tree.mkdir()
    try:
        with core.step("unpacking it", log):
            core.run(["bash", "-c", 'set -o pipefail; dpkg-deb --fsys-tarfile "$1" | tar -xO "$2" | xz -dc | '
                      'tar -x -C "$3" --strip-components=1 --no-same-owner', "-", deb, pin.tarball, tree], log=log)
        with core.step("putting it into git"):
            _new_repo(repo)
            git(repo, "--work-tree", tree, "add", "-A", "-f", tree)
            _commit_index(repo, f"{pin.package} {version}")
            (repo / "index").unlink()
    except LabError as error:
        raise LabError(f"cannot make a git repository of {pin.package} {version}: {error} (no space?)") from None


def _user(pin: Pin, name: str) -> tuple[str, Path]:
    minor = pin.version.rpartition(".")[0]
    folder = Path(name).resolve()
    if not folder.is_dir():
        raise LabError(f"LINUX={name} is no folder: name a kernel tree, or leave it out")
    try:
        makefile = (folder / "Makefile").read_text()
        for path in (".gitignore", "mm/slub.c"):
            (folder / path).read_bytes()
    except OSError:
        raise LabError(f"LINUX={name} is no kernel tree (no Makefile, .gitignore or mm/slub.c): "
                       "name one, or leave it out") from None
    version = ".".join(re.findall(r"^(?:VERSION|PATCHLEVEL|SUBLEVEL) = (\S+)", makefile, re.M)[:3])
    if not version.startswith(f"{minor}."):
        raise LabError(f"LINUX={name} is Linux {version or 'without a version'} and the patches are for "
                       f"{minor}.x: name such a tree, or leave it out")
    repo = core.BUILD / "user-base.git"
    with core.lock(core.BUILD / "user-base.lock"):
        if not repo.is_dir():
            core.need_space(core.BUILD, 2)
            with core.scratch(core.BUILD / "user-base.tmp") as work:
                _new_repo(work / "repo")
                (work / "repo").rename(repo)
        # Left by a run that was killed: we hold the lock.
        (repo / "index.lock").unlink(missing_ok=True)
        try:
            _import_user(repo, folder)
            _commit_index(repo, f"Linux {version} in LINUX=")
        except LabError as error:
            raise LabError(f"cannot read LINUX={name} into {repo}: {error} (no space?)") from None
        return commit_of(repo, "base"), repo


def _import_user(repo: Path, folder: Path) -> None:
    """Put the user's source files into repo's index; only those are read whose stat data changed."""
    if git(folder, "rev-parse", "--show-toplevel", check=False) == str(folder):
        files = git(folder, "-c", "core.fsmonitor=false", "ls-files", "-z")
    else:
        # Debian's "/*" again: -x has the last word.
        ignore = [line for line in (folder / ".gitignore").read_text().splitlines()
                  if line not in ("/*", "") and not line.startswith("#")]
        files = git(repo, "--git-dir", repo, "--work-tree", folder, "-C", folder, "ls-files", "-z", "--cached",
                    "--others", "--exclude-standard", "-x", "!/*", *(f"--exclude={line}" for line in ignore))
    names = set(files.split("\0")) - {""}
    gone = set(git(repo, "ls-files", "-z").split("\0")) - names - {""}
    update = ("--git-dir", repo, "--work-tree", folder, "-C", folder, "update-index", "-z")
    git(repo, *update, "--force-remove", "--stdin", input="".join(f"{name}\0" for name in sorted(gone)))
    git(repo, *update, "--add", "--remove", "--stdin", input="".join(f"{name}\0" for name in sorted(names)))


def main(argv: list[str]) -> int:
    argparse.ArgumentParser(prog="lab fetch", description=__doc__ + "\nPrints COMMIT REPOSITORY. "
                            "BASE=X.Y takes the pin lab/pins/X.Y.toml.").parse_args(argv)
    print(*ensure_base(os.environ.get("BASE", "")))
    return 0
