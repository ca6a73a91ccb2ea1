"""One thing that is done with the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from workbench.commands.walk.person import Person

Found = Mapping[str, object]
"""What was seen, as JSON can hold it."""


@dataclass(frozen=True)
class Step:
    """A row of the table of steps.

    Attributes:
        name: What is done.
        do: Does it in the window; returns what was seen, or raises what is wrong.
    """

    name: str
    do: Callable[[Person], Found]
