"""The networks of one session."""

from __future__ import annotations

from workbench.core.project import Project
from workbench.engine.networks.network import Network
from workbench.engine.networks.network_cache import NetworkCache


class LentNetworks:
    """Networks of the same layers, lent once and then kept to the end: with other logits, or compiled by XLA."""

    def __init__(self, cache: NetworkCache, inputs: int) -> None:
        self.cache = cache
        self._inputs = inputs
        self._lent: dict[tuple[int, bool], Network] = {}

    def lend(self, project: Project, units: int, xla: bool) -> Network:
        """Returns the network of `project` with so many logits."""
        key = units, xla
        if key not in self._lent:
            self._lent[key] = self.cache.lend(project, self._inputs, units, xla)
        return self._lent[key]

    def give_back(self) -> None:
        """Gives them back, for the next session."""
        for network in self._lent.values():
            self.cache.give_back(network)
        self._lent.clear()
