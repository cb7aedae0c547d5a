# SPDX-License-Identifier: GPL-2.0
"""A small copy of this project for suites with bad input.

The real lab/lab in a repository of its own, a kernel of six files, and an apt
that hands it out.  Each case of a suite starts from a copy of the same project.
"""

import argparse
import contextlib
import io
import os
import re
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

import core
import ktap
import results
from ktap import need, same

APT = r"""#!/bin/bash
# STUB: "" all is well | offline | sleep | other (another file) | newer
echo "apt-get $*" >>"$T/apt.log"
case " $* " in
*' indextargets '*) echo 'Debian|http://archive.invalid/debian/' ;;
*' update '*) [ "${STUB:-}" != offline ] ;;
*' download '*)
	cp "$T"/*.deb .
	[ "${STUB:-}" != other ] || for f in *.deb; do echo other >>"$f"; done
	if [ "${STUB:-}" = sleep ]; then touch "$T/asleep"; sleep 60; fi ;;
*' install '*) false ;;
esac
"""
CACHE = r"""#!/bin/bash
v=7.3.4-1
[ "${STUB:-}" != newer ] || v=7.3.5-1
echo "linux-source-7.3 | $v | http://archive.invalid suite/main"
echo "linux-source-7.2 | 7.2.3-1 | http://archive.invalid suite/main"
"""


class Project:
    """A small copy of this project, in root/p, and what surrounds it in root."""

    def __init__(self, root: Path) -> None:
        self.root, self.top = root, root / "p"
        self.linux = self.top / "build/linux"
        self.env = {key: value for key, value in os.environ.items()
                    if key not in ("LINUX", "BUILD", "BASE") and not key.startswith("GIT_")}
        self.env |= {"T": str(root), "HOME": str(root / "home"), "SLAB_ALIAS_CACHE": str(root / "cache"),
                     "PATH": f"{root}/bin:{self.env['PATH']}", "GIT_CONFIG_GLOBAL": str(root / "home/.gitconfig")}

    def call(self, *cmd: str, **env: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(cmd, cwd=self.top, env=self.env | env, stdin=subprocess.DEVNULL, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120)
        print(f"$ {' '.join(cmd)}\n{done.stdout}", end="")
        return done

    def lab(self, *args: str, **env: str) -> str:
        done = self.call("lab/lab", *args, **env)
        need(done.returncode == 0, f"lab {' '.join(args)} failed")
        return done.stdout

    def fails(self, want: str, *args: str, **env: str) -> None:
        """It fails, and one line of it says so."""
        done = self.call("lab/lab", *args, **env)
        need(done.returncode != 0, f"lab {' '.join(args)} succeeded")
        lines = re.findall(r"^lab.*: .*", done.stdout, re.M)
        same(len(lines), 1, "lines that explain it")
        need(re.search(want, lines[0]), f"no '{want}' in the line above")

    def git(self, *args: str, at: Path | None = None) -> str:
        done = self.call("git", "-C", str(at or self.top), *args)
        need(done.returncode == 0, f"git {' '.join(args)} failed")
        return done.stdout.rstrip("\n")

    def commit(self, *args: str, at: Path | None = None) -> None:
        """Commit all that is in build/linux."""
        self.git("add", "-A", at=at or self.linux)
        self.git("commit", "-q", *args, at=at or self.linux)

    def edit(self, path: str, line: int, text: str, at: Path | None = None) -> None:
        """Append text to a line of a file in build/linux."""
        file = (at or self.linux) / path
        lines = file.read_text().splitlines()
        lines[line - 1] += text
        file.write_text("".join(f"{one}\n" for one in lines))

    def head(self, at: Path | None = None) -> str:
        return self.git("rev-parse", "HEAD", at=at or self.linux)

    def nothing_left(self) -> None:
        """No base, and nothing of a fetch but its lock."""
        same([path.name for path in (self.root / "cache").iterdir()], ["lock"], "left in the cache")

    def unchanged(self) -> None:
        same(self.git("status", "--porcelain"), "", "the repository changed")

    def round_trip(self) -> None:
        self.lab("tree")
        self.commit("-m", "x", "--allow-empty", at=self.top)
        for verb in ("refresh", "tree"):
            self.lab(verb)
            self.unchanged()

    def patch(self, number: int) -> Path:
        found, = (self.top / "patches").glob(f"{number:04}-*.patch")
        return found


def picture(folder: Path) -> list[tuple[str, int, int, bytes]]:
    """All that can change in a folder."""
    return sorted((str(path), path.stat().st_mode, path.stat().st_mtime_ns, path.read_bytes())
                  for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts)


def kernel(folder: Path, version: str) -> Path:
    """Something that looks like a kernel tree."""
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("mm", "include"):
        (folder / name).mkdir(parents=True)
    names = ("VERSION", "PATCHLEVEL", "SUBLEVEL")
    (folder / "Makefile").write_text("".join(f"{n} = {v}\n" for n, v in zip(names, version.split("."))))
    for name in ("slub.c", "slab.h"):
        (folder / "mm" / name).write_text("".join(f"line {n} of {name[:4]}\n" for n in range(1, 61)))
    (folder / "include/slab.h").write_text("static\n")
    # As Debian's: all that is new at the top is ignored.
    (folder / ".gitignore").write_text("*.o\n/*\n!/debian/\n")
    (folder / "mm/forced.o").write_text("in the tarball\n")
    (folder / "run").write_text("#!/bin/sh\n")
    (folder / "run").chmod(0o755)
    return folder


def package(root: Path, pins: Path, version: str) -> None:
    """A Debian package of root/linux-VERSION, and its pin."""
    minor = version.rpartition(".")[0]
    deb = root / f"deb-{minor}"
    for name in ("usr/src", "DEBIAN"):
        (deb / name).mkdir(parents=True)
    with tarfile.open(deb / f"usr/src/linux-source-{minor}.tar.xz", "w:xz") as tar:
        tar.add(root / f"linux-{version}", f"linux-{version}")
    (deb / "DEBIAN/control").write_text(f"Package: linux-source-{minor}\nVersion: {version}-1\nArchitecture: all\n"
                                        "Maintainer: x <x@example.org>\nDescription: x\n")
    file = root / f"linux-source-{minor}_{version}-1_all.deb"
    core.run(["dpkg-deb", "-b", deb, file])
    (pins / f"{minor}.toml").write_text(
        f'version = "{version}"\npackage = "linux-source-{minor}"\npackage_version = "{version}-1"\nsuite = "suite"\n'
        f'sha256 = "{core.run(["sha256sum", file]).stdout.split()[0]}"\n'
        f'tarball = "./usr/src/linux-source-{minor}.tar.xz"\n')


def template(root: Path) -> Project:
    """The project that each case gets a copy of."""
    p = Project(root)
    shutil.copytree(core.LAB, p.top / "lab", ignore=shutil.ignore_patterns("golden", "guest", "__pycache__"))
    for name in ("bin", "home", "p/patches"):
        (root / name).mkdir()
    for name, text in (("apt-get", APT), ("apt-cache", CACHE)):
        (root / "bin" / name).write_text(text)
        (root / "bin" / name).chmod(0o755)
    for key, value in (("user.name", "A Developer"), ("user.email", "dev@example.org"),
                       ("init.defaultBranch", "main"), ("advice.detachedHead", "false")):
        p.git("config", "--global", key, value, at=root)
    kernel(root / "linux-7.3.4", "7.3.4")
    # An older kernel: other lines near both changes of the series.
    old = kernel(root / "linux-7.2.3", "7.2.3") / "mm/slub.c"
    old.write_text(re.sub(r"^(line (12|31) )", r"old \1", old.read_text(), flags=re.M))
    for version in ("7.3.4", "7.2.3"):
        package(root, p.top / "lab/pins", version)
    (p.top / ".gitignore").write_text("/build/\n")
    p.git("init", "-q")
    p.commit("-m", "empty", at=p.top)
    p.lab("tree")
    p.edit("mm/slub.c", 10, " one")
    p.commit("-m", "mm: change line 10", "-m", "Because.", "-m", "Signed-off-by: A <a@example.org>")
    p.edit("mm/slub.c", 30, " two")
    (p.linux / "mm/ours.c").write_text("int ours;\n")
    p.commit("-m", "mm: add ours", "-m", "With a reason: é.",
             "-m", 'Fixes: 123456789abc ("x")\nSigned-off-by: A <a@example.org>')
    p.lab("refresh")
    p.commit("-m", "start", at=p.top)
    shutil.rmtree(p.top / "build")
    return p


def run_cases(suite: str, cases: type[Project], about: str, argv: list[str]) -> results.Result:
    """Run the t_ methods of cases, or those that argv names."""
    known = [name.removeprefix("t_") for name in vars(cases) if name.startswith("t_")]
    parser = argparse.ArgumentParser(prog=f"lab test {suite} --", description=about)
    parser.add_argument("case", nargs="*", help=" ".join(known))
    chosen = parser.parse_args(argv).case or known
    core.known("case", chosen, known)
    with tempfile.TemporaryDirectory() as folder, ktap.Suite(suite, len(chosen)) as t:
        root, said = Path(folder) / "t", io.StringIO()
        with contextlib.redirect_stdout(said):
            try:
                root.mkdir()
                template(root).lab("tree")
            except core.LabError as error:
                raise core.LabError(f"the small project cannot be made: {error}\n{said.getvalue()}") from None
        start = Path(folder) / "start"
        root.rename(start)
        for one in chosen:
            said = io.StringIO()
            shutil.rmtree(root, ignore_errors=True)
            shutil.copytree(start, root, symlinks=True)
            with t.case(one):
                try:
                    with contextlib.redirect_stdout(said):
                        p = cases(root)
                        p.lab("tree")
                        getattr(p, f"t_{one}")()
                except (core.LabError, OSError, ValueError, subprocess.TimeoutExpired) as error:
                    raise core.LabError(f"{said.getvalue()}{error}") from None
    return t.done
