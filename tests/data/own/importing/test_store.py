"""Imported data is kept within bounds, and what a dead program left goes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from workbench.core.own_data import FileReference, LabelReading, OwnData, Reading
from workbench.data.own.importing import store


def own(sha256: str, path: str = "/a.csv") -> OwnData:
    return OwnData(FileReference(path, 1, sha256), Reading("delimited"), (), LabelReading("names"))


def kept(sha256: str, size: int, age: float) -> Path:
    with store.unfinished_folder() as folder:
        (folder / "inputs.npy").write_bytes(bytes(size))
        place = store.keep(folder, own(sha256))
    moment = place.stat().st_mtime - age
    os.utime(place, (moment, moment))
    return place


def test_the_place_depends_on_the_content_and_not_on_the_path() -> None:
    assert store.entry_folder(own("1")) == store.entry_folder(own("1", "/b.csv"))
    assert store.entry_folder(own("1")) != store.entry_folder(own("2"))


def test_what_was_not_used_for_longest_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "STORE_BYTES", 100)
    oldest, older = kept("1", 40, 300), kept("2", 40, 200)
    store.touch(oldest)
    newest = kept("3", 40, 0)
    assert oldest.exists() and newest.exists() and not older.exists()


def test_what_has_just_come_stays_however_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "STORE_BYTES", 10)
    old, large = kept("1", 5, 100), kept("2", 40, 0)
    assert large.exists() and not old.exists()


def test_a_failed_import_leaves_nothing() -> None:
    with pytest.raises(ValueError), store.unfinished_folder() as folder:
        raise ValueError
    assert not folder.exists()


def test_what_a_dead_program_left_goes_after_a_while() -> None:
    store.store_folder().mkdir(parents=True)
    fresh, left = (store.store_folder() / f"{store.UNFINISHED}{name}" for name in ("fresh", "left"))
    for folder in (fresh, left):
        folder.mkdir()
    os.utime(left, (1, 1))
    store.sweep()
    assert fresh.exists() and not left.exists()


def test_what_systems_leave_in_any_folder_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "STORE_BYTES", 10)
    old = kept("1", 5, 100)
    for name in (".DS_Store", f"{store.UNFINISHED}file"):
        (store.store_folder() / name).write_text("x")
    store.sweep()
    assert kept("2", 40, 0).exists() and not old.exists()
