"""The command line."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from workbench import __version__
from workbench.commands import code, evaluate, export, inspect, new, predict, report, swap, train
from workbench.core.errors import UserError
from workbench.data.own.data_trouble import DataTrouble

COMMANDS = {
    "new": new,
    "train": train,
    "evaluate": evaluate,
    "predict": predict,
    "report": report,
    "code": code,
    "export": export,
    "inspect": inspect,
    "swap": swap,
}
"""Each is a module with `HELP`, `add_arguments` and `run`."""

NOBODY_READS = 141
"""The exit status after the output was closed, as by `head`: a shell reports it of other programs then."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs `workbench ARGUMENTS` and returns the exit status: 2 for the user's mistake, 1 for ours."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    debug = "--debug" in words
    try:
        status = _run(words)
        # Here, since Python itself complains of a closed output when it ends.
        print(end="", flush=True)
        return status
    except DataTrouble as trouble:
        remedy = " Give its place with --file." if trouble.kind == "missing" else ""
        print(f"workbench: {trouble}{remedy}", file=sys.stderr)
        return 2
    except UserError as error:
        print(f"workbench: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("workbench: stopped.", file=sys.stderr)
        return 130
    except Exception as error:
        if isinstance(error, BrokenPipeError) and _output_is_closed():
            return NOBODY_READS
        if debug:
            raise
        print(
            f"workbench: an unexpected error: {error!r}. Run again with --debug to see where.",
            file=sys.stderr,
        )
        return 1


def _output_is_closed() -> bool:
    """Returns whether nobody reads the standard output any more; then whatever is still to come goes nowhere."""
    try:
        print(flush=True)
    except BrokenPipeError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
        return True
    return False


def _run(words: list[str]) -> int:
    if words and words[0] in COMMANDS:
        options = _parser().parse_args(words)
        return COMMANDS[options.command].run(options)
    options = _window_parser().parse_args(words)
    if options.self_test:
        from workbench.commands.self_test.self_test import self_test

        return self_test(options.debug)
    if options.walk is not None:
        from workbench.commands.walk.walk import walk

        return walk(options.walk, options.project)
    from workbench import app

    return app.run(options.project, options.demonstration)


def _window_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "workbench", description="Opens the window, or runs: " + ", ".join(COMMANDS)
    )
    parser.add_argument("project", nargs="?", type=Path, help="a *.workbench file to open")
    parser.add_argument("--version", action="version", version=f"workbench {__version__}")
    parser.add_argument(
        "--self-test", action="store_true", help="check in seconds that everything of the installation works"
    )
    parser.add_argument(
        "--walk",
        type=Path,
        metavar="FOLDER",
        help="go through the window by itself, with a project through that of a second start; tell of each step as JSON",
    )
    parser.add_argument(
        "--demonstration", type=Path, metavar="PNG", help="train on the digits, save a screenshot and end"
    )
    parser.add_argument("--debug", action="store_true", help="show where an error happened")
    return parser


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("workbench")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, module in COMMANDS.items():
        command = commands.add_parser(name, help=module.HELP)
        module.add_arguments(command)
        command.add_argument("--debug", action="store_true", help="show where an error happened")
    return parser
