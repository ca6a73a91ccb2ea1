"""Folders of pictures as tables: classes and parts from the folders' names, and an account of what is left out."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from PIL import Image

from workbench.core.errors import UserError
from workbench.core.own_data import Reading
from workbench.data.own.pictures import picture_folder, picture_rows, pictures
from workbench.data.own.pictures.pictures import PICTURES
from workbench.data.own.reader import Batch, Sample
from workbench.data.own.readers import reader_for

READING = Reading("pictures", {"size": 8, "colour": False})


def _save(path: Path, value: int | tuple[int, int, int] = 0, size: tuple[int, int] = (8, 8)) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB" if isinstance(value, tuple) else "L", size, value).save(path)


@pytest.fixture
def flowers(tmp_path: Path) -> Path:
    """A folder of 6 roses, from black to grey, and 3 tulips, all white."""
    for index in range(6):
        _save(tmp_path / "flowers" / "rose" / f"{index}.png", index * 20)
    for index in range(3):
        _save(tmp_path / "flowers" / "tulip" / f"{index}.jpg", 255)
    return tmp_path / "flowers"


def _sampled(folder: Path) -> Sample:
    return PICTURES.sample(folder, PICTURES.propose(folder, {}), None)


def _batches(folder: Path, columns: tuple[str, ...] = ("pixels", "class")) -> list[Batch]:
    return list(PICTURES.batches(folder, READING, columns, frozenset()))


def _pixels(table: pa.Table) -> np.ndarray:
    return table["pixels"].combine_chunks().flatten().to_numpy().reshape(table.num_rows, -1)


def test_folders_are_classes_and_declare_the_labels(flowers: Path) -> None:
    sample = _sampled(flowers)
    assert reader_for(flowers) is PICTURES
    assert sample.labels == ("class",) and sample.categories == {"class": ("rose", "tulip")}
    assert Counter(sample.table["class"].to_pylist()) == {"rose": 6, "tulip": 3}
    assert sample.image_shape == (8, 8) and sample.is_whole and sample.notes == ()
    assert sample.table["pixels"].type == pa.list_(pa.float32(), 64)


def test_every_row_has_the_class_of_its_own_picture(flowers: Path) -> None:
    table = pa.concat_tables(batch.table for batch in _batches(flowers))
    means = _pixels(table).mean(axis=1)
    for label, mean in zip(table["class"].to_pylist(), means):
        assert (label == "tulip") == (mean > 200)
    assert sorted(means[means < 200]) == [0, 20, 40, 60, 80, 100]


def test_the_classes_are_mixed_in_their_shares_all_along(flowers: Path) -> None:
    labels = _sampled(flowers).table["class"].to_pylist()
    for start in (0, 3, 6):
        assert Counter(labels[start : start + 3]) == {"rose": 2, "tulip": 1}


def test_the_order_is_the_same_each_time(flowers: Path) -> None:
    first, second = (pa.concat_tables(b.table for b in _batches(flowers)) for _ in range(2))
    assert first.equals(second)


def test_folders_above_the_classes_are_parts(tmp_path: Path) -> None:
    for part, count in (("Train", 4), ("test", 2), ("val", 1)):
        for label in ("rose", "tulip"):
            for index in range(count):
                _save(tmp_path / part / label / f"{index}.png")
    sample = _sampled(tmp_path)
    assert sample.table.column_names == ["pixels", "class", "part"]
    assert Counter(sample.table["part"].to_pylist()) == {"train": 8, "test": 4, "validation": 2}
    assert sample.categories["class"] == ("rose", "tulip")


def test_folders_named_like_parts_are_classes_where_pictures_lie_in_them(tmp_path: Path) -> None:
    _save(tmp_path / "train" / "a.png")
    _save(tmp_path / "bus" / "b.png")
    sample = _sampled(tmp_path)
    assert sample.table.column_names == ["pixels", "class"]
    assert sample.categories["class"] == ("bus", "train")


def test_numbers_as_classes_stand_in_their_order(tmp_path: Path) -> None:
    for name in ("10", "9", "2"):
        _save(tmp_path / name / "a.png")
    assert _sampled(tmp_path).categories["class"] == ("2", "9", "10")


def test_pictures_deeper_in_a_class_belong_to_it(tmp_path: Path) -> None:
    _save(tmp_path / "rose" / "red" / "old" / "a.png")
    _save(tmp_path / "tulip" / "b.png")
    assert sorted(_sampled(tmp_path).table["class"].to_pylist()) == ["rose", "tulip"]


SIDES = {(8, 8): 8, (5, 3): 8, (28, 28): 28, (20, 12): 20, (640, 480): 32}


@pytest.mark.parametrize("size", SIDES)
def test_small_pictures_keep_their_side_and_large_ones_get_32(size: tuple[int, int], tmp_path: Path) -> None:
    _save(tmp_path / "rose" / "a.png", 9, size)
    assert PICTURES.propose(tmp_path, {}).options == {"size": SIDES[size], "colour": False}


def test_colour_is_proposed_where_there_is_some_and_gives_three_numbers_a_pixel(tmp_path: Path) -> None:
    _save(tmp_path / "rose" / "a.png", (255, 0, 0))
    _save(tmp_path / "tulip" / "b.png", 128)
    sample = _sampled(tmp_path)
    assert PICTURES.propose(tmp_path, {}).options["colour"] is True
    assert sample.image_shape == (8, 8) and sample.table["pixels"].type == pa.list_(pa.float32(), 192)
    assert _pixels(sample.table)[0][:6].tolist() == [255, 0, 0, 255, 0, 0]


def test_choices_count_before_proposals(flowers: Path) -> None:
    reading = PICTURES.propose(flowers, {"size": 16, "colour": True})
    assert reading.options == {"size": 16, "colour": True}
    assert PICTURES.sample(flowers, reading, None).table["pixels"].type == pa.list_(pa.float32(), 768)
    with pytest.raises(UserError, match="between 8 and 256"):
        PICTURES.propose(flowers, {"size": 1000})


def test_damaged_pictures_are_left_out_and_named(flowers: Path) -> None:
    (flowers / "tulip" / "9.png").write_bytes(b"no picture")
    for index in range(4):
        (flowers / "rose" / f"bad {index}.jpg").write_bytes(b"")
    notes = _sampled(flowers).notes
    assert len(notes) == 1 and notes[0].startswith("5 of the pictures cannot be read")
    assert "rose/bad 0.jpg (it is no picture)" in notes[0] and "and 2 more" in notes[0]

    batches = _batches(flowers)
    assert sum(batch.table.num_rows for batch in batches) == 9
    assert [note for batch in batches for note in batch.notes] == list(notes)


def test_what_is_no_picture_or_has_no_class_is_counted(flowers: Path) -> None:
    (flowers / "readme.txt").write_text("flowers")
    (flowers / "rose" / "list.csv").write_text("a")
    (flowers / "rose" / ".hidden.png").write_text("a")
    (flowers / "rose" / "Thumbs.db").write_text("a")
    _save(flowers / "cover.png")
    sample = _sampled(flowers)
    assert sample.notes == (
        "2 files are left out, being no pictures.",
        "1 file is left out, lying in no folder of a class.",
    )
    assert sample.table.num_rows == 9


def test_pictures_without_folders_have_no_class_but_can_be_predicted(tmp_path: Path) -> None:
    _save(tmp_path / "a.png", 7)
    sample = _sampled(tmp_path)
    assert sample.table.column_names == ["pixels"] and sample.labels == ()
    assert "one folder of pictures for each class" in sample.notes[0]
    assert _pixels(_batches(tmp_path, ("pixels",))[0].table).tolist() == [[7] * 64]


def test_a_folder_without_pictures_is_refused_with_advice(tmp_path: Path) -> None:
    (tmp_path / "rose").mkdir()
    (tmp_path / "rose" / "notes.txt").write_text("a")
    with pytest.raises(UserError, match="no pictures in it; it needs one folder"):
        PICTURES.propose(tmp_path, {})


def test_a_folder_of_damaged_pictures_is_refused(tmp_path: Path) -> None:
    (tmp_path / "rose").mkdir()
    (tmp_path / "rose" / "a.png").write_bytes(b"no picture")
    with pytest.raises(UserError, match="None of the pictures"):
        PICTURES.propose(tmp_path, {})
    with pytest.raises(UserError, match="cannot be read"):
        PICTURES.sample(tmp_path, READING, None)


def test_a_sample_of_large_pictures_stays_small(flowers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "SAMPLE_BYTES", 0)
    monkeypatch.setattr(pictures, "SAMPLE_PICTURES", 3)
    sample = _sampled(flowers)
    assert sample.table.num_rows == 3 and not sample.is_whole


def test_pictures_come_in_groups_and_the_progress_ends_at_all_bytes(
    flowers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picture_rows, "GROUP_PICTURES", 4)
    batches = _batches(flowers, ("class",))
    assert [batch.table.num_rows for batch in batches] == [4, 4, 1, 0]
    assert batches[0].table.column_names == ["class"]
    total = sum(path.stat().st_size for path in flowers.rglob("*.*"))
    assert [batch.bytes_done for batch in batches][-1] == total


def test_a_whole_disk_is_not_searched_for_pictures(flowers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_folder, "MOST_OTHERS", 3)
    for index in range(3):
        (flowers / f"{index}.txt").write_text("a")
    assert _sampled(flowers).table.num_rows == 9
    (flowers / "3.txt").write_text("a")
    with pytest.raises(UserError, match="too many files that are no pictures"):
        PICTURES.propose(flowers, {})


def test_a_folder_may_have_a_name_that_is_no_text(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"ros\xe9")
    _save(folder / "a.png")
    (folder / "bad.png").write_bytes(b"no picture")
    sample = _sampled(tmp_path)
    assert sample.categories["class"] == ("ros\ufffd",) and sample.table["class"].to_pylist() == ["ros\ufffd"]
    assert "ros\ufffd/bad.png" in sample.notes[0]


def test_the_smallest_class_and_part_are_among_the_first(tmp_path: Path) -> None:
    for index in range(40):
        _save(tmp_path / "train" / "rose" / f"{index}.png")
    for place in ("train/tulip", "test/tulip", "test/rose"):
        _save(tmp_path / place / "a.png")
    first = _sampled(tmp_path).table.slice(0, 4)
    groups = set(zip(first["class"].to_pylist(), first["part"].to_pylist()))
    assert groups == {("rose", "train"), ("rose", "test"), ("tulip", "train"), ("tulip", "test")}
