# SPDX-License-Identifier: GPL-2.0
"""Tables that a person edits, and those that a suite stored: a key that lacks, a wrong type, a wrong column."""

import shutil
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import build
import core
import debian
import deps
import fetch
import mail
import parts
import report
from scratch import Scratch
from suites import arch

ROW = 'x = { tree = "ours", arch = "um", fragments = ["one"] }'


class Tables(Scratch):
    """Each fault is one line that names the file and what is wrong."""

    def setUp(self) -> None:
        super().setUp()
        self.lab = self.dir / "lab"
        for name in ("configs/variants.toml", "configs/deb.toml", "suites/arch.toml", "suites/arch.seen", "deps.toml", "minutes.toml",
                     "recipients.toml", "pins/7.3.toml", "pins/7.2.toml"):
            (self.lab / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(core.LAB / name, self.lab / name)
        (self.dir / "patches").mkdir()
        shutil.copy(core.TOP / "patches/series.toml", self.dir / "patches")
        self.patch(core, LAB=self.lab)
        self.patch(build, CONFIGS=self.lab / "configs")
        self.patch(arch, TABLE=self.lab / "suites/arch.toml", SEEN=self.lab / "suites/arch.seen")

    def refused(self, read: Callable[[], object], file: Path, want: str) -> None:
        with self.assertRaises(core.LabError) as error:
            read()
        self.assertRegex(str(error.exception), f"^{file}: {want}: correct it, or restore it \\(git checkout {file}\\)$")

    def test_what_is_there_is_right(self) -> None:
        table: list[Callable[[], object]] = [build.variants, debian.table, arch.table, arch.seen, deps.table, fetch.pin,
                                             lambda: parts.load(self.dir), lambda: report.minutes(self.lab / "minutes.toml")]
        for read in table:
            self.assertTrue(read())

    def test_keys_and_types(self) -> None:
        table: list[tuple[Callable[[], object], str, str, str, str]] = [
            (debian.table, "configs/deb.toml", "flavours = ", "flavour = ", "has an unknown key 'flavour'"),
            (debian.table, "configs/deb.toml", 'flavours = ["cloud-amd64", "amd64", "rt-amd64"]', "", "lacks 'flavours'"),
            (debian.table, "configs/deb.toml", '["n", "Debian', '["Debian', "set.GCC_PLUGINS has 1 elements, not 2"),
            (arch.table, "suites/arch.toml", "[cannot]", "[can]", "lacks 'cannot'"),
            (arch.table, "suites/arch.toml", '[cannot]', "x = {}\n[cannot]", "x lacks 'qemu'"),
            (arch.table, "suites/arch.toml", 'qemu = "x86"', "qemu = 3", "i386.qemu is 3, not text"),
            (arch.table, "suites/arch.toml", '["swiotlb=noforce"]', '"x"', "arm64.boots is 'x', not a list"),
            (arch.table, "suites/arch.toml", 'boots = ["swiotlb=noforce"]', "mute = 1", "arm64.mute is 1, not true or false"),
            (deps.table, "deps.toml", "[all]", "[every]", "has an unknown key 'every'"),
            (deps.table, "deps.toml", 'flex = "flex"', "flex = true", "needed.flex is True, not text"),
            (fetch.pin, "pins/7.3.toml", 'version = "7.3.4"', "version = 7.3", "version is 7.3, not text"),
            (build.variants, "configs/variants.toml", "", "x = 1", "x is 1, not a table"),
            (build.variants, "configs/variants.toml", "", ROW.replace('"ours"', "3"), "x.tree is 3, not text"),
            (build.variants, "configs/variants.toml", "", ROW.replace('["one"]', '"common"'), "x.fragments is 'common', not a list"),
            (build.variants, "configs/variants.toml", "", ROW.replace('"one"', "3"), "x.fragments.0. is 3, not text"),
            (build.variants, "configs/variants.toml", "", ROW.replace('"um"', "3"), "x.arch is 3, not text"),
            (lambda: report.minutes(self.lab / "minutes.toml"), "minutes.toml", '"1 min 0 s"', "1", "make demo.built is 1, not text"),
            (lambda: report.series(self.dir, self.lab / "recipients.toml"), "recipients.toml", "32", '"32"', "1-fixes is '32', not a number"),
        ]
        for read, name, old, new, want in table:
            file = self.lab / name
            text = file.read_text()
            file.write_text(text.replace(old, new, 1) if old else new)
            with self.subTest(name=name, new=new):
                self.refused(read, file, want)
            file.write_text(text)

    def test_a_file_that_is_gone(self) -> None:
        table: list[tuple[Callable[[], object], str]] = [
            (debian.table, "configs/deb.toml"), (lambda: parts.load(self.dir), "../patches/series.toml")]
        for read, name in table:
            (self.lab / name).unlink()
            with self.assertRaisesRegex(core.LabError, "toml cannot be read .No such file or directory.: restore it .git checkout"):
                read()
        (self.lab / "pins/7.3.toml").unlink()
        with self.assertRaisesRegex(core.LabError, "there is no lab/pins/7.3.toml: say BASE=7.2, or restore it .git checkout lab/pins.$"):
            fetch.pin()

    def test_no_flavour(self) -> None:
        file = self.lab / "configs/deb.toml"
        file.write_text(file.read_text().replace('["cloud-amd64", "amd64", "rt-amd64"]', "[]"))
        with self.assertRaisesRegex(core.LabError, "names no flavour"):
            debian.flavour("")

    def test_columns(self) -> None:
        table: list[tuple[Callable[[], object], str, str, str]] = [
            (report.fleet, "FLEET", "fleet.seen", "QEMU ufs read x 20 yes yes"), (report.fleet, "FLEET", "fleet.seen", "QEMU"),
            (report.conversions, "CONVERSIONS", "convert.seen", "9P 3 2"), (report.conversions, "CONVERSIONS", "convert.seen", "9P a b c d e"),
            (lambda: report.table_rows(report.FAST), "FAST", "objcode.seen", "kfree 84"),
            (lambda: mail.PLACES["objcode"](mock.Mock()), "FAST", "objcode.seen", "kfree 84"),
            (report.stress, "STRESS", "stress.seen", "stress x86-stress 1 many"), (report.distro, "DISTRO", "distro.seen", "boot 1"),
            (report.fleet, "NOT_LOADED", "fleet.cannot", "amdgpu")]
        for read, name, file, line in table:
            path = self.file(file, "# SPDX\n" + line.replace(" ", "\t") + "\n")
            with self.subTest(line=line), mock.patch.object(report, name, path), \
                    self.assertRaisesRegex(core.LabError, f"{path}:2 is not text, .*with tabs between: restore it"):
                read()
        arch.SEEN.write_text("arm64\t64\n")
        with self.assertRaisesRegex(core.LabError, "arch.seen:1 is not text, a number, "):
            arch.page()
