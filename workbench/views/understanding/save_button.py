"""Saves what a view shows as a picture, a drawing or a table."""

from __future__ import annotations

import csv
import math
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage, QPaintDevice, QPainter
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from workbench.data.own.predictions_file import safe_cell
from workbench.views.plot_files import SCALE
from workbench.views.save_dialog import ask_where

Table = tuple[Sequence[str], Sequence[Sequence[object]]]
"""The words over the columns, and the rows."""

KINDS = (("png", "Picture (PNG)"), ("svg", "Drawing (SVG)"), ("csv", "Table (CSV)"))


class SaveButton(QToolButton):
    """A menu of the files that a view can be saved as."""

    def __init__(self, name: str, view: QWidget, table: Callable[[], Table]) -> None:
        """Saves `view` as it is seen, or what `table` returns; `name` begins the object names and the file's."""
        super().__init__()
        self._name, self._view, self._table = name, view, table
        self.setObjectName(f"{name}Save")
        self.setText("save")
        self.setAccessibleName("Save as a picture or a table")
        self.setToolTip("Save what is seen as a picture or a drawing, or its numbers as a table")
        self.setAutoRaise(True)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setMenu(self._menu())

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for suffix, what in KINDS:
            action = menu.addAction(f"{what}…")
            action.setObjectName(f"{self._name}Save{suffix.capitalize()}")
            action.triggered.connect(partial(self._ask_and_save, suffix))
        return menu

    def _ask_and_save(self, suffix: str, _checked: bool = False) -> None:
        proposed, kinds = Path(f"{self._name}.{suffix}"), f"{suffix.upper()} (*.{suffix})"
        path = ask_where(self, "Save the view", proposed, kinds, f".{suffix}")
        if path is not None:
            self.save(path)

    def save(self, path: Path) -> None:
        """Writes a .png, .svg or .csv file, whichever the name says."""
        {".png": self._save_picture, ".svg": self._save_drawing}.get(path.suffix.lower(), self._save_table)(
            path
        )

    def _save_picture(self, path: Path) -> None:
        picture = QImage(self._view.size() * SCALE, QImage.Format.Format_RGB32)
        picture.setDevicePixelRatio(SCALE)
        self._paint(picture)
        picture.save(str(path))

    def _save_drawing(self, path: Path) -> None:
        # Not at the head of the file: the first frame of the window need not wait for it.
        from PySide6.QtSvg import QSvgGenerator

        generator = QSvgGenerator()
        generator.setFileName(str(path))
        generator.setSize(self._view.size())
        generator.setViewBox(self._view.rect())
        generator.setResolution(self._view.logicalDpiX())
        self._paint(generator)

    def _paint(self, device: QPaintDevice) -> None:
        painter = QPainter(device)
        painter.fillRect(self._view.rect(), self._view.palette().window())
        self._view.render(painter, QPoint())
        painter.end()

    def _save_table(self, path: Path) -> None:
        words, rows = self._table()
        with path.open("w", newline="", encoding="utf-8-sig") as file:
            csv.writer(file).writerows([_cell(cell) for cell in row] for row in (words, *rows))


def _cell(cell: object) -> str:
    """Returns a cell that no spreadsheet takes for a formula; what is undefined is empty."""
    return "" if isinstance(cell, float) and math.isnan(cell) else safe_cell(str(cell))
