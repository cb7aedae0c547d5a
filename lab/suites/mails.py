# SPDX-License-Identifier: GPL-2.0
"""The mails of make series make the tree of make tree, and say what they should.

And MAINTAINERS.fragment names each new file, and nobody new.
"""

import argparse
import fnmatch
import os
import re
import shutil
import subprocess
import tempfile
from email.header import decode_header, make_header
from email.message import Message
from email.parser import Parser
from pathlib import Path

import core
import ktap
import mail
import results
import tree
from git import commit_of, git, log
from ktap import need, same

NAME, ADDRESS = "A. Mailer, é", "mailer@example.org"
FRAGMENT = core.TOP / "MAINTAINERS.fragment"


class Mails:
    """What make series wrote into folder, and the commits it is made of."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.linux = tree.ensure_tree("ours")
        self.base = commit_of(self.linux, "refs/tags/pinned")
        self.head = commit_of(self.linux, "refs/worktree/made")
        self.commits = log(self.linux, "%H", f"{self.base}..{self.head}")
        self.config = folder / "gitconfig"
        self.config.write_text(f'[user]\nname = "{NAME}"\nemail = {ADDRESS}\n')
        self.out = folder / "series"
        self.make("-o", str(self.out))
        self.cover = self.out / "0000-cover-letter.eml"
        self.patches = sorted(self.out.glob("*.patch"))

    def make(self, *args: str, check: bool = True, **env: str) -> str:
        """Run make series as somebody; return what it says if it fails."""
        clean = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        done = subprocess.run([core.LAB / "lab", "series", *args], stderr=subprocess.PIPE, text=True, check=False,
                              env=clean | {"GIT_CONFIG_GLOBAL": str(self.config)} | env)
        need(not check or done.returncode == 0, f"lab series failed: {done.stderr}")
        return done.stderr if done.returncode else ""

    @property
    def all(self) -> list[Path]:
        return [self.cover, *self.patches]


def header(path: Path) -> Message:
    return Parser().parsestr(path.read_text(), headersonly=True)


def text_of(path: Path, field: str) -> str:
    return re.sub(r"\n\s", " ", str(make_header(decode_header(header(path)[field] or ""))))


def addresses(text: str) -> set[str]:
    return set(re.findall(r"[^\s<>,]+@[^\s<>,]+", text))


def recipients(path: Path) -> set[str]:
    return addresses(f"{header(path)['To']} {header(path)['Cc']}")


def make_the_tree(m: Mails, files: list[Path]) -> None:
    """git am of files makes the tree, as many commits, and what they say."""
    with core.lock(core.BUILD / "kernel.lock"):
        tip = tree.am(m.base, files)
    for form in ("%T", "%an %ae", "%B"):
        same(log(tree.KERNEL, form, f"{m.base}..{tip}"), log(tree.KERNEL, form, f"{m.base}..{m.head}"), "commits")


def git_am(m: Mails) -> None:
    make_the_tree(m, m.patches)


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
    said, files = b4(m, m.out.with_suffix(".mbox").read_text())
    need(f"using specified base-commit {m.base}" in said, f"b4 does not see the base: {said}")
    make_the_tree(m, files)


def planted_a_mail_is_missing(m: Mails) -> None:
    """Planted: b4 says so."""
    text = m.out.with_suffix(".mbox").read_text().replace(m.patches[1].read_text(), "")
    said, _ = b4(m, text)
    need("Thread incomplete" in said, f"b4 misses nothing: {said}")


def planted_another_change(m: Mails) -> None:
    """Planted: git am makes another tree, or none."""
    mail = m.folder / "planted.patch"
    mail.write_text(re.sub(r"^\+(?!\+\+ )", "+ ", m.patches[-1].read_text(), count=1, flags=re.M))
    try:
        make_the_tree(m, [*m.patches[:-1], mail])
    except core.LabError:
        return
    raise core.LabError("a line is another one, and the tree is the same")


def numbers(m: Mails) -> None:
    same(len(m.patches), len(m.commits), "patches")
    same(len(tree.patches()), len(m.commits), "mails in patches/")
    width = len(str(len(m.commits)))
    for number, path in enumerate(m.all):
        need(text_of(path, "Subject").startswith(f"[RFC PATCH {number:0{width}}/{len(m.commits)}] "),
             f"{path.name}: {text_of(path, 'Subject')}")
        if number:
            same(header(path)["In-Reply-To"], header(m.cover)["Message-Id"], f"{path.name} answers")


def trailers(m: Mails) -> None:
    text = "".join(path.read_text() for path in m.all)
    same(re.findall(r"^base-commit: (.*)", text, re.M), [m.base])
    same(re.findall(r"^change-id: (.*)", text, re.M), re.findall(r"^Change-Id: (.*)", mail.COVER.read_text(), re.M))
    authors = set(log(m.linux, "%an <%ae>", f"{m.base}..{m.head}"))
    other = set(re.findall(r"^Signed-off-by: (.*)", text, re.M)) - authors
    need(not other, f"signed off by somebody else: {other}")


def cover_letter(m: Mails) -> None:
    text = m.cover.read_text()
    body = text.partition("\n\n")[2]
    found = re.search(r".*(\{\{|\}\}|\*\*\*|TODO|FIXME|XXX).*", text)
    need(not found, f"a place is not filled: {found and found[0]}")
    long = [line for line in body.splitlines() if len(line) > 80 and not line.startswith("Link: ")]
    need(not long, f"long lines: {long}")
    for want in ("Suggested-by: Vlastimil Babka", " files changed, ", "Open questions",
                 "Link: https://lore.kernel.org/all/19e0c58f-114c-4bbd-9bc0-25382d7d5cbb@suse.cz/"):
        need(want in text, f"has no '{want}'")
    for target in re.findall(r"(?:^  |`)make ([a-z-]+)", body, re.M):
        done = core.run(["make", "-n", target], cwd=core.TOP, check=False)
        need(done.returncode == 0, f"names make {target}: {core.last_line(done.stderr)}")
    for line in log(m.linux, "%s", f"--grep={tree.GENERATED}", f"{m.base}..{m.head}"):
        need(f"] {line}\n" in text, f"does not list '{line}' as generated")


def who_gets_them(m: Mails) -> None:
    known = addresses((m.linux / "MAINTAINERS").read_text())
    # The last resort is in the script itself.
    known.add("linux-kernel@vger.kernel.org")
    for path in m.all:
        need("vbabka@kernel.org" in addresses(header(path)["To"]), f"{path.name} is not to the slab maintainers")
        need("linux-mm@kvack.org" in recipients(path), f"{path.name} does not go to linux-mm")
        need(recipients(path) <= known, f"{path.name}: not in MAINTAINERS: {recipients(path) - known}")
        need(recipients(path) <= recipients(m.cover), f"get {path.name} and no cover letter: "
             f"{recipients(path) - recipients(m.cover)}")
    done = core.run(["scripts/get_maintainer.pl", "--no-git", "--no-git-fallback", "--no-keywords", "--no-rolestats",
                     "--no-n", m.patches[0]], cwd=m.linux)
    need(addresses(done.stdout) <= recipients(m.patches[0]), f"the first patch does not go to "
         f"{addresses(done.stdout) - recipients(m.patches[0])}")


def sender(m: Mails) -> None:
    need(ADDRESS in text_of(m.cover, "From"), f"the cover letter is from {text_of(m.cover, 'From')}")
    signed = m.folder / "signed"
    m.make("-o", str(signed), "--signoff", "-v", "3")
    for number, commit in enumerate(m.commits, 1):
        path, = signed.glob(f"v3-{number:04}-*.patch")
        need(f"\nSigned-off-by: {NAME} <{ADDRESS}>\n" in path.read_text(), f"{path.name} has no Signed-off-by")
    need("[RFC PATCH v3 " in text_of(signed / "v3-0000-cover-letter.eml", "Subject"), "the cover letter is not version 3")


def bad_input(m: Mails) -> None:
    was = [(path, path.stat().st_mtime_ns) for path in m.all]
    nobody = {"GIT_CONFIG_COUNT": "3", "GIT_CONFIG_KEY_0": "user.useConfigOnly", "GIT_CONFIG_VALUE_0": "true"} | {
        f"GIT_CONFIG_{kind}_{n}": value for n, name in ((1, "name"), (2, "email"))
        for kind, value in (("KEY", f"user.{name}"), ("VALUE", ""))}
    table: list[tuple[str, list[str], dict[str, str]]] = [
        ("unrecognized arguments: --nonsense", ["--nonsense"], {}),
        ("invalid int value", ["-v", "x"], {}), ("-v needs a number", ["-v", "-1"], {}),
        ("leave out BASE=7.2", [], {"BASE": "7.2"}), ("git does not know who you are", [], nobody)]
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
            need(any(fnmatch.fnmatch(path, value) for path in new), f"{line} is no new file")
        if kind in "MRLT":
            need(f":\t{value}\n" in slab[0], f"{line} is not in the entry SLAB ALLOCATOR")
        need(kind != "M", "names a maintainer")
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


def run(argv: list[str]) -> results.Result:
    argparse.ArgumentParser(prog="lab test mails --", description=__doc__).parse_args(argv)
    cases = [git_am, planted_another_change, b4_am, planted_a_mail_is_missing, numbers, trailers, cover_letter, who_gets_them, sender, bad_input, maintainers]
    with tempfile.TemporaryDirectory() as folder, ktap.Suite("mails", len(cases)) as t:
        m = Mails(Path(folder))
        for case in cases:
            with t.case(case.__name__):
                case(m)
    return t.done
