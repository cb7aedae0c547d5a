# SPDX-License-Identifier: GPL-2.0
"""The verb check: run suites, two at a time, and sum them up.

What passed at this commit is not run again: results are kept a commit, and
count if nothing else is tested than that commit.
"""

import argparse
import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import bench
import core
import results
import testing

# In this order; a suite that is not listed runs with the first ones.
FIRST = ["lint", "fetch_input", "tree_input", "mails", "roundtrip", "cocci", "kunit", "slabinfo", "alive", "here",
         "stress_input", "series_alone", "fleet_sample", "names", "blackbox", "objcode", "static", "stress_uml"]
# Not seen to pass as a whole with this series yet: check --all, until they have.
UNPROVEN = ["stress_long", "stress_control", "fleet_um", "arch", "configs", "cross",
            "distro_long", "cocci_tree"]
# Hours, or kernels that nothing else needs: check --all.
LONGER = [*UNPROVEN, "distro", "bisect", "kcsan", "kmsan", "tools", "lava", "stress", "stress_bpf", "fleet", "stress_mutants",
          "docs", "gdb", "fixes", "names_buckets", "alive_debug", "qemu", "kasan", "older", "randconfig", "bench_check"]
# Needs both cores, or counts or times something: nothing runs beside it.
ALONE = re.compile(r"(stress|bench|fleet|distro)(?!.*_(input|sample))")


@dataclass
class Running:
    suite: str
    process: subprocess.Popen[bytes]
    log: Path
    start: float


def chosen(every: bool, known: list[str]) -> list[str]:
    """Suites to run: what is listed and there, and what nobody has listed yet.

    What make bench measured says nothing of another commit.
    """
    rest = [name for name in known if name not in {*FIRST, *LONGER}]
    old = "bench_check" if every and bench.stale() else ""
    if old:
        core.say(f"{old} is left out: it needs a run of make bench at this commit")
    return [name for name in [*FIRST, *rest, *(LONGER if every else [])] if name in known and name != old]


def last_time(suite: str) -> str:
    """How long the suite took when it last ran, at any commit."""
    files = sorted((core.BUILD / "results").glob(f"*/{suite}/result.json"), key=lambda path: path.stat().st_mtime)
    old = results.load(suite, files[-1].parent.parent) if files else None
    return f" ({old.seconds:.0f} s last time)" if old else ""


def start(suite: str, which: str) -> Running:
    folder = core.BUILD / "results" / results.commit() / suite
    folder.mkdir(parents=True, exist_ok=True)
    core.say(f"{which}: {suite} ...{last_time(suite)}")
    (folder / "result.json").unlink(missing_ok=True)
    log = folder / "output"
    with log.open("wb") as out:
        process = subprocess.Popen([sys.executable, "-B", core.LAB / "lab", "test", suite], stdin=subprocess.DEVNULL,
                                   stdout=out, stderr=subprocess.STDOUT, start_new_session=True)
    return Running(suite, process, log, time.monotonic())


def finish(run: Running) -> results.Result:
    """The result of a suite that ended, and what of it a person has to see."""
    took = time.monotonic() - run.start
    done = results.load(run.suite)
    if done is None:
        last = core.last_line(run.log.read_text(errors="replace")) if run.process.returncode else \
            "the repository or build/linux changed since check began: run it again"
        done = results.Result(run.suite, [results.Case(
            "the suite runs to its end", results.FAIL, f"exit {run.process.returncode}: {last}: see {run.log}")], took)
    elif run.process.returncode and done.ok:
        done.cases.append(results.Case("the suite ends well", results.FAIL, f"exit {run.process.returncode}"))
    if not done.ok:
        for number, case in enumerate(done.cases, 1):
            if case.status == results.FAIL:
                print(case.ktap(number))
        print(f"# {run.suite}: see {run.log.parent}")
    print(f"{run.suite}: {done.closing} ({took:.0f} s)", flush=True)
    return done


def stop(running: list[Running]) -> None:
    """Interrupted: a suite ends its guests itself when it is asked to end."""
    for run in running:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(run.process.pid, signal.SIGTERM)
    for run in running:
        try:
            run.process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(run.process.pid, signal.SIGKILL)


def run_all(suites: list[str], jobs: int) -> list[results.Result]:
    """Run them, up to jobs at a time."""
    waiting, running, done = list(suites), list[Running](), list[results.Result]()
    try:
        while waiting or running:
            for run in [run for run in running if run.process.poll() is not None]:
                running.remove(run)
                done.append(finish(run))
            while waiting and len(running) < jobs and not any(ALONE.match(run.suite) for run in running):
                # What runs alone comes last, when nothing else is left.
                suite = next((name for name in waiting if not ALONE.match(name)), waiting[0])
                if ALONE.match(suite) and running:
                    break
                waiting.remove(suite)
                running.append(start(suite, f"{len(suites) - len(waiting)} of {len(suites)}"))
            time.sleep(0.1)
    finally:
        stop(running)
    return done


def main(argv: list[str]) -> int:
    known = testing.names()
    parser = argparse.ArgumentParser(prog="lab check", description=__doc__)
    parser.add_argument("--all", action="store_true", help=f"add what takes longer: {' '.join(LONGER)}")
    parser.add_argument("--again", action="store_true", help="run also what passed at this commit")
    parser.add_argument("-j", "--jobs", type=core.within(1), default=min(2, core.JOBS), help="how many at a time")
    parser.add_argument("suite", nargs="*", help=f"only these; there is {' '.join(known)}")
    args = parser.parse_args(argv)
    core.known("suite", args.suite, known)
    if changes := list(filter(os.environ.get, testing.CHANGES)):
        raise core.UsageError(f"{changes[0]}= makes a part of a suite: leave it out, or name the suite to lab test")
    if not args.suite and not (core.BUILD / "linux").exists():
        # All of it now: less ends the last suites, after minutes.
        core.need_space(core.BUILD, 7)
    begin = time.monotonic()
    kept = []
    todo = list(dict.fromkeys(args.suite)) or chosen(args.all, known)
    if not args.again and results.clean():
        kept = [old for old in map(results.load, todo) if old and old.ok]
        for old in kept:
            print(f"{old.suite}: {old.closing} (at this commit, {(time.time() - old.finished) / 60:.0f} min ago)")
    names = {old.suite for old in kept}
    done = kept + run_all([name for name in todo if name not in names], args.jobs)
    done.sort(key=lambda result: todo.index(result.suite))
    print(f"# {len(done)} suites, {len(kept)} of them passed before at this commit, {time.monotonic() - begin:.0f} s")
    table = results.table(done)
    core.write(core.BUILD / "results" / results.commit() / "summary", f"{table}\n")
    print(table)
    return 0 if done and all(result.ok for result in done) else 1
