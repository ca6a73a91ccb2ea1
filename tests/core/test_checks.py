"""Every check finds its problem and is silent otherwise."""

from __future__ import annotations

import msgspec
import pytest
from core.imported.graphs import chain, dense, inputs

from workbench.core.checking.layer_checks import MOST_PARAMETERS
from workbench.core.checks import CHECKS, problems
from workbench.core.imported.imported_model import ImportedModel
from workbench.core.imported.model_weights import ModelWeights
from workbench.core.labels import LabelKind
from workbench.core.painted_data import PaintedData
from workbench.core.project import HeadChoice, Layer, Project, Training
from workbench.core.projects.checked_project import checked, starting_project
from workbench.core.projects.data_edits import with_painted
from workbench.core.projects.layer_text import parse_layers

INDEX, ONE_HOT, YES_NO, MULTI_HOT = LabelKind


def layered(text: str, **training: object) -> Project:
    return Project(layers=parse_layers(text), training=Training(**training))  # type: ignore[arg-type]


A_MODEL_OF_FOUR_INPUTS = ImportedModel("model.keras", chain(inputs(4), dense("logits", 10)), ModelWeights([]))
CASES = {
    "head_does_not_fit": (Project(), MULTI_HOT, "error", "headSigmoid"),
    "loss_does_not_fit": (Project(head=HeadChoice("sigmoid")), INDEX, "error", "lossCombo"),
    "opened_model_does_not_fit": (Project(imported=A_MODEL_OF_FOUR_INPUTS), INDEX, "error", "openedTable"),
    "batch_larger_than_data": (layered("64", batch_size=1001), INDEX, "warning", "batchSizeSpin"),
    "rate_too_large": (layered("64", learning_rate=1.5), INDEX, "warning", "learningRateSpin"),
    "normalization_of_single_examples": (
        layered("batchnormalization", batch_size=1), INDEX, "warning", "batchSizeSpin",
    ),
    "constant_weights": (
        Project(layers=(Layer("Dense", {"kernel_initializer": "zeros"}),)),
        INDEX, "warning", "layerTable",
    ),
    "network_too_large": (layered("8192,8192"), INDEX, "warning", "layerTable"),
    "squashed_logits": (layered("64:softmax"), INDEX, "hint", "layerTable"),
    "stacked_linear_layers": (layered("64:linear,32"), INDEX, "hint", "layerTable"),
    "strong_dropout_at_the_end": (layered("64,dropout:0.7"), INDEX, "hint", "layerTable"),
    "strong_smoothing": (
        Project(head=HeadChoice(label_smoothing=0.4)), INDEX, "hint", "labelSmoothingSpin",
    ),
    "patience_never_used": (
        layered("64", early_stopping=True, patience=9, epochs=9), INDEX, "hint", "epochsSpin",
    ),
}  # fmt: skip
OF_THE_DATA = {"no_training_rows", "single_class"}


def test_every_check_has_a_case() -> None:
    assert {check.__name__ for check in CHECKS} == set(CASES) | OF_THE_DATA


@pytest.mark.parametrize("name", CASES)
def test_every_check_finds_its_problem_and_no_other_does(name: str) -> None:
    project, kind, severity, control = CASES[name]
    (problem,) = problems(checked(project), kind, 1000, 10)
    assert (problem.severity, problem.control) == (severity, control)
    assert problem.message.endswith(".")


def test_the_starting_project_has_no_problems() -> None:
    assert problems(starting_project(), INDEX, 1000, 10, 64) == ()


def test_data_without_examples_or_with_one_class_is_an_error() -> None:
    for rows, classes in ((0, 10), (1000, 1)):
        (problem,) = problems(starting_project(), INDEX, rows, classes)
        assert (problem.severity, problem.control) == ("error", "datasetCombo")


def test_one_label_is_enough_where_the_answer_is_yes_or_no() -> None:
    project = checked(Project(head=HeadChoice("sigmoid", "binary_crossentropy")))
    assert problems(project, YES_NO, 1000, 1) == ()
    assert problems(project, MULTI_HOT, 1000, 1) == ()


@pytest.mark.parametrize(
    ("activation", "kind"), [("softmax", MULTI_HOT), ("sigmoid", INDEX)], ids=["head", "loss"]
)
def test_an_experiment_warns_instead_of_stopping(activation: str, kind: LabelKind) -> None:
    head = HeadChoice(activation, "categorical_crossentropy", experiment=True)
    (problem,) = problems(checked(Project(head=head)), kind, 1000, 10)
    assert (problem.severity, problem.control) == ("warning", "mendHeadButton")
    assert problem.message.startswith("This is an experiment: this loss ")
    weighted = checked(Project(head=msgspec.structs.replace(head, weighting="balanced")))
    assert "no class weights" in problems(weighted, kind, 1000, 10)[0].message


@pytest.mark.parametrize("experiment", [False, True])
def test_rows_that_contradict_the_head_are_counted(experiment: bool) -> None:
    head = HeadChoice("softmax", "categorical_crossentropy", experiment=experiment)
    project = checked(Project(head=head))
    (problem,) = problems(project, MULTI_HOT, 1000, 10, contradiction="3 of 4 rows contradict.")
    assert "3 of 4 rows contradict." in problem.message


def test_an_experiment_that_cannot_run_is_an_error() -> None:
    head = HeadChoice("sigmoid", "sparse_categorical_crossentropy", experiment=True)
    (problem,) = problems(checked(Project(head=head)), MULTI_HOT, 1000, 10)
    assert problem.severity == "error" and "Keras stops" in problem.message


def test_the_refused_head_comes_first_and_only_once() -> None:
    found = problems(checked(layered("64:softmax", batch_size=5000)), MULTI_HOT, 10, 10)
    assert [problem.severity for problem in found] == ["error", "warning", "hint"]


@pytest.mark.parametrize(
    ("project", "expected"),
    [
        (layered("64", optimizer="SGD", learning_rate=9.0), 0),
        (layered("64", optimizer="SGD", learning_rate=11.0), 1),
        (layered("64", learning_rate=1.0), 0),
        (layered("64", batch_size=1000), 0),
        (layered("64,dropout:0.9,32"), 0),
        (layered("64:linear,activation:relu,32"), 0),
        (layered("64:linear"), 1),
        (layered("64:softmax,32"), 0),
        (layered("activation:sigmoid"), 1),
        (layered("64", early_stopping=True, patience=9, epochs=10), 0),
        (layered("64", patience=99, epochs=10), 0),
    ],
)
def test_the_borders_of_the_checks(project: Project, expected: int) -> None:
    assert len(problems(checked(project), INDEX, 1000, 10)) == expected


def test_inputs_count_towards_the_size_of_the_network() -> None:
    inputs = MOST_PARAMETERS // 64
    assert problems(starting_project(), INDEX, 1000, 10, inputs)[0].severity == "warning"


@pytest.mark.parametrize(("count", "refused"), [(0, True), (1, True), (2, False)])
def test_too_few_painted_points_lead_to_the_canvas(count: int, refused: bool) -> None:
    painted = PaintedData(("A", "B"), False, ((0.0, 0.0),) * count, (0,) * count)
    project = with_painted(starting_project(), painted)
    found = problems(project, LabelKind.CLASS_INDEX, count, 2, 2)
    assert any(problem.control == "paintCanvas" for problem in found) is refused
