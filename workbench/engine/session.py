"""One network in training: what the window's worker and the command line both drive."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from typing import Any, Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from workbench.core.heads import Head
from workbench.core.history import History
from workbench.core.imported.head_place import find_head
from workbench.core.imported.imported_model import ImportedModel
from workbench.core.probabilities import probabilities
from workbench.core.project import DataChoice, Project
from workbench.core.project_members.saved_run import SavedRun
from workbench.data.prepared import PreparedData
from workbench.engine.epochs import Task
from workbench.engine.evaluate import evaluate
from workbench.engine.imported_model import read_weights
from workbench.engine.kept_preprocessing import kept_preprocessing
from workbench.engine.networks.compiled_call import CompiledCall
from workbench.engine.networks.network import Network
from workbench.engine.networks.network_cache import NetworkCache
from workbench.engine.networks.weights import Weights
from workbench.engine.objective import Objective
from workbench.engine.predictor import Predictor
from workbench.engine.rewind.moments import Moments
from workbench.engine.rewind.rewinding import Rewinding
from workbench.engine.running.batch import Batch, batch_at
from workbench.engine.running.edits import Edits
from workbench.engine.running.run import Run
from workbench.engine.running.trainee import Trainee


class Session:
    """A network, its optimizer and its history on prepared data.

    Its parts: a `Trainee`, which is the network with its data and objective; the `Run` that trains it; the `Edits`
    that both follow; and `Rewinding`, which puts earlier weights in place of the present ones for a while.

    Engine thread only, but `history` may be read from any thread.
    """

    def __init__(
        self,
        project: Project,
        data: PreparedData,
        networks: NetworkCache | None = None,
        evaluate: bool = True,
    ) -> None:
        """Takes a network from `networks`; without `evaluate` the epochs have a training loss and nothing else."""
        self._trainee = Trainee(project, data, networks or NetworkCache(), evaluate)
        self._run = Run(self._trainee)
        self._edits = Edits(self._trainee, self._run)
        self._rewinding = Rewinding(self._trainee, self._run.course)

    # What it is

    @property
    def project(self) -> Project:
        """The project that the next step follows."""
        return self._trainee.project

    @property
    def data(self) -> PreparedData:
        """What it learns."""
        return self._trainee.data

    @property
    def head(self) -> Head:
        """The row of the table of heads in use."""
        return self._trainee.head

    @property
    def objective(self) -> Objective:
        """What it minimises."""
        return self._trainee.goal.objective

    @property
    def chance(self) -> float:
        """The loss of guessing."""
        return self._trainee.goal.chance

    @property
    def baselines(self) -> dict[str, float]:
        """Scores of saying the same of every example, by full name."""
        return self._trainee.goal.baselines

    @property
    def metric_names(self) -> tuple[str, ...]:
        """The scores of each epoch, the headline first."""
        return self._trainee.metric_names

    @property
    def network(self) -> Network:
        """The network itself, for whoever leaves it as it was."""
        return self._trainee.network

    @property
    def model(self) -> Any:
        """The Keras model that is trained, which ends in logits."""
        return self.network.model

    @property
    def optimizer(self) -> Any:
        """Keras's optimizer of the model."""
        return self.network.optimizer

    @property
    def compiled(self) -> dict[tuple[object, ...], Any]:
        """What was compiled for the network, by what it depends on; it goes with the network."""
        return self.network.loops

    @property
    def task(self) -> Task:
        """Which way the network is trained."""
        return self._trainee.task

    @property
    def device(self) -> str:
        """Where and how the steps run, in words."""
        return f"{self.network.device}, {'XLA' if self.network.xla else 'graph'}"

    def close(self) -> None:
        """Gives its networks back, for the next session. This one cannot be used any more."""
        self._run.close()

    # A run

    @property
    def history(self) -> History:
        """Losses and scores so far."""
        return self._run.course.history

    @property
    def epoch(self) -> int:
        """Whole epochs done."""
        return self._run.course.epoch

    @property
    def target_epoch(self) -> int:
        """Where the present run ends."""
        return self._run.course.target_epoch

    @property
    def training_rows(self) -> int:
        """Examples in an epoch."""
        return self._trainee.epoch_size.rows

    @property
    def steps_per_epoch(self) -> int:
        """Batches in an epoch, the last, smaller one included."""
        return self._trainee.epoch_size.steps

    @property
    def steps_left_in_epoch(self) -> int:
        """Batches to the end of the present epoch."""
        return self.steps_per_epoch - self._run.course.step

    @property
    def step_seconds(self) -> float:
        """What a step takes of late; 0 while unknown."""
        return self._trainee.step_seconds

    @property
    def learning_rate(self) -> float:
        """The rate of the next step, the schedule included."""
        return self._run.learning_rate

    @property
    def finished(self) -> bool:
        """Whether the present run has done its epochs or stopped early."""
        return self._run.finished

    @property
    def stopped_early(self) -> str:
        """The sentence about the best weights put back, once they are."""
        return self._run.validation.stopped_early

    @property
    def is_settled(self) -> bool:
        """Whether the present run will not go over to XLA any more."""
        return not self._run.handover.is_ahead

    def compile_ahead(self, epochs: int) -> None:
        """Compiles what a run of so many epochs will need, so that it can begin at once."""
        self._run.handover.compile_ahead(epochs)

    def begin_run(self, epochs: int) -> None:
        """Plans `epochs` more epochs from the present step."""
        self.come_back()
        self._run.begin(epochs)

    def advance(self, steps: int) -> int:
        """Trains up to `steps` steps, not beyond the end of the run; returns how many: none while XLA compiles.

        Raises:
            Diverged: the loss was not finite or far above chance; the last good weights are back.
        """
        self.come_back()
        return self._run.advance(steps)

    def remember_good_now_and_then(self) -> None:
        """Keeps the present, finite state every few seconds of a long epoch."""
        self._run.good.remember_now_and_then()

    def next_batch(self) -> Batch:
        """Returns the examples that the next step learns from."""
        size = self.project.training.batch_size
        return batch_at(self._run.position, self.data, self.objective.encoding, size)

    # Edits

    def adopt(self, project: Project) -> None:
        """Follows what may change during a run: head, loss, learning rate, schedule and pace.

        Weights and optimizer slots stay; only yes/no data changes its number of units with the head, with the
        same probabilities before and after.
        """
        with self._rewinding.at_present():
            self._edits.adopt(project)

    def take_points(self, choice: DataChoice, data: PreparedData) -> None:
        """Goes on with other painted points of the same classes: same weights, same optimizer slots.

        The present epoch begins again.
        """
        with self._rewinding.at_present():
            self._edits.take_points(choice, data)

    def follow_training(self, project: Project) -> None:
        """Follows a project whose layers and data are the same, before a further run.

        Another optimizer begins with fresh slots; the weights stay.
        """
        self.come_back()
        self._edits.follow_training(project)

    # Keeping and going on

    def state(self) -> dict[str, NDArray[Any]]:
        """Returns weights, optimizer slots and generator states as copies, by key, and what prepared the inputs."""
        with self._rewinding.at_present():
            weights = self.network.weights()
        return weights.to_state() | kept_preprocessing(self.data.preprocessing)

    def restore(self, state: Mapping[str, NDArray[Any]]) -> None:
        """Puts back what `state` returned. Raises ValueError where shapes do not fit."""
        self.network.restore(Weights.of_state(state))

    def opened_weights(self, model: ImportedModel) -> list[NDArray[Any]] | None:
        """Returns the weights of `model` as they are now, in its graph's order; None where another one is trained."""
        own = self.project.imported
        if own is None or msgspec.structs.replace(own, trainable=model.trainable) != model:
            return None
        if self.network.units != find_head(model.graph).units:
            return None
        with self._rewinding.at_present():
            return read_weights(model.graph, self.model.layers[-1])

    def saved_run(self) -> SavedRun:
        """Returns the run as it is, in copies."""
        return SavedRun(self.state(), self.history.copy(), self.project)

    def resume_from(self, run: SavedRun) -> None:
        """Goes on from a saved run: weights, slots, generators and curves."""
        self.restore(run.state)
        self._run.resume(run.history.copy())

    # Going back

    @property
    def moments(self) -> Moments:
        """What the network was at many steps, see `remember` and `rewind`."""
        return self._rewinding.moments

    @property
    def rewound(self) -> int | None:
        """The step whose weights stand in the network in place of the present ones; None for the present ones."""
        return self._rewinding.rewound

    def remember(self) -> None:
        """Keeps what the network is at this step, where there is room for it."""
        self._rewinding.remember()

    def rewind(self, step: int) -> None:
        """Puts the weights of `step`, or of the last moment kept before it, in place of the present ones.

        Everything that is asked of the session or of its model is answered with them, until training goes on.
        """
        self._rewinding.rewind(step)

    def come_back(self) -> None:
        """Puts the present weights back, if others stand in their place."""
        self._rewinding.come_back()

    def go_on_from(self, step: int) -> None:
        """Makes `step`, or the last moment kept before it, the present one: what came after is forgotten."""
        if self._rewinding.go_on_from(step):
            self._run.begin_anew()

    # Predictions

    @property
    def probe_row(self) -> int:
        """The validation example being watched."""
        return self._trainee.probe_row

    @property
    def probe_logits(self) -> NDArray[np.float32]:
        """Its logits (units,) float32 after the last step."""
        return self._trainee.probe_logits

    def watch(self, row: int) -> None:
        """Makes the validation example `row` the one being watched."""
        self._trainee.watch(row)

    def evaluate(self, part: Literal["training", "validation", "test"] = "validation") -> dict[str, float]:
        """Returns loss and scores on a part of the data, which has rows."""
        source_of = {
            "training": self.data.training_source,
            "validation": self.data.validation_source,
            "test": self.data.test_source,
        }[part]
        return evaluate(self.task, source_of(self.objective.encoding), self.metric_names)

    def logits_of(self, inputs: NDArray[np.float32]) -> NDArray[np.float32]:
        """Returns the logits (n, units) of raw inputs (n, d)."""
        return self.logits_of_prepared(self.data.preprocessing.apply(inputs))

    def logits_of_prepared(self, inputs: Any) -> NDArray[np.float32]:
        """Returns the logits (n, units) of inputs (n, d) as the network takes them, an array or a tensor."""
        return self.network.logits(inputs)

    def compile_logits(self, inputs: Any) -> Future[object] | None:
        """Has the logits of prepared inputs, a tensor (n, d), compiled by XLA while training goes on.

        Returns:
            A promise of the compiled call; None as long as the network runs on the plain graph.
        """
        if not self.network.xla:
            return None
        call = self.network.fused_logits(inputs)

        def compiled() -> CompiledCall:
            call(inputs)
            return call

        return self._trainee.networks.cache.compile(compiled)

    def validation_probabilities(self, count: int) -> NDArray[Any]:
        """Returns the probabilities (count, units) of the first validation examples."""
        places = np.arange(min(count, len(self.data.split.validation_rows)))
        logits = self.network.logits(self._trainee.validation_inputs(places))
        classes, temperature = self.data.dataset.number_of_classes, self.project.head.temperature
        said: NDArray[Any] = probabilities(self.head, logits, classes, temperature)
        return said

    def predictor(self) -> Predictor:
        """Returns the network as it is now, with a copy of its weights; `Predictor.close` gives it back."""
        networks = self._trainee.networks.cache
        network = networks.lend(
            self.project, self.data.dataset.number_of_inputs, self._trainee.units, xla=False
        )
        network.restore(self.network.weights())
        said = self.head, self.project.head, self.data.dataset.class_names
        return Predictor(network, networks, self.data.preprocessing, *said)
