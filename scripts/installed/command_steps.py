"""The command line of the installed program: a row for each command."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from installed.outcome import Lacking, Outcome, Seen, demand, tried
from installed.program import Done, Program, texts

GROUP = "the command line"
MISTAKE = 2
TABLE = "Größen.csv"
ROWS = 120

Look = Callable[[Done, Path], str]
"""Gets a run that succeeded and the folder of the files; returns what was seen, or fails."""


@dataclass(frozen=True)
class Command:
    """A row of the table of commands.

    Attributes:
        name: What it shows.
        words: Of the command line; paths are of files in one folder.
        look: Looks at what came of it.
        may_lack: Whether an installation may do without it, if it says so.
    """

    name: str
    words: Sequence[str | Path]
    look: Look
    may_lack: bool = False


def prints(beginning: str) -> Look:
    """Returns a look at what is printed."""

    def look(done: Done, _: Path) -> str:
        demand(done.output.startswith(beginning), f"it printed {done.output[:200]!r}")
        return done.output.strip().splitlines()[-1]

    return look


def tells(*fields: str, **wanted: object) -> Look:
    """Returns a look at the JSON that is printed: the fields that are there, and some with their values."""

    def look(done: Done, _: Path) -> str:
        data = done.data()
        seen = {field: data.get(field) for field in (*fields, *wanted)}
        demand(None not in seen.values(), f"a field is missing among {sorted(data)}")
        demand(all(seen[field] == value for field, value in wanted.items()), texts(seen))
        return texts(seen)

    return look


def learns(done: Done, _: Path) -> str:
    """Looks whether the loss fell."""
    loss = done.data()["history"]["loss"]
    demand(loss[-1] < loss[0], f"the loss went from {loss[0]} to {loss[-1]}")
    return f"{len(loss)} epochs, loss {loss[0]:.3f} to {loss[-1]:.3f}"


def writes(name: str, done: Done, folder: Path) -> str:
    """Looks whether a file was written, or a folder."""
    demand((folder / name).exists(), f"{name} is not there")
    return name


def writes_python(name: str, done: Done, folder: Path) -> str:
    """Looks whether a script was written that Python can read."""
    ast.parse((folder / name).read_text(encoding="utf-8"))
    return name


def writes_rows(name: str, done: Done, folder: Path) -> str:
    """Looks whether a table has a line for each row that was predicted."""
    lines = len((folder / name).read_text(encoding="utf-8-sig").splitlines())
    demand(lines == ROWS + 1, f"{name} has {lines} lines of {ROWS + 1}")
    return f"{lines - 1} rows"


COMMANDS: tuple[Command, ...] = (
    Command("version", ["--version"], prints("workbench ")),
    Command("help", ["--help"], prints("usage: workbench")),
    Command("self-test", ["--self-test"], prints("ok ")),
    Command("new", ["new", "--data", "digits", "--layers", "32:relu", "--head", "softmax", "--epochs", "3", "-o", Path("new.workbench")], partial(writes, "new.workbench")),
    Command("train", ["train", Path("new.workbench"), "--json", "-o", Path("trained.workbench")], learns),
    Command("train on a file", ["train", "--file", Path(TABLE), "--target", "Art", "--epochs", "5", "--json", "-o", Path("own.workbench")], learns),
    Command("evaluate", ["evaluate", Path("trained.workbench"), "--json"], tells("scores")),
    Command("predict", ["predict", Path("own.workbench"), Path(TABLE), "-o", Path("predicted.csv"), "--json"], partial(writes_rows, "predicted.csv")),
    Command("report", ["report", Path("trained.workbench"), "-o", Path("report.html")], partial(writes, "report.html")),
    Command("code", ["code", Path("trained.workbench"), "--api", "functional", "-o", Path("code.py")], partial(writes_python, "code.py")),
    Command("export to Keras", ["export", Path("trained.workbench"), "--format", "keras", "-o", Path("model.keras"), "--json"], tells("largest_difference")),
    Command("inspect the model", ["inspect", Path("model.keras"), "--json"], tells("parameters", head="softmax")),
    Command("swap its head", ["swap", Path("model.keras"), "--to", "sigmoid", "-o", Path("swapped.keras"), "--json"], tells(weights_identical=True)),
    Command("inspect it swapped", ["inspect", Path("swapped.keras"), "--json"], tells("parameters", head="sigmoid")),
    Command("export to a SavedModel", ["export", Path("trained.workbench"), "--format", "savedmodel", "-o", Path("saved"), "--json"], tells("largest_difference")),
    Command("export to LiteRT", ["export", Path("trained.workbench"), "--format", "litert", "-o", Path("model.tflite"), "--json"], tells("largest_difference"), may_lack=True),
    Command("export to ONNX", ["export", Path("trained.workbench"), "--format", "onnx", "-o", Path("model.onnx"), "--json"], tells("largest_difference"), may_lack=True),
)  # fmt: skip
"""In this order: later ones use the files of earlier ones."""


def command_steps(program: Program) -> Iterator[Outcome]:
    """Runs every command in one folder of the person's."""
    folder = program.surroundings.home / "Entwürfe und mehr"
    folder.mkdir()
    write_table(folder / TABLE)
    for row in COMMANDS:
        yield tried(GROUP, row.name, partial(run, program, row, folder))


def run(program: Program, row: Command, folder: Path) -> Seen:
    """Runs one command, and looks at what came of it."""
    done = program.run(*(folder / word if isinstance(word, Path) else word for word in row.words))
    if row.may_lack and done.status == MISTAKE:
        raise Lacking(done.sentence())
    found = row.look(done.succeeded(), folder)
    return Seen(found, done.status)


def write_table(path: Path) -> None:
    """Writes a table with a label that follows from its numbers."""
    rows = (f"{row % 7},{row * 3 % 11},{'groß' if row % 7 > 3 else 'klein'}" for row in range(ROWS))
    path.write_text("\n".join(("Höhe,Breite,Art", *rows)) + "\n", encoding="utf-8")
