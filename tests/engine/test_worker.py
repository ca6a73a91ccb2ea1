"""What the engine reports of a run, and to whom it is of no use any more."""

from __future__ import annotations

from typing import Any

import pytest

from workbench.core.project import Project
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
