"""`workbench report`: a page that tells of a trained network."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import numpy as np

from workbench.commands.own_data.located_project import FILE_HELP
from workbench.commands.trained_network import session_of, trained_run
from workbench.core.atomic_file import save_text
from workbench.core.decision_map.decision_map import decision_map
from workbench.core.evaluation.answers import Answers, task_of
from workbench.core.evaluation.evaluation import Evaluation
from workbench.core.evaluation.surest_mistakes import SureMistake, surest_mistakes
from workbench.core.label_thresholds import thresholds_of
from workbench.core.predictions import Predictions
from workbench.core.report.page import page_of
from workbench.core.report.picture import pixels_of
from workbench.core.report.plane import SIDE, Plane, places_of, ranges_of
from workbench.core.report.report import Report, ShownMistake
from workbench.data.truth import truth_of

HELP = "writes a page with settings, curves and scores of a trained project"
MOST_MISTAKES = 24


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds what the command takes."""
    parser.add_argument("project", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="HTML", help="the page to write")
    parser.add_argument("--file", type=Path, metavar="PATH", help=FILE_HELP)


def run(options: argparse.Namespace) -> int:
    """Writes the page."""
    from workbench.engine.part_predictions import part_predictions

    run = trained_run(options.project, options.file)
    session = session_of(run.trained, run)
    validation = part_predictions(session, "validation")
    report = Report(
        name=options.project.stem,
        project=session.project,
        head=session.head,
        history=session.history,
        validation=Evaluation.of(validation),
        training=Evaluation.of(part_predictions(session, "training")),
        validation_loss=session.evaluate()["loss"],
        baselines=session.baselines,
        mistakes=_mistakes(session, validation),
        plane=_plane(session),
        test=Evaluation.of(part_predictions(session, "test")) if len(session.data.split.test_rows) else None,
    )
    save_text(options.output, page_of(report))
    print(f"The report is in {options.output}; any browser shows it.")
    return 0


def _plane(session: Any) -> Plane | None:
    """Returns what the network says of the plane of its inputs, where there are just two."""
    data, head = session.data, session.head
    dataset, rows = data.dataset, data.split.validation_rows
    if dataset.number_of_inputs != 2:
        return None
    points = np.asarray(dataset.inputs[rows], np.float64)
    ranges, names, choice = ranges_of(points), dataset.class_names, session.project.head
    logits = session.logits_of(places_of(ranges)) / choice.temperature
    thresholds = thresholds_of(choice, logits.shape[1])
    decided = decision_map(head, logits, (SIDE, SIDE), names, thresholds)
    truth = truth_of(head, dataset.labels[rows], dataset.label_kind, len(names))
    first = truth.argmax(axis=1) if truth.shape[1] > 1 else truth[:, 0].astype(int)
    none = (truth.shape[1] > 1) & ~(truth > 0).any(axis=1)
    return Plane(tuple(dataset.input_names), ranges, decided, points, np.where(none, -1, first))


def _mistakes(session: Any, predictions: Predictions) -> list[ShownMistake]:
    surest = surest_mistakes(Answers.of(predictions), MOST_MISTAKES)
    return [_shown(session.data, predictions, mistake) for mistake in surest]


def _words(predictions: Predictions, mistake: SureMistake) -> str:
    place, label = mistake.place, mistake.label
    if task_of(predictions.head) == "labels":
        return f"{'said' if predictions.said[place, label] else 'left out'} {predictions.outputs[label]}"
    return f"said {predictions.answer(place)}, true is {predictions.true_words(place)}"


def _shown(data: Any, predictions: Predictions, mistake: SureMistake) -> ShownMistake:
    dataset, row = data.dataset, int(data.split.validation_rows[mistake.place])
    words = f"row {row + 1}: {_words(predictions, mistake)}, {mistake.sureness:.1%} sure"
    if dataset.image_shape is None:
        return ShownMistake(words)
    inputs = np.asarray(dataset.inputs[row], np.float64)
    limits = float(np.nanmin(inputs)), float(np.nanmax(inputs))
    return ShownMistake(words, pixels_of(inputs, dataset.image_shape, limits, dataset.large_is_light))
