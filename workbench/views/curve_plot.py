"""What the plots of curves over steps share."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from numpy.typing import NDArray
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from workbench.core.curve_points import CurvePoints
from workbench.qt.palette import tabular, theme_of
from workbench.views.curve import Curve
from workbench.views.elided_label import ElidedLabel
from workbench.views.labels import set_text
from workbench.views.plot_files import save_drawing, save_picture, save_table
from workbench.views.plotting.plot_bar import PlotBar
from workbench.views.save_dialog import ask_where
from workbench.views.steady_range import GROWING_PARTS, Range, steady_range

if TYPE_CHECKING:
    from workbench.views.curve_canvas import CurveCanvas

TEXT_MILLISECONDS = 250
POINTER_MILLISECONDS = 33
BESIDE_AXES = (64, 8, 16, 48)
"""Margins, in pixels, within which words stand on the plot and not on its axes: left, top, right, bottom."""


def load_canvas() -> type[CurveCanvas]:
    """Returns the class of the drawing surface; may be called in any thread."""
    # Importing pyqtgraph takes a fifth of a second, which the window's first frame does not wait for.
    from workbench.views.curve_canvas import CurveCanvas

    return CurveCanvas


class CurvePlot(QWidget):
    """Curves over steps, with logarithmic axes, values under the pointer, and saving.

    Subclasses say what is new in `version` and hand over the curves in `draw`. Nothing is drawn while hidden or
    unchanged, and a redraw looks at the new points alone.

    Attributes:
        points: The points of each curve by its name.
        marks: (step, words) of the vertical lines.
        level: (value, words) of a horizontal line, None for none.
        here: The step that all views show, where that is not the latest one.
        value_title: The name of the values beside their axis.
    """

    value_title = ""

    def __init__(self, name: str, title: str, curves: Sequence[Curve], empty_text: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setMinimumSize(240, 160)
        self._curves = tuple(curves)
        self._canvas: CurveCanvas | None = None
        self.points = {curve.name: CurvePoints() for curve in curves}
        self.marks: tuple[tuple[float, str], ...] = ()
        self.level: tuple[float, str] | None = None
        self.here: int | None = None
        self.where: QLabel = ElidedLabel()
        self.readout: QLabel = ElidedLabel()
        self.empty = QLabel(empty_text)
        self._drawn: object = _NOTHING
        self._pointer: float | None = None
        self._text_timer = self._timer(TEXT_MILLISECONDS)
        self._pointer_timer = self._timer(POINTER_MILLISECONDS)
        self._lay_out()
        self._apply_theme()

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(milliseconds)
        timer.setSingleShot(True)
        timer.timeout.connect(self._show_values)
        return timer

    @property
    def canvas(self) -> CurveCanvas:
        """The drawing surface, made when it is first asked for."""
        return self._canvas or self.make_canvas()

    def make_canvas(self) -> CurveCanvas:
        """Makes the drawing surface, if there is none yet."""
        if self._canvas is None:
            self._canvas = load_canvas()(self._curves, self.points, self.value_title)
            self._prepare_canvas(self._canvas)
        return self._canvas

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

    def value_range(self) -> Range:
        """Returns what the axis of the values shows to show them all."""
        curves, logarithmic = self.points.values(), self.log_y.isChecked()
        lowest = min(points.lowest_positive if logarithmic else points.lowest for points in curves)
        return steady_range(lowest, max(points.highest for points in curves), logarithmic)

    def legend_corner(self) -> Qt.Corner:
        """Returns where falling curves leave room."""
        return Qt.Corner.BottomLeftCorner if self.log_y.isChecked() else Qt.Corner.TopRightCorner

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
        self.show_curves()
        self._show_latest()

    def set_curves(self, curves: Sequence[Curve]) -> None:
        """Draws other curves from now on, which have no points yet."""
        self._curves = tuple(curves)
        self.points.clear()
        self.points.update({curve.name: CurvePoints() for curve in curves})
        if self._canvas is not None:
            self._canvas.set_curves(self._curves)

    def begin_anew(self) -> None:
        """Makes the next `refresh` draw another run, and follow it."""
        self.forget_drawn()
        if self._canvas is not None:
            self._canvas.show_all()

    def forget_drawn(self) -> None:
        """Makes the next `refresh` draw other curves."""
        self._drawn = _NOTHING
        for points in self.points.values():
            points.clear()
        self._text_timer.stop()

    def set_curve(self, name: str, steps: NDArray[Any], values: NDArray[Any]) -> None:
        """Gives a curve its values, both (points,): those of before, and more at their end."""
        self.points[name].show(steps, values)

    def show_curves(self) -> None:
        """Lets the axes follow the curves, and draws all there is; the canvas is not made for nothing."""
        if self._canvas is None and self.empty.isVisibleTo(self):
            return
        logarithmic = self.log_x.isChecked()
        steps = steady_range(1 if logarithmic else 0, max(self.last_step(), 1), logarithmic, GROWING_PARTS)
        self.canvas.follow(steps, self.value_range())
        self.canvas.lines.show_marks(self.marks)
        self.canvas.lines.show_level(self.level)
        self.canvas.lines.show_here(self.here)
        self.canvas.draw_curves()

    def show_here(self, step: int | None) -> None:
        """Draws a line at the step that all views show, None for none."""
        if step != self.here:
            self.here = step
            self._show_values()
            if self._canvas is not None:
                self._canvas.lines.show_here(step)

    # Reading values

    def values_at(self, step: float) -> dict[str, float]:
        """Returns each curve's value at its point nearest to `step`."""
        return {name: points.nearest(step) for name, points in self.points.items() if len(points)}

    def words_at(self, step: float) -> str:
        """Returns the values near `step` as the label shows them."""
        values = self.values_at(step)
        return "   ".join(f"{name} {value:.3g}" for name, value in values.items())

    def last_step(self) -> int:
        """Returns the last step of all curves, 0 if they are empty."""
        return int(max((points.steps[-1] for points in self.points.values() if len(points)), default=0))

    def _show_latest(self) -> None:
        """Shows the latest values at most four times a second, or nobody can read them."""
        if not self._text_timer.isActive():
            self._show_values()
            self._text_timer.start()

    def _show_values(self) -> None:
        """Shows the values under the pointer, else those at the step that all views show."""
        shown = self.last_step() if self.here is None else max(self.here, 1)
        step = shown if self._pointer is None else self._pointer
        words = self.words_at(step)
        set_text(self.where, self.place(round(step)) if words else "")
        set_text(self.readout, words)
        self.setAccessibleDescription(f"{self.where.text()}: {words}" if words else self.empty.text())

    def point_at(self, step: float | None) -> None:
        """Reads the values at a step, None for the latest."""
        last = max(self.last_step(), 1)
        self._pointer = None if step is None else min(max(round(step), 1), last)
        self.canvas.lines.show_hairline(self._pointer if self.empty.isHidden() else None)
        if not self._pointer_timer.isActive():
            self._pointer_timer.start()

    # Saving

    def save(self, path: Path) -> None:
        """Writes the plot to a .png, .svg or .csv file, whichever the name says."""
        kind = path.suffix.lower()
        if kind not in (".png", ".svg"):
            save_table(self.points, path)
            return
        with self.canvas.for_file():
            (save_picture if kind == ".png" else save_drawing)(self.canvas, path)

    def _ask_and_save(self, suffix: str) -> None:
        proposed, kinds = Path(f"{self.objectName()}.{suffix}"), f"{suffix.upper()} (*.{suffix})"
        path = ask_where(self, "Save the plot", proposed, kinds, f".{suffix}")
        if path is not None:
            self.save(path)

    # Putting it together

    def _prepare_canvas(self, canvas: CurveCanvas) -> None:
        canvas.setObjectName(f"{self.objectName()}Canvas")
        canvas.setAccessibleName(self.accessibleName())
        canvas.pointed.connect(self.point_at)
        canvas.fit_wanted.connect(self.show_all)
        self._grid.addWidget(canvas, 1, 0)
        self.empty.raise_()
        self._apply_theme()
        self._set_log()
        # At once, so that nothing is seen between the plot without a canvas and the one with it.
        canvas.show()
        self._grid.activate()

    def _lay_out(self) -> None:
        self.bar = PlotBar(self.objectName())
        self._prepare_label(self.where, "Where", "The step that the values below belong to")
        self._prepare_label(self.readout, "Values", "The values under the pointer, else the latest")
        self.bar.addWidget(self.where, 1)
        self._add_buttons()
        self._prepare_empty()
        self._grid = layout = QGridLayout(self)
        layout.setContentsMargins(8, 4, 8, 4)
        layout.setVerticalSpacing(4)
        layout.addLayout(self.bar, 0, 0)
        layout.addWidget(self.empty, 1, 0)
        layout.addWidget(self.readout, 2, 0)
        layout.setRowStretch(1, 1)

    def add_below(self, widget: QWidget) -> None:
        """Puts a widget under the curves and their values."""
        self._grid.addWidget(widget, 3, 0)

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
        self.empty.setContentsMargins(*BESIDE_AXES)
        self.empty.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def _add_buttons(self) -> None:
        self.bar.add_usual()
        self.log_x, self.log_y, self.fit = self.bar.log_x, self.bar.log_y, self.bar.fit
        self.log_x.toggled.connect(self._set_log)
        self.log_y.toggled.connect(self._set_log)
        self.fit.clicked.connect(self.show_all)
        self.bar.save_wanted.connect(self._ask_and_save)

    def _set_log(self) -> None:
        self.canvas.set_logarithmic(self.log_x.isChecked(), self.log_y.isChecked())
        self.canvas.place_legend(self.legend_corner())
        self.show_curves()

    def show_all(self) -> None:
        """Goes back to showing all of the curves, also those yet to come."""
        if self._canvas is not None:
            self._canvas.show_all()
        self.show_curves()

    # Theme

    def changeEvent(self, event: QEvent) -> None:
        """Takes the colours of a new palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "bar"):
            self._apply_theme()

    def _apply_theme(self) -> None:
        self.theme = theme_of(self.palette())
        # The words stand on the plot's background also before there is a canvas behind them.
        behind = "transparent" if self._canvas else self.theme.background.name()
        self.empty.setStyleSheet(f"color: {self.theme.muted.name()}; background: {behind}")
        if self._canvas is not None:
            self._canvas.set_theme(self.theme)

    def showEvent(self, event: QShowEvent) -> None:
        """Catches up with what was new while hidden."""
        super().showEvent(event)
        self.refresh()


_NOTHING = object()
