"""What a person reads for the roles and kinds of columns, and the colour of each role."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtGui import QColor, QPalette

from workbench.core.own_data import Kind, Role
from workbench.qt.palette import mixed, theme_of


@dataclass(frozen=True)
class RoleRow:
    """One row: a role with its words and its colour, empty for none."""

    title: str
    tool_tip: str
    color: str = ""


ROLE_ROWS: dict[Role, RoleRow] = {
    "input": RoleRow("Input", "The network reads it.", "#0072B2"),
    "label": RoleRow("Label", "The network learns to say it.", "#E69F00"),
    "tags": RoleRow("Tags", "Labels too: each cell lists any number of them, such as a|b|c.", "#CC79A7"),
    "part": RoleRow("Part", "Says which rows train and which ones check.", "#009E73"),
    "ignore": RoleRow("Ignore", "Takes no part."),
}

KIND_TITLES: dict[Kind, str] = {
    "number": "Number",
    "category": "Category",
    "yes_no": "Yes or no",
    "text": "Text",
    "date": "Date",
}

KIND_TOOL_TIPS: dict[Kind, str] = {
    "number": "One input.",
    "category": "One input for each value: 1 where the row has it, else 0 (one-hot).",
    "yes_no": "One input: 1 for yes, 0 for no.",
    "text": "Words that differ from row to row cannot be an input.",
    "date": "A date cannot be an input; write the parts you need, such as the month, as columns of their own.",
}


def role_background(role: Role, palette: QPalette) -> QColor | None:
    """Returns the tint behind the cells of a role, or None where it has no colour."""
    color = ROLE_ROWS[role].color
    theme = theme_of(palette)
    return _tint(color, theme.background.name(), theme.is_dark) if color else None


@lru_cache(maxsize=32)
def _tint(color: str, background: str, is_dark: bool) -> QColor:
    """Returns the tint; every cell that is painted asks for one."""
    return mixed(QColor(background), QColor(color), 0.3 if is_dark else 0.16)
