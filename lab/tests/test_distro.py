# SPDX-License-Identifier: GPL-2.0
"""What make deb says of configurations, and what make distro reads and compares."""

import contextlib
import io
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import build
import core
import deb
import distro
import ktap
from suites import distro as suite

THEIRS = """CONFIG_CC_VERSION_TEXT="gcc 14"
CONFIG_RUST=y
CONFIG_LOCALVERSION=""
CONFIG_XFS_FS=m
CONFIG_KVM=m
CONFIG_KVM_SMM=y
# CONFIG_DEBUG is not set
"""
STRESS = """stress-ng: info:  [615] skipped: 2: apparmor (1) swap (1)
stress-ng: info:  [615] passed: 3: access (1) af-alg (1) chdir (1)
stress-ng: fail:  [615] failed: 1: flock (1)
stress-ng: info:  [615] metrics untrustworthy: 0
status: 2
"""
SHARING = """fact: link kmem_cache_per_node :0000256
fact: link pid :0000128
fact: link cred :0000128
fact: dir :0000256
fact: dir :0000128
fact: dir alone
fact: slabinfo-name pid
"""
OUTSIDE = "fact: dir outside\nfact: link outside_dynamic :0000208\n"
OOM = ["stress-ng invoked oom-killer: gfp_mask=0x1", "CPU: 0 UID: 0", "Call Trace:", "Tasks state"]


class Deb(unittest.TestCase):
    def test_differs(self) -> None:
        theirs = build.options(THEIRS)
        self.assertEqual(theirs["DEBUG"], "n")
        here = {**theirs, "CC_VERSION_TEXT": '"gcc 12"', "RUST": "n"}
        ours = {**here, "LOCALVERSION": '"-x"', "LOCALVERSION_AUTO": "y"}
        last = {name: value for name, value in ours.items() if not name.startswith("KVM")}
        rows = deb.differs(theirs, here, ours, last, {"LOCALVERSION": "of its own"})
        self.assertEqual(rows, [
            ["CC_VERSION_TEXT", '"gcc 14"', '"gcc 12"', deb.HERE], ["KVM", "m", "n", deb.LEFT_OUT],
            ["KVM_SMM", "y", "n", deb.LEFT_OUT], ["LOCALVERSION", '""', '"-x"', f"{deb.SET}: of its own"],
            ["LOCALVERSION_AUTO", "n", "y", deb.FOLLOWS], ["RUST", "y", "n", deb.HERE]])
        self.assertEqual(deb.short(rows), [
            "2 options: another compiler, pahole and no Rust here", '    CC_VERSION_TEXT "gcc 14" -> "gcc 12"',
            "    RUST y -> n", "1 options: set by lab/configs/deb.toml", '    LOCALVERSION "" -> "-x": of its own',
            "1 options: follow from what lab/configs/deb.toml sets",
            "2 options: 1 modules are left out, with what belongs to them: lab/configs/deb.modules lists those "
            "that are built, MODULES=all builds all"])
        # What is printed counts each line of the file once, also what a later step takes back or changes again.
        for last_ in (last, ours, {**last, "RUST": "y"}, {**ours, "CC_VERSION_TEXT": '"gcc 13"', "LOCALVERSION": '"-y"'}):
            rows = deb.differs(theirs, here, ours, last_, {"LOCALVERSION": "of its own"})
            self.assertEqual([row[:3] for row in rows], [[name, *pair] for name, pair in deb.changes(theirs, last_).items()])
            self.assertEqual(sum(int(line.split()[0]) for line in deb.short(rows) if line[0] != " "), len(rows))

    def test_what_is_printed_is_read_from_the_file(self) -> None:
        with tempfile.TemporaryDirectory() as folder, mock.patch.object(core, "BUILD", Path(folder)), \
                mock.patch.object(deb.Package, "deb", lambda package, kind: Path(__file__)):
            package = deb.Package("cloud-amd64", False, Path(folder))
            package.write_differs([["RUST", "y", "n", deb.HERE], ["KVM", "m", "n", deb.LEFT_OUT]])
            self.assertEqual((package.folder / "differs").read_text(), f"RUST\ty\tn\t{deb.HERE}\nKVM\tm\tn\t{deb.LEFT_OUT}\n")
            said = list(package.table())
            self.assertIn("    1 options: another compiler, pahole and no Rust here", said)
            self.assertIn(f"    each of the 2: {package.folder}/differs", said)

    def test_the_allocator_is_debians(self) -> None:
        theirs = {"SLUB": "y", "KFENCE": "y", "KVM": "m", "INIT_ON_FREE_DEFAULT_ON": "n"}
        deb.same_allocator(theirs, {"SLUB": "y", "KFENCE": "y", "SLUB_STATS": "n"})
        for name, value in (("SLUB_STATS", "y"), ("KFENCE", "n"), ("MEMCG", "y"), ("INIT_ON_FREE_DEFAULT_ON", "y"),
                            ("SLAB_BUCKETS", "y"), ("KMALLOC_PARTITION_RANDOM", "y"), ("HARDENED_USERCOPY", "y")):
            with self.assertRaisesRegex(core.LabError, rf"not configured as Debian's \({name} . -> {value}\)"):
                deb.same_allocator(theirs, theirs | {name: value})

    def test_modules(self) -> None:
        self.assertEqual(deb.modules("# no-module\nvirtio-rng xfs\n\nloop\n"), ["virtio_rng", "xfs", "loop"])
        known = deb.modules(deb.LIST.read_text())
        self.assertEqual([name for name in known if known.count(name) > 1], [])
        # What the guest loads by name is built.
        self.assertEqual(set(deb.modules(distro.MODPROBE)) - set(known), set())


class Distro(unittest.TestCase):
    def test_caches(self) -> None:
        found = distro.caches(SHARING, "/sys/kernel/slab/x\n")
        self.assertEqual(found.groups, [["alone"], ["cred", "pid"], ["kmem_cache_per_node"]])
        self.assertEqual(found.dangling, ["/sys/kernel/slab/x"])
        self.assertEqual(found.row(), "4 names, 3 storages, the largest has 2 names")

    def test_stressed(self) -> None:
        self.assertEqual(distro.stressed(STRESS), {"passed": {"access", "af-alg", "chdir"}, "failed": {"flock"},
                                                   "skipped": {"apparmor", "swap"}})

    def test_gist(self) -> None:
        for tool, text, want in (
                ("slabtop", " Active / Total Caches (% used)     : 127 / 211 (60.2%)\n\n  OBJS ACTIVE\n", [("Caches", "127 / 211 (60.2%)")]),
                ("slabinfo-T", "Slabcaches :   211   Aliases  :  136->75   Active:  127\n",
                 [("Slabcaches", "211"), ("Aliases", "136->75"), ("Active", "127")]),
                ("slabinfo-a", "\n:0000040     <- a b\n:0000048     <- c d e\n", [("groups", "2, of 5 names, 3 in the largest")]),
                ("slabinfo-a", "Unresolved alias\n", [("groups", "0, of 0 names, 0 in the largest")]),
                ("vmstat", "Cache    Num  Total   Size  Pages\npid   3  21  192  21\ncred  40  42  192  21\n", [("rows", "2, 63 objects")]),
                ("ls", ":0000040\na\nb\n", [("names", "2"), ("ids", "1")]),
                ("slabinfo-v", "", [("says", "nothing")])):
            self.assertEqual(suite.gist(tool, text.splitlines()), want)

    def test_boot_messages(self) -> None:
        one = ["[    0.100000] Linux version 7.3.4-x", "[    0.2] virtio_blk virtio1: 1/0/0 queues", "[    3.1] new thing at 12",
               "[    3.2] new thing at 13", "[    4.0] clocksource: tsc unstable"]
        self.assertEqual(distro.only_here(one, ["[    9.9] virtio_blk virtio2: 2/0/0 queues"]), [one[2]])
        self.assertEqual(distro.only_here(one, one), [])
        self.assertEqual(distro.only_here(["mounted caac6638-3e61-4b2c-9f26-d624e6e2cf29 r/w"],
                                          ["mounted 00c99c1a-de29-4516-a938-bc8784bd699c r/w"]), [])

    def test_reports(self) -> None:
        self.assertEqual(distro.reports(["fine", "[  1.0] BUG: bad", *OOM]), ["[  1.0] BUG: bad"])
        self.assertEqual(distro.reports(OOM[1:]), ["Call Trace:"])


class Judge(unittest.TestCase):
    """The suite, over what two guests left."""

    def left(self, root: Path, name: str) -> distro.State:
        out = root / name / "out"
        files = {"state": "running\n", "failed": "", "failed-after": "", "warnings": "a warning\n", "kexec": "7.3.4\n7.3.4\n",
                 **{f"tools{after}/{tool}": "text\nstatus: 0\n" for after in ("", "-after") for tool in suite.TOOLS},
                 **{load: "status: 0\n" for load in (*suite.LOADS, "insmod", "rmmod")},
                 **{f"stress-{name}": STRESS for name in suite.STRESS},
                 "stress-planted": "stress-ng: fail:  [615] failed: 1: hdd (1)\n"}
        for state in distro.STATES:
            mine = SHARING if name == "ours" else "\n".join(SHARING.splitlines()[1:])
            mine += OUTSIDE if state == "outside" else ""
            files |= {f"{state}/sharing": mine, f"{state}/dangling": "", f"{state}/modules": "xfs\nloop\n",
                      f"{state}/meminfo": "Slab:   20000 kB\nSReclaimable:  9000 kB\n"}
        for path, text in files.items():
            (out / path).parent.mkdir(parents=True, exist_ok=True)
            (out / path).write_text(text)
        (root / name / "log").write_text("[ 1.0] all is well\n")
        return distro.State(name, out, root / name / "log")

    def failed(self, spoil: dict[str, str]) -> list[str]:
        with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
            pair = [self.left(Path(folder), name) for name in ("control", "ours")]
            for path, text in spoil.items():
                if path == "ended":
                    continue
                who, _, rest = path.partition("/")
                for state in pair if who == "both" else pair[:1] if who == "control" else pair[1:]:
                    (state.log if path == "log" else state.out / (rest if who in ("both", "control") else path)).write_text(text)
            with ktap.Suite("distro") as t:
                self.assertIn(["boot", "3 names, 2 storages, the largest has 2 names",
                               pair[1].caches("boot").row()], suite.side_by_side(*pair))
                pair[1].ended = spoil.get("ended", "")
                stays = Path(folder) / "btrfs.ko"
                stays.write_bytes(b"ELF\0stale_but_there\0")
                suite.judge(t, pair[0], pair[1], dict.fromkeys(("xfs", "loop"), stays))
        return [case.name for case in t.done.cases if case.status == "fail"]

    def test_all_is_well(self) -> None:
        self.assertEqual(self.failed({}), [])

    def test_what_a_module_that_stays_has(self) -> None:
        self.assertEqual(self.failed({"both/unloaded/sharing": SHARING + "fact: dir stale_but_there\n"}), [])

    def test_what_systemd_says_of_both(self) -> None:
        self.assertEqual(self.failed({"both/state": "degraded\n"}), [])
        self.assertEqual(self.failed({"control/state": "degraded\n"}), [])

    def test_names_that_are_gone_share_with_nobody(self) -> None:
        """On the control they stay, in the group where they were."""
        stale = "\n".join([*SHARING.splitlines()[1:], "fact: link stale :0000128"])
        self.assertEqual(self.failed({"control/unloaded/sharing": stale}), [])

    def test_what_a_module_that_left_had(self) -> None:
        stale = "\n".join([*SHARING.splitlines()[1:], "fact: dir stale_but_gone"])
        self.assertEqual(self.failed({"control/unloaded/sharing": stale}), [])

    def test_validation_that_finds_nothing_says_nothing(self) -> None:
        self.assertEqual(self.failed({"tools-after/slabinfo-v": "status: 0\n"}), [])

    def test_each_case_fails(self) -> None:
        """What one file of ours says wrongly fails the case that looks at it."""
        for path, text, case in (
                ("failed", "ssh.service loaded failed\n", "no unit has failed"),
                ("boot/sharing", SHARING.replace("cred :0000128", "fred :0000128"), "boot: the names"),
                *((f"{state}/sharing", SHARING.replace("cred :0000128", "cred :0000256") + OUTSIDE * (state == "outside"),
                   f"{state}: the same names share") for state in distro.STATES),
                ("loaded/sharing", SHARING.replace("link cred :0000128", "dir cred"), "loaded: the same names share"),
                ("state", "degraded\n", "the system is"), ("state", "", "the system is"),
                ("loaded/sharing", SHARING.replace("dir alone", "dir lost"), "loaded: the names"),
                *((f"{state}/sharing", (SHARING + OUTSIDE * (state == "outside"))
                   .replace("fact: link pid :0000128\n", ""), f"{state}: the names") for state in distro.STATES[1:]),
                ("loaded/dangling", "/sys/kernel/slab/x\n", "loaded: no link dangles"),
                ("boot/meminfo", "Slab:   30000 kB\n", "boot: no more memory"),
                ("dropped/meminfo", "", "dropped: no more memory"),
                ("tools/slabtop", "no\nstatus: 1\n", "tools: slabtop works"),
                ("tools/slabtop", "status: 0\n", "tools: slabtop works"),
                ("tools/slabinfo-v", "Unresolved alias\nstatus: 1\n", "tools: slabinfo-v works"),
                ("fsck-xfs", "bad\nstatus: 1\n", "fsck-xfs is content"),
                ("stress-xfs", STRESS.replace("access (1) ", "").replace("flock", "access"), "stress-ng xfs"),
                ("stress-xfs", STRESS.replace("access (1) ", ""), "stress-ng xfs: most"),
                ("stress-planted", "stress-ng: info:  [615] passed: 1: hdd (1)\n", "stress-ng: one that cannot work"),
                ("boot/modules", "xfs\n", "boot: the same modules"),
                ("ended", "was killed at its bound", "both guests end"),
                ("log", "[ 1.0] BUG: KFENCE: memory corruption in x\n", "no report"),
                ("log", "[ 1.0] watchdog: BUG: soft lockup - CPU#1 stuck for 22s! [systemd-udevd:9]\n", "no report"),
                ("unloaded/modules", "xfs\nloop\nbtrfs\n", "unloaded: no module stays"),
                ("insmod", "no\nstatus: 1\n", "outside: a module"),
                ("unloaded/sharing", SHARING + "fact: dir stale\n", "unloaded: no name stays"),
                ("log", "[ 1.0] BUG: bad\n", "no report"),
                ("warnings", "a warning\nanother one\n", "no warning"),
                ("kexec", "7.3.4\n", "kexec boots")):
            with self.subTest(path=path, case=case):
                self.assertTrue(any(name.startswith(case) for name in self.failed({path: text})), case)
