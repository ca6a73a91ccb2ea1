"""The row of controls over the map: which plane, which labels, which points, and saving."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QMenu, QSizePolicy, QToolButton, QWidget

from workbench.qt.decision_map.plane_choice import PlaneChoice
from workbench.views.understanding.decision_map.map_drawing import ALL
from workbench.views.wrapping_row import WrappingRow

PLANES = (
    "Which plane through the inputs is shown: two inputs with all others at their median, or the first two principal "
    "components, along which the examples differ most. Of the examples only where they lie within the plane is seen."
)
SAVED = (("png", "Picture (PNG)"), ("svg", "Drawing (SVG)"), ("csv", "Table (CSV)"))


class MapControls(QWidget):
    """Says what a person wants to see.

    Attributes:
        plane_chosen: Emitted with a `PlaneChoice`.
        changed: Emitted when something else is to be drawn over the same plane.
        save_wanted: Emitted with the ending of a file.
    """

    plane_chosen = Signal(object)
    changed = Signal()
    save_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("decisionMapControls")
        self.kind = self._combo("decisionMapPlane", "Plane", PLANES)
        self.kind.addItem("two inputs", False)
        self.kind.addItem("principal components", True)
        self.across = self._combo("decisionMapX", "To the right", "The input that grows to the right.")
        self.upwards = self._combo("decisionMapY", "Upwards", "The input that grows upwards.")
        self.shown = self._combo(
            "decisionMapShown", "Show", "All classes at once, or the probability of one."
        )
        self.contours = self._box("decisionMapContours", "lines", "Lines where the answer changes.")
        self.training = self._box(
            "decisionMapTraining", "training", "The examples that the network learns from."
        )
        self.validation = self._box(
            "decisionMapValidation", "validation", "The examples that check it, each in a ring."
        )
        self.save_button = self._save_button()
        self._lay_out()
        self._connect()

    @property
    def label(self) -> int:
        """The label whose probability is shown, `ALL` for all at once."""
        return int(self.shown.currentData()) if self.shown.count() else ALL

    def show_inputs(self, names: tuple[str, ...], choice: PlaneChoice) -> None:
        """Offers the inputs of the data, with the present choice."""
        for combo, index in ((self.across, choice.x), (self.upwards, choice.y)):
            with QSignalBlocker(combo):
                if [combo.itemText(i) for i in range(combo.count())] != list(names):
                    combo.clear()
                    combo.addItems(list(names))
                combo.setCurrentIndex(index)
            combo.setVisible(not choice.components and len(names) > 2)
        with QSignalBlocker(self.kind):
            self.kind.setCurrentIndex(int(choice.components))
        self.kind.setVisible(len(names) > 2)

    def show_classes(self, names: tuple[str, ...]) -> None:
        """Offers the classes of the data."""
        wanted = ["all classes", *names]
        if [self.shown.itemText(i) for i in range(self.shown.count())] == wanted:
            return
        with QSignalBlocker(self.shown):
            self.shown.clear()
            for index, text in enumerate(wanted):
                self.shown.addItem(text, index - 1)

    def _combo(self, name: str, accessible: str, tool_tip: str) -> QComboBox:
        combo = QComboBox()
        combo.setObjectName(name)
        combo.setAccessibleName(accessible)
        combo.setToolTip(tool_tip)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(8)
        return combo

    def _box(self, name: str, text: str, tool_tip: str) -> QCheckBox:
        box = QCheckBox(text)
        box.setObjectName(name)
        box.setAccessibleName(tool_tip)
        box.setToolTip(tool_tip)
        box.setChecked(True)
        return box

    def _save_button(self) -> QToolButton:
        button = QToolButton()
        button.setObjectName("decisionMapSave")
        button.setText("save")
        button.setAutoRaise(True)
        button.setAccessibleName("Save the map as a picture or a table")
        button.setToolTip("Save the map as a picture or a table")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        for suffix, what in SAVED:
            action = menu.addAction(f"{what}…")
            action.setObjectName(f"decisionMapSave{suffix.capitalize()}")
            action.triggered.connect(partial(self._want_save, suffix))
        button.setMenu(menu)
        return button

    def _want_save(self, suffix: str, _checked: bool = False) -> None:
        self.save_wanted.emit(suffix)

    def _lay_out(self) -> None:
        row = WrappingRow(self)
        for combo in (self.kind, self.across, self.upwards, self.shown):
            combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            row.addWidget(combo)
        for widget in (self.contours, self.training, self.validation, self.save_button):
            row.addWidget(widget)

    def _connect(self) -> None:
        for combo in (self.kind, self.across, self.upwards):
            combo.currentIndexChanged.connect(self._choose_plane)
        self.shown.currentIndexChanged.connect(self._tell)
        for box in (self.contours, self.training, self.validation):
            box.toggled.connect(self._tell)

    def _tell(self) -> None:
        self.changed.emit()

    def _choose_plane(self) -> None:
        x, y = self.across.currentIndex(), self.upwards.currentIndex()
        if x == y:
            # The same input twice would be a line: the other axis takes what this one gave up.
            other = self.upwards if self.sender() is self.across else self.across
            with QSignalBlocker(other):
                other.setCurrentIndex(0 if x else 1)
            x, y = self.across.currentIndex(), self.upwards.currentIndex()
        self.plane_chosen.emit(PlaneChoice(bool(self.kind.currentData()), x, y))
