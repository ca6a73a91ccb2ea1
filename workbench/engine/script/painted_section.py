"""The section of a script that holds painted points."""

from __future__ import annotations

import numpy as np

from workbench.core.painted_data import PaintedData
from workbench.data.dataset import Dataset
from workbench.engine.script.expressions import packed
from workbench.engine.script.section import Section, lines


def painted_section(painted: PaintedData, dataset: Dataset, about: str) -> Section:
    """Returns code that leaves `x`, `y` and, where there are enough points, `held_back` and `testing`."""
    points = (f"({_short(x)}, {_short(y)})" for x, y in dataset.inputs)
    rows = dataset.labels.astype(int).tolist()
    labels = (str(tuple(row)) for row in rows) if painted.several else map(str, rows)
    code = lines(
        packed("points = [", points, "]"),
        packed("labels = [", labels, "]"),
        'x = np.array(points, dtype="float32")',
        "y = np.array(labels)",
        _held_back(dataset),
        _testing(dataset),
    )
    return Section("Data", about, code, frozenset({"import numpy as np"}))


def _held_back(dataset: Dataset) -> str:
    if dataset.validation_rows is None:
        return ""
    rows = packed("checking = [", map(str, dataset.validation_rows.tolist()), "]")
    return lines(rows, "held_back = np.isin(np.arange(len(x)), checking)")


def _testing(dataset: Dataset) -> str:
    if dataset.test_rows is None or not len(dataset.test_rows):
        return ""
    rows = packed("tested = [", map(str, dataset.test_rows.tolist()), "]")
    return lines(rows, "testing = np.isin(np.arange(len(x)), tested)")


def _short(value: np.float32) -> str:
    """Returns the shortest text that reads back as the same number in single precision."""
    return str(value)
