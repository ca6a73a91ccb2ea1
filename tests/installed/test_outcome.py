"""Whatever happens to a step becomes a row of the report."""

from __future__ import annotations

import pytest
from installed.outcome import Failure, Lacking, Seen, Verdict, demand, tried


def test_what_went_well_has_what_was_seen_and_the_exit_status() -> None:
    outcome = tried("group", "name", lambda: Seen("everything", 0))
    assert (outcome.verdict, outcome.found, outcome.status) == (Verdict.OK, "everything", 0)


@pytest.mark.parametrize(
    ("error", "verdict", "found"),
    [
        (Failure("the window is black"), Verdict.FAILED, "the window is black"),
        (Lacking("there is no screen"), Verdict.SKIPPED, "there is no screen"),
        (FileNotFoundError("report.html"), Verdict.FAILED, "FileNotFoundError: report.html"),
        (KeyError("loss"), Verdict.FAILED, "KeyError: 'loss'"),
    ],
)
def test_what_went_wrong_has_its_reason(error: Exception, verdict: Verdict, found: str) -> None:
    def fails() -> Seen:
        raise error

    outcome = tried("group", "name", fails)
    assert (outcome.verdict, outcome.found) == (verdict, found)


def test_a_demand_that_does_not_hold_is_a_failure() -> None:
    demand(True, "never")
    with pytest.raises(Failure, match="the bars are the same"):
        demand(False, "the bars are the same")
