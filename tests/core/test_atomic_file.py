"""Files are written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from workbench.core.atomic_file import save_text, write_atomically
from workbench.core.errors import UserError


def test_text_replaces_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "script.py"
    for text in ("first = 1\n", "# ä\n"):
        save_text(path, text)
        assert path.read_bytes() == text.encode()
    assert os.listdir(tmp_path) == ["script.py"]


def test_what_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "script.py"
    write_atomically(path, b"old")

    def fail(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(UserError, match="the disk is full"):
        save_text(path, "new")
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["script.py"]
