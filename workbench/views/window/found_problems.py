"""What is wrong with the project on the screen."""

from __future__ import annotations

from workbench.core.checking.problem import Problem
from workbench.core.checks import problems
from workbench.data.split import number_of_training_rows
from workbench.qt.document import Document
from workbench.qt.part_problems import PartProblems


def found_problems(document: Document, parts: PartProblems) -> tuple[Problem, ...]:
    """Returns the problems of the project, its data and the two parts of that."""
    if document.absence:
        # Whatever else is found would be of the data that stands for it.
        return (Problem("error", document.absence, "findDataButton"),)
    project, dataset = document.project, document.dataset
    training_rows = number_of_training_rows(dataset, project.data.shares)
    found = problems(
        project,
        dataset.label_kind,
        training_rows,
        dataset.number_of_classes,
        dataset.number_of_inputs,
        document.contradiction(project.head.activation),
    )
    return (*found, *parts.problems())
