"""What a part of the data was said to be and what it is, counted: all that most scores need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.heads import Head

Tensor = Any
Cuts = NDArray[np.float32]
"""The logit above which each label is said, (units,)."""

EXTRA = 2
"""Numbers in a row of counts beside the three for each unit."""


@dataclass(frozen=True)
class Counts:
    """Sums over examples, of one part or, along a first axis, of many epochs.

    Attributes:
        hits: Times that each label was said and true, (…, units) float64.
        said: Times that each label was said, (…, units).
        truth: Times that each label was true, (…, units).
        top_3: Examples whose class was among the three largest logits, (…); 0 where many labels can hold.
        exact: Examples of which every label was said rightly, (…).
        examples: How many there are.
    """

    hits: NDArray[np.float64]
    said: NDArray[np.float64]
    truth: NDArray[np.float64]
    top_3: NDArray[np.float64]
    exact: NDArray[np.float64]
    examples: int

    @classmethod
    def of(cls, rows: NDArray[Any], examples: int) -> Counts:
        """Returns the counts in rows of `count_answers`, (…, 3 units + 2), each over `examples` examples."""
        numbers = np.asarray(rows, np.float64)
        hits, said, truth = np.split(numbers[..., :-EXTRA], 3, axis=-1)
        return cls(hits, said, truth, numbers[..., -2], numbers[..., -1], examples)


def width(units: int) -> int:
    """Returns the length of a row of counts."""
    return 3 * units + EXTRA


def count_answers(head: Head, labels: Tensor, logits: Tensor, cut: Tensor, mask: Tensor) -> Tensor:
    """Returns one row of counts, (3 units + 2,) float32, exact up to 16 million examples.

    Called while a function is traced, so that it is compiled with what surrounds it.

    Args:
        head: How logits become an answer.
        labels: In one of the encodings of the head's loss: (n,) class indices or (n, units).
        logits: (n, units) float32.
        cut: The logits above which labels are said, (units,) float32; unused where the largest decides.
        mask: (n,) float32: 1 for the examples that count, else 0.
    """
    import tensorflow as tf

    if head.decision == "threshold":
        truth, said = tf.cast(labels > 0.5, tf.float32), tf.cast(_passes(head, logits, cut), tf.float32)
        top_3 = tf.constant(0.0)
    else:
        truth, said = _one_hot(labels, logits), tf.one_hot(tf.argmax(logits, -1), logits.shape[-1])
        top_3 = tf.reduce_sum(mask * _among_three_largest(truth, logits))
    exact = tf.reduce_sum(mask * tf.cast(tf.reduce_all(tf.equal(truth, said), axis=-1), tf.float32))
    # A product with the mask, since XLA takes twice as long for the same sums down the columns.
    sums = tf.linalg.matmul(mask[None], tf.concat([truth * said, said, truth], axis=1))[0]
    return tf.concat([sums, tf.stack([top_3, exact])], axis=0)


def _passes(head: Head, logits: Tensor, cut: Tensor) -> Tensor:
    """Returns which labels are said by their probability alone, (n, units) bool."""
    import tensorflow as tf

    if head.sums_to_one:
        return tf.nn.softmax(logits) > tf.sigmoid(cut)
    return logits > cut


def _one_hot(labels: Tensor, logits: Tensor) -> Tensor:
    import tensorflow as tf

    index = labels if len(labels.shape) == 1 else tf.argmax(labels, -1)
    return tf.one_hot(index, logits.shape[-1])


def _among_three_largest(truth: Tensor, logits: Tensor) -> Tensor:
    """Returns (n,) float32; of equal logits the later one counts as the larger, as scikit-learn has it."""
    import tensorflow as tf

    units = tf.range(logits.shape[-1])
    place = tf.reduce_sum(tf.cast(truth, tf.int32) * units, -1, keepdims=True)
    true_logit = tf.reduce_sum(truth * logits, -1, keepdims=True)
    ahead = (logits > true_logit) | (tf.equal(logits, true_logit) & (units > place))
    return tf.cast(tf.reduce_sum(tf.cast(ahead, tf.float32), -1) < 3, tf.float32)


def cuts_of(thresholds: NDArray[np.float64], temperature: float = 1.0) -> Cuts:
    """Returns the logits that, divided by `temperature`, have `thresholds` as their sigmoids."""
    return np.asarray(temperature * (np.log(thresholds) - np.log1p(-thresholds)), np.float32)
