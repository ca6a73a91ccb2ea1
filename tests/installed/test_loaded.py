"""The libraries of a process are those that it has really loaded."""

from __future__ import annotations

import os
import subprocess

import pytest
from installed.loaded import loaded_by, wait_for_library
from installed.outcome import Failure


def test_this_process_has_loaded_the_c_library_from_a_file_that_is_there() -> None:
    (library,) = (path for path in loaded_by(os.getpid()) if path.name.startswith("libc.so"))
    assert library.is_file()


def test_a_process_that_ended_is_not_waited_for() -> None:
    process = subprocess.Popen(["true"])
    process.wait()
    with pytest.raises(Failure, match="ended before it had loaded libQt6Core"):
        wait_for_library(process.pid, "libQt6Core.so.6", lambda: process.poll() is None)


def test_a_library_that_is_there_is_not_waited_for() -> None:
    assert wait_for_library(os.getpid(), "libc.so", lambda: False) == loaded_by(os.getpid())
