"""The installed program's own window, led through its steps by the program itself."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from installed.limits import READY, WINDOW, judged
from installed.outcome import Outcome, Verdict
from installed.program import PATIENCE, Program, texts

PROJECT = "flowers.workbench"
"""What the first walk saves last, as the program calls it."""

CLOSE = 1e-6
"""How much a prediction may differ after the next start."""


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


def window_steps(
    program: Program,
    group: str,
    folder: Path,
    environment: dict[str, str],
    on_step: Callable[[str], None] = lambda _: None,
) -> Iterator[Outcome]:
    """Walks twice, the second time with the project that was saved.

    Args:
        program: The installed program.
        group: Of the rows of the report.
        folder: Where the walks save everything.
        environment: Says where the window is shown.
        on_step: Is told the name of each step of the first walk as soon as it is over.
    """
    first = walked(program, [folder], environment, on_step)
    yield from outcomes(group, "first start", first)
    following = walked(program, [folder, folder / PROJECT], environment)
    yield from outcomes(group, "next start", following)
    yield same_predictions(group, first, following)
    for limit, name in ((WINDOW, "first paint"), (READY, "ready to train")):
        seconds = following.seconds_to(name)
        if seconds is not None:
            yield judged(group, limit, seconds)


def outcomes(group: str, title: str, walk: Walk) -> Iterator[Outcome]:
    """Returns a row for each step of a walk, and one for its end."""
    for step in walk.steps:
        verdict = Verdict.OK if step["passed"] else Verdict.FAILED
        found = in_short(step.get("found") or {}) if step["passed"] else step["error"]
        yield Outcome(group, f"{title}: {step['step']}", verdict, found, step["seconds"])
    verdict = Verdict.OK if walk.passed() and not walk.errors.strip() else Verdict.FAILED
    yield Outcome(group, f"{title}: ended", verdict, walk.errors.strip(), status=walk.status)


def in_short(found: dict[str, Any]) -> str:
    """Returns what was found, without what is too long for a line."""
    return texts({name: value for name, value in found.items() if not isinstance(value, list)})


def same_predictions(group: str, first: Walk, following: Walk) -> Outcome:
    """Returns whether the saved project predicts the same after the next start."""
    before, after = (walk.found("predict").get("probabilities", []) for walk in (first, following))
    name = "the saved project predicts the same"
    if not before or len(before) != len(after):
        return Outcome(group, name, Verdict.FAILED, "there are no predictions to compare")
    pairs = zip(sum(before, []), sum(after, []), strict=True)
    difference = max(abs(one - other) for one, other in pairs)
    verdict = Verdict.OK if difference <= CLOSE else Verdict.FAILED
    return Outcome(group, name, verdict, f"{len(before)} examples, largest difference {difference:.1e}")
