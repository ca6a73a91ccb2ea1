"""Every metric against its definition."""

from __future__ import annotations

import math

import numpy as np
import pytest

from workbench.core.heads import HEADS
from workbench.core.labels import LabelKind
from workbench.engine.scores import answers, scores


@pytest.mark.parametrize("head", HEADS, ids=lambda head: f"{head.activation}-{head.label_kind.value}")
def test_every_head_scores_a_perfect_answer_perfectly(head) -> None:
    classes = 2 if head.label_kind is LabelKind.YES_NO else 5
    index = np.arange(40) % classes
    one_hot = np.eye(classes, dtype=np.float32)[index]
    labels = {"class_index": index, "column": one_hot[:, 1:]}.get(head.encoding, one_hot)
    said = one_hot[:, 1:] if head.encoding == "column" else one_hot
    result = scores(head, answers(head, labels, said, 0.5))
    assert tuple(result) == head.metric_names(said.shape[1])
    for name, value in result.items():
        assert value == (0.0 if name == "hamming_loss" else 1.0), name


def test_multi_label_scores_by_hand() -> None:
    labels = np.array([[1, 0, 1], [0, 0, 0], [0, 1, 0]], np.float32)
    said = np.array([[0.9, 0.2, 0.1], [0.1, 0.2, 0.3], [0.6, 0.7, 0.2]])
    result = scores(HEADS[4], answers(HEADS[4], labels, said, 0.5))
    assert result["exact_match"] == pytest.approx(1 / 3)
    assert result["hamming_loss"] == pytest.approx(2 / 9)
    assert result["binary_accuracy"] == pytest.approx(7 / 9)
    assert result["micro_f1"] == pytest.approx(2 * 2 / (3 + 3))
    assert result["macro_f1"] == pytest.approx((2 / 3 + 1 + 0) / 3)


def test_auc_is_undefined_where_no_label_has_both_values() -> None:
    labels = np.ones((3, 2), np.float32)
    assert math.isnan(scores(HEADS[4], answers(HEADS[4], labels, labels, 0.5))["auc"])
