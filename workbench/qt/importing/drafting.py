"""Drafts how a file is read without holding the window up."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from workbench.core.errors import UserError
from workbench.core.own_data import OwnData

if TYPE_CHECKING:
    from workbench.data.own.draft.draft import Draft

log = logging.getLogger(__name__)

LOOK_INTERVAL = 15
"""Milliseconds between two looks: a choice shows within a frame or two."""

Change = Callable[["Draft"], "Draft"]


class Sketch:
    """The draft as the thread has it; a choice that is refused leaves it as it was."""

    def __init__(self) -> None:
        self.draft: Draft | None = None

    def begin(self, path: Path) -> Draft:
        """Drafts `path` from what it says of itself."""
        # Here, in the thread: pyarrow takes a while to import.
        from workbench.data.own.draft.draft_of import draft_of

        self.draft = draft_of(path)
        return self.draft

    def begin_again(self, own: OwnData) -> Draft:
        """Drafts a file as it was imported."""
        from workbench.data.own.draft.draft_again import draft_again

        self.draft = draft_again(own)
        return self.draft

    def change(self, change: Change) -> Draft:
        """Applies one choice."""
        if self.draft is None:
            raise UserError("The file could not be read, so there is nothing to choose.")
        self.draft = change(self.draft)
        return self.draft


class Drafting(QObject):
    """Applies one choice after the other in a thread and tells of the newest draft.

    GUI thread only; nothing of Qt is in the thread.

    Attributes:
        drafted: Emitted with the draft that all choices so far lead to.
        refused: Emitted with a sentence, and before it with the draft as it was, if there is one.
    """

    drafted = Signal(object)
    refused = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sketch = Sketch()
        self._worker = ThreadPoolExecutor(1, "draft")
        self._pending: deque[Future[Draft]] = deque()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_INTERVAL)
        self._timer.timeout.connect(self._look)

    @property
    def is_busy(self) -> bool:
        """Whether a choice is not applied yet."""
        return bool(self._pending)

    def begin(self, path: Path) -> None:
        """Begins with a file, or a folder of pictures."""
        self._wait_for(self._worker.submit(self._sketch.begin, path))

    def begin_again(self, own: OwnData) -> None:
        """Begins with a file as it was imported."""
        self._wait_for(self._worker.submit(self._sketch.begin_again, own))

    def change(self, change: Change) -> None:
        """Applies a choice to the draft that the choices before it lead to."""
        self._wait_for(self._worker.submit(self._sketch.change, change))

    def close(self) -> None:
        """Tells of nothing any more."""
        self._timer.stop()
        self._pending.clear()
        self._worker.shutdown(wait=False, cancel_futures=True)

    def _wait_for(self, promise: Future[Draft]) -> None:
        self._pending.append(promise)
        self._timer.start()

    @Slot()
    def _look(self) -> None:
        refusals, found = [], False
        while self._pending and self._pending[0].done():
            error = self._pending.popleft().exception()
            found = True
            if error is not None:
                refusals.append(_sentence(error))
        if not self._pending:
            self._timer.stop()
        if found and self._sketch.draft is not None:
            self.drafted.emit(self._sketch.draft)
        for refusal in refusals:
            self.refused.emit(refusal)


def _sentence(error: BaseException) -> str:
    if isinstance(error, UserError):
        return str(error)
    log.error("a draft failed", exc_info=error)
    return f"The file could not be read: {error}. See the log file."
