"""The sections of a script that score the trained model on the validation part, and at last on the test part."""

from __future__ import annotations

import re

from workbench.engine.script.expressions import indented
from workbench.engine.script.pair import Pair
from workbench.engine.script.section import Section, lines

IMPORTS = frozenset({"import numpy as np", "import sklearn.metrics"})
SCORES: dict[str, str] = {
    "sparse_categorical_accuracy": "accuracy_score(truth, answers)",
    "categorical_accuracy": "accuracy_score(truth, answers)",
    "binary_accuracy": "accuracy_score(truth, answers)",
    "exact_match": "accuracy_score(truth, answers)",
    "top_3_accuracy": "top_k_accuracy_score(truth, probabilities, k=3, labels=range({classes}))",
    "macro_f1": 'f1_score(truth, answers, average="macro")',
    "micro_f1": 'f1_score(truth, answers, average="micro", zero_division=np.nan)',
    "f1_score": "f1_score(truth, answers, zero_division=np.nan)",
    "hamming_loss": "hamming_loss(truth, answers)",
    "auc": "roc_auc_score(truth, probabilities)",
}
"""scikit-learn's function for each score. What is undefined is not a number there, and left out of means."""

OF_MANY_LABELS: dict[str, str] = {
    "binary_accuracy": "1 - sklearn.metrics.hamming_loss(truth, answers)",
    "macro_f1": 'sklearn.metrics.f1_score(truth, answers, average="macro", zero_division=np.nan)',
    "auc": "sklearn.metrics.roc_auc_score(truth[:, told], probabilities[:, told])",
}
"""Those that are written otherwise where an example can have any number of labels."""


MADE = re.compile(r"\b(probabilities|raised|answers|truth|told|scores)\b")
"""The names that a section of scores gives to what it makes."""


def score_section(pair: Pair, classes: int) -> Section:
    """Returns code that leaves `scores`, by full name."""
    rows = "".join(
        f'    "{name}": {_expression(name, pair, classes)},\n' for name in pair.head.metric_names(classes)
    )
    code = lines(
        "probabilities = model.predict(x_validation, verbose=0)",
        *_tempered(pair),
        *_answers(pair),
        *_told(pair),
        "scores = {\n" + rows + "}",
        "for name, value in scores.items():",
        indented('print(f"{name}: {value:.4f}")'),
        *_baseline(pair),
    )
    return Section("Scores", _why(pair), code, IMPORTS)


def last_test_section(pair: Pair, classes: int) -> Section:
    """Returns code that does the same on the test part, and leaves `test_scores`."""
    code = score_section(pair, classes).code.replace("_validation", "_test")
    code = MADE.sub(r"test_\1", code).replace('print(f"', 'print(f"test ')
    why = "Nothing has been learned from the test part or chosen by it, so its scores are honest."
    return Section("Last test", why, code, IMPORTS)


def _answers(pair: Pair) -> tuple[str, str]:
    if pair.head.decision == "threshold":
        column = "[:, 0]" if pair.encoding == "column" else ""
        return (
            f"answers = probabilities{column} > {_threshold(pair)}",
            f"truth = y_validation{column} > 0.5",
        )
    truth = "y_validation" if pair.encoding == "class_index" else "y_validation.argmax(axis=1)"
    return "answers = probabilities.argmax(axis=1)", f"truth = {truth}"


def _threshold(pair: Pair) -> str:
    return str(list(pair.choice.thresholds) if pair.has_own_thresholds else pair.threshold)


def _tempered(pair: Pair) -> tuple[str, ...]:
    """Returns code that divides the logits by the temperature, as it shows in the probabilities."""
    temperature = pair.choice.temperature
    if temperature == 1.0:
        return ()
    raised = (
        f"raised = probabilities ** (1 / {temperature})  # as if the logits were divided by {temperature}"
    )
    if pair.head.sums_to_one:
        return raised, "probabilities = raised / raised.sum(axis=1, keepdims=True)"
    return raised, f"probabilities = raised / (raised + (1 - probabilities) ** (1 / {temperature}))"


def _told(pair: Pair) -> tuple[str, ...]:
    """Returns code for the labels that an area can be measured of."""
    if pair.encoding != "multi_hot" or "auc" not in pair.head.metrics:
        return ()
    return ("told = truth.any(axis=0) & ~truth.all(axis=0)  # labels that some examples have and others not",)


def _expression(name: str, pair: Pair, classes: int) -> str:
    if pair.encoding == "multi_hot" and name in OF_MANY_LABELS:
        return OF_MANY_LABELS[name]
    return f"sklearn.metrics.{SCORES[name].format(classes=classes)}"


def _baseline(pair: Pair) -> tuple[str, ...]:
    if pair.head.decision == "threshold" and "binary_accuracy" in pair.head.metrics:
        return ('print(f"binary_accuracy of always saying no: {1 - truth.mean():.4f}")',)
    return ()


def _why(pair: Pair) -> str:
    if pair.head.decision == "threshold":
        threshold = "its own threshold" if pair.has_own_thresholds else f"{pair.threshold:g}"
        return (
            f"A label is said where its probability is above {threshold}; scikit-learn compares that with the "
            "validation part."
        )
    return "The class with the largest probability is the answer; scikit-learn compares it with the validation part."
