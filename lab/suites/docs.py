# SPDX-License-Identifier: GPL-2.0
"""The kernel's documentation with our pages: make htmldocs of the pages that we add or change,
our file below Documentation/ABI.  Nothing to complain of that the pinned kernel does not have;
a planted page has to be complained of."""

import re
import shutil
from pathlib import Path

import core
import ktap
import tree
from git import git

# This one shows what is in our header.
API = "core-api/mm-api.rst"
FUNCTIONS = ["kmem_cache_setup", "kmem_cache_setup_usercopy", "KMEM_CACHE_SETUP", "to_kmem_cache"]
PLANT = "core-api/planted.rst"


def overlay(source: Path, work: Path) -> Path:
    """A tree of links to source with a page more, of which Sphinx has to complain."""
    shutil.rmtree(work, ignore_errors=True)
    for folder in ("", "Documentation", "Documentation/core-api"):
        (work / folder).mkdir(parents=True)
        for path in (source / folder).iterdir():
            if path.name != ".git" and not (work / folder / path.name).exists():
                if f"{folder}/{path.name}".lstrip("/") not in ("Documentation", "Documentation/core-api"):
                    (work / folder / path.name).symlink_to(path)
    (work / "Documentation" / PLANT).write_text("Planted\n=======\n\nSee :ref:`no_such_label` and *this.\n")
    return work


def html(name: str, source: Path, pages: list[str], out: Path) -> set[str]:
    """Messages of make htmldocs, without line numbers and folders."""
    log = core.LOG / f"docs-{name}.log"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    with core.step(f"htmldocs of {len(pages)} pages of {name}", log):
        core.run(["make", "-C", source, f"O={out}", "htmldocs", "PYTHONDONTWRITEBYTECODE=1",
                  f"SPHINXOPTS=-j{core.JOBS} -D include_patterns={','.join(['index.rst', *pages])} "
                  "-D exclude_patterns=netlink/**"], log=log)
    lines = log.read_text(errors="replace").splitlines()
    return {re.sub(rf"{re.escape(str(source.parent))}/[a-z-]+/", "", re.sub(r":[0-9]+: ", ": ", line)) for line in lines
            if re.search("WARNING|ERROR|CRITICAL|warning:|error:", line)}


def abi(source: Path, work: Path) -> list[str]:
    """What a reader sees of our file below ABI, which the page of all of them includes."""
    shutil.rmtree(work, ignore_errors=True)
    (work / "testing").mkdir(parents=True)
    shutil.copy(source / "Documentation/ABI/testing/sysfs-kernel-slab", work / "testing")
    said, page = "", work / "abi.rst"
    for verb in ("validate", "rest"):
        done = core.run(["python3", "-B", "tools/docs/get_abi.py", "--dir", work, verb], cwd=source, check=False)
        said += done.stderr + (done.stdout if verb == "validate" else "")
    page.write_text(done.stdout)
    said += core.run(["python3", "-m", "docutils", page], check=False).stderr
    bad = [line for line in said.splitlines() if re.search("WARN|ERROR|SEVERE|Error", line)
           # Of Sphinx, not of docutils.
           and not re.search('interpreted text role "(ref|doc)"', line)]
    return bad + ([] if done.stdout.count("\n") > 500 else ["only part of it was read"])


def run(t: ktap.Suite) -> None:
    if not shutil.which("sphinx-build"):
        raise core.LabError("there is no sphinx-build: run make deps")
    t.plans(4)
    pinned, ours = tree.ensure_tree("pinned"), tree.ensure_tree("ours")
    base = git(pinned, "rev-parse", "HEAD")
    added, touched = (git(ours, "diff", "--name-only", f"--diff-filter={kind}", base, "HEAD", "--",
                          "Documentation/*.rst").replace("Documentation/", "").split() for kind in ("A", "d"))
    pages = [API, *touched]
    out = core.BUILD / "out"
    before = html("pinned", overlay(pinned, core.BUILD / "docs-plant"), [*pages, PLANT], out / "docs-pinned")
    plant = {line for line in before if PLANT in line}
    new = sorted(line for line in html("ours", ours, pages, out / "docs-ours") - (before - plant)
                 # A page that others list is missing from such a build, in both trees.
                 if "toctree contains reference to" not in line)
    t.none(f"no new message of htmldocs on {len(pages)} pages", new)
    said = "\n".join(sorted(plant))
    t.result("planted: htmldocs complains of a page", "no_such_label" in said or "emphasis" in said, said)
    made = out / "docs-ours/Documentation/output"
    missing = [page for page in [*added, API] if not (made / page).with_suffix(".html").is_file()]
    api = (made / API).with_suffix(".html")
    shown = api.read_text() if api.is_file() else ""
    missing += [f"{name} in {API}" for name in FUNCTIONS if f'id="c.{name}"' not in shown]
    t.none("our pages and functions are there", missing)
    t.none("Documentation/ABI/testing/sysfs-kernel-slab", abi(ours, core.BUILD / "docs-abi"))
