"""What the plots of curves over steps share."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPaintDevice, QPainter, QPen, QShowEvent
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from workbench.qt.palette import Theme, tabular, theme_of

TEXT_MILLISECONDS = 250
MOST_SYMBOLS = 200
SAVED_SCALE = 2


@dataclass(frozen=True)
class Curve:
    """How one curve looks.

    Attributes:
        name: What the legend, the pointer's label and the saved table call it.
        role: Which colour of the theme it has.
        width: Of the line, in pixels.
        line: The dashes.
        alpha: How opaque it is, 0 to 255.
        symbol: The mark on each point, as long as there are few points.
        broken: The line is interrupted by NaN, so it must not be thinned.
    """

    name: str
    role: Literal["training", "validation", "chance"]
    width: float = 1
    line: Qt.PenStyle = Qt.PenStyle.SolidLine
    alpha: int = 255
    symbol: str = ""
    broken: bool = False

    def color(self, theme: Theme) -> QColor:
        """Returns the colour of the line."""
        color = QColor(getattr(theme, self.role))
        color.setAlpha(self.alpha)
        return color

    def pen(self, theme: Theme) -> QPen:
        """Returns the cosmetic pen of the line."""
        pen: QPen = pg.mkPen(self.color(theme), width=self.width, style=self.line)
        return pen


class CurvePlot(QWidget):
    """Curves over steps, with logarithmic axes, values under the pointer, and saving.

    Subclasses say what is new in `version` and hand over the curves in `draw`. A million points stay fluid:
    they are thinned to the pixels there are, and nothing is drawn while hidden or unchanged.
    """

    def __init__(self, name: str, title: str, curves: Sequence[Curve], empty_text: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setMinimumSize(240, 160)
        self.curves = tuple(curves)
        self.plot = pg.PlotWidget()
        self.where = QLabel()
        self.readout = QLabel()
        self.empty = QLabel(empty_text)
        self.items: dict[str, pg.PlotDataItem] = {}
        self.theme = theme_of(self.palette())
        self._drawn: object = None
        self._text_timer = QTimer(self)
        self._text_timer.setInterval(TEXT_MILLISECONDS)
        self._text_timer.setSingleShot(True)
        self._text_timer.timeout.connect(self._show_values)
        self._pointer: float | None = None
        self._marks: list[tuple[pg.InfiniteLine, float]] = []
        self._prepare_plot(title)
        self._lay_out()
        self._apply_theme()

    # What subclasses say

    def version(self) -> object:
        """Returns a value that differs when there is something new to draw, None when there is nothing."""
        raise NotImplementedError

    def draw(self) -> None:
        """Hands the present values to `set_curve`."""
        raise NotImplementedError

    def place(self, step: int) -> str:
        """Returns where `step` is, in words."""
        return f"step {step:,}"

    # Drawing

    def refresh(self) -> None:
        """Draws what is new, if it can be seen."""
        if not self.isVisible():
            return
        version = self.version()
        if version == self._drawn:
            return
        self._drawn = version
        self.draw()
        self.empty.setVisible(version is None)
        self._show_latest()

    def forget_drawn(self) -> None:
        """Makes the next `refresh` draw anew."""
        self._drawn = _NOTHING
        self._text_timer.stop()

    def set_curve(self, name: str, steps: NDArray[Any], values: NDArray[Any]) -> None:
        """Gives a curve its values, both (points,)."""
        item = self.items[name]
        curve = next(curve for curve in self.curves if curve.name == name)
        was_empty = item.xData is None or len(item.xData) == 0
        symbol = curve.symbol if curve.symbol and len(steps) <= MOST_SYMBOLS else None
        item.setData(steps, values, symbol=symbol, connect="finite" if curve.broken else "auto")
        if was_empty != (len(steps) == 0):
            self._fill_legend()

    def set_marks(self, marks: Sequence[tuple[float, str]]) -> None:
        """Draws a vertical line with small words at each (step, words)."""
        if [(step, line.label.format) for line, step in self._marks] == list(marks):
            return
        for line, _ in self._marks:
            self.plot.removeItem(line)
        self._marks = [(self._mark(words, index), step) for index, (step, words) in enumerate(marks)]
        self._move_marks()
        self._color_marks()

    def _mark(self, words: str, index: int) -> pg.InfiniteLine:
        # Four heights in turn, so that the words of neighbouring marks do not cover each other.
        options = {"position": 0.46 - 0.1 * (index % 4), "anchors": [(0, 0.5), (1, 0.5)]}
        line = pg.InfiniteLine(angle=90, label=words, labelOpts=options)
        self.plot.addItem(line, ignoreBounds=True)
        return line

    def on_axis(self, value: float, axis: Literal["x", "y"]) -> float:
        """Returns where `value` lies in the coordinates of the view, which has logarithms on a log axis."""
        logarithmic = self.log_x.isChecked() if axis == "x" else self.log_y.isChecked()
        return float(np.log10(max(value, 1e-12))) if logarithmic else value

    def _move_marks(self) -> None:
        for line, step in self._marks:
            line.setValue(self.on_axis(max(step, 1), "x"))

    # Reading values

    def values_at(self, step: float) -> dict[str, float]:
        """Returns each curve's value at its point nearest to `step`."""
        return {name: _nearest(item, step) for name, item in self.items.items() if _has_points(item)}

    def words_at(self, step: float) -> str:
        """Returns the values near `step` as the label shows them."""
        values = self.values_at(step)
        return "   ".join(f"{name} {value:.3g}" for name, value in values.items())

    def last_step(self) -> int:
        """Returns the last step of all curves, 0 if they are empty."""
        return int(
            max((np.nanmax(item.xData) for item in self.items.values() if _has_points(item)), default=0)
        )

    def _show_latest(self) -> None:
        """Shows the latest values at most four times a second, or nobody can read them."""
        if not self._text_timer.isActive():
            self._show_values()
            self._text_timer.start()

    def _show_values(self) -> None:
        """Shows the values under the pointer, else the latest."""
        step = self.last_step() if self._pointer is None else self._pointer
        words = self.words_at(step)
        self.where.setText(self.place(round(step)) if words else "")
        self.readout.setText(words)
        self.setAccessibleDescription(f"{self.where.text()}: {words}" if words else self.empty.text())

    def point_at(self, position: QPointF) -> None:
        """Reads the values at a position in the scene, (x, y) in pixels."""
        view = self.plot.getViewBox()
        inside = view.sceneBoundingRect().contains(position)
        self._pointer = self._step_at(view.mapSceneToView(position).x()) if inside else None
        self.hairline.setVisible(inside and not self.empty.isVisible())
        if self._pointer is not None:
            self.hairline.setValue(self.on_axis(self._pointer, "x"))
        self._show_values()

    def _step_at(self, coordinate: float) -> float:
        step = 10.0 ** min(coordinate, 12) if self.log_x.isChecked() else coordinate
        return min(max(round(step), 1), max(self.last_step(), 1))

    # Saving

    def save(self, path: Path) -> None:
        """Writes the plot to a .png, .svg or .csv file, whichever the name says."""
        writers: dict[str, Callable[[Path], None]] = {".png": self._save_png, ".svg": self._save_svg}
        writers.get(path.suffix.lower(), self._save_csv)(path)

    def _save_png(self, path: Path) -> None:
        picture = QImage(self.plot.size() * SAVED_SCALE, QImage.Format.Format_RGB32)
        picture.setDevicePixelRatio(SAVED_SCALE)
        picture.fill(self.theme.background)
        self._paint(picture)
        picture.save(str(path))

    def _save_svg(self, path: Path) -> None:
        # pyqtgraph's own writer of SVG fails on broken curves; Qt's takes them.
        generator = QSvgGenerator()
        generator.setFileName(str(path))
        generator.setSize(self.plot.size())
        generator.setViewBox(self.plot.rect())
        self._paint(generator)

    def _paint(self, device: QPaintDevice) -> None:
        painter = QPainter(device)
        self.plot.render(painter, QRectF(self.plot.rect()), self.plot.rect())
        painter.end()

    def _save_csv(self, path: Path) -> None:
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(("curve", "step", "value"))
            for name, item in self.items.items():
                if _has_points(item):
                    known = np.isfinite(item.yData)
                    points = zip(item.xData[known].tolist(), item.yData[known].tolist(), strict=True)
                    writer.writerows((name, int(step), value) for step, value in points)

    def _ask_and_save(self, suffix: str, _checked: bool = False) -> None:
        proposal = f"{self.objectName()}.{suffix}"
        name, _ = QFileDialog.getSaveFileName(
            self, "Save the plot", proposal, f"{suffix.upper()} (*.{suffix})"
        )
        if name:
            self.save(Path(name) if Path(name).suffix else Path(f"{name}.{suffix}"))

    # Putting it together

    def _prepare_plot(self, title: str) -> None:
        self.plot.setObjectName(f"{self.objectName()}Canvas")
        self.plot.setAccessibleName(title)
        self.plot.setMenuEnabled(False)
        self.plot.hideButtons()
        self.plot.setFrameShape(self.plot.Shape.NoFrame)
        self.plot.showGrid(x=True, y=True, alpha=0.15)
        self.plot.setLabel("bottom", "step")
        # pyqtgraph's own menu is not used, but it has no parent and would outlive the plot.
        self.destroyed.connect(self.plot.getPlotItem().ctrlMenu.deleteLater)
        # A loss of 0.7 is read as 0.7, not as 700 with a factor at the axis.
        self.plot.getAxis("left").enableAutoSIPrefix(False)
        self.plot.getAxis("bottom").enableAutoSIPrefix(False)
        self.plot.getViewBox().setDefaultPadding(0.02)
        self.legend = self.plot.addLegend(offset=(-8, 8), verSpacing=-4)
        for curve in self.curves:
            self.items[curve.name] = self._add_curve(curve)
        self.hairline = pg.InfiniteLine(angle=90)
        self.hairline.hide()
        self.plot.addItem(self.hairline, ignoreBounds=True)
        self._proxy = pg.SignalProxy(
            self.plot.scene().sigMouseMoved, rateLimit=30, slot=self._pointer_moved, threadSafe=False
        )

    def _add_curve(self, curve: Curve) -> pg.PlotDataItem:
        item = pg.PlotDataItem()
        self.plot.addItem(item)
        if not curve.broken:
            item.setDownsampling(auto=True, method="peak")
            item.setClipToView(True)
        return item

    def _pointer_moved(self, arguments: tuple[QPointF]) -> None:
        self.point_at(arguments[0])

    def leaveEvent(self, event: QEvent) -> None:
        """Goes back to the latest values when the pointer leaves."""
        self.point_at(QPointF(-1, -1))
        super().leaveEvent(event)

    def _fill_legend(self) -> None:
        self.legend.clear()
        for name, item in self.items.items():
            if _has_points(item):
                self.legend.addItem(item, name)

    def _lay_out(self) -> None:
        self.bar = QHBoxLayout()
        self.bar.setSpacing(4)
        self._prepare_label(self.where, "Where", "The step that the values below belong to")
        self._prepare_label(self.readout, "Values", "The values under the pointer, else the latest")
        self.bar.addWidget(self.where, 1)
        self._add_buttons()
        self._prepare_empty()
        layout = QGridLayout(self)
        layout.setContentsMargins(8, 4, 8, 4)
        layout.setVerticalSpacing(4)
        layout.addLayout(self.bar, 0, 0)
        layout.addWidget(self.plot, 1, 0)
        layout.addWidget(self.empty, 1, 0)
        layout.addWidget(self.readout, 2, 0)
        layout.setRowStretch(1, 1)

    def _prepare_label(self, label: QLabel, suffix: str, hint: str) -> None:
        label.setObjectName(f"{self.objectName()}{suffix}")
        label.setAccessibleName(hint)
        label.setToolTip(hint)
        label.setFont(tabular(self.font()))
        label.setMinimumWidth(40)

    def _prepare_empty(self) -> None:
        self.empty.setObjectName(f"{self.objectName()}Empty")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self.empty.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def _add_buttons(self) -> None:
        self.log_x = self._button("LogX", "log x", "Logarithmic steps: the beginning gets more room", True)
        self.log_y = self._button(
            "LogY", "log y", "Logarithmic values: small differences near zero show", True
        )
        self.fit = self._button("Fit", "fit", "Show all of the curves")
        self.save_button = self._button("Save", "save", "Save the plot as a picture or a table")
        self.save_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.save_button.setMenu(self._save_menu())
        self.log_x.toggled.connect(self._set_log)
        self.log_y.toggled.connect(self._set_log)
        self.fit.clicked.connect(self.show_all)

    def _button(self, suffix: str, text: str, hint: str, checkable: bool = False) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"{self.objectName()}{suffix}")
        button.setAccessibleName(hint)
        button.setToolTip(hint)
        button.setText(text)
        button.setCheckable(checkable)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.bar.addWidget(button)
        return button

    def _save_menu(self) -> QMenu:
        menu = QMenu(self.save_button)
        for suffix, what in (("png", "Picture (PNG)"), ("svg", "Drawing (SVG)"), ("csv", "Table (CSV)")):
            action = menu.addAction(f"{what}…")
            action.triggered.connect(partial(self._ask_and_save, suffix))
            action.setObjectName(f"{self.objectName()}Save{suffix.capitalize()}")
        return menu

    def _set_log(self) -> None:
        self.plot.setLogMode(x=self.log_x.isChecked(), y=self.log_y.isChecked())
        self._move_marks()
        self.place_legend()
        self.show_all()

    def place_legend(self) -> None:
        """Puts the legend where falling curves leave room."""
        logarithmic = self.log_y.isChecked()
        corner = (0, 1) if logarithmic else (1, 0)
        self.legend.anchor(corner, corner, offset=(8, -8) if logarithmic else (-8, 8))

    def show_all(self) -> None:
        """Goes back to showing all of the curves, also those yet to come."""
        self.plot.enableAutoRange()

    # Theme

    def changeEvent(self, event: QEvent) -> None:
        """Takes the colours of a new palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "bar"):
            self._apply_theme()

    def _apply_theme(self) -> None:
        self.theme = theme = theme_of(self.palette())
        self.plot.setBackground(theme.background)
        self.legend.setLabelTextColor(theme.foreground)
        background = QColor(theme.background)
        background.setAlpha(200)
        self.legend.setBrush(background)
        for name in ("bottom", "left"):
            axis = self.plot.getAxis(name)
            axis.setPen(theme.muted)
            axis.setTextPen(theme.foreground)
        self.hairline.setPen(pg.mkPen(theme.muted, width=1))
        self.empty.setStyleSheet(f"color: {theme.muted.name()}")
        self._color_curves()
        self._color_marks()

    def _color_curves(self) -> None:
        for curve in self.curves:
            item = self.items[curve.name]
            item.setPen(curve.pen(self.theme))
            item.setSymbolPen(curve.color(self.theme))
            item.setSymbolBrush(self.theme.background)
            item.setSymbolSize(6)
        self._fill_legend()

    def _color_marks(self) -> None:
        for line, _ in self._marks:
            line.setPen(pg.mkPen(self.theme.muted, width=1, style=Qt.PenStyle.DashDotLine))
            line.label.setColor(self.theme.foreground)

    def showEvent(self, event: QShowEvent) -> None:
        """Catches up with what was new while hidden."""
        super().showEvent(event)
        self.refresh()


_NOTHING = object()


def _has_points(item: pg.PlotDataItem) -> bool:
    return item.xData is not None and len(item.xData) > 0


def _nearest(item: pg.PlotDataItem, step: float) -> float:
    """Returns the value at the point nearest to `step`; points are in the order of their steps."""
    steps = item.xData
    right = min(int(np.searchsorted(steps, step)), len(steps) - 1)
    left = max(right - 1, 0)
    return float(item.yData[left if abs(steps[left] - step) < abs(steps[right] - step) else right])
