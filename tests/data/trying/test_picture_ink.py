"""A drawing is written in the numbers of the data set that it is to belong to."""

from __future__ import annotations

import numpy as np
import pytest

from workbench.core.labels import LabelKind
from workbench.core.own_data import Column, FileReference, LabelReading, OwnData, Reading
from workbench.data.built_in import load
from workbench.data.dataset import Dataset
from workbench.data.trying.picture_ink import PictureInk


def pictures(inputs: np.ndarray, large_is_light: bool) -> Dataset:
    labels = np.arange(len(inputs), dtype=np.int32) % 2
    names = tuple(str(place) for place in range(inputs.shape[1]))
    values = inputs.astype(np.float32)
    return Dataset(
        "p", "p", values, labels, LabelKind.CLASS_INDEX, ("a", "b"), names, (4, 4), "", False, None,
        large_is_light,
    )  # fmt: skip


def strokes_on(background: float, ink: float) -> np.ndarray:
    some = np.full((6, 4, 4), background)
    some[:, 1:3, 1] = ink
    return some.reshape(6, 16)


def test_the_digits_are_written_from_0_for_paper_to_16_for_ink_up_to_the_edges() -> None:
    ink = PictureInk.of(load("digits", {}))
    assert (ink.low, ink.high, ink.ink_is_large, ink.margin) == (0, 16, True, 0)
    assert ink.of_drawing(np.array([[0, 0.5, 1]])).tolist() == [0, 8, 16]
    assert ink.of_lightness(np.array([0.0, 1.0])).tolist() == [16, 0]


@pytest.mark.parametrize(
    ("background", "ink", "large_is_light", "drawn", "black"),
    [
        (0, 255, True, 255, 0),  # white chalk on a blackboard
        (255, 0, True, 0, 0),  # a photograph of paper
        (0, 16, False, 16, 16),  # counted ink
    ],
)
def test_ink_is_what_stands_out_from_the_background(
    background: float, ink: float, large_is_light: bool, drawn: float, black: float
) -> None:
    found = PictureInk.of(pictures(strokes_on(background, ink), large_is_light))
    assert found.of_drawing(np.ones((1, 1))) == drawn
    assert found.of_drawing(np.zeros((1, 1))) == background
    assert found.of_lightness(np.zeros(1)) == black
    assert found.margin == 1


def test_data_without_rows_has_some_scale() -> None:
    found = PictureInk.of(pictures(np.zeros((0, 16)), True))
    assert (found.low, found.high) == (0, 1)


def test_white_is_255_in_a_folder_of_pictures_however_dark_they_are() -> None:
    dark = pictures(strokes_on(0, 100), True)
    reading = LabelReading("class_texts")
    own = OwnData(FileReference("folder"), Reading("pictures"), (Column("pixels", width=16),), reading)
    assert PictureInk.of(dark, own).high == 255
    assert PictureInk.of(dark).high == 100
