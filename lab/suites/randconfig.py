# SPDX-License-Identifier: GPL-2.0
"""Random configurations for x86, of 64 and of 32 bits: what our patches touch compiles with W=1, and says nothing
that it does not say on the pinned kernel.

A seed makes the same configuration each time.  Nothing is linked or booted.
"""

import argparse
import shutil

import build
import core
import ktap
import results
import tree
from suites.static import messages

# Folders and objects that we touch; the option that they need.
TARGETS = {"mm/": "", "lib/tests/": "KUNIT", "kernel/bpf/": "BPF_SYSCALL", "kernel/fork.o": "", "fs/dcache.o": "", "fs/file_table.o": "",
           "fs/inode.o": "", "fs/namei.o": "", "fs/namespace.o": "", "fs/seq_file.o": "", "fs/buffer.o": "BUFFER_HEAD", "fs/ufs/": "UFS_FS"}


def compiled(kernel: build.Kernel, config: str = "", seed: int = 0) -> tuple[str, int, set[str]]:
    """Compile with that configuration, or one that seed makes; return it, the exit status of make and what was said."""
    log = core.LOG / f"{kernel.name}.log"
    with core.lock(kernel.lock), core.step(f"compile {kernel.name}", log):
        # Objects of another configuration may have said something that make would not say again.
        shutil.rmtree(kernel.out, ignore_errors=True)
        kernel.link()
        if config:
            core.write(kernel.out / ".config", config)
            kernel.make("olddefconfig", log=log)
        else:
            kernel.make(f"KCONFIG_SEED={seed}", f"KCONFIG_ALLCONFIG={build.CONFIGS}/randconfig.config", "randconfig", log=log)
        config = (kernel.out / ".config").read_text()
        have = build.options(config)
        targets = [name for name, option in TARGETS.items() if not option or have.get(option, "n") != "n"]
        status = kernel.make("-k", "W=1", "KCFLAGS=-Wno-error", *targets, log=log, check=False)
    return config, status, messages(log, kernel.source)


def run(argv: list[str]) -> results.Result:
    parser = argparse.ArgumentParser(prog="lab test randconfig --", description=__doc__)
    parser.add_argument("--seed", type=core.within(1), default=1, metavar="N", help="the first seed (1)")
    parser.add_argument("--count", type=core.within(1), default=4, metavar="N", help="how many (4)")
    args = parser.parse_args(argv)
    with ktap.Suite("randconfig", args.count) as t:
        for seed in range(args.seed, args.seed + args.count):
            arch = "x86_64" if seed % 2 else "i386"
            ours, pinned = (build.Kernel(f"randconfig-{name}", tree.ensure_tree(name), arch, ["randconfig"], ours=name == "ours")
                            for name in ("ours", "pinned"))
            config, status, said = compiled(ours, seed=seed)
            _, before, known = compiled(pinned, config)
            new = sorted(said - known)
            on = sum(value != "n" for value in build.options(config).values())
            t.result(f"{arch}, seed {seed}", not status and not new,
                     "\n".join(new) or (f"make ended with {status}: see {core.LOG}/{ours.name}.log" if status else f"{on} options"),
                     skip=f"the pinned kernel does not compile either: {min(known)}" if before and known and not new else "")
            core.write(core.LOG / f"randconfig-{seed}.config", config)
            for kernel in (ours, pinned):
                shutil.rmtree(kernel.out, ignore_errors=True)
    return t.done
