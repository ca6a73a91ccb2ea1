"""The columns of a file, one row each: what they are for, what they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication

from workbench.qt.importing.role_rows import KIND_TITLES, KIND_TOOL_TIPS, ROLE_ROWS, role_background
from workbench.qt.palette import theme_of
from workbench.qt.plain_text import plain_tool_tip

if TYPE_CHECKING:
    from workbench.data.own.draft.draft import Draft

Index = QModelIndex | QPersistentModelIndex

COLUMNS = ("Column", "Role", "Type", "Missing", "Smallest", "Largest", "Distinct", "Values")
NAME, ROLE, KIND, MISSING, SMALLEST, LARGEST, DISTINCT, VALUES = range(len(COLUMNS))
EDITED = (ROLE, KIND)
CHOICES = Qt.ItemDataRole.UserRole
"""Under which role a cell says what can be chosen in it: word, title and tool tip of each."""

ROLE_CHOICES = [(role, row.title, row.tool_tip) for role, row in ROLE_ROWS.items()]

TOOL_TIPS = (
    "The name of the column.",
    "What the column is for; choose another one here.",
    "How the cells are understood; choose another one here.",
    "Rows without a value, of the rows looked at.",
    "The smallest number.",
    "The largest number.",
    "How many different values there are.",
    "Some of the values, or why the column is no input.",
)


class ColumnTableModel(QAbstractTableModel):
    """Shows the columns of a draft; a choice is told of, and shown when the next draft has it.

    Attributes:
        role_chosen: Emitted with the names of columns and a role.
        kind_chosen: Emitted with the names of columns and a kind.
    """

    role_chosen = Signal(object, str)
    kind_chosen = Signal(object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._draft: Draft | None = None
        self._names: tuple[str, ...] = ()

    def show_draft(self, draft: Draft | None) -> None:
        """Shows the columns of `draft`; where they are the same ones, an open editor and the selection stay."""
        names = tuple(column.name for column in draft.columns) if draft is not None else ()
        if names == self._names:
            self._draft = draft
            if not names:
                return
            self.dataChanged.emit(self.index(0, 0), self.index(len(names) - 1, VALUES))
            return
        self.beginResetModel()
        self._draft, self._names = draft, names
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Returns the number of columns of the file."""
        return 0 if parent.isValid() else len(self._names)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Returns how many things are shown of each."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Returns what a column of this table shows, or the number of a row."""
        if orientation == Qt.Orientation.Vertical:
            return section + 1 if role == Qt.ItemDataRole.DisplayRole else None
        shown = {Qt.ItemDataRole.DisplayRole: COLUMNS, Qt.ItemDataRole.ToolTipRole: TOOL_TIPS}
        return shown[Qt.ItemDataRole(role)][section] if role in shown else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Returns what can be done with a cell: role and type are chosen."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() in EDITED else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Returns what a cell shows, its colour, or the word that it stands for."""
        if not index.isValid() or self._draft is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index.row(), index.column())
        if role == Qt.ItemDataRole.EditRole:
            return self._word(index.row(), index.column())
        if role == CHOICES:
            return self._choices(index.row(), index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tool_tip(self._tool_tip(index.row(), index.column()))
        if role == Qt.ItemDataRole.TextAlignmentRole and MISSING <= index.column() <= DISTINCT:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return self._color(index.row(), index.column(), role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tells of a choice."""
        return role == Qt.ItemDataRole.EditRole and self.choose([index.row()], index.column(), value)

    def choose(self, rows: list[int], section: int, word: str) -> bool:
        """Tells of a choice for the columns in `rows`; returns whether anything would change."""
        names = tuple(self._names[row] for row in rows if self._word(row, section) != word)
        if not names:
            return False
        {ROLE: self.role_chosen, KIND: self.kind_chosen}[section].emit(names, word)
        return True

    def _word(self, row: int, section: int) -> str:
        assert self._draft is not None
        column = self._draft.columns[row]
        return {ROLE: column.role, KIND: column.kind}.get(section, self._text(row, section))

    def _choices(self, row: int, section: int) -> list[tuple[str, str, str]]:
        assert self._draft is not None
        if section == ROLE:
            return [*ROLE_CHOICES]
        kinds = self._draft.profiles[self._names[row]].kinds
        return [(kind, KIND_TITLES[kind], KIND_TOOL_TIPS[kind]) for kind in kinds]

    def _text(self, row: int, section: int) -> str:
        assert self._draft is not None
        column = self._draft.columns[row]
        profile = self._draft.profiles[column.name]
        texts = {
            NAME: lambda: column.name,
            ROLE: lambda: ROLE_ROWS[column.role].title,
            KIND: lambda: KIND_TITLES[column.kind],
            MISSING: lambda: _missing_text(profile.missing, profile.infinite),
            SMALLEST: lambda: _number_text(profile.smallest),
            LARGEST: lambda: _number_text(profile.largest),
            DISTINCT: lambda: f"{profile.distinct:,}",
            VALUES: lambda: self._values_text(row),
        }
        return texts[section]()

    def _values_text(self, row: int) -> str:
        assert self._draft is not None
        column = self._draft.columns[row]
        profile = self._draft.profiles[column.name]
        if profile.reason and column.role == "ignore":
            return profile.reason
        if column.width > 1:
            return f"{column.width:,} numbers in each row"
        return ", ".join(column.categories or profile.examples)

    def _tool_tip(self, row: int, section: int) -> str:
        assert self._draft is not None
        column = self._draft.columns[row]
        profile = self._draft.profiles[column.name]
        if section == ROLE:
            return ROLE_ROWS[column.role].tool_tip
        if section == KIND:
            return profile.reason or KIND_TOOL_TIPS[column.kind]
        return self._text(row, section)

    def _color(self, row: int, section: int, role: int) -> Any:
        assert self._draft is not None
        column, palette = self._draft.columns[row], QGuiApplication.palette()
        if role == Qt.ItemDataRole.BackgroundRole and section in (NAME, ROLE):
            return role_background(column.role, palette)
        muted = column.role == "ignore" and section not in EDITED
        return theme_of(palette).muted if role == Qt.ItemDataRole.ForegroundRole and muted else None


def _missing_text(missing: int, infinite: int) -> str:
    return f"{missing:,} and {infinite:,} infinite" if infinite else f"{missing:,}"


def _number_text(number: float | None) -> str:
    return "" if number is None else f"{number:.6g}"
