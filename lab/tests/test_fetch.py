# SPDX-License-Identifier: GPL-2.0
"""The pinned kernel is the pinned one, or there is none; the suite fetch_input does so with a small archive."""

import fcntl
from unittest import mock

import core
import deps
import fetch
from scratch import Scratch


class Pinned(Scratch):
    def test_a_typo_in_a_pin(self) -> None:
        self.patch(core, LAB=self.dir)
        for text, want in (("version = 7.3.4", "7.3.toml is no TOML: "),
                           ('release = "7.3.4"', "7.3.toml: has an unknown key 'release': correct it, or restore")):
            self.file("pins/7.3.toml", text)
            self.assertRaisesRegex(core.LabError, want, fetch.pin)

    def test_another_version(self) -> None:
        pin = fetch.pin()
        apt = mock.Mock()
        apt.run.return_value = f"{pin.package} | 7.3.99-1 | http://archive.invalid\n"
        self.patch(fetch, Apt=lambda *_: apt)
        self.patch(core, say=mock.DEFAULT)
        with self.assertRaisesRegex(core.LabError, f"no {pin.package} 7.3.4.* any more: set LINUX=DIR .* or pin 7.3.99-1 in"):
            fetch._download(pin, self.dir, self.dir / "log")
        self.assertNotIn("download", str(apt.run.mock_calls))


class Deps(Scratch):
    def test_two_suites_install_one_after_the_other(self) -> None:
        said = list[list[str]]()

        def run(cmd: list[str], **_: object) -> mock.Mock:
            said.append(cmd)
            with (self.dir / "deps.lock").open() as file, self.assertRaises(BlockingIOError):
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return mock.Mock(returncode=len(said) == 1)
        self.patch(core, BUILD=self.dir, run=run, say=mock.DEFAULT)
        with mock.patch("shutil.which"):
            deps.install(["x"])
        self.assertEqual(len(said), 3)
        self.assertTrue(all("DPkg::Lock::Timeout=600" in cmd for cmd in said))
