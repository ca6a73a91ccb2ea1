"""The bench's arithmetic, its table of cases, its peers on one tiny run each, and the shape of what it prints."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import bench
import bench_child
import bench_memory
import bench_peers
import bench_report
import bench_window
import numpy as np
import pytest
from bench_cases import CASES, MADE_DATA, VALIDATION_SHARE, Case, register_data, task_of
from bench_peers import (
    JAX_LAYERS,
    KERAS_LAYERS,
    PEERS,
    TORCH_LAYERS,
    JaxScan,
    Lap,
    TorchEager,
    Unsupported,
    faster_threads,
    keras_model,
    sklearn_network,
)
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QLabel, QMainWindow

from workbench.core.checks import problems
from workbench.core.errors import UserError
from workbench.core.projects.checked_project import checked
from workbench.core.projects.layer_text import parse_layers
from workbench.data.built_in import DATA_SETS, load
from workbench.views.loss_plot import LossPlot

ROOT = Path(__file__).parents[1]
SMALL = Case(
    "small", "2-3-1 with everything", "bench-plane", "3:tanh,batchnormalization,dropout:0.5", "sigmoid", 30
)
DENSE = replace(SMALL, layers="3:tanh")
STEPS_PER_EPOCH = 17
"""Of 500 rows in batches of 30, the last one of 20."""

OUTSIDE_TENSORFLOW = ("sklearn", "torch", "jax")
"""Peers that can run beside the tests' own TensorFlow, whatever threads it has."""


@pytest.fixture(autouse=True)
def program_without_made_data() -> Iterator[None]:
    """Takes the made data out of the program's table again, for the tests that go over all of it."""
    yield
    for made in MADE_DATA:
        DATA_SETS.pop(made.name, None)


@pytest.fixture(autouse=True)
def short_trials(monkeypatch: pytest.MonkeyPatch) -> None:
    """Peers choose their threads on a single epoch here."""
    monkeypatch.setattr(bench_peers, "THREAD_TRIAL_SECONDS", 0.0)


# Arithmetic


def test_the_median_of_nothing_is_none() -> None:
    assert bench_report.median([]) is None
    assert bench_report.median([3.0, 1.0, 20.0]) == 3.0


def test_a_percentile_is_one_of_the_values() -> None:
    values = [float(i) for i in range(1, 101)]
    assert [bench_report.percentile(values, p) for p in (50, 99, 100)] == [50.0, 99.0, 100.0]
    assert bench_report.percentile([7.0], 99) == 7.0
    assert bench_report.percentile([], 99) is None


def test_ratios_are_times_over_times_and_none_without_both() -> None:
    steps = {"headless": 40.0, "headless_with_scores": 44.0, "window": 55.0, "keras_fit": 1600.0, "jax": 32.0}
    found = bench_report.ratios({**dict.fromkeys(bench_report.WHO), **steps})
    assert found["keras_fit_over_headless"] == 40.0
    assert found["headless_over_jax"] == 1.25
    assert found["window_over_headless"] == 1.25
    assert found["torch_over_headless"] is None
    assert bench_report.evaluation_share(steps) == pytest.approx(0.1)


def test_a_window_is_held_against_the_engine_that_always_scores() -> None:
    assert bench_report.ratios({"headless": 50.0, "window": 60.0})["window_over_headless"] == 1.2
    assert bench_report.evaluation_share({"headless": 50.0}) is None


def test_a_case_takes_the_median_of_its_runs() -> None:
    result = bench_report.CaseResult(laps={"headless": [30.0, 900.0, 31.0], "keras_fit": [1550.0]})
    figures = result.figures()
    assert figures["us_per_step"]["headless"] == 31.0
    assert figures["ratios"]["keras_fit_over_headless"] == 50.0
    assert set(figures["us_per_step"]) == set(bench_report.WHO)


def test_a_lap_says_what_a_step_takes() -> None:
    assert Lap(steps=2_000, seconds=0.1).us_per_step == pytest.approx(50.0)


def test_growth_leaves_out_the_first_samples() -> None:
    megabytes = [100.0, 160.0, 200.0, 200.5, 201.0, 201.5]
    assert bench_memory.growth(megabytes, skipped=2) == pytest.approx(0.5)


def test_the_faster_number_of_threads_stays_set() -> None:
    class Pretended:
        threads = 0

        def run(self, seconds: float) -> Lap:
            return Lap(1, {1: 2.0, 2: 1.0, 4: 3.0}[self.threads])

    runner = Pretended()
    chosen = faster_threads(runner, (1, 2, 4), lambda count: setattr(runner, "threads", count), 0.0)  # type: ignore[arg-type]
    assert (chosen, runner.threads) == (2, 2)


# Cases


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_case_is_a_project_without_problems(case: Case) -> None:
    project = case.project()
    dataset = load(project.data.name)
    rows = round(len(dataset.inputs) * (1 - VALIDATION_SHARE))
    found = problems(project, dataset.label_kind, rows, dataset.number_of_classes, dataset.number_of_inputs)
    assert checked(project) == project
    assert [problem for problem in found if problem.severity == "error"] == []


@pytest.mark.parametrize(
    ("name", "inputs", "labels"),
    [
        ("digits", (1438, 64), (1438,)),
        ("mnist_size", (12_800, 784), (12_800,)),
        ("tiny", (500, 2), (500, 1)),
        ("multilabel", (12_800, 1_000), (12_800, 1_000)),
    ],
)
def test_a_task_has_the_arrays_that_the_title_says(
    name: str, inputs: tuple[int, ...], labels: tuple[int, ...]
) -> None:
    task = task_of(CASES[name].project())
    assert (task.inputs.shape, task.labels.shape) == (inputs, labels)
    assert sorted(task.order(3)) == list(range(len(task.inputs)))


def test_made_data_is_the_same_every_time() -> None:
    made = next(made for made in MADE_DATA if made.name == "bench-plane")
    np.testing.assert_array_equal(made.make().inputs, made.make().inputs)
    np.testing.assert_array_equal(made.make().labels, made.make().labels)


def test_made_data_is_not_in_the_program_itself() -> None:
    assert "bench-plane" not in DATA_SETS
    register_data()
    assert "bench-plane" in DATA_SETS


@pytest.mark.parametrize("table", [KERAS_LAYERS, TORCH_LAYERS, JAX_LAYERS], ids=["Keras", "PyTorch", "JAX"])
def test_every_layer_of_the_cases_has_a_row(table: dict[str, Any]) -> None:
    kinds = {layer.kind for case in CASES.values() for layer in parse_layers(case.layers)}
    assert kinds == set(table)


# Peers


@pytest.mark.parametrize("name", OUTSIDE_TENSORFLOW)
def test_a_peer_trains_or_says_what_to_do(name: str) -> None:
    peer, case = PEERS[name], DENSE if name == "sklearn" else SMALL
    if why := peer.why_missing():
        assert "pip install" in why
        pytest.skip(why)
    peer.load()
    runner = peer.build(case)
    lap = runner.run(0.0)
    assert lap.steps == STEPS_PER_EPOCH
    assert lap.seconds > 0


def test_keras_fits_the_same_task() -> None:
    # As the program loads TensorFlow: other tests of this process count on its threads.
    PEERS["headless"].load()
    runner = PEERS["keras_fit"].build(SMALL)
    assert runner.run(0.0).steps == STEPS_PER_EPOCH


def test_what_scikit_learn_lacks_is_said() -> None:
    with pytest.raises(Unsupported, match="has no BatchNormalization"):
        sklearn_network(task_of(SMALL.project()))


def test_a_package_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    expected = "PyTorch is not installed; for it, run: .venv/bin/python -m pip install"
    assert PEERS["torch"].why_missing().startswith(expected)


def test_the_engine_goes_over_whole_epochs() -> None:
    runner = PEERS["headless"].build(SMALL)
    assert runner.run(0.0).steps % STEPS_PER_EPOCH == 0
    assert runner.note


def test_pytorch_really_learns() -> None:
    if why := PEERS["torch"].why_missing():
        pytest.skip(why)
    runner = TorchEager(replace(DENSE, layers="16:tanh"))
    first = runner._step(runner._inputs, runner._labels)
    for _ in range(100):
        runner._train_epoch()
    assert runner._step(runner._inputs, runner._labels) < 0.8 * first


def test_jax_takes_the_very_steps_of_keras() -> None:
    """Hand-written Adam and loss in JAX against Keras's, from the same weights over the same batches."""
    if PEERS["jax"].why_missing():
        pytest.skip(PEERS["jax"].why_missing())
    runner = JaxScan(DENSE)
    task, model = runner._task, keras_model(runner._task)
    model.set_weights([np.asarray(array) for layer in runner._state[0] for array in layer])
    order = task.order(0)
    runner._train_epoch()
    for rows in np.split(order, range(task.batch_size, len(order), task.batch_size)):
        model.train_on_batch(task.inputs[rows], task.labels[rows])
    for array, weight in zip(
        (array for layer in runner._state[0] for array in layer), model.get_weights(), strict=True
    ):
        np.testing.assert_allclose(array, weight, rtol=1e-4, atol=1e-6)


# The window


def test_a_made_history_has_an_epoch_every_45_steps() -> None:
    history = bench_window.made_history(1_000)
    assert len(history) == 1_035
    assert history.epoch_steps[:2] == [45, 90]


def test_a_redraw_is_timed_on_the_real_plot(qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_window, "SETTLING_SECONDS", 0.0)
    plot = LossPlot()
    qtbot.addWidget(plot)
    plot.show()
    milliseconds = bench_window.measure_redraws(plot, points=1_000, count=3)
    assert len(milliseconds) == 3
    assert min(milliseconds) > 0


def test_all_docks_are_taken_out_of_their_tabs(qtbot: Any) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.setDockNestingEnabled(True)
    docks = [QDockWidget(str(number), window) for number in range(4)]
    for dock in docks:
        dock.setWidget(QLabel(dock.windowTitle()))
        window.addDockWidget(Qt.DockWidgetArea.TopDockWidgetArea, dock)
    window.tabifyDockWidget(docks[1], docks[2])
    docks[3].close()
    window.show()
    assert bench_window.show_all_docks(window) == len(docks)


def test_a_start_is_timed_until_the_first_frame(tmp_path: Path) -> None:
    child = bench_child.Child("measure_start", bench.settings_in(str(tmp_path)))
    try:
        assert 0 < child.ask(load=False)["first_window_s"] < 60
    finally:
        child.close()


# What is printed


def report(**cases: bench_report.CaseResult) -> dict[str, Any]:
    """Returns a report on `cases` and nothing else."""
    return {
        "machine": bench_report.machine(),
        "cases": {name: result.figures() for name, result in cases.items()},
        "window": bench_report.window_figures([], {}),
        "views": bench_report.view_figures({}),
        "memory": bench_report.memory_figures({}),
        "import": bench_report.import_figures({}),
        "missing": {},
    }


def test_the_json_has_every_figure_even_where_nothing_was_measured() -> None:
    found = json.loads(json.dumps(report(digits=bench_report.CaseResult())))
    names = {"headless", "window", "keras_fit", "sklearn", "torch", "jax"}
    assert names < set(found["cases"]["digits"]["us_per_step"])
    assert set(bench_report.RATIOS) == set(found["cases"]["digits"]["ratios"])
    assert set(bench_report.WINDOW_FIGURES) < set(found["window"])
    assert set(bench_report.VIEW_FIGURES) == set(found["views"])
    assert found["memory"] == {"mb_per_round": None, "mb_per_new_width": {"graph": None, "xla": None}}
    assert found["machine"]["cores"] >= 1
    assert found["machine"]["versions"]["tensorflow"]


def test_figures_of_the_window_come_from_its_answers() -> None:
    starts = [
        {"first_window_s": 0.6, "import_max_ms": 30.0},
        {"first_window_s": 0.5},
        {"first_window_s": 0.9},
    ]
    measured = {"gaps_ms": [10.0] * 98 + [20.0, 50.0], "stop_s": [0.01, 0.02, 0.09], "curve_points": 100_000}
    found = bench_report.window_figures(starts, measured)
    assert (found["first_window_s"], found["import_max_ms"], found["stop_s"]) == (0.6, 30.0, 0.02)
    assert (found["p50_ms"], found["p99_ms"], found["max_ms"]) == (10.0, 20.0, 50.0)
    assert found["first_point_s"] is None


@pytest.fixture
def partly_measured() -> dict[str, Any]:
    """One case with a peer missing, and one that nobody asked for."""
    digits = bench_report.CaseResult(
        laps={"headless": [33.0], "keras_fit": [1650.0]}, missing={"jax": "JAX is not installed."}
    )
    nobody = bench_report.CaseResult(missing=dict.fromkeys(bench_report.WHO, bench_report.NOT_ASKED))
    return report(digits=digits, tiny=nobody)


def test_the_text_says_why_a_figure_is_missing(partly_measured: dict[str, Any]) -> None:
    text = bench_report.as_text(partly_measured)
    assert "fit / headless" in text
    assert "50.0" in text
    assert text.endswith("No figure for digits/jax: JAX is not installed.")
    assert "tiny" not in text


def test_the_markdown_is_one_table(partly_measured: dict[str, Any]) -> None:
    lines = bench_report.as_markdown(partly_measured).splitlines()
    assert len({line.count("|") for line in lines}) == 1
    assert lines[2].startswith("| digits | 33.0 |")


@pytest.mark.parametrize(
    ("value", "words"), [(None, "–"), (1634.4, "1,634"), (33.27, "33.3"), (0.123, "0.12"), (12.0, "12.0")]
)
def test_numbers_have_the_digits_that_mean_something(value: float | None, words: str) -> None:
    assert bench_report.number(value) == words


# The children


def test_a_request_that_fails_is_answered_in_words() -> None:
    def refusing(request: bench_child.Message) -> bench_child.Message:
        raise UserError("There is no such thing.")

    def broken(request: bench_child.Message) -> bench_child.Message:
        raise KeyError("case")

    assert bench_child.guarded(refusing, {}) == {"failed": "There is no such thing."}
    assert bench_child.guarded(broken, {})["failed"].startswith("KeyError in test_bench.py, line ")


def test_a_child_prepares_runs_and_drops_a_case() -> None:
    child = bench_child.Child("sklearn", {})
    try:
        child.ask(do="load")
        assert child.ask(do="prepare", case="tiny", seconds=0.0)["note"].endswith(("thread", "threads"))
        lap = child.ask(do="run", case="tiny", seconds=0.0)
        assert lap["steps"] == 50
        assert lap["seconds"] > 0
        child.ask(do="drop", case="tiny")
        with pytest.raises(bench_child.ChildFailed, match="KeyError"):
            child.ask(do="run", case="tiny", seconds=0.0)
    finally:
        child.close()


def test_a_child_that_ended_is_told_of() -> None:
    child = bench_child.Child("sklearn", {})
    child._process.kill()
    with pytest.raises(bench_child.ChildFailed, match="sklearn ended with status"):
        child.ask(do="load")
    child.close()


# The command


def test_the_command_line_names_its_choices(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        bench.parse(["--case", "nonsense"])
    assert "mnist_size" in capsys.readouterr().err
    arguments = bench.parse(["--case", "tiny", "--case", "deep", "--peer", "jax", "--quick"])
    assert (arguments.case, arguments.peer, arguments.quick) == (["tiny", "deep"], ["jax"], True)


def test_only_json_goes_to_standard_output(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    effort = replace(bench.QUICK, rounds=1, seconds=0.0, warm_seconds=0.0)
    monkeypatch.setattr(bench, "QUICK", effort)
    words = ["--quick", "--json", "--section", "steps", "--case", "tiny", "--peer", "sklearn"]
    assert bench.bench(bench.parse(words)) == 0
    said = capfd.readouterr()
    found = json.loads(said.out)
    assert found["cases"]["tiny"]["us_per_step"]["sklearn"] > 0
    assert found["cases"]["tiny"]["us_per_step"]["jax"] is None
    assert found["missing"]["jax"] == bench_report.NOT_ASKED
    assert set(found["cases"]) == set(CASES)
    assert "tiny: 1 rounds" in said.err


def test_what_the_set_up_prints_goes_to_standard_error(capfd: pytest.CaptureFixture[str]) -> None:
    with bench.standard_output_kept():
        os.write(1, b"from a program\n")
    print("{}")
    sys.stdout.flush()
    said = capfd.readouterr()
    assert said.out == "{}\n"
    assert said.err == "from a program\n"


def test_the_command_of_the_readme_measures() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    command = "python3 scripts/bench.py"
    assert f"`{command}`" in readme
    words = [
        sys.executable,
        *command.split()[1:],
        "--quick",
        "--section",
        "steps",
        "--peer",
        "headless",
        "--json",
    ]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=200)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["cases"]["digits"]["us_per_step"]["headless"] > 0
