"""The table of projects that the File menu offers to begin with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from workbench.core.fields import Value
from workbench.core.heads import head_for
from workbench.core.labels import LabelKind
from workbench.core.project import DataChoice, HeadChoice, Layer, Project, Training
from workbench.core.projects.checked_project import checked
from workbench.core.projects.layer_text import parse_layers


@dataclass(frozen=True)
class Example:
    """One row: a project that shows one thing."""

    title: str
    description: str
    project: Project


def _example(
    title: str,
    description: str,
    data: str,
    layers: str,
    head: tuple[str, LabelKind],
    training: Training,
    options: Mapping[str, Value] | None = None,
) -> Example:
    activation, label_kind = head
    loss = head_for(activation, label_kind).losses[0]
    project = Project(
        data=DataChoice(data, dict(options or {})),
        layers=parse_layers(layers),
        head=HeadChoice(activation, loss),
        training=training,
    )
    return Example(title, description, checked(project))


def _with_layers(example: Example, title: str, description: str, layers: tuple[Layer, ...]) -> Example:
    project = example.project
    changed = msgspec.structs.replace(project, layers=layers)
    return Example(title, description, checked(changed))


EXACTLY_ONE = ("softmax", LabelKind.CLASS_INDEX)
YES_OR_NO = ("sigmoid", LabelKind.YES_NO)
ANY_NUMBER = ("sigmoid", LabelKind.MULTI_HOT)

_NO_HIDDEN_LAYER = _example(
    "Tutorial: no hidden layer",
    "A hundred rows of random numbers with random yes-or-no labels. The inputs go straight to the sigmoid "
    "head; see how far it can learn by heart, and that nothing of it holds for new rows.",
    "random-numbers",
    "",
    ANY_NUMBER,
    Training(epochs=100),
)

EXAMPLES: tuple[Example, ...] = (
    _example(
        "Digits, exactly one",
        "Handwritten digits, each of which is exactly one of ten: softmax makes the classes compete.",
        "digits",
        "64:relu,dropout:0.2",
        EXACTLY_ONE,
        Training(),
    ),
    _example(
        "Digits, traits that hold together",
        "The same digits asked for traits, several of which can hold at once: sigmoid asks for each by itself.",
        "digit-traits",
        "64:relu,dropout:0.2",
        ANY_NUMBER,
        Training(),
    ),
    _example(
        "No hidden layer (logistic regression)",
        "Three kinds of wine, the inputs straight to the logits: a network without hidden layers is logistic "
        "regression.",
        "wine",
        "",
        EXACTLY_ONE,
        Training(learning_rate=0.01),
    ),
    _example(
        "Spirals",
        "Arms that wind around each other: no straight line parts them, but two hidden layers learn to.",
        "spirals",
        "64:tanh,64:tanh",
        EXACTLY_ONE,
        Training(epochs=200, learning_rate=0.01),
    ),
    _example(
        "Overlapping discs",
        "A point can lie in several discs or in none, so each disc gets a question of its own.",
        "overlapping-discs",
        "32:relu,32:relu",
        ANY_NUMBER,
        Training(epochs=100, learning_rate=0.01),
    ),
    _example(
        "Yes or no: breast cancer",
        "Measurements of cells and one question with yes or no as the answer: one sigmoid unit. Move the "
        "threshold to trade missed cases against false alarms.",
        "breast-cancer",
        "32:relu,dropout:0.2",
        YES_OR_NO,
        Training(),
    ),
    _NO_HIDDEN_LAYER,
    _with_layers(
        _NO_HIDDEN_LAYER,
        "Tutorial: one hidden layer",
        "The same random numbers with one hidden layer of 64 relu units: it learns the training rows by heart.",
        parse_layers("64:relu"),
    ),
    _with_layers(
        _NO_HIDDEN_LAYER,
        "Tutorial: two hidden layers and dropout",
        "The same random numbers with two hidden layers and dropout between them, which makes learning by "
        "heart harder.",
        parse_layers("64:relu,dropout:0.5,64:relu"),
    ),
)
