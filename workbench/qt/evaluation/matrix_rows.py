"""The tables of what a matrix of classes can show: of examples with one class each, and with any number of labels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.core.evaluation.answers import Answers
from workbench.qt.evaluation.evaluated_part import EvaluatedPart

Cells = NDArray[np.float64]
Places = NDArray[np.int64]


@dataclass(frozen=True)
class MatrixRow:
    """One row.

    Attributes:
        name: What tests call it.
        title: What a person reads.
        tool_tip: What the cells say.
        cells: (k, k); not a number where undefined.
        places: The rows in the predictions that are behind a cell.
        sentence: What a cell says of two classes, with its value, in words.
        axes: What rows and columns stand for.
        is_share: Whether the cells are shares, else counts.
    """

    name: str
    title: str
    tool_tip: str
    cells: Callable[[EvaluatedPart], Cells]
    places: Callable[[EvaluatedPart, int, int], Places]
    sentence: str
    axes: str = "Down: what is true. Across: what the network says."
    is_share: bool = False


def _counts(evaluated: EvaluatedPart) -> Cells:
    assert evaluated.confusion is not None
    return evaluated.confusion.counts.astype(np.float64)


def _by_row(evaluated: EvaluatedPart) -> Cells:
    assert evaluated.confusion is not None
    return evaluated.confusion.by_row


def _by_column(evaluated: EvaluatedPart) -> Cells:
    assert evaluated.confusion is not None
    return evaluated.confusion.by_column


def _confused(evaluated: EvaluatedPart, true: int, said: int) -> Places:
    assert evaluated.confusion is not None
    return evaluated.confusion.examples(true, said)


CONFUSION: tuple[MatrixRow, ...] = (
    MatrixRow(
        "counts",
        "counts",
        "How many examples of each true class got each answer.",
        _counts,
        _confused,
        "{value} examples of “{row}” got the answer “{column}”",
    ),
    MatrixRow(
        "by_row",
        "share of the true class",
        "Each row sums to 100 %: on the diagonal stands the recall of each class.",
        _by_row,
        _confused,
        "{value} of the examples of “{row}” got the answer “{column}”",
        is_share=True,
    ),
    MatrixRow(
        "by_column",
        "share of the answer",
        "Each column sums to 100 %: on the diagonal stands the precision of each class.",
        _by_column,
        _confused,
        "{value} of the answers “{column}” were given to examples of “{row}”",
        is_share=True,
    ),
)


def _true_together(evaluated: EvaluatedPart) -> Cells:
    return evaluated.together.true.astype(np.float64)


def _said_together(evaluated: EvaluatedPart) -> Cells:
    return evaluated.together.said.astype(np.float64)


def _with_both(flags: NDArray[np.bool_], answers: Answers, row: int, column: int) -> Places:
    return answers.places[flags[:, row] & flags[:, column]]


CO_OCCURRENCE: tuple[MatrixRow, ...] = (
    MatrixRow(
        "true",
        "true together",
        "How many examples have both labels; on the diagonal, how many have the label at all.",
        _true_together,
        lambda of, row, column: _with_both(of.answers.true, of.answers, row, column),
        "{value} examples have “{row}” and “{column}”",
        "True labels, down and across.",
    ),
    MatrixRow(
        "said",
        "said together",
        "Of how many examples the network says both labels; on the diagonal, of how many it says the label at all.",
        _said_together,
        lambda of, row, column: _with_both(of.answers.said, of.answers, row, column),
        "Of {value} examples the network says “{row}” and “{column}”",
        "Labels that the network says, down and across.",
    ),
    MatrixRow(
        "difference",
        "said − true",
        "How much more often two labels are said together than they are true together.",
        lambda of: _said_together(of) - _true_together(of),
        lambda of, row, column: _with_both(of.answers.said ^ of.answers.true, of.answers, row, column),
        "“{row}” and “{column}” are said together {value} times more often than they are true together",
        "Labels, down and across.",
    ),
)


def matrix_rows(evaluated: EvaluatedPart) -> tuple[MatrixRow, ...]:
    """Returns the table for these answers."""
    return CO_OCCURRENCE if evaluated.confusion is None else CONFUSION
