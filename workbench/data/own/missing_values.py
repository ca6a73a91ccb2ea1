"""The texts that say a number is not there. In a label column they are classes like any other."""

from __future__ import annotations

MISSING_VALUES: tuple[str, ...] = (
    "", "NA", "N/A", "n/a", "na", "NaN", "nan", "NAN", "null", "NULL", "Null", "None", "none", "NONE",
    "?", "-", "--", ".", "#N/A", "#NA", "<NA>", "missing", "Missing", "k.A.", "k. A.",
)  # fmt: skip
"""Compared with the cell without the blanks around it."""

INFINITE_VALUES: tuple[str, ...] = (
    "inf", "Inf", "INF", "+inf", "-inf", "+Inf", "-Inf", "infinity", "Infinity", "-infinity", "-Infinity", "#DIV/0!",
)  # fmt: skip
"""Are missing too, and are counted and shown by themselves."""
