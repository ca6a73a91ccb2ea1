"""Drafts a file once more as it was read before, so that a person can read it in another way."""

from __future__ import annotations

from pathlib import Path

from workbench.core.own_data import FileReference, OwnData
from workbench.data.own.draft.choices import with_kind, with_label_form, with_missing, with_role
from workbench.data.own.draft.draft import LABEL_ROLES, Draft
from workbench.data.own.draft.draft_of import draft_of


def draft_again(own: OwnData) -> Draft:
    """Returns a draft with the choices of an import; what is not in the file any more is passed over.

    Raises:
        UserError: a file is gone, or cannot be read as it was.
    """
    labels = tuple(column.name for column in own.columns if column.role in LABEL_ROLES)
    draft = draft_of(
        Path(own.file.path),
        target=labels,
        labels_file=_path(own.labels_file),
        test_file=_path(own.test_file),
        options=own.reading.options,
    )
    draft = _with_columns(draft, own)
    if draft.diagnosis is not None and draft.diagnosis.labels.form != own.labels.form:
        draft = with_label_form(draft, own.labels.form)
    return draft if draft.missing == own.missing else with_missing(draft, own.missing)


def _with_columns(draft: Draft, own: OwnData) -> Draft:
    before = {column.name: column for column in draft.columns}
    for column in own.columns:
        now = before.get(column.name)
        if now is None or column.role in LABEL_ROLES:
            continue
        if column.role != now.role:
            draft = with_role(draft, column.name, column.role)
        if column.kind != now.kind:
            draft = with_kind(draft, column.name, column.kind)
    return draft


def _path(reference: FileReference | None) -> Path | None:
    return Path(reference.path) if reference is not None else None
