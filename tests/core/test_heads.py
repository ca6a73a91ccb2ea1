"""The table of heads says which head, loss and labels belong together."""

from __future__ import annotations

import itertools

import pytest

from workbench.core.errors import UserError
from workbench.core.heads import (
    ACTIVATIONS,
    HEADS,
    QUESTIONS,
    Head,
    changes,
    check_loss,
    fitting_activation,
    head_for,
    refusal,
)
from workbench.core.labels import LabelKind

ALL_LOSSES = sorted({loss for head in HEADS for loss in head.losses})


def name(head: Head) -> str:
    return f"{head.activation}-{head.label_kind.value}"


@pytest.mark.parametrize("head", HEADS, ids=name)
def test_every_row_is_found_by_its_activation_and_labels(head: Head) -> None:
    assert head_for(head.activation, head.label_kind) is head


@pytest.mark.parametrize("head", HEADS, ids=name)
def test_every_row_is_consistent(head: Head) -> None:
    units = head.number_of_units(10)
    assert units == {"per_class": 10, "one": 1, "two": 2}[head.units]
    assert head.sums_to_one == (head.activation == "softmax")
    assert not (head.sums_to_one and head.decision == "threshold")
    assert "accuracy" not in head.metrics
    assert head.explanation.endswith(".")


@pytest.mark.parametrize("head", HEADS, ids=name)
def test_losses_fit_the_form_of_the_labels(head: Head) -> None:
    for loss in head.losses:
        assert loss.startswith("binary") == (head.activation == "sigmoid")
        assert loss.startswith("sparse") == (head.encoding == "class_index")


@pytest.mark.parametrize(("head", "loss"), list(itertools.product(HEADS, ALL_LOSSES)))
def test_a_loss_is_taken_exactly_where_the_row_lists_it(head: Head, loss: str) -> None:
    if loss in head.losses:
        assert check_loss(head, loss) == loss
    else:
        with pytest.raises(UserError, match=head.losses[0]):
            check_loss(head, loss)


@pytest.mark.parametrize(("activation", "kind"), list(itertools.product(ACTIVATIONS, LabelKind)))
def test_only_softmax_on_any_number_of_labels_is_refused(activation: str, kind: LabelKind) -> None:
    if (activation, kind) != ("softmax", LabelKind.MULTI_HOT):
        assert head_for(activation, kind).activation == activation
        return
    with pytest.raises(UserError, match="Use the sigmoid head"):
        head_for(activation, kind)


def test_an_unknown_head_is_refused_with_the_known_ones() -> None:
    assert "choose softmax or sigmoid" in refusal("relu")


@pytest.mark.parametrize(
    ("kind", "activation"),
    [
        (LabelKind.CLASS_INDEX, "softmax"),
        (LabelKind.ONE_HOT, "softmax"),
        (LabelKind.YES_NO, "sigmoid"),
        (LabelKind.MULTI_HOT, "sigmoid"),
    ],
)
def test_a_new_project_begins_with_the_head_that_fits(kind: LabelKind, activation: str) -> None:
    assert fitting_activation(kind) == activation


def test_changes_tell_what_a_toggle_did() -> None:
    softmax, sigmoid = (head_for(word, LabelKind.CLASS_INDEX) for word in ACTIVATIONS)
    told = changes(softmax, sigmoid)
    assert told[0] == "Output: softmax → sigmoid"
    assert any(line.startswith("Loss: sparse categorical crossentropy → binary") for line in told)
    assert changes(softmax, softmax) == ()


def test_every_activation_has_a_question() -> None:
    assert set(QUESTIONS) == set(ACTIVATIONS)


@pytest.mark.parametrize("kind", LabelKind)
def test_every_kind_of_label_has_a_title(kind: LabelKind) -> None:
    assert kind.title and "_" not in kind.title
