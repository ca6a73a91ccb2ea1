"""Thresholds as edits of the project: set by hand, or chosen on validation examples."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from workbench.core.evaluation.threshold import ChosenThreshold, best_by_f1, best_for_precision
from workbench.core.label_thresholds import thresholds_of
from workbench.core.project import HeadChoice, Project
from workbench.qt.evaluation.evaluated_part import EvaluatedPart

Chooser = Callable[[NDArray[np.bool_], NDArray[np.floating]], ChosenThreshold | None]


def by_f1(true: NDArray[np.bool_], said: NDArray[np.floating]) -> ChosenThreshold | None:
    """Chooses the threshold with the highest F1."""
    return best_by_f1(true, said)


def for_precision(wanted: float) -> Chooser:
    """Returns what chooses the threshold that finds most at a precision of at least `wanted`."""
    return lambda true, said: best_for_precision(true, said, wanted)


def is_one_for_all(choice: HeadChoice) -> bool:
    """Whether the labels share one threshold."""
    return not choice.thresholds


def with_one_for_all(project: Project, units: int) -> Project:
    """Returns the project with one threshold for all labels, the middle one of those that they had."""
    middle = float(np.median(thresholds_of(project.head, units)))
    return _with(project, threshold=round(middle, 2), thresholds=())


def with_one_each(project: Project, units: int) -> Project:
    """Returns the project with a threshold for each label, the same at first."""
    return _with(project, thresholds=tuple(thresholds_of(project.head, units).tolist()))


def with_threshold(project: Project, labels: Sequence[int], value: float, units: int) -> Project:
    """Returns the project with another threshold of some labels; of all where they share it."""
    if is_one_for_all(project.head):
        return _with(project, threshold=value)
    thresholds = thresholds_of(project.head, units)
    thresholds[list(labels)] = value
    return _with(project, thresholds=tuple(thresholds.tolist()))


def with_chosen(project: Project, evaluated: EvaluatedPart, choose: Chooser) -> tuple[Project, list[str]]:
    """Returns the project with thresholds chosen on these examples, and the labels for which there was none.

    Those keep the threshold that they have.
    """
    answers = evaluated.answers
    true, said = answers.true, answers.probabilities
    if is_one_for_all(project.head):
        chosen = choose(true.ravel(), said.ravel())
        if chosen is None:
            return project, ["all labels"]
        return _with(project, threshold=chosen.threshold), []
    thresholds, without = thresholds_of(project.head, true.shape[1]), []
    for place, name in enumerate(answers.names):
        chosen = choose(true[:, place], said[:, place])
        if chosen is None:
            without.append(name)
        else:
            thresholds[place] = chosen.threshold
    return _with(project, thresholds=tuple(thresholds.tolist())), without


def _with(project: Project, **values: object) -> Project:
    return msgspec.structs.replace(project, head=msgspec.structs.replace(project.head, **values))
