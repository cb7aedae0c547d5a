# SPDX-License-Identifier: GPL-2.0
"""What many unit tests start from: a folder of their own, other values for a while, a repository of git."""

import tempfile
import unittest
from pathlib import Path
from typing import Any
from unittest import mock

from git import git


class Scratch(unittest.TestCase):
    """A test with a folder of its own."""

    def setUp(self) -> None:
        self.dir = Path(self.enterContext(tempfile.TemporaryDirectory()))

    def patch(self, target: object, **values: Any) -> None:
        """Give names of a module other values until the test ends."""
        self.enterContext(mock.patch.multiple(target, **values))

    def file(self, name: str, text: str = "") -> Path:
        """Write a file in the folder."""
        path = self.dir / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path


def commit(repo: Path, **files: str) -> None:
    """Write files, and commit all that is in a repository, which is made if it is not there."""
    if not repo.is_dir():
        git(Path("/"), "init", "-q", repo)
    for name, text in files.items():
        (repo / name).parent.mkdir(parents=True, exist_ok=True)
        (repo / name).write_text(text)
    git(repo, "add", "-A")
    git(repo, "commit", "-qm", "x", env={"GIT_AUTHOR_NAME": "x", "GIT_AUTHOR_EMAIL": "x@example.org"})
