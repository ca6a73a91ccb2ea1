"""Training on rows whose number changes from call to call."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.heads import Head
from workbench.engine.block_loop import BlockChunk
from workbench.engine.counts import Cuts, count_answers, width
from workbench.engine.networks.compiled_call import CompiledCall
from workbench.engine.objective import Objective
from workbench.engine.step_loop import StepLoop

Tensor = Any


class PointLoop:
    """Trains on part of an epoch, its last, smaller batch included. Engine thread only.

    It is traced once for any number of rows, so that a stroke of a brush in the middle of a run costs nothing.
    """

    def __init__(
        self, network: Any, objective: Objective, head: Head, batch_size: int, labels: NDArray[Any]
    ) -> None:
        """Args: see `Network`; `labels` are encoded labels of whatever rows."""
        self._model, self._head = network.model, head
        self._loop = StepLoop(network.model, network.optimizer, objective, batch_size)
        self._labels = labels.dtype, labels.shape[1:]
        self._chunk = CompiledCall(
            self._steps, one_thread=network.one_thread, signature=self._signature(network.model.input_shape)
        )

    def _signature(self, inputs: tuple[int | None, ...]) -> tuple[Tensor, ...]:
        import tensorflow as tf

        kind, shape = self._labels
        number, spec = tf.TensorSpec([], tf.int32), tf.TensorSpec
        probe, order = spec([1, *inputs[1:]], tf.float32), spec([None], tf.int32)
        return (
            spec([None, *inputs[1:]], tf.float32),
            spec([None, *shape], tf.as_dtype(kind)),
            order,
            number,
            number,
            spec([None], tf.float32),
            probe,
        )

    def run(
        self,
        rows: tuple[Tensor, Tensor],
        order: NDArray[np.int32],
        first: int,
        count: int,
        cut: Cuts,
        probe: NDArray[np.float32],
    ) -> BlockChunk:
        """Trains on the batches `first` to `first + count` of the rows in this order."""
        import tensorflow as tf

        changing = (order, np.int32(first), np.int32(count), cut, probe)
        losses, counts, said = self._chunk(*rows, *map(tf.constant, changing))
        return BlockChunk(losses.numpy(), counts.numpy(), said.numpy()[0])

    @property
    def traces(self) -> int:
        """How often the call was traced."""
        return self._chunk.traces

    def _steps(
        self,
        inputs: Tensor,
        labels: Tensor,
        order: Tensor,
        first: Tensor,
        count: Tensor,
        cut: Tensor,
        probe: Tensor,
    ) -> Any:
        import tensorflow as tf

        size = self._loop.batch_size

        def body(step: Tensor, losses: Tensor, counts: Tensor) -> Any:
            places = order[step * size : (step + 1) * size]
            truth = tf.gather(labels, places)
            loss, said = self._loop.step(tf.gather(inputs, places), truth)
            right = count_answers(self._head, truth, said, cut, tf.ones(tf.shape(places)[0]))
            return step + 1, losses.write(step - first, loss), counts + right

        losses = tf.TensorArray(tf.float32, size=count, element_shape=[])
        start = first, losses, tf.zeros(width(self._model.output_shape[-1]))
        _, losses, counts = tf.while_loop(
            lambda step, *_: step < first + count, body, start, parallel_iterations=1
        )
        with tf.control_dependencies([losses.flow]):
            return losses.stack(), counts, self._model(probe, training=False)
