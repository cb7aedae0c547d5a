# SPDX-License-Identifier: GPL-2.0
"""The units of the fleet, and what is kept of a run."""

import re
import unittest

import core
import ktap
import report
import results
from scratch import Scratch
from suites import fleet

LOG = """[    4.1] # fleet: ufs ufs_inode_cache=900
[    4.2] ok 1 fleet: ufs: 20 rounds, read 20 times
[    4.2] not ok 2 fleet: sctp: 20 rounds, socket 19 times
[    4.2] ok 3 fleet: names and memory are as they were
"""


class Units(unittest.TestCase):
    def test_each_is_used_in_a_way_that_the_guest_knows(self) -> None:
        rows = fleet.units()
        guest = (core.LAB / "guest/stress/fleet.c").read_text()
        most = int(re.search(r"UNITS = (\d+)", guest)[1])                 # type: ignore[index]
        names = [row[0] for row in rows]
        self.assertEqual(len(names), len(set(names)))
        self.assertLessEqual(len(names), most)
        for name, use, what, *how in rows:
            self.assertIn(f" *\t{use}\t", guest)
            self.assertEqual(use in ("read", "write"), bool(how), name)
            if how:
                self.assertIn("{img}", how, name)
                self.assertEqual(use == "write", int(how[0]) > 0, name)
            elif use == "socket":
                self.assertRegex(what, r"^\d+,\d+,\d+$")

    def test_no_name(self) -> None:
        self.assertRaisesRegex(core.UsageError, "has no ''", fleet.run_units, "x", "", (), fleet.PLAN, ["--only", ","])

    def test_the_sample_is_the_first_twelve(self) -> None:
        for row, folder in zip(fleet.units(), fleet.SAMPLE):
            name = {"vfat": "fat"}.get(row[0], row[0])
            self.assertTrue(folder.startswith("fs/" + name) or name.startswith(folder.rpartition("/")[2]), (name, folder))

    def test_nothing_is_both_run_and_left_out(self) -> None:
        cannot = {name for row in report.table_rows(report.NOT_LOADED) for name in row[0].split(", ")}
        self.assertFalse(cannot & {row[0] for row in fleet.units()})


class Seen(Scratch):
    def test_what_the_guest_says(self) -> None:
        log = self.file("log", LOG)
        self.assertEqual(fleet.did(log), [["ufs", "read", "20", "20", "yes"], ["sctp", "socket", "20", "19", "no"]])
        self.assertEqual(fleet.seen(log), {"ufs": "ufs_inode_cache=900"})

    def test_each_module_is_seen(self) -> None:
        rows = [[name, "read", rounds, "0", "yes"] for name, rounds in (("ufs", "20"), ("dm-snapshot", "20"), ("vfat", "20"), ("jfs", "0"))]
        static, names = {"ufs", "dm_snapshot", "jfs", "fat"}, {"ufs", "dm_snapshot", "fat"}
        self.assertEqual(fleet.unseen(static, rows, names, names), set())
        table: list[tuple[set[str], set[str], set[str]]] = [
            (names, {"ufs", "fat"}, {"dm_snapshot"}), ({"ufs", "fat"}, names, {"dm_snapshot"}),
            ({"ufs"}, {"ufs"}, {"dm_snapshot"}), (set(), set(), {"ufs", "dm_snapshot"})]
        for control, converted, bad in table:
            self.assertEqual(fleet.unseen(static, rows, control, converted), bad)

    def test_a_machine_replaces_its_own_rows(self) -> None:
        self.patch(report, FLEET=self.dir / "fleet.seen")
        self.assertIn("has not run yet", report.fleet())
        one, t = ["ufs", "read", "20", "20", "yes", "yes"], ktap.Suite("fleet")
        t.done.cases = [results.Case("one", results.PASS)]
        fleet.keep(t, "QEMU", [one])
        fleet.keep(t, "User-mode Linux", [one, ["sctp", "socket", "19", "19", "no", "no"]])
        fleet.keep(t, "QEMU", [["minix", *one[1:]]])
        self.assertEqual([row[:2] for row in report.table_rows(report.FLEET)],
                         [["User-mode Linux", "ufs"], ["User-mode Linux", "sctp"], ["QEMU", "minix"]])
        text = report.fleet()
        self.assertIn("Under User-mode Linux 2 units", text)
        self.assertIn("at least 19 times, 1 of them with nothing to report", text)
        self.assertIn("| sctp | socket | 19 | 19 | no | no |", text)
        self.assertIn("| amdgpu | a graphics card |", text)
