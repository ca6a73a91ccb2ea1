"""A data set: inputs, labels, and the names that a person reads beside them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from workbench.core.labels import LabelKind
from workbench.data.mapped_pages import release

Inputs: TypeAlias = NDArray[np.float32]
Labels: TypeAlias = NDArray[Any]
Rows: TypeAlias = NDArray[np.int64]

INDEX_KINDS = (LabelKind.CLASS_INDEX, LabelKind.YES_NO)
ONE_HOT_TOLERANCE = 1e-3
CHECKED_VALUES = 2**22
"""Values that are looked at together, so that checking inputs mapped from a file takes little memory."""


@dataclass(frozen=True, eq=False)
class Dataset:
    """Examples with their labels; painted points may have none yet. The arrays are never written to.

    Attributes:
        name: The key in files.
        title: What a person reads.
        inputs: One row per example, shape (n, d), float32.
        labels: Shape (n,) int32 for class indices and yes/no, shape (n, k) float32 for rows.
        label_kind: What the labels mean.
        class_names: One name per class; for yes/no the negative one first.
        input_names: One name per column of the inputs.
        image_shape: Height and width if a row of the inputs is a picture; in colour it has three numbers a pixel.
        description: A few sentences for a learner.
        may_miss: Whether inputs may be NaN, for a value that is not there. Preparing the data fills them.
        validation_rows: Where the data itself says which rows check: their indices, sorted, shape (v,).
        large_is_light: Whether large numbers of a picture are light, as in a photograph, or dark, as ink on paper.
        test_rows: The same as `validation_rows` for those that are kept for a last test, (s,), which may be none.
    """

    name: str
    title: str
    inputs: Inputs
    labels: Labels
    label_kind: LabelKind
    class_names: tuple[str, ...]
    input_names: tuple[str, ...]
    image_shape: tuple[int, int] | None = None
    description: str = ""
    may_miss: bool = False
    validation_rows: Rows | None = None
    large_is_light: bool = False
    test_rows: Rows | None = None

    def __post_init__(self) -> None:
        """Refuses arrays that contradict each other.

        Raises:
            ValueError: a shape, a type or a value does not fit.
        """
        self._check_inputs()
        self._check_names()
        self._check_validation_rows()
        self._check_test_rows()
        if self.label_kind in INDEX_KINDS:
            self._check_indices()
        else:
            self._check_rows()

    def _check_inputs(self) -> None:
        if self.inputs.ndim != 2 or self.inputs.dtype != np.float32:
            raise ValueError(
                f"Inputs must be an (n, d) float32 array, not {self.inputs.shape} {self.inputs.dtype}."
            )
        if not self.number_of_inputs:
            raise ValueError(f"A data set needs columns; the inputs have shape {self.inputs.shape}.")
        step = max(CHECKED_VALUES // self.number_of_inputs, 1)
        unusable = sum(self._unusable_rows(first, step) for first in range(0, len(self.inputs), step))
        if unusable:
            raise ValueError(f"{unusable} rows of the inputs hold a value that is not a finite number.")
        if len(self.labels) != len(self.inputs):
            raise ValueError(f"There are {len(self.inputs)} rows of inputs but {len(self.labels)} of labels.")

    def _unusable_rows(self, first: int, count: int) -> int:
        inputs = self.inputs[first : first + count]
        unusable = np.isinf(inputs) if self.may_miss else ~np.isfinite(inputs)
        release(self.inputs)
        return int(unusable.any(axis=1).sum())

    def _check_names(self) -> None:
        if len(self.input_names) != self.number_of_inputs:
            raise ValueError(f"{self.number_of_inputs} inputs have {len(self.input_names)} names.")
        if self.image_shape is not None and not self._fills_picture(*self.image_shape):
            raise ValueError(f"{self.number_of_inputs} inputs do not fill a picture of {self.image_shape}.")
        if self.label_kind is LabelKind.YES_NO and self.number_of_classes != 2:
            raise ValueError(f"Yes/no labels need 2 class names, not {self.number_of_classes}.")
        if len(set(self.class_names)) != self.number_of_classes or not self.class_names:
            raise ValueError("Class names must be given and differ from each other.")

    def _check_validation_rows(self) -> None:
        rows = self.validation_rows
        if rows is None:
            return
        if rows.ndim != 1 or rows.dtype != np.int64:
            raise ValueError(f"Validation rows must be a (v,) int64 array, not {rows.shape} {rows.dtype}.")
        if not 0 < len(rows) < len(self.inputs):
            raise ValueError(f"{len(rows)} of {len(self.inputs)} rows check; both parts need rows.")
        self._check_order(rows, "Validation")

    def _check_test_rows(self) -> None:
        rows, checking = self.test_rows, self.validation_rows
        if rows is None or not len(rows):
            return
        self._check_order(rows, "Test")
        if checking is None or len(np.intersect1d(rows, checking)):
            raise ValueError("Test rows need validation rows beside them, which are others.")
        if len(rows) + len(checking) >= len(self.inputs):
            raise ValueError(f"All of {len(self.inputs)} rows check or test; some must train.")

    def _check_order(self, rows: Rows, part: str) -> None:
        if rows[0] < 0 or rows[-1] >= len(self.inputs) or (np.diff(rows) <= 0).any():
            raise ValueError(f"{part} rows must be sorted, differ, and lie below {len(self.inputs)}.")

    def _fills_picture(self, height: int, width: int) -> bool:
        return self.number_of_inputs in (height * width, 3 * height * width)

    def _check_indices(self) -> None:
        if self.labels.ndim != 1 or self.labels.dtype != np.int32:
            raise ValueError(
                f"Class indices must be an (n,) int32 array, not {self.labels.shape} {self.labels.dtype}."
            )
        if len(self.labels) and (self.labels.min() < 0 or self.labels.max() >= self.number_of_classes):
            raise ValueError(
                f"Class indices run from {self.labels.min()} to {self.labels.max()},"
                f" but there are {self.number_of_classes} class names."
            )

    def _check_rows(self) -> None:
        expected = (len(self.inputs), self.number_of_classes)
        if self.labels.shape != expected or self.labels.dtype != np.float32:
            raise ValueError(
                f"Label rows must be a {expected} float32 array, not {self.labels.shape} {self.labels.dtype}."
            )
        if self.label_kind is LabelKind.MULTI_HOT and not np.isin(self.labels, (0, 1)).all():
            raise ValueError("Multi-hot labels must be 0 or 1.")
        if self.label_kind is LabelKind.ONE_HOT:
            self._check_distributions()

    def _check_distributions(self) -> None:
        # Written so that a value that is not a number fails as well.
        sums_to_one = np.abs(self.labels.sum(axis=1) - 1) <= ONE_HOT_TOLERANCE
        wrong = int((~(sums_to_one & (self.labels >= 0).all(axis=1))).sum())
        if wrong:
            raise ValueError(f"{wrong} one-hot rows hold a negative value or do not sum to 1.")

    @property
    def is_mapped(self) -> bool:
        """Whether the inputs stay in a file and are read from there as they are needed."""
        return isinstance(self.inputs, np.memmap)

    @property
    def number_of_examples(self) -> int:
        """How many rows there are."""
        return len(self.inputs)

    @property
    def number_of_inputs(self) -> int:
        """How many columns the inputs have."""
        return int(self.inputs.shape[1])

    @property
    def number_of_classes(self) -> int:
        """How many classes, or labels, are named."""
        return len(self.class_names)

    def class_counts(self) -> NDArray[np.int64]:
        """Returns how many examples carry each class, shape (k,); soft rows count for their largest."""
        return self._counts

    @cached_property
    def _counts(self) -> NDArray[np.int64]:
        # Asked for by several views at once, and the labels may be ten million.
        if self.label_kind is LabelKind.MULTI_HOT:
            return np.asarray(self.labels.sum(axis=0, dtype=np.float64), np.int64)
        indices = self.labels if self.labels.ndim == 1 else self.labels.argmax(axis=1)
        return np.bincount(indices, minlength=self.number_of_classes).astype(np.int64)

    @cached_property
    def labels_per_row(self) -> NDArray[np.int64]:
        """How many labels each example carries, shape (n,)."""
        if self.label_kind is LabelKind.MULTI_HOT:
            return np.asarray(self.labels.sum(axis=1, dtype=np.float64), np.int64)
        return np.ones(self.number_of_examples, np.int64)

    @cached_property
    def rows_without_label(self) -> int:
        """How many examples carry no label at all."""
        return int((self.labels_per_row == 0).sum())

    @cached_property
    def cardinality(self) -> float:
        """Mean number of labels per example (Tsoumakas and Katakis 2007, label cardinality)."""
        return float(self.labels_per_row.mean()) if self.number_of_examples else 0.0

    def label_summary(self) -> str:
        """Returns what the labels look like, in words."""
        if self.label_kind is LabelKind.MULTI_HOT:
            return (
                f"any number of {self.number_of_classes} labels; {self.cardinality:.1f} per example on"
                f" average; {_counted_rows(self.rows_without_label)} with none"
            )
        counts = self.class_counts()
        if self.label_kind is LabelKind.YES_NO:
            return ", ".join(f"{count} {name}" for name, count in zip(self.class_names, counts, strict=True))
        return f"exactly one of {self.number_of_classes} classes, {_spread(counts)}"


def _counted_rows(count: int) -> str:
    if count == 0:
        return "no row"
    return "1 row" if count == 1 else f"{count} rows"


def _spread(counts: NDArray[np.int64]) -> str:
    smallest, largest = int(counts.min()), int(counts.max())
    if smallest == largest:
        return f"{smallest} examples each"
    return f"between {smallest} and {largest} examples each"
