"""The archive for Linux: unpacked anywhere, it runs; a script in it puts the program into a person's menu."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from bundle.desktop import write_desktop_files
from bundle.places import DIST, FOLDER
from bundle.product import NAME, file_name

COMPRESSION = "xz --threads=0 -1"
"""Higher levels take twice the time and more to save a tenth of the size."""

SHARE, SCRIPT, PLACE = "share", "add-to-menu.sh", "@PROGRAM@"
ADD_TO_MENU = f"""\
#!/bin/sh
# Puts Workbench into your menu and opens your projects with it. Run it again after moving this folder.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd -P)
share=${{XDG_DATA_HOME:-$HOME/.local/share}}
mkdir -p "$share"
cp -R "$here/{SHARE}/." "$share/"
program=$(printf '%s' "$here/{NAME}" | sed 's/[&|\\\\]/\\\\&/g')
sed "s|{PLACE}|\\"$program\\"|" "$here/{SHARE}/applications/{NAME}.desktop" > "$share/applications/{NAME}.desktop"
if command -v update-mime-database >/dev/null; then update-mime-database "$share/mime"; fi
if command -v update-desktop-database >/dev/null; then update-desktop-database "$share/applications"; fi
echo "Workbench is in your menu."
"""


def make_archive() -> Path:
    """Packs the folder, and returns the archive."""
    add_menu_files(FOLDER)
    archive = DIST / file_name(".tar.xz")
    command = [
        "tar",
        "--create",
        "--owner=0",
        "--group=0",
        "--sort=name",
        "--use-compress-program",
        COMPRESSION,
    ]
    subprocess.run([*command, "--file", str(archive), "-C", str(FOLDER.parent), FOLDER.name], check=True)
    return archive


def add_menu_files(folder: Path) -> None:
    """Puts what a desktop wants to know into the folder, with the script that hands it over."""
    shutil.rmtree(folder / SHARE, ignore_errors=True)
    write_desktop_files(folder / SHARE, PLACE)
    script = folder / SCRIPT
    script.write_text(ADD_TO_MENU, encoding="utf-8")
    script.chmod(0o755)
