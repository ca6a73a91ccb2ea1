"""Small maps to be drawn in tests."""

from __future__ import annotations

import numpy as np

from workbench.core.decision_map.decision_map import DecisionMap, decision_map
from workbench.core.heads import head_for
from workbench.core.labels import LabelKind

NAMES = ("a", "b", "c")


def slopes(activation: str, kind: LabelKind = LabelKind.CLASS_INDEX, side: int = 20) -> DecisionMap:
    """Returns a map where `a` rises to the left, `b` to the right, and `c` is unlikely everywhere.

    Under sigmoid both hold the middle below, and nobody the middle above.
    """
    across, down = np.meshgrid(np.linspace(-6, 6, side), np.linspace(-3, 3, side))
    logits = np.stack([down - across, down + across, np.full_like(down, -9)], axis=-1).reshape(-1, 3)
    head = head_for(activation, kind)
    return decision_map(head, logits, (side, side), NAMES, np.full(3, 0.5))
