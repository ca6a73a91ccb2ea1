"""Saves a decision map as a picture, a drawing or a table."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from workbench.core.decision_map.decision_map import DecisionMap
from workbench.data.plane.plane import Span
from workbench.qt.palette import theme_of
from workbench.views.plot_files import SCALE


def save_picture(view: QWidget, path: Path) -> None:
    """Writes the map as it is seen to a .png file."""
    picture = QImage(view.size() * SCALE, QImage.Format.Format_RGB32)
    picture.setDevicePixelRatio(SCALE)
    picture.fill(theme_of(view.palette()).background)
    view.render(picture)
    picture.save(str(path))


def save_drawing(view: QWidget, path: Path) -> None:
    """Writes the map as it is seen to an .svg file."""
    # Not at the head of the file: the first frame of the window need not wait for it.
    from PySide6.QtSvg import QSvgGenerator

    generator = QSvgGenerator()
    generator.setFileName(str(path))
    generator.setSize(view.size())
    generator.setViewBox(view.rect())
    # Words keep their size beside the map.
    generator.setResolution(view.logicalDpiX())
    painter = QPainter(generator)
    view.render(painter, QPoint())
    painter.end()


def save_table(made: DecisionMap, titles: tuple[str, str], spans: tuple[Span, Span], path: Path) -> None:
    """Writes every place of the map with all its probabilities to a .csv file."""
    height, width = made.owners.shape
    (left, right), (low, high) = spans
    x = left + (np.arange(width) + 0.5) / width * (right - left)
    y = high - (np.arange(height) + 0.5) / height * (high - low)
    places = np.stack(np.meshgrid(x, y), axis=-1)
    rows = np.concatenate([places, made.probabilities], axis=-1).reshape(height * width, -1)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow((*titles, *(f"probability of {name}" for name in made.names)))
        writer.writerows(rows.tolist())
