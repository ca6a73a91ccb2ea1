"""Leads the window through a table of steps, and says of each how it went."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, QTimer

from workbench.app import begin
from workbench.commands.walk.person import Person
from workbench.commands.walk.step import Step
from workbench.commands.walk.walks import FIRST, NEXT
from workbench.core.errors import UserError
from workbench.views.first_frame import FirstFrame


def walk(folder: Path, project: Path | None) -> int:
    """Opens the window, goes through the steps within its event loop, and returns the exit status.

    Prints one line of JSON a step: its name as `step`, whether it `passed`, its `seconds`, when it was over as `at`
    (seconds since 1970; of the first frame when it was seen), and what was `found`, or else the `error`. The
    first step that fails is the last one.

    Args:
        folder: Where everything is saved; made where it is missing.
        project: What to open; without one the steps of a first start are gone through.

    Returns:
        0 where every step passed, else 1.

    Raises:
        UserError: the folder cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"{folder} cannot be made ({error.strerror}); choose another folder.") from error
    # A dialog of the system could not be typed into.
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    bench = begin(project)
    person = Person(bench, folder)
    frame = FirstFrame(bench.window)
    frame.done.connect(person.see_first_frame)
    QTimer.singleShot(0, lambda: _lead(person, NEXT if project else FIRST))
    return int(bench.application.exec())


def _lead(person: Person, steps: Sequence[Step]) -> None:
    if all(_passes(person, step) for step in steps):
        return
    person.bench.close()
    person.bench.application.exit(1)


def _passes(person: Person, step: Step) -> bool:
    begun = time.monotonic()
    try:
        found = step.do(person)
        person.demand_no_alarm()
    # Whatever is wrong is told in the same way.
    except Exception as error:
        _tell(step, begun, time.time(), passed=False, error=f"{type(error).__name__}: {error}")
        return False
    at = person.first_frame if step.name == "first paint" else time.time()
    _tell(step, begun, at, passed=True, found=found)
    return True


def _tell(step: Step, begun: float, at: float, **told: Any) -> None:
    line = {"step": step.name, "seconds": time.monotonic() - begun, "at": at, **told}
    print(json.dumps(line, ensure_ascii=False), flush=True)
