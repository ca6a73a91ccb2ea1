"""A file, or a folder, is known again by its size and its hash."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from workbench.core.errors import Cancelled, UserError
from workbench.core.own_data import FileReference
from workbench.data.own.file_reference import reference_of, same_size


def test_a_file_has_its_sha256(tmp_path: Path) -> None:
    content = bytes(range(256)) * 10_000
    (tmp_path / "a.csv").write_bytes(content)
    shares: list[float] = []
    reference = reference_of(tmp_path / "a.csv", shares.append)
    assert reference == FileReference(
        str(tmp_path / "a.csv"), len(content), hashlib.sha256(content).hexdigest()
    )
    assert shares == sorted(shares) and shares[-1] == 1.0


def test_a_changed_file_is_not_the_same(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("1,2\n")
    reference = reference_of(file)
    assert same_size(reference)
    file.write_text("1,3\n")
    assert same_size(reference) and reference_of(file) != reference
    file.write_text("1,3,4\n")
    assert not same_size(reference)
    file.unlink()
    assert not same_size(reference)


def folder_of(path: Path, files: dict[str, str]) -> FileReference:
    for name, text in files.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_text(text)
    return reference_of(path)


def test_a_folder_is_the_names_and_contents_of_its_files(tmp_path: Path) -> None:
    files = {"cat/1.png": "ab", "dog/1.png": "c"}
    first = folder_of(tmp_path / "first", files)
    assert first.size == 3
    assert folder_of(tmp_path / "same", files).sha256 == first.sha256
    for other in ({"cat/1.png": "a", "dog/1.png": "bc"}, {"cat/1.png": "ab", "dog/2.png": "c"}):
        number = len(list(tmp_path.iterdir()))
        assert folder_of(tmp_path / str(number), other).sha256 != first.sha256


def test_hashing_can_be_stopped(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("1")
    with pytest.raises(Cancelled):
        reference_of(tmp_path / "a.csv", cancelled=lambda: True)


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There is no file"):
        reference_of(tmp_path / "a.csv")


def test_what_systems_hide_in_a_folder_is_none_of_it(tmp_path: Path) -> None:
    before = folder_of(tmp_path / "first", {"cat/1.png": "ab"})
    hidden = {".DS_Store": "x", "cat/Thumbs.db": "y", "__MACOSX/cat/1.png": "z"}
    assert folder_of(tmp_path / "first", hidden) == before


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no such device")
def test_what_has_no_end_is_refused() -> None:
    with pytest.raises(UserError, match="zero cannot be read: it is neither a file nor a folder"):
        reference_of(Path("/dev/zero"))
