"""What the smoke test says of what it is given, before and after anything is installed."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
import smoke
from installed.artifacts import ARTIFACTS
from installed.surroundings import surroundings_in


def test_what_is_no_artifact_is_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["smoke.py", str(tmp_path / "nothing.deb")])
    assert smoke.main() == 2
    said = capsys.readouterr()
    assert "nothing.deb" in said.err and said.err.count("\n") == 1 and said.out == ""


def test_another_system_is_told_what_to_do_instead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(sys, "argv", ["smoke.py", str(tmp_path)])
    assert smoke.main() == 2
    said = capsys.readouterr().err
    assert "--self-test" in said and said.count("\n") == 1


def test_an_artifact_that_cannot_be_installed_is_the_only_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "broken.tar.xz").write_bytes(b"no archive")
    monkeypatch.setattr(sys, "argv", ["smoke.py", str(tmp_path / "broken.tar.xz"), "--json"])
    assert smoke.main() == 1
    (row,) = json.loads(capsys.readouterr().out)["outcomes"]
    assert row["verdict"] == "FAILED" and row["name"] == "install broken.tar.xz"


def test_only_a_bundle_has_limits_of_size(tmp_path: Path) -> None:
    wheel = next(row for row in ARTIFACTS if not row.is_bundle)
    assert list(smoke.sizes(wheel, tmp_path, program=None)) == []


def test_a_system_that_takes_no_network_away_is_told(tmp_path: Path) -> None:
    surroundings = surroundings_in(tmp_path / "around")
    without = type(surroundings)(surroundings.folder, isolation=())
    assert smoke.network(without).verdict == "skipped"
    assert smoke.network(type(surroundings)(surroundings.folder, ("/usr/bin/unshare", "-n"))).verdict == "ok"
