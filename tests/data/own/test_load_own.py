"""A project's own data comes from memory, from what an import kept, or from the file once more; trouble has a name."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from msgspec.structs import replace
from parquet_files import own_table, write_table

from workbench.core.errors import Cancelled
from workbench.core.own_data import FileReference, OwnData
from workbench.core.project import DataChoice
from workbench.data.load import load
from workbench.data.own import load_own as module
from workbench.data.own.data_trouble import DataTrouble
from workbench.data.own.file_reference import reference_of
from workbench.data.own.importing.import_own import import_own
from workbench.data.own.importing.store import entry_folder, store_folder
from workbench.data.own.load_own import load_own, remember
from workbench.data.own.relocated import found_beside, relocated

COLUMNS = {"x": [1.0, 2.0, 3.0], "class": ["a", "b", "a"]}
OTHERS = {"x": [1.0, 2.0, 4.0], "class": ["a", "b", "a"]}


@pytest.fixture(autouse=True)
def nothing_in_memory() -> None:
    module.forget()


@pytest.fixture
def own(tmp_path: Path) -> OwnData:
    (tmp_path / "data").mkdir()
    return import_own(own_table(tmp_path / "data" / "a.parquet", COLUMNS)).own


def file_of(own: OwnData) -> Path:
    return Path(own.file.path)


def test_the_same_choice_gives_the_same_object(own: OwnData) -> None:
    data = load(DataChoice("a", own=own))
    assert data.inputs.tolist() == [[1], [2], [3]]
    assert load(DataChoice("a", own=own)) is data
    assert not data.inputs.flags.writeable


def test_what_was_imported_is_not_read_again(own: OwnData, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbench.data.own.importing.import_own.import_own", None)
    monkeypatch.setattr(module, "reference_of", None)
    assert load_own(own).inputs.tolist() == [[1], [2], [3]]


def test_what_was_imported_can_be_kept_in_memory(own: OwnData, tmp_path: Path) -> None:
    data = load_own(own)
    module.forget()
    remember(own, data)
    assert load_own(own) is data


def test_only_a_few_are_kept_in_memory(own: OwnData, tmp_path: Path) -> None:
    first = load_own(own)
    for name in "bcde":
        load_own(import_own(own_table(tmp_path / f"{name}.parquet", COLUMNS)).own)
    assert load_own(own) is not first


def test_where_nothing_was_kept_it_is_imported_again(own: OwnData) -> None:
    (entry_folder(own) / "inputs.npy").unlink()
    assert load_own(own).inputs.tolist() == [[1], [2], [3]]
    assert (entry_folder(own) / "inputs.npy").exists()


def test_a_file_that_was_only_touched_is_read_once_and_then_known(
    own: OwnData, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[Path] = []

    def noted(path: Path, **options: Any) -> FileReference:
        hashed.append(path)
        return reference_of(path, **options)

    monkeypatch.setattr(module, "reference_of", noted)
    os.utime(file_of(own), (1, 1))
    for _ in range(2):
        load_own(own)
        module.forget()
    assert hashed == [file_of(own)]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(own: OwnData) -> None:
    file_of(own).unlink()
    os.mkfifo(file_of(own))
    for reference in (own.file, FileReference(own.file.path)):
        with pytest.raises(DataTrouble):
            load_own(replace(own, file=reference))


def test_a_file_that_is_gone_is_trouble(own: OwnData) -> None:
    file_of(own).unlink()
    with pytest.raises(DataTrouble, match=r"a\.parquet is not in .*data any more") as trouble:
        load_own(own)
    assert (trouble.value.kind, trouble.value.path, trouble.value.own) == ("missing", file_of(own), own)


def test_a_file_that_has_changed_is_trouble(own: OwnData) -> None:
    write_table(file_of(own), OTHERS)
    with pytest.raises(DataTrouble, match="is not as it was") as trouble:
        load_own(own)
    assert trouble.value.kind == "changed"


def test_a_file_that_cannot_be_read_is_trouble(own: OwnData, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied")

    os.utime(file_of(own), (1, 1))
    monkeypatch.setattr("workbench.data.own.file_reference._pieces", refuse)
    with pytest.raises(DataTrouble, match="cannot be read: Permission denied") as trouble:
        load_own(own)
    assert trouble.value.kind == "unreadable"


def test_a_file_that_moved_is_found_again_without_an_import(
    own: OwnData, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = file_of(own).rename(tmp_path / "other name.parquet")
    monkeypatch.setattr("workbench.data.own.importing.import_own.import_own", None)
    again = relocated(own, moved)
    assert again.file.path == str(moved)
    np.testing.assert_array_equal(load_own(again).inputs, [[1], [2], [3]])


def test_another_file_does_not_take_its_place(own: OwnData, tmp_path: Path) -> None:
    other = write_table(tmp_path / "other.parquet", OTHERS)
    with pytest.raises(DataTrouble, match=r"other\.parquet is another file than a\.parquet"):
        relocated(own, other)


def test_a_file_of_the_same_name_that_has_changed_is_called_so(own: OwnData, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    changed = write_table(tmp_path / "new" / file_of(own).name, OTHERS)
    with pytest.raises(DataTrouble, match=r"a\.parquet is not as it was"):
        relocated(own, changed)


def test_looking_for_a_moved_file_can_be_stopped(own: OwnData) -> None:
    shares: list[float] = []
    assert relocated(own, file_of(own), shares.append) == own
    assert shares[-1] == 1.0
    with pytest.raises(Cancelled):
        relocated(own, file_of(own), cancelled=lambda: True)


def test_a_second_file_is_found_beside_the_first(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    second = write_table(tmp_path / "old" / "b.parquet", OTHERS)
    chosen = own_table(tmp_path / "old" / "a.parquet", COLUMNS, test_file=FileReference(str(second)))
    own = import_own(chosen).own
    moved = (tmp_path / "old").rename(tmp_path / "new")
    again = relocated(own, moved / "a.parquet")
    assert again.test_file is not None and again.test_file.path == str(moved / "b.parquet")
    assert load_own(again).number_of_examples == 6


def test_files_beside_a_project_are_found(own: OwnData, tmp_path: Path) -> None:
    assert found_beside(own, tmp_path) == own
    moved = file_of(own).rename(tmp_path / "a.parquet")
    assert found_beside(own, tmp_path).file.path == str(moved)


def test_what_was_kept_does_not_depend_on_the_place(own: OwnData, tmp_path: Path) -> None:
    moved = relocated(own, file_of(own).rename(tmp_path / "a.parquet"))
    assert entry_folder(moved) == entry_folder(own)
    assert len(list(store_folder().iterdir())) == 1


def test_built_in_data_do_not_wait_for_pyarrow() -> None:
    code = (
        "import sys; from workbench.core.project import DataChoice; from workbench.data.load import load;"
        " load(DataChoice('moons')); print('pyarrow' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
