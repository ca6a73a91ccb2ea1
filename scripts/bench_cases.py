"""The table of cases that `bench.py` measures, with the data that is not built in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from workbench.core.labels import LabelKind
from workbench.core.project import DataChoice, Layer, Project, Training
from workbench.core.projects.checked_project import checked
from workbench.core.projects.head_edits import with_head
from workbench.core.projects.head_of_project import head_of
from workbench.core.projects.layer_text import parse_layers
from workbench.data.built_in import DATA_SETS, load
from workbench.data.dataset import Dataset
from workbench.data.prepared import prepare_project
from workbench.data.row import DataSetRow

MOST_EPOCHS = 1_000_000
VALIDATION_SHARE = 0.2
POSITIVE_FROM = 1.64
"""Standard deviations above which a made label is positive: about one in twenty is, as in real multi-label data."""

Floats = NDArray[np.float32]
Labels = NDArray[Any]


@dataclass(frozen=True)
class Case:
    """One row: a network, its data and its batch.

    Attributes:
        name: The key in the JSON.
        title: What the table's reader sees.
        data: A key of the table of data sets.
        layers: The hidden layers as the command line writes them.
        head: The activation on top of the logits.
        batch_size: Rows a step.
    """

    name: str
    title: str
    data: str
    layers: str
    head: str
    batch_size: int

    def project(self) -> Project:
        """Returns the experiment, which would go on for as long as it is let."""
        register_data()
        training = Training(epochs=MOST_EPOCHS, batch_size=self.batch_size, optimizer="Adam", pace="full")
        choice = DataChoice(self.data, validation_fraction=VALIDATION_SHARE)
        project = Project(data=choice, layers=parse_layers(self.layers), training=training)
        return checked(with_head(project, self.head, load(self.data).label_kind))


CASES: dict[str, Case] = {
    case.name: case
    for case in (
        Case("digits", "digits, 64-64-10, batch 32", "digits", "64:relu", "softmax", 32),
        Case("mnist_size", "784-512-256-10, batch 128", "bench-pictures", "512:relu,256:relu", "softmax", 128),
        Case("tiny", "2-4-2-1, batch 10", "bench-plane", "4:tanh,2:tanh", "sigmoid", 10),
        Case("deep", "2-8×6-1, batch 10", "bench-plane", ",".join(["8:tanh"] * 6), "sigmoid", 10),
        Case("dropout", "digits with Dropout 0.2", "digits", "64:relu,dropout:0.2", "softmax", 32),
        Case("batchnorm", "digits with BatchNormalization", "digits", "64:relu,batchnormalization", "softmax", 32),
        Case("multilabel", "1,000-512-1,000 sigmoid, batch 128", "bench-labels", "512:relu", "sigmoid", 128),
    )
}  # fmt: skip


@dataclass(frozen=True)
class Task:
    """A case as plain arrays: the same for every peer.

    Attributes:
        inputs: The training part, (n, d) float32.
        labels: (n,) int32 class indices under softmax, else (n, units) float32 of 0 and 1.
        layers: The hidden layers, from the first to the last.
        activation: `softmax` or `sigmoid`.
        units: How many logits there are.
        batch_size: Rows a step; the last batch of an epoch is what is left.
        learning_rate: Of Adam.
        seed: Decides with the epoch the order of the rows.
    """

    inputs: Floats
    labels: Labels
    layers: tuple[Layer, ...]
    activation: str
    units: int
    batch_size: int
    learning_rate: float
    seed: int

    @property
    def steps_per_epoch(self) -> int:
        """Batches in an epoch, the last, smaller one included."""
        return -(-len(self.inputs) // self.batch_size)

    def order(self, epoch: int) -> NDArray[np.int32]:
        """Returns the rows of one epoch in the order in which the program takes them, (n,)."""
        generator = np.random.default_rng([self.seed, epoch])
        return generator.permutation(len(self.inputs)).astype(np.int32)


def task_of(project: Project) -> Task:
    """Returns a project's training part and network as plain values."""
    data = prepare_project(project)
    head = head_of(project, data.dataset.label_kind)
    return Task(
        inputs=data.training_inputs,
        labels=data.training_labels(head.encoding),
        layers=project.layers,
        activation=head.activation,
        units=head.number_of_units(data.dataset.number_of_classes),
        batch_size=project.training.batch_size,
        learning_rate=project.training.learning_rate,
        seed=project.seed,
    )


def with_width(project: Project, units: int) -> Project:
    """Returns the project with another width of its first layer: a network never seen before."""
    first = project.layers[0]
    wider = msgspec.structs.replace(first, options={**first.options, "units": units})
    return msgspec.structs.replace(project, layers=(wider, *project.layers[1:]))


def with_epochs(project: Project, epochs: int) -> Project:
    """Returns the project with another number of planned epochs."""
    training = msgspec.structs.replace(project.training, epochs=epochs)
    return msgspec.structs.replace(project, training=training)


# The data that is not built in


@dataclass(frozen=True)
class MadeData:
    """One row: a data set drawn from random numbers, with labels that can be learned from it.

    Attributes:
        name: The key in the table of data sets.
        training_rows: Rows that are left for training when the validation part is taken off.
        inputs: Columns.
        classes: Names of classes or labels.
        kind: What the labels mean.
        label: From inputs (n, d) and the generator to labels as a data set stores them.
        image_shape: Height and width where a row is to be shown as a picture.
    """

    name: str
    training_rows: int
    inputs: int
    classes: int
    kind: LabelKind
    label: Callable[[Floats, int, np.random.Generator], Labels]
    image_shape: tuple[int, int] | None = None

    def make(self) -> Dataset:
        """Returns the same data set every time."""
        generator = np.random.default_rng(0)
        rows = round(self.training_rows / (1 - VALIDATION_SHARE))
        inputs = generator.standard_normal((rows, self.inputs), np.float32)
        labels = self.label(inputs, self.classes, generator)
        classes = tuple(f"class {i}" for i in range(self.classes))
        columns = tuple(f"input {i}" for i in range(self.inputs))
        return Dataset(self.name, self.name, inputs, labels, self.kind, classes, columns, self.image_shape)

    def row(self) -> DataSetRow:
        """Returns the row under which the program finds it."""
        return DataSetRow(self.name, self.name, "Made for measuring.", (), self.make, "Bench")


def _scores(inputs: Floats, classes: int, generator: np.random.Generator) -> Floats:
    """Returns what a random linear network says, (n, classes), each with standard deviation 1."""
    kernel: Floats = generator.standard_normal((inputs.shape[1], classes), np.float32)
    return inputs @ kernel / np.float32(np.sqrt(inputs.shape[1]))


def _largest(inputs: Floats, classes: int, generator: np.random.Generator) -> Labels:
    return _scores(inputs, classes, generator).argmax(axis=1).astype(np.int32)


def _large(inputs: Floats, classes: int, generator: np.random.Generator) -> Labels:
    return (_scores(inputs, classes, generator) > POSITIVE_FROM).astype(np.float32)


def _inside_a_circle(inputs: Floats, classes: int, generator: np.random.Generator) -> Labels:
    distance = (inputs**2).sum(axis=1)
    return (distance < np.median(distance)).astype(np.int32)


MADE_DATA: tuple[MadeData, ...] = (
    MadeData("bench-pictures", 12_800, 784, 10, LabelKind.CLASS_INDEX, _largest, (28, 28)),
    MadeData("bench-plane", 500, 2, 2, LabelKind.YES_NO, _inside_a_circle),
    MadeData("bench-labels", 12_800, 1_000, 1_000, LabelKind.MULTI_HOT, _large),
)


def register_data() -> None:
    """Puts the made data into the program's own table, in this process alone."""
    for made in MADE_DATA:
        DATA_SETS.setdefault(made.name, made.row())
