"""The session in training, how the next one is made, and how either follows a project."""

from __future__ import annotations

import msgspec

from workbench.core.project import Project
from workbench.core.project_members.saved_run import SavedRun
from workbench.core.projects.fresh_start import fresh_start_needed
from workbench.data.prepared import prepare_project
from workbench.engine.ahead import Ahead
from workbench.engine.device import AUTO, on_device
from workbench.engine.networks.network_cache import NetworkCache
from workbench.engine.session import Session

IN_FLIGHT = "learning_rate", "pace", "schedule", "schedule_options"
"""What of the training acts during a run."""


def in_flight(trained: Project, project: Project) -> Project:
    """Returns `trained` with those edits of `project` that act during a run: head, rate, schedule and pace."""
    acting = {name: getattr(project.training, name) for name in IN_FLIGHT}
    training = msgspec.structs.replace(trained.training, **acting)
    return msgspec.structs.replace(trained, head=project.head, training=training)


class Sessions:
    """One session at a time. Engine thread only, but the wishes may be set from any.

    Attributes:
        present: The session in training; None where nothing is trained.
        project: What the person has on the screen; None before anything was told.
        networks: What sessions are made of.
        device: Where the present session runs: `auto`, `CPU` or `GPU`.
        wanted_device: Where the next one will.
    """

    def __init__(self) -> None:
        self.present: Session | None = None
        self.project: Project | None = None
        self.networks = NetworkCache()
        self.device = self.wanted_device = AUTO
        self._ahead = Ahead(self.networks)

    def fits(self, project: Project) -> bool:
        """Whether the present session can go on with `project`."""
        return self.present is not None and not fresh_start_needed(self.present.project, project)

    def prepare(self) -> None:
        """Has a session for the project on the screen made ahead, unless the present one goes on with it."""
        if self.project is not None and not self.fits(self.project):
            self._ahead.prepare(self.project, self.wanted_device)

    def ready(self, project: Project, row: int) -> tuple[Session, str]:
        """Returns a session to train, and a sentence where it starts afresh in place of another.

        Args:
            project: What is trained.
            row: The validation example that a fresh one watches.

        Raises:
            UserError: the data cannot be had.
        """
        before = self.present
        if before is not None and self.fits(project):
            _follow_training(before, project)
            return before, ""
        self.forget()
        self.present = self._made(project, row)
        weights = "fresh weights" if project.imported is None else f"the weights of {project.imported.file}"
        return self.present, f"Trained from {weights}, since data, layers or seed changed." if before else ""

    def _made(self, project: Project, row: int) -> Session:
        self.device = self.wanted_device
        with on_device(self.device):
            session = self._ahead.take(project, self.device)
            if session is None:
                session = Session(project, prepare_project(project), self.networks)
            else:
                _follow_training(session, project)
            session.watch(row)
        return session

    def restore(self, saved: SavedRun, row: int) -> Session:
        """Puts a session that goes on from a saved run in place of the present one, and returns it."""
        before, self.present = self.present, None
        session = self._made(saved.trained, row)
        session.resume_from(saved)
        self.present = session
        if before is not None:
            before.close()
        return session

    def adopt(self, project: Project) -> None:
        """Lets the present session follow what acts during a run."""
        if self.present is not None:
            self.present.adopt(in_flight(self.present.project, project))

    def take_points(self) -> None:
        """Lets it go on with what is painted now: the latest points, whatever was asked for in between.

        Raises:
            UserError: they cannot be trained on; the session has those that it had.
        """
        session, project = self.present, self.project
        if session is None or project is None or not self.fits(project):
            return
        if session.project.data != project.data:
            session.take_points(project.data, prepare_project(project))

    def forget(self) -> None:
        """Lets go of the present session and its weights."""
        before, self.present = self.present, None
        if before is not None:
            before.close()

    def close(self) -> None:
        """Waits for what is being made or compiled."""
        self._ahead.close()
        self.networks.close()


def _follow_training(session: Session, project: Project) -> None:
    if session.project.data != project.data:
        session.take_points(project.data, prepare_project(project))
    session.follow_training(project)
