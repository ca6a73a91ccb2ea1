"""One row of the table of built-in data sets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from workbench.core.fields import Field
from workbench.data.dataset import Dataset

Option = Field


@dataclass(frozen=True)
class DataSetRow:
    """A data set that can be chosen by name.

    Attributes:
        name: The key in files and on the command line.
        title: What a person reads.
        description: A few sentences for a learner.
        options: What can be set; every option is an argument of `make`.
        make: Returns the data set; the same options always give the same one.
        group: The heading under which lists show it.
        arrays: Returns its inputs (n, d) and labels with nothing but NumPy and scikit-learn. The code of a project
            carries the source of this function, and of what it uses in its own file. None where there is no such code.
    """

    name: str
    title: str
    description: str
    options: tuple[Option, ...]
    make: Callable[..., Dataset]
    group: str
    arrays: Callable[..., tuple[Any, Any]] | None = None


SIZE = Option("size", "Examples", "integer", 500, 100, 20_000, tool_tip="How many examples are drawn.")
SEED = Option(
    "seed", "Seed", "integer", 0, 0, 2**31 - 1, tool_tip="The same seed always draws the same examples."
)


def noise(default: float, maximum: float, tool_tip: str) -> Option:
    """Returns the option for how blurred a generated data set is."""
    return Option("noise", "Noise", "number", default, 0.0, maximum, tool_tip=tool_tip)
