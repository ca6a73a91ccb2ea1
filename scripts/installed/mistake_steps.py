"""What goes wrong for a person, and whether the installed program tells of it as it should."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from installed.command_steps import MISTAKE
from installed.outcome import Failure, Outcome, Seen, demand, tried
from installed.program import Done, Program
from installed.walk import walked

GROUP = "mistakes and bad starts"
LOG, CRASH = Path(".local/state/Workbench/workbench.log"), Path(".local/state/Workbench/workbench.crash")
"""Where Linux wants them, from the home on."""

CRASH_SECONDS = 60.0
"""Within which the program is far enough to leave something of a crash."""

RESTING = 0.15
"""Seconds of work in a second that a window takes with nothing to do."""


def mistake_steps(program: Program) -> Iterator[Outcome]:
    """Makes each mistake; the log is looked at last."""
    for name, step in STEPS.items():
        yield tried(GROUP, name, partial(step, program))


def no_such_project(program: Program) -> Seen:
    """Trains a project that is not there."""
    return _mistake(
        program.run("train", program.surroundings.home / "nowhere.workbench"), "nowhere.workbench"
    )


def unknown_option(program: Program) -> Seen:
    """Asks for something that there is not; the sentence follows how the command is used."""
    done = program.run("train", "--no-such-option")
    demand(done.status == MISTAKE, f"exit status {done.status}")
    demand("Traceback" not in done.errors, done.errors)
    return Seen(done.errors.strip().splitlines()[-1], done.status)


def damaged_project(program: Program) -> Seen:
    """Evaluates a project that is damaged."""
    return _mistake(program.run("evaluate", _damaged(program)), "damaged.workbench")


def damaged_project_in_the_window(program: Program) -> Seen:
    """Starts the window with a damaged project: it is there, and says what is wrong."""
    walk = walked(program, [program.surroundings.home, _damaged(program)], {})
    told = walk.steps[-1].get("error", "") if walk.steps else ""
    demand("damaged.workbench" in told, f"the window said {told!r}, and {walk.errors!r}")
    demand(not walk.errors, walk.errors)
    return Seen(told.partition(": ")[2], walk.status)


def home_that_cannot_be_written(program: Program) -> Seen:
    """Opens the window, and trains in it, where no settings and no log can be kept."""
    home, picture = _unwritable(program), program.surroundings.home / "without a home.png"
    done = program.run("--demonstration", picture, HOME=str(home)).succeeded()
    demand(picture.exists(), "the window was not painted")
    return Seen(done.sentence(), done.status)


def no_display(program: Program) -> Seen:
    """Opens the window where there is no display."""
    done = program.run(QT_QPA_PLATFORM="")
    return _mistake(done, "display")


def command_without_a_home(program: Program) -> Seen:
    """Trains from the command line where nothing can be kept: it works, or says in a sentence why not."""
    done = program.run("train", "--data", "digits", "--epochs", "1", "--json", HOME=str(_unwritable(program)))
    if done.status == MISTAKE:
        return Seen(done.sentence(), done.status)
    return Seen(f"it trained {done.succeeded().data()['epochs']} epoch", done.status)


def crash(program: Program) -> Seen:
    """Ends the program as a fault in native code does, and looks what it left of that."""
    left = program.surroundings.home / CRASH
    before = left.stat().st_size if left.exists() else 0
    process = program.start("--debug")
    try:
        _wait_for_log(process, program.surroundings.home / LOG)
        process.send_signal(signal.SIGSEGV)
        process.communicate(timeout=CRASH_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise Failure("it did not end") from error
    finally:
        process.kill()
    text = left.read_text(encoding="utf-8")[before:]
    demand("Segmentation fault" in text and "thread 0x" in text, f"{left} has {text!r}")
    return Seen(f"~/{CRASH}: {text.splitlines()[0]}", process.returncode)


def _wait_for_log(process: subprocess.Popen[str], log: Path) -> None:
    """Waits until the program has opened its log anew, and has come to rest."""
    begun = time.time()
    while not _is_open(process, log):
        demand(process.poll() is None, "it ended by itself")
        demand(time.time() - begun < CRASH_SECONDS, f"{log} was not opened")
        time.sleep(0.1)
    # What a thread does that runs on can spoil the trace while it is written.
    while _worked(process, 1.0) > RESTING:
        demand(time.time() - begun < CRASH_SECONDS, "it did not come to rest")


def _worked(process: subprocess.Popen[str], seconds: float) -> float:
    """Returns how long the processors work for the program in so long a time."""
    before = _processor_seconds(process)
    time.sleep(seconds)
    return _processor_seconds(process) - before


def _processor_seconds(process: subprocess.Popen[str]) -> float:
    # The name of the program, in parentheses, may have spaces in it.
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    user, system = int(fields[11]), int(fields[12])
    return (user + system) / os.sysconf("SC_CLK_TCK")


def _is_open(process: subprocess.Popen[str], log: Path) -> bool:
    links = Path(f"/proc/{process.pid}/fd").iterdir()
    return log.exists() and any(link.exists() and link.samefile(log) for link in links)


def log_without_errors(program: Program) -> Seen:
    """Looks into the log of everything that was done in the windows before."""
    log = program.surroundings.home / LOG
    lines = log.read_text(encoding="utf-8").splitlines()
    errors = [line for line in lines if " ERROR " in line or line.startswith("Traceback")]
    demand(not errors, f"{log} has {' | '.join(errors[:3])}")
    return Seen(f"~/{LOG}: {len(lines)} lines, none of an error")


def _mistake(done: Done, named: str) -> Seen:
    sentence = done.sentence()
    demand(done.status == MISTAKE, f"exit status {done.status}: {sentence}")
    demand(named in sentence, f"it does not name {named}: {sentence}")
    return Seen(sentence, done.status)


def _damaged(program: Program) -> Path:
    damaged = program.surroundings.home / "damaged.workbench"
    damaged.write_bytes(b"PK\3\4" + bytes(200))
    return damaged


def _unwritable(program: Program) -> Path:
    """Returns a home that not even root can write to: it is a file."""
    home = program.surroundings.folder / "no home"
    home.write_text("This is a file.", encoding="utf-8")
    return home


STEPS = {
    "a project that is not there": no_such_project,
    "an option that there is not": unknown_option,
    "a damaged project": damaged_project,
    "a damaged project in the window": damaged_project_in_the_window,
    "the window without a display": no_display,
    "a home that cannot be written to, in the window": home_that_cannot_be_written,
    "a home that cannot be written to, by a command": command_without_a_home,
    "a crash in native code": crash,
    "the log of all this": log_without_errors,
}
"""What is tried, by name."""
