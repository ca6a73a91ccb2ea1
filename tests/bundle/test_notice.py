"""Everything inside has the text of its licence in the folder, and a line in the NOTICE."""

from __future__ import annotations

from importlib.metadata import distribution
from pathlib import Path

import pytest
from bundle import notice as notices
from bundle.distributions import distributions_of, files_of, is_licence_file
from bundle.notice import STANDARD_TEXTS, notice, put_texts, standard_texts, write_licences
from bundle.system_libraries import Copyright, is_of_system


def test_a_file_belongs_to_the_distribution_that_installed_it() -> None:
    source = next(path for path in files_of(distribution("platformdirs")) if path.name == "unix.py")
    assert [one.name for one in distributions_of([str(source), "/nowhere/unix.py"])] == ["platformdirs"]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("LICENSE", True),
        ("LICENCE.txt", True),
        ("COPYING.md", True),
        ("NOTICE.txt", True),
        ("ThirdPartyNotices.txt", True),
        ("licenses/hdf5.txt", True),
        ("license.py", False),
        ("relicense.txt", False),
    ],
)
def test_texts_are_known_by_their_names(name: str, found: bool) -> None:
    assert is_licence_file(Path("package") / name) is found


def test_the_text_that_comes_along_is_taken(tmp_path: Path) -> None:
    put_texts(distribution("numpy"), tmp_path)
    assert "NumPy Developers" in (tmp_path / "numpy" / "LICENSE.txt").read_text(encoding="utf-8")


def test_texts_of_one_name_are_all_kept(tmp_path: Path) -> None:
    put_texts(distribution("numpy"), tmp_path)
    assert (tmp_path / "numpy" / "LICENSE (2).md").exists()


def test_qt_which_brings_none_gets_both_texts_of_its_licence(tmp_path: Path) -> None:
    put_texts(distribution("PySide6-Essentials"), tmp_path)
    (folder,) = tmp_path.iterdir()
    assert {path.name for path in folder.iterdir()} >= {"LGPL-3.0.txt", "GPL-3.0.txt"}


def test_without_any_text_there_is_no_bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notices, "licence_files", lambda one: [])
    with pytest.raises(LookupError, match="numpy has no text of its licence"):
        put_texts(distribution("numpy"), tmp_path)


@pytest.mark.parametrize("word", STANDARD_TEXTS)
def test_every_standard_text_is_there(word: str) -> None:
    assert all(path.stat().st_size > 5000 for path in standard_texts(f"{word} or so"))


def test_the_notice_names_everything_and_how_to_replace_qt() -> None:
    system = [Copyright("libx11-6", Path("/usr/share/doc/libx11-6/copyright"))]
    said = notice([distribution("numpy"), distribution("keras")], system)
    assert f"numpy {distribution('numpy').version}: BSD-3-Clause" in said
    assert "Python 3." in said and "keras/" in said and "system/libx11-6/" in said
    assert "How to replace Qt" in said


def test_the_folder_is_filled_anew(tmp_path: Path) -> None:
    folder = tmp_path / "licences"
    (folder / "old").mkdir(parents=True)
    write_licences([str(path) for path in files_of(distribution("platformdirs"))], folder)
    assert sorted(path.name for path in folder.iterdir()) == ["NOTICE.txt", "platformdirs", "python"]


def test_libraries_of_the_system_are_told_from_those_of_packages() -> None:
    assert is_of_system("/usr/lib/x86_64-linux-gnu/libX11.so.6")
    assert not is_of_system("/home/me/environment/lib/libX11.so.6")
