"""A part of a script, which is a cell of a notebook too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Section:
    """One step of the whole.

    Attributes:
        title: A word or two.
        why: What the step is for, in one or two sentences for a learner.
        code: Lines of Python, without an end of line at the end.
        imports: Lines that the code needs at the head of the script.
    """

    title: str
    why: str
    code: str
    imports: frozenset[str] = frozenset()


def lines(*parts: str) -> str:
    """Returns the parts that say something, one below the other."""
    return "\n".join(part for part in parts if part)


def all_imports(sections: Iterable[Section]) -> frozenset[str]:
    """Returns what all the sections need at the head."""
    return frozenset().union(*(section.imports for section in sections))
