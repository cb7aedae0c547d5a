# SPDX-License-Identifier: GPL-2.0
"""Reports of KCSAN: which race, and whether it is ours."""

import core
import results
from scratch import Scratch
from suites import kcsan

LINE = "=" * 66
BOTH = f"""[    1.0] {LINE}
[    1.0] BUG: KCSAN: data-race in slab_set_flag / allocate_slab
[    1.0]
[    1.0] read to 0x1 of 4 bytes by task 1 on cpu 0:
[    1.0]  allocate_slab+0x1/0x2
[    1.0] {LINE}
"""
ONE = BOTH.replace("slab_set_flag / allocate_slab", "known_one+0x12/0x40").replace("  allocate_slab", "  known_one")
AROUND = "[    0.9] KTAP version 1\n[    0.9] 1..1\n{}[    1.1] ok 1 a\n[    1.2] reboot: Power down\nvm: exit 0\n"


class Races(Scratch):
    known = {"known_one": "a counter"}

    def judge(self, text: str) -> results.Result:
        return kcsan.judge(self.file("a.log", AROUND.format(text)), {"slab_set_flag"}, self.known, "kcsan")

    def test_names(self) -> None:
        self.assertEqual(kcsan.races(BOTH + ONE), ["allocate_slab / slab_set_flag", "known_one"])

    def test_known(self) -> None:
        self.assertTrue(self.judge(ONE).ok)

    def test_ours(self) -> None:
        done = self.judge(BOTH + ONE)
        self.assertEqual([case.status for case in done.cases][-1], results.FAIL)
        self.assertIn("allocate_slab / slab_set_flag (ours)", done.cases[-1].reason)

    def test_ours_is_never_known(self) -> None:
        """A race of a function of ours fails if it is listed, and with the suffix that the compiler gives it."""
        for name in ("slab_set_flag", "slab_set_flag.isra.0"):
            text = BOTH.replace("slab_set_flag", name)
            self.known = {f"allocate_slab / {name}": "x"}
            self.assertIn("(ours)", self.judge(text).cases[-1].reason)

    def test_what_others_print_inside_a_report_stays(self) -> None:
        lines = ONE.splitlines(keepends=True)
        for splat in ("WARNING: mm/slub.c:1 at x", "BUG: KASAN: slab-use-after-free in x", "Kernel panic - not syncing: x"):
            for at in range(1, len(lines)):
                done = self.judge("".join([*lines[:at], f"[    1.0] {splat}\n", *lines[at:]]))
                self.assertEqual([case.name for case in done.cases if case.status == results.FAIL], [f"splat: {splat}"])

    def test_a_report_that_is_cut_off(self) -> None:
        self.assertIn("(ours)", self.judge(BOTH.partition("[    1.0]  alloc")[0]).cases[-1].reason)

    def test_other_splats_stay(self) -> None:
        self.assertFalse(self.judge("[    1.0] WARNING: CPU: 0 PID: 1 at a.c:1\n").ok)

    def test_functions(self) -> None:
        found = kcsan.functions_of(core.TOP)
        self.assertLessEqual({"slab_join", "slab_detach", "slab_static_claim", "__kmem_cache_setup_args"}, found)
        self.assertFalse({"if", "kfree", "list_add"} & found)
