"""Turns labels as they are stored into labels as a loss wants them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.errors import UserError
from workbench.core.heads import Encoding
from workbench.core.labels import LabelKind
from workbench.data.dataset import ONE_HOT_TOLERANCE, Labels

Encoder = Callable[[NDArray[Any], int], Labels]


def encode(labels: NDArray[Any], kind: LabelKind, encoding: Encoding, number_of_classes: int) -> Labels:
    """Returns the labels in the form that a loss takes.

    Args:
        labels: As a data set of this kind stores them, shape (n,) or (n, k).
        kind: What the labels mean.
        encoding: `class_index` gives (n,) int32; `one_hot` and `multi_hot` give (n, k) float32;
            `column` gives (n, 1) float32.
        number_of_classes: k.

    Raises:
        UserError: the labels cannot be said in that form; the sentence counts the rows that contradict.
    """
    encoder = ENCODERS.get((kind, encoding))
    if encoder is None:
        raise UserError(_refusal(kind, encoding, len(labels)))
    return encoder(labels, number_of_classes)


def _refusal(kind: LabelKind, encoding: Encoding, rows: int) -> str:
    words = encoding.replace("_", " ")
    fitting = " or ".join(name.replace("_", " ") for one, name in ENCODERS if one is kind)
    return f"All {rows} rows are labelled “{kind.title}”, which does not go in as {words}; use {fitting}."


def _indices(labels: NDArray[Any], number_of_classes: int) -> Labels:
    return np.asarray(labels, np.int32)


def _one_hot(labels: NDArray[Any], number_of_classes: int) -> Labels:
    rows: Labels = np.eye(number_of_classes, dtype=np.float32)[labels]
    return rows


def _column(labels: NDArray[Any], number_of_classes: int) -> Labels:
    return np.asarray(labels, np.float32)[:, None]


def _rows(labels: NDArray[Any], number_of_classes: int) -> Labels:
    return np.ascontiguousarray(labels, np.float32)


def _indices_of_one_hot(labels: NDArray[Any], number_of_classes: int) -> Labels:
    soft = int((labels.max(axis=1) < 1 - ONE_HOT_TOLERANCE).sum())
    if soft:
        raise UserError(
            f"{_rows_do(soft, len(labels), 'shares', 'share')} one whole among several classes, so no single"
            " class index says the same; use one-hot rows."
        )
    return np.asarray(labels.argmax(axis=1), np.int32)


def _exactly_one(labels: NDArray[Any], number_of_classes: int) -> Labels:
    carried = (labels > 0).sum(axis=1)
    several, none = int((carried > 1).sum()), int((carried == 0).sum())
    if several + none:
        raise UserError(
            f"{_rows_do(several + none, len(labels), 'does', 'do')} not carry exactly one label"
            f" ({several} with several, {none} with none), so a softmax head does not fit; use sigmoid."
        )
    return np.ascontiguousarray(labels, np.float32)


def _index_of_only_label(labels: NDArray[Any], number_of_classes: int) -> Labels:
    return np.asarray(_exactly_one(labels, number_of_classes).argmax(axis=1), np.int32)


def _only_column(labels: NDArray[Any], number_of_classes: int) -> Labels:
    if number_of_classes != 1:
        raise UserError(f"{number_of_classes} labels do not fit in one column; use multi hot.")
    return np.ascontiguousarray(labels, np.float32)


def _rows_do(count: int, total: int, singular: str, plural: str) -> str:
    return f"1 of {total} rows {singular}" if count == 1 else f"{count} of {total} rows {plural}"


ENCODERS: dict[tuple[LabelKind, str], Encoder] = {
    (LabelKind.CLASS_INDEX, "class_index"): _indices,
    (LabelKind.CLASS_INDEX, "one_hot"): _one_hot,
    (LabelKind.ONE_HOT, "one_hot"): _rows,
    (LabelKind.ONE_HOT, "class_index"): _indices_of_one_hot,
    (LabelKind.YES_NO, "column"): _column,
    (LabelKind.YES_NO, "class_index"): _indices,
    (LabelKind.YES_NO, "one_hot"): _one_hot,
    (LabelKind.MULTI_HOT, "multi_hot"): _rows,
    (LabelKind.MULTI_HOT, "one_hot"): _exactly_one,
    (LabelKind.MULTI_HOT, "class_index"): _index_of_only_label,
    (LabelKind.MULTI_HOT, "column"): _only_column,
}
