"""A temperature fitted on half of the validation part calibrates an over-trained network on the other half."""

from __future__ import annotations

import numpy as np
import pytest

from workbench.core.evaluation.answers import Answers
from workbench.core.evaluation.reliability import Reliability, cases_of
from workbench.core.evaluation.temperature import fit_temperature
from workbench.core.predictions import Predictions
from workbench.core.probabilities import probabilities
from workbench.core.project import DataChoice, Layer, Project, Training
from workbench.core.projects.checked_project import checked
from workbench.core.projects.data_edits import with_data
from workbench.data.built_in import load
from workbench.data.prepared import prepare_project
from workbench.data.truth import truth_of
from workbench.engine.part_logits import part_logits
from workbench.engine.session import Session

EPOCHS = 150


def over_trained(name: str, noise: float) -> Session:
    """Returns a network that knows a few noisy examples by heart; nine tenths of the data check it."""
    options = {"size": 2000, "noise": noise}
    data = DataChoice(name, options, validation_fraction=0.9)
    layers = (Layer("Dense", {"units": 64}), Layer("Dense", {"units": 64}))
    project = Project(layers=layers, training=Training(epochs=EPOCHS, learning_rate=0.01))
    session_project = checked(with_data(project, data, load(name, options).label_kind))
    session = Session(session_project, prepare_project(session_project), evaluate=False)
    session.begin_run(EPOCHS)
    while not session.finished:
        session.advance(1000)
    return session


def calibration_error(said: Predictions) -> float:
    return Reliability.of(*cases_of(Answers.of(said))).expected_calibration_error


@pytest.mark.parametrize(("name", "noise"), [("blobs", 3.0), ("moons", 0.5), ("multi-label", 0.3)])
def test_it_lowers_the_calibration_error_and_changes_no_arg_max(name: str, noise: float) -> None:
    session = over_trained(name, noise)
    head, dataset, asked = session.head, session.data.dataset, part_logits(session, "validation")
    classes = dataset.number_of_classes
    truth = truth_of(head, dataset.labels[asked.rows], dataset.label_kind, classes)
    temperature = fit_temperature(head.activation, asked.logits[::2], truth[::2])
    # In single precision several probabilities near 1 would be the same.
    held_out = asked.logits[1::2].astype(np.float64)
    before, after = (
        Predictions(head, 0.5, dataset.class_names, probabilities(head, held_out, classes, each), truth[1::2])
        for each in (1.0, temperature)
    )
    assert temperature > 1.5 and calibration_error(after) < calibration_error(before) / 2
    np.testing.assert_array_equal(before.probabilities.argmax(axis=1), after.probabilities.argmax(axis=1))
