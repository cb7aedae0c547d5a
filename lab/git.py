# SPDX-License-Identifier: GPL-2.0
"""git, deaf to the user's configuration and to a hook's environment.

Neither may change a hash or a patch.
"""

import os
from pathlib import Path

import core

_USER = {name: value for name, value in os.environ.items() if name.startswith("GIT_")}
for _name in _USER:
    del os.environ[_name]
os.environ |= {
    "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "GIT_OPTIONAL_LOCKS": "0",
    # The same tree is the same commit everywhere.
    "GIT_COMMITTER_NAME": "slab-alias", "GIT_COMMITTER_EMAIL": "slab-alias@localhost",
    # A tree that somebody else owns is only read.
    "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory", "GIT_CONFIG_VALUE_0": "*"}


def git(repo: Path, *args: str | Path, input: str | None = None,
        env: dict[str, str] | None = None, check: bool = True) -> str:
    """Run git in repo, a work tree or a bare repository; return what it prints."""
    return core.run(["git", "-C", repo, *args], input=input, env=env, check=check).stdout.rstrip("\n")


def commit_of(repo: Path, name: str) -> str:
    """Return the commit that name stands for, or an empty string."""
    return git(repo, "rev-parse", "-q", "--verify", f"{name}^{{commit}}", check=False)


def log(repo: Path, form: str, *what: str) -> list[str]:
    """Return one string a commit, oldest first; form is git's."""
    text = git(repo, "log", "--reverse", f"--format={form}%x00", *what)
    return [one.lstrip("\n") for one in text.split("\0")[:-1]]


def user(*args: str) -> str:
    """Run git in our repository as the user configured it."""
    without = [word for name in os.environ if name.startswith("GIT_") for word in ("-u", name)]
    mine = [f"{name}={value}" for name, value in _USER.items()]
    return core.run(["env", *without, *mine, "git", "-C", core.TOP, *args], check=False).stdout.strip()
