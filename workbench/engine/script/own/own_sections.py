"""The sections of a script that read a person's own file: rows, inputs, labels, and which rows check."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.core.own_data import OwnData
from workbench.data.dataset import Dataset
from workbench.data.own.importing.columns.part_column import CHECKING_WORDS
from workbench.engine.script.expressions import packed
from workbench.engine.script.own.input_code import input_section
from workbench.engine.script.own.label_code import label_section
from workbench.engine.script.own.reading_code import reading_section
from workbench.engine.script.section import Section, lines


def own_sections(own: OwnData, dataset: Dataset, about: str) -> Iterator[Section]:
    """Yields code that leaves `x`, `y` and, where the data itself says which rows check, `held_back`.

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
        yield _held_back(own)
    if own.missing == "drop":
        yield _complete_rows(dataset.validation_rows is not None)


def _held_back(own: OwnData) -> Section:
    places = [place for place, column in enumerate(own.columns) if column.role == "part"]
    checking = [f"[cell.lower() in CHECKING for cell in cells({place})]" for place in places]
    later = ["np.arange(len(rows)) >= first_test_row"] if own.test_file is not None else []
    conditions = [
        *(f"np.array({one})" for one in checking),
        *(f"({one})" if checking else one for one in later),
    ]
    code = lines(
        packed("CHECKING = (", map(repr, CHECKING_WORDS), ")") if places else "",
        f"held_back = {' | '.join(conditions)}",
    )
    return Section("Rows that check", "The data itself says which rows check instead of train.", code)


def _complete_rows(has_held_back: bool) -> Section:
    names = ("x", "y", "held_back") if has_held_back else ("x", "y")
    kept = ", ".join(f"{name}[complete]" for name in names)
    code = lines("complete = ~np.isnan(x).any(axis=1)", f"{', '.join(names)} = {kept}")
    return Section("Missing values", "Rows in which an input has no value are left out.", code)
