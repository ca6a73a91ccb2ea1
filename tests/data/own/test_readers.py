"""Every kind of file is told by its content; what cannot be read is refused with advice of its own."""

from __future__ import annotations

import gzip
import os
import pickle
import zipfile
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.feather as feather
import pyarrow.parquet as pq
import pytest

from workbench.core.errors import UserError
from workbench.data.own.readers import READERS, reader_for
from workbench.data.own.unreadable_files import UNREADABLE_KINDS, unreadable_kind


def _zip(path: Path, *members: str) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for member in members:
            archive.writestr(member, "<x/>")


def _feather(path: Path) -> None:
    feather.write_feather(pa.table({"a": [1]}), str(path))


REFUSED = {
    "book.xlsx": (lambda path: _zip(path, "xl/workbook.xml"), "Excel"),
    "book.xls": (lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "Excel"),
    "sheet.ods": (lambda path: _zip(path, "mimetype", "content.xml"), "save its table as CSV"),
    "net.keras": (lambda path: _zip(path, "config.json", "model.weights.h5"), "Open model"),
    "mine.workbench": (lambda path: _zip(path, "project.json"), "project"),
    "flowers.zip": (lambda path: _zip(path, "flowers.csv"), "unpack"),
    "broken.npz": (lambda path: path.write_bytes(b"PK\x03\x04 cut"), "unpack"),
    "flowers.csv.gz": (lambda path: path.write_bytes(gzip.compress(b"a,b\n1,2\n")), "gzip"),
    "flowers.csv.xz": (lambda path: path.write_bytes(b"\xfd7zXZ\x00"), "unpack"),
    "flowers.pkl": (lambda path: path.write_bytes(pickle.dumps([1])), "pickle"),
    "renamed.csv": (lambda path: path.write_bytes(pickle.dumps([1])), "pickle"),
    "flowers.h5": (lambda path: path.write_bytes(b"\x89HDF\r\n\x1a\n"), "HDF5"),
    "flowers.feather": (_feather, "Parquet"),
    "flowers.orc": (lambda path: path.write_bytes(b"ORC"), "Parquet"),
    "flowers.db": (lambda path: path.write_bytes(b"SQLite format 3\x00"), "database"),
    "flowers.mat": (lambda path: path.write_bytes(b"MATLAB 5.0 MAT-file"), "MATLAB"),
    "flowers.sav": (lambda path: path.write_bytes(b"$FL2"), "statistics"),
    "flowers.pdf": (lambda path: path.write_bytes(b"%PDF-1.7"), "PDF"),
    "flower.png": (lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n"), "folder"),
    "flowers.json": (lambda path: path.write_text("[\n{}]"), "JSON"),
    "records.txt": (lambda path: path.write_text('{"a": 1}\n'), "JSON"),
    "labels.xml": (lambda path: path.write_text("<?xml version='1.0'?><labels/>"), "ARFF"),
    "page.csv": (lambda path: path.write_text("<!DOCTYPE html><html>"), "web page"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_with_its_own_advice(name: str, tmp_path: Path) -> None:
    write, advice = REFUSED[name]
    write(tmp_path / name)

    with pytest.raises(UserError, match=advice) as refusal:
        reader_for(tmp_path / name)
    assert str(refusal.value).startswith(name)


def test_every_row_of_the_refused_kinds_has_an_example(tmp_path: Path) -> None:
    met = set()
    for name, (write, _) in REFUSED.items():
        write(tmp_path / name)
        met.add(unreadable_kind(tmp_path / name))
    assert met == set(UNREADABLE_KINDS)


def test_a_column_that_begins_like_a_magic_is_no_reason_to_refuse(tmp_path: Path) -> None:
    for text in ("ORCID,age\n1,2\n", "PK,age\n1,2\n", "RIFF,age\n1,2\n", "BZh,age\n", "Rar!,age\n"):
        (tmp_path / "table.csv").write_text(text)
        kind = unreadable_kind(tmp_path / "table.csv")
        assert kind is None, text


def test_what_is_not_there_or_empty_is_said(tmp_path: Path) -> None:
    (tmp_path / "empty.csv").touch()
    with pytest.raises(UserError, match="empty"):
        reader_for(tmp_path / "empty.csv")
    with pytest.raises(UserError, match="does not exist"):
        reader_for(tmp_path / "gone.csv")


def test_arrays_are_no_zip_to_be_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / "arrays.npz", x=np.zeros((2, 2)))
    assert unreadable_kind(tmp_path / "arrays.npz") is None


def test_a_file_is_told_by_its_content_not_its_name(tmp_path: Path) -> None:
    pq.write_table(pa.table({"a": [1]}), tmp_path / "flowers.csv")
    assert reader_for(tmp_path / "flowers.csv") is READERS["parquet"]


@pytest.mark.parametrize("name", READERS)
def test_every_reader_goes_by_its_key_and_asks_with_a_title(name: str) -> None:
    reader = READERS[name]
    assert reader.name == name and reader.title
    assert reader.is_folder or all(suffix.startswith(".") for suffix in reader.suffixes)


def test_any_other_text_is_delimited(tmp_path: Path) -> None:
    (tmp_path / "flowers.data").write_text("a,b\n1,2\n3,4\n")
    assert reader_for(tmp_path / "flowers.data") is READERS["delimited"]
    assert list(READERS)[-1] == "delimited"


def test_bytes_that_are_nothing_known_are_refused_with_what_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "noise").write_bytes(bytes(range(256)) * 8)
    with pytest.raises(UserError, match=r"^noise .*CSV"):
        reader = reader_for(tmp_path / "noise")
        reader.propose(tmp_path / "noise", {})


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_what_is_neither_file_nor_folder_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(UserError, match="neither a file nor a folder"):
        reader_for(tmp_path / "pipe.csv")


def test_a_file_that_may_not_be_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "secret.csv").write_text("a\n1\n")
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(UserError, match="may not be read"):
        reader_for(tmp_path / "secret.csv")
