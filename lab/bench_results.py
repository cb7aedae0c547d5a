# SPDX-License-Identifier: GPL-2.0
"""What bench measured: consoles into rows, rows into tables.

Consoles are KERNEL.FIGURE[.BOOT].log, and KERNEL.FIGURE.counts has what the
plugin counted.  An operation costs what its loop does beyond one that does
nothing.  Of times there are also the ratios to the pinned kernel, boot by boot:
those of one number came one after the other, so that what the machine did
meanwhile is in both.
"""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

import core

UNITS = ("instructions", "loads", "stores")
# By what part two boots of one kernel may differ in instructions or loads of a system call.
AGREE = .001
BRIEF = core.LAB / "suites/bench.brief"
TITLES = {"pinned": "pinned", "pinned-nomerge": "pinned, slab_nomerge",
          "pinned-again": "pinned, another boot", "unconverted": "ours, nothing converted",
          "converted": "ours, the whole tree converted", "no-sharing": "static never shares",
          "ours-nomerge": "ours, slab_nomerge", "ours-again": "ours, another boot", "ours": "ours"}
Key = tuple[str, str, str, str]     # figure, what, unit, kernel


@dataclass(frozen=True)
class Row:
    """One thing measured: the median, and the quartiles."""

    figure: str
    what: str
    unit: str
    kernel: str
    median: float
    low: float
    high: float
    repetitions: int

    @classmethod
    def of(cls, key: Key, sample: list[float]) -> "Row":
        median, low, high = (round(quantile(sample, q), 3) for q in (.5, .25, .75))
        return cls(*key, median, low, high, len(sample))

    @property
    def exact(self) -> bool:
        """Whether it is the same wherever the same compiler built the kernels."""
        return self.figure not in ("native", "nscale") and not re.search("cross-cpu|after-work.*kB|rmmod", self.what) \
            and bool(re.fullmatch("instructions.*|loads|stores|names|storages|kB|shared-.*|bytes", self.unit))


def number(value: float) -> str:
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def quantile(values: Iterable[float], q: float) -> float:
    ordered = sorted(values)
    low, part = divmod(q * (len(ordered) - 1), 1)
    first = ordered[int(low)]
    return first + part * (ordered[int(low) + 1] - first) if part else first


class Console:
    """Reads one console."""

    def __init__(self, log: Path) -> None:
        self.kernel, self.figure, *rest = log.name.removesuffix(".log").split(".")
        self.boot = rest[0] if rest else ""
        self.exact = self.figure not in ("native", "nscale")
        self.samples: list[tuple[str, str, str, str, float, bool]] = []     # the last: in ticks
        self.ticks = self.ns = 0
        # Where in counts the lines of this loop begin.  The module counts its calls from 0 again.
        self.where = self.last_calls = 0
        self.nothing: dict[tuple[str, str, str, int], float] = {}
        counts = log.with_suffix(".counts")
        self.counts = [line.split() for line in counts.read_text().splitlines()] if counts.exists() else []
        for number, line in enumerate(log.read_text(errors="replace").splitlines(), 1):
            if match := re.search(r"bench: ((?:micro|work|native|scale|memory|size|clock) .*)", line):
                words = match[1].split()
                try:
                    getattr(self, "_" + words[0])(words)
                except (IndexError, ValueError, ZeroDivisionError):
                    raise core.LabError(f"{log}:{number} is cut off, or the counts are: measure again") from None

    def _add(self, figure: str, what: str, unit: str, value: float, timed: bool = False,
             kernel: str = "") -> None:
        self.samples.append((figure, what, unit, kernel or self.kernel, value, timed))

    def _clock(self, words: list[str]) -> None:
        self.ticks += int(words[1])
        self.ns += int(words[3])
        self.where += self.last_calls
        self.last_calls = 0

    def _micro(self, words: list[str]) -> None:
        kind, op, times, call, values = words[1], words[2], int(words[3]), int(words[5]), words[7:]
        self.last_calls = call + len(values)
        if op.startswith("cold") if self.exact else op == "cross-cpu":
            return
        for i, value in enumerate(values):
            if not self.exact:
                self._loop(kind, op, times, "ns", i, float(value))
                continue
            for unit, count in zip(UNITS, self.counts[self.where + call + i][1:]):
                self._loop(kind, op, times, unit, i, float(count))

    def _loop(self, kind: str, op: str, times: int, unit: str, i: int, value: float) -> None:
        if op.endswith("nothing"):
            self.nothing[kind, op, unit, i] = value / times
            return
        cold, many = op.startswith("cold"), op in ("refill", "cross-cpu")
        # Each turn of a cold loop is timed twice.
        turns = 2 * times if cold else 0 if many else times
        value -= turns * self.nothing.get((kind, "cold-nothing" if cold else "nothing", unit, i), 0)
        operations = times * (1024 if many else 16 if op == "bulk16" else 1)
        self._add("micro" if self.exact else "native", f"{kind} {op}", unit, value / operations, not self.exact)

    def _scale(self, words: list[str]) -> None:
        what = words[1]
        # Destroying storage waits, and then the clock counts more than instructions.
        if self.exact and re.match("destroy-own|rmmod", what):
            return
        for value in words[4:]:
            # Of fewer caches than the last ones of a step there are zeros.
            if value != "0":
                self._add("scale" if self.exact else "native", f"{what} {words[2]}",
                          "instructions" if self.exact else "ns", float(value),
                          not self.exact and bool(re.match("create|destroy", what)))

    def _work(self, words: list[str]) -> None:
        times, counted = int(words[2]), []
        for value in words[4:]:
            # 0: a slab was made or freed meanwhile.
            if value != "0" and not self.exact:
                self._add(words[0], words[1], "ns", float(value) / times)
            elif value != "0":
                counted.append([float(count) / times for count in self.counts[self.where][1:]])
            self.where += self.exact
        # Where each second run takes another way, a median of runs is by chance of one or
        # of the other: take that of neighbours.
        for one, other in list(zip(counted, counted[1:])) or [(run, run) for run in counted]:
            for unit, *values in zip((*UNITS, "instructions-there"), one, other):
                self._add("work", words[1], unit, sum(values) / 2)

    _native = _work

    def _memory(self, words: list[str]) -> None:
        when, what = words[1].split("-", 1)
        unit = "kB" if what.endswith("kB") else what
        self._add("memory", f"after-{when}" + (f" {what}" if unit == "kB" else ""), unit, float(words[4]))

    def _size(self, words: list[str]) -> None:
        what, _, kernel = words[1].partition("@")
        self._add("size", what, "bytes", float(words[4]), kernel=kernel)


def read(logs: Iterable[Path]) -> list[Row]:
    """Return the rows of those consoles, sorted."""
    values: dict[Key, list[float]] = defaultdict(list)
    boots: dict[Key, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for log in logs:
        console = Console(log)
        if not console.ticks and any(timed for *_, timed in console.samples):
            raise core.LabError(f"{log} has no line 'bench: clock', so it is cut off: measure again")
        for figure, what, unit, kernel, value, timed in console.samples:
            key = figure, what, unit, kernel
            value *= console.ns / console.ticks if timed else 1
            values[key].append(value)
            if figure == "native" and not re.search(" [0-9]+$", what):
                boots[key][console.boot].append(value)
    for (figure, what, unit, kernel), own in boots.items():
        pinned = boots.get((figure, what, unit, "pinned"), {})
        for boot in own.keys() & pinned.keys() if kernel != "pinned" else ():
            values[figure, what, "ratio", kernel].append(quantile(own[boot], .5) / quantile(pinned[boot], .5))
    return with_sums([Row.of(key, sample) for key, sample in sorted(values.items())])


def save(rows: list[Row], path: Path, **about: object) -> None:
    core.write(path, json.dumps(about | {"results": [asdict(row) for row in rows]}, indent=1) + "\n")


def load(path: Path) -> list[Row]:
    return [Row(**row) for row in json.loads(path.read_text())["results"]]


# Tables in Markdown: a row for each thing measured, a column for each kernel, and
# what ours is beside the pinned one.

def short(value: float) -> str:
    return f"{value:.0f}" if value >= 10000 else number(round(value, 1)) if value >= 100 else number(value)


def cell(row: Row | None) -> str:
    if not row:
        return "-"
    return short(row.median) + (f" ({short(row.low)}...{short(row.high)})" if row.low != row.high else "")


def order(what: str) -> tuple[str, float, str]:
    """10 comes before 100, and each kind together."""
    kind, _, rest = what.partition(" ")
    match = re.match(r"[0-9.]+", rest)
    return kind, float(match[0]) if match else 0, rest


def table(rows: list[Row], figure: str, unit: str, heading: str, pattern: str = ".", ratio: bool = False) -> str:
    found = {(row.what, row.kernel): row for row in rows if row.figure == figure and row.unit == unit}
    by_boot = {row.what: row for row in rows if (row.figure, row.unit, row.kernel) == (figure, "ratio", "ours")}
    names = sorted({what for what, _ in found if re.search(pattern, what)}, key=order)
    if not names:
        return ""
    kernels = [kernel for kernel in TITLES if any(kernel == have for _, have in found)]
    heads = [*(TITLES[kernel] for kernel in kernels), "ours / pinned" if ratio else "ours - pinned"]
    lines = list[list[str]]()
    for what in names:
        ours, pinned = found.get((what, "ours")), found.get((what, "pinned"))
        beside = "-"
        if ours and pinned:
            if what in by_boot:
                beside = cell(by_boot[what])
            elif not ratio:
                beside = number(ours.median - pinned.median)
            elif pinned.median:
                beside = f"{ours.median / pinned.median:.3f}"
        lines.append([what, *(cell(found.get((what, kernel))) for kernel in kernels), beside])
    return f"\n{heading}\n\n{core.markdown(' | '.join(['', *(f'{head}:' for head in heads)]), lines)}"


def sheaves(rows: list[Row]) -> str:
    """For each name that shares a storage which has sheaves: one struct and one sheaf."""
    at = {(row.what, row.unit, row.kernel): row.median for row in rows}
    struct = at.get(("percpu-sheaves", "bytes", "pinned"))
    header = at.get(("sheaf-header", "bytes", "pinned"))
    kernels = [kernel for kernel in TITLES if ("after-boot", "shared-slots", kernel) in at]
    if not struct or not header or "pinned" not in kernels:
        return ""
    lines = []
    for cpus in (2, 64, 512):
        saved = (cpus * (at["after-boot", "shared-sheaves", kernel] * (struct + header) +
                         8 * at["after-boot", "shared-slots", kernel]) for kernel in kernels)
        lines.append([str(cpus), *map(number, saved)])
    return "\n".join(["", "Bytes of sheaves that sharing saves after boot, computed: where a name has no",
                      f"storage of its own, each CPU has no struct ({number(struct)} bytes) and no main sheaf ({number(header)}",
                      "and 8 for each object) for it.  Spare sheaves come on top.", "",
                      core.markdown(" | ".join(["CPUs:", *(f"{TITLES[kernel]}:" for kernel in kernels)]), lines)])


def pairs(rows: list[Row], figure: str, pattern: str, unit: str) -> list[tuple[float, float]]:
    """Return (pinned, ours) of each thing of that figure which the pattern matches."""
    at = {(row.what, row.kernel): row.median for row in rows if (row.figure, row.unit) == (figure, unit)}
    return [(value, at[what, "ours"]) for (what, kernel), value in at.items()
            if kernel == "pinned" and value and (what, "ours") in at and re.fullmatch(pattern, what)]


def with_sums(rows: list[Row]) -> list[Row]:
    """Add what of the kernel's image (text, data, bss) stays after boot, and that with slab caches."""
    at = {(row.what, row.kernel): row.median for row in rows}
    for kernel in TITLES:
        parts = [at.get((what, kernel)) for what in ("image", "image-init", "after-boot kB")]
        if None not in parts:
            size, freed, slab = (part or 0 for part in parts)
            for what, total in (("image - init", size - freed), ("image+Slab", size - freed + 1024 * slab)):
                rows.append(Row("memory", what, "bytes", kernel, total, total, total, 1))
    return rows


def tables(rows: list[Row]) -> str:
    pairs = "(pair|kfree|bulk16)$|kmalloc "
    of: Callable[..., str] = lambda *args, **more: table(rows, *args, **more)  # noqa: E731
    return "".join([
        of("micro", "instructions", "Instructions of an operation; a pair is an allocation and a free:"),
        of("micro", "loads", "Loads:", pairs), of("micro", "stores", "Stores:", pairs),
        of("work", "instructions", "Instructions of real work, user space included:", ratio=True),
        of("work", "instructions-there", "Of these, in mm/slub.c:", ratio=True),
        of("work", "loads", "Loads of the same work:", ratio=True),
        of("memory", "names", "Names in /sys/kernel/slab:"),
        of("memory", "storages", "Storages that they share:"), of("memory", "slabs", "Slabs:"),
        of("memory", "kB", "/proc/meminfo, kB:", ratio=True), of("size", "bytes", "Bytes:"),
        of("memory", "bytes", "Image (text, data, bss, less what boot frees) and Slab after boot:", ratio=True),
        sheaves(rows),
        of("scale", "instructions", "Instructions, with so many caches beside those of the kernel; \"join\" shares "
           "storage, \"own\" does not; \"first\" is of a class that is new, \"second\" joins it:", ratio=True),
        of("native", "ns", "Nanoseconds under User-mode Linux, median (quartiles); ours / pinned is boot by boot; "
           "\"cold\": the line of the pointer is not in the CPU's caches:",
           "[a-z] (pair|kfree|zeroed|accounted|bulk16|refill|cold-pair)$", ratio=True),
        of("native", "ns", "Nanoseconds of real work under User-mode Linux:", "^(messages|tree-walk)$", ratio=True),
        of("native", "ns", "Nanoseconds, by the number of caches, under User-mode Linux:", " [0-9]+$", ratio=True)])


def brief(rows: list[Row]) -> str:
    """Return the few lines that a cover letter has room for; an empty string if nothing is there."""
    at = {(row.figure, row.what, row.unit, row.kernel): row.median for row in rows}
    lines = []
    for figure, what, unit, title in core.rows(BRIEF, str, str, str, str):
        pinned, ours = (at.get((figure, what, unit, kernel)) for kernel in ("pinned", "ours"))
        if pinned is not None and ours is not None:
            texts = [f"{v:.0f}" if v >= 1000 else number(round(v, 1)) for v in (pinned, ours)]
            lines.append(f"  {title:<44} {texts[0]:>10} {texts[1]:>10}\n")
    head = f"  {'instructions, counted under QEMU':<44} {'before':>10} {'with':>10}\n"
    return head + "".join(lines) if lines else ""
