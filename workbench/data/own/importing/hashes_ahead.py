"""Hashes files on a thread of its own while another one reads them, so that the disk gives them once."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType

from workbench.core.own_data import FileReference
from workbench.data.own.file_reference import reference_of


class HashesAhead:
    """A context manager: whoever leaves it early does not wait for the rest."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._stopped = threading.Event()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="hashing")
        self._references = [
            self._thread.submit(reference_of, path, cancelled=self._stopped.is_set) for path in paths
        ]

    def result(self) -> list[FileReference]:
        """Waits for the references of the paths.

        Raises:
            UserError: one of them cannot be read.
        """
        return [reference.result() for reference in self._references]

    def __enter__(self) -> HashesAhead:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopped.set()
        self._thread.shutdown(cancel_futures=True)
