"""Checks of what was installed: libraries, resources, and the folders that the program writes to."""

from __future__ import annotations

import importlib
import tempfile
from pathlib import Path

from workbench.commands.self_test.check import demand

LIBRARIES = (
    "numpy",
    "scipy",
    "sklearn",
    "pyarrow",
    "h5py",
    "PIL",
    "PySide6",
    "pyqtgraph",
    "tensorflow",
    "keras",
)
"""Modules of what the program is built on, in an order that is safe to import them in."""


def imports_libraries(_: Path) -> str:
    """Imports each library, and names its version."""
    from workbench.engine.warm_up import warm_up

    warm_up()
    modules = [importlib.import_module(name) for name in LIBRARIES]
    return ", ".join(f"{module.__name__} {module.__version__}" for module in modules)


def finds_resources(_: Path) -> str:
    """Looks for the icons and the help, and opens every sample project."""
    from workbench.core.project_file import load
    from workbench.qt.resources import RESOURCES

    icons, pages = list(RESOURCES.glob("icons/*.svg")), list(RESOURCES.glob("help/*.md"))
    samples = list(RESOURCES.glob("samples/*.workbench"))
    demand(bool(icons and pages and samples), f"{RESOURCES} lacks icons, help or samples")
    for sample in samples:
        load(sample)
    return f"{len(icons)} icons, {len(pages)} pages of help, {len(samples)} sample projects"


def writes_folders(_: Path) -> str:
    """Writes to where the log, and what imports have made of files, is kept."""
    from workbench.app import Catcher
    from workbench.data.own.importing.store import store_folder

    folders = (Catcher().path.parent, store_folder())
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"a line")
    return " and ".join(map(str, folders))
