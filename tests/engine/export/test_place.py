"""A file or folder is put into its place whole, and nothing else is ever lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from workbench.core.errors import UserError
from workbench.engine.export.place import check_place, put, size_of, temporary_folder


def folder_with(path: Path, **files: str) -> Path:
    path.mkdir()
    for name, text in files.items():
        (path / name.replace("__", ".")).write_text(text)
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name not in ("config", "state"))


def test_a_file_takes_the_place_and_the_permissions_of_an_older_one(tmp_path: Path) -> None:
    old = tmp_path / "net.keras"
    old.write_text("old")
    old.chmod(0o640)
    with temporary_folder(tmp_path) as folder:
        (folder / "net.keras").write_text("new")
        put(folder / "net.keras", old)
    assert (old.read_text(), old.stat().st_mode & 0o777) == ("new", 0o640)
    assert names(tmp_path) == ["net.keras"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.keras").write_text("old")
    (tmp_path / "net.keras").symlink_to("real.keras")
    (tmp_path / "new").write_text("new")
    put(tmp_path / "new", tmp_path / "net.keras")
    assert (tmp_path / "net.keras").is_symlink()
    assert (tmp_path / "real.keras").read_text() == "new"


def test_a_folder_takes_the_place_of_an_older_one(tmp_path: Path) -> None:
    folder_with(tmp_path / "net", saved_model__pb="old")
    with temporary_folder(tmp_path) as folder:
        put(folder_with(folder / "net", saved_model__pb="new"), tmp_path / "net")
    assert (tmp_path / "net" / "saved_model.pb").read_text() == "new"
    assert names(tmp_path) == ["net"]


def test_where_a_folder_cannot_be_moved_the_old_one_is_back(tmp_path: Path, monkeypatch) -> None:
    folder_with(tmp_path / "net", saved_model__pb="old")
    new = folder_with(tmp_path / "new", saved_model__pb="new")
    really = os.replace

    def replace(source: Path, target: Path) -> None:
        if source == new:
            raise OSError(13, "Permission denied")
        really(source, target)

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(OSError):
        put(new, tmp_path / "net")
    assert (tmp_path / "net" / "saved_model.pb").read_text() == "old"
    assert names(tmp_path) == ["net", "new"]


def test_a_folder_with_anything_else_in_it_is_never_replaced(tmp_path: Path) -> None:
    for name, files in {
        "letters": {"love__txt": "x"},
        "mixed": {"saved_model__pb": "", "notes__txt": ""},
    }.items():
        with pytest.raises(UserError, match="holds other things"):
            check_place(folder_with(tmp_path / name, **files), is_folder=True)
    check_place(folder_with(tmp_path / "empty"), is_folder=True)
    check_place(folder_with(tmp_path / "model", saved_model__pb=""), is_folder=True)
    check_place(tmp_path / "new", is_folder=True)


def test_a_file_is_not_put_over_a_folder_nor_a_folder_over_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="is a folder"):
        check_place(folder_with(tmp_path / "folder"), is_folder=False)
    with pytest.raises(UserError, match="is a file"):
        check_place(tmp_path / "file", is_folder=True)


def test_what_a_killed_export_left_is_swept_once_it_is_old(tmp_path: Path) -> None:
    fresh = folder_with(tmp_path / ".exporting-fresh", net="")
    forgotten = folder_with(tmp_path / ".exporting-old", net="")
    os.utime(forgotten, (0, 0))
    with temporary_folder(tmp_path):
        assert fresh.exists() and not forgotten.exists()


def test_the_size_of_a_folder_is_that_of_its_files(tmp_path: Path) -> None:
    folder = folder_with(tmp_path / "net", a="12345", b="123")
    assert size_of(folder) == 8 and size_of(folder / "a") == 5
