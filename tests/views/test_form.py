"""Forms show, check and step the values of their fields."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QDoubleSpinBox, QSpinBox, QWidget

from workbench.core.fields import Field
from workbench.core.layers import LAYERS
from workbench.core.optimizers import OPTIMIZERS, SCHEDULES
from workbench.core.projects.project_fields import DATA_FIELDS, HEAD_FIELDS, SEED, TRAINING_FIELDS
from workbench.data.built_in import DATA_SETS
from workbench.views.form import Form, NumberSpin

TABLES = {
    **{f"layer {row.name}": row.fields for row in LAYERS.values()},
    **{f"optimizer {row.name}": row.fields for row in OPTIMIZERS.values()},
    **{f"schedule {row.name}": row.fields for row in SCHEDULES.values()},
    **{f"data {row.name}": row.options for row in DATA_SETS.values()},
    "data": DATA_FIELDS,
    "head": HEAD_FIELDS,
    "training": (*TRAINING_FIELDS, SEED),
}
RATE = next(field for field in TRAINING_FIELDS if field.name == "learning_rate")


def change(control: QWidget) -> None:
    """Changes a control as a person would."""
    if isinstance(control, QCheckBox):
        control.click()
    elif isinstance(control, QComboBox):
        control.setCurrentIndex((control.currentIndex() + 1) % control.count())
    elif isinstance(control, (QSpinBox, QDoubleSpinBox)):
        before = control.value()
        control.stepUp()
        if control.value() == before:
            control.stepDown()


@pytest.mark.parametrize("fields", TABLES.values(), ids=TABLES)
def test_every_field_of_every_row_can_be_edited(qtbot, fields: tuple[Field, ...]) -> None:
    form = Form(fields)
    qtbot.addWidget(form)
    told: list[tuple[str, object]] = []
    form.edited.connect(lambda name, value: told.append((name, value)))
    for field in fields:
        control = form.controls[field.name]
        assert control.objectName() and control.accessibleName() and control.toolTip()
        change(control)
        name, value = told[-1]
        assert name == field.name and value != field.default
        assert field.check(value) == value
    assert len(told) == len(fields)


@pytest.mark.parametrize("fields", TABLES.values(), ids=TABLES)
def test_values_that_are_set_are_not_told(qtbot, fields: tuple[Field, ...]) -> None:
    form = Form(fields)
    qtbot.addWidget(form)
    form.edited.connect(lambda name, value: pytest.fail(f"{name} was told"))
    form.set_values(
        {field.name: field.choices[-1] if field.choices else field.maximum or False for field in fields}
    )
    form.set_values({field.name: field.default for field in fields})


@pytest.mark.parametrize("value", [1e-8, 1.234567e-8, 0.001, 0.1, 1.2345678, 1e9, 123456.789])
def test_a_learning_rate_keeps_its_digits_and_has_no_zeros_behind(qtbot, value: float) -> None:
    spin = NumberSpin(RATE)
    qtbot.addWidget(spin)
    spin.setValue(value)
    assert spin.value() == value
    assert float(spin.text()) == value
    assert "." not in spin.text() or not spin.text().partition("e")[0].endswith("0")


def test_steps_suit_the_size_of_the_number(qtbot) -> None:
    spin = NumberSpin(RATE)
    qtbot.addWidget(spin)
    seen = []
    for value in (0.001, 0.1, 5.0):
        spin.setValue(value)
        spin.stepUp()
        seen.append(spin.value())
    assert seen == [0.0011, 0.11, 5.1]


def test_a_penalty_steps_away_from_zero(qtbot) -> None:
    spin = NumberSpin(Field("l2", "L2", "number", 0.0, 0.0, 10.0))
    qtbot.addWidget(spin)
    spin.stepUp()
    assert spin.value() == 0.001


@pytest.mark.parametrize("text, value", [("3e-4", 3e-4), ("0,02", 0.02), ("1e9", 1e9)])
def test_a_number_can_be_typed(qtbot, text: str, value: float) -> None:
    form = Form((RATE,), {"learning_rate": "learningRateSpin"})
    qtbot.addWidget(form)
    spin = form.findChild(QDoubleSpinBox, "learningRateSpin")
    spin.selectAll()
    with qtbot.waitSignal(form.edited) as signal:
        qtbot.keyClicks(spin, text)
        qtbot.keyClick(spin, Qt.Key.Key_Return)
    assert signal.args == ["learning_rate", value]


def test_letters_that_are_no_number_do_not_arrive(qtbot) -> None:
    spin = NumberSpin(RATE)
    qtbot.addWidget(spin)
    spin.setValue(0.5)
    qtbot.keyClicks(spin, "nan")
    assert spin.text() == "0.5"


def test_the_wheel_changes_nothing_without_focus(qtbot) -> None:
    form = Form((RATE,))
    qtbot.addWidget(form)
    spin = form.controls["learning_rate"]
    assert isinstance(spin, NumberSpin)
    spin.setValue(0.5)
    wheel = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, 0), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(spin, wheel)
    assert spin.value() == 0.5
