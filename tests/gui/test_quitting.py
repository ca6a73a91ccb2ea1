"""A process that is quit at a bad moment ends by itself with exit code 0."""

from __future__ import annotations

import subprocess
import sys

import pytest

PROGRAM = """
import sys
from PySide6.QtCore import QTimer
from workbench.app import Workbench

bench = Workbench([])
# Whoever quits answers the question about unsaved training with "Discard".
bench.window.files.may_discard = lambda: True
bench.window.actions_by_name["trainAction"].trigger()

def quit_when_due():
    if {condition}:
        bench.application.quit()

timer = QTimer()
timer.timeout.connect(quit_when_due)
timer.start(20)
sys.exit(bench.application.exec())
"""


@pytest.mark.parametrize(
    "condition",
    [
        "bench.trainer.state == 'COLD'",
        "bench.trainer.state == 'WARMING'",
        "bench.trainer.state == 'RUNNING' and len(bench.trainer.history) > 3",
    ],
    ids=["before anything is loaded", "while TensorFlow loads", "while a run is going"],
)
def test_quitting_ends_with_exit_code_zero(condition: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(condition=condition)],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
