"""Whether training can go on from the weights that there are."""

from __future__ import annotations

import msgspec

from workbench.core.imported.imported_model import ImportedModel
from workbench.core.painted_data import LETTERS, PaintedData
from workbench.core.project import DataChoice, Project


def fresh_start_needed(trained: Project, project: Project) -> bool:
    """Whether the weights of `trained` cannot serve `project`: other data, layers or seed.

    Whether an opened model is frozen says only what training may change; and other painted points of the same
    classes are more of the same data.
    """
    before, after = (_thawed(one.imported) for one in (trained, project))
    if before != after or (trained.layers, trained.seed) != (project.layers, project.seed):
        return True
    return _without_points(trained.data) != _without_points(project.data)


def _thawed(model: ImportedModel | None) -> ImportedModel | None:
    return None if model is None else msgspec.structs.replace(model, trainable=True)


def _without_points(data: DataChoice) -> DataChoice:
    """Returns the choice with what of painted data decides about the network alone: which labels a point can have."""
    if data.painted is None:
        return data
    labels = PaintedData(LETTERS[: len(data.painted.class_names)], data.painted.several)
    return msgspec.structs.replace(data, painted=labels)
