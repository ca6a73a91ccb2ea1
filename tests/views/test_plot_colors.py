"""The colours of classes stay apart, also for colour-blind eyes."""

import itertools

import numpy as np
import pytest
from PySide6.QtGui import QColor, QPalette

from workbench.core.class_colors import CLASS_COLORS
from workbench.qt.palette import class_brush, class_color, theme_of
from workbench.views.preview.class_marks import outline

# Machado, Oliveira and Fernandes 2009, full severity, for linear RGB.
SIGHTS = {
    "usual": np.eye(3),
    "without red cones": [[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]],
    "without green cones": [[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]],
}


def linear(color):
    values = np.array(color.getRgbF()[:3])
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def lab(light):
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    relative = xyz @ np.clip(light, 0, 1) / [0.9505, 1, 1.089]
    x, y, z = np.where(relative > 0.008856, np.cbrt(relative), 7.787 * relative + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("sight", SIGHTS)
def test_ten_classes_stay_apart(sight):
    seen = [lab(np.array(SIGHTS[sight]) @ linear(class_color(index))) for index in range(10)]
    assert min(np.linalg.norm(a - b) for a, b in itertools.combinations(seen, 2)) > 12


def test_colours_come_again_with_another_mark():
    count = len(CLASS_COLORS)
    assert class_color(3) == class_color(3 + count)
    assert outline(3) != outline(3 + count)
    assert class_brush(3).style() != class_brush(3 + count).style()
    assert len({(class_color(index).name(), outline(index)) for index in range(50)}) == 50


@pytest.mark.parametrize(
    ("base", "text", "is_dark"), [("white", "black", False), ("#1e1e1e", "#eeeeee", True)]
)
def test_plot_colours_can_be_read(base, text, is_dark):
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Base, QColor(base))
    palette.setColor(QPalette.ColorRole.Text, QColor(text))
    theme = theme_of(palette)
    assert theme.is_dark == is_dark
    for color in (theme.foreground, theme.muted, theme.accent, theme.training, theme.validation, theme.shown):
        lights = sorted(linear(each) @ [0.2126, 0.7152, 0.0722] for each in (color, theme.background))
        assert (lights[1] + 0.05) / (lights[0] + 0.05) >= 4.5
    assert len({color.name() for color in (theme.training, theme.validation, theme.shown)}) == 3
