"""What a person can change about a draft: each function returns a new draft, in which all other choices stand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from workbench.core.fields import Value
from workbench.core.own_data import Kind, LabelReading, Missing, Role
from workbench.data.own.draft.draft import LABEL_ROLES, Draft
from workbench.data.own.draft.draft_of import drafted
from workbench.data.own.draft.given import Given
from workbench.data.own.draft.opened_file import open_file
from workbench.data.own.draft.second_file import check_second_file


def with_option(draft: Draft, field: str, value: Value) -> Draft:
    """Returns the draft of the file read with another value for a field of its reader."""
    return _reopened(draft, replace(draft.given, options={**draft.given.options, field: value}))


def with_labels_file(draft: Draft, path: Path | None) -> Draft:
    """Returns the draft with another file that names the labels; columns chosen before give way to it."""
    return _reopened(draft, replace(draft.given, labels_file=path, target=None, labels=None))


def with_test_file(draft: Draft, path: Path | None) -> Draft:
    """Returns the draft with a second file whose rows check, or without one.

    Raises:
        UserError: the file cannot be read like the first, or misses columns.
    """
    if path is not None and draft.sample is not None:
        check_second_file(path, draft.file, draft.used_columns)
    return drafted(draft.file, replace(draft.given, test_file=path))


def with_missing(draft: Draft, missing: Missing) -> Draft:
    """Returns the draft with another fate for inputs without a value."""
    return drafted(draft.file, replace(draft.given, missing=missing))


def with_kind(draft: Draft, column: str, kind: Kind) -> Draft:
    """Returns the draft in which a column is taken as something else."""
    return drafted(draft.file, replace(draft.given, kinds={**draft.given.kinds, column: kind}))


def with_label_form(draft: Draft, form: str) -> Draft:
    """Returns the draft in which the labels are understood in another way; an empty form takes the proposal."""
    return drafted(draft.file, replace(draft.given, labels=LabelReading(form) if form else None))


def with_separator(draft: Draft, separator: str) -> Draft:
    """Returns the draft with something else between tags."""
    return drafted(draft.file, replace(draft.given, labels=LabelReading("tags", separator=separator)))


def with_role(draft: Draft, column: str, role: Role) -> Draft:
    """Returns the draft with another role for a column.

    A new column of labels takes the place of the old one, unless both say yes or no and can stand side by side.
    """
    before = draft.label_columns
    labels = _labels_after(draft, column, role)
    kept = {name: old for name, old in draft.given.roles.items() if name not in before or name in labels}
    given = replace(draft.given, roles={**kept, column: role}, target=labels)
    if {*labels} != {*before}:
        given = replace(given, labels=None)
    elif role == "label":
        given = replace(given, labels=_untagged(draft))
    return drafted(draft.file, given)


def _labels_after(draft: Draft, column: str, role: Role) -> tuple[str, ...]:
    labels = {*draft.label_columns} - {column}
    if role in LABEL_ROLES:
        labels = {column, *(name for name in labels if _side_by_side(draft, name, column))}
    return tuple(name for name in draft.profiles if name in labels)


def _untagged(draft: Draft) -> LabelReading | None:
    """Returns the form of labels that a person means who says that tags are one label."""
    are_tags = draft.diagnosis is not None and draft.diagnosis.labels.form == "tags"
    return LabelReading("names") if are_tags else draft.given.labels


def _side_by_side(draft: Draft, name: str, other: str) -> bool:
    return draft.file.profiles[name].is_binary and draft.file.profiles[other].is_binary


def _reopened(draft: Draft, given: Given) -> Draft:
    """Reads the file again; choices about columns that are there no more are kept for when they come back."""
    return drafted(open_file(draft.path, given.options, given.labels_file), given)
