"""The table of what a person should know of labels before training on them."""

from __future__ import annotations

from collections.abc import Callable

from workbench.data.own.doctor.diagnosis import Finding
from workbench.data.own.doctor.examination import Examination
from workbench.data.own.doctor.found import classes, hindrances, rows, texts

Find = Callable[[Examination], Finding | None]

FINDINGS: tuple[Find, ...] = (
    hindrances.no_labels,
    hindrances.too_many_classes,
    hindrances.contradictions,
    hindrances.one_class,
    hindrances.no_positives,
    rows.unlabelled,
    texts.measured,
    texts.names_of_rows,
    texts.missing_words,
    texts.alike,
    classes.single_rows,
    classes.unbalanced,
    classes.rare_labels,
    rows.labels_in_a_row,
    classes.which_is_yes,
    classes.labels_of_all,
    classes.empty_classes,
    texts.gaps,
    rows.rescaled,
    rows.cut_at_half,
)
"""In the order in which they are told: what keeps from training, what will spoil it, what is worth knowing."""


def findings(examination: Examination) -> tuple[Finding, ...]:
    """Returns what there is to say about labels that were read in a form."""
    return tuple(found for find in FINDINGS if (found := find(examination)) is not None)
