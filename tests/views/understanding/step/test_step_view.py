"""The view takes the next step apart while the network holds still."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from PySide6.QtCore import QPoint

from tests.views.understanding.heads.bench import still_bench
from workbench.core.projects.layer_text import parse_layers
from workbench.data.prepared import prepare_project
from workbench.engine.session import Session
from workbench.engine.state import State
from workbench.qt.understanding.next_step import PAUSE_FIRST, STEP_FIRST
from workbench.views.understanding.step.step_view import StepView
from workbench.views.understanding.views import Bench


@pytest.fixture
def bench() -> Iterator[Bench]:
    """A bench whose network has been trained for two steps."""
    made = still_bench("iris")
    project = msgspec.structs.replace(made.document.project, layers=parse_layers("5:relu"))
    made.document.put(project)
    session = Session(project, prepare_project(project), made.trainer.networks, evaluate=False)
    session.begin_run(5)
    made.trainer.session = session  # type: ignore[attr-defined]
    made.trainer.step(project)
    made.trainer.step(project)
    yield made
    session.close()


@pytest.fixture
def view(bench: Bench, qtbot: Any) -> StepView:
    made = StepView(bench)
    qtbot.addWidget(made)
    made.resize(800, 400)
    made.show()
    qtbot.waitUntil(lambda: made.step.trace is not None)
    return made


def number(view: StepView, row: int, column: int) -> float:
    return float(view.losses.index(row, column).data().replace("−", "-"))


def test_the_three_parts_say_what_the_step_does(view: StepView, tmp_path: Path) -> None:
    trace = view.step.trace
    assert trace is not None and trace.step == 3
    assert view.which.text().startswith("Step 3, epoch 1: row ")
    assert [stage.title for stage in view.forward.stages] == ["Inputs, prepared", "1 Dense relu", "2 Logits"]
    for row in range(3):
        assert number(view, row, 5) == pytest.approx(number(view, row, 3) - number(view, row, 1), abs=2e-4)
    assert view.losses.index(3, 0).data() == "sum" and number(view, 3, 5) == 0
    assert "gradient p − y" in view.loss_label.text()
    assert view.weights.rowCount() == 4 and view.weights.index(0, 1).data() == "4 × 5"
    for tab, head in enumerate(("layer,unit,value", "class,target,logit", "weights,shape,size")):
        view.tabs.setCurrentIndex(tab)
        view.save_button.save(tmp_path / "step.csv")
        assert (tmp_path / "step.csv").read_text("utf-8-sig").startswith(head)


def test_another_example_of_the_batch(view: StepView, qtbot: Any) -> None:
    view.spin.setValue(4)
    qtbot.waitUntil(lambda: view.step.trace is not None and view.step.trace.place == 3)
    assert view.spin.suffix() == f" of {len(view.step.trace.rows)}"


def test_the_next_step_is_done_and_the_one_after_it_is_shown(view: StepView, qtbot: Any) -> None:
    view.next.click()
    qtbot.waitUntil(lambda: view.step.trace is not None and view.step.trace.step == 4)


def test_the_pointer_reads_a_unit(view: StepView) -> None:
    strip = view.forward._strip(2)
    words = view.forward.words_at(QPoint(strip.left() + 2, strip.center().y()))
    assert words == f"2 Logits\nsetosa: {np.float32(view.step.trace.logits[0]):.4g}"
    strip = view.forward._strip(1)
    assert "1 Dense relu\nunit 5 of 5: " in view.forward.words_at(QPoint(strip.right(), strip.center().y()))
    assert view.forward.words_at(QPoint(0, 0)).startswith("Each strip is a layer")


def test_while_a_run_goes_on_it_asks_to_pause(view: StepView, bench: Bench) -> None:
    bench.trainer.state, bench.trainer.is_running = State.RUNNING, True  # type: ignore[misc]
    bench.trainer.state_changed.emit(State.RUNNING)
    assert view.pages.currentWidget() is view.empty and view.empty.text() == PAUSE_FIRST
    assert not view.next.isEnabled()


def test_without_a_network_the_first_step_is_offered(view: StepView, bench: Bench, qtbot: Any) -> None:
    bench.trainer.session = None  # type: ignore[attr-defined]
    bench.trainer.forget()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: view.step.trace is None)
    assert view.empty.text() == STEP_FIRST and view.next.isEnabled()


def test_nothing_is_asked_while_hidden(view: StepView, bench: Bench, qtbot: Any) -> None:
    view.hide()
    bench.trainer.step(bench.document.project)
    qtbot.wait(80)
    assert view.step.trace is not None and view.step.trace.step == 3
    view.show()
    qtbot.waitUntil(lambda: view.step.trace is not None and view.step.trace.step == 4)
