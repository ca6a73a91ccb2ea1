"""Files whose first rows do not show what labels they have are understood all the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.core.errors import UserError
from workbench.core.labels import LabelKind
from workbench.data.own.draft.choices import with_label_form
from workbench.data.own.draft.draft_of import draft_of
from workbench.data.own.importing.import_own import import_own
from workbench.data.own.reader import SAMPLE_ROWS

MANY = SAMPLE_ROWS + 10


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def written(folder: Path, columns: str, labels: list[str]) -> Path:
    rows = [f"{row * 0.37 % 1:.2f},{label}" for row, label in enumerate(labels)]
    path = folder / "sorted.csv"
    path.write_text("\n".join([f"x,{columns}", *rows]))
    return path


def test_classes_one_after_the_other(tmp_path: Path) -> None:
    labels = [str(digit) for digit in range(3) for _ in range(MANY)]
    draft = draft_of(written(tmp_path, "y", labels), target=("y",))
    assert draft.problem == "" and draft.diagnosis is not None
    assert any("so far all have the class “0”" in found.sentence for found in draft.diagnosis.findings)
    imported = import_own(draft.own)
    assert imported.dataset.label_kind is LabelKind.CLASS_INDEX
    assert imported.dataset.class_counts().tolist() == [MANY] * 3
    assert imported.own.labels.form == "class_index"


def test_names_come_in_their_order(tmp_path: Path) -> None:
    labels = ["dog"] * MANY + ["cat"] * MANY
    imported = import_own(draft_of(written(tmp_path, "y", labels), target=("y",)).own)
    assert imported.dataset.class_names == ("cat", "dog")


def test_rows_with_several_labels_come_late(tmp_path: Path) -> None:
    labels = ["1,0", "0,1"] * MANY + ["1,1"]
    imported = import_own(draft_of(written(tmp_path, "a,b", labels), target=("a", "b")).own)
    assert imported.dataset.label_kind is LabelKind.MULTI_HOT


def test_a_form_that_a_person_chose_is_kept_and_what_contradicts_it_refused(tmp_path: Path) -> None:
    labels = ["0", "1"] * MANY + ["2"]
    draft = draft_of(written(tmp_path, "y", labels), target=("y",))
    with pytest.raises(UserError, match=f"1 of {2 * MANY + 1:,} rows contradicts"):
        import_own(with_label_form(draft, "zero_one").own)
