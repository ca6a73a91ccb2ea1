"""The list of the parts of the data that scores can be asked of."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox

from workbench.qt.evaluation.live_evaluation import PARTS
from workbench.views.form import guard_wheel, shrink

TOOL_TIPS = {
    "validation": "Examples that check the network: thresholds and a temperature are chosen on them.",
    "training": "Examples that the network learns from, so that it is better on them than on new ones.",
    "test": "Examples that nothing was learned from or chosen by, for a last, honest test.",
}
NO_TEST = "No examples are kept for a test; set a test share in the Data panel, and train the network anew."


class PartCombo(QComboBox):
    """Chooses a part; that of the test only where there is one. Narrow, and the wheel does not change it in passing."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName("part of the data")
        self.setToolTip("Which examples are looked at; the network learns from training")
        shrink(self)
        guard_wheel(self)
        for part in PARTS:
            self.addItem(part.capitalize(), part)
            self.setItemData(self.count() - 1, TOOL_TIPS[part], Qt.ItemDataRole.ToolTipRole)

    @property
    def part(self) -> str:
        """The part that is chosen, a key of `PARTS`."""
        return str(self.currentData())

    def allow_test(self, has_test: bool) -> None:
        """Offers the test part, or says why not; where it was chosen, the validation part takes its place."""
        place = self.findData("test")
        model = self.model()
        assert isinstance(model, QStandardItemModel)
        model.item(place).setEnabled(has_test)
        tool_tip = TOOL_TIPS["test"] if has_test else NO_TEST
        self.setItemData(place, tool_tip, Qt.ItemDataRole.ToolTipRole)
        if not has_test and self.part == "test":
            self.setCurrentIndex(self.findData("validation"))
