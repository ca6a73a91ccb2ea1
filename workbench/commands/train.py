"""`workbench train`: the run that a project or options describe."""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.commands.own_data.choices_made import choices_json
from workbench.commands.own_data.file_options import is_described
from workbench.commands.own_data.imported_file import imported_for
from workbench.commands.own_data.located_project import located_project, uses
from workbench.commands.progress_bar import progress_bar
from workbench.commands.project_options import add_project_options, described
from workbench.commands.trained_network import json_number, session_of
from workbench.core.errors import UserError
from workbench.core.project import Project
from workbench.core.project_file import Loaded, save
from workbench.core.projects.checked_project import starting_project
from workbench.core.projects.fresh_start import fresh_start_needed
from workbench.core.runs.recorded import recorded, run_start, with_run

if TYPE_CHECKING:
    from workbench.data.own.importing.imported_data import ImportedData

HELP = "trains a project, or the network that the options describe"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds what the command takes."""
    parser.add_argument("project", nargs="?", type=Path)
    add_project_options(parser)
    parser.add_argument("-o", "--output", type=Path, help="the *.workbench file to write")
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")


def run(options: argparse.Namespace) -> int:
    """Trains, saves if that is asked for, and prints what came of it."""
    loaded, imported = _starting_point(options)
    project = described(loaded.project, options, imported)
    run = loaded.run
    session = session_of(project, None if run is None or fresh_start_needed(run.trained, project) else run)
    first_epoch, first_step = session.epoch, len(session.history)
    start = run_start(session.history)
    session.begin_run(project.training.epochs)
    started = time.perf_counter()
    ended = "Stopped by an error."
    try:
        _run_session(session, quiet=options.json)
        ended = session.stopped_early or "Finished."
    except UserError as error:
        ended = str(error)
        raise
    finally:
        # A run that diverged is saved too, with its last good weights.
        if options.output:
            record = recorded(session.history, start, session.project, ended)
            save(options.output, project, session.saved_run(), with_run(loaded.runs, record))
    seconds = time.perf_counter() - started
    result = _result(session, first_epoch, first_step, seconds) | _choices(project)
    result |= _notes(session, imported)
    print(json.dumps(result) if options.json else _summary(result, _data_notes(session)))
    return 0


def _starting_point(options: argparse.Namespace) -> tuple[Loaded, ImportedData | None]:
    """Returns what is trained on, and the data that are new to it.

    A file that a project already uses has only moved; any other one is imported.
    """
    if options.project is None:
        return Loaded(starting_project(), None), imported_for(options, options.json)
    if options.file is None or is_described(options):
        return located_project(options.project), imported_for(options, options.json)
    if uses(options.project, options.file):
        return located_project(options.project, options.file), None
    return located_project(options.project), imported_for(options, options.json)


def _choices(project: Project) -> dict[str, Any]:
    """Returns what was chosen about a person's own file, proposals included."""
    return {} if project.data.own is None else {"choices": choices_json(project.data.own)}


def _notes(session: Any, imported: ImportedData | None) -> dict[str, Any]:
    """Returns what was done to the rows and the inputs that a person should know of."""
    notes = (*(imported.notes if imported is not None else ()), *_data_notes(session))
    return {"notes": list(notes)} if notes or imported is not None else {}


def _data_notes(session: Any) -> tuple[str, ...]:
    """Returns what preparing the data has found, and which classes a part of a person's own rows lacks."""
    from workbench.data.own.doctor.part_findings import part_findings

    if session.project.data.own is None:
        return tuple(session.data.notes)
    found = part_findings(session.data.dataset, session.data.split)
    return (*session.data.notes, *(finding.sentence for finding in found))


def _run_session(session: Any, quiet: bool) -> None:
    from workbench.engine.running.diverged import Diverged

    first, epochs = session.epoch, session.target_epoch - session.epoch
    with progress_bar("training", quiet) as tell:
        try:
            while not session.finished:
                session.advance(1024)
                tell((session.epoch - first) / epochs)
        except Diverged as error:
            raise UserError(str(error)) from None


def _result(session: Any, first_epoch: int, first_step: int, seconds: float) -> dict[str, Any]:
    head = session.head
    epochs = session.epoch - first_epoch
    history = {name: values[first_epoch:] for name, values in session.history.by_name().items()}
    return {
        "head": head.activation,
        "loss_name": session.project.head.loss,
        "label_kind": head.label_kind.value,
        "metric_names": list(session.metric_names),
        "epochs": epochs,
        "steps": len(session.history) - first_step,
        "history": {name: [json_number(value) for value in values] for name, values in history.items()},
        "probabilities": session.validation_probabilities(8).tolist(),
        "seconds_per_epoch": seconds / max(epochs, 1),
        "message": session.stopped_early,
        **({"experiment": True} if head.mistake else {}),
    }


def _summary(result: dict[str, Any], notes: tuple[str, ...]) -> str:
    last = {name: values[-1] for name, values in result["history"].items() if values}
    lines = [
        f"{result['head']} head, {result['loss_name']}, {result['epochs']} epochs, {result['steps']} steps"
    ]
    if "experiment" in result:
        lines.append(
            "An experiment: the pair does not fit. shown_loss is the loss of the probabilities shown."
        )
    lines += [f"  {name:32} {value:.4f}" for name, value in last.items() if value is not None]
    return "\n".join([*lines, *notes, *([result["message"]] if result["message"] else [])])
