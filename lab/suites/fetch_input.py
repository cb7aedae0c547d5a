# SPDX-License-Identifier: GPL-2.0
"""fetch, deps and clean with good and bad input: networks, packages, kernel trees of the user."""

import os
import re
import shutil
import signal
import subprocess
import time

import results
from ktap import need, same
from small import Project, kernel, picture, run_cases


class Cases(Project):
    """Each t_ method is a case."""

    def t_user_tree_in_git(self) -> None:
        user = kernel(self.root / "user tree", "7.3.9")
        self.git("init", "-q", at=user)
        self.git("add", "-Af", at=user)
        self.git("commit", "-qm", "x", at=user)
        self.edit("mm/slab.h", 60, " mine", at=user)
        for name in ("untracked", "built.o"):
            (user / name).touch()
        self.git("rm", "-q", "--cached", "include/slab.h", at=user)
        was = picture(user)
        self.lab("tree", LINUX=str(user))
        self.lab("tree", "pinned", LINUX=str(user))
        same(picture(user), was, "LINUX=DIR was written to")
        need(" mine" in (self.linux / "mm/slab.h").read_text(), "what is on disk is not the base")
        need(" one" in (self.linux / "mm/slub.c").read_text(), "not patched")
        same(sorted(path.name for path in (self.top / "build/pinned").iterdir()), [".git", ".gitignore", "Makefile", "mm", "run"])
        (user / "mm/slab.h").unlink()
        self.git("rm", "-q", "--cached", "run", at=user)
        self.lab("tree", LINUX=str(user))
        need(not (self.linux / "run").exists() and not (self.linux / "mm/slab.h").exists(), "a file that was removed stays")
        self.lab("refresh", LINUX=str(user))
        self.unchanged()
        self.lab("tree")
        need((self.linux / "run").exists(), "not back at the pinned kernel")

    def t_user_tree_without_git(self) -> None:
        user = kernel(self.root / "user", "7.3.9")
        was = picture(user)
        self.lab("tree", LINUX="../user")
        same(picture(user), was, "LINUX=DIR was written to")
        need("SUBLEVEL = 9" in (self.linux / "Makefile").read_text(), "not the base")
        need(not (self.linux / "mm/forced.o").exists(), "an ignored file is in")
        (user / "include/slab.h").unlink()
        self.lab("tree", LINUX=str(user))
        need(not (self.linux / "include/slab.h").exists(), "a file that was removed stays")

    def t_user_tree_wrong(self) -> None:
        for version in ("7.2.4", "7.30.1"):
            self.fails(f"is Linux {version} and the patches are for 7.3.x", "tree", LINUX=str(kernel(self.root / "old", version)))
        self.fails("no kernel tree", "tree", LINUX=str(self.root / "bin"))
        self.fails("is no folder", "tree", LINUX=str(self.root / "nothing"))
        self.lab("tree")

    def t_no_network(self) -> None:
        for folder in (self.root / "cache", self.top / "build"):
            shutil.rmtree(folder)
        self.fails("cannot read suite .*network", "tree", STUB="offline")
        self.nothing_left()
        need(not self.linux.exists(), "a tree of nothing")
        self.lab("tree")

    def t_package_is_not_the_pinned_one(self) -> None:
        cache, pin = self.root / "cache", self.top / "lab/pins/7.3.toml"
        shutil.rmtree(cache)
        self.fails("has sha256 .*, lab/pins/7.3.toml wants", "fetch", STUB="other")
        self.nothing_left()
        self.fails("no linux-source-7.3 7.3.4-1 any more.* or pin 7.3.5-1", "fetch", STUB="newer")
        self.nothing_left()
        self.lab("fetch")
        text = pin.read_text()
        pin.write_text(text.replace('package_version = "7.3.4-1"', 'package_version = "7.3.4-2"'))
        self.fails("base-7.3.4.git is linux-source-7.3 7.3.4-1, lab/pins/7.3.toml wants 7.3.4-2: remove", "fetch")
        pin.write_text(text)
        shutil.rmtree(cache)
        pin.write_text(pin.read_text().replace("7.3.4", "7.4.1"))
        self.fails("no linux-source-7.3 7.4.1-1 any more", "fetch")

    def t_fetch_interrupted(self) -> None:
        for what in (signal.SIGTERM, signal.SIGKILL):
            shutil.rmtree(self.root / "cache")
            (self.root / "asleep").unlink(missing_ok=True)
            with subprocess.Popen(["lab/lab", "fetch"], cwd=self.top, env=self.env | {"STUB": "sleep"}, text=True,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
                while not (self.root / "asleep").exists():
                    time.sleep(0.05)
                process.send_signal(what)
                if what == signal.SIGTERM:
                    need("\nlab: interrupted" in process.communicate()[0], "not said")
            need(process.returncode, f"fetch survived {what}")
            need(not (self.root / "cache/base-7.3.4.git").exists(), "half a base")
            if what == signal.SIGTERM:
                self.nothing_left()
            self.lab("fetch")
            same(sorted(path.name for path in (self.root / "cache").iterdir()), ["base-7.3.4.git", "lock"])

    def t_two_fetches_at_once(self) -> None:
        shutil.rmtree(self.root / "cache")
        (self.root / "apt.log").unlink(missing_ok=True)
        two = [subprocess.Popen(["lab/lab", "fetch"], cwd=self.top, env=self.env, stdout=subprocess.PIPE) for _ in "12"]
        one, other = (process.communicate()[0] for process in two)
        same(one, other, "two answers")
        same((self.root / "apt.log").read_text().count(" download "), 1, "downloads")

    def t_no_space(self) -> None:
        for folder in (self.root / "cache", self.top / "build"):
            shutil.rmtree(folder)
        (self.root / "small").mkdir()
        (self.root / "small/sitecustomize.py").write_text(
            "import shutil\nshutil.disk_usage = lambda _: shutil._ntuple_diskusage(9, 9, 2**30)\n")
        small = str(self.root / "small")
        self.fails("has 1.0 GiB free and 4 GiB are needed", "fetch", PYTHONPATH=small)
        self.lab("fetch")
        self.fails("has 1.0 GiB free and 3 GiB are needed", "tree", PYTHONPATH=small)
        need(not self.linux.exists(), "a tree of nothing")

    def t_cache_cannot_be_written(self) -> None:
        (self.root / "file").touch()
        need("build/cache" in self.lab("fetch", SLAB_ALIAS_CACHE=str(self.root / "file/cache")), "not said")
        need((self.top / "build/cache/base-7.3.4.git").is_dir(), "not used")

    def t_deps(self) -> None:
        few = self.root / "few"
        few.mkdir()
        for tool in ("env", "git"):
            (few / tool).symlink_to(shutil.which(tool) or tool)
        (few / "python3").write_text(f'#!/bin/sh\nexec {os.path.realpath("/proc/self/exe")} "$@"\n')
        (few / "sitecustomize.py").write_text("import os\nos.geteuid = lambda: 1000\n")

        def program(name: str, text: str) -> None:
            (few / name).write_text(f"#!/bin/sh\n{text}\n")
            (few / name).chmod(0o755)
        (few / "sh").symlink_to("/bin/sh")
        (few / "bash").symlink_to("/bin/bash")
        (few / "python3").chmod(0o755)
        program("dpkg-query", "echo installed git")
        self.fails("no apt.* flex", "deps", PATH=str(few))
        (few / "apt-get").symlink_to(self.root / "bin/apt-get")
        self.fails("apt cannot install .* flex", "deps", PATH=str(few))
        self.fails("neither root nor sudo .* flex", "deps", PATH=str(few), PYTHONPATH=str(few))
        names = re.findall(r"^([a-z][\w.+-]*) = ", (self.top / "lab/deps.toml").read_text(), re.M)
        program("dpkg-query", "\n".join(f"echo installed {name}" for name in names))
        same(self.lab("deps", "--all", PATH=str(few)), "", "said with nothing missing")
        (few / "dpkg-query").unlink()
        self.fails("neither root nor sudo .* build-essential", "deps", PATH=str(few), PYTHONPATH=str(few))

    def t_clean(self) -> None:
        self.fails("more than builds", "clean", BUILD=str(self.root))
        need(str(self.root / "cache") in self.lab("clean"), "the cache is not named")
        need(not (self.top / "build").exists(), "build stays")
        self.unchanged()

    def t_help_and_nonsense(self) -> None:
        for verb in ("deps", "fetch", "tree", "refresh", "clean", "series", "build", "test"):
            need(self.lab(verb, "--help").startswith(f"usage: lab {verb}"), f"{verb} has no --help")
            self.fails("--nonsense", verb, "--nonsense")
        for text in ("usage: lab VERB", "\n  refresh "):
            need(text in self.lab("--help"), f"lab --help has no '{text}'")


def run(argv: list[str]) -> results.Result:
    return run_cases("fetch_input", Cases, __doc__ or "", argv)
