"""What the engine reports of a run, and to whom it is of no use any more."""

from __future__ import annotations

from typing import Any

import pytest

from workbench.core.history import History
from workbench.core.project import Project
from workbench.core.project_members.saved_run import SavedRun
from workbench.core.projects.checked_project import starting_project
from workbench.engine.running.diverged import Diverged
from workbench.engine.worker import Worker


@pytest.mark.parametrize(
    ("is_dropped", "told"), [(False, ["failed"]), (True, [])], ids=["running", "dropped"]
)
def test_a_run_that_diverges_says_so_unless_it_was_dropped(
    is_dropped: bool, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = Worker()

    def diverge(*_: Any) -> Any:
        if is_dropped:
            worker._control.drop()
        raise Diverged("Training stopped at step 3.")

    monkeypatch.setattr(worker._sessions, "ready", diverge)
    run = worker._control.begin("end")
    worker._guarded(lambda: worker._train(run, Project()))
    assert [event.kind for event in worker.events] == told
    worker.close()


def test_an_opened_run_can_be_saved_before_tensorflow_is_loaded() -> None:
    worker, opened = Worker(), SavedRun({}, History(), starting_project())
    worker.restore(opened)
    assert worker.saved_run() is opened and worker.promised_run().result(0) is opened
    worker.reset()
    assert worker.saved_run() is None and worker.promised_run().result(0) is None
    worker.close()
