"""Opens every file of a folder and tells what was said, what of this process changed and how large the readers got.

A program of its own, because a child that a large process starts counts that process's memory as its own.
"""

from __future__ import annotations

import json
import os
import socket
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from workbench.core.errors import UserError
from workbench.engine.opening.open_model import open_model


def refusal(path: Path) -> str:
    """What opening a file says, or that it was opened."""
    try:
        open_model(path)
    except UserError as error:
        return str(error)
    return "opened"


def state(folder: Path) -> dict[str, Any]:
    """What of this process and around the files must not change."""
    return {
        "environment": dict(os.environ),
        "folder": os.getcwd(),
        "open files": sorted(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").exists() else [],
        "files": sorted((str(path), path.lstat().st_mtime_ns) for path in folder.parent.rglob("*")),
        "modules": sorted({"keras", "tensorflow", "pickle"} & set(sys.modules)),
    }


def no_socket(*_: object, **__: object) -> None:
    """Stands for the class of sockets while files are opened."""
    raise AssertionError("a socket was opened")


def peak_of_children() -> int:
    """Returns the most bytes that any process started from here has held."""
    import resource

    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def main(folder: Path) -> None:
    socket.socket = no_socket  # type: ignore[assignment,misc]
    before = state(folder)
    paths = sorted(folder.iterdir())
    with ThreadPoolExecutor(4) as pool:
        said = dict(zip((path.name for path in paths), pool.map(refusal, paths)))
    after = state(folder)
    changed = [name for name in before if before[name] != after[name]]
    print(json.dumps({"said": said, "changed": changed, "peak": peak_of_children()}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
