"""Projects whose own data have moved."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec

from workbench.core.errors import UserError
from workbench.core.own_data import OwnData
from workbench.core.project import Project
from workbench.core.project_file import Loaded, load

FILE_HELP = "where the project's own data are now"


def located_project(path: Path, file: Path | None = None) -> Loaded:
    """Returns what a project file holds, with its own data where they are now.

    Args:
        path: The project; data that are gone are looked for beside it.
        file: Where a person says that the data are.

    Raises:
        UserError: there is no such project, or the file is none that it was made with.
    """
    loaded = load(path)
    if file is not None and loaded.project.data.own is None:
        raise UserError(f"{path} does not use a file of your own; leave --file out.")
    project = _located(loaded.project, path, file)
    run = loaded.run
    if run is not None:
        # A network that was trained on other data than the project has now stays with those.
        same = run.trained.data.own == loaded.project.data.own
        trained = _with_own(run.trained, project.data.own) if same else _located(run.trained, path, None)
        run = replace(run, trained=trained)
    return replace(loaded, project=project, run=run)


def uses(path: Path, file: Path) -> bool:
    """Whether a project was made with exactly this file, wherever it was then."""
    from workbench.data.own.file_reference import reference_of

    own = load(path).project.data.own
    return own is not None and reference_of(file).sha256 == own.file.sha256


def _located(project: Project, path: Path, file: Path | None) -> Project:
    # Built-in data must not wait for what own data need.
    from workbench.data.own.relocated import found_beside, relocated

    own = project.data.own
    if own is None:
        return project
    moved = found_beside(own, path.absolute().parent) if file is None else relocated(own, file)
    return _with_own(project, moved)


def _with_own(project: Project, own: OwnData | None) -> Project:
    return msgspec.structs.replace(project, data=msgspec.structs.replace(project.data, own=own))
