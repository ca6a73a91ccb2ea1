"""A project as a script that does the same run by itself."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.core.project import Project
from workbench.data.load import load
from workbench.data.split import split
from workbench.engine.script.data_sections import data_sections
from workbench.engine.script.expressions import comment, docstring
from workbench.engine.script.loss_sections import compile_section, weight_sections
from workbench.engine.script.model_sections import Api, model_section
from workbench.engine.script.opened_sections import opened_sections, replaced_sections, usual_head
from workbench.engine.script.pair import pair_of
from workbench.engine.script.score_sections import last_test_section, score_section
from workbench.engine.script.section import Section, all_imports
from workbench.engine.script.training_sections import training_section


def script_of(project: Project, api: Api) -> str:
    """Returns a Python script that reproduces a run of `project` with public interfaces alone.

    Args:
        project: A checked project.
        api: Keras's form in which the network is built.

    Raises:
        UserError: head, loss and labels do not fit, or there is no code for the data or the model.
    """
    return _text(project, list(sections(project, api)))


def script_of_model(project: Project, api: Api) -> str:
    """Returns the script that replaces the head of the opened model of `project`, whatever its data.

    Raises:
        UserError: the logits lie where no short code reaches them.
    """
    assert project.imported is not None
    pair, units = usual_head(project, project.imported)
    return _text(project, list(replaced_sections(project, pair, units, api)))


def _text(project: Project, parts: list[Section]) -> str:
    text = f"{docstring(title(project))}\n\n{set_up(project, parts).code}\n"
    for part in parts:
        defines = "\ndef " in f"\n{part.code}"
        # Functions stand apart from what is around them, as the style guide of Python has it.
        between = "\n\n" if defines and part.code.startswith("def ") else "\n"
        text += f"\n{comment(f'{part.title}. {part.why}')}{between}{part.code}\n"
    return text


def sections(project: Project, api: Api) -> Iterator[Section]:
    """Yields the steps of a run in their order, without what stands at the head.

    Raises:
        UserError: see `script_of`.
    """
    if project.imported is not None:
        yield from opened_sections(project, api)
        return
    dataset = load(project.data)
    classes = dataset.number_of_classes
    pair = pair_of(project, dataset.label_kind, classes)
    yield from data_sections(project, dataset, pair.encoding)
    yield from weight_sections(pair, classes)
    yield model_section(project, pair, dataset.number_of_inputs, classes, api)
    yield compile_section(project, pair)
    yield training_section(project, pair)
    yield score_section(pair, classes)
    if len(split(dataset, project.data.shares, project.seed).test_rows):
        yield last_test_section(pair, classes)


def title(project: Project) -> str:
    """Returns what the whole is about."""
    if project.imported is not None:
        return f"{project.imported.file} with a {project.head.activation} head."
    dataset = load(project.data)
    return f"{dataset.title}: {dataset.label_kind.title}, with a {project.head.activation} output."


def set_up(project: Project, parts: list[Section]) -> Section:
    """Returns the head of a script: its imports and the seed."""
    imports = sorted(all_imports(parts), key=_import_order)
    standard = [line for line in imports if line in STANDARD]
    others = [line for line in imports if line not in STANDARD]
    # Replacing a head draws nothing.
    seed = [f"SEED = {project.seed}"] if project.imported is None else []
    groups = ["\n".join(group) for group in (standard, others, seed) if group]
    why = "What is used, and the seed that decides all draws." if seed else "What is used."
    return Section("Set-up", why, "\n\n".join(groups))


STANDARD = frozenset({"import csv", "import itertools", "import math"})
"""Imports that come with Python, which stand first."""


def _import_order(line: str) -> str:
    return line.split()[1]
