"""The sections of a script that read a person's own file: rows, inputs, labels, and which rows check or test."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.core.own_data import OwnData
from workbench.data.dataset import Dataset
from workbench.data.own.importing.columns.part_column import CHECKING_WORDS, TEST_WORDS, VALIDATION_WORDS
from workbench.engine.script.expressions import packed
from workbench.engine.script.own.input_code import input_section
from workbench.engine.script.own.label_code import label_section
from workbench.engine.script.own.reading_code import reading_section
from workbench.engine.script.section import Section, lines


def own_sections(own: OwnData, dataset: Dataset, about: str) -> Iterator[Section]:
    """Yields code that leaves `x`, `y` and, where the data itself says which rows check and test, `held_back`, `testing`.

    Args:
        own: As an import has returned it.
        dataset: What came of it.
        about: A sentence on the data.

    Raises:
        UserError: there is no code for a file of this format, or it cannot be read any more.
    """
    yield reading_section(own, about)
    yield input_section(own)
    yield label_section(own)
    if dataset.validation_rows is not None:
        yield _held_back(own) if dataset.test_rows is None else _held_back_and_testing(own)
    if own.missing == "drop":
        yield _complete_rows(dataset)


def _held_back(own: OwnData) -> Section:
    conditions = [*_named(own, "CHECKING"), *_in_second_file(own)]
    code = lines(
        _words("CHECKING", CHECKING_WORDS) if _part_places(own) else "",
        f"held_back = {' | '.join(conditions)}",
    )
    return Section("Rows that check", "The data itself says which rows check instead of train.", code)


def _held_back_and_testing(own: OwnData) -> Section:
    later = _in_second_file(own)
    testing = " & ".join([f"({' | '.join(_named(own, 'TESTING'))})", *(f"~{one}" for one in later)])
    code = lines(
        _words("CHECKING", VALIDATION_WORDS),
        _words("TESTING", TEST_WORDS),
        f"testing = {testing}",
        f"held_back = ({' | '.join([*_named(own, 'CHECKING'), *later])}) & ~testing",
    )
    why = "The data itself says which rows check instead of train, and which ones are kept for a last test."
    return Section("Rows that check and test", why, code)


def _words(name: str, words: tuple[str, ...]) -> str:
    return packed(f"{name} = (", map(repr, words), ")")


def _named(own: OwnData, words: str) -> list[str]:
    """Returns what holds for rows that a column of parts gives one of the words."""
    return [f"np.array([cell.lower() in {words} for cell in cells({place})])" for place in _part_places(own)]


def _part_places(own: OwnData) -> list[int]:
    return [place for place, column in enumerate(own.columns) if column.role == "part"]


def _in_second_file(own: OwnData) -> list[str]:
    return [] if own.test_file is None else ["(np.arange(len(rows)) >= first_test_row)"]


def _complete_rows(dataset: Dataset) -> Section:
    given = {"held_back": dataset.validation_rows, "testing": dataset.test_rows}
    names = ("x", "y", *(name for name, rows in given.items() if rows is not None))
    kept = ", ".join(f"{name}[complete]" for name in names)
    code = lines("complete = ~np.isnan(x).any(axis=1)", f"{', '.join(names)} = {kept}")
    return Section("Missing values", "Rows in which an input has no value are left out.", code)
