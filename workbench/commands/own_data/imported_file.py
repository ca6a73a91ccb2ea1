"""Imports a person's own file from the command line."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from workbench.commands.own_data.choices_made import choices_in_words
from workbench.commands.own_data.file_options import draft_from, is_described, problem_in_options
from workbench.commands.progress_bar import progress_bar
from workbench.core.errors import UserError

if TYPE_CHECKING:
    from workbench.core.own_data import OwnData
    from workbench.data.own.importing.imported_data import ImportedData

Result = TypeVar("Result")


def imported_for(options: argparse.Namespace, quiet: bool) -> ImportedData | None:
    """Returns the data of the file that the options name, or nothing where they name none.

    Raises:
        UserError: the file cannot be imported, or is described without being named.
    """
    if options.file is not None:
        return imported_file(options.file, options, quiet)
    if is_described(options):
        raise UserError("The options describe a file of data; name it with --file.")
    return None


def imported_file(path: Path, options: argparse.Namespace, quiet: bool) -> ImportedData:
    """Returns the data of a file, taken as proposed where the options say nothing, and says so.

    Args:
        path: The file, or the folder of pictures.
        options: What the command line says.
        quiet: Whether what was chosen is told elsewhere, in JSON.

    Raises:
        UserError: the file cannot be imported.
    """
    draft = draft_from(path, options)
    if problem := problem_in_options(draft):
        raise UserError(problem)
    imported = import_with_progress(draft.own, quiet)
    if not quiet:
        print(_in_words(path, draft.notes, imported), file=sys.stderr)
    return imported


def _in_words(path: Path, notes: tuple[str, ...], imported: ImportedData) -> str:
    diagnosis = imported.diagnosis
    told = (*notes, *imported.notes, *(finding.sentence for finding in diagnosis.findings))
    lines = [
        f"{path.name}: {diagnosis.verdict}",
        *choices_in_words(imported.own),
        *(f"  note: {sentence}" for sentence in dict.fromkeys(told)),
    ]
    return "\n".join(lines)


def import_with_progress(own: OwnData, quiet: bool) -> ImportedData:
    """Imports the file; a terminal shows how far it is."""
    from workbench.data.own.importing.import_own import import_own

    return with_progress("reading", quiet, lambda progress: import_own(own, progress))


def with_progress(title: str, quiet: bool, work: Callable[[Callable[[float], None]], Result]) -> Result:
    """Returns what `work` returns, with a bar that it moves by telling the share that is done."""
    with progress_bar(title, quiet) as tell:
        return work(tell)
