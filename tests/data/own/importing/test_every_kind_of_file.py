"""Every kind of file comes in, with nothing said but what is proposed, and gives the same numbers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from parquet_files import write_table
from PIL import Image

from workbench.data.own.draft.draft_of import draft_of
from workbench.data.own.file_reference import reference_of
from workbench.data.own.importing.import_own import import_own
from workbench.data.own.new_rows.rows_like import rows_like
from workbench.data.own.readers import READERS

INPUTS = [[1.5, 2.0], [2.5, 1.0], [3.5, 0.0], [0.5, 2.0]]
CLASSES = ["red", "blue", "red", "blue"]


def delimited(folder: Path) -> Path:
    rows = [f"{x},{y},{name}" for (x, y), name in zip(INPUTS, CLASSES)]
    (folder / "a.csv").write_text("\n".join(["x,y,class", *rows]))
    return folder / "a.csv"


def parquet(folder: Path) -> Path:
    x, y = zip(*INPUTS)
    return write_table(folder / "a.parquet", {"x": list(x), "y": list(y), "class": CLASSES})


def arff(folder: Path) -> Path:
    head = "@relation a\n@attribute x numeric\n@attribute y numeric\n@attribute class {red,blue}\n@data\n"
    rows = [f"{x},{y},{name}" for (x, y), name in zip(INPUTS, CLASSES)]
    (folder / "a.arff").write_text(head + "\n".join(rows))
    return folder / "a.arff"


def arrays(folder: Path) -> Path:
    np.savez(folder / "a.npz", x=np.array(INPUTS, np.float32), y=np.array(CLASSES))
    return folder / "a.npz"


def pictures(folder: Path) -> Path:
    for number, (pixels, name) in enumerate(zip([0, 50, 100, 150], CLASSES)):
        (folder / "a" / name).mkdir(parents=True, exist_ok=True)
        Image.new("L", (8, 8), pixels).save(folder / "a" / name / f"{number}.png")
    return folder / "a"


WRITERS: dict[str, Callable[[Path], Path]] = {
    "delimited": delimited,
    "parquet": parquet,
    "arff": arff,
    "arrays": arrays,
    "pictures": pictures,
}


@pytest.mark.parametrize("name", READERS)
def test_it_comes_in_as_proposed(name: str, tmp_path: Path) -> None:
    path = WRITERS[name](tmp_path)
    imported = import_own(draft_of(path).own)
    data = imported.dataset
    assert imported.own.reading.format == name
    assert imported.own.file == reference_of(path)
    assert sorted(data.class_names) == ["blue", "red"]
    rows = [(*row, data.class_names[label]) for row, label in zip(data.inputs.tolist(), data.labels)]
    if name == "pictures":
        assert data.image_shape == (8, 8)
        assert sorted({(row[0], row[-1]) for row in rows}) == [
            (0, "red"),
            (50, "blue"),
            (100, "red"),
            (150, "blue"),
        ]
    else:
        assert rows == [(*row, label) for row, label in zip(INPUTS, CLASSES)]


@pytest.mark.parametrize("name", READERS)
def test_its_rows_can_be_predicted(name: str, tmp_path: Path) -> None:
    path = WRITERS[name](tmp_path)
    imported = import_own(draft_of(path).own)
    rows = rows_like(imported.own, path)
    np.testing.assert_array_equal(rows.inputs, imported.dataset.inputs)
    np.testing.assert_array_equal(rows.labels, imported.dataset.labels)
    assert rows.labelled.all()


@pytest.mark.parametrize("name", READERS)
def test_a_second_one_checks(name: str, tmp_path: Path) -> None:
    first, second = (WRITERS[name](made(tmp_path / part)) for part in ("first", "second"))
    own = draft_of(first, test_file=second).own
    assert own.test_file is not None
    data = import_own(own).dataset
    assert data.validation_rows is not None
    assert data.validation_rows.tolist() == [4, 5, 6, 7]


def made(folder: Path) -> Path:
    folder.mkdir()
    return folder
