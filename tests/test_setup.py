"""The set-up decides rightly what is missing, what to say about it, and when nothing is to be done."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import pytest
import setup_environment

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = ("pyproject.toml", "scripts/constraints.txt")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with the files that the environment depends on."""
    (tmp_path / "scripts").mkdir()
    for name in SETTINGS:
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


@pytest.fixture
def lacking(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Linux that lacks two packages."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(setup_environment, "missing_packages", lambda: ["libegl1", "fonts-dejavu-core"])


def test_a_missing_library_is_named_by_its_package() -> None:
    libraries = {"libc.so.6": "libc6", "libnowhere.so.7": "libnowhere7"}
    assert setup_environment.missing_libraries(libraries) == ["libnowhere7"]


def test_the_command_is_exact() -> None:
    expected = "apt-get update && apt-get install -y --no-install-recommends libegl1 libgl1"
    assert setup_environment.install_command(["libegl1", "libgl1"]) == expected


def test_without_root_the_command_is_printed(
    lacking: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(setup_environment, "is_debian_root", lambda: False)
    with pytest.raises(SystemExit) as stopped:
        setup_environment.check_system()
    said = capsys.readouterr().err
    assert stopped.value.code == 2
    assert said.endswith("install -y --no-install-recommends libegl1 fonts-dejavu-core\n")
    assert said.count("\n") == 1


def test_as_root_the_packages_are_installed(lacking: None, monkeypatch: pytest.MonkeyPatch) -> None:
    installed: list[list[str]] = []
    monkeypatch.setattr(setup_environment, "is_debian_root", lambda: True)
    monkeypatch.setattr(
        setup_environment, "install_packages", lambda packages: installed.append(packages) is None
    )
    setup_environment.check_system()
    assert installed == [["libegl1", "fonts-dejavu-core"]]


@pytest.mark.usefixtures("lacking")
@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_other_systems_bring_what_qt_needs(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    setup_environment.check_system()


@pytest.mark.parametrize(
    ("variables", "wanted"),
    [
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({}, False),
        ({"QT_QPA_PLATFORM": "offscreen"}, False),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False),
    ],
)
def test_libraries_of_a_display_are_asked_for_where_windows_open(
    variables: dict[str, str], wanted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for variable in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(variable, raising=False)
    for variable, value in variables.items():
        monkeypatch.setenv(variable, value)
    monkeypatch.setattr(setup_environment, "can_load", lambda library: False)
    assert ("libxcb-cursor0" in setup_environment.missing_packages()) == wanted
    assert "libegl1" in setup_environment.missing_packages()


def test_a_font_is_asked_for_only_where_there_is_none(tmp_path: Path) -> None:
    folders = [tmp_path / "nowhere", tmp_path]
    assert setup_environment.missing_fonts(folders) == ["fonts-dejavu-core"]
    (tmp_path / "truetype").mkdir()
    (tmp_path / "truetype" / "some.ttf").touch()
    assert setup_environment.missing_fonts(folders) == []


@pytest.mark.parametrize("name", SETTINGS)
def test_the_stamp_changes_with_each_file(name: str, project: Path) -> None:
    before = setup_environment.fingerprint(project)
    assert setup_environment.fingerprint(project) == before
    with (project / name).open("a") as stream:
        stream.write("# changed\n")
    assert setup_environment.fingerprint(project) != before


def test_the_stamp_changes_with_the_python(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = setup_environment.fingerprint(project)
    monkeypatch.setattr(sys, "version", "3.13.0 (another)")
    assert setup_environment.fingerprint(project) != before


def test_a_stamp_counts_only_where_it_is_the_one_wanted(tmp_path: Path) -> None:
    stamp = tmp_path / "stamp"
    assert not setup_environment.is_stamped("wanted", stamp)
    stamp.write_text("older")
    assert not setup_environment.is_stamped("wanted", stamp)
    stamp.write_text("wanted")
    assert setup_environment.is_stamped("wanted", stamp)


@pytest.mark.parametrize("version", [(3, 10, 12), (3, 14, 0)])
def test_another_python_is_refused_in_a_sentence(
    version: tuple[int, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", version)
    with pytest.raises(SystemExit) as stopped:
        setup_environment.check_python()
    assert stopped.value.code == 2
    assert "needs Python 3.11 to 3.13" in capsys.readouterr().err


def test_constraints_are_exact_versions_without_hosts() -> None:
    lines = (ROOT / "scripts" / "constraints.txt").read_text().splitlines()
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9_.-]+==[0-9][0-9a-z.]*", line)] == []


@pytest.fixture
def environment(project: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A machine that lacks nothing; what the set-up does to it is only written down, and given here."""
    done: list[str] = []
    monkeypatch.setattr(setup_environment, "STAMP", project / "stamp")
    monkeypatch.setattr(setup_environment, "missing_packages", list)
    monkeypatch.setattr(setup_environment, "install", lambda: done.append("installed"))
    monkeypatch.setattr(setup_environment, "install_packages", pytest.fail)
    return done


def test_a_second_set_up_does_nothing(environment: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    setup_environment.set_up()
    assert environment == ["installed"]
    setup_environment.set_up()
    assert environment == ["installed"]
    assert capsys.readouterr().out == ""


def test_a_set_up_that_was_broken_off_is_done_again(
    environment: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken, pytest.raises(SystemExit):
        broken.setattr(setup_environment, "install", lambda: setup_environment.stop("no network"))
        setup_environment.set_up()
    setup_environment.set_up()
    assert environment == ["installed"]
