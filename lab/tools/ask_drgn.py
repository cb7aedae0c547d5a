# SPDX-License-Identifier: GPL-2.0
"""What drgn's helpers say of a dump; runs in drgn's own Python, for the suite tools.

    ask_drgn.py DUMP TRUTH VMLINUX MODULE...

TRUTH is what the guest printed when the dump was taken; handles and their objects are
known from tasks and from the tables of guest/client, and printed first, with the
variables of the kernel that point to caches.  Each other line is a question, the answer,
and whether it is right.
"""

import json
import re
import sys
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import drgn  # type: ignore[import]
from drgn.helpers.common.memory import identify_address  # type: ignore[import]
from drgn.helpers.linux import pid, slab  # type: ignore[import]


class Handle(NamedTuple):
    """A cache as its user has it."""

    name: str
    cache: Any
    objects: list[int]


# Caches of the kernel, and what of each task comes from them.
OF_TASKS = {"fs_cache": ("fs_cachep", "fs"), "files_cache": ("files_cachep", "files"),
            "signal_cache": ("signal_cachep", "signal"), "sighand_cache": ("sighand_cachep", "sighand"),
            "mm_struct": ("mm_cachep", "mm"), "cred": ("cred_jar", "cred"), "task_struct": ("task_struct_cachep", "")}


def handles(prog: Any) -> list[Handle]:
    """Those of OF_TASKS, and those of guest/client if its modules are loaded."""
    found = []
    tasks = list(pid.for_each_task(prog))
    for name, (pointer, member) in OF_TASKS.items():
        objects = {(task.member_(member) if member else task).value_() for task in tasks} - {0}
        # What the first task has lies in the image.
        found.append(Handle(name, prog[pointer].read_(), sorted(p for p in objects if not prog.symbols(p))))
    found = [h for h in found if h.objects]
    if variable(prog, "clients") is None:
        return found
    found += [Handle(c.key.string_().decode(), c.cache.read_(), [c.objects[i].value_() for i in range(c.nr)])
              for c in prog.variable("clients", "slab_client.c") if c.cache]
    mine = prog.variable("objects", "slab_owner.c")
    return found + [Handle("story-m", prog.variable("owner_cache", "slab_owner.c").read_(),
                           [p.value_() for p in mine])]


def variable(prog: Any, name: str) -> Any:
    try:
        return prog[name]
    except Exception:  # findings/drgn-string-constant.sh
        return None


def tell(question: str, ask: Callable[[], tuple[str, bool]]) -> None:
    """Print the answer; an exception is one."""
    try:
        answer, right = ask()
    except Exception as error:
        answer, right = f"{type(error).__name__}: {error}", False
    print(json.dumps([question, answer, right]))


def each(of: Iterable[tuple[str, bool]]) -> tuple[str, bool]:
    """How many of them are right, and which are not."""
    rows = list(of)
    wrong = [name for name, right in rows if not right]
    return (f"{len(rows) - len(wrong)} of {len(rows)}" + (f", not {' '.join(wrong[:6])}" if wrong else ""),
            bool(rows) and not wrong)


def main(dump: str, truth: str, *symbols: str) -> None:
    prog = drgn.Program()
    prog.set_core_dump(dump)
    prog.load_debug_info(symbols)
    with open(truth, encoding="utf-8") as file:
        known = json.load(file)
    rows: dict[str, list[int]] = {name: numbers for name, *numbers in known["slabinfo"]}
    links: dict[str, str] = known["links"]
    mine = handles(prog)
    if known["select"]:
        known["variables"] = [name for name in known["variables"] if (found := variable(prog, name)) is not None and
                              found.type_.unqualified().type_name() == "struct kmem_cache *"]
    print(json.dumps({"handles": [[h.name, h.objects] for h in mine], "variables": known["variables"]}))

    def names() -> tuple[str, bool]:
        found = [s.name.string_().decode() for s in slab.for_each_slab_cache(prog)]
        return f"{len(found)} storages", found == [row[0] for row in known["slabinfo"]]

    def aliases() -> tuple[str, bool]:
        # As drgn's own test has it: all names of a group but one lead to that one.
        found = slab.get_slab_cache_aliases(prog)
        wrong = sorted({name for name in {*found, *found.values()} if name in known["dead"]})
        for target in set(links.values()):
            group = [name for name, to in links.items() if to == target]
            rest = [name for name in group if name not in found]
            if len(rest) != 1 or any(found[name] != rest[0] for name in group if name in found):
                wrong.append(target)
        return f"{len(found)} names" + (f", wrong: {' '.join(wrong[:6])}" if wrong else ""), not wrong

    def usage() -> tuple[str, bool]:
        def same(cache: Any) -> bool:
            now, row = slab.slab_cache_usage(cache), rows[cache.name.string_().decode()]
            return bool([now.num_objs, now.num_slabs] == [row[1], row[5]])
        return each((name, same(s)) for s in slab.for_each_slab_cache(prog)
                    for name in [s.name.string_().decode()] if name in known["still"])

    def row_of(h: Handle) -> list[int]:
        """The line of the storage that has the objects of this handle."""
        return rows[slab.slab_object_info(prog, h.objects[0]).slab_cache.name.string_().decode()]

    def objects(h: Handle) -> bool:
        found = {p.value_() for p in slab.slab_cache_for_each_allocated_object(h.cache, "char")}
        storage = slab.slab_object_info(prog, h.objects[0]).slab_cache
        return found >= set(h.objects) and len(found) <= int(slab.slab_cache_usage(storage).num_objs)

    def info(h: Handle, right: Callable[[Any], Any]) -> bool:
        return all(right(slab.slab_object_info(prog, p + 9)) for p in h.objects)

    def of_handles(test: Callable[[Handle], Any]) -> Callable[[], tuple[str, bool]]:
        return lambda: each((h.name, bool(test(h))) for h in mine)

    def leads(name: str) -> bool:
        """Whether a variable leads to a cache that is listed, or to none."""
        found = variable(prog, name)
        if found is None:
            return False
        cache = found.read_()
        storage = cache.primary_cache if cache and hasattr(cache, "primary_cache") else cache
        return not cache or storage.value_() in listed and cache.name.string_().isascii()

    listed = {s.value_() for s in slab.for_each_slab_cache(prog)}
    tell("for_each_slab_cache(): names as in /proc/slabinfo", names)
    tell("find_slab_cache() of each name of /proc/slabinfo", lambda: each(
        (name, any(s.name.string_().decode() == name for s in [slab.find_slab_cache(prog, name)] if s is not None))
        for name in rows))
    tell("get_slab_cache_aliases(): as in /sys/kernel/slab, live names only", aliases)
    tell("slab_cache_usage(): objects and slabs as in /proc/slabinfo, of caches that stand still", usage)
    tell("slab_cache_objects_per_slab(), _pages_per_slab() of a handle", of_handles(
        lambda h: [slab.slab_cache_objects_per_slab(h.cache), slab.slab_cache_pages_per_slab(h.cache)] ==
        row_of(h)[3:5]))
    tell("slab_cache_usage() of a handle whose storage stands still", lambda: each(
        (h.name, int(slab.slab_cache_usage(h.cache).num_objs) == row_of(h)[1])
        for h in mine if slab.slab_object_info(prog, h.objects[0]).slab_cache.name.string_().decode() in known["still"]))
    tell("slab_cache_is_merged() of a handle", of_handles(
        lambda h: slab.slab_cache_is_merged(h.cache) == (h.name in known["shared"])))
    tell("slab_cache_for_each_allocated_object() of a handle has its objects", of_handles(objects))
    tell("slab_object_info(): its objects are allocated", of_handles(lambda h: info(h, lambda i: i.allocated is True)))
    tell("slab_object_info(): slab_cache is the handle", of_handles(
        lambda h: info(h, lambda i: i.slab_cache == h.cache)))
    tell("slab_object_info(): the cache's name is that of a live cache", of_handles(
        lambda h: info(h, lambda i: i.slab_cache.name.string_().decode() not in known["dead"])))
    tell("name of a handle", of_handles(lambda h: h.cache.name.string_().decode() == h.name))
    tell("identify_address() of an object", of_handles(
        lambda h: re.fullmatch("(slab object|task): .*[+]0x8", identify_address(prog, h.objects[0] + 8) or "")))
    tell("identify_address() of a struct task_struct", lambda: each(
        (task.comm.string_().decode(), "task: " in (identify_address(prog, task.value_()) or ""))
        for task in pid.for_each_task(prog)))
    tell("variables that the pinned kernel has lead to caches", lambda: each(
        (name, leads(name)) for name in known["variables"]))


if __name__ == "__main__":
    main(*sys.argv[1:])
