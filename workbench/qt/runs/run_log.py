"""The runs of the project on the bench."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from workbench.core.runs.recorded import with_run
from workbench.core.runs.run_record import RunRecord

Records = Mapping[int, RunRecord | None]
"""Runs by their numbers; None for one that is not there."""


class RunsEdit(QUndoCommand):
    """Changes, or takes away, some runs; runs that are done meanwhile stay when it is undone."""

    def __init__(self, log: RunLog, text: str, before: Records, after: Records) -> None:
        super().__init__(text)
        self._log, self._before, self._after = log, before, after

    def redo(self) -> None:
        """Puts the changed runs in place."""
        self._log.put(self._after)

    def undo(self) -> None:
        """Puts the runs back as they were."""
        self._log.put(self._before)


class RunLog(QObject):
    """Keeps every run that was done, with the project's own undo stack for what a person does to them.

    GUI thread only.

    Attributes:
        records: The runs, in the order of their numbers.
        unsaved: Whether a run has come that no file holds.
        changed: Emitted when there are other runs, or another name or pin.
    """

    changed = Signal()

    def __init__(self, undo_stack: QUndoStack, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._undo_stack = undo_stack
        self._records: dict[int, RunRecord] = {}
        self._last_number = 0
        self.unsaved = False

    @property
    def records(self) -> tuple[RunRecord, ...]:
        """The runs, in the order of their numbers."""
        return tuple(self._records[number] for number in sorted(self._records))

    def start(self, records: Iterable[RunRecord]) -> None:
        """Takes the runs of another project."""
        self._records = {record.number: record for record in records}
        self._last_number = max(self._records, default=0)
        self.unsaved = False
        self.changed.emit()

    def add(self, record: RunRecord) -> None:
        """Keeps a run that has just ended, under the next number."""
        # Above all numbers that there were: undoing may bring a deleted run back.
        records = with_run(self.records, record, self._last_number)
        self._records = {record.number: record for record in records}
        self._last_number = records[-1].number
        self.unsaved = True
        self.changed.emit()

    def put(self, records: Records) -> None:
        """Replaces runs by number, or takes them away."""
        for number, record in records.items():
            if record is None:
                self._records.pop(number, None)
            else:
                self._records[number] = record
        self.changed.emit()

    # What a person does to them

    def rename(self, number: int, name: str) -> None:
        """Gives a run another name, as one undo step."""
        record = self._records[number]
        if name.strip() and name.strip() != record.name:
            after = dataclasses.replace(record, name=name.strip())
            self._edit(f"Name {record.name}", {number: after})

    def pin(self, numbers: Iterable[int], pinned: bool) -> None:
        """Pins runs, or lets them go, as one undo step."""
        records = [self._records[number] for number in numbers]
        after = {
            one.number: dataclasses.replace(one, pinned=pinned) for one in records if one.pinned != pinned
        }
        self._edit("Pin runs" if pinned else "Unpin runs", after)

    def delete(self, numbers: Iterable[int]) -> None:
        """Takes runs away that are not pinned, as one undo step."""
        self._edit("Delete runs", {number: None for number in numbers if not self._records[number].pinned})

    def _edit(self, text: str, after: Records) -> None:
        if after:
            before = {number: self._records[number] for number in after}
            self._undo_stack.push(RunsEdit(self, text, before, after))
