"""The same experiment under each head differs in the head alone."""

from __future__ import annotations

import msgspec
import pytest

from workbench.core.both_heads.head_projects import head_projects, misfit
from workbench.core.heads import ACTIVATIONS, HEADS
from workbench.core.labels import LabelKind
from workbench.core.project import Project
from workbench.core.projects.fresh_start import fresh_start_needed
from workbench.core.projects.head_edits import mended
from workbench.core.projects.head_of_project import head_of


@pytest.mark.parametrize("label_kind", LabelKind)
def test_everything_but_the_head_is_the_same(label_kind: LabelKind) -> None:
    project = mended(Project(), label_kind)
    found = head_projects(project, label_kind)
    assert tuple(found) == ACTIVATIONS
    for name, under in found.items():
        assert under.head.activation == name
        assert msgspec.structs.replace(under, head=project.head) == project
        assert head_of(under, label_kind).activation == name
        assert not fresh_start_needed(project, under)


def test_the_head_in_use_keeps_its_loss() -> None:
    project = mended(Project(), LabelKind.MULTI_HOT)
    choice = msgspec.structs.replace(project.head, loss="binary_focal_crossentropy")
    found = head_projects(msgspec.structs.replace(project, head=choice), LabelKind.MULTI_HOT)
    assert found["sigmoid"].head.loss == "binary_focal_crossentropy"


@pytest.mark.parametrize("label_kind", LabelKind)
def test_a_head_without_a_row_is_an_experiment(label_kind: LabelKind) -> None:
    fitting = {head.activation for head in HEADS if head.label_kind is label_kind}
    found = head_projects(mended(Project(), label_kind), label_kind)
    assert {name for name, project in found.items() if not project.head.experiment} == fitting
    assert bool(misfit(label_kind)) == (len(fitting) < len(ACTIVATIONS))
