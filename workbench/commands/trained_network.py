"""A network in training, as several commands need it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from workbench.commands.own_data.located_project import located_project
from workbench.core.errors import UserError
from workbench.core.project import Project
from workbench.core.project_members.saved_run import SavedRun


def session_of(project: Project, run: SavedRun | None) -> Any:
    """Returns a session of `project` that goes on from `run`, if there is one."""
    from workbench.data.prepared import prepare_project
    from workbench.engine.session import Session
    from workbench.engine.warm_up import warm_up

    warm_up()
    data = prepare_project(project)
    if run is None:
        return Session(project, data)
    session = Session(run.trained, data)
    session.resume_from(run)
    session.follow_training(project)
    return session


def trained_run(path: Path, file: Path | None = None) -> SavedRun:
    """Returns what training has made of a project.

    Args:
        path: The project.
        file: Where its own data are now, if they have moved.

    Raises:
        UserError: the project was not trained.
    """
    loaded = located_project(path, file)
    if loaded.run is None:
        raise UserError(
            f"{path} holds no trained network; train it first with: workbench train {path} -o {path}."
        )
    return loaded.run


def json_number(value: float) -> float | None:
    """Returns the number, or nothing for not-a-number, which is no JSON."""
    return value if value == value else None
