"""The two ends of the pipe between `bench.py` and the processes that it measures in.

Each line that goes down is one JSON object, a request, and each line that comes up is one, its answer; a child
works only between the two, so no more than one of them works at a time unless `bench.py` wants it so.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

SPAWNED = "WORKBENCH_BENCH_SPAWNED"
"""The environment variable with the time at which the parent started the process, by the monotonic clock."""

DEBUG = "WORKBENCH_BENCH_DEBUG"
"""Where this environment variable is set, what the children say on standard error is seen."""

ANSWER_SECONDS = 900.0
QUITTING_SECONDS = 20.0

Message = dict[str, Any]
Handler = Callable[[Message], Message]


class ChildFailed(Exception):
    """A child could not do what it was asked; the message says why."""


class Child:
    """The parent's end: a process that answers one request at a time."""

    def __init__(self, job: str, environment: Mapping[str, str]) -> None:
        self.job = job
        spawned = {SPAWNED: repr(time.monotonic())}
        self._process = subprocess.Popen(
            [sys.executable, __file__, job],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # TensorFlow greets there before it can be told not to.
            stderr=None if DEBUG in os.environ else subprocess.DEVNULL,
            env={**os.environ, **environment, **spawned},
            text=True,
        )
        self._answers: queue.SimpleQueue[str] = queue.SimpleQueue()
        # Pipes cannot be waited on for a limited time everywhere, but a queue can.
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            self._answers.put(line)
        self._answers.put("")

    def ask(self, **request: object) -> Message:
        """Sends a request and waits for its answer.

        Raises:
            ChildFailed: it ended, did not answer, or answered that it cannot.
        """
        self.send(**request)
        return self.answer()

    def send(self, **request: object) -> None:
        """Sends a request; `answer` must follow."""
        assert self._process.stdin
        try:
            self._process.stdin.write(json.dumps(request) + "\n")
            self._process.stdin.flush()
        except OSError:
            # It has ended, and `answer` says so.
            return

    def answer(self) -> Message:
        """Waits for the answer to the last request.

        Raises:
            ChildFailed: as for `ask`.
        """
        try:
            line = self._answers.get(timeout=ANSWER_SECONDS)
        except queue.Empty:
            raise ChildFailed(f"{self.job} did not answer within {ANSWER_SECONDS:.0f} seconds.") from None
        if not line:
            raise ChildFailed(f"{self.job} ended with status {self._process.wait()}.")
        answer: Message = json.loads(line)
        if "failed" in answer:
            raise ChildFailed(answer["failed"])
        return answer

    def close(self) -> None:
        """Lets the process end, and ends it where it does not."""
        assert self._process.stdin
        with contextlib.suppress(OSError):
            self._process.stdin.close()
        try:
            self._process.wait(QUITTING_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def answer_requests(handler: Handler) -> None:
    """The child's end: answers until there are no more requests."""
    # Whatever libraries print must not get between the answers.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    for line in sys.stdin:
        print(json.dumps(guarded(handler, json.loads(line))), file=answers, flush=True)


def guarded(handler: Handler, request: Message) -> Message:
    """Returns the answer, or in words why there is none."""
    from workbench.core.errors import UserError

    try:
        return handler(request)
    except UserError as error:
        return {"failed": str(error)}
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}, line {place.lineno}"
        return {"failed": f"{type(error).__name__} in {where}: {str(error).partition(chr(10))[0]}"}


class Training:
    """Prepares, runs and drops the cases of one peer."""

    def __init__(self, who: str) -> None:
        self._who = who
        self._runners: dict[str, Any] = {}

    def __call__(self, request: Message) -> Message:
        """Does one request: `load`, `prepare`, `run` or `drop`."""
        done: Message = getattr(self, "_" + request["do"])(request)
        return done

    def _load(self, request: Message) -> Message:
        from bench_peers import PEERS, Unsupported

        if why := PEERS[self._who].why_missing():
            raise Unsupported(why)
        PEERS[self._who].load()
        return {}

    def _prepare(self, request: Message) -> Message:
        from bench_cases import CASES
        from bench_peers import PEERS

        runner = PEERS[self._who].build(CASES[request["case"]])
        runner.warm(request["seconds"])
        self._runners[request["case"]] = runner
        return {"note": runner.note, "first_point_s": getattr(runner, "first_point_s", None)}

    def _run(self, request: Message) -> Message:
        lap = self._runners[request["case"]].run(request["seconds"])
        return {"steps": lap.steps, "seconds": lap.seconds}

    def _drop(self, request: Message) -> Message:
        self._runners.pop(request["case"], None)
        return {}


def in_module(module: str, function: str) -> Handler:
    """Returns a handler that imports what it needs with the first request, so that a failure is answered."""
    return lambda request: getattr(import_module(module), function)(request)


JOBS: dict[str, Handler] = {
    "measure_start": in_module("bench_window", "measure_start"),
    "measure_window": in_module("bench_window", "measure_window"),
    "measure_map": in_module("bench_map", "measure_map"),
    "measure_stroke": in_module("bench_stroke", "measure_stroke"),
    "measure_rewind": in_module("bench_rewind", "measure_rewind"),
    "measure_together": in_module("bench_together", "measure_together"),
    "measure_rounds": in_module("bench_memory", "measure_rounds"),
    "measure_new_widths": in_module("bench_memory", "measure_new_widths"),
    "measure_bare": in_module("bench_import", "measure_bare"),
    "measure_import": in_module("bench_import", "measure_import"),
    "measure_cancel": in_module("bench_import", "measure_cancel"),
    "measure_window_import": in_module("bench_import", "measure_window_import"),
}
"""What a child can do besides being a peer."""


def main() -> None:
    """Serves the job named on the command line."""
    job = sys.argv[1]
    answer_requests(JOBS[job] if job in JOBS else Training(job))
    # The window's process has nothing to save, and Qt takes its time over an orderly end.
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent))
    main()
