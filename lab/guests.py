# SPDX-License-Identifier: GPL-2.0
"""Compile what runs in the booted kernel: programs, kernel modules, BPF programs."""

import os
from pathlib import Path

import core

GUEST = core.LAB / "guest"
STRICT = ["-O2", "-Wall", "-Wextra", "-Werror", "-Wno-format-truncation"]


def program(folder: str, to: Path, *options: str | Path, without: str = "") -> Path:
    """Compile guest/FOLDER with the shared files of guest/lib into one static program."""
    sources = [path for path in sorted((GUEST / folder).glob("*.c")) if path.name != without]
    to.parent.mkdir(parents=True, exist_ok=True)
    libraries = [option for option in options if str(option).startswith("-l") or str(option).endswith(".a")]
    core.run(["gcc", *STRICT, "-static", "-pthread", "-o", to,
              *(option for option in options if option not in libraries),
              *sources, *sorted((GUEST / "lib").glob("*.c")), *libraries])
    return to


def modules(folder: str, out: Path, to: Path, arch: str = "x86_64", *more: str) -> Path:
    """Build the kernel modules of guest/FOLDER for the kernel in out, into to; more: NAME=VALUE for make."""
    log = to / "make.log"
    to.mkdir(parents=True, exist_ok=True)
    with core.step(f"modules of guest/{folder} for {out.name}", log):
        core.run(["make", "-C", out / "tree/.", f"O={out}", f"ARCH={arch}", f"M={GUEST / folder}",
                  f"MO={to}", f"-j{core.JOBS}", *more, "modules"], log=log)
    warnings = [line for line in log.read_text().splitlines() if "warning:" in line]
    if warnings:
        raise core.LabError(f"guest/{folder}: {warnings[0]}")
    return to


def stripped(module: Path, to: Path) -> Path:
    """Copy a module without debug information, which would fill the initramfs."""
    core.run(["strip", "--strip-debug", "-o", to / module.name, module])
    return to / module.name


def slabinfo(out: Path, to: Path) -> Path:
    """Compile tools/mm/slabinfo.c of the kernel in out."""
    core.run(["gcc", "-O2", "-Wall", "-Werror", "-static", "-o", to, out / "tree/tools/mm/slabinfo.c"])
    return to


def bpf(out: Path, work: Path) -> tuple[list[str | Path], Path]:
    """Build libbpf, bpftool and guest/bpf for the kernel in out: options to link a program with it, and the selftest, a program.

    All sources of the selftest are those of the kernel's tree; guest/bpf/run_selftest.c
    stands in for its runner, which wants the hundreds of other tests.
    """
    source = (out / "tree").resolve()
    tests = source / "tools/testing/selftests/bpf"
    tools, made = work / "bpftool", work / "gen"
    for folder in (tools, made):
        folder.mkdir(parents=True, exist_ok=True)
    log = work / "bpftool.log"
    with core.step(f"libbpf and bpftool for {out.name}", log):
        core.run(["make", "-C", source / "tools/bpf/bpftool", f"OUTPUT={tools}/", f"-j{core.JOBS}",
                  "bootstrap"], log=log)
    library = tools / "bootstrap/libbpf"
    bpftool = tools / "bootstrap/bpftool"
    core.write(made / "vmlinux.h", core.run([bpftool, "btf", "dump", "file", out / "vmlinux",
                                             "format", "c"]).stdout)
    uapi = source / "tools/include/uapi"
    includes = [f"-I{path}" for path in (made, library / "include", tests, tests / "libarena/include", uapi)]
    for file in (tests / "progs/kmem_cache_iter.c", GUEST / "bpf/slab_iterators.bpf.c"):
        name = file.name.split(".")[0]
        core.run(["clang", "-g", "-O2", "-target", "bpf", "-mcpu=v3", "-D__TARGET_ARCH_x86",
                  "-Wno-compare-distinct-pointer-types", *includes, "-c", file, "-o", made / f"{name}.bpf.o"])
        core.run([bpftool, "gen", "object", made / f"{name}.o", made / f"{name}.bpf.o"])
        core.write(made / f"{name}.skel.h",
                   core.run([bpftool, "gen", "skeleton", made / f"{name}.o", "name", name]).stdout)
    end: list[str | Path] = [library / "libbpf.a", "-lelf", "-lz"]
    selftest = made / "kmem_cache_iter"
    core.run(["gcc", "-O2", "-static", "-D_GNU_SOURCE", "-w", f"-I{source}/tools/include", *includes,
              "-o", selftest, GUEST / "bpf/run_selftest.c", tests / "prog_tests/kmem_cache_iter.c", *end])
    return ["-DWITH_BPF", f"-I{made}", f"-I{library}/include", f"-I{uapi}", *end], selftest


def tool_path() -> None:
    """Programs that make file systems are not in everybody's PATH."""
    os.environ["PATH"] += ":/usr/sbin:/sbin"
