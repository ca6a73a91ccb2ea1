"""A stamp tells at a glance that a file or a folder is not as it was."""

from __future__ import annotations

import os
from pathlib import Path

from workbench.data.own.importing.stamp import stamp_of


def test_a_file_has_its_size_and_its_time(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    assert stamp_of(file) is None
    file.write_text("1,2\n")
    before = stamp_of(file)
    assert before is not None and (before.size, before.changed) == (4, file.stat().st_mtime_ns)
    os.utime(file, (1, 1))
    assert stamp_of(file) != before


def test_a_picture_that_moves_to_another_class_changes_the_folder(tmp_path: Path) -> None:
    for name in ("cat/1.png", "dog/2.png"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(name)
    for path in (*tmp_path.glob("*/*"), *tmp_path.glob("*"), tmp_path):
        os.utime(path, (1, 1))
    before = stamp_of(tmp_path)
    (tmp_path / "cat/1.png").rename(tmp_path / "dog/1.png")
    after = stamp_of(tmp_path)
    assert before is not None and after is not None
    assert (after.size, after.files) == (before.size, before.files)
    assert after.changed > before.changed
