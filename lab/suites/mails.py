# SPDX-License-Identifier: GPL-2.0
"""The mails of make series make the tree of make tree, and say what they should.

Each series goes on top of the one before.  And MAINTAINERS.fragment names each new file, and no new person.
"""

import fnmatch
import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import core
import ktap
import mail
import parts
import report
import tree
from git import git, log
from ktap import need, same
from mail import addresses, addressees
from parts import header

NAME, ADDRESS = "A. Mailer, é", "mailer@example.org"
FRAGMENT = core.TOP / "MAINTAINERS.fragment"
LARGEST = 300


@dataclass
class Series:
    """One folder of make series, and the commits it is made of: those after start, up to head."""

    part: parts.Part
    folder: Path
    start: str
    head: str

    @property
    def mbox(self) -> str:
        return self.folder.with_name(f"{self.folder.name}.mbox").read_text()

    @property
    def cover(self) -> Path:
        return self.folder / "0000-cover-letter.eml"

    @property
    def patches(self) -> list[Path]:
        return sorted(self.folder.glob("*.patch"))

    @property
    def all(self) -> list[Path]:
        return [self.cover, *self.patches] if self.part.cover else self.patches


class Mails:
    """What make series wrote into folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.linux = tree.ensure_tree("ours")
        self.base, self.head = tree.ends(self.linux)
        commits = [self.base, *log(self.linux, "%H", f"{self.base}..{self.head}")]
        self.out = folder / "series"
        self.make("-o", str(self.out))
        self.parts = [Series(part, self.out / part.folder, commits[part.first], commits[part.first + part.count])
                      for part in parts.split(log(self.linux, "%s", f"{self.base}..{self.head}"))]
        self.series = [one for one in self.parts if one.part.cover]

    def make(self, *args: str, check: bool = True, **env: str) -> str:
        """Run make series as somebody; return what it says if it fails."""
        clean = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        # Before what the repository's own configuration says.
        who = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_COUNT": "2", "GIT_CONFIG_KEY_0": "user.name",
               "GIT_CONFIG_VALUE_0": NAME, "GIT_CONFIG_KEY_1": "user.email", "GIT_CONFIG_VALUE_1": ADDRESS}
        done = subprocess.run([core.LAB / "lab", "series", *args], stderr=subprocess.PIPE, text=True, check=False,
                              env=clean | who | env)
        need(not check or done.returncode == 0, f"lab series failed: {done.stderr}")
        return done.stderr if done.returncode else ""

    @property
    def all(self) -> list[Path]:
        return [path for one in self.parts for path in one.all]


def apply(one: Series, files: list[Path], start: str = "") -> str:
    """git am of files on start makes the commits of a series: their trees, and what they say; return the last."""
    with core.lock(core.BUILD / "kernel.lock"):
        tip = tree.am(start or one.start, files)
    for form in ("%T", "%an %ae", "%B"):
        same(log(tree.KERNEL, form, f"{start or one.start}..{tip}"), log(tree.KERNEL, form, f"{one.start}..{one.head}"),
             f"commits of {one.part.folder}")
    return tip


def git_am(m: Mails) -> None:
    """One series on top of the other, and what goes apart on all of them."""
    tip = m.base
    for one in m.parts:
        tip = apply(one, one.patches, tip)
    same(git(tree.KERNEL, "rev-parse", f"{tip}^{{tree}}"), git(tree.KERNEL, "rev-parse", f"{m.head}^{{tree}}"), "tree")


def b4(m: Mails, mbox: str) -> tuple[str, list[Path]]:
    """Have b4 make mails for git am of an mbox; return what it says, and them."""
    if not shutil.which("b4"):
        raise ktap.Skip("b4 is not installed")
    with tempfile.TemporaryDirectory(dir=m.folder) as folder:
        done = core.run(["b4", "--offline-mode", "am", "-T", "-m", "-", "-o", folder], cwd=m.linux, timeout=120,
                        check=False, env={"HOME": str(m.folder / "home")}, input=mbox)
        text = "".join(path.read_text() for path in Path(folder).glob("*.mbx"))
    said, out = done.stdout + done.stderr, Path(tempfile.mkdtemp(dir=m.folder))
    need(done.returncode == 0, f"b4 am failed: {said}")
    for number, part in enumerate(re.split(r"(?m)^(?=From git@z )", text)[1:], 1):
        (out / f"{number:04}.patch").write_text(part)
    return said, sorted(out.glob("*.patch"))


def b4_am(m: Mails) -> None:
    for one in m.series:
        said, files = b4(m, one.mbox)
        need(one.start != m.base or f"using specified base-commit {m.base}" in said, f"b4 does not see the base: {said}")
        apply(one, files)


def planted_a_mail_is_missing(m: Mails) -> None:
    """Planted: b4 says so."""
    one = m.series[0]
    said, _ = b4(m, one.mbox.replace(one.patches[1].read_text(), ""))
    need("Thread incomplete" in said, f"b4 misses nothing: {said}")


def planted_another_change(m: Mails) -> None:
    """Planted: git am makes another tree, or none."""
    one = m.series[0]
    mail_ = m.folder / "planted.patch"
    mail_.write_text(re.sub(r"^\+(?!\+\+ )", "+ ", one.patches[-1].read_text(), count=1, flags=re.M))
    try:
        apply(one, [*one.patches[:-1], mail_])
    except core.LabError:
        return
    raise core.LabError("a line is another one, and the tree is the same")


def numbers(m: Mails) -> None:
    same(sum(len(one.patches) for one in m.parts), len(tree.patches()), "patches")
    for one in m.series:
        same(len(one.patches), one.part.count, f"patches of {one.part.folder}")
        width = len(str(one.part.count))
        for number, path in enumerate(one.all):
            subject = header(path)["Subject"]
            need(subject.startswith(f"[RFC PATCH {number:0{width}}/{one.part.count}] "), f"{path.name}: {subject}")
            if number:
                same(header(path)["In-Reply-To"], header(one.cover)["Message-Id"], f"{path.name} answers")
    for one in m.parts:
        for path in one.patches if not one.part.cover else []:
            need(header(path)["Subject"].startswith("[RFC PATCH] ") and "In-Reply-To" not in header(path),
                 f"{path.name} is part of a thread")


def trailers(m: Mails) -> None:
    ids = []
    for one in m.series:
        text = "".join(path.read_text() for path in one.all)
        same(re.findall(r"^base-commit: (.*)", text, re.M), [m.base])
        same(len(re.findall(r"^prerequisite-patch-id: ", text, re.M)), one.part.first, "patches that are needed")
        ids += re.findall(r"^change-id: (.*)", text, re.M)
        cover = (core.TOP / "patches" / one.part.cover).read_text()
        same(ids[-1:], re.findall(r"^Change-Id: (.*)", cover, re.M))
    same(len(set(ids)), len(m.series), "change-ids")
    authors = set(log(m.linux, "%an <%ae>", f"{m.base}..{m.head}"))
    other = {who for path in m.all for who in re.findall(r"^Signed-off-by: (.*)", path.read_text(), re.M)} - authors
    need(not other, f"signed off by somebody else: {other}")


def cover_letters(m: Mails) -> None:
    for one in m.series:
        text, name = one.cover.read_text(), one.part.cover
        body = text.partition("\n\n")[2]
        found = re.search(r".*(\{\{|\}\}|\*\*\*|TODO|FIXME|XXX).*", text)
        need(not found, f"{name}: a place is not filled: {found and found[0]}")
        long = [line for line in body.splitlines() if len(line) > 80 and not line.startswith("Link: ")]
        need(not long, f"{name}: long lines: {long}")
        for want in ("What: ", "Why now: ", "Costs:", "Open questions", "Answers", " files changed, "):
            need(want in text, f"{name} has no '{want}'")
        for target in re.findall(r"(?:^  |`)make ([a-z-]+)", body, re.M):
            done = core.run(["make", "-n", target], cwd=core.TOP, check=False)
            need(done.returncode == 0, f"{name} names make {target}: {core.last_line(done.stderr)}")
    for one in m.series[1:]:
        need("Suggested-by: Vlastimil Babka" in one.cover.read_text(), f"{one.part.cover} does not say whose idea it is")


def small_patches(m: Mails) -> None:
    """What reviewers are asked to read at once."""
    for one in m.series:
        size = parts.size(one.patches)
        need(size.largest <= LARGEST, f"{one.part.folder} has a patch of {size.largest} changed lines, tests aside")


def who_gets_them(m: Mails) -> None:
    known = addresses((m.linux / "MAINTAINERS").read_text())
    # The last resort is in the script itself.
    known.add("linux-kernel@vger.kernel.org")
    for one in m.parts:
        for path in one.all:
            others = addressees(path) - known - addresses(" ".join(one.part.cc))
            need(not others, f"{path.name}: not in MAINTAINERS or series.toml: {others}")
            need(bool(addresses(header(path)["To"] or "")), f"{path.name} is to nobody")
    for one in m.series:
        for path in one.all:
            need(addresses(" ".join(one.part.cc)) <= addressees(path), f"{path.name} does not go to all of cc")
            need("vbabka@kernel.org" in addresses(header(path)["To"]), f"{path.name} is not to the slab maintainers")
            need("linux-mm@kvack.org" in addressees(path), f"{path.name} does not go to linux-mm")
            need(addressees(path) <= addressees(one.cover), f"get {path.name} and no cover letter: "
                 f"{addressees(path) - addressees(one.cover)}")
        done = core.run(["scripts/get_maintainer.pl", "--no-git", "--no-git-fallback", "--no-keywords",
                         "--no-rolestats", "--no-n", one.patches[0]], cwd=m.linux)
        missing = addresses(done.stdout) - addressees(one.patches[0])
        need(not missing, f"the first patch of {one.part.folder} does not go to {missing}")
    counts = mail.counted({one.part.folder: one.all for one in m.parts})
    same(core.tables(report.RECIPIENTS, {"*": int}), counts, f"{report.RECIPIENTS.name} (lab/lab series --store)")


def sender(m: Mails) -> None:
    signed = m.folder / "signed"
    m.make("-o", str(signed), "--signoff", "-v", "3")
    for one in m.parts:
        folder = signed / one.part.folder
        mails = sorted(folder.glob("v3-*.patch"))
        same(len(mails), one.part.count, f"mails of {one.part.folder}")
        for path in mails:
            text = path.read_text()
            same(re.findall("^(?:From|Signed-off-by): .*<(.*)>$", text.partition("\n---\n")[0], re.M), [ADDRESS] * 2,
                 f"From and Signed-off-by of {path.name}")
        if one.part.cover:
            need(ADDRESS in header(one.cover)["From"], f"the cover letter is from {header(one.cover)['From']}")
            # Lines of the short log; authors are in them.
            same(set(re.findall(r"(?m)^(\S.*) \(\d+\):$", (folder / "v3-0000-cover-letter.eml").read_text())), {NAME},
                 f"the short log of {one.part.folder}")
            need("[RFC PATCH v3 " in header(folder / "v3-0000-cover-letter.eml")["Subject"],
                 "the cover letter is not version 3")


def bad_input(m: Mails) -> None:
    was = [(path, path.stat().st_mtime_ns) for path in m.all]
    nobody = {"GIT_CONFIG_COUNT": "3", "GIT_CONFIG_KEY_0": "user.useConfigOnly", "GIT_CONFIG_VALUE_0": "true"} | {
        f"GIT_CONFIG_{kind}_{n}": value for n, name in ((1, "name"), (2, "email"))
        for kind, value in (("KEY", f"user.{name}"), ("VALUE", ""))}
    table: list[tuple[str, list[str], dict[str, str]]] = [
        ("unrecognized arguments: --nonsense", ["--nonsense"], {}),
        ("-v: x is no number from 1", ["-v", "x"], {}), ("-v: -1 is no number from 1", ["-v", "-1"], {}),
        ("BASE= is for deps, fetch, tree, refresh: leave it out", [], {"BASE": "7.2"}), ("git does not know who you are", [], nobody)]
    for want, args, env in table:
        said = m.make("-o", str(m.out), *args, check=False, **env)
        lines = [line for line in said.splitlines() if line.startswith("lab")]
        need(len(lines) == 1 and want in lines[0], f"no '{want}' in '{said}'")
    same([(path, path.stat().st_mtime_ns) for path in m.all], was, "something was written")


def maintainers(m: Mails) -> None:
    """With the fragment after the slab allocator's entry."""
    old, fragment = (m.linux / "MAINTAINERS").read_text(), FRAGMENT.read_text()
    slab = re.search(r"^SLAB ALLOCATOR\n(?:.+\n)+", old, re.M)
    assert slab
    whole = m.folder / "MAINTAINERS"
    whole.write_text(f"{old[:slab.end()]}\n{fragment}{old[slab.end():]}")
    title, *lines = fragment.splitlines()
    new = git(m.linux, "diff", "--name-only", "--diff-filter=A", m.base, m.head).splitlines()
    for path in new:
        done = core.run(["scripts/get_maintainer.pl", "--no-git", "--no-git-fallback", f"--mpath={whole}",
                         "--subsystem", "-f", path], cwd=m.linux)
        need(title in done.stdout.splitlines(), f"get_maintainer.pl does not find the entry for {path}")
    for line in lines:
        kind, _, value = line.partition(":\t")
        if kind == "F":
            # A folder ends with a slash.
            pattern = f"{value}*" if value.endswith("/") else value
            need(any(fnmatch.fnmatch(path, pattern) for path in new), f"{line} is no new file")
    people = [line for line in lines if line[0] in "MRLST"]
    theirs = [line for line in slab[0].splitlines()[1:] if line[0] in "MRLST"]
    need(people == theirs, f"has other people or another status than SLAB ALLOCATOR: {people}")
    diff = core.run(["diff", "-u", "--label", "a/MAINTAINERS", "--label", "b/MAINTAINERS", m.linux / "MAINTAINERS", whole],
                    check=False).stdout
    patch = m.folder / "fragment.patch"
    patch.write_text("From: A <a@example.org>\nSubject: [PATCH] MAINTAINERS: add an entry\n\nFor slab caches that share "
                     "storage, and static ones.\n\nSigned-off-by: A <a@example.org>\n---\n"
                     f"diff --git a/MAINTAINERS b/MAINTAINERS\n{diff}")
    check = ["scripts/checkpatch.pl", "--strict", "--show-types", str(patch)]
    done = core.run(check, cwd=m.linux, check=False)
    need("has no obvious style problems" in done.stdout, f"checkpatch says {done.stdout}")
    patch.write_text(patch.read_text().replace("\n+S:\t", "\n+S: "))
    done = core.run(check, cwd=m.linux, check=False)
    need("MAINTAINERS_STYLE" in done.stdout, f"planted: checkpatch does not report a space for a tab: {done.stdout}")


def run(t: ktap.Suite) -> None:
    cases = [git_am, planted_another_change, b4_am, planted_a_mail_is_missing, numbers, trailers, cover_letters,
             small_patches, who_gets_them, sender, bad_input, maintainers]
    t.plans(len(cases))
    with tempfile.TemporaryDirectory() as folder:
        m = Mails(Path(folder))
        for case in cases:
            with t.case(case.__name__):
                case(m)
