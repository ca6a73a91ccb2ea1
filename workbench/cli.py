"""The command line."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from workbench import __version__
from workbench.core.atomic_file import save_text
from workbench.core.errors import UserError
from workbench.core.heads import ACTIVATIONS, check_loss, fitting_activation
from workbench.core.optimizers import OPTIMIZERS
from workbench.core.project import (
    DataChoice,
    Project,
    checked,
    fresh_start_needed,
    head_of,
    parse_layers,
    starting_project,
    with_data,
    with_head,
    with_optimizer,
)
from workbench.core.project_file import SavedRun, load, save

COMMANDS = ("new", "train", "evaluate", "code")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs `workbench ARGUMENTS` and returns the exit status: 2 for the user's mistake, 1 for ours."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    debug = "--debug" in words
    try:
        return _run(words)
    except UserError as error:
        print(f"workbench: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("workbench: stopped.", file=sys.stderr)
        return 130
    except Exception as error:
        if debug:
            raise
        print(
            f"workbench: an unexpected error: {error!r}. Run again with --debug to see where.",
            file=sys.stderr,
        )
        return 1


def _run(words: list[str]) -> int:
    if words and words[0] in COMMANDS:
        options = _parser().parse_args(words)
        command = {"new": _new, "train": _train, "evaluate": _evaluate, "code": _code}[options.command]
        return command(options)
    options = _window_parser().parse_args(words)
    from workbench import app

    return app.run(options.project, options.demonstration)


def _window_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "workbench", description="Opens the window, or runs: " + ", ".join(COMMANDS)
    )
    parser.add_argument("project", nargs="?", type=Path, help="a *.workbench file to open")
    parser.add_argument("--version", action="version", version=f"workbench {__version__}")
    parser.add_argument(
        "--demonstration", type=Path, metavar="PNG", help="train on the digits, save a screenshot and end"
    )
    parser.add_argument("--debug", action="store_true", help="show where an error happened")
    return parser


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("workbench")
    commands = parser.add_subparsers(dest="command", required=True)
    new = commands.add_parser("new", help="writes a new project")
    train = commands.add_parser("train", help="trains a project, or the network that the options describe")
    evaluate = commands.add_parser("evaluate", help="prints the scores of a trained project")
    code = commands.add_parser("code", help="prints a script that does the project's run by itself")
    _add_code_options(code)
    for command in (train, evaluate):
        command.add_argument("project", nargs="?" if command is train else None, type=Path)
        command.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    for command in (new, train):
        _add_project_options(command)
        command.add_argument(
            "-o", "--output", type=Path, required=command is new, help="the *.workbench file to write"
        )
    for command in (new, train, evaluate, code):
        command.add_argument("--debug", action="store_true", help="show where an error happened")
    return parser


def _add_project_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", metavar="NAME", help="a built-in data set")
    parser.add_argument("--layers", metavar="SPEC", help="64:relu,dropout:0.2; empty for no hidden layer")
    parser.add_argument("--head", choices=ACTIVATIONS)
    parser.add_argument("--loss", metavar="LOSS", help="Keras's name of a loss that fits the head")
    parser.add_argument("--optimizer", choices=tuple(OPTIMIZERS))
    parser.add_argument("--learning-rate", type=float, metavar="R")
    parser.add_argument("--batch-size", type=int, metavar="N")
    parser.add_argument("--epochs", type=int, metavar="N")
    parser.add_argument("--seed", type=int, metavar="N")


def _add_code_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", type=Path)
    parser.add_argument(
        "--api", choices=("sequential", "functional"), default="sequential", help="Keras's form of the model"
    )
    parser.add_argument("--notebook", action="store_true", help="a Jupyter notebook instead of a script")
    parser.add_argument("-o", "--output", type=Path, help="the file to write instead of printing")


def _new(options: argparse.Namespace) -> int:
    save(options.output, described(starting_project(), options), None)
    return 0


def described(project: Project, options: argparse.Namespace) -> Project:
    """Returns `project` with what the options say in its place.

    Raises:
        UserError: a value is out of range, or head, loss and labels do not fit.
    """
    if options.data is not None:
        project = with_data(project, DataChoice(options.data), _label_kind(options.data, {}))
    label_kind = _label_kind(project.data.name, project.data.options)
    if options.data is not None and options.head is None:
        project = with_head(project, fitting_activation(label_kind), label_kind)
    if options.head is not None:
        project = with_head(project, options.head, label_kind)
    if options.loss is not None:
        check_loss(head_of(project, label_kind), options.loss)
        project = msgspec.structs.replace(
            project, head=msgspec.structs.replace(project.head, loss=options.loss)
        )
    if options.layers is not None:
        project = msgspec.structs.replace(project, layers=parse_layers(options.layers))
    if options.optimizer is not None:
        project = with_optimizer(project, options.optimizer)
    return checked(_with_numbers(project, options))


def _with_numbers(project: Project, options: argparse.Namespace) -> Project:
    given = {name: getattr(options, name) for name in ("learning_rate", "batch_size", "epochs")}
    changed = {name: value for name, value in given.items() if value is not None}
    training = msgspec.structs.replace(project.training, **changed)
    seed = project.seed if options.seed is None else options.seed
    return msgspec.structs.replace(project, training=training, seed=seed)


def _label_kind(name: str, options: Any) -> Any:
    from workbench.data.built_in import load as load_data

    return load_data(name, options).label_kind


def _train(options: argparse.Namespace) -> int:
    loaded = load(options.project) if options.project else None
    project = described(loaded.project if loaded else starting_project(), options)
    run = loaded.run if loaded else None
    session = _session(project, None if run is None or fresh_start_needed(run.trained, project) else run)
    first_epoch, first_step = session.epoch, len(session.history)
    session.begin_run(project.training.epochs)
    started = time.perf_counter()
    try:
        _run_session(session, quiet=options.json)
    finally:
        # A run that diverged is saved too, with its last good weights.
        if options.output:
            save(options.output, project, session.saved_run())
    seconds = time.perf_counter() - started
    result = _result(session, first_epoch, first_step, seconds)
    print(json.dumps(result) if options.json else _summary(result))
    return 0


def _session(project: Project, run: SavedRun | None) -> Any:
    from workbench.data.prepared import prepare_project
    from workbench.engine.session import Session
    from workbench.engine.warm_up import warm_up

    warm_up()
    data = prepare_project(project)
    if run is None:
        return Session(project, data)
    session = Session(run.trained, data)
    session.resume_from(run)
    session.follow_training(project)
    return session


def _run_session(session: Any, quiet: bool) -> None:
    from rich.console import Console
    from rich.progress import Progress

    from workbench.engine.session import Diverged

    console = Console(stderr=True)
    with Progress(console=console, disable=quiet or not console.is_terminal) as progress:
        task = progress.add_task("training", total=session.target_epoch - session.epoch)
        try:
            while not session.finished:
                before = session.epoch
                session.advance(1024)
                progress.advance(task, session.epoch - before)
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
        "history": {name: [_json_number(value) for value in values] for name, values in history.items()},
        "probabilities": session.validation_probabilities(8).tolist(),
        "seconds_per_epoch": seconds / max(epochs, 1),
        "message": session.stopped_early,
    }


def _json_number(value: float) -> float | None:
    """Not-a-number is no JSON."""
    return value if value == value else None


def _summary(result: dict[str, Any]) -> str:
    last = {name: values[-1] for name, values in result["history"].items() if values}
    lines = [
        f"{result['head']} head, {result['loss_name']}, {result['epochs']} epochs, {result['steps']} steps"
    ]
    lines += [f"  {name:32} {value:.4f}" for name, value in last.items() if value is not None]
    return "\n".join([*lines, *([result["message"]] if result["message"] else [])])


def _evaluate(options: argparse.Namespace) -> int:
    loaded = load(options.project)
    if loaded.run is None:
        raise UserError(
            f"{options.project} holds no trained network; train it first with: workbench train {options.project}."
        )
    session = _session(loaded.run.trained, loaded.run)
    scores = {name: _json_number(value) for name, value in session.evaluate().items()}
    result = {
        "head": session.head.activation,
        "part": "validation",
        "epochs": session.epoch,
        "scores": scores,
    }
    text = "\n".join(f"{name:32} {value}" for name, value in scores.items())
    print(json.dumps(result) if options.json else text)
    return 0


def _code(options: argparse.Namespace) -> int:
    from workbench.engine.script.notebook import notebook_of
    from workbench.engine.script.script import script_of

    make = notebook_of if options.notebook else script_of
    text = make(load(options.project).project, options.api)
    if options.output:
        save_text(options.output, text)
    else:
        print(text, end="")
    return 0
