"""Tells that the pair on the bench does not fit, and what there is to see."""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QPushButton, QVBoxLayout

from workbench.core.experiments import experiment_head
from workbench.core.heads import Head
from workbench.core.labels import LabelKind
from workbench.qt.palette import theme_of
from workbench.views.panel import GRID, heading, wrapped_label

EDGE = 4


class ExperimentBanner(QFrame):
    """A framed notice with one button; hidden unless there is an experiment.

    Attributes:
        mend_wanted: Emitted when a person has seen enough.
    """

    mend_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("experimentBanner")
        self.setAccessibleName("Experiment: this pair does not fit")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._title = QLabel("Experiment: this pair does not fit")
        self._what_to_see = wrapped_label(
            "experimentWhatToSee", "What to see", "What to see while it trains.", Qt.TextFormat.RichText
        )
        self._contradiction = wrapped_label(
            "experimentContradiction",
            "Rows that contradict",
            "How many rows of the data contradict the head.",
        )
        self._mend = QPushButton("Mend it")
        self._prepare()
        self._lay_out()
        self.hide()

    def _prepare(self) -> None:
        self._title.setObjectName("experimentTitle")
        self._title.setFont(heading("").font())
        self._title.setToolTip("Chosen knowingly: it is trained as Keras's fit would train it.")
        self._title.setWordWrap(True)
        self._mend.setObjectName("mendHeadButton")
        self._mend.setAccessibleName("Mend it")
        self._mend.setToolTip("Go back to a head and a loss that fit the labels; every weight is kept.")
        self._mend.clicked.connect(self.mend_wanted)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID + EDGE, GRID, GRID, GRID)
        column.setSpacing(GRID)
        for widget in (self._title, self._contradiction, self._what_to_see, self._mend):
            column.addWidget(widget)

    def show_head(self, head: Head | None, contradiction: str = "") -> None:
        """Shows the experiment that `head` is, or nothing.

        Args:
            head: The head in use.
            contradiction: How many rows contradict it, as a sentence; empty where no row does.
        """
        mistake = head.mistake if head else None
        sentences = mistake.what_to_see if mistake else ()
        lines = "".join(f"<li>{sentence}</li>" for sentence in sentences)
        self._what_to_see.setText(f"<ul style='margin-left:-24px; margin-top:0'>{lines}</ul>")
        self._contradiction.setText(contradiction)
        self._contradiction.setVisible(bool(contradiction))
        self.setAccessibleDescription(" ".join((contradiction, *sentences)).strip())
        self.setVisible(mistake is not None)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the frame, and a strong edge beside it that is seen from afar."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(1, 1, EDGE, self.height() - 2, theme_of(self.palette()).validation)
        painter.end()


def main() -> int:
    """Shows the banner by itself."""
    application = QApplication(sys.argv)
    banner = ExperimentBanner()
    banner.resize(290, 300)
    banner.show_head(experiment_head("softmax", "categorical_crossentropy", LabelKind.MULTI_HOT))
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
