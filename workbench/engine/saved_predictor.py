"""What a saved run predicts with, whether the data that it was trained on is still there or not."""

from __future__ import annotations

from workbench.core.errors import UserError
from workbench.core.labels import LabelKind
from workbench.core.project import Project
from workbench.core.project_members.saved_run import SavedRun
from workbench.core.projects.head_of_project import head_of
from workbench.data.load import load
from workbench.data.prepared import prepare_project
from workbench.engine.kept_preprocessing import preprocessing_of
from workbench.engine.networks.network_cache import NetworkCache
from workbench.engine.networks.weights import Weights
from workbench.engine.predictor import Predictor


def saved_predictor(run: SavedRun, networks: NetworkCache) -> Predictor:
    """Returns the network of a saved run, ready to predict.

    Raises:
        UserError: the weights do not fit, or an older program kept the run without what prepared its inputs, and its
            data are gone.
    """
    project = run.trained
    kept = preprocessing_of(run.state)
    preprocessing = prepare_project(project).preprocessing if kept is None else kept
    kind, class_names = _labels(project)
    head = head_of(project, kind)
    inputs, units = len(preprocessing.shift), head.number_of_units(len(class_names))
    network = networks.lend(project, inputs, units, xla=False)
    try:
        network.restore(Weights.of_state(run.state))
    except ValueError:
        raise UserError("The saved weights do not fit the layers of the project; train it again.") from None
    return Predictor(network, networks, preprocessing, head, project.head, class_names)


def _labels(project: Project) -> tuple[LabelKind, tuple[str, ...]]:
    own = project.data.own
    if own is None:
        dataset = load(project.data)
        return dataset.label_kind, dataset.class_names
    # What belongs to own data alone: built-in data need not wait for it.
    from workbench.data.own.doctor.encode_labels import form_named

    return form_named(own.labels.form).label_kind, own.labels.class_names
