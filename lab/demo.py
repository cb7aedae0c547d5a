# SPDX-License-Identifier: GPL-2.0
"""The verb demo: the same commands on the pinned kernel and on ours, side by side.

Prints what a user sees after each step, with a * where the two differ, which names
share which storage on ours, and last a line that sums up.  The table is also a
picture, build/demo.svg.
"""

import argparse
import html
import re
import textwrap
from collections.abc import Callable
from pathlib import Path

import core
import facts
import verdict

# column: its head, what it shows, what wrong ones are called
COLUMNS: dict[str, tuple[str, str, Callable[[facts.Step], list[str]], str]] = {
    "names": ("names in", "/sys/kernel/slab", lambda step: step.names, "missing names"),
    "stale": ("stale", "names", lambda step: step.stale, "stale names"),
    "dangling": ("dangling", "links", lambda step: step.dangling, "dangling links"),
    "slabinfo": ("name in", "slabinfo", lambda step: step.slabinfo, "dead names in /proc/slabinfo"),
    "size": ("", "kmem_cache_size()", lambda step: [f"{name}={got}" for name, (_, got) in step.live.items()],
             "wrong sizes"),
    "aliases": ("", "aliases", lambda step: step.aliases, "wrong counts of aliases"),
    "tool": ("slabinfo", "-a -T -v", lambda step: [line.split()[0] for line in step.complaints],
             "failures of slabinfo"),
}
REBOOT = ("After a reboot: story-m is a module's, story-i the kernel image's, story-d created at run time",
          "pinned  there are no static caches: all three are dynamic",
          "ours    story-m and story-i are static caches, story-d is a dynamic one")
# Of the suite blackbox only.
NOT_SHOWN = "a module's static cache alone"


def cell(step: facts.Step, column: str) -> str:
    text = " ".join(COLUMNS[column][2](step)).replace("story-", "")
    if column == "tool":
        return f"fails: {text}" if text else "ok"
    return text or "-"


def found_wrong(steps: list[facts.Step]) -> str:
    """Count what is wrong, judged by one kernel alone."""
    count = dict.fromkeys(COLUMNS, 0)
    for step in steps:
        for column, _, bad in step.wrong():
            count[column] += len(bad)
    return ", ".join(f"{number} {COLUMNS[column][3]}" for column, number in count.items() if number) or "none"


def table(pinned: list[facts.Facts], ours: list[facts.Facts]) -> list[str]:
    """The lines of the table, the last one sums up."""
    steps = [[step for one in kernel for step in one.steps if step.title != NOT_SHOWN] for kernel in (pinned, ours)]
    if not steps[0] or [step.title for step in steps[0]] != [step.title for step in steps[1]]:
        raise core.LabError("a step is missing on one of the kernels: see the consoles")
    pairs = list(zip(*steps))
    cells = []
    for pair in pairs:
        both = {column: [cell(step, column) for step in pair] for column in COLUMNS}
        cells.append({column: [text + "*" * (one != two) for text in (one, two)]
                      for column, (one, two) in both.items()})
    if not any(text.endswith("*") for row in cells for texts in row.values() for text in texts):
        raise core.LabError("the two kernels show the same after every step: does ours have the patches?")
    width = {column: max(map(len, [*head[:2], *(text for row in cells for text in row[column])]))
             for column, head in COLUMNS.items()}

    def line(title: str, texts: list[str]) -> str:
        return (f"{title:<8}" + "".join(f"{text:<{width[column] + 2}}"
                                        for column, text in zip(COLUMNS, texts))).rstrip()
    heads = zip(*(head[:2] for head in COLUMNS.values()))
    lines = [line("", list(head)) for head in heads]
    reboot = len(ours[0].steps)
    for number, (pair, row) in enumerate(zip(pairs, cells), 1):
        if number == reboot + 1:
            lines += ["", *REBOOT]
        lines.append(f"{number}. {pair[0].title}")
        lines += [line(name, [texts[k] for texts in row.values()]) for k, name in enumerate(("pinned", "ours"))]
    complaints: dict[str, list[str]] = {}
    for name, kernel in zip(("pinned", "ours"), steps):
        for number, step in enumerate(kernel, 1):
            for text in step.complaints:
                complaints.setdefault(f"{name:<8}slabinfo {text}", []).append(str(number))
    lines += [""] + [f"{text} (after step {' '.join(at)})" for text, at in complaints.items()]
    lines += [""] if complaints else []
    return [*lines, f"shown: in {len(pairs)} steps the pinned kernel had {found_wrong(steps[0])}; "
            f"ours {found_wrong(steps[1])}"]


def sharing(found: facts.Facts) -> list[str]:
    """Names as a tree over the storages that they share."""
    storages = found.storages()
    lines = [f"{sum(map(len, storages.values()))} names over {len(storages)} storages"]
    shared = {storage: names for storage, names in storages.items() if len(names) > 1}
    for storage, names in shared.items():
        lines.append(f"|-- {storage}: {len(names)} names")
        lines += textwrap.wrap(" ".join(names), 92, initial_indent="|   |-- ", subsequent_indent="|   |-- ",
                               break_long_words=False, break_on_hyphens=False)
    return [*lines, f"`-- {len(storages) - len(shared)} storages with one name each"]


def svg(lines: list[str]) -> str:
    """The lines as a picture: what differs is red on the pinned kernel and green on ours."""
    rows = []
    for number, line in enumerate(lines):
        colour = "#c00" if line.startswith("pinned ") else "#070"
        text = html.escape(line)
        if line.startswith(("pinned ", "ours ")):
            text = re.sub(r"(?<=  )(\S+(?: \S+)*\*)",
                          rf'<tspan fill="{colour}" font-weight="bold">\1</tspan>', text)
        weight = ' font-weight="bold"' if re.match(r"[0-9]+\. |shown:", line) else ""
        rows.append(f'<text x="12" y="{24 + 17 * number}"{weight} xml:space="preserve">{text}</text>')
    width, height = 24 + 8 * max(map(len, lines)), 34 + 17 * len(lines)
    return "\n".join([f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
                      'font-family="monospace" font-size="13">',
                      f'<rect width="{width}" height="{height}" fill="#fff"/>', *rows, "</svg>", ""])


def read(logs: list[Path]) -> list[facts.Facts]:
    return [facts.parse(log.read_text(errors="replace")) for log in logs]


def main(argv: list[str]) -> int:
    argparse.ArgumentParser(prog="lab demo", description=__doc__).parse_args(argv)
    logs = facts.collect("demo", ["pinned-up", "uml-up"])
    for log in logs["uml-up"]:
        for case in verdict.judge(log, plan=False).cases:
            raise core.LabError(f"uml-up did not run clean: {case.name}: see {log}")
    ours = read(logs["uml-up"])
    lines = ["What a user of shared slab caches sees (a: the cache story-a; *: the kernels differ)", "",
             *table(read(logs["pinned-up"]), ours)]
    picture = core.BUILD / "demo.svg"
    core.write(picture, svg([lines[-1], "", *lines[:-1]]))
    core.say(f"as a picture: {picture}")
    print(*lines[:-1], "All slab caches of the booted system, on ours:", *sharing(ours[0]), "", lines[-1], sep="\n")
    return 0
