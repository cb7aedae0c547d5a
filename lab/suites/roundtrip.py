# SPDX-License-Identifier: GPL-2.0
"""patches/, the files at kernel paths and build/linux say the same.

git am of patches/ makes the tree of make tree, and git format-patch of that
tree makes patches/ and the files again.  Nothing here is written.
"""

import shutil
import tempfile
from pathlib import Path

import core
import ktap
import refresh
import tree
from ktap import need, same


def files(top: Path, paths: list[str]) -> dict[str, bytes]:
    """Return what refresh may write, and the files at paths."""
    found = [*(top / "patches").glob("*.patch"), *(top / path for path in paths)]
    return {str(path.relative_to(top)): path.read_bytes() for path in found if path.is_file()}


def run(t: ktap.Suite) -> None:
    t.plans(6)
    with tempfile.TemporaryDirectory() as folder:
        linux = tree.ensure_tree("ours")
        base, tip = tree.ends(linux)
        with t.case("build/linux has nothing that patches/ do not have"):
            has = tree.work(linux, tree.TREES["ours"][1])
            need(not has, f"{linux} {has}")
        with t.case("git am of patches/ makes the same commits"):
            with core.lock(core.BUILD / "kernel.lock"):
                same(tree.am(base, tree.patches()), tip)
        added = sorted(tree.added(base, tip))
        top = Path(folder) / "top"
        with t.case("refresh changes nothing"):
            shutil.copytree(core.TOP / "patches", top / "patches")
            for path in added:
                (top / path).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(core.TOP / path, top / path)
            refresh.refresh(linux, force=True, top=top)
            want, have = files(core.TOP, added), files(top, added)
            differ = sorted(path for path in want | have if want.get(path) != have.get(path))
            need(not differ, "\n".join(f"{path} differs" for path in differ))
        with t.case("the files at kernel paths are what the last patch leaves"):
            same(tree.view_differs(core.TOP, base, tip), [], "differ")
        with t.case("a patch for another kernel has the name of the one that it stands in for"):
            names = {path.name for path in tree.patches()}
            same([path.name for path in (core.TOP / "patches").glob("*/*.patch") if path.name not in names], [])
        with t.case("a file that differs would be reported"):
            for path in added:
                with (top / path).open("a") as file:
                    file.write("x")
                need(path in tree.view_differs(top, base, tip), f"{path} was changed in a copy, and nothing was said")
