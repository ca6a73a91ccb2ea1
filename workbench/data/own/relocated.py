"""Finds own data again that has been moved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec

from workbench.core.own_data import FileReference, OwnData
from workbench.data.own.data_trouble import DataTrouble
from workbench.data.own.file_reference import reference_of, same_size
from workbench.data.own.importing.references import references, with_references


def relocated(
    own: OwnData,
    path: Path,
    progress: Callable[[float], None] = lambda share: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> OwnData:
    """Returns the data with the place of the file that is now at `path`; the others are looked for beside it.

    Args:
        own: The data.
        path: Where a person says that its file is; all of it is read.
        progress: Is told the share that is done.
        cancelled: Is asked whether to stop.

    Raises:
        DataTrouble: its content is that of none of the files that are meant.
        UserError: it cannot be read.
        Cancelled: `cancelled` said so.
    """
    found = reference_of(path, progress, cancelled)
    if found.sha256 not in {reference.sha256 for reference in references(own)}:
        raise DataTrouble(_another(own, path), "changed", own, path)
    moved = with_references(
        own,
        lambda reference: _at(reference, path) if reference.sha256 == found.sha256 else reference,
    )
    return found_beside(moved, path.parent)


def _another(own: OwnData, path: Path) -> str:
    name = Path(own.file.path.replace("\\", "/")).name
    if path.name == name:
        return f"{path.name} is not as it was when this project was made; choose the file as it was, or import it anew."
    return (
        f"{path.name} is another file than {name}, which this project was made with; choose that one, or import this"
        " one anew."
    )


def found_beside(own: OwnData, folder: Path) -> OwnData:
    """Returns the data with the places of files that are gone but lie in `folder` by the same name and size."""
    return with_references(own, lambda reference: _beside(reference, folder))


def _beside(reference: FileReference, folder: Path) -> FileReference:
    candidate = _at(reference, folder / Path(reference.path.replace("\\", "/")).name)
    if Path(reference.path).exists() or not same_size(candidate):
        return reference
    return candidate


def _at(reference: FileReference, path: Path) -> FileReference:
    return msgspec.structs.replace(reference, path=str(path.resolve()))
