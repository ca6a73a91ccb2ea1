"""What a person can set of one input of a table, or of several that are one choice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.core.own_data import Column, OwnData
from workbench.data.dataset import Dataset, Inputs

LOOKED_AT = 5_000
"""Examples that say from where to where an input goes."""
FEW_STEPS = 100
"""Whole numbers that go over at most so many are set in whole steps."""


@dataclass(frozen=True)
class InputControl:
    """One thing to set.

    Attributes:
        name: What a person reads.
        first: The place of its first input.
        choices: What a list offers; empty where a number is set. One input counts them from 0; of several inputs,
            one a choice, the chosen one is 1.
        width: How many inputs it sets.
        low: The smallest number in the data.
        high: The largest one.
        middle: The median.
        step: How far apart numbers are.
    """

    name: str
    first: int
    choices: tuple[str, ...] = ()
    width: int = 1
    low: float = 0.0
    high: float = 1.0
    middle: float = 0.0
    step: float = 0.01

    def value(self, inputs: NDArray[np.float32]) -> float:
        """Returns the number, or the place of the choice, in the inputs (d,) of an example; NaN where it is missing."""
        part = inputs[self.first : self.first + self.width]
        if self.width == 1 or np.isnan(part).any():
            return float(part[0])
        return float(part.argmax())

    def put(self, inputs: NDArray[np.float32], value: float) -> None:
        """Writes a number, or the place of a choice, into the inputs (d,) of an example."""
        if self.width == 1:
            inputs[self.first] = value
            return
        chosen = np.arange(self.width) == value
        inputs[self.first : self.first + self.width] = np.nan if np.isnan(value) else chosen

    def at(self, share: float) -> float:
        """Returns the number at a share of the way from the smallest to the largest."""
        value = self.low + (self.high - self.low) * min(max(share, 0.0), 1.0)
        return float(np.rint(value)) if self.step == 1 else value

    def words(self, value: float) -> str:
        """Returns a value as a person reads it."""
        if np.isnan(value):
            return "missing"
        if self.choices and float(value).is_integer() and 0 <= value < len(self.choices):
            return self.choices[int(value)]
        return f"{value:.4g}"


def input_controls(dataset: Dataset, own: OwnData | None) -> tuple[InputControl, ...]:
    """Returns what there is to set of an example of a data set.

    Args:
        dataset: The data.
        own: How a person's own data was read, which says what its categories are; None for other data.
    """
    some = _some(dataset.inputs)
    columns = () if own is None else tuple(column for column in own.columns if column.role == "input")
    choices = dict(_choices(columns))
    if sum(width for _, width in choices.values()) + _numbers(columns) != dataset.number_of_inputs:
        choices = {}
    return tuple(_controls(dataset.input_names, some, choices))


def _some(inputs: Inputs) -> Inputs:
    """Returns examples from all over the data: it may be sorted, or larger than memory."""
    if len(inputs) <= LOOKED_AT:
        return np.asarray(inputs)
    return np.asarray(inputs[np.linspace(0, len(inputs) - 1, LOOKED_AT).astype(int)])


def _numbers(columns: tuple[Column, ...]) -> int:
    return sum(column.width for column in columns if column.kind == "number" or column.width > 1)


def _choices(columns: tuple[Column, ...]) -> Iterator[tuple[int, tuple[Column, int]]]:
    """Yields where each list begins among the inputs, its column, and how many inputs it takes."""
    place = 0
    for column in columns:
        is_list = column.width == 1 and column.kind in ("category", "yes_no")
        width = len(column.categories) if is_list and column.kind == "category" else column.width
        if is_list:
            yield place, (column, width)
        place += width


def _controls(
    names: tuple[str, ...], some: Inputs, choices: dict[int, tuple[Column, int]]
) -> Iterator[InputControl]:
    place = 0
    while place < len(names):
        if place in choices:
            column, width = choices[place]
            shares = some[:, place : place + width]
            yield InputControl(column.name, place, column.categories, width, middle=_usual(shares))
            place += width
        else:
            yield _number(names[place], place, some[:, place])
            place += 1


def _usual(shares: Inputs) -> float:
    """Returns the choice that most examples have made."""
    known = shares[~np.isnan(shares).any(axis=1)]
    if not len(known):
        return 0.0
    return float(np.median(known)) if shares.shape[1] == 1 else float(known.sum(axis=0).argmax())


def _number(name: str, place: int, values: NDArray[np.float32]) -> InputControl:
    known = values[np.isfinite(values)]
    if not len(known):
        return InputControl(name, place)
    low, high = float(known.min()), float(known.max())
    if low == high:
        low, high = low - 1, high + 1
    is_whole = bool((known == np.rint(known)).all()) and high - low <= FEW_STEPS
    step = 1.0 if is_whole else (high - low) / FEW_STEPS
    middle = float(np.median(known))
    return InputControl(name, place, (), 1, low, high, float(np.rint(middle)) if is_whole else middle, step)
