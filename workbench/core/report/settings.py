"""The settings of a project as rows of a table."""

from __future__ import annotations

from collections.abc import Mapping

from workbench.core.fields import Field, Value
from workbench.core.heads import Head
from workbench.core.project import Layer, Project
from workbench.core.projects.project_fields import DATA_FIELDS, HEAD_FIELDS, TRAINING_FIELDS

SHOWN_ELSEWHERE = frozenset({"pace", "threshold"})
"""A pace changes no figure, and thresholds are told with what decides."""


def settings_of(project: Project, head: Head) -> list[tuple[str, str]]:
    """Returns what decided what the run did, in the order of the data's way through it."""
    training, choice = project.training, project.head
    rows = [("Data", project.data.name), *_options(project.data.options)]
    rows += _fields(DATA_FIELDS, project.data)
    rows += _network(project)
    rows += [("Head", head.activation), ("Loss", _words(choice.loss))]
    rows += _fields(HEAD_FIELDS, choice)
    rows.append(("Decision", _decision(project, head)))
    rows += _fields(TRAINING_FIELDS, training)
    rows += [*_options(training.optimizer_options), *_options(training.schedule_options)]
    return [*rows, ("Seed", str(project.seed))]


def _fields(fields: tuple[Field, ...], owner: object) -> list[tuple[str, str]]:
    return [
        (field.title, _text(getattr(owner, field.name)))
        for field in fields
        if field.name not in SHOWN_ELSEWHERE
    ]


def _network(project: Project) -> list[tuple[str, str]]:
    if project.imported is not None:
        return [("Network", f"opened from {project.imported.file}")]
    return [
        (f"Layer {number}", layer_words(layer)) for number, layer in enumerate(project.layers, start=1)
    ] or [("Network", "no hidden layer")]


def layer_words(layer: Layer) -> str:
    """Returns a layer with those of its options that do something."""
    options = [
        f"{_words(name)} {_text(value)}" for name, value in layer.options.items() if value not in (0, False)
    ]
    return f"{layer.kind}: {', '.join(options)}" if options else layer.kind


def _options(options: Mapping[str, Value]) -> list[tuple[str, str]]:
    return [(_words(name).capitalize(), _text(value)) for name, value in options.items()]


def _decision(project: Project, head: Head) -> str:
    if head.decision == "arg_max":
        return "the class with the largest probability"
    choice = project.head
    if len(set(choice.thresholds)) > 1:
        return "each label above its own threshold: " + ", ".join(f"{value:g}" for value in choice.thresholds)
    return f"above {(choice.thresholds or (choice.threshold,))[0]:g}"


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else _words(str(value))


def _words(name: str) -> str:
    return name.replace("_", " ")
