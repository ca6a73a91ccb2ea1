"""Measures the engine, the window and their peers side by side: `python3 scripts/bench.py`."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BEGUN = time.monotonic()
STOPPED = 130
ALONE = ("window", "sklearn", "torch")
"""Who always gets ready alone: the window times its first point then, the others choose their threads."""

SECTIONS = ("steps", "window", "views", "memory", "import")
VIEW_JOBS = ("measure_map", "measure_stroke", "measure_rewind", "measure_together")
"""What is measured of the views that show what was learned, each in a window of its own."""

LEFT_OUT = "left out of a quick run; name it with --section"
QUIET_ENVIRONMENT = {"QT_QPA_PLATFORM": "offscreen", "TF_CPP_MIN_LOG_LEVEL": "3", "PYTHONUNBUFFERED": "1"}


@dataclass(frozen=True)
class Effort:
    """How much is measured.

    Attributes:
        cases: The cases that are run where none is named; None for all of them.
        sections: The parts that are measured where none is named.
        rounds: Runs of each peer, taking turns.
        seconds: Of one run.
        warm_seconds: Before the first run, to compile and to come to a steady state.
        together: Whether the peers that can get ready at the same time do.
        starts: Starts of the program until it is seen; a further one before them fills the disk cache.
        loads: How many of them wait for TensorFlow.
        clicks: Networks on which Train and Stop are pressed.
        idle_seconds: Before each Train, for compiling ahead.
        heartbeat_seconds: The most that the long run of the heartbeat takes.
        redraws: Redraws of each length of history.
        memory_rounds: Rounds over the same widths, and how many of the first do not count.
        new_widths: Networks never seen before, and how many of the first do not count.
        import_megabytes: Of the CSV file that is imported.
    """

    cases: tuple[str, ...] | None
    sections: tuple[str, ...]
    rounds: int
    seconds: float
    warm_seconds: float
    together: bool
    starts: int
    loads: int
    clicks: int
    idle_seconds: float
    heartbeat_seconds: float
    redraws: int
    memory_rounds: tuple[int, int]
    new_widths: tuple[int, int]
    import_megabytes: float


FULL = Effort(None, SECTIONS, 7, 0.6, 3.0, False, 7, 5, 5, 3.0, 60.0, 100, (200, 20), (25, 5), 1_000)
QUICK = Effort(
    ("digits",),
    ("steps", "window", "views", "import"),
    3,
    0.2,
    0.3,
    True,
    1,
    1,
    1,
    1.5,
    1.5,
    10,
    (10, 8),
    (2, 0),
    40,
)


def main() -> int:
    """Runs itself in the environment's interpreter where it does not already."""
    from setup_environment import python, set_up

    if Path(sys.prefix) != python().parent.parent:
        with standard_output_kept():
            set_up()
        return subprocess.run([str(python()), __file__, *sys.argv[1:]]).returncode
    try:
        return bench(parse(sys.argv[1:]))
    except KeyboardInterrupt:
        print("bench: stopped.", file=sys.stderr)
        return STOPPED


@contextmanager
def standard_output_kept() -> Iterator[None]:
    """Sends what is printed meanwhile, by programs started too, to standard error: the JSON stands alone."""
    sys.stdout.flush()
    kept = os.dup(1)
    os.dup2(2, 1)
    try:
        yield
    finally:
        sys.stdout.flush()
        os.dup2(kept, 1)
        os.close(kept)


def parse(words: Sequence[str]) -> argparse.Namespace:
    """Returns what the command line asks for."""
    from bench_cases import CASES
    from bench_report import WHO

    parser = argparse.ArgumentParser(prog="bench.py", description=__doc__)
    add = parser.add_argument
    add("--quick", action="store_true", help="less of everything, on the digits alone, and memory not at all")
    add("--case", action="append", choices=CASES, help="measure only this case; may be repeated")
    add("--peer", action="append", choices=WHO, help="measure only this one; may be repeated")
    add("--section", action="append", choices=SECTIONS, help="measure only this part; may be repeated")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    form.add_argument("--markdown", action="store_true", help="print the table of cases as markdown")
    return parser.parse_args(words)


def bench(arguments: argparse.Namespace) -> int:
    """Measures and prints."""
    from bench_report import as_markdown, as_text

    report = measure(arguments, QUICK if arguments.quick else FULL)
    forms: dict[bool, Callable[[Any], str]] = {arguments.json: json.dumps, arguments.markdown: as_markdown}
    print(forms.get(True, as_text)(report))
    return 0


def measure(arguments: argparse.Namespace, effort: Effort) -> dict[str, Any]:
    """Returns the whole report."""
    from bench_report import NOT_ASKED, import_figures, machine, memory_figures, view_figures, window_figures

    sections = arguments.section or effort.sections
    with tempfile.TemporaryDirectory() as folder:
        measuring = Measuring(effort, {**QUIET_ENVIRONMENT, **settings_in(folder)})
        starts = measuring.starts() if "window" in sections else []
        cases = measuring.cases(arguments) if "steps" in sections else measuring.no_cases()
        window = measuring.window() if "window" in sections else {}
        views = measuring.views() if "views" in sections else {}
        memory = measuring.memory() if "memory" in sections else {}
        imported = measuring.imports(Path(folder)) if "import" in sections else {}
    why = NOT_ASKED if arguments.section else LEFT_OUT
    left_out = {section: why for section in SECTIONS if section not in sections}
    return {
        "machine": machine(),
        "settings": {"quick": arguments.quick, "rounds": effort.rounds, "seconds_per_run": effort.seconds},
        "cases": {name: result.figures() for name, result in cases.items()},
        "window": window_figures(starts, window),
        "views": view_figures(views),
        "memory": memory_figures(memory),
        "import": import_figures(imported),
        "missing": left_out | measuring.missing,
    }


def settings_in(folder: str) -> dict[str, str]:
    """Returns the environment that keeps the window away from anybody's own settings, and its caches with them."""
    return {f"XDG_{kind.upper()}_HOME": f"{folder}/{kind}" for kind in ("config", "state", "cache")}


class Measuring:
    """Asks the children, one at a time where it matters.

    Attributes:
        missing: Who, or which part, has no figures at all, and why.
    """

    def __init__(self, effort: Effort, environment: dict[str, str]) -> None:
        self._effort, self._environment = effort, environment
        self.missing: dict[str, str] = {}

    # The window and memory: a process for each

    def starts(self) -> list[dict[str, Any]]:
        """Starts the program again and again."""
        say("the window's start")
        self._once("measure_start", load=False)
        loads = self._effort.loads
        answers = [self._once("measure_start", load=i < loads) for i in range(self._effort.starts)]
        return [answer for answer in answers if answer]

    def window(self) -> dict[str, Any]:
        """Measures one window in training."""
        say("the window in training")
        names = ("clicks", "idle_seconds", "heartbeat_seconds", "redraws")
        return self._once("measure_window", **{name: getattr(self._effort, name) for name in names})

    def views(self) -> dict[str, float]:
        """Measures the views that show what was learned, one after the other."""
        measured: dict[str, float] = {}
        for job in VIEW_JOBS:
            say(job.replace("_", " "))
            effort = self._effort
            measured |= self._once(job, rounds=effort.rounds, seconds=max(effort.seconds, 1.0))
        return measured

    def memory(self) -> dict[str, float]:
        """Measures growth, at the same time, since nothing is timed."""
        say("memory")
        efforts = {
            "measure_rounds": self._effort.memory_rounds,
            "measure_new_widths": self._effort.new_widths,
        }
        growth: dict[str, float] = {}
        with children({job: job for job in efforts}, self._environment) as started:
            for job, (count, skipped) in efforts.items():
                started[job].send(count=count, skipped=skipped)
            for job, child in started.items():
                growth |= self._answer(job, child)
        return growth

    def imports(self, folder: Path) -> dict[str, float]:
        """Imports a large file, each time in a process of its own, for its peak of memory."""
        from bench_import import IMPORT_JOBS, MEGABYTE, write_table

        path = folder / "table.csv"
        say("a CSV file to import")
        measured: dict[str, float] = {
            "megabytes": write_table(path, self._effort.import_megabytes) / MEGABYTE
        }
        for job in IMPORT_JOBS:
            say(job.replace("_", " "))
            measured |= self._once(job, path=str(path), settle_seconds=min(self._effort.idle_seconds, 2.0))
        return measured

    def _once(self, job: str, **request: object) -> dict[str, Any]:
        with children({job: job}, self._environment) as started:
            started[job].send(**request)
            return self._answer(job, started[job])

    def _answer(self, name: str, child: Any) -> dict[str, Any]:
        from bench_child import ChildFailed

        try:
            return child.answer()  # type: ignore[no-any-return]
        except ChildFailed as error:
            self.missing[name] = str(error)
            return {}

    # The cases: a process for each peer, through all of them

    def no_cases(self) -> dict[str, Any]:
        """Returns every case without figures."""
        from bench_cases import CASES
        from bench_report import NOT_ASKED

        return {name: self._unmeasured(NOT_ASKED) for name in CASES}

    def cases(self, arguments: argparse.Namespace) -> dict[str, Any]:
        """Measures the cases that are asked for; the others are there without figures."""
        from bench_cases import CASES
        from bench_report import NOT_ASKED, WHO

        chosen = arguments.case or self._effort.cases or tuple(CASES)
        why = NOT_ASKED if arguments.case else "left out of a quick run; name it with --case"
        peers = [who for who in WHO if not arguments.peer or who in arguments.peer]
        self.missing |= {who: NOT_ASKED for who in WHO if who not in peers}
        with children({who: who for who in peers}, self._environment) as started:
            loaded = self._load(started)
            return {
                name: self._case(name, loaded) if name in chosen else self._unmeasured(why) for name in CASES
            }

    def _unmeasured(self, why: str) -> Any:
        from bench_report import WHO, CaseResult

        return CaseResult(missing=dict.fromkeys(WHO, why))

    def _load(self, started: dict[str, Any]) -> dict[str, Any]:
        from bench_child import ChildFailed

        say("loading " + ", ".join(started))
        for child in started.values():
            child.send(do="load")
        loaded: dict[str, Any] = {}
        for who, child in started.items():
            try:
                child.answer()
                loaded[who] = child
            except ChildFailed as error:
                self.missing[who] = str(error)
        return loaded

    def _case(self, name: str, loaded: dict[str, Any]) -> Any:
        from bench_report import WHO, CaseResult

        result = CaseResult(missing={who: why for who, why in self.missing.items() if who in WHO})
        ready = self._prepare(name, loaded, result)
        say(f"{name}: {self._effort.rounds} rounds")
        for _ in range(self._effort.rounds):
            for who, child in list(ready.items()):
                if not self._run(name, who, child, result):
                    del ready[who]
        for who, child in loaded.items():
            self._try(result, who, child, do="drop", case=name)
        return result

    def _prepare(self, name: str, loaded: dict[str, Any], result: Any) -> dict[str, Any]:
        from bench_child import ChildFailed

        say(f"{name}: getting ready")
        ready: dict[str, Any] = {}
        for group in self._groups(list(loaded)):
            for who in group:
                loaded[who].send(do="prepare", case=name, seconds=self._effort.warm_seconds)
            for who in group:
                try:
                    answer = loaded[who].answer()
                except ChildFailed as error:
                    result.missing[who] = str(error)
                    continue
                ready[who] = loaded[who]
                result.notes[who] = answer["note"]
                result.first_point_s = answer["first_point_s"] or result.first_point_s
        return ready

    def _groups(self, peers: list[str]) -> list[list[str]]:
        """Returns who gets ready at the same time."""
        if not self._effort.together:
            return [[who] for who in peers]
        return [[who for who in peers if who not in ALONE], *([who] for who in peers if who in ALONE)]

    def _run(self, name: str, who: str, child: Any, result: Any) -> bool:
        answer = self._try(result, who, child, do="run", case=name, seconds=self._effort.seconds)
        if answer:
            result.laps.setdefault(who, []).append(answer["seconds"] / answer["steps"] * 1e6)
        return bool(answer)

    def _try(self, result: Any, who: str, child: Any, **request: object) -> dict[str, Any]:
        from bench_child import ChildFailed

        try:
            return child.ask(**request)  # type: ignore[no-any-return]
        except ChildFailed as error:
            result.missing.setdefault(who, str(error))
            return {}


@contextmanager
def children(jobs: dict[str, str], environment: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Starts a process for each job, and ends them all."""
    from bench_child import Child

    started = {name: Child(job, environment) for name, job in jobs.items()}
    try:
        yield started
    finally:
        for child in started.values():
            child.close()


def say(what: str) -> None:
    """Tells on standard error what is being measured, and how long it has been going on."""
    print(f"bench, {time.monotonic() - BEGUN:4.0f} s: {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
