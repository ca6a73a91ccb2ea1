"""The rules about who may import whom hold, and each is shown to fail where it is broken."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]
CONTRACTS: list[dict[str, Any]] = SETTINGS["importlinter"]["contracts"]
LAYERS = next(contract["layers"] for contract in CONTRACTS if contract["type"] == "layers")
BANNED = SETTINGS["ruff"]["lint"]["flake8-tidy-imports"]["banned-module-level-imports"]
BLOCKED = ("PySide6", "pyqtgraph", "tensorflow", "keras")

type Seed = tuple[str, str]
