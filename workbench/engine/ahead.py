"""The next session, made and compiled while the person is still editing."""

from __future__ import annotations

import logging
import threading
from concurrent.futures import Future, ThreadPoolExecutor

from workbench.core.errors import UserError
from workbench.core.project import Project
from workbench.core.projects.fresh_start import fresh_start_needed
from workbench.data.prepared import prepare_project
from workbench.engine.device import on_device
from workbench.engine.networks.network_cache import NetworkCache
from workbench.engine.session import Session

log = logging.getLogger(__name__)

QUIET_SECONDS = 0.3
"""How long a project has to stay as it is: nobody waits for what the next click makes useless."""


class Ahead:
    """Makes one session ahead, on a thread of its own. Any thread may ask."""

    def __init__(self, networks: NetworkCache) -> None:
        self._networks = networks
        self._thread = ThreadPoolExecutor(1, "getting ready")
        self._changed = threading.Event()
        self._wanted: Project | None = None
        self._device = ""
        self._session: Session | None = None
        self._future: Future[None] | None = None

    def prepare(self, project: Project, device: str) -> None:
        """Asks for a session of `project`; one asked for before is given up."""
        if self._wanted is not None and self._serves(project, device):
            return
        self.forget()
        self._wanted, self._device = project, device
        self._changed = threading.Event()
        self._future = self._thread.submit(self._make, project, device, self._changed)

    def _serves(self, project: Project, device: str) -> bool:
        wanted = self._wanted
        if wanted is None or device != self._device or fresh_start_needed(wanted, project):
            return False
        return (wanted.head, wanted.training) == (project.head, project.training)

    def forget(self) -> None:
        """Gives up what is being made, and gives back what was."""
        self._changed.set()
        self._wanted = None
        self._thread.submit(self._discard)

    def take(self, project: Project, device: str) -> Session | None:
        """Returns the session made for `project`, waiting for it if it has begun; None where there is none."""
        future, wanted = self._future, self._wanted
        if wanted is None or future is None or device != self._device or fresh_start_needed(wanted, project):
            return None
        self._wanted = self._future = None
        self._changed.set()
        if future.cancel():
            return None
        future.result()
        session, self._session = self._session, None
        return session

    def _make(self, project: Project, device: str, changed: threading.Event) -> None:
        if changed.wait(QUIET_SECONDS):
            return
        try:
            with on_device(device):
                session = Session(project, prepare_project(project), self._networks)
                session.compile_ahead(project.training.epochs)
            self._session = session
        except UserError:
            # Whoever presses Train hears of it. What is wrong may be mended by what fresh starts do not ask about.
            if self._wanted is project:
                self._wanted = None
        except Exception:
            log.exception("getting ready failed")

    def _discard(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            session.close()

    def close(self) -> None:
        """Waits for what is being made and ends the thread."""
        self._changed.set()
        self._thread.shutdown(wait=True, cancel_futures=True)
