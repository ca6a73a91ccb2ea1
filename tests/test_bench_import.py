"""The measuring of a large CSV file, on a small one."""

from __future__ import annotations

from pathlib import Path

import bench_import
import bench_report
import pytest


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(bench_import, "PIECE_ROWS", 1_000)
    path = tmp_path / "table.csv"
    bench_import.write_table(path, 0.5)
    return path


def test_the_table_is_as_large_as_it_is_to_be(table: Path) -> None:
    assert 0.48 < table.stat().st_size / bench_import.MEGABYTE < 0.52
    first, *_, last = table.read_text().splitlines()
    assert first.count(",") == last.count(",") == bench_import.COLUMNS
    assert last.rpartition(",")[2] in bench_import.CLASSES


def test_every_row_is_imported_and_every_figure_found(table: Path) -> None:
    request = {"path": str(table)}
    bare, imported = bench_import.measure_bare(request), bench_import.measure_import(request)

    assert bare["rows"] == imported["imported_rows"]
    found = bench_report.import_figures({"megabytes": 0.5, **bare, **imported})
    assert found["import_over_bare"] == pytest.approx(bare["bare_s"] / imported["import_s"])
    assert found["bare_mb_per_s"] == pytest.approx(0.5 / bare["bare_s"])
    without_window = [name for name in found if not name.startswith("window") and name != "cancel_s"]
    assert all(found[name] > 0 for name in without_window)
    assert found["cancel_s"] is None


def test_an_import_that_is_cancelled_ends(table: Path) -> None:
    assert bench_import.measure_cancel({"path": str(table)})["cancel_s"] >= 0
