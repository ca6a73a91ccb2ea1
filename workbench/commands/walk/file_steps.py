"""Steps that read and write files."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit

from workbench.commands.self_test.check import demand
from workbench.commands.walk.file_question import answer_file_question
from workbench.commands.walk.person import Person
from workbench.commands.walk.step import Found
from workbench.qt.resources import RESOURCES

TABLE, MODEL, SWAPPED, PROJECT = "flowers.csv", "flowers.keras", "swapped.keras", "flowers.workbench"
"""Names of the files in the folder of the walk."""

EXAMPLES = 8
"""Whose predictions are compared."""

CLOSE = 1e-5
"""How much a prediction may differ where a model went through a file of another format."""


def opens_a_table(person: Person) -> Found:
    """Opens a CSV file, and imports it as proposed."""
    path = person.folder / TABLE
    shutil.copyfile(RESOURCES / "samples" / TABLE, path)
    person.press_and_name("openDataAction", path)
    person.click("importButton")
    document = person.bench.document
    person.wait(lambda: document.project.data.own is not None, "the import")
    head = document.project.head
    return {"rows": document.dataset.number_of_examples, "head": head.activation, "says": person.message()}


def exports(person: Person) -> Found:
    """Writes the network for Keras; the program loads it again and compares."""
    path = person.folder / MODEL
    person.press("exportAction")
    person.click("exportKeras")
    person.find(QLineEdit, "exportPath").setText(str(path))
    person.click("exportButton")
    person.wait(person.find(QAbstractButton, "exportButton").isEnabled, "the export")
    demand(path.exists(), person.find(QLabel, "exportNotice").text())
    person.click("exportCloseButton")
    return {"bytes": path.stat().st_size}


def saves(person: Person) -> Found:
    """Saves the project under a name, or under the one it has."""
    path = person.folder / PROJECT
    if path.exists():
        person.press("saveAction")
    else:
        person.press_and_name("saveAsAction", path)
    demand(not person.bench.window.files.modified, f"it is not saved: {person.message()}")
    return {"bytes": path.stat().st_size}


def opens_a_model(person: Person) -> Found:
    """Opens the model that was exported as anyone's, and looks whether it says the same as before."""
    before = person.bars()
    project = person.bench.document.project
    person.press_and_name("openModelAction", person.folder / MODEL)
    person.wait(lambda: not person.bench.window.models.is_busy, "the model to be read")
    demand(person.bench.document.project is not project, person.message())
    difference = float(np.abs(np.subtract(person.bars(), before)).max())
    demand(difference < CLOSE, f"it says something else, by up to {difference:.2g}")
    return {"largest_difference": difference, "says": person.message()}


def saves_it_swapped(person: Person) -> Found:
    """Has the opened model written with a sigmoid head, all else as it was opened."""
    path, models = person.folder / SWAPPED, person.bench.window.models
    answer_file_question(lambda: person.click("saveSigmoidButton"), path)
    person.wait(lambda: not models.is_busy, "the model to be written")
    demand(path.exists(), person.message())
    return {"bytes": path.stat().st_size, "says": person.message()}


def finds_the_project(person: Person) -> Found:
    """Looks whether the project that the program was started with is on the bench, with its head."""
    document = person.bench.document
    person.wait_until_idle()
    demand(document.path is not None, person.message())
    return {"project": Path(str(document.path)).name, "head": document.project.head.activation}


def predicts(person: Person) -> Found:
    """Returns the bars of the first validation examples."""
    return {"probabilities": [person.bars(example) for example in range(1, EXAMPLES + 1)]}


def quits(person: Person) -> Found:
    """Closes the program, which has nothing to ask."""
    demand(not person.bench.window.files.modified, "it would ask whether to save")
    person.press("quitAction")
    demand(not person.bench.window.isVisible(), "the window did not close")
    return {}
