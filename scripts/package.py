"""Builds what people install: the wheel, and the program as a folder that needs no Python, packed for this system."""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bundle import environment
from bundle.artifacts import ARTIFACTS, Artifact, artifacts_here
from bundle.folder import make_folder
from bundle.places import CONTENTS, DIST
from bundle.sizes import MEGABYTE, report, size_of
from setup_environment import ROOT


def main() -> int:
    """Returns 0 where everything that was asked for was made."""
    wanted = chosen(sys.argv[1:])
    environment.set_up()
    if Path(sys.prefix).resolve() != environment.ENVIRONMENT.resolve():
        # From here on with the libraries that are packed, whose versions and licences are read.
        return subprocess.run([str(environment.python()), __file__, *sys.argv[1:]]).returncode
    make(wanted)
    return 0


def chosen(words: list[str]) -> list[Artifact]:
    """Returns what the command line asks for: all that this system can make, unless some are named."""
    here = {row.key: row for row in artifacts_here()}
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "artifacts", nargs="*", metavar="|".join(here), help="what to make; all of it if none is named"
    )
    named = parser.parse_args(words).artifacts
    for key in named:
        if key not in here:
            parser.error(refusal(key, here))
    return [row for key, row in here.items() if not named or key in named]


def refusal(key: str, here: dict[str, Artifact]) -> str:
    """Returns why something cannot be made."""
    elsewhere = next((row for row in ARTIFACTS if row.key == key), None)
    if elsewhere is None:
        return f"there is no artifact {key!r}; choose among {', '.join(here)}"
    return f"{elsewhere.title} cannot be made on this system; choose among {', '.join(here)}"


def make(wanted: list[Artifact]) -> None:
    """Makes each artifact and tells how large it is and how long that took."""
    DIST.mkdir(exist_ok=True)
    if any(row.of_folder for row in wanted):
        timed("the program with all that it needs", make_folder)
        print(report(CONTENTS))
    for row in wanted:
        if not row.was_run:
            print(f"These steps were written without such a machine and never run before: {row.title}.")
        timed(row.title, row.make)


def timed(title: str, make: Callable[[], Path]) -> Path:
    """Makes one thing, and says what it is, how large and how long it took."""
    begin = time.monotonic()
    path = make()
    megabytes = size_of(path) / MEGABYTE
    print(
        f"{time.monotonic() - begin:6.1f} s  {megabytes:8,.1f} MB  {path.relative_to(ROOT)}: {title}",
        flush=True,
    )
    return path


if __name__ == "__main__":
    sys.exit(main())
