"""Who is measured: the engine, and the same training written for Keras `fit`, scikit-learn, PyTorch and JAX.

Each trains on the same arrays in whole epochs, the last, smaller batch included, and scores nothing.
"""

from __future__ import annotations

import functools
import importlib.util
import inspect
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import Any, Protocol

import numpy as np
from bench_cases import MOST_EPOCHS, Case, Task, task_of

from workbench.core.errors import UserError
from workbench.core.project import Layer
from workbench.data.prepared import prepare_project

CHUNK = 1024
"""Steps that the engine is asked for at once: the most that it does in one call."""

THREAD_TRIAL_SECONDS = 0.2
INSTALL = ".venv/bin/python -m pip install -c scripts/constraints.txt -e '.[bench]'"

ADAM_BETA_1, ADAM_BETA_2, ADAM_EPSILON = 0.9, 0.999, 1e-7


class Unsupported(UserError):
    """The peer is not there or has no such thing; the message says what."""


@dataclass(frozen=True)
class Lap:
    """What was done in one measured stretch."""

    steps: int
    seconds: float

    @property
    def us_per_step(self) -> float:
        """Microseconds a step."""
        return self.seconds / self.steps * 1e6


class Runner(Protocol):
    """A network in training that can be let go on for a while."""

    @property
    def note(self) -> str:
        """Returns how it runs, where there is a choice."""

    def warm(self, seconds: float) -> None:
        """Trains until nothing is compiled any more, and for about `seconds`."""

    def run(self, seconds: float) -> Lap:
        """Trains in whole epochs for about `seconds`."""


@dataclass(frozen=True)
class Peer:
    """One row: who trains, and what it needs.

    Attributes:
        name: The key in the JSON.
        title: What the table's reader sees.
        package: What must be installed, by the name under which it is imported.
        load: Imports what takes its time.
        build: From a case to a network ready to be warmed.
    """

    name: str
    title: str
    package: str
    load: Callable[[], object]
    build: Callable[[Case], Runner]

    def why_missing(self) -> str:
        """Returns what to do where the package is not there, else nothing."""
        if importlib.util.find_spec(self.package):
            return ""
        return f"{self.title} is not installed; for it, run: {INSTALL}"


def laps_of_epochs(seconds: float, epoch: Callable[[], int]) -> Lap:
    """Calls `epoch`, which returns its steps, until `seconds` are over."""
    steps, begun = 0, time.perf_counter()
    while not steps or time.perf_counter() - begun < seconds:
        steps += epoch()
    return Lap(steps, time.perf_counter() - begun)


def faster_threads(
    runner: Runner, choices: Sequence[int], set_threads: Callable[[int], object], seconds: float
) -> int:
    """Returns which number of threads makes `runner` fastest, and leaves it set."""
    found: dict[int, list[float]] = {choice: [] for choice in choices}
    for choice in (*found, *found):
        set_threads(choice)
        runner.run(0)
        found[choice].append(runner.run(seconds).us_per_step)
    fastest = min(found, key=lambda choice: min(found[choice]))
    set_threads(fastest)
    return fastest


def threads_in_words(count: int) -> str:
    """Returns `1 thread` or `2 threads`."""
    return f"{count} thread" if count == 1 else f"{count} threads"


# The engine


@functools.cache
def warm_engine() -> None:
    """Loads TensorFlow and sets its threads, as the program does."""
    from workbench.engine.warm_up import warm_up

    warm_up()


def can_leave_out_scores() -> bool:
    """Whether the engine can train without validation and scores."""
    from workbench.engine.session import Session

    return "evaluate" in inspect.signature(Session).parameters


class Headless:
    """The engine without a window, in the loop that the command line has."""

    def __init__(self, case: Case, scores: bool) -> None:
        warm_engine()
        from workbench.engine.session import Session

        project = case.project()
        options = {} if scores else {"evaluate": False}
        self._session = Session(project, prepare_project(project), **options)
        self._session.begin_run(MOST_EPOCHS)

    @property
    def note(self) -> str:
        """Where and how the steps run, in the engine's words."""
        return self._session.device

    def warm(self, seconds: float) -> None:
        """Trains until the engine will not change its way of running any more, and for `seconds` then."""
        while not self._session.is_settled:
            self.run(0.1)
        self.run(seconds)

    def run(self, seconds: float) -> Lap:
        """Trains for whole epochs: what an epoch begins and ends with counts as often as its steps."""
        session = self._session
        lap, steps, begun = Lap(0, 0.0), 0, time.perf_counter()
        whole = max(CHUNK // session.steps_per_epoch, 1) * session.steps_per_epoch
        while lap.seconds < seconds or not lap.steps:
            epoch = session.epoch
            steps += session.advance(whole)
            if session.epoch > epoch:
                lap = Lap(steps, time.perf_counter() - begun)
        return lap


def _headless(case: Case) -> Runner:
    return Headless(case, scores=not can_leave_out_scores())


def _headless_with_scores(case: Case) -> Runner:
    if not can_leave_out_scores():
        raise Unsupported("This engine cannot train without its scores: the headless figure has them in it.")
    return Headless(case, scores=True)


def _open_window() -> object:
    from bench_window import the_workbench

    return the_workbench()


def _window(case: Case) -> Runner:
    from bench_window import LiveWindow

    return LiveWindow(case)


# Keras


KERAS_LAYERS: dict[str, Callable[[Any, dict[str, Any]], Any]] = {
    "Dense": lambda layers, options: layers.Dense(options["units"], activation=options["activation"]),
    "Dropout": lambda layers, options: layers.Dropout(options["rate"]),
    "BatchNormalization": lambda layers, options: layers.BatchNormalization(
        momentum=options["momentum"], epsilon=options["epsilon"]
    ),
}


def keras_model(task: Task) -> Any:
    """Returns the network as people write it, compiled without metrics."""
    import keras

    model = keras.Sequential([keras.Input((task.inputs.shape[1],))])
    for layer in task.layers:
        model.add(KERAS_LAYERS[layer.kind](keras.layers, layer.options))
    model.add(keras.layers.Dense(task.units, activation=task.activation))
    losses = {"softmax": "sparse_categorical_crossentropy", "sigmoid": "binary_crossentropy"}
    model.compile(optimizer=keras.optimizers.Adam(task.learning_rate), loss=losses[task.activation])
    return model


class WholeFits:
    """A peer whose `fit` does a planned number of epochs: the number follows from the last run's time."""

    note = ""

    def __init__(self, task: Task, fit: Callable[[int], object]) -> None:
        self._steps_per_epoch, self._fit = task.steps_per_epoch, fit
        self._epoch_seconds = float("inf")

    def warm(self, seconds: float) -> None:
        """Fits twice: the first fit compiles."""
        self.run(0)
        self.run(0)
        self.run(seconds)

    def run(self, seconds: float) -> Lap:
        """Fits once."""
        epochs = max(round(seconds / self._epoch_seconds), 1)
        begun = time.perf_counter()
        self._fit(epochs)
        taken = time.perf_counter() - begun
        self._epoch_seconds = taken / epochs
        return Lap(epochs * self._steps_per_epoch, taken)


def _keras_fit(case: Case) -> Runner:
    task = task_of(case.project())
    model = keras_model(task)
    options = {"batch_size": task.batch_size, "verbose": 0}
    return WholeFits(task, lambda epochs: model.fit(task.inputs, task.labels, epochs=epochs, **options))


# scikit-learn


def _sklearn(case: Case) -> Runner:
    from sklearn.exceptions import ConvergenceWarning
    from threadpoolctl import ThreadpoolController

    warnings.simplefilter("ignore", ConvergenceWarning)
    task = task_of(case.project())
    labels = task.labels[:, 0].astype(np.int32) if task.units == 1 else task.labels
    network = sklearn_network(task)
    runner = WholeFits(task, lambda epochs: network.set_params(max_iter=epochs).fit(task.inputs, labels))
    threads = ThreadpoolController()
    most = max((row["num_threads"] for row in threads.info()), default=1)
    chosen = faster_threads(
        runner, (1, most), lambda count: threads.limit(limits=count), THREAD_TRIAL_SECONDS
    )
    runner.note = threads_in_words(chosen)
    return runner


def sklearn_network(task: Task) -> Any:
    """Returns an `MLPClassifier` that goes on for as many epochs as it is told.

    Raises:
        Unsupported: a layer is not dense, or the activations differ.
    """
    from sklearn.neural_network import MLPClassifier

    unknown = [layer.kind for layer in task.layers if layer.kind != "Dense"]
    if unknown:
        raise Unsupported(f"scikit-learn's MLPClassifier has no {unknown[0]}.")
    activations = {str(layer.options["activation"]) for layer in task.layers}
    if len(activations) != 1:
        raise Unsupported("scikit-learn's MLPClassifier has one activation for all layers.")
    return MLPClassifier(
        hidden_layer_sizes=[int(layer.options["units"]) for layer in task.layers],
        activation=activations.pop(),
        alpha=0.0,
        batch_size=task.batch_size,
        learning_rate_init=task.learning_rate,
        tol=0.0,
        n_iter_no_change=MOST_EPOCHS,
        epsilon=ADAM_EPSILON,
    )


# PyTorch


TORCH_ACTIVATIONS = {"relu": "ReLU", "tanh": "Tanh"}


def _torch_dense(layers: Any, options: dict[str, Any], width: int) -> list[Any]:
    units = options["units"]
    return [layers.Linear(width, units), getattr(layers, TORCH_ACTIVATIONS[options["activation"]])()]


def _torch_dropout(layers: Any, options: dict[str, Any], width: int) -> list[Any]:
    return [layers.Dropout(options["rate"])]


def _torch_batch_normalization(layers: Any, options: dict[str, Any], width: int) -> list[Any]:
    # PyTorch's momentum is the share of the new value, Keras's that of the old one.
    return [layers.BatchNorm1d(width, eps=options["epsilon"], momentum=1 - options["momentum"])]


TORCH_LAYERS: dict[str, Callable[[Any, dict[str, Any], int], list[Any]]] = {
    "Dense": _torch_dense,
    "Dropout": _torch_dropout,
    "BatchNormalization": _torch_batch_normalization,
}


def torch_model(task: Task) -> Any:
    """Returns the network up to its logits."""
    from torch import nn

    modules: list[Any] = []
    width = task.inputs.shape[1]
    for layer in task.layers:
        modules += TORCH_LAYERS[layer.kind](nn, layer.options, width)
        width = int(layer.options.get("units", width))
    return nn.Sequential(*modules, nn.Linear(width, task.units))


class TorchEager:
    """The usual loop of zero_grad, loss, backward and step, on batches from one gather an epoch."""

    def __init__(self, case: Case) -> None:
        import torch
        from torch.nn import functional

        self._task = task_of(case.project())
        self._model = torch_model(self._task)
        self._optimizer = torch.optim.Adam(
            self._model.parameters(), lr=self._task.learning_rate, eps=ADAM_EPSILON
        )
        self._inputs = torch.from_numpy(self._task.inputs)
        softmax = self._task.activation == "softmax"
        self._labels = torch.from_numpy(self._task.labels)
        self._labels = self._labels.long() if softmax else self._labels
        self._loss = functional.cross_entropy if softmax else functional.binary_cross_entropy_with_logits
        self._epoch = 0
        choices = (1, torch.get_num_threads())
        chosen = faster_threads(self, choices, torch.set_num_threads, THREAD_TRIAL_SECONDS)
        # Adam as it comes; PyTorch can also fuse it, which people seldom ask for.
        self.note = f"{threads_in_words(chosen)}, Adam not fused"

    def warm(self, seconds: float) -> None:
        """Trains for a while."""
        self.run(seconds)

    def run(self, seconds: float) -> Lap:
        """Trains in whole epochs."""
        return laps_of_epochs(seconds, self._train_epoch)

    def _train_epoch(self) -> int:
        import torch

        order = torch.from_numpy(self._task.order(self._epoch))
        self._epoch += 1
        size = self._task.batch_size
        batches = zip(self._inputs[order].split(size), self._labels[order].split(size), strict=True)
        losses = torch.stack([self._step(inputs, labels) for inputs, labels in batches])
        return len(losses.numpy())

    def _step(self, inputs: Any, labels: Any) -> Any:
        self._optimizer.zero_grad()
        loss = self._loss(self._model(inputs), labels)
        loss.backward()
        self._optimizer.step()
        return loss.detach()


# JAX

JaxLayer = tuple[Any, Any]
"""What is learned, and what is only kept, of one layer."""


def jax_initial(layer: Layer, width: int, generator: np.random.Generator) -> JaxLayer:
    """Returns one layer's first weights and its running statistics."""
    if layer.kind == "Dense":
        units = int(layer.options["units"])
        limit = np.sqrt(6 / (width + units))
        kernel = generator.uniform(-limit, limit, (width, units)).astype(np.float32)
        return (kernel, np.zeros(units, np.float32)), ()
    if layer.kind == "BatchNormalization":
        ones, zeros = np.ones(width, np.float32), np.zeros(width, np.float32)
        return (ones, zeros), (zeros, ones)
    return (), ()


def _jax_dense(layer: Layer, learned: Any, kept: Any, inputs: Any, key: Any) -> tuple[Any, Any]:
    import jax

    activation = {"relu": jax.nn.relu, "tanh": jax.numpy.tanh, "linear": lambda x: x}
    return activation[str(layer.options["activation"])](inputs @ learned[0] + learned[1]), kept


def _jax_dropout(layer: Layer, learned: Any, kept: Any, inputs: Any, key: Any) -> tuple[Any, Any]:
    import jax

    share = 1 - float(layer.options["rate"])
    stays = jax.random.bernoulli(key, share, inputs.shape)
    return jax.numpy.where(stays, inputs / share, 0.0), kept


def _jax_batch_normalization(layer: Layer, learned: Any, kept: Any, inputs: Any, key: Any) -> tuple[Any, Any]:
    import jax

    momentum, epsilon = float(layer.options["momentum"]), float(layer.options["epsilon"])
    mean, variance = inputs.mean(axis=0), inputs.var(axis=0)
    scaled = (inputs - mean) * jax.lax.rsqrt(variance + epsilon) * learned[0] + learned[1]
    pairs = zip(kept, (mean, variance), strict=True)
    return scaled, tuple(momentum * old + (1 - momentum) * new for old, new in pairs)


JAX_LAYERS: dict[str, Callable[[Layer, Any, Any, Any, Any], tuple[Any, Any]]] = {
    "Dense": _jax_dense,
    "Dropout": _jax_dropout,
    "BatchNormalization": _jax_batch_normalization,
}


def jax_loss(activation: str, logits: Any, labels: Any) -> Any:
    """Returns the mean cross-entropy of a batch, taken on the logits."""
    import jax
    from jax import numpy as jnp

    if activation == "softmax":
        right = jnp.take_along_axis(logits, labels[:, None], axis=1)[:, 0]
        return (jax.nn.logsumexp(logits, axis=1) - right).mean()
    return (jnp.maximum(logits, 0) - logits * labels + jnp.log1p(jnp.exp(-jnp.abs(logits)))).mean()


def jax_adam(task: Task, step: Any, learned: Any, slots: Any, gradients: Any) -> tuple[Any, Any]:
    """Returns weights and slots after one step of Adam, bias-corrected in the rate as Keras does it."""
    import jax
    from jax import numpy as jnp

    rate = task.learning_rate * jnp.sqrt(1 - ADAM_BETA_2**step) / (1 - ADAM_BETA_1**step)
    over = jax.tree_util.tree_map
    means = over(lambda m, g: m + (g - m) * (1 - ADAM_BETA_1), slots[0], gradients)
    squares = over(lambda v, g: v + (g * g - v) * (1 - ADAM_BETA_2), slots[1], gradients)
    moved = over(lambda w, m, v: w - rate * m / (jnp.sqrt(v) + ADAM_EPSILON), learned, means, squares)
    return moved, (means, squares)


class JaxScan:
    """One jitted call an epoch: a gather of the whole epoch, a `lax.scan` over its batches, hand-written Adam."""

    note = ""

    def __init__(self, case: Case) -> None:
        import jax

        self._task = task_of(case.project())
        units = {"units": self._task.units, "activation": "linear"}
        self._layers = (*self._task.layers, Layer("Dense", units))
        self._state = self._initial()
        self._key = jax.random.key(self._task.seed)
        self._data = jax.device_put(self._task.inputs), jax.device_put(self._task.labels)
        # The old state is given away, so that the new one needs no copy.
        self._compiled = jax.jit(self._epoch_of_steps, donate_argnums=0)
        self._epoch = 0

    def _initial(self) -> Any:
        import jax

        generator, width, rows = np.random.default_rng(self._task.seed), self._task.inputs.shape[1], []
        for layer in self._layers:
            rows.append(jax_initial(layer, width, generator))
            width = int(layer.options.get("units", width))
        learned, kept = [row[0] for row in rows], [row[1] for row in rows]
        slots = tuple(jax.tree_util.tree_map(np.zeros_like, learned) for _ in range(2))
        return jax.device_put((learned, kept, slots, np.float32(0)))

    def warm(self, seconds: float) -> None:
        """Compiles, and trains for a while."""
        self.run(0)
        self.run(seconds)

    def run(self, seconds: float) -> Lap:
        """Trains in whole epochs."""
        return laps_of_epochs(seconds, self._train_epoch)

    def _train_epoch(self) -> int:
        order = self._task.order(self._epoch)
        self._epoch += 1
        self._state, losses = self._compiled(self._state, *self._data, order)
        return len(np.asarray(losses))

    def _epoch_of_steps(self, state: Any, inputs: Any, labels: Any, order: Any) -> tuple[Any, Any]:
        import jax
        from jax import numpy as jnp

        size = self._task.batch_size
        count = len(self._task.inputs) // size
        inputs, labels = inputs[order], labels[order]
        batches = [part[: count * size].reshape(count, size, *part.shape[1:]) for part in (inputs, labels)]
        state, losses = jax.lax.scan(self._step, state, tuple(batches))
        if count * size == len(self._task.inputs):
            return state, losses
        state, last = self._step(state, (inputs[count * size :], labels[count * size :]))
        return state, jnp.append(losses, last)

    def _step(self, state: Any, batch: Any) -> tuple[Any, Any]:
        import jax

        learned, kept, slots, step = state
        measure = jax.value_and_grad(self._measure, has_aux=True)
        (loss, kept), gradients = measure(learned, kept, batch, step)
        learned, slots = jax_adam(self._task, step + 1, learned, slots, gradients)
        return (learned, kept, slots, step + 1), loss

    def _measure(self, learned: Any, kept: Any, batch: Any, step: Any) -> tuple[Any, Any]:
        import jax

        values, labels = batch
        key, after = jax.random.fold_in(self._key, step.astype(np.int32)), []
        for number, layer in enumerate(self._layers):
            apply, own_key = JAX_LAYERS[layer.kind], jax.random.fold_in(key, number)
            values, statistics = apply(layer, learned[number], kept[number], values, own_key)
            after.append(statistics)
        return jax_loss(self._task.activation, values, labels), after


PEERS: dict[str, Peer] = {
    peer.name: peer
    for peer in (
        Peer("headless", "headless", "tensorflow", warm_engine, _headless),
        Peer("headless_with_scores", "with scores", "tensorflow", warm_engine, _headless_with_scores),
        Peer("window", "window", "PySide6", _open_window, _window),
        Peer("keras_fit", "Keras fit", "keras", partial(import_module, "keras"), _keras_fit),
        Peer(
            "sklearn", "scikit-learn", "sklearn", partial(import_module, "sklearn.neural_network"), _sklearn
        ),
        Peer("torch", "PyTorch", "torch", partial(import_module, "torch"), TorchEager),
        Peer("jax", "JAX", "jax", partial(import_module, "jax"), JaxScan),
    )
}
