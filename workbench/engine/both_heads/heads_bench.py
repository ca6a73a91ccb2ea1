"""Where the engine has both heads in training at hand, from one request of the window to the next."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from workbench.core.both_heads.head_projects import HeadProjects
from workbench.engine.both_heads.trained_together import TrainedHeads, TrainedTogether
from workbench.engine.networks.network_cache import NetworkCache


class HeadsBench:
    """Has one run of both heads at a time. Engine thread only, but the wishes may be set from any.

    Attributes:
        row: The validation example whose logits are reported.
        places: Raw inputs (n, d) whose logits are reported as well; None for none.
    """

    def __init__(self, networks: NetworkCache) -> None:
        """Takes its networks from `networks`."""
        self.row = 0
        self.places: NDArray[np.float32] | None = None
        self._networks = networks
        self._together: TrainedTogether | None = None

    def begin(self, projects: HeadProjects) -> TrainedHeads:
        """Begins a run from fresh weights, and reports it."""
        self._together = TrainedTogether(projects, self._networks)
        return self._reported(self._together)

    def work(self, work: Callable[[TrainedTogether], None]) -> TrainedHeads:
        """Does `work` with the run, and reports how far it is; without a run there is nothing to report."""
        if self._together is None:
            return {}
        work(self._together)
        return self._reported(self._together)

    def _reported(self, together: TrainedTogether) -> TrainedHeads:
        together.watch(self.row)
        return together.heads(self.places)

    def clear(self) -> None:
        """Gives the networks of the run back."""
        together, self._together = self._together, None
        if together is not None:
            together.close()
