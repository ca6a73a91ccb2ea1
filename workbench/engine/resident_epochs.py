"""Epochs of data that stays on the device: many of them in one compiled call."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.heads import Encoding
from workbench.data.prepared import PreparedData
from workbench.engine.counts import Counts
from workbench.engine.epoch_loop import EpochChunk, EpochLoop
from workbench.engine.epochs import Chunk, EpochEnds, Position, Task, order_of

Tensors = tuple[Any, Any]


class ResidentEpochs:
    """Holds both parts as tensors and counts what was said over the parts of an epoch. Engine thread only."""

    is_resident = True

    def __init__(self, data: PreparedData, scored: bool) -> None:
        self._data, self._scored = data, scored
        self._rows = len(data.training_inputs)
        self._tensors: dict[str, tuple[Tensors, Tensors]] = {}
        self.begun: NDArray[np.float64] | float = 0.0

    def most_steps(self, task: Task, position: Position) -> int:
        """Returns how many steps one call can have from here."""
        steps = -(-self._rows // task.batch_size)
        return self._loop(task).epochs * steps - position.step

    def compile(self, task: Task) -> None:
        """Traces and compiles the call and everything in it: the graph gets its kernels when it first runs."""
        weights = task.network.weights()
        steps = -(-self._rows // task.batch_size)
        # The last full batch, the smaller one after it, and the end of the epoch.
        count = min(steps, 2)
        rates = np.zeros(1, np.float32)
        self._run(task, Position(0, 0, steps - count), count, rates, self._data.training_inputs[:1])
        task.network.restore(weights)

    def advance(
        self, task: Task, position: Position, count: int, rates: NDArray[np.float32], probe: Any
    ) -> Chunk:
        """Trains `count` steps, across the ends of epochs."""
        chunk = self._run(task, position, count, rates, probe)
        ends = self._ends(task, position, count, chunk) if self._scored else None
        return Chunk(chunk.losses, ends, chunk.probe)

    def _run(
        self, task: Task, position: Position, count: int, rates: NDArray[np.float32], probe: Any
    ) -> EpochChunk:
        loop = self._loop(task)
        steps = -(-self._rows // task.batch_size)
        touched = -(-(position.step + count) // steps)
        orders = np.zeros((loop.epochs, self._rows), np.int32)
        for i in range(touched):
            orders[i] = order_of(position.seed, position.epoch + i, self._rows)
        filled = np.zeros(loop.epochs, np.float32)
        filled[:touched] = rates[:touched]
        training, validation = self._parts(task.objective.encoding)
        return loop.run(training, validation, orders, filled, position.step, count, task.cut, probe)

    def _loop(self, task: Task) -> EpochLoop:
        rows = self._rows, len(self._data.validation_inputs)
        key = ("epochs", *task.objective.key, task.batch_size, *rows, self._scored, task.ranked)
        loops = task.network.loops
        if key not in loops:
            loops[key] = EpochLoop(
                task.network,
                task.objective,
                task.head,
                self._rows,
                task.batch_size,
                self._scored,
                task.ranked,
            )
        loop: EpochLoop = loops[key]
        return loop

    def _parts(self, encoding: Encoding) -> tuple[Tensors, Tensors]:
        """Returns inputs and labels of both parts as tensors; made once for each encoding."""
        import tensorflow as tf

        if encoding not in self._tensors:
            data = self._data
            known = next(iter(self._tensors.values()), None)
            inputs = (
                (known[0][0], known[1][0])
                if known
                else (tf.constant(data.training_inputs), tf.constant(data.validation_inputs))
            )
            labels = (
                tf.constant(data.training_labels(encoding)),
                tf.constant(data.validation_labels(encoding)),
            )
            self._tensors[encoding] = (inputs[0], labels[0]), (inputs[1], labels[1])
        return self._tensors[encoding]

    def _ends(self, task: Task, position: Position, count: int, chunk: EpochChunk) -> EpochEnds | None:
        """Returns the epochs that ended; what was counted of an unfinished one is kept for the next chunk."""
        steps = -(-self._rows // task.batch_size)
        ended = (position.step + count) // steps
        counts = chunk.training.astype(np.float64)
        if position.step and len(counts):
            counts[0] += self.begun
        self.begun = counts[ended] if ended < len(counts) else 0.0
        if not ended:
            return None
        labels = self._data.validation_labels(task.objective.encoding)
        return EpochEnds(
            Counts.of(counts[:ended], self._rows),
            Counts.of(chunk.validation[:ended], len(labels)),
            chunk.validation_losses[:ended],
            None if chunk.validation_logits is None else chunk.validation_logits[:ended],
            labels,
        )
