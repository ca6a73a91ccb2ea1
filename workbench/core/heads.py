"""The table of heads: which head fits which labels, with its losses, metrics and decision rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from workbench.core.errors import UserError
from workbench.core.labels import LabelKind
from workbench.core.mistakes import BINARY_LOSSES, Mistake

Activation = Literal["softmax", "sigmoid"]
Encoding = Literal["class_index", "one_hot", "column", "multi_hot"]
Decision = Literal["arg_max", "threshold"]

ACTIVATIONS: tuple[Activation, ...] = ("softmax", "sigmoid")
QUESTIONS: dict[Activation, str] = {"softmax": "Exactly one", "sigmoid": "Any number"}

SPARSE_METRICS = ("sparse_categorical_accuracy", "top_3_accuracy", "macro_f1")
CATEGORICAL_METRICS = ("categorical_accuracy", "top_3_accuracy", "macro_f1")


@dataclass(frozen=True)
class Head:
    """One row: everything that follows from an activation and a kind of labels.

    Attributes:
        task: The question that is asked of each example.
        activation: The function on top of the logits.
        label_kind: The labels that it fits.
        encoding: The form in which the loss gets the labels.
        units: Logits: one per class, or a fixed number.
        losses: Compatible losses by Keras's names; the toggle selects the first.
        metrics: Scores by full name; the first is the headline.
        decision: How probabilities become an answer.
        explanation: Why these belong together, in a learner's words.
        mistake: What is wrong with it, for a head that is no row of the table but runs as an experiment.
    """

    task: str
    activation: Activation
    label_kind: LabelKind
    encoding: Encoding
    units: Literal["per_class", "one", "two"]
    losses: tuple[str, ...]
    metrics: tuple[str, ...]
    decision: Decision
    explanation: str
    mistake: Mistake | None = None

    def number_of_units(self, number_of_classes: int) -> int:
        """Returns how many logits the head has for `number_of_classes` classes."""
        return {"per_class": number_of_classes, "one": 1, "two": 2}[self.units]

    def metric_names(self, number_of_classes: int) -> tuple[str, ...]:
        """Returns the metrics, without the top three of three classes or fewer: it is always 1."""
        return tuple(name for name in self.metrics if name != "top_3_accuracy" or number_of_classes > 3)

    @property
    def sums_to_one(self) -> bool:
        """Whether the probabilities of an example add up to one."""
        return self.activation == "softmax"


HEADS: tuple[Head, ...] = (
    Head(
        "exactly one of K",
        "softmax",
        LabelKind.CLASS_INDEX,
        "class_index",
        "per_class",
        ("sparse_categorical_crossentropy",),
        SPARSE_METRICS,
        "arg_max",
        "Each example has exactly one class, so the classes compete: softmax makes their probabilities sum "
        "to 1, and the loss asks only how much of that went to the right class.",
    ),
    Head(
        "exactly one of K",
        "softmax",
        LabelKind.ONE_HOT,
        "one_hot",
        "per_class",
        ("categorical_crossentropy", "categorical_focal_crossentropy"),
        CATEGORICAL_METRICS,
        "arg_max",
        "Each row of labels shares one whole among the classes, so softmax, whose probabilities sum to 1, fits.",
    ),
    Head(
        "yes or no",
        "sigmoid",
        LabelKind.YES_NO,
        "column",
        "one",
        BINARY_LOSSES,
        ("binary_accuracy", "auc", "f1_score"),
        "threshold",
        "The question is yes or no: one sigmoid unit gives the probability of yes, "
        "and no is what is left to 1. The threshold says from where on the answer is yes.",
    ),
    Head(
        "yes or no",
        "softmax",
        LabelKind.YES_NO,
        "class_index",
        "two",
        ("sparse_categorical_crossentropy",),
        ("sparse_categorical_accuracy", "macro_f1"),
        "arg_max",
        "Yes and no as two classes that compete. Two softmax units say exactly what "
        "one sigmoid unit of the logits' difference says.",
    ),
    Head(
        "any subset of K",
        "sigmoid",
        LabelKind.MULTI_HOT,
        "multi_hot",
        "per_class",
        BINARY_LOSSES,
        ("macro_f1", "micro_f1", "exact_match", "hamming_loss", "auc", "binary_accuracy"),
        "threshold",
        "An example can have any number of labels, so each label gets a yes-or-no question of its own: "
        "sigmoid answers each by itself, and the probabilities need not sum to 1.",
    ),
    *(
        Head(
            "one against the rest",
            "sigmoid",
            kind,
            "one_hot",
            "per_class",
            BINARY_LOSSES,
            ("categorical_accuracy", "macro_f1"),
            "arg_max",
            "Each class is asked by itself against all the rest. The labels still name exactly one class, so "
            "the largest probability decides, but the bars need not sum to 1.",
        )
        for kind in (LabelKind.CLASS_INDEX, LabelKind.ONE_HOT)
    ),
)


def head_for(activation: str, label_kind: LabelKind) -> Head:
    """Returns the row for a head on labels of this kind.

    Raises:
        UserError: the pair does not fit; the sentence gives the reason and the remedy.
    """
    for head in HEADS:
        if head.activation == activation and head.label_kind == label_kind:
            return head
    raise UserError(refusal(activation))


def refusal(activation: str) -> str:
    """Returns why `activation` cannot serve labels that it has no row for, and what to do."""
    if activation not in ACTIVATIONS:
        return f"There is no head {activation!r}; choose softmax or sigmoid."
    return (
        "Softmax does not fit these labels: an example here can have several labels or none, but softmax "
        "probabilities always sum to 1, as if exactly one were right, and its loss would climb instead of "
        "falling. Use the sigmoid head, or pick data with exactly one class per example."
    )


def fitting_activation(label_kind: LabelKind) -> Activation:
    """Returns the head that a new project on such labels begins with."""
    return next(head.activation for head in HEADS if head.label_kind == label_kind)


def usual_labels(activation: Activation, units: int) -> LabelKind:
    """Returns the labels that such a head is for as a rule, where nothing more is known of them."""
    if activation == "softmax":
        return LabelKind.CLASS_INDEX
    return LabelKind.YES_NO if units == 1 else LabelKind.MULTI_HOT


def check_loss(head: Head, loss: str) -> str:
    """Returns `loss` if it fits the head.

    Raises:
        UserError: it does not; the sentence names those that do.
    """
    if loss in head.losses:
        return loss
    raise UserError(
        f"The loss {loss!r} does not fit the {head.activation} head on {head.label_kind.value} labels; "
        f"it takes {' or '.join(head.losses)}."
    )


def changes(before: Head, after: Head) -> tuple[str, ...]:
    """Returns in plain words what a toggle changed and why."""
    rows = (
        ("Output", before.activation, after.activation),
        ("Labels go in as", before.encoding, after.encoding),
        ("Loss", before.losses[0], after.losses[0]),
        ("Headline metric", before.metrics[0], after.metrics[0]),
        ("Decision", before.decision, after.decision),
    )
    return tuple(f"{what}: {_words(old)} → {_words(new)}" for what, old, new in rows if old != new)


def _words(name: str) -> str:
    return name.replace("_", " ")
