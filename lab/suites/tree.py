# SPDX-License-Identifier: GPL-2.0
"""deps, fetch, tree, refresh and clean with good and bad input.

The real lab/lab, copied into a small repository, with a kernel of six files and
an apt that hands it out.  Each case starts from a copy of the same project.
"""

import argparse
import contextlib
import io
import os
import re
import shutil
import signal
import subprocess
import tarfile
import tempfile
import time
from collections.abc import Callable
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

    def commit(self, *args: str) -> None:
        """Commit all that is in build/linux."""
        self.git("add", "-A", at=self.linux)
        self.git("commit", "-q", *args, at=self.linux)

    def edit(self, path: str, line: int, text: str, at: Path | None = None) -> None:
        """Append text to a line of a file in build/linux."""
        file = (at or self.linux) / path
        lines = file.read_text().splitlines()
        lines[line - 1] += text
        file.write_text("".join(f"{one}\n" for one in lines))

    def head(self, at: Path | None = None) -> str:
        return self.git("rev-parse", "HEAD", at=at or self.linux)

    def unchanged(self) -> None:
        same(self.git("status", "--porcelain"), "", "the repository changed")

    def round_trip(self) -> None:
        self.lab("tree")
        self.git("add", "-A")
        self.git("commit", "-qm", "x", "--allow-empty")
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
    series = version.rpartition(".")[0]
    deb = root / f"deb-{series}"
    for name in ("usr/src", "DEBIAN"):
        (deb / name).mkdir(parents=True)
    with tarfile.open(deb / f"usr/src/linux-source-{series}.tar.xz", "w:xz") as tar:
        tar.add(root / f"linux-{version}", f"linux-{version}")
    (deb / "DEBIAN/control").write_text(f"Package: linux-source-{series}\nVersion: {version}-1\nArchitecture: all\n"
                                        "Maintainer: x <x@example.org>\nDescription: x\n")
    file = root / f"linux-source-{series}_{version}-1_all.deb"
    core.run(["dpkg-deb", "-b", deb, file])
    (pins / f"{series}.toml").write_text(
        f'version = "{version}"\npackage = "linux-source-{series}"\npackage_version = "{version}-1"\nsuite = "suite"\n'
        f'sha256 = "{core.run(["sha256sum", file]).stdout.split()[0]}"\n'
        f'tarball = "./usr/src/linux-source-{series}.tar.xz"\n')


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
    p.git("add", "-A")
    p.git("commit", "-qm", "empty")
    p.lab("tree")
    p.edit("mm/slub.c", 10, " one")
    p.commit("-m", "mm: change line 10", "-m", "Because.", "-m", "Signed-off-by: A <a@example.org>")
    p.edit("mm/slub.c", 30, " two")
    (p.linux / "mm/ours.c").write_text("int ours;\n")
    p.commit("-m", "mm: add ours", "-m", "With a reason: é.",
             "-m", 'Fixes: 123456789abc ("x")\nSigned-off-by: A <a@example.org>')
    p.lab("refresh")
    p.git("add", "-A")
    p.git("commit", "-qm", "start")
    shutil.rmtree(p.top / "build")
    return p


Case = Callable[[Project], None]
CASES: list[Case] = []


def case(function: Case) -> Case:
    CASES.append(function)
    return function


@case
def unchanged(p: Project) -> None:
    was = p.head()
    p.round_trip()
    shutil.rmtree(p.top / "build")
    p.round_trip()
    same(p.head(), was, "another hash")
    same(p.git("log", "--format=%s", "pinned..", at=p.linux), "mm: add ours\nmm: change line 10")
    same((p.linux / "mm/ours.c").read_text(), "int ours;\n")
    same((p.top / "mm/ours.c").read_text(), "int ours;\n")
    need("\n+int ours;\n" in p.patch(2).read_text(), "our file is not in its patch")


@case
def git_am_is_all_that_it_takes(p: Project) -> None:
    plain = p.root / "plain"
    p.git("clone", "-q", str(p.root / "cache/base-7.3.4.git"), str(plain), at=p.root)
    done = p.call("bash", "-c", f"git -C {plain} am ../p/patches/*.patch".replace("../p", str(p.top)))
    same(done.returncode, 0, "git am")
    for form in ("%T", "%an %ae %aI", "%B"):
        same(p.git("log", f"--format={form}", at=plain), p.git("log", f"--format={form}", at=p.linux))


@case
def same_hash_whatever_the_user_configured(p: Project) -> None:
    was = p.head()
    shutil.rmtree(p.top / "build")
    shutil.rmtree(p.root / "cache")
    for option in ("diff.noprefix true", "diff.context 1", "core.abbrev 40", "core.autocrlf true",
                   "format.signature mine", "format.numbered true", "format.pretty oneline",
                   "mailinfo.scissors true", "am.keepcr true", "commit.gpgSign true", "format.outputDirectory /x"):
        p.git("config", "--global", *option.split(), at=p.root)
    p.call("sh", "-c", "umask 077; exec lab/lab tree", GIT_DIR="/nonexistent")
    same(p.head(), was, "another hash")
    p.lab("refresh", GIT_INDEX_FILE="/nonexistent", COLUMNS="200", LC_ALL="C")
    same(p.git("-c", "core.autocrlf=false", "status", "--porcelain"), "", "the repository changed")


@case
def edit_folded_in(p: Project) -> None:
    p.edit("mm/slub.c", 10, " more")
    p.commit("--fixup", "HEAD~1")
    p.call("git", "-C", str(p.linux), "rebase", "-q", "-i", "--autosquash", "HEAD~3", GIT_EDITOR=":")
    p.lab("refresh")
    need("\n+line 10 of slub one more\n" in p.patch(1).read_text(), "the edit is not in the patch")
    # The second patch names the file's hash, no more.
    same(len(re.findall(r"^[-+][^-+]", p.git("diff", "-U0", str(p.patch(2))), re.M)), 2, "other lines changed")
    p.round_trip()


@case
def our_file_edited_in_the_tree(p: Project) -> None:
    (p.linux / "mm/ours.c").write_text("int ours;\nint more;\n")
    p.commit("--amend", "--no-edit")
    p.lab("refresh")
    same(p.git("status", "--porcelain").split(), ["M", "mm/ours.c", "M", p.patch(2).relative_to(p.top).as_posix()])
    p.round_trip()


@case
def our_file_edited_in_the_repository(p: Project) -> None:
    (p.top / "mm/ours.c").write_text("int more;\n")
    p.fails("mm/ours.c is not what patches/ lead to.*build/linux.*make refresh", "tree")
    p.fails("mm/ours.c changed since", "refresh")
    p.lab("refresh", "--force")
    p.unchanged()
    (p.top / "mm/ours.c").chmod(0o755)
    p.fails("mm/ours.c is not what", "tree")
    (p.top / "mm/ours.c").unlink()
    p.fails("mm/ours.c is not what", "tree")


@case
def a_later_patch_changes_our_file(p: Project) -> None:
    (p.linux / "mm/ours.c").write_text("int ours;\nint more;\n")
    p.commit("-m", "mm: a third")
    p.lab("refresh")
    same((p.top / "mm/ours.c").read_text(), "int ours;\nint more;\n", "not as the last patch leaves it")
    need("\n+int more;\n" not in p.patch(2).read_text(), "patch 2 has the later state")
    p.round_trip()
    p.git("rm", "-q", "mm/ours.c", at=p.linux)
    p.commit("-m", "mm: a fourth")
    p.lab("refresh")
    need(not (p.top / "mm/ours.c").exists(), "our file stays though it is gone in the end")
    p.round_trip()


@case
def new_patch(p: Project) -> None:
    p.edit("mm/slab.h", 50, " three")
    (p.linux / "run").chmod(0o644)
    p.git("rm", "-q", "include/slab.h", at=p.linux)
    (p.linux / "tools").mkdir()
    (p.linux / "tools/b").write_text("#!/bin/sh\n")
    (p.linux / "tools/b").chmod(0o755)
    (p.linux / "tools/a").write_text("no end of line")
    p.commit("-m", "mm: a third")
    p.lab("refresh")
    same(p.patch(3).name, "0003-mm-a-third.patch")
    same([os.access(p.top / "tools" / name, os.X_OK) for name in "ab"], [False, True], "modes")
    p.round_trip()


@case
def reordered_and_dropped(p: Project) -> None:
    p.call("git", "-C", str(p.linux), "rebase", "-q", "-i", "HEAD~2", GIT_SEQUENCE_EDITOR='sed -i "1{h;d};2G"')
    p.lab("refresh")
    same(p.patch(1).name, "0001-mm-add-ours.patch")
    p.round_trip()
    p.git("reset", "-q", "--hard", "HEAD~1", at=p.linux)
    p.lab("refresh")
    same([path.name for path in (p.top / "patches").iterdir()], ["0001-mm-add-ours.patch"])
    p.git("reset", "-q", "--hard", "pinned", at=p.linux)
    p.lab("refresh")
    need(not (p.top / "mm/ours.c").exists(), "our file stays though no patch adds it")
    same(list((p.top / "patches").iterdir()), [], "patches")
    p.lab("tree")


@case
def from_another_tree(p: Project) -> None:
    other = p.root / "other"
    p.git("clone", "-q", str(p.top / "build/linux"), str(other), at=p.root)
    p.edit("mm/slab.h", 50, " three", at=other)
    p.git("commit", "-qam", "mm: a third", at=other)
    p.lab("refresh", "--from", str(other))
    same(p.git("status", "--porcelain"), "?? patches/0003-mm-a-third.patch")
    p.lab("tree")
    same(p.git("rev-parse", "HEAD^{tree}", at=p.linux), p.git("rev-parse", "HEAD^{tree}", at=other))
    p.fails("0003-mm-a-third.patch is not committed", "refresh", "--from", str(other))
    p.fails("is no git tree", "refresh", "--from", str(p.root / "bin"))
    p.fails("does not start at the pinned kernel", "refresh", "--from", str(p.top), "--force")


@case
def patch_does_not_apply(p: Project) -> None:
    was, text = picture(p.linux), p.patch(2).read_text()
    p.patch(2).write_text(text.replace("-line 30 ", "-line thirty "))
    p.fails(r"0002-mm-add-ours.patch does not apply \(.*mm/slub.c", "tree")
    same(picture(p.linux), was, "the tree changed")
    p.fails("patches/ changed since", "refresh")
    shutil.rmtree(p.top / "build")
    p.fails("does not apply", "tree")
    need(not p.linux.exists(), "half a tree stays")
    p.patch(2).write_text("nonsense\n")
    p.fails("0002-mm-add-ours.patch lacks From:", "tree")
    p.patch(2).write_text(text)
    p.lab("tree")


@case
def work_in_the_tree_is_never_lost(p: Project) -> None:
    p.edit("mm/slab.h", 3, " mine")
    need("has uncommitted changes (M mm/slab.h): it is used as it is" in p.lab("tree"), "not said")
    p.fails("uncommitted", "refresh")
    p.fails("uncommitted .*mm/slab.h.*make refresh", "clean")
    text = p.patch(1).read_text()
    p.patch(1).write_text(text.replace("one", "won"))
    p.fails(r"uncommitted changes \(M mm/slab.h\), and patches/ changed since", "tree")
    p.commit("-m", "mm: a third")
    p.fails("has commits that patches/ do not, and patches/ changed", "tree")
    p.fails("patches/ changed since .* was made", "refresh")
    p.git("checkout", "-q", "HEAD~1", at=p.linux)
    for verb in ("tree", "refresh", "clean"):
        p.fails("not on its branch", verb)
    p.git("checkout", "-q", "slab-alias", at=p.linux)
    mine = p.head()
    shutil.rmtree(p.linux)
    p.fails("is not there, and its branch slab-alias has commits", "tree")
    p.lab("tree", "--force")
    need("won" in (p.linux / "mm/slub.c").read_text(), "not the new patches")
    same(p.git("cat-file", "-t", mine, at=p.linux), "commit", "what --force dropped")
    p.edit("mm/slab.h", 3, " mine")
    (p.linux / "mm/new.c").write_text("mine\n")
    p.lab("tree", "--force")
    need("mine" not in (p.linux / "mm/slab.h").read_text(), "--force left it")


@case
def refresh_keeps_what_is_in_the_tree(p: Project) -> None:
    p.edit("mm/slab.h", 50, " three")
    p.commit("-m", "mm: a third")
    p.patch(1).write_text(p.patch(1).read_text().replace("one", "won"))
    p.lab("refresh", "--force")
    same(p.git("status", "--porcelain"), "?? patches/0003-mm-a-third.patch")
    p.round_trip()


@case
def what_a_mail_cannot_hold(p: Project) -> None:
    was = p.head()
    (p.linux / "mm/link.c").symlink_to("slub.c")
    p.commit("-m", "mm: a link")
    p.fails("mm/link.c is no plain file", "refresh")
    p.git("reset", "-q", "--hard", was, at=p.linux)
    for message in ("mm: x\n\nabove\n---\nbelow", "[x] mm: y\n\nbody"):
        p.edit("mm/slab.h", 50, " more")
        p.commit("-m", message)
        p.fails("message .* does not survive", "refresh")
        p.git("reset", "-q", "--hard", was, at=p.linux)
    p.commit("-m", "mm: empty", "--allow-empty")
    p.fails("changes nothing", "refresh")
    p.git("reset", "-q", "--hard", f"{was}~1", at=p.linux)
    p.edit("mm/slab.h", 50, " side")
    p.commit("-m", "side")
    p.git("merge", "-q", "-m", "both", was, at=p.linux)
    p.fails("is a merge", "refresh")
    p.unchanged()


@case
def second_call_touches_nothing(p: Project) -> None:
    was = picture(p.top)
    start = time.time_ns()
    p.lab("tree")
    p.lab("refresh")
    same([one for one in picture(p.top) if "/build/" not in one[0] or "/build/linux" in one[0]],
         [one for one in was if "/build/" not in one[0] or "/build/linux" in one[0]], "files")
    same([path for path in p.linux.rglob("*") if path.stat().st_mtime_ns > start], [], "written")


@case
def interrupted_update(p: Project) -> None:
    # As when checkout is killed: some files new, the index locked.
    p.git("update-ref", "refs/worktree/updating", "HEAD", at=p.linux)
    (p.linux / "mm/slub.c").write_text("half\n")
    lock = Path(p.git("rev-parse", "--absolute-git-dir", at=p.linux)) / "index.lock"
    lock.touch()
    p.fails("interrupted: run make tree", "refresh")
    p.lab("tree")
    same(p.git("status", "--porcelain", at=p.linux), "")
    # As when the folder was just made.
    shutil.rmtree(p.linux)
    p.linux.mkdir()
    (p.linux / ".git").write_text("gitdir: nowhere\n")
    p.lab("tree")
    p.lab("refresh")
    p.unchanged()
    shutil.rmtree(p.linux)
    p.linux.mkdir()
    (p.linux / "x").touch()
    p.fails("is no worktree of", "tree")


@case
def build_folder_moved(p: Project) -> None:
    was, top = p.head(), p.top
    p.top = p.root / "q"
    top.rename(p.top)
    p.linux = p.top / "build/linux"
    p.lab("tree")
    same(p.head(), was)
    p.lab("refresh")
    p.unchanged()


@case
def pinned_and_unconverted(p: Project) -> None:
    build, was = p.top / "build", p.head()
    p.lab("tree", "pinned")
    for name in ("Makefile", "mm/slub.c", "mm/forced.o", "run"):
        same((build / "pinned" / name).read_bytes(), (p.root / "linux-7.3.4" / name).read_bytes(), name)
    p.edit("mm/slub.c", 1, " x", at=build / "pinned")
    p.fails("pinned has uncommitted changes", "tree", "pinned")
    p.lab("tree", "pinned", "--force")
    need(" x" not in (build / "pinned/mm/slub.c").read_text(), "--force left it")
    p.fails("no patch says that it is generated", "tree", "unconverted")
    need(not (build / "unconverted").exists(), "a tree of nothing")
    for line, text, message in ((40, " generated", "Generated by scripts/coccinelle/x.cocci: twice."),
                                (50, " after", "By hand."), (45, " generated", "Generated by scripts/coccinelle/x.")):
        p.edit("mm/slub.c", line, text)
        p.commit("-m", f"mm: line {line}", "-m", message)
    p.lab("refresh")
    p.lab("tree", "unconverted")
    same(p.head(build / "unconverted"), was, "the last commit")
    old = kernel(p.root / "user", "7.3.9")
    p.lab("tree", "unconverted", LINUX=str(old))
    text = (build / "unconverted/mm/slub.c").read_text()
    need(" two" in text and "generated" not in text, "not patched, or converted")
    p.fails("invalid choice", "tree", "nonsense")


@case
def other_base(p: Project) -> None:
    was, older = p.head(), p.top / "patches/7.2"
    p.fails("0002-.*does not apply .*mm/slub.c:", "tree", BASE="7.2")
    need(not (p.top / "build/linux-7.2").exists(), "a tree of nothing")
    older.mkdir()
    # Its own number does not matter: patches move.
    mail = older / "0009-mm-add-ours.patch"
    mail.write_text(re.sub(r"^ line 31 ", " old line 31 ", p.patch(2).read_text(), flags=re.M))
    p.lab("tree", BASE="7.2")
    linux = p.top / "build/linux-7.2"
    same(p.git("log", "--format=%s", "pinned-7.2..", at=linux), "mm: add ours\nmm: change line 10")
    need("old line 31" in (linux / "mm/slub.c").read_text(), "not the older kernel")
    p.lab("refresh", BASE="7.2")
    same([path.name for path in older.iterdir()], ["0002-mm-add-ours.patch"], "replacements")
    p.lab("tree", "pinned", BASE="7.2")
    same((p.top / "build/pinned-7.2/Makefile").read_text(), (p.root / "linux-7.2.3/Makefile").read_text())
    (older / "0002-mm-add-ours.patch").rename(older / "0002-other.patch")
    p.fails("stands in for no patch", "tree", BASE="7.2")
    for name in ("7.9", "../x"):
        p.fails("there is BASE=7.3, BASE=7.2$", "tree", BASE=name)
    p.lab("tree", BASE="7.3")
    same(p.head(), was, "BASE= moved the other tree")


@case
def user_tree_in_git(p: Project) -> None:
    user = kernel(p.root / "user tree", "7.3.9")
    p.git("init", "-q", at=user)
    p.git("add", "-Af", at=user)
    p.git("commit", "-qm", "x", at=user)
    p.edit("mm/slab.h", 60, " mine", at=user)
    for name in ("untracked", "built.o"):
        (user / name).touch()
    p.git("rm", "-q", "--cached", "include/slab.h", at=user)
    was = picture(user)
    p.lab("tree", LINUX=str(user))
    p.lab("tree", "pinned", LINUX=str(user))
    same(picture(user), was, "LINUX=DIR was written to")
    need(" mine" in (p.linux / "mm/slab.h").read_text(), "what is on disk is not the base")
    need(" one" in (p.linux / "mm/slub.c").read_text(), "not patched")
    same(sorted(path.name for path in (p.top / "build/pinned").iterdir()), [".git", ".gitignore", "Makefile", "mm", "run"])
    (user / "mm/slab.h").unlink()
    p.git("rm", "-q", "--cached", "run", at=user)
    p.lab("tree", LINUX=str(user))
    need(not (p.linux / "run").exists() and not (p.linux / "mm/slab.h").exists(), "a file that is gone stays")
    p.lab("refresh", LINUX=str(user))
    p.unchanged()
    p.lab("tree")
    need((p.linux / "run").exists(), "not back at the pinned kernel")


@case
def user_tree_without_git(p: Project) -> None:
    user = kernel(p.root / "user", "7.3.9")
    was = picture(user)
    p.lab("tree", LINUX="../user")
    same(picture(user), was, "LINUX=DIR was written to")
    need("SUBLEVEL = 9" in (p.linux / "Makefile").read_text(), "not the base")
    need(not (p.linux / "mm/forced.o").exists(), "an ignored file is in")
    (user / "include/slab.h").unlink()
    p.lab("tree", LINUX=str(user))
    need(not (p.linux / "include/slab.h").exists(), "a file that is gone stays")


@case
def user_tree_wrong(p: Project) -> None:
    for version in ("7.2.4", "7.30.1"):
        p.fails(f"is Linux {version} and the patches are for 7.3.x", "tree", LINUX=str(kernel(p.root / "old", version)))
    p.fails("no kernel tree", "tree", LINUX=str(p.root / "bin"))
    p.fails("is no folder", "tree", LINUX=str(p.root / "nothing"))
    p.lab("tree")


def nothing_left(p: Project) -> None:
    """No base, and nothing of a fetch but its lock."""
    same([path.name for path in (p.root / "cache").iterdir()], ["lock"], "left in the cache")


@case
def no_network(p: Project) -> None:
    for folder in (p.root / "cache", p.top / "build"):
        shutil.rmtree(folder)
    p.fails("cannot read suite .*network", "tree", STUB="offline")
    nothing_left(p)
    need(not p.linux.exists(), "a tree of nothing")
    p.lab("tree")


@case
def package_is_not_the_pinned_one(p: Project) -> None:
    cache, pin = p.root / "cache", p.top / "lab/pins/7.3.toml"
    shutil.rmtree(cache)
    p.fails("has sha256 .*, lab/pins/7.3.toml wants", "fetch", STUB="other")
    nothing_left(p)
    need("the base is linux-source-7.3 7.3.5-1: the archive no longer had the pinned 7.3.4-1"
         in p.lab("fetch", STUB="newer"), "not said")
    shutil.rmtree(cache)
    pin.write_text(pin.read_text().replace("7.3.4", "7.4.1"))
    p.fails("no linux-source-7.3 7.4.x any more", "fetch")


@case
def fetch_interrupted(p: Project) -> None:
    for what in (signal.SIGTERM, signal.SIGKILL):
        shutil.rmtree(p.root / "cache")
        (p.root / "asleep").unlink(missing_ok=True)
        with subprocess.Popen(["lab/lab", "fetch"], cwd=p.top, env=p.env | {"STUB": "sleep"}, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
            while not (p.root / "asleep").exists():
                time.sleep(0.05)
            process.send_signal(what)
            if what == signal.SIGTERM:
                need("\nlab: interrupted" in process.communicate()[0], "not said")
        need(process.returncode, f"fetch survived {what}")
        need(not (p.root / "cache/base-7.3.4.git").exists(), "half a base")
        if what == signal.SIGTERM:
            nothing_left(p)
        p.lab("fetch")
        same(sorted(path.name for path in (p.root / "cache").iterdir()), ["base-7.3.4.git", "lock"])


@case
def two_fetches_at_once(p: Project) -> None:
    shutil.rmtree(p.root / "cache")
    (p.root / "apt.log").unlink(missing_ok=True)
    two = [subprocess.Popen(["lab/lab", "fetch"], cwd=p.top, env=p.env, stdout=subprocess.PIPE) for _ in "12"]
    one, other = (process.communicate()[0] for process in two)
    same(one, other, "two answers")
    same((p.root / "apt.log").read_text().count(" download "), 1, "downloads")


@case
def no_space(p: Project) -> None:
    for folder in (p.root / "cache", p.top / "build"):
        shutil.rmtree(folder)
    (p.root / "small").mkdir()
    (p.root / "small/sitecustomize.py").write_text(
        "import shutil\nshutil.disk_usage = lambda _: shutil._ntuple_diskusage(9, 9, 2**30)\n")
    small = str(p.root / "small")
    p.fails("has 1 GiB free and 4 GiB are needed", "fetch", PYTHONPATH=small)
    p.lab("fetch")
    p.fails("has 1 GiB free and 3 GiB are needed", "tree", PYTHONPATH=small)
    need(not p.linux.exists(), "a tree of nothing")


@case
def cache_cannot_be_written(p: Project) -> None:
    (p.root / "file").touch()
    need("build/cache" in p.lab("fetch", SLAB_ALIAS_CACHE=str(p.root / "file/cache")), "not said")
    need((p.top / "build/cache/base-7.3.4.git").is_dir(), "not used")


@case
def deps(p: Project) -> None:
    few = p.root / "few"
    few.mkdir()
    for tool in ("env", "git"):
        (few / tool).symlink_to(shutil.which(tool) or tool)
    (few / "python3").write_text(f'#!/bin/sh\nexec {os.path.realpath("/proc/self/exe")} "$@"\n')
    (few / "sitecustomize.py").write_text("import os\nos.geteuid = lambda: 1000\n")

    def stub(name: str, text: str) -> None:
        (few / name).write_text(f"#!/bin/sh\n{text}\n")
        (few / name).chmod(0o755)
    (few / "sh").symlink_to("/bin/sh")
    (few / "bash").symlink_to("/bin/bash")
    (few / "python3").chmod(0o755)
    stub("dpkg-query", "echo installed git")
    p.fails("no apt.* flex", "deps", PATH=str(few))
    (few / "apt-get").symlink_to(p.root / "bin/apt-get")
    p.fails("apt cannot install .* flex", "deps", PATH=str(few))
    p.fails("neither root nor sudo .* flex", "deps", PATH=str(few), PYTHONPATH=str(few))
    names = re.findall(r"^([a-z][\w.+-]*) = ", (p.top / "lab/deps.toml").read_text(), re.M)
    stub("dpkg-query", "\n".join(f"echo installed {name}" for name in names))
    same(p.lab("deps", "--all", PATH=str(few)), "", "said with nothing missing")
    (few / "dpkg-query").unlink()
    p.fails("neither root nor sudo .* build-essential", "deps", PATH=str(few), PYTHONPATH=str(few))


@case
def clean(p: Project) -> None:
    p.fails("more than builds", "clean", BUILD=str(p.root))
    need(str(p.root / "cache") in p.lab("clean"), "the cache is not named")
    need(not (p.top / "build").exists(), "build stays")
    p.unchanged()


@case
def help_and_nonsense(p: Project) -> None:
    for verb in ("deps", "fetch", "tree", "refresh", "clean", "series", "build", "test"):
        need(p.lab(verb, "--help").startswith(f"usage: lab {verb}"), f"{verb} has no --help")
        p.fails("--nonsense", verb, "--nonsense")
    for text in ("usage: lab VERB", "\n  refresh "):
        need(text in p.lab("--help"), f"lab --help has no '{text}'")


def run(argv: list[str]) -> results.Result:
    parser = argparse.ArgumentParser(prog="lab test tree --", description=__doc__)
    parser.add_argument("case", nargs="*", help=" ".join(one.__name__ for one in CASES))
    names = parser.parse_args(argv).case
    chosen = [one for one in CASES if not names or one.__name__ in names]
    with tempfile.TemporaryDirectory() as folder, ktap.Suite("tree", len(chosen)) as t:
        root, said = Path(folder) / "t", io.StringIO()
        with contextlib.redirect_stdout(said):
            try:
                root.mkdir()
                p = template(root)
                p.lab("tree")
            except core.LabError as error:
                raise core.LabError(f"the small project cannot be made: {error}\n{said.getvalue()}") from None
        start = Path(folder) / "start"
        root.rename(start)
        for one in chosen:
            said = io.StringIO()
            shutil.rmtree(root, ignore_errors=True)
            shutil.copytree(start, root, symlinks=True)
            with t.case(one.__name__):
                try:
                    with contextlib.redirect_stdout(said):
                        p = Project(root)
                        p.lab("tree")
                        one(p)
                except (core.LabError, OSError, ValueError, subprocess.TimeoutExpired) as error:
                    raise core.LabError(f"{said.getvalue()}{error}") from None
    return t.done
