"""Classes that one part lacks are problems, and the split is looked at no more often than it changes."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from workbench.core.labels import LabelKind
from workbench.core.shares import Shares
from workbench.data.dataset import Dataset
from workbench.qt import part_problems
from workbench.qt.document import Document
from workbench.qt.part_problems import PartProblems


def labelled(labels: list[int], validation_rows: list[int] | None = None) -> Dataset:
    return Dataset(
        "own",
        "Own",
        np.zeros((len(labels), 1), np.float32),
        np.array(labels, np.int32),
        LabelKind.CLASS_INDEX,
        ("a", "b"),
        ("x",),
        validation_rows=None if validation_rows is None else np.array(validation_rows, np.int64),
    )


def test_a_class_of_one_row_is_missing_somewhere() -> None:
    (problem,) = part_problems.part_problems(labelled([0, 0, 0, 0, 1]), Shares(0.2), 0)
    assert (problem.severity, problem.control) == ("warning", "validationFractionSpin")
    assert "1 class (“b”) has no row in the" in problem.message


def test_where_the_data_says_which_rows_check_the_data_is_to_be_mended() -> None:
    (problem,) = part_problems.part_problems(labelled([0, 0, 1, 1], [0]), Shares(0.2), 0)
    assert problem.control == "datasetCombo"
    assert "1 class (“b”) has no row in the validation part" in problem.message


def test_data_that_cannot_be_split_is_no_concern_here() -> None:
    assert part_problems.part_problems(labelled([0]), Shares(0.2), 0) == ()


def test_large_data_is_not_split_in_passing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(part_problems, "MOST_DRAWN", 4)
    assert part_problems.part_problems(labelled([0, 0, 0, 0, 1]), Shares(0.2), 0) == ()


def test_the_split_is_drawn_again_only_where_it_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = []
    monkeypatch.setattr(part_problems, "part_problems", lambda *choice: drawn.append(choice) or ())
    document = Document()
    found = PartProblems(document)
    found.problems()
    head = msgspec.structs.replace(document.project.head, threshold=0.3)
    document.edit("Set threshold", msgspec.structs.replace(document.project, head=head))
    found.problems()
    assert len(drawn) == 1
    document.edit("Set seed", msgspec.structs.replace(document.project, seed=7))
    found.problems()
    assert [choice[2] for choice in drawn] == [0, 7]
