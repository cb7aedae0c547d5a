# SPDX-License-Identifier: GPL-2.0
"""Run a job of LAVA without a server, and read the log that LAVA writes.

lava-run, its Python modules and the device types are unpacked below build/lava, not
installed: as packages they would bring a hundred others.  The log of a run here and
the one that a server hands out (output.yaml) have the same lines.
"""

import json
import os
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import core
import deps

TEMPLATES = core.LAB / "lava"
WORK = core.BUILD / "lava"
# In place of what needs root: guestfs writes qcow2 images, which no job of ours has;
# a folder of /var and the one of tftpd are ours; so nothing is left that root has to do.
RUN = """import os, runpy, sys, types
sys.modules["guestfs"] = types.ModuleType("guestfs")
import lava_common.constants
lava_common.constants.DISPATCHER_DOWNLOAD_DIR = sys.argv[1] + "/tmp"
from lava_dispatcher.utils import filesystem
work, *sys.argv[:] = sys.argv[1:]
os.geteuid = lambda: 0
filesystem.tftpd_dir = lambda: work + "/tftp"
import lava_common.schemas, yaml
# Not strict, it takes a word that is misspelled.
lava_common.schemas.validate(yaml.safe_load(open(sys.argv[-1])), strict=True)
runpy.run_path(sys.argv[0], run_name="__main__")
"""
# As a server does: the device type with the context of the job.
RENDER = """import sys, jinja2, yaml
job = yaml.safe_load(open(sys.argv[2]))
types = jinja2.Environment(loader=jinja2.FileSystemLoader(sys.argv[1]), trim_blocks=True)
device = types.from_string("{% extends '" + sys.argv[3] + ".jinja2' %}")
more = dict(word.split("=", 1) for word in sys.argv[4:])
print(device.render(**job.get("context", {}), **more))
"""
PYTHON = "/usr/bin/python3"     # the modules are for Debian's


@dataclass(frozen=True)
class Row:
    """One result that LAVA reports."""

    definition: str
    case: str
    result: str


def unpack() -> Path:
    """Unpack lava-run and what it imports; return the root."""
    root, debs, stamp, packages = WORK / "root", WORK / "debs", WORK / "unpacked", list(deps.table()["lava"])
    if stamp.is_file() and stamp.read_text() == " ".join(packages):
        return root
    for folder in (root, debs):
        shutil.rmtree(folder, ignore_errors=True)
    debs.mkdir(parents=True)
    with core.step("unpack lava-run"):
        try:
            core.run(["apt-get", "download", "-q", *packages], cwd=debs, log=WORK / "apt.log")
            for deb in sorted(debs.glob("*.deb")):
                core.run(["dpkg-deb", "-x", deb, root])
        except core.LabError:
            raise core.LabError("there is no lava-run: apt-get cannot download "
                                f"{' '.join(packages)} (Debian 12): see {WORK}/apt.log") from None
    core.write(stamp, " ".join(packages))
    return root


def url(path: Path) -> str:
    """The URL of a file, which LAVA takes as it is: it would look for %20."""
    if (found := path.absolute().as_uri()) != f"file://{path.absolute()}":
        raise core.LabError(f"LAVA cannot read {path}: give it a name of letters, digits and ._- only")
    return found


def job(template: str, to: Path, **values: str) -> Path:
    """Write a job: words in capitals of the template are replaced, in quotes as YAML has them."""
    text = (TEMPLATES / template).read_text()
    for name, value in values.items():
        text = re.sub(rf"\b{name}\b", lambda _, value=value: value.replace("'", "''"), text)  # type: ignore[misc]
    core.write(to, text)
    return to


def monitor(template: str = "qemu.yaml") -> tuple[str, dict[str, str], str]:
    """What a job looks for on the console: the pattern, what its words mean, the end."""
    text = (TEMPLATES / template).read_text()
    found = [re.search(pattern, text) for pattern in (
        r"      pattern: \|-\n((?:        .*\n)+)", r"      fixupdict: \{(.*)\}\n", r"      end: '(.*)'\n")]
    pattern, fixup, end = (match[1] for match in found if match)
    words = (word.split(": ") for word in fixup.split(", "))
    return re.sub("(?m)^ {8}", "", pattern), {key.strip("'"): value for key, value in words}, end


def run(definition: Path, device: str, *more: str, validate: bool = False, timeout: float = 3600) -> tuple[int, Path]:
    """Run a job on a device type of Debian's server; return lava-run's status and the log."""
    root = unpack()
    env = {"PYTHONPATH": str(root / "usr/lib/python3/dist-packages")}
    if validate:
        # Programs that only a run with a board calls.
        (WORK / "bin").mkdir(exist_ok=True)
        for name in ("udevadm", "in.tftpd"):
            shutil.copy("/bin/true", WORK / "bin" / name)
        env["PATH"] = f"{os.environ['PATH']}:{WORK}/bin"
    out = definition.with_suffix("")
    for name in ("tmp", "tftp"):
        (WORK / name).mkdir(exist_ok=True)
    types = root / "usr/share/lava-server/device-types"
    core.write(out / "device.yaml", core.run([PYTHON, "-c", RENDER, types, definition, device, *more]).stdout)
    core.write(out / "dispatcher.yaml", "dispatcher_ip: 127.0.0.1\n")
    log = out / f"{out.name}.yaml"
    done = core.run([PYTHON, "-c", RUN, WORK, root / "usr/bin/lava-run", "--job-id", out.name, "--output-dir", out,
                     "--device", out / "device.yaml", "--dispatcher", out / "dispatcher.yaml",
                     *(["--validate"] if validate else []), definition],
                    env=env, log=log, check=False, timeout=timeout)
    return done.returncode, log


def messages(text: str) -> Iterator[dict[str, object]]:
    """Each line of a log as data: YAML in one line with quotes around all, which JSON nearly is."""
    names = {"0": "\0", "a": "\a", "v": "\v", "e": "\x1b", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029"}

    def escape(match: re.Match[str]) -> str:
        word = match[1]
        if len(word) > 1:
            code = int(word[1:], 16)
            return json.dumps(chr(code) if code <= sys.maxunicode else "\ufffd")[1:-1]
        # One that nobody writes stays as it is.
        return json.dumps(names[word])[1:-1] if word in names else match[0] if word in '"\\/bfnrtu' else f"\\{match[0]}"
    for line in text.splitlines():
        line = line.removeprefix("- ")
        try:
            row = json.loads(re.sub(r'!!\w+ (?=")', "", re.sub(r"\\(x[0-9A-Fa-f]{2}|U[0-9A-Fa-f]{8}|.)", escape, line)))
        except ValueError:
            # A Python warning, for example; what a damaged line of the console has is judged all the same.
            row = {"lvl": "target", "msg": line} if '"lvl": "target"' in line else None
        if isinstance(row, dict) and "lvl" in row:
            yield row


def is_log(path: Path) -> bool:
    """Whether a file is a log of LAVA and not a console."""
    if not path.is_file():
        return False
    with path.open(errors="replace") as file:
        return re.match(r'(- )?\{"dt": "', file.readline()) is not None


def console(log: Path, to: Path) -> Path:
    """Write to a file what the device printed.  LAVA puts a backslash before each quote."""
    lines = [str(row["msg"]).replace('\\"', '"') for row in messages(log.read_text(errors="replace"))
             if row["lvl"] == "target" and "msg" in row]
    core.write(to, "\n".join([*lines, ""]).encode(errors="replace"))
    return to


def rows(log: Path) -> list[Row]:
    """The results in a log, in order, with the names that the device printed."""
    found = []
    for row in messages(log.read_text(errors="replace")):
        msg = row.get("msg")
        if row["lvl"] == "results" and isinstance(msg, dict) and {"definition", "case", "result"} <= msg.keys():
            name = msg.get("extra", {}).get("test_case_id", msg["case"])
            found.append(Row(msg["definition"], name, msg["result"]))
    return found
