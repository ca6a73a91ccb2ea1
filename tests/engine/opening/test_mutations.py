from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import mutate_models
import numpy as np
import pytest
from engine.opening.model_files import archive, legacy

from workbench.core.errors import UserError
from workbench.engine.opening.open_model import open_model

WRITERS = {"keras": archive, "h5": legacy}
FILES = 30


def opened(path: Path) -> bool:
    try:
        open_model(path)
    except UserError as error:
        assert str(error).startswith(f"{path.name}: ")
        return False
    return True


@pytest.mark.parametrize("kind", WRITERS)
def test_damaged_files_are_opened_or_refused_and_nothing_else(kind: str, tmp_path: Path) -> None:
    WRITERS[kind](tmp_path / f"whole.{kind}")
    whole = (tmp_path / f"whole.{kind}").read_bytes()
    assert opened(tmp_path / f"whole.{kind}")
    rng = np.random.default_rng(3)
    paths = [tmp_path / f"damaged-{number}.{kind}" for number in range(FILES)]
    for path in paths:
        path.write_bytes(mutate_models.mutated(rng, whole, kind))
    with ThreadPoolExecutor(3) as pool:
        assert False in set(pool.map(opened, paths))


@pytest.mark.parametrize("mutation", mutate_models.MUTATIONS)
def test_each_way_of_damaging_changes_a_file(mutation: mutate_models.Mutation) -> None:
    rng = np.random.default_rng(0)
    content = bytes(range(256)) * 8
    changed = [mutation(rng, content) for _ in range(20)]
    assert sum(one != content for one in changed) >= 15
    assert all(len(one) <= len(content) for one in changed)


def test_the_long_run_counts_and_survives_a_file_that_hangs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    legacy(tmp_path / "hanging.h5")
    content = bytearray((tmp_path / "hanging.h5").read_bytes())
    content[content.index(b"GCOL") + 24] = 255
    monkeypatch.setattr(mutate_models, "mutated", lambda rng, content, kind: content)
    monkeypatch.setattr(mutate_models, "seconds_allowed", lambda size: 1.0)
    found = list(mutate_models.outcomes("h5", [bytes(content)], 2, 0, None))
    assert set(found) <= {"timed out", "refused"}
