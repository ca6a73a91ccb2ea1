"""A data set as training takes it: split, without missing values, on one scale, contiguous."""

from __future__ import annotations

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np

from workbench.core.heads import Encoding
from workbench.core.project import Project
from workbench.core.shares import Shares
from workbench.data.blocks import RowSource
from workbench.data.dataset import Dataset, Inputs, Labels, Rows
from workbench.data.encoding import encode
from workbench.data.fitting import Fitted, fit
from workbench.data.load import load
from workbench.data.preparation_notes import preparation_notes
from workbench.data.preprocessing import Preprocessing
from workbench.data.split import Split, split


@dataclass(frozen=True, eq=False)
class PreparedData:
    """The parts of a data set, ready for a network.

    Attributes:
        dataset: Where they come from.
        split: Which rows are in which part.
        preprocessing: What was done to the inputs, fitted on the training part.
        training_inputs: Shape (t, d), float32, C-contiguous; no rows where the data set is mapped from a file.
        validation_inputs: Shape (v, d), float32, C-contiguous; no rows where the data set is mapped from a file.
        test_inputs: Shape (s, d), float32, C-contiguous; no rows where the data set is mapped from a file.
        notes: What a person should know of how the data was prepared, in sentences.
    """

    dataset: Dataset
    split: Split
    preprocessing: Preprocessing
    training_inputs: Inputs
    validation_inputs: Inputs
    test_inputs: Inputs
    notes: tuple[str, ...] = ()

    def training_labels(self, encoding: Encoding) -> Labels:
        """Returns the labels of the training part, (t,) or (t, k); see `encode`."""
        return self._encoded(self.split.training_rows, encoding)

    def validation_labels(self, encoding: Encoding) -> Labels:
        """Returns the labels of the validation part, (v,) or (v, k); see `encode`."""
        return self._encoded(self.split.validation_rows, encoding)

    def training_source(self, encoding: Encoding) -> RowSource:
        """Returns where the rows of the training part come from, with their labels; see `encode`."""
        return self._source(self.split.training_rows, self.training_inputs, encoding)

    def validation_source(self, encoding: Encoding) -> RowSource:
        """Returns where the rows of the validation part come from, with their labels; see `encode`."""
        return self._source(self.split.validation_rows, self.validation_inputs, encoding)

    def test_source(self, encoding: Encoding) -> RowSource:
        """Returns where the rows of the test part come from, with their labels; see `encode`."""
        return self._source(self.split.test_rows, self.test_inputs, encoding)

    def _source(self, rows: Rows, inputs: Inputs, encoding: Encoding) -> RowSource:
        dataset = self.dataset
        if not dataset.is_mapped:
            return RowSource(inputs, self._encoded(rows, encoding), np.arange(len(rows)))
        labels = encode(dataset.labels, dataset.label_kind, encoding, dataset.number_of_classes)
        remaining = None if self.preprocessing.is_identity else self.preprocessing
        return RowSource(dataset.inputs, labels, rows, remaining)

    def _encoded(self, rows: Rows, encoding: Encoding) -> Labels:
        dataset = self.dataset
        # All labels are encoded, so that a refusal counts the rows of the whole data set.
        return encode(dataset.labels, dataset.label_kind, encoding, dataset.number_of_classes)[rows]


def prepare_project(project: Project) -> PreparedData:
    """Returns the data that `project` chooses, as training takes it.

    Raises:
        UserError: there is no such data, or an option is out of range.
    """
    choice = project.data
    dataset = load(choice)
    return prepare(dataset, choice.shares, project.seed, choice.scaling)


def prepare(dataset: Dataset, shares: Shares, seed: int, scaling: str) -> PreparedData:
    """Returns the data set split, with missing values filled in and all inputs on one scale.

    Args:
        dataset: In memory, or mapped from a file; then its rows are prepared as they are read.
        shares: See `split`.
        seed: See `split`.
        scaling: A key of `SCALINGS`.

    Raises:
        UserError: the data set cannot be split that way.
    """
    parts = split(dataset, shares, seed)
    fitted = _fitted(dataset, parts, scaling)
    notes = preparation_notes(dataset, fitted, len(parts.training_rows))
    training, validation, test = (
        dataset.inputs[:0] if dataset.is_mapped else fitted.preprocessing.apply(dataset.inputs[rows])
        for rows in (parts.training_rows, parts.validation_rows, parts.test_rows)
    )
    return PreparedData(dataset, parts, fitted.preprocessing, training, validation, test, notes)


_kept: WeakKeyDictionary[Dataset, tuple[tuple[Split, str], Fitted]] = WeakKeyDictionary()
"""What was last measured of each mapped data set: that reads all of a file, which may be large."""


def _fitted(dataset: Dataset, parts: Split, scaling: str) -> Fitted:
    key = parts, scaling
    kept = _kept.get(dataset)
    if kept is not None and kept[0] == key:
        return kept[1]
    fitted = fit(dataset.inputs, parts.training_rows, scaling, dataset.may_miss)
    if dataset.is_mapped:
        _kept[dataset] = key, fitted
    return fitted
