"""Runs scripts one after another in this interpreter: `python run_scripts.py FOLDER`.

Each leaves `NAME.json` beside `NAME.py`. A script is run as it is; what it made is read from its variables.
"""

from __future__ import annotations

import contextlib
import json
import os
import runpy
import sys
from pathlib import Path
from typing import Any

# The scripts themselves must do without this package.
sys.modules["workbench"] = None  # type: ignore[assignment]


def main() -> None:
    for path in sorted(Path(sys.argv[1]).glob("*.py")):
        store(path, runpy.run_path(str(path)))
    for path in sorted(Path(sys.argv[1]).glob("*.ipynb")):
        store(path, run_cells(json.loads(path.read_text(encoding="utf-8"))))


def run_cells(notebook: dict[str, Any]) -> dict[str, Any]:
    variables: dict[str, Any] = {"__name__": "__main__"}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), variables)
    return variables


def store(path: Path, variables: dict[str, Any]) -> None:
    result = {
        "history": variables["history"],
        "scores": {name: float(value) for name, value in variables["scores"].items()},
        "test_scores": {name: float(value) for name, value in variables.get("test_scores", {}).items()},
        "probabilities": variables["probabilities"].tolist(),
    }
    path.with_suffix(".json").write_text(json.dumps(result), encoding="utf-8")


if __name__ == "__main__":
    with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere):
        main()
