"""The sections of a script that prepare the inputs: missing values filled in, and all columns on one scale."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from workbench.data.fitting import SMALLEST_RELATIVE_SCALE
from workbench.engine.script.expressions import literal
from workbench.engine.script.section import Section, lines

NUMPY = frozenset({"import numpy as np"})
UNSEEN = "measured on the training part alone: the validation part must stay unseen."
UNSEEN_WITH_TEST = "measured on the training part alone: the others must stay unseen."

FILLED = Section(
    "Missing values",
    f"The median of its input stands in for a value that is not there. It is {UNSEEN}",
    lines(
        'median = np.nanmedian(x_train.astype("float64"), axis=0).astype("float32")',
        "x_train = np.where(np.isnan(x_train), median, x_train)",
        "x_validation = np.where(np.isnan(x_validation), median, x_validation)",
    ),
    NUMPY,
)

STANDARDISED = Section(
    "Standardising",
    f"Each input gets mean 0 and spread 1, so that none outweighs the others. Both are {UNSEEN}",
    lines(
        'mean = x_train.mean(axis=0, dtype="float64")',
        'scale = x_train.std(axis=0, dtype="float64")',
        f"scale[scale <= {literal(SMALLEST_RELATIVE_SCALE)} * np.abs(mean)] = 1.0  # a column that is constant",
        'x_train = ((x_train - mean) / scale).astype("float32")',
        'x_validation = ((x_validation - mean) / scale).astype("float32")',
    ),
    NUMPY,
)

RANGED = Section(
    "Scaling",
    f"Each input gets the range from 0 to 1, so that none outweighs the others. Its ends are {UNSEEN}",
    lines(
        'smallest = x_train.min(axis=0).astype("float64")',
        "span = x_train.max(axis=0) - smallest",
        f"span[span <= {literal(SMALLEST_RELATIVE_SCALE)} * np.abs(smallest)] = 1.0  # a column that is constant",
        'x_train = ((x_train - smallest) / span).astype("float32")',
        'x_validation = ((x_validation - smallest) / span).astype("float32")',
    ),
    NUMPY,
)

SCALED: dict[str, tuple[Section, ...]] = {
    "none": (),
    "standardise": (STANDARDISED,),
    "min_max": (RANGED,),
}
"""For each scaling the code that does it."""


def preparing_sections(scaling: str, may_miss: bool, has_test: bool = False) -> Iterator[Section]:
    """Yields code that changes `x_train`, `x_validation` and, where there is one, `x_test`."""
    for section in (*((FILLED,) if may_miss else ()), *SCALED[scaling]):
        yield _with_test(section) if has_test else section


def _with_test(section: Section) -> Section:
    """Returns the section with a last line that does to the test part what is done to the validation part."""
    last = section.code.splitlines()[-1].replace("x_validation", "x_test")
    why = section.why.replace(UNSEEN, UNSEEN_WITH_TEST)
    return replace(section, why=why, code=lines(section.code, last))
