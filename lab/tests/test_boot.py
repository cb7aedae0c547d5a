# SPDX-License-Identifier: GPL-2.0
"""Boots of kernels that are scripts: what hangs, fails or is not there."""

import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from unittest import mock

import boot
import core
import verdict
from scratch import Scratch

# GUEST_KVM and GUEST: what a guest does under KVM while it is tried, and then.
FAKE_QEMU = """#!/bin/bash
case "$*" in
*'-serial stdio'*) do=$GUEST_KVM ;;
*) do=$GUEST ;;
esac
case $do in
hang) exec sleep 60 ;;
panic) echo 'Kernel panic - not syncing: VFS: Unable to mount root fs' ;;
fail) echo 'qemu: no such machine' >&2; exit 1 ;;
esac
"""
# Takes no notice of SIGTERM, as UML does.
FAKE_UML = """#!/bin/bash
trap '' TERM
echo "[    0.000000] KTAP version 1"
echo "[    0.000000] 1..1"
echo "$$" >"$(dirname "$0")/pid"
while :; do sleep 0.1; done
"""


class Fake(Scratch):
    def setUp(self) -> None:
        super().setUp()
        self.log = self.dir / "log"
        self.patch(core, say=mock.DEFAULT)

    def script(self, name: str, text: str) -> Path:
        path = self.file(name, text)
        path.chmod(0o755)
        return path


class Initrd(Fake):
    def test_the_old_one_stays_until_the_new_one_is_whole(self) -> None:
        self.file("initrd", "old")
        run = core.run

        def watch(cmd: list[str | Path], **more: Any) -> Any:
            if cmd[0] == "cpio":
                Path(cmd[-1]).write_text("new")
                self.assertEqual((self.dir / "initrd").read_text(), "old")
                return None
            return run(["false"], check=False) if cmd[0] == "ldd" else run(cmd, **more)
        with mock.patch.object(core, "run", watch), mock.patch("shutil.which", return_value="/bin/true"):
            boot.initrd(self.dir / "initrd", self.dir)
        self.assertEqual({path.name: path.read_text() for path in self.dir.iterdir()}, {"initrd": "new"})


class Uml(Fake):
    def test_a_hang_is_killed_and_judged(self) -> None:
        start = time.monotonic()
        seen: list[str] = []
        run = boot.uml(self.script("linux", FAKE_UML), self.log, mem=1, timeout=2, watch=seen.append)
        self.assertTrue(run.killed)
        self.assertLess(time.monotonic() - start, 10)
        self.assertIn("[    0.000000] 1..1", seen)
        self.assertFalse(Path(f"/proc/{(self.dir / 'pid').read_text().strip()}").exists())
        said = [case.name for case in verdict.judge(self.log).cases]
        self.assertIn("hang: vm: killed after 2 s", said)

    def test_one_that_another_thread_follows_ends_with_us(self) -> None:
        start = time.monotonic()
        with mock.patch.object(core, "STOP", threading.Event()) as stop, ThreadPoolExecutor() as pool:
            job = pool.submit(boot.uml, self.script("linux", FAKE_UML), self.log, mem=1, timeout=60)
            while not (self.dir / "pid").exists():
                time.sleep(0.05)
            stop.set()
            self.assertTrue(job.result().killed)
            self.assertEqual(job.result().how, "was interrupted")
        self.assertEqual(core.last_line(self.log.read_text()), "vm: killed when we were interrupted")
        self.assertLess(time.monotonic() - start, 20)

    def test_a_kernel_that_fails_is_judged(self) -> None:
        run = boot.uml(self.script("linux", "#!/bin/sh\nexit 3\n"), self.log, mem=1)
        self.assertEqual((run.exit, run.ok), (3, False))
        self.assertIn("the kernel's process ended with 3",
                      [case.name for case in verdict.judge(self.log).cases])

    def test_arguments(self) -> None:
        boot.uml(self.script("linux", '#!/bin/sh\necho "$@"\n'), self.log, mem=1, cpus=2, append="job=x y")
        self.assertRegex(self.log.read_text(), "mem=1M .*seccomp=on .*ncpus=2 job=x y\n\nvm: exit 0\n")

    def test_what_is_not_there(self) -> None:
        with self.assertRaisesRegex(core.LabError, "build it first"):
            boot.uml(self.dir / "none", self.log)
        with self.assertRaisesRegex(core.LabError, "set TMPDIR="):
            boot.memory_dir(1 << 40)
        with self.assertRaisesRegex(core.LabError, "none.ko is not there"):
            boot.initrd(self.dir / "initrd", self.dir, "none.ko")

    def test_initrd(self) -> None:
        self.script("a.ko", "module")
        path = boot.initrd(self.dir / "sub/initrd", self.dir, "a.ko", f"jobs/x={self.dir}/a.ko")
        names = core.run(["cpio", "-t", "--quiet", "-F", path]).stdout.split()
        self.assertLessEqual({"init", "dev", "bin/busybox", "modules/10-a.ko", "jobs/x"}, set(names))


class Qemu(Fake):
    def setUp(self) -> None:
        super().setUp()
        self.script("bin/qemu-system-x86_64", FAKE_QEMU)
        self.kernel = self.script("kernel", "")
        self.patch(boot, KVM=self.kernel)
        boot.kvm_works.cache_clear()

    def boot(self, kvm: str, guest: str, kernel: str = "kernel", timeout: float = 30) -> boot.Run:
        path = f"{self.dir}/bin:{os.environ['PATH']}"
        with mock.patch.dict(os.environ, PATH=path, GUEST_KVM=kvm, GUEST=guest):
            return boot.qemu(self.dir / kernel, self.log, timeout=timeout)

    def test_kvm_that_hangs_is_not_used(self) -> None:
        self.assertEqual(self.boot("hang", "ok").accel, "tcg,thread=multi")

    def test_kvm_that_works_is_used(self) -> None:
        self.assertEqual(self.boot("panic", "ok").accel, "kvm")

    def test_a_guest_that_ends(self) -> None:
        self.assertTrue(self.boot("panic", "ok").ok)
        self.assertEqual(core.last_line(self.log.read_text()), "vm: exit 0")

    def test_a_guest_that_hangs_is_killed(self) -> None:
        self.assertTrue(self.boot("panic", "hang", timeout=2).killed)
        self.assertEqual(core.last_line(self.log.read_text()), "vm: killed after 2 s")

    def test_a_qemu_that_fails_says_why(self) -> None:
        self.assertEqual(self.boot("panic", "fail").exit, 1)
        self.assertEqual(core.last_line(self.log.read_text()), "vm: exit 1 of qemu: qemu: no such machine")

    def test_what_is_not_there(self) -> None:
        with self.assertRaisesRegex(core.LabError, "is not there: build it"):
            self.boot("panic", "ok", kernel="none")
        with mock.patch.dict(os.environ, PATH=str(self.dir)), self.assertRaisesRegex(core.LabError, "run make deps"):
            boot.qemu(self.kernel, self.log)
