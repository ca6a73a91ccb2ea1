"""Keeps the two plots in step with the document and the trainer."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from workbench.qt.document import Document
from workbench.qt.trainer import Trainer
from workbench.views.curve_plot import CurvePlot
from workbench.views.loss_plot import LossPlot
from workbench.views.metric_plot import MetricPlot

BETWEEN = 50
"""Milliseconds from the drawing of one plot to that of the next: the mouse is answered in between, and training
keeps the processor."""


class LivePlots(QObject):
    """Hands the plots the run that is on the bench, and has them drawn in turn when there is more of it."""

    def __init__(self, loss: LossPlot, metric: MetricPlot, document: Document, trainer: Trainer) -> None:
        super().__init__(loss)
        self._loss, self._metric = loss, metric
        self._document, self._trainer = document, trainer
        self._shown: tuple[object, str] = (None, "")
        self._due: list[CurvePlot] = []
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(BETWEEN)
        self._rest.timeout.connect(self._draw_next)
        document.project_changed.connect(self._project_changed)
        trainer.updated.connect(self._updated)
        self._project_changed(frozenset({"data", "head"}))

    def _project_changed(self, parts: frozenset[str]) -> None:
        if parts & {"data", "head"}:
            classes = self._document.dataset.number_of_classes
            self._metric.set_metrics(self._document.head.metric_names(classes))

    def _updated(self) -> None:
        glimpse, history = self._trainer.glimpse, self._trainer.history
        loss_name = glimpse.trained.head.loss if glimpse.trained else ""
        if self._shown != (history, loss_name):
            self._shown = history, loss_name
            self._loss.set_history(history, loss_name)
            self._metric.set_history(history)
        # Where nothing was trained yet, as with a model just opened, a hint stands where the line would be.
        self._metric.set_baselines(glimpse.baselines if len(history) else {})
        for plot in (self._loss, self._metric):
            plot.show_here(glimpse.rewound)
        self._draw_soon()

    def _draw_soon(self) -> None:
        # What is hidden catches up by itself when it is shown.
        plots = (self._loss, self._metric)
        self._due += [plot for plot in plots if plot.isVisible() and plot not in self._due]
        if not self._rest.isActive():
            self._draw_next()

    def _draw_next(self) -> None:
        if self._due:
            self._due.pop(0).refresh()
            self._rest.start()
