# SPDX-License-Identifier: GPL-2.0
"""What every module uses: where things are, progress, errors, processes, locks.

Standard output belongs to results (KTAP, tables); progress and errors are on
standard error.  An error that a person can do something about is a LabError:
one line that says what is wrong and what to do.
"""

import argparse
import contextlib
import fcntl
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
import tomllib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

TOP = Path(__file__).resolve().parent.parent
LAB = TOP / "lab"
# Everything that a run writes goes below one of these two.
BUILD = Path(os.environ.get("BUILD") or TOP / "build").absolute()
CACHE = Path(os.environ.get("SLAB_ALIAS_CACHE") or
             Path(os.environ.get("XDG_CACHE_HOME") or
                  Path(os.environ.get("HOME", "/nonexistent")) / ".cache") / "slab-alias").absolute()
LOG = BUILD / "log"
# Says that all of build/ is ours, so that it can be removed; backup programs know it too.
TAG = BUILD / "CACHEDIR.TAG"
# Set when we are asked to end: guests that other threads follow end too.
STOP = threading.Event()


def _jobs() -> int:
    text = os.environ.get("JOBS") or str(len(os.sched_getaffinity(0)))
    if not text.isdecimal() or not int(text):
        print(f"lab: JOBS={text} is no number of jobs: say JOBS=2", file=sys.stderr)
        sys.exit(2)
    return int(text)


JOBS = _jobs()


# What a value of a table has to be, in words.
KINDS = {str: "text", int: "a number", float: "a number", bool: "true or false", list: "a list", dict: "a table"}


class LabError(Exception):
    """One line: what is wrong and what to do."""


class UsageError(LabError):
    """The command line is wrong; exit status 2."""


def _usage(parser: argparse.ArgumentParser, message: str) -> NoReturn:
    """Have argparse say it in one line."""
    raise UsageError(f"{message}: see {parser.prog} --help")


setattr(argparse.ArgumentParser, "error", _usage)


def within(low: int, high: int = 1 << 40) -> Callable[[str], int]:
    """Return a type for argparse: a number from low to high."""
    def number(text: str) -> int:
        if not re.fullmatch("[0-9]+", text) or not low <= int(text) <= high:
            raise argparse.ArgumentTypeError(f"{text} is no number from {low} to {high}")
        return int(text)
    return number


def known(kind: str, asked: Iterable[str], there: Collection[str]) -> None:
    """Raise unless all names that are asked for are there."""
    for name in asked:
        if name not in there:
            raise UsageError(f"there is no {kind} '{name}': there is {', '.join(there)}")


def say(text: str) -> None:
    """Print a line of progress."""
    print(f">> {text}", file=sys.stderr, flush=True)


def read_json(path: Path, kind: Callable[[Any], Any]) -> dict[str, Any]:
    """Return a file of names and values of one kind; nothing if it is not there, or something else."""
    with contextlib.suppress(OSError, ValueError, AttributeError, TypeError):
        return {name: kind(value) for name, value in json.loads(path.read_text()).items()}
    return {}


@contextlib.contextmanager
def step(text: str, log: Path | None = None) -> Iterator[None]:
    """Say what runs and how long it took last time, then how long it took.

    If it fails, the end of the file log is shown.
    """
    times = BUILD / "times.json"
    last = read_json(times, float).get(text)
    say(f"{text} ..." + (f" ({last:.0f} s last time)" if last else ""))
    start = time.monotonic()
    try:
        yield
    except BaseException:
        say(f"{text}: failed after {time.monotonic() - start:.0f} s")
        if log and log.exists():
            lines = log.read_text(errors="replace").splitlines()
            print(*lines[-20:], sep="\n", file=sys.stderr)
            say(f"whole log: {log}")
        raise
    took = time.monotonic() - start
    say(f"{text}: {took:.0f} s")
    if took >= 1:
        with contextlib.suppress(OSError):
            write(times, json.dumps(read_json(times, float) | {text: round(took, 1)}, indent=1))


def tables(path: Path, shape: dict[str, Any]) -> dict[str, Any]:
    """Return what is in a TOML file that a person edits; raise unless it has that shape.

    A shape is a type; a list of one shape, for each element, or of several, for just those;
    or a table of shapes: a key NAME? may be left out, * stands for all other keys.
    """
    try:
        found = tomllib.loads(path.read_text())
    except OSError as error:
        raise LabError(f"{path} cannot be read ({error.strerror}): restore it (git checkout {path})") from None
    except ValueError as error:
        raise LabError(f"{path} is no TOML: {error}") from None
    if wrong := _misfit(found, shape, ""):
        raise LabError(f"{path}: {wrong.strip()}: correct it, or restore it (git checkout {path})")
    return found


def _misfit(value: Any, shape: Any, at: str) -> str:
    """Say what of a value has not that shape; empty if all has."""
    kind = shape if isinstance(shape, type) else type(shape)
    parts: list[tuple[Any, Any, str]] = []
    # True is no number here.
    if kind not in (type(value),):
        return f"{at} is {value!r}, not {KINDS[kind]}"
    if isinstance(shape, list):
        if len(value) != len(shape) > 1:
            return f"{at} has {len(value)} elements, not {len(shape)}"
        parts = [(one, shape[n % len(shape)], f"{at}[{n}]") for n, one in enumerate(value)]
    elif isinstance(shape, dict):
        known = {name.rstrip("?"): part for name, part in shape.items()}
        if more := [name for name in value if name not in known and "*" not in known]:
            return f"{at} has an unknown key '{more[0]}'"
        if lacks := [name for name in shape if name[-1] not in "?*" and name not in value]:
            return f"{at} lacks '{lacks[0]}'"
        parts = [(one, known.get(name, known.get("*")), f"{at}.{name}".lstrip(".")) for name, one in value.items()]
    return next(filter(None, (_misfit(*part) for part in parts)), "")


def rows(path: Path, *kinds: type) -> list[list[str]]:
    """Return the cells of a file of lines with tabs, in each line one of each kind; none if it is not there."""
    found = []
    for number, line in enumerate(path.read_text(errors="replace").splitlines() if path.is_file() else [], 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        try:
            for kind, cell in zip(kinds, cells, strict=True):
                kind(cell)
        except ValueError:
            raise LabError(f"{path}:{number} is not {', '.join(KINDS[kind] for kind in kinds)}, with tabs between: "
                           f"restore it (git checkout {path}), or store it again") from None
        found.append(cells)
    return found


def comments(path: Path) -> list[str]:
    """Return what a file of rows says of itself at its top."""
    return [line for line in path.read_text().splitlines() if line.startswith("#")] if path.is_file() else []


def write_rows(path: Path, rows: Iterable[Iterable[str]], head: Sequence[str] = ()) -> None:
    """Write what rows() reads; what the file says of itself stays, if no head is given."""
    top = head or comments(path) or ["# SPDX-License-Identifier: GPL-2.0"]
    write(path, "".join(f"{line}\n" for line in [*top, *("\t".join(row) for row in rows)]))


def markdown(heads: str, rows: Iterable[Iterable[str]]) -> str:
    """Return a table in Markdown, with bars between its heads: one that ends in a colon is of numbers."""
    names = heads.split(" | ")
    lines = [f"| {' | '.join(name.rstrip(':') for name in names)} |".replace("|  |", "| |"),
             f"|{''.join('---:|' if name.endswith(':') else '---|' for name in names)}"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows), ""])


def write(path: Path, data: str | bytes, executable: bool | None = None) -> bool:
    """Write a file whole or not at all, executable or not; one that is equal stays untouched.  Return whether it was written."""
    data = data.encode() if isinstance(data, str) else data
    with contextlib.suppress(OSError):
        if path.read_bytes() == data and executable in (None, os.access(path, os.X_OK)):
            return False
    path.parent.mkdir(parents=True, exist_ok=True)
    # Threads write the same file, too.
    new = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}")
    new.write_bytes(data)
    if executable is not None:
        new.chmod(0o755 if executable else 0o644)
    new.replace(path)
    return True


def run(cmd: Sequence[str | Path], *, cwd: Path | None = None,
        env: Mapping[str, str] | None = None, log: Path | None = None,
        timeout: float | None = None, check: bool = True,
        input: str | None = None, gentle: bool = False) -> subprocess.CompletedProcess[str]:
    """Run a command and return what it printed.

    With log, both its streams go to that file instead.  env is added to the
    environment.  A command that takes longer than timeout seconds, or is
    running when we are interrupted, is killed with all of its children; with gentle
    it is asked to end, and waited for.
    Raises LabError if it fails and check is set, or if it takes too long.
    """
    words = [str(word) for word in cmd]
    with contextlib.ExitStack() as stack:
        out: int = subprocess.PIPE
        if log:
            log.parent.mkdir(parents=True, exist_ok=True)
            out = stack.enter_context(log.open("w")).fileno()
        try:
            process = subprocess.Popen(
                words, cwd=cwd, env=dict(os.environ) | dict(env or {}), text=True, errors="replace",
                stdin=subprocess.DEVNULL if input is None else subprocess.PIPE,
                stdout=out, stderr=subprocess.STDOUT if log else subprocess.PIPE,
                start_new_session=True)
        except FileNotFoundError as error:
            raise LabError(f"{error.filename} is not there: run make deps") from None
        try:
            stdout, stderr = process.communicate(input, timeout)
        except BaseException as error:
            with contextlib.suppress(ProcessLookupError):
                (os.kill if gentle else os.killpg)(process.pid, signal.SIGINT if gentle else signal.SIGKILL)
            process.wait()
            for pipe in filter(None, (process.stdin, process.stdout, process.stderr)):
                pipe.close()
            if isinstance(error, subprocess.TimeoutExpired):
                raise LabError(f"'{_short(words)}' took more than {timeout:.0f} s and was killed"
                               + (f": see {log}" if log else "")) from None
            raise
    done = subprocess.CompletedProcess(words, process.returncode, stdout or "", stderr or "")
    if check and done.returncode:
        why = f"see {log}" if log else last_line(done.stderr) or last_line(done.stdout) or "it printed nothing"
        raise LabError(f"'{_short(words)}' failed (exit {done.returncode}): {why}")
    return done


def _short(words: list[str]) -> str:
    text = " ".join(words)
    return text if len(text) <= 100 else text[:97] + "..."


def last_line(text: str) -> str:
    """Return the last line that is not empty, or an empty string."""
    lines = text.strip().splitlines()
    return lines[-1].strip() if lines else ""


def need_space(folder: Path, gib: float) -> None:
    """Raise unless that much is free where folder is, or will be."""
    while not folder.is_dir():
        folder = folder.parent
    free = shutil.disk_usage(folder).free / 2**30
    if free < gib:
        raise LabError(f"{folder} has {free:.1f} GiB free and {gib:g} GiB are needed: "
                       "free some, or set BUILD= and XDG_CACHE_HOME= to a larger disk")


@contextlib.contextmanager
def lock(path: Path) -> Iterator[None]:
    """Let one process in at a time; report the process that we wait for.  Ends with the process."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a+")
    except OSError:
        raise LabError(f"cannot write {path}: set BUILD= to a folder that can be written") from None
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            say(f"waiting for process {file.read().strip() or '?'} to release {path}")
            fcntl.flock(file, fcntl.LOCK_EX)
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield


@contextlib.contextmanager
def scratch(path: Path) -> Iterator[Path]:
    """An empty folder that is removed at the end.  Call it under a lock."""
    shutil.rmtree(path, ignore_errors=True)
    try:
        path.mkdir(parents=True)
    except OSError:
        raise LabError(f"cannot write {path}: set BUILD= to a folder that can be written") from None
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


class Interrupted(BaseException):
    """A signal wants us to end."""


def _interrupt(_signum: int, _frame: FrameType | None) -> None:
    for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(signum, signal.SIG_IGN)
    STOP.set()
    raise Interrupted


@contextlib.contextmanager
def uninterrupted() -> Iterator[None]:
    """Signals that want us to end wait until the block is left."""
    old = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, old)


def _way_out(error: OSError) -> str:
    """Say what to do about a file."""
    path = Path(str(error.filename or "/")).absolute()
    if path.is_relative_to(BUILD):
        return "set BUILD= to a folder that can be written"
    if path.is_relative_to(TOP) and run(["git", "-C", TOP, "ls-files", path], check=False).stdout:
        return f"restore it (git checkout {path.relative_to(TOP)})"
    return "name another, or make it usable"


def guarded(verb: Callable[[list[str]], int], argv: list[str]) -> int:
    """Call verb; an error becomes one line and an exit status."""
    for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(signum, _interrupt)
    new = False
    with contextlib.suppress(OSError):
        new = not BUILD.exists() or not any(BUILD.iterdir())
    try:
        if re.search(r"[\s:]", str(BUILD)):
            raise UsageError(f"BUILD={BUILD} has a space or a colon: name another folder")
        return verb(argv)
    except LabError as error:
        print(f"lab: {error}", file=sys.stderr)
        return 2 if isinstance(error, UsageError) else 1
    except BrokenPipeError:
        sys.stdout = None  # type: ignore[assignment]
        return 1
    except OSError as error:
        print(f"lab: cannot use {error.filename or 'a file'} ({error.strerror}): {_way_out(error)}", file=sys.stderr)
        return 1
    except Interrupted:
        print("lab: interrupted: nothing half-done is kept, run it again", file=sys.stderr)
        return 130
    finally:
        if new and BUILD.is_dir():
            with contextlib.suppress(OSError):
                TAG.write_text("Signature: 8a477f597d28d172789f06886806bc55\n# Made by lab/lab, which can make it again.\n")
