"""What a file of data is: rows, inputs, labels, the head that fits, and problems."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.commands.own_data.choices_made import choices_in_words, choices_json
from workbench.commands.own_data.file_options import draft_from, problem_in_options
from workbench.commands.own_data.imported_file import import_with_progress
from workbench.core.errors import UserError
from workbench.core.own_data import OwnData
from workbench.core.project import Project

if TYPE_CHECKING:
    from workbench.data.dataset import Dataset
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
        rows = (
            "rows that cannot all be read"
            if self.rows is None
            else f"{self.rows:,} row{'' if self.rows == 1 else 's'}"
        )
        return "\n".join(
            [
                f"{name}: a data file with {rows} and {self.inputs:,} input{'' if self.inputs == 1 else 's'}",
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
    if problem := problem_in_options(draft):
        return _not_imported(draft, problem)
    try:
        imported = import_with_progress(draft.own, quiet=options.json)
    except UserError as error:
        return _not_imported(draft, str(error))
    return _of_import(draft, imported)


def _of_import(draft: Draft, imported: ImportedData) -> DataDescription:
    from workbench.data.own.draft.survey import survey

    problems, notes = sentences(imported.diagnosis)
    return DataDescription(
        imported.own,
        survey(draft).rows,
        imported.dataset.number_of_inputs,
        imported.diagnosis,
        _once(*problems, *_parts_lack(imported.dataset)),
        _once(*draft.notes, *imported.notes, *notes),
    )


def _not_imported(draft: Draft, problem: str) -> DataDescription:
    from workbench.data.own.draft.survey import survey

    found = survey(draft)
    problems, notes = sentences(found.diagnosis)
    return DataDescription(
        draft.so_far,
        found.rows,
        draft.number_of_inputs,
        found.diagnosis,
        _once(problem, *problems),
        _once(*draft.notes, *notes),
    )


def _parts_lack(dataset: Dataset) -> list[str]:
    """Returns which classes the training or the validation part of a new project would lack."""
    from workbench.data.own.doctor.part_findings import part_findings
    from workbench.data.split import split

    project = Project()
    try:
        parts = split(dataset, project.data.shares, project.seed)
    except UserError as error:
        return [str(error)]
    return [finding.sentence for finding in part_findings(dataset, parts)]


def sentences(diagnosis: Diagnosis | None) -> tuple[list[str], list[str]]:
    """Returns what the doctor worries about, and what else there is to know."""
    findings = diagnosis.findings if diagnosis else ()
    problems = [finding.sentence for finding in findings if finding.weight != "note"]
    return problems, [finding.sentence for finding in findings if finding.weight == "note"]


def _once(*sentences: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sentences))
