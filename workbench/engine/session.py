"""One network in training: what the window's worker and the command line both drive."""

from __future__ import annotations

import functools
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

import msgspec
import numpy as np
from numpy.typing import NDArray

from workbench.core.heads import Encoding, Head
from workbench.core.history import History
from workbench.core.layers import LAYERS
from workbench.core.optimizers import OPTIMIZERS, SCHEDULES
from workbench.core.probabilities import probabilities
from workbench.core.project import HeadChoice, Project, head_of
from workbench.core.project_file import SavedRun
from workbench.data.prepared import PreparedData
from workbench.engine.network import build_model, converted_head
from workbench.engine.objective import Objective, build_objective
from workbench.engine.scores import answers, baseline, scores
from workbench.engine.step_loop import LONGEST_CHUNK, StepLoop

XLA_FROM_STEPS = 20_000
"""Planned steps from which XLA's compile time is won back by its faster steps.

Measured: XLA takes about a second to compile and saves 40 µs a step.
"""

DIVERGED = 1000.0
"""A loss above this many times its chance line has diverged."""

Arrays = list[NDArray[Any]]


class Diverged(Exception):
    """The loss was not finite or far above chance; the last good weights are back. The message says where."""


@dataclass
class _Best:
    loss: float
    epoch: int
    weights: Arrays


class Session:
    """A network, its optimizer and its history on prepared data.

    Engine thread only, but `history` may be read from any thread.

    Attributes:
        project: The project that the next step follows.
        history: Losses and scores so far.
        epoch: Whole epochs done.
        target_epoch: Where the present run ends.
        probe_row: The validation example being watched.
        probe_logits: Its logits (units,) float32 after the last step.
        step_seconds: What a step takes of late, evaluation not counted; 0 while unknown.
        stopped_early: The sentence about the best weights put back, once they are.
    """

    def __init__(self, project: Project, data: PreparedData) -> None:
        self.data = data
        self.project = project
        self.history = History()
        self.epoch = 0
        self.target_epoch = 0
        self.probe_row = 0
        self.stopped_early = ""
        self.step_seconds = 0.0
        self._first_epoch = 0
        self._row_in_epoch = 0
        self._rate_factor = 1.0
        self._epochs_without_gain = 0
        self._best: _Best | None = None
        self._loops: dict[tuple[object, ...], StepLoop] = {}
        self._labels: dict[str, tuple[Any, Any]] = {}
        self._epoch_loss = 0.0
        self._xla = False
        self._build()
        self.probe_logits = self._forward(self._probe_inputs())[0]
        self._remember_good()

    @property
    def head(self) -> Head:
        """The row of the table of heads in use."""
        return head_of(self.project, self.data.dataset.label_kind)

    @property
    def metric_names(self) -> tuple[str, ...]:
        """The scores of each epoch, the headline first."""
        return self.head.metric_names(self.data.dataset.number_of_classes)

    @property
    def finished(self) -> bool:
        """Whether the present run has done its epochs or stopped early."""
        return bool(self.stopped_early) or self.epoch >= self.target_epoch

    @property
    def steps_per_epoch(self) -> int:
        """Batches in an epoch, the last, smaller one included."""
        return -(-len(self.data.training_inputs) // self.project.training.batch_size)

    @property
    def device(self) -> str:
        """Where and how the steps run, in words."""
        return f"{self._device}, {'XLA' if self._xla else 'graph'}"

    def _build(self) -> None:
        import tensorflow as tf

        self.model = self._new_model()
        self._device = "GPU" if tf.config.list_physical_devices("GPU") else "CPU"
        self._inputs = tf.constant(self.data.training_inputs)
        self._compile_forward()
        self._build_optimizer()
        self._begin_objective()
        self._begin_epoch()

    def _new_model(self) -> Any:
        dataset, project = self.data.dataset, self.project
        units = self.head.number_of_units(dataset.number_of_classes)
        return build_model(project.layers, dataset.number_of_inputs, units, project.seed)

    def _compile_forward(self) -> None:
        """What is compiled holds on to its model, so another model needs another function."""
        import tensorflow as tf

        self._forward_compiled = tf.function(functools.partial(self.model, training=False), autograph=False)

    def _build_optimizer(self) -> None:
        import keras

        training = self.project.training
        options: dict[str, Any] = dict(training.optimizer_options)
        if training.clip_norm:
            options["clipnorm"] = training.clip_norm
        self.optimizer = getattr(keras.optimizers, OPTIMIZERS[training.optimizer].name)(
            learning_rate=training.learning_rate, **options
        )
        self.optimizer.build(self.model.trainable_variables)
        self._loops.clear()

    def _begin_objective(self) -> None:
        labels = self.data.training_labels(self.head.encoding)
        classes = self.data.dataset.number_of_classes
        self.objective: Objective = build_objective(self.head, self.project.head, labels, classes)
        encoded, _ = self._encoded(self.objective.encoding)
        self.chance = self.objective.chance(encoded, self.model.output_shape[-1])
        self.history.chance(self.chance)
        self.baselines = self._measured_baselines()

    def _encoded(self, encoding: Encoding) -> tuple[Any, Any]:
        """Returns training and validation labels as tensors; made once for each encoding."""
        import tensorflow as tf

        if encoding not in self._labels:
            training = tf.constant(self.data.training_labels(encoding))
            self._labels[encoding] = training, tf.constant(self.data.validation_labels(encoding))
        return self._labels[encoding]

    def _begin_epoch(self) -> None:
        import tensorflow as tf

        generator = np.random.default_rng([self.project.seed, self.epoch])
        self._order = tf.constant(generator.permutation(len(self.data.training_inputs)).astype(np.int32))
        self._row_in_epoch = 0
        self._epoch_loss = 0.0
        self._set_rate()

    def _set_rate(self) -> None:
        training = self.project.training
        schedule = SCHEDULES[training.schedule]
        planned = max(self.target_epoch - self._first_epoch, 1)
        factor = schedule.factor(training.schedule_options, self.epoch - self._first_epoch, planned)
        self.optimizer.learning_rate.assign(training.learning_rate * factor * self._rate_factor)

    @property
    def learning_rate(self) -> float:
        """The rate of the next step, the schedule included."""
        return float(self.optimizer.learning_rate.numpy())

    def begin_run(self, epochs: int) -> None:
        """Plans `epochs` more epochs from here.

        The way of compiling follows from the layers and the planned steps alone, never from a clock, so that
        the same seed gives the same curve.
        """
        self._first_epoch = self.epoch
        self.target_epoch = self.epoch + epochs
        self.stopped_early = ""
        self._best = None
        self._epochs_without_gain = 0
        self._rate_factor = 1.0
        random = any(LAYERS[layer.kind].random for layer in self.project.layers)
        self._xla = not random and epochs * self.steps_per_epoch >= XLA_FROM_STEPS
        self._set_rate()

    def adopt(self, project: Project) -> None:
        """Follows what may change during a run: head, loss, learning rate, schedule and pace.

        Weights and optimizer slots stay; only yes/no data changes its number of units with the head, with the
        same probabilities before and after.
        """
        before, self.project = self.project, project
        if project.head != before.head:
            self._adopt_head(before.head)
        self._set_rate()

    def _adopt_head(self, before: HeadChoice) -> None:
        units = self.head.number_of_units(self.data.dataset.number_of_classes)
        if units != self.model.output_shape[-1]:
            self._rebuild_with_units(units)
        # A threshold decides, but is no part of what is minimised.
        if msgspec.structs.replace(self.project.head, threshold=before.threshold) != before:
            self._best = None
            self._epochs_without_gain = 0
            self._begin_objective()
            self.history.mark(f"{self.head.activation}, {self.project.head.loss.replace('_', ' ')}")
        self.probe_logits = self._forward(self._probe_inputs())[0]
        self._remember_good()

    def _rebuild_with_units(self, units: int) -> None:
        weights = [np.asarray(weight) for weight in self.model.get_weights()]
        kernel, bias = converted_head(weights[-2], weights[-1], units)
        random, slots = self._random_state(), self._slots()
        self.model = self._new_model()
        self.model.set_weights([*weights[:-2], kernel, bias])
        self._restore_random_state(random)
        self._compile_forward()
        self._build_optimizer()
        self._restore_slots(slots)

    def _slots(self) -> Arrays:
        return [variable.numpy() for variable in self.optimizer.variables]

    def _restore_slots(self, slots: Arrays) -> None:
        """Puts slots back where the shape is the same; those of the converted head begin anew."""
        for variable, value in zip(self.optimizer.variables, slots, strict=True):
            if tuple(variable.shape) == value.shape:
                variable.assign(value)

    def follow_training(self, project: Project) -> None:
        """Follows a project whose layers and data are the same, before a further run.

        Another optimizer begins with fresh slots; the weights stay.
        """
        before, after = self.project.training, project.training
        # The head first, on the optimizer that the slots belong to.
        self.adopt(msgspec.structs.replace(project, training=before))
        self.project = project
        rebuilt = ("optimizer", "optimizer_options", "clip_norm")
        if any(getattr(before, name) != getattr(after, name) for name in rebuilt):
            self._build_optimizer()
        self._set_rate()
        if before.batch_size != after.batch_size and self._row_in_epoch:
            self._begin_epoch()

    def advance(self, steps: int) -> int:
        """Trains up to `steps` steps, not beyond the end of the epoch; returns how many.

        Raises:
            Diverged: the loss was not finite or far above chance; the last good weights are back.
        """
        batch = self.project.training.batch_size
        left = len(self.data.training_inputs) - self._row_in_epoch
        if left >= batch:
            count, batch = min(steps, left // batch, LONGEST_CHUNK), batch
        else:
            count, batch = 1, left
        losses = self._run_chunk(batch, count)
        self._row_in_epoch += count * batch
        self._epoch_loss += float(losses.sum(dtype=np.float64)) * batch
        if self._row_in_epoch >= len(self.data.training_inputs):
            self._end_epoch()
        return count

    def _run_chunk(self, batch: int, count: int) -> NDArray[np.float32]:
        labels, _ = self._encoded(self.objective.encoding)
        compiled, begun = self._loop_key(batch) in self._loops, time.perf_counter()
        losses, self.probe_logits = self._loop(batch).run(
            self._inputs, labels, self._order, self._row_in_epoch, count, self._probe_inputs()
        )
        if compiled:
            self._time_steps(batch, count, time.perf_counter() - begun)
        self._check(losses)
        self.history.append(losses)
        return losses

    def _loop_key(self, batch: int) -> tuple[object, ...]:
        return (*self.objective.key, batch, self._xla)

    def _time_steps(self, batch: int, count: int, seconds: float) -> None:
        """Keeps a running mean over full batches; the first call, which compiles, is not counted."""
        if batch == self.project.training.batch_size:
            latest = seconds / count
            self.step_seconds = 0.8 * self.step_seconds + 0.2 * latest if self.step_seconds else latest

    def _loop(self, batch: int) -> StepLoop:
        key = self._loop_key(batch)
        if key not in self._loops:
            self._loops[key] = StepLoop(self.model, self.optimizer, self.objective, batch, self._xla)
        return self._loops[key]

    def _check(self, losses: NDArray[np.float32]) -> None:
        """The buffer is kept up to the bad step, so that the curve shows where it happened."""
        bad = ~np.isfinite(losses) | (losses > DIVERGED * max(self.chance, 1e-3))
        if not bad.any():
            return
        first = int(bad.argmax())
        self.history.append(losses[:first])
        value = "not a finite number" if not np.isfinite(losses[first]) else f"{losses[first]:.3g}"
        self._diverge(len(self.history) + 1, f"the loss is {value}, against {self.chance:.3g} for guessing")

    def _diverge(self, step: int, reason: str) -> NoReturn:
        self._restore_good()
        self.history.mark("diverged: last good weights are back")
        raise Diverged(
            f"Training stopped at step {step}: {reason}. "
            f"The last good weights are back. Try a learning rate of {self.learning_rate / 10:.3g}, "
            "or clip the gradients."
        )

    def _end_epoch(self) -> None:
        if not _finite(self.model.get_weights()):
            self._diverge(len(self.history), "its update made weights that are not finite")
        examples = len(self.data.training_inputs)
        row = {"loss": self._epoch_loss / examples, **self._part_scores(validation=False)}
        validation = self.evaluate()
        row |= {f"val_{name}": value for name, value in validation.items()}
        row["learning_rate"] = self.learning_rate
        self.epoch += 1
        self.history.end_epoch(row)
        self._remember_good()
        self._follow_validation(row["val_loss"])
        self._begin_epoch()

    def evaluate(self) -> dict[str, float]:
        """Returns loss and scores on the validation part."""
        logits = self._forward(self.data.validation_inputs)
        _, labels = self._encoded(self.objective.encoding)
        loss = float(self.objective.function(labels, logits))
        return {"loss": loss, **self._part_scores(validation=True, logits=logits)}

    def _part_scores(self, validation: bool, logits: NDArray[Any] | None = None) -> dict[str, float]:
        head = self.head
        inputs = self.data.validation_inputs if validation else self.data.training_inputs
        part = self.data.validation_labels if validation else self.data.training_labels
        logits = self._forward(inputs) if logits is None else logits
        said = probabilities(head, logits, self.data.dataset.number_of_classes)
        return scores(head, answers(head, part(head.encoding), said, self.project.head.threshold))

    def _measured_baselines(self) -> dict[str, float]:
        """Returns the scores of saying the same of every validation example, by full name."""
        head = self.head
        labels = self.data.validation_labels(head.encoding)
        said = np.zeros((len(labels), head.number_of_units(self.data.dataset.number_of_classes)), np.float32)
        given = answers(head, labels, said, self.project.head.threshold)
        found = {f"val_{name}": baseline(name, given) for name in self.metric_names}
        return {name: value for name, value in found.items() if value is not None}

    def _follow_validation(self, loss: float) -> None:
        if self._best is None or loss < self._best.loss:
            keep = self.project.training.early_stopping
            self._best = _Best(loss, self.epoch, self.model.get_weights() if keep else [])
            self._epochs_without_gain = 0
            return
        self._epochs_without_gain += 1
        self._reduce_on_plateau()
        self._stop_early()

    def _reduce_on_plateau(self) -> None:
        training = self.project.training
        options = training.schedule_options
        if (
            training.schedule == "reduce_on_plateau"
            and self._epochs_without_gain % int(options["patience"]) == 0
        ):
            self._rate_factor *= float(options["factor"])
            self.history.mark("learning rate reduced")

    def _stop_early(self) -> None:
        training, best = self.project.training, self._best
        out_of_patience = self._epochs_without_gain >= training.patience
        if best is None or not best.weights or not (out_of_patience or self.epoch >= self.target_epoch):
            return
        self.model.set_weights(best.weights)
        self.probe_logits = self._forward(self._probe_inputs())[0]
        self._remember_good()
        self.history.mark(f"weights of epoch {best.epoch} are back")
        ended = "Stopped early" if out_of_patience else "Finished"
        self.stopped_early = (
            f"{ended} after {self.epoch} epochs: the validation loss was lowest in epoch {best.epoch}, "
            "and its weights are back."
        )

    def _remember_good(self) -> None:
        self._good_time = time.monotonic()
        state = self.state()
        if _finite(state.values()):
            self._good = state

    def remember_good_now_and_then(self) -> None:
        """Keeps the present, finite state every few seconds of a long epoch."""
        if time.monotonic() - self._good_time > 5:
            self._remember_good()

    def _restore_good(self) -> None:
        self.restore(self._good)
        self.probe_logits = self._forward(self._probe_inputs())[0]

    def state(self) -> dict[str, NDArray[Any]]:
        """Returns weights, optimizer slots and generator states as copies, by key."""
        groups = (
            ("weight", self.model.get_weights()),
            ("optimizer", self._slots()),
            ("random", self._random_state()),
        )
        return {
            f"{group}/{i:03d}": np.asarray(a).copy() for group, arrays in groups for i, a in enumerate(arrays)
        }

    def restore(self, state: Mapping[str, NDArray[Any]]) -> None:
        """Puts back what `state` returned. Raises ValueError where shapes do not fit."""
        weights = _group(state, "weight")
        self.model.set_weights(weights)
        for variable, value in zip(self.optimizer.variables, _group(state, "optimizer"), strict=True):
            variable.assign(value)
        self._restore_random_state(_group(state, "random"))

    def saved_run(self) -> SavedRun:
        """Returns the run as it is, in copies."""
        return SavedRun(self.state(), self.history.copy(), self.project)

    def resume_from(self, run: SavedRun) -> None:
        """Goes on from a saved run: weights, slots, generators and curves."""
        self.restore(run.state)
        self.history = run.history.copy()
        self.epoch = len(self.history.epochs)
        self._begin_epoch()
        self.probe_logits = self._forward(self._probe_inputs())[0]
        self._remember_good()

    def _random_variables(self) -> list[Any]:
        return [variable for variable in self.model.non_trainable_variables if variable.dtype == "uint32"] + [
            layer.seed_generator.state for layer in self.model.layers if hasattr(layer, "seed_generator")
        ]

    def _random_state(self) -> Arrays:
        return [np.asarray(variable) for variable in self._random_variables()]

    def _restore_random_state(self, states: Arrays) -> None:
        for variable, value in zip(self._random_variables(), states, strict=True):
            variable.assign(value)

    def watch(self, row: int) -> None:
        """Makes the validation example `row` the one being watched."""
        self.probe_row = min(max(row, 0), len(self.data.validation_inputs) - 1)
        self.probe_logits = self._forward(self._probe_inputs())[0]

    def _probe_inputs(self) -> Any:
        return self.data.validation_inputs[self.probe_row : self.probe_row + 1]

    def _forward(self, inputs: Any) -> NDArray[np.float32]:
        """Returns logits (n, units) float32 of prepared inputs (n, d), in blocks of 8,192 rows."""
        blocks = [self._forward_compiled(inputs[i : i + 8192]).numpy() for i in range(0, len(inputs), 8192)]
        return np.concatenate(blocks)

    def validation_probabilities(self, count: int) -> NDArray[Any]:
        """Returns the probabilities (count, units) of the first validation examples."""
        logits = self._forward(self.data.validation_inputs[:count])
        return probabilities(self.head, logits, self.data.dataset.number_of_classes)


def _finite(arrays: Iterable[NDArray[Any]]) -> bool:
    return all(bool(np.isfinite(array).all()) for array in arrays)


def _group(state: Mapping[str, NDArray[Any]], group: str) -> Arrays:
    return [state[key] for key in sorted(state) if key.startswith(group + "/")]
