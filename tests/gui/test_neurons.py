"""The diagram shows what each neuron answers on data with two inputs, and only there."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QAction

from workbench.core.project import DataChoice
from workbench.core.projects.data_edits import with_data
from workbench.core.projects.head_edits import with_head
from workbench.data.built_in import load
from workbench.qt.neurons.neuron_columns import HEAD, INPUTS
from workbench.qt.trainer import State


def test_neurons_are_there_while_a_network_on_two_inputs_is_trained(workbench: Any, qtbot: Any) -> None:
    document, neurons = workbench.document, workbench.window.live_neurons
    kind = load("blobs", {}).label_kind
    document.start(with_data(document.project, DataChoice("blobs"), kind))
    seen: list[Any] = []
    neurons.changed.connect(lambda: seen.append(neurons.columns))
    workbench.window.findChild(QAction, "trainAction").trigger()
    qtbot.waitUntil(lambda: len(seen) > 2, timeout=60_000)
    # Dropout, the second layer, has no neurons of its own.
    assert [column.block for column in seen[-1]] == [INPUTS, 0, 2, HEAD]
    assert (seen[0][1].weights != seen[-1][1].weights).any()
    workbench.trainer.stop()
    qtbot.waitUntil(lambda: workbench.trainer.state is State.IDLE, timeout=30_000)
    tall = workbench.window.network.diagram.height()
    document.edit("Use sigmoid head", with_head(document.project, "sigmoid", kind))
    # The head is applied in the window.
    assert (neurons.columns[-1].maps.sum(axis=0) > 1.001).any() or (
        neurons.columns[-1].maps.sum(axis=0) < 0.999
    ).any()
    document.edit("Other data", with_data(document.project, DataChoice("iris"), kind))
    assert neurons.columns == () and workbench.window.network.diagram.height() < tall
