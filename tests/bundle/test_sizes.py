"""Sizes are told part by part, the largest first."""

from __future__ import annotations

from pathlib import Path

from bundle.sizes import LISTED, report, size_of, sizes_by_part


def fill(folder: Path, sizes: dict[str, int]) -> None:
    for name, size in sizes.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(bytes(size))


def test_each_folder_is_a_part_and_loose_files_are_one(tmp_path: Path) -> None:
    fill(tmp_path, {"a/b/one": 10, "a/two": 5, "loose": 3, "other": 4})
    assert sizes_by_part(tmp_path) == {"a": 15, "libraries and files beside them": 7}
    assert size_of(tmp_path) == 22 and size_of(tmp_path / "loose") == 3


def test_a_link_is_not_counted_as_what_it_leads_to(tmp_path: Path) -> None:
    fill(tmp_path, {"a/large": 1_000_000})
    (tmp_path / "a" / "link").symlink_to("large")
    assert size_of(tmp_path) < 1_000_100


def test_small_parts_are_one_line_before_the_sum(tmp_path: Path) -> None:
    fill(tmp_path, {f"part{number:02}/file": number * 1_000_000 for number in range(1, LISTED + 3)})
    lines = report(tmp_path).splitlines()
    assert len(lines) == LISTED + 2
    assert lines[0].split() == [f"{LISTED + 2}.0", "MB", f"part{LISTED + 2}"]
    assert lines[-2].endswith("3.0 MB  everything else")
    assert lines[-1].endswith(f"{sum(range(1, LISTED + 3))}.0 MB  together")
