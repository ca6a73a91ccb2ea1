"""Projects over all the tables, whose scripts must give the numbers of our own engine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from workbench.core.fields import Value
from workbench.core.heads import HEADS
from workbench.core.labels import LabelKind
from workbench.core.optimizers import OPTIMIZERS, SCHEDULES
from workbench.core.own_data import Column, FileReference, LabelReading, OwnData, Reading
from workbench.core.painted_data import PaintedData
from workbench.core.project import DataChoice, HeadChoice, Layer, Project, Training
from workbench.core.projects.checked_project import checked
from workbench.core.projects.layer_text import parse_layers
from workbench.data.dataset import Dataset
from workbench.data.own.importing.import_own import import_own
from workbench.data.row import DataSetRow

EPOCHS = 5
SHARES = "shares"
DATA_OF = {
    LabelKind.CLASS_INDEX: "iris",
    LabelKind.ONE_HOT: SHARES,
    LabelKind.YES_NO: "breast-cancer",
    LabelKind.MULTI_HOT: "multi-label",
}


def shares() -> tuple[np.ndarray, np.ndarray]:
    """Returns rows that share one whole among three classes."""
    generator = np.random.default_rng(5)
    points = generator.normal(size=(150, 4))
    weights = np.exp(points[:, :3])
    return points, weights / weights.sum(axis=1, keepdims=True)


def make_shares() -> Dataset:
    points, labels = (array.astype(np.float32) for array in shares())
    names = ("a", "b", "c"), ("p", "q", "r", "s")
    return Dataset(SHARES, "Shares", points, labels, LabelKind.ONE_HOT, *names)


SHARES_ROW = DataSetRow(SHARES, "Shares", "Soft labels.", (), make_shares, "Test", shares)
"""No built-in data has such labels, and a new data set needs no more than its row."""


def case(
    data: str = "iris",
    layers: str = "8:tanh",
    head: HeadChoice | None = None,
    options: dict[str, Value] | None = None,
    more_layers: tuple[Layer, ...] = (),
    seed: int = 3,
    scaling: str = "standardise",
    share: float = 0.2,
    test_share: float = 0.0,
    **training: Any,
) -> Project:
    return checked(
        Project(
            data=DataChoice(
                data, options or {}, validation_fraction=share, test_fraction=test_share, scaling=scaling
            ),
            layers=(*parse_layers(layers), *more_layers),
            head=head or HeadChoice(),
            training=Training(**{"epochs": EPOCHS, "learning_rate": 0.01, **training}),
            seed=seed,
        )
    )


def painted(head: HeadChoice, several: bool, test_share: float = 0.0) -> Project:
    generator = np.random.default_rng(7)
    points = tuple((float(x), float(y)) for x, y in generator.uniform(-1, 1, (90, 2)))
    # Nobody has painted the third label.
    labels = [(x > 0) + 2 * (y > x) if several else (x > 0) + (y > 0) for x, y in points]
    data = PaintedData(("red", "blue", "green"), several, points, tuple(map(int, labels)))
    return msgspec.structs.replace(
        case(head=head), data=DataChoice("painted", painted=data, test_fraction=test_share)
    )


SIGMOID = HeadChoice("sigmoid", "binary_crossentropy")
FOCAL = HeadChoice("sigmoid", "binary_focal_crossentropy")
ROWS = [(head, loss) for head in HEADS for loss in head.losses]


def case_of_row(number: int) -> Project:
    """Returns a project for a row of the table of heads; optimizers and schedules take their turns."""
    head, loss = ROWS[number]
    optimizers, schedules = list(OPTIMIZERS.values()), list(SCHEDULES)
    optimizer = optimizers[number % len(optimizers)]
    return case(
        DATA_OF[head.label_kind],
        head=HeadChoice(head.activation, loss),
        optimizer=optimizer.name,
        learning_rate=optimizer.learning_rate,
        schedule=schedules[number % len(schedules)],
        clip_norm=0.5 if number % 2 else 0.0,
    )


def weighted(choice: HeadChoice, smoothing: float = 0.0) -> HeadChoice:
    return HeadChoice(choice.activation, choice.loss, smoothing, "balanced", 0.4)


OF_ROWS = {
    f"{head.activation} {head.label_kind.value} {loss}": case_of_row(number)
    for number, (head, loss) in enumerate(ROWS)
}
OF_WEIGHTS = {
    "balanced smoothed classes": case("wine", head=weighted(HeadChoice(), 0.1)),
    "balanced shares": case(SHARES, head=weighted(HeadChoice("softmax", "categorical_crossentropy"))),
    "balanced smoothed labels": case("digit-traits", head=weighted(SIGMOID, 0.2), batch_size=128),
    "balanced smoothed focal labels": case("overlapping-discs", head=weighted(FOCAL, 0.2)),
    "balanced yes or no": case("breast-cancer", head=weighted(SIGMOID)),
}
OF_LAYERS = {
    "normalized": case(
        "digits",
        "16:relu,batchnormalization,16:gelu,layernormalization,activation:softplus",
        batch_size=100,
        scaling="none",
    ),
    "penalised": case(
        more_layers=(Layer("Dense", {"units": 6, "use_bias": False, "l1": 0.01, "l2": 0.02}),),
        early_stopping=True,
        patience=2,
    ),
    "no hidden layer": case("wine", ""),
}
STOPPED = {
    "stopped early": case(
        "random-numbers",
        "32:relu",
        SIGMOID,
        {"seed": 4},
        epochs=20,
        early_stopping=True,
        patience=3,
        schedule="reduce_on_plateau",
        schedule_options={"patience": 2, "factor": 0.3},
    ),
}
OF_DATA = {
    "more classes than rows held back": case("blobs", options={"size": 100, "classes": 20}, share=0.1),
    "from zero to one": case("wine", scaling="min_max"),
    "painted classes": painted(HeadChoice(), several=False),
    "painted labels": painted(SIGMOID, several=True),
    "exclusive or": case("xor", head=SIGMOID, options={"noise": 0.1}),
}
TESTED = {
    "a test part of classes": case("iris", test_share=0.1, scaling="min_max"),
    "a test part of labels": case("digit-traits", head=SIGMOID, test_share=0.1),
    "a test part of yes or no": case(
        "breast-cancer", head=HeadChoice("sigmoid", "binary_crossentropy", temperature=2.0), test_share=0.2
    ),
    "a test part with few rows of a class": case(
        "blobs", options={"size": 100, "classes": 20}, share=0.2, test_share=0.1
    ),
    "a test part of painted points": painted(HeadChoice(), several=False, test_share=0.1),
}
"""Those of which some rows are kept for a last test."""
CASES = {**OF_ROWS, **OF_WEIGHTS, **OF_LAYERS, **STOPPED, **OF_DATA, **TESTED}


def own_table(folder: Path) -> Project:
    """Returns a project on a file in `folder`, with categories and missing values, whose own column says what checks."""
    generator = np.random.default_rng(11)
    path = folder / "flowers.csv"
    rows = [["size", "colour", "part", "species"]]
    for number in range(120):
        species, missing = number % 3, number % 7 == 0
        size = "NA" if missing else f"{generator.normal(species, 0.5):.3f}"
        colour = "" if number % 11 == 0 else ("red", "white")[int(generator.random() < 0.3 * species)]
        rows.append([size, colour, "test" if number % 5 == 0 else "train", ("rose", "lily", "iris")[species]])
    path.write_text("\n".join(map(",".join, rows)), encoding="utf-8")
    columns = (
        Column("size"),
        Column("colour", kind="category"),
        Column("part", "part", "text"),
        Column("species", "label", "text"),
    )
    options: dict[str, Value] = {
        "encoding": "utf-8",
        "delimiter": "comma",
        "decimal_mark": ".",
        "header": True,
    }
    own = OwnData(FileReference(str(path)), Reading("delimited", options), columns, LabelReading(""))
    data = DataChoice("flowers", own=import_own(own).own, scaling="min_max")
    return msgspec.structs.replace(case(), data=data)


IN_BOTH_FORMS = ("normalized", "no hidden layer", "balanced smoothed labels")

SOFTMAX_OF_MANY = HeadChoice("softmax", "categorical_crossentropy", experiment=True)
BROKEN = {
    "climbing": case("random-numbers", "32:relu", SOFTMAX_OF_MANY, learning_rate=0.03, epochs=10),
    "sigmoid as if one of K": case(
        head=HeadChoice("sigmoid", "sparse_categorical_crossentropy", experiment=True)
    ),
    "softmax as if any number": case(head=HeadChoice("softmax", "binary_crossentropy", experiment=True)),
    "one softmax unit": case(
        "breast-cancer", head=HeadChoice("softmax", "binary_crossentropy", experiment=True)
    ),
}
"""Pairs that do not fit, on purpose: they run as Keras would run them."""
