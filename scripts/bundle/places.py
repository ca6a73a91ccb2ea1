"""Where things are made and put."""

from __future__ import annotations

from setup_environment import ROOT

DIST = ROOT / "dist"
"""What people install."""

BUILD = ROOT / "build" / "package"
"""What can be deleted at any time, and is then made again."""

FOLDER = BUILD / "dist" / "workbench"
"""The program as one folder, before it is packed."""

CONTENTS = FOLDER / "_internal"
"""Where PyInstaller puts Python, the libraries and the resources."""

LICENCES = FOLDER / "licences"
