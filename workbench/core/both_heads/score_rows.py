"""Losses and scores of both heads, a row for each, beside what guessing reaches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workbench.core.both_heads.trained_head import TrainedHead
from workbench.core.heads import Activation

SAME_SCORES = {"sparse_categorical_accuracy": "categorical_accuracy"}
"""Scores that are the same number, only of labels in another form."""

LOSSES = (("loss", "training loss"), ("val_loss", "validation loss"))


@dataclass(frozen=True)
class ScoreRow:
    """One loss or score.

    Attributes:
        title: What a person reads.
        values: Of each head; a head that has no such score, or none yet, is not in it.
        guessing: What a network reaches that knows nothing, likewise.
    """

    title: str
    values: Mapping[Activation, float]
    guessing: Mapping[Activation, float]


def score_rows(heads: Mapping[Activation, TrainedHead]) -> list[ScoreRow]:
    """Returns the losses, each also as a share of its chance line, and the validation scores of the last epochs."""
    rows = [row for name, title in LOSSES for row in _loss_rows(heads, name, title)]
    titles = dict.fromkeys(title for head in heads.values() for title in _scores(head))
    return rows + [_score_row(heads, title) for title in titles]


def _loss_rows(heads: Mapping[Activation, TrainedHead], name: str, title: str) -> list[ScoreRow]:
    losses = _present({activation: _latest(head, name) for activation, head in heads.items()})
    chances = {activation: head.chance for activation, head in heads.items()}
    shares = {activation: loss / chances[activation] for activation, loss in losses.items()}
    whole = dict.fromkeys(heads, 1.0)
    return [ScoreRow(title, losses, chances), ScoreRow(f"{title} ÷ chance", shares, whole)]


def _latest(head: TrainedHead, name: str) -> float | None:
    epochs = head.history.epochs
    return epochs[-1].get(name) if epochs else None


def _present(values: Mapping[Activation, float | None]) -> dict[Activation, float]:
    return {activation: value for activation, value in values.items() if value is not None}


def _scores(head: TrainedHead) -> dict[str, str]:
    """Returns the full name of each score by what a person reads."""
    names = head.head.metric_names(len(head.logits))
    return {SAME_SCORES.get(name, name).replace("_", " "): name for name in names}


def _score_row(heads: Mapping[Activation, TrainedHead], title: str) -> ScoreRow:
    names = {activation: _scores(head).get(title, "") for activation, head in heads.items()}
    values = {activation: _latest(head, f"val_{names[activation]}") for activation, head in heads.items()}
    guessing = {activation: _guessing(head, names[activation]) for activation, head in heads.items()}
    return ScoreRow(title, _present(values), _present(guessing))


def _guessing(head: TrainedHead, name: str) -> float | None:
    return head.baselines.get(f"val_{name}", head.baselines.get(name))
