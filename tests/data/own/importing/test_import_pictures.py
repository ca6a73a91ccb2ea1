"""Folders of pictures and files of arrays become pictures to train on."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from workbench.core.labels import LabelKind
from workbench.data.dataset import Dataset
from workbench.data.own.draft.draft_of import draft_of
from workbench.data.own.importing.import_own import import_own
from workbench.data.own.importing.imported_data import ImportedData


@pytest.fixture
def flowers(tmp_path: Path) -> Path:
    """A folder of 6 red roses and 4 blue irises of 8 by 8 pixels, 2 and 1 of which check."""
    for part, label, colour, count in (
        ("train", "rose", "red", 4),
        ("train", "iris", "blue", 3),
        ("test", "rose", "red", 2),
        ("test", "iris", "blue", 1),
    ):
        folder = tmp_path / "flowers" / part / label
        folder.mkdir(parents=True)
        for index in range(count):
            Image.new("RGB", (8, 8), colour).save(folder / f"{index}.png")
    return tmp_path / "flowers"


def _imported(path: Path) -> ImportedData:
    return import_own(draft_of(path).own)


def _labels(data: Dataset) -> list[str]:
    return [data.class_names[label] for label in data.labels]


def test_a_folder_becomes_pictures_in_colour_and_its_own_parts(flowers: Path) -> None:
    data = _imported(flowers).dataset
    assert data.label_kind is LabelKind.CLASS_INDEX and data.image_shape == (8, 8) and data.large_is_light
    assert data.inputs.shape == (10, 192)
    for pixels, label in zip(data.inputs, _labels(data)):
        assert pixels[:3].tolist() == ([255, 0, 0] if label == "rose" else [0, 0, 255])
    assert data.validation_rows is not None and len(data.validation_rows) == 3


def test_pictures_that_cannot_be_read_are_named_once(flowers: Path) -> None:
    (flowers / "train" / "rose" / "9.png").write_bytes(b"no picture")
    (flowers / "readme.txt").write_text("flowers")
    imported = _imported(flowers)
    assert imported.dataset.number_of_examples == 10
    assert len([note for note in imported.notes if "9.png (it is no picture)" in note]) == 1
    assert len([note for note in imported.notes if "1 file is left out" in note]) == 1


@pytest.mark.parametrize("shape", [(20, 4, 4), (20, 4, 4, 3)])
def test_an_array_of_pictures_keeps_its_numbers_and_their_order(
    shape: tuple[int, ...], tmp_path: Path
) -> None:
    images = np.random.default_rng(0).integers(0, 256, shape, np.uint8)
    np.savez(tmp_path / "flowers.npz", x=images, y=np.arange(20) % 2)
    data = _imported(tmp_path / "flowers.npz").dataset
    assert np.array_equal(data.inputs, images.reshape(20, -1)) and data.image_shape == (4, 4)
    assert data.labels.tolist() == [0, 1] * 10
