"""Shows that a person may replace Qt, as its licence grants: it is a file that lies there, and that file is loaded."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from installed.outcome import Outcome, Seen, demand, tried
from installed.program import Program

GROUP = "another Qt in the place of Qt"
LIBRARY = "libQt6Core.so.6"
MARK = b"\0a copy of another make"
"""At the end of the replaced library, where it changes nothing; no other copy of it has that."""

START_SECONDS = 60.0


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
        loaded = loaded_by(program)
    finally:
        aside.replace(library)
    demand(loaded == [str(library)], f"it loaded {loaded}")
    return Seen(f"/proc/PID/maps has {library.name} with the mark, and no other")


def loaded_by(program: Program) -> list[str]:
    """Opens the window, and returns the files of the library that its process has loaded; they have the mark."""
    process = program.start("--debug")
    try:
        return sorted(_wait_for_library(process.pid))
    finally:
        process.kill()
        process.communicate()


def _wait_for_library(process: int) -> set[str]:
    """Returns the files of the library in a process once it has one."""
    limit = time.monotonic() + START_SECONDS
    while not (found := _mapped(process)):
        demand(time.monotonic() < limit, f"the program did not load {LIBRARY}")
        time.sleep(0.1)
    marked = [path.endswith(LIBRARY) and Path(path).read_bytes().endswith(MARK) for path in found]
    demand(all(marked), f"it loaded {', '.join(found)}, without the mark")
    return found


def _mapped(process: int) -> set[str]:
    maps = Path(f"/proc/{process}/maps")
    lines = maps.read_text(encoding="utf-8", errors="surrogateescape").splitlines() if maps.exists() else []
    places = (line.split(maxsplit=5)[5] for line in lines if LIBRARY in line)
    return {os.fsdecode(place) for place in places}
