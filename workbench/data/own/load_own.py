"""Brings a person's own data: from memory, from what an import has kept, or by importing again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

import msgspec

from workbench.core.errors import UserError
from workbench.core.own_data import FileReference, OwnData
from workbench.data.dataset import Dataset
from workbench.data.own.data_trouble import DataTrouble
from workbench.data.own.file_reference import reference_of
from workbench.data.own.importing.entry import read_entry
from workbench.data.own.importing.references import references
from workbench.data.own.importing.stamp import read_stamps, stamp_of, write_stamps
from workbench.data.own.importing.store import discard, entry_folder, touch

KEPT_DATA_SETS = 4

_kept: OrderedDict[bytes, Dataset] = OrderedDict()
_lock = threading.Lock()


def load_own(
    own: OwnData,
    progress: Callable[[float], None] = lambda share: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Dataset:
    """Returns the data; the same choice gives the same object while it is kept.

    Args:
        own: What an import has returned, with hashes and classes.
        progress: Is told the share that is done, where the file has to be read again.
        cancelled: Is asked whether to stop meanwhile.

    Raises:
        DataTrouble: a file is not there, has changed or cannot be read.
        Cancelled: `cancelled` said so.
    """
    key = msgspec.json.encode(own)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    _check_files(own, cancelled)
    dataset = _from_store(own)
    if dataset is None:
        dataset = _imported_again(own, progress, cancelled)
    remember(own, dataset)
    return dataset


def remember(own: OwnData, dataset: Dataset) -> None:
    """Keeps data that has just been imported, so that it is not looked for again."""
    with _lock:
        _kept[msgspec.json.encode(own)] = dataset
        while len(_kept) > KEPT_DATA_SETS:
            _kept.popitem(last=False)


def forget() -> None:
    """Lets go of all that is kept in memory; what imports have kept in files stays."""
    with _lock:
        _kept.clear()


def _check_files(own: OwnData, cancelled: Callable[[], bool]) -> None:
    folder = entry_folder(own)
    known = read_stamps(folder)
    found = dict(known)
    for reference in references(own):
        path = Path(reference.path)
        stamp = stamp_of(path)
        if stamp is None:
            raise _missing(own, path)
        if known.get(reference.path) != stamp:
            _check_content(own, reference, stamp.size, cancelled)
            found[reference.path] = stamp
    if found != known and folder.exists():
        write_stamps(found, folder)


def _check_content(own: OwnData, reference: FileReference, size: int, cancelled: Callable[[], bool]) -> None:
    path = Path(reference.path)
    try:
        same = size == reference.size and reference_of(path, cancelled=cancelled).sha256 == reference.sha256
    except UserError as error:
        raise DataTrouble(str(error), "unreadable", own, path) from None
    if reference.sha256 and not same:
        raise DataTrouble(
            f"{path.name} is not as it was when this project was made; choose the file as it was, or import it anew.",
            "changed",
            own,
            path,
        )


def _missing(own: OwnData, path: Path) -> DataTrouble:
    return DataTrouble(
        f"{path.name} is not in {path.parent} any more; say where it is now.", "missing", own, path
    )


def _from_store(own: OwnData) -> Dataset | None:
    folder = entry_folder(own)
    dataset = read_entry(folder)
    if dataset is None:
        discard(folder)
    else:
        touch(folder)
    return dataset


def _imported_again(
    own: OwnData, progress: Callable[[float], None], cancelled: Callable[[], bool]
) -> Dataset:
    # Built-in data must not wait for pyarrow.
    from workbench.data.own.importing.import_own import import_own

    try:
        return import_own(own, progress, cancelled).dataset
    except UserError as error:
        raise DataTrouble(str(error), "unreadable", own, Path(own.file.path)) from None
