# SPDX-License-Identifier: GPL-2.0
"""Unit tests of core, ktap and results."""

import contextlib
import io
import os
import re
import shlex
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from unittest import mock
from xml.etree import ElementTree

import core
import ktap
import results
from scratch import Scratch


class Core(Scratch):
    def test_run_returns_what_was_printed(self) -> None:
        self.assertEqual(core.run(["cat"], input="text").stdout, "text")

    def test_run_gives_nothing_to_read(self) -> None:
        self.assertEqual(core.run(["cat"]).stdout, "")

    def test_run_fails_in_one_line(self) -> None:
        with self.assertRaisesRegex(core.LabError, r"failed \(exit 3\): why$"):
            core.run(["sh", "-c", "echo first >&2; echo why >&2; exit 3"])
        self.assertEqual(core.run(["false"], check=False).returncode, 1)

    def test_run_names_the_log(self) -> None:
        log = self.dir / "new" / "log"
        with self.assertRaisesRegex(core.LabError, f"see {log}"):
            core.run(["sh", "-c", "echo out; echo err >&2; exit 1"], log=log)
        self.assertEqual(log.read_text(), "out\nerr\n")

    def test_run_says_what_is_missing(self) -> None:
        with self.assertRaisesRegex(core.LabError, "no-such-program is not there: run make deps"):
            core.run(["no-such-program"])

    def test_run_kills_all_children_in_time(self) -> None:
        mark = self.dir / "mark"
        start = time.monotonic()
        with self.assertRaisesRegex(core.LabError, "took more than"):
            core.run(["sh", "-c", f"(sleep 1; touch {mark}) & wait"], timeout=0.2)
        time.sleep(1.2 - (time.monotonic() - start))
        self.assertFalse(mark.exists())

    def test_need_space(self) -> None:
        core.need_space(self.dir / "not" / "yet", 0)
        with self.assertRaisesRegex(core.LabError, "GiB free and 100000 GiB are needed"):
            core.need_space(self.dir, 1e5)

    def test_lock_waits_and_says_for_whom(self) -> None:
        path = self.dir / "lock"
        code = f"import core, pathlib, time\nwith core.lock(pathlib.Path({str(path)!r})): print('in', flush=True); time.sleep(.4)"
        env = dict(os.environ, PYTHONPATH=str(core.LAB), PYTHONDONTWRITEBYTECODE="1")
        with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, env=env) as holder:
            assert holder.stdout
            holder.stdout.readline()
            start, said = time.monotonic(), io.StringIO()
            with contextlib.redirect_stderr(said), core.lock(path):
                self.assertGreater(time.monotonic() - start, 0.2)
            self.assertIn(f"waiting for process {holder.pid} to release", said.getvalue())

    def test_write_leaves_what_is_equal(self) -> None:
        path = self.dir / "a" / "file"
        self.assertTrue(core.write(path, "one"))
        os.utime(path, (1, 1))
        self.assertFalse(core.write(path, "one") or core.write(path, b"one", executable=False))
        self.assertEqual(path.stat().st_mtime, 1)
        self.assertTrue(core.write(path, "one", executable=True) and os.access(path, os.X_OK))
        self.assertTrue(core.write(path, b"two"))
        self.assertEqual(path.read_text(), "two")
        self.assertEqual(os.listdir(path.parent), ["file"])

    def test_threads_write_one_file(self) -> None:
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda n: core.write(self.dir / "file", f"{n}\n"), range(2000)))
        self.assertEqual(os.listdir(self.dir), ["file"])

    def test_step_shows_the_end_of_the_log(self) -> None:
        log, said = self.dir / "log", io.StringIO()
        log.write_text("".join(f"line {n}\n" for n in range(30)))
        with contextlib.redirect_stderr(said), contextlib.suppress(core.LabError), core.step("x", log):
            raise core.LabError("no")
        self.assertNotIn("line 9\n", said.getvalue())
        self.assertIn("line 10\n", said.getvalue())
        self.assertIn(f"whole log: {log}", said.getvalue())

    def test_errors_are_one_line_and_a_status(self) -> None:
        def fail(argv: list[str]) -> int:
            raise (core.UsageError if argv else core.LabError)("wrong: do this")
        said = io.StringIO()
        with contextlib.redirect_stderr(said):
            self.assertEqual(core.guarded(fail, []), 1)
            self.assertEqual(core.guarded(fail, ["x"]), 2)
        self.assertEqual(said.getvalue(), "lab: wrong: do this\n" * 2)

    def test_a_file_of_ours_that_is_gone(self) -> None:
        (self.dir / "one.c").touch()
        for words in ("init -q", "add one.c"):
            core.run(["git", "-C", self.dir, *words.split()])
        (self.dir / "one.c").unlink()
        said = io.StringIO()
        with contextlib.redirect_stderr(said), mock.patch.object(core, "TOP", self.dir):
            for path in (self.dir / "one.c", core.BUILD / "gone", self.dir / "two.c"):
                self.assertEqual(core.guarded(lambda _, path=path: len(path.read_text()), []), 1)   # type: ignore[misc]
        self.assertEqual(re.sub(r"\(No.*?\)", "", said.getvalue()).splitlines(), [
            f"lab: cannot use {self.dir}/one.c : restore it (git checkout one.c)",
            f"lab: cannot use {core.BUILD}/gone : set BUILD= to a folder that can be written",
            f"lab: cannot use {self.dir}/two.c : name another, or make it usable"])


class Ktap(Scratch):
    def suite(self, plan: int | None, error: Exception | None = None) -> tuple[str, results.Result]:
        said = io.StringIO()
        with contextlib.redirect_stdout(said), ktap.Suite("some", plan) as t:
            t.result("good  one", True)
            t.result("bad #1", False, "why\nand how")
            t.result("not here", True, skip="no\ntool")
            if error:
                raise error
        return said.getvalue(), t.done

    def test_what_is_printed(self) -> None:
        text, done = self.suite(3)
        self.assertEqual(text, "KTAP version 1\n1..3\nok 1 good one\n# why\n# and how\nnot ok 2 bad 1\n"
                         "ok 3 not here # SKIP no tool\n1 passed, 1 failed, 1 skipped\n")
        self.assertEqual(done.ktap(), text)
        self.assertFalse(done.ok)

    def test_without_a_plan(self) -> None:
        text, _ = self.suite(None)
        self.assertTrue(text.endswith("# SKIP no tool\n1..3\n1 passed, 1 failed, 1 skipped\n"))

    def test_what_is_stored(self) -> None:
        with contextlib.redirect_stdout(io.StringIO()) as said, ktap.Suite("some") as t:
            for ok, text in ((True, "one"), (True, "two"), (False, "two")):
                t.result(text, ok)
                t.store(self.dir / "seen", [[text if ok else "three", "1"]])
                self.assertEqual(core.rows(self.dir / "seen", str, int), [[text, "1"]])
        self.assertTrue((self.dir / "seen").read_text().startswith("# SPDX-License-Identifier: GPL-2.0\n"))
        self.assertIn("# seen stays as it was: not all", said.getvalue())

    def test_wrong_plan_fails(self) -> None:
        self.assertIn("not ok 4 the suite has the cases that it plans", self.suite(7)[0])
        with contextlib.redirect_stdout(io.StringIO()) as said, ktap.Suite("some") as t:
            t.plans(2)
            t.result("one", True)
        self.assertEqual((said.getvalue().splitlines()[1], t.done.failed), ("1..2", 1))

    def test_an_error_is_a_failed_case(self) -> None:
        text, done = self.suite(9, core.LabError("no kernel: run make tree"))
        self.assertIn("# no kernel: run make tree\nnot ok 4 the suite runs to its end\n", text)
        self.assertEqual(done.failed, 2)
        with self.assertRaises(ZeroDivisionError):
            self.suite(9, ZeroDivisionError())


class BadInput(Scratch):
    """One line, a status that is not zero, and nothing done: no apt, no kernel, no build."""

    def test_the_program(self) -> None:
        (self.dir / "file").write_text("a person's\n")
        os.mkfifo(self.dir / "fifo")
        for status, text, env, words in (
                (2, "JOBS=x is no number", "JOBS=x", "tree"), (2, "JOBS=0 is no number", "JOBS=0", "tree"),
                (1, "was not made by lab/lab", f"BUILD={self.dir}", "clean"),
                (1, "was not made by lab/lab", f"BUILD={self.dir}/file", "clean"),
                (1, "holds more than builds", f"BUILD={core.TOP}", "clean"),
                (1, f"{self.dir} is not just what lab series wrote", "", f"series -o {self.dir}"),
                (1, f"{self.dir}/file is not just what", "", f"series -o {self.dir}/file"),
                (2, "QUICK=0 is not known: say QUICK=1", "QUICK=0", "bench --report"),
                (2, "--store stands alone: leave out micro", "", "bench micro --store"),
                (2, "--here stands alone: leave out --store micro --quick", "", "bench micro --here --store --quick"),
                (2, "--cpus is for QEMU", "", "test stress_uml -- --cpus 4"),
                (2, "FILTER= is for kunit and arch, not for stress", "FILTER=x", "test kunit stress"),
                (2, "FLAVOUR= is for distro and distro_long, not for lint", "FLAVOUR=amd64", "test lint"),
                (2, "MODULES= is for make deb", "MODULES=all", "test distro"),
                (2, "give --kernel too", "", "test lava -- --initramfs x"),
                (2, "give --initramfs too", "", "test lava -- --kernel x --arguments y"),
                (2, "0 is no number from 1", "", "test bisect -- --only 0"),
                (2, "--from: not allowed with argument --only", "", "test bisect -- --only 1 --from 2"),
                (2, "-1 is no number from 1", "", "test fleet_um -- --rounds -1"),
                (2, "-1 is no number from 1", "", "test distro -- --minutes -1"),
                (2, "-1 is no number from 1", "", "test kcsan -- --bound -1"),
                (2, "-1 is no number from 1", "", "test cocci_tree -- --sample -1"),
                (2, "0 is no number from 1", "", "check -j 0"), (2, "-1 is no number from 1", "", "series -v -1"),
                (2, "--store is for all units", "", "test fleet_um -- --store --only ufs"),
                (2, "--store is for all units", "", "test fleet -- --store --rounds 1"),
                (2, "--store is for 5 minutes", "", "test distro -- --store --minutes 1"),
                (2, "BASE= is for deps, fetch, tree, refresh:", "BASE=7.2", "build uml-up"),
                (2, "BASE= is for deps, fetch, tree, refresh:", "BASE=7.2", "series"),
                (1, "LINUX=/nonexistent", "LINUX=/nonexistent", "deb"),
                (1, "cannot use .*/nope ", "", f"bench --here --log {self.dir}/nope"),
                (2, "--log is for --here", "", f"bench --log {self.dir}/file"),
                (1, "there is no log .*/nope", "", f"verdict {self.dir}/file {self.dir}/nope"),
                (1, f"{self.dir} is no regular file: name the console of a kernel", "", f"verdict {self.dir}"),
                (1, "/dev/null is no regular file", "", "verdict /dev/null"),
                (1, f"{self.dir}/fifo is no regular file", "", f"verdict {self.dir}/file {self.dir}/fifo"),
                (2, "there is no variant 'nope'", "", "build uml-up nope"),
                (2, "there is no variant 'nope'", "", "test stress -- --variant nope"),
                (2, "there is no variant 'nope'", "", "test configs -- nope"),
                (1, f"{self.dir}/nope is no run that .* saved: name one of .*/bench/here-", "", f"bench --compare {self.dir}/nope {self.dir}/file"),
                (2, f"BUILD={self.dir}/a:b has a space or a colon: name another folder", f"BUILD={self.dir}/a:b", "verdict x"),
                (2, "has a space or a colon", f"BUILD={self.dir}/a b", "fetch"),
                (0, f"there is no {self.dir}/build; downloads", "", "clean"),
                *((1, f"{self.dir} is no git tree of the kernel: name one", "", f"convert {more}{self.dir}") for more in ("", "--core ")),
                (1, f"{core.TOP} is no git tree of the kernel: name one", "", f"convert {core.TOP}"),
                (1, f"cannot use {self.dir}/file/build/.* .Not a directory.: set BUILD= to a folder", f"BUILD={self.dir}/file/build",
                 f"bench --here --log {self.dir}/file"),
                (2, "unrecognized arguments: --nope", "", "--nope"), (2, "arguments are required: VERB", "", ""),
                (2, "give variants or --list", "", "build --list nope"),
                (2, "unrecognized arguments: now", "", "test blackbox -- now"),
                (2, "there is no suite 'nope'", "", "test stress_input nope"),
                (1, "cannot write .*: set BUILD= to a folder", f"BUILD={self.dir}/file/build", "test stress_input"),
                (2, "unrecognized arguments: --fast", "", "test gdb -- --fast"),
                (2, "invalid choice: 'nope'", "", "nope")):
            argv = words.split()
            with self.subTest(env=env, argv=argv):
                name, _, value = env.partition("=")
                # Where it is not about BUILD=, an empty folder shows what was written.
                more = {"BUILD": f"{self.dir}/build"} | ({name: value} if name else {})
                done = subprocess.run([core.LAB / "lab", *argv], text=True, stderr=subprocess.PIPE, stdout=subprocess.PIPE,
                                      env=dict(os.environ) | more, timeout=60)
                self.assertRegex(done.stderr, f"^(lab:|>>) .*{text}.*\n$")
                self.assertEqual((done.returncode, done.stdout), (status, ""))
                self.assertFalse([path for path in (self.dir / "build").glob("*") if path.name != core.TAG.name])

    def test_the_makefile(self) -> None:
        for said, env, words in (
                ("lab/lab tree --force", "", "tree FORCE=1"), ("lab/lab check --again lint", "", "check AGAIN=1 ARGS=lint"),
                ("FORCE=0 is not known: say FORCE=1, or leave it out", "", "tree FORCE=0"),
                ("AGAIN=no is not known", "", "check-all AGAIN=no"), ("SIGNOFF=0 is not known", "", "series SIGNOFF=0"),
                ("lab/lab test arch -- arm64 --store", "", "kunit ARCH=arm64 ARGS=--store"),
                ("lab/lab test arch -- arm64", "", "arch ARCH=arm64"), ("ARCH=arm64 is not known here", "", "bench ARCH=arm64"),
                ("lab/lab test kunit", "arm64", "kunit"), ("lab/lab test kunit -- --filter x", "arm64", "kunit ARGS=--filter\\ x"),
                *((f"lab/lab {verb} x", "", f"{verb} ARGS=x") for verb in ("demo", "deb", "tree", "refresh", "series", "bench"))):
            with self.subTest(words=words):
                # What a make that runs us was told does not count.
                keep = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
                done = subprocess.run(["make", "-n", *shlex.split(words)], cwd=core.TOP, text=True, stdout=subprocess.PIPE,
                                      stderr=subprocess.STDOUT, env=keep | {"ARCH": env})
                last = " ".join(done.stdout.splitlines()[-1].split())
                self.assertIn(said, last)
                self.assertEqual(done.returncode != 0, "not known" in said)
                self.assertTrue(done.returncode or last == said, last)

    def test_clean_removes_what_the_lab_made(self) -> None:
        build = self.dir / "build"
        build.mkdir()
        for argv in (["tree", "nope"], ["clean"]):
            core.run([core.LAB / "lab", *argv], env={"BUILD": str(build)}, check=argv == ["clean"])
        self.assertFalse(build.exists())

    def test_a_program_that_is_not_to_be_killed(self) -> None:
        script = f"trap 'sleep 0.3; echo ended > {self.dir}/said; exit' INT; touch {self.dir}/runs; while :; do sleep 0.1; done"
        code = f"import core; core.guarded(lambda argv: core.run(['sh', '-c', argv[0]], gentle=True).returncode, [{script!r}])"
        with subprocess.Popen([sys.executable, "-Bc", code], cwd=core.LAB, stderr=subprocess.PIPE,
                              env=dict(os.environ) | {"BUILD": f"{self.dir}/build"}) as process:
            while not (self.dir / "runs").exists():
                time.sleep(0.05)
            # It runs, but the one that started it may not know that yet.
            time.sleep(0.5)
            process.terminate()
            process.communicate(timeout=30)
        self.assertEqual((self.dir / "said").read_text(), "ended\n")


class Results(Scratch):
    def test_save_and_load(self) -> None:
        log = self.dir / "console.log"
        log.write_text("booted\n")
        one = results.Result("some", [results.Case("a", results.PASS, "", 1.5),
                                      results.Case("b\0<", results.FAIL, "why & \33[0m")],
                             logs=[log, self.dir / "gone"])
        folder = one.save(self.dir / "r")
        two = results.load("some", self.dir / "r")
        assert two
        self.assertEqual((two.cases, two.failed), (one.cases, 1))
        self.assertEqual(two.logs[0].read_text(), "booted\n")
        self.assertEqual((folder / "ktap").read_text(), one.ktap())
        suite = ElementTree.parse(folder / "junit.xml").getroot()
        self.assertEqual((suite.get("failures"), suite[1].get("name")), ("1", "b?<"))
        self.assertIsNone(results.load("other", self.dir / "r"))

    def test_table_counts_a_suite_without_cases(self) -> None:
        good = results.Result("good", [results.Case("a", results.PASS)])
        text = results.table([good, results.Result("empty")])
        self.assertTrue(text.endswith("\n1 passed, 1 failed"))
        self.assertFalse(results.Result("empty").ok)
