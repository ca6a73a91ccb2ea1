"""The core and the data work where neither Qt nor TensorFlow can be imported."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

SCRIPT = """
import importlib, pkgutil, sys

for name in ("PySide6", "pyqtgraph", "tensorflow", "keras"):
    sys.modules[name] = None
for package in map(importlib.import_module, ("workbench.core", "workbench.data")):
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        importlib.import_module(module.name)
"""

CORE_ONLY = """
import importlib, pkgutil, sys

for name in ("sklearn", "scipy", "rich", "PySide6", "tensorflow"):
    sys.modules[name] = None
import workbench.core
for module in pkgutil.walk_packages(workbench.core.__path__, "workbench.core."):
    importlib.import_module(module.name)
"""


def test_core_and_data_import_without_qt_and_tensorflow() -> None:
    subprocess.run([sys.executable, "-c", SCRIPT], cwd=ROOT, check=True, timeout=120)


def test_the_core_needs_numpy_and_msgspec_only() -> None:
    subprocess.run([sys.executable, "-c", CORE_ONLY], cwd=ROOT, check=True, timeout=120)
