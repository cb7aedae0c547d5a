# SPDX-License-Identifier: GPL-2.0
"""bench with bad input, what it makes of consoles that are known, and whether it sees a count that changed."""

import contextlib
import io
import json
import subprocess
from unittest import mock

import bench
import bench_plot
import bench_results
import check
import core
import guests
import ktap
import report
import results
from scratch import Scratch
from suites import bench_check

# A loop of 1000 turns that does nothing takes 2000 instructions, one that
# allocates and frees 102000, 102100 and, with a tick of the timer in it, 999000.
MICRO = """[    1.000000] bench: micro own nothing 1000 calls 0 : 1 1 1
[    1.000000] bench: micro own pair 1000 calls 3 : 1 1 1
[    1.000000] bench: clock 1000 ticks 1000 ns
[    1.000000] bench: micro module-own nothing 1000 calls 0 : 1 1 1
[    1.000000] bench: micro module-own bulk16 10 calls 3 : 1 1 1
[    1.000000] bench: clock 1000 ticks 1000 ns
"""
COUNTS = """0 2000 0 0
1 2000 0 0
2 2000 0 0
3 102000 30000 20000
4 999000 31000 20000
5 102100 30000 20000
6 1000 0 0
7 1000 0 0
8 1000 0 0
9 1610 160 0
10 1610 160 0
11 1610 160 0
"""
# Half a nanosecond a tick; two boots are one sample.  In the second the machine was slower for both.
NATIVE = """[    1.000000] bench: micro own nothing 1000 calls 0 : 0 0
[    1.000000] bench: micro own pair 1000 calls 2 : {0} {0}
[    1.000000] bench: clock 2000 ticks 1000 ns
"""
CONSOLES = {
    "pinned.micro.log": MICRO, "pinned.micro.counts": COUNTS,
    "ours.native.0.log": NATIVE.format(60000), "ours.native.1.log": NATIVE.format(70000),
    "pinned.native.0.log": NATIVE.format(50000), "pinned.native.1.log": NATIVE.format(80000),
    "ours.memory.log": "bench: memory boot-names 1 : 95\r\nbench: memory boot-kB 1 : 4000\r\n",
    "ours.work.log": "bench: work fork+exit 50 : 9 0 9 9\nbench: work execve 1 : 9\n",
    "ours.work.counts": "0 5000 1000 500 100\n1 9000 9000 9000 9000\n2 5050 1000 500 150\n3 5100 1100 500 200\n"
                        "4 7 1 1 0\n",
    "ours.scale.log": "bench: scale destroy-own 10 : 5\nbench: scale create-join 10 : 0 8\n",
    "all.size.log": "bench: size static-cache-shift-10@ours 1 : 256\n",
}
WANT = """memory	after-boot	names	ours	95	95	95	1
memory	after-boot kB	kB	ours	4000	4000	4000	1
micro	module-own bulk16	instructions	pinned	10	10	10	3
micro	module-own bulk16	loads	pinned	1	1	1	3
micro	module-own bulk16	stores	pinned	0	0	0	3
micro	own pair	instructions	pinned	100.1	100.05	548.55	3
micro	own pair	loads	pinned	30	30	30.5	3
micro	own pair	stores	pinned	20	20	20	3
native	own pair	ns	ours	32.5	30	35	4
native	own pair	ns	pinned	32.5	25	40	4
native	own pair	ratio	ours	1.038	0.956	1.119	2
scale	create-join 10	instructions	ours	8	8	8	1
size	static-cache-shift-10	bytes	ours	256	256	256	1
work	execve	instructions	ours	7	7	7	1
work	execve	instructions-there	ours	0	0	0	1
work	execve	loads	ours	1	1	1	1
work	execve	stores	ours	1	1	1	1
work	fork+exit	instructions	ours	101	100.75	101.25	2
work	fork+exit	instructions-there	ours	3	2.75	3.25	2
work	fork+exit	loads	ours	20.5	20.25	20.75	2
work	fork+exit	stores	ours	10	10	10	2
"""


class Known(Scratch):
    def setUp(self) -> None:
        super().setUp()
        self.patch(bench, DIR=self.dir, COUNTS=self.dir / "counts", TIMES=self.dir / "bench.seen")
        self.patch(core, TOP=self.dir)
        self.patch(results, commit=lambda: "0123")
        (self.dir / "log").mkdir()

    def store(self) -> str:
        """lab bench --store; what it says."""
        with contextlib.redirect_stderr(io.StringIO()) as said:
            bench.main(["--store"])
        return said.getvalue()

    def measure(self) -> list[bench_results.Row]:
        for name, text in CONSOLES.items():
            (self.dir / "log" / name).write_text(text, newline="")
        self.at()
        return bench.measured()

    def at(self, **commits: str) -> None:
        """Note of which commits the figures are."""
        (self.dir / bench.COMMITS).write_text(json.dumps(dict.fromkeys(bench.FIGURES, "0123") | commits))

    def check(self) -> str:
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said), ktap.Suite("bench_check") as t:
            bench_check.run(t)
        return said.getvalue()

    def test_results(self) -> None:
        rows = self.measure()
        lines = ["\t".join((r.figure, r.what, r.unit, r.kernel, *map(bench_results.number, (r.median, r.low, r.high)),
                            str(r.repetitions))) + "\n" for r in rows]
        self.assertEqual("".join(lines), WANT)
        bench_results.save(rows, self.dir / "results.json", kernel="7.3")
        self.assertEqual(bench_results.load(self.dir / "results.json"), rows)

    def test_what_boot_frees_is_not_counted(self) -> None:
        out = self.file("out/System.map", "ffffffff817c0000 B __init_begin\nffffffff817c0010 d __init_end_of_another\n"
                        "ffffffff817c0100 R __init_end\n").parent
        said = "   text\t   data\t    bss\t    dec\t    hex\tfilename\n 500\t 300\t 200\t1000\t 3e8\tx\n"
        size = subprocess.CompletedProcess("", 0, said, "")
        with mock.patch.object(core, "run", lambda cmd: size):
            said = bench.image("ours", out)
            (out / "System.map").write_text("ffffffff81000000 T _text\n")
            self.assertRaisesRegex(core.LabError, "has no __init_end", bench.image, "ours", out)
            (out / "System.map").write_text("1 B __init_begin\n1001 R __init_end\n")
            self.assertRaisesRegex(core.LabError, "4096 bytes from __init_begin", bench.image, "ours", out)
        log = self.file("log/all.image.log", said)
        self.file("log/ours.memory.log", CONSOLES["ours.memory.log"])
        kept = {"image-text": 500, "image-data": 300, "image-bss": 200, "image": 1000, "image-init": 256,
                "image - init": 744, "image+Slab": 744 + 1024 * 4000}
        self.assertEqual({row.what: row.median for row in bench.measured() if row.unit == "bytes"}, kept)
        log.write_text(said.replace("image-init", "another"))
        self.assertNotIn("image+Slab", [row.what for row in bench.measured()])

    def test_two_boots_agree(self) -> None:
        def rows(again: float) -> list[bench_results.Row]:
            return [bench_results.Row("work", "mount+umount", "loads", kernel, value, value, value, 1)
                    for kernel, value in (("ours", 1000), ("ours-again", again))]
        bench.agree(rows(1000.9))
        for again in (998.5, 1001.5):
            self.assertRaisesRegex(core.LabError, "not comparable", bench.agree, rows(again))

    def test_table_says_the_difference(self) -> None:
        row = bench_results.Row("micro", "own pair", "instructions", "pinned", 100.1, 100.05, 548.55, 3)
        ours = bench_results.Row("micro", "own pair", "instructions", "ours", 101.1, 100.05, 548.55, 3)
        self.assertIn("| own pair | 100.1 (100...548.5) | 101.1 (100...548.5) | 1 |\n",
                      bench_results.tables([row, ours]))
        self.assertRegex(bench_results.brief([row, ours]), r"pair, primary by a pointer +100.1 +101.1\n")
        self.assertEqual(bench_results.brief([row]), "")

    def test_check(self) -> None:
        self.assertRaisesRegex(core.LabError, "nothing was measured yet", bench.main, ["--report"])
        self.measure()
        self.assertIn("counts is missing", self.check())
        self.assertIn("counts: 18 counts", self.store())
        (self.dir / bench.COMMITS).unlink()
        self.assertIn("micro was measured at no commit, not at this one: run make bench", self.check())
        for figure, commit in (("scale", "0124"), ("size", "0123-dirty"), ("", "")):
            (self.dir / bench.COMMITS).write_text(json.dumps(dict.fromkeys(bench.FIGURES, "0123") | {figure: commit}))
            said_now, known = self.check(), ["lint", "bench_check"]
            with contextlib.redirect_stderr(io.StringIO()) as said:
                self.assertEqual((check.chosen(True, known), check.chosen(False, known)), (known[:1 if figure else 2], known[:1]))
            self.assertEqual(f"{figure} was measured at {commit}, not at this one" in said_now, bool(figure))
            self.assertEqual("bench_check is left out: it needs a run" in said.getvalue(), bool(figure))
        self.assertIn("5 passed, 0 failed", self.check())
        with mock.patch.object(results, "commit", lambda: "0123-dirty"):
            (self.dir / bench.COMMITS).write_text(json.dumps(dict.fromkeys(bench.FIGURES, "0123-dirty")))
            self.assertEqual(bench.stale(), [*bench.EXACT, "size"])
            (self.dir / bench.COMMITS).write_text(json.dumps(dict.fromkeys(bench.FIGURES, "0123")))
        counts = self.dir / "counts"
        counts.write_text(counts.read_text().replace("\t100.1\n", "\t99.1\n"))
        said_again = self.check()
        self.assertIn("+micro\town pair\tinstructions\tpinned\t100.1", said_again)
        self.assertIn("4 passed, 1 failed", said_again)

    def test_times_are_kept(self) -> None:
        self.measure()
        self.store()
        times = bench.TIMES.read_text()
        for log in self.dir.glob("log/pinned.native.*"):
            log.unlink()
        self.store()
        self.assertEqual(bench.TIMES.read_text(), times)
        self.assertIn("own pair\t1.038\t0.956\t1.119\n", times)
        self.assertIn("| own pair | 1.04 | 0.96, 1.12 |\n", report.times())

    def test_what_was_measured_says_when(self) -> None:
        self.measure()
        (self.dir / bench.COMMITS).write_text(json.dumps(dict.fromkeys(bench.FIGURES, "0122")))

        def run(*_: object) -> None:
            self.assertEqual(bench.commits()["micro"], "")
        with mock.patch.object(guests, "program"), mock.patch.object(core, "run"), \
                mock.patch.object(bench, "measure_exact", run):
            for quick, commit in ((False, "0123"), (True, "0123 --quick")):
                bench.measure(["micro"], quick)
                self.assertEqual((bench.commits()["micro"], bench.commits()["work"]), (commit, "0122"))

    def test_what_is_not_stored(self) -> None:
        self.measure()
        for commits, want in (({"micro": ""}, "^micro was not measured to its end: run lab/lab bench micro work"),
                              ({"size": "0123 --quick"}, "^size was measured at 0123 --quick, which is not one"),
                              ({"native": "0123-dirty"}, "^native was measured at 0123-dirty, which is not one"),
                              ({"scale": "0124"}, "^not of one commit: micro 0123, .*scale 0124")):
            self.at(**commits)
            with self.subTest(want):
                self.assertRaisesRegex(core.LabError, want, self.store)
                self.assertFalse(bench.COUNTS.exists() or bench.TIMES.exists())

    def test_whole_figures_are_stored(self) -> None:
        bench.COUNTS.write_text("# SPDX-License-Identifier: GPL-2.0\n# kept\n# size: measured at 9, 2020-01-01\n"
                                "# micro: measured at 9, 2020-01-01\n"
                                "micro\ta loop of yore\tloads\tpinned\t1\nmicro\town pair\tloads\tunconverted\t1\n"
                                "memory\tafter-boot\tnames\tunconverted\t1\nsize\timage\tbytes\tunconverted\t1\n"
                                "size\tsome-struct\tbytes\tpinned\t1\n")
        self.measure()
        (self.dir / "log/all.size.log").unlink()
        self.at(size="")
        self.assertIn("17 counts, 1 as they were", self.store())
        text = bench.COUNTS.read_text()
        self.assertRegex(text, "^# SPDX.*\n# kept\n# micro: measured at 0123, 20..-..-..\n# work: measured at 0123"
                               ", .*\n# memory: .*\n# scale: .*\n# size: measured at 9, 2020-01-01\nmicro")
        self.assertNotIn("yore", text)
        self.assertNotIn("unconverted", text)
        self.assertIn("size\tsome-struct\tbytes\tpinned\t1\n", text)
        self.assertRegex(report.counted(), r"^Counted at commit 0123 on 20..-..-..: micro, work, memory, scale\.\n"
                                           r"Counted at commit 9 on 2020-01-01: size\.\n$")
        bench.COUNTS.write_text("# SPDX-License-Identifier: GPL-2.0\n")
        self.assertIn("was not noted", report.counted())

    def test_partners(self) -> None:
        kinds = {"own": "184", "static": "168", "partner": "216", "alias": "216", "static-partner": "200", "static-alias": "200"}
        alone_in_module = {"own": "232", "static": "248"}
        # The aliases of a module have the size of those in the image, and share with them.
        links = {f"bench-{kind}": f":{size}" for kind, size in kinds.items()}
        links |= {f"bench-module-{kind}": f":{size}" for kind, size in (kinds | alone_in_module).items()}
        links["cred"] = ":192"

        def console(links: dict[str, str]) -> str:
            return MICRO + "".join(f"bench: link {name} {storage}\r\n" for name, storage in links.items())
        alone = {name: f":{number}" for number, name in enumerate(links)}
        table: list[tuple[str, dict[str, str], bool]] = [
            ("ours.micro", links, True), ("pinned.native.0", links, True), ("ours.micro", alone, False),
            ("ours.micro", {}, False), ("ours-nomerge.micro", {}, True), ("no-sharing.micro", alone, True),
            *((f"{kernel}.micro", links | {"cred": storage}, False) for kernel in ("pinned", "ours")
              for storage in set(links.values()) - {":192"}),
            ("no-sharing.micro", links | {"cred": ":184"}, False)]
        for name, said, good in table:
            self.assertEqual(not bench.partners(name, console(said)), good, (name, said))
        self.assertEqual(bench.partners("ours.micro", console(links | {"cred": ":248"})),
                         "bench-module-static shares with cred: change its size in slab_bench.c")
        self.assertEqual(bench.partners("ours.memory", "bench: memory boot-names 1 : 95\n"), "")

    def test_two_ways_by_turns(self) -> None:
        counts = [1000, 2000] * 4
        for runs in (counts, counts[1:], counts[:-1], counts[1:-1]):
            (self.dir / "log/ours.work.log").write_text(f"bench: work pipe 10 :{' 9' * len(runs)}\n")
            (self.dir / "log/ours.work.counts").write_text("".join(f"{i} {run} 0 0 0\n" for i, run in enumerate(runs)))
            self.assertEqual({row.median for row in bench.measured() if row.unit == "instructions"}, {150})

    def test_bad_input(self) -> None:
        for text, argument in (("unrecognized arguments: --fast", "--fast"), ("no figure 'speed'", "speed")):
            self.assertRaisesRegex(core.UsageError, text, bench.main, [argument])

    def test_a_console_that_was_cut_off(self) -> None:
        log = self.dir / "x.native.0.log"
        for line in ("bench: micro own", "bench: micro own pair x calls 2 : 1", "bench: clock 1",
                     "bench: micro own pair 0 calls 2 : 5"):
            log.write_text(f"one\n{line}\n")
            self.assertRaisesRegex(core.LabError, "x.native.0.log:2 is cut off", bench_results.read, [log])
        log.write_text(NATIVE.format(60000).rpartition("[")[0])
        self.assertRaisesRegex(core.LabError, "no line 'bench: clock'", bench_results.read, [log])

    def test_too_little_for_a_plot(self) -> None:
        bench_plot.plot([], self.dir)
        bench_plot.plot(self.measure(), self.dir)
        self.assertEqual([*self.dir.glob("*.svg")], [])
        bench_plot.plot([bench_results.Row("work", "open", "loads", kernel, value, value, value, 1) for kernel, value in
                         (("pinned", 9), ("ours", 8), ("converted", 7), ("pinned-again", 9))], self.dir)
        self.assertEqual([path.name for path in self.dir.glob("*.svg")], ["work-loads-saved.svg"])
