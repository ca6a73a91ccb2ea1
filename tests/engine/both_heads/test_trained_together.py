"""Heads trained together come to what each comes to alone, bit for bit."""

from __future__ import annotations

import numpy as np
import pytest

from workbench.core.both_heads.head_projects import head_projects
from workbench.core.project import DataChoice, Layer, Project, Training
from workbench.core.projects.data_edits import with_data
from workbench.data.load import load
from workbench.data.prepared import prepare_project
from workbench.engine.both_heads.trained_together import TrainedTogether
from workbench.engine.networks.network_cache import NetworkCache
from workbench.engine.session import Session

DATA = {
    "one class": DataChoice("iris"),
    "yes or no": DataChoice("moons", options={"size": 200}),
    "several labels": DataChoice("digit-traits"),
}
EPOCHS = 3


def project_on(choice: DataChoice) -> Project:
    training = Training(epochs=EPOCHS, batch_size=16, pace="full")
    layers = (Layer("Dense", {"units": 8, "activation": "relu"}), Layer("Dropout", {"rate": 0.1}))
    return with_data(Project(layers=layers, training=training), choice, load(choice).label_kind)


@pytest.fixture(scope="module")
def networks():
    cache = NetworkCache()
    yield cache
    cache.close()


@pytest.mark.parametrize("choice", DATA.values(), ids=list(DATA))
def test_histories_equal_those_of_the_single_runs_bit_for_bit(
    choice: DataChoice, networks: NetworkCache
) -> None:
    projects = head_projects(project_on(choice), load(choice).label_kind)
    together = TrainedTogether(projects, networks)
    while not together.finished:
        together.advance(7)
    for name, head in together.heads().items():
        alone = Session(projects[name], prepare_project(projects[name]), networks)
        alone.begin_run(EPOCHS)
        while not alone.finished:
            alone.advance(1000)
        assert head.epoch == EPOCHS and len(head.history) == len(alone.history) > 0
        np.testing.assert_array_equal(head.history.loss, alone.history.loss)
        assert head.history.epochs == alone.history.epochs
        np.testing.assert_array_equal(head.logits, alone.probe_logits)
        alone.close()
    together.close()


def test_the_heads_keep_step(networks: NetworkCache) -> None:
    choice = DATA["one class"]
    together = TrainedTogether(head_projects(project_on(choice), load(choice).label_kind), networks)
    for steps in (1, 5, 3):
        together.advance(steps)
        done = {len(head.history) for head in together.heads().values()}
        assert len(done) == 1
    assert done == {9}
    together.close()


def test_a_head_that_diverges_ends_alone_and_says_why(networks: NetworkCache) -> None:
    import msgspec

    choice = DATA["one class"]
    project = project_on(choice)
    wild = msgspec.structs.replace(project.training, learning_rate=1e6, optimizer="SGD")
    projects = head_projects(project, load(choice).label_kind)
    projects["softmax"] = msgspec.structs.replace(projects["softmax"], training=wild)
    together = TrainedTogether(projects, networks)
    while not together.finished:
        together.advance_for(0.05)
    heads = together.heads()
    assert heads["softmax"].message.startswith("Training stopped at step") and heads["softmax"].finished
    assert heads["sigmoid"].epoch == EPOCHS and not heads["sigmoid"].message
    together.close()


def test_the_watched_example_and_places_are_those_of_each_head(networks: NetworkCache) -> None:
    choice = DATA["yes or no"]
    together = TrainedTogether(head_projects(project_on(choice), load(choice).label_kind), networks)
    together.watch(4)
    inputs = load(choice).inputs[:3]
    heads = together.heads(inputs)
    assert {name: head.map.shape for name, head in heads.items() if head.map is not None} == {
        "softmax": (3, 2),
        "sigmoid": (3, 1),
    }
    together.close()
