"""The colours: one for each class, the same in every view, and those of the plots."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPalette

from workbench.core.class_colors import CLASS_COLORS

CLASS_PATTERNS = (
    Qt.BrushStyle.SolidPattern,
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.FDiagPattern,
    Qt.BrushStyle.DiagCrossPattern,
    Qt.BrushStyle.HorPattern,
    Qt.BrushStyle.VerPattern,
    Qt.BrushStyle.CrossPattern,
    Qt.BrushStyle.Dense4Pattern,
    Qt.BrushStyle.Dense5Pattern,
    Qt.BrushStyle.Dense6Pattern,
)


def class_color(index: int) -> QColor:
    """Returns the colour of a class; colours come again after ten."""
    return QColor(CLASS_COLORS[index % len(CLASS_COLORS)])


def class_pattern(index: int) -> Qt.BrushStyle:
    """Returns the pattern that fills the bar of a class, solid for the first ten."""
    return CLASS_PATTERNS[index // len(CLASS_COLORS) % len(CLASS_PATTERNS)]


def class_brush(index: int) -> QBrush:
    """Returns the brush that fills the bar of a class."""
    return QBrush(class_color(index), class_pattern(index))


@dataclass(frozen=True)
class Theme:
    """The colours of a plot.

    Attributes:
        background: Behind the curves.
        foreground: Axes and text.
        muted: Text that matters less.
        grid: Grid lines and the empty part of a bar.
        accent: The one accent colour of the program.
        training: Curves of training data.
        validation: Curves of validation data.
        chance: What guessing would reach.
        shown: What the probabilities shown would reach.
    """

    background: QColor
    foreground: QColor
    muted: QColor
    grid: QColor
    accent: QColor
    training: QColor
    validation: QColor
    chance: QColor
    shown: QColor

    @property
    def is_dark(self) -> bool:
        """Whether text is lighter than what is behind it."""
        return self.background.lightness() < self.foreground.lightness()


@dataclass(frozen=True)
class CodeColors:
    """The colours of program text, each dark or light enough to be read on the theme's background."""

    keyword: QColor
    string: QColor
    number: QColor
    comment: QColor


def code_colors(theme: Theme) -> CodeColors:
    """Returns the colours of program text that go with a theme."""
    string, number = ("#7FD1AE", "#F0B060") if theme.is_dark else ("#00684C", "#A33B00")
    keyword = mixed(theme.accent, theme.foreground, 0.2)
    return CodeColors(keyword, QColor(string), QColor(number), theme.muted)


def theme_of(palette: QPalette) -> Theme:
    """Returns the plot colours that go with the palette of a widget."""
    roles = QPalette.ColorRole
    return _theme(palette.color(roles.Base).name(), palette.color(roles.Text).name())


@lru_cache(maxsize=8)
def _theme(base: str, text: str) -> Theme:
    """Returns the theme; it is asked for at every paint event, so it is not mixed anew each time."""
    background, foreground = QColor(base), QColor(text)
    dark = background.lightness() < foreground.lightness()
    accent = QColor("#56B4E9" if dark else "#0072B2")
    return Theme(
        background=background,
        foreground=foreground,
        muted=mixed(background, foreground, 0.66),
        grid=mixed(background, foreground, 0.14),
        accent=accent,
        training=accent,
        validation=QColor("#E69F00" if dark else "#C44E00"),
        chance=mixed(background, foreground, 0.55),
        shown=QColor("#CC79A7" if dark else "#8F2C75"),
    )


def tabular(font: QFont) -> QFont:
    """Returns the font with figures of one width, so that changing numbers do not jump."""
    figures = QFont(font)
    figures.setFeature(QFont.Tag("tnum"), 1)
    return figures


def mixed(first: QColor, second: QColor, share: float) -> QColor:
    """Returns `first` with `share` of `second` in it."""
    pairs = zip(first.getRgb()[:3], second.getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(a + (b - a) * share) for a, b in pairs))
