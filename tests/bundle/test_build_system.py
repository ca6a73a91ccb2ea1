"""A machine that lacks what a bundle needs says so before anything is made."""

from __future__ import annotations

import sys

import pytest
from bundle import build_system


def test_a_missing_tool_is_named_by_its_package() -> None:
    assert build_system.missing_tools({"python-of-nowhere": "nowhere", "sh": "dash"}) == ["nowhere"]


def test_without_root_the_command_is_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(build_system, "missing_packages", lambda: ["libxcb-icccm4"])
    monkeypatch.setattr(build_system, "is_debian_root", lambda: False)
    with pytest.raises(SystemExit) as stopped:
        build_system.check_build_system()
    assert stopped.value.code == 2
    assert capsys.readouterr().err.endswith("install -y --no-install-recommends libxcb-icccm4\n")


def test_as_root_it_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    installed: list[list[str]] = []
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(build_system, "missing_packages", lambda: ["libxcb-icccm4"])
    monkeypatch.setattr(build_system, "is_debian_root", lambda: True)
    monkeypatch.setattr(build_system, "install_packages", lambda packages: not installed.append(packages))
    build_system.check_build_system()
    assert installed == [["libxcb-icccm4"]]


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_other_systems_have_no_such_packages(system: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(build_system, "missing_packages", pytest.fail)
    build_system.check_build_system()
