"""Reads every file of a folder as the reading process does, and tells what it did besides.

A program of its own, because what watches a process cannot be taken away from it again.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from workbench.engine.opening.child import answer_for

WATCHED = ("socket", "subprocess", "os", "shutil", "pickle", "marshal", "exec", "compile", "ctypes")
HARMLESS = ("os.remove", "os.scandir", "os.listdir")
"""The unpacked weights are removed, within the folder of the results."""


class Audit:
    """Collects what is done while it watches."""

    def __init__(self, results: Path) -> None:
        self._results = str(results)
        self.watching = False
        self.done: list[tuple[str, str]] = []
        sys.addaudithook(self._heard)

    def _heard(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.watching or event in HARMLESS:
            return
        if event.split(".")[0] in WATCHED or (event == "open" and self._writes_elsewhere(*arguments)):
            self.done.append((event, repr(arguments)))

    def _writes_elsewhere(self, path: object, mode: object, flags: object) -> bool:
        writes = isinstance(mode, str) and bool(set(mode) & set("wax+"))
        return writes and not str(path).startswith(self._results)


def main(folder: Path, results: Path) -> None:
    audit = Audit(results)
    for number, path in enumerate(sorted(folder.iterdir())):
        # The first time imports what is imported late.
        for watching in (False, True):
            here = results / f"{number}{watching}"
            here.mkdir()
            audit.watching = watching
            answer_for(path, here)
            audit.watching = False
    loaded = sorted({"keras", "tensorflow", "PySide6"} & set(sys.modules))
    print(json.dumps({"done": audit.done, "loaded": loaded}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
