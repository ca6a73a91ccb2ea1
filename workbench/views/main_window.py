"""The window: docks from left to right, the way the data flows."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QChildEvent, QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QMainWindow,
    QTabBar,
)

from workbench.core.imported.imported_model import SUFFIXES
from workbench.qt.actions import build_actions, tint_icons
from workbench.qt.document import Document
from workbench.qt.neurons.live_neurons import LiveNeurons
from workbench.qt.part_problems import PartProblems
from workbench.qt.preferences import Preferences
from workbench.qt.trainer import State, Trainer
from workbench.views.code_panel import CodePanel
from workbench.views.data_panel import DataPanel
from workbench.views.device_menu import DeviceMenu
from workbench.views.elided_label import ElidedLabel
from workbench.views.head_panel import HeadPanel
from workbench.views.importing.own_files import OwnFiles
from workbench.views.live_plots import LivePlots
from workbench.views.live_predictions import LivePredictions
from workbench.views.loss_plot import LossPlot
from workbench.views.menus import RecentMenu, examples_menu, fill_menu_bar, theme_menu, undo_actions
from workbench.views.metric_plot import MetricPlot
from workbench.views.model_files import ModelFiles
from workbench.views.network_panel import NetworkPanel
from workbench.views.painting.live_map import LiveMap
from workbench.views.painting.paint_panel import PaintPanel
from workbench.views.predictions_panel import PredictionsPanel
from workbench.views.problems_list import ProblemsList
from workbench.views.project_files import SUFFIX, ProjectFiles
from workbench.views.rewind.rewind_bar import RewindBar
from workbench.views.run_status import RunStatus
from workbench.views.training_panel import TrainingPanel
from workbench.views.understanding.views import Bench
from workbench.views.window.docks import Docks
from workbench.views.window.dropped_file import dropped_file
from workbench.views.window.found_problems import found_problems
from workbench.views.window.run_buttons import RunButtons
from workbench.views.window.side_windows import SideWindows
from workbench.views.window.training_bar import TrainingBar

log = logging.getLogger(__name__)

WARNING = "⚠"
"""Begins every sentence that says why something was not done."""


class MainWindow(QMainWindow):
    """Puts the views into docks and connects them to document and trainer. GUI thread only.

    Attributes:
        closed: Emitted when a person has closed it: what is on the bench is saved, or was discarded.
    """

    closed = Signal()

    def __init__(self, document: Document, trainer: Trainer, preferences: Preferences) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.setDockNestingEnabled(True)
        self.setAcceptDrops(True)
        self._document, self._trainer, self._preferences = document, trainer, preferences
        self._parts = PartProblems(document)
        self.files = ProjectFiles(document, trainer, preferences, self)
        self.models = ModelFiles(document, trainer, self.files, self)
        self.own_files = OwnFiles(document, preferences, self)
        self._make_panels()
        self._make_live()
        self.bench = Bench(document, trainer, self._say, self.refuse, self.show_example)
        self.run_buttons = RunButtons(self.bench, self.models, self.files, self)
        self.side_windows = SideWindows(self.bench, self)
        self.docks = Docks(self)
        actions = build_actions(self, self._handlers())
        self.actions_by_name = {**actions, **undo_actions(document.undo_stack, self)}
        self._build_menus()
        self.message = self._message_label()
        self.status = RunStatus(self, self._training_bar(), document, trainer)
        self._arrange()
        self._connect()
        self._project_changed()
        self._state_changed(trainer.state)

    def _make_panels(self) -> None:
        document = self._document
        self.data: DataPanel = DataPanel(document)
        self.network: NetworkPanel = NetworkPanel(document)
        self.head: HeadPanel = HeadPanel(document)
        self.training: TrainingPanel = TrainingPanel(document)
        self.paint: PaintPanel = PaintPanel(document)
        self.predictions: PredictionsPanel = PredictionsPanel()
        self.loss_plot: LossPlot = LossPlot()
        self.rewind: RewindBar = RewindBar(self._trainer)
        self.loss_plot.add_below(self.rewind)
        self.metric_plot: MetricPlot = MetricPlot()
        self.code: CodePanel = CodePanel(document)
        self.problems: ProblemsList = ProblemsList()

    def _make_live(self) -> None:
        """What keeps panels in step with the engine."""
        document, trainer = self._document, self._trainer
        self.live_predictions = LivePredictions(self.predictions, document, trainer)
        self.live_map = LiveMap(self.paint.canvas, document, trainer)
        self.live_neurons = LiveNeurons(self.network.diagram, document, trainer)
        self.live_plots = LivePlots(self.loss_plot, self.metric_plot, document, trainer)

    def _handlers(self) -> dict[str, Callable[[], object]]:
        return {
            "newAction": self.files.new,
            "openAction": self.files.open,
            "openModelAction": self.models.open,
            "openDataAction": self.own_files.open,
            "openPicturesAction": self.own_files.open_folder,
            "saveAction": self.files.save,
            "saveAsAction": self.files.save_as,
            "quitAction": self.close,
            **self.run_buttons.handlers(),
            **self.side_windows.handlers(),
        }

    def _show_neurons(self) -> None:
        classes = self._document.dataset.number_of_classes
        self.network.diagram.show_neurons(self.live_neurons.columns, classes)

    def _build_menus(self) -> None:
        in_file = (RecentMenu(self.open_path, self._preferences, self), examples_menu(self.files, self))
        docks = [dock.toggleViewAction() for dock in self.docks.values()]
        menus = fill_menu_bar(self.menuBar(), self.actions_by_name, in_file, docks)
        menus["&View"].addMenu(theme_menu(self._preferences, self))
        menus["&View"].addMenu(DeviceMenu(self._trainer, self._preferences, self))

    def _training_bar(self) -> TrainingBar:
        bar = TrainingBar(self.actions_by_name)
        self.addToolBar(bar)
        return bar

    def _message_label(self) -> QLabel:
        label = ElidedLabel()
        label.setObjectName("statusMessage")
        label.setAccessibleName("Message")
        self.statusBar().addWidget(label, 1)
        return label

    def _arrange(self) -> None:
        self.docks.place()
        self.resize(1280, 800)
        self.arrange()
        layout = self._preferences.layout()
        if layout is not None:
            self.restoreGeometry(layout[0])
            self.restoreState(layout[1])

    def arrange(self) -> None:
        """Gives each dock its usual share of the window."""
        self.docks.arrange()

    def _connect(self) -> None:
        self._connect_panels()
        self._connect_docks()
        self._document.project_changed.connect(lambda _: self._project_changed())
        self._document.path_changed.connect(self._show_title)
        self._document.undo_stack.cleanChanged.connect(lambda _: self._show_title())
        self._trainer.state_changed.connect(self._state_changed)
        self._trainer.run_ended.connect(self._document.runs.add)
        self._trainer.finished.connect(self._say)
        self._trainer.failed.connect(self.refuse)

    def _connect_panels(self) -> None:
        self.data.paint_requested.connect(self.paint.start)
        self.data.open_requested.connect(self.own_files.open)
        self.files.import_wanted.connect(self.own_files.show_import)
        self.data.again_requested.connect(self.own_files.read_again)
        self.data.find_requested.connect(self.files.find_data)
        panels = (self.data, self.paint, self.network, self.head, self.training, self.code)
        for panel in (*panels, self.files, self.own_files, self.models):
            panel.refused.connect(self.refuse)
        for speaker in (self.files, self.own_files, self.code, self.models):
            speaker.message.connect(self._say)
        self.network.opened.change_requested.connect(self.models.change)
        self.network.opened.save_requested.connect(self.models.save_swapped)
        self.rewind.go_on_wanted.connect(self.run_buttons.go_on_from)

    def _connect_docks(self) -> None:
        self.paint.opened.connect(lambda: self.docks.show("paintDock"))
        self.docks["predictionsDock"].visibilityChanged.connect(self.live_predictions.refresh)
        self.live_neurons.changed.connect(self._show_neurons)
        self.docks["codeDock"].visibilityChanged.connect(self.code.catch_up)
        self.problems.control_requested.connect(self.docks.go_to)

    def _project_changed(self) -> None:
        found = found_problems(self._document, self._parts)
        self.problems.set_problems(found)
        self.docks["problemsDock"].setWindowTitle(f"Problems: {len(found) or 'none'}")
        if self.message.text() and not self.message.text().startswith("Loading"):
            # What was said of the project before this edit may be true no more.
            self._say("")
        self._trainer.follow(self._document.project)
        self._show_title()

    def _state_changed(self, state: State) -> None:
        self.run_buttons.enable(self.actions_by_name, state)
        if state is State.WARMING and not self.message.text().startswith(WARNING):
            # What could not be opened at the start is still to be read.
            self._say("Loading TensorFlow… everything but training works already.")
        elif state is State.IDLE and self.message.text().startswith("Loading"):
            self._say("Ready: press Train.")
        elif state is State.RUNNING and not self.message.text().startswith(WARNING):
            # What was said before the run, as that it can begin, is true no more.
            self._say("")
        self.status.refresh()

    def _show_title(self) -> None:
        path = self._document.path
        self.setWindowTitle(f"{path.stem if path else 'Untitled'}[*] — Workbench")
        self.setWindowModified(self.files.modified)

    def _say(self, message: str) -> None:
        self.message.setText(message)
        self._show_title()

    def refuse(self, message: str) -> None:
        """Says why something was not done, or what went wrong."""
        log.warning("%s", message)
        self._say(f"{WARNING} {message}")

    def open_path(self, path: Path) -> None:
        """Opens a project, a Keras model or data, whichever the name says."""
        suffix = path.suffix.lower()
        if suffix in SUFFIXES:
            self.models.open_path(path)
        elif suffix == SUFFIX:
            self.files.open_path(path)
        else:
            self.own_files.open_path(path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Takes one file that can be opened."""
        if dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Opens the file that was dropped."""
        path = dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.open_path(path)

    def show_example(self, row: int) -> None:
        """Shows a row of the data, from 0, in Predictions, if it is of the validation part."""
        if self.live_predictions.show_row(row):
            self.docks.show("predictionsDock")
        else:
            self._say(f"Predictions shows the validation part; row {row + 1:,} of the data is not of it.")

    def childEvent(self, event: QChildEvent) -> None:
        """Lets the tabs of docks show their whole titles, and scroll where there are many: half a word says nothing."""
        super().childEvent(event)
        # Of a child that leaves there may be nothing left to look at.
        bar = event.child() if event.type() == QEvent.Type.ChildPolished else None
        if isinstance(bar, QTabBar):
            bar.setElideMode(Qt.TextElideMode.ElideNone)
            bar.setUsesScrollButtons(True)

    def changeEvent(self, event: QEvent) -> None:
        """Tints the icons to a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "actions_by_name"):
            tint_icons(self.actions_by_name, self.palette())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Asks about what is not saved, stops the engine and waits for it."""
        if not self.files.may_discard():
            event.ignore()
            return
        self._preferences.store_layout(self.saveGeometry(), self.saveState())
        for dialog in self.findChildren(QDialog):
            dialog.close()
        self.status.close()
        self.models.close()
        self.files.close()
        self._trainer.close()
        self.closed.emit()
        super().closeEvent(event)
