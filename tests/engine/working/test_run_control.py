"""The flags of a run say what the engine is doing, and what it may do."""

from __future__ import annotations

from workbench.engine.state import State
from workbench.engine.working.run_control import RunControl


def test_a_run_begins_holds_goes_on_and_ends() -> None:
    control = RunControl()
    assert control.state is State.IDLE
    run = control.begin("end")
    assert control.state is State.RUNNING and control.may_go_on(run, 0.0)
    control.hold()
    assert control.state is State.PAUSED and not control.may_go_on(run, 0.0)
    control.resume("step")
    assert control.state is State.RUNNING and control.until == "step"
    control.end(run)
    assert control.state is State.IDLE


def test_a_run_that_is_held_can_be_stopped() -> None:
    control = RunControl()
    run = control.begin("end")
    control.hold()
    control.stop()
    assert control.state is State.STOPPING
    assert control.is_stopped(run) and control.may_go_on(run, 0.0) and not control.is_dropped(run)


def test_only_what_was_dropped_has_nothing_to_say() -> None:
    control = RunControl()
    first = control.begin("end")
    control.drop()
    second = control.begin("end")
    assert control.is_dropped(first) and control.is_stopped(first)
    assert not control.is_dropped(second) and not control.is_stopped(second)
