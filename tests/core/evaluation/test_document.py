"""An evaluation as JSON has it."""

from __future__ import annotations

import json

import pytest
from core.evaluation.made_predictions import made_predictions

from workbench.core.evaluation.document import document_of
from workbench.core.evaluation.evaluation import Evaluation
from workbench.core.heads import HEADS, Head, head_for
from workbench.core.labels import LabelKind


@pytest.mark.parametrize("head", HEADS, ids=lambda head: f"{head.activation}-{head.label_kind}")
def test_every_evaluation_is_json_and_tells_of_each_class(head: Head) -> None:
    evaluation = Evaluation.of(made_predictions(head))
    document = json.loads(json.dumps(document_of(evaluation, head), allow_nan=False))
    assert [row["name"] for row in document["classes"]] == list(evaluation.answers.by_class.names)
    assert set(document["baselines"]) < set(document["scores"]) and "accuracy" not in document["scores"]
    assert head.metrics[0] in document["scores"]
    assert (document["confusion"] is None) == (head.label_kind is LabelKind.MULTI_HOT)
    assert ("co_occurrence" in document) == (head.label_kind is LabelKind.MULTI_HOT)


def test_what_is_undefined_is_null() -> None:
    head = head_for("sigmoid", LabelKind.MULTI_HOT)
    document = document_of(Evaluation.of(made_predictions(head)), head)
    last = document["classes"][4]
    assert (last["recall"], last["support"]) == (None, 0) and last["precision"] == 0.0
    assert document["baselines"]["micro_precision"] is None


def test_each_score_is_beside_what_the_same_answer_to_all_has() -> None:
    head = head_for("softmax", LabelKind.CLASS_INDEX)
    predictions = made_predictions(head)
    document = document_of(Evaluation.of(predictions), head)
    largest = predictions.true.mean(axis=0).max()
    assert document["baselines"]["sparse_categorical_accuracy"] == pytest.approx(largest)
