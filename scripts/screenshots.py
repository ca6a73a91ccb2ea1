"""Renders the window and every view, light and dark, at two sizes: `python3 scripts/screenshots.py OUT`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

SIZES = ((1280, 800), (1920, 1080))


def main() -> int:
    """Runs itself in the environment's interpreter where it does not already."""
    from setup_environment import python, set_up

    if len(sys.argv) != 2:
        print("Say where to put the pictures: python3 scripts/screenshots.py OUT", file=sys.stderr)
        return 2
    if Path(sys.prefix) != python().parent.parent:
        set_up()
        return subprocess.run([str(python()), __file__, *sys.argv[1:]]).returncode
    return render(Path(sys.argv[1]))


def render(folder: Path) -> int:
    """Trains on the digits and on the traits, and takes the pictures of both themes."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Settings of its own: the pictures must not depend on, nor change, anybody's window layout.
    os.environ["XDG_CONFIG_HOME"] = tempfile.mkdtemp()
    from workbench.app import Workbench, wait_for
    from workbench.qt.trainer import State

    folder.mkdir(parents=True, exist_ok=True)
    bench = Workbench([])
    for name in ("digits", "digit-traits", "spirals"):
        combo = bench.window.data.findChild(object, "datasetCombo")
        combo.setCurrentIndex(combo.findData(name))
        bench.window.actions_by_name["trainAction"].trigger()
        wait_for(lambda: bench.trainer.glimpse.epoch >= 40, 120)
        bench.trainer.stop()
        wait_for(lambda: bench.trainer.state is State.IDLE, 30)
        for theme in ("light", "dark"):
            take(bench, folder, f"{name}-{theme}", theme)
        bench.trainer.reset()
    for theme in ("light", "dark"):
        take_import(bench, folder, theme)
    bench.close()
    return 0


def take(bench: object, folder: Path, name: str, theme: str) -> None:
    """Saves the window at every size, and each dock once."""
    from workbench.app import spin

    window = bench.window  # type: ignore[attr-defined]
    show_theme(bench, theme)
    for width, height in SIZES:
        window.resize(width, height)
        window.arrange()
        spin(0.5)
        window.grab().save(str(folder / f"window-{name}-{width}x{height}.png"))
    for dock_name, dock in window.docks.items():
        take_dock(dock, folder / f"{dock_name}-{name}.png")
    window.actions_by_name["exportAction"].trigger()
    dialog = window.findChild(object, "exportDialog")
    spin(0.1)
    dialog.grab().save(str(folder / f"exportDialog-{name}.png"))
    dialog.close()
    for first in ("headDock", "metricDock"):
        window.docks[first].raise_()


def take_dock(dock: object, picture: Path) -> None:
    """Saves one dock, which is opened for it where it is closed: with what it asks the engine for."""
    from workbench.app import spin

    was_hidden = dock.isHidden()  # type: ignore[attr-defined]
    dock.show()  # type: ignore[attr-defined]
    dock.raise_()  # type: ignore[attr-defined]
    spin(1.0 if was_hidden else 0.1)
    dock.grab().save(str(picture))  # type: ignore[attr-defined]
    dock.setVisible(not was_hidden)  # type: ignore[attr-defined]


def show_theme(bench: object, theme: str) -> None:
    """Sets the palette as Fusion would have it: the offscreen platform has no colour scheme of its own."""
    from PySide6.QtGui import QPalette

    application = bench.application  # type: ignore[attr-defined]
    application.setPalette(
        dark_palette() if theme == "dark" else QPalette(application.style().standardPalette())
    )


def take_import(bench: object, folder: Path, theme: str) -> None:
    """Saves the dialog that imports a person's own file."""
    from workbench.app import spin, wait_for

    show_theme(bench, theme)
    path = Path(tempfile.mkdtemp()) / "flowers.csv"
    colours, species = ("red", "white", ""), ("setosa", "versicolor", "virginica")
    rows = (
        f"{row % 3 * 3 + row % 5 / 10},{row % 7},{colours[row % 3]},{species[row % 3]}" for row in range(90)
    )
    path.write_text("\n".join(("width,height,colour,species", *rows)) + "\n")
    window = bench.window  # type: ignore[attr-defined]
    window.open_path(path)
    dialog = window.own_files.dialog
    wait_for(lambda: not dialog.drafting.is_busy, 30)
    spin(0.2)
    dialog.grab().save(str(folder / f"importDialog-{theme}.png"))
    dialog.close()


def dark_palette() -> object:
    """Returns Fusion's dark colours."""
    from PySide6.QtGui import QColor, QPalette

    palette = QPalette(QColor(50, 50, 50), QColor(50, 50, 50))
    roles = QPalette.ColorRole
    for role, color in (
        (roles.Base, QColor(36, 36, 36)),
        (roles.AlternateBase, QColor(60, 60, 60)),
        (roles.Text, QColor(240, 240, 240)),
        (roles.WindowText, QColor(240, 240, 240)),
        (roles.ButtonText, QColor(240, 240, 240)),
        (roles.PlaceholderText, QColor(160, 160, 160)),
        (roles.Highlight, QColor(48, 140, 198)),
        (roles.HighlightedText, QColor(255, 255, 255)),
    ):
        palette.setColor(role, color)
    for role in (roles.Text, roles.WindowText, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(130, 130, 130))
    return palette


if __name__ == "__main__":
    sys.exit(main())
