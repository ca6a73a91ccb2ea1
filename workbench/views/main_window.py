"""The window: docks from left to right, the way the data flows."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QKeySequence
from PySide6.QtWidgets import (
    QDockWidget,
    QLabel,
    QMainWindow,
    QMenu,
    QMessageBox,
    QProgressBar,
    QScrollArea,
    QToolBar,
    QWidget,
)

from workbench import __version__
from workbench.core.checks import problems
from workbench.core.errors import UserError
from workbench.core.examples import EXAMPLES
from workbench.qt.actions import ACTIONS, build_actions, tint_icons
from workbench.qt.document import Document
from workbench.qt.preferences import THEMES, Preferences
from workbench.qt.trainer import State, Trainer
from workbench.views.data_panel import DataPanel
from workbench.views.head_panel import HeadPanel
from workbench.views.live_predictions import LivePredictions
from workbench.views.loss_plot import LossPlot
from workbench.views.metric_plot import MetricPlot
from workbench.views.network_panel import NetworkPanel
from workbench.views.predictions_panel import PredictionsPanel
from workbench.views.problems_list import ProblemsList
from workbench.views.project_files import ProjectFiles
from workbench.views.training_panel import TrainingPanel
from workbench.views.view_dock import ViewDock

log = logging.getLogger(__name__)

TEXT_INTERVAL = 250
"""Milliseconds between two updates of texts: faster ones could not be read."""

RUNNING = (State.RUNNING, State.PAUSED, State.STOPPING)
ENABLED = {
    "trainAction": (State.COLD, State.WARMING, State.IDLE, State.PAUSED),
    "pauseAction": (State.RUNNING,),
    "stepAction": (State.COLD, State.WARMING, State.IDLE, State.PAUSED),
    "epochAction": (State.COLD, State.WARMING, State.IDLE, State.PAUSED),
    "stopAction": (State.RUNNING, State.PAUSED),
    "resetAction": (State.IDLE, State.RUNNING, State.PAUSED),
}


@dataclass(frozen=True)
class DockRow:
    """One row: a view in a dock of its own."""

    name: str
    title: str
    area: Qt.DockWidgetArea
    view: Callable[[MainWindow], QWidget]
    tabbed_with: str = ""


TOP, BOTTOM = Qt.DockWidgetArea.TopDockWidgetArea, Qt.DockWidgetArea.BottomDockWidgetArea

DOCKS: tuple[DockRow, ...] = (
    DockRow("dataDock", "Data", TOP, lambda window: window.data),
    DockRow("networkDock", "Network", TOP, lambda window: window.network),
    DockRow("headDock", "Head", TOP, lambda window: window.head),
    DockRow("predictionsDock", "Predictions", TOP, lambda window: window.predictions),
    DockRow("trainingDock", "Training", TOP, lambda window: window.training, "headDock"),
    DockRow("lossDock", "Loss", BOTTOM, lambda window: window.loss_plot),
    DockRow("metricDock", "Metrics", BOTTOM, lambda window: window.metric_plot),
    DockRow("problemsDock", "Problems", BOTTOM, lambda window: window.problems, "metricDock"),
)


class MainWindow(QMainWindow):
    """Puts the views into docks and connects them to document and trainer. GUI thread only."""

    def __init__(self, document: Document, trainer: Trainer, preferences: Preferences) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.setDockNestingEnabled(True)
        self._document, self._trainer, self._preferences = document, trainer, preferences
        self._shown: tuple[object, str] = (None, "")
        self.files = ProjectFiles(document, trainer, preferences, self)
        self.data: DataPanel = DataPanel(document)
        self.network: NetworkPanel = NetworkPanel(document)
        self.head: HeadPanel = HeadPanel(document)
        self.training: TrainingPanel = TrainingPanel(document)
        self.predictions: PredictionsPanel = PredictionsPanel()
        self.loss_plot: LossPlot = LossPlot()
        self.metric_plot: MetricPlot = MetricPlot()
        self.problems: ProblemsList = ProblemsList()
        self.live_predictions = LivePredictions(self.predictions, document, trainer)
        self.docks = {row.name: self._dock(row) for row in DOCKS}
        self.actions_by_name = build_actions(self, self._handlers())
        self._build_menus()
        self._build_tool_bar()
        self._build_status_bar()
        self._arrange()
        self._connect()
        self._text_timer = QTimer(self)
        self._text_timer.timeout.connect(self._show_texts)
        self._text_timer.start(TEXT_INTERVAL)
        self._project_changed(frozenset({"data", "head"}))
        self._state_changed(trainer.state)

    def _handlers(self) -> dict[str, Callable[[], object]]:
        trainer = self._trainer
        return {
            "newAction": self.files.new,
            "openAction": self.files.open,
            "saveAction": self.files.save,
            "saveAsAction": self.files.save_as,
            "quitAction": self.close,
            "trainAction": lambda: self._train(trainer.train),
            "pauseAction": trainer.pause,
            "stepAction": lambda: self._train(trainer.step),
            "epochAction": lambda: self._train(trainer.epoch),
            "stopAction": trainer.stop,
            "resetAction": self._reset,
            "aboutAction": self._about,
        }

    def _reset(self) -> None:
        self._trainer.reset()
        self._say(f"Fresh weights from seed {self._document.project.seed}.")

    def _train(self, how: Callable[..., None]) -> None:
        try:
            _ = self._document.head
        except UserError as error:
            self.refuse(str(error))
            return
        how(self._document.project)

    def _dock(self, row: DockRow) -> QDockWidget:
        return ViewDock(row.name, row.title, row.view(self), self)

    def _build_menus(self) -> None:
        bar = self.menuBar()
        menus = {title: bar.addMenu(title) for title in ("&File", "&Edit", "&Train", "&View", "&Help")}
        for row in ACTIONS:
            menus[row.menu].addAction(self.actions_by_name[row.name])
        quit_action = self.actions_by_name["quitAction"]
        menus["&File"].insertMenu(quit_action, self._recent_menu())
        menus["&File"].insertMenu(quit_action, self._examples_menu())
        menus["&File"].insertSeparator(quit_action)
        for action in self._undo_actions():
            menus["&Edit"].addAction(action)
        for dock in self.docks.values():
            menus["&View"].addAction(dock.toggleViewAction())
        menus["&View"].addSeparator()
        menus["&View"].addMenu(self._theme_menu())
        for menu in menus.values():
            menu.setToolTipsVisible(True)

    def _undo_actions(self) -> tuple[QAction, QAction]:
        stack = self._document.undo_stack
        undo, redo = stack.createUndoAction(self, "Undo"), stack.createRedoAction(self, "Redo")
        undo.setShortcut("Ctrl+Z")
        redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        for action, name in ((undo, "undoAction"), (redo, "redoAction")):
            action.setObjectName(name)
            self.actions_by_name[name] = action
        return undo, redo

    def _recent_menu(self) -> QMenu:
        menu = QMenu("Open &recent", self)
        menu.setObjectName("recentMenu")
        menu.aboutToShow.connect(lambda: self._fill_recent(menu))
        return menu

    def _fill_recent(self, menu: QMenu) -> None:
        menu.clear()
        for path in self._preferences.recent:
            menu.addAction(path.name, partial(self.files.open_path, Path(path))).setToolTip(str(path))
        menu.setEnabled(True)
        if menu.isEmpty():
            menu.addAction("None yet").setEnabled(False)

    def _examples_menu(self) -> QMenu:
        menu = QMenu("E&xamples", self)
        menu.setObjectName("examplesMenu")
        menu.setToolTipsVisible(True)
        for example in EXAMPLES:
            menu.addAction(example.title, partial(self.files.start, example.project)).setToolTip(
                example.description
            )
        return menu

    def _theme_menu(self) -> QMenu:
        menu = QMenu("&Theme", self)
        group = QActionGroup(self)
        for name in THEMES:
            action = menu.addAction(name.capitalize(), partial(self._preferences.set_theme, name))
            action.setCheckable(True)
            action.setChecked(name == self._preferences.theme)
            group.addAction(action)
        return menu

    def _build_tool_bar(self) -> None:
        bar = QToolBar("Training")
        bar.setObjectName("trainingBar")
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.setMovable(False)
        for row in ACTIONS:
            if row.in_tool_bar:
                action = self.actions_by_name[row.name]
                bar.addAction(action)
                button = bar.widgetForAction(action)
                button.setObjectName(row.name.replace("Action", "Button"))
                button.setAccessibleName(row.tool_tip)
        bar.addSeparator()
        self.progress = QProgressBar()
        self.progress.setObjectName("progressBar")
        self.progress.setAccessibleName("Progress of the run")
        self.progress.setRange(0, 1000)
        self.progress.setMaximumWidth(260)
        self.progress.setTextVisible(False)
        self.progress_text = QLabel("not trained yet")
        self.progress_text.setContentsMargins(8, 0, 8, 0)
        bar.addWidget(self.progress)
        bar.addWidget(self.progress_text)
        self.addToolBar(bar)

    def _build_status_bar(self) -> None:
        self.message, self.trained, self.device = QLabel(), QLabel(), QLabel()
        self.message.setObjectName("statusMessage")
        self.message.setAccessibleName("Message")
        self.statusBar().addWidget(self.message, 1)
        self.statusBar().addPermanentWidget(self.trained)
        self.statusBar().addPermanentWidget(self.device)

    def _arrange(self) -> None:
        for row in DOCKS:
            self.addDockWidget(row.area, self.docks[row.name])
            if row.tabbed_with:
                self.tabifyDockWidget(self.docks[row.tabbed_with], self.docks[row.name])
        for name in ("headDock", "metricDock"):
            self.docks[name].raise_()
        self.resize(1280, 800)
        self.arrange()
        layout = self._preferences.layout()
        if layout is not None:
            self.restoreGeometry(layout[0])
            self.restoreState(layout[1])

    def arrange(self) -> None:
        """Gives each dock its usual share of the window."""
        top = [self.docks[name] for name in ("dataDock", "networkDock", "headDock", "predictionsDock")]
        self.resizeDocks(top, [300, 350, 290, 340], Qt.Orientation.Horizontal)
        self.resizeDocks(
            [self.docks["dataDock"], self.docks["lossDock"]], [490, 240], Qt.Orientation.Vertical
        )

    def _connect(self) -> None:
        for panel in (self.data, self.network, self.head, self.training, self.files):
            panel.refused.connect(self.refuse)
        self.files.message.connect(self._say)
        self._document.project_changed.connect(self._project_changed)
        self._document.path_changed.connect(self._show_title)
        self._document.undo_stack.cleanChanged.connect(lambda _: self._show_title())
        self.docks["predictionsDock"].visibilityChanged.connect(self.live_predictions.refresh)
        self.problems.control_requested.connect(self.go_to)
        self._trainer.state_changed.connect(self._state_changed)
        self._trainer.updated.connect(self._updated)
        self._trainer.finished.connect(self._say)
        self._trainer.failed.connect(self.refuse)

    def _project_changed(self, parts: frozenset[str]) -> None:
        project, dataset = self._document.project, self._document.dataset
        training_rows = round(len(dataset.inputs) * (1 - project.data.validation_fraction))
        found = problems(
            project,
            dataset.label_kind,
            training_rows,
            dataset.number_of_classes,
            dataset.number_of_inputs,
        )
        self.problems.set_problems(found)
        self.docks["problemsDock"].setWindowTitle(f"Problems: {len(found) or 'none'}")
        self._trainer.follow(project)
        if parts & {"data", "head"}:
            self._show_metrics()
        self._show_title()

    def _show_metrics(self) -> None:
        self.metric_plot.set_metrics(
            self._document.head.metric_names(self._document.dataset.number_of_classes)
        )

    def _state_changed(self, state: State) -> None:
        for name, states in ENABLED.items():
            self.actions_by_name[name].setEnabled(state in states)
        if state is State.WARMING:
            self._say("Loading TensorFlow… everything but training works already.")
        elif state is State.IDLE and self.message.text().startswith("Loading"):
            self._say("Ready: press Train.")
        self._show_texts()

    def _updated(self) -> None:
        glimpse, history = self._trainer.glimpse, self._trainer.history
        loss_name = glimpse.trained.head.loss if glimpse.trained else ""
        if self._shown != (history, loss_name):
            self._shown = history, loss_name
            self.loss_plot.set_history(history, loss_name)
            self.metric_plot.set_history(history)
        self.metric_plot.set_baselines(glimpse.baselines)
        self.loss_plot.refresh()
        self.metric_plot.refresh()

    def _show_texts(self) -> None:
        glimpse = self._trainer.glimpse
        self.progress.setValue(round(glimpse.progress * 1000))
        self.progress_text.setText(self._progress_words())
        self.device.setText(
            f"{glimpse.device}, {glimpse.microseconds_per_step:.0f} µs a step"
            if glimpse.microseconds_per_step
            else glimpse.device
        )
        self.trained.setText(self._trained_words())

    def _progress_words(self) -> str:
        glimpse, state = self._trainer.glimpse, self._trainer.state
        if glimpse.trained is None:
            return "not trained yet"
        words = f"epoch {glimpse.epoch} of {max(glimpse.target_epoch, glimpse.epoch)}"
        if state is State.RUNNING and glimpse.seconds_left is not None:
            return f"{words}, {glimpse.seconds_left:.0f} s left"
        return f"{words}, {state.value.lower()}" if state in RUNNING else words

    def _trained_words(self) -> str:
        glimpse = self._trainer.glimpse
        if glimpse.trained is None:
            return ""
        words = f"trained {glimpse.epoch} epochs"
        return (
            f"{words}; edited since this run began"
            if self._trainer.edited_since(self._document.project)
            else words
        )

    def _show_title(self) -> None:
        path = self._document.path
        self.setWindowTitle(f"{path.stem if path else 'Untitled'}[*] — Workbench")
        self.setWindowModified(self.files.modified)

    def _say(self, message: str) -> None:
        self.message.setText(message)
        self.message.setToolTip(message)
        self._show_title()

    def refuse(self, message: str) -> None:
        """Says why something was not done, or what went wrong."""
        log.warning("%s", message)
        self._say(f"⚠ {message}")

    def go_to(self, control: str) -> None:
        """Shows and focuses the control of that object name."""
        widget = self.findChild(QWidget, control)
        if widget is None:
            return
        for dock in self.docks.values():
            if dock.isAncestorOf(widget):
                dock.show()
                dock.raise_()
        self._scroll_to(widget)
        widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _scroll_to(self, widget: QWidget) -> None:
        parent = widget.parentWidget()
        while parent is not None:
            if isinstance(parent, QScrollArea):
                parent.ensureWidgetVisible(widget)
            parent = parent.parentWidget()

    def _about(self) -> None:
        QMessageBox.about(
            self,
            "Workbench",
            f"Workbench {__version__}\n\nMIT licence. Built on TensorFlow, Keras, Qt and pyqtgraph.",
        )

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
        self._text_timer.stop()
        self._trainer.close()
        super().closeEvent(event)
