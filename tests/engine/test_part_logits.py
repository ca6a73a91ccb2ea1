"""The network is asked about a whole part, or evenly about a part of it."""

from __future__ import annotations

import numpy as np
import pytest

from workbench.core.projects.checked_project import starting_project
from workbench.data.prepared import prepare_project
from workbench.engine import part_logits as asking
from workbench.engine.session import Session


@pytest.fixture(scope="module")
def session() -> Session:
    project = starting_project()
    return Session(project, prepare_project(project))


@pytest.mark.parametrize("part", asking.PARTS)
def test_logits_of_a_part_are_those_of_its_rows(session: Session, part: str) -> None:
    found = asking.part_logits(session, part)
    assert found.rows_in_part == len(found.rows) == len(found.logits)
    expected = session.logits_of(session.data.dataset.inputs[found.rows[:7]])
    assert np.allclose(found.logits[:7], expected, atol=1e-5)


def test_both_parts_together_are_all_rows_once(session: Session) -> None:
    rows = np.concatenate([asking.part_logits(session, part).rows for part in asking.PARTS])
    assert sorted(rows) == list(range(1797))


def test_of_a_large_part_rows_are_taken_evenly(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "MOST_ROWS", 100)
    found = asking.part_logits(session, "training")
    assert found.rows_in_part == 1438 and len(set(found.rows)) == 100
    gaps = np.diff(np.flatnonzero(np.isin(session.data.split.training_rows, found.rows)))
    assert gaps.min() >= 14 and gaps.max() <= 15
    monkeypatch.setattr(asking, "MOST_LOGITS", 500)
    assert len(asking.part_logits(session, "training").rows) == 50, (
        "of ten classes, so many rows have 500 logits"
    )
