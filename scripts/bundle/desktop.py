"""What tells a Linux desktop of the program: the entry in its menu, the type of its files and its icon."""

from __future__ import annotations

import shutil
from pathlib import Path

from bundle.icons import write_png
from bundle.product import FILE_SUFFIX, FILE_TITLE, ICON, MIME_TYPE, NAME, SUMMARY, TITLE

ICON_SIZES = (48, 128, 256)

ENTRY = f"""\
[Desktop Entry]
Type=Application
Name={TITLE}
GenericName=Neural network workbench
Comment={SUMMARY}
Exec={{program}} %f
Icon={NAME}
Terminal=false
Categories=Education;Science;ArtificialIntelligence;
Keywords=neural network;softmax;sigmoid;TensorFlow;Keras;
MimeType={MIME_TYPE};
StartupWMClass={TITLE}
"""

FILE_TYPE = f"""\
<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="{MIME_TYPE}">
    <comment>{FILE_TITLE}</comment>
    <sub-class-of type="application/zip"/>
    <glob pattern="*{FILE_SUFFIX}"/>
    <icon name="{NAME}"/>
  </mime-type>
</mime-info>
"""


def write_desktop_files(share: Path, program: str) -> None:
    """Fills a `share` folder as desktops look for one.

    Args:
        share: The folder; it is made.
        program: The command that starts the program.
    """
    _write(share / "applications" / f"{NAME}.desktop", ENTRY.format(program=program))
    _write(share / "mime" / "packages" / f"{NAME}.xml", FILE_TYPE)
    icons = share / "icons" / "hicolor"
    for size in ICON_SIZES:
        write_png(icons / f"{size}x{size}" / "apps" / f"{NAME}.png", size)
    scalable = icons / "scalable" / "apps" / f"{NAME}.svg"
    scalable.parent.mkdir(parents=True)
    shutil.copyfile(ICON, scalable)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
