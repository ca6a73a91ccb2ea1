"""Every score, from compiled counts, against scikit-learn."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
import sklearn.metrics as sk

from workbench.core.heads import HEADS, Head
from workbench.core.labels import LabelKind
from workbench.engine.counts import Counts, count_answers, cuts_of
from workbench.engine.scores import SCORES, auc, baseline, scores

ROWS, CLASSES = 300, 5
BY_HEAD = pytest.mark.parametrize(
    "head", HEADS, ids=lambda head: f"{head.activation}-{head.label_kind.value}"
)


def classes_of(head: Head) -> int:
    return 2 if head.label_kind is LabelKind.YES_NO else CLASSES


def made(head: Head) -> tuple[np.ndarray, np.ndarray]:
    """Returns labels in the head's encoding and logits, with ties among them and one class that is absent."""
    random = np.random.default_rng(0)
    units = head.number_of_units(classes_of(head))
    logits = random.normal(size=(ROWS, units)).round(1).astype(np.float32)
    index = random.integers(0, max(classes_of(head) - 1, 2), ROWS).astype(np.int32)
    if head.encoding == "class_index":
        return index, logits
    if head.encoding == "column":
        return index[:, None].astype(np.float32), logits
    if head.encoding == "multi_hot":
        return random.integers(0, 2, (ROWS, units)).astype(np.float32) * [1, 1, 1, 1, 0], logits
    return np.eye(units, dtype=np.float32)[index], logits


def counted(head: Head, labels: np.ndarray, logits: np.ndarray, mask: np.ndarray | None = None) -> Counts:
    mask = np.ones(len(labels), np.float32) if mask is None else mask
    row = count_answers(head, labels, logits, cuts_of(np.full(logits.shape[1], 0.5)), mask)
    return Counts.of(row.numpy(), int(mask.sum()))


def f1(average: str) -> Callable[..., float]:
    def score(truth: np.ndarray, said: np.ndarray, logits: np.ndarray) -> float:
        labels = None if average == "binary" else np.arange(logits.shape[1])
        return sk.f1_score(truth, said, labels=labels, average=average, zero_division=np.nan)

    return score


def accuracy(truth: np.ndarray, said: np.ndarray, logits: np.ndarray) -> float:
    return sk.accuracy_score(truth, said)


REFERENCES: dict[str, Callable[..., float]] = {
    "sparse_categorical_accuracy": accuracy,
    "categorical_accuracy": accuracy,
    "binary_accuracy": lambda truth, said, logits: np.mean(truth == said),
    "top_3_accuracy": lambda truth, said, logits: sk.top_k_accuracy_score(
        truth, logits, k=3, labels=np.arange(logits.shape[1])
    ),
    "macro_f1": f1("macro"),
    "micro_f1": f1("micro"),
    "f1_score": f1("binary"),
    "exact_match": accuracy,
    "hamming_loss": lambda truth, said, logits: sk.hamming_loss(truth, said),
}


@BY_HEAD
def test_every_score_equals_scikit_learns(head: Head) -> None:
    labels, logits = made(head)
    truth = labels if labels.ndim == 1 or head.decision == "threshold" else labels.argmax(axis=1)
    said = (logits > 0).astype(np.float32) if head.decision == "threshold" else logits.argmax(axis=1)
    for name, value in scores(head, counted(head, labels, logits)).items():
        assert float(value) == pytest.approx(REFERENCES[name](truth, said, logits), abs=1e-12), name
    assert set(REFERENCES) == set(SCORES)


@BY_HEAD
def test_parts_add_up_to_the_whole(head: Head) -> None:
    labels, logits = made(head)
    mask = (np.arange(ROWS) < 100).astype(np.float32)
    whole, part, rest = (counted(head, labels, logits, m) for m in (np.ones_like(mask), mask, 1 - mask))
    np.testing.assert_array_equal(whole.hits, part.hits + rest.hits)
    np.testing.assert_array_equal(whole.exact, part.exact + rest.exact)


@BY_HEAD
def test_many_epochs_are_scored_at_once(head: Head) -> None:
    labels, logits = made(head)
    rows = np.stack(
        [count_answers(head, labels, logits * sign, 0.0, np.ones(ROWS, np.float32)) for sign in (1, -1)]
    )
    both = scores(head, Counts.of(rows, ROWS))
    for i in range(2):
        for name, value in scores(head, Counts.of(rows[i], ROWS)).items():
            assert both[name][i] == value


def test_a_threshold_moves_the_cut() -> None:
    head = HEADS[4]
    labels, logits = made(head)
    row = count_answers(
        head, labels, logits, cuts_of(np.full(logits.shape[1], 0.7)), np.ones(ROWS, np.float32)
    )
    said = 1 / (1 + np.exp(-logits.astype(np.float64))) > 0.7
    np.testing.assert_array_equal(Counts.of(row.numpy(), ROWS).said, said.sum(axis=0))


def test_area_under_the_curve_equals_scikit_learns_with_ties() -> None:
    labels, logits = made(HEADS[4])
    both = labels.any(axis=0)
    expected = sk.roc_auc_score(labels[:, both], logits[:, both], average="macro")
    assert auc(labels, logits) == pytest.approx(expected, abs=1e-12)


def test_macro_f1_leaves_out_a_class_that_neither_occurs_nor_is_said() -> None:
    head = HEADS[0]
    index = np.array([0, 0, 1, 1], np.int32)
    logits = np.eye(5, dtype=np.float32)[[0, 1, 1, 1]]
    counts = counted(head, index, logits)
    # Classes 0 and 1 have 2/3 and 4/5; the other three are undefined.
    assert float(scores(head, counts)["macro_f1"]) == pytest.approx((2 / 3 + 4 / 5) / 2, abs=1e-12)


@pytest.mark.parametrize("name", ["macro_f1", "micro_f1"])
def test_f1_is_undefined_where_no_label_occurs_or_is_said(name: str) -> None:
    labels, logits = np.zeros((3, 2), np.float32), np.full((3, 2), -1, np.float32)
    assert math.isnan(float(scores(HEADS[4], counted(HEADS[4], labels, logits))[name]))


def test_area_is_undefined_where_no_label_has_both_values() -> None:
    assert math.isnan(auc(np.ones((3, 2), np.float32), np.zeros((3, 2))))


def test_baselines_are_what_saying_the_same_of_all_reaches() -> None:
    labels, logits = made(HEADS[4])
    counts = counted(HEADS[4], labels, logits)
    assert baseline("binary_accuracy", counts) == pytest.approx(1 - labels.mean())
    labels, logits = made(HEADS[0])
    assert baseline("sparse_categorical_accuracy", counted(HEADS[0], labels, logits)) == pytest.approx(
        np.bincount(labels).max() / ROWS
    )
    assert baseline("macro_f1", counts) is None
