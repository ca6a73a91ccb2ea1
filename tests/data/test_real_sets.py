"""The measured data sets keep the facts that lessons rely on."""

from __future__ import annotations

import numpy as np
import sklearn.datasets

from workbench.core.labels import LabelKind
from workbench.data.built_in import load


def test_digits_are_pictures_with_raw_ink() -> None:
    digits = load("digits")
    assert digits.inputs.shape == (1797, 64) and digits.image_shape == (8, 8)
    assert (digits.inputs.min(), digits.inputs.max()) == (0, 16)
    assert digits.class_names == tuple("0123456789")
    assert digits.label_summary() == "exactly one of 10 classes, between 174 and 183 examples each"


def test_traits_of_zero_and_four() -> None:
    traits, digits = load("digit-traits"), load("digits").labels
    assert _traits_of(0) == {"even", "closed loop", "multiple of three", "square number"}
    assert _traits_of(4) == {"even", "square number", "straight strokes"}
    assert traits.label_kind is LabelKind.MULTI_HOT and len(digits) == traits.number_of_examples


def _traits_of(digit: int) -> set[str]:
    traits = load("digit-traits")
    row = int(np.flatnonzero(load("digits").labels == digit)[0])
    return {name for name, carried in zip(traits.class_names, traits.labels[row], strict=True) if carried}


def test_malignant_is_the_positive_class() -> None:
    assert load("breast-cancer").label_summary() == "357 benign, 212 malignant"


def test_names_are_words() -> None:
    assert load("iris").class_names == ("setosa", "versicolor", "virginica")
    assert "_" not in "".join(load("wine").class_names + load("wine").input_names)


def test_the_digits_are_scikit_learns() -> None:
    bunch, digits = sklearn.datasets.load_digits(), load("digits")
    assert np.array_equal(digits.inputs, bunch.data)
    assert np.array_equal(digits.labels, bunch.target)
    assert digits.inputs.flags.c_contiguous
