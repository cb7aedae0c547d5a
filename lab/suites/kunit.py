# SPDX-License-Identifier: GPL-2.0
"""The KUnit suites of the allocator under User-mode Linux.

Built-in suites run as configured, with slab_nomerge, and in part without accounting of
kernel memory, with init_on_free, with debugging that leaves caches out, and with
panic_on_warn, as robots run them; modular ones are loaded from an initramfs, on two CPUs
if the kernel can.  The whole console is judged, not only the results.
"""

import argparse
import os
import re
from pathlib import Path

import boot
import build
import core
import ktap
import results
import verdict

# slab_alias*, slab_static and slub_test, in the one pattern that the kernel takes.
SUITES = "sl[au]b_*"
# Command line: suites. Without accounting, a type of kmalloc caches is served by another.
# What is freed is cleared by sizes that the handle and the slab must agree about. With O, some
# caches have debugging and others share.
BOOTS = {"": SUITES, "slab_nomerge": SUITES, "cgroup.memory=nokmem": "slab_[ak]*", "init_on_free=1": "slab_static_st*",
         "panic_on_warn=1": "slab_*", "slab_debug=FZPUO": "slab_alias.inv*"}
# What modules have, without the many orders of creation: the suite configs runs all.
MODULAR = {"": "sl[au]b_[kst]*.[!m]*"}
# SLUB_TINY has no sheaves and keeps no empty slabs.
DEFAULT = {"uml-up": BOOTS, "uml-smp": MODULAR, "uml-tiny": {"": SUITES}}
BOUND = 900


def run_variant(variant: str, out: Path, glob: str, more: str = "", bound: int = BOUND) -> results.Result:
    """Boot one variant and judge it."""
    config = (out / ".config").read_text()
    name = "-".join([variant, *more.split()])
    # The suites configs and kunit, which may run at once, have a variant in common, but not what they run of it.
    log = core.LOG / f"kunit-{name.replace('/', '_')}{'' if glob == SUITES else '-part'}.log"
    arguments = f"kunit.enable=1 kunit.filter_glob={glob} {more}"
    with core.step(f"KUnit on {name}"):
        if "_KUNIT_TEST=m" in config:
            initrd, modules = boot.kunit_initrd(out)
            boot.uml(out / "linux", log, cpus=2 if "CONFIG_SMP=y" in config else 1, initrd=initrd,
                     append=arguments, timeout=bound)
            # The kernel prints a document of its own first, if KUnit is built in.
            docs = None if glob != SUITES else modules + ("CONFIG_KUNIT=y" in config)
        else:
            boot.uml(out / "linux", log, mem=1024, append=f"kunit_shutdown=halt {arguments}", timeout=bound)
            docs = 1
    return verdict.judge(log, docs=docs, suite=name)


def own_test(t: ktap.Suite, tool: str, case: str, log: Path) -> None:
    """The case of a tool's test of itself.  The report is what it wants: verdict.py does not judge the console."""
    text = log.read_text(errors="replace")
    t.result(f"{tool}'s {case} passes", bool(re.search(rf"^\[[^]]*\]\s+ok \d+ {case}$", text, re.M)) and
             len(re.findall(f"BUG: {tool}: ", text)) == 1, core.last_line(text))
    t.log(log)


def run(argv: list[str]) -> results.Result:
    parser = argparse.ArgumentParser(prog="lab test kunit --", description=__doc__)
    parser.add_argument("--variant", action="append", help="default: uml-up, uml-tiny, and uml-smp in part")
    parser.add_argument("--filter", default=os.environ.get("FILTER") or "", help="run what matches SUITE.CASE")
    parser.add_argument("--append", default=os.environ.get("APPEND", ""), help="for the kernel's command line; "
                        "slab_static_kunit.orders=N: how many of the 120 destroy orders for each order of creation")
    args = parser.parse_args(argv)
    variants = args.variant or (["uml-up"] if args.filter else list(DEFAULT))
    if other := [name for name in variants if not build.row_of(name)["arch"].startswith("um")]:
        raise core.UsageError(f"{other[0]} is not for User-mode Linux: say lab test configs -- {other[0]}")
    with ktap.Suite("kunit") as t:
        for variant, out in build.ensure_build(*variants).items():
            built_in = "_KUNIT_TEST=m" not in (out / ".config").read_text()
            boots = DEFAULT[variant] if not args.variant else BOOTS if built_in else {"": SUITES}
            for more, glob in {"": args.filter}.items() if args.filter else boots.items():
                done = run_variant(variant, out, glob, f"{more} {args.append}".strip())
                t.nested(done)
                if args.filter and not any("." in case.name for case in done.cases):
                    t.note(f"nothing that passes matches '{args.filter}': say SUITE.CASE, as slab_alias.destroy*")
    return t.done
