# SPDX-License-Identifier: GPL-2.0
"""The KUnit suites on other machines, built and run in QEMU by the kernel's own kunit.py.

The machines are in arch.toml; the whole console is judged, as elsewhere.
"""

import argparse
import fnmatch
import os
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import build
import core
import deps
import ktap
import results
import sid
import tree
import verdict
from suites.kunit import SUITES

HERE = Path(__file__).parent
TABLE, SEEN = HERE / "arch.toml", HERE / "arch.seen"
ROW = {"qemu": str, "debian?": str, "arch?": str, "triple?": str, "config?": [str], "boots?": [str], "args?": str, "suites?": str,
       "own?": str, "but?": [str], "mute?": bool}
BOUND = 600


@dataclass
class Row:
    """A line of arch.toml."""

    qemu: str
    debian: str = ""
    arch: str = ""
    triple: str = ""
    config: list[str] = field(default_factory=list)
    boots: list[str] = field(default_factory=list)
    args: str = ""          # command line of every boot
    suites: str = SUITES
    own: str = ""           # suite of a detector of itself, booted once more: reports are what it wants
    but: list[str] = field(default_factory=list)    # its cases that fail
    mute: bool = False      # its console loses what is printed last

    @property
    def packages(self) -> dict[str, str]:
        """Return what has to be installed."""
        return ({} if self.debian else {f"qemu-system-{self.qemu}": ""}) | ({f"gcc-{self.triple}": f"{self.triple}-gcc"} if self.triple else {})


def table() -> tuple[dict[str, Row], dict[str, str]]:
    """Return the machines, and why others cannot be run."""
    rows = core.tables(TABLE, {"cannot": {"*": str}, "*": ROW})
    cannot = rows.pop("cannot")
    return {name: Row(**{"arch": name} | row) for name, row in rows.items()}, cannot


def facts(out: Path, log: Path) -> list[str]:
    """Return bits, endian, KiB of a page and what kmalloc(1) takes, of the kernel that ran."""
    ident = (out / "vmlinux").read_bytes()[:6]
    shift = re.search(r"^CONFIG_PAGE_SHIFT=(\d+)", (out / ".config").read_text(), re.M)
    least = re.search(r"slab_kmalloc: the smallest object has (\d+)", log.read_text(errors="replace"))
    return [str(32 * ident[4]), "big" if ident[5] == 2 else "little",
            str((1 << int(shift[1])) // 1024) if shift else "-", least[1] if least else "-"]


def suites(source: Path, glob: str) -> set[str]:
    """Return the names of the suites that a pattern stands for."""
    text = "".join(path.read_text() for path in sorted((source / "lib/tests").glob("sl[au]b_*.c")))
    found = re.findall(r'^static struct kunit_suite \w+ = \{\n\t\.name = "(\w+)"', text, re.M)
    return {name for name in found if fnmatch.fnmatchcase(name, glob)}


def ended(row: Row, said: str) -> bool:
    """Whether a machine that loses its last line ended by itself; kunit.py kills it at its bound."""
    took = re.search(r"Elapsed time: ([\d.]+)s", said)
    return row.mute and took is not None and float(took[1]) < BOUND


def judge(console: Path, title: str, want: set[str], by_itself: bool) -> results.Result:
    """The verdict, and whether the suites are those that should run; with none given, any."""
    done = verdict.judge(console, docs=1, suite=title, ended=by_itself)
    came = {case.name.partition(".")[0] for case in done.cases if case.status != results.FAIL}
    if want and (other := came ^ want):
        done.cases.append(results.Case(f"not the suites that are to run: {', '.join(sorted(other))}", results.FAIL))
    return done


def judge_own(console: Path, title: str, but: list[str]) -> results.Result:
    """The verdict of a suite that provokes reports: its cases passed, by the kernel's parser, and the guest came to its end.

    Those that are known to fail have to: else the list is old.
    """
    lines = verdict.read(console)
    found, bad = verdict.cases(lines)
    done = results.Result(title, found, logs=[console])
    known = [text for text in bad if text.removesuffix(": failure").partition(".")[2] in but]
    rest = [text for text in bad if text not in known]
    if known and len(known) == len(but) and all(re.fullmatch(r"\w+: failure", text) for text in rest):
        rest = []   # the suite, by these
    done.cases += [results.Case(text, results.FAIL) for text in rest]
    if len(known) < len(but):
        done.cases.append(results.Case(f"not all of {', '.join(but)} failed: correct arch.toml", results.FAIL))
    reports = sum(line.startswith("BUG: KASAN: ") for line in lines)
    if not done.passed or reports < done.passed / 2:
        done.cases.append(results.Case(f"{done.passed} cases passed and {reports} reports came", results.FAIL))
    if not any(verdict.END.search(line) for line in lines):
        done.cases.append(results.Case("the guest did not come to its end", results.FAIL))
    return done


def boots(name: str, row: Row, keep_kernel: bool = False) -> list[tuple[results.Result, list[str]]]:
    """Build a kernel and boot it with each command line."""
    deps.install(deps.absent(row.packages))
    prefix = f"{row.triple}-" if row.triple else ""
    one = build.Kernel(f"arch-{name}", tree.ensure_tree("ours"), row.arch, ["arch"], cross=prefix)
    own = [path for each in (name, row.arch) if (path := HERE / f"qemu_configs/{each}.py").is_file()]
    which: list[str | Path] = ["--qemu_config", own[0]] if own else ["--arch", row.arch]
    common: list[str | Path] = ["--build_dir", one.out, *which, f"--cross_compile={prefix}",
                                "--kunitconfig", build.CONFIGS / "arch.config",
                                *(f"--kconfig_add={option}" for option in row.config)]
    kunit, done = one.source / "tools/testing/kunit/kunit.py", []
    env = build.environment() | {"PYTHONDONTWRITEBYTECODE": "1"}
    if row.debian:
        env["PATH"] = f"{sid.qemu(row.debian, row.qemu)}:{os.environ['PATH']}"
    with core.lock(one.lock):
        one.out.mkdir(parents=True, exist_ok=True)
        log = core.LOG / f"{one.name}.build.log"
        with core.step(f"build for {name}", log):
            core.run([kunit, "build", *common, f"--jobs={core.JOBS}", f"--make_options=CC={build.CCACHE}{prefix}gcc",
                      f"--make_options=HOSTCC={build.CCACHE}gcc", "--make_options=LOCALVERSION="], env=env, log=log)
        if warned := one.warnings(log):
            # make would not give it again.
            shutil.rmtree(one.out)
            raise core.LabError(f"{len(warned)} new warnings: fix {warned[0]}")
        only = os.environ.get("FILTER")
        every = [("", only or row.suites)]
        if not only:
            every += [*((more, "slab_[ak]*") for more in row.boots), *([(row.own, row.own)] if row.own else [])]
        for more, glob in every:
            title, console = " ".join([name, more]).strip(), core.LOG / f"{one.name}{more}.log"
            (one.out / "test.log").unlink(missing_ok=True)
            # Its status says nothing then: findings/kunit-raw-status.sh.
            with core.step(f"KUnit on {title}"):
                core.run([kunit, "exec", *common, f"--timeout={BOUND}", "--raw_output=all",
                          f"--kernel_args=slab_static_kunit.orders=2 {row.args} {'' if more == row.own else more} "
                          f"{os.environ.get('APPEND', '')}", glob],
                         env=env, log=core.LOG / f"{one.name}.exec.log", check=False, timeout=BOUND + 60)
            said = (core.LOG / f"{one.name}.exec.log").read_text(errors="replace")
            if not (one.out / "test.log").exists():
                raise core.LabError(f"{title} did not boot: {core.last_line(said)}")
            shutil.copy(one.out / "test.log", console)
            if more and more == row.own:
                result = judge_own(console, title, row.but)
            else:
                result = judge(console, title, set() if only else suites(one.source, glob), ended(row, said))
            done.append((result, facts(one.out, console)))
    # Hundreds of MiB; ccache has what it takes to make it again.
    if not keep_kernel and all(result.ok for result, _ in done):
        shutil.rmtree(one.out)
    return done


def seen() -> dict[str, list[str]]:
    """Return what was stored, by name."""
    return {name: cells for name, *cells in core.rows(SEEN, str, int, str, str, str, int, int)}


def compare(name: str, result: results.Result) -> None:
    """Fail if fewer cases ran than are stored."""
    have, number = seen().get(name, []), result.passed + result.skipped
    if result.ok and have and number < (stored := int(have[-2]) + int(have[-1])):
        result.cases.append(results.Case(f"{number} cases ran, and {SEEN.name} has {stored}: if the others are gone, "
                                         f"delete its line of {name} and store it again", results.FAIL))


def keep(rows: dict[str, Row], have: dict[str, list[str]]) -> None:
    """Store what was seen, in the order of arch.toml."""
    core.write_rows(SEEN, ([name, *have[name]] for name in rows if name in have))


def page() -> str:
    """Return the table for docs/testing.md."""
    rows, cannot = table()
    have = seen()
    return core.markdown("machine | bits: | endian | page, KiB: | smallest kmalloc: | passed: | skipped:",
                         ([name, *have.get(name, ["not run", *[""] * 5])] for name in rows)) + "\n" + \
        core.markdown("cannot be run | first error", cannot.items())


def run(argv: list[str]) -> results.Result:
    rows, cannot = table()
    parser = argparse.ArgumentParser(prog="lab test arch --", description=__doc__)
    parser.add_argument("--store", action="store_true", help=f"write what was seen to {SEEN.name}")
    parser.add_argument("--keep", action="store_true", help="leave the kernels, in build/out/arch-NAME")
    parser.add_argument("name", nargs="*", help=f"default: {' '.join(rows)}")
    args = parser.parse_args(argv)
    chosen = args.name or list(rows)
    if never := [name for name in chosen if name in cannot]:
        raise core.UsageError(f"{never[0]} cannot be run: {cannot[never[0]]}")
    core.known("machine", chosen, rows)
    only = [name for name in ("FILTER", "APPEND") if os.environ.get(name)]
    if args.store and only:
        raise core.UsageError(f"--store is for what all suites do: leave out {only[0]}=")
    with ktap.Suite("arch") as t:
        for name in chosen:
            try:
                done = boots(name, rows[name], args.keep)
                result, what = done[0]
                if not only:
                    compare(name, result)
            except (core.LabError, OSError, ValueError) as error:
                # The others run all the same.
                t.result(name, False, f"{'' if isinstance(error, core.LabError) else f'{type(error).__name__}: '}{error}")
                continue
            for one, _ in done:
                t.nested(one)
            if args.store and all(one.ok for one, _ in done):
                # The next machine may take minutes, and be interrupted; others may store beside us.
                keep(rows, seen() | {name: [*what, str(result.passed), str(result.skipped)]})
    return t.done
