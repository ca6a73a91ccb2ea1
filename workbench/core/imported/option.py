"""One argument of a Keras layer: which values it may have, and how they are written in a graph."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from workbench.core.fields import LARGEST_NUMBER

Check = Callable[[object], Any]
Options = Mapping[str, Any]

REQUIRED = object()
"""The default of an argument that has none."""

LARGEST_SIZE = 2**31 - 1
MOST_NUMBERS = 10_000
"""How many numbers a constant may have."""

DEEPEST_CONSTANT = 4
LONGEST_NAME = 200


class Unfit(Exception):
    """Something does not fit. The message goes on from the name of what it is about: `must be …`, `takes …`."""


@dataclass(frozen=True)
class Option:
    """One argument.

    Attributes:
        name: Keras 3's name.
        check: Returns the value as a graph has it, or raises `Unfit`; what it returned it returns again.
        default: What Keras takes where none is given, or `REQUIRED`.
        old_name: What Keras 2 called it.
    """

    name: str
    check: Check
    default: Any = REQUIRED
    old_name: str = ""

    def value_in(self, given: Options) -> Any:
        """Returns the checked value that `given` has for this argument, or the default.

        Raises:
            Unfit: it does not fit, or there is none and Keras has no default.
        """
        name = self.old_name if self.name not in given and self.old_name in given else self.name
        if name not in given:
            if self.default is REQUIRED:
                raise Unfit(f"{self.name} is missing")
            return self.default
        try:
            return self.check(given[name])
        except Unfit as unfit:
            raise Unfit(f"{name} {unfit}") from None


def shown(value: object) -> str:
    """Returns a few words for a value of which nothing is known, not even its size."""
    if isinstance(value, str):
        return repr(value[:40])
    if isinstance(value, int) and abs(value) > 10**18:
        return "a number with too many digits"
    if value is None or isinstance(value, (int, float)):
        return str(value)
    return "a list" if isinstance(value, (list, tuple)) else "an object"


def whole(minimum: int = 0, maximum: int = LARGEST_SIZE) -> Check:
    """Returns a check for a whole number."""

    def check(value: object) -> int:
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        if not is_number or not minimum <= value <= maximum or value != int(value):  # type: ignore[operator, call-overload]
            raise Unfit(f"must be a whole number between {minimum} and {maximum}, not {shown(value)}")
        return int(value)  # type: ignore[call-overload, no-any-return]

    return check


def number(minimum: float = -LARGEST_NUMBER, maximum: float = LARGEST_NUMBER) -> Check:
    """Returns a check for a finite number."""

    def check(value: object) -> float:
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        if not is_number or not minimum <= value <= maximum:  # type: ignore[operator]
            raise Unfit(f"must be a number between {minimum:g} and {maximum:g}, not {shown(value)}")
        return float(value)  # type: ignore[arg-type]

    return check


def flag(value: object) -> bool:
    """Checks a yes or no."""
    if not isinstance(value, bool):
        raise Unfit(f"must be true or false, not {shown(value)}")
    return value


def word(*words: str) -> Check:
    """Returns a check for one of some words."""

    def check(value: object) -> str:
        if not isinstance(value, str) or value not in words:
            raise Unfit(f"must be {' or '.join(words)}, not {shown(value)}")
        return value

    return check


def only(*values: Any) -> Check:
    """Returns a check for something that is understood in one form only."""

    def check(value: object) -> Any:
        if not any(type(value) is type(allowed) and value == allowed for allowed in values):
            raise Unfit(f"must be {shown(values[0])}, not {shown(value)}, to be opened here")
        return value

    return check


def _is_plain(text: str) -> bool:
    return bool(text) and text.isprintable() and "/" not in text


def printable(text: str) -> str:
    """Returns the beginning of a text from a file, as it may stand in a sentence."""
    return "".join(letter if letter.isprintable() else "?" for letter in text[:60])


def name(value: object) -> str:
    """Checks the name of a layer, which becomes part of names in files."""
    if not isinstance(value, str) or len(value) > LONGEST_NAME or not _is_plain(value):
        raise Unfit(f"must be a name of at most {LONGEST_NAME} letters without a slash, not {shown(value)}")
    return value


def maybe(check: Check) -> Check:
    """Returns a check that also takes nothing."""
    return lambda value: None if value is None else check(value)


def either(*checks: Check) -> Check:
    """Returns a check that takes what one of some checks takes."""

    def check(value: object) -> Any:
        for one in checks[:-1]:
            try:
                return one(value)
            except Unfit:
                continue
        return checks[-1](value)

    return check


def items(check: Check, fewest: int, most: int) -> Check:
    """Returns a check for a list."""

    def check_items(value: object) -> list[Any]:
        if not isinstance(value, (list, tuple)) or not fewest <= len(value) <= most:
            count = str(fewest) if fewest == most else f"{fewest} to {most}"
            raise Unfit(f"must be a list of {count}, not {shown(value)}")
        return [check(item) for item in value]

    return check_items


def sizes(rank: int, minimum: int = 1, maximum: int = LARGEST_SIZE) -> Check:
    """Returns a check for one whole number an axis; a single one stands for all."""
    one, all_of_them = whole(minimum, maximum), items(whole(minimum, maximum), rank, rank)

    def check(value: object) -> list[int]:
        checked: list[int] = all_of_them(value) if isinstance(value, (list, tuple)) else [one(value)] * rank
        return checked

    return check


def margins(rank: int, maximum: int) -> Check:
    """Returns a check for what is added or cut before and after each axis: one number, one an axis, or pairs."""
    one = whole(0, maximum)

    def check(value: object) -> list[list[int]]:
        per_axis = value if isinstance(value, (list, tuple)) else [value] * rank
        if len(per_axis) != rank:
            raise Unfit(f"must be a list of {rank}, not {shown(value)}")
        return [
            items(one, 2, 2)(axis) if isinstance(axis, (list, tuple)) else [one(axis)] * 2
            for axis in per_axis
        ]

    return check


def axes(most: int = 8) -> Check:
    """Returns a check for one axis or a list of axes; a list of one is that one."""
    one, several = whole(-most, most), items(whole(-most, most), 1, most)

    def check(value: object) -> int | list[int]:
        checked = several(value) if isinstance(value, (list, tuple)) else [one(value)]
        return checked[0] if len(checked) == 1 else checked

    return check


def constant(value: object) -> Any:
    """Checks a number or a list of lists of numbers."""
    return _constant(value, [MOST_NUMBERS], DEEPEST_CONSTANT)


def _constant(value: object, left: list[int], depth: int) -> Any:
    left[0] -= 1
    if left[0] < 0:
        raise Unfit(f"must have at most {MOST_NUMBERS:,} numbers")
    if isinstance(value, list) and depth:
        return [_constant(item, left, depth - 1) for item in value]
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not abs(value) <= LARGEST_NUMBER:
        raise Unfit(f"must be finite numbers, not {shown(value)}")
    return value


def shape_of_constant(value: Any) -> tuple[int, ...]:
    """Returns the shape of what `constant` returned.

    Raises:
        Unfit: there are lists of different lengths in it.
    """
    if not isinstance(value, list):
        return ()
    inner = {shape_of_constant(item) for item in value}
    if len(inner) != 1:
        raise Unfit("must not have lists of different lengths in it")
    return (len(value), *inner.pop())
