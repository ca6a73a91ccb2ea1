"""What a person should know of label columns that were proposed, and could have meant otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workbench.core.own_data import Column
from workbench.data.own.draft.column_profile import ColumnProfile
from workbench.data.own.draft.label_columns import LABEL_NAMES, is_block_name


def label_notes(columns: Sequence[Column], profiles: Mapping[str, ColumnProfile]) -> tuple[str, ...]:
    """Returns what to say of the proposed label columns; nothing where their names say that they are meant.

    Args:
        columns: All columns with their proposed roles.
        profiles: What each holds.
    """
    labels = [column.name for column in columns if column.role == "label"]
    if any(name.strip().casefold() in LABEL_NAMES or is_block_name(name) for name in labels):
        return ()
    if len(labels) > 1:
        return _several(labels, profiles)
    return _amounts(labels[0], columns[-1], profiles) if labels else ()


def _several(labels: list[str], profiles: Mapping[str, ColumnProfile]) -> tuple[str, ...]:
    if not all(profiles[name].is_binary for name in labels):
        return ()
    return (
        f"The last {len(labels):,} columns are proposed as labels, for each says yes or no. If only “{labels[-1]}” is"
        " to be predicted, let the others be inputs.",
    )


def _amounts(label: str, last: Column, profiles: Mapping[str, ColumnProfile]) -> tuple[str, ...]:
    if last.role != "input" or not profiles[label].kind == last.kind == "number":
        return ()
    return (
        f"“{label}” is proposed as the label, being the last column of few whole numbers. If you mean"
        f" “{last.name}”: its amounts are no classes; make groups of them first, such as low, middle and high.",
    )
