"""A file becomes a proposal, and every choice of a person changes it without undoing the others."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet
import pytest

from workbench.core.errors import UserError
from workbench.core.labels import LabelKind
from workbench.data.own.draft.choices import (
    with_kind,
    with_label_form,
    with_missing,
    with_role,
    with_test_file,
)
from workbench.data.own.draft.draft import Draft
from workbench.data.own.draft.draft_of import draft_of

PENGUINS = {
    "species": ["Adelie", "Gentoo", "Adelie", "Gentoo"],
    "island": ["Dream", "Biscoe", "Dream", "Biscoe"],
    "bill": ["39.1", "47.5", "NA", "46.0"],
    "ring": ["A17 of May", "B4 of May", "C9 of June", "D1 of June"],
}
SONGS = {
    "tempo": ["0.5", "0.25", "0.75", "1.5"],
    "happy": ["0", "1", "1", "0"],
    "sad": ["0", "0", "1", "1"],
}


def written(folder: Path, columns: dict[str, list[str]], name: str = "data.parquet") -> Path:
    pa.parquet.write_table(pa.table(columns), folder / name)
    return folder / name


def drafted(folder: Path, columns: dict[str, list[str]], **given: object) -> Draft:
    return draft_of(written(folder, columns), **given)  # type: ignore[arg-type]


def roles(draft: Draft) -> dict[str, str]:
    return {column.name: column.role for column in draft.columns}


def test_a_table_needs_no_choice_at_all(tmp_path: Path) -> None:
    draft = drafted(tmp_path, PENGUINS)
    assert draft.problem == ""
    assert roles(draft) == {"species": "label", "island": "input", "bill": "input", "ring": "ignore"}
    own = draft.own
    assert own.file.path == str(tmp_path / "data.parquet")
    assert own.labels.class_names == ("Adelie", "Gentoo")
    assert [column.kind for column in own.columns] == ["category", "category", "number", "text"]
    assert own.columns[1].categories == ("Biscoe", "Dream")
    assert (own.missing, own.test_file, own.labels_file) == ("median", None, None)
    assert own.tests_apart


def test_what_is_left_out_is_said(tmp_path: Path) -> None:
    assert any("“ring” is left out: 4 different texts" in note for note in drafted(tmp_path, PENGUINS).notes)


def test_the_target_can_be_given(tmp_path: Path) -> None:
    draft = drafted(tmp_path, PENGUINS, target=("island",))
    assert roles(draft) == {"species": "input", "island": "label", "bill": "input", "ring": "ignore"}


def test_a_target_that_is_not_there_gets_the_nearest_name(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no column “specis”; did you mean “species”"):
        drafted(tmp_path, PENGUINS, target=("specis",))
    with pytest.raises(UserError, match="its columns are species, island, bill, ring"):
        drafted(tmp_path, PENGUINS, target=("zzz",))


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"nowhere\.parquet"):
        draft_of(tmp_path / "nowhere.parquet")


def test_several_columns_of_0_and_1_are_any_number_of_labels(tmp_path: Path) -> None:
    diagnosis = drafted(tmp_path, SONGS).diagnosis
    assert diagnosis is not None
    assert (diagnosis.label_kind, diagnosis.head, diagnosis.units) == (LabelKind.MULTI_HOT, "sigmoid", 2)


def test_another_label_column_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    draft = with_role(drafted(tmp_path, PENGUINS), "island", "label")
    assert roles(draft) == {"species": "input", "island": "label", "bill": "input", "ring": "ignore"}


def test_another_column_of_0_and_1_stands_beside_the_old_ones(tmp_path: Path) -> None:
    songs = {"calm": ["1", "1", "0", "0"], **SONGS}
    draft = with_role(drafted(tmp_path, songs), "calm", "label")
    assert draft.label_columns == ("calm", "happy", "sad")
    assert with_role(draft, "sad", "input").label_columns == ("calm", "happy")


def test_without_labels_it_says_what_to_do(tmp_path: Path) -> None:
    draft = with_role(drafted(tmp_path, PENGUINS), "species", "input")
    assert "No column holds the labels yet" in draft.problem
    with pytest.raises(UserError, match="No column holds the labels"):
        _ = draft.own
    assert with_role(draft, "species", "label").problem == ""


def test_without_inputs_it_says_what_to_do(tmp_path: Path) -> None:
    draft = drafted(tmp_path, PENGUINS)
    for name in ("island", "bill"):
        draft = with_role(draft, name, "ignore")
    assert "No column is an input" in draft.problem


def test_a_kind_can_be_chosen_and_taken_back(tmp_path: Path) -> None:
    draft = with_kind(drafted(tmp_path, SONGS, target=("happy",)), "sad", "category")
    assert draft.columns[2].categories == ("0", "1")
    assert with_kind(draft, "sad", "number").columns[2].categories == ()


def test_a_kind_that_the_cells_do_not_have_is_a_problem(tmp_path: Path) -> None:
    draft = with_kind(drafted(tmp_path, PENGUINS), "island", "number")
    assert "“island” cannot be a number: it holds 2 different values" in draft.problem


def test_text_becomes_a_category_where_a_person_wants_it_as_input(tmp_path: Path) -> None:
    draft = with_role(drafted(tmp_path, PENGUINS), "ring", "input")
    assert draft.columns[3].kind == "category" and len(draft.columns[3].categories) == 4


def test_dates_are_refused_with_advice(tmp_path: Path) -> None:
    dates = {**PENGUINS, "day": ["2024-01-01", "2024-01-02", "2024-01-03", "2024-01-04"]}
    draft = drafted(tmp_path, dates)
    assert roles(draft)["day"] == "ignore"
    assert "as columns of their own" in with_role(draft, "day", "input").problem


def test_too_many_categories_are_refused(tmp_path: Path) -> None:
    many = {"name": [f"n{i % 150}" for i in range(300)], "class": ["a", "b"] * 150, "x": ["1"] * 300}
    draft = with_role(drafted(tmp_path, many), "name", "input")
    assert "“name” is text and cannot be an input" in draft.problem
    assert "150 different texts; at most 100" in with_kind(draft, "name", "category").problem


def test_choices_survive_one_another(tmp_path: Path) -> None:
    draft = with_missing(drafted(tmp_path, PENGUINS), "drop")
    draft = with_role(draft, "ring", "input")
    draft = with_role(draft, "island", "ignore")
    draft = with_role(draft, "island", "label")
    assert roles(draft) == {"species": "input", "island": "label", "bill": "input", "ring": "input"}
    assert draft.missing == "drop"


def test_a_row_number_is_no_input(tmp_path: Path) -> None:
    draft = drafted(tmp_path, {"id": ["1", "2", "3", "4"], **PENGUINS})
    assert roles(draft)["id"] == "ignore"
    assert any("“id” is left out: it only tells the rows apart" in note for note in draft.notes)


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("student_id", "ignore"),
        ("Matrikel-Nr.", "ignore"),
        ("PassengerID", "ignore"),
        ("citric acid", "input"),
    ],
)
def test_numbers_that_tell_the_rows_apart_are_no_input(tmp_path: Path, name: str, role: str) -> None:
    assert roles(drafted(tmp_path, {name: ["4711", "1234", "5555", "2024"], **PENGUINS}))[name] == role


@pytest.mark.parametrize("first", [0, 1, 100_000])
def test_rows_can_be_counted_from_any_number_on(tmp_path: Path, first: int) -> None:
    counted = {"Numéro": [str(first + row) for row in range(4)]}
    assert roles(drafted(tmp_path, {**counted, **PENGUINS}))["Numéro"] == "ignore"


def test_amounts_in_the_last_column_are_said_to_be_no_classes(tmp_path: Path) -> None:
    prices = [f"{price}.5" for price in range(8)]
    draft = drafted(tmp_path, {"rooms": ["1", "2", "3", "4"] * 2, "price": prices})
    assert draft.label_columns == ("rooms",)
    assert any("If you mean “price”" in note for note in draft.notes)
    assert not with_role(draft, "rooms", "label").notes
    assert not drafted(tmp_path, {"class": ["1", "2", "3", "4"] * 2, "price": prices}).notes


def test_several_labels_that_were_proposed_are_said_to_be_a_guess(tmp_path: Path) -> None:
    table = {"age": [*map(str, range(20, 28))], "smokes": ["0", "1"] * 4, "ill": ["0", "0", "1", "1"] * 2}
    draft = drafted(tmp_path, table)
    assert draft.label_columns == ("smokes", "ill")
    assert any("If only “ill” is to be predicted" in note for note in draft.notes)
    assert not with_role(draft, "smokes", "input").notes


@pytest.mark.parametrize("name", ["split", "Teil"])
def test_a_column_of_train_and_test_at_the_end_is_no_label(tmp_path: Path, name: str) -> None:
    table = {"x": ["0.5", "1.5", "2.5", "3.5"], "kind": ["a", "b"] * 2, name: ["Training", "Test"] * 2}
    assert roles(drafted(tmp_path, table)) == {"x": "input", "kind": "label", name: "part"}


def test_yes_and_no_in_mixed_capitals_are_one_input(tmp_path: Path) -> None:
    draft = drafted(tmp_path, {"likes": ["yes", "NO", "Yes", "no"], **PENGUINS})
    column = next(column for column in draft.columns if column.name == "likes")
    assert (column.kind, column.categories) == ("yes_no", ("NO", "Yes"))
    as_category = next(one for one in with_kind(draft, "likes", "category").columns if one.name == "likes")
    assert as_category.categories == ("NO", "Yes", "no", "yes")


@pytest.mark.parametrize(("name", "role"), [("PassengerId", "ignore"), ("Row", "ignore"), ("year", "input")])
def test_only_a_name_for_it_makes_whole_numbers_in_order_a_count(
    tmp_path: Path, name: str, role: str
) -> None:
    assert roles(drafted(tmp_path, {name: ["0", "1", "2", "3"], **PENGUINS}))[name] == role


def test_shares_that_add_up_to_one_are_labels_where_nothing_else_is(tmp_path: Path) -> None:
    table = {
        "x": ["0.5", "0.1", "0.7", "0.9"],
        "cat": ["0.3", "0.6", "1", "0"],
        "dog": ["0.7", "0.4", "0", "1"],
    }
    draft = drafted(tmp_path, table)
    assert draft.label_columns == ("cat", "dog")
    assert draft.diagnosis is not None and draft.diagnosis.label_kind is LabelKind.ONE_HOT
    assert drafted(tmp_path, {**table, "dog": ["0.7", "0.4", "0.5", "1"]}).label_columns == ()


def test_the_rows_that_check_may_come_after_the_sample(tmp_path: Path) -> None:
    long = {name: cells * 500 for name, cells in PENGUINS.items()}
    assert roles(drafted(tmp_path, {**long, "split": ["train"] * 1500 + ["test"] * 500}))["split"] == "part"
    assert roles(drafted(tmp_path, {**PENGUINS, "split": ["train"] * 4}))["split"] == "input"


def test_a_column_can_say_which_rows_train(tmp_path: Path) -> None:
    draft = drafted(tmp_path, {**PENGUINS, "split": ["train", "train", "test", "test"]})
    assert roles(draft)["split"] == "part"
    draft = drafted(tmp_path, {**PENGUINS, "split": ["left", "right", "left", "right"]})
    assert roles(draft)["split"] == "input"


def test_a_second_file_must_have_the_same_columns(tmp_path: Path) -> None:
    draft = drafted(tmp_path, PENGUINS)
    other = written(tmp_path, {name: PENGUINS[name] for name in ("species", "island")}, "other.parquet")
    with pytest.raises(UserError, match=r"other\.parquet has no column “bill”"):
        with_test_file(draft, other)
    same = written(tmp_path, PENGUINS, "same.parquet")
    reference = with_test_file(draft, same).own.test_file
    assert reference is not None and reference.path == str(same)


def test_a_file_of_label_names_belongs_to_arff(tmp_path: Path) -> None:
    draft = drafted(tmp_path, SONGS, labels_file=tmp_path / "songs.xml")
    assert "songs.xml can name the labels of an ARFF file only" in draft.problem


def test_na_is_a_class_among_labels_and_missing_among_inputs(tmp_path: Path) -> None:
    countries = {"x": ["1", "2", "3", "4", "5"], "country": ["NA", "DE", "NA", "DE", ""]}
    draft = drafted(tmp_path, countries)
    profile = draft.profiles["country"]
    assert (profile.missing, profile.distinct, profile.values) == (1, 2, ("DE", "NA"))
    assert draft.diagnosis is not None and draft.diagnosis.labels.class_names == ("DE", "NA")
    assert with_role(draft, "country", "input").profiles["country"].missing == 3


def test_the_form_of_the_labels_can_be_overridden_and_taken_back(tmp_path: Path) -> None:
    draft = drafted(tmp_path, SONGS, target=("happy",))
    proposed = draft.diagnosis
    assert proposed is not None
    other = next(row.form for row in proposed.alternatives if row.possible)
    changed = with_label_form(draft, other)
    assert changed.diagnosis is not None and changed.diagnosis.labels.form == other
    back = with_label_form(changed, "")
    assert back.diagnosis is not None and back.diagnosis.labels == proposed.labels


def test_another_label_column_forgets_the_form(tmp_path: Path) -> None:
    draft = drafted(tmp_path, SONGS, target=("happy",))
    assert draft.diagnosis is not None
    other = next(row.form for row in draft.diagnosis.alternatives if row.possible)
    moved = with_role(with_label_form(draft, other), "happy", "input")
    assert moved.given.labels is None


def test_a_column_of_tags_is_called_so(tmp_path: Path) -> None:
    films = {"length": ["1.5", "2.5", "1.25", "2.0"], "genres": ["drama|crime", "drama", "crime|war", "war"]}
    draft = drafted(tmp_path, films)
    assert roles(draft)["genres"] == "tags"
    assert draft.own.labels.class_names == ("crime", "drama", "war")
    assert roles(with_label_form(draft, "names"))["genres"] == "label"
    assert roles(with_role(draft, "genres", "label"))["genres"] == "label"


def test_without_its_only_label_no_other_column_steps_in(tmp_path: Path) -> None:
    draft = with_role(drafted(tmp_path, PENGUINS, target=("island",)), "island", "ignore")
    assert draft.label_columns == ()
