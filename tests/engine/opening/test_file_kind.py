from __future__ import annotations

import os
from pathlib import Path

import pytest

from workbench.core.errors import UserError
from workbench.engine.opening import file_kind
from workbench.engine.opening.file_kind import checked_size

BEGINNINGS = {
    b"\x80\x04\x95": "pickle",
    b"PK\x05\x06": "empty zip",
    b"\x1c\x00\x00\x00TFL3": "LiteRT",
    b"\x40\x00\x00\x00\x00\x00\x00\x00{}": "safetensors",
    b"\x93NUMPY": "NumPy array",
    b"\x1f\x8b\x08": "gzip",
    b'{"class_name"': "JSON",
    b"\x89PNG": "not a Keras model",
}


@pytest.mark.parametrize("beginning", BEGINNINGS, ids=BEGINNINGS.values())
def test_what_a_file_is_instead_is_said(beginning: bytes, tmp_path: Path) -> None:
    path = tmp_path / "model.keras"
    path.write_bytes(beginning + bytes(20))
    with pytest.raises(UserError, match=BEGINNINGS[beginning]):
        checked_size(path)


@pytest.mark.parametrize(
    "name, says", [("saved_model.pb", "SavedModel"), ("config.json", "not the one file")]
)
def test_what_a_folder_is_is_said(name: str, says: str, tmp_path: Path) -> None:
    (tmp_path / name).touch()
    with pytest.raises(UserError, match=says):
        checked_size(tmp_path)


@pytest.mark.parametrize("address", ["https://example.org/model.keras", "hf://someone/model", "gs://a/b"])
def test_an_address_is_not_followed(address: str) -> None:
    with pytest.raises(UserError, match="address"):
        checked_size(Path(address))


def test_a_file_that_is_not_there_or_cannot_be_named_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be read"):
        checked_size(tmp_path / "none.keras")
    with pytest.raises(UserError, match="cannot be read"):
        checked_size(tmp_path / "a\0b.keras")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="has no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.keras")
    with pytest.raises(UserError, match="device"):
        checked_size(tmp_path / "pipe.keras")


def test_a_file_above_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_kind, "LARGEST_FILE", 100)
    (tmp_path / "large.keras").write_bytes(b"PK\x03\x04" + bytes(97))
    with pytest.raises(UserError, match="can be opened"):
        checked_size(tmp_path / "large.keras")
