"""One plain thread that does one thing after another."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

Task = Callable[[], None]
Answer = TypeVar("Answer")


class EngineThread:
    """Does tasks in their turn, and small requests between two chunks of a long one. Any thread may ask."""

    def __init__(self, begin: Task, do: Callable[[Task], None]) -> None:
        """Calls `begin` first, and then has `do` do each task; `do` must let no exception through."""
        self._begin, self._do = begin, do
        self._tasks: queue.Queue[Task | None] = queue.Queue()
        self._between_chunks: queue.SimpleQueue[Task] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._serve, name="engine", daemon=True)

    @property
    def is_alive(self) -> bool:
        """Whether it was started and has not ended."""
        return self._thread.is_alive()

    def start(self) -> None:
        """Starts the thread."""
        self._thread.start()

    def close(self) -> None:
        """Ends the thread after what was asked for before, and waits for it."""
        self._tasks.put(None)
        if self.is_alive:
            self._thread.join()

    def in_turn(self, task: Task) -> None:
        """Has `task` done after everything that was asked for before."""
        self._tasks.put(task)

    def soon(self, request: Task) -> None:
        """Has `request` done between two chunks of what is going on, at once where nothing is."""
        self._between_chunks.put(request)
        self._tasks.put(self.serve_between_chunks)

    def ask(self, question: Callable[[], Answer]) -> Future[Answer]:
        """Promises what `question` finds, between two chunks."""
        promise: Future[Answer] = Future()
        self.soon(lambda: _keep(promise, question))
        return promise

    def serve_between_chunks(self) -> None:
        """Does the requests that have come so far; for whatever takes long on this thread."""
        # Those that come meanwhile have their own turn: whoever asks again at once must not keep others waiting.
        for _ in range(self._between_chunks.qsize()):
            self._do(self._between_chunks.get())

    def _serve(self) -> None:
        self._begin()
        while (task := self._tasks.get()) is not None:
            self._do(task)


def _keep(promise: Future[Answer], question: Callable[[], Answer]) -> None:
    if not promise.set_running_or_notify_cancel():
        return
    try:
        promise.set_result(question())
    except Exception as error:
        # Told to whoever asked: training is not concerned.
        promise.set_exception(error)
