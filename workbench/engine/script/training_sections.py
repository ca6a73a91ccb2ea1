"""The section of a script that trains, one epoch at a time."""

from __future__ import annotations

from workbench.core.fields import Value
from workbench.core.project import Project, Training
from workbench.engine.script.data_sections import NUMPY
from workbench.engine.script.expressions import call, indented
from workbench.engine.script.loss_sections import is_class_weighted
from workbench.engine.script.pair import Pair
from workbench.engine.script.section import Section, lines

RATES: dict[str, str] = {
    "cosine": "{rate} * ({alpha} + (1 - {alpha}) * 0.5 * (1 + math.cos(math.pi * (epoch / {epochs}))))",
    "exponential": "{rate} * {decay_rate} ** epoch",
    "step": "{rate} * {decay_rate} ** (epoch // {every})",
}
"""The learning rate of an epoch, by the schedule; those that are not here follow no formula."""


def training_section(project: Project, pair: Pair) -> Section:
    """Returns code that trains `model` and leaves `history`, a row for each epoch."""
    training = project.training
    loop = lines(
        _rate(training),
        "order = np.random.default_rng([SEED, epoch]).permutation(len(x_train))",
        _fit(training, pair),
        "row = {name: values[0] for name, values in fitted.history.items()}",
        'row["val_loss"] -= float(sum(model.losses))  # without the penalty on the weights'
        if _has_penalty(project)
        else "",
        "history.append(row)",
        'print(f"epoch {epoch + 1}:", *(f"{name} {value:.4f}" for name, value in row.items()))',
        _following(training),
    )
    code = lines(
        "history = []",
        _before(training),
        f"for epoch in range({training.epochs}):",
        indented(loop),
        "model.set_weights(best_weights)" if training.early_stopping else "",
    )
    needed = {NUMPY, "import math"} if training.schedule == "cosine" else {NUMPY}
    return Section("Training", _why(training), code, frozenset(needed))


def _has_penalty(project: Project) -> bool:
    return any(layer.options.get(name) for layer in project.layers for name in ("l1", "l2"))


def _rate(training: Training) -> str:
    formula = RATES.get(training.schedule)
    if formula is None:
        return ""
    options: dict[str, Value] = {
        **training.schedule_options,
        "rate": training.learning_rate,
        "epochs": training.epochs,
    }
    return f"model.optimizer.learning_rate = {formula.format_map(options)}"


def _fit(training: Training, pair: Pair) -> str:
    weighted = is_class_weighted(pair)
    validation = "x_validation, y_validation" + (", validation_weights" if weighted else "")
    arguments = [
        "x_train[order]",
        "y_train[order]",
        *(["sample_weight=train_weights[order]"] if weighted else []),
        f"batch_size={training.batch_size}",
        "shuffle=False",
        f"validation_data=({validation})",
        "verbose=0",
    ]
    return "fitted = " + call("model.fit", arguments, before=13)


def _watches(training: Training) -> bool:
    """Whether something follows the validation loss."""
    return training.early_stopping or _falls_on_plateau(training)


def _falls_on_plateau(training: Training) -> bool:
    return training.schedule == "reduce_on_plateau"


def _before(training: Training) -> str:
    if not _watches(training):
        return ""
    return lines(
        f"learning_rate = {training.learning_rate}" if _falls_on_plateau(training) else "",
        'best_loss, epochs_without_gain = float("inf"), 0',
    )


def _following(training: Training) -> str:
    if not _watches(training):
        return ""
    better = lines(
        'best_loss, epochs_without_gain = row["val_loss"], 0',
        "best_weights = model.get_weights()" if training.early_stopping else "",
    )
    worse = lines("epochs_without_gain += 1", _lower_rate(training), _stop(training))
    return lines('if row["val_loss"] < best_loss:', indented(better), "else:", indented(worse))


def _lower_rate(training: Training) -> str:
    if not _falls_on_plateau(training):
        return ""
    options = training.schedule_options
    return lines(
        f"if epochs_without_gain % {options['patience']} == 0:",
        f"    learning_rate *= {options['factor']}",
        "    model.optimizer.learning_rate = learning_rate",
    )


def _stop(training: Training) -> str:
    if not training.early_stopping:
        return ""
    return lines(f"if epochs_without_gain >= {training.patience}:", "    break")


def _why(training: Training) -> str:
    sentences = ["Each epoch has an order of its own, which follows from the seed."]
    if training.schedule != "constant":
        sentences.append("The learning rate moves from epoch to epoch.")
    if training.early_stopping:
        sentences.append(
            "Training stops when the validation loss has stopped falling, and the best weights are put back."
        )
    return " ".join(sentences)
