"""Wrong pairs run where Keras trains them, and are refused where it stops."""

from __future__ import annotations

import itertools

import msgspec
import pytest

from workbench.core.errors import UserError
from workbench.core.experiments import (
    experiment_head,
    experimental_losses,
    fits,
    impossible,
    runnable_losses,
)
from workbench.core.heads import ACTIVATIONS, HEADS
from workbench.core.labels import LabelKind
from workbench.core.mistakes import IMPOSSIBLE, LOSSES, MISTAKES, Mistake
from workbench.core.project import DataChoice, HeadChoice, Project
from workbench.core.projects.data_edits import with_data
from workbench.core.projects.head_edits import mended, with_experiment, with_head
from workbench.core.projects.head_of_project import head_of

PAIRS = list(itertools.product(ACTIVATIONS, LOSSES, LabelKind))
INDEX, ONE_HOT, YES_NO, MULTI_HOT = LabelKind


@pytest.mark.parametrize(("activation", "loss", "kind"), PAIRS)
def test_every_pair_either_fits_or_runs_as_an_experiment_or_is_impossible(
    activation: str, loss: str, kind: LabelKind
) -> None:
    runs = loss in experimental_losses(activation, kind)
    assert [fits(activation, loss, kind), runs, bool(impossible(activation, loss, kind))].count(True) == 1
    if runs:
        head = experiment_head(activation, loss, kind)
        assert (head.activation, head.label_kind, head.losses) == (activation, kind, (loss,))
        assert head.mistake in MISTAKES
    elif not fits(activation, loss, kind):
        with pytest.raises(UserError, match="Keras stops with"):
            experiment_head(activation, loss, kind)


@pytest.mark.parametrize("row", [*MISTAKES, *IMPOSSIBLE])
def test_every_row_is_made_by_some_pair_that_is_in_no_other(row: object) -> None:
    rows = [*MISTAKES, *IMPOSSIBLE]
    made = [pair for pair in PAIRS if not fits(*pair)]
    assert any([each for each in rows if each.include(*pair)] == [row] for pair in made)


@pytest.mark.parametrize("row", MISTAKES)
def test_every_mistake_says_in_sentences_why_it_is_one_and_what_to_see(row: Mistake) -> None:
    assert len(row.what_to_see) == 2
    for sentence in (row.reason, *row.what_to_see):
        assert sentence[0].isupper() and sentence.endswith(".") and "  " not in sentence


def test_the_losses_are_those_of_the_table_of_heads() -> None:
    assert set(LOSSES) == {loss for head in HEADS for loss in head.losses}


@pytest.mark.parametrize(
    ("activation", "loss", "kind", "encoding", "units"),
    [
        ("sigmoid", "categorical_crossentropy", INDEX, "one_hot", 7),
        ("sigmoid", "sparse_categorical_crossentropy", INDEX, "class_index", 7),
        ("softmax", "binary_crossentropy", ONE_HOT, "one_hot", 7),
        ("softmax", "categorical_crossentropy", MULTI_HOT, "multi_hot", 7),
        ("softmax", "binary_crossentropy", YES_NO, "column", 1),
    ],
)
def test_labels_go_in_as_the_loss_takes_them(
    activation: str, loss: str, kind: LabelKind, encoding: str, units: int
) -> None:
    head = experiment_head(activation, loss, kind)
    assert (head.encoding, head.number_of_units(7)) == (encoding, units)


@pytest.mark.parametrize(
    ("activation", "loss", "kind", "remedy"),
    [
        ("softmax", "categorical_crossentropy", INDEX, "Use sparse_categorical_crossentropy."),
        ("sigmoid", "sparse_categorical_crossentropy", YES_NO, "Use binary_crossentropy."),
        (
            "softmax",
            "sparse_categorical_crossentropy",
            MULTI_HOT,
            "Use the sigmoid head with binary_crossentropy.",
        ),
    ],
)
def test_what_cannot_run_is_refused_with_a_remedy(
    activation: str, loss: str, kind: LabelKind, remedy: str
) -> None:
    with pytest.raises(UserError) as refused:
        with_experiment(Project(), activation, loss, kind)
    assert str(refused.value).endswith(remedy)


def test_the_mark_alone_lets_a_wrong_pair_run() -> None:
    project = Project(head=HeadChoice("softmax", "categorical_crossentropy"))
    with pytest.raises(UserError, match="Softmax does not fit"):
        head_of(project, MULTI_HOT)
    marked = msgspec.structs.replace(
        project, head=HeadChoice("softmax", "categorical_crossentropy", experiment=True)
    )
    assert head_of(marked, MULTI_HOT).mistake is not None


def test_a_mark_on_a_fitting_pair_has_no_effect() -> None:
    project = Project(head=HeadChoice(experiment=True))
    assert head_of(project, INDEX) is HEADS[0]
    assert not with_experiment(project, "softmax", "sparse_categorical_crossentropy", INDEX).head.experiment


def test_losses_that_fit_are_offered_first() -> None:
    losses = runnable_losses("sigmoid", INDEX)
    assert losses[:2] == ("binary_crossentropy", "binary_focal_crossentropy")
    assert losses[2:] == experimental_losses("sigmoid", INDEX)
    assert runnable_losses("softmax", MULTI_HOT)[0] == "categorical_crossentropy"


@pytest.mark.parametrize(
    ("activation", "kind", "after"), [("softmax", MULTI_HOT, "sigmoid"), ("sigmoid", INDEX, "sigmoid")]
)
def test_mending_ends_an_experiment_and_keeps_the_head_where_it_fits(
    activation: str, kind: LabelKind, after: str
) -> None:
    broken = with_experiment(Project(), activation, "categorical_crossentropy", kind)
    assert broken.head.experiment
    whole = mended(broken, kind)
    assert (whole.head.activation, whole.head.loss, whole.head.experiment) == (
        after,
        "binary_crossentropy",
        False,
    )


def test_a_fitting_head_ends_an_experiment() -> None:
    broken = with_experiment(Project(), "sigmoid", "categorical_crossentropy", INDEX)
    assert not with_head(broken, "softmax", INDEX).head.experiment


def test_an_experiment_outlives_options_of_its_data_but_no_other_data() -> None:
    start = Project(data=DataChoice("random-numbers"))
    broken = with_experiment(start, "softmax", "categorical_crossentropy", MULTI_HOT)
    resized = with_data(broken, DataChoice("random-numbers", {"seed": 3}), MULTI_HOT)
    assert resized.head == broken.head
    moved = with_data(broken, DataChoice("digit-traits"), MULTI_HOT)
    assert (moved.head.activation, moved.head.experiment) == ("sigmoid", False)


def test_no_such_loss_or_head() -> None:
    with pytest.raises(UserError, match="no loss 'hinge'"):
        experiment_head("softmax", "hinge", INDEX)
    with pytest.raises(UserError, match="no head 'relu'"):
        experiment_head("relu", "binary_crossentropy", INDEX)
