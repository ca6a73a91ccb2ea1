"""The whole experiment as one frozen value."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

import msgspec

from workbench.core.errors import UserError
from workbench.core.experiments import check_loss_name, experiment_head, fits
from workbench.core.fields import Field, Value, filled
from workbench.core.heads import (
    ACTIVATIONS,
    Head,
    check_loss,
    fitting_activation,
    head_for,
    refusal,
)
from workbench.core.imported.imported_model import ImportedModel
from workbench.core.labels import LabelKind
from workbench.core.layers import LAYERS
from workbench.core.optimizers import OPTIMIZERS, SCHEDULES
from workbench.core.own_data import OwnData, checked_own
from workbench.core.painted_data import LETTERS, PaintedData, checked_painted
from workbench.core.shares import Shares

PACES = {"slow": "Slow: a few steps a second", "watch": "Watch: about an epoch a frame", "full": "Full speed"}
MOST_LAYERS = 256
PAINTED = "painted"
"""What painted points are called in place of a built-in set."""
LARGEST_SHARE = 0.95
"""Of the examples that may be kept out of training, for validation and test together."""
SCALINGS = {"none": "None", "standardise": "Standardise", "min_max": "Min–max"}


class DataChoice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which data, how it is split and prepared.

    Attributes:
        name: The key of a built-in set; with `own` only what the data is called.
        options: Values for the built-in set's options.
        own: A person's own files, in place of a built-in set.
        painted: Points that a person has painted, in place of a built-in set.
        validation_fraction: Share of the rows that check, where the data does not say which.
        test_fraction: Share of the rows that are kept for a last test, out of those that would train.
        scaling: How all inputs are brought to one scale: a key of `SCALINGS`.
    """

    name: str = "digits"
    options: dict[str, Value] = {}
    own: OwnData | None = None
    painted: PaintedData | None = None
    validation_fraction: float = 0.2
    test_fraction: float = 0.0
    scaling: str = "standardise"

    @property
    def shares(self) -> Shares:
        """Both shares that are kept out of training."""
        return Shares(self.validation_fraction, self.test_fraction)


class Layer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One layer: the name of a row of `LAYERS` and a value for each of its fields."""

    kind: str
    options: dict[str, Value] = {}

    def complete(self) -> Layer:
        """Returns the layer with checked values for all fields.

        Raises:
            UserError: there is no such layer, or a value is out of range.
        """
        if self.kind not in LAYERS:
            raise UserError(f"There is no layer {self.kind!r}; choose one of {', '.join(LAYERS)}.")
        return Layer(self.kind, filled(LAYERS[self.kind].fields, self.options, self.kind))


class HeadChoice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What sits on top of the logits.

    Attributes:
        activation: The function on the logits.
        loss: What is minimised, by Keras's name.
        label_smoothing: How far targets are moved away from 0 and 1.
        weighting: How much rare classes count.
        threshold: From which probability on a label is said.
        thresholds: The same for each label by itself; empty where `threshold` is that of all.
        temperature: What the logits are divided by, so that the network is no surer than it is right. It plays no
            part in training.
        experiment: Whether a pair of head, loss and labels that do not fit each other is trained nevertheless, on
            purpose.
    """

    activation: str = "softmax"
    loss: str = "sparse_categorical_crossentropy"
    label_smoothing: float = 0.0
    weighting: str = "none"
    threshold: float = 0.5
    thresholds: tuple[float, ...] = ()
    temperature: float = 1.0
    experiment: bool = False


class Training(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the network is trained."""

    epochs: int = 50
    batch_size: int = 32
    optimizer: str = "Adam"
    optimizer_options: dict[str, Value] = {}
    learning_rate: float = 0.001
    schedule: str = "constant"
    schedule_options: dict[str, Value] = {}
    early_stopping: bool = False
    patience: int = 10
    clip_norm: float = 0.0
    pace: str = "watch"


class Project(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Data, network, head, training and seed: everything that decides what a run does.

    The trunk is `imported` where there is one, and else the stack of `layers`.
    """

    data: DataChoice = DataChoice()
    layers: tuple[Layer, ...] = ()
    imported: ImportedModel | None = None
    head: HeadChoice = HeadChoice()
    training: Training = Training()
    seed: int = 0


SEED = Field(
    "seed",
    "Seed",
    "integer",
    0,
    0,
    2**31 - 1,
    tool_tip="Decides the split, the first weights and the order of the examples.",
)

DATA_FIELDS: tuple[Field, ...] = (
    Field(
        "validation_fraction",
        "Validation share",
        "number",
        0.2,
        0.05,
        0.9,
        tool_tip="Share of the examples that is kept out of training, to judge it while you work on it.",
    ),
    Field(
        "test_fraction",
        "Test share",
        "number",
        0.0,
        0.0,
        0.8,
        tool_tip="Share of the examples that is kept for a last, honest test: neither training nor any choice "
        "looks at them. They come out of those that would train. 0 keeps none.",
    ),
    Field(
        "scaling",
        "Scaling",
        "choice",
        "standardise",
        choices=tuple(SCALINGS),
        tool_tip="Standardise brings each input to mean 0 and spread 1, min-max to the range from 0 to 1; "
        "both are measured on the training part only.",
    ),
)

THRESHOLD = Field(
    "threshold",
    "Threshold",
    "number",
    0.5,
    0.01,
    0.99,
    tool_tip="From which probability on a label counts as present.",
)

HEAD_FIELDS: tuple[Field, ...] = (
    Field("label_smoothing", "Label smoothing", "number", 0.0, 0.0, 0.5, tool_tip="Moves the targets a little away from 0 and 1, against overconfidence."),
    Field("weighting", "Weights", "choice", "none", choices=("none", "balanced"),
          tool_tip="Balanced gives rare classes (softmax) or rare positives (sigmoid) as much say as frequent ones."),
    THRESHOLD,
    Field("temperature", "Temperature", "number", 1.0, 0.05, 20.0,
          tool_tip="What the logits are divided by after training: above 1 makes an overconfident network less sure, and changes no largest class."),
)  # fmt: skip

TRAINING_FIELDS: tuple[Field, ...] = (
    Field(
        "epochs",
        "Epochs",
        "integer",
        50,
        1,
        1_000_000,
        tool_tip="How often the training part is gone through.",
    ),
    Field(
        "batch_size", "Batch size", "integer", 32, 1, 65536, tool_tip="How many examples each step looks at."
    ),
    Field(
        "optimizer",
        "Optimizer",
        "choice",
        "Adam",
        choices=tuple(OPTIMIZERS),
        tool_tip="How the weights follow the gradients.",
    ),
    Field(
        "learning_rate",
        "Learning rate",
        "number",
        0.001,
        1e-8,
        1e9,
        tool_tip="The size of the steps. Can be changed during training.",
    ),
    Field(
        "schedule",
        "Schedule",
        "choice",
        "constant",
        choices=tuple(SCHEDULES),
        tool_tip="How the learning rate moves over the epochs.",
    ),
    Field(
        "early_stopping",
        "Early stopping",
        "flag",
        False,
        tool_tip="Stops when the validation loss stops falling, and puts the best weights back.",
    ),
    Field(
        "patience",
        "Patience",
        "integer",
        10,
        1,
        10000,
        tool_tip="Epochs without a better validation loss before training stops.",
    ),
    Field(
        "clip_norm",
        "Clip gradients at",
        "number",
        0.0,
        0.0,
        1e6,
        tool_tip="Largest norm of each gradient; 0 means no clipping.",
    ),
    Field("pace", "Pace", "choice", "watch", choices=tuple(PACES), tool_tip="How fast training is shown."),
)


def checked(project: Project) -> Project:
    """Returns `project` with every value in range and every default filled in.

    Raises:
        UserError: one sentence that names the field and its range.
    """
    _check_names(project)
    if project.data.painted is not None:
        checked_painted(project.data.painted)
    if project.data.own is not None:
        checked_own(project.data.own)
    training = _checked_fields(project.training, TRAINING_FIELDS, "Training")
    optimizer = OPTIMIZERS[training.optimizer]
    schedule = SCHEDULES[training.schedule]
    training = msgspec.structs.replace(
        training,
        optimizer_options=filled(optimizer.fields, training.optimizer_options, optimizer.name),
        schedule_options=filled(schedule.fields, training.schedule_options, schedule.title),
    )
    return Project(
        data=_checked_data(project.data),
        layers=tuple(layer.complete() for layer in project.layers),
        imported=project.imported,
        head=_checked_head(project.head),
        training=training,
        seed=int(SEED.check(project.seed)),
    )


def _check_names(project: Project) -> None:
    if project.head.activation not in ACTIVATIONS:
        raise UserError(refusal(project.head.activation))
    check_loss_name(project.head.loss)
    if len(project.layers) > MOST_LAYERS:
        raise UserError(f"The network has {len(project.layers)} layers; it can have at most {MOST_LAYERS}.")


def _checked_data(choice: DataChoice) -> DataChoice:
    checked_choice: DataChoice = _checked_fields(choice, DATA_FIELDS, "Data")
    if round(sum(checked_choice.shares), 9) > LARGEST_SHARE:
        validation, test = checked_choice.shares
        raise UserError(
            f"Data: a validation share of {validation:g} and a test share of {test:g} leave too little to learn "
            f"from; together they can be at most {LARGEST_SHARE:g}, so lower one of them."
        )
    return checked_choice


def _checked_head(choice: HeadChoice) -> HeadChoice:
    if choice.experiment and choice.temperature != 1.0:
        raise UserError("An experiment shows the probabilities that Keras makes; set its temperature to 1.")
    thresholds = tuple(float(THRESHOLD.check(value)) for value in choice.thresholds)
    checked_choice: HeadChoice = _checked_fields(choice, HEAD_FIELDS, "Head")
    return msgspec.structs.replace(checked_choice, thresholds=thresholds)


def _checked_fields(value: Any, fields: tuple[Field, ...], owner: str) -> Any:
    given = {field.name: getattr(value, field.name) for field in fields}
    return msgspec.structs.replace(value, **filled(fields, given, owner))


def with_head(project: Project, activation: str, label_kind: LabelKind) -> Project:
    """Returns the project with another head, and the loss that the table selects for it.

    Raises:
        UserError: the head does not fit labels of this kind.
    """
    head, before = head_for(activation, label_kind), project.head
    # A temperature is fitted for one function; only on yes or no both heads say the same of the same logits.
    stays = before.activation == activation or label_kind is LabelKind.YES_NO
    choice = msgspec.structs.replace(
        before,
        activation=activation,
        loss=head.losses[0],
        temperature=before.temperature if stays else 1.0,
        experiment=False,
    )
    return msgspec.structs.replace(project, head=choice)


def with_experiment(project: Project, activation: str, loss: str, label_kind: LabelKind) -> Project:
    """Returns the project with this pair, marked as an experiment unless it fits the labels after all.

    Raises:
        UserError: there is no such loss, or Keras would stop at the pair.
    """
    wrong = not fits(activation, loss, label_kind)
    if wrong:
        experiment_head(activation, loss, label_kind)
    choice = msgspec.structs.replace(
        project.head, activation=activation, loss=loss, temperature=1.0, experiment=wrong
    )
    return msgspec.structs.replace(project, head=choice)


def mended(project: Project, label_kind: LabelKind) -> Project:
    """Returns the project with a head that fits: the present one if it can, with the loss that goes with it."""
    try:
        return with_head(project, project.head.activation, label_kind)
    except UserError:
        return with_head(project, fitting_activation(label_kind), label_kind)


def with_data(project: Project, data: DataChoice, label_kind: LabelKind) -> Project:
    """Returns the project on other data; the head is kept where it fits, else the fitting one is taken.

    An experiment goes on where only the options of its data change, and ends with other data. Thresholds and a
    temperature were chosen for what the labels mean, and are given up with them.
    """
    moved = msgspec.structs.replace(project, data=data)
    if _meaning(data) != _meaning(project.data):
        moved = msgspec.structs.replace(
            moved, head=msgspec.structs.replace(moved.head, thresholds=(), temperature=1.0)
        )
    if project.head.experiment and data.name == project.data.name:
        return moved
    moved = msgspec.structs.replace(moved, head=msgspec.structs.replace(moved.head, experiment=False))
    try:
        head = head_for(project.head.activation, label_kind)
    except UserError:
        return with_head(moved, fitting_activation(label_kind), label_kind)
    return moved if project.head.loss in head.losses else with_head(moved, head.activation, label_kind)


def _meaning(data: DataChoice) -> tuple[object, ...]:
    """Returns what decides what labels there are, as far as the choice alone tells."""
    painted = None if data.painted is None else (data.painted.class_names, data.painted.several)
    return data.name, data.options, None if data.own is None else data.own.labels, painted


def with_own(project: Project, own: OwnData, label_kind: LabelKind) -> Project:
    """Returns the project on a person's own data, with the head that is proposed for such labels.

    Where the same file is only taken in another way, a head that still fits is kept. An experiment ends.
    """
    head = msgspec.structs.replace(project.head, experiment=False)
    choice = msgspec.structs.replace(
        project.data,
        name=PurePath(own.file.path).stem,
        options={},
        own=own,
        painted=None,
        scaling=scaling_elsewhere(project.data),
    )
    moved = with_data(msgspec.structs.replace(project, head=head), choice, label_kind)
    before = project.data.own
    if before is not None and before.file.path == own.file.path:
        return moved
    return with_head(moved, fitting_activation(label_kind), label_kind)


def scaling_elsewhere(data: DataChoice) -> str:
    """Returns how other data in place of `data` is scaled: that a canvas needs no scale says nothing of it."""
    return data.scaling if data.painted is None else DataChoice().scaling


def with_painted(project: Project, painted: PaintedData) -> Project:
    """Returns the project on painted points; where the kind of their labels changes, so does the head.

    They are not scaled unless a person asks for it: the canvas runs from -1 to 1 already, and a scale measured on
    the points would move with every stroke.
    """
    data = project.data
    scaling = data.scaling if data.painted else "none"
    choice = msgspec.structs.replace(
        data, name=PAINTED, options={}, own=None, painted=painted, scaling=scaling
    )
    moved = with_data(project, choice, painted.label_kind)
    if data.painted is None or data.painted.several == painted.several:
        return moved
    return with_head(moved, fitting_activation(painted.label_kind), painted.label_kind)


def with_optimizer(project: Project, name: str) -> Project:
    """Returns the project with another optimizer, its own settings and its usual learning rate."""
    training = msgspec.structs.replace(
        project.training, optimizer=name, optimizer_options={}, learning_rate=OPTIMIZERS[name].learning_rate
    )
    return checked(msgspec.structs.replace(project, training=training))


def head_of(project: Project, label_kind: LabelKind) -> Head:
    """Returns the row of the table of heads that `project` uses, or what its experiment is trained as.

    Raises:
        UserError: head, loss and labels do not fit each other, and that is no experiment.
    """
    choice = project.head
    if choice.experiment and not fits(choice.activation, choice.loss, label_kind):
        return experiment_head(choice.activation, choice.loss, label_kind)
    head = head_for(choice.activation, label_kind)
    check_loss(head, choice.loss)
    return head


def fresh_start_needed(trained: Project, project: Project) -> bool:
    """Whether the weights of `trained` cannot serve `project`: other data, layers or seed.

    Whether an opened model is frozen says only what training may change; and other painted points of the same
    classes are more of the same data.
    """
    before, after = (_thawed(one.imported) for one in (trained, project))
    if before != after or (trained.layers, trained.seed) != (project.layers, project.seed):
        return True
    return _without_points(trained.data) != _without_points(project.data)


def _thawed(model: ImportedModel | None) -> ImportedModel | None:
    return None if model is None else msgspec.structs.replace(model, trainable=True)


def _without_points(data: DataChoice) -> DataChoice:
    """Returns the choice with what of painted data decides about the network alone: which labels a point can have."""
    if data.painted is None:
        return data
    labels = PaintedData(LETTERS[: len(data.painted.class_names)], data.painted.several)
    return msgspec.structs.replace(data, painted=labels)


def starting_project() -> Project:
    """Returns what the window opens with: the digits and a network that trains at one click."""
    return checked(Project(layers=(Layer("Dense", {"units": 64}), Layer("Dropout", {"rate": 0.2}))))


def parse_layers(text: str) -> tuple[Layer, ...]:
    """Reads layers as the command line writes them: `64:relu,dropout:0.2,batchnormalization`.

    Raises:
        UserError: a part names no layer or has a value that does not fit.
    """
    return tuple(_parse_layer(part.strip()) for part in text.split(",") if part.strip())


def _parse_layer(part: str) -> Layer:
    word, _, value = part.partition(":")
    if word.isdecimal() and len(word) < 100:
        return Layer("Dense", {"units": int(word), "activation": value or "relu"}).complete()
    kinds = {name.lower(): row for name, row in LAYERS.items()}
    row = kinds.get(word.lower())
    if row is None or row.name == "Dense":
        raise UserError(
            f"The layer {part!r} is not understood; write 64:relu, dropout:0.2 or {', '.join(kinds)}."
        )
    return Layer(row.name, _first_option(row.fields, value, part)).complete()


def _first_option(fields: tuple[Field, ...], value: str, part: str) -> dict[str, Value]:
    if not value:
        return {}
    if fields[0].kind == "choice":
        return {fields[0].name: value}
    try:
        return {fields[0].name: float(value)}
    except ValueError:
        raise UserError(f"In the layer {part!r}, {value!r} is not a number.") from None


def shapes(layers: tuple[Layer, ...], inputs: int) -> list[tuple[int, int]]:
    """Returns (outputs, parameters) after each layer, from arithmetic alone."""
    result: list[tuple[int, int]] = []
    for layer in layers:
        row = LAYERS[layer.kind]
        outputs = row.outputs(layer.options, inputs)
        result.append((outputs, row.parameters(layer.options, inputs)))
        inputs = outputs
    return result


def parameter_count(layers: tuple[Layer, ...], inputs: int, units: int) -> int:
    """Returns the number of weights of the trunk and the logits layer together."""
    rows = shapes(layers, inputs)
    last = rows[-1][0] if rows else inputs
    return sum(parameters for _, parameters in rows) + (last + 1) * units
