from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest
from engine.opening.model_files import archive

from workbench.core.errors import UserError
from workbench.engine.opening import open_model as opening
from workbench.engine.opening.open_model import open_model

SLEEPS = "import time; time.sleep(600)"
SLEEPS_WITH_ANOTHER = (
    "import subprocess, sys, time; "
    "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)']); "
    "open(sys.argv[2] + '.pid', 'w').write(str(child.pid)); time.sleep(600)"
)
CRASHES = "import os; os.abort()"
ENDS = "import sys; sys.exit(3)"
SAYS_NOTHING = "pass"
KEEPS_ITS_ENVIRONMENT = (
    "import json, os, sys; open(sys.argv[2] + '.environment', 'w').write(json.dumps(dict(os.environ)))"
)


@pytest.fixture
def model(tmp_path: Path) -> Path:
    archive(tmp_path / "model.keras")
    return tmp_path / "model.keras"


def refusal(path: Path, child: str, monkeypatch: pytest.MonkeyPatch, seconds: float = 60.0) -> str:
    """What is said when the reading process runs another program."""
    command = [sys.executable, "-I", "-c", child]
    monkeypatch.setattr(opening, "child_command", lambda *words: [*command, *words])
    monkeypatch.setattr(opening, "seconds_allowed", lambda size: seconds)
    with pytest.raises(UserError) as caught:
        open_model(path)
    return str(caught.value)


def test_a_reading_that_does_not_end_is_ended(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = refusal(model, SLEEPS, monkeypatch, seconds=0.5)
    assert said.startswith("model.keras: The file could not be read within")


@pytest.mark.skipif(sys.platform != "linux", reason="does not list processes as files")
def test_what_the_reading_process_has_started_is_ended_too(
    model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusal(model, SLEEPS_WITH_ANOTHER, monkeypatch, seconds=5.0)
    started = int(model.with_suffix(".keras.pid").read_text())
    until = time.monotonic() + 60
    while is_running(started) and time.monotonic() < until:
        time.sleep(0.05)
    assert not is_running(started)


def is_running(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    # Where nobody collects them, the ended ones stay in the list.
    return state != "Z"


@pytest.mark.skipif(os.name != "posix", reason="has no signals")
def test_a_crash_of_the_reading_process_is_a_sentence(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "SIGABRT" in refusal(model, CRASHES, monkeypatch)


def test_an_exit_and_silence_are_sentences(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "exit status 3" in refusal(model, ENDS, monkeypatch)
    assert "makes no sense" in refusal(model, SAYS_NOTHING, monkeypatch)


def test_a_process_that_cannot_be_started_is_a_sentence(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(model.parent / "nothing"))
    with pytest.raises(UserError, match="model.keras: .* cannot be started"):
        open_model(model)


def test_secrets_of_the_environment_do_not_reach_the_reading_process(
    model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("A_SECRET", "1")
    monkeypatch.setenv("HDF5_PLUGIN_PATH", "/elsewhere")
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    refusal(model, KEEPS_ITS_ENVIRONMENT, monkeypatch)
    seen = model.with_suffix(".keras.environment").read_text()
    assert "A_SECRET" not in seen and "/elsewhere" not in seen
    assert "OPENBLAS_NUM_THREADS" in seen


def test_nothing_is_left_in_the_temporary_folder(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    temporary = model.parent / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    assert len(open_model(model).weights) == 2
    assert list(temporary.iterdir()) == []


def test_a_name_with_line_breaks_stays_on_one_line(tmp_path: Path) -> None:
    (tmp_path / "a\nb.keras").touch()
    with pytest.raises(UserError, match=r"^a\?b.keras: "):
        open_model(tmp_path / "a\nb.keras")
