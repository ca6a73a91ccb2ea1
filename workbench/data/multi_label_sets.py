"""Generated examples that carry any number of labels."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from workbench.core.labels import LabelKind
from workbench.data.dataset import Dataset
from workbench.data.row import SEED, SIZE, DataSetRow, Option, noise

Numbers: TypeAlias = NDArray[np.float64]
Flags: TypeAlias = NDArray[np.bool_]

LARGEST_FREQUENCY = 0.95
BISECTIONS = 32

MULTI_LABEL = (
    "Examples with any number of labels, made to order. Each label has a score that is linear in the inputs,"
    " and an example carries the labels whose score passes their threshold. How many labels an example has,"
    " how they hang together, how rare the rarest is and how many examples have none can all be set."
)
RANDOM_NUMBERS = (
    "A hundred rows of a hundred random inputs with ten random 0/1 labels, as many tutorials begin. There is"
    " nothing to learn: a network learns the training rows by heart, its training loss falls, and the"
    " validation loss shows that it knows nothing."
)


def make_multi_label(**options: Any) -> Dataset:
    """Returns examples whose labels have the wanted frequencies and correlation; see `multi_label_examples`."""
    return _generated("multi-label", "Any number of labels", multi_label_examples(**options), MULTI_LABEL)


def multi_label_examples(
    size: int,
    inputs: int,
    labels: int,
    cardinality: float,
    correlation: float,
    empty_share: float,
    imbalance: float,
    noise: float,
    seed: int,
) -> tuple[Numbers, Flags]:
    """Returns inputs (size, inputs) and labels (size, labels) of the wanted frequencies and correlation.

    Exactly `round(empty_share * size)` rows carry no label. The mean number of labels per row is
    `cardinality`, or the nearest that can be: every other row carries at least one label.
    """
    generator = np.random.default_rng(seed)
    values = generator.standard_normal((size, inputs))
    scores = label_scores(values, labels, correlation, noise, generator)
    frequencies = label_frequencies(labels, cardinality / labels, imbalance)
    kept = rows_with_labels(scores, frequencies, round(empty_share * size))
    multi_hot = np.zeros((size, labels), bool)
    multi_hot[kept] = labels_for_cardinality(scores[kept], imbalance, cardinality * size)
    return values, multi_hot


def label_scores(
    values: Numbers, labels: int, correlation: float, noise: float, generator: np.random.Generator
) -> Numbers:
    """Returns Gaussian scores with unit variance, shape (n, k), linear in the inputs but for the noise.

    Two scores correlate by `(1 - noise) * correlation` on average over weights: a factor that all
    labels share carries that part of their variance, as in a one-factor model (C. Spearman 1904).
    """
    shared = _unit_columns(generator.standard_normal((values.shape[1], 1)))
    own = generator.standard_normal((values.shape[1], labels))
    if values.shape[1] > 1:
        own -= shared @ (shared.T @ own)
    directions = np.sqrt(correlation) * shared + np.sqrt(1 - correlation) * _unit_columns(own)
    chance = generator.standard_normal((len(values), labels))
    scores: Numbers = np.sqrt(1 - noise) * (values @ directions) + np.sqrt(noise) * chance
    return scores


def _unit_columns(matrix: Numbers) -> Numbers:
    unit: Numbers = matrix / np.linalg.norm(matrix, axis=0)
    return unit


def label_frequencies(labels: int, mean: float, imbalance: float) -> Numbers:
    """Returns one frequency per label, shape (k,), falling geometrically.

    The first label is `imbalance` times as frequent as the last. No frequency passes
    `LARGEST_FREQUENCY`, so a high mean levels them.
    """
    falling = imbalance ** -np.linspace(0.0, 1.0, labels)
    scale = _bisect(lambda value: float(_capped(value * falling).mean()), mean, imbalance)
    return _capped(scale * falling)


def _capped(frequencies: Numbers) -> Numbers:
    return np.minimum(frequencies, LARGEST_FREQUENCY)


def _bisect(function: Any, target: float, largest: float) -> float:
    """Returns where a rising function reaches the target, or the end of [0, largest]."""
    low, high = 0.0, largest
    for _ in range(BISECTIONS):
        middle = (low + high) / 2
        low, high = (middle, high) if function(middle) < target else (low, middle)
    return high


def rows_with_labels(scores: Numbers, frequencies: Numbers, empty: int) -> NDArray[np.int64]:
    """Returns all rows but the `empty` ones that come least near to any label, in order."""
    nearest = (scores - np.quantile(scores, 1 - frequencies, axis=0).diagonal()).max(axis=1)
    return np.sort(np.argsort(nearest, kind="stable")[empty:])


def labels_for_cardinality(scores: Numbers, imbalance: float, wanted: float) -> Flags:
    """Returns labels that number as many as wanted, at least one in each row, shape (n, k)."""
    ordered = np.sort(scores, axis=0)
    labels = scores.shape[1]
    # A row that passes no threshold gets the label that it would pass first if there were one label a row.
    nearest = (scores - _thresholds(ordered, label_frequencies(labels, 1 / labels, imbalance))).argmax(axis=1)

    def labelled(mean: float) -> Flags:
        passed = scores >= _thresholds(ordered, label_frequencies(labels, mean, imbalance))
        bare = np.flatnonzero(~passed.any(axis=1))
        passed[bare, nearest[bare]] = True
        return passed

    mean = _bisect(lambda value: float(labelled(value).sum()), wanted, LARGEST_FREQUENCY)
    return labelled(mean)


def _thresholds(ordered: Numbers, frequencies: Numbers) -> Numbers:
    counts = np.round(frequencies * len(ordered)).astype(int)
    padded = np.vstack([ordered, np.full(ordered.shape[1], np.inf)])
    thresholds: Numbers = padded[len(ordered) - counts, np.arange(ordered.shape[1])]
    return thresholds


def random_numbers(seed: int) -> tuple[Numbers, NDArray[np.int64]]:
    """Returns 100 rows of 100 uniform inputs and 10 labels that have nothing to do with them."""
    generator = np.random.default_rng(seed)
    values = generator.random((100, 100))
    labels = generator.integers(0, 2, (100, 10))
    return values, labels


def make_random_numbers(seed: int) -> Dataset:
    """Returns 100 rows of 100 uniform inputs and 10 labels that have nothing to do with them."""
    return _generated("random-numbers", "Random numbers", random_numbers(seed), RANDOM_NUMBERS)


def _generated(name: str, title: str, arrays: tuple[Numbers, NDArray[Any]], description: str) -> Dataset:
    values, labels = arrays
    return Dataset(
        name,
        title,
        np.ascontiguousarray(values, np.float32),
        labels.astype(np.float32),
        LabelKind.MULTI_HOT,
        tuple(f"label {index + 1}" for index in range(labels.shape[1])),
        tuple(f"input {index + 1}" for index in range(values.shape[1])),
        None,
        description,
    )


MULTI_LABEL_OPTIONS = (
    SIZE,
    Option("inputs", "Inputs", "integer", 20, 1, 500, tool_tip="How many values an example has."),
    Option("labels", "Labels", "integer", 8, 2, 50, tool_tip="How many labels there are to give."),
    Option(
        "cardinality",
        "Labels per example",
        "number",
        2.5,
        0.1,
        50.0,
        tool_tip="The mean, called label cardinality; taken as near as the other settings allow.",
    ),
    Option(
        "correlation",
        "Correlation",
        "number",
        0.3,
        0.0,
        1.0,
        tool_tip="How much the labels appear together: at 1, rarer ones only beside the more frequent.",
    ),
    Option(
        "empty_share",
        "Share with no label",
        "number",
        0.05,
        0.0,
        0.95,
        tool_tip="Exactly this share of the examples carries no label.",
    ),
    Option(
        "imbalance",
        "Imbalance",
        "number",
        4.0,
        1.0,
        100.0,
        tool_tip="How many times as frequent as the rarest label the most frequent one is.",
    ),
    noise(0.05, 1.0, "The part of each score that is chance, which no network can learn."),
    SEED,
)
GROUP = "Any number of labels"
MULTI_LABEL_SETS = (
    DataSetRow(
        "multi-label",
        "Any number of labels",
        MULTI_LABEL,
        MULTI_LABEL_OPTIONS,
        make_multi_label,
        GROUP,
        multi_label_examples,
    ),
    DataSetRow(
        "random-numbers",
        "Random numbers",
        RANDOM_NUMBERS,
        (SEED,),
        make_random_numbers,
        GROUP,
        random_numbers,
    ),
)
