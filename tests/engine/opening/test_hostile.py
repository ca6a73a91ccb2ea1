from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from engine.opening.hostile import HOSTILE, OPENED, Hostile, write_all

from workbench.core.errors import UserError
from workbench.engine.imported_model import build_imported
from workbench.engine.opening.open_model import open_model

HERE = Path(__file__).resolve().parent
MOST_MEMORY = 300 * 2**20
AGAINST_KERAS = ("dtype_policy.keras", "download.keras", "lambda.keras", "lambda.h5", "saved_model.keras")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("all") / "hostile"
    folder.mkdir()
    write_all(folder)
    return folder


@pytest.fixture(scope="module")
def watched(corpus: Path) -> dict[str, Any]:
    return run("opening_watcher.py", corpus)


def run(program: str, *folders: Path) -> Any:
    environment = {**os.environ, "PYTHONPATH": str(HERE.parents[2])}
    command = [sys.executable, str(HERE / program), *map(str, folders)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


REFUSED = [row for row in HOSTILE if row.says != OPENED]


@pytest.mark.parametrize("row", REFUSED, ids=lambda row: row.file)
def test_a_hostile_file_is_refused_in_a_sentence_that_begins_with_its_name(
    row: Hostile, watched: dict[str, Any]
) -> None:
    said = watched["said"][row.file]
    assert said.startswith(f"{row.file}: ")
    assert row.says in said
    assert said.endswith(".") and said.isprintable() and len(said) < 500


def test_a_part_that_leads_nowhere_is_left_out(watched: dict[str, Any], corpus: Path) -> None:
    stray = [row.file for row in HOSTILE if row.says == OPENED]
    assert stray and all(watched["said"][file] == OPENED for file in stray)
    for file in stray:
        assert [layer.name for layer in open_model(corpus / file).graph.layers] == ["input_layer", "dense"]


def test_nothing_changes_in_the_process_that_opens_them(watched: dict[str, Any]) -> None:
    assert watched["changed"] == []


@pytest.mark.skipif(sys.platform == "win32", reason="has no accounts of memory")
def test_the_reading_process_stays_small_whatever_the_file(watched: dict[str, Any]) -> None:
    assert 0 < watched["peak"] <= MOST_MEMORY


def test_the_reading_process_does_nothing_but_read(corpus: Path, tmp_path: Path) -> None:
    copies = tmp_path / "copies"
    copies.mkdir()
    for row in HOSTILE:
        path = corpus / row.file
        if path.is_file() and path.stat().st_size and row.file != "hanging.h5":
            (copies / row.file).hardlink_to(path)
    audit = run("reading_audit.py", copies, tmp_path)
    assert audit == {"done": [], "loaded": []}


@pytest.mark.parametrize("name", AGAINST_KERAS)
def test_keras_stays_as_it_was_set(name: str, corpus: Path) -> None:
    import keras

    before = keras.config.dtype_policy().name, keras.config.floatx(), keras.config.image_data_format()
    with contextlib.suppress(UserError):
        opened = open_model(corpus / name)
        build_imported(opened.graph, opened.weights)
    after = keras.config.dtype_policy().name, keras.config.floatx(), keras.config.image_data_format()
    assert after == before
