"""A bench with a network of the tests' own, which says of each example how near it lies to the mean of each class."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from tests.views.understanding.heads.bench import StillTrainer, still_bench
from workbench.core.project import Project
from workbench.core.projects.head_edits import with_head
from workbench.data.encoding import encode
from workbench.data.prepared import prepare_project
from workbench.views.understanding.views import Bench


class NearestMean:
    """Stands for a session; nothing in it is trained."""

    def __init__(self, project: Project, units: int, sharpness: float = 2.0) -> None:
        self.project, self.data, self.sharpness = project, prepare_project(project), sharpness
        self.probe_logits = np.zeros(units, np.float32)
        dataset = self.data.dataset
        kind, classes = dataset.label_kind, dataset.number_of_classes
        rows = "multi_hot" if kind.value == "multi_hot" else "column" if units == 1 else "one_hot"
        labels = encode(dataset.labels, kind, rows, classes) > 0.5
        inputs = self.data.preprocessing.apply(dataset.inputs)
        self._with = np.stack([inputs[held].mean(axis=0) for held in labels.T])
        self._without = np.stack([inputs[~held].mean(axis=0) for held in labels.T])

    def logits_of(self, inputs: NDArray[Any]) -> NDArray[np.float32]:
        prepared = self.data.preprocessing.apply(inputs)
        far, near = (
            ((prepared[:, None] - means) ** 2).mean(axis=-1) for means in (self._without, self._with)
        )
        return ((far - near) * self.sharpness).astype(np.float32)


def evaluated_bench(data: str, units: int, activation: str = "", **options: Any) -> Bench:
    """Returns a bench on built-in data with a network that knows something of it, under the head that it has."""
    bench = still_bench(data, **options)
    document = bench.document
    if activation:
        document.put(with_head(document.project, activation, document.label_kind))
    trainer = bench.trainer
    assert isinstance(trainer, StillTrainer)
    trainer.session = NearestMean(bench.document.project, units)
    trainer.has(bench.document.project, [0.0] * units)
    return bench
