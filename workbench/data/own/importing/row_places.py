"""Which row of which file a row is, in words."""

from __future__ import annotations


class RowPlaces:
    """Rows of several files, counted through from 0."""

    def __init__(self) -> None:
        self._files: list[tuple[int, str]] = []

    def begin(self, name: str, row: int) -> None:
        """Notes that the rows from this one on stand in another file."""
        self._files.append((row, name))

    def name(self, row: int) -> str:
        """Returns the file and the row as a person counts it: from 1, in that file."""
        first, name = max(file for file in self._files if file[0] <= row)
        return f"{name}, row {row - first + 1}"
