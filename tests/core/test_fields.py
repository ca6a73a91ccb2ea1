"""A field keeps what fits and refuses the rest in words."""

from __future__ import annotations

import math

import pytest

from workbench.core.errors import UserError
from workbench.core.fields import Field, Value, filled
from workbench.core.layers import LAYERS, LayerKind
from workbench.core.optimizers import OPTIMIZERS, SCHEDULES, OptimizerKind, Schedule
from workbench.core.projects.project_fields import DATA_FIELDS, HEAD_FIELDS, SEED, TRAINING_FIELDS

ROWS: tuple[LayerKind | OptimizerKind | Schedule, ...] = (
    *LAYERS.values(),
    *OPTIMIZERS.values(),
    *SCHEDULES.values(),
)
ALL_FIELDS = [
    *DATA_FIELDS,
    *HEAD_FIELDS,
    *TRAINING_FIELDS,
    SEED,
    *(field for row in ROWS for field in row.fields),
]
WHOLE = Field("units", "Units", "integer", 4, 1, 8)
NUMBER = Field("rate", "Rate", "number", 0.5, 0.0, 1.0)
FLAG = Field("bias", "Bias", "flag", True)
WORD = Field("pace", "Pace", "choice", "slow", choices=("slow", "fast"))


@pytest.mark.parametrize("field", ALL_FIELDS, ids=lambda field: field.name)
def test_every_default_fits_its_own_field(field: Field) -> None:
    assert field.check(field.default) == field.default
    assert field.title and field.tool_tip.endswith(".")


@pytest.mark.parametrize(
    "field", [f for f in ALL_FIELDS if f.minimum is not None], ids=lambda field: field.name
)
def test_every_range_includes_its_ends_and_nothing_beyond(field: Field) -> None:
    assert field.minimum is not None and field.maximum is not None
    assert field.check(field.minimum) == field.minimum
    assert field.check(field.maximum) == field.maximum
    for outside in (field.minimum - 1, field.maximum * 2 + 1):
        with pytest.raises(UserError, match="must be between"):
            field.check(outside)


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [(WHOLE, 3, 3), (WHOLE, 3.0, 3), (NUMBER, 1, 1.0), (FLAG, False, False), (WORD, "fast", "fast")],
)
def test_a_value_comes_back_in_the_type_of_the_field(field: Field, value: Value, expected: Value) -> None:
    result = field.check(value)
    assert result == expected and type(result) is type(expected)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        (WHOLE, 2.5, "whole number"),
        (WHOLE, True, "must be a number"),
        (WHOLE, "3", "must be a number"),
        (WHOLE, None, "must be a number"),
        (NUMBER, math.nan, "finite"),
        (NUMBER, math.inf, "finite"),
        (WHOLE, 10**400, "finite"),
        (NUMBER, 2, "between 0 and 1"),
        (FLAG, 1, "on or off"),
        (WORD, "medium", "choose one of slow, fast"),
        (WORD, ["slow"], "choose one of"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(field: Field, value: object, words: str) -> None:
    with pytest.raises(UserError, match=words):
        field.check(value)


@pytest.mark.parametrize(
    ("minimum", "maximum", "words"),
    [(1, 2, "between 1 and 2"), (1, None, "at least 1"), (None, 2, "at most 2"), (None, None, "a number")],
)
def test_a_range_reads_as_words(minimum: float | None, maximum: float | None, words: str) -> None:
    assert Field("x", "X", "number", 1, minimum, maximum).range_text() == words


def test_filled_takes_defaults_for_what_is_missing() -> None:
    assert filled((WHOLE, NUMBER), {"rate": 1}, "Dense") == {"units": 4, "rate": 1.0}


def test_filled_names_the_owner_of_what_is_wrong() -> None:
    with pytest.raises(UserError, match="^Dense has no setting 'width'; it has units"):
        filled((WHOLE,), {"width": 3}, "Dense")
    with pytest.raises(UserError, match="^Dense: Units is 9"):
        filled((WHOLE,), {"units": 9}, "Dense")
    with pytest.raises(UserError, match="it has none"):
        filled((), {"units": 9}, "Flatten")
