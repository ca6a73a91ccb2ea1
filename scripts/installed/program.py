"""The installed program, started the way a person starts it."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from installed.outcome import Failure, demand
from installed.surroundings import Surroundings

PATIENCE = 600.0
"""Seconds that the program may take for anything."""


@dataclass(frozen=True)
class Done:
    """A run of the program that is over."""

    status: int
    output: str
    errors: str
    seconds: float

    def succeeded(self) -> Done:
        """Returns this, or fails with what the program said."""
        demand(self.status == 0, f"exit status {self.status}: {self.errors.strip() or self.output.strip()}")
        return self

    def data(self) -> dict[str, Any]:
        """Returns the JSON object on standard output, or fails."""
        try:
            return dict(json.loads(self.output))
        except ValueError as error:
            raise Failure(f"it did not print one JSON object: {self.output[:200]!r}") from error

    def sentence(self) -> str:
        """Returns the one sentence on standard error, or fails where there is anything else."""
        sentence = self.errors.strip()
        demand(bool(sentence), "it said nothing")
        demand("\n" not in sentence and "Traceback" not in sentence, f"not one sentence: {sentence}")
        return sentence


@dataclass(frozen=True)
class Program:
    """An installed program.

    Attributes:
        command: What is started.
        root: The folder with everything that was installed.
        surroundings: Of the person who starts it.
        is_bundle: Whether it brings everything along, Python too.
    """

    command: Path
    root: Path
    surroundings: Surroundings
    is_bundle: bool = True

    def run(self, *words: str | Path, **environment: str) -> Done:
        """Runs it to the end.

        Args:
            words: Of its command line.
            environment: In place of what the surroundings have.

        Raises:
            Failure: it did not end.
        """
        begun = time.monotonic()
        process = self.start(*words, **environment)
        try:
            output, errors = process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired as error:
            raise Failure(f"it did not end within {PATIENCE:.0f} s") from error
        finally:
            process.kill()
        return Done(process.returncode, output, errors, time.monotonic() - begun)

    def start(self, *words: str | Path, **environment: str) -> subprocess.Popen[str]:
        """Starts it, in the person's home, and returns its process."""
        return subprocess.Popen(
            [*self.surroundings.isolation, str(self.command), *map(str, words)],
            cwd=self.surroundings.home,
            env={**self.surroundings.environment(), **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )


def texts(values: Mapping[str, Any]) -> str:
    """Returns values for a line of the report."""
    return ", ".join(f"{name} {value}" for name, value in values.items())
