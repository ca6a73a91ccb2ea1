"""Describes one editable value, so that forms, checks and the command line derive from one row."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from workbench.core.errors import UserError

Value = int | float | str | bool
FieldKind = Literal["integer", "number", "flag", "choice"]

# Also keeps whole numbers out that no float can hold.
LARGEST_NUMBER = sys.float_info.max


@dataclass(frozen=True)
class Field:
    """One value that a person can set.

    Attributes:
        name: Keras's own argument name where Keras has the thing; the key in files.
        title: What a form shows beside the control.
        kind: Which control edits it and which values are allowed.
        default: The value of a new thing.
        minimum: Smallest allowed number, inclusive.
        maximum: Largest allowed number, inclusive.
        choices: The allowed words of a `choice`.
        tool_tip: One sentence for a learner.
    """

    name: str
    title: str
    kind: FieldKind
    default: Value
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[str, ...] = ()
    tool_tip: str = ""

    def check(self, value: object) -> Value:
        """Returns `value` in the field's own type.

        Raises:
            UserError: the value has the wrong type or is outside the range.
        """
        if self.kind == "flag":
            return self._checked_flag(value)
        if self.kind == "choice":
            return self._checked_choice(value)
        return self._checked_number(value)

    def _checked_flag(self, value: object) -> bool:
        if not isinstance(value, bool):
            raise UserError(f"{self.title} must be on or off, not {value!r}.")
        return value

    def _checked_choice(self, value: object) -> str:
        if value not in self.choices:
            raise UserError(f"{self.title} cannot be {value!r}; choose one of {', '.join(self.choices)}.")
        return str(value)

    def _checked_number(self, value: object) -> int | float:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise UserError(f"{self.title} must be a number, not {value!r}.")
        if not abs(value) <= LARGEST_NUMBER:
            raise UserError(f"{self.title} must be a finite number, not {str(value)[:20]}.")
        if self.kind == "integer" and value != int(value):
            raise UserError(f"{self.title} must be a whole number, not {value}.")
        if not self._in_range(value):
            raise UserError(f"{self.title} is {value:g}; it must be {self.range_text()}.")
        return int(value) if self.kind == "integer" else float(value)

    def _in_range(self, value: float) -> bool:
        above = self.minimum is None or value >= self.minimum
        below = self.maximum is None or value <= self.maximum
        return above and below

    def range_text(self) -> str:
        """Returns the allowed range in words."""
        if self.minimum is not None and self.maximum is not None:
            return f"between {self.minimum:g} and {self.maximum:g}"
        if self.minimum is not None:
            return f"at least {self.minimum:g}"
        return f"at most {self.maximum:g}" if self.maximum is not None else "a number"


def filled(fields: tuple[Field, ...], options: Mapping[str, Value], owner: str) -> dict[str, Value]:
    """Returns a checked value for every field, the default where `options` has none.

    Raises:
        UserError: a value is out of range, or an option that `owner` does not have is given.
    """
    names = {field.name for field in fields}
    for name in options:
        if name not in names:
            raise UserError(f"{owner} has no setting {name!r}; it has {', '.join(sorted(names)) or 'none'}.")
    try:
        return {field.name: field.check(options.get(field.name, field.default)) for field in fields}
    except UserError as error:
        raise UserError(f"{owner}: {error}") from None
