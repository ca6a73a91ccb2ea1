"""The founding question: softmax replaced by sigmoid and back, in anyone's file, with every weight in its place."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from workbench.core.errors import UserError
from workbench.core.heads import Activation, head_for
from workbench.core.labels import LabelKind
from workbench.engine.opening.open_model import open_model
from workbench.engine.swap import Swapped, SwapReport, random_examples, swapped, write_swapped

CLASSES = 5
OTHER: dict[str, Activation] = {"softmax": "sigmoid", "sigmoid": "softmax"}
LOSSES = {"softmax": "SparseCategoricalCrossentropy", "sigmoid": "BinaryCrossentropy"}


def in_the_layer(activation: str) -> list[Any]:
    import keras

    return [keras.layers.Dense(CLASSES, activation=activation, name="answer")]


def activation_after(activation: str) -> list[Any]:
    import keras

    return [keras.layers.Dense(CLASSES, name="answer"), keras.layers.Activation(activation)]


def layer_after(activation: str) -> list[Any]:
    """Keras has a layer for softmax, and a function as an activation for sigmoid."""
    import keras

    last = {"softmax": keras.layers.Softmax, "sigmoid": lambda: keras.layers.Activation(keras.ops.sigmoid)}
    return [keras.layers.Dense(CLASSES, name="answer"), last[activation]()]


def logits_alone(activation: str) -> list[Any]:
    import keras

    return [keras.layers.Dense(CLASSES, name="answer")]


WAYS: tuple[Callable[[str], list[Any]], ...] = (in_the_layer, activation_after, layer_after, logits_alone)


def sequential(head: list[Any]) -> Any:
    import keras

    return keras.Sequential(
        [keras.Input((6,)), keras.layers.Dense(7, "relu"), keras.layers.BatchNormalization(), *head]
    )


def functional(head: list[Any]) -> Any:
    import keras

    inputs = keras.Input((6,))
    branches = [keras.layers.Dense(7, "relu")(inputs) for _ in range(2)]
    said = keras.layers.Concatenate()(branches)
    for layer in head:
        said = layer(said)
    return keras.Model(inputs, said)


FORMS = (sequential, functional)


def swap_file(path: Path, activation: Activation, out: Path, **wanted: Any) -> tuple[Swapped, SwapReport]:
    opened = open_model(path)
    swap = swapped(opened.graph, opened.weights, activation, **wanted)
    return swap, write_swapped(swap, out)


def logits_of(model: Any, examples: list[np.ndarray], name: str = "answer") -> np.ndarray:
    """Returns what the Dense layer sums to, by Keras alone: the layer's own weights on what it is given."""
    import keras

    layer = model.get_layer(name)
    before = keras.Model(model.inputs, layer.input)(examples if len(examples) > 1 else examples[0])
    kernel, bias = layer.get_weights()
    return np.asarray(keras.ops.add(keras.ops.matmul(before, kernel), bias))


def assert_same_weights(before: Any, after: Any) -> None:
    for old, new in zip(before.get_weights(), after.get_weights(), strict=True):
        assert old.dtype == new.dtype
        np.testing.assert_array_equal(old, new)


@pytest.mark.parametrize(
    ("way", "form", "suffix", "before"),
    itertools.product(WAYS, FORMS, (".keras", ".h5"), OTHER),
    ids=lambda value: value if isinstance(value, str) else value.__name__,
)
def test_the_result_is_keras_own_with_the_same_weights(
    way: Callable[[str], list[Any]],
    form: Callable[[list[Any]], Any],
    suffix: str,
    before: str,
    tmp_path: Path,
) -> None:
    import keras

    model = form(way(before))
    model.save(tmp_path / f"model{suffix}")
    after = OTHER[before]
    swap, report = swap_file(tmp_path / f"model{suffix}", after, tmp_path / "out.keras")
    found = keras.models.load_model(tmp_path / "out.keras")

    assert swap.head_before == ("linear" if way is logits_alone else before)
    assert (report.weights_identical, report.logits_max_abs_diff) == (True, 0.0)
    assert_same_weights(model, found)
    examples = random_examples(model, np.random.default_rng(1))
    np.testing.assert_array_equal(logits_of(model, examples), logits_of(found, examples))
    last = found.layers[-1]
    assert (type(last).__name__, last.units, last.activation.__name__) == ("Dense", CLASSES, after)
    assert type(found.loss).__name__ == LOSSES[after] and found.loss.name == swap.head.losses[0]
    assert type(found).__name__ == ("Sequential" if form is sequential else "Functional")


APPLICATIONS = ("MobileNetV2", "ResNet50", "EfficientNetB0", "DenseNet121")


@pytest.mark.parametrize("name", APPLICATIONS)
def test_the_networks_of_keras_applications_keep_every_weight(name: str, tmp_path: Path) -> None:
    import keras

    model = getattr(keras.applications, name)(weights=None, input_shape=(32, 32, 3), classes=CLASSES)
    model.save(tmp_path / "model.keras")
    swap, report = swap_file(tmp_path / "model.keras", "sigmoid", tmp_path / "out.keras")
    assert (report.weights_identical, report.logits_max_abs_diff) == (True, 0.0)
    found = keras.models.load_model(tmp_path / "out.keras")
    assert_same_weights(model, found)
    assert found.layers[-1].activation.__name__ == "sigmoid"
    assert type(found.loss).__name__ == LOSSES["sigmoid"]


def test_the_result_trains_in_plain_keras_with_no_further_change(tmp_path: Path) -> None:
    import keras

    functional(layer_after("softmax")).save(tmp_path / "model.keras")
    swap_file(tmp_path / "model.keras", "sigmoid", tmp_path / "out.keras")
    model = keras.models.load_model(tmp_path / "out.keras")
    generator = np.random.default_rng(0)
    inputs = generator.normal(size=(200, 6)).astype(np.float32)
    labels = (inputs[:, :CLASSES] > 0).astype(np.float32)
    told = model.fit(inputs, labels, epochs=15, verbose=0).history
    assert told["loss"][-1] < told["loss"][0]
    assert "binary_accuracy" in told and "accuracy" not in told


@pytest.mark.parametrize(("units", "before", "after"), [(1, "sigmoid", "softmax"), (2, "softmax", "sigmoid")])
def test_one_sigmoid_unit_and_two_softmax_units_are_converted(
    units: int, before: str, after: Activation, tmp_path: Path
) -> None:
    import keras

    model = keras.Sequential(
        [keras.Input((6,)), keras.layers.Dense(4, "relu"), keras.layers.Dense(units, before)]
    )
    model.save(tmp_path / "model.keras")
    wanted = {"units": 1} if after == "sigmoid" else {}
    swap, report = swap_file(tmp_path / "model.keras", after, tmp_path / "out.keras", **wanted)
    found = keras.models.load_model(tmp_path / "out.keras")
    examples = random_examples(model, np.random.default_rng(1))[0]
    old, new = (np.asarray(one(examples))[:, -1] for one in (model, found))
    np.testing.assert_allclose(new, old, atol=1e-6)
    assert not report.weights_identical and report.logits_max_abs_diff < 1e-5
    assert any("exactly the same" in sentence for sentence in swap.changed)


def test_labels_and_units_decide_the_row_of_the_table(tmp_path: Path) -> None:
    sequential(in_the_layer("softmax")).save(tmp_path / "model.keras")
    opened = open_model(tmp_path / "model.keras")
    rest = swapped(opened.graph, opened.weights, "sigmoid", LabelKind.CLASS_INDEX)
    assert rest.head == head_for("sigmoid", LabelKind.CLASS_INDEX)
    more = swapped(opened.graph, opened.weights, "softmax", units=8)
    assert more.place.units == 8 and "3 are new and untrained" in " ".join(more.changed)
    np.testing.assert_array_equal(more.weights[-2][:, :CLASSES], opened.weights[-2])
    yes_or_no = swapped(opened.graph, opened.weights, "sigmoid", LabelKind.YES_NO)
    assert yes_or_no.place.units == 1
    with pytest.raises(UserError, match="at least one unit, not 0"):
        swapped(opened.graph, opened.weights, "sigmoid", units=0)
    with pytest.raises(UserError, match="A softmax of one unit is always 1"):
        swapped(opened.graph, opened.weights, "softmax", units=1)
    with pytest.raises(UserError, match="several labels or none"):
        swapped(opened.graph, opened.weights, "softmax", LabelKind.MULTI_HOT)


def test_a_model_of_several_outputs_keeps_the_chosen_one(tmp_path: Path) -> None:
    import keras

    inputs = [keras.Input((4,), name="a"), keras.Input((3,), name="b")]
    both = keras.layers.Concatenate()(inputs)
    age, kind = keras.layers.Dense(1, name="age")(both), keras.layers.Dense(3, "softmax", name="kind")(both)
    model = keras.Model(inputs, [age, kind])
    model.save(tmp_path / "model.keras")
    swap, report = swap_file(tmp_path / "model.keras", "sigmoid", tmp_path / "out.keras", output=1)
    assert report.weights_identical and any("were left out with their weights" in one for one in swap.changed)
    found = keras.models.load_model(tmp_path / "out.keras")
    examples = random_examples(model, np.random.default_rng(1))
    np.testing.assert_array_equal(logits_of(model, examples, "kind"), logits_of(found, examples, "kind"))


def test_a_file_that_is_there_is_kept_where_the_swap_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sequential(in_the_layer("softmax")).save(tmp_path / "model.keras")
    opened = open_model(tmp_path / "model.keras")
    out = tmp_path / "out.keras"
    out.write_bytes(b"mine")

    def damaged(path: Path) -> Any:
        raise UserError("what was written cannot be read")

    monkeypatch.setattr("workbench.engine.swap.open_model", damaged)
    with pytest.raises(UserError, match="cannot be read"):
        write_swapped(swapped(opened.graph, opened.weights, "sigmoid"), out)
    assert out.read_bytes() == b"mine"
    assert {entry.name for entry in tmp_path.iterdir()} == {"model.keras", "out.keras"}
    with pytest.raises(UserError, match=r"out\.h5 must end in \.keras"):
        write_swapped(swapped(opened.graph, opened.weights, "sigmoid"), tmp_path / "out.h5")


def test_inputs_and_outputs_with_names_keep_them(tmp_path: Path) -> None:
    import keras

    inputs = {"a": keras.Input((4,), name="a"), "b": keras.Input((3,), name="b")}
    both = keras.layers.Concatenate()(list(inputs.values()))
    keras.Model(inputs, {"kind": keras.layers.Dense(3, "softmax", name="answer")(both)}).save(
        tmp_path / "model.keras"
    )
    _, report = swap_file(tmp_path / "model.keras", "sigmoid", tmp_path / "out.keras")
    assert (report.weights_identical, report.logits_max_abs_diff) == (True, 0.0)
    found = keras.models.load_model(tmp_path / "out.keras")
    said = found({"a": np.zeros((2, 4)), "b": np.zeros((2, 3))})
    assert set(said) == {"kind"}


def test_a_head_for_each_step_of_a_sequence_trains_too(tmp_path: Path) -> None:
    import keras

    keras.Sequential([keras.Input((4, 6)), keras.layers.Dense(3, "softmax")]).save(tmp_path / "model.keras")
    swap_file(tmp_path / "model.keras", "sigmoid", tmp_path / "out.keras")
    model = keras.models.load_model(tmp_path / "out.keras")
    told = model.fit(np.zeros((8, 4, 6)), np.ones((8, 4, 3)), epochs=2, verbose=0).history
    assert told["loss"][1] < told["loss"][0] and "binary_accuracy" in told


def test_what_is_lost_or_only_assumed_is_said(tmp_path: Path) -> None:
    import keras

    answer = keras.layers.Dense(2, dtype="mixed_float16"), keras.layers.Activation("softmax", dtype="float32")
    keras.Sequential([keras.Input((6,)), *answer]).save(tmp_path / "model.keras")
    opened = open_model(tmp_path / "model.keras")
    said = " ".join(swapped(opened.graph, opened.weights, "sigmoid").changed)
    assert "give --units 1" in said and "half precision now" in said and "compiled with is never read" in said
