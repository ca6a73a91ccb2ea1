"""The sections of a script that bring the data: read or draw, split, encode, prepare."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.core.errors import UserError
from workbench.core.fields import filled
from workbench.core.heads import Encoding
from workbench.core.labels import LabelKind
from workbench.core.project import DataChoice, Project
from workbench.data.built_in import DATA_SETS
from workbench.data.dataset import Dataset
from workbench.data.split import split
from workbench.engine.script.carried_source import called_with
from workbench.engine.script.painted_section import painted_section
from workbench.engine.script.preparing_sections import preparing_sections
from workbench.engine.script.section import Section, lines
from workbench.engine.script.split_section import split_section

NUMPY = "import numpy as np"

ENCODED: dict[Encoding, tuple[str, str]] = {
    "class_index": ("The loss takes the index of the right class of each example.", 'y.astype("int32")'),
    "one_hot": (
        "The loss takes a row for each example, with a 1 at the right class and 0 elsewhere.",
        'np.eye({classes}, dtype="float32")[y]',
    ),
    "column": ("The loss takes a column with 1 for yes and 0 for no.", 'y.astype("float32")[:, None]'),
    "multi_hot": (
        "The loss takes a row for each example, with a 1 for each label that it has.",
        'y.astype("float32")',
    ),
}


def data_sections(project: Project, dataset: Dataset, encoding: Encoding) -> Iterator[Section]:
    """Yields code that leaves `x_train`, `y_train`, `x_validation` and `y_validation`; with a test part that as well.

    Raises:
        UserError: there is no code for the data.
    """
    yield from _data(project, dataset)
    yield _labels(dataset, encoding)
    parts = split(dataset, project.data.shares, project.seed)
    yield split_section(dataset, parts)
    own = project.data.own
    # Where rows that lack a value are left out, nothing is missing any more.
    may_miss = dataset.may_miss and (own is None or own.missing == "median")
    yield from preparing_sections(project.data.scaling, may_miss, has_test=len(parts.test_rows) > 0)


def _data(project: Project, dataset: Dataset) -> Iterator[Section]:
    choice = project.data
    if dataset.is_mapped:
        raise UserError(
            f"{dataset.title} is too large for a script that reads it whole; export the model itself."
        )
    if choice.painted is not None:
        yield painted_section(choice.painted, dataset, _about(dataset))
    elif choice.own is not None:
        # Not at the head of the file: built-in data need not wait for pyarrow.
        from workbench.engine.script.own.own_sections import own_sections

        yield from own_sections(choice.own, dataset, _about(dataset))
    else:
        yield _built_in(choice, dataset)


def _built_in(choice: DataChoice, dataset: Dataset) -> Section:
    row = DATA_SETS.get(choice.name)
    if row is None or row.arrays is None:
        raise UserError(
            f"There is no code that makes the data {dataset.title!r}; choose a built-in data set."
        )
    options = filled(row.options, choice.options, row.title)
    carried, expression = called_with(row.arrays, options)
    # Rounded to single precision before anything is measured, because that is what is trained on.
    code = lines(
        carried.code + "\n\n" if carried.code else "", f"x, y = {expression}", 'x = x.astype("float32")'
    )
    return Section("Data", _about(dataset), code, carried.imports)


def _about(dataset: Dataset) -> str:
    return f"{dataset.title}: {dataset.number_of_examples:,} examples with {dataset.number_of_inputs:,} inputs each, {dataset.label_summary()}."


def _labels(dataset: Dataset, encoding: Encoding) -> Section:
    why, code = ENCODED[encoding]
    if encoding == "one_hot" and dataset.label_kind is LabelKind.ONE_HOT:
        code = 'y.astype("float32")'
    elif encoding == "class_index" and dataset.label_kind in (LabelKind.ONE_HOT, LabelKind.MULTI_HOT):
        code = 'y.argmax(axis=1).astype("int32")'
    written = f"targets = {code.format(classes=dataset.number_of_classes)}"
    imports = frozenset({NUMPY}) if "np." in written else frozenset()
    return Section("Labels", why, written, imports)
