"""Saves a plot as a picture, a drawing or a table."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPaintDevice, QPainter
from PySide6.QtWidgets import QGraphicsView

from workbench.core.curve_points import CurvePoints

SCALE = 2
"""How many pixels of a saved picture each of the screen's becomes."""


def save_picture(canvas: QGraphicsView, path: Path) -> None:
    """Writes the plot as it is seen to a .png file."""
    picture = QImage(canvas.size() * SCALE, QImage.Format.Format_RGB32)
    picture.setDevicePixelRatio(SCALE)
    picture.fill(canvas.backgroundBrush().color())
    _paint(canvas, picture)
    picture.save(str(path))


def save_drawing(canvas: QGraphicsView, path: Path) -> None:
    """Writes the plot as it is seen to an .svg file."""
    # Not at the head of the file: the first frame of the window need not wait for it.
    from PySide6.QtSvg import QSvgGenerator

    # pyqtgraph's own writer of SVG fails on broken curves; Qt's takes them.
    generator = QSvgGenerator()
    generator.setFileName(str(path))
    generator.setSize(canvas.size())
    generator.setViewBox(canvas.rect())
    # Words keep their size beside the curves.
    generator.setResolution(canvas.logicalDpiX())
    _paint(canvas, generator)


def _paint(canvas: QGraphicsView, device: QPaintDevice) -> None:
    painter = QPainter(device)
    canvas.render(painter, QRectF(canvas.rect()), canvas.rect())
    painter.end()


def save_table(curves: Mapping[str, CurvePoints], path: Path) -> None:
    """Writes every point of every curve to a .csv file."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("curve", "step", "value"))
        for name, points in curves.items():
            known = np.isfinite(points.values)
            rows = zip(points.steps[known].tolist(), points.values[known].tolist(), strict=True)
            writer.writerows((name, int(step), value) for step, value in rows)
