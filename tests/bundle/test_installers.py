"""The texts that tell systems of the program say what they should, and the table has all that is made."""

from __future__ import annotations

import os
import plistlib
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from configparser import ConfigParser
from pathlib import Path

import package
import pytest
from bundle import debian_package
from bundle.artifacts import ARTIFACTS, artifacts_here
from bundle.desktop import ENTRY, FILE_TYPE, write_desktop_files
from bundle.linux_archive import ADD_TO_MENU, SCRIPT, SHARE, add_menu_files
from bundle.macos_image import PROPERTIES
from bundle.product import MIME_TYPE, VERSION
from bundle.windows_installer import script

from workbench import __version__


def entry(text: str) -> dict[str, str]:
    """The fields of a desktop entry."""
    parser = ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(text)
    return dict(parser["Desktop Entry"])


def test_the_entry_opens_projects_with_the_program() -> None:
    fields = entry(ENTRY.format(program="/opt/workbench/workbench"))
    assert fields["Exec"] == "/opt/workbench/workbench %f"
    assert fields["MimeType"] == f"{MIME_TYPE};" and fields["Icon"] == "workbench"


def test_the_type_is_known_by_the_ending() -> None:
    (kind,) = ElementTree.fromstring(FILE_TYPE)
    assert kind.get("type") == MIME_TYPE
    assert {"*.workbench"} == {child.get("pattern") for child in kind if child.tag.endswith("glob")}


def test_desktop_files_lie_where_desktops_look(tmp_path: Path) -> None:
    write_desktop_files(tmp_path, "workbench")
    found = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    assert {"applications/workbench.desktop", "mime/packages/workbench.xml"} <= found
    assert {f"icons/hicolor/{size}x{size}/apps/workbench.png" for size in (48, 128, 256)} <= found
    assert "icons/hicolor/scalable/apps/workbench.svg" in found


@pytest.mark.skipif(os.name != "posix", reason="has no shell")
def test_the_archive_puts_itself_into_the_menu(tmp_path: Path) -> None:
    folder, home = tmp_path / "Zoë & Müller" / "workbench", tmp_path / "home"
    folder.mkdir(parents=True)
    home.mkdir()
    add_menu_files(folder)
    said = subprocess.run(
        [folder / SCRIPT],
        env={"HOME": str(home), "PATH": os.defpath},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert said.endswith("Workbench is in your menu.\n")
    fields = entry((home / ".local/share/applications/workbench.desktop").read_text(encoding="utf-8"))
    assert fields["Exec"] == f'"{folder}/workbench" %f'
    assert (home / ".local/share/mime/packages/workbench.xml").exists()


def test_the_archive_can_be_packed_twice(tmp_path: Path) -> None:
    add_menu_files(tmp_path)
    add_menu_files(tmp_path)
    assert (tmp_path / SHARE / "applications").is_dir() and ADD_TO_MENU.startswith("#!/bin/sh")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a program, as packages are made from."""
    folder = tmp_path / "program"
    for name in ("workbench", "_internal/libX11.so.6", "licences/NOTICE.txt", "share/left", "add-to-menu.sh"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("content")
    monkeypatch.setattr(debian_package, "CONTENTS", folder / "_internal")
    return folder


@pytest.mark.skipif(sys.platform != "linux", reason="is made on Linux")
def test_the_debian_package_has_its_files_in_their_places(folder: Path, tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    debian_package.fill_tree(tree, folder)
    assert (tree / "opt/workbench/workbench").read_text() == "content"
    assert (
        not (tree / "opt/workbench/share").exists() and not (tree / "opt/workbench/add-to-menu.sh").exists()
    )
    assert os.readlink(tree / "usr/bin/workbench") == "/opt/workbench/workbench"
    assert (tree / "usr/share/applications/workbench.desktop").exists()
    assert (tree / "usr/share/doc/workbench/copyright").read_text() == "content"


@pytest.mark.skipif(sys.platform != "linux", reason="is made on Linux")
def test_the_debian_package_needs_what_is_not_inside(folder: Path) -> None:
    said = debian_package.control(2049)
    fields = dict(line.split(": ", 1) for line in said.splitlines() if not line.startswith(" "))
    assert fields["Installed-Size"] == "3" and fields["Version"] == VERSION == __version__
    needed = fields["Depends"].split(", ")
    assert needed[0].startswith("libc6 (>= 2.") and "libgl1" in needed
    assert "libx11-6" not in needed, "it is inside"


def test_the_installer_for_windows_knows_the_files_and_the_type() -> None:
    text = script("workbench-setup")
    assert "OutputBaseFilename=workbench-setup" in text and f"AppVersion={__version__}" in text
    assert '"Software\\Classes\\.workbench"' in text
    assert 'ValueData: """{app}\\workbench.exe"" ""%1"""' in text
    assert "$" not in text


def test_the_app_for_macos_owns_the_type() -> None:
    written = plistlib.loads(plistlib.dumps(PROPERTIES))
    (kind,) = written["UTExportedTypeDeclarations"]
    assert kind["UTTypeTagSpecification"] == {"public.filename-extension": ["workbench"]}
    assert written["CFBundleDocumentTypes"][0]["LSItemContentTypes"] == [kind["UTTypeIdentifier"]]


@pytest.mark.parametrize(
    ("system", "made"),
    [
        ("linux", ["wheel", "archive", "deb"]),
        ("win32", ["wheel", "installer"]),
        ("darwin", ["wheel", "image"]),
    ],
)
def test_each_system_has_its_artifacts(system: str, made: list[str]) -> None:
    assert [row.key for row in artifacts_here(system)] == made


def test_what_never_ran_is_marked() -> None:
    assert {row.key for row in ARTIFACTS if not row.was_run} == {"installer", "image"}


@pytest.mark.skipif(sys.platform != "linux", reason="names what Linux makes")
def test_what_to_make_can_be_named() -> None:
    assert [row.key for row in package.chosen([])] == ["wheel", "archive", "deb"]
    assert [row.key for row in package.chosen(["deb"])] == ["deb"]


@pytest.mark.skipif(sys.platform != "linux", reason="names what Linux cannot make")
@pytest.mark.parametrize(
    ("key", "says"), [("image", "cannot be made on this system"), ("snap", "there is no artifact 'snap'")]
)
def test_what_cannot_be_made_is_refused(key: str, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        package.chosen([key])
    assert stopped.value.code == 2 and says in capsys.readouterr().err
