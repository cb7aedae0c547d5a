# SPDX-License-Identifier: GPL-2.0
"""The verb convert: the whole tree converted, a patch for each unit of maintainers.

They go on top of the series, in any order: no file is in two of them, and what belongs
to one cache is in one. A unit is the most precise entry of MAINTAINERS.
"""

import argparse
import collections
import os
import random
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import cocci
import core
import patched
import report
import tree
from core import LabError
from git import commit_of, git
from mail import recipients

WORK = core.BUILD / "convert"
SITE = re.compile(r"(?m)^(\S+?):(\d+):\d+-\d+: (?:(\w+) )?(can have static storage|left alone: .*)")


@dataclass
class Entry:
    """One of MAINTAINERS, with its F: and X: patterns as (depth, regular expression)."""
    title: str
    files: list[tuple[int, re.Pattern[str]]] = field(default_factory=list)
    others: list[re.Pattern[str]] = field(default_factory=list)


@dataclass
class Unit:
    sites: list[tuple[str, str, str, str]] = field(default_factory=list)    # file, line, cache, verdict
    files: list[str] = field(default_factory=list)
    to: list[str] = field(default_factory=list)


def entries(text: str) -> list[Entry]:
    """What MAINTAINERS says; patterns mean what they mean to get_maintainer.pl."""
    found = []
    for block in re.split(r"\n\s*\n", text[text.index("Maintainers List"):]):
        title, *lines = block.strip().splitlines() or [""]
        entry = Entry(title)
        for line in lines:
            kind, _, glob = line.partition(":")
            glob = glob.strip()
            wild = re.escape(glob).replace(r"\*", "[^/]*").replace(r"\?", ".")
            if kind == "F":
                # As deep as it is precise; a name is more precise than what matches it.
                entry.files.append((4 * glob.rstrip("*").count("/") + 2 * (not glob.endswith(("/", "*"))) - glob.count("*"),
                                    re.compile(wild + ("" if glob.endswith("/") else "(?:/|$)"))))
            elif kind == "N":
                entry.files.append((0, re.compile(f".*(?:{glob})")))
            elif kind == "X":
                entry.others.append(re.compile(wild))
        if entry.files:
            found.append(entry)
    return found


def unit_of(path: str, known: list[Entry]) -> str:
    """The title of the entry that knows path best."""
    best = (-100, "THE REST")
    for entry in known:
        if any(other.match(path) for other in entry.others):
            continue
        depth = max((depth for depth, pattern in entry.files if pattern.match(path)), default=-100)
        best = max(best, (depth, entry.title), key=lambda pair: pair[0])
    return best[1]


def whole(source: Path, commit: str, only: tuple[str, ...] = ()) -> tuple[Path, str]:
    """Convert the tree at a commit of source in place, all of it or only some folders: the tree, and the report."""
    cocci.check_spatch()
    core.need_space(core.BUILD, 3)
    folder = WORK / ("sample" if only else "tree")
    of = [git(one, "rev-parse", "--path-format=absolute", "--git-common-dir", check=one == source)
          for one in (source, folder)]
    if not (folder / ".git").exists() or of[0] != of[1]:
        shutil.rmtree(folder, ignore_errors=True)
        git(source, "worktree", "prune")
        tree.add(source, folder, commit)
    tree.unlock(folder)
    git(folder, "checkout", "-q", "--force", "--detach", commit)
    before, said = os.times(), ""
    with core.step(f"static_cache.cocci over {' '.join(only) or 'the whole tree'}"):
        for one in only or (".",):
            done = cocci.spatch("report", folder, "-D", "patch", "--in-place", "--timeout", "300", "--dir", one)
            said += done.stdout
            core.write(WORK / f"report{'-sample' * bool(only)}", said)
            if done.returncode:
                raise LabError(f"nothing is converted in {one}: {core.last_line(done.stderr)}")
    after = os.times()
    core.say(f"{after.children_user + after.children_system - before.children_user - before.children_system:.0f} s of processor time")
    return folder, said


def committed(source: Path) -> str:
    """Return a commit of the whole tree converted, on top of HEAD of source; made once for each."""
    head = commit_of(source, "HEAD")
    ref = f"refs/converted/{head}"
    with core.lock(core.BUILD / "convert.lock"):
        if not commit_of(tree.KERNEL, ref):
            folder, said = whole(source, head)
            index = {"GIT_INDEX_FILE": str(WORK / "index")}
            (WORK / "index").unlink(missing_ok=True)
            git(folder, "read-tree", "HEAD", env=index)
            git(folder, "add", "-u", env=index)
            made = git(folder, "commit-tree", git(folder, "write-tree", env=index), "-p", head, "-m",
                       f"{count(SITE.findall(said))} caches converted", env=patched.BY)
            git(tree.KERNEL, "update-ref", ref, made)
    return commit_of(tree.KERNEL, ref)


def diffs_of(folder: Path) -> dict[str, str]:
    """The diff of each file that has changed; one character a byte."""
    git(folder, "diff", "--no-color", "--no-ext-diff", f"--output={WORK / 'converted.diff'}")
    text = (WORK / "converted.diff").read_text("latin-1")
    return {part.split(" b/", 1)[1].split("\n", 1)[0]: part for part in re.split(r"(?m)^(?=diff --git )", text) if part}


def together(diffs: dict[str, str]) -> list[list[str]]:
    """Files that have to change together: they share a cache that a header declares."""
    shared = set(re.findall(r"(?m)^\+#define (\w+) to_kmem_cache", "".join(diffs.values())))
    users: dict[str, list[str]] = collections.defaultdict(list)
    for name, diff in diffs.items():
        for word in {word.removesuffix("_storage") for line in re.findall(r"(?m)^[-+].*", diff)
                     for word in re.findall(r"\w+", line)} & shared:
            users[word].append(name)
    group = {name: {name} for name in diffs}
    for names in users.values():
        one = set().union(*(group[name] for name in names))
        group.update({name: one for name in one})
    return [sorted(names) for names in {id(names): names for names in group.values()}.values()]


def units(folder: Path, report: str, diffs: dict[str, str]) -> dict[str, Unit]:
    known = entries((folder / "MAINTAINERS").read_text())
    found: dict[str, Unit] = collections.defaultdict(Unit)
    of: dict[str, str] = {}
    for names in together(diffs):
        # The file that sets caches up says whose they are.
        first = max(names, key=lambda name: (len(re.findall(r"(?mi)^\+.*kmem_cache_setup", diffs[name])), name.endswith(".c")))
        of |= dict.fromkeys(names, unit_of(first, known))
    for name, title in of.items():
        found[title].files.append(name)
    for path, line, name, verdict in SITE.findall(report):
        path = path.removeprefix("./")
        found[of.get(path) or unit_of(path, known)].sites.append((path, line, name, verdict))
    for unit in found.values():
        unit.files.sort()
        roles = recipients(folder, "-f", *unit.files) if unit.files else {}
        unit.to = [f"{role}: {address}" for address, role in roles.items()]
    return dict(sorted(found.items()))


def message(title: str, unit: Unit) -> str:
    """The mail of one patch, up to its diff."""
    made = [site for site in unit.sites if site[3].startswith("can")]
    left = [f"\t{path}:{line}\n\t\t{f'{name}: ' if name else ''}{verdict[12:]}"
            for path, line, name, verdict in unit.sites if verdict.startswith("left")]
    code = [name for name in unit.files if name.endswith(".c")] or unit.files
    common = os.path.commonpath([os.path.dirname(name) for name in code])
    prefix = (Path(code[0]).stem if len(code) == 1 and common.count("/") == 0 else Path(common).name) or title.lower()
    many = f"{len(made)} caches" if len(made) > 1 else "a cache"
    text = [f"Subject: [PATCH] {prefix}: give {many} static storage", *unit.to, "",
            cocci.WHY, "A cache of a module takes as many loads as before.", "",
            "The semantic patch replaces each pointer by an object that kmem_cache_setup()",
            "sets up, and the test for NULL by one of its result. These are constants now:", "",
            *(f"\t{name}" for name in sorted({site[2] for site in made})), ""]
    if left:
        text += ["It leaves alone:", "", *left, ""]
    text += ["Generated by scripts/coccinelle/api/static_cache.cocci:", "", cocci.command(unit.files), ""]
    return "\n".join(text)


def any_order(folder: Path, patches: list[Path]) -> None:
    """Raise unless the patches, in another order, make what is in folder."""
    index = {"GIT_INDEX_FILE": str(WORK / "index")}
    (WORK / "index").unlink(missing_ok=True)
    git(folder, "read-tree", "HEAD", env=index)
    for patch in random.Random(1).sample(patches, len(patches)):
        git(folder, "apply", "--cached", patch, env=index)
    if rest := git(folder, "diff", "--name-only", env=index):
        raise LabError(f"the patches together do not make {rest.split()[0]} of {folder}: fix lab/convert.py")


def count(sites: list[tuple[str, str, str, str]]) -> int:
    return sum(site[3].startswith("can") for site in sites)


def row(title: str, unit: Unit) -> list[str]:
    """One line of what is stored: whose, sites, converted, files, lists, how many people."""
    people = [who.partition(": ")[2] for who in unit.to]
    lists = [who for who in people if " " not in who and "@" in who]
    return [title, str(len(unit.sites)), str(count(unit.sites)), str(len(unit.files)),
            ", ".join(lists) or "-", str(len(people) - len(lists))]


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="lab convert", description="Convert the whole tree on top of the series: "
                                     f"patches and a table in {WORK}. With --core, commit the conversions of the series.")
    parser.add_argument("tree", type=Path, nargs="?", help="a git tree of the kernel with the series (default: build/linux)")
    parser.add_argument("--core", action="store_true", help="convert the core caches and those of ufs in TREE, one commit "
                        f"a subsystem: the last patches of the series. Writes {cocci.FILE_SYSTEMS.relative_to(core.TOP)}, too")
    parser.add_argument("--store", action="store_true", help=f"keep the table in {report.CONVERSIONS.relative_to(core.TOP)}, for lab report")
    args = parser.parse_args(argv)
    if args.tree and not all((args.tree / name).exists() for name in (".git", "mm/slub.c", "MAINTAINERS")):
        raise LabError(f"{args.tree} is no git tree of the kernel: name one, as build/linux")
    if args.core:
        if not args.tree:
            parser.error("--core wants a tree")
        cocci.convert(args.tree.absolute())
        core.write(cocci.FILE_SYSTEMS, cocci.file_systems(args.tree.absolute()))
        return 0
    with core.lock(core.BUILD / "convert.lock"):
        source = args.tree.absolute() if args.tree else tree.ensure_tree("ours")
        folder, text = whole(source, commit_of(source, "HEAD"))
        diffs = diffs_of(folder)
        rows, patches = [], []
        for old in WORK.glob("*.patch"):
            old.unlink()
        author = git(source, "log", "-1", "--format=%an <%ae>")
        for title, unit in units(folder, text, diffs).items():
            if unit.files:
                patches.append(WORK / (re.sub(r"\W+", "-", title.lower()).strip("-") + ".patch"))
                patches[-1].write_bytes(f"From: {author}\n{message(title, unit)}---\n".encode() +
                                        "".join(diffs[file] for file in unit.files).encode("latin-1"))
            rows.append(row(title, unit))
        any_order(folder, patches)
        sites = SITE.findall(text)
        if args.store:
            core.write_rows(report.CONVERSIONS, rows)
        core.write(WORK / "table", "".join("\t".join(cells) + "\n" for cells in rows))
        print(f"{len(sites)} sites: {count(sites)} converted, {len(sites) - count(sites)} left alone; {len(diffs)} files; "
              f"{len(patches)} patches, which apply in any order: {WORK}")
    return 0
