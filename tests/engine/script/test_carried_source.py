"""The source of a function stands in a script by itself, and does the same there."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from workbench.core.fields import filled
from workbench.data.built_in import DATA_SETS
from workbench.data.row import DataSetRow
from workbench.data.split import iterative_stratification
from workbench.engine.script.carried_source import called_with, carried_source

STEPS: tuple[int, ...] = (1, 2)
TWICE = 2 * len(STEPS)


def halved(number: float) -> float:
    # Kept, because it says why.
    return number / TWICE


def hypotenuse(a: float, b: float = 4.0, *, scale: Any = None) -> dict[str, float]:
    import statistics

    wanted: float = halved(math.hypot(a, b))
    return {"wanted": statistics.mean([wanted, wanted])}


def total(first: int, second: int) -> int:
    return sum((first, 2 * second))


WITHOUT_TYPES = """\
STEPS = (1, 2)
TWICE = 2 * len(STEPS)


def halved(number):
    # Kept, because it says why.
    return number / TWICE


def hypotenuse(a, b = 4.0, *, scale = None):
    wanted = halved(math.hypot(a, b))
    return {"wanted": statistics.mean([wanted, wanted])}"""


def run(code: str, imports: frozenset[str], expression: str) -> Any:
    variables: dict[str, Any] = {}
    exec("\n".join([*imports, code]), variables)
    return eval(expression, variables)


def test_what_a_function_uses_comes_before_it_and_types_are_gone() -> None:
    carried = carried_source(hypotenuse)
    assert carried.imports == {"import math", "import statistics"}
    assert carried.code == WITHOUT_TYPES
    assert run(carried.code, carried.imports, "hypotenuse(3.0)") == hypotenuse(3.0)


def test_one_expression_is_written_out_with_its_values() -> None:
    carried, expression = called_with(total, {"first": 3, "second": -4})
    assert (carried.code, expression) == ("", "sum((3, 2 * -4))")


@pytest.mark.parametrize("row", DATA_SETS.values(), ids=lambda row: row.name)
def test_every_data_set_is_made_by_its_code(row: DataSetRow) -> None:
    options = filled(row.options, {}, row.title)
    assert row.arrays is not None
    carried, expression = called_with(row.arrays, options)
    for made, expected in zip(run(carried.code, carried.imports, expression), row.arrays(**options)):
        np.testing.assert_array_equal(made, expected)


def test_the_split_of_many_labels_is_carried_whole() -> None:
    labels = np.random.default_rng(0).random((60, 4)) < 0.3
    carried = carried_source(iterative_stratification)
    function = run(carried.code, carried.imports, "iterative_stratification")
    ours = iterative_stratification(labels, 12, np.random.default_rng(1))
    np.testing.assert_array_equal(function(labels, 12, np.random.default_rng(1)), ours)
