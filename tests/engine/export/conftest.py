"""One trained session for each kind of head and inputs, shared by all tests."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import msgspec
import numpy as np
import pytest

from workbench.core.project import DataChoice, Layer, Project
from workbench.core.projects.checked_project import checked
from workbench.core.projects.data_edits import with_data
from workbench.core.projects.head_edits import with_head
from workbench.data.built_in import load
from workbench.data.fitting import fit
from workbench.data.prepared import prepare_project
from workbench.data.preprocessing import Preprocessing
from workbench.engine.session import Session

CASES: dict[str, tuple[str, str, bool]] = {
    "one of K": ("iris", "softmax", True),
    "one of K, raw": ("iris", "softmax", False),
    "one against the rest": ("iris", "sigmoid", True),
    "any number": ("overlapping-discs", "sigmoid", True),
    "any number, raw": ("overlapping-discs", "sigmoid", False),
    "yes or no, one unit": ("breast-cancer", "sigmoid", True),
    "yes or no, one unit, raw": ("moons", "sigmoid", False),
    "yes or no, two units": ("moons", "softmax", True),
}
"""Data, head and whether the inputs are standardised."""

LAYERS = (
    Layer("Dense", {"units": 12, "activation": "gelu"}),
    Layer("BatchNormalization"),
    Layer("Dropout", {"rate": 0.3}),
    Layer("LayerNormalization"),
    Layer("GaussianNoise"),
    Layer("Activation", {"activation": "selu"}),
)


def prepared_by(inputs: np.ndarray, scaling: str = "standardise", may_miss: bool = False) -> Preprocessing:
    """Returns what is measured where all rows train."""
    return fit(inputs, np.arange(len(inputs)), scaling, may_miss).preprocessing


def made_session(data: str, activation: str, standardise: bool, **head: Any) -> Session:
    """Returns a session that has trained for two epochs."""
    kind = load(data, {}).label_kind
    project = with_data(
        Project(layers=LAYERS), DataChoice(data, scaling="standardise" if standardise else "none"), kind
    )
    project = with_head(project, activation, kind)
    choice = msgspec.structs.replace(project.head, threshold=0.4, **head)
    project = checked(msgspec.structs.replace(project, head=choice))
    session = Session(project, prepare_project(project))
    session.begin_run(2)
    while not session.finished:
        session.advance(64)
    return session


@pytest.fixture(scope="session")
def trained() -> Callable[[str], Session]:
    """Gives the trained session of one of `CASES`, made once."""
    return functools.cache(lambda name: made_session(*CASES[name]))
