"""One network in training: what the window's worker and the command line both drive."""

from __future__ import annotations

import functools
import logging
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, wait
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal, NoReturn

import msgspec
import numpy as np
from numpy.typing import NDArray

from workbench.core.heads import Head
from workbench.core.history import History
from workbench.core.imported.head_place import find_head
from workbench.core.imported.imported_model import ImportedModel
from workbench.core.label_thresholds import thresholds_of
from workbench.core.logits_units import same_probabilities
from workbench.core.optimizers import SCHEDULES
from workbench.core.probabilities import probabilities
from workbench.core.project import DataChoice, HeadChoice, Project, head_of
from workbench.core.project_file import SavedRun
from workbench.data.prepared import PreparedData
from workbench.engine.baselines import baselines
from workbench.engine.counts import cuts_of
from workbench.engine.epoch_rows import as_table, epoch_rows
from workbench.engine.epochs import Chunk, Epochs, Position, Task, order_of
from workbench.engine.imported_model import read_weights
from workbench.engine.kept_preprocessing import kept_preprocessing
from workbench.engine.network import Arrays, Network, Snapshot, Weights, optimizer_key
from workbench.engine.network_cache import NetworkCache
from workbench.engine.objective import Objective, build_objective
from workbench.engine.plan import Plan, is_resident, plan
from workbench.engine.point_epochs import PointEpochs
from workbench.engine.predictor import Predictor
from workbench.engine.resident_epochs import ResidentEpochs
from workbench.engine.rewind.moment import Glance, Moment, Place
from workbench.engine.rewind.moments import Moments
from workbench.engine.scores import AUC, auc, scores
from workbench.engine.shown_loss import SHOWN_LOSS, shown_loss
from workbench.engine.streamed_epochs import StreamedEpochs, judge_for

log = logging.getLogger(__name__)

DIVERGED = 1000.0
"""A loss above this many times its chance line has diverged."""

WAIT_SECONDS = 0.02
"""How long a chunk may wait for XLA: whoever presses Stop does not wait for a compiler."""

GOOD_SECONDS = 5.0
"""How old the last good weights may get during a long epoch."""

GOOD_EPOCH_SECONDS = 0.1
"""How old they may be at the end of an epoch: a look at them takes as long as some steps of a small network."""


class Diverged(Exception):
    """The loss was not finite or far above chance; the last good weights are back. The message says where."""


@dataclass
class _Best:
    loss: float
    epoch: int
    weights: Arrays


@dataclass(frozen=True)
class _Good:
    snapshot: Snapshot
    epoch: int
    step: int


@dataclass(frozen=True, eq=False)
class Batch:
    """The examples that one step learns from.

    Attributes:
        rows: Of the data set, (b,).
        inputs: Prepared, (b, d) float32.
        labels: As the loss takes them, (b,) or (b, k).
    """

    rows: NDArray[np.int64]
    inputs: NDArray[np.float32]
    labels: NDArray[Any]


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
        step_seconds: What a step takes of late; 0 while unknown.
        stopped_early: The sentence about the best weights put back, once they are.
        moments: What the network was at many steps, see `remember` and `rewind`.
    """

    def __init__(
        self,
        project: Project,
        data: PreparedData,
        networks: NetworkCache | None = None,
        evaluate: bool = True,
    ) -> None:
        """Takes a network from `networks`; without `evaluate` the epochs have a training loss and nothing else."""
        self.data = data
        self.project = project
        self.history = History()
        self.epoch = 0
        self.target_epoch = 0
        self.probe_row = 0
        self.stopped_early = ""
        self.step_seconds = 0.0
        self.moments = Moments()
        self._shown: Moment | None = None
        self._present: Moment | None = None
        self._networks = networks or NetworkCache()
        self._lent: dict[tuple[int, bool], Network] = {}
        self._scored = evaluate
        self._first_epoch = 0
        self._step = 0
        self._planned_step = 0
        self._plan = Plan(None)
        self._compiling: Future[object] | None = None
        self._compiled_for: tuple[object, ...] = ()
        self._rate_factor = 1.0
        self._epochs_without_gain = 0
        self._best: _Best | None = None
        self._epoch_loss = 0.0
        self._network = self._network_of(self._units, xla=False)
        self._epochs = self._way_of_bringing_rows()
        self._begin_objective()
        self.history.chance(self.chance)
        self.watch(0)
        self._remember_good()

    # What it is

    @property
    def head(self) -> Head:
        """The row of the table of heads in use."""
        return head_of(self.project, self.data.dataset.label_kind)

    @property
    def model(self) -> Any:
        """The Keras model that is trained, which ends in logits."""
        return self._network.model

    @property
    def network(self) -> Network:
        """The network itself, for whoever leaves it as it was."""
        return self._network

    @property
    def optimizer(self) -> Any:
        """Keras's optimizer of the model."""
        return self._network.optimizer

    @property
    def compiled(self) -> dict[tuple[object, ...], Any]:
        """What was compiled for the network, by what it depends on; it goes with the network."""
        return self._network.loops

    @property
    def metric_names(self) -> tuple[str, ...]:
        """The scores of each epoch, the headline first."""
        return self.head.metric_names(self.data.dataset.number_of_classes)

    @property
    def finished(self) -> bool:
        """Whether the present run has done its epochs or stopped early."""
        return bool(self.stopped_early) or self.epoch >= self.target_epoch

    @property
    def is_settled(self) -> bool:
        """Whether the present run will not go over to XLA any more."""
        return self._network.xla or self._plan.handover is None

    @property
    def training_rows(self) -> int:
        """Examples in an epoch."""
        return len(self.data.split.training_rows)

    @property
    def steps_per_epoch(self) -> int:
        """Batches in an epoch, the last, smaller one included."""
        return -(-self.training_rows // self.project.training.batch_size)

    @property
    def steps_left_in_epoch(self) -> int:
        """Batches to the end of the present epoch."""
        return self.steps_per_epoch - self._step

    @property
    def device(self) -> str:
        """Where and how the steps run, in words."""
        return f"{self._network.device}, {'XLA' if self._network.xla else 'graph'}"

    @property
    def _units(self) -> int:
        return self.head.number_of_units(self.data.dataset.number_of_classes)

    @property
    def _task(self) -> Task:
        return self._task_on(self._network)

    def _task_on(self, network: Network) -> Task:
        choice, ranked = self.project.head, AUC in self.metric_names
        cut = cuts_of(thresholds_of(choice, network.units), choice.temperature)
        return Task(network, self.objective, self.head, self.project.training.batch_size, cut, ranked)

    # Putting it together

    def _network_of(self, units: int, xla: bool) -> Network:
        """Returns the network of this project with so many logits, lent once and then kept until the end."""
        key = units, xla
        if key not in self._lent:
            inputs = self.data.dataset.number_of_inputs
            self._lent[key] = self._networks.lend(self.project, inputs, units, xla)
        return self._lent[key]

    def close(self) -> None:
        """Gives its networks back, for the next session. This one cannot be used any more."""
        self._wait_for_compiler()
        for network in self._lent.values():
            self._networks.give_back(network)
        self._lent.clear()
        self._compiling = None

    def _way_of_bringing_rows(self) -> Epochs:
        if self.project.data.painted is not None:
            return PointEpochs(self.data, self._scored)
        dataset = self.data.dataset
        numbers = dataset.number_of_inputs + 2 * self._units
        resident = is_resident(self.training_rows, numbers) and not dataset.is_mapped
        return (ResidentEpochs if resident else StreamedEpochs)(self.data, self._scored)

    def _begin_objective(self) -> None:
        source = self.data.training_source(self.head.encoding)
        labels = source.labels[source.rows]
        classes = self.data.dataset.number_of_classes
        self.objective: Objective = build_objective(self.head, self.project.head, labels, classes)
        if self.objective.encoding != self.head.encoding:
            labels = self.data.training_labels(self.objective.encoding)
        self.chance = self.objective.chance(labels, self._units)
        self.baselines = baselines(self.head, self.data, self._units) if self._scored else {}

    def compile_ahead(self, epochs: int) -> None:
        """Compiles what a run of so many epochs will need, so that it can begin at once."""
        self._epochs.compile(self._task)
        self._plan = self._planned(epochs)
        if self._plan.handover is not None:
            self._compile_for_xla()

    # A run

    def begin_run(self, epochs: int) -> None:
        """Plans `epochs` more epochs from the present step."""
        self.come_back()
        self._first_epoch = self.epoch
        self.target_epoch = self.epoch + epochs
        self.stopped_early = ""
        self._best = None
        self._epochs_without_gain = 0
        self._rate_factor = 1.0
        self._begin_plan()

    def _begin_plan(self) -> None:
        """Decides anew between the graph and XLA; the graph begins, and XLA compiles meanwhile."""
        self._move_to(self._network_of(self._units, xla=False))
        self._planned_step = 0
        self._plan = self._planned(self.target_epoch - self.epoch)

    def _planned(self, epochs: int) -> Plan:
        if self.objective.shown is not None:
            # Keras's own path, bit for bit.
            return Plan(None)
        whole = self.steps_per_epoch if self._epochs.is_resident else 1
        inputs, batch_size = self.data.dataset.number_of_inputs, self.project.training.batch_size
        steps = epochs * self.steps_per_epoch
        if self.project.imported is not None or self.project.data.painted is not None:
            # Nothing but its sizes is known of an opened model, and they do not tell how long XLA compiles; and it
            # would compile anew for each number of painted points.
            return Plan(None)
        return plan(self.project.layers, inputs, self._units, batch_size, steps, whole)

    def _compile_for_xla(self) -> None:
        """Has XLA compile what the present objective needs, unless that was asked for already."""
        task = self._task_on(self._network_of(self._units, xla=True))
        wanted = (*self.objective.key, task.batch_size, task.network.key)
        if self._compiling is None or wanted != self._compiled_for:
            self._wait_for_compiler()
            self._compiled_for = wanted
            self._compiling = self._networks.compile(functools.partial(self._epochs.compile, task))

    def _wait_for_compiler(self) -> bool:
        """Returns whether XLA compiled; where it is missing or refuses, the graph serves for the rest."""
        if self._compiling is None:
            return True
        error = self._compiling.exception()
        if error is not None:
            log.warning("XLA did not compile, so the graph goes on: %s", error)
        return error is None

    def _move_to(self, network: Network) -> None:
        """Goes on with another network of the same layers: weights, slots and generators go along."""
        if network is not self._network:
            network.restore(self._network.weights())
            self._network = network
            self.step_seconds = 0.0

    def _follow_plan(self) -> bool:
        """Goes over to XLA where the plan says so; returns False while XLA still compiles."""
        if self._network.xla or not self._plan.is_xla(self._planned_step):
            return True
        if self._compiling is not None and not wait([self._compiling], WAIT_SECONDS).done:
            return False
        if self._wait_for_compiler():
            self._move_to(self._network_of(self._units, xla=True))
        else:
            self._plan = Plan(None)
        return True

    def advance(self, steps: int) -> int:
        """Trains up to `steps` steps, not beyond the end of the run; returns how many: none while XLA compiles.

        Raises:
            Diverged: the loss was not finite or far above chance; the last good weights are back.
        """
        self.come_back()
        if not self._follow_plan():
            return 0
        count = self._possible(steps)
        position = Position(self.project.seed, self.epoch, self._step)
        begun = time.perf_counter()
        chunk = self._epochs.advance(self._task, position, count, self._rates(count), self._probe_inputs())
        self._time_steps(count, time.perf_counter() - begun)
        self.probe_logits = chunk.probe
        self._check(chunk.losses)
        self._planned_step += count
        self._record(chunk)
        if self._plan.handover is not None and not self._network.xla:
            # Not before: the first point must not wait for two things being traced at once.
            self._compile_for_xla()
        return count

    def _possible(self, steps: int) -> int:
        """Returns how many of the wanted steps can be done at once."""
        left = self.steps_left_in_epoch
        limits = [
            steps,
            self._epochs.most_steps(self._task, Position(self.project.seed, self.epoch, self._step)),
        ]
        if self._ends_every_epoch or not self._epochs.is_resident:
            limits.append(left)
        limits.append(left + max(self.target_epoch - self.epoch - 1, 0) * self.steps_per_epoch)
        if self._plan.handover is not None and not self._network.xla:
            limits.append(self._plan.handover - self._planned_step)
        return max(min(limits), 1)

    @property
    def _ends_every_epoch(self) -> bool:
        """Whether each epoch has to be looked at before the next one begins."""
        training = self.project.training
        watched = training.early_stopping or training.schedule == "reduce_on_plateau"
        return watched or self.objective.shown is not None

    def _time_steps(self, count: int, seconds: float) -> None:
        """Keeps a running mean, in which a call that had to compile is soon forgotten."""
        latest = seconds / count
        self.step_seconds = 0.8 * self.step_seconds + 0.2 * latest if self.step_seconds > 0 else latest

    def _rates(self, count: int) -> NDArray[np.float32]:
        """Returns the learning rate of the present epoch and of those after it that `count` steps touch."""
        touched = -(-(self._step + count) // self.steps_per_epoch)
        return np.array([self._rate_in(self.epoch + i) for i in range(touched)], np.float32)

    def _rate_in(self, epoch: int) -> float:
        training = self.project.training
        schedule = SCHEDULES[training.schedule]
        planned = max(self.target_epoch - self._first_epoch, 1)
        factor = schedule.factor(training.schedule_options, epoch - self._first_epoch, planned)
        return float(training.learning_rate * factor * self._rate_factor)

    @property
    def learning_rate(self) -> float:
        """The rate of the next step, the schedule included."""
        return float(np.float32(self._rate_in(self.epoch)))

    def next_batch(self) -> Batch:
        """Returns the examples that the next step learns from."""
        size = self.project.training.batch_size
        order = order_of(self.project.seed, self.epoch, self.training_rows)
        places = order[self._step * size : (self._step + 1) * size]
        inputs, labels = self.data.training_source(self.objective.encoding).take(places)
        return Batch(self.data.split.training_rows[places], inputs, labels)

    # What came of it

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

    def _record(self, chunk: Chunk) -> None:
        """Writes losses and epochs down, and moves on."""
        losses, per_epoch = chunk.losses, self.steps_per_epoch
        ended = (self._step + len(losses)) // per_epoch
        rows = epoch_rows(self._task, self.data, chunk.ends, ended) if ended else []
        bounds = [i * per_epoch - self._step for i in range(1, ended + 1)]
        for row, begin, end in zip(rows, [0, *bounds], bounds, strict=False):
            self.history.append(losses[begin:end])
            self._end_epoch(row, losses[begin:end])
        rest = losses[bounds[-1] :] if bounds else losses
        self.history.append(rest)
        self._step = len(rest) if ended else self._step + len(rest)
        self._epoch_loss += self._summed(rest)
        if ended:
            self._after_epochs(rows[-1])

    def _summed(self, losses: NDArray[np.float32]) -> float:
        return float(losses.sum(dtype=np.float64)) * self.project.training.batch_size

    def _end_epoch(self, row: dict[str, float], losses: NDArray[np.float32]) -> None:
        """The mean over examples, as Keras reports it: the last, smaller batch counts for as much as it is."""
        missing = self.steps_per_epoch * self.project.training.batch_size - self.training_rows
        total = self._epoch_loss + self._summed(losses) - float(losses[-1]) * missing
        rate = self._rate_in(self.epoch)
        self.epoch += 1
        self.history.end_epoch({"loss": total / self.training_rows, **row, "learning_rate": rate})
        self._epoch_loss = 0.0

    def _after_epochs(self, row: Mapping[str, float]) -> None:
        if self.finished or time.monotonic() - self._good_time > GOOD_EPOCH_SECONDS:
            self._keep_if_finite()
        if "val_loss" in row:
            self._follow_validation(row["val_loss"])

    def _keep_if_finite(self) -> None:
        snapshot = self._network.snapshot()
        if not snapshot.finite:
            self._diverge(len(self.history), "its update made weights that are not finite")
        self._keep(snapshot)

    def evaluate(self, part: Literal["training", "validation"] = "validation") -> dict[str, float]:
        """Returns loss and scores on a part of the data."""
        source_of = self.data.training_source if part == "training" else self.data.validation_source
        source = source_of(self.objective.encoding)
        verdict = judge_for(self._task).judge(source, self._task.cut)
        result = {"loss": verdict.loss}
        result |= {name: float(values[0]) for name, values in scores(self.head, verdict.counts).items()}
        if AUC in self.metric_names:
            result[AUC] = auc(as_table(source.labels[source.rows]), verdict.logits)
        shown = {SHOWN_LOSS: shown_loss(self._task, source)} if self.objective.shown else {}
        return {name: result[name] for name in ("loss", *self.metric_names)} | shown

    # Following the validation loss

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
        self._look_at_probe()
        self._remember_good()
        self.history.mark(f"weights of epoch {best.epoch} are back")
        ended = "Stopped early" if out_of_patience else "Finished"
        self.stopped_early = (
            f"{ended} after {self.epoch} epochs: the validation loss was lowest in epoch {best.epoch}, "
            "and its weights are back."
        )

    # The last good weights

    def _remember_good(self) -> None:
        snapshot = self._network.snapshot()
        if snapshot.finite:
            self._keep(snapshot)

    def _keep(self, snapshot: Snapshot) -> None:
        self._good_time = time.monotonic()
        self._good = _Good(snapshot, self.epoch, self._step)

    def remember_good_now_and_then(self) -> None:
        """Keeps the present, finite state every few seconds of a long epoch."""
        if time.monotonic() - self._good_time > GOOD_SECONDS:
            self._remember_good()

    def _restore_good(self) -> None:
        self._network.restore(self._good.snapshot.weights())
        self._step = self._good.step if self._good.epoch == self.epoch else 0
        self._look_at_probe()

    # Edits

    def adopt(self, project: Project) -> None:
        """Follows what may change during a run: head, loss, learning rate, schedule and pace.

        Weights and optimizer slots stay; only yes/no data changes its number of units with the head, with the
        same probabilities before and after.
        """
        with self.at_present():
            self._adopt(project)

    def _adopt(self, project: Project) -> None:
        before, self.project = self.project, project
        if project.head != before.head:
            self._adopt_head(before.head)

    def _adopt_head(self, before: HeadChoice) -> None:
        if self._units != self._network.units:
            self._move_to_units(self._units)
        if _minimised(self.project.head) != _minimised(before):
            self._best = None
            self._epochs_without_gain = 0
            self._begin_objective()
            self.history.chance(self.chance)
            if self.target_epoch > self.epoch:
                self._begin_plan()
            words = f"{self.head.activation}, {self.project.head.loss.replace('_', ' ')}"
            self.history.mark(f"experiment: {words}" if self.head.mistake else words)
        self._look_at_probe()
        self._remember_good()

    def take_points(self, choice: DataChoice, data: PreparedData) -> None:
        """Goes on with other painted points of the same classes: same weights, same optimizer slots.

        The present epoch begins again.
        """
        with self.at_present():
            self._take_points(choice, data)

    def _take_points(self, choice: DataChoice, data: PreparedData) -> None:
        self.project = msgspec.structs.replace(self.project, data=choice)
        self.data = data
        self._epochs = self._way_of_bringing_rows()
        self._step, self._epoch_loss = 0, 0.0
        self._best, self._epochs_without_gain = None, 0
        before = self.chance
        self._begin_objective()
        if self.chance != before:
            self.history.chance(self.chance)
        self.watch(self.probe_row)
        self._remember_good()

    def _move_to_units(self, units: int) -> None:
        """Goes on with another number of logits, which say the same: see `same_probabilities`."""
        before = self._network.weights()
        values = self._with_units(before.values, units)
        self._network = self._network_of(units, xla=False)
        self._network.restore(Weights(values, before.slots, before.random))

    def _with_units(self, values: Arrays, units: int) -> Arrays:
        """Returns the weights of a network with another number of logits, which say the same."""
        values, places = list(values), self._network.logits_indices
        logits = same_probabilities(tuple(values[i] for i in places), units)
        for place, value in zip(places, logits, strict=True):
            values[place] = value
        return values

    def follow_training(self, project: Project) -> None:
        """Follows a project whose layers and data are the same, before a further run.

        Another optimizer begins with fresh slots; the weights stay.
        """
        self.come_back()
        before, after = self.project.training, project.training
        # Frozen layers that learn from now on, or the other way round: other weights have slots.
        thawed = self.project.imported != project.imported
        # The head first, on the optimizer that the slots belong to.
        self.adopt(msgspec.structs.replace(project, training=before, imported=self.project.imported))
        self.project = project
        rebuilt = ("optimizer", "optimizer_options", "clip_norm")
        if thawed or any(getattr(before, name) != getattr(after, name) for name in rebuilt):
            self._change_optimizer()
        if before.batch_size != after.batch_size and self._step:
            self._step, self._epoch_loss = 0, 0.0

    def _change_optimizer(self) -> None:
        weights = self._network.weights()
        self.close()
        self._network = self._network_of(self._units, xla=False)
        self._network.restore(Weights(weights.values, self._network.slots(), weights.random))
        # The slots kept before are those of another optimizer.
        self._remember_good()

    # Keeping and going on

    def state(self) -> dict[str, NDArray[Any]]:
        """Returns weights, optimizer slots and generator states as copies, by key, and what prepared the inputs."""
        with self.at_present():
            weights = self._network.weights()
        return weights.to_state() | kept_preprocessing(self.data.preprocessing)

    def restore(self, state: Mapping[str, NDArray[Any]]) -> None:
        """Puts back what `state` returned. Raises ValueError where shapes do not fit."""
        self._network.restore(Weights.of_state(state))

    def opened_weights(self, model: ImportedModel) -> list[NDArray[Any]] | None:
        """Returns the weights of `model` as they are now, in its graph's order; None where another one is trained."""
        own = self.project.imported
        if own is None or msgspec.structs.replace(own, trainable=model.trainable) != model:
            return None
        if self._network.units != find_head(model.graph).units:
            return None
        with self.at_present():
            return read_weights(model.graph, self.model.layers[-1])

    def saved_run(self) -> SavedRun:
        """Returns the run as it is, in copies."""
        return SavedRun(self.state(), self.history.copy(), self.project)

    def resume_from(self, run: SavedRun) -> None:
        """Goes on from a saved run: weights, slots, generators and curves."""
        self.restore(run.state)
        self.history = run.history.copy()
        if not self.history.chances:
            # Weights that were opened have no run behind them that would have noted it.
            self.history.chance(self.chance)
        self.epoch = len(self.history.epochs)
        self._step, self._epoch_loss = 0, 0.0
        self._look_at_probe()
        self._remember_good()

    # Going back

    @property
    def rewound(self) -> int | None:
        """The step whose weights stand in the network in place of the present ones; None for the present ones."""
        return self._shown.step if self._shown else None

    def remember(self) -> None:
        """Keeps what the network is at this step, where there is room for it."""
        if self.moments.wants(len(self.history)):
            self.moments.add(self._moment())

    def _moment(self) -> Moment:
        in_epoch = self._step, self.steps_per_epoch, self._epoch_loss, self._epochs.begun
        place = Place(len(self.history), self.epoch, *in_epoch)
        glance = Glance(self._probe_inputs(), self.probe_logits)
        return Moment(place, self._network.weights(), self._network.units, self._optimizer_key, glance)

    @property
    def _optimizer_key(self) -> bytes:
        return optimizer_key(self.project.training)

    def rewind(self, step: int) -> None:
        """Puts the weights of `step`, or of the last moment kept before it, in place of the present ones.

        Everything that is asked of the session or of its model is answered with them, until training goes on.
        """
        moment = self.moments.at(step)
        if moment is None:
            return
        if self._present is None:
            self._present = self._moment()
        self._shown = moment
        self._stand_at(moment)

    def come_back(self) -> None:
        """Puts the present weights back, if others stand in their place."""
        present, self._present, self._shown = self._present, None, None
        if present is not None:
            self._stand_at(present)

    @contextmanager
    def at_present(self) -> Iterator[None]:
        """Has the present weights in place for a while."""
        step = self.rewound
        self.come_back()
        yield
        if step is not None:
            self.rewind(step)

    def _stand_at(self, moment: Moment) -> None:
        self._network.restore(self._weights_of(moment))
        # As it was said then: XLA's last bit may differ from the graph's.
        same_units = moment.units == self._network.units
        if same_units and np.array_equal(moment.glance.inputs, self._probe_inputs()):
            self.probe_logits = moment.glance.logits
        else:
            self._look_at_probe()

    def _weights_of(self, moment: Moment) -> Weights:
        """Returns the weights of a moment as the present network and optimizer take them."""
        then, units = moment.weights, self._network.units
        values = then.values if moment.units == units else self._with_units(then.values, units)
        slots = then.slots if moment.optimizer == self._optimizer_key else []
        return Weights(values, slots, then.random)

    def go_on_from(self, step: int) -> None:
        """Makes `step`, or the last moment kept before it, the present one: what came after is forgotten."""
        moment = self.moments.at(step)
        if moment is None:
            return
        self._present = self._shown = None
        self._network.restore(self._weights_of(moment))
        self.history = self.history.until(moment.step)
        self.history.mark("went on from here")
        if self.history.chances[-1][1] != self.chance:
            self.history.chance(self.chance)
        self._go_to(moment.place, changed=moment.units != self._network.units)
        self.moments.forget_after(moment.step)

    def _go_to(self, place: Place, changed: bool) -> None:
        self.epoch = self.target_epoch = place.epoch
        if place.steps_per_epoch == self.steps_per_epoch and not changed:
            self._step, self._epoch_loss = place.step_in_epoch, place.epoch_loss
            self._epochs.begun = place.counted
        else:
            self._step, self._epoch_loss = 0, 0.0
        self._best, self._epochs_without_gain = None, 0
        self.stopped_early = ""
        self._look_at_probe()
        self._remember_good()

    # Predictions

    def watch(self, row: int) -> None:
        """Makes the validation example `row` the one being watched."""
        self.probe_row = min(max(row, 0), len(self.data.split.validation_rows) - 1)
        self._look_at_probe()

    def _look_at_probe(self) -> None:
        self.probe_logits = self._network.logits(self._probe_inputs())[0]

    def _probe_inputs(self) -> NDArray[np.float32]:
        return self._validation_inputs(np.array([self.probe_row]))

    def _validation_inputs(self, places: NDArray[np.integer]) -> NDArray[np.float32]:
        return self.data.validation_source(self.head.encoding).take(places)[0]

    def logits_of(self, inputs: NDArray[np.float32]) -> NDArray[np.float32]:
        """Returns the logits (n, units) of raw inputs (n, d)."""
        return self.logits_of_prepared(self.data.preprocessing.apply(inputs))

    def logits_of_prepared(self, inputs: Any) -> NDArray[np.float32]:
        """Returns the logits (n, units) of inputs (n, d) as the network takes them, an array or a tensor."""
        return self._network.logits(inputs)

    def validation_probabilities(self, count: int) -> NDArray[Any]:
        """Returns the probabilities (count, units) of the first validation examples."""
        places = np.arange(min(count, len(self.data.split.validation_rows)))
        logits = self._network.logits(self._validation_inputs(places))
        classes = self.data.dataset.number_of_classes
        return probabilities(self.head, logits, classes, self.project.head.temperature)

    def predictor(self) -> Predictor:
        """Returns the network as it is now, with a copy of its weights; `Predictor.close` gives it back."""
        inputs = self.data.dataset.number_of_inputs
        network = self._networks.lend(self.project, inputs, self._units, xla=False)
        network.restore(self._network.weights())
        said = self.head, self.project.head, self.data.dataset.class_names
        return Predictor(network, self._networks, self.data.preprocessing, *said)


def _minimised(choice: HeadChoice) -> HeadChoice:
    """Returns what of a head decides about training: thresholds and a temperature come after it."""
    usual = HeadChoice()
    return msgspec.structs.replace(
        choice, threshold=usual.threshold, thresholds=usual.thresholds, temperature=usual.temperature
    )
