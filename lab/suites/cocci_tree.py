# SPDX-License-Identifier: GPL-2.0
"""static_cache.cocci over the whole kernel tree: a table, what is half done, what compiles.

The tree is that of the series before its conversions, in build/convert. Compiled with
W=1, before and after, is each converted file that x86-64 allmodconfig reaches, or a sample.
"""

import argparse
import collections
import random
import re
from pathlib import Path

import convert
import core
import ktap
import results
import tree
from git import commit_of, git
from ktap import need, same

WORK = convert.WORK
# What docs/conversions.md says; a kernel with other numbers is no failure of the converter.
PAGE = core.TOP / "docs/conversions.md"
# What a compiler of Debian cannot do, takes long, or makes errors of warnings.
OFF = ("WERROR", "DEBUG_INFO_BTF", "GCC_PLUGINS", "KASAN", "KCOV",
       # The former selects the latter.
       "SECURITY_LOCKDOWN_LSM", "MODULE_SIG")


def table(report: str) -> list[str]:
    """How often each verdict is given, without names and places."""
    count: collections.Counter[str] = collections.Counter()
    for line in report.splitlines():
        why = re.sub(r"^\S+ (?:\w+ )?(can have|left alone)", r"\1", line)
        why = re.sub(r" \(\S+:\d+\)$|, as \w+$", "", why)
        count[re.sub(r"(perhaps): .*|(passed to|copied to|kept in|also the name of|used in|used by) .*",
                     lambda m: m[1] or m[2], why)] += 1
    return [f"{number:5} {why}" for why, number in count.most_common()]


def compile_all(folder: Path, names: list[str], what: str) -> tuple[set[str], collections.Counter[str]]:
    """Compile the files names; those that have an object then, and all warnings."""
    out = WORK / "out"
    out.mkdir(exist_ok=True)
    make: list[str | Path] = ["make", "-s", "-C", folder, f"O={out}", "CC=ccache gcc", "HOSTCC=ccache gcc", f"-j{core.JOBS}"]
    stamp, of = out / "configured", git(folder, "rev-parse", "HEAD^{tree}")
    if not stamp.exists() or stamp.read_text() != of:
        core.run([*make, "allmodconfig"])
        core.run([folder / "scripts/config", "--file", out / ".config", *(word for name in OFF for word in ("-d", name))])
        core.run([*make, "olddefconfig"])
        # Kconfig drops a value without a word if something selects the option.
        config = (out / ".config").read_text()
        if still := [name for name in OFF if f"CONFIG_{name}=y\n" in config]:
            raise core.LabError(f"allmodconfig keeps {' '.join(still)} on: see what selects it in {folder}")
        core.run([*make, "prepare"], log=WORK / "prepare.log")
        stamp.write_text(of)
    objects = [name[:-1] + "o" for name in names]
    for name in objects:
        (out / name).unlink(missing_ok=True)
    done = core.run([*make, "-k", "W=1", *objects], check=False)
    (WORK / f"{what}.log").write_text(done.stderr)
    said = (re.sub(r":\d+:\d+:", ":", re.sub(r"^(\.\./)*(tree/)?", "", line)) for line in done.stderr.splitlines()
            if "warning:" in line)
    return {name for name in names if (out / (name[:-1] + "o")).exists()}, collections.Counter(said)


def run(argv: list[str]) -> results.Result:
    parser = argparse.ArgumentParser(prog="lab test cocci_tree --", description=__doc__)
    parser.add_argument("--sample", type=core.within(1), default=0, metavar="N", help="compile N of the converted files only")
    count = parser.parse_args(argv).sample
    core.need_space(core.BUILD, 12)
    with core.lock(core.BUILD / "convert.lock"), ktap.Suite("cocci_tree") as t:
        with t.case("spatch comes to the end of every file, and the result passes the converter's own check"):
            ours = tree.ensure_tree("unconverted")
            folder, report = convert.whole(ours, commit_of(ours, "HEAD"))
        if not t.done.ok:
            return t.done
        t.note("\n".join(table(report)))
        lines, sites = report.splitlines(), convert.SITE.findall(report)
        done = sum(site[3].startswith("can") for site in sites)
        with t.case("every creation is converted or refused"):
            need(sites and len(lines) == len(sites), "a line that says neither")
        with t.case("the numbers are those of docs/conversions.md"):
            said = f"{len(lines)} sites: {done} converted, {len(lines) - done} left alone"
            need(said in PAGE.read_text(), said)
        diffs = convert.diffs_of(folder)
        with t.case("no cache is half converted"):
            gone = "|".join(re.findall(r"(?m)^\+#define (\w+) to_kmem_cache", "".join(diffs.values())))
            same(git(folder, "grep", "-nE", rf"^extern struct kmem_cache[[:space:]]*\*({gone});", "--", "*.[ch]",
                     ":!tools", check=False), "")
        names = [name for name in diffs if name.endswith(".c")]
        random.Random("static-cache").shuffle(names)
        names = names[:count or None]
        with core.step(f"compiling {len(names)} converted files"):
            built, after = compile_all(folder, names, "after")
        git(folder, "apply", "-R", WORK / "converted.diff")
        with core.step("compiling them as they were"):
            had, before = compile_all(folder, names, "before")
        git(folder, "apply", WORK / "converted.diff")
        with t.case(f"{len(built)} of {len(names)} converted files are in allmodconfig, and compile as before"):
            need(had == built and len(built) > len(names) // 2, f"not any more: {' '.join(sorted(had - built)) or '-'}")
        with t.case("no new warning with W=1"):
            # What does not compile, as code of another architecture, says what comes first.
            same(sorted(line for line in (after - before).elements() if line.split(":")[0] in built or
                        line.split(":")[0] not in names), [])
    return t.done
