"""What a file of data is: rows, inputs, labels, the head that fits, and problems."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.commands.own_data.choices_made import choices_in_words, choices_json
from workbench.commands.own_data.file_options import draft_from
from workbench.commands.own_data.imported_file import import_with_progress
from workbench.core.errors import UserError
from workbench.core.own_data import OwnData

if TYPE_CHECKING:
    from workbench.data.own.doctor.diagnosis import Diagnosis
    from workbench.data.own.draft.draft import Draft
    from workbench.data.own.importing.imported_data import ImportedData

LABEL_KEYS = ("label_kind", "classes", "head", "loss_name", "units", "verdict")


@dataclass(frozen=True)
class DataDescription:
    """What there is to say about a file of data.

    Attributes:
        own: What was chosen or proposed.
        rows: Rows of the whole file; None where it cannot be read to the end.
        inputs: Inputs that a network has.
        diagnosis: What the doctor says, if there are labels that can be understood.
        problems: What stands in the way or should be looked at, in sentences.
        notes: What was done without asking, in sentences.
    """

    own: OwnData
    rows: int | None
    inputs: int
    diagnosis: Diagnosis | None
    problems: tuple[str, ...]
    notes: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Returns it as JSON has it."""
        return {
            "kind": "data",
            "rows": self.rows,
            "inputs": self.inputs,
            **self._labels(),
            "problems": list(self.problems),
            "notes": list(self.notes),
            "choices": choices_json(self.own),
        }

    def _labels(self) -> dict[str, Any]:
        if self.diagnosis is None:
            return dict.fromkeys(LABEL_KEYS)
        found = self.diagnosis
        classes = list(found.labels.class_names)
        values = (found.label_kind.value, classes, found.head, found.loss, found.units, found.verdict)
        return dict(zip(LABEL_KEYS, values, strict=True))

    def in_words(self) -> str:
        """Returns it for a person."""
        name = Path(self.own.file.path).name
        rows = "rows that cannot all be read" if self.rows is None else f"{self.rows:,} rows"
        return "\n".join(
            [
                f"{name}: a data file with {rows} and {self.inputs:,} inputs",
                *([f"  {self.diagnosis.verdict}"] if self.diagnosis else []),
                *choices_in_words(self.own),
                *(f"  note: {sentence}" for sentence in self.notes),
                *(f"  problem: {sentence}" for sentence in self.problems),
            ]
        )


def describe_data(path: Path, options: argparse.Namespace) -> DataDescription:
    """Returns what the whole file is; what keeps it from being trained on is a problem.

    Raises:
        UserError: the file cannot be read as a table.
    """
    draft = draft_from(path, options)
    try:
        imported = import_with_progress(draft.own, quiet=options.json)
    except UserError as error:
        return _of_sample(draft, str(error))
    return _of_import(draft, imported)


def _of_import(draft: Draft, imported: ImportedData) -> DataDescription:
    problems, notes = sentences(imported.diagnosis)
    return DataDescription(
        imported.own,
        row_count(draft),
        imported.dataset.number_of_inputs,
        imported.diagnosis,
        _once(*problems),
        _once(*draft.notes, *imported.notes, *notes),
    )


def _of_sample(draft: Draft, problem: str) -> DataDescription:
    problems, notes = sentences(draft.diagnosis)
    return DataDescription(
        draft.so_far,
        row_count(draft),
        draft.number_of_inputs,
        draft.diagnosis,
        _once(problem, *problems),
        _once(*draft.notes, *notes),
    )


def sentences(diagnosis: Diagnosis | None) -> tuple[list[str], list[str]]:
    """Returns what the doctor worries about, and what else there is to know."""
    findings = diagnosis.findings if diagnosis else ()
    problems = [finding.sentence for finding in findings if finding.weight != "note"]
    return problems, [finding.sentence for finding in findings if finding.weight == "note"]


def _once(*sentences: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sentences))


def row_count(draft: Draft) -> int | None:
    """Returns how many rows the whole file has, or nothing where it cannot be read to the end."""
    sample = draft.sample
    if sample is None or sample.is_whole:
        return None if sample is None else int(sample.table.num_rows)
    first = tuple(sample.table.column_names[:1])
    try:
        batches = draft.reader.batches(draft.path, draft.reading, first, frozenset())
        return sum(batch.table.num_rows for batch in batches)
    except UserError:
        return None
