"""Losses and scores of a part of the data, block by block."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.heads import Head
from workbench.data.blocks import RowSource
from workbench.engine.counts import Counts, Cuts, count_answers
from workbench.engine.objective import Objective

Tensor = Any
ROWS = 2048
"""Rows that are judged at a time: few enough to stop in between, many enough to be fast."""


@dataclass(frozen=True)
class Verdict:
    """What a network's answers to some rows are worth.

    Attributes:
        loss: The mean over the rows.
        counts: Of the rows, with a first axis of one.
        logits: (n, units) float32.
    """

    loss: float
    counts: Counts
    logits: NDArray[np.float32]


class Judge:
    """Judges rows by an objective and a head, in one compiled call for each block. Engine thread only."""

    def __init__(self, network: Any, objective: Objective, head: Head) -> None:
        import tensorflow as tf

        self._network, self._objective, self._head = network, objective, head
        self._compiled = tf.function(self._judge, autograph=False, reduce_retracing=True)

    def judge(self, source: RowSource, cut: Cuts) -> Verdict:
        """Returns the verdict on all rows of `source`, of which there is at least one."""
        import tensorflow as tf

        places = np.arange(len(source))
        parts = [
            self._compiled(*map(tf.constant, source.take(places[i : i + ROWS])), tf.constant(cut))
            for i in range(0, len(places), ROWS)
        ]
        losses, counts, logits = ([part[i].numpy() for part in parts] for i in range(3))
        sizes = [len(part) for part in logits]
        return Verdict(
            float(np.average(losses, weights=sizes)),
            Counts.of(np.asarray(counts).sum(axis=0, keepdims=True), len(source)),
            np.concatenate(logits),
        )

    def _judge(self, inputs: Tensor, labels: Tensor, cut: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        import tensorflow as tf

        logits = self._network.model(inputs, training=False)
        counts = count_answers(self._head, labels, logits, cut, tf.ones(tf.shape(inputs)[0]))
        return self._objective.function(labels, logits), counts, logits
