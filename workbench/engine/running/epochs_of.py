"""Which way the rows of a project come to the compiled steps."""

from __future__ import annotations

from workbench.core.project import Project
from workbench.data.prepared import PreparedData
from workbench.engine.epochs import Epochs
from workbench.engine.plan import is_resident
from workbench.engine.point_epochs import PointEpochs
from workbench.engine.resident_epochs import ResidentEpochs
from workbench.engine.streamed_epochs import StreamedEpochs


def epochs_of(project: Project, data: PreparedData, units: int, scored: bool) -> Epochs:
    """Returns the epochs of `data`: painted, kept on the device as a whole, or streamed block by block."""
    if project.data.painted is not None:
        return PointEpochs(data, scored)
    numbers = data.dataset.number_of_inputs + 2 * units
    resident = is_resident(len(data.split.training_rows), numbers) and not data.dataset.is_mapped
    return (ResidentEpochs if resident else StreamedEpochs)(data, scored)
