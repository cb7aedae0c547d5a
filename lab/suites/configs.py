# SPDX-License-Identifier: GPL-2.0
"""Every other configuration: each builds without a new warning, boots and passes the KUnit suites."""

import argparse
import re

import boot
import build
import core
import ktap
import report
import results
import verdict
from suites import kunit

# With several CPUs, or what watches each access, all orders take the better part of an hour; where
# kobjects are released seconds late, eight do.
ORDERS = "slab_static_kunit.orders=8"
SLOW = {"CONFIG_DEBUG_KOBJECT_RELEASE": "slab_static_kunit.orders=1", "CONFIG_KASAN": ORDERS, "CONFIG_DEBUG_KMEMLEAK": ORDERS}


def in_qemu(variant: str, nodes: int = 0) -> results.Result:
    """Run the suites, modules but for those of internals, on an x86-64 kernel."""
    name, kernel = f"{variant}, {nodes} nodes" if nodes else variant, build.kernel(variant)
    log = core.LOG / f"qemu-{name.replace(', ', '-').replace(' ', '-')}.log"
    initrd, modules = boot.kunit_initrd(kernel.out)
    with core.step(f"KUnit on {name} in QEMU"):
        boot.qemu(kernel.image, log, initrd=initrd, nodes=nodes, append=f"kunit.enable=1 {ORDERS}", timeout=900)
    done = verdict.judge(log, docs=modules + 1, suite=name)
    # The kernel numbers nodes as it finds them: the one without memory need not be the last.
    setup = re.findall(r"Initmem setup node \d+ (as memoryless)?", log.read_text(errors="replace"))
    if nodes and (len(setup), setup.count("as memoryless")) != (nodes, 1):
        done.cases.append(results.Case(f"{len(setup)} nodes are there, {setup.count('as memoryless')} without memory; {nodes} and "
                                       "one are wanted", results.FAIL))
    return done


def keep(t: ktap.Suite, rows: dict[str, results.Result]) -> None:
    """Store how many cases kernels passed, those of other runs too."""
    known = {name: cells for name, *cells in report.table_rows(report.KERNELS)}
    known |= {name: [str(done.passed), str(done.skipped)] for name, done in rows.items()}
    t.store(report.KERNELS, ([name, *cells] for name, cells in sorted(known.items())))


def run(argv: list[str]) -> results.Result:
    known = [name for name, row in build.variants().items() if row.get("configs")]
    parser = argparse.ArgumentParser(prog="lab test configs --", description=__doc__)
    parser.add_argument("--store", action="store_true", help=f"write how many cases passed to {report.KERNELS.name}")
    parser.add_argument("variant", nargs="*", help=f"default: {' '.join(known)}")
    args = parser.parse_args(argv)
    chosen, seen = args.variant or known, dict[str, results.Result]()
    for variant in chosen:
        build.row_of(variant)
    with ktap.Suite("configs") as t:
        for variant in chosen:
            try:
                kernel = build.kernel(variant)
                build.ensure_build(variant)
                if kernel.arch == "x86_64":
                    # A machine with a node that has CPUs and no memory among 16: any kernel of ours will do.
                    parts = [in_qemu(variant, nodes) for nodes in ((0, 16) if variant == "x86" else (0,))]
                else:
                    config = (kernel.out / ".config").read_text()
                    orders = next((SLOW[option] for option in SLOW if f"\n{option}=y\n" in config), "")
                    parts = [kunit.run_variant(variant, kernel.out, kunit.SUITES, f"{more} {orders}".strip(), kunit.BOUND * 2)
                             for more in (("", "slab_nomerge") if "_KUNIT_TEST=m" not in config else ("",))]
            except core.LabError as error:
                # The others are built all the same.
                t.result(variant, False, str(error))
                continue
            for done in parts:
                t.nested(done)
                seen[done.suite] = done
        if args.store:
            keep(t, seen)
    return t.done
