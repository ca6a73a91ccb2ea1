"""Draws the decision map under both heads, for the README: `python3 scripts/map_pictures.py`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QDockWidget

    from workbench.app import Workbench

PICTURE = Path(__file__).parents[1] / "resources" / "help" / "decision-map.png"
DATA, OPTIONS, LAYERS, EPOCHS = "blobs", {"classes": 3}, "", 60
WIDTH, HEIGHT, SCALE = 560, 330, 1.5
HEADS = ("softmax", "sigmoid")


def main() -> int:
    """Runs itself in the environment's interpreter where it does not already."""
    from setup_environment import python, set_up

    if Path(sys.prefix) != python().parent.parent:
        set_up()
        return subprocess.run([str(python()), __file__]).returncode
    return render()


def render() -> int:
    """Trains the same network on the same clouds under each head, and puts both maps beside each other."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["XDG_CONFIG_HOME"] = tempfile.mkdtemp()
    from workbench.app import Workbench

    bench = Workbench([])
    pictures = [picture_under(bench, head) for head in HEADS]
    bench.close()
    return 0 if beside(pictures).save(str(PICTURE)) else 1


def picture_under(bench: Workbench, head: str) -> QImage:
    """Returns the map of a network trained under `head`."""
    import msgspec

    from workbench.app import spin, wait_for
    from workbench.core.project import DataChoice, Project
    from workbench.core.projects.data_edits import with_data
    from workbench.core.projects.head_edits import with_head
    from workbench.core.projects.layer_text import parse_layers
    from workbench.data.built_in import load
    from workbench.qt.trainer import State

    bench.trainer.reset()
    choice, kind = DataChoice(DATA, dict(OPTIONS)), load(DATA, OPTIONS).label_kind
    project = with_head(with_data(Project(layers=parse_layers(LAYERS)), choice, kind), head, kind)
    training = msgspec.structs.replace(project.training, epochs=EPOCHS, learning_rate=0.01)
    bench.document.start(msgspec.structs.replace(project, training=training))
    dock = bench.window.docks["decisionMapDock"]
    dock.show()
    dock.raise_()
    wait_for(lambda: bench.trainer.state is State.IDLE and dock.widget().view is not None, 60)
    bench.window.actions_by_name["trainAction"].trigger()
    wait_for(lambda: bench.trainer.glimpse.epoch >= EPOCHS and bench.trainer.state is State.IDLE, 120)
    spin(0.5)
    return drawn(dock)


def drawn(dock: QDockWidget) -> QImage:
    """Returns the view in the dock, in a size of its own."""
    from PySide6.QtGui import QImage

    from workbench.app import spin

    view = dock.widget()
    dock.setFloating(True)
    dock.resize(WIDTH, HEIGHT + dock.height() - view.height())
    spin(0.5)
    picture = QImage(view.size() * SCALE, QImage.Format.Format_RGB32)
    picture.setDevicePixelRatio(SCALE)
    view.render(picture)
    return picture


def beside(pictures: list[QImage]) -> QImage:
    """Returns the pictures side by side."""
    from PySide6.QtGui import QImage, QPainter

    whole = QImage(sum(one.width() for one in pictures), pictures[0].height(), QImage.Format.Format_RGB32)
    painter, left = QPainter(whole), 0
    for one in pictures:
        one.setDevicePixelRatio(1)
        painter.drawImage(left, 0, one)
        left += one.width()
    painter.end()
    return whole


if __name__ == "__main__":
    sys.exit(main())
