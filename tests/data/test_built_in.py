"""Every row of the table of data sets, with every option at its ends."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from workbench.core.errors import UserError
from workbench.core.fields import Value
from workbench.core.labels import LabelKind
from workbench.data.built_in import DATA_SETS, load

ENDS = [
    pytest.param(row.name, option.name, end, id=f"{row.name}-{option.name}-{end:g}")
    for row in DATA_SETS.values()
    for option in row.options
    for end in (option.check(option.minimum), option.check(option.maximum))
]


@pytest.mark.parametrize("name", DATA_SETS)
def test_a_row_makes_what_it_says(name: str) -> None:
    dataset, row = load(name), DATA_SETS[name]
    assert (dataset.name, dataset.title, dataset.description) == (name, row.title, row.description)
    assert (dataset.class_counts() > 0).all()


@pytest.mark.parametrize(("name", "option", "end"), ENDS)
def test_an_option_at_its_end(name: str, option: str, end: Value) -> None:
    dataset = load(name, {option: end})
    if option == "size":
        assert dataset.number_of_examples == end
    if option in ("classes", "arms", "discs", "labels"):
        assert dataset.number_of_classes == end
    if option == "inputs":
        assert dataset.number_of_inputs == end


@pytest.mark.parametrize("name", [name for name, row in DATA_SETS.items() if row.options])
def test_the_seed_decides(name: str) -> None:
    make = DATA_SETS[name].make
    defaults = {option.name: option.default for option in DATA_SETS[name].options}
    first, again, other = make(**defaults), make(**defaults), make(**{**defaults, "seed": 1})
    assert (first.inputs == again.inputs).all() and (first.labels == again.labels).all()
    assert (first.inputs != other.inputs).any()


def test_a_data_set_is_kept_and_cannot_be_written_to() -> None:
    dataset = load("iris", {})
    assert load("iris") is dataset
    with pytest.raises(ValueError, match="read-only"):
        dataset.inputs[0, 0] = 1


@pytest.mark.parametrize(
    ("name", "options", "complaint"),
    [
        ("flowers", {}, "no data set 'flowers'; choose one of digits"),
        ("blobs", {"classes": 1}, "between 2 and 20"),
        ("blobs", {"arms": 3}, "no setting 'arms'"),
        ("moons", {"noise": float("nan")}, "finite"),
    ],
)
def test_a_plain_sentence_says_what_is_wrong(name: str, options: dict[str, Value], complaint: str) -> None:
    with pytest.raises(UserError, match=complaint):
        load(name, options)


def test_the_table_costs_no_start_up_time() -> None:
    code = "import sys, workbench.data.built_in, workbench.data.prepared; print('sklearn' in sys.modules)"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert printed.strip() == "False"


@pytest.mark.parametrize("name", ["moons", "circles", "xor", "breast-cancer"])
def test_yes_or_no_sets(name: str) -> None:
    assert load(name).label_kind is LabelKind.YES_NO
    assert np.unique(load(name).labels).tolist() == [0, 1]
