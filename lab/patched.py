# SPDX-License-Identifier: GPL-2.0
"""Trees for builds: a commit with patches of the lab on top, and files that are added."""

import re
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import core
import tree
from git import commit_of, git

BY = {name: value for who in ("AUTHOR", "COMMITTER") for name, value in (
    (f"GIT_{who}_NAME", "slab-alias"), (f"GIT_{who}_EMAIL", "slab-alias@localhost"),
    (f"GIT_{who}_DATE", "2026-01-15 00:00:00 +0000"))}


def ensure(name: str, base: str, patches: Sequence[Path], files: Mapping[str, Path] = {}) -> Path:
    """Make or update build/NAME: the tree base of lab tree or a commit of build/kernel.git, patches, and PATH=FILE."""
    head = commit_of(tree.KERNEL, base) if re.fullmatch("[0-9a-f]{40}", base) else git(tree.ensure_tree(base), "rev-parse", "HEAD")
    with tempfile.TemporaryDirectory() as folder:
        env = BY | {"GIT_INDEX_FILE": f"{folder}/index"}
        git(tree.KERNEL, "read-tree", head, env=env)
        for patch in patches:
            done = core.run(["git", "-C", tree.KERNEL, "apply", "--cached", patch], env=env, check=False)
            if done.returncode:
                raise core.LabError(f"{patch.relative_to(core.TOP)} does not apply to {base}: "
                                    f"{core.last_line(done.stderr)}")
        for path, file in files.items():
            blob = git(tree.KERNEL, "hash-object", "-w", file)
            git(tree.KERNEL, "update-index", "--add", "--cacheinfo", f"100644,{blob},{path}", env=env)
        made = git(tree.KERNEL, "write-tree", env=env)
        commit = git(tree.KERNEL, "commit-tree", made, "-p", head, "-m", name, env=env)
    return tree.ensure_commit(name, commit)
