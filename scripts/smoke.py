"""Installs what the packaging made where there is nothing else, and tries it there.

`python3 scripts/smoke.py PATH [--json] [--picture PNG] [--keep]`: PATH is a .tar.xz, a .deb or a .whl out of `dist`,
or a folder that was unpacked. The exit status is 1 where a step failed; a limit that was missed is told.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from installed.artifacts import Artifact, artifact_of, installed
from installed.command_steps import command_steps
from installed.desktop_steps import desktop_steps
from installed.licence_steps import licence_steps
from installed.limits import ARCHIVE, INSTALLED, judged, megabytes
from installed.mistake_steps import mistake_steps
from installed.outcome import Outcome, Seen, Verdict, tried
from installed.program import Program
from installed.qt_steps import qt_steps
from installed.report import as_json, in_short, passed, told
from installed.screen_steps import offscreen_steps, screen_steps
from installed.surroundings import Surroundings, surroundings_in

INSTALLATION = "installation"
MISTAKE = 2
PICTURE = "workbench-smoke.png"


def main() -> int:
    """Returns 0 where every step passed, 1 where one failed, 2 for the person's mistake."""
    options = parser().parse_args()
    row = artifact_of(options.path)
    if row is None or not sys.platform.startswith("linux"):
        print(refusal(options.path, row), file=sys.stderr)
        return MISTAKE
    folder = Path(tempfile.mkdtemp(prefix="workbench smoke ü "))
    try:
        # What is read by a program has standard output for itself.
        stream = sys.stderr if options.json else sys.stdout
        outcomes = told(everything(row, options, surroundings_in(folder)), stream)
    finally:
        if not options.keep:
            shutil.rmtree(folder, ignore_errors=True)
    print(as_json(outcomes) if options.json else f"\n{in_short(outcomes)}")
    return 0 if passed(outcomes) else 1


def refusal(path: Path, row: Artifact | None) -> str:
    """Returns why nothing can be tried."""
    if row is None:
        return f"{path} is no .tar.xz, .deb or .whl that is there, and no folder."
    return f"{path.name} is tried on Linux, and this is {sys.platform}: start workbench --self-test in what you installed."


def parser() -> argparse.ArgumentParser:
    """Returns what reads the command line."""
    made = argparse.ArgumentParser("smoke.py", description=__doc__.splitlines()[0] if __doc__ else "")
    made.add_argument("path", type=Path, help="a .tar.xz, a .deb or a .whl, or a folder that was unpacked")
    made.add_argument("--json", action="store_true", help="print the report as JSON")
    made.add_argument(
        "--picture", type=Path, default=Path(PICTURE), metavar="PNG", help="where the screenshot goes"
    )
    made.add_argument("--keep", action="store_true", help="leave everything that was installed and made")
    return made


def everything(row: Artifact, options: argparse.Namespace, surroundings: Surroundings) -> Iterator[Outcome]:
    """Installs the artifact, and tries everything with what was installed."""
    programs: list[Program] = []

    def install() -> Seen:
        programs.append(installed(row, options.path, surroundings))
        return Seen(str(programs[0].command))

    yield tried(INSTALLATION, f"install {options.path.name}", install)
    if not programs:
        return
    yield from sizes(row, options.path, programs[0])
    yield network(surroundings)
    for steps in (
        offscreen_steps,
        partial(screen_steps, picture=options.picture.resolve()),
        command_steps,
        mistake_steps,
        qt_steps,
        licence_steps,
        desktop_steps,
    ):
        yield from steps(programs[0])


def sizes(row: Artifact, path: Path, program: Program) -> Iterator[Outcome]:
    """Returns how large a bundle is; of a wheel, what pip installs beside it is not ours to limit."""
    if row.is_bundle and path.is_file():
        yield judged(INSTALLATION, ARCHIVE, megabytes(path))
    if row.is_bundle:
        yield judged(INSTALLATION, INSTALLED, megabytes(program.root))


def network(surroundings: Surroundings) -> Outcome:
    """Returns whether the program is tried without a network."""
    name = "tried without a network"
    if surroundings.isolation:
        return Outcome(INSTALLATION, name, Verdict.OK, " ".join(surroundings.isolation))
    return Outcome(
        INSTALLATION, name, Verdict.SKIPPED, "this system does not let a network be taken from a program"
    )


if __name__ == "__main__":
    sys.exit(main())
