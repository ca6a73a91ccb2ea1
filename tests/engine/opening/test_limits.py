from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from workbench.engine.opening.limits import seconds_allowed

ROOT = Path(__file__).resolve().parents[3]
RESTRICT = "from workbench.engine.opening.limits import restrict_this_process; restrict_this_process({})\n"


def run(program: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True)


def test_a_small_file_has_five_seconds_and_a_large_one_more() -> None:
    assert seconds_allowed(18_000) < 5.1
    assert seconds_allowed(1_000_000_000) == 15


@pytest.mark.skipif(sys.platform != "linux", reason="the system keeps no such limit")
def test_memory_is_bounded() -> None:
    assert run("held = bytearray(500_000_000)").returncode == 0
    bounded = run(RESTRICT.format(60) + "held = bytearray(500_000_000)")
    assert "MemoryError" in bounded.stderr


@pytest.mark.skipif(os.name != "posix", reason="has no such limits")
def test_processor_time_is_bounded() -> None:
    assert run(RESTRICT.format(0) + "while True: pass").returncode < 0


def test_without_such_limits_nothing_is_done() -> None:
    done = run("import sys; sys.modules['resource'] = None\n" + RESTRICT.format(60) + "print('went on')")
    assert done.stdout == "went on\n"
