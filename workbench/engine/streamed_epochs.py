"""Epochs of data too large to stay on the device: block by block, the next one read ahead."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.data.blocks import BLOCK_BYTES, Block, RowSource, blocks, rows_a_block
from workbench.data.prepared import PreparedData
from workbench.engine.block_loop import BlockChunk, BlockLoop
from workbench.engine.counts import Counts
from workbench.engine.epochs import Chunk, EpochEnds, Position, Task, order_of
from workbench.engine.judge import Judge


class StreamedEpochs:
    """Brings an epoch's rows block by block, and judges the validation part when it is over. Engine thread only."""

    is_resident = False

    def __init__(self, data: PreparedData, scored: bool, block_bytes: int = BLOCK_BYTES) -> None:
        self._data, self._scored, self._block_bytes = data, scored, block_bytes
        self._sources: dict[str, RowSource] = {}
        self._reading: tuple[object, Iterator[Block]] | None = None
        self._block: Block | None = None
        self._tensors: tuple[Any, Any] | None = None
        self.begun: NDArray[np.float64] | float = 0.0

    def most_steps(self, task: Task, position: Position) -> int:
        """Returns how many steps there are to the end of the block, the last, smaller batch by itself."""
        block, first = self._block_at(task, position)
        return max((block.rows - first) // task.batch_size, 1)

    def compile(self, task: Task) -> None:
        """Traces and compiles the call: the graph gets its kernels when it first runs."""
        weights = task.network.weights()
        source = self._source(task)
        inputs, labels = source.take(np.zeros(self._rows_a_block(task), np.int64))
        block = _tensor(inputs), _tensor(labels)
        if len(source) >= task.batch_size:
            self._loop(task).run(block, 0, 1, task.cut, inputs[:1])
        task.network.restore(weights)

    def advance(
        self, task: Task, position: Position, count: int, rates: NDArray[np.float32], probe: Any
    ) -> Chunk:
        """Trains `count` steps, as many as `most_steps` allows."""
        task.network.optimizer.learning_rate.assign(rates[0])
        chunk = self._run(task, position, count, probe)
        begun = self.begun if position.step else 0.0
        self.begun = begun + chunk.counts.astype(np.float64)
        over = position.step + count == -(-len(self._source(task)) // task.batch_size)
        return Chunk(chunk.losses, self._end(task) if over and self._scored else None, chunk.probe)

    def _run(self, task: Task, position: Position, count: int, probe: Any) -> BlockChunk:
        block, first = self._block_at(task, position)
        loop = self._loop(task)
        assert self._tensors is not None
        if block.rows - first < task.batch_size:
            return loop.run_tail(self._tensors, first, task.cut, probe)
        return loop.run(self._tensors, first // task.batch_size, count, task.cut, probe)

    def _block_at(self, task: Task, position: Position) -> tuple[Block, int]:
        """Returns the block at a position, and the row in it."""
        place = position.step * task.batch_size
        order = (position.seed, position.epoch, task.objective.encoding, task.batch_size)
        if self._reading is None or self._reading[0] != order or (self._block and self._block.first > place):
            self._begin(task, position, order)
        assert self._reading is not None
        while self._block is None or place >= self._block.first + self._block.rows:
            # The old block goes before the next one comes, or three would be held at once.
            self._block = self._tensors = None
            self._hold(next(self._reading[1]))
        return self._block, place - self._block.first

    def _begin(self, task: Task, position: Position, order: object) -> None:
        self._block = self._tensors = None
        source = self._source(task)
        permutation = order_of(position.seed, position.epoch, len(source))
        self._reading = order, blocks(source, permutation, self._rows_a_block(task))

    def _hold(self, block: Block) -> None:
        self._block = block
        self._tensors = _tensor(block.inputs), _tensor(block.labels)

    def _rows_a_block(self, task: Task) -> int:
        return rows_a_block(self._source(task), task.batch_size, self._block_bytes)

    def _source(self, task: Task) -> RowSource:
        encoding = task.objective.encoding
        if encoding not in self._sources:
            self._sources[encoding] = self._data.training_source(encoding)
        return self._sources[encoding]

    def _loop(self, task: Task) -> BlockLoop:
        rows, tail = self._rows_a_block(task), len(self._source(task)) % task.batch_size
        key = ("blocks", *task.objective.key, task.batch_size, rows, tail, self._scored)
        loops = task.network.loops
        if key not in loops:
            loops[key] = BlockLoop(
                task.network, task.objective, task.head, task.batch_size, tail, self._scored
            )
        loop: BlockLoop = loops[key]
        return loop

    def _end(self, task: Task) -> EpochEnds:
        source = self._data.validation_source(task.objective.encoding)
        verdict = judge_for(task).judge(source, task.cut)
        begun = np.asarray(self.begun)[None]
        labels = source.labels[source.rows] if task.ranked else source.labels[:0]
        return EpochEnds(
            Counts.of(begun, len(self._source(task))),
            verdict.counts,
            np.array([verdict.loss]),
            verdict.logits[None] if task.ranked else None,
            labels,
        )


def _tensor(array: NDArray[Any]) -> Any:
    """Returns an aligned array as a tensor that uses the same memory: a copy would be a third block."""
    import tensorflow as tf

    return tf.experimental.dlpack.from_dlpack(array.__dlpack__())


def judge_for(task: Task) -> Judge:
    """Returns the judge of a task's network, compiled once for each objective."""
    key = ("judge", *task.objective.key)
    loops = task.network.loops
    if key not in loops:
        loops[key] = Judge(task.network, task.objective, task.head)
    judge: Judge = loops[key]
    return judge
