"""Work on the next pieces of a file while the caller is still busy with this one."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Piece = TypeVar("Piece")
Result = TypeVar("Result")

WORKERS = max(2, min(4, os.cpu_count() or 2))
"""Threads that parse; they hold the interpreter only between two pieces."""


def in_order(work: Callable[[Piece], Result], pieces: Iterable[Piece]) -> Iterator[Result]:
    """Yields `work(piece)` for every piece in its order, at most `WORKERS` + 1 pieces ahead.

    An error is raised where its result would have come. A caller that stops early waits for the pieces in work only.
    """
    pending: deque[Future[Result]] = deque()
    with ThreadPoolExecutor(WORKERS, "workbench-parse") as workers:
        try:
            for piece in pieces:
                pending.append(workers.submit(work, piece))
                if len(pending) > WORKERS:
                    yield pending.popleft().result()
            while pending:
                yield pending.popleft().result()
        finally:
            workers.shutdown(wait=True, cancel_futures=True)
