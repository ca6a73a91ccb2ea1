"""What the product is called everywhere."""

from __future__ import annotations

import platform
import tomllib

from setup_environment import ROOT

NAME, TITLE = "workbench", "Workbench"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
VERSION: str = PROJECT["version"]
SUMMARY: str = PROJECT["description"]
PUBLISHER = "The Workbench authors"
FILE_SUFFIX = ".workbench"
FILE_TITLE = "Workbench project"
MIME_TYPE = "application/x-workbench"
IDENTIFIER = "org.workbench.Workbench"
ICON = ROOT / "resources" / "workbench.svg"


def file_name(suffix: str) -> str:
    """Returns the name of an artifact for the system and the machine that this is."""
    return f"{NAME}-{VERSION}-{platform.system().lower()}-{platform.machine().lower()}{suffix}"
