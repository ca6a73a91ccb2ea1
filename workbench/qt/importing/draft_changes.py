"""The choices of the import dialog, as changes of a draft that the thread applies.

The draft is imported within them: it brings pyarrow, for which the window does not wait.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.core.fields import Value
from workbench.core.own_data import Kind, Missing, Role

if TYPE_CHECKING:
    from workbench.data.own.draft.draft import Draft


def set_option(draft: Draft, *, field: str, value: Value) -> Draft:
    """Reads the file in another way."""
    from workbench.data.own.draft.choices import with_option

    return with_option(draft, field, value)


def set_role(draft: Draft, *, names: Sequence[str], role: Role) -> Draft:
    """Gives columns another role."""
    from workbench.data.own.draft.choices import with_role

    for name in names:
        draft = with_role(draft, name, role)
    return draft


def set_kind(draft: Draft, *, names: Sequence[str], kind: Kind) -> Draft:
    """Understands the cells of columns in another way, where they can be understood so."""
    from workbench.data.own.draft.choices import with_kind

    for name in names:
        if kind in draft.profiles[name].kinds:
            draft = with_kind(draft, name, kind)
    return draft


def set_form(draft: Draft, *, form: str) -> Draft:
    """Understands the labels in another way."""
    from workbench.data.own.draft.choices import with_label_form

    return with_label_form(draft, form)


def set_separator(draft: Draft, *, separator: str) -> Draft:
    """Takes something else for what stands between tags."""
    from workbench.data.own.draft.choices import with_separator

    return with_separator(draft, separator)


def set_missing(draft: Draft, *, missing: Missing) -> Draft:
    """Changes what becomes of inputs without a value."""
    from workbench.data.own.draft.choices import with_missing

    return with_missing(draft, missing)


def set_test_file(draft: Draft, *, path: Path | None) -> Draft:
    """Takes the rows of a second file to check, or of none; a column that said it before says it no more."""
    from workbench.data.own.draft.choices import with_test_file

    return with_test_file(set_part(draft, name="") if path else draft, path)


def set_labels_file(draft: Draft, *, path: Path | None) -> Draft:
    """Lets a file name the labels."""
    from workbench.data.own.draft.choices import with_labels_file

    return with_labels_file(draft, path)


def set_part(draft: Draft, *, name: str) -> Draft:
    """Lets the column `name` say which rows check, or none where it is empty."""
    from workbench.data.own.draft.choices import with_role, with_test_file

    for column in draft.columns:
        if column.role == "part" and column.name != name:
            draft = with_role(draft, column.name, "ignore")
    if not name:
        return draft
    return with_role(with_test_file(draft, None), name, "part")


def set_share(draft: Draft) -> Draft:
    """Lets neither a column nor a second file say which rows check."""
    from workbench.data.own.draft.choices import with_test_file

    return with_test_file(set_part(draft, name=""), None)
