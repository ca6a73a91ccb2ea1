"""The list of what is wrong or doubtful in the project."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QStyle, QWidget

from workbench.core.checking.problem import Problem, Severity
from workbench.core.checks import problems
from workbench.qt.document import Document
from workbench.views.panel import GRID, run_alone

CONTROL_ROLE = Qt.ItemDataRole.UserRole
ICONS: dict[Severity, QStyle.StandardPixmap] = {
    "error": QStyle.StandardPixmap.SP_MessageBoxCritical,
    "warning": QStyle.StandardPixmap.SP_MessageBoxWarning,
    "hint": QStyle.StandardPixmap.SP_MessageBoxInformation,
}
EMPTY_TEXT = "✓ No problems"


class ProblemsList(QListWidget):
    """One entry for each problem; activating it asks for the control that mends it.

    Attributes:
        control_requested: Emitted with an object name.
    """

    control_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("problemsList")
        self.setAccessibleName("Problems")
        self.setToolTip("What is wrong or doubtful. Enter or a click leads to the control that mends it.")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(True)
        self.setSpacing(GRID // 4)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemActivated.connect(self._request)
        self.itemClicked.connect(self._request)
        self.set_problems(())

    def set_problems(self, found: tuple[Problem, ...]) -> None:
        """Shows `found`, keeping the current row where it is."""
        row = self.currentRow()
        self.clear()
        for problem in found:
            self.addItem(self._item(problem))
        self.setCurrentRow(min(row, self.count() - 1))
        self.setAccessibleDescription(f"{len(found)} entries" if found else "No problems")
        self.viewport().update()

    def _request(self, item: QListWidgetItem) -> None:
        self.control_requested.emit(item.data(CONTROL_ROLE))

    def _item(self, problem: Problem) -> QListWidgetItem:
        text = f"{problem.severity.capitalize()}: {problem.message}"
        item = QListWidgetItem(self._icon(problem.severity), text)
        item.setData(CONTROL_ROLE, problem.control)
        item.setToolTip("Click to go to the control that mends this.")
        return item

    def _icon(self, severity: Severity) -> QIcon:
        return self.style().standardIcon(ICONS[severity])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the entries, or one line if there are none."""
        super().paintEvent(event)
        if self.count():
            return
        painter = QPainter(self.viewport())
        painter.setPen(self.palette().placeholderText().color())
        area = self.viewport().rect().adjusted(GRID, GRID, -GRID, -GRID)
        painter.drawText(area, Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap, EMPTY_TEXT)
        painter.end()


def _alone(document: Document) -> QWidget:
    view = ProblemsList()
    dataset = document.dataset
    view.set_problems(
        problems(document.project, dataset.label_kind, dataset.number_of_examples, dataset.number_of_classes)
    )
    return view


def main() -> int:
    """Shows the list in a window of its own."""
    return run_alone(_alone)


if __name__ == "__main__":
    raise SystemExit(main())
