# SPDX-License-Identifier: GPL-2.0
"""The verb refresh: write commits to patches/ and to the files at kernel paths."""

import argparse
import subprocess
from pathlib import Path

import core
import fetch
import tree
from core import BUILD, TOP, LabError
from git import commit_of, git, log

FORMAT = ("--zero-commit", "--no-signature", "--abbrev=12", "--no-numbered", "--always", "--binary",
          "-p", "--stat=72", "--summary", "--diff-algorithm=myers", "-M", "--no-thread", "--no-base")


def refresh(source: Path | None = None, *, force: bool = False, top: Path = TOP) -> None:
    """Write the commits of build/linux, or of the git tree source, to patches/ and to files at kernel paths."""
    version = tree.base_name()
    base, repo = fetch.ensure_base(version)
    folder = source or tree.folder_of(f"ours-{version}" if version else "ours")
    if not (folder / ".git").exists():
        raise LabError(f"{folder} is no git tree: " + ("name one" if source else "run make tree"))
    with core.lock(BUILD / "kernel.lock"):
        tree.attach(repo)
        if not force:
            _check_target(folder, base, version, source is not None)
        git(tree.KERNEL, "fetch", "-q", "--no-tags", folder.resolve(), "HEAD")
        head = commit_of(tree.KERNEL, "FETCH_HEAD")
        changes = git(folder, "status", "--porcelain", "--untracked-files=no").splitlines()
        if changes:
            raise LabError(f"{folder} has uncommitted changes ({changes[0].strip()}): commit them first "
                           "(git commit --fixup, git rebase -i --autosquash)")
        if git(tree.KERNEL, "merge-base", base, head, check=False) != base:
            raise LabError(f"HEAD of {folder} does not start at the pinned kernel {base[:12]}: "
                           f"git rebase --reapply-cherry-picks --onto {base[:12]}")
        for row in log(tree.KERNEL, "%p|%h (%s)", f"{base}..{head}"):
            if " " in row.partition("|")[0]:
                raise LabError(f"{row.partition('|')[2]} in {folder} is a merge: git rebase it")
        with core.scratch(BUILD / "refresh.tmp") as work:
            git(tree.KERNEL, "format-patch", "-q", "-o", work / "out", *FORMAT, f"{base}..{head}")
            mails = sorted((work / "out").glob("*.patch"))
            tip = _round_trip(base, head, mails)
            if version:
                mails = _replacements(base, tip, mails, version)
            # Quick, and not to be cut in half.
            with core.uninterrupted():
                _put_all(top, mails, version, {} if version else tree.added(base, tip))
            git(tree.KERNEL, "update-ref", tree.series_ref(base, tree.patches(version, top)), tip)
        if not source:
            # The same trees, committed by git am.
            git(folder, "reset", "-q", "--soft", tip)
            tree.set_made(folder, tip)
    core.say(f"patches/{version} and the files at kernel paths are as in {folder}")


def _check_target(folder: Path, base: str, version: str, other: bool) -> None:
    """Raise if something here would be lost: edits of patches/, or of files at kernel paths."""
    if other:
        ours = [path for patch in tree.patches() for path in new_files(patch)]
        dirty = git(TOP, "status", "--porcelain", "--", "patches", *ours).splitlines()
        if dirty:
            raise LabError(f"{dirty[0].split()[-1]} is not committed: commit it, or drop it with refresh --force")
        return
    if tree.half_made(folder):
        raise LabError(f"an update of {folder} was interrupted: run make tree")
    branch = tree.TREES["ours"][1] + (f"-{version}" if version else "")
    if git(folder, "symbolic-ref", "-q", "HEAD", check=False) != f"refs/heads/{branch}":
        raise LabError(f"{folder} is not on its branch {branch}: finish the rebase there, or git checkout {branch}")
    made, why = commit_of(folder, "refs/worktree/made"), ""
    try:
        if tree.series(base, version) != made:
            why = "patches/"
        elif not version and (edits := tree.view_differs(TOP, base, made)):
            why = edits[0]
    except LabError:
        why = "patches/"
    if why:
        raise LabError(f"{why} changed since {folder} was made: make refresh FORCE=1 drops that, "
                       f"git checkout {why} does too, and make tree FORCE=1 drops {folder}")


def _round_trip(base: str, head: str, mails: list[Path]) -> str:
    """Apply the mails again; they must make the same trees and say the same."""
    form = "%T%n%an%n%ae%n%aI%n%B"
    want, names = log(tree.KERNEL, form, f"{base}..{head}"), log(tree.KERNEL, "%h (%s)", f"{base}..{head}")
    for path, name in zip(mails, names):
        if "\ndiff --git " not in path.read_text(errors="replace"):
            raise LabError(f"{name} changes nothing: git am takes no such mail; drop it")
    tip = tree.am(base, mails)
    for one, two, name in zip(want, log(tree.KERNEL, form, f"{base}..{tip}"), names, strict=True):
        if one.split("\n")[0] != two.split("\n")[0]:
            raise LabError(f"what {name} changes does not survive being mailed: make it plain text files")
        if one.rstrip() != two.rstrip():
            raise LabError(f"the message or author of {name} does not survive being mailed: leave lines such as "
                           "'---', 'diff ', 'Index: ', 'From:', 'Subject:' and a subject in [brackets] out of it")
    for name, kind in tree.added(base, tip).items():
        if kind.split()[0] not in ("100644", "100755"):
            raise LabError(f"{name} is no plain file: make it one")
    return tip


def _replacements(base: str, tip: str, mails: list[Path], version: str) -> list[Path]:
    """Return the mails that those of patches/ with the same name do not do."""
    main = {path.name[5:]: path for path in tree.patches()}
    keep, before = [], base
    for path, commit in zip(mails, log(tree.KERNEL, "%H", f"{base}..{tip}")):
        if path.name[5:] not in main:
            raise LabError(f"{path.name} has no patch of that name in patches/: refresh those first")
        try:
            made = tree.am(before, [main[path.name[5:]]], "-C1")
        except LabError:
            made = ""
        if not made or commit_of(tree.KERNEL, made) and git(tree.KERNEL, "diff-tree", made, commit):
            keep.append(path)
        before = commit
    for name in main.keys() - {path.name[5:] for path in mails}:
        # The commit is left out there.
        keep.append(mails[0].with_name(main[name].name))
        keep[-1].write_bytes(b"")
    # A patch that is left out shifts the numbers; each stands in for the one of its name.
    return [path.rename(path.with_name(main[path.name[5:]].name)) for path in keep]


def _put_all(top: Path, mails: list[Path], version: str, files: dict[str, str]) -> None:
    """Write what differs and remove what is no more."""
    folder = top / "patches" / version
    folder.mkdir(parents=True, exist_ok=True)
    old = set() if version else {path for patch in tree.patches("", top) for path in new_files(patch)}
    for path in sorted(folder.glob("*.patch")):
        if path.name not in {mail.name for mail in mails}:
            _drop(path)
    for mail in mails:
        _put(folder / mail.name, mail.read_bytes(), False)
    for name in sorted(old - set(files)):
        if (top / name).is_file():
            _drop(top / name)
    for name, kind in files.items():
        # Bytes, which git() does not return.
        data = subprocess.run(["git", "-C", tree.KERNEL, "cat-file", "blob", kind.split()[1]],
                              stdout=subprocess.PIPE, check=True).stdout
        _put(top / name, data, kind.startswith("100755"))


def new_files(patch: Path) -> list[str]:
    """Return the files that a patch adds."""
    lines = patch.read_text(errors="replace").splitlines()
    return [line.split(" b/", 1)[1] for line, following in zip(lines, lines[1:])
            if line.startswith("diff --git ") and following.startswith("new file mode ")]


def _put(path: Path, data: bytes, executable: bool) -> None:
    if core.write(path, data, executable):
        core.say(f"wrote {path}")


def _drop(path: Path) -> None:
    path.unlink()
    core.say(f"removed {path}")


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="lab refresh", description="Write each commit of build/linux to patches/, as git format-patch does, and "
        "the files that they add to their kernel paths here. BASE=X.Y: build/linux-X.Y, and to patches/X.Y what "
        "has to be another patch there.")
    parser.add_argument("--from", dest="source", type=Path, metavar="DIR",
                        help="take HEAD of the git tree DIR, whose commits start at the pinned kernel")
    parser.add_argument("--force", action="store_true", help="even if that drops changes made here")
    args = parser.parse_args(argv)
    refresh(args.source.absolute() if args.source else None, force=args.force)
    return 0
