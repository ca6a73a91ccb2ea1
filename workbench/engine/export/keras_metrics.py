"""The table of metrics as Keras's own objects, for whoever trains on with plain Keras."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.core.heads import Encoding, Head
from workbench.core.label_thresholds import thresholds_of
from workbench.core.project import HeadChoice

if TYPE_CHECKING:
    import keras


@dataclass(frozen=True)
class Answers:
    """What a metric depends on.

    Attributes:
        encoding: The form of the labels.
        threshold: From which probability on a label counts as present; None where the largest decides.
        has_one_threshold: Whether it is that of all labels; Keras counts none that have one each.
        units: Probabilities per example.
        is_table: Whether there is one row of them per example; Keras counts some metrics from tables only.
    """

    encoding: Encoding
    threshold: float | None
    units: int
    is_table: bool = True
    has_one_threshold: bool = True


def _exactly_right(answers: Answers) -> keras.metrics.Metric:
    import keras

    if answers.encoding == "class_index":
        return keras.metrics.SparseCategoricalAccuracy()
    return keras.metrics.CategoricalAccuracy()


def _top_3(answers: Answers) -> keras.metrics.Metric:
    import keras

    sparse = answers.encoding == "class_index"
    kind = keras.metrics.SparseTopKCategoricalAccuracy if sparse else keras.metrics.TopKCategoricalAccuracy
    return kind(k=3, name="top_3_accuracy")


def _binary_accuracy(answers: Answers) -> keras.metrics.Metric | None:
    import keras

    if not answers.has_one_threshold:
        return None

    return keras.metrics.BinaryAccuracy(threshold=answers.threshold)


def _auc(answers: Answers) -> keras.metrics.Metric | None:
    import keras

    if not answers.is_table:
        return None
    several = answers.units > 1
    # Named, because Keras would number it.
    return keras.metrics.AUC(name="auc", multi_label=several, num_labels=answers.units if several else None)


def _f1(name: str) -> Callable[[Answers], keras.metrics.Metric | None]:
    def metric(answers: Answers) -> keras.metrics.Metric | None:
        import keras

        if answers.encoding == "class_index" or not answers.is_table or not answers.has_one_threshold:
            # Keras counts it from rows, and with one threshold, only.
            return None
        return keras.metrics.F1Score(average="micro", threshold=answers.threshold, name=name)

    return metric


METRICS: dict[str, Callable[[Answers], keras.metrics.Metric | None]] = {
    "sparse_categorical_accuracy": _exactly_right,
    "categorical_accuracy": _exactly_right,
    "top_3_accuracy": _top_3,
    "binary_accuracy": _binary_accuracy,
    "auc": _auc,
    "micro_f1": _f1("micro_f1"),
    "f1_score": _f1("f1_score"),
}
"""By full name. Keras has no exact match of label sets and no Hamming loss, and its macro F1 is another one: it counts
a label that neither occurs nor is said as 0, where it is undefined here."""


def keras_metrics(
    head: Head, encoding: Encoding, choice: HeadChoice, units: int, is_table: bool = True
) -> list[keras.metrics.Metric]:
    """Returns those metrics of the head that Keras has, the headline first.

    Args:
        head: The row of the table of heads.
        encoding: The form in which the loss gets the labels.
        choice: What the thresholds are.
        units: Probabilities per example.
        is_table: Whether there is one row of them per example.
    """
    thresholds = thresholds_of(choice, units)
    cut = float(thresholds[0]) if head.decision == "threshold" else None
    answers = Answers(encoding, cut, units, is_table, cut is None or len(set(thresholds)) == 1)
    names = [name for name in head.metric_names(max(units, 2)) if name in METRICS]
    made = [METRICS[name](answers) for name in names]
    return [metric for metric in made if metric is not None]
