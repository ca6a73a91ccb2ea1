"""Epochs of painted points, of which there are more after each stroke."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.heads import Encoding
from workbench.data.prepared import PreparedData
from workbench.engine.block_loop import BlockChunk
from workbench.engine.counts import Counts
from workbench.engine.epochs import Chunk, EpochEnds, Position, Task, order_of
from workbench.engine.point_loop import PointLoop
from workbench.engine.streamed_epochs import judge_for

Tensors = tuple[Any, Any]


class PointEpochs:
    """Holds the training part as tensors, and trains at most to the end of an epoch in a call. Engine thread only."""

    is_resident = False

    def __init__(self, data: PreparedData, scored: bool) -> None:
        self._data, self._scored = data, scored
        self._rows = len(data.training_inputs)
        self._tensors: dict[str, Tensors] = {}
        self.begun: NDArray[np.float64] | float = 0.0

    def most_steps(self, task: Task, position: Position) -> int:
        """Returns how many steps there are to the end of the epoch."""
        return -(-self._rows // task.batch_size) - position.step

    def compile(self, task: Task) -> None:
        """Traces and compiles the call: the graph gets its kernels when it first runs."""
        weights = task.network.weights()
        self._run(task, Position(0, 0, 0), 1, self._data.training_inputs[:1])
        if self._scored:
            judge_for(task).judge(self._data.validation_source(task.objective.encoding), task.cut)
        task.network.restore(weights)

    def advance(
        self, task: Task, position: Position, count: int, rates: NDArray[np.float32], probe: Any
    ) -> Chunk:
        """Trains `count` steps, as many as `most_steps` allows."""
        task.network.optimizer.learning_rate.assign(rates[0])
        chunk = self._run(task, position, count, probe)
        counts = chunk.counts.astype(np.float64) + (self.begun if position.step else 0.0)
        self.begun = counts
        over = count == self.most_steps(task, position)
        return Chunk(chunk.losses, self._end(task, counts) if over and self._scored else None, chunk.probe)

    def _run(self, task: Task, position: Position, count: int, probe: Any) -> BlockChunk:
        order = order_of(position.seed, position.epoch, self._rows)
        rows = self._training_part(task.objective.encoding)
        return self._loop(task).run(rows, order, position.step, count, task.cut, probe)

    def _loop(self, task: Task) -> PointLoop:
        key = ("points", *task.objective.key, task.batch_size)
        loops = task.network.loops
        if key not in loops:
            labels = self._data.training_labels(task.objective.encoding)
            loops[key] = PointLoop(task.network, task.objective, task.head, task.batch_size, labels)
        loop: PointLoop = loops[key]
        return loop

    def _training_part(self, encoding: Encoding) -> Tensors:
        import tensorflow as tf

        if encoding not in self._tensors:
            parts = self._data.training_inputs, self._data.training_labels(encoding)
            self._tensors[encoding] = tf.constant(parts[0]), tf.constant(parts[1])
        return self._tensors[encoding]

    def _end(self, task: Task, counts: NDArray[np.float64]) -> EpochEnds:
        source = self._data.validation_source(task.objective.encoding)
        verdict = judge_for(task).judge(source, task.cut)
        return EpochEnds(
            Counts.of(counts[None], self._rows),
            verdict.counts,
            np.array([verdict.loss]),
            verdict.logits[None] if task.ranked else None,
            source.labels[source.rows],
        )
