# SPDX-License-Identifier: GPL-2.0
"""tree and refresh: what they do with edits, moves, half-made trees and other kernels."""

import os
import re
import shutil
import time
from pathlib import Path

import results
from ktap import need, same
from small import Project, kernel, picture, run_cases


class Cases(Project):
    """Each t_ method is a case."""

    def t_unchanged(self) -> None:
        was = self.head()
        self.round_trip()
        shutil.rmtree(self.top / "build")
        self.round_trip()
        same(self.head(), was, "another hash")
        same(self.git("log", "--format=%s", "pinned..", at=self.linux), "mm: add ours\nmm: change line 10")
        same((self.linux / "mm/ours.c").read_text(), "int ours;\n")
        same((self.top / "mm/ours.c").read_text(), "int ours;\n")
        need("\n+int ours;\n" in self.patch(2).read_text(), "our file is not in its patch")

    def t_git_am_is_all_that_it_takes(self) -> None:
        plain = self.root / "plain"
        self.git("clone", "-q", str(self.root / "cache/base-7.3.4.git"), str(plain), at=self.root)
        done = self.call("bash", "-c", f"git -C {plain} am ../p/patches/*.patch".replace("../p", str(self.top)))
        same(done.returncode, 0, "git am")
        for form in ("%T", "%an %ae %aI", "%B"):
            same(self.git("log", f"--format={form}", at=plain), self.git("log", f"--format={form}", at=self.linux))

    def t_same_hash_whatever_the_user_configured(self) -> None:
        was = self.head()
        shutil.rmtree(self.top / "build")
        shutil.rmtree(self.root / "cache")
        for option in ("diff.noprefix true", "diff.context 1", "core.abbrev 40", "core.autocrlf true",
                       "format.signature mine", "format.numbered true", "format.pretty oneline",
                       "mailinfo.scissors true", "am.keepcr true", "commit.gpgSign true", "format.outputDirectory /x"):
            self.git("config", "--global", *option.split(), at=self.root)
        self.call("sh", "-c", "umask 077; exec lab/lab tree", GIT_DIR="/nonexistent")
        same(self.head(), was, "another hash")
        self.lab("refresh", GIT_INDEX_FILE="/nonexistent", COLUMNS="200", LC_ALL="C")
        same(self.git("-c", "core.autocrlf=false", "status", "--porcelain"), "", "the repository changed")

    def t_edit_folded_in(self) -> None:
        self.edit("mm/slub.c", 10, " more")
        self.commit("--fixup", "HEAD~1")
        self.call("git", "-C", str(self.linux), "rebase", "-q", "-i", "--autosquash", "HEAD~3", GIT_EDITOR=":")
        self.lab("refresh")
        need("\n+line 10 of slub one more\n" in self.patch(1).read_text(), "the edit is not in the patch")
        # The second patch names the file's hash, no more.
        same(len(re.findall(r"^[-+][^-+]", self.git("diff", "-U0", str(self.patch(2))), re.M)), 2, "other lines changed")
        self.round_trip()

    def t_our_file_edited_in_the_tree(self) -> None:
        (self.linux / "mm/ours.c").write_text("int ours;\nint more;\n")
        self.commit("--amend", "--no-edit")
        self.lab("refresh")
        same(self.git("status", "--porcelain").split(), ["M", "mm/ours.c", "M", self.patch(2).relative_to(self.top).as_posix()])
        self.round_trip()

    def t_our_file_edited_in_the_repository(self) -> None:
        (self.top / "mm/ours.c").write_text("int more;\n")
        self.fails("mm/ours.c is not what patches/ lead to.*build/linux.*make refresh", "tree")
        self.fails("mm/ours.c changed since", "refresh")
        self.lab("refresh", "--force")
        self.unchanged()
        (self.top / "mm/ours.c").chmod(0o755)
        self.fails("mm/ours.c is not what", "tree")
        (self.top / "mm/ours.c").unlink()
        self.fails("mm/ours.c is not what", "tree")

    def t_a_later_patch_changes_our_file(self) -> None:
        (self.linux / "mm/ours.c").write_text("int ours;\nint more;\n")
        self.commit("-m", "mm: a third")
        self.lab("refresh")
        same((self.top / "mm/ours.c").read_text(), "int ours;\nint more;\n", "not as the last patch leaves it")
        need("\n+int more;\n" not in self.patch(2).read_text(), "patch 2 has the later state")
        self.round_trip()
        self.git("rm", "-q", "mm/ours.c", at=self.linux)
        self.commit("-m", "mm: a fourth")
        self.lab("refresh")
        need(not (self.top / "mm/ours.c").exists(), "our file stays though the last patch removes it")
        self.round_trip()

    def t_new_patch(self) -> None:
        self.edit("mm/slab.h", 50, " three")
        (self.linux / "run").chmod(0o644)
        self.git("rm", "-q", "include/slab.h", at=self.linux)
        (self.linux / "tools").mkdir()
        (self.linux / "tools/b").write_text("#!/bin/sh\n")
        (self.linux / "tools/b").chmod(0o755)
        (self.linux / "tools/a").write_text("no end of line")
        self.commit("-m", "mm: a third")
        self.lab("refresh")
        same(self.patch(3).name, "0003-mm-a-third.patch")
        same([os.access(self.top / "tools" / name, os.X_OK) for name in "ab"], [False, True], "modes")
        self.round_trip()

    def t_reordered_and_dropped(self) -> None:
        self.call("git", "-C", str(self.linux), "rebase", "-q", "-i", "HEAD~2", GIT_SEQUENCE_EDITOR='sed -i "1{h;d};2G"')
        self.lab("refresh")
        same(self.patch(1).name, "0001-mm-add-ours.patch")
        self.round_trip()
        self.git("reset", "-q", "--hard", "HEAD~1", at=self.linux)
        self.lab("refresh")
        same([path.name for path in (self.top / "patches").iterdir()], ["0001-mm-add-ours.patch"])
        self.git("reset", "-q", "--hard", "pinned", at=self.linux)
        self.lab("refresh")
        need(not (self.top / "mm/ours.c").exists(), "our file stays though no patch adds it")
        same(list((self.top / "patches").iterdir()), [], "patches")
        self.lab("tree")

    def t_from_another_tree(self) -> None:
        other = self.root / "other"
        self.git("clone", "-q", str(self.top / "build/linux"), str(other), at=self.root)
        self.edit("mm/slab.h", 50, " three", at=other)
        self.commit("-m", "mm: a third", at=other)
        self.lab("refresh", "--from", str(other))
        same(self.git("status", "--porcelain"), "?? patches/0003-mm-a-third.patch")
        self.lab("tree")
        same(self.git("rev-parse", "HEAD^{tree}", at=self.linux), self.git("rev-parse", "HEAD^{tree}", at=other))
        self.fails("0003-mm-a-third.patch is not committed", "refresh", "--from", str(other))
        self.commit("-m", "x", at=self.top)
        (self.top / "mm/ours.c").write_text("mine\n")
        self.fails("mm/ours.c is not committed", "refresh", "--from", str(other))
        self.git("checkout", "-q", "mm/ours.c")
        self.fails("is no git tree", "refresh", "--from", str(self.root / "bin"))
        self.fails("does not start at the pinned kernel", "refresh", "--from", str(self.top), "--force")

    def t_patch_does_not_apply(self) -> None:
        was, text = picture(self.linux), self.patch(2).read_text()
        self.patch(2).write_text(text.replace("-line 30 ", "-line thirty "))
        self.fails(r"0002-mm-add-ours.patch does not apply \(.*mm/slub.c", "tree")
        same(picture(self.linux), was, "the tree changed")
        self.fails("patches/ changed since", "refresh")
        shutil.rmtree(self.top / "build")
        self.fails("does not apply", "tree")
        need(not self.linux.exists(), "half a tree stays")
        self.patch(2).write_text("nonsense\n")
        self.fails("0002-mm-add-ours.patch lacks From:", "tree")
        self.patch(2).write_text(text)
        self.lab("tree")

    def t_work_in_the_tree_is_never_lost(self) -> None:
        self.edit("mm/slab.h", 3, " mine")
        need("has uncommitted changes (M mm/slab.h): it is used as it is" in self.lab("tree"), "not said")
        self.fails("uncommitted", "refresh")
        self.fails("uncommitted .*mm/slab.h.*make refresh", "clean")
        text = self.patch(1).read_text()
        self.patch(1).write_text(text.replace("one", "won"))
        self.fails(r"uncommitted changes \(M mm/slab.h\), and patches/ changed since", "tree")
        self.commit("-m", "mm: a third")
        self.fails("has commits that patches/ do not, and patches/ changed", "tree")
        self.fails("patches/ changed since .* was made", "refresh")
        self.git("checkout", "-q", "HEAD~1", at=self.linux)
        for verb in ("tree", "refresh", "clean"):
            self.fails("not on its branch", verb)
        self.git("checkout", "-q", "slab-alias", at=self.linux)
        mine = self.head()
        shutil.rmtree(self.linux)
        self.fails("is not there, and its branch slab-alias has commits", "tree")
        self.lab("tree", "--force")
        need("won" in (self.linux / "mm/slub.c").read_text(), "not the new patches")
        same(self.git("cat-file", "-t", mine, at=self.linux), "commit", "what --force dropped")
        self.edit("mm/slab.h", 3, " mine")
        (self.linux / "mm/new.c").write_text("mine\n")
        self.lab("tree", "--force")
        need("mine" not in (self.linux / "mm/slab.h").read_text(), "--force left it")

    def t_refresh_keeps_what_is_in_the_tree(self) -> None:
        self.edit("mm/slab.h", 50, " three")
        self.commit("-m", "mm: a third")
        self.patch(1).write_text(self.patch(1).read_text().replace("one", "won"))
        self.lab("refresh", "--force")
        same(self.git("status", "--porcelain"), "?? patches/0003-mm-a-third.patch")
        self.round_trip()

    def t_what_a_mail_cannot_hold(self) -> None:
        was = self.head()
        (self.linux / "mm/link.c").symlink_to("slub.c")
        self.commit("-m", "mm: a link")
        self.fails("mm/link.c is no plain file", "refresh")
        self.git("reset", "-q", "--hard", was, at=self.linux)
        for message in ("mm: x\n\nabove\n---\nbelow", "[x] mm: y\n\nbody"):
            self.edit("mm/slab.h", 50, " more")
            self.commit("-m", message)
            self.fails("message .* does not survive", "refresh")
            self.git("reset", "-q", "--hard", was, at=self.linux)
        self.commit("-m", "mm: empty", "--allow-empty")
        self.fails("changes nothing", "refresh")
        self.git("reset", "-q", "--hard", f"{was}~1", at=self.linux)
        self.edit("mm/slab.h", 50, " side")
        self.commit("-m", "side")
        self.git("merge", "-q", "-m", "both", was, at=self.linux)
        self.fails("is a merge", "refresh")
        self.unchanged()

    def t_second_call_touches_nothing(self) -> None:
        was = picture(self.top)
        start = time.time_ns()
        self.lab("tree")
        self.lab("refresh")
        same([one for one in picture(self.top) if "/build/" not in one[0] or "/build/linux" in one[0]],
             [one for one in was if "/build/" not in one[0] or "/build/linux" in one[0]], "files")
        same([path for path in self.linux.rglob("*") if path.stat().st_mtime_ns > start], [], "written")

    def t_interrupted_update(self) -> None:
        # As when checkout is killed: some files new, the index locked.
        self.git("update-ref", "refs/worktree/updating", "HEAD", at=self.linux)
        (self.linux / "mm/slub.c").write_text("half\n")
        lock = Path(self.git("rev-parse", "--absolute-git-dir", at=self.linux)) / "index.lock"
        lock.touch()
        self.fails("interrupted: run make tree", "refresh")
        self.lab("tree")
        same(self.git("status", "--porcelain", at=self.linux), "")
        # As when the folder was just made.
        shutil.rmtree(self.linux)
        self.linux.mkdir()
        (self.linux / ".git").write_text("gitdir: nowhere\n")
        self.lab("tree")
        self.lab("refresh")
        self.unchanged()
        shutil.rmtree(self.linux)
        self.linux.mkdir()
        (self.linux / "x").touch()
        self.fails("is no worktree of", "tree")

    def t_build_folder_moved(self) -> None:
        was, top = self.head(), self.top
        self.top = self.root / "q"
        top.rename(self.top)
        self.linux = self.top / "build/linux"
        self.lab("tree")
        same(self.head(), was)
        self.lab("refresh")
        self.unchanged()

    def t_pinned_and_unconverted(self) -> None:
        build, was = self.top / "build", self.head()
        self.lab("tree", "pinned")
        for name in ("Makefile", "mm/slub.c", "mm/forced.o", "run"):
            same((build / "pinned" / name).read_bytes(), (self.root / "linux-7.3.4" / name).read_bytes(), name)
        self.edit("mm/slub.c", 1, " x", at=build / "pinned")
        self.fails("pinned has uncommitted changes", "tree", "pinned")
        self.lab("tree", "pinned", "--force")
        need(" x" not in (build / "pinned/mm/slub.c").read_text(), "--force left it")
        self.fails("no patch says that it is generated", "tree", "unconverted")
        need(not (build / "unconverted").exists(), "a tree of nothing")
        for line, text, message in ((40, " generated", "Generated by scripts/coccinelle/x.cocci: twice."),
                                    (50, " after", "By hand."), (45, " generated", "Generated by scripts/coccinelle/x.")):
            self.edit("mm/slub.c", line, text)
            self.commit("-m", f"mm: line {line}", "-m", message)
        self.lab("refresh")
        self.lab("tree", "unconverted")
        same(self.head(build / "unconverted"), was, "the last commit")
        old = kernel(self.root / "user", "7.3.9")
        self.lab("tree", "unconverted", LINUX=str(old))
        text = (build / "unconverted/mm/slub.c").read_text()
        need(" two" in text and "generated" not in text, "not patched, or converted")
        self.fails("invalid choice", "tree", "nonsense")

    def t_trees_for_builds_share_files(self) -> None:
        build = self.top / "build"
        pinned, other = build / "pinned", build / "unconverted"
        self.edit("mm/slub.c", 40, " generated")
        self.commit("-m", "mm: line 40", "-m", "Generated by scripts/coccinelle/x.cocci.")
        self.lab("refresh")
        self.lab("tree", "pinned")
        was = picture(pinned)
        self.lab("tree", "unconverted")
        same((other / "Makefile").stat().st_ino, (pinned / "Makefile").stat().st_ino, "not a hard link")
        need((self.linux / "Makefile").stat().st_nlink == 1, "a person's tree shares its files")
        need(" two" in (other / "mm/slub.c").read_text(), "not patched")
        same(picture(pinned), was, "pinned was written")
        # A file that somebody edits in one is made right in each that is asked for.
        self.edit("mm/slab.h", 3, " mine", at=other)
        for tree, name in ((other, "unconverted"), (pinned, "pinned")):
            self.fails("has uncommitted changes .*mm/slab.h", "tree", name)
            self.lab("tree", name, "--force")
            need("mine" not in (tree / "mm/slab.h").read_text(), "--force left it")
        shutil.rmtree(other)
        (self.root / "far").mkdir()
        (self.root / "far/sitecustomize.py").write_text(
            "import errno, os\ndef link(*_, **__): raise OSError(errno.EXDEV, 'far')\nos.link = link\n")
        need("no hard links to" in self.lab("tree", "unconverted", PYTHONPATH=str(self.root / "far")), "not said")
        need(" two" in (other / "mm/slub.c").read_text(), "not patched")

    def t_other_base(self) -> None:
        was, older = self.head(), self.top / "patches/7.2"
        self.fails("0002-.*does not apply .*mm/slub.c:", "tree", BASE="7.2")
        need(not (self.top / "build/linux-7.2").exists(), "a tree of nothing")
        older.mkdir()
        # Its own number does not matter: patches move.
        mail = older / "0009-mm-add-ours.patch"
        mail.write_text(re.sub(r"^ line 31 ", " old line 31 ", self.patch(2).read_text(), flags=re.M))
        self.lab("tree", BASE="7.2")
        linux = self.top / "build/linux-7.2"
        same(self.git("log", "--format=%s", "pinned-7.2..", at=linux), "mm: add ours\nmm: change line 10")
        need("old line 31" in (linux / "mm/slub.c").read_text(), "not the older kernel")
        self.lab("refresh", BASE="7.2")
        same([path.name for path in older.iterdir()], ["0002-mm-add-ours.patch"], "replacements")
        self.lab("tree", "pinned", BASE="7.2")
        same((self.top / "build/pinned-7.2/Makefile").read_text(), (self.root / "linux-7.2.3/Makefile").read_text())
        (older / "0002-mm-add-ours.patch").rename(older / "0002-other.patch")
        self.fails("stands in for no patch", "tree", BASE="7.2")
        for name in ("7.9", "../x"):
            self.fails("say BASE=7.3 or BASE=7.2, or restore it", "tree", BASE=name)
        self.lab("tree", BASE="7.3")
        same(self.head(), was, "BASE= moved the other tree")


def run(argv: list[str]) -> results.Result:
    return run_cases("tree_input", Cases, __doc__ or "", argv)
