"""Every way of writing labels is recognised, read, and given the head that fits."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.data.own.doctor.label_cases import HEADS, KINDS, LABEL_CASES, LabelCase
from workbench.core.labels import LabelKind
from workbench.data.dataset import Dataset
from workbench.data.own.doctor.diagnose import diagnose
from workbench.data.own.doctor.encode_labels import encode_labels
from workbench.data.own.doctor.label_forms import LABEL_FORMS

README = Path(__file__).parents[4] / "README.md"

each_case = pytest.mark.parametrize("case", LABEL_CASES, ids=lambda case: case.what)


def tags_of(case: LabelCase) -> frozenset[str]:
    return frozenset(case.columns) if case.tags else frozenset()


@each_case
def test_the_form_is_recognised(case: LabelCase) -> None:
    found = diagnose(case.rows, declared=case.declared, tags=tags_of(case))
    assert (found.labels.form, found.labels.class_names) == (case.form, case.classes)


@each_case
def test_the_head_that_fits_is_proposed(case: LabelCase) -> None:
    found = diagnose(case.rows, declared=case.declared, tags=tags_of(case))
    assert case.form in KINDS[found.label_kind]
    assert (found.head, found.loss) == HEADS[found.label_kind]
    assert found.units == (1 if found.label_kind is LabelKind.YES_NO else len(case.classes))


@each_case
def test_the_labels_are_read(case: LabelCase) -> None:
    found = diagnose(case.rows, declared=case.declared, tags=tags_of(case))
    encoded = encode_labels(case.table, found.labels)
    assert encoded.unlabelled.tolist() == [label is None for label in case.labels]
    expected = [label for label in case.labels if label is not None]
    assert np.allclose(encoded.values[~encoded.unlabelled], np.array(expected, float))


@each_case
def test_a_data_set_takes_them(case: LabelCase) -> None:
    found = diagnose(case.rows, declared=case.declared, tags=tags_of(case))
    encoded = encode_labels(case.table, found.labels)
    values = encoded.values[~encoded.unlabelled]
    inputs = np.zeros((len(values), 1), np.float32)
    dataset = Dataset("own", "Own", inputs, values, found.label_kind, found.labels.class_names, ("x",))
    assert dataset.number_of_classes == len(case.classes)


def test_every_form_is_in_the_table_of_cases_or_only_chosen_by_a_person() -> None:
    recognised = {case.form for case in LABEL_CASES}
    assert set(LABEL_FORMS) - recognised == {"two_values", "yes_from_half"}
    assert len(LABEL_CASES) >= 40


@pytest.mark.parametrize("name", LABEL_FORMS)
def test_every_form_stands_in_the_readme_with_what_it_becomes(name: str) -> None:
    rows = [line for line in README.read_text(encoding="utf-8").splitlines() if f"`{name}`" in line]
    assert len(rows) == 1
    assert rows[0].endswith(f"| {LABEL_FORMS[name].label_kind.title} |")


@pytest.mark.parametrize("name", LABEL_FORMS)
def test_every_form_says_what_kind_of_label_it_makes(name: str) -> None:
    form = LABEL_FORMS[name]
    assert form.name == name
    assert name in KINDS[form.label_kind]
    assert form.title and form.wants and form.found.endswith(".")
