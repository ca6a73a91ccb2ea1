"""Size and density of the brush, and the eraser."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QSpinBox, QToolButton, QWidget

from workbench.qt.painting.brush import Brush
from workbench.views.form import guard_wheel

PERCENT = 100
SMALLEST, LARGEST = 2, 50
MOST_POINTS_A_DAB = 50


class BrushControls(QWidget):
    """What the brush is like, the class aside.

    Attributes:
        changed: Emitted when a person changed something.
    """

    changed = Signal()

    def __init__(self, brush: Brush) -> None:
        super().__init__()
        self.setObjectName("brushControls")
        self.setAccessibleName("Brush")
        self.size_slider, self.points_spin, self.eraser = QSlider(), QSpinBox(), QToolButton()
        self._name_parts()
        self.size_slider.setRange(SMALLEST, LARGEST)
        self.size_slider.setValue(round(brush.radius * PERCENT))
        self.points_spin.setRange(1, MOST_POINTS_A_DAB)
        self.points_spin.setValue(brush.points)
        self._lay_out()
        for signal in (self.size_slider.valueChanged, self.points_spin.valueChanged, self.eraser.toggled):
            signal.connect(lambda _: self.changed.emit())

    def _name_parts(self) -> None:
        self.size_slider.setOrientation(Qt.Orientation.Horizontal)
        self.size_slider.setObjectName("brushSizeSlider")
        self.size_slider.setAccessibleName("Size of the brush")
        self.size_slider.setToolTip("How wide the brush and the eraser are.")
        self.points_spin.setObjectName("brushPointsSpin")
        self.points_spin.setAccessibleName("Points of a dab")
        self.points_spin.setToolTip(
            "How many points each dab of the brush sprays; a single one lands at the pointer."
        )
        self.eraser.setObjectName("eraserButton")
        self.eraser.setText("Eraser")
        self.eraser.setCheckable(True)
        self.eraser.setAccessibleName("Eraser")
        self.eraser.setToolTip("Take points away instead; the right button always does.")

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for title, control in (("Size", self.size_slider), ("Points", self.points_spin)):
            label = QLabel(title)
            label.setToolTip(control.toolTip())
            row.addWidget(label)
            row.addWidget(control, 1 if control is self.size_slider else 0)
            guard_wheel(control)
        row.addWidget(self.eraser)

    def brush(self, labels: frozenset[int]) -> Brush:
        """Returns the brush that paints `labels`."""
        radius = self.size_slider.value() / PERCENT
        return Brush(labels, radius, self.points_spin.value(), self.eraser.isChecked())
