# SPDX-License-Identifier: GPL-2.0
"""kernel/fork.c where pages have 64 KiB, cross-compiled, and the KUnit suites on POWER.

With stacks that are smaller than a page POWER allocates them from a cache more,
thread_stack, which ours must hold as static storage; ARM maps them (it selects
VMAP_STACK) and must not have it.
"""

import re
import shutil

import boot
import build
import core
import ktap
import results
import tree
import verdict
from suites.static import messages

# ARCH, prefix of the compiler, fragment; what nm says of thread_stack_cache before
# the caches are converted, and after.
ROWS = (("powerpc", "powerpc64le-linux-gnu-", "ppc64", "b thread_stack_cache", "b __thread_stack_cache"),
        ("arm64", "aarch64-linux-gnu-", "arm64", "", ""))
BOUND = 1200


def kernel(name: str, arch: str, prefix: str, fragment: str) -> build.Kernel:
    if not shutil.which(f"{prefix}gcc"):
        raise core.LabError(f"there is no {prefix}gcc: run lab/lab deps --all")
    return build.Kernel(f"cross-{fragment}-{name}", tree.ensure_tree(name), arch, ["common", fragment],
                        cross=prefix, ours=name == "ours")


def compile_fork(one: build.Kernel) -> tuple[str, set[str]]:
    """Return what nm says of the cache, and the warnings without line numbers."""
    log = core.LOG / f"{one.name}.log"
    with core.lock(one.lock):
        one.configure()
        (one.out / "kernel/fork.o").unlink(missing_ok=True)
        with core.step(f"kernel/fork.c of {one.name}", log):
            one.make("W=1", "kernel/fork.o", log=log)
        symbols = core.run([f"{one.cross}nm", one.out / "kernel/fork.o"]).stdout
    found = re.findall(r"^[0-9a-f]+ ([A-Za-z] (?:__)?thread_stack_cache)$", symbols, re.M)
    return " ".join(found), {text for text in messages(log, one.source) if text.startswith("kernel/fork.c")}


def boot_power(one: build.Kernel) -> results.Result:
    """Run the suites, which are built in, on POWER in QEMU."""
    if not shutil.which("qemu-system-ppc64"):
        raise core.LabError("there is no qemu-system-ppc64: run lab/lab deps --all")
    log = core.LOG / "cross-boot.log"
    with core.lock(one.lock), core.step("build ours for POWER", core.LOG / "cross-build.log"):
        one.make("vmlinux", log=core.LOG / "cross-build.log")
    with core.step("KUnit on POWER in QEMU"):
        boot.machine(["qemu-system-ppc64", "-M", "pseries", "-cpu", "power9", "-m", "1G", "-display", "none",
                      "-vga", "none", "-nodefaults", "-no-reboot", "-serial", "stdio", "-kernel", one.image,
                      "-append", "console=hvc0 panic=-1 kunit_shutdown=poweroff kunit.filter_glob=sl[au]b_* "
                      "slab_static_kunit.orders=2"], log, BOUND)
    return verdict.judge(log, suite="POWER, 64 KiB pages")


def run(t: ktap.Suite) -> None:
    t.plans(2 * len(ROWS) + 1)
    for arch, prefix, fragment, before, after in ROWS:
        old, old_warnings = compile_fork(kernel("unconverted", arch, prefix, fragment))
        new, new_warnings = compile_fork(kernel("ours", arch, prefix, fragment))
        t.note(f"{arch}: {old or '-'} before, {new or '-'} after")
        t.result(f"{arch}, 64 KiB pages: the cache of stacks is what it should be", (old, new) == (before, after),
                 f"'{old}' and then '{new}', not '{before}' and '{after}'")
        t.none(f"{arch}, 64 KiB pages: no new warning", sorted(new_warnings - old_warnings))
    t.nested(boot_power(kernel("ours", *ROWS[0][:3])))
