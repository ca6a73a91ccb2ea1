"""Two projects differ in what a person has changed, each setting by its name in the window."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from core.test_project_file import a_project_with_an_opened_model

from workbench.core.own_data import Column, FileReference, LabelReading, OwnData, Reading
from workbench.core.painted_data import PaintedData
from workbench.core.project import DataChoice, Project
from workbench.core.projects.checked_project import checked, starting_project
from workbench.core.projects.layer_text import parse_layers
from workbench.core.projects.training_edits import with_optimizer
from workbench.core.runs.settings import ABSENT, data_words, differences, network_words, settings

PROJECT = starting_project()


def edited(part: str, **values: Any) -> Project:
    return checked(
        msgspec.structs.replace(PROJECT, **{part: msgspec.structs.replace(getattr(PROJECT, part), **values)})
    )


@pytest.mark.parametrize(
    ("other", "setting", "before", "after"),
    [
        (edited("training", learning_rate=0.25), "Learning rate", "0.001", "0.25"),
        (edited("training", early_stopping=True), "Early stopping", "no", "yes"),
        (
            edited("head", loss="categorical_crossentropy"),
            "Loss",
            "sparse categorical crossentropy",
            "categorical crossentropy",
        ),
        (edited("head", label_smoothing=0.1), "Label smoothing", "0", "0.1"),
        (edited("data", validation_fraction=0.5), "Validation share", "0.2", "0.5"),
        (edited("data", name="iris"), "Data", "digits", "iris"),
        (msgspec.structs.replace(PROJECT, seed=7), "Seed", "0", "7"),
    ],
)
def test_one_edit_is_one_difference(other: Project, setting: str, before: str, after: str) -> None:
    (found,) = differences(PROJECT, other)
    assert (found.setting, found.one, found.other) == (setting, before, after)


def test_the_same_settings_do_not_differ_and_the_pace_is_none() -> None:
    assert differences(PROJECT, starting_project()) == ()
    assert differences(PROJECT, edited("training", pace="full")) == ()


def test_a_layer_more_is_named_with_its_options() -> None:
    other = checked(msgspec.structs.replace(PROJECT, layers=parse_layers("64:tanh,dropout:0.2,5:relu")))
    found = {one.setting: (one.one, one.other) for one in differences(PROJECT, other)}
    assert found["Layer 1"] == ("Dense 64 relu", "Dense 64 tanh")
    assert found["Layer 3"] == (ABSENT, "Dense 5 relu")
    assert not any(name.startswith("Layer 2") for name in found)


def test_the_options_of_another_optimizer_are_told_one_by_one() -> None:
    found = {
        one.setting: (one.one, one.other) for one in differences(PROJECT, with_optimizer(PROJECT, "SGD"))
    }
    assert found["Optimizer"] == ("Adam", "SGD") and found["Optimizer: momentum"] == (ABSENT, "0.9")


def test_own_and_painted_data_and_opened_models_are_named() -> None:
    own = OwnData(
        FileReference("flowers.csv", 3, "ab"),
        Reading("delimited", {"delimiter": ";"}),
        (Column("length"),),
        LabelReading("names", ("a",), ("a",)),
    )
    comma = msgspec.structs.replace(own, reading=Reading("delimited", {"delimiter": ","}))
    ours, theirs = (msgspec.structs.replace(PROJECT, data=DataChoice("f", own=one)) for one in (own, comma))
    assert data_words(ours.data) == "flowers.csv"
    assert [one.setting for one in differences(ours, theirs)] == ["Own data: reading options delimiter"]
    painted = DataChoice("painted", painted=PaintedData(("a", "b"), False, ((0.5, 0.5),), (0,)))
    assert data_words(painted) == "painted, 1 points"
    moved = DataChoice("painted", painted=PaintedData(("a", "b"), False, ((0.5, 0.6),), (0,)))
    both = (msgspec.structs.replace(PROJECT, data=data) for data in (painted, moved))
    assert [one.setting for one in differences(*both)] == ["Painted points"]
    opened = a_project_with_an_opened_model()
    assert opened.imported is not None and network_words(opened) == opened.imported.file
    assert settings(opened)["Opened model"].startswith(opened.imported.file)


def test_layers_are_told_in_a_line() -> None:
    assert network_words(PROJECT) == "Dense 64 relu, Dropout 0.2"
    assert network_words(checked(Project())) == "logits alone"
