"""The curves of a report: those of training, ROC and precision–recall, and calibration."""

from __future__ import annotations

from collections.abc import Sequence

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
from workbench.core.evaluation.ratio import score_text
from workbench.core.evaluation.reliability import Reliability, cases_of
from workbench.core.history import History
from workbench.core.report.line_chart import Line, Numbers, Range, line_chart
from workbench.core.report.markup import Markup, element
from workbench.core.report.report import Report

MOST_CLASSES = 6
"""Curves of single classes beside the averages: more could not be told apart."""

SHARE = Range(0.0, 1.0)


def training_charts(report: Report) -> list[Markup]:
    """Returns the loss and the headline score over the epochs."""
    history, name = report.history, report.head.metrics[0]
    if not history.epochs:
        return [element("p", "It was not trained for a whole epoch, so that there are no curves.")]
    chances = [Line("chance", _epochs(history), _chances(history), is_reference=True)]
    loss = [*_both(history, "loss"), *chances]
    along = Range.of(_epochs(history), is_whole=True)
    charts = [line_chart("Loss", "epoch", "loss", loss, along)]
    if any(f"val_{name}" in row for row in history.epochs):
        same = report.baselines.get(f"val_{name}")
        flat = [] if same is None else [Line("without learning", *_level(history, same), is_reference=True)]
        title = name.replace("_", " ").capitalize()
        charts.append(line_chart(title, "epoch", title.lower(), [*_both(history, name), *flat], along, SHARE))
    return charts


def _both(history: History, name: str) -> list[Line]:
    epochs = _epochs(history)
    return [
        Line(title, epochs, np.array([row.get(key, np.nan) for row in history.epochs]))
        for title, key in (("training", name), ("validation", f"val_{name}"))
        if any(key in row for row in history.epochs)
    ]


def _epochs(history: History) -> Numbers:
    return np.arange(1, len(history.epochs) + 1, dtype=np.float64)


def _level(history: History, value: float) -> tuple[Numbers, Numbers]:
    epochs = _epochs(history)
    return epochs, np.full(len(epochs), value)


def _chances(history: History) -> Numbers:
    """Returns what guessing costs in each epoch: another loss has another chance line."""
    first = [step for step, _ in history.chances]
    values = np.array([value for _, value in history.chances] or [np.nan])
    places = np.searchsorted(first, history.epoch_steps, side="left") - 1
    return np.asarray(values[np.clip(places, 0, len(values) - 1)], np.float64)


def answer_charts(answers: Answers) -> list[Markup]:
    """Returns ROC and precision–recall curves."""
    roc = _lines(answers, roc_curve, macro_roc_curve(_each(answers, roc_curve)))
    diagonal = Line("chance", np.array([0.0, 1.0]), np.array([0.0, 1.0]), is_reference=True)
    average = macro_precision_recall_curve(_each(answers, precision_recall_curve))
    found = _lines(answers, precision_recall_curve, average)
    return [
        line_chart("ROC", "false-positive rate", "true-positive rate", [*roc, diagonal], SHARE, SHARE),
        line_chart("Precision and recall", "recall", "precision", found, SHARE, SHARE),
    ]


def _each(answers: Answers, make: Maker) -> tuple[Curve, ...]:
    return curves_of_labels(make, answers.true, answers.probabilities)


def _lines(answers: Answers, make: Maker, macro: Curve) -> list[Line]:
    each = _each(answers, make)
    if len(each) == 1:
        return [_line(answers.names[0], each[0])]
    micro = micro_curve(make, answers.true, answers.probabilities)
    averages = (("macro average", macro), ("micro average", micro))
    drawn = range(len(each)) if len(each) <= MOST_CLASSES else _worst(each)
    # The averages above the classes.
    return [
        *(_line(answers.names[place], each[place], look=place) for place in drawn),
        *(_line(name, curve, is_average=True) for name, curve in averages),
    ]


def _line(name: str, curve: Curve, look: int | None = None, is_average: bool = False) -> Line:
    words = f"{name}, area {score_text(curve.area)}"
    return Line(words, curve.x, curve.y, look=look, is_average=is_average)


def _worst(curves: Sequence[Curve]) -> list[int]:
    """Returns which classes have the smallest areas: they are the ones to look at."""
    defined = [place for place, curve in enumerate(curves) if curve.is_defined]
    return sorted(defined, key=lambda place: curves[place].area)[:MOST_CLASSES]


def calibration_chart(answers: Answers) -> Markup:
    """Returns the reliability diagram."""
    diagram = Reliability.of(*cases_of(answers))
    ends = np.array([0.0, 1.0])
    error = score_text(diagram.expected_calibration_error)
    lines = [
        Line(f"how often it was so, mean distance {error}", diagram.confidence, diagram.share),
        Line("well calibrated", ends, ends, is_reference=True),
    ]
    return line_chart("Calibration", "probability", "share that was so", lines, SHARE, SHARE)
