"""A form generated from field rows."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QFormLayout, QSpinBox, QWidget

from workbench.core.fields import Field, Value


class NumberSpin(QDoubleSpinBox):
    """A spin box for numbers of any size, without trailing zeros."""

    def textFromValue(self, value: float) -> str:
        """Returns up to eight significant digits."""
        return f"{value:.8g}"

    def valueFromText(self, text: str) -> float:
        """Reads what `textFromValue` writes, exponents too."""
        return float(text.replace(",", "."))

    def validate(self, text: str, position: int) -> object:
        """Accepts whatever Python reads as a number."""
        try:
            float(text.replace(",", "."))
        except ValueError:
            return QValidator.State.Intermediate, text, position
        return QValidator.State.Acceptable, text, position


class _WheelGuard(QObject):
    """Keeps the wheel from changing a value that has no focus, while the page is scrolled."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return False


class Form(QWidget):
    """One labelled control for each field; `edited` tells of a person's change, never of `set_values`."""

    edited = Signal(str, object)

    def __init__(self, fields: tuple[Field, ...], object_names: Mapping[str, str] | None = None) -> None:
        super().__init__()
        self._guard = _WheelGuard(self)
        self.controls: dict[str, QWidget] = {}
        layout = QFormLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for field in fields:
            control = self._control(field)
            control.setObjectName((object_names or {}).get(field.name, f"{field.name}Control"))
            control.setAccessibleName(field.title)
            control.setToolTip(field.tool_tip)
            control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            control.installEventFilter(self._guard)
            self.controls[field.name] = control
            layout.addRow(field.title, control)

    def _control(self, field: Field) -> QWidget:
        makers = {"integer": self._integer, "number": self._number, "flag": self._flag, "choice": self._choice}
        return makers[field.kind](field)

    def _integer(self, field: Field) -> QWidget:
        spin = QSpinBox()
        spin.setRange(int(field.minimum or 0), int(min(field.maximum or 2**31 - 1, 2**31 - 1)))
        spin.setKeyboardTracking(False)
        spin.valueChanged.connect(lambda value: self.edited.emit(field.name, value))
        return spin

    def _number(self, field: Field) -> QWidget:
        spin = NumberSpin()
        spin.setDecimals(12)
        spin.setRange(field.minimum or 0.0, 1e9 if field.maximum is None else field.maximum)
        spin.setStepType(QDoubleSpinBox.StepType.AdaptiveDecimalStepType)
        spin.setKeyboardTracking(False)
        spin.valueChanged.connect(lambda value: self.edited.emit(field.name, value))
        return spin

    def _flag(self, field: Field) -> QWidget:
        box = QCheckBox()
        box.toggled.connect(lambda value: self.edited.emit(field.name, value))
        return box

    def _choice(self, field: Field) -> QWidget:
        combo = QComboBox()
        for choice in field.choices:
            combo.addItem(choice.replace("_", " "), choice)
        combo.currentIndexChanged.connect(lambda _: self.edited.emit(field.name, combo.currentData()))
        return combo

    def set_values(self, values: Mapping[str, Value]) -> None:
        """Shows `values`, without telling of it."""
        for name, control in self.controls.items():
            if name in values:
                with QSignalBlocker(control):
                    _show(control, values[name])


def _show(control: QWidget, value: Value) -> None:
    if isinstance(control, QCheckBox):
        control.setChecked(bool(value))
    elif isinstance(control, QComboBox):
        control.setCurrentIndex(control.findData(value))
    elif isinstance(control, (QSpinBox, QDoubleSpinBox)):
        control.setValue(value)  # type: ignore[arg-type]
