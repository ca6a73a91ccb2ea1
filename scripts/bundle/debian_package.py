"""The package for Debian, Ubuntu and their kin."""

from __future__ import annotations

import platform
import shutil
import subprocess
from pathlib import Path

from setup_environment import DISPLAY_LIBRARIES, LIBRARIES

from bundle.desktop import write_desktop_files
from bundle.linux_archive import SCRIPT, SHARE
from bundle.places import BUILD, CONTENTS, DIST, FOLDER
from bundle.product import NAME, PUBLISHER, SUMMARY, VERSION
from bundle.sizes import size_of

TREE = BUILD / "debian"
PLACE = f"opt/{NAME}"
NEVER_INSIDE = {"libxcb.so.1": "libxcb1"}
"""What PyInstaller leaves to the system, since it has to fit the graphics driver; with Debian's packages."""

ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}
COMPRESSION = ("-Zzstd", "-z9")
"""A twentieth larger than the smallest, in a sixth of the time; dpkg reads it since Debian 12 and Ubuntu 21.10."""

CONTROL = """\
Package: {name}
Version: {version}
Architecture: {architecture}
Maintainer: {publisher}
Installed-Size: {kilobytes}
Depends: {depends}
Recommends: libwayland-client0, libwayland-cursor0, libwayland-egl1, fontconfig
Section: education
Priority: optional
Description: {summary}
 Click a network together, watch it learn, and replace its softmax layer by a
 sigmoid one or back, with every learned weight kept.
 It brings everything along and needs neither Python nor a network.
"""


def make_package() -> Path:
    """Builds the package and returns it."""
    fill_tree(TREE, FOLDER)
    package = DIST / f"{NAME}_{VERSION}_{architecture()}.deb"
    command = ["dpkg-deb", "--root-owner-group", *COMPRESSION, "--build", str(TREE), str(package)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    shutil.rmtree(TREE)
    return package


def fill_tree(tree: Path, folder: Path) -> None:
    """Lays out the files as they will lie on the system.

    Args:
        tree: Stands for the root of the system; what is there goes.
        folder: The program.
    """
    shutil.rmtree(tree, ignore_errors=True)
    place = tree / PLACE
    # Links to the files, since copies of them would take a gigabyte more for a minute.
    shutil.copytree(
        folder, place, symlinks=True, copy_function=_link, ignore=shutil.ignore_patterns(SHARE, SCRIPT)
    )
    write_desktop_files(tree / "usr" / "share", NAME)
    command = tree / "usr" / "bin" / NAME
    command.parent.mkdir(parents=True)
    command.symlink_to(f"/{PLACE}/{NAME}")
    documents = tree / "usr" / "share" / "doc" / NAME
    documents.mkdir(parents=True)
    shutil.copyfile(folder / "licences" / "NOTICE.txt", documents / "copyright")
    (tree / "DEBIAN").mkdir()
    (tree / "DEBIAN" / "control").write_text(control(size_of(tree)), encoding="utf-8")


def control(size: int) -> str:
    """Returns what the package says of itself, for `size` installed bytes."""
    return CONTROL.format(
        name=NAME,
        version=VERSION,
        architecture=architecture(),
        publisher=f"{PUBLISHER} <{NAME}@localhost>",
        kilobytes=-(-size // 1024),
        depends=", ".join(depends(CONTENTS)),
        summary=SUMMARY,
    )


def depends(contents: Path) -> list[str]:
    """Returns the packages of what is not in the folder: the C library, and what belongs to the graphics driver."""
    version = platform.libc_ver()[1]
    needed = LIBRARIES | DISPLAY_LIBRARIES | NEVER_INSIDE
    missing = [package for library, package in needed.items() if not (contents / library).exists()]
    return [f"libc6 (>= {version})", *missing]


def architecture() -> str:
    """Returns Debian's name for this machine."""
    return ARCHITECTURES.get(platform.machine(), platform.machine())


def _link(source: str, target: str) -> None:
    Path(target).hardlink_to(source)
