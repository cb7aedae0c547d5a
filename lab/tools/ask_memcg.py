# SPDX-License-Identifier: GPL-2.0
"""Run the kernel's tools/cgroup/memcg_slabinfo.py on a dump, in drgn's own Python, for the suite tools.

    ask_memcg.py DUMP VMLINUX SCRIPT INODE

The script asks stat() which cgroup its argument is.  That cgroup was the guest's: INODE
is what stat() said there.
"""

import os
import sys
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import drgn  # type: ignore[import]


def at_home(object_of: Callable[..., Any]) -> Callable[..., Any]:
    """Such a dump has memory at its physical addresses, too: an address that lost its upper half would be read."""
    def checked(*args: Any, **named: Any) -> Any:
        if named.get("address", 1 << 63) < 1 << 47:
            raise ValueError(f"{named['address']:#x} is no address of a kernel")
        return object_of(*args, **named)
    return checked


def main(dump: str, vmlinux: str, script: str, inode: str) -> None:
    prog = drgn.Program()
    prog.set_core_dump(dump)
    prog.load_debug_info([vmlinux])
    with open(script, encoding="utf-8") as file:
        text = file.read()
    sys.argv = [script, inode]
    setattr(drgn, "Object", at_home(drgn.Object))
    setattr(os, "stat", lambda path: SimpleNamespace(st_ino=int(path)))
    # As drgn runs a script: prog is there.
    exec(compile(text, script, "exec"), {"prog": prog, "__name__": "__main__"})


if __name__ == "__main__":
    main(*sys.argv[1:])
