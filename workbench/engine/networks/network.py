"""Keras models that end in logits, built from the layers of a project, and what is compiled for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from workbench.core.imported.model_weights import encoded_weights
from workbench.core.layers import LAYERS
from workbench.core.project import Project, Training
from workbench.engine.device import chosen, resolved
from workbench.engine.networks.build import LOGITS, build_model, build_optimizer
from workbench.engine.networks.compiled_call import CompiledCall
from workbench.engine.networks.random_variables import first_weights, random_variables
from workbench.engine.networks.trunk import build_trunk, logits_layer
from workbench.engine.networks.weights import Arrays, Snapshot, Weights

if TYPE_CHECKING:
    import keras


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
        noisy = any(LAYERS[layer.kind].random for layer in project.layers) and project.imported is None
        self.one_thread = noisy and not xla and self.device == "CPU"
        self._project, self._inputs, self._units = project, inputs, units
        self.model = self._built(project.seed)
        self.optimizer = build_optimizer(project.training)
        self.optimizer.build(self.model.trainable_variables)
        self._seed, self._first = project.seed, first_weights(self.model)
        self._fresh_slots = self.slots()
        self.loops: dict[tuple[object, ...], Any] = {}
        # Small whole functions, because a call from Python for each variable would take longer than the rest.
        self._forward = tf.function(self._logits, autograph=False, reduce_retracing=True)
        self._read = CompiledCall(self._values)

    def _built(self, seed: int) -> keras.Model:
        project = self._project
        if project.imported is None:
            return build_model(project.layers, self._inputs, self._units, seed)
        return build_trunk(project.imported, self._inputs, self._units, seed)

    @property
    def logits_indices(self) -> list[int]:
        """Where kernel and bias of the logits, if they have one, are among the model's weights."""
        opened = self._project.imported
        layer = self.model.layers[-1] if opened is None else logits_layer(self.model, opened)
        own = {id(variable) for variable in layer.weights}
        return [index for index, variable in enumerate(self.model.weights) if id(variable) in own]

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
            self._first = first_weights(self._built(seed))
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

        Slots whose shape differs begin afresh, as those of a converted head do; so does what is not
        given at all, as the slots and generators of an opened model are not.

        Raises:
            ValueError: the shapes of the weights do not fit.
        """
        self.model.set_weights(weights.values or self._first.values)
        for variable, value, fresh in zip(
            self.optimizer.variables, weights.slots or self._fresh_slots, self._fresh_slots, strict=True
        ):
            variable.assign(value if value.shape == tuple(variable.shape) else fresh)
        for variable, value in zip(
            random_variables(self.model), weights.random or self._first.random, strict=True
        ):
            variable.assign(value)

    def slots(self) -> Arrays:
        """Returns the optimizer's variables, in copies."""
        return [np.array(variable.numpy()) for variable in self.optimizer.variables]

    def logits(self, inputs: Any) -> NDArray[np.float32]:
        """Returns logits (n, units) float32 of prepared inputs (n, d)."""
        said: NDArray[np.float32] = self._forward(inputs).numpy()
        return said

    def fused_logits(self, inputs: Any) -> CompiledCall:
        """Returns what makes logits of tensors of the shape of `inputs`, compiled by XLA at its first call.

        On many rows it takes two thirds of the time of `logits`: each layer is one pass through memory.
        """
        key = LOGITS, tuple(inputs.shape)
        call: CompiledCall = self.loops.setdefault(key, CompiledCall(self._logits, xla=True))
        return call

    def _logits(self, inputs: Any) -> Any:
        return self.model(inputs, training=False)


def network_key(project: Project, inputs: int, units: int, xla: bool) -> tuple[object, ...]:
    """Returns what a network depends on, its seed aside."""
    layers = project.imported or project.layers
    encoded = msgspec.json.encode(layers, order="sorted", enc_hook=encoded_weights)
    return encoded, optimizer_key(project.training), inputs, units, xla, resolved(chosen.get())


def optimizer_key(training: Training) -> bytes:
    """Returns what an optimizer's slots depend on, the weights aside."""
    parts = (training.optimizer, training.optimizer_options, training.clip_norm)
    return msgspec.json.encode(parts, order="sorted")
