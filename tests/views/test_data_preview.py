"""The preview suits the data."""

from __future__ import annotations

import numpy as np
import pytest

from workbench.core.labels import LabelKind
from workbench.data.built_in import DATA_SETS, load
from workbench.data.carried_classes import label_text
from workbench.data.dataset import Dataset
from workbench.qt.examples_table_model import value_text
from workbench.views.data_preview import DataPreview


@pytest.mark.parametrize("name", DATA_SETS)
def test_every_set_has_a_suitable_view(qtbot, name: str) -> None:
    preview, dataset = DataPreview(), load(name)
    qtbot.addWidget(preview)
    preview.show_dataset(dataset)
    expected = preview.table
    if dataset.image_shape:
        expected = preview.pictures
    elif dataset.number_of_inputs == 2:
        expected = preview.scatter
    assert preview.view is expected
    assert preview.counts.accessibleDescription().startswith(f"{dataset.class_names[0]}: ")
    assert not preview.grab().isNull()


def test_the_table_shows_labels_and_inputs(qtbot, qtmodeltester) -> None:
    preview, dataset = DataPreview(), load("iris")
    qtbot.addWidget(preview)
    preview.show_dataset(dataset)
    assert preview.model.rowCount() == 150 and preview.model.columnCount() == 5
    assert preview.model.index(0, 0).data() == label_text(dataset, 0)
    assert float(preview.model.index(3, 1).data()) == pytest.approx(float(dataset.inputs[3, 0]), rel=1e-3)


def test_pictures_in_colour_show_their_colours(qtbot) -> None:
    preview = DataPreview()
    qtbot.addWidget(preview)
    red, blue = [255.0, 0, 0] * 4, [0, 0, 255.0] * 4
    dataset = Dataset(
        name="squares",
        title="Squares",
        inputs=np.array([red, blue], np.float32),
        labels=np.array([0, 1], np.int32),
        label_kind=LabelKind.CLASS_INDEX,
        class_names=("red", "blue"),
        input_names=tuple(map(str, range(12))),
        image_shape=(2, 2),
        large_is_light=True,
    )
    preview.resize(400, 300)
    preview.show_dataset(dataset)
    image = preview.pictures.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert preview.view is preview.pictures and {"#ff0000", "#0000ff"} <= colours


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.123456, "0.1235"), (2008, "2008"), (9999.7, "10000"), (100_089, "100089"), (-12_345.6, "-12346"), (1e12, "1e+12")],
)  # fmt: skip
def test_large_numbers_are_told_apart(value: float, text: str) -> None:
    assert value_text(np.float32(value)) == text


def test_no_value_is_called_so() -> None:
    assert value_text(np.nan) == "missing"
