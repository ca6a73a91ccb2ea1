"""The loss of a head, taken on the logits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.heads import Encoding, Head
from workbench.core.project import HeadChoice

Tensor = Any
LossFunction = Callable[[Tensor, Tensor], Tensor]


@dataclass(frozen=True)
class Objective:
    """What a run minimises.

    Attributes:
        key: Equal for objectives that compile to the same code, the counting of their head's answers included.
        encoding: The form in which `function` takes the labels.
        function: From encoded labels and logits (n, units) to a scalar float32 tensor.
        shown: The same for the loss of the probabilities shown, where an experiment trains something else.
    """

    key: tuple[object, ...]
    encoding: Encoding
    function: LossFunction
    shown: LossFunction | None = None

    def chance(self, labels: NDArray[Any], units: int) -> float:
        """Returns the loss of a network that knows nothing: all logits zero."""
        zeros = np.zeros((len(labels), units), np.float32)
        return float(self.function(labels, zeros))


def keras_loss(name: str, label_smoothing: float, from_logits: bool = True) -> Any:
    """Returns Keras's loss object by its snake-case name, on logits or on what a head makes of them."""
    import keras

    classes: Mapping[str, type] = {
        "sparse_categorical_crossentropy": keras.losses.SparseCategoricalCrossentropy,
        "categorical_crossentropy": keras.losses.CategoricalCrossentropy,
        "categorical_focal_crossentropy": keras.losses.CategoricalFocalCrossentropy,
        "binary_crossentropy": keras.losses.BinaryCrossentropy,
        "binary_focal_crossentropy": keras.losses.BinaryFocalCrossentropy,
    }
    smoothing = {"label_smoothing": label_smoothing} if label_smoothing else {}
    return classes[name](from_logits=from_logits, **smoothing)


def loss_in_use(head: Head, choice: HeadChoice) -> tuple[str, Encoding]:
    """Returns the loss by Keras's name and the form in which it gets the labels.

    Sparse labels cannot be smoothed, so smoothing turns them into one-hot rows.
    """
    if choice.label_smoothing and head.encoding == "class_index":
        return "categorical_crossentropy", "one_hot"
    return choice.loss, head.encoding


def build_objective(
    head: Head, choice: HeadChoice, labels: NDArray[Any], number_of_classes: int
) -> Objective:
    """Returns the objective of `choice` on `labels`, the training part in the head's encoding."""
    name, encoding = loss_in_use(head, choice)
    key = (name, encoding, choice.label_smoothing, head.activation, head.decision)
    if head.mistake is not None:
        return _experiment(key, encoding, keras_loss(name, choice.label_smoothing, from_logits=False), head)
    function: LossFunction = keras_loss(name, choice.label_smoothing)
    if choice.weighting != "balanced":
        return Objective(key, encoding, function)
    balanced = head.activation == "softmax"
    weights = class_weights(labels, number_of_classes) if balanced else positive_weights(labels)
    weighted = _weighted(function, name, head, choice, weights)
    return Objective((*key, weights.tobytes()), encoding, weighted)


def _experiment(key: tuple[object, ...], encoding: Encoding, loss: Any, head: Head) -> Objective:
    """Returns Keras's loss on the head's output, as `fit` takes it; class weights have no part in it.

    Keras notes the logits on what its softmax and sigmoid return, and its cross-entropies take those. A copy of
    the output has no such note, so that its loss is that of the probabilities themselves.
    """

    def reported(labels: Tensor, logits: Tensor) -> Tensor:
        return loss(labels, _output(head, logits))

    def shown(labels: Tensor, logits: Tensor) -> Tensor:
        import tensorflow as tf

        return loss(labels, tf.identity(_output(head, logits)))

    return Objective((*key, "experiment"), encoding, reported, shown)


def _output(head: Head, logits: Tensor) -> Tensor:
    import keras
    import tensorflow as tf

    return getattr(keras.activations, head.activation)(tf.convert_to_tensor(logits))


def _weighted(
    function: LossFunction, name: str, head: Head, choice: HeadChoice, weights: NDArray[np.float32]
) -> LossFunction:
    if head.activation == "softmax":
        return _class_weighted(function, weights)
    if name == "binary_crossentropy":
        return _positive_weighted(weights, choice.label_smoothing)
    return _focal_positive_weighted(weights, choice.label_smoothing)


def class_weights(labels: NDArray[Any], number_of_classes: int) -> NDArray[np.float32]:
    """Returns n / (k · count) for each class, (k,) float32, as scikit-learn's `balanced` does."""
    counts = np.bincount(labels, minlength=number_of_classes) if labels.ndim == 1 else labels.sum(axis=0)
    weights: NDArray[np.float32] = (len(labels) / (len(counts) * np.maximum(counts, 1))).astype(np.float32)
    return weights


def positive_weights(labels: NDArray[Any]) -> NDArray[np.float32]:
    """Returns negatives / positives for each label, (k,) float32."""
    positives = np.maximum(labels.sum(axis=0), 1)
    weights: NDArray[np.float32] = ((len(labels) - labels.sum(axis=0)) / positives).astype(np.float32)
    return np.maximum(weights, np.float32(1e-3))


def _class_weighted(function: LossFunction, weights: NDArray[np.float32]) -> LossFunction:
    def loss(labels: Tensor, logits: Tensor) -> Tensor:
        import tensorflow as tf

        if len(labels.shape) == 1:
            rows = tf.gather(weights, labels)
        else:
            rows = tf.linalg.matvec(tf.cast(labels, tf.float32), weights)
        return function(labels, logits, sample_weight=rows)  # type: ignore[call-arg]

    return loss


def _positive_weighted(weights: NDArray[np.float32], smoothing: float) -> LossFunction:
    def loss(labels: Tensor, logits: Tensor) -> Tensor:
        import tensorflow as tf

        smoothed = tf.cast(labels, tf.float32) * (1 - smoothing) + smoothing / 2
        return tf.reduce_mean(tf.nn.weighted_cross_entropy_with_logits(smoothed, logits, weights))

    return loss


def _focal_positive_weighted(weights: NDArray[np.float32], smoothing: float) -> LossFunction:
    def loss(labels: Tensor, logits: Tensor) -> Tensor:
        import keras
        import tensorflow as tf

        truth = tf.cast(labels, tf.float32)
        terms = keras.losses.binary_focal_crossentropy(
            truth[..., None],
            tf.convert_to_tensor(logits)[..., None],
            from_logits=True,
            label_smoothing=smoothing,
        )
        return tf.reduce_mean(terms * (1 + truth * (weights - 1)))

    return loss
