"""The list of losses that a head can be trained with, those that do not fit on request."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from workbench.core.experiments import experiment_head, experimental_losses, runnable_losses
from workbench.core.heads import Head
from workbench.views.form import guard_wheel, shrink
from workbench.views.panel import GRID

LOSS_TITLES = {
    "sparse_categorical_crossentropy": "Cross-entropy of the class",
    "categorical_crossentropy": "Cross-entropy of the rows",
    "categorical_focal_crossentropy": "Focal cross-entropy of the rows",
    "binary_crossentropy": "Binary cross-entropy per label",
    "binary_focal_crossentropy": "Binary focal cross-entropy per label",
}


class LossChoice(QWidget):
    """A list of losses, and a box that adds those that are a mistake with the present head.

    Attributes:
        chosen: Emitted with Keras's name of the loss that a person picks.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._head: Head | None = None
        self._present = ""
        self._combo = QComboBox()
        self._misfits = QCheckBox("Show losses that do not fit")
        self._prepare()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self._combo)
        column.addWidget(self._misfits)

    def _prepare(self) -> None:
        self._combo.setObjectName("lossCombo")
        self._combo.setAccessibleName("Loss")
        shrink(self._combo)
        guard_wheel(self._combo)
        self._combo.currentIndexChanged.connect(self._on_picked)
        self._misfits.setObjectName("misfitLossesCheck")
        self._misfits.setAccessibleName("Show losses that do not fit")
        self._misfits.setToolTip(
            "Lists the losses that are a mistake here, to be tried out as an experiment."
        )
        self._misfits.toggled.connect(self._list)

    def show_loss(self, head: Head | None, loss: str) -> None:
        """Lists what `head` can be trained with, None for nothing but `loss`, which is picked."""
        self._head, self._present = head, loss
        self._misfits.setVisible(head is not None and head.mistake is None and bool(self._wrong()))
        self._list()

    def _wrong(self) -> tuple[str, ...]:
        head = self._head
        return experimental_losses(head.activation, head.label_kind) if head else ()

    def _list(self) -> None:
        with QSignalBlocker(self._combo):
            self._combo.clear()
            for loss in self._offered():
                self._combo.addItem(*self._entry(loss))
                self._combo.setItemData(
                    self._combo.count() - 1, self._hint(loss), Qt.ItemDataRole.ToolTipRole
                )
            self._combo.setCurrentIndex(self._combo.findData(self._present))
        self._combo.setToolTip(f"What training makes small. In Keras: {self._hint(self._present)}")

    def _offered(self) -> tuple[str, ...]:
        head = self._head
        if head is None:
            return (self._present,)
        if head.mistake or self._misfits.isChecked():
            return runnable_losses(head.activation, head.label_kind)
        return head.losses

    def _entry(self, loss: str) -> tuple[str, str]:
        title = LOSS_TITLES.get(loss, loss.replace("_", " "))
        return (f"⚠ {title}" if loss in self._wrong() else title), loss

    def _hint(self, loss: str) -> str:
        head = self._head
        if head is None or loss not in self._wrong():
            return loss
        reason = experiment_head(head.activation, loss, head.label_kind).explanation
        return f"{loss}, which does not fit. {reason}"

    def _on_picked(self, index: int) -> None:
        if index >= 0:
            self.chosen.emit(self._combo.itemData(index))
