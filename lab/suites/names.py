# SPDX-License-Identifier: GPL-2.0
"""Names and storages, with some command lines, on three kernels: the pinned one, ours before callers are
converted to static storage, and ours.  All three must share alike.  Ours have one more, for arrays
of per-node pointers."""

from collections.abc import Callable, Iterable

import boot
import build
import core
import facts
import ktap
import verdict

OWN = {"kmem_cache_per_node"}
LOOKS: dict[str, Callable[[facts.Facts], list[str]]] = {
    "the same names": lambda one: [name for names in one.storages().values() for name in names],
    "the same names share storage": lambda one: [" ".join(sorted(names)) for names in one.storages().values() if names],
    "the same names in /proc/slabinfo": lambda one: one.slabinfo,
}


# "O" clears the debugging flags of a cache whose slabs they would make larger.
BOOTS = ("", "slab_nomerge", "slab_debug=O", "slab_debug=FZPUO", "slab_debug=UO")


def booted(t: ktap.Suite, variant: str, option: str) -> facts.Facts:
    """Boot with that option; what the guest says of the caches."""
    out = build.kernel(variant).out
    log = core.BUILD / "log" / f"names-{variant}{option and '-' + option}.log"
    initrd = boot.initrd(core.BUILD / "names" / f"{variant}.cpio", out, f"jobs/sharing={core.LAB}/guest/sharing")
    boot.uml(out / "linux", log, mem=128, timeout=120, initrd=initrd, append=f"kunit.enable=0 job=sharing {option}")
    t.log(log)
    for case in verdict.judge(log, plan=False).cases:
        raise core.LabError(f"{variant} did not run clean: {case.name}: see {log}")
    return facts.parse(log.read_text(errors="replace"))


def run(t: ktap.Suite) -> None:
    compare(t, ["pinned-up", "unconverted-up", "uml-up"], BOOTS)


def compare(t: ktap.Suite, variants: list[str], boots: Iterable[str]) -> None:
    """The first is the one that is right."""
    build.ensure_build(*variants)
    for option in boots:
        found = {variant: booted(t, variant, option) for variant in variants}
        for variant, one in found.items():
            storages = one.storages().values()
            t.note(f"{variant:<15} {sum(map(len, storages)):4} names, {sum(map(bool, storages)):4} storages {option}")
        first, *others = variants
        for title, look in LOOKS.items():
            wanted, diff = set(look(found[first])), []
            for other in others:
                got = set(look(found[other]))
                diff += [f"{other} lacks {name}" for name in sorted(OWN - got)]
                got -= OWN
                diff += [f"only {first}: {name}" for name in sorted(wanted - got)]
                diff += [f"only {other}: {name}" for name in sorted(got - wanted)]
            if len(wanted) < 20:
                diff.append(f"{first} says nothing of its caches")
            t.none(f"{title}{option and ' with ' + option}", diff, 20)
