"""The parent believes nothing that is in the folder of the reading process."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec
import numpy as np
import pytest
from engine.opening.model_files import INPUTS, UNITS, archive

from workbench.core.errors import UserError
from workbench.core.imported.graph import Graph
from workbench.engine.opening.answer import ANSWER, WEIGHTS, Answer, read_answer, write_answer
from workbench.engine.opening.child import answer_for


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What the reading process leaves after a file that is as it should be."""
    archive(tmp_path / "model.keras")
    results = tmp_path / "results"
    results.mkdir()
    write_answer(results, answer_for(tmp_path / "model.keras", results))
    return results


def graph_in(folder: Path) -> Graph:
    graph = msgspec.json.decode((folder / ANSWER).read_bytes(), type=Answer).graph
    assert graph is not None
    return graph


def test_an_honest_answer_is_the_graph_and_its_weights(folder: Path) -> None:
    graph, weights = read_answer(folder)
    assert [layer.kind for layer in graph.layers] == ["InputLayer", "Dense"]
    assert [array.shape for array in weights] == [(INPUTS, UNITS), (UNITS,)]
    assert weights[0].flags.writeable and np.all(weights[0] == 1)


def longer(folder: Path) -> None:
    with (folder / WEIGHTS).open("ab") as file:
        file.write(b"1234")


def shorter(folder: Path) -> None:
    (folder / WEIGHTS).write_bytes((folder / WEIGHTS).read_bytes()[:-1])


def linked(folder: Path) -> None:
    shutil.move(folder / WEIGHTS, folder / "elsewhere")
    (folder / WEIGHTS).symlink_to(folder / "elsewhere")


def no_json(folder: Path) -> None:
    (folder / ANSWER).write_bytes(b"\xff")


def deep(folder: Path) -> None:
    (folder / ANSWER).write_bytes(b'{"graph":{"layers":' + b"[" * 100_000)


def nothing(folder: Path) -> None:
    (folder / ANSWER).unlink()


def infinite(folder: Path) -> None:
    size = (folder / WEIGHTS).stat().st_size // 4
    (folder / WEIGHTS).write_bytes(np.full(size, np.inf, np.float32).tobytes())


@pytest.mark.parametrize("spoil", [longer, shorter, linked, no_json, deep, nothing, infinite])
def test_anything_else_is_refused(spoil: Callable[[Path], None], folder: Path) -> None:
    spoil(folder)
    with pytest.raises(UserError, match="makes no sense"):
        read_answer(folder)


def test_a_layer_that_is_not_on_the_list_is_refused_again(folder: Path) -> None:
    graph = graph_in(folder)
    evil = msgspec.structs.replace(graph.layers[1], kind="Lambda")
    write_answer(folder, Answer(msgspec.structs.replace(graph, layers=(graph.layers[0], evil))))
    with pytest.raises(UserError, match="Lambda|dense"):
        read_answer(folder)


def test_a_refusal_is_short_and_has_no_unprintable_letters(folder: Path) -> None:
    write_answer(folder, Answer(refusal="\x1b[31mred\n" + "x" * 10_000))
    with pytest.raises(UserError) as caught:
        read_answer(folder)
    assert str(caught.value).startswith("?[31mred?x")
    assert len(str(caught.value)) <= 600
