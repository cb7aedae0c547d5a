# SPDX-License-Identifier: GPL-2.0
"""bench --here: a log that is not one whole run, a machine that cannot be measured, runs that are compared."""

import contextlib
import io
import json
import os
import platform
import re
import stat
from pathlib import Path
from typing import Any
from unittest import mock

import bench
import core
import here
from scratch import Scratch

LOOPS = {"module-own": ("nothing", "pair", "cross-cpu", "cold-nothing", "cold-pair"),
         "module-kmalloc": ("nothing", "normal-8")}
ABOUT = "bench: boot b1\nbench: charged\n"
MACHINE = "[    1.0] bench: machine 7.3.4-x|#7 SMP of today|A CPU @ 3 GHz\n"


def micro(kind: str, loop: str, values: str = "3000 1000 2000") -> str:
    return f"[    1.0] bench: micro {kind} {loop} 10 calls 0 : {'10 10 10' if loop.endswith('nothing') else values}\n"


RESULTS = "[    1.0] bench: results 7 repetitions 3\n"
CLOCK = "[    1.0] bench: clock 2000 ticks 1000 ns\n"
LOG = ABOUT + MACHINE + "".join(micro(kind, loop) for kind, loops in LOOPS.items() for loop in loops) + RESULTS + CLOCK
PAIR, NORMAL = micro("module-own", "pair"), micro("module-kmalloc", "normal-8")

# What insmod and the others do in a machine that is a folder, $ROOT.
FAKES = {
    "make": 'echo "make $*" >>$ROOT/done',
    "insmod": """[ ! -e $ROOT/no-insmod ] || { echo "insmod: ERROR: Key was rejected by service" >&2; exit 1; }
slab=$ROOT/sys/kernel/slab/bench-module
mkdir -p $ROOT/sys/module/slab_bench_here/parameters $slab-own $slab-static
for link in partner=:216 alias=${ALIAS:-:216} static-partner=:200 static-alias=:200; do
	ln -sfn ${link#*=} $slab-${link%%=*}
done
grep ^Cpus_allowed_list: /proc/self/status >$ROOT/cpus""",
    "rmmod": """[ ! -e $ROOT/no-rmmod ] || { echo "rmmod: ERROR: in use" >&2; exit 1; }
cp $ROOT/sys/module/slab_bench_here/parameters/run $ROOT/job; rm -r $ROOT/sys/module/slab_bench_here""",
    "dmesg": "[ -e $ROOT/lost ] || cat $ROOT/dev/kmsg; cat $ROOT/log",
    # The files of a cgroup come and go with it.
    "rmdir": "rm -r $1; echo rmdir >>$ROOT/done",
}


class Here(Scratch):
    def setUp(self) -> None:
        super().setUp()
        self.patch(core, BUILD=self.dir / "build")

    def lab(self, *words: object) -> str:
        """lab bench; what it prints and says."""
        with contextlib.redirect_stdout(io.StringIO()) as said, contextlib.redirect_stderr(said):
            self.assertEqual(bench.main([str(word) for word in words]), 0)
        return said.getvalue()

    def refused(self, want: str, *words: object) -> None:
        """lab bench raises one line, and saves nothing."""
        old = self.saved()
        with contextlib.redirect_stdout(io.StringIO()) as said, contextlib.redirect_stderr(said):
            with self.assertRaises(core.LabError) as error:
                bench.main([str(word) for word in words])
        self.assertRegex(str(error.exception), want)
        self.assertNotIn("\n", str(error.exception))
        self.assertEqual(self.saved(), old)

    def saved(self) -> list[Path]:
        return sorted((core.BUILD / "bench").glob("here-*.json"))


class Logs(Here):
    def parse(self, text: str) -> dict[str, Any]:
        self.lab("--here", "--log", self.file("log", text))
        found: dict[str, Any] = json.loads(self.saved()[-1].read_text())
        return found

    def test_a_whole_run(self) -> None:
        for text in (LOG, LOG.replace("\n", "\r\n"), f"booted\n{LOG}[    9.9] more\n"):
            found = self.parse(text)
            self.assertEqual({row["what"]: (row["low"], row["median"], row["high"]) for row in found["results"]}, {
                "module-own pair": (149, 199, 249), "module-own cold-pair": (148, 198, 248),
                "module-kmalloc normal-8": (149, 199, 249)})
        self.assertEqual(len(self.saved()), 3)

    def test_it_is_of_the_machine_that_measured(self) -> None:
        found = self.parse(LOG)
        self.assertEqual((found["kernel"], found["machine"]), ("7.3.4-x #7 SMP of today", "A CPU @ 3 GHz"))
        self.assertEqual({row["kernel"] for row in found["results"]}, {"7.3.4-x"})
        self.assertRegex(self.saved()[-1].name, r"^here-7\.3\.4-x-20[0-9T.]+json$")
        self.assertEqual((found["boot"], found["charged"]), ("b1", True))
        self.assertIs(self.parse(LOG.replace("bench: charged\n", ""))["charged"], False)
        self.assertEqual(self.parse(LOG.replace("A CPU @ 3 GHz", ""))["machine"], "unknown")
        self.parse(LOG.replace("7.3.4-x", "../x"))
        self.assertTrue(any(path.name.startswith("here-.._x-") for path in self.saved()))

    def test_half_a_run_is_none(self) -> None:
        for name, want, text in (
                ("empty", "has no results", ""),
                ("other results", "has no results", "bench: work fork+exit 50 : 9 0 9 9\n"),
                ("no machine", "no lines 'bench: machine'", LOG.replace(MACHINE, "")),
                ("half a machine", "no kernel and CPU", LOG.replace("|A CPU @ 3 GHz", "")),
                ("cut after two loops", "no lines 'bench: results'", LOG.partition(PAIR)[0] + PAIR),
                ("begins late", "no lines 'bench: machine'", LOG[LOG.index(PAIR):]),
                ("one line", "no lines 'bench: machine'", PAIR),
                ("no clock", "no lines 'bench: clock'", LOG.replace(CLOCK, "")),
                ("clock too early", "not in their order", LOG.replace(CLOCK, "").replace(PAIR, CLOCK + PAIR)),
                ("two runs", "2 lines 'bench: machine'", LOG * 2),
                ("values lost", "module-own pair has 2 values, and the module printed 3",
                 LOG.replace(PAIR, micro("module-own", "pair", "3000 1000"))),
                ("values lost of all", "module-own nothing has 3 values, and the module printed 31",
                 LOG.replace("repetitions 3\n", "repetitions 31\n")),
                ("another message within", "is cut off|is broken",
                 LOG.replace(PAIR, PAIR.replace(" 1000", " 10[ 1.2] eth0: up\n00"))),
                ("text behind", "is cut off|is broken", LOG.replace(PAIR, f"{PAIR[:-1]} eth0: up\n")),
                ("a loop lost", "has 6 loops, and the module ran 7", LOG.replace(NORMAL, "")),
                ("a loop twice", "is broken or there twice", LOG.replace(NORMAL, NORMAL * 2)),
                ("nothing to subtract", "module-kmalloc normal-8 is there without module-kmalloc nothing",
                 LOG.replace(micro("module-kmalloc", "nothing"), "").replace("results 7", "results 6")),
                ("nothing cold to subtract", "module-own cold-pair is there without module-own cold-nothing",
                 LOG.replace(micro("module-own", "cold-nothing"), "").replace("results 7", "results 6"))):
            with self.subTest(name):
                self.refused(want, "--here", "--log", self.file("log", text))


class Machine(Here):
    """A machine that is a folder."""

    def setUp(self) -> None:
        super().setUp()
        self.root = self.dir / "root"
        self.patch(os, geteuid=lambda: 0)
        self.patch(platform, release=lambda: "7.3.4-x", machine=lambda: "x86_64")
        self.enterContext(mock.patch.object(here, "ROOT", self.root, create=True))
        for name, text in (("dev/kmsg", ""), ("log", LOG.removeprefix(ABOUT)),
                           ("lib/modules/7.3.4-x/build/Makefile", ""), ("proc/cmdline", "quiet\n"),
                           ("proc/sys/kernel/random/boot_id", "b2\n"),
                           ("sys/fs/cgroup/cgroup.controllers", "cpu memory pids\n"),
                           ("sys/fs/cgroup/cgroup.subtree_control", "cpu memory pids\n")):
            self.file(f"root/{name}", text)
        (self.root / "sys/kernel/slab").mkdir(parents=True)
        for name, text in FAKES.items():
            self.file(f"bin/{name}", f"#!/bin/sh\n{text}\n").chmod(stat.S_IRWXU)
        path = f"{self.dir}/bin:{os.environ['PATH']}"
        self.enterContext(mock.patch.dict(os.environ, PATH=path, ROOT=str(self.root)))

    def is_clean(self) -> None:
        self.assertFalse((self.root / "sys/module/slab_bench_here").exists())
        self.assertEqual([*(self.root / "sys/fs/cgroup").glob("slab-bench-*")], [])

    def test_a_run(self) -> None:
        allowed = os.sched_getaffinity(0)
        said = self.lab("--here")
        self.assertEqual(os.sched_getaffinity(0), allowed)
        self.assertNotIn("not charged", said)
        found = json.loads(self.saved()[0].read_text())
        self.assertEqual((found["boot"], found["charged"], len(found["results"])), ("b2", True, 3))
        self.assertEqual((self.root / "cpus").read_text().split()[1], str(min(allowed)))
        self.assertEqual((self.root / "job").read_text(), f"micro {here.REPS}\n")
        self.assertRegex((self.root / "done").read_text(), r"^make -C .*/build M=.* HERE=1 modules\nrmdir\n$")
        self.is_clean()

    def test_nothing_is_built(self) -> None:
        for want, module, name, value in (
                ("needs root", os, "geteuid", 1000), ("install linux-headers-7.3.5", platform, "release", "7.3.5"),
                ("for x86-64, and this machine is riscv64", platform, "machine", "riscv64")):
            with self.subTest(want), mock.patch.object(module, name, return_value=value):
                self.refused(want, "--here")
                self.assertFalse((self.root / "done").exists())

    def test_a_module_that_is_not_loaded(self) -> None:
        (self.root / "no-insmod").touch()
        self.refused("^the module cannot be loaded: insmod: ERROR: Key was rejected by service$", "--here")
        (self.root / "sys/module/slab_bench_here").mkdir(parents=True)
        self.refused("^slab_bench_here is loaded already: rmmod it first$", "--here")

    def test_a_module_that_stays_loaded(self) -> None:
        """What it measured counts all the same."""
        (self.root / "no-rmmod").touch()
        self.assertIn("slab_bench_here stays loaded (rmmod: ERROR: in use): rmmod it, or", self.lab("--here"))
        self.assertEqual(len(self.saved()), 1)

    def test_a_log_that_is_cut(self) -> None:
        for want, name, text in (("no lines 'bench: results'", "log", MACHINE + PAIR),
                                 ("has lost where the run began", "lost", "")):
            self.file(f"root/{name}", text)
            self.refused(want, "--here")
            self.is_clean()

    def test_caches_that_share_in_another_way(self) -> None:
        slab = self.root / "sys/kernel/slab"
        with mock.patch.dict(os.environ, ALIAS=":216-1"):
            self.refused("^bench-module-alias does not share with bench-module-partner: the numbers would be", "--here")
        self.is_clean()
        for kind in ("own", "static"):
            (slab / f"bench-module-{kind}").rmdir()
            (slab / f"bench-module-{kind}").symlink_to(".")
            self.refused(f"^bench-module-{kind} is no cache of its own: the numbers would be", "--here")
            self.is_clean()
            (slab / f"bench-module-{kind}").unlink()

    def test_accounted_loops_that_are_not_charged(self) -> None:
        groups = self.root / "sys/fs/cgroup"
        for path, text in ((groups / "cgroup.controllers", "cpu pids\n"),
                           (self.root / "proc/cmdline", "cgroup.memory=nobpf,nokmem\n")):
            old = path.read_text()
            path.write_text(text)
            self.assertIn("accounted loops are not charged", self.lab("--here"))
            path.write_text(old)
        self.assertEqual([json.loads(path.read_text())["charged"] for path in self.saved()], [False, False])
        # What was switched on for this is switched off again.
        (groups / "cgroup.subtree_control").write_text("cpu\n")
        self.assertNotIn("not charged", self.lab("--here"))
        self.assertEqual((groups / "cgroup.subtree_control").read_text(), "-memory\n")


class Compare(Here):
    def run_of(self, name: str, kernel: str, median: float, loops: tuple[str, ...] = ("pair", "kfree"),
               **more: Any) -> Path:
        rows = [{"figure": "here", "what": what, "unit": "cycles", "kernel": kernel, "repetitions": 3,
                 "median": median, "low": median - 1, "high": median + 1} for what in loops]
        about: dict[str, Any] = {"kernel": kernel, "machine": "m", "boot": name, "charged": True, "results": rows}
        return self.file(f"{name}.json", json.dumps(about | more))

    def test_one_run_each(self) -> None:
        text = self.lab("--compare", self.run_of("one", "k1", 100), self.run_of("two", "k2", 200))
        self.assertRegex(text, r"pair +100 \(99\.\.\.101\) +200 \(199\.\.\.201\)  2.000 \*\n")
        self.assertRegex(text, "2 loops, 2 whose spreads do not .*; the spread of first and second is of one boot only")
        self.assertNotIn("WARNING", text)

    def test_several_runs_of_a_kernel(self) -> None:
        first = [self.run_of(f"a{n}", "k1", n) for n in (100, 150, 120)]
        second = [self.run_of(f"b{n}", "k2", n) for n in (130, 160, 161)]
        text = self.lab("--compare", first[0], second[0], *first[1:], *second[1:])
        self.assertRegex(text, r"pair +120 \(100\.\.\.150\) +160 \(130\.\.\.161\)  1.333\n")
        self.assertTrue(text.endswith("2 loops, 0 whose spreads do not overlap (*)\n"))
        text = self.lab("--compare", *first, second[2])
        self.assertRegex(text, r"pair .* 161 \(160\.\.\.162\)  1.342 \*\n")
        self.assertIn("the spread of second is of one boot only", text)
        again = self.run_of("again", "k2", 170, boot="b161")
        self.assertIn("the spread of second is of one boot only", self.lab("--compare", *first, second[2], again))

    def test_what_is_not_comparable_is_said(self) -> None:
        one = self.run_of("one", "k1", 100, ("pair", "old"))
        text = self.lab("--compare", one, self.run_of("two", "k2", 100, ("pair", "new"), machine="n", charged=False))
        self.assertIn("not compared, one lacks it: new\n", text)
        self.assertIn("not compared, two lacks it: old\n", text)
        self.assertIn("WARNING: the runs are of different machines", text)
        self.assertIn("WARNING: accounted objects were charged in some runs only", text)
        zero = self.run_of("zero", "k2", 0)
        self.assertRegex(self.lab("--compare", one, zero), "pair .*  0.000")
        self.assertRegex(self.lab("--compare", zero, one), r"pair .*  - \*")

    def test_runs_that_are_not_compared(self) -> None:
        one, two = self.run_of("one", "k1", 100), self.run_of("two", "k1", 200)
        other = self.run_of("other", "k2", 1, ("x",))
        self.refused("^name runs of two kernels: these 2 are of 1 .k1.; CONFIG_LOCALVERSION", "--compare", one, two)
        self.refused("of 3", "--compare", one, other, self.run_of("third", "k3", 1))
        self.refused("no loop in common", "--compare", one, other)
        self.refused("named twice", "--compare", one, one, other)
        self.refused("name two runs or more", "--compare", one)

    def test_a_file_that_is_no_run(self) -> None:
        good = json.loads(self.run_of("good", "k1", 100).read_text())
        row = good["results"][0]
        bad: list[Any] = [{}, [], *(good | more for more in (
            {"results": []}, {"machine": None}, {"kernel": 7}, {"charged": "yes"}, {"boot": 1}, {"results": [row, row]},
            *({"results": [row | wrong]} for wrong in (
                {"figure": "native"}, {"x": 1}, {"median": "100"}, {"low": None}, {"high": float("nan")},
                {"repetitions": True}, {"what": 7}))))]
        for data in bad:
            with self.subTest(data):
                self.refused(r"bad\.json is no run that lab bench --here saved", "--compare",
                             self.file("bad.json", json.dumps(data)), self.run_of("two", "k2", 1))


class Module(Scratch):
    def test_a_line_of_the_log_has_one_printk(self) -> None:
        module = core.LAB / "guest/bench_modules/slab_bench.c"
        self.assertNotIn("pr_cont", module.read_text())
        most = [re.findall(r"#define MAX_REPS\s(\d+)", path.read_text())
                for path in (module, core.LAB / "guest/bench/bench.h")]
        self.assertEqual(most[0], most[1])
        self.assertLessEqual(here.REPS, int(most[0][0]))
