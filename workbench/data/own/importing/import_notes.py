"""Says what an import did to rows and columns, in words and numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbench.core.own_data import Missing, OwnData
from workbench.data.own.importing.columns.input_column import InputColumn
from workbench.data.own.importing.write_arrays import Written

MOST_NAMES = 5


def import_notes(
    own: OwnData, columns: Sequence[InputColumn], kept: Sequence[InputColumn], written: Written
) -> tuple[str, ...]:
    """Returns sentences about columns and rows that were left out, values that are missing, and the rows that check.

    The doctor speaks of rows without a label.
    """
    stays = set(kept)
    dropped = [column for column in columns if column not in stays]
    return (*_about_dropped(dropped), *_about_missing(own.missing, kept), *_about_rows(own, written))


def _about_dropped(columns: Sequence[InputColumn]) -> Iterator[str]:
    same = [column for column in columns if not column.is_coarse]
    alike = [column for column in columns if column.is_coarse]
    if same:
        verb = "holds" if len(same) == 1 else "hold"
        yield f"{_named(same)} {verb} the same value in every row, and nothing can be learned from that: left out."
    if alike:
        yield (
            f"The numbers of {_named(alike)} differ by less than a network's 32 bits can tell: left out;"
            " subtract a constant from them in the file."
        )


def _about_missing(missing: Missing, columns: Sequence[InputColumn]) -> Iterator[str]:
    coarse = [column for column in columns if column.is_coarse]
    if coarse:
        yield (
            f"The numbers of {_named(coarse)} differ by less than a network's 32 bits can tell well;"
            " subtract a constant from them in the file."
        )
    infinite = [column for column in columns if column.infinite]
    absent = [column for column in columns if column.missing]
    if infinite:
        count = sum(column.infinite for column in infinite)
        yield f"{_counted(count, 'value')} of {_named(infinite)} {_are(count)} infinite, and counted as missing."
    if absent:
        count = sum(column.missing for column in absent)
        yield f"{_counted(count, 'value')} of {_named(absent)} {_are(count)} missing."
    if missing == "median" and (absent or infinite):
        yield "Missing values become the median of the training part."


def _about_rows(own: OwnData, written: Written) -> Iterator[str]:
    if written.incomplete:
        yield f"{_counted(written.incomplete, 'row')} with a missing value {_are(written.incomplete)} left out."
    if written.checking:
        testing = f", and {written.testing:,} are kept for a last test" if written.testing else ""
        yield f"{_counted(written.checking, 'row')} check and do not train{testing}, as the data itself says."
    elif own.test_file is not None or any(column.role == "part" for column in own.columns):
        yield "The data marks no row to check with, so a share of the rows is held back."


def _named(columns: Sequence[InputColumn]) -> str:
    names = [f"“{column.column.name}”" for column in columns]
    if len(names) > MOST_NAMES:
        names = [*names[:MOST_NAMES], f"{len(names) - MOST_NAMES} other columns"]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _counted(count: int, noun: str) -> str:
    return f"1 {noun}" if count == 1 else f"{count:,} {noun}s"


def _are(count: int) -> str:
    return "is" if count == 1 else "are"
