"""Tells what came of everything: a line at a time for people, or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import TextIO

from installed.outcome import Outcome, Verdict

MOST_CHARACTERS = 150
"""Of what was seen, in a line of the table."""


def told(outcomes: Iterable[Outcome], stream: TextIO) -> list[Outcome]:
    """Prints a line for each outcome as soon as it is there, under the name of its group, and returns all of them."""
    heard: list[Outcome] = []
    for row in outcomes:
        if not heard or heard[-1].group != row.group:
            print(f"\n{row.group}", file=stream)
        print(as_line(row), file=stream, flush=True)
        heard.append(row)
    return heard


def as_line(row: Outcome) -> str:
    """Returns one line: verdict, seconds, exit status, name and what was seen."""
    seconds = "" if row.seconds is None else f"{row.seconds:.2f} s"
    status = "" if row.status is None else f"exit {row.status}"
    is_long = len(row.found) > MOST_CHARACTERS and row.verdict is not Verdict.FAILED
    found = f"{row.found[:MOST_CHARACTERS]}…" if is_long else row.found
    return f"  {row.verdict:8}{seconds:>9}  {status:8}  {row.name}{': ' if found else ''}{found}"


def in_short(outcomes: Sequence[Outcome]) -> str:
    """Returns how many went how."""
    counts = {verdict: sum(row.verdict is verdict for row in outcomes) for verdict in Verdict}
    return ", ".join(f"{count} {verdict}" for verdict, count in counts.items() if count)


def as_json(outcomes: Sequence[Outcome]) -> str:
    """Returns the same as data."""
    return json.dumps(
        {"passed": passed(outcomes), "outcomes": [asdict(row) for row in outcomes]}, ensure_ascii=False
    )


def passed(outcomes: Sequence[Outcome]) -> bool:
    """Whether nothing failed; a limit that was missed is told, and is no failure of a step."""
    return all(row.verdict is not Verdict.FAILED for row in outcomes)
