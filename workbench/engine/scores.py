"""The table of metrics, from counts of answers; each equals scikit-learn's function of the same name.

What divides by nothing is undefined: not a number, and left out of means, as `zero_division=np.nan` has it there.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.evaluation.ratio import ratio
from workbench.core.heads import Head
from workbench.engine.counts import Counts

AUC = "auc"
"""The one score that counts are not enough for: it needs the order of the logits."""


Values = NDArray[np.float64]


def _exact_match(counts: Counts) -> Values:
    return counts.exact / counts.examples


def _binary_accuracy(counts: Counts) -> Values:
    return 1.0 - _hamming_loss(counts)


def _top_3_accuracy(counts: Counts) -> Values:
    return counts.top_3 / counts.examples


def _macro_f1(counts: Counts) -> Values:
    """Leaves out labels that neither hold nor are said."""
    each = _f1(counts.hits, counts.said + counts.truth)
    return ratio(np.nansum(each, axis=-1), (~np.isnan(each)).sum(axis=-1))


def _micro_f1(counts: Counts) -> Values:
    return _f1(counts.hits.sum(axis=-1), (counts.said + counts.truth).sum(axis=-1))


def _f1(hits: Values, said_and_truth: Values) -> Values:
    """Returns 2 TP / (2 TP + FP + FN), and not a number where a label neither holds nor is said."""
    return ratio(2 * hits, said_and_truth)


def _hamming_loss(counts: Counts) -> Values:
    wrong = counts.said + counts.truth - 2 * counts.hits
    return np.asarray(wrong.mean(axis=-1) / counts.examples)


SCORES: dict[str, Callable[[Counts], Values]] = {
    "sparse_categorical_accuracy": _exact_match,
    "categorical_accuracy": _exact_match,
    "binary_accuracy": _binary_accuracy,
    "top_3_accuracy": _top_3_accuracy,
    "macro_f1": _macro_f1,
    "micro_f1": _micro_f1,
    "f1_score": _micro_f1,
    "exact_match": _exact_match,
    "hamming_loss": _hamming_loss,
}


def scores(head: Head, counts: Counts) -> dict[str, Values]:
    """Returns those of the head's metrics that counts decide, by full name; each has the counts' first axes."""
    names = head.metric_names(counts.hits.shape[-1])
    return {name: SCORES[name](counts) for name in names if name in SCORES}


def auc(truth: NDArray[Any], logits: NDArray[Any]) -> float:
    """Returns the area under the ROC curve, the mean over the labels that have both values.

    It is the share of pairs of a positive and a negative example that the logits put in the right order,
    equal ones counting half (Hanley and McNeil 1982); not a number where no label has both values.

    Args:
        truth: (n, k), above 0.5 where a label holds.
        logits: (n, k), or anything that rises with them.
    """
    # A label's column lies in one piece then: picking every thousandth number took half of the time.
    columns = np.ascontiguousarray(truth.T > 0.5), np.ascontiguousarray(logits.T)
    areas = [_area(holds, said) for holds, said in zip(*columns, strict=True)]
    known = [area for area in areas if not math.isnan(area)]
    return float(np.mean(known)) if known else math.nan


def _area(truth: NDArray[np.bool_], logits: NDArray[Any]) -> float:
    positive, negative = np.sort(logits[truth]), np.sort(logits[~truth])
    if not len(positive) or not len(negative):
        return math.nan
    below = sum(int(np.searchsorted(negative, positive, side).sum()) for side in ("left", "right"))
    return below / (2 * len(positive) * len(negative))


def baseline(name: str, counts: Counts) -> float | None:
    """Returns the score of saying the same of every example, where a metric would flatter without it."""
    share = counts.truth / counts.examples
    if name == "binary_accuracy":
        return float(1 - share.mean()) if len(share) > 1 else float(max(share[0], 1 - share[0]))
    if name in ("sparse_categorical_accuracy", "categorical_accuracy"):
        return float(share.max())
    return None
