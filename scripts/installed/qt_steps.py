"""Shows that a person may replace Qt, as its licence grants: it is a file that lies there, and that file is loaded."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from installed.loaded import wait_for_library
from installed.outcome import Outcome, Seen, demand, tried
from installed.program import Program

GROUP = "another Qt in the place of Qt"
LIBRARY = "libQt6Core.so.6"
MARK = b"\0a copy of another make"
"""At the end of the replaced library, where it changes nothing; no other copy of it has that."""


def qt_steps(program: Program) -> Iterator[Outcome]:
    """Takes the library away, puts a changed one in its place, and puts things back."""
    yield tried(GROUP, "it is a shared library of its own", partial(lies_there, program))
    yield tried(GROUP, "without it there is no window", partial(is_missed, program))
    yield tried(GROUP, "a changed one is loaded from its place", partial(is_loaded, program))


def library_of(program: Program) -> Path:
    """Returns the file of the library, and fails where there is none, or more than one."""
    found = {path.resolve() for path in program.root.rglob(f"{LIBRARY}*")}
    demand(len(found) == 1, f"there are {len(found)} files of {LIBRARY}")
    return found.pop()


def lies_there(program: Program) -> Seen:
    """Looks at the file."""
    library = library_of(program)
    demand(library.read_bytes()[:4] == b"\x7fELF", f"{library} is no shared library")
    return Seen(f"{library.relative_to(program.root)}, {library.stat().st_size / 1e6:.1f} MB")


def is_missed(program: Program) -> Seen:
    """Starts the program while the library is away."""
    library = library_of(program)
    aside = library.rename(program.surroundings.folder / LIBRARY)
    try:
        done = program.run("--demonstration", program.surroundings.home / "never.png")
    finally:
        aside.rename(library)
    demand(done.status != 0, "the window opened all the same")
    demand(LIBRARY in done.errors, f"it does not name the library: {done.errors.strip()}")
    return Seen(done.errors.strip().splitlines()[-1], done.status)


def is_loaded(program: Program) -> Seen:
    """Starts the program with a changed copy, and looks which file its process has loaded."""
    library = library_of(program)
    aside = library.rename(program.surroundings.folder / LIBRARY)
    try:
        library.write_bytes(aside.read_bytes() + MARK)
        library.chmod(0o755)
        loaded = _loaded(program)
        demand(library.read_bytes().endswith(MARK), "the program brought the old one back")
    finally:
        aside.replace(library)
    demand(loaded == {library}, f"it loaded {', '.join(map(str, loaded))}")
    return Seen(f"/proc/PID/maps has {library.relative_to(program.root)}, and no other")


def _loaded(program: Program) -> set[Path]:
    """Opens the window, and returns the files of the library that its process has loaded."""
    process = program.start("--debug")
    try:
        found = wait_for_library(process.pid, LIBRARY, lambda: process.poll() is None)
    finally:
        process.kill()
        process.communicate()
    return {path for path in found if path.name.startswith(LIBRARY)}
