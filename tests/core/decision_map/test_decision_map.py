"""Softmax parts the plane; sigmoids overlap and leave places that belong to nobody."""

from __future__ import annotations

import numpy as np
import pytest

from workbench.core.decision_map.decision_map import DecisionMap, decision_map
from workbench.core.heads import HEADS, Head, head_for
from workbench.core.labels import LabelKind

NAMES = ("a", "b", "c")
LOGITS = np.array([[3, 1, -2], [2, 2.5, -1], [-1, -2, -3], [4, 5, 4.5]], np.float32)
"""Of four places, which under sigmoid belong to two, two, none and three labels."""


def made(head: Head, threshold: float = 0.5) -> DecisionMap:
    units = head.number_of_units(3)
    return decision_map(head, LOGITS[:, :units], (2, 2), NAMES[: max(units, 2)], np.full(units, threshold))


@pytest.mark.parametrize("head", HEADS, ids=lambda head: f"{head.activation}-{head.label_kind.name}")
def test_under_every_head_a_margin_is_positive_exactly_where_the_class_holds_a_place(head: Head) -> None:
    there = made(head)
    for index in range(len(there.names)):
        np.testing.assert_array_equal(there.margin(index) > 0, there.held[..., index])


@pytest.mark.parametrize("head", [head for head in HEADS if head.sums_to_one or head.units == "one"])
def test_where_classes_compete_every_place_has_one_owner(head: Head) -> None:
    there = made(head)
    assert there.competes
    assert (there.owners == 1).all() and there.nobody == 0 and there.shared == 0
    np.testing.assert_allclose(there.probabilities.sum(axis=-1), 1, rtol=1e-6)


def test_sigmoids_overlap_and_leave_places_to_nobody() -> None:
    there = made(head_for("sigmoid", LabelKind.MULTI_HOT))
    assert there.owners.tolist() == [[2, 2], [0, 3]]
    assert (there.nobody, there.shared) == (0.25, 0.75)


def test_the_toggle_alone_makes_the_difference() -> None:
    softmax, sigmoid = (made(head_for(name, LabelKind.CLASS_INDEX)) for name in ("softmax", "sigmoid"))
    assert softmax.owners.ravel()[2] == 1 and sigmoid.owners.ravel()[2] == 0


def test_a_threshold_moves_who_holds_what() -> None:
    strict = made(head_for("sigmoid", LabelKind.MULTI_HOT), threshold=0.9)
    assert strict.owners.tolist() == [[1, 1], [0, 3]]
    yes = made(head_for("sigmoid", LabelKind.YES_NO), threshold=0.97)
    assert yes.winners.tolist() == [[0, 0], [0, 1]]
    assert yes.probabilities[0, 0, 1] > 0.95
