"""What stands between the cells of a line: the candidate that gives nearly all lines the same number of cells."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from workbench.data.own.delimited.number_texts import is_number
from workbench.data.own.delimited.records import Record, first_records
from workbench.data.own.delimited.spacing import text_for
from workbench.data.own.reader import Question

DELIMITERS: dict[str, str] = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|", "space": " "}
"""By the word that a person chooses."""

VISIBLE = ("comma", "semicolon", "tab", "pipe")
"""Those that prose is not full of; blanks come into question where none of these fits."""

CONSTANT_SHARE = 0.95
"""The share of lines with the same number of cells that makes a delimiter."""


@dataclass(frozen=True)
class Candidate:
    """How the first lines of a file look when they are cut at one delimiter.

    Attributes:
        delimiter: The key in `DELIMITERS`.
        width: How many cells most lines have.
        share: The share of such lines, counted from the first one on.
        clean: The share of cells that contain no other delimiter.
        numeric: Whether there is a column of numbers.
        odd_line: The first line that has another number of cells, 0 if none has.
    """

    delimiter: str
    width: int
    share: float
    clean: float
    numeric: bool
    odd_line: int

    @property
    def fits(self) -> bool:
        """Whether these lines are a table; blanks have to prove it with numbers."""
        return self.width > 1 and self.share >= CONSTANT_SHARE and (self.delimiter != "space" or self.numeric)


def delimiter_of(path: Path, text: str, is_whole: bool) -> str:
    """Returns the delimiter of a text that begins with `text`.

    Raises:
        Question: none of them makes a table of it.
    """
    candidates = [_tried(path, text, name, is_whole) for name in VISIBLE]
    fitting = [each for each in candidates if each.fits]
    if not fitting:
        fitting = [each for each in [_tried(path, text, "space", is_whole)] if each.fits]
    if fitting:
        return max(fitting, key=lambda each: each.clean).delimiter
    if not any(DELIMITERS[name] in text for name in VISIBLE):
        return "comma"
    likely = sorted(candidates, key=lambda each: (each.width == 1, -each.share))
    names = tuple(each.delimiter for each in likely)
    raise Question(
        f"It is not clear what stands between the cells of {path.name}: {_doubt(likely[0])}.",
        "delimiter",
        names,
    )


def _doubt(likeliest: Candidate) -> str:
    """Returns what speaks against the delimiter that fits best, and what to do."""
    if likeliest.width == 1:
        return "no mark makes a table of its lines; choose the delimiter"
    cut = f"cut at each {likeliest.delimiter}, most lines have {likeliest.width} cells"
    return (
        f"{cut}, but line {likeliest.odd_line} has another number; mend such lines, or choose the delimiter"
    )


def _tried(path: Path, text: str, delimiter: str, is_whole: bool) -> Candidate:
    mark = DELIMITERS[delimiter]
    return candidate(delimiter, first_records(path, text_for(text, mark), mark, is_whole))


def candidate(delimiter: str, records: list[Record]) -> Candidate:
    """Returns how `records`, cut at `delimiter`, look."""
    width = table_width(records)
    start = next((place for place, record in enumerate(records) if len(record.cells) == width), 0)
    table = [record.cells for record in records[start:]]
    rows = [cells for cells in table if len(cells) == width]
    cells = [cell for row in rows for cell in row]
    others = re.compile("[" + "".join(DELIMITERS[name] for name in VISIBLE if name != delimiter) + "]")
    clean = sum(others.search(cell) is None or is_number(cell) for cell in cells)
    share = len(rows) / max(len(table), 1)
    odd_line = next((record.line for record in records[start:] if len(record.cells) != width), 0)
    return Candidate(delimiter, width, share, clean / max(len(cells), 1), _has_numbers(rows, width), odd_line)


def table_width(records: list[Record]) -> int:
    """Returns how many cells most records have, the larger number where two are as common."""
    counts = Counter(len(record.cells) for record in records)
    return max(counts, key=lambda width: (counts[width], width), default=1)


def _has_numbers(rows: list[tuple[str, ...]], width: int) -> bool:
    body = rows[1:] or rows
    return any(sum(is_number(row[place]) for row in body) >= 0.9 * len(body) > 0 for place in range(width))
