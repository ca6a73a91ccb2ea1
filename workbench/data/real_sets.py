"""Measured data sets that come with scikit-learn, so that they need no network."""

from __future__ import annotations

import gzip
import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np

from workbench.core.labels import LabelKind
from workbench.data.dataset import Dataset
from workbench.data.row import DataSetRow

Arrays: TypeAlias = tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]

DIGITS = (
    "Handwritten digits as pictures of 8 by 8 pixels, each from 0 (paper) to 16 (ink)."
    " Source: E. Alpaydin and C. Kaynak 1998, UCI Machine Learning Repository."
)
IRIS = (
    "Four lengths in centimetres of 150 flowers of three species; two of the species overlap a little."
    " Source: R. A. Fisher 1936, the use of multiple measurements in taxonomic problems."
)
WINE = (
    "Thirteen chemical measurements of 178 wines from three growers. The columns have very different"
    " scales, so standardising matters. Source: M. Forina et al. 1991, UCI Machine Learning Repository."
)
BREAST_CANCER = (
    "Thirty measurements of cell nuclei in 569 tissue samples; yes means malignant."
    " Source: W. Street, W. Wolberg and O. Mangasarian 1993, UCI Machine Learning Repository."
)
TRAITS: dict[str, tuple[int, ...]] = {
    "even": (0, 2, 4, 6, 8),
    "prime": (2, 3, 5, 7),
    "closed loop": (0, 6, 8, 9),
    "above four": (5, 6, 7, 8, 9),
    "multiple of three": (0, 3, 6, 9),
    "square number": (0, 1, 4, 9),
    "straight strokes": (1, 4, 7),
}
DIGIT_TRAITS = (
    "The handwritten digits again, but with any number of traits each: "
    + ", ".join(TRAITS)
    + ". Zero counts as even, as a multiple of three and as a square. The 4 is left out of the closed loops,"
    " because many people write it open."
)


def make_digits() -> Dataset:
    """Returns 1,797 pictures of 64 pixels in 0..16, ten classes."""
    images, digits = _read_digits()
    return Dataset(
        "digits",
        "Handwritten digits",
        images,
        digits,
        LabelKind.CLASS_INDEX,
        tuple(str(digit) for digit in range(10)),
        pixel_names((8, 8)),
        (8, 8),
        DIGITS,
    )


def make_digit_traits() -> Dataset:
    """Returns the pictures of the digits with seven traits, any number of them per digit."""
    images, digits = _read_digits()
    traits = np.stack([np.isin(digits, having) for having in TRAITS.values()], axis=1)
    return Dataset(
        "digit-traits",
        "Traits of handwritten digits",
        images,
        traits.astype(np.float32),
        LabelKind.MULTI_HOT,
        tuple(TRAITS),
        pixel_names((8, 8)),
        (8, 8),
        DIGIT_TRAITS,
    )


def make_iris() -> Dataset:
    """Returns 150 flowers with 4 measurements, three classes."""
    return _table("iris", "Iris flowers", "load_iris", IRIS)


def make_wine() -> Dataset:
    """Returns 178 wines with 13 measurements, three classes."""
    return _table("wine", "Wines", "load_wine", WINE)


def make_breast_cancer() -> Dataset:
    """Returns 569 tissue samples with 30 measurements; the positive class is malignant."""
    inputs, benign = _read("load_breast_cancer")
    return Dataset(
        "breast-cancer",
        "Breast cancer",
        inputs,
        # scikit-learn counts benign as 1, but the finding that a test looks for is the other one.
        1 - benign,
        LabelKind.YES_NO,
        ("benign", "malignant"),
        _input_names("load_breast_cancer"),
        None,
        BREAST_CANCER,
    )


def digits() -> Arrays:
    """Returns pictures (1797, 64) and the digit that each shows."""
    import sklearn.datasets  # type: ignore[import-untyped, unused-ignore]

    return sklearn.datasets.load_digits(return_X_y=True)  # type: ignore[no-any-return, unused-ignore]


def digit_traits() -> Arrays:
    """Returns pictures (1797, 64), and for each trait whether the digit has it."""
    import sklearn.datasets  # type: ignore[import-untyped, unused-ignore]

    pictures, digits = sklearn.datasets.load_digits(return_X_y=True)
    return pictures, np.stack([np.isin(digits, having) for having in TRAITS.values()], axis=1)


def iris() -> Arrays:
    """Returns measurements (150, 4) and the species."""
    import sklearn.datasets  # type: ignore[import-untyped, unused-ignore]

    return sklearn.datasets.load_iris(return_X_y=True)  # type: ignore[no-any-return, unused-ignore]


def wine() -> Arrays:
    """Returns measurements (178, 13) and the grower."""
    import sklearn.datasets  # type: ignore[import-untyped, unused-ignore]

    return sklearn.datasets.load_wine(return_X_y=True)  # type: ignore[no-any-return, unused-ignore]


def breast_cancer() -> Arrays:
    """Returns measurements (569, 30), and 1 for what is malignant: the finding that a test looks for."""
    import sklearn.datasets  # type: ignore[import-untyped, unused-ignore]

    measurements, benign = sklearn.datasets.load_breast_cancer(return_X_y=True)
    return measurements, 1 - benign


def pixel_names(shape: tuple[int, int]) -> tuple[str, ...]:
    """Returns a name for each pixel of a picture, row by row."""
    height, width = shape
    return tuple(f"row {row}, column {column}" for row in range(height) for column in range(width))


def _table(name: str, title: str, loader: str, description: str) -> Dataset:
    inputs, labels = _read(loader)
    class_names = tuple(str(word).replace("_", " ") for word in _bunch(loader).target_names)
    kind = LabelKind.CLASS_INDEX
    return Dataset(name, title, inputs, labels, kind, class_names, _input_names(loader), None, description)


def _read_digits() -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Reads scikit-learn's file itself where it is found: the first frame need not wait for the import."""
    package = importlib.util.find_spec("sklearn")
    for folder in (package.submodule_search_locations or ()) if package else ():
        path = Path(folder) / "datasets" / "data" / "digits.csv.gz"
        if path.exists():
            numbers = gzip.decompress(path.read_bytes()).decode().replace("\n", ",").strip(",")
            table = np.fromstring(numbers, np.float32, sep=",").reshape(-1, 65)
            return np.ascontiguousarray(table[:, :-1]), table[:, -1].astype(np.int32)
    return _read("load_digits")


def _read(loader: str) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    bunch = _bunch(loader)
    return np.ascontiguousarray(bunch.data, np.float32), np.asarray(bunch.target).astype(np.int32)


def _input_names(loader: str) -> tuple[str, ...]:
    return tuple(str(name).replace("_", " ") for name in _bunch(loader).feature_names)


def _bunch(loader: str) -> Any:
    import sklearn.datasets  # type: ignore[import-untyped, unused-ignore]

    return getattr(sklearn.datasets, loader)()


def _row(
    name: str, title: str, description: str, make: Callable[[], Dataset], arrays: Callable[[], Arrays]
) -> DataSetRow:
    return DataSetRow(name, title, description, (), make, "Measured", arrays)


REAL_SETS = (
    _row("digits", "Handwritten digits", DIGITS, make_digits, digits),
    _row("digit-traits", "Traits of handwritten digits", DIGIT_TRAITS, make_digit_traits, digit_traits),
    _row("iris", "Iris flowers", IRIS, make_iris, iris),
    _row("wine", "Wines", WINE, make_wine, wine),
    _row("breast-cancer", "Breast cancer", BREAST_CANCER, make_breast_cancer, breast_cancer),
)
