"""Projects on other data."""

from __future__ import annotations

from pathlib import PurePath

import msgspec

from workbench.core.errors import UserError
from workbench.core.heads import fitting_activation, head_for
from workbench.core.labels import LabelKind
from workbench.core.own_data import OwnData
from workbench.core.painted_data import PaintedData
from workbench.core.project import PAINTED, DataChoice, Project
from workbench.core.projects.head_edits import with_head


def with_data(project: Project, data: DataChoice, label_kind: LabelKind) -> Project:
    """Returns the project on other data; the head is kept where it fits, else the fitting one is taken.

    An experiment goes on where only the options of its data change, and ends with other data. Thresholds and a
    temperature were chosen for what the labels mean, and are given up with them.
    """
    moved = msgspec.structs.replace(project, data=data)
    if _meaning(data) != _meaning(project.data):
        moved = msgspec.structs.replace(
            moved, head=msgspec.structs.replace(moved.head, thresholds=(), temperature=1.0)
        )
    if project.head.experiment and data.name == project.data.name:
        return moved
    moved = msgspec.structs.replace(moved, head=msgspec.structs.replace(moved.head, experiment=False))
    try:
        head = head_for(project.head.activation, label_kind)
    except UserError:
        return with_head(moved, fitting_activation(label_kind), label_kind)
    return moved if project.head.loss in head.losses else with_head(moved, head.activation, label_kind)


def _meaning(data: DataChoice) -> tuple[object, ...]:
    """Returns what decides what labels there are, as far as the choice alone tells."""
    painted = None if data.painted is None else (data.painted.class_names, data.painted.several)
    return data.name, data.options, None if data.own is None else data.own.labels, painted


def with_own(project: Project, own: OwnData, label_kind: LabelKind) -> Project:
    """Returns the project on a person's own data, with the head that is proposed for such labels.

    Where the same file is only taken in another way, a head that still fits is kept. An experiment ends.
    """
    head = msgspec.structs.replace(project.head, experiment=False)
    choice = msgspec.structs.replace(
        project.data,
        name=PurePath(own.file.path).stem,
        options={},
        own=own,
        painted=None,
        scaling=scaling_elsewhere(project.data),
    )
    moved = with_data(msgspec.structs.replace(project, head=head), choice, label_kind)
    before = project.data.own
    if before is not None and before.file.path == own.file.path:
        return moved
    return with_head(moved, fitting_activation(label_kind), label_kind)


def scaling_elsewhere(data: DataChoice) -> str:
    """Returns how other data in place of `data` is scaled: that a canvas needs no scale says nothing of it."""
    return data.scaling if data.painted is None else DataChoice().scaling


def with_painted(project: Project, painted: PaintedData) -> Project:
    """Returns the project on painted points; where the kind of their labels changes, so does the head.

    They are not scaled unless a person asks for it: the canvas runs from -1 to 1 already, and a scale measured on
    the points would move with every stroke.
    """
    data = project.data
    scaling = data.scaling if data.painted else "none"
    choice = msgspec.structs.replace(
        data, name=PAINTED, options={}, own=None, painted=painted, scaling=scaling
    )
    moved = with_data(project, choice, painted.label_kind)
    if data.painted is None or data.painted.several == painted.several:
        return moved
    return with_head(moved, fitting_activation(painted.label_kind), painted.label_kind)
