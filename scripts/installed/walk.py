"""Has the installed program walk through its own window, and listens to what it tells."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from installed.program import PATIENCE, Program


@dataclass
class Walk:
    """What the program told of one walk through its window.

    Attributes:
        status: Its exit status.
        errors: What it said on standard error.
        steps: What it told of each step.
        started: When it was started, by `time.time`.
    """

    started: float
    status: int = 0
    errors: str = ""
    steps: list[dict[str, Any]] = field(default_factory=list)

    def passed(self) -> bool:
        """Whether it went to its end."""
        return self.status == 0 and bool(self.steps) and all(step["passed"] for step in self.steps)

    def found(self, name: str) -> dict[str, Any]:
        """Returns what was found in a step; nothing where it did not come to that."""
        return next((dict(step.get("found") or {}) for step in self.steps if step["step"] == name), {})

    def seconds_to(self, name: str) -> float | None:
        """Returns the seconds from the start of the program to the end of a step."""
        return next((step["at"] - self.started for step in self.steps if step["step"] == name), None)


def walked(
    program: Program,
    words: Sequence[str | Path],
    environment: dict[str, str],
    on_step: Callable[[str], None] = lambda _: None,
) -> Walk:
    """Has the program walk, and listens to it.

    Args:
        program: The installed program.
        words: What follows `--walk`: a folder, and a project for the next start.
        environment: Of this start.
        on_step: Is told the name of each step as soon as it is over.
    """
    walk = Walk(time.time())
    process = program.start("--walk", *words, **environment)
    # What hangs tells nothing more, and is not waited for.
    impatience = threading.Timer(PATIENCE, process.kill)
    impatience.start()
    try:
        assert process.stdout is not None
        for line in process.stdout:
            walk.steps.append(json.loads(line))
            on_step(walk.steps[-1]["step"])
        _, walk.errors = process.communicate()
    except ValueError as error:
        walk.errors = f"it did not print JSON: {error}"
    finally:
        impatience.cancel()
        process.kill()
        walk.status = process.wait()
    return walk


def seconds_to_window(program: Program, folder: Path, environment: dict[str, str]) -> float:
    """Starts the program, and ends it as soon as its window was seen; returns the seconds until then.

    Raises:
        ValueError: the program did not say when it was seen.
    """
    started = time.time()
    process = program.start("--walk", folder, **environment)
    try:
        assert process.stdout is not None
        return float(json.loads(process.stdout.readline()).get("at", "never")) - started
    finally:
        process.kill()
        process.communicate()
