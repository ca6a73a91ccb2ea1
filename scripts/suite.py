"""The suite of tests in two passes: what must do without Qt and TensorFlow, and everything else."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

APART = ("tests/core", "tests/data")
"""Tests of what neither Qt nor TensorFlow may be needed for; they run where neither can be imported."""


@dataclass(frozen=True)
class Pass:
    """One run of pytest.

    Attributes:
        arguments: What pytest gets.
        environment: Variables that are set besides.
    """

    arguments: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)


PASSES: tuple[Pass, ...] = (
    Pass(
        # Settings of pytest-qt, which is left out here, would be told of as unknown.
        ("-p", "blocked_imports", "-p", "no:pytest-qt", "-W", "ignore::pytest.PytestConfigWarning", *APART),
        {"WORKBENCH_BLOCK_QT_AND_TENSORFLOW": "1", "PYTHONPATH": str(ROOT / "tests")},
    ),
    Pass(tuple(f"--ignore={folder}" for folder in APART)),
)
