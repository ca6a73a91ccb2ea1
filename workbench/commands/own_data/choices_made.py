"""What was chosen or proposed about a file, for JSON and in words."""

from __future__ import annotations

from typing import Any

from workbench.commands.own_data.file_options import listed
from workbench.core.own_data import OwnData


def choices_json(own: OwnData) -> dict[str, Any]:
    """Returns everything that decides how the file becomes data."""
    return {
        "format": own.reading.format,
        **own.reading.options,
        "target": _names(own, "label", "tags"),
        "label_form": own.labels.form or None,
        "missing": own.missing,
        "test_file": own.test_file.path if own.test_file else None,
        "labels_file": own.labels_file.path if own.labels_file else None,
        "columns": [
            {"name": column.name, "role": column.role, "kind": column.kind} for column in own.columns
        ],
    }


def choices_in_words(own: OwnData) -> list[str]:
    """Returns the same as lines for a person."""
    options = ", ".join(
        f"{name.replace('_', ' ')} {_word(value)}" for name, value in own.reading.options.items()
    )
    left_out = _names(own, "ignore")
    return [
        f"  read as {own.reading.format}" + (f": {options}" if options else ""),
        f"  labels: {_labels_in_words(own)}",
        f"  inputs: {listed(_names(own, 'input')) or 'none'}",
        *([f"  left out: {listed(left_out)}"] if left_out else []),
        f"  inputs without a value: {MISSING_WORDS[own.missing]}",
    ]


MISSING_WORDS = {"median": "the median of the training part", "drop": "their rows are left out"}


def _labels_in_words(own: OwnData) -> str:
    names = _names(own, "label", "tags")
    form = f", taken as {own.labels.form.replace('_', ' ')}" if own.labels.form else ""
    return f"{listed(names)}{form}" if names else "none"


def _names(own: OwnData, *roles: str) -> list[str]:
    return [column.name for column in own.columns if column.role in roles]


def _word(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"“{value}”" if value in (",", ".") else str(value)
