"""Looks at a file and proposes how it becomes data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

import msgspec
import pyarrow as pa

from workbench.core.errors import UserError
from workbench.core.fields import Value
from workbench.core.own_data import Column
from workbench.data.own.doctor.diagnose import diagnose
from workbench.data.own.doctor.diagnosis import Diagnosis
from workbench.data.own.doctor.label_rows import LabelRows
from workbench.data.own.draft.column_profile import ColumnProfile, label_profile
from workbench.data.own.draft.columns import columns_of
from workbench.data.own.draft.draft import Draft
from workbench.data.own.draft.given import Given
from workbench.data.own.draft.opened_file import OpenedFile, open_file
from workbench.data.own.draft.second_file import check_second_file
from workbench.data.own.reader import Sample


def draft_of(
    path: Path,
    *,
    target: tuple[str, ...] = (),
    labels_file: Path | None = None,
    test_file: Path | None = None,
    options: Mapping[str, Value] | None = None,
) -> Draft:
    """Looks at a sample of a file and proposes the rest.

    Args:
        path: The file, or the folder of pictures.
        target: The columns of labels; proposed where there are none.
        labels_file: The file that names the labels of an ARFF file, if not the one beside it.
        test_file: A second file, whose rows check.
        options: Values for fields of the reader that fits.

    Raises:
        UserError: there is no such file, it is of no kind that is known, or it has no such columns.
    """
    file = open_file(path, options or {}, labels_file)
    if file.sample is not None:
        _check_target(target, file)
    given = Given(dict(options or {}), target or None, test_file=test_file, labels_file=labels_file)
    draft = drafted(file, given)
    if test_file is not None and draft.sample is not None:
        check_second_file(test_file, file, draft.used_columns)
    return draft


def drafted(file: OpenedFile, given: Given) -> Draft:
    """Returns the draft of an opened file in which everything that was not given is proposed."""
    if file.sample is None:
        return Draft(file, given)
    columns = columns_of(file.sample, file.profiles, given)
    draft = Draft(file, given, columns)
    if not draft.label_columns:
        return draft
    draft = replace(draft, label_profiles=_label_profiles(draft, file.sample))
    rows = LabelRows.of(file.sample.table.select(list(draft.label_columns)))
    try:
        diagnosis = diagnosis_of(draft, rows, file.sample.is_whole)
    except UserError as trouble:
        return replace(draft, label_trouble=str(trouble))
    return replace(draft, diagnosis=diagnosis, columns=_with_tags(columns, diagnosis))


def _label_profiles(draft: Draft, sample: Sample) -> dict[str, ColumnProfile]:
    names = [
        name for name in draft.label_columns if draft.profiles[name].missing > draft.profiles[name].empty
    ]
    return {
        name: label_profile(sample.table.column(name), sample.categories.get(name, ()))
        for name in names
        if pa.types.is_string(sample.table.column(name).type)
    }


def diagnosis_of(draft: Draft, rows: LabelRows, is_whole: bool) -> Diagnosis:
    """Returns what the doctor says of these rows of the label columns, given what a person chose.

    Raises:
        UserError: the columns cannot be understood.
    """
    categories = draft.sample.categories if draft.sample else {}
    return diagnose(
        rows,
        declared={name: categories[name] for name in draft.label_columns if name in categories},
        tags=frozenset(column.name for column in draft.columns if column.role == "tags"),
        given=draft.given.labels,
        is_whole=is_whole,
    )


def _with_tags(columns: tuple[Column, ...], diagnosis: Diagnosis) -> tuple[Column, ...]:
    """Returns the columns with the role that tells a person what the doctor found."""
    if diagnosis.labels.form != "tags":
        return columns
    return tuple(
        msgspec.structs.replace(column, role="tags") if column.role == "label" else column
        for column in columns
    )


def _check_target(target: tuple[str, ...], file: OpenedFile) -> None:
    for name in target:
        if name not in file.profiles:
            near = get_close_matches(name, file.profiles, 1)
            advice = f"did you mean “{near[0]}”?" if near else f"its columns are {_listed(file.profiles)}."
            raise UserError(f"{file.path.name} has no column “{name}”; {advice}")


def _listed(names: Mapping[str, ColumnProfile]) -> str:
    first = ", ".join(list(names)[:12])
    return first if len(names) <= 12 else f"{first} and {len(names) - 12} more"
