"""Every example project is whole, and the sample files are the examples."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from workbench.core.checks import problems
from workbench.core.examples import EXAMPLES, Example
from workbench.core.project_file import load
from workbench.core.projects.checked_project import checked
from workbench.data.built_in import load as load_data

SAMPLES = Path(__file__).parents[2] / "resources" / "samples"


def file_name(example: Example) -> str:
    return re.sub(r"[^a-z]+", "-", example.title.lower()).strip("-") + ".workbench"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.title)
def test_every_example_is_ready_to_train(example: Example) -> None:
    assert checked(example.project) == example.project
    assert example.description.endswith(".")
    data = load_data(example.project.data.name, example.project.data.options)
    found = problems(
        example.project,
        data.label_kind,
        data.number_of_examples * 4 // 5,
        len(data.class_names),
        data.inputs.shape[1],
    )
    assert found == ()


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.title)
def test_every_example_has_a_sample_file(example: Example) -> None:
    loaded = load(SAMPLES / file_name(example))
    assert loaded.project == example.project and loaded.lost == ()


def test_titles_and_sample_files_are_one_to_one() -> None:
    assert {path.name for path in SAMPLES.glob("*.workbench")} == {file_name(row) for row in EXAMPLES}


def test_the_tutorial_networks_differ_in_their_layers_only() -> None:
    first, second, third = (row.project for row in EXAMPLES if row.title.startswith("Tutorial: "))
    assert [len(project.layers) for project in (first, second, third)] == [0, 1, 3]
    assert first.head == second.head == third.head and first.training == second.training == third.training
    assert first.head.activation == "sigmoid" and first.data.name == "random-numbers"
