# SPDX-License-Identifier: GPL-2.0
"""Numbers in README.md and docs/, rendered from stored data.

A page has a block, and what stands in it is replaced:

    <!-- report: NAME -->
    <!-- end -->

What it is made of:             which this writes:
    suites/bench_check.counts   lab bench --store
    suites/convert.seen         lab convert --store
    suites/tools.table          lab test tools -- --store
    suites/NAME.seen            lab test NAME -- --store (arch, objcode, distro)
    suites/fleet.seen           lab test fleet -- --store, and fleet_um
    suites/stress.seen          lab test stress -- --store, and the other suites of the stress
    suites/bench.seen           lab bench --store: times
    recipients.toml             lab series --store
    minutes.toml                a person
    suites/bench.costs          a person: which counts are costs
    patches/, check.py          a person: sizes of series; suites that have not passed whole
README.md says of each claim that rests on such a suite: (not run whole yet).
`lab report` names the pages that are not current, `lab report --docs` writes them.
"""

import argparse
import itertools
import re
from pathlib import Path

import bench
import bench_results
import check
import core
import parts
import tree
from bench_results import Row
from suites import arch

PAGES = tuple(core.TOP / name for name in ("README.md", "docs/measurements.md", "docs/series.md", "docs/conversions.md",
                                           "docs/tools.md", "docs/testing.md", "docs/packages.md"))
TOOLS = core.LAB / "suites/tools.table"
MINUTES = core.LAB / "minutes.toml"
RECIPIENTS = core.LAB / "recipients.toml"
CONVERSIONS = core.LAB / "suites/convert.seen"
FAST = core.LAB / "suites/objcode.seen"
FLEET = core.LAB / "suites/fleet.seen"
STRESS = core.LAB / "suites/stress.seen"
KERNELS = core.LAB / "suites/configs.seen"
DISTRO = core.LAB / "suites/distro.seen"
NOT_LOADED = core.LAB / "suites/fleet.cannot"
COLUMNS: dict[str, tuple[type, ...]] = {
    "convert.seen": (str, int, int, int, str, int), "objcode.seen": (str, int, int, str, str),
    "fleet.seen": (str, str, str, int, str, str, str),
    "fleet.cannot": (str, str), "stress.seen": (str, str, *[int] * 11), "distro.seen": (str, str, str), "tools.table": (str,) * 6,
    "bench.seen": (str, float, float, float), "configs.seen": (str, int, int)}
CLAIM = re.compile(r"(`make (\w+)[^`]*`)( \(not run whole yet\))?")
BLOCK = re.compile(r"(<!-- report: ([a-z-]+) -->\n).*?(<!-- end -->\n)", re.S)
COSTS = core.LAB / "suites/bench.costs"
# The patches that make boot and kmalloc caches static, and where they are meant to remove more than they add.
GROWTH = ("mm/slub: move the per-node pointers out of struct kmem_cache", "mm/slab: give kmalloc caches static storage",
          "mm/slub: give the boot caches sheaves, remove SLAB_NO_SHEAVES")
GROWN = ("mm/slub.c", "mm/slab_common.c")


def stored() -> list[Row]:
    """Return what was counted.  A sum with an image of which nobody noted what boot frees is another one than ours."""
    found = bench.stored()
    known = {kernel for _, what, _, kernel, _ in found if what == "image-init"}
    return [Row(figure, what, unit, kernel, float(value), float(value), float(value), 1)
            for figure, what, unit, kernel, value in found if what != "image+Slab" or kernel in known]


def costs(rows: list[Row]) -> str:
    """Ours beside the pinned kernel: where static caches do not pay, then what is worse comes first."""
    lines = []
    for title, figure, what, unit in core.rows(COSTS, str, str, str, str):
        pairs = bench_results.pairs(rows, figure, what, unit)
        if pairs:
            pinned, ours = max(pairs, key=lambda pair: pair[1] / pair[0])
            texts = [f"{value:,.1f}".removesuffix(".0") for value in (pinned, ours)]
            order = not what.startswith("module-static-alias"), -ours / pinned
            lines.append((order, [title.format(n=len(pairs)), *texts, f"{ours / pinned:.3f}"]))
    lines.sort(key=lambda line: line[0])
    return core.markdown("counted | pinned: | ours: | ours / pinned:", (line for _, line in lines))


def kept(rows: list[Row]) -> str:
    """What of the image stays after boot, and that with slab caches."""
    lines = []
    for text, what in (("The kernel image that stays after boot", "image - init"), ("With `Slab` it", r"image\+Slab")):
        for pinned, ours in bench_results.pairs(rows, "memory", what, "bytes"):
            more = f"{abs(ours - pinned):,.0f} bytes {'larger' if ours > pinned else 'smaller'} than"
            lines.append(f"{text} is {more if ours != pinned else 'as large as'} on the pinned kernel "
                         f"({ours / pinned:.4f}).\n")
    return "".join(lines) or "What of the image boot frees is not among the stored counts.\n"


def in_pairs(rows: list[Row]) -> str:
    """What system calls cost beside the pinned kernel, in each of two boots."""
    at = {(row.what, row.unit, row.kernel): row.median for row in rows if row.figure == "work"}
    boots, units = (("ours", "pinned"), ("ours-again", "pinned-again")), ("loads", "instructions")
    calls = sorted({what for what, unit, kernel in at if kernel == "ours-again"})
    less = {what: [[at[what, unit, ours] - at[what, unit, pinned] for ours, pinned in boots] for unit in units]
            for what in calls if all((what, unit, kernel) in at for unit in units for pair in boots for kernel in pair)}
    if not less:
        return "They have not been counted in two boots.\n"
    most = max(max(-min(loads), max(loads)) / at[what, "loads", "pinned"] for what, (loads, _) in less.items())
    fewer, cheaper = (sum(max(both[n]) < 0 for both in less.values()) for n in (0, 1))
    return "\n".join([
        f"Two boots of one kernel may differ by {100 * bench_results.AGREE:g} %, and ours differs from the pinned "
        f"kernel by at most {100 * most:.2g} % of the loads.",
        f"So compare boots that did the same before: in both, {fewer} of {len(less)} system calls make fewer loads,",
        f"{cheaper} take fewer instructions.", "",
        core.markdown("ours - pinned | loads: | in another boot: | instructions: | in another boot:", (
            [what, *(f"{value:.2f}" for both in less[what] for value in both)] for what in less))])


def counted() -> str:
    """Of which commit the counts are."""
    notes = bench.noted()
    at = {note: [figure for figure in notes if notes[figure] == note] for note in notes.values()}
    lines = [f"Counted at commit {note.replace(', ', ' on ')}: {', '.join(figures)}.\n" for note, figures in at.items()]
    return "".join(lines) or "Of which commit these counts are was not noted.\n"


def converted(rows: list[Row]) -> str:
    """The whole tree converted, beside the core alone: what users feel.  Says first how it is."""
    at = {(row.figure, row.what, row.unit, row.kernel): row.median for row in rows}
    asked = [("work", what, unit) for unit in ("loads", "instructions") for what in
             dict.fromkeys(row.what for row in rows if (row.figure, row.unit) == ("work", unit))]
    asked += [("size", f"image{part}", "bytes") for part in ("-text", "-data", "-bss", "")]
    asked += [("memory", what, "kB") for what in ("after-boot kB", "after-work kB")]
    asked += [("memory", what, "bytes") for what in ("image - init", "image+Slab")]
    lines, less, calls = list[list[str]](), 0, 0
    for figure, what, unit in asked:
        pinned, ours, all_ = (at.get((figure, what, unit, kernel)) for kernel in ("pinned", "ours", "converted"))
        if pinned is None or ours is None or all_ is None:
            continue
        lines.append([f"{what}, {unit}", *(bench_results.number(round(value, 1)) for value in (pinned, ours, all_)),
                      f"{all_ / ours:.4f}"])
        if unit == "loads":
            calls, less = calls + 1, less + (all_ < ours)
    if not lines:
        return "It has not been counted yet.\n"
    text = [f"With the whole tree converted {less} of {calls} system calls make fewer loads than with the core's",
            "caches alone."]
    for what, figure, name in (("The image", "size", "image"), ("What stays after boot", "memory", "image - init"),
                               ("That and slab caches", "memory", "image+Slab")):
        key = figure, name, "bytes"
        if (*key, "converted") in at and (*key, "ours") in at:
            more = at[*key, "converted"] - at[*key, "ours"]
            text.append(f"{what} has {abs(more):,.0f} bytes {'more' if more > 0 else 'less'}.")
    return "\n".join([*text, "",
                      core.markdown("counted | pinned: | the core converted: | the whole tree converted: | whole / core:", lines)])


def minutes(path: Path) -> str:
    """What a command needs.  A number that nobody measured is not there."""
    keys = ("nothing", "ccache", "built", "again", "disk")
    rows = core.tables(path, {"*": {f"{key}?": str for key in keys}})
    return core.markdown("command | from nothing | a fresh clone, objects in ccache | when all is built | again, nothing changed | disk",
                         ([f"`{command}`", *(row.get(key, "not measured") for key in keys)] for command, row in rows.items()))


def series(top: Path = core.TOP, recipients: Path = RECIPIENTS) -> str:
    """What each series is made of."""
    people = core.tables(recipients, {"*": int}) if recipients.is_file() else {}
    sizes = [(part.folder, parts.size(mails)) for part, mails in parts.stored(top)]
    return core.markdown("series | patches: | mm/ added: | mm/ removed: | other files: | largest patch: | recipients:", (
        [folder, str(size.patches), f"{size.mm_added:,}", f"{size.mm_removed:,}", str(len(size.others)), f"{size.largest:,}",
         str(people.get(folder, "not counted"))] for folder, size in sizes))


def conversions() -> str:
    """What each subsystem would get with all of the tree converted."""
    rows = table_rows(CONVERSIONS)
    sums = [sum(int(cells[n]) for cells in rows) for n in (1, 2, 3)]
    patches = sum(cells[3] != "0" for cells in rows)
    return "\n".join([f"{sums[0]} sites in {len(rows)} subsystems: {sums[1]} are converted by {patches} patches, "
                      f"which change {sums[2]} files.", "",
                      core.markdown("subsystem | sites: | converted: | files: | lists | people:", rows)])


def table_rows(path: Path) -> list[list[str]]:
    """The cells of a file of COLUMNS."""
    return core.rows(path, *COLUMNS[path.name])


def fleet() -> str:
    """What `lab test fleet_um -- --store` left: each module that came and went."""
    rows, lines = table_rows(FLEET), list[str]()
    for machine in dict.fromkeys(row[0] for row in rows):
        mine = [row[1:] for row in rows if row[0] == machine]
        lines += [f"Under {machine} {len(mine)} units, each with the modules that it needs, were loaded and unloaded at least "
                  f"{min(int(row[2]) for row in mine)} times, {sum(row[5] == 'yes' for row in mine)} of them with nothing to "
                  f"report. {sum(row[4] == 'yes' for row in mine)} set up static caches themselves.", "",
                  core.markdown("module | use | rounds: | used: | static caches of its own | well", mine)]
    lines.append(core.markdown("not loaded | it wants", table_rows(NOT_LOADED)))
    return "\n".join(lines if rows else ["It has not run yet.", "", *lines])


def stress() -> str:
    """What the suites of the stress left with --store: what the guests did, and what of it was wrong."""
    return core.markdown("suite | kernel | seed: | rounds: | operations: | handles: | storages: | slab memory, kB: | afterwards: | "
                         "stale names: | dangling links: | dead names: | wrong sizes:",
                         ([*cells[:3], *(f"{int(cell):,}" for cell in cells[3:])] for cells in table_rows(STRESS)))


def times() -> str:
    """How long things took beside the pinned kernel, boot by boot."""
    return core.markdown("time, in that of the pinned kernel | median: | quartiles", (
        [what, f"{float(median):.2f}", f"{float(low):.2f}, {float(high):.2f}"] for what, median, low, high in table_rows(bench.TIMES)))


def slower(rows: list[Row]) -> str:
    """Which of the times lie wholly above 1, the worst first, with what was counted there; how many lie below."""
    def counted(what: str) -> str:
        costs = [f"{bench_results.number(round(ours - pinned, 1))} {unit}" for unit in ("instructions", "loads")
                 for pinned, ours in bench_results.pairs(rows, "micro", re.escape(what), unit)]
        return f"; counted: {', '.join(costs)}" if costs else ""
    timed = [(what, [round(float(cell), 2) for cell in cells]) for what, *cells in table_rows(bench.TIMES)]
    above = sorted((row for row in timed if row[1][1] > 1), key=lambda row: -row[1][0])
    below = sum(high < 1 for _, (_, _, high) in timed)
    lines = [f"* `{what}` {median:.2f} ({low:.2f} to {high:.2f}{counted(what)})\n"
             for what, (median, low, high) in above]
    return (f"Slower, with both quartiles above 1: {len(lines)} of {len(timed)} rows"
            f"{'; counted is ours - pinned' if lines else ''}.\n\n{''.join(lines)}{chr(10) if lines else ''}"
            f"Faster, with both below 1: {below}.\n")


def distro() -> str:
    """What `lab test distro -- --store` left: a Debian user space on both kernels."""
    rows = table_rows(DISTRO)
    if not rows:
        return "It has not run yet.\n"
    return f"{rows[0][0].capitalize()}.\n\n" + core.markdown(" | Debian's binary | ours", rows[1:])


def tools(path: Path = TOOLS) -> str:
    """What `lab test tools -- --store` left: what tools said of both kernels."""
    return core.markdown("tool | version | asked | control | ours | verdict",
                         ((cell.replace("|", "\\|") for cell in cells) for cells in table_rows(path)))


def fast() -> list[list[str]]:
    """The lengths of fast paths: name, pinned, ours."""
    return [cells[:3] for cells in table_rows(FAST) if cells[3] == "-"]


def sites() -> str:
    """The instructions of call sites, side by side."""
    tables = []
    for name, _, _, *both in table_rows(FAST):
        if both[0] != "-":
            lines = itertools.zip_longest(*([f"`{text}`" for text in code.split("; ")] for code in both), fillvalue="")
            tables.append(core.markdown(f"{name}, pinned | ours", lines))
    return "\n".join(tables)


def grown(top: Path = core.TOP) -> str:
    """What the patches of GROWTH add to the allocator."""
    mails = {re.sub(r"^\[[^]]*\] ", "", parts.header(mail)["Subject"] or ""): mail for mail in tree.patches("", top)}
    if lost := [subject for subject in GROWTH if subject not in mails]:
        raise core.LabError(f"patches/ has no '{lost[0]}': correct GROWTH in lab/report.py")
    added, removed = parts.lines([mails[subject] for subject in GROWTH], GROWN)
    numbers = [str(list(mails).index(subject) + 1) for subject in GROWTH]
    return (f"Patches {', '.join(numbers[:-1])} and {numbers[-1]} (per-node pointers, kmalloc caches, boot caches) add "
            f"{added} lines to\n`{'` and `'.join(GROWN)}` and remove {removed}: {added - removed:+d}.\n")


def blocks() -> dict[str, str]:
    """Return what each block holds."""
    rows = stored()
    kinds = "^(own|alias|const|static|static-alias) (pair|kfree|accounted|zeroed|bulk16)$"

    def table(figure: str, unit: str, pattern: str = ".", ratio: bool = False) -> str:
        return bench_results.table(rows, figure, unit, "", pattern, ratio).lstrip("\n")
    return {"costs": costs(rows), "converted": converted(rows), "minutes": minutes(MINUTES), "series": series(), "conversions": conversions(),
            "tools": tools(), "arch": arch.page(), "fleet": fleet(), "distro": distro(), "stress": stress(), "times": times(),
            "slower": slower(rows), "kept": kept(rows), "pairs": in_pairs(rows), "grown": grown(),
            "kernels": core.markdown("kernel | passed: | skipped:", table_rows(KERNELS)),
            "fast": core.markdown("instructions on the fast path | pinned: | ours:", (
                [f"`{name}`", pinned, ours] for name, pinned, ours in fast())), "sites": sites(),
            "counted": counted(), "unproven": f"{', '.join(check.UNPROVEN)}.\n",
            "instructions": table("micro", "instructions", kinds), "loads": table("micro", "loads", kinds),
            "modules": table("micro", "instructions", "^module-.* (pair|kfree|bulk16)$"),
            "kmalloc": table("micro", "loads", "^(module-)?kmalloc "),
            "refill": table("micro", "instructions", " refill$", True),
            "creating": table("scale", "instructions", "^(create|destroy)-.* 20000$", True),
            "work": table("work", "instructions", ratio=True), "work-loads": table("work", "loads", ratio=True),
            "image": table("memory", "bytes", ratio=True), "slab": table("memory", "kB", ratio=True),
            "names": table("memory", "names"), "storages": table("memory", "storages"),
            "bytes": table("size", "bytes"), "sheaves": bench_results.sheaves(rows).lstrip("\n")}


def render(name: str, text: str, known: dict[str, str]) -> str:
    """Return the text of a page with its blocks replaced."""
    found = [match[2] for match in BLOCK.finditer(text)]
    if len(found) != text.count("<!-- report: ") or len(found) != text.count("<!-- end -->"):
        raise core.LabError(f"{name}: a block has no beginning or no end: see lab report --help")
    if unknown := [block for block in found if block not in known]:
        raise core.LabError(f"{name}: there is no block '{unknown[0]}': there is {', '.join(known)}")
    return BLOCK.sub(lambda match: match[1] + known[match[2]] + match[3], text)


def claims(text: str) -> str:
    """Mark the command of each claim, in a row that does not begin with one, as check.UNPROVEN says."""
    def marked(row: re.Match[str]) -> str:
        return CLAIM.sub(lambda match: match[1] + " (not run whole yet)" * (match[2] in check.UNPROVEN), row[0])
    return re.sub(r"(?m)^\| [^`\n].*", marked, text)


def pages() -> dict[Path, str]:
    """Return the pages that are not current, as they should be."""
    known = blocks()
    new = {page: render(page.name, page.read_text(), known) for page in PAGES}
    new = {page: claims(text) if page.name == "README.md" else text for page, text in new.items()}
    return {page: text for page, text in new.items() if text != page.read_text()}


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="lab report", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--docs", action="store_true", help="write the pages")
    args = parser.parse_args(argv)
    stale = pages()
    for page, text in stale.items():
        if args.docs:
            core.write(page, text)
        core.say(f"{page.name} {'is written' if args.docs else 'is not current: run lab/lab report --docs'}")
    return int(bool(stale) and not args.docs)
