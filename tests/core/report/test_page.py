"""The page of a report is whole in itself and tells everything."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from core.report.made_report import HOSTILE, made_report

from workbench.core.evaluation.ratio import score_text
from workbench.core.heads import HEADS, Head, head_for
from workbench.core.labels import LabelKind
from workbench.core.report.page import page_of

ADDRESSES = ("src", "href", "action", "data")


class Reader(HTMLParser):
    """Checks that elements are closed in order, and gathers addresses, headings and cells."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.addresses: list[str] = []
        self.words: dict[str, list[str]] = {}

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.handle_startendtag(tag, attributes)
        self.open.append(tag)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.addresses += [str(value) for name, value in attributes if name in ADDRESSES]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, words: str) -> None:
        if self.open:
            self.words.setdefault(self.open[-1], []).append(words)


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    assert reader.open == []
    return reader


@pytest.mark.parametrize("head", HEADS, ids=lambda head: f"{head.activation}-{head.label_kind}")
def test_a_page_is_whole_in_itself_for_every_head(head: Head) -> None:
    reader = read(page_of(made_report(head)))
    assert all(address.startswith("data:image/png;base64,") for address in reader.addresses)
    assert len(reader.addresses) == 1
    assert "script" not in reader.words and HOSTILE in reader.words["h1"]
    titles = reader.words["h2"]
    assert {"Scores", "Training", "Each class", "Settings", "Surest mistakes"} < set(titles)
    matrix = "Labels that stand together" if head.label_kind is LabelKind.MULTI_HOT else "Confusion"
    assert matrix in titles


def test_scores_are_told_beside_their_baseline_and_undefined_ones_as_such() -> None:
    report = made_report(head_for("sigmoid", LabelKind.MULTI_HOT))
    cells = read(page_of(report)).words["td"]
    first = report.validation.scores[0]
    assert cells[:3] == [
        score_text(first.value),
        score_text(report.training.scores[0].value),
        score_text(first.baseline),
    ]
    assert "undefined" in cells


def test_scores_of_a_test_part_come_first() -> None:
    report = made_report(head_for("softmax", LabelKind.CLASS_INDEX), has_test=True)
    page = page_of(report)
    assert report.test is not None
    parts = (report.test, report.validation, report.training)
    assert read(page).words["td"][:3] == [score_text(part.scores[0].value) for part in parts]
    assert f"{len(report.test.answers)} more were kept for the test" in page
    assert "kept for the test" not in page_of(made_report(report.head))


def test_curves_have_a_point_for_each_epoch_and_none_where_there_is_no_value() -> None:
    page = page_of(made_report(HEADS[0], epochs=3))
    titles = read(page).words["title"]
    assert [words for words in titles if words.startswith("training: 0.")] == [
        "training: 0.5 at 2",
        "training: 0.3333 at 3",
        "training: 0.5 at 1",
        "training: 0.5 at 2",
        "training: 0.5 at 3",
    ]
    assert "validation, no values" in titles
    assert re.findall(r"\b(?:nan|inf)\b", page) == []


def test_a_run_without_an_epoch_has_no_curves() -> None:
    assert "not trained for a whole epoch" in page_of(made_report(HEADS[0], epochs=0))
