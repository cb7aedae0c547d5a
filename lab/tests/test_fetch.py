# SPDX-License-Identifier: GPL-2.0
"""The pinned kernel is the pinned one, or there is none; the suite fetch_input does so with a small archive."""

import tempfile
import unittest
from pathlib import Path
from unittest import mock

import core
import fetch


class Pinned(unittest.TestCase):
    def test_another_version(self) -> None:
        folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        pin = fetch.pin()
        apt = mock.Mock()
        apt.run.return_value = f"{pin.package} | 7.3.99-1 | http://archive.invalid\n"
        with mock.patch.object(fetch, "Apt", return_value=apt), mock.patch.object(core, "say"), \
                self.assertRaisesRegex(core.LabError, f"no {pin.package} 7.3.4.* any more: set LINUX=DIR .* or pin 7.3.99-1 in"):
            fetch._download(pin, folder, folder / "log")
        self.assertNotIn("download", str(apt.run.mock_calls))
