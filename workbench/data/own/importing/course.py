"""How far long work has come, and whether it goes on."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import TypeVar

from workbench.core.errors import Cancelled

Result = TypeVar("Result")

LOOK_SECONDS = 0.02


@dataclass(frozen=True)
class Course:
    """A stretch of some work.

    Attributes:
        progress: Is told the share of the whole work that is done.
        cancelled: Is asked whether to stop.
        first: The share of the whole work that comes before this stretch.
        last: The share at the end of it.
    """

    progress: Callable[[float], None]
    cancelled: Callable[[], bool]
    first: float = 0.0
    last: float = 1.0

    def stretch(self, first: float, last: float) -> Course:
        """Returns the part of this work between two shares of it."""
        return Course(self.progress, self.cancelled, self._whole(first), self._whole(last))

    def at(self, share: float) -> None:
        """Says how much of this stretch is done; called often, for this is where work stops.

        Raises:
            Cancelled: a person has said so.
        """
        if self.cancelled():
            raise Cancelled
        self.progress(self._whole(min(share, 1.0)))

    def wait_for(self, work: Callable[[], Result]) -> Result:
        """Returns what `work` returns, which knows nothing of this course; it is left alone where work stops.

        Raises:
            Cancelled: a person has said so.
        """
        thread = ThreadPoolExecutor(1, thread_name_prefix="importing")
        try:
            result = thread.submit(work)
            while not result.done():
                self.at(0)
                wait((result,), timeout=LOOK_SECONDS)
            return result.result()
        finally:
            thread.shutdown(wait=False)

    def _whole(self, share: float) -> float:
        return self.first + share * (self.last - self.first)
