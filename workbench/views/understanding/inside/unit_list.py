"""Dead and saturated units by name."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QLabel, QTableView, QVBoxLayout, QWidget

from workbench.core.inside.inside import Inside
from workbench.qt.inside.unit_table_model import HEADERS, HINTS, UnitTableModel
from workbench.qt.palette import tabular
from workbench.views.labels import set_text
from workbench.views.understanding.save_button import Table

WAITING = "Train the network to see inside it."


class UnitList(QWidget):
    """A table of the layers, with a sentence above it that sums it up."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("unitList")
        self.setAccessibleName("Dead and saturated units")
        self.model, self.units, self.summary = UnitTableModel(), QTableView(), QLabel(WAITING)
        self._inside: Inside | None = None
        self._prepare_table()
        self.summary.setObjectName("unitSummary")
        self.summary.setToolTip(f"{HINTS[2]}\n{HINTS[3]}")
        self.summary.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 4)
        column.addWidget(self.summary)
        column.addWidget(self.units, 1)

    def _prepare_table(self) -> None:
        units = self.units
        units.setObjectName("unitTable")
        units.setAccessibleName("Dead and saturated units of each layer")
        units.setToolTip("Units that learn nothing any more.")
        units.setModel(self.model)
        units.setFont(tabular(self.font()))
        units.setFrameShape(QFrame.Shape.NoFrame)
        units.setShowGrid(False)
        units.setAlternatingRowColors(True)
        units.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        units.verticalHeader().hide()
        units.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 8)
        header = units.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for section in range(len(HEADERS)):
            few = section < 2
            mode = QHeaderView.ResizeMode.ResizeToContents if few else QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(section, mode)

    def show_inside(self, inside: Inside | None) -> None:
        """Shows what was seen."""
        self._inside = inside
        self.model.put(inside)
        self.units.setVisible(inside is not None)
        set_text(self.summary, self.model.summary or WAITING)

    def table(self) -> Table:
        """Returns a row for each layer, with all of its dead and saturated units."""
        layers = self._inside.layers if self._inside else ()
        return HEADERS, [self.model.words(layer, layer.units) for layer in layers]
