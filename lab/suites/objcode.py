# SPDX-License-Identifier: GPL-2.0
"""The allocation and free fast paths on x86-64, instruction by instruction, beside the pinned kernel.

Compared is the straight path of each function: from its entry along the way that the
compiler laid out straight, where no conditional jump is taken, to the return.  Both
kernels must have the same sequence: the same opcodes in the same order with the same
operands.  Blanked are what a struct that has other members changes (displacements in
memory operands), where code is (targets of jumps and calls within the file), the size
of the frame and which registers are saved in it.  Operands are compared by value: each
value that is written to a register has a number, whichever register that is.

A call of kmalloc(64, GFP_KERNEL), in the image and in a module: ours has to have one load
less, and no more instructions.
"""

import argparse
import difflib
import itertools
import re
from pathlib import Path

import build
import core
import ktap
import report
import results
import tree

PATHS = ["kmem_cache_alloc_noprof", "kmem_cache_alloc_node_noprof", "kmem_cache_free", "kfree",
         "__kmalloc_noprof", "__kmalloc_cache_noprof", "__check_heap_object"]
# Bytes of struct kmem_cache, and of a static cache, with 1024 nodes.
LIMIT = 256
# Where the core's pointers to caches are: those that became constants need a symbol as before.
FILES = ["mm/slub", "mm/slab_common", "kernel/fork", *(f"fs/{name}" for name in
         ("dcache", "file_table", "inode", "namei", "namespace", "seq_file"))]
SITES = core.LAB / "tests/call_sites"
POINTER = re.compile(r"^(?:static )?struct kmem_cache \*(\w+)(?: __\w+)*(?: =|;)", re.M)
GENERAL = {f"{prefix}{name}{suffix}": f"{name}x" for name in "abcd" for prefix, suffix in
           (("r", "x"), ("e", "x"), ("", "x"), ("", "l"), ("", "h"))}
GENERAL |= {f"{prefix}{name}{suffix}": name for name in ("si", "di", "bp") for prefix, suffix in
            (("r", ""), ("e", ""), ("", ""), ("", "l"))}
GENERAL |= {f"r{n}{suffix}": f"r{n}" for n in range(8, 16) for suffix in ("", "d", "w", "b")}


def straight(listing: str) -> list[str]:
    """The instructions on the straight path of a function, as objdump -dr shows it."""
    code: dict[str, str] = {}
    order: list[str] = []
    for line in listing.splitlines():
        if match := re.match(r" +([0-9a-f]+):\t(.*)", line):
            order.append(match[1])
            code[match[1]] = match[2].strip()
        elif (match := re.match(r"\t+([0-9a-f]+): R_\S+\s+(\S+)", line)) and order:
            # objdump also shows those of the functions before.
            if 0 < int(match[1], 16) - int(order[-1], 16) < 16:
                code[order[-1]] += f" @{re.split('[-+]0x', match[2])[0]}"
    after = dict(zip(order, order[1:]))
    path: list[str] = []
    at, seen = order[0] if order else "", set[str]()
    while at in code and at not in seen:
        seen.add(at)
        text = code[at]
        jump = re.match(r"jmp +([0-9a-f]+) <", text)
        if not jump and not re.match(r"nop|xchg +%ax,%ax|data16|cs nop", text):
            path.append(text)
        if text.startswith("ret") or re.match(r"jmp +\*", text):
            break
        at = jump[1] if jump and jump[1] in code else after.get(at, "")
    return path


def normal(path: list[str]) -> list[str]:
    """Without what may differ: see above."""
    current: dict[str, int] = {}
    values = itertools.count()

    def value(match: re.Match[str]) -> str:
        name = GENERAL.get(match[1])
        if name is None:
            return f"%{match[1]}"
        if name not in current:
            current[name] = next(values)
        return f"%{current[name]}"
    lines = []
    for text in path:
        text = re.sub(r"[0-9a-f]+ <[^>]*>", "T", re.sub(r"\s+", " ", text))
        text = re.sub(r"(-?0x[0-9a-f]+)?\(", "N(", text)
        text = re.sub(r" @\.(text|rodata|data|bss)\S*", "", text)
        # The frame, and who is saved in it.
        text = re.sub(r"^((?:sub|add) )\$0x[0-9a-f]+(,%rsp)", r"\1N\2", re.sub("^(push|pop) %.*", r"\1 R", text))
        written = re.match(r"((?:mov|lea|set)\w* (?:.*,)?)%(\w+)(?=$| [#@])", text)
        if written and GENERAL.get(written[2]):
            source = re.sub(r"%(\w+)", value, written[1])
            current[GENERAL[written[2]]] = number = next(values)
            lines.append(f"{source}%{number}{text[written.end():]}")
        else:
            lines.append(re.sub(r"%(\w+)", value, text))
    return lines


def disassembled(path: Path, function: str) -> str:
    return core.run(["objdump", "-dr", "--no-show-raw-insn", f"--disassemble={function}", path]).stdout


def compare(name: str, pinned: list[str], ours: list[str]) -> str:
    """Why the two are not the same, or nothing."""
    if len(pinned) < 10:
        return f"only {len(pinned)} instructions found: is {name} in mm/slub.o?"
    diff = difflib.unified_diff(normal(pinned), normal(ours), "pinned", "ours", lineterm="", n=1)
    return "\n".join(diff)


def symbols(kernel: build.Kernel) -> set[str]:
    """The names of all data in the objects of FILES."""
    rows = core.run(["nm", *(kernel.out / f"{name}.o" for name in FILES)]).stdout.splitlines()
    return {row.split()[2] for row in rows if re.search(" [bBdDrR] ", row)}


def call_site(kernel: build.Kernel, where: str) -> list[str]:
    """The instructions of a call of kmalloc(64, GFP_KERNEL), compiled for the image or as a module."""
    work = core.BUILD / "call-sites" / kernel.name
    work.mkdir(parents=True, exist_ok=True)
    (work / f"{where}.o").unlink(missing_ok=True)
    core.run(["make", "-C", kernel.source, f"O={kernel.out}", f"ARCH={kernel.arch}", f"M={SITES}", f"MO={work}",
              f"{where}.o"], log=core.LOG / f"{kernel.name}-{where}.log")
    return whole(disassembled(work / f"{where}.o", "kmalloc_64"))


def whole(listing: str) -> list[str]:
    """All instructions of a function, as objdump -dr shows it, with the symbols that they name."""
    code: list[str] = []
    for line in listing.splitlines():
        if match := re.match(r" +[0-9a-f]+:\t(.*)", line):
            code.append(re.sub(r"\s+", " ", match[1].partition("#")[0]).strip())
        elif (match := re.match(r"\t+[0-9a-f]+: R_\S+\s+([^-+\s]+)", line)) and code:
            # Where a symbol goes an object has 0, or the next instruction.
            code[-1] = re.sub(r"(?<=[ $])0x0(?=[,(])|[0-9a-f]+ <[^>]*>$", match[1], code[-1], count=1)
    return [text for text in code if not re.match(r"nop|xchg %ax,%ax|data16|cs nop|int3|endbr64", text)]


def loads(code: list[str]) -> int:
    """How many of these instructions take their source from memory."""
    return sum(bool(re.match(r"(?!lea)\w+ (?:[^%$(]*\([^)]*\)|%gs:\S+|\w+),", text)) for text in code)


def beside(pinned: list[str], ours: list[str]) -> str:
    return "\n".join(f"{one:<44} {other}".rstrip() for one, other in itertools.zip_longest(pinned, ours, fillvalue=""))


def site_is_worse(pinned: list[str], ours: list[str]) -> str:
    """Why the call of ours is not what it is meant to be, or nothing."""
    text = beside(["pinned", *pinned], ["ours", *ours])
    if not any("__kmalloc_cache_noprof" in line for line in pinned):
        return f"no call of the allocator found\n{text}"
    less, more = loads(pinned) - loads(ours), len(ours) - len(pinned)
    return f"{less} loads less, {more} instructions more\n{text}" if less != 1 or more > 0 else ""


def run(argv: list[str]) -> results.Result:
    parser = argparse.ArgumentParser(prog="lab test objcode --", description=__doc__)
    parser.add_argument("--store", action="store_true", help=f"write the lengths to {report.FAST.name}")
    args = parser.parse_args(argv)
    with ktap.Suite("objcode", plan=len(PATHS) + 8) as t:
        kernels = {name: build.Kernel(f"objcode-{name}", tree.ensure_tree(name), "x86_64", ["objcode"],
                                      ours=name == "ours") for name in ("pinned", "ours")}
        for kernel in kernels.values():
            with core.lock(kernel.lock), core.step(f"compile mm/slub.c and others of {kernel.name}"):
                kernel.configure()
                kernel.make(*(f"{name}.o" for name in FILES), log=core.LOG / f"{kernel.name}.log")
        rows, lengths = [f"{'instructions on the fast path':<30} {'pinned':>9} {'ours':>9}"], list[list[str]]()
        for function in PATHS:
            pinned, ours = (straight(disassembled(kernel.out / "mm/slub.o", function)) for kernel in kernels.values())
            why = compare(function, pinned, ours)
            t.result(function, not why, why)
            rows.append(f"{function:<30} {len(pinned):9} {len(ours):9}")
            lengths.append([function, str(len(pinned)), str(len(ours)), "-", "-"])
        for what, other in (("one instruction less", ours[:9] + ours[10:]), ("another order", ours[::-1])):
            t.result(f"planted: {what} is reported", bool(compare(function, ours, other)))
        for where, title in (("image", "in the image"), ("module", "in a module")):
            before, after = (call_site(kernel, where) for kernel in kernels.values())
            why = site_is_worse(before, after)
            t.result(f"kmalloc(64, GFP_KERNEL) {title} has one load less", not why, why)
            rows += [f"\nkmalloc(64, GFP_KERNEL) {title}, pinned and ours:", beside(before, after)]
            lengths.append([f"`kmalloc(64, GFP_KERNEL)` {title}", str(len(before)), str(len(after)),
                            "; ".join(before), "; ".join(after)])
        t.result("planted: a call that loads its cache is reported", bool(site_is_worse(before, before)))
        rows.append("")
        had, has = (symbols(kernel) for kernel in kernels.values())
        had &= {name for file in FILES for name in POINTER.findall((kernels["pinned"].source / f"{file}.c").read_text())}
        t.result("debuggers find each pointer to a cache that they found before", had <= has and len(had) > 10,
                 f"{len(had)} before, not any more: {' '.join(sorted(had - has)) or '-'}")
        sizes = {name: sum(kernel.sizes("struct kmem_cache")) for name, kernel in kernels.items()}
        static = kernels["ours"].static_size()
        for name, bytes_ in (("sizeof_struct_kmem_cache", sizes["ours"]), ("sizeof_static_cache", static)):
            t.result(name, 0 < bytes_ <= LIMIT, f"{bytes_} bytes, at most {LIMIT} are meant")
        rows.append(f"{'sizeof(struct kmem_cache)':<30} {sizes['pinned']:9} {sizes['ours']:9}")
        rows.append(f"{'a static cache, bytes':<30} {'-':>9} {static:9}")
        t.note("\n".join(rows))
        if args.store:
            t.store(report.FAST, lengths)
    return t.done
