"""The network that learns, and what it learns."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.heads import Head
from workbench.core.label_thresholds import thresholds_of
from workbench.core.project import HeadChoice, Project
from workbench.core.projects.head_of_project import head_of
from workbench.data.prepared import PreparedData
from workbench.engine.counts import cuts_of
from workbench.engine.epochs import Task
from workbench.engine.networks.network import Network
from workbench.engine.networks.network_cache import NetworkCache
from workbench.engine.networks.weights import Weights
from workbench.engine.running.epoch_size import EpochSize
from workbench.engine.running.epochs_of import epochs_of
from workbench.engine.running.goal import goal_of
from workbench.engine.running.lent_networks import LentNetworks
from workbench.engine.scores import AUC


class Trainee:
    """A network on its data, with its objective and the validation example being watched. Engine thread only.

    Attributes:
        project: The project that the next step follows.
        data: What it learns.
        networks: The networks that it has been and may become.
        network: The one that learns.
        goal: What it minimises.
        epochs: How its rows are brought to it.
        step_seconds: What a step takes of late; 0 while unknown.
        probe_row: The validation example being watched.
        probe_logits: Its logits (units,) float32 after the last step.
    """

    def __init__(self, project: Project, data: PreparedData, networks: NetworkCache, scored: bool) -> None:
        """Without `scored` the epochs have a training loss and nothing else."""
        self.project, self.data, self._scored = project, data, scored
        self.networks = LentNetworks(networks, data.dataset.number_of_inputs)
        self.network = self.network_for(xla=False)
        self.step_seconds = 0.0
        self.take(data)
        self.watch(0)

    @property
    def head(self) -> Head:
        """The row of the table of heads in use."""
        return head_of(self.project, self.data.dataset.label_kind)

    @property
    def choice(self) -> HeadChoice:
        """What the project says of the head."""
        return self.project.head

    @property
    def units(self) -> int:
        """Logits that the head asks for."""
        return self.head.number_of_units(self.data.dataset.number_of_classes)

    @property
    def metric_names(self) -> tuple[str, ...]:
        """The scores of each epoch, the headline first."""
        return self.head.metric_names(self.data.dataset.number_of_classes)

    @property
    def epoch_size(self) -> EpochSize:
        """Examples of an epoch and of a step."""
        return EpochSize(len(self.data.split.training_rows), self.project.training.batch_size)

    @property
    def task(self) -> Task:
        """Which way the present network is trained."""
        return self.task_on(self.network)

    def task_on(self, network: Network) -> Task:
        """Returns which way `network` would be trained."""
        choice, ranked = self.choice, AUC in self.metric_names
        cut = cuts_of(thresholds_of(choice, network.units), choice.temperature)
        return Task(network, self.goal.objective, self.head, self.project.training.batch_size, cut, ranked)

    def take(self, data: PreparedData) -> None:
        """Learns `data` from now on, of the same classes."""
        self.data = data
        self.epochs = epochs_of(self.project, data, self.units, self._scored)
        self.begin_goal()

    def begin_goal(self) -> None:
        """Minimises what the project asks for."""
        self.goal = goal_of(self.head, self.choice, self.data, self.units, self._scored)

    # Its networks

    def network_for(self, xla: bool) -> Network:
        """Returns the network that the project asks for, on the plain graph or compiled by XLA."""
        return self.networks.lend(self.project, self.units, xla)

    def move_to(self, network: Network) -> None:
        """Goes on with another network of the same layers: weights, slots and generators go along."""
        if network is not self.network:
            network.restore(self.network.weights())
            self.network = network
            self.step_seconds = 0.0

    def move_to_units(self) -> None:
        """Goes on with as many logits as the head asks for, which say the same: see `Weights.with_units`."""
        before = self.network
        weights = before.weights().with_units(before.logits_indices, self.units)
        self.network = self.network_for(xla=False)
        self.network.restore(weights)

    def change_optimizer(self) -> None:
        """Goes on with the project's optimizer and fresh slots; the weights stay. The networks are given back before."""
        weights = self.network.weights()
        self.network = self.network_for(xla=False)
        self.network.restore(Weights(weights.values, self.network.slots(), weights.random))

    def time_steps(self, count: int, seconds: float) -> None:
        """Keeps a running mean, in which a call that had to compile is soon forgotten."""
        latest = seconds / count
        self.step_seconds = 0.8 * self.step_seconds + 0.2 * latest if self.step_seconds > 0 else latest

    # The example being watched

    def watch(self, row: int) -> None:
        """Makes the validation example `row` the one being watched."""
        self.probe_row = min(max(row, 0), len(self.data.split.validation_rows) - 1)
        self.look_at_probe()

    def look_at_probe(self) -> None:
        """Asks the network about it anew."""
        self.probe_logits: NDArray[np.float32] = self.network.logits(self.probe_inputs())[0]

    def probe_inputs(self) -> NDArray[np.float32]:
        """Returns its prepared inputs, (1, d)."""
        return self.validation_inputs(np.array([self.probe_row]))

    def validation_inputs(self, places: NDArray[np.integer[Any]]) -> NDArray[np.float32]:
        """Returns prepared inputs (n, d) of the validation part."""
        return self.data.validation_source(self.head.encoding).take(places)[0]
