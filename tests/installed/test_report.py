"""The report is a line a step for people, and the same as data."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from installed.limits import ARCHIVE, INSTALLED, READY, WINDOW, judged, megabytes
from installed.outcome import Outcome, Verdict
from installed.report import MOST_CHARACTERS, as_json, as_line, in_short, passed, told

GOOD = Outcome("the window", "first paint", Verdict.OK, "width 1280", 0.25)
BAD = Outcome("the command line", "train", Verdict.FAILED, "exit status 1", 2.0, 1)
MISSED = Outcome("the window", "ready", Verdict.MISSED, "9 s of at most 8 s")


def test_a_line_has_verdict_seconds_status_name_and_what_was_seen() -> None:
    assert as_line(BAD).split() == ["FAILED", "2.00", "s", "exit", "1", "train:", "exit", "status", "1"]


def test_only_a_failure_is_told_at_any_length() -> None:
    long = "a" * (2 * MOST_CHARACTERS)
    assert long not in as_line(Outcome("group", "name", Verdict.OK, long))
    assert long in as_line(Outcome("group", "name", Verdict.FAILED, long))


def test_each_line_is_told_under_its_group_as_soon_as_it_is_there() -> None:
    stream = io.StringIO()

    def outcomes() -> Iterator[Outcome]:
        yield GOOD
        assert as_line(GOOD) in stream.getvalue()
        yield from (MISSED, BAD)

    assert told(outcomes(), stream) == [GOOD, MISSED, BAD]
    lines = stream.getvalue().splitlines()
    assert lines.count("the window") == lines.count("the command line") == 1


def test_in_short_it_counts() -> None:
    assert in_short([GOOD, GOOD, MISSED, BAD]) == "2 ok, 1 FAILED, 1 MISSED"


def test_the_data_has_every_row() -> None:
    data = json.loads(as_json([GOOD, BAD]))
    assert data["passed"] is False
    assert data["outcomes"][0] == {
        "group": "the window",
        "name": "first paint",
        "verdict": "ok",
        "found": "width 1280",
        "seconds": 0.25,
        "status": None,
    }


def test_a_step_that_failed_is_no_pass_and_a_missed_limit_is() -> None:
    assert passed([GOOD, MISSED])
    assert not passed([GOOD, BAD])


@pytest.mark.parametrize("limit", [WINDOW, READY, ARCHIVE, INSTALLED], ids=lambda limit: limit.name)
def test_a_limit_is_kept_or_missed(limit) -> None:
    assert judged("group", limit, limit.most).verdict is Verdict.OK
    assert judged("group", limit, limit.most * 1.01).verdict is Verdict.MISSED


def test_a_link_does_not_count_as_what_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "library").write_bytes(bytes(2_000_000))
    (tmp_path / "link").symlink_to("library")
    assert megabytes(tmp_path / "library") == 2
    assert 2 <= megabytes(tmp_path) < 2.001
