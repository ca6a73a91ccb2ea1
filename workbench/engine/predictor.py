"""A trained network as it was at one moment, which says something of any number of raw rows."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.heads import Head
from workbench.core.label_thresholds import thresholds_of
from workbench.core.predictions import Predictions
from workbench.core.probabilities import probabilities
from workbench.core.project import HeadChoice
from workbench.data.preprocessing import Preprocessing
from workbench.engine.networks.network import Network
from workbench.engine.networks.network_cache import NetworkCache

ROWS_A_CALL = 4096
"""Rows that go through the network together: more are no faster, and take more memory in a wide layer."""


class Predictor:
    """Predicts with a copy of the weights, so that a training that goes on changes nothing. Engine thread only."""

    def __init__(
        self,
        network: Network,
        networks: NetworkCache,
        preprocessing: Preprocessing | None,
        head: Head,
        choice: HeadChoice,
        class_names: tuple[str, ...],
    ) -> None:
        self._network, self._networks, self._preprocessing = network, networks, preprocessing
        self.head, self._choice, self._class_names = head, choice, class_names

    def predict(self, rows: NDArray[Any], truth: NDArray[np.float32] | None = None) -> Predictions:
        """Returns what the network says of raw rows.

        Args:
            rows: (n, d), with NaN for a missing value.
            truth: (n, units), see `Predictions`.

        Raises:
            UserError: there are not as many columns as the network was trained on.
        """
        logits = [self._logits(rows[i : i + ROWS_A_CALL]) for i in range(0, len(rows), ROWS_A_CALL)]
        units = self._network.units
        every = np.concatenate(logits) if logits else np.zeros((0, units), np.float32)
        classes, temperature = len(self._class_names), self._choice.temperature
        said = np.asarray(probabilities(self.head, every, classes, temperature), np.float32)
        thresholds = thresholds_of(self._choice, said.shape[1])
        return Predictions(self.head, thresholds, self._class_names, said, truth)

    def _logits(self, rows: NDArray[Any]) -> NDArray[np.float32]:
        prepared = rows if self._preprocessing is None else self._preprocessing.apply(rows)
        return self._network.logits(np.ascontiguousarray(prepared, np.float32))

    def close(self) -> None:
        """Gives the network back, for others to use; nothing can be predicted any more."""
        self._networks.give_back(self._network)
