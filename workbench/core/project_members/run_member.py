"""What is trained now, as members of a project file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from workbench.core.history import History
from workbench.core.imported.model_weights import encoded_weights
from workbench.core.project import Project
from workbench.core.project_members.array_member import array_bytes
from workbench.core.project_members.opened_weights import opened_members
from workbench.core.project_members.project_archive import RUN, ProjectArchive
from workbench.core.project_members.saved_run import SavedRun

LOSSES = "history/losses.npy"


class RunMember(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What of a run is no array; numbers that are not finite are null."""

    trained: dict[str, Any]
    epochs: list[dict[str, float | None]]
    epoch_steps: list[int]
    marks: list[tuple[int, str]]
    chances: list[tuple[int, float | None]]
    arrays: list[str]


def run_members(run: SavedRun) -> dict[str, bytes]:
    """Returns the members that hold a run."""
    return {
        **opened_members(run.trained.imported),
        RUN: msgspec.json.encode(_run_member(run)),
        LOSSES: array_bytes(run.history.loss),
        **{f"{key}.npy": array_bytes(array) for key, array in run.state.items()},
    }


def _run_member(run: SavedRun) -> RunMember:
    history = run.history
    epochs = [{name: _finite(value) for name, value in row.items()} for row in history.epochs]
    chances = [(step, _finite(value)) for step, value in history.chances]
    trained = msgspec.to_builtins(run.trained, enc_hook=encoded_weights)
    return RunMember(trained, epochs, history.epoch_steps, history.marks, chances, sorted(run.state))


def _finite(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def read_run(archive: ProjectArchive, project_of: Callable[[Mapping[str, Any]], Project]) -> SavedRun:
    """Returns the run of a file.

    Args:
        archive: The file.
        project_of: Returns the project that the run's description means.

    Raises:
        ValueError: members are missing or damaged, or do not fit each other; other errors mean the same.
    """
    member = msgspec.json.decode(archive.verified(RUN), type=RunMember)
    trained = project_of(member.trained)
    state = {key: archive.verified_array(f"{key}.npy") for key in member.arrays}
    history = History.of(
        losses=_losses(archive.verified_array(LOSSES)),
        epochs=[{name: _number(value) for name, value in row.items()} for row in member.epochs],
        epoch_steps=member.epoch_steps,
        marks=member.marks,
        chances=[(step, _number(value)) for step, value in member.chances],
    )
    _check_history(history)
    return SavedRun(state, history, trained)


def _losses(array: NDArray[Any]) -> NDArray[np.float32]:
    if array.ndim != 1 or array.dtype != np.float32:
        raise ValueError("the losses are not a row of single-precision numbers")
    return array


def _number(value: float | None) -> float:
    return float("nan") if value is None else value


def _check_history(history: History) -> None:
    steps = [0, *history.epoch_steps, len(history)]
    if len(history.epochs) != len(history.epoch_steps) or steps != sorted(steps):
        raise ValueError("the epochs do not fit the steps")
