# SPDX-License-Identifier: GPL-2.0
"""A Debian user space on two kernels side by side: ours (deb.py), and Debian's own binary as the control.

One root file system holds both kernels as a user installs them.  guest/distro runs in
it, and leaves what it saw as files on a disk of its own; State reads them.
"""

import hashlib
import os
import re
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import boot
import build
import core
import deb
import debian
import facts
import fetch
import guests
import splats
import tree
from core import LabError
from git import git

WORK = core.BUILD / "distro"
GUEST = core.LAB / "guest"
STATES = ("boot", "loaded", "dropped", "modules", "outside", "unloaded")
UNIT = """[Unit]
Description=What make distro runs
After=multi-user.target
[Service]
ExecStart=/bin/sh /lab/distro
[Install]
WantedBy=multi-user.target
"""
# If linux-base has not done it: Debian's package has all its files below /usr/lib/modules.
BOOT = """for d in /usr/lib/modules/*; do v=${d##*/}
for f in vmlinuz config; do [ -e /boot/$f-$v ] || cp $d/$f /boot/$f-$v; done
[ -e /boot/initrd.img-$v ] || update-initramfs -c -k $v; done"""
# Loaded by name, beside what comes when it is used: guest/distro.
MODPROBE = """sctp nf_tables nft_ct nft_nat nft_masq ip_set xfrm_user esp4 af_key tls vsock_loopback sch_netem cls_bpf
dm-crypt dm-thin-pool dm-snapshot raid456 zram null_blk algif_hash algif_skcipher algif_aead ccm gcm chacha20poly1305"""
# Lines of a boot that depend on the time or on the build; only_here() leaves them out.
SAME = [
    (re.compile(r"^\[ *[0-9.]+\] ?"), ""),
    (re.compile(r"0x[0-9a-f]+|(?:[0-9a-f]+-){4}[0-9a-f]+|\b[0-9a-f]{8,}\b|\d+"), "N"),
    (re.compile(r" +"), " "),
]
NOISE = {
    r"^Linux version |^Command line: |^Kernel command line: |[Uu]nknown kernel command line": "names of the kernels",
    r"clocksource|hrtimer|perf: interrupt|tsc: |TSC|BogoMIPS|hogged CPU|sched_clock": "times",
    r"^(Memory|Freeing|Write protecting|NX-protecting|Kernel/User|.*KASLR|.*memory)": "sizes of the images",
    r"raid6: |xor: |XOR|random: crng|systemd\[N\]|systemd-|audit": "in another order, or as fast as the machine was",
    r"[Ll]oad(ed|ing).*(certificate|X.N)|keys?ring|integrity: ": "the keys of who built it",
    r"^outside: (loading out-of-tree|module verification)": "only ours loads it",
}


@dataclass
class State:
    """What one kernel left on its disk, and its console."""

    name: str
    out: Path
    log: Path
    ended: str = ""     # how, if not by itself

    def text(self, path: str) -> str:
        """Return a file; empty if it is not there."""
        try:
            return (self.out / path).read_text(errors="replace")
        except OSError:
            return ""

    def status(self, path: str) -> int | None:
        """Return how a command ended that guest/distro tried."""
        found = re.findall(r"^status: (\d+)$", self.text(path), re.M)
        return int(found[-1]) if found else None

    def said(self, path: str) -> list[str]:
        return [line for line in self.text(path).splitlines() if not line.startswith("status: ")]

    def caches(self, state: str) -> "Caches":
        return caches(self.text(f"{state}/sharing"), self.text(f"{state}/dangling"))

    def memory(self, state: str) -> dict[str, int]:
        """Return what /proc/meminfo says of slabs, in KiB."""
        return {name: int(kib) for name, kib in
                re.findall(r"^(Slab|SReclaimable|SUnreclaim): +(\d+) kB$", self.text(f"{state}/meminfo"), re.M)}

    def modules(self, state: str) -> set[str]:
        return set(self.text(f"{state}/modules").split())

    def console(self) -> list[str]:
        return self.log.read_text(errors="replace").replace("\r", "").splitlines()


@dataclass
class Caches:
    """Names of slab caches and how they share."""

    names: set[str]
    groups: list[list[str]]
    dangling: list[str]

    def row(self) -> str:
        """Names, storages, the largest group."""
        largest = max(self.groups, key=len) if self.groups else []
        return f"{len(self.names)} names, {len(self.groups)} storages, the largest has {len(largest)} names"


def caches(sharing: str, dangling: str = "") -> Caches:
    """Read what guest/sharing said."""
    found = facts.parse(sharing)
    groups = [sorted(names) for names in found.storages().values() if names]
    return Caches({name for names in groups for name in names}, sorted(groups), dangling.split())


def stressed(text: str) -> dict[str, set[str]]:
    """Return which stressors passed, failed and were skipped, as stress-ng sums up."""
    found: dict[str, set[str]] = {}
    for word in ("passed", "failed", "skipped"):
        names = re.findall(rf"^stress-ng: \w+: +\[\d+\] {word}: \d+: (.*)$", text, re.M)
        found[word] = {name for line in names for name in re.findall(r"([a-z0-9-]+) \(\d+\)", line)}
    return found


def plain(line: str) -> str:
    """A line of a boot without what differs from boot to boot."""
    for pattern, new in SAME:
        line = pattern.sub(new, line)
    return line.strip()


def only_here(one: list[str], other: list[str], noise: str = "|".join(NOISE)) -> list[str]:
    """Lines of one boot that the other lacks, but what the pattern noise finds."""
    ignored, seen, found = re.compile(noise or "(?!)"), {plain(line) for line in other}, dict[str, str]()
    for line in one:
        if (key := plain(line)) and key not in seen and not ignored.search(key):
            found.setdefault(key, line)
    return list(found.values())


def reports(console: list[str]) -> list[str]:
    """Lines of a console that splats.py lists; the traces of the OOM killer are none."""
    found = []
    for number, line in enumerate(console):
        if splats.hard.search(line) or splats.soft.search(line):
            if splats.trace.search(line) and "oom-killer" in "".join(console[max(0, number - 15):number]):
                continue
            found.append(line)
    return found


def userspace(kernels: list[Path]) -> Path:
    """Make the root file system with those packages installed, unless that is done; return its image."""
    rows = debian.table()["userspace"]
    hooks = [f"copy-in {' '.join(map(str, kernels))} /srv", f"copy-in {WORK}/distro.service /etc/systemd/system",
             'chroot "$1" sh -c "dpkg -i /srv/linux-base_*.deb && dpkg -i /srv/*.deb"', 'rm "$1"/srv/*.deb',
             f"chroot \"$1\" sh -c '{BOOT}'", 'mkdir "$1/lab"', 'chmod -R a+r "$1/boot"',
             'chroot "$1" systemctl enable distro', 'echo distro >"$1/etc/hostname"',
             'printf "LABEL=root / ext4 defaults 0 1\\nLABEL=lab /lab ext4 defaults 0 2\\n" >"$1/etc/fstab"']
    key = hashlib.sha256(repr([rows, UNIT, hooks, [(path.name, path.stat().st_size, path.stat().st_mtime_ns)
                                                   for path in kernels]]).encode()).hexdigest()
    image, stamp, log = WORK / "root.img", WORK / "root.stamp", core.LOG / "distro-userspace.log"
    with core.lock(WORK / "lock"):
        if stamp.is_file() and stamp.read_text() == key:
            return image
        stamp.unlink(missing_ok=True)
        core.need_space(WORK, 8)
        core.write(WORK / "distro.service", UNIT)
        with core.scratch(WORK / "apt") as work:
            apt = fetch.Apt(work, core.LOG / "distro-apt.log")
            apt.read_lists(rows["suite"])
            source = (work / "sources.list").read_text().strip()
        root = WORK / "root"
        helper = [] if os.geteuid() == 0 else ["mmdebstrap", "--unshare-helper"]
        core.run([*helper, "rm", "-rf", root])
        with core.step(f"Debian {rows['suite']} with both kernels", log):
            core.run(["mmdebstrap", f"--mode={'unshare' if helper else 'root'}", "--variant=minbase", "--format=directory",
                      f"--include={','.join(rows['packages'])}", "--aptopt=Acquire::Languages \"none\"",
                      *(f"--dpkgopt=path-exclude=/usr/share/{name}/*" for name in ("doc", "man", "locale")),
                      *(f"--customize-hook={hook}" for hook in hooks), rows["suite"], root, source], log=log)
            shutil.copytree(root / "boot", WORK / "boot", symlinks=True, dirs_exist_ok=True)
            image.unlink(missing_ok=True)
            core.run([*helper, "mke2fs", "-q", "-t", "ext4", "-L", "root", "-d", root, image, "3G"])
            core.run([*helper, "rm", "-rf", root])
        core.write(stamp, key)
    return image


def disk(path: Path, label: str, size: str, folder: Path | None = None) -> Path:
    """Make a disk: empty, or an ext4 with the files of a folder."""
    if folder:
        core.run(["mke2fs", "-q", "-t", "ext4", "-L", label, "-E", "root_owner=0:0", "-d", folder, path, size])
    else:
        core.run(["truncate", "-s", size, path])
    return path


def tools(folder: Path) -> None:
    """Build slabinfo of our tree, and of the pinned one: a user's."""
    tree.ensure_tree()
    for name, commit in (("slabinfo", tree.TREES["ours"][1]), ("slabinfo-pinned", "pinned")):
        core.write(folder / f"{name}.c", git(tree.KERNEL, "show", f"{commit}:tools/mm/slabinfo.c") + "\n")
        core.run(["gcc", "-O2", "-static", "-o", folder / name, folder / f"{name}.c"])


def boot_one(name: str, release: str, image: Path, minutes: float, outside: Path | None) -> State:
    """Boot one kernel, and read what it left."""
    work = WORK / name
    shutil.rmtree(work, ignore_errors=True)
    lab = work / "lab"
    lab.mkdir(parents=True)
    for path in (GUEST / "distro", GUEST / "sharing", *([outside] if outside else [])):
        shutil.copy(path, lab)
    for tool in ("slabinfo", "slabinfo-pinned"):
        shutil.copy(WORK / tool, lab)
    core.write(lab / "seconds", f"{minutes * 60:.0f}\n")
    core.write(lab / "modprobe", MODPROBE)
    drives = {"root": image, "lab": disk(work / "lab.img", "lab", "64M", lab), "ext4": disk(work / "ext4.img", "", "1G"),
              "xfs": disk(work / "xfs.img", "", "1G")}
    more = [word for serial, path in drives.items() for word in (
        "-drive", f"file={path},if=none,id={serial},format=raw,snapshot={'on' if serial == 'root' else 'off'}",
        "-device", f"virtio-blk-pci,drive={serial},serial={serial}")]
    more += ["-nic", "user,model=virtio-net-pci,restrict=on", "-device", "virtio-rng-pci", "-device", "virtio-balloon",
             "-device", "vmcoreinfo"]
    log = core.LOG / f"distro-{name}.log"
    with core.step(f"distro: {name}"):
        done = boot.qemu(WORK / f"boot/vmlinuz-{release}", log, mem=2048, cpus=2, initrd=WORK / f"boot/initrd.img-{release}",
                  append="root=LABEL=root rw net.ifnames=0", timeout=minutes * 60 * 3 + 5400, more=more)
    # A guest that was killed leaves a journal, which debugfs does not read.
    core.run(["e2fsck", "-fy", drives["lab"]], check=False)
    core.run(["debugfs", "-R", f"rdump /out {work}", drives["lab"]], check=False)
    for name_ in ("ext4", "xfs"):
        drives[name_].unlink()
    return State(name, work / "out", log, "" if done.ok else done.how)


def both(flavour: str, minutes: float) -> tuple[State, State, list[Path]]:
    """Boot the control and ours at the same time; return also the modules that ours was built with."""
    flavour = debian.flavour(flavour)
    guests.tool_path()
    package = deb.ensure(flavour)
    release = f"{debian.table()['release']}-{flavour}"
    control = debian.packages("linux-base", *(f"linux-{part}-{release}" for part in ("base", "binary", "modules", "image")))
    image = userspace([*control, package.deb("image")])
    tools(WORK)
    with ThreadPoolExecutor() as pool:
        one: Callable[..., State] = boot_one
        jobs = [pool.submit(one, "control", release, image, minutes, None),
                pool.submit(one, "ours", package.release, image, minutes, package.outside())]
        first, second = [job.result() for job in jobs]
    for state in (first, second):
        if not state.text("boot/sharing"):
            raise LabError(f"{state.name} did not come up: see {state.log}")
    return first, second, build.modules(package.out)
