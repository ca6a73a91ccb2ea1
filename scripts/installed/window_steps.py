"""The installed program's own window, led through its steps by the program itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

from installed.limits import READY, WINDOW, judged
from installed.outcome import Outcome, Verdict
from installed.program import Program, texts
from installed.walk import Walk, seconds_to_window, walked

PROJECT = "flowers.workbench"
"""What the first walk saves last, as the program calls it."""

STARTS = 5
"""Of which the middle one counts for when the window is seen."""

CLOSE = 1e-6
"""How much a prediction may differ after the next start."""


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
    yield from limits(program, group, folder, environment, following)


def limits(
    program: Program, group: str, folder: Path, environment: dict[str, str], following: Walk
) -> Iterator[Outcome]:
    """Returns whether the window comes as soon as it should, and the engine, which was timed in a walk."""
    try:
        seconds = [seconds_to_window(program, folder, environment) for _ in range(STARTS)]
    except ValueError:
        yield Outcome(group, WINDOW.name, Verdict.FAILED, "the window was not seen")
    else:
        yield judged(group, WINDOW, median(seconds))
    ready = following.seconds_to("ready to train")
    if ready is not None:
        yield judged(group, READY, ready)


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
