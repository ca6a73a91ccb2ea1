"""The canvases are made while the window answers, and what waits for them goes on then."""

from __future__ import annotations

import subprocess
import sys

from workbench.views.canvas_maker import CanvasMaker
from workbench.views.loss_plot import LossPlot, demo_history
from workbench.views.metric_plot import MetricPlot

WITHOUT = "import sys, workbench.app; sys.exit('pyqtgraph' in sys.modules)"


def test_every_plot_has_a_canvas_in_the_end(qtbot) -> None:
    plots = (LossPlot(), MetricPlot())
    for plot in plots:
        qtbot.addWidget(plot)
    plots[0].show()
    plots[0].set_history(demo_history(), "loss")
    plots[0].refresh()
    made_before = plots[0].canvas
    maker = CanvasMaker(plots, plots[0])
    with qtbot.waitSignal(maker.done, timeout=10_000):
        maker.start()
    assert plots[0].canvas is made_before
    assert all(plot._canvas is not None for plot in plots)
    assert not maker._timer.isActive()


def test_the_first_frame_does_not_wait_for_pyqtgraph() -> None:
    subprocess.run([sys.executable, "-c", WITHOUT], check=True, timeout=60)
