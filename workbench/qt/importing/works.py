"""What is done in the background with own data; each brings pyarrow, for which the window does not wait."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from workbench.core.errors import UserError
from workbench.core.own_data import OwnData
from workbench.core.project import Project
from workbench.core.shares import Shares
from workbench.data.dataset import Dataset
from workbench.data.split import split
from workbench.qt.background_work import IsCancelled, Progress

if TYPE_CHECKING:
    from workbench.data.own.importing.imported_data import ImportedData


def import_data(
    own: OwnData, shares: Shares, seed: int, progress: Progress, is_cancelled: IsCancelled
) -> ImportedData:
    """Reads all rows of the files, and keeps them for the project that will refer to them.

    Args:
        own: What was chosen about the files.
        shares: Of the rows that will check and test.
        seed: Of the project, which decides which ones.
        progress: Is told the share that is done.
        is_cancelled: Is asked whether to stop.
    """
    from workbench.data.own.importing.import_own import import_own
    from workbench.data.own.load_own import remember

    imported = import_own(own, progress, is_cancelled)
    remember(imported.own, imported.dataset)
    _look_at(imported.dataset, shares, seed)
    return imported


def find_data(project: Project, folder: Path, progress: Progress, is_cancelled: IsCancelled) -> Project:
    """Brings the data of a project from where it was, or from `folder`, where the project is."""
    from workbench.data.own.load_own import load_own
    from workbench.data.own.relocated import found_beside

    assert project.data.own is not None
    own = found_beside(project.data.own, folder)
    _look_at(load_own(own, progress, is_cancelled), project.data.shares, project.seed)
    return _with_own(project, own)


def find_moved_data(project: Project, path: Path, progress: Progress, is_cancelled: IsCancelled) -> Project:
    """Brings the data of a project whose file is now at `path`."""
    from workbench.data.own.load_own import load_own
    from workbench.data.own.relocated import relocated

    assert project.data.own is not None
    own = relocated(project.data.own, path, progress, is_cancelled)
    _look_at(load_own(own, progress, is_cancelled), project.data.shares, project.seed)
    return _with_own(project, own)


def _look_at(dataset: Dataset, shares: Shares, seed: int) -> None:
    """Has the data keep what the window asks for first, which takes a while where there are many rows."""
    dataset.label_summary()
    with suppress(UserError):
        split(dataset, shares, seed)


def _with_own(project: Project, own: OwnData) -> Project:
    return msgspec.structs.replace(project, data=msgspec.structs.replace(project.data, own=own))
