"""What a decision map shows, in words."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from workbench.core.decision_map.decision_map import DecisionMap
from workbench.views.understanding.decision_map.map_legend import (
    CHECKED,
    LEARNED,
    NOBODY,
    PLAIN,
    UNLABELLED,
    LegendRow,
)

TRAINING_ROW = LegendRow(LEARNED, "in the training part")
VALIDATION_ROW = LegendRow(CHECKED, "in the validation part")


def percent(share: float) -> str:
    """Returns a share from 0 to 1 in words; what is there is never said to be 0%."""
    return "<1%" if 0 < share < 0.01 else f"{share:.0%}"


def headline(made: DecisionMap) -> str:
    """Returns what the head makes of the plane, in a sentence."""
    if made.is_pair:
        assert made.thresholds is not None
        no, yes = made.names[-2:]
        return f"One sigmoid: “{yes}” where its probability is above {made.thresholds[1]:.2f}, else “{no}”."
    if made.competes:
        return "Softmax: the classes compete, so every place belongs to exactly one of them."
    return f"Sigmoid, each label by itself: {_overlap(made.shared)}, {_nobody(made.nobody)}."


def _overlap(share: float) -> str:
    return f"{percent(share)} of the places have several" if share else "no place has several"


def _nobody(share: float) -> str:
    return f"{percent(share)} nobody (hatched)" if share else "none has nobody"


def label_headline(name: str) -> str:
    """Returns what the map of one label shows."""
    return f"Probability of “{name}”; the answer changes at the strong line, the others are at 0.1, 0.25, 0.5, 0.75, 0.9."


def share_rows(made: DecisionMap) -> tuple[LegendRow, ...]:
    """Returns how much of the map each class holds."""
    shares = made.held.mean(axis=(0, 1))
    return tuple(
        LegendRow(index, name, percent(float(share)), float(share))
        for index, (name, share) in enumerate(zip(made.names, shares, strict=True))
    )


def share_footer(made: DecisionMap) -> tuple[LegendRow, ...]:
    """Returns how much of it nobody holds, and several."""
    if made.competes:
        return ()
    return (
        LegendRow(NOBODY, "nobody", percent(made.nobody)),
        LegendRow(PLAIN, "several at once", percent(made.shared)),
        LegendRow(UNLABELLED, "without a label"),
    )


def probability_rows(
    made: DecisionMap, said: NDArray[np.floating], held: NDArray[np.bool_], room: int
) -> tuple[LegendRow, ...]:
    """Returns the probabilities (k,) at a place, the largest first where there is no room for all of them."""
    order = range(len(said)) if len(said) <= room else np.argsort(-said, kind="stable").tolist()
    return tuple(
        LegendRow(index, made.names[index], f"{said[index]:.3f}", float(said[index]), bool(held[index]))
        for index in order
    )


def place_words(made: DecisionMap, said: NDArray[np.floating]) -> str:
    """Returns the probabilities (k,) at a place in one line, the largest first, and their sum."""
    order = np.argsort(-said, kind="stable").tolist()
    each = "   ".join(f"{made.names[index]} {said[index]:.2f}" for index in order)
    return f"{each}   (sum {said.sum():.2f})"


def probability_footer(made: DecisionMap, said: NDArray[np.floating]) -> tuple[LegendRow, ...]:
    """Returns what the probabilities (k,) sum to, and why."""
    why = "sum, always 1" if made.sums_to_one or made.is_pair else "sum, which can be anything"
    return (LegendRow(PLAIN, why, f"{said.sum():.3f}"),)
