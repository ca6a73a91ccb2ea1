"""A form generated from field rows."""

from __future__ import annotations

import math
from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from workbench.core.fields import Field, Value

NUMBER_CHARACTERS = frozenset("0123456789.,eE+-")
LARGEST_INTEGER = 2**31 - 1
# Enough for the smallest settings with seven digits more.
DECIMALS = 20


class NumberSpin(QDoubleSpinBox):
    """A spin box for numbers of any size, without trailing zeros; each step moves the second digit."""

    def __init__(self, field: Field) -> None:
        super().__init__()
        self._smallest_step = smallest_step(field)
        self.setDecimals(DECIMALS)
        self.setRange(
            -math.inf if field.minimum is None else field.minimum,
            math.inf if field.maximum is None else field.maximum,
        )

    def textFromValue(self, value: float) -> str:
        """Returns the shortest text that reads back as the same number."""
        return repr(value).removesuffix(".0").replace("e-0", "e-").replace("e+", "e")

    def valueFromText(self, text: str) -> float:
        """Reads what `textFromValue` writes, and a comma for the point."""
        return _read(text) or 0.0

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Accepts whatever reads as a finite number; lets the rest be typed on."""
        if not NUMBER_CHARACTERS.issuperset(text.strip()):
            return QValidator.State.Invalid, text, position
        state = QValidator.State.Intermediate if _read(text) is None else QValidator.State.Acceptable
        return state, text, position

    def stepBy(self, steps: int) -> None:
        """Moves by `steps`, each as large as suits the size of the number."""
        value = self.value()
        exponent = int(f"{value:e}".partition("e")[2]) - 1 if value else -math.inf
        step = max(10.0**exponent, self._smallest_step)
        self.setValue(float(f"{(round(value / step) + steps) * step:.12g}"))
        self.selectAll()


def _read(text: str) -> float | None:
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def smallest_step(field: Field) -> float:
    """Returns below what size the steps of `field` do not shrink; 0 where any size is usual."""
    if field.minimum:
        return 0.0
    if field.default:
        return float(10.0 ** (int(f"{field.default:e}".partition("e")[2]) - 1))
    largest = math.inf if field.maximum is None else field.maximum
    if largest <= 1:
        return 0.01
    return 0.001 if largest <= 10 else 0.1


class _WheelGuard(QObject):
    """Keeps the wheel from changing a value that has no focus, while the page is scrolled."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return False


class Form(QWidget):
    """One labelled control for each field; `edited` tells of a person's change, never of `set_values`.

    Attributes:
        edited: Emitted with the name of the field and its new value.
        controls: The control of each field by the field's name.
    """

    edited = Signal(str, object)

    def __init__(
        self,
        fields: tuple[Field, ...],
        object_names: Mapping[str, str] | None = None,
        choice_titles: Mapping[str, Mapping[str, str]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Builds the controls.

        Args:
            fields: The rows, from top to bottom.
            object_names: Object names by field; the others are called after their field.
            choice_titles: For a choice's field, what is shown for each of its words.
            parent: The widget that owns the form.
        """
        super().__init__(parent)
        self._guard = _WheelGuard(self)
        self._choice_titles = choice_titles or {}
        self.controls: dict[str, QWidget] = {}
        self._layout = _form_layout(self)
        for field in fields:
            self._add(field, (object_names or {}).get(field.name, f"{field.name}Control"))

    def _add(self, field: Field, object_name: str) -> None:
        control = self._control(field)
        control.setObjectName(object_name)
        control.setAccessibleName(field.title)
        control.setAccessibleDescription(field.tool_tip)
        control.setToolTip(field.tool_tip)
        guard_wheel(control, self._guard)
        self.controls[field.name] = control
        self._layout.addRow(field.title, control)
        self._layout.labelForField(control).setToolTip(field.tool_tip)

    def _control(self, field: Field) -> QWidget:
        makers = {
            "integer": self._integer,
            "number": self._number,
            "flag": self._flag,
            "choice": self._choice,
        }
        return makers[field.kind](field)

    def _integer(self, field: Field) -> QWidget:
        spin = QSpinBox()
        lowest = -LARGEST_INTEGER if field.minimum is None else int(field.minimum)
        highest = LARGEST_INTEGER if field.maximum is None else int(min(field.maximum, LARGEST_INTEGER))
        spin.setRange(lowest, highest)
        return self._connected(spin, field)

    def _number(self, field: Field) -> QWidget:
        return self._connected(NumberSpin(field), field)

    def _connected(self, spin: QSpinBox | NumberSpin, field: Field) -> QWidget:
        spin.setValue(field.default)  # type: ignore[arg-type]
        spin.setKeyboardTracking(False)
        spin.setAccelerated(True)
        spin.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        spin.valueChanged.connect(lambda value: self.edited.emit(field.name, value))
        return spin

    def _flag(self, field: Field) -> QWidget:
        box = QCheckBox()
        box.setChecked(bool(field.default))
        box.toggled.connect(lambda value: self.edited.emit(field.name, value))
        return box

    def _choice(self, field: Field) -> QWidget:
        combo = QComboBox()
        titles = self._choice_titles.get(field.name, {})
        for choice in field.choices:
            combo.addItem(titles.get(choice, choice.replace("_", " ")), choice)
        combo.setCurrentIndex(combo.findData(field.default))
        shrink(combo)
        combo.currentIndexChanged.connect(lambda _: self.edited.emit(field.name, combo.currentData()))
        return combo

    def set_values(self, values: Mapping[str, Value]) -> None:
        """Shows `values`, without telling of it."""
        for name, control in self.controls.items():
            if name in values:
                with QSignalBlocker(control):
                    _show(control, values[name])

    def set_row_visible(self, name: str, visible: bool) -> None:
        """Shows or hides the row of the field `name`."""
        self._layout.setRowVisible(self.controls[name], visible)

    def set_row_enabled(self, name: str, enabled: bool) -> None:
        """Enables or greys out the row of the field `name`."""
        self.controls[name].setEnabled(enabled)
        self._layout.labelForField(self.controls[name]).setEnabled(enabled)


def _form_layout(parent: QWidget) -> QFormLayout:
    layout = QFormLayout(parent)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setHorizontalSpacing(8)
    layout.setVerticalSpacing(8)
    layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    layout.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return layout


def shrink(combo: QComboBox) -> None:
    """Lets a list with long entries be narrow."""
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(8)
    combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


def guard_wheel(control: QWidget, guard: QObject | None = None) -> None:
    """Keeps the wheel from changing `control` unless it has the focus."""
    policy = Qt.FocusPolicy.StrongFocus
    control.setFocusPolicy(policy)
    control.installEventFilter(guard or _WheelGuard(control))


def _show(control: QWidget, value: Value) -> None:
    if isinstance(control, QCheckBox):
        control.setChecked(bool(value))
    elif isinstance(control, QComboBox):
        control.setCurrentIndex(control.findData(value))
    elif isinstance(control, QAbstractSpinBox):
        control.setValue(value)  # type: ignore[attr-defined]
