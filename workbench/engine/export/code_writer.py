"""Writes the code of a run instead of what was learned in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from workbench.core.project import Project
from workbench.engine.export.source import ExportSource
from workbench.engine.export.written import IsCancelled, Written

NOTE = "It begins anew from the seed, without any weights that were learned or opened here."
NOTE_ON_OPENED = "It replaces the head in the model's own file; what was learned here is not in it."


def code_writer(
    make: Callable[[Project], str],
) -> Callable[[ExportSource, Path, IsCancelled], Written]:
    """Returns what writes the text that `make` makes of a project."""

    def write(source: ExportSource, written: Path, is_cancelled: IsCancelled) -> Written:
        written.write_text(make(source.project), encoding="utf-8")
        return Written(notes=(NOTE if source.project.imported is None else NOTE_ON_OPENED,))

    return write
