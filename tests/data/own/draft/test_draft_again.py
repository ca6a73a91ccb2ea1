"""A file drafted once more as it was read before."""

from __future__ import annotations

from pathlib import Path

from own_files import flowers, songs

from workbench.data.own.draft.choices import with_kind, with_label_form, with_missing, with_option, with_role
from workbench.data.own.draft.draft_again import draft_again
from workbench.data.own.draft.draft_of import draft_of


def test_every_choice_comes_back(tmp_path: Path) -> None:
    path = flowers(tmp_path)
    path.write_text(path.read_text().replace(",", ";"))
    draft = with_option(draft_of(path), "delimiter", "semicolon")
    draft = with_role(with_role(draft, "colour", "label"), "width", "ignore")
    draft = with_missing(with_kind(draft, "height", "category"), "drop")
    assert draft_again(draft.own).own == draft.own


def test_another_form_of_the_labels_comes_back(tmp_path: Path) -> None:
    draft = with_label_form(draft_of(songs(tmp_path)), "names")
    assert draft_again(draft.own).own == draft.own


def test_a_second_file_comes_back(tmp_path: Path) -> None:
    draft = draft_of(flowers(tmp_path), test_file=flowers(tmp_path, 30, "more.csv"))
    assert draft_again(draft.own).test_file == tmp_path / "more.csv"
