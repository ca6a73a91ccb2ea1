"""The text of a plot in the size of the text around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFont

if TYPE_CHECKING:
    import pyqtgraph as pg


def set_plot_font(plot: pg.PlotWidget, font: QFont) -> None:
    """Writes the numbers and names of the axes, and the names of curves made from now on, in the size of `font`.

    pyqtgraph's items know nothing of the font of the widget that shows them, which is large on a projector.
    """
    size = f"{font.pointSizeF()}pt"
    for name in ("bottom", "left"):
        axis = plot.getAxis(name)
        axis.setTickFont(font)
        axis.setLabel(axis.labelText, **{**axis.labelStyle, "font-size": size})
    if plot.getPlotItem().legend is not None:
        plot.getPlotItem().legend.setLabelTextSize(size)
