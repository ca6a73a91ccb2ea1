"""The settings of a project in words, and what differs between two."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from workbench.core.fields import Field
from workbench.core.layer_settings import settings_text
from workbench.core.layers import LAYERS
from workbench.core.optimizers import OPTIMIZERS, SCHEDULES
from workbench.core.project import DataChoice, Layer, Project
from workbench.core.projects.project_fields import DATA_FIELDS, HEAD_FIELDS, SEED, TRAINING_FIELDS

TITLES = {field.name: field.title for field in (*DATA_FIELDS, *HEAD_FIELDS, *TRAINING_FIELDS, SEED)} | {
    "activation": "Head",
    "loss": "Loss",
    "experiment": "Experiment",
}

UNSAID = ("pace", "optimizer_options", "schedule_options")
"""Parts of the training that change nothing about what is learned, or are told one by one."""

ABSENT = "—"
"""What stands for a setting that one of two projects does not have."""


@dataclass(frozen=True)
class Difference:
    """One setting that is not the same in two projects; both values in words."""

    setting: str
    one: str
    other: str


def differences(one: Project, other: Project) -> tuple[Difference, ...]:
    """Returns the settings that differ, in the order in which the window has them."""
    ours, theirs = settings(one), settings(other)
    names = dict.fromkeys((*ours, *theirs))
    pairs = ((name, ours.get(name, ABSENT), theirs.get(name, ABSENT)) for name in names)
    return tuple(Difference(*pair) for pair in pairs if pair[1] != pair[2])


def settings(project: Project) -> dict[str, str]:
    """Returns every setting by its name, both in words."""
    return dict(_settings(project))


def _settings(project: Project) -> Iterator[tuple[str, str]]:
    yield from _data(project.data)
    yield from _network(project)
    yield from _fields(project.head, ())
    yield from _fields(project.training, UNSAID)
    training = project.training
    yield from _options("Optimizer", OPTIMIZERS[training.optimizer].fields, training.optimizer_options)
    yield from _options("Schedule", SCHEDULES[training.schedule].fields, training.schedule_options)
    yield SEED.title, str(project.seed)


def data_words(data: DataChoice) -> str:
    """Returns what the data is called."""
    if data.own is not None:
        return data.own.file.path
    return f"painted, {len(data.painted.points)} points" if data.painted is not None else data.name


def network_words(project: Project) -> str:
    """Returns the layers in a line."""
    if project.imported is not None:
        return project.imported.file
    return ", ".join(_layer_words(layer) for layer in project.layers) or "logits alone"


def _layer_words(layer: Layer) -> str:
    return f"{layer.kind} {settings_text(layer)}".strip()


def _data(data: DataChoice) -> Iterator[tuple[str, str]]:
    yield "Data", data_words(data)
    yield from ((f"Data: {name}", _words(value)) for name, value in data.options.items())
    yield from ((TITLES[field.name], _words(getattr(data, field.name))) for field in DATA_FIELDS)
    if data.painted is not None:
        yield "Painted points", f"{len(data.painted.points)}, checksum {_checksum(data.painted)}"
    if data.own is not None:
        own = msgspec.to_builtins(data.own)
        yield from ((f"Own data: {name}", words) for name, words in _flat(own))


def _checksum(value: Any) -> str:
    """Returns a short word that differs where the values do."""
    return f"{zlib.crc32(msgspec.json.encode(value)):08x}"


def _flat(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Returns every leaf of a nested value with the way to it."""
    if isinstance(value, Mapping) or (isinstance(value, (list, tuple)) and value):
        parts = value.items() if isinstance(value, Mapping) else enumerate(value, 1)
        for key, part in parts:
            yield from _flat(part, f"{name} {key}".strip())
    else:
        yield name, _words(value)


def _network(project: Project) -> Iterator[tuple[str, str]]:
    if project.imported is not None:
        yield "Opened model", f"{project.imported.file}, {project.imported.weights.digest[:8]}"
        yield "Opened layers learn", _words(project.imported.trainable)
        return
    for place, layer in enumerate(project.layers, 1):
        yield f"Layer {place}", _layer_words(layer)
        fields = LAYERS[layer.kind].fields
        yield from _options(f"Layer {place}", fields, layer.options)


def _options(owner: str, fields: tuple[Field, ...], options: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for field in fields:
        yield f"{owner}: {field.title.lower()}", _words(options.get(field.name, field.default))


def _fields(part: msgspec.Struct, unsaid: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for name in part.__struct_fields__:
        if name not in unsaid:
            title = TITLES.get(name, name.replace("_", " ").capitalize())
            yield title, _words(getattr(part, name))


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, (tuple, list)):
        return ", ".join(map(_words, value)) or "none"
    return str(value).replace("_", " ") if value is not None else "none"
