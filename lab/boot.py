# SPDX-License-Identifier: GPL-2.0
"""Boot a kernel once, its console in a log, with a bound on its time.

uml() and qemu() return a Run; the last line of the log says the same for
verdict.py: "vm: exit CODE", "vm: killed after N s", or "vm: killed when we were interrupted".
"""

import contextlib
import functools
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import core

Watch = Callable[[str], None]
KVM = Path(os.environ.get("KVM_DEVICE", "/dev/kvm"))


@dataclass(frozen=True)
class Run:
    """How a boot ended."""

    log: Path
    exit: int | None
    killed: bool
    accel: str = ""     # of QEMU
    interrupted: bool = False

    @property
    def ok(self) -> bool:
        return self.exit == 0

    @property
    def how(self) -> str:
        if self.interrupted:
            return "was interrupted"
        return "was killed at its bound" if self.killed else f"ended with {self.exit}"


def initrd(path: Path, out: Path, *items: str | Path) -> Path:
    """Make the uncompressed cpio path: busybox, guest/init, modules, files.

    Modules, absolute or below out, are loaded by init in the order given;
    "DEST=SRC" adds the file SRC at /DEST ("jobs/NAME=..." for job=NAME).
    """
    busybox = shutil.which("busybox")
    if not busybox or core.run(["ldd", busybox], check=False).returncode == 0:
        raise core.LabError("there is no static busybox: run make deps")
    files = {"bin/busybox": Path(busybox), "init": core.LAB / "guest/init"}
    modules = 10
    for item in items:
        dest, _, src = str(item).rpartition("=")
        if not dest:
            dest, src = f"modules/{modules}-{Path(src).name}", str(out / src)
            modules += 1
        files[dest] = Path(src)
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name in ("bin", "dev", "modules"):
            (root / name).mkdir()
        for dest, source in files.items():
            (root / dest).parent.mkdir(parents=True, exist_ok=True)
            try:
                shutil.copy(source, root / dest)
            except FileNotFoundError:
                raise core.LabError(f"{source} is not there: build it first") from None
        (root / "init").chmod(0o755)
        names = sorted(str(p.relative_to(root)) for p in root.rglob("*"))
        # Suites that run side by side boot with it.
        new = path.absolute().with_name(f".{path.name}.{os.getpid()}")
        core.run(["cpio", "--quiet", "-o", "-H", "newc", "-R", "0:0", "-O", new], cwd=root,
                 input="\n".join(names) + "\n")
        new.replace(path)
    return path


def kunit_initrd(out: Path) -> tuple[Path, int]:
    """Make the initramfs that loads the KUnit suites which a kernel has as modules; return it, and how many they are."""
    modules = sorted((out / "lib/tests").glob("*_kunit.ko"))
    return initrd(out / "kunit.cpio", out, *modules), len(modules)


def memory_dir(mib: int) -> Path:
    """Return a folder for the memory of User-mode Linux.

    UML keeps its memory in a file there and maps it executable: the folder needs
    room for all of it and must not be mounted noexec (/dev/shm of a container
    is often both small and noexec).
    """
    tried = [Path(os.environ.get("TMPDIR", "/dev/shm")), Path("/dev/shm"), Path("/tmp"), core.BUILD]
    for folder in tried:
        with contextlib.suppress(OSError), tempfile.NamedTemporaryFile("w", dir=folder, prefix="uml.") as probe:
            os.fchmod(probe.fileno(), 0o700)
            flags = os.statvfs(folder).f_flag
            if shutil.disk_usage(folder).free >= mib << 20 and not flags & os.ST_NOEXEC:
                return folder
    raise core.LabError(f"UML needs a folder with {mib} MiB free that is not mounted noexec: set TMPDIR= to one")


def _follow(process: subprocess.Popen[bytes], log: Path, timeout: float, watch: Watch | None,
            last_words: Callable[[], None] | None = None) -> bool:
    """Read the console while the kernel runs.  Returns whether it was killed, at its bound or with us."""
    end = time.monotonic() + timeout
    rest = ""
    try:
        with log.open(errors="replace") as console:
            while True:
                done = process.poll() is not None
                rest += console.read()
                *lines, rest = rest.split("\n")
                for line in lines:
                    if watch:
                        watch(line.rstrip("\r"))
                if done:
                    return False
                if core.STOP.is_set():
                    return True
                if time.monotonic() >= end:
                    if last_words:
                        last_words()
                    return True
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(min(0.2, max(0, end - time.monotonic())))
    finally:
        # UML takes no notice of SIGTERM, and has processes of its own.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def machine(cmd: Sequence[str | Path], log: Path, timeout: float, *, said: Path | None = None, watch: Watch | None = None,
            last_words: Callable[[], None] | None = None, accel: str = "", **more: str) -> Run:
    """Run what prints its console, or writes it to log itself: then said has what it prints.  more: its environment."""
    log.parent.mkdir(parents=True, exist_ok=True)
    log.write_bytes(b"")
    with (said or log).open("wb") as out:
        process = subprocess.Popen(cmd, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT,
                                   start_new_session=True, env=dict(os.environ) | more)
    killed = _follow(process, log, timeout, watch, last_words)
    code = process.returncode
    code = 128 - code if code < 0 else code  # as a shell counts signals
    interrupted = killed and core.STOP.is_set()
    how = "killed when we were interrupted" if interrupted else f"killed after {timeout:.0f} s" if killed else f"exit {code}"
    if said and code and not killed:
        how += f" of qemu: {core.last_line(said.read_text(errors='replace'))}"
    with log.open("a") as console:
        console.write(f"\nvm: {how}\n")
    return Run(log, None if killed else code, killed, accel, interrupted)


def uml(kernel: Path, log: Path, *, mem: int = 512, cpus: int = 1, initrd: Path | None = None,
        append: str = "", timeout: float = 300, watch: Watch | None = None) -> Run:
    """Boot User-mode Linux, with mem MiB of memory."""
    if not os.access(kernel, os.X_OK):
        raise core.LabError(f"there is no kernel {kernel}: build it first")
    with tempfile.TemporaryDirectory(dir=memory_dir(mem), prefix="uml.") as run:
        # seccomp=on: SMP does not work with ptrace.  The console is a file: UML
        # drops what a pipe does not take by the time that it halts.
        args = [f"mem={mem}M", "con0=fd:0,fd:1", "con=null", f"uml_dir={run}/", "seccomp=on",
                "panic=-1", "oops=panic"]
        args += [f"ncpus={cpus}"] if cpus > 1 else []
        args += [f"initrd={initrd}"] if initrd else []
        return machine(["sh", "-c", 'ulimit -c 0; exec "$@"', "sh", kernel, *args, *append.split()], log, timeout,
                       watch=watch, TMPDIR=run)


@functools.cache
def kvm_works(kernel: Path) -> bool:
    """Whether KVM runs a guest: it can be there and leave one hanging.

    So let this kernel try: without a root file system it has to panic, and so to
    leave, within seconds.
    """
    if not os.access(KVM, os.R_OK | os.W_OK):
        return False
    with tempfile.TemporaryDirectory() as folder:
        done = machine(["qemu-system-x86_64", "-accel", "kvm", "-cpu", "host", "-machine", "q35", "-m", "256",
                        "-display", "none", "-nodefaults", "-no-reboot", "-serial", "stdio",
                        "-kernel", kernel, "-append", "console=ttyS0 panic=-1"], Path(folder) / "kvm", 10)
        return not done.killed and "Kernel panic" in done.log.read_text(errors="replace")


def _numa(mem: int, cpus: int, hotplug: int) -> list[str]:
    """Two nodes share CPUs and memory; with hotplug the second has a DIMM only."""
    second = "nodeid=1" + (f",cpus=1-{cpus - 1}" if cpus > 1 else "")
    if hotplug:
        sizes = [("m0", mem), ("dimm", hotplug)]
        args = ["-m", f"{mem},slots=1,maxmem={mem + hotplug}M", "-device", "pc-dimm,memdev=dimm,node=1"]
    else:
        sizes = [("m0", mem // 2), ("m1", mem // 2)]
        args, second = ["-m", str(mem)], second + ",memdev=m1"
    for name, size in sizes:
        args += ["-object", f"memory-backend-ram,id={name},size={size}M"]
    return [*args, "-numa", "node,nodeid=0,memdev=m0,cpus=0", "-numa", f"node,{second}"]


def _nodes(mem: int, cpus: int, nodes: int) -> list[str]:
    """All nodes but the last have memory; the first and the last have CPUs."""
    args = ["-m", str(mem // (nodes - 1) * (nodes - 1)), "-numa", f"node,nodeid={nodes - 1},cpus=1-{cpus - 1}"]
    for node in range(nodes - 1):
        args += ["-object", f"memory-backend-ram,id=m{node},size={mem // (nodes - 1)}M",
                 "-numa", f"node,nodeid={node},memdev=m{node}{'' if node else ',cpus=0'}"]
    return args


def _backtraces(folder: Path) -> None:
    """Ask a guest that hangs for backtraces of all CPUs and of blocked tasks.

    A break on the serial line is the sysrq key; what follows is the command.
    """
    with contextlib.suppress(OSError), contextlib.ExitStack() as stack:
        console, monitor = (stack.enter_context(socket.socket(socket.AF_UNIX)) for _ in range(2))
        for end, name in ((console, "con"), (monitor, "qmp")):
            end.settimeout(0.5)
            end.connect(str(folder / name))

        def drain(seconds: float) -> None:
            # What nobody reads would stop the guest; it is logged anyway.
            stop = time.monotonic() + seconds
            while time.monotonic() < stop:
                with contextlib.suppress(TimeoutError):
                    if not console.recv(65536):
                        return
        commands: list[dict[str, object]] = [{"execute": "qmp_capabilities"}]
        for key in (b"9", b"l", b"w"):
            commands.append({"execute": "chardev-send-break", "arguments": {"id": "con"}})
            monitor.sendall(b"".join(json.dumps(command).encode() + b"\n" for command in commands))
            commands = []
            drain(1)
            console.sendall(key)
            drain(2 if key == b"9" else 6)


def qemu(kernel: Path, log: Path, *, mem: int = 1024, cpus: int = 2, initrd: Path | None = None,
         append: str = "", timeout: float = 600, hotplug: int = 0, nodes: int = 0, exact: bool = False,
         plugin: str = "", gdb: Path | None = None, more: Sequence[str] = (), watch: Watch | None = None) -> Run:
    """Boot an x86-64 kernel in QEMU, with KVM if it works, else TCG.

    Two NUMA nodes share CPUs and memory (MiB); with hotplug the second has none at
    boot, and a DIMM of that size; with nodes there are that many, of which the last has
    CPUs and no memory.  A guest at its bound is asked for backtraces.
    exact: each instruction takes a nanosecond and nothing else does, the same in
    each run: one thread, one node, no randomness from outside.  plugin: one of TCG.
    gdb: a socket at which gdb can reach the guest; what its monitor dumps then says
    where the kernel lies.  more: devices and what is behind them.
    """
    if not kernel.is_file():
        raise core.LabError(f"{kernel} is not there: build it first")
    if not shutil.which("qemu-system-x86_64"):
        raise core.LabError("there is no qemu-system-x86_64: run make deps")
    # Without five levels of page tables: while identify_cpu() clears what it knows of
    # the CPU, an interrupt takes them for four, and KASAN reports memory it cannot map.
    accel, cpu = "tcg,thread=multi", "max,la57=off"
    if exact:
        accel, cpu = "tcg,thread=single", "max,-rdrand,-rdseed"
        append = f"clocksource=tsc tsc=reliable {append}"
    elif kvm_works(kernel):
        accel, cpu = "kvm", "host,la57=off"
    core.say(f"QEMU with {accel}")
    # The path of a socket must be short.
    with tempfile.TemporaryDirectory(dir="/tmp") as sockets:
        folder = Path(sockets)
        # CPUs of different nodes must not share a cache: each is a socket.
        # The console is a socket that is also logged, so that it can be typed at.
        args = ["-accel", accel, "-cpu", cpu, "-machine", "q35", "-smp", f"{cpus},sockets={cpus}",
                "-display", "none", "-nodefaults", "-no-reboot",
                "-chardev", f"socket,id=con,path={folder}/con,server=on,wait=off,logfile={log}",
                "-serial", "chardev:con", "-qmp", f"unix:{folder}/qmp,server=on,wait=off",
                "-kernel", str(kernel)]
        args += (["-m", str(mem), "-icount", "shift=0,sleep=off", "-seed", "1",
                  "-rtc", "base=2026-01-15T00:00:00,clock=vm"] if exact else
                 _nodes(mem, cpus, nodes) if nodes else _numa(mem, cpus, hotplug))
        args += ["-initrd", str(initrd)] if initrd else []
        args += ["-plugin", plugin] if plugin else []
        args += ["-chardev", f"socket,id=gdb,path={gdb},server=on,wait=off", "-gdb", "chardev:gdb",
                 "-device", "vmcoreinfo"] if gdb else []
        args += more
        return machine(["qemu-system-x86_64", *args, "-append", f"console=ttyS0 panic=-1 {append}"], log, timeout,
                       said=log.with_name(f"{log.name}.qemu"), watch=watch, last_words=lambda: _backtraces(folder), accel=accel)

