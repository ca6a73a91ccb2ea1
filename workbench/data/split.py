"""Which rows train the network and which ones check it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from workbench.core.errors import UserError
from workbench.core.labels import LabelKind
from workbench.data.dataset import Dataset, Rows
from workbench.data.stratified import stratified_rows


@dataclass(frozen=True, eq=False)
class Split:
    """Two disjoint sets of rows that together cover the data set.

    Attributes:
        training_rows: Sorted indices, shape (t,).
        validation_rows: Sorted indices, shape (v,).
        note: Why the classes could not be shared out evenly; empty if they were.
        is_given: Whether the data itself says which rows check, so that nothing was drawn.
    """

    training_rows: Rows
    validation_rows: Rows
    note: str = ""
    is_given: bool = False


KEPT_SPLITS = 4
"""Of one data set: window and engine ask for the same one, and it may be of ten million rows."""

_kept: WeakKeyDictionary[Dataset, dict[tuple[float, int], Split]] = WeakKeyDictionary()


def split(dataset: Dataset, validation_fraction: float, seed: int) -> Split:
    """Returns a split in which both parts have about the same share of each class.

    Args:
        dataset: What to split.
        validation_fraction: Share of the rows that check; 0 keeps all of them for training. Of no account where the
            data itself says which rows check.
        seed: The same seed always gives the same split.

    Raises:
        UserError: the fraction leaves no rows for one of the parts.
    """
    kept = _kept.setdefault(dataset, {})
    key = (validation_fraction, seed)
    found = kept.get(key)
    if found is None:
        found = _drawn(dataset, validation_fraction, seed)
        if len(kept) >= KEPT_SPLITS:
            kept.clear()
        kept[key] = found
    return found


def _drawn(dataset: Dataset, validation_fraction: float, seed: int) -> Split:
    if dataset.validation_rows is not None:
        return _given(dataset.validation_rows, dataset.number_of_examples)
    if validation_fraction == 0:
        return Split(np.arange(dataset.number_of_examples), np.empty(0, np.int64), "No rows are held back.")
    wanted = _number_of_validation_rows(dataset.number_of_examples, validation_fraction)
    if dataset.label_kind is LabelKind.MULTI_HOT:
        chosen = iterative_stratification(dataset.labels > 0, wanted, np.random.default_rng(seed))
        return _parts(chosen, dataset.number_of_examples)
    return _single_label_split(dataset, wanted, seed)


def number_of_training_rows(dataset: Dataset, validation_fraction: float) -> int:
    """Returns how many rows train, without drawing them."""
    if dataset.validation_rows is not None:
        return dataset.number_of_examples - len(dataset.validation_rows)
    return dataset.number_of_examples - round(dataset.number_of_examples * validation_fraction)


def _given(validation_rows: Rows, number_of_examples: int) -> Split:
    training_rows = np.delete(np.arange(number_of_examples), validation_rows)
    return Split(training_rows, validation_rows, "The data itself says which rows check.", is_given=True)


def _number_of_validation_rows(number_of_examples: int, fraction: float) -> int:
    if not 0 < fraction < 1:
        raise UserError(f"The validation share is {fraction:g}; it must be at least 0 and below 1.")
    if number_of_examples < 2:
        found = "is only 1 example" if number_of_examples else "are no examples"
        raise UserError(f"There {found}, but training needs at least 2: one to learn from, one to check.")
    return min(max(round(number_of_examples * fraction), 1), number_of_examples - 1)


def _parts(validation_rows: Rows, number_of_examples: int, note: str = "") -> Split:
    held_back = np.zeros(number_of_examples, bool)
    held_back[validation_rows] = True
    return Split(np.flatnonzero(~held_back), np.flatnonzero(held_back), note)


def _single_label_split(dataset: Dataset, wanted: int, seed: int) -> Split:
    counts = dataset.class_counts()
    note = _why_not_stratified(counts, wanted, dataset.class_names)
    if note:
        order = np.random.default_rng(seed).permutation(dataset.number_of_examples)
        return _parts(order[:wanted], dataset.number_of_examples, note)
    return _parts(stratified_rows(_class_indices(dataset), wanted, seed), dataset.number_of_examples)


def _class_indices(dataset: Dataset) -> NDArray[np.int32]:
    indices: NDArray[np.int32] = dataset.labels if dataset.labels.ndim == 1 else dataset.labels.argmax(axis=1)
    return indices


def _why_not_stratified(counts: NDArray[np.int64], wanted: int, class_names: tuple[str, ...]) -> str:
    present = int((counts > 0).sum())
    if (counts == 1).any():
        name = class_names[int(np.flatnonzero(counts == 1)[0])]
        return f"Rows were drawn regardless of class, because {name} has only one example."
    if min(wanted, int(counts.sum()) - wanted) < present:
        reason = f"one part has fewer rows than the {present} classes"
        return f"Rows were drawn regardless of class, because {reason}."
    return ""


def iterative_stratification(labels: NDArray[np.bool_], wanted: int, generator: np.random.Generator) -> Rows:
    """Returns validation rows that carry each label as often as their share of the rows asks.

    The labels take their turns from the rarest to the most frequent, as in K. Sechidis, G. Tsoumakas and
    I. Vlahavas 2011, on the stratification of multi-label data. All rows of a turn are dealt at once,
    evenly over the sets of labels that they carry, instead of one by one.

    Args:
        labels: Which row carries which label, shape (n, k).
        wanted: Number of validation rows; exactly as many are returned.
        generator: Decides among rows that are equally fit.
    """
    order = _order_by_label_set(labels, generator)
    remaining = labels.sum(axis=0)
    desired = remaining * (wanted / len(labels))
    free, chosen = np.ones(len(labels), bool), np.zeros(len(labels), bool)
    while remaining.any():
        label = int(np.where(remaining > 0, remaining, len(labels) + 1).argmin())
        rows = order[(free & labels[:, label])[order]]
        due = wanted * int((~free).sum() + len(rows)) / len(labels) - int(chosen.sum())
        picked = _evenly(rows, _whole(float(desired[label]), due), generator)
        free[rows], chosen[picked] = False, True
        remaining = remaining - labels[rows].sum(axis=0)
        desired = desired - labels[picked].sum(axis=0)
    chosen[_evenly(order[free[order]], wanted - int(chosen.sum()), generator)] = True
    return _exactly(chosen, wanted, order, generator)


def _whole(desired: float, due: float) -> int:
    """Returns the whole number beside `desired` that keeps the total of both parts on course."""
    return min(max(round(due), math.floor(desired)), math.ceil(desired))


def _exactly(chosen: NDArray[np.bool_], wanted: int, order: Rows, generator: np.random.Generator) -> Rows:
    """Returns exactly as many rows as wanted: rounding may have left a few too many or too few."""
    surplus = int(chosen.sum()) - wanted
    moved = _evenly(order[chosen[order] == (surplus > 0)], abs(surplus), generator)
    chosen[moved] = surplus < 0
    return np.flatnonzero(chosen)


def _order_by_label_set(labels: NDArray[np.bool_], generator: np.random.Generator) -> Rows:
    # Packed bits sort many times faster than whole rows of labels.
    shuffled: Rows = generator.permutation(len(labels))
    packed = np.packbits(labels[shuffled], axis=1)
    by_label_set: Rows = shuffled[np.lexsort(packed.T)]
    return by_label_set


def _evenly(rows: Rows, count: int, generator: np.random.Generator) -> Rows:
    """Returns `count` of the rows at equal distances from a random start (systematic sampling)."""
    count = min(max(count, 0), len(rows))
    if count == 0:
        return rows[:0]
    step = len(rows) / count
    places = np.floor((np.arange(count) + generator.random()) * step).astype(int)
    return np.asarray(rows[np.minimum(places, len(rows) - 1)])
