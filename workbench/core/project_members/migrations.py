"""The formats that projects had, and the way from each to the next."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from workbench.core.errors import UserError

FORMAT = 6


def _with_opened_models(document: dict[str, Any]) -> dict[str, Any]:
    """Format 2 knows opened models and experiments. A project of format 1 has neither, which is their default."""
    return document


def _with_scaling(document: dict[str, Any]) -> dict[str, Any]:
    """Format 3 knows own and painted data, and names the scaling where format 2 had a switch."""
    data = document.get("data")
    if isinstance(data, dict) and "standardise" in data:
        data["scaling"] = "standardise" if data.pop("standardise") else "none"
    return document


def _with_thresholds(document: dict[str, Any]) -> dict[str, Any]:
    """Format 4 knows a threshold for each label, and a temperature; a project of format 3 has one for all, and 1."""
    return document


def _with_test_part(document: dict[str, Any]) -> dict[str, Any]:
    """Format 5 knows a share that is kept for a last test; a project of format 4 keeps none."""
    return document


def _with_tests_apart(document: dict[str, Any]) -> dict[str, Any]:
    """Format 6 knows rows of a file that test; in a project of format 5 they check, and go on doing so."""
    return document


MIGRATIONS: tuple[Callable[[dict[str, Any]], dict[str, Any]], ...] = (
    _with_opened_models,
    _with_scaling,
    _with_thresholds,
    _with_test_part,
    _with_tests_apart,
)
"""Row i turns the parsed JSON of format i + 1 into that of format i + 2."""


def migrated(path: Path, document: dict[str, Any], number: int) -> dict[str, Any]:
    """Returns a document of format `number` as the present format has it.

    Raises:
        UserError: there is no such format yet, or never was.
    """
    if number > FORMAT:
        raise UserError(
            f"{path.name} was made by a newer Workbench (format {number}); this one reads up to {FORMAT}. "
            "Open it with a newer Workbench."
        )
    if number < 1:
        raise UserError(f"{path.name} has the format number {number}, which never was. Open an older copy.")
    return brought_up(document, number)


def brought_up(document: dict[str, Any], number: int) -> dict[str, Any]:
    """Returns the same, where the number is known to be one of a format."""
    for migrate in MIGRATIONS[number - 1 :]:
        document = migrate(document)
    return document
