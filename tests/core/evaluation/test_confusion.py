"""Which class was taken for which, and which labels stand together."""

from __future__ import annotations

import numpy as np
import pytest
import sklearn.metrics as sk
from core.evaluation.made_predictions import made_predictions

from workbench.core.evaluation.answers import Answers
from workbench.core.evaluation.co_occurrence import co_occurrence
from workbench.core.evaluation.confusion import Confusion
from workbench.core.heads import HEADS, Head, head_for
from workbench.core.labels import LabelKind

EXCLUSIVE = [head for head in HEADS if head.label_kind is not LabelKind.MULTI_HOT]
BY_HEAD = pytest.mark.parametrize("head", EXCLUSIVE, ids=lambda head: f"{head.activation}-{head.label_kind}")


def confusion(head: Head) -> Confusion:
    found = Confusion.of(Answers.of(made_predictions(head)))
    assert found is not None
    return found


@BY_HEAD
@pytest.mark.filterwarnings("ignore:invalid value encountered:RuntimeWarning")
def test_the_matrix_is_that_of_scikit_learn(head: Head) -> None:
    found = confusion(head)
    pair, labels = (found.true_class, found.said_class), range(len(found.names))
    assert found.counts.tolist() == sk.confusion_matrix(*pair, labels=labels).tolist()
    for shares, axis in ((found.by_row, "true"), (found.by_column, "pred")):
        expected = sk.confusion_matrix(*pair, labels=labels, normalize=axis)
        assert np.nan_to_num(shares) == pytest.approx(expected, abs=1e-9)


def test_rows_and_columns_of_nothing_are_undefined() -> None:
    found = confusion(head_for("softmax", LabelKind.CLASS_INDEX))
    assert np.isnan(found.by_row[4]).all() and not np.isnan(found.by_row[:4]).any()
    assert np.isnan(found.by_column[:, 3]).all() and not np.isnan(found.by_column[:, 4]).any()


@BY_HEAD
def test_each_cell_knows_its_examples(head: Head) -> None:
    found, size = confusion(head), range(len(confusion(head).names))
    places = [[found.examples(true, said) for said in size] for true in size]
    assert [[len(cell) for cell in row] for row in places] == found.counts.tolist()
    assert sorted(np.concatenate([cell for row in places for cell in row])) == list(range(300))


def test_yes_or_no_has_a_matrix_of_both() -> None:
    assert confusion(head_for("sigmoid", LabelKind.YES_NO)).names == ("no", "yes")


def test_many_labels_have_no_matrix_but_stand_together() -> None:
    answers = Answers.of(made_predictions(head_for("sigmoid", LabelKind.MULTI_HOT)))
    assert Confusion.of(answers) is None
    expected = [[int((one & other).sum()) for other in answers.true.T] for one in answers.true.T]
    assert co_occurrence(answers.true).tolist() == expected
