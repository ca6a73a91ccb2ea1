"""The disk image for macOS with the app in it. It was written without such a machine and has never been run."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

from bundle.places import BUILD, DIST, FOLDER
from bundle.product import FILE_SUFFIX, FILE_TITLE, IDENTIFIER, TITLE, VERSION, file_name

APP = FOLDER.parent / f"{TITLE}.app"
FILE_IDENTIFIER = f"{IDENTIFIER}.project"

PROPERTIES: dict[str, Any] = {
    "CFBundleShortVersionString": VERSION,
    "NSHighResolutionCapable": True,
    "CFBundleDocumentTypes": [
        {
            "CFBundleTypeName": FILE_TITLE,
            "CFBundleTypeRole": "Editor",
            "LSHandlerRank": "Owner",
            "LSItemContentTypes": [FILE_IDENTIFIER],
        }
    ],
    "UTExportedTypeDeclarations": [
        {
            "UTTypeIdentifier": FILE_IDENTIFIER,
            "UTTypeDescription": FILE_TITLE,
            "UTTypeConformsTo": ["public.data"],
            "UTTypeTagSpecification": {"public.filename-extension": [FILE_SUFFIX.removeprefix(".")]},
        }
    ],
}
"""What the app says of itself besides what PyInstaller writes."""


def make_image() -> Path:
    """Signs the app for this machine alone, and returns a disk image with it, the licences and the samples."""
    subprocess.run(["codesign", "--force", "--deep", "--sign", "-", str(APP)], check=True)
    stage = BUILD / "image"
    shutil.rmtree(stage, ignore_errors=True)
    shutil.copytree(APP, stage / APP.name, symlinks=True)
    for name in ("licences", "samples"):
        shutil.copytree(FOLDER / name, stage / name)
    (stage / "Applications").symlink_to("/Applications")
    image = DIST / file_name(".dmg")
    command = ["hdiutil", "create", "-volname", TITLE, "-srcfolder", str(stage), "-ov", "-format", "ULMO"]
    subprocess.run([*command, str(image)], check=True)
    return image
