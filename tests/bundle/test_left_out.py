"""What is left out is gone from the environment, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest
from bundle.left_out import EXCLUDED_MODULES, LEFT_OUT, LeftOut, take_out

KEPT = ("PySide6/Qt/plugins/platforms/libqxcb.so", "tensorflow/libtensorflow_cc.so.2", "numpy/core.py")


@pytest.mark.parametrize("row", LEFT_OUT, ids=lambda row: row.pattern)
def test_each_row_takes_out_what_it_names(row: LeftOut, tmp_path: Path) -> None:
    path = tmp_path / row.pattern.replace("*", "x") / "inside"
    path.mkdir(parents=True)
    (path / "file").write_bytes(b"12345")
    for name in KEPT:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert take_out(tmp_path) == 5
    assert not path.parent.exists()
    assert all((tmp_path / name).exists() for name in KEPT)


@pytest.mark.parametrize("row", LEFT_OUT, ids=lambda row: row.pattern)
def test_each_row_says_why(row: LeftOut) -> None:
    assert row.reason


def test_nothing_the_program_imports_is_excluded() -> None:
    needed = {
        "PySide6",
        "PySide6.QtWidgets",
        "PySide6.QtSvg",
        "numpy",
        "tensorflow",
        "keras",
        "sklearn",
        "pyarrow",
        "h5py",
    }
    assert not needed & set(EXCLUDED_MODULES)
