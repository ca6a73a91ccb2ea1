"""What the doctor found in the columns of labels, and what will be done about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from workbench.core.labels import LabelKind
from workbench.core.own_data import LabelReading

Weight = Literal["note", "warning", "error"]


@dataclass(frozen=True)
class Finding:
    """One thing that a person should know, in words and numbers. An `error` keeps the data from being trained on."""

    weight: Weight
    sentence: str


@dataclass(frozen=True)
class Alternative:
    """Another way to understand the same columns.

    Attributes:
        form: The key of a row of `LABEL_FORMS`.
        consequence: What choosing it would mean, as a sentence with numbers.
        possible: Whether the cells can be read that way at all.
    """

    form: str
    consequence: str
    possible: bool = True


@dataclass(frozen=True)
class Diagnosis:
    """The verdict on the labels.

    Attributes:
        labels: How they are understood, classes included.
        label_kind: What they become.
        head: The activation that fits.
        loss: The loss that fits, by Keras's name.
        units: Logits that the head has.
        verdict: What was found and what will be done, in one or two sentences.
        findings: What else a person should know.
        alternatives: The other rows of the table.
    """

    labels: LabelReading
    label_kind: LabelKind
    head: str
    loss: str
    units: int
    verdict: str
    findings: tuple[Finding, ...] = ()
    alternatives: tuple[Alternative, ...] = ()

    @property
    def problem(self) -> str:
        """Why there can be no training on these labels; empty if there can."""
        return next((finding.sentence for finding in self.findings if finding.weight == "error"), "")
