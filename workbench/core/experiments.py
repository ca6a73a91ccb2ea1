"""Wrong pairs of head, loss and labels that are trained on purpose: which run, and as what."""

from __future__ import annotations

from workbench.core.errors import UserError
from workbench.core.heads import (
    ACTIVATIONS,
    CATEGORICAL_METRICS,
    HEADS,
    SPARSE_METRICS,
    Activation,
    Encoding,
    Head,
    fitting_activation,
    head_for,
    refusal,
)
from workbench.core.labels import LabelKind
from workbench.core.mistakes import IMPOSSIBLE, LOSSES, MISTAKES, SPARSE_LOSSES

ENCODINGS: dict[LabelKind, Encoding] = {
    LabelKind.CLASS_INDEX: "one_hot",
    LabelKind.ONE_HOT: "one_hot",
    LabelKind.YES_NO: "column",
    LabelKind.MULTI_HOT: "multi_hot",
}
"""The form in which losses over rows get each kind of labels."""

THRESHOLD_METRICS: dict[LabelKind, tuple[str, ...]] = {
    LabelKind.YES_NO: ("binary_accuracy", "f1_score"),
    LabelKind.MULTI_HOT: ("macro_f1", "micro_f1", "exact_match", "hamming_loss", "binary_accuracy"),
}
"""Scores of the labels that a threshold decides; none of them rests on the order of the logits."""


def check_loss_name(loss: str) -> None:
    """Refuses what is no loss at all.

    Raises:
        UserError: there is no loss of this name.
    """
    if loss not in LOSSES:
        raise UserError(f"There is no loss {loss!r}; choose one of {', '.join(LOSSES)}.")


def fits(activation: str, loss: str, label_kind: LabelKind) -> bool:
    """Whether head, loss and labels are in the table of heads, so that there is nothing to experiment with."""
    return any(
        (head.activation, head.label_kind) == (activation, label_kind) and loss in head.losses
        for head in HEADS
    )


def experimental_losses(activation: str, label_kind: LabelKind) -> tuple[str, ...]:
    """Returns the losses that do not fit, but that Keras would train all the same."""
    return tuple(loss for loss in LOSSES if _is_experiment(activation, loss, label_kind))


def runnable_losses(activation: str, label_kind: LabelKind) -> tuple[str, ...]:
    """Returns the losses that Keras trains this head with on such labels, those that fit first."""
    fitting = tuple(loss for loss in LOSSES if fits(activation, loss, label_kind))
    return fitting + experimental_losses(activation, label_kind)


def _is_experiment(activation: str, loss: str, label_kind: LabelKind) -> bool:
    return not fits(activation, loss, label_kind) and not impossible(activation, loss, label_kind)


def impossible(activation: str, loss: str, label_kind: LabelKind) -> str:
    """Returns why Keras itself stops at this pair, as one sentence with a remedy; empty where it does not."""
    for row in IMPOSSIBLE:
        if row.include(activation, loss, label_kind):
            return f"The loss {loss!r} {row.reason}. Use {_remedy(activation, label_kind)}."
    return ""


def _remedy(activation: str, label_kind: LabelKind) -> str:
    try:
        head = head_for(activation, label_kind)
    except UserError:
        head = head_for(fitting_activation(label_kind), label_kind)
        return f"the {head.activation} head with {head.losses[0]}"
    return head.losses[0]


def experiment_head(activation: str, loss: str, label_kind: LabelKind) -> Head:
    """Returns what a wrong pair is trained as: the labels in the form that the loss takes, and their own scores.

    Raises:
        UserError: there is no such head or loss, or Keras would stop at the pair; the sentence says why.
    """
    check_loss_name(loss)
    reason = impossible(activation, loss, label_kind)
    if reason:
        raise UserError(reason)
    mistake = next((row for row in MISTAKES if row.include(activation, loss, label_kind)), None)
    if mistake is None:
        raise UserError(refusal(activation))
    encoding = "class_index" if loss in SPARSE_LOSSES else ENCODINGS[label_kind]
    by_threshold = label_kind in THRESHOLD_METRICS
    of_one_class = SPARSE_METRICS if encoding == "class_index" else CATEGORICAL_METRICS
    return Head(
        next(head.task for head in HEADS if head.label_kind is label_kind),
        _activation(activation),
        label_kind,
        encoding,
        "one" if label_kind is LabelKind.YES_NO else "per_class",
        (loss,),
        THRESHOLD_METRICS[label_kind] if by_threshold else of_one_class,
        "threshold" if by_threshold else "arg_max",
        mistake.reason,
        mistake,
    )


def _activation(name: str) -> Activation:
    return next(activation for activation in ACTIVATIONS if activation == name)
