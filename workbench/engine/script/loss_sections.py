"""The sections of a script that say what is minimised, and compile the model for it."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.core.project import Project
from workbench.engine.script.data_sections import NUMPY
from workbench.engine.script.expressions import call, literal
from workbench.engine.script.keras_calls import optimizer_call
from workbench.engine.script.pair import Pair
from workbench.engine.script.section import Section, lines

LOSSES: dict[str, str] = {
    "sparse_categorical_crossentropy": "SparseCategoricalCrossentropy",
    "categorical_crossentropy": "CategoricalCrossentropy",
    "categorical_focal_crossentropy": "CategoricalFocalCrossentropy",
    "binary_crossentropy": "BinaryCrossentropy",
    "binary_focal_crossentropy": "BinaryFocalCrossentropy",
}
"""Keras's class for each of its names."""

METRICS: dict[tuple[str, str], str] = {
    ("arg_max", "class_index"): "keras.metrics.SparseCategoricalAccuracy()",
    ("arg_max", "one_hot"): "keras.metrics.CategoricalAccuracy()",
    ("threshold", "column"): "keras.metrics.BinaryAccuracy(threshold={threshold})",
    (
        "threshold",
        "multi_hot",
    ): 'keras.metrics.F1Score(average="micro", threshold={threshold}, name="micro_f1")',
}
"""What Keras reports each epoch, by decision and encoding; an experiment may have none.

Its macro F1 counts a label that neither occurs nor is said as 0, where it is undefined here.
"""

SMOOTHED = "    y_true = y_true * {kept} + {added}  # label smoothing"

WEIGHTED_LOSSES: dict[str, tuple[str, str]] = {
    "binary_crossentropy": (
        "weighted_binary_crossentropy",
        "    held = positive_weights * y_true * keras.ops.binary_crossentropy(ones, y_pred)\n"
        "    missing = (1 - y_true) * keras.ops.binary_crossentropy(zeros, y_pred)\n"
        "    return keras.ops.mean(held + missing, axis=-1)",
    ),
    "binary_focal_crossentropy": (
        "weighted_binary_focal_crossentropy",
        "    right = y_true * y_pred + (1 - y_true) * (1 - y_pred)\n"
        "    focal = (1 - right) ** 2 * keras.ops.binary_crossentropy(y_true, y_pred)\n"
        "    return keras.ops.mean(weights * focal, axis=-1)",
    ),
}


def is_class_weighted(pair: Pair) -> bool:
    """Whether each example counts by its class."""
    return _is_weighted(pair) and not _is_binary(pair)


def _is_positive_weighted(pair: Pair) -> bool:
    return _is_weighted(pair) and _is_binary(pair)


def _is_weighted(pair: Pair) -> bool:
    # An experiment is about the loss alone.
    return pair.choice.weighting == "balanced" and not pair.is_experiment


def _is_binary(pair: Pair) -> bool:
    return pair.choice.loss.startswith("binary")


def weight_sections(pair: Pair, classes: int) -> Iterator[Section]:
    """Yields code for the weights of rare classes or labels, where they are asked for."""
    if is_class_weighted(pair):
        yield _class_weights(pair, classes)
    elif _is_positive_weighted(pair):
        yield _positive_weights(pair)


def _class_weights(pair: Pair, classes: int) -> Section:
    sparse = pair.encoding == "class_index"
    counts = f"np.bincount(y_train, minlength={classes})" if sparse else "y_train.sum(axis=0)"
    taken = "class_weights[{}]" if sparse else "{} @ class_weights"
    code = lines(
        f"counts = {counts}",
        'class_weights = (len(y_train) / (len(counts) * np.maximum(counts, 1))).astype("float32")',
        f"train_weights = {taken.format('y_train')}",
        f"validation_weights = {taken.format('y_validation')}",
    )
    why = "An example of a rare class counts for more, so that all classes together have as much say."
    return Section("Weights", why, code, frozenset({NUMPY}))


def _positive_weights(pair: Pair) -> Section:
    weights = lines(
        "positives = y_train.sum(axis=0)",
        "positive_weights = (len(y_train) - positives) / np.maximum(positives, 1)",
        "positive_weights = np.maximum(positive_weights, 1e-3)",
    )
    why = (
        "A label that an example has counts for more where it is rare, so that yes and no have as much say. "
        "Keras keeps the logits beside the probabilities, so nothing overflows."
    )
    code = f"{weights}\n\n\n{_weighted_loss(pair)}"
    return Section("Weights", why, code, frozenset({NUMPY, "import keras"}))


def _weighted_loss(pair: Pair) -> str:
    smoothing, is_focal = pair.choice.label_smoothing, "focal" in pair.choice.loss
    name, body = WEIGHTED_LOSSES[pair.choice.loss]
    both = "    ones, zeros = keras.ops.ones_like(y_pred), keras.ops.zeros_like(y_pred)"
    return lines(
        f"def {name}(y_true, y_pred):",
        "    weights = 1 + y_true * (positive_weights - 1)" if is_focal else both,
        SMOOTHED.format(kept=1 - smoothing, added=smoothing / 2) if smoothing else "",
        body,
    )


def compile_section(project: Project, pair: Pair) -> Section:
    """Returns code that compiles `model`."""
    metric = None if _is_beyond_keras(pair) else METRICS.get((pair.head.decision, pair.encoding))
    arguments = [f"optimizer={optimizer_call(project.training)}", f"loss={_loss(pair)}"]
    if metric:
        arguments.append(f"metrics=[{metric.format(threshold=pair.threshold)}]")
    # One argument a line even where they would fit: it is what a person looks for.
    code = "model.compile(\n" + "".join(f"    {word},\n" for word in arguments) + ")"
    return Section("Compile", _why(pair), code, frozenset({"import keras"}))


def _is_beyond_keras(pair: Pair) -> bool:
    """Whether what is said depends on more than one threshold, which is all that Keras's metrics know."""
    by_threshold = pair.head.decision == "threshold"
    return by_threshold and (pair.has_own_thresholds or pair.choice.temperature != 1.0)


def _loss(pair: Pair) -> str:
    name, smoothing = pair.choice.loss, pair.choice.label_smoothing
    if _is_positive_weighted(pair):
        return WEIGHTED_LOSSES[name][0]
    if not smoothing:
        return literal(name)
    if pair.encoding == "one_hot" and name.startswith("sparse"):
        name = name.removeprefix("sparse_")
    return call(f"keras.losses.{LOSSES[name]}", [f"label_smoothing={smoothing}"])


def _why(pair: Pair) -> str:
    loss = pair.choice.loss.replace("_", " ").replace("crossentropy", "cross-entropy")
    if pair.is_experiment:
        return (
            f"This breaks the rules on purpose: a {pair.head.activation} output with {loss} on labels that are "
            f"{pair.head.label_kind.title}. Watch what the loss and the probabilities do."
        )
    return f"The loss that goes with a {pair.head.activation} output on such labels is {loss}."
