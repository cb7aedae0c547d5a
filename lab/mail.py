# SPDX-License-Identifier: GPL-2.0
"""The series as mails: build/series, out of the commits of build/linux.

patches/series.toml says which commit is in which series: a folder and an mbox each.
In a cover letter, patches/cover-*.txt, PLACES fills what stands in double braces.
Recipients are those that the kernel's scripts/get_maintainer.pl names for the files
that a patch touches.
"""

import argparse
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from email.header import Header
from multiprocessing.pool import ThreadPool
from pathlib import Path

import bench
import bench_results
import core
import fetch
import git as git_module
import parts
import report
import tree
from core import BUILD, TOP, LabError
from git import git, log

OUT = BUILD / "series"
Roles = dict[str, str]  # address: "To" or "Cc"


@dataclass
class Letter:
    """What the places of a cover letter are filled from."""

    source: Path
    base: str  # the pinned kernel
    start: str  # the last commit that is not in this series
    head: str


def recipients(source: Path, *what: str | Path) -> Roles:
    """Return the people that get_maintainer.pl names: of the files, not of words in them (--no-keywords)."""
    done = core.run([source / "scripts/get_maintainer.pl", "--no-git", "--no-git-fallback", "--no-keywords",
                     "--rolestats", *what], cwd=source)
    found: Roles = {}
    for line in done.stdout.splitlines():
        match = re.fullmatch(r"(.*?) \(([a-z ]+)(?:[:(].*)?\)", line)
        if not match:
            raise LabError(f"scripts/get_maintainer.pl of {source} says '{line}', which is not understood")
        name, _, address = match[1].rpartition(" <")
        if name and not name.isascii():
            # As headers need it.
            name = Header(name.strip('"'), "utf-8").encode()
        role = "To" if match[2] in ("maintainer", "supporter", "odd fixer") else "Cc"
        found.setdefault(f"{name} <{address}" if name else match[1], role)
    return found


def merge(*parts: Roles) -> Roles:
    """Each address once; one that is in To stays there."""
    merged: Roles = {}
    for address, role in (item for part in parts for item in part.items()):
        merged[address] = "To" if "To" in (role, merged.get(address)) else role
    return merged


def address(mail: Path, roles: Roles) -> None:
    """Put recipients into the header of a mail."""
    head, _, body = mail.read_text().partition("\n\n")
    for role in ("To", "Cc"):
        names = [name for name, what in roles.items() if what == role]
        head += f"\n{role}: " + ",\n    ".join(names) if names else ""
    mail.write_text(f"{head}\n\n{body}")


# The cover letter.

def _rules(_: Letter) -> str:
    """Return the table of rules in the page of the alias layer."""
    path = TOP / "Documentation/mm/slab-alias.rst"
    found = re.search(r"^(=+(?: +=+){2,}\nnew .*?\n=+(?: +=+){2,}\n.*?\n=+(?: +=+){2,})$",
                      path.read_text() if path.is_file() else "", re.M | re.S)
    if not found:
        raise LabError("Documentation/mm/slab-alias.rst has no table of rules: take the place out of the cover letter, "
                       "or change lab/mail.py")
    return found[1].rstrip()


def _fast(_: Letter) -> str:
    rows = [("instructions on the fast path", "before", "with"), *report.fast()]
    return "\n".join(f"  {name:<44} {pinned:>10} {ours:>10}" for name, pinned, ours in rows)


def _lines(letter: Letter) -> str:
    text = git(letter.source, "diff", "--shortstat", letter.start, letter.head, "--", "mm", "include", "kernel")
    plus, minus = re.search(r"(\d+) insertion", text), re.search(r"(\d+) deletion", text)
    return (f"mm, include and kernel grow by {plus[1] if plus else 0} lines, "
            f"less {minus[1] if minus else 0}.")


def _struct(_: Letter) -> str:
    for row in report.stored():
        if (row.what, row.unit, row.kernel) == ("struct-kmem_cache-shift-10", "bytes", "pinned"):
            return f"{row.median:,.0f} bytes with 1,024"
    raise LabError(f"{bench.COUNTS} has no size of struct kmem_cache: restore it")


PLACES: dict[str, Callable[[Letter], str]] = {
    "kver": lambda _: fetch.pin().version,
    "package": lambda letter: git(letter.source, "log", "-1", "--format=%s", letter.base),
    "rules": _rules,
    "objcode": _fast, "bench": lambda _: bench_results.brief(report.stored()).rstrip("\n"),
    "lines": _lines, "struct": _struct,
}


def _write_cover(path: Path, cover: Path, letter: Letter) -> None:
    """Fill git's cover letter with ours."""
    if not cover.is_file():
        raise LabError(f"patches/{cover.name} is missing: restore it (git checkout patches)")
    head, _, body = cover.read_text().partition("\n\n")
    title, change = (re.search(rf"^{field}: (.+)$", head, re.M) for field in ("Subject", "Change-Id"))
    if not title or not change or not re.fullmatch(r"\d{8}-[a-z0-9-]+-[0-9a-f]{12}", change[1]):
        raise LabError(f"patches/{cover.name} needs 'Subject: TEXT' and 'Change-Id: DATE-NAME-12HEX' before its "
                       "first empty line")

    def fill(match: re.Match[str]) -> str:
        if match[1] not in PLACES:
            raise LabError(f"patches/{cover.name} has a place {match[0]} that nothing fills: take it out, or add it "
                           "to PLACES in lab/mail.py")
        return PLACES[match[1]](letter)
    text = path.read_text().replace("*** SUBJECT HERE ***", title[1])
    text = text.replace("*** BLURB HERE ***", re.sub(r"\{\{(\w+)\}\}", fill, body).rstrip("\n"))
    path.write_text(re.sub(r"^(base-commit: .*)$", rf"\1\nchange-id: {change[1]}", text, flags=re.M))


@dataclass
class Sender:
    """Who mails, and how."""

    name: str
    email: str
    options: list[str]

    @classmethod
    def configured(cls, signoff: bool, version: int) -> "Sender":
        ident = git_module.user("var", "GIT_COMMITTER_IDENT").rpartition(">")[0]
        name, _, email = ident.rpartition(" <")
        if not email:
            raise LabError("git does not know who you are: git config user.name and user.email")
        return cls(name, email, ["--signoff"] * signoff + ([f"-v{version}"] if version else []))

    def format(self, source: Path, out: Path, base: str, commits: str, *options: str) -> list[Path]:
        """Have git write mails.  Who signs them off is their author, too: kernel trees take neither from a project."""
        authors = set(log(source, "%an <%ae>", commits)) - {f"{self.name} <{self.email}>"}
        git(source, "format-patch", "-q", "-o", out, "--rfc", f"--base={base}",
            f"--from={self.name} <{self.email}>", "--signature=", "--abbrev=12", *self.options, *options, commits,
            env={"GIT_COMMITTER_NAME": self.name, "GIT_COMMITTER_EMAIL": self.email})
        mails = sorted(out.glob("*.patch"))
        for mail in mails if "--signoff" in self.options else []:
            head, _, body = mail.read_text().partition("\n\n")
            body = re.sub(r"\AFrom: .*\n(?: .*\n)*\n", "", body)
            for author in authors:
                body = body.replace(f"\nSigned-off-by: {author}\n", "\n", 1)
                # Of the short log in the cover letter.
                of, own = re.escape(author.rpartition(" <")[0]), self.name.replace("\\", r"\\")
                body = re.sub(rf"(?m)^{of} (\(\d+\):)$", rf"{own} \1", body)
            mail.write_text(f"{head}\n\n{body}")
        return mails


def _write_series(part: parts.Part, letter: Letter, sender: Sender, out: Path) -> list[Path]:
    """Write a series, each mail to the slab people and to those of its files; the cover letter to all of them."""
    cover, *mails = sender.format(letter.source, out, letter.base, f"{letter.start}..{letter.head}",
                                  "--cover-letter", "--numbered", "--thread=shallow")
    # git am build/series/*/*.patch is for patches.
    cover = cover.rename(cover.with_suffix(".eml"))
    _write_cover(cover, TOP / "patches" / part.cover, letter)
    with ThreadPool(core.JOBS) as pool:
        slab, *each = pool.starmap(recipients, [(letter.source, "-f", "mm/slub.c"),
                                                *((letter.source, mail) for mail in mails)])
    slab = merge(slab, dict.fromkeys(part.cc, "Cc"))
    for mail, roles in zip([cover, *mails], [merge(slab, *each), *(merge(slab, roles) for roles in each)]):
        address(mail, roles)
    return [cover, *mails]


def _write_apart(letter: Letter, sender: Sender, out: Path) -> list[Path]:
    """Write what goes apart: each patch to those of its files, alone."""
    mails = sender.format(letter.source, out, letter.base, f"{letter.start}..{letter.head}", "--no-numbered",
                          "--no-thread")
    with ThreadPool(core.JOBS) as pool:
        for mail, roles in zip(mails, pool.starmap(recipients, [(letter.source, mail) for mail in mails])):
            # A file without a maintainer goes to its lists.
            address(mail, roles if "To" in roles.values() else dict.fromkeys(roles, "To"))
    return mails


def replaceable(out: Path) -> bool:
    """Whether out is not there, is empty, or is just as write() left it: a folder and an mbox of the same mails."""
    if not out.is_dir():
        return not out.exists()

    def text(*paths: Path) -> str:
        return "".join(path.read_text(errors="replace") for path in paths)
    boxes = {path: sorted(path.with_suffix("").glob("*")) for path in out.glob("*.mbox")}
    return set(out.iterdir()) == boxes.keys() | {box.with_suffix("") for box in boxes} and all(
        mails and all(path.is_file() for path in (box, *mails)) and text(box) == text(*mails) for box, mails in boxes.items())


def write(out: Path, signoff: bool = False, version: int = 0) -> dict[str, list[Path]]:
    """Write a folder and an mbox for each series below out; return folder: mails, the cover letter first."""
    if out != OUT.resolve() and not replaceable(out):
        raise LabError(f"{out} is not just what lab series wrote: name a new folder")
    sender = Sender.configured(signoff, version)
    source = tree.ensure_tree("ours")
    base, head = tree.ends(source)
    commits, written = [base, *log(source, "%H", f"{base}..{head}")], {}
    with core.lock(BUILD / "series.lock"), core.scratch(BUILD / "series.tmp") as work:
        new = work / "out"
        for part in parts.split(log(source, "%s", f"{base}..{head}")):
            letter = Letter(source, base, commits[part.first], commits[part.first + part.count])
            mails = _write_series(part, letter, sender, new / part.folder) if part.cover else \
                _write_apart(letter, sender, new / part.folder)
            core.write(new / f"{part.folder}.mbox", "".join(mail.read_text() for mail in mails))
            written[part.folder] = [out / part.folder / mail.name for mail in mails]
        shutil.rmtree(out, ignore_errors=True)
        shutil.move(new, out)
    for folder, mails in written.items():
        core.say(f"{out / folder}: {len(mails)} mails")
    return written


def addresses(text: str) -> set[str]:
    return set(re.findall(r"[^\s<>,]+@[^\s<>,]+", text))


def addressees(mail: Path) -> set[str]:
    """Return who gets a mail."""
    return addresses(f"{parts.header(mail)['To']} {parts.header(mail)['Cc']}")


def counted(written: dict[str, list[Path]]) -> dict[str, int]:
    """Return folder: how many addresses its mails go to."""
    return {folder: len(set[str]().union(*map(addressees, mails))) for folder, mails in written.items()}


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="lab series", formatter_class=argparse.RawDescriptionHelpFormatter,
        description=f"Write {OUT}/N-NAME: a cover letter and the patches of each series, as\n"
        "patches/series.toml says, and what goes apart.  One series goes on top of the other.\n"
        f"  git send-email {OUT}/1-fixes      sends one; the sender is git's user.name and user.email\n"
        f"  git am {OUT}/1-fixes/*.patch      applies it\n"
        f"  b4 am -m - <{OUT}/1-fixes.mbox    so does this")
    parser.add_argument("-o", dest="out", type=Path, default=OUT, metavar="DIR", help=f"instead of {OUT}")
    parser.add_argument("--signoff", action="store_true", help="the patches are yours: From: and Signed-off-by")
    parser.add_argument("-v", dest="version", type=core.within(1), default=0, metavar="N", help="mark it as version N")
    parser.add_argument("--store", action="store_true", help=f"write how many get them to lab/{report.RECIPIENTS.name}")
    args = parser.parse_args(argv)
    written = write(args.out.resolve(), args.signoff, args.version)
    if args.store:
        lines = [f'{folder} = {count}' for folder, count in counted(written).items()]
        core.write(report.RECIPIENTS, "\n".join(["# SPDX-License-Identifier: GPL-2.0",
                                          "# Written by lab series --store, read by lab report.", *lines, ""]))
    return 0
