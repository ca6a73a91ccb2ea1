"""The table of views that show what a network has learned: docks and the View menu derive from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from workbench.qt.document import Document
from workbench.qt.trainer import Trainer


@dataclass(frozen=True)
class Bench:
    """What a view stands on.

    Attributes:
        document: The project, with its undo stack.
        trainer: The engine.
        say: Shows a sentence in the status bar.
        refuse: Says there why something was not done.
        show_example: Shows a row of the data, from 0, in Predictions, or says why it cannot.
    """

    document: Document
    trainer: Trainer
    say: Callable[[str], None]
    refuse: Callable[[str], None]
    show_example: Callable[[int], None]


@dataclass(frozen=True)
class ViewRow:
    """One row: a view that is closed at first.

    Attributes:
        name: The object name of its dock is this and `Dock`.
        title: What the dock and the View menu call it.
        tool_tip: What it shows, in a sentence for a learner.
        make: Imports and makes the view, when it is first seen.
    """

    name: str
    title: str
    tool_tip: str
    make: Callable[[Bench], QWidget]


def _same_logits(bench: Bench) -> QWidget:
    from workbench.views.understanding.heads.same_logits_view import SameLogitsView

    return SameLogitsView(bench)


def _step(bench: Bench) -> QWidget:
    from workbench.views.understanding.step.step_view import StepView

    return StepView(bench)


def _together(bench: Bench) -> QWidget:
    from workbench.views.understanding.heads.together_view import TogetherView

    return TogetherView(bench)


def _confusion(bench: Bench) -> QWidget:
    from workbench.views.understanding.evaluation.confusion_view import ConfusionView

    return ConfusionView(bench)


def _scores(bench: Bench) -> QWidget:
    from workbench.views.understanding.evaluation.scores_view import ScoresView

    return ScoresView(bench)


def _ranking_curves(bench: Bench) -> QWidget:
    from workbench.views.understanding.evaluation.curves_view import CurvesView

    return CurvesView(bench)


def _thresholds(bench: Bench) -> QWidget:
    from workbench.views.understanding.evaluation.thresholds_view import ThresholdsView

    return ThresholdsView(bench)


def _calibration(bench: Bench) -> QWidget:
    from workbench.views.understanding.evaluation.calibration_view import CalibrationView

    return CalibrationView(bench)


def _mistakes(bench: Bench) -> QWidget:
    from workbench.views.understanding.evaluation.mistakes_view import MistakesView

    return MistakesView(bench)


def _try_it(bench: Bench) -> QWidget:
    from workbench.views.understanding.trying.try_it_view import TryItView

    return TryItView(bench)


def _decision_map(bench: Bench) -> QWidget:
    from workbench.views.understanding.decision_map.decision_map_view import DecisionMapView

    return DecisionMapView(bench)


def _inside(bench: Bench) -> QWidget:
    from workbench.views.understanding.inside.inside_view import InsideView

    return InsideView(bench)


def _runs(bench: Bench) -> QWidget:
    from workbench.views.runs.runs_view import RunsView

    return RunsView(bench)


VIEWS: tuple[ViewRow, ...] = (
    ViewRow(
        "inside",
        "Inside",
        "Weights as pictures, activations, histograms over time, dead and saturated units.",
        _inside,
    ),
    ViewRow(
        "decisionMap",
        "Decision map",
        "What the network says all over a plane of the inputs: regions under softmax, overlaps under sigmoid.",
        _decision_map,
    ),
    ViewRow(
        "tryIt",
        "Try it",
        "Draw a digit, or set the inputs yourself, and see at once what the network says.",
        _try_it,
    ),
    ViewRow(
        "sameLogits",
        "Same logits",
        "What softmax and sigmoid each make of the same logits of one example.",
        _same_logits,
    ),
    ViewRow(
        "together",
        "Trained together",
        "The same network trained once under each head, in lockstep, to compare losses, scores and bars.",
        _together,
    ),
    ViewRow(
        "step",
        "Step under the glass",
        "What the next step of training does: forward pass, loss, gradient at the logits, change of the weights.",
        _step,
    ),
    ViewRow(
        "confusion",
        "Confusion",
        "Which classes are taken for which; a click on a cell lists its examples.",
        _confusion,
    ),
    ViewRow("scores", "Scores", "Every score beside its baseline, and those of each class.", _scores),
    ViewRow(
        "rankingCurves",
        "ROC and precision",
        "How many examples are found for how many false alarms, over all thresholds.",
        _ranking_curves,
    ),
    ViewRow(
        "thresholds",
        "Thresholds",
        "From which probability on each label is said, with the scores that follow.",
        _thresholds,
    ),
    ViewRow(
        "calibration",
        "Calibration",
        "Whether what is said with 80 % comes true in 80 of 100 cases, and a temperature that mends it.",
        _calibration,
    ),
    ViewRow("mistakes", "Mistakes", "The wrong answers that the network is surest of.", _mistakes),
    ViewRow(
        "runs",
        "Runs",
        "Every run with its settings, curves and scores; compare them, and go back to the settings of one.",
        _runs,
    ),
)
