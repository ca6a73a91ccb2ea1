"""What came of one thing that was tried."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How it went."""

    OK = "ok"
    FAILED = "FAILED"
    MISSED = "MISSED"
    SKIPPED = "skipped"


class Failure(Exception):
    """What is wrong with the installed program, in a sentence."""


class Lacking(Exception):
    """Why something cannot be tried on this machine, or with this installation."""


@dataclass(frozen=True)
class Outcome:
    """A row of the report.

    Attributes:
        group: What it belongs to.
        name: What was tried.
        verdict: How it went; MISSED is a limit that was not kept.
        found: What was seen, or what is wrong.
        seconds: How long it took; None where that says nothing.
        status: The exit status of the program; None where it is one step of several.
    """

    group: str
    name: str
    verdict: Verdict
    found: str = ""
    seconds: float | None = None
    status: int | None = None


@dataclass(frozen=True)
class Seen:
    """What was seen where everything went well."""

    found: str = ""
    status: int | None = None


def tried(group: str, name: str, try_it: Callable[[], Seen]) -> Outcome:
    """Tries one thing, and returns how it went, whatever happens."""
    begun = time.monotonic()
    try:
        seen = try_it()
    except Lacking as error:
        return Outcome(group, name, Verdict.SKIPPED, str(error))
    # Whatever is wrong with an installation, the other steps are tried.
    except Exception as error:
        found = str(error) if isinstance(error, Failure) else f"{type(error).__name__}: {error}"
        return Outcome(group, name, Verdict.FAILED, found, time.monotonic() - begun)
    return Outcome(group, name, Verdict.OK, seen.found, time.monotonic() - begun, seen.status)


def demand(condition: bool, otherwise: str) -> None:
    """Fails where the condition does not hold."""
    if not condition:
        raise Failure(otherwise)
