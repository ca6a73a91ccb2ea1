"""Keras models that end in logits, built from the layers of a project, and what is compiled for them."""

from __future__ import annotations

import contextlib
import random
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from workbench.core.layers import LAYERS
from workbench.core.optimizers import OPTIMIZERS
from workbench.core.project import Layer, Project, Training
from workbench.engine.compiled_call import CompiledCall
from workbench.engine.device import chosen, resolved

if TYPE_CHECKING:
    import keras

LOGITS = "logits"
Arrays = list[NDArray[Any]]

BUILDING = threading.Lock()
"""The seed is set for the whole process, so that two models built at once would draw from each other's."""


def build_model(layers: tuple[Layer, ...], inputs: int, units: int, seed: int) -> keras.Model:
    """Returns a Sequential model from (n, inputs) float32 to logits (n, units) float32.

    The weights follow from `seed` alone, and are those that `keras.utils.set_random_seed(seed)` before the first
    layer gives a script.
    """
    import keras

    with BUILDING, _python_seeded(seed):
        model = keras.Sequential([keras.Input((inputs,))])
        for layer in layers:
            model.add(build_layer(layer))
        model.add(keras.layers.Dense(units, name=LOGITS))
    return model


@contextlib.contextmanager
def _python_seeded(seed: int) -> Iterator[None]:
    """Seeds the one generator from which Keras draws the seeds of its layers.

    Keras's own function seeds TensorFlow's too, which then forgets the kernels of all that was compiled: each
    would be made again at its next call, for a third of a second and for memory that never comes back.
    """
    before = random.getstate()
    random.seed(seed)
    try:
        yield
    finally:
        random.setstate(before)


def build_layer(layer: Layer) -> keras.layers.Layer:
    """Returns Keras's own layer with the options of `layer`."""
    import keras

    options: dict[str, Any] = dict(layer.options)
    l1, l2 = options.pop("l1", 0.0), options.pop("l2", 0.0)
    if l1 or l2:
        options["kernel_regularizer"] = keras.regularizers.L1L2(l1, l2)
    built: keras.layers.Layer = getattr(keras.layers, layer.kind)(**options)
    return built


def converted_head(
    kernel: NDArray[np.float32], bias: NDArray[np.float32], units: int
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Returns the logits weights for another number of units, with the same probabilities.

    One sigmoid unit z is the two softmax units (−z/2, z/2), and two softmax units are the sigmoid of their
    difference.

    Args:
        kernel: (inputs, 1 or 2) float32.
        bias: (1 or 2,) float32.
        units: 2 or 1.
    """
    if kernel.shape[1] == units:
        return kernel, bias
    if units == 2:
        return np.concatenate([-kernel / 2, kernel / 2], axis=1), np.concatenate([-bias / 2, bias / 2])
    return kernel[:, 1:] - kernel[:, :1], bias[1:] - bias[:1]


class Network:
    """A model that ends in logits, its optimizer, and everything that was compiled for the two.

    Compiling costs time and memory that TensorFlow never gives back, so a network is lent to one session after
    another, each of which begins with fresh weights. One session, and so one thread, at a time.

    Attributes:
        key: Equal for networks that can stand in for each other.
        model: From (n, inputs) float32 to logits (n, units).
        optimizer: Built for the model's weights.
        xla: Whether its loops are compiled by XLA.
        one_thread: Whether its loops run in the calling thread, see `CompiledCall`.
        device: What its weights lie on: CPU or GPU.
        loops: What was compiled, by what it depends on.
    """

    def __init__(self, project: Project, inputs: int, units: int, xla: bool) -> None:
        import tensorflow as tf

        self.key = network_key(project, inputs, units, xla)
        self.xla, self.device = xla, resolved(chosen.get())
        # Noise has no last bit that Keras would agree with.
        noisy = any(LAYERS[layer.kind].random for layer in project.layers)
        self.one_thread = noisy and not xla and self.device == "CPU"
        self._layers, self._inputs, self._units = project.layers, inputs, units
        self.model = build_model(project.layers, inputs, units, project.seed)
        self.optimizer = build_optimizer(project.training)
        self.optimizer.build(self.model.trainable_variables)
        self._seed, self._first = project.seed, first_weights(self.model)
        self._fresh_slots = self.slots()
        self.loops: dict[tuple[object, ...], Any] = {}
        # Small whole functions, because a call from Python for each variable would take longer than the rest.
        self._forward = tf.function(self._logits, autograph=False, reduce_retracing=True)
        self._read = CompiledCall(self._values)

    @property
    def units(self) -> int:
        """How many logits there are."""
        return self._units

    def begin(self, seed: int) -> None:
        """Takes the first weights, slots and generators that follow from `seed`.

        A model is built for them only where the seed is another than the last one: TensorFlow keeps something of
        every variable that there ever was.
        """
        if seed != self._seed:
            self._seed = seed
            self._first = first_weights(build_model(self._layers, self._inputs, self._units, seed))
        self.restore(Weights(self._first.values, self._fresh_slots, self._first.random))

    def snapshot(self) -> Snapshot:
        """Returns everything that training changes; nothing is copied before training changes it."""
        values, slots, generators, finite = self._read()
        return Snapshot(values, slots, generators, bool(finite))

    def weights(self) -> Weights:
        """Returns everything that training changes, in copies."""
        return self.snapshot().weights()

    def _values(self) -> Any:
        import tensorflow as tf

        values = [tf.identity(variable.value) for variable in self.model.weights]
        slots = [tf.identity(variable.value) for variable in self.optimizer.variables]
        generators = [tf.identity(variable.value) for variable in random_variables(self.model)]
        checked = [tf.reduce_all(tf.math.is_finite(a)) for a in (*values, *slots) if a.dtype.is_floating]
        return values, slots, generators, tf.reduce_all(tf.stack(checked))

    def restore(self, weights: Weights) -> None:
        """Puts back what `weights` returned, of this network or of one with the same layers.

        Slots whose shape differs begin afresh, as those of a converted head do.

        Raises:
            ValueError: the shapes of the weights do not fit.
        """
        self.model.set_weights(weights.values)
        for variable, value, fresh in zip(
            self.optimizer.variables, weights.slots, self._fresh_slots, strict=True
        ):
            variable.assign(value if value.shape == tuple(variable.shape) else fresh)
        for variable, value in zip(random_variables(self.model), weights.random, strict=True):
            variable.assign(value)

    def slots(self) -> Arrays:
        """Returns the optimizer's variables, in copies."""
        return [np.array(variable.numpy()) for variable in self.optimizer.variables]

    def logits(self, inputs: Any) -> NDArray[np.float32]:
        """Returns logits (n, units) float32 of prepared inputs (n, d)."""
        said: NDArray[np.float32] = self._forward(inputs).numpy()
        return said

    def _logits(self, inputs: Any) -> Any:
        return self.model(inputs, training=False)


@dataclass(frozen=True)
class Weights:
    """Everything that training changes.

    Attributes:
        values: The model's weights in Keras's order.
        slots: The optimizer's variables.
        random: The states of the generators of random layers.
    """

    values: Arrays
    slots: Arrays
    random: Arrays


@dataclass(frozen=True)
class Snapshot:
    """The same as tensors, as they were at one moment, and whether all weights and slots are finite."""

    values: list[Any]
    slots: list[Any]
    random: list[Any]
    finite: bool

    def weights(self) -> Weights:
        """Returns them as arrays of their own."""
        parts = (
            [np.array(tensor.numpy()) for tensor in part] for part in (self.values, self.slots, self.random)
        )
        return Weights(*parts)


def network_key(project: Project, inputs: int, units: int, xla: bool) -> tuple[object, ...]:
    """Returns what a network depends on, its seed aside."""
    training = project.training
    parts = (project.layers, training.optimizer, training.optimizer_options, training.clip_norm)
    return msgspec.json.encode(parts, order="sorted"), inputs, units, xla, resolved(chosen.get())


def build_optimizer(training: Training) -> Any:
    """Returns Keras's own optimizer with the options of `training`."""
    import keras

    options: dict[str, Any] = dict(training.optimizer_options)
    if training.clip_norm:
        options["clipnorm"] = training.clip_norm
    return getattr(keras.optimizers, OPTIMIZERS[training.optimizer].name)(
        learning_rate=training.learning_rate, **options
    )


def first_weights(model: Any) -> Weights:
    """Returns what a new model begins with, in copies; it has no slots."""
    return Weights(model.get_weights(), [], [np.array(v.numpy()) for v in random_variables(model)])


def random_variables(model: Any) -> list[Any]:
    """Returns the states of the generators of a model's random layers."""
    return [variable for variable in model.non_trainable_variables if variable.dtype == "uint32"] + [
        layer.seed_generator.state for layer in model.layers if hasattr(layer, "seed_generator")
    ]
