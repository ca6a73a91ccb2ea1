"""The whole experiment as one frozen value."""

from __future__ import annotations

import msgspec

from workbench.core.errors import UserError
from workbench.core.fields import Value, filled
from workbench.core.imported.imported_model import ImportedModel
from workbench.core.layers import LAYERS
from workbench.core.own_data import OwnData
from workbench.core.painted_data import PaintedData
from workbench.core.shares import Shares

PACES = {"slow": "Slow: a few steps a second", "watch": "Watch: about an epoch a frame", "full": "Full speed"}
PAINTED = "painted"
"""What painted points are called in place of a built-in set."""
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
