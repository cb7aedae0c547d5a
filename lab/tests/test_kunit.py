# SPDX-License-Identifier: GPL-2.0
"""The suite kunit with bad input."""

import unittest

import core
from suites import kunit


class Input(unittest.TestCase):
    def test_a_kernel_for_qemu(self) -> None:
        self.assertRaisesRegex(core.UsageError, "x86 is not for User-mode Linux", kunit.run, ["--variant", "x86"])


if __name__ == "__main__":
    unittest.main()
