"""`workbench train -o` keeps the run in the file, beside the ones that are there, and also one that failed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from workbench.cli import main
from workbench.core.project_file import load


def train(path: Path, *words: str) -> int:
    return main(["train", *words, "-o", str(path), "--json"])


def test_runs_are_kept_in_the_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "first.workbench"
    assert train(path, "--data", "iris", "--layers", "4", "--epochs", "2", "--optimizer", "Adam") == 0
    assert train(path, str(path), "--epochs", "3", "--learning-rate", "0.05") == 0
    assert train(path, str(path), "--epochs", "5", "--optimizer", "SGD", "--learning-rate", "1e8") == 2
    first, second, failed = load(path).runs
    assert (first.name, first.first_step, first.epochs, first.ended) == ("Run 1", 0, 2, "Finished.")
    assert (second.name, second.first_step, second.epochs) == ("Run 2", 8, 3)
    assert second.project.training.learning_rate == 0.05
    history = load(path).run
    assert history is not None
    np.testing.assert_array_equal(second.curves.scores["loss"], history.history.column("loss")[1][2:5])
    assert failed.ended.startswith("Training stopped at step ")
