"""A composed model is what a person would have written, with the very same weights."""

from __future__ import annotations

import keras
import numpy as np
import pytest

from workbench.core.heads import HEADS
from workbench.core.probabilities import probabilities
from workbench.core.project import HeadChoice, Training
from workbench.data.preprocessing import Preprocessing
from workbench.engine.export.composed import composed
from workbench.engine.export.keras_metrics import METRICS
from workbench.engine.session import Session

from .conftest import CASES, made_session, prepared_by

SOFTMAX = HEADS[0]


def composed_of(session: Session) -> keras.Model:
    project = session.project
    return composed(session.model, session.head, project.head, project.training, session.data.preprocessing)


@pytest.mark.parametrize("case", CASES)
def test_raw_inputs_give_the_probabilities_of_the_session(trained, case: str) -> None:
    session = trained(case)
    model, dataset = composed_of(session), session.data.dataset
    rows = session.data.split.validation_rows[:256]
    np.testing.assert_allclose(
        model(dataset.inputs[rows]), session.validation_probabilities(len(rows)), rtol=0, atol=1e-6
    )


@pytest.mark.parametrize("case", CASES)
def test_the_last_layer_is_the_logits_layer_with_an_activation(trained, case: str) -> None:
    session = trained(case)
    model, logits = composed_of(session), session.model.layers[-1]
    last = model.layers[-1]
    assert type(model) is keras.Sequential and type(last) is keras.layers.Dense
    assert last.activation is keras.activations.get(session.head.activation)
    assert last.units == logits.units
    assert last.kernel.numpy().tobytes() == logits.kernel.numpy().tobytes()
    assert last.bias.numpy().tobytes() == logits.bias.numpy().tobytes()
    scaled = [layer for layer in model.layers if isinstance(layer, keras.layers.Normalization)]
    assert bool(scaled) == (session.project.data.scaling == "standardise")


def test_nothing_is_shared_with_the_live_model(trained) -> None:
    session = trained("one of K")
    model, before = composed_of(session), session.state()
    assert not set(map(id, model.layers)) & set(map(id, session.model.layers))
    inputs = session.data.dataset.inputs
    model.fit(inputs, session.data.dataset.labels, verbose=0)
    for key, array in session.state().items():
        np.testing.assert_array_equal(array, before[key])


COMPILED = {
    "one of K": ("sparse_categorical_crossentropy", ["sparse_categorical_accuracy"]),
    "one against the rest": ("binary_crossentropy", ["categorical_accuracy"]),
    "any number": ("binary_crossentropy", ["micro_f1", "auc", "binary_accuracy"]),
    "yes or no, one unit": ("binary_crossentropy", ["binary_accuracy", "auc", "f1_score"]),
    "yes or no, two units": ("sparse_categorical_crossentropy", ["sparse_categorical_accuracy"]),
}


@pytest.mark.parametrize("case", COMPILED)
def test_it_is_compiled_with_the_loss_of_the_head_and_metrics_by_full_name(trained, case: str) -> None:
    config = composed_of(trained(case)).get_compile_config()
    loss, metrics = COMPILED[case]
    assert config["loss"]["config"]["name"] == loss
    assert config["loss"]["config"]["from_logits"] is False
    assert [metric["config"]["name"] for metric in config["metrics"]] == metrics
    assert config["optimizer"]["class_name"] == "Adam"


@pytest.mark.parametrize("case", COMPILED)
def test_thresholds_are_the_projects_where_a_threshold_decides(trained, case: str) -> None:
    session = trained(case)
    metrics = composed_of(session).get_compile_config()["metrics"]
    cuts = [m["config"]["threshold"] for m in metrics if "threshold" in m["config"]]
    expected = 0.4 if session.head.decision == "threshold" else None
    assert cuts == [expected] * len(cuts)
    if session.head.decision == "threshold":
        assert cuts


@pytest.mark.parametrize("case", COMPILED)
def test_keras_scores_it_as_the_session_does(trained, case: str) -> None:
    session = trained(case)
    dataset, rows = session.data.dataset, session.data.split.validation_rows
    labels = session.data.validation_labels(session.objective.encoding)
    found = composed_of(session).evaluate(dataset.inputs[rows], labels, verbose=0, return_dict=True)
    expected = session.evaluate()
    for name, value in found.items():
        # Keras measures the area under the curve at 200 thresholds, the session exactly.
        tolerance = 0.02 if name == "auc" else 1e-5
        assert value == pytest.approx(expected[name], abs=tolerance), name


def test_smoothed_class_indices_become_rows() -> None:
    session = made_session("iris", "softmax", True, label_smoothing=0.1)
    model = composed_of(session)
    loss = model.get_compile_config()["loss"]["config"]
    assert (loss["name"], loss["label_smoothing"]) == ("categorical_crossentropy", 0.1)
    rows = session.data.validation_labels("one_hot")
    found = model.evaluate(
        session.data.dataset.inputs[session.data.split.validation_rows], rows, verbose=0, return_dict=True
    )
    assert found["loss"] == pytest.approx(session.evaluate()["loss"], abs=1e-5)
    assert "categorical_accuracy" in found


def test_every_metric_of_the_table_of_heads_is_kerass_or_known_to_be_missing() -> None:
    names = {name for head in HEADS for name in head.metrics}
    assert names - set(METRICS) == {"exact_match", "hamming_loss", "macro_f1"}


def branched() -> keras.Model:
    """Two inputs, a shared layer and a nested model."""
    left, right = keras.Input((4,), name="left"), keras.Input((4,), name="right")
    shared = keras.layers.Dense(5, activation="relu")
    inner = keras.Sequential([keras.Input((5,)), keras.layers.Dense(3, activation="tanh")])
    joined = keras.layers.Concatenate()([inner(shared(left)), shared(right), right])
    return keras.Model([left, right], keras.layers.Dense(3, name="answers")(joined))


def test_a_model_with_branches_keeps_its_form() -> None:
    model = branched()
    made = composed(model, SOFTMAX, HeadChoice(), Training())
    drawn = np.random.default_rng(0).normal(size=(2, 9, 4)).astype(np.float32)
    expected = probabilities(SOFTMAX, np.asarray(model(list(drawn))), 3)
    np.testing.assert_allclose(made(list(drawn)), expected, atol=1e-6)
    assert [x.name for x in made.inputs] == ["left", "right"]
    assert [layer.name for layer in made.layers] == [layer.name for layer in model.layers]
    assert made.layers[-1].activation is keras.activations.softmax
    with pytest.raises(ValueError, match="one input"):
        composed(model, SOFTMAX, HeadChoice(), Training(), Preprocessing(np.ones(4), np.ones(4)))


def test_a_functional_model_is_scaled_before_all_its_branches() -> None:
    inputs = keras.Input((4,))
    branches = [keras.layers.Dense(3, activation="relu")(inputs), inputs]
    model = keras.Model(inputs, keras.layers.Dense(3)(keras.layers.Concatenate()(branches)))
    raw = np.random.default_rng(0).normal(50, 9, (20, 4)).astype(np.float32)
    fitted = prepared_by(raw)
    made = composed(model, SOFTMAX, HeadChoice(), Training(), fitted)
    expected = probabilities(SOFTMAX, np.asarray(model(fitted.apply(raw))), 3)
    np.testing.assert_allclose(made(raw), expected, atol=1e-6)
    assert sum(isinstance(layer, keras.layers.Normalization) for layer in made.layers) == 1


@pytest.mark.parametrize("last", [keras.layers.LayerNormalization, lambda: keras.layers.Dense(3, "relu")])
def test_where_the_last_layer_cannot_take_the_activation_one_comes_after_it(last) -> None:
    rows = np.random.default_rng(0).normal(size=(20, 4)).astype(np.float32)
    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3), last()])
    inputs = keras.Input((4,))
    for network in (
        model,
        keras.Model(inputs, model(inputs)),
        keras.Model(model.inputs[0], model.outputs[0]),
    ):
        made = composed(network, SOFTMAX, HeadChoice(), Training())
        expected = probabilities(SOFTMAX, np.asarray(network(rows)), 3)
        np.testing.assert_allclose(made(rows), expected, atol=1e-6)
        assert type(made.layers[-1]) is keras.layers.Activation


def test_a_frozen_layer_stays_frozen() -> None:
    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(5), keras.layers.Dense(3)])
    model.layers[0].trainable = False
    made = composed(model, SOFTMAX, HeadChoice(), Training())
    assert [layer.trainable for layer in made.layers] == [False, True]
