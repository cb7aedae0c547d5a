# SPDX-License-Identifier: GPL-2.0
"""The verb test: run suites by name.  A suite is suites/NAME.py with run(t), or run(argv) if it has options."""

import argparse
import contextlib
import importlib
import inspect
import os

import core
import ktap
import results

# Each of these makes another run of the suites that read it.
CHANGES = {"FILTER": ("kunit", "arch"), "APPEND": ("kunit", "arch"), "FLAVOUR": ("distro", "distro_long")}


def names() -> list[str]:
    """Return the names of all suites."""
    return sorted(path.stem for path in (core.LAB / "suites").glob("[a-z]*.py"))


def run_suite(name: str, argv: list[str]) -> results.Result:
    """Run one suite and save what it found: as NAME-part if it was told to run something else than NAME runs."""
    suite = importlib.import_module(f"suites.{name}")
    results.commit()    # of what is there now: that is tested
    locks = ktap.held = contextlib.ExitStack()
    try:
        if "argv" in inspect.signature(suite.run).parameters:
            result: results.Result = suite.run(argv)
        else:
            argparse.ArgumentParser(prog=f"lab test {name} --", description=suite.__doc__).parse_args(argv)
            with ktap.Suite(name) as t:
                suite.run(t)
            result = t.done
        if set(argv) - {"--store"} or any(map(os.environ.get, CHANGES)):
            result.suite += "-part"
        result.save()
    finally:
        ktap.held = None
        locks.close()
    return result


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="lab test", description="Run suites; they print KTAP, and save their results in "
        f"{core.BUILD}/results. What follows -- is for the suite: lab test kunit -- --help.")
    parser.add_argument("suite", nargs="*", help=" ".join(names()))
    cut = argv.index("--") if "--" in argv else len(argv)
    suites = parser.parse_args(argv[:cut]).suite
    if not suites:
        parser.error(f"which suite? {' '.join(names())}")
    core.known("suite", suites, names())
    for word, read_by in CHANGES.items():
        if os.environ.get(word) and (other := [name for name in suites if name not in read_by]):
            raise core.UsageError(f"{word}= is for {' and '.join(read_by)}, not for {other[0]}: leave it out")
    done = [run_suite(name, argv[cut + 1:]) for name in suites]
    if len(done) > 1:
        print(results.table(done))
    return 0 if all(result.ok for result in done) else 1
