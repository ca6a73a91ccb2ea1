"""The table of wrong pairs of head, loss and labels: why each does not fit, and what a run of it shows."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.core.labels import LabelKind

SPARSE_LOSSES = ("sparse_categorical_crossentropy",)
ROW_LOSSES = ("categorical_crossentropy", "categorical_focal_crossentropy")
BINARY_LOSSES = ("binary_crossentropy", "binary_focal_crossentropy")
LOSSES = SPARSE_LOSSES + ROW_LOSSES + BINARY_LOSSES

ONE_CLASS = (LabelKind.CLASS_INDEX, LabelKind.ONE_HOT)
BOTH_HEADS = ("softmax", "sigmoid")


@dataclass(frozen=True)
class Pairs:
    """Some pairs of head, loss and labels, and why they do not fit.

    Attributes:
        activations: The heads, by their function.
        losses: The losses, by Keras's names.
        label_kinds: The labels.
        reason: Why the three do not fit each other.
    """

    activations: tuple[str, ...]
    losses: tuple[str, ...]
    label_kinds: tuple[LabelKind, ...]
    reason: str

    def include(self, activation: str, loss: str, label_kind: LabelKind) -> bool:
        """Whether this pair is one of them."""
        return activation in self.activations and loss in self.losses and label_kind in self.label_kinds


@dataclass(frozen=True)
class Mistake(Pairs):
    """One row: wrong pairs that Keras trains, at most with a warning. The reason is a sentence.

    Attributes:
        what_to_see: Where to look while it trains, as two sentences.
    """

    what_to_see: tuple[str, str]


@dataclass(frozen=True)
class Impossible(Pairs):
    """One row: pairs at which Keras itself stops. The reason goes on after the name of the loss."""


MISTAKES: tuple[Mistake, ...] = (
    Mistake(
        ("sigmoid",),
        ("sparse_categorical_crossentropy", "categorical_crossentropy"),
        ONE_CLASS,
        "This loss asks for the one right class among probabilities that sum to 1, but sigmoid judges each "
        "class by itself.",
        (
            "The loss falls exactly as with a softmax head, since Keras reaches behind the sigmoid and trains a "
            "softmax of the logits.",
            "The probabilities shown were never trained: look at their sum, about 2 on the average of the "
            "examples, and at their own loss beside the reported one.",
        ),
    ),
    Mistake(
        ("softmax",),
        BINARY_LOSSES,
        ONE_CLASS,
        "This loss asks a yes-or-no question of every class, but softmax makes the classes share one whole.",
        (
            "The loss falls exactly as with a sigmoid head, since Keras reaches behind the softmax and trains a "
            "sigmoid of each logit.",
            "The probabilities shown were never trained: their own loss is another curve than the reported "
            "one, though the largest bar is often the right one.",
        ),
    ),
    *(
        Mistake(
            (activation,),
            ("categorical_crossentropy",),
            (LabelKind.MULTI_HOT,),
            "This loss takes it that the labels of each example sum to 1, but here an example has any number of "
            "them.",
            (
                "The loss begins far above what one right label could cost and sooner or later climbs, the deeper "
                "the network the faster: each step follows softmax − labels, which is its gradient only where the "
                "labels sum to 1.",
                consequence,
            ),
        )
        for activation, consequence in (
            (
                "softmax",
                "The probabilities sum to 1, so that no two labels can pass one half together, and an example "
                "without any label adds nothing to the loss.",
            ),
            (
                "sigmoid",
                "Nothing holds the logits down where an example has several labels, so that the bars run off "
                "towards 1 one after the other, whatever is true.",
            ),
        )
    ),
    Mistake(
        ("softmax",),
        BINARY_LOSSES,
        (LabelKind.MULTI_HOT,),
        "Several labels can hold at once, but softmax makes them share one whole.",
        (
            "The reported loss falls as it should, since Keras reaches behind the softmax and trains a sigmoid "
            "of each logit.",
            "But the probabilities shown sum to 1, so that no two labels can pass one half together: their own "
            "loss stays far above the reported one, and labels are missed.",
        ),
    ),
    Mistake(
        ("softmax",),
        BINARY_LOSSES,
        (LabelKind.YES_NO,),
        "A softmax of one unit has nothing to compare itself with, so that it is always 1.",
        (
            "The reported loss falls, since Keras reaches behind the softmax and trains a sigmoid of the logit.",
            "But the answer is yes with a probability of 1 for every example: the score stays at the share of "
            "yes, and the loss of the probabilities shown does not move.",
        ),
    ),
    Mistake(
        ("sigmoid",),
        ROW_LOSSES,
        (LabelKind.YES_NO,),
        "This loss compares the classes with each other, but there is only one unit, so that it is always "
        "right.",
        (
            "The loss is 0 from the first step on, whatever the network says.",
            "So nothing is learned: neither the scores nor the bars move.",
        ),
    ),
    Mistake(
        BOTH_HEADS,
        ("categorical_focal_crossentropy",),
        (LabelKind.CLASS_INDEX, LabelKind.ONE_HOT, LabelKind.MULTI_HOT),
        "This loss takes it that the probabilities and the labels of each example sum to 1, and one of the two "
        "does not.",
        (
            "Keras divides the probabilities by their sum before this loss, and so both losses are one curve.",
            "Only the share that each label has of the whole is trained, not its height: look at the bars and at "
            "the scores.",
        ),
    ),
)
"""The first row that is made counts."""

IMPOSSIBLE: tuple[Impossible, ...] = (
    Impossible(
        BOTH_HEADS,
        SPARSE_LOSSES,
        (LabelKind.ONE_HOT, LabelKind.MULTI_HOT),
        "takes one class number an example, but these labels are a row of numbers each; Keras stops with "
        "“Argument output must have rank (ndim) target.ndim - 1”",
    ),
    Impossible(
        ("sigmoid",),
        SPARSE_LOSSES,
        (LabelKind.YES_NO,),
        "needs one unit for each class number, but the one unit here knows no class but 0; Keras stops with "
        "“Received a label value of 1 which is outside the valid range of [0, 1)”",
    ),
    Impossible(
        ("softmax",),
        ROW_LOSSES,
        (LabelKind.CLASS_INDEX, LabelKind.YES_NO),
        "takes a row of numbers an example, but these labels are one class number each; Keras stops with "
        "“Arguments target and output must have the same rank (ndim)”",
    ),
)
