"""The project value: defaults, ranges, edits and the layers of the command line."""

from __future__ import annotations

import msgspec
import pytest

from workbench.core.errors import UserError
from workbench.core.heads import HEADS, Head
from workbench.core.labels import LabelKind
from workbench.core.layers import LAYERS
from workbench.core.own_data import FileReference, LabelReading, OwnData, Reading
from workbench.core.painted_data import PaintedData
from workbench.core.project import DataChoice, HeadChoice, Layer, Project, Training
from workbench.core.projects.checked_project import MOST_LAYERS, checked, starting_project
from workbench.core.projects.data_edits import with_data, with_own, with_painted
from workbench.core.projects.fresh_start import fresh_start_needed
from workbench.core.projects.head_edits import with_head
from workbench.core.projects.head_of_project import head_of
from workbench.core.projects.layer_text import parse_layers


def test_checked_fills_in_every_default_and_changes_nothing_more() -> None:
    project = starting_project()
    assert checked(project) == project
    assert project.layers[0].options["activation"] == "relu"
    assert set(project.training.optimizer_options) == {"beta_1", "beta_2", "epsilon"}


@pytest.mark.parametrize(
    ("project", "words"),
    [
        (Project(seed=-1), "Seed is -1"),
        (Project(seed=2**31), "Seed is"),
        (Project(data=DataChoice(validation_fraction=0.95)), "Data: Validation share"),
        (
            Project(data=DataChoice(test_fraction=0.9)),
            "Data: Test share is 0.9; it must be between 0 and 0.8",
        ),
        (
            Project(data=DataChoice(validation_fraction=0.5, test_fraction=0.5)),
            "a validation share of 0.5 and a test share of 0.5 leave too little to learn from",
        ),
        (Project(head=HeadChoice(threshold=1.0)), "Head: Threshold"),
        (Project(head=HeadChoice(thresholds=(0.5, 1.5))), "Threshold is 1.5"),
        (Project(head=HeadChoice(temperature=0.0)), "Head: Temperature"),
        (Project(head=HeadChoice(experiment=True, temperature=2.0)), "set its temperature to 1"),
        (Project(head=HeadChoice(activation="relu")), "no head 'relu'"),
        (Project(head=HeadChoice(loss="mean_squared_error")), "no loss 'mean_squared_error'"),
        (Project(training=Training(epochs=0)), "Training: Epochs"),
        (Project(training=Training(optimizer="Ftrl")), "choose one of Adam"),
        (Project(training=Training(schedule="warm")), "choose one of constant"),
        (Project(training=Training(optimizer_options={"rho": 0.9})), "Adam has no setting 'rho'"),
        (Project(training=Training(schedule_options={"every": 2})), "Constant has no setting"),
        (Project(layers=(Layer("Conv2D"),)), "no layer 'Conv2D'"),
        (Project(layers=(Layer("Dense", {"units": 0}),)), "Dense: Units"),
        (Project(layers=(Layer("Dropout"),) * (MOST_LAYERS + 1)), "at most"),
    ],
)
def test_what_is_out_of_range_is_refused_by_name(project: Project, words: str) -> None:
    with pytest.raises(UserError, match=words):
        checked(project)


@pytest.mark.parametrize("head", HEADS, ids=lambda head: f"{head.activation}-{head.label_kind.value}")
def test_with_head_takes_the_loss_from_the_table(head: Head) -> None:
    project = with_head(starting_project(), head.activation, head.label_kind)
    assert project.head.loss == head.losses[0]
    assert head_of(project, head.label_kind) is head


def test_with_head_keeps_everything_else() -> None:
    project = checked(Project(head=HeadChoice(threshold=0.7, label_smoothing=0.1), seed=5))
    changed = with_head(project, "sigmoid", LabelKind.CLASS_INDEX)
    assert (changed.head.threshold, changed.head.label_smoothing, changed.seed) == (0.7, 0.1, 5)
    assert changed.layers == project.layers


def with_choice(**choice: object) -> Project:
    project = starting_project()
    return msgspec.structs.replace(project, head=msgspec.structs.replace(project.head, **choice))


@pytest.mark.parametrize(
    ("kind", "expected"), [(LabelKind.CLASS_INDEX, 1.0), (LabelKind.YES_NO, 1.5)], ids=str
)
def test_a_temperature_goes_with_its_function(kind: LabelKind, expected: float) -> None:
    project = with_choice(temperature=1.5)
    assert with_head(project, "softmax", kind).head.temperature == 1.5
    assert with_head(project, "sigmoid", kind).head.temperature == expected


def test_thresholds_and_temperature_are_given_up_with_the_labels_they_were_chosen_for() -> None:
    project = with_choice(thresholds=(0.25,) * 10, temperature=1.5)
    same = msgspec.structs.replace(project.data, scaling="min_max")
    assert with_data(project, same, LabelKind.CLASS_INDEX).head == project.head
    other = with_data(project, DataChoice("iris"), LabelKind.CLASS_INDEX).head
    assert (other.thresholds, other.temperature) == ((), 1.0)


def test_with_head_refuses_softmax_on_any_number_of_labels() -> None:
    with pytest.raises(UserError, match="sigmoid"):
        with_head(starting_project(), "softmax", LabelKind.MULTI_HOT)


@pytest.mark.parametrize("activation", ["softmax", "sigmoid"])
@pytest.mark.parametrize("kind", LabelKind)
def test_with_data_always_ends_with_a_head_that_fits(activation: str, kind: LabelKind) -> None:
    before = with_head(starting_project(), activation, LabelKind.CLASS_INDEX)
    after = with_data(before, DataChoice("other"), kind)
    assert head_of(after, kind).label_kind == kind
    assert after.data.name == "other"
    if (activation, kind) != ("softmax", LabelKind.MULTI_HOT):
        assert after.head.activation == activation


def test_with_data_keeps_a_loss_that_still_fits() -> None:
    focal = msgspec.structs.replace(
        starting_project(), head=HeadChoice("sigmoid", "binary_focal_crossentropy")
    )
    assert with_data(focal, DataChoice("x"), LabelKind.MULTI_HOT).head.loss == "binary_focal_crossentropy"


def own_data(path: str) -> OwnData:
    return OwnData(FileReference(path), Reading("delimited"), (), LabelReading("names"))


def test_own_data_come_with_the_head_that_is_proposed_for_them() -> None:
    painted = DataChoice("x", {"seed": 1}, painted=PaintedData(("a", "b")), validation_fraction=0.3)
    before = msgspec.structs.replace(starting_project(), data=painted)
    after = with_own(before, own_data("/home/me/patients.csv"), LabelKind.YES_NO)
    assert (after.data.name, after.data.options, after.data.painted) == ("patients", {}, None)
    assert after.data.validation_fraction == 0.3
    assert (after.head.activation, after.head.loss) == ("sigmoid", "binary_crossentropy")


def test_the_same_file_taken_in_another_way_keeps_a_head_that_fits() -> None:
    first = with_own(starting_project(), own_data("/flowers.csv"), LabelKind.CLASS_INDEX)
    chosen = with_head(first, "sigmoid", LabelKind.CLASS_INDEX)
    assert with_own(chosen, own_data("/flowers.csv"), LabelKind.CLASS_INDEX).head.activation == "sigmoid"
    assert with_own(chosen, own_data("/other.csv"), LabelKind.CLASS_INDEX).head.activation == "softmax"


def test_other_data_end_an_experiment() -> None:
    wrong = msgspec.structs.replace(starting_project(), head=HeadChoice("softmax", "hinge", experiment=True))
    assert not with_own(wrong, own_data("/flowers.csv"), LabelKind.CLASS_INDEX).head.experiment


def test_head_of_refuses_a_loss_that_does_not_fit() -> None:
    with pytest.raises(UserError, match="does not fit"):
        head_of(Project(head=HeadChoice("softmax", "binary_crossentropy")), LabelKind.CLASS_INDEX)


def test_layers_are_read_from_text() -> None:
    dense, dropout, normalization, activation = parse_layers(
        " 32:tanh, dropout:0.5 ,batchnormalization,activation:elu,"
    )
    assert (dense.options["units"], dense.options["activation"]) == (32, "tanh")
    assert dropout.options == {"rate": 0.5}
    assert normalization.kind == "BatchNormalization"
    assert activation.options == {"activation": "elu"}
    assert parse_layers("") == ()
    assert parse_layers("16")[0].options["activation"] == "relu"


@pytest.mark.parametrize("name", [name for name in LAYERS if name != "Dense"])
def test_every_layer_can_be_written_by_its_name(name: str) -> None:
    assert parse_layers(name.lower()) == (Layer(name).complete(),)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("conv:3", "not understood"),
        ("dense", "not understood"),
        ("64:swoosh", "choose one of"),
        ("dropout:much", "is not a number"),
        ("dropout:2", "Rate is 2"),
        ("0:relu", "Units is 0"),
        ("-5", "not understood"),
        ("99999999999999999999", "Units is"),
        ("²:relu", "not understood"),
    ],
)
def test_layers_that_make_no_sense_are_refused(text: str, words: str) -> None:
    with pytest.raises(UserError, match=words):
        parse_layers(text)


def test_the_shares_may_leave_just_enough_to_learn_from() -> None:
    data = DataChoice(validation_fraction=0.15, test_fraction=0.8)
    assert checked(Project(data=data)).data.shares == (0.15, 0.8)


def test_other_shares_need_a_fresh_start() -> None:
    painted = PaintedData(("a", "b"))
    for data in (DataChoice(), DataChoice(painted=painted)):
        project = Project(data=data)
        shared = msgspec.structs.replace(data, test_fraction=0.1)
        assert fresh_start_needed(project, msgspec.structs.replace(project, data=shared))


def test_painting_keeps_the_shares() -> None:
    before = Project(data=DataChoice("iris", {"seed": 1}, validation_fraction=0.3, test_fraction=0.1))
    after = with_painted(before, PaintedData(("a", "b"))).data
    assert (after.shares, after.options) == ((0.3, 0.1), {})
