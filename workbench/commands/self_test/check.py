"""One thing that is checked of an installation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Check:
    """A row of the table of checks.

    Attributes:
        title: What is checked.
        run: Gets a folder that all checks share; returns what was found, in a few words, or raises what is wrong.
    """

    title: str
    run: Callable[[Path], str]


def demand(condition: bool, otherwise: str) -> None:
    """Fails the check with a sentence where the condition does not hold."""
    if not condition:
        raise RuntimeError(otherwise)
