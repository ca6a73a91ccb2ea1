"""Why columns with these roles and kinds cannot be imported."""

from __future__ import annotations

from collections.abc import Mapping

from workbench.core.own_data import Column
from workbench.data.own.draft.column_profile import ColumnProfile
from workbench.data.own.importing.columns.category_column import MOST_CATEGORIES


def problem_of(columns: tuple[Column, ...], profiles: Mapping[str, ColumnProfile]) -> str:
    """Returns the first thing that is in the way, as a sentence that says what to do; empty if nothing is."""
    roles = {column.role for column in columns}
    if not roles & {"label", "tags"}:
        return "No column holds the labels yet; choose the one that says what each row is."
    if "input" not in roles:
        return "No column is an input; choose at least one that the network may look at."
    inputs = (column for column in columns if column.role == "input")
    found = (_input_problem(column, profiles[column.name]) for column in inputs)
    return next((sentence for sentence in found if sentence), "")


def _input_problem(column: Column, profile: ColumnProfile) -> str:
    if column.kind == "date":
        return f"The column “{column.name}” cannot be an input: {profile.reason}"
    if column.kind == "category" and profile.distinct > MOST_CATEGORIES:
        return (
            f"The column “{column.name}” has {profile.distinct} different texts; at most {MOST_CATEGORIES} can be "
            "categories, so leave it out or bring them together in the file."
        )
    if column.kind == "text":
        return f"The column “{column.name}” is text and cannot be an input; take it as a category or leave it out."
    if column.kind not in profile.kinds:
        return f"The column “{column.name}” cannot be {_IN_WORDS[column.kind]}: {_why(profile)}"
    return ""


_IN_WORDS = {"number": "a number", "category": "a category", "yes_no": "yes or no"}


def _why(profile: ColumnProfile) -> str:
    return (
        profile.reason
        or f"it holds {profile.distinct} different values, such as {', '.join(profile.examples[:3])}."
    )
