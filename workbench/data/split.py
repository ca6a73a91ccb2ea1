"""Which rows train the network, which ones check it and which ones test it at last."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from workbench.core.errors import UserError
from workbench.core.labels import LabelKind
from workbench.core.shares import Shares
from workbench.data.dataset import Dataset, Rows
from workbench.data.stratified import stratified_rows


@dataclass(frozen=True, eq=False)
class Split:
    """Three disjoint sets of rows that together cover the data set.

    Attributes:
        training_rows: Sorted indices, shape (t,).
        validation_rows: Sorted indices, shape (v,).
        test_rows: Sorted indices, shape (s,); none unless a share is kept for a last test.
        note: Why the validation rows could not be shared out evenly; empty if they were.
        is_given: Whether the data itself says which rows check, so that nothing was drawn.
        test_note: The same as `note` for the test rows.
        test_is_given: The same as `is_given` for the test rows.
    """

    training_rows: Rows
    validation_rows: Rows
    test_rows: Rows
    note: str = ""
    is_given: bool = False
    test_note: str = ""
    test_is_given: bool = False


KEPT_SPLITS = 4
"""Of one data set: window and engine ask for the same one, and it may be of ten million rows."""

_kept: WeakKeyDictionary[Dataset, dict[tuple[Shares, int], Split]] = WeakKeyDictionary()


def split(dataset: Dataset, shares: Shares, seed: int) -> Split:
    """Returns a split in which all parts have about the same share of each class.

    The test rows are taken out of those that would train, so that the same rows check whatever the test share is.

    Args:
        dataset: What to split.
        shares: Of the rows that check and that test; 0 and 0 keep all of them for training. Of no account where the
            data itself says which rows these are.
        seed: The same seed always gives the same split.

    Raises:
        UserError: the shares leave no rows for one of the parts.
    """
    kept = _kept.setdefault(dataset, {})
    key = (shares, seed)
    found = kept.get(key)
    if found is None:
        found = _with_test(dataset, _drawn(dataset, shares.validation, seed), shares.test, seed)
        if len(kept) >= KEPT_SPLITS:
            kept.clear()
        kept[key] = found
    return found


def _drawn(dataset: Dataset, validation_fraction: float, seed: int) -> Split:
    every = np.arange(dataset.number_of_examples)
    if dataset.validation_rows is not None:
        note = "The data itself says which rows check."
        training_rows = np.delete(every, dataset.validation_rows)
        return Split(training_rows, dataset.validation_rows, every[:0], note, is_given=True)
    if validation_fraction == 0:
        return Split(every, every[:0], every[:0], "No rows are held back.")
    wanted = _number_of_validation_rows(dataset.number_of_examples, validation_fraction)
    training_rows, validation_rows, note = _shared_out(dataset, every, wanted, seed)
    return Split(training_rows, validation_rows, every[:0], note)


def number_of_training_rows(dataset: Dataset, shares: Shares) -> int:
    """Returns how many rows train, without drawing them."""
    count = dataset.number_of_examples
    given = dataset.validation_rows, dataset.test_rows
    kept = (
        round(count * share) if rows is None else len(rows) for rows, share in zip(given, shares, strict=True)
    )
    return count - sum(kept)


def has_test_part(dataset: Dataset, shares: Shares) -> bool:
    """Returns whether rows are kept for a last test, without drawing them."""
    return shares.test > 0 if dataset.test_rows is None else len(dataset.test_rows) > 0


def _with_test(dataset: Dataset, parts: Split, share: float, seed: int) -> Split:
    """Returns the split with a test part, taken out of the rows that would train."""
    candidates = parts.training_rows
    if dataset.test_rows is not None:
        kept = np.isin(candidates, dataset.test_rows)
        note = "The data itself says which rows test."
        return _tested(parts, candidates[~kept], candidates[kept], note, is_given=True)
    if share == 0:
        return parts
    wanted = _number_of_test_rows(dataset.number_of_examples, len(candidates), share)
    return _tested(parts, *_shared_out(dataset, candidates, wanted, seed), is_given=False)


def _tested(parts: Split, training_rows: Rows, test_rows: Rows, note: str, is_given: bool) -> Split:
    return replace(
        parts, training_rows=training_rows, test_rows=test_rows, test_note=note, test_is_given=is_given
    )


def _number_of_test_rows(number_of_examples: int, candidates: int, share: float) -> int:
    if not 0 < share < 1:
        raise UserError(f"The test share is {share:g}; it must be at least 0 and below 1.")
    if candidates < 2:
        raise UserError(
            f"There are only {number_of_examples} examples, but training with a test part needs at least 3: one to "
            "learn from, one to check, one to test."
        )
    return min(max(round(number_of_examples * share), 1), candidates - 1)


def _number_of_validation_rows(number_of_examples: int, fraction: float) -> int:
    if not 0 < fraction < 1:
        raise UserError(f"The validation share is {fraction:g}; it must be at least 0 and below 1.")
    if number_of_examples < 2:
        found = "is only 1 example" if number_of_examples else "are no examples"
        raise UserError(f"There {found}, but training needs at least 2: one to learn from, one to check.")
    return min(max(round(number_of_examples * fraction), 1), number_of_examples - 1)


def _shared_out(dataset: Dataset, rows: Rows, wanted: int, seed: int) -> tuple[Rows, Rows, str]:
    """Returns of these sorted rows those that stay, the `wanted` ones that are held back, and why not evenly."""
    places, note = _places(dataset, rows, wanted, seed)
    held_back = np.zeros(len(rows), bool)
    held_back[places] = True
    return rows[~held_back], rows[held_back], note


def _places(dataset: Dataset, rows: Rows, wanted: int, seed: int) -> tuple[Rows, str]:
    labels = dataset.labels if len(rows) == dataset.number_of_examples else dataset.labels[rows]
    if dataset.label_kind is LabelKind.MULTI_HOT:
        return iterative_stratification(labels > 0, wanted, np.random.default_rng(seed)), ""
    classes = labels if labels.ndim == 1 else labels.argmax(axis=1)
    counts = np.bincount(classes, minlength=dataset.number_of_classes)
    note = _why_not_stratified(counts, wanted, dataset.class_names)
    if note:
        return np.random.default_rng(seed).permutation(len(rows))[:wanted], note
    return stratified_rows(classes, wanted, seed), ""


def _why_not_stratified(counts: NDArray[np.int64], wanted: int, class_names: tuple[str, ...]) -> str:
    present = int((counts > 0).sum())
    if (counts == 1).any():
        name = class_names[int(np.flatnonzero(counts == 1)[0])]
        return f"Rows were drawn regardless of class, because {name} has only one example to share out."
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
