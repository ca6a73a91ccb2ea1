"""Opens a Keras model file that somebody else made, in a way that cannot harm the program."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from workbench.core.errors import UserError
from workbench.core.imported.graph import Graph
from workbench.engine.child_process import child_command
from workbench.engine.opening.answer import UNUSABLE, read_answer
from workbench.engine.opening.file_kind import SAVE_AGAIN, checked_size
from workbench.engine.opening.limits import seconds_allowed

LOOK_SECONDS = 0.1
"""Between two looks whether anybody still wants the answer."""

KEPT_ENVIRONMENT = ("LANG", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH", "SYSTEMROOT")
"""What Python needs to start and to read names of files; whatever else is set is nothing to the reading."""

SET_ENVIRONMENT = {
    "OPENBLAS_NUM_THREADS": "1",  # each thread would reserve memory that counts against the limit
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "HDF5_PLUGIN_PRELOAD": "::",  # no filter is loaded from a library on the disk
    "HDF5_USE_FILE_LOCKING": "FALSE",
}


@dataclass(frozen=True)
class OpenedModel:
    """What a file held.

    Attributes:
        file: Its name.
        graph: The layers, all of them from the list of those that are known.
        weights: Finite arrays in the graph's order.
    """

    file: str
    graph: Graph
    weights: list[NDArray[Any]]


def open_model(path: Path, stopped: threading.Event | None = None) -> OpenedModel:
    """Returns the model in a `.keras` file or a legacy `.h5` file of Keras 2 or 3. Any thread.

    Another process reads the file. It is given 5 seconds and one more for each 100 MB, and bounded memory.

    Args:
        path: The file.
        stopped: When it is set, the reading is given up.

    Raises:
        UserError: what about the file is wrong, beginning with its name.
    """
    name = _printable(path.name or str(path))
    try:
        graph, weights = _read(path, stopped or threading.Event())
    except UserError as refusal:
        raise UserError(f"{name}: {refusal}") from None
    return OpenedModel(name, graph, weights)


def _printable(name: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in name)


def _read(path: Path, stopped: threading.Event) -> tuple[Graph, list[NDArray[Any]]]:
    seconds = seconds_allowed(checked_size(path))
    with tempfile.TemporaryDirectory(prefix="workbench-opening-", ignore_cleanup_errors=True) as folder:
        _run_child(path.resolve(), folder, seconds, stopped)
        try:
            return read_answer(Path(folder))
        except (OSError, MemoryError):
            raise UserError(UNUSABLE) from None


def _run_child(path: Path, folder: str, seconds: float, stopped: threading.Event) -> None:
    """Runs the reading process to its end, or ends it."""
    process = _started(child_command("read-model", str(path), folder, f"{seconds:.1f}"), folder)
    try:
        code = _wait(process, seconds, stopped)
    finally:
        _end(process)
    if code is None:
        raise UserError("The reading was given up." if stopped.is_set() else _too_slow(seconds))
    if code:
        raise UserError(_crashed(code))


def _wait(process: subprocess.Popen[bytes], seconds: float, stopped: threading.Event) -> int | None:
    """Returns the exit status; None where the time is up or nobody wants the answer any more."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0 and not stopped.is_set():
        with contextlib.suppress(subprocess.TimeoutExpired):
            return process.wait(min(left, LOOK_SECONDS))
    return None


def _started(command: list[str], folder: str) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            command,
            cwd=folder,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # so that nothing it may have started survives it
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise UserError(
            f"The process that reads such files cannot be started: {error.strerror}. Close other programs and try again."
        ) from None


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in KEPT_ENVIRONMENT if name in os.environ}
    return kept | SET_ENVIRONMENT


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is not None:
        return
    with contextlib.suppress(ProcessLookupError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()


def _too_slow(seconds: float) -> str:
    return (
        f"The file could not be read within {seconds:.0f} seconds, so it is probably damaged. {SAVE_AGAIN}."
    )


def _crashed(code: int) -> str:
    return (
        f"Reading the file brought the process that reads it to an end ({_ending(code)}), so it is probably damaged. "
        f"{SAVE_AGAIN}."
    )


def _ending(code: int) -> str:
    if code >= 0:
        return f"exit status {code}"
    with contextlib.suppress(ValueError):
        return signal.Signals(-code).name
    return f"signal {-code}"
