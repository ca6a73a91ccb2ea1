"""The code of the project on the bench, for the views."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Literal

from workbench.core.project import Project

Api = Literal["sequential", "functional"]

APIS: dict[Api, str] = {"sequential": "Sequential", "functional": "Functional"}
"""Keras's two forms in which a model is put together, with what a list shows."""


def script(project: Project, api: Api) -> str:
    """Returns the project as a Python script, the model in the form `api`.

    Raises:
        UserError: there is no code for it, in a sentence that says why.
    """
    # Not at the head of the file: the first frame of the window need not wait for it.
    from workbench.engine.script.script import script_of

    return script_of(project, api)


def notebook(project: Project, api: Api) -> str:
    """Returns the project as a Jupyter notebook.

    Raises:
        UserError: there is no code for it, in a sentence that says why.
    """
    from workbench.engine.script.notebook import notebook_of

    return notebook_of(project, api)


def changed_lines(before: str, after: str) -> tuple[list[int], int]:
    """Returns which lines of `after` are new or different, and how many of `before` are gone without another."""
    old, new = before.splitlines(), after.splitlines()
    changed: list[int] = []
    removed = 0
    for kind, first, last, begin, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            changed.extend(range(begin, end))
            removed += max((last - first) - (end - begin), 0)
    return changed, removed
