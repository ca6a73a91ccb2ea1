"""The curves of each class, and averaged over classes, with what they are called."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from workbench.core.evaluation.answers import Answers
from workbench.core.evaluation.curve import (
    Curve,
    Maker,
    curves_of_labels,
    macro_precision_recall_curve,
    macro_roc_curve,
    micro_curve,
    precision_recall_curve,
    roc_curve,
)

MOST_DRAWN = 1000
"""Points of a curve that are drawn."""

MOST_AVERAGED = 50_000
"""Points of all curves together at which their mean is worked out: it has them all, for each of them."""


@dataclass(frozen=True)
class CurveKind:
    """One row: a kind of curves.

    Attributes:
        name: What tests call it.
        title: What a person reads.
        tool_tip: What it shows.
        x: What lies along the bottom.
        y: What rises.
        area: What the area under it is called.
        make: Makes one of truth and probabilities.
        macro: Averages several.
    """

    name: str
    title: str
    tool_tip: str
    x: str
    y: str
    area: str
    make: Maker
    macro: Callable[[Sequence[Curve]], Curve]


CURVE_KINDS: tuple[CurveKind, ...] = (
    CurveKind(
        "roc",
        "ROC",
        "How many of the examples of a class are found, for how many false alarms among the others.",
        "false alarms among the others",
        "found (recall)",
        "Area",
        roc_curve,
        macro_roc_curve,
    ),
    CurveKind(
        "precision_recall",
        "Precision–recall",
        "How many of the answers are right, for how many of the examples of a class that are found.",
        "found (recall)",
        "right (precision)",
        "Average precision",
        precision_recall_curve,
        macro_precision_recall_curve,
    ),
)


@dataclass(frozen=True, eq=False)
class NamedCurve:
    """A curve.

    Attributes:
        name: What a person reads.
        place: The number of its class; None for an average.
        curve: Its points.
    """

    name: str
    place: int | None
    curve: Curve

    @cached_property
    def drawn(self) -> Curve:
        """The curve with no more points than can be told apart on a screen."""
        return thinned(self.curve, MOST_DRAWN)


def named_curves(answers: Answers, kind: CurveKind) -> tuple[NamedCurve, ...]:
    """Returns the averages first, then the curve of each class; of yes or no the one of yes."""
    true, said = answers.true, answers.probabilities
    curves = curves_of_labels(kind.make, true, said)
    # The classes of a yes-or-no question are told apart by their names.
    first = len(answers.class_names) - len(curves)
    each = tuple(
        NamedCurve(name, first + place, curve)
        for place, (name, curve) in enumerate(zip(answers.names, curves, strict=True))
    )
    if len(curves) == 1:
        return each
    macro, micro = _macro(curves, kind), micro_curve(kind.make, true, said)
    return (
        NamedCurve("mean of all (macro)", None, macro),
        NamedCurve("all together (micro)", None, micro),
        *each,
    )


def _macro(curves: Sequence[Curve], kind: CurveKind) -> Curve:
    """Returns the mean of the curves; of very many points it is drawn through some, but its area is exact."""
    most = max(MOST_AVERAGED // len(curves), 10)
    return kind.macro([thinned(curve, most) for curve in curves])


def thinned(curve: Curve, most: int) -> Curve:
    """Returns the curve with up to about `most` of its points, evenly along its way; its area stays."""
    if len(curve.x) <= most:
        return curve
    way = np.append(0.0, np.cumsum(np.abs(np.diff(curve.x)) + np.abs(np.diff(curve.y))))
    kept = np.unique(np.searchsorted(way, np.linspace(0, way[-1], most)))
    return replace(curve, x=curve.x[kept], y=curve.y[kept], thresholds=curve.thresholds[kept])
