# SPDX-License-Identifier: GPL-2.0
"""The stress on the pinned kernel, dynamic caches only: what today's scheme leaves is counted."""

import re
from dataclasses import replace

import build
import core
import ktap
import results
import stress


def run(argv: list[str]) -> results.Result:
    change = stress.options("stress_control", argv)
    store = change.pop("store", False)
    plan = replace(stress.CONTROL, **change)
    with ktap.Suite("stress_control", 1) as t:
        log = stress.run_plan(plan, build.ensure_build(plan.variant)[plan.variant],
                              core.LOG / f"stress_control-{plan.variant}.log")
        t.log(log)
        text = log.read_text(errors="replace")
        t.note("\n".join(re.findall(r"^\[[^]]*\] # ((?:control|slab memory|.* rounds, ).*)", text, re.M)))
        same = len(re.findall("kmem_cache of name .* already exists", text))
        double = text.count("cannot create duplicate filename")
        t.note(f"control: {same} warnings of a name that is taken, {double} duplicate file names in sysfs")
        found = re.search("# control: [1-9][0-9]* stale names, [1-9][0-9]* dangling links", text)
        t.result("the pinned kernel leaves stale names and dangling links", bool(found), stress.explain(log))
        if store:
            stress.keep(t, {plan.variant: log})
    return t.done
