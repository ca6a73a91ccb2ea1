"""One run of both heads is at hand at a time, and its networks are given back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from workbench.core.both_heads.head_projects import HeadProjects, head_projects
from workbench.core.project import DataChoice, Project, Training
from workbench.core.projects.data_edits import with_data
from workbench.data.load import load
from workbench.engine.both_heads.heads_bench import HeadsBench
from workbench.engine.networks.network_cache import NetworkCache


@pytest.fixture
def bench() -> Iterator[HeadsBench]:
    networks = NetworkCache()
    bench = HeadsBench(networks)
    yield bench
    bench.clear()
    networks.close()


@pytest.fixture
def projects() -> HeadProjects:
    choice = DataChoice("iris")
    kind = load(choice).label_kind
    return head_projects(with_data(Project(training=Training(epochs=1, pace="full")), choice, kind), kind)


def test_there_is_nothing_to_report_before_a_run_and_after_it(
    bench: HeadsBench, projects: HeadProjects
) -> None:
    assert bench.work(lambda together: together.advance(1)) == {}
    assert set(bench.begin(projects)) == set(projects)
    bench.clear()
    assert bench.work(lambda together: together.advance(1)) == {}


def test_work_goes_on_with_the_run_that_was_begun(bench: HeadsBench, projects: HeadProjects) -> None:
    bench.begin(projects)
    for steps in (1, 2):
        heads = bench.work(lambda together: together.advance(1))
        assert {len(head.history) for head in heads.values()} == {steps}


def test_the_wishes_of_now_are_reported(bench: HeadsBench, projects: HeadProjects) -> None:
    assert all(head.map is None for head in bench.begin(projects).values())
    bench.places = load(DataChoice("iris")).inputs[:3]
    heads = bench.work(lambda together: None)
    assert {head.map.shape for head in heads.values() if head.map is not None} == {(3, 3)}
