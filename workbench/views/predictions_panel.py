"""One validation example and what the network says about it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QHBoxLayout,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from workbench.views.example_view import ExampleView
from workbench.views.probability_bars import ProbabilityBars

LOOKED_AT = 256
"""Examples whose smallest and largest value say what is black and white in a picture."""


class ExampleInputs(Protocol):
    """The inputs of examples: an array (n, d), or what reads one or some of its rows when they are asked for."""

    def __len__(self) -> int: ...

    def __getitem__(self, rows: Any, /) -> NDArray[Any]: ...


class PredictionsPanel(QWidget):
    """Steps through the validation examples and shows the probabilities of each.

    Signals:
        example_changed: Another example was picked; its index in the validation data, from 0.
    """

    example_changed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("predictionsPanel")
        self.setAccessibleName("predictions")
        self._inputs: ExampleInputs = np.zeros((0, 0))
        self._names: tuple[str, ...] = ()
        self._image_shape: tuple[int, int] | None = None
        self._limits = (0.0, 1.0)
        self._large_is_light = False
        self.class_names: tuple[str, ...] = ()
        self.example = ExampleView()
        self.bars = ProbabilityBars()
        self.spin = QSpinBox()
        self.logits = QCheckBox("logits")
        self.previous = _arrow("previousExample", Qt.ArrowType.LeftArrow, "previous example")
        self.next = _arrow("nextExample", Qt.ArrowType.RightArrow, "next example")
        self._name_parts()
        self._connect()
        self._lay_out()
        self.set_examples(0, np.zeros((0, 0)), (), None, ())

    @property
    def index(self) -> int:
        """The example shown, from 0 in the validation data; -1 if there is none."""
        return self.spin.value() - 1

    def set_examples(
        self,
        count: int,
        inputs: ExampleInputs,
        names: Sequence[str],
        image_shape: tuple[int, int] | None,
        class_names: Sequence[str],
        large_is_light: bool = False,
    ) -> None:
        """Offers other validation examples and forgets the last answer.

        Args:
            count: How many examples there are.
            inputs: Their values as people know them, (count, d), or what takes them from a file as they are shown.
            names: Of the inputs.
            image_shape: Height and width if the inputs are a picture.
            class_names: Of the classes; for a yes-or-no question that of no first.
            large_is_light: Whether large numbers of a picture are light, as in a photograph.
        """
        self._inputs, self._names, self._image_shape = inputs, tuple(names), image_shape
        self._limits = _limits(inputs[:LOOKED_AT])
        self._large_is_light = large_is_light
        self.class_names = tuple(class_names)
        self._offer(count)
        self.bars.clear()
        self._show_example()

    def show_prediction(
        self,
        probabilities: NDArray[np.floating],
        logits: NDArray[np.floating] | None,
        true: NDArray[np.bool_],
        threshold: float | NDArray[np.floating] | None,
        sums_to_one: bool,
    ) -> None:
        """Shows what the network says about the present example, one value a class."""
        self.bars.show_probabilities(self.class_names, probabilities, logits, true, threshold, sums_to_one)

    def clear_prediction(self) -> None:
        """Shows that the network was not trained yet."""
        self.bars.clear()

    def _offer(self, count: int) -> None:
        blocked = self.spin.blockSignals(True)
        self.spin.setRange(min(count, 1), count)
        self.spin.setValue(min(count, 1))
        self.spin.setSuffix(f" of {count:,}")
        self.spin.blockSignals(blocked)
        self._enable_arrows()

    def _show_example(self) -> None:
        self.example.setVisible(len(self._inputs) > 0)
        if 0 <= self.index < len(self._inputs):
            self.example.show_example(
                self._inputs[self.index], self._names, self._image_shape, self._limits, self._large_is_light
            )

    def _change_example(self) -> None:
        self._enable_arrows()
        self._show_example()
        self.example_changed.emit(self.index)

    def _enable_arrows(self) -> None:
        count = self.spin.maximum()
        for widget in (self.spin, self.previous, self.next):
            widget.setEnabled(count > 1)

    def _connect(self) -> None:
        self.spin.setWrapping(True)
        self.spin.valueChanged.connect(self._change_example)
        self.previous.clicked.connect(self.spin.stepDown)
        self.next.clicked.connect(self.spin.stepUp)
        self.logits.toggled.connect(self.bars.show_logits)

    def _name_parts(self) -> None:
        self.spin.setObjectName("exampleSpin")
        self.spin.setAccessibleName("validation example")
        self.spin.setToolTip(
            "Which of the validation examples to show; the network does not learn from these"
        )
        self.spin.setKeyboardTracking(False)
        self.spin.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.logits.setObjectName("logitsCheck")
        self.logits.setAccessibleName("show logits")
        self.logits.setToolTip("Show the numbers before softmax or sigmoid beside the probabilities")

    def _lay_out(self) -> None:
        self.example.setMinimumHeight(96)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(8)
        layout.addLayout(self._navigation())
        layout.addWidget(self.example, 1)
        layout.addWidget(self.bars, 2)

    def _navigation(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        for widget in (self.previous, self.spin, self.next):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.logits)
        return row


def _limits(inputs: NDArray[Any]) -> tuple[float, float]:
    known = inputs[np.isfinite(inputs)]
    return (float(known.min()), float(known.max())) if known.size else (0.0, 1.0)


def _arrow(name: str, arrow: Qt.ArrowType, words: str) -> QToolButton:
    button = QToolButton()
    button.setObjectName(name)
    button.setArrowType(arrow)
    button.setAccessibleName(words)
    button.setToolTip(words.capitalize())
    button.setAutoRepeat(True)
    return button


def main() -> int:
    """Shows the panel by itself with real digits and made-up probabilities."""
    from workbench.data.built_in import load

    application = QApplication(sys.argv)
    digits = load("digits", {})
    panel = PredictionsPanel()
    names = digits.class_names
    panel.set_examples(len(digits.inputs), digits.inputs, digits.input_names, digits.image_shape, names)
    random = np.random.default_rng(0)

    def predict(index: int) -> None:
        logits = random.normal(0, 2, len(names))
        probabilities = np.exp(logits) / np.exp(logits).sum()
        panel.show_prediction(
            probabilities, logits, np.arange(len(names)) == digits.labels[index], None, True
        )

    panel.example_changed.connect(predict)
    predict(0)
    panel.resize(360, 560)
    panel.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
