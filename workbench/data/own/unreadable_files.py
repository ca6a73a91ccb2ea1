"""Kinds of files that are refused, each with what to do instead."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

HEAD_BYTES = 4096
ZIP_MAGIC = b"PK\x03\x04"
PICKLE_MAGICS = (b"\x80\x02", b"\x80\x03", b"\x80\x04", b"\x80\x05")
SAVE_AS_CSV = "open it with the program that made it and save the table as CSV"


@dataclass(frozen=True)
class UnreadableKind:
    """One row.

    Attributes:
        title: What the file is, as it follows “is”.
        advice: What to do, as it follows a semicolon.
        recognises: Takes the path and the first bytes, and says whether it is such a file. Never raises.
    """

    title: str
    advice: str
    recognises: Callable[[Path, bytes], bool]


def unreadable_kind(path: Path) -> UnreadableKind | None:
    """Returns the row that the file falls under, or None if it may be read."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
    except OSError:
        return None
    return next((kind for kind in UNREADABLE_KINDS if kind.recognises(path, head)), None)


def _begins(*magics: bytes) -> Callable[[Path, bytes], bool]:
    return lambda path, head: head.startswith(magics)


def _ends(*suffixes: str) -> Callable[[Path, bytes], bool]:
    return lambda path, head: path.suffix.lower() in suffixes


def _zip_with(*members: str) -> Callable[[Path, bytes], bool]:
    return lambda path, head: (
        head.startswith(ZIP_MAGIC) and any(member in members for member in _members(path))
    )


def _members(path: Path) -> list[str]:
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.namelist()
    except (OSError, zipfile.BadZipFile, NotImplementedError):
        return []


def _is_other_zip(path: Path, head: bytes) -> bool:
    return head.startswith(ZIP_MAGIC) and not any(member.endswith(".npy") for member in _members(path))


def _is_pickle(path: Path, head: bytes) -> bool:
    return path.suffix.lower() in (".pkl", ".pickle", ".joblib") or head.startswith(PICKLE_MAGICS)


def _is_json(path: Path, head: bytes) -> bool:
    return path.suffix.lower() in (".json", ".jsonl", ".ndjson", ".geojson") or head.lstrip().startswith(
        (b"{", b"[{", b"[[")
    )


def _is_markup(path: Path, head: bytes) -> bool:
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<?xml", b"<!doctype", b"<html"))


UNREADABLE_KINDS = (
    UnreadableKind("an Excel workbook", "save its sheet as CSV or Parquet", _zip_with("xl/workbook.xml", "xl/workbook.bin")),
    UnreadableKind("an old Excel workbook", "save its sheet as CSV", _begins(b"\xd0\xcf\x11\xe0")),
    UnreadableKind("an OpenDocument or Word file", "save its table as CSV", _zip_with("content.xml", "word/document.xml")),
    UnreadableKind("a Keras model", "open it with Open model", _zip_with("model.weights.h5")),
    UnreadableKind("a project of this program", "open it with Open", _zip_with("project.json")),
    UnreadableKind("a zip archive", "unpack it and open what is in it", _is_other_zip),
    UnreadableKind("compressed with gzip", "unpack it and open what is in it", _begins(b"\x1f\x8b")),
    UnreadableKind("a compressed file", "unpack it and open what is in it", _begins(b"BZh91AY&SY", b"\xfd7zXZ", b"7z\xbc\xaf", b"\x28\xb5\x2f\xfd", b"Rar!\x1a")),
    UnreadableKind("a pickle, which may run any program when it is opened", "save its arrays with numpy.savez or its table as CSV or Parquet", _is_pickle),
    UnreadableKind("an HDF5 file", "save its arrays with numpy.savez, or open it with Open model if it is a Keras model", _begins(b"\x89HDF")),
    UnreadableKind("an Arrow or Feather file", "save it as Parquet", _begins(b"ARROW1", b"FEA1")),
    UnreadableKind("an ORC file", "save it as Parquet", _ends(".orc")),
    UnreadableKind("a database", "save the table as CSV", _begins(b"SQLite format 3")),
    UnreadableKind("a MATLAB file", "save its arrays with scipy.io.loadmat and numpy.savez", _begins(b"MATLAB 5.0")),
    UnreadableKind("a table of a statistics program", SAVE_AS_CSV, _ends(".sav", ".dta", ".sas7bdat", ".rds", ".rdata")),
    UnreadableKind("a PDF document", "copy its table into a spreadsheet and save it as CSV", _begins(b"%PDF")),
    UnreadableKind("a single picture", "open the folder that has one folder of pictures for each class", _begins(b"\x89PNG", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*")),
    UnreadableKind("a JSON file", "save its records as CSV or Parquet", _is_json),
    UnreadableKind("a web page or XML file", "save its table as CSV; an XML file of label names belongs beside its ARFF file", _is_markup),
)  # fmt: skip
"""The first that fits counts."""
