"""Every way of writing labels comes through a file: written, proposed, imported, and the same in the end."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from tests.data.own.doctor.label_cases import LABEL_CASES, LabelCase
from workbench.data.own.draft.choices import with_role
from workbench.data.own.draft.draft_of import draft_of
from workbench.data.own.importing.import_own import import_own

CASES = [case for case in LABEL_CASES if not case.declared and len(case.labels) > 1]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def written(case: LabelCase, folder: Path) -> Path:
    path = folder / "labels.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["length", "width", *case.columns])
        rows = zip(*case.columns.values(), strict=True)
        for number, row in enumerate(rows):
            writer.writerow([number / 4, 10 - number, *("" if cell is None else cell for cell in row)])
    return path


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.what)
def test_a_file_of_such_labels(case: LabelCase, tmp_path: Path) -> None:
    draft = draft_of(written(case, tmp_path), target=tuple(case.columns))
    if case.tags:
        draft = with_role(draft, "y", "tags")
    imported = import_own(draft.own)
    kept = [label for label in case.labels if label is not None]
    assert imported.own.labels.form == case.form
    assert imported.dataset.class_names == case.classes
    assert np.allclose(imported.dataset.labels, np.array(kept, float))
    assert len(imported.dataset.inputs) == len(kept)
