"""The window: docks from left to right, the way the data flows."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QChildEvent, QEvent, QMimeData, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDialog,
    QDockWidget,
    QLabel,
    QMainWindow,
    QScrollArea,
    QTabBar,
    QToolBar,
    QWidget,
)

from workbench.core.checks import Problem, problems
from workbench.core.errors import UserError
from workbench.core.imported.imported_model import SUFFIXES
from workbench.data.split import number_of_training_rows
from workbench.qt.actions import ACTIONS, build_actions, tint_icons
from workbench.qt.document import Document
from workbench.qt.neurons.live_neurons import LiveNeurons
from workbench.qt.part_problems import PartProblems
from workbench.qt.preferences import Preferences
from workbench.qt.trainer import State, Trainer
from workbench.views.about.about_window import AboutWindow
from workbench.views.code_panel import CodePanel
from workbench.views.data_panel import DataPanel
from workbench.views.device_menu import DeviceMenu
from workbench.views.elided_label import ElidedLabel
from workbench.views.head_panel import HeadPanel
from workbench.views.help_window import HelpWindow
from workbench.views.importing.own_files import OwnFiles
from workbench.views.lazy_view import LazyView
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
from workbench.views.understanding.views import VIEWS, Bench, ViewRow
from workbench.views.view_dock import ViewDock

log = logging.getLogger(__name__)

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
    tool_tip: str = ""
    is_open: bool = True


def _lazy(row: ViewRow) -> Callable[[MainWindow], QWidget]:
    return lambda window: LazyView(lambda: row.make(window.bench))


TOP, BOTTOM = Qt.DockWidgetArea.TopDockWidgetArea, Qt.DockWidgetArea.BottomDockWidgetArea

DOCKS: tuple[DockRow, ...] = (
    DockRow("dataDock", "Data", TOP, lambda window: window.data),
    DockRow("networkDock", "Network", TOP, lambda window: window.network),
    DockRow("headDock", "Head", TOP, lambda window: window.head),
    DockRow("predictionsDock", "Predictions", TOP, lambda window: window.predictions),
    DockRow("paintDock", "Paint", TOP, lambda window: window.paint, "predictionsDock"),
    DockRow("trainingDock", "Training", TOP, lambda window: window.training, "headDock"),
    DockRow("lossDock", "Loss", BOTTOM, lambda window: window.loss_plot),
    DockRow("metricDock", "Metrics", BOTTOM, lambda window: window.metric_plot),
    DockRow("codeDock", "Code", BOTTOM, lambda window: window.code, "metricDock"),
    DockRow("problemsDock", "Problems", BOTTOM, lambda window: window.problems, "metricDock"),
    *(
        DockRow(f"{row.name}Dock", row.title, BOTTOM, _lazy(row), "metricDock", row.tool_tip, False)
        for row in VIEWS
    ),
)


class MainWindow(QMainWindow):
    """Puts the views into docks and connects them to document and trainer. GUI thread only."""

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
        self.data: DataPanel = DataPanel(document)
        self.network: NetworkPanel = NetworkPanel(document)
        self.head: HeadPanel = HeadPanel(document)
        self.training: TrainingPanel = TrainingPanel(document)
        self.paint: PaintPanel = PaintPanel(document)
        self.predictions: PredictionsPanel = PredictionsPanel()
        self.loss_plot: LossPlot = LossPlot()
        self.rewind: RewindBar = RewindBar(trainer)
        self.loss_plot.add_below(self.rewind)
        self.metric_plot: MetricPlot = MetricPlot()
        self.code: CodePanel = CodePanel(document)
        self.problems: ProblemsList = ProblemsList()
        self.live_predictions = LivePredictions(self.predictions, document, trainer)
        self.live_map = LiveMap(self.paint.canvas, document, trainer)
        self.live_neurons = LiveNeurons(self.network.diagram, document, trainer)
        self.live_plots = LivePlots(self.loss_plot, self.metric_plot, document, trainer)
        self.bench = Bench(document, trainer, self._say, self.refuse, self.show_example)
        self.docks = {row.name: self._dock(row) for row in DOCKS}
        actions = build_actions(self, self._handlers())
        self.actions_by_name = {**actions, **undo_actions(document.undo_stack, self)}
        self._build_menus()
        self.message = self._message_label()
        self.status = RunStatus(self, self._tool_bar(), document, trainer)
        self._arrange()
        self._connect()
        self._project_changed()
        self._state_changed(trainer.state)

    def _handlers(self) -> dict[str, Callable[[], object]]:
        trainer = self._trainer
        return {
            "newAction": self.files.new,
            "openAction": self.files.open,
            "openModelAction": self.models.open,
            "openDataAction": self.own_files.open,
            "openPicturesAction": self.own_files.open_folder,
            "saveAction": self.files.save,
            "saveAsAction": self.files.save_as,
            "exportAction": self._export,
            "quitAction": self.close,
            "trainAction": lambda: self._train(trainer.train),
            "pauseAction": trainer.pause,
            "stepAction": lambda: self._train(trainer.step),
            "epochAction": lambda: self._train(trainer.epoch),
            "stopAction": trainer.stop,
            "resetAction": self._reset,
            "predictAction": self._predict,
            "engineHelpAction": lambda: self.show_help("engine", "How the engine works"),
            "aboutAction": self._about,
        }

    def _show_neurons(self) -> None:
        classes = self._document.dataset.number_of_classes
        self.network.diagram.show_neurons(self.live_neurons.columns, classes)

    def _reset(self) -> None:
        self._trainer.reset()
        opened = self._document.project.imported
        if opened is not None and self.models.put_weights_back():
            self._say(f"The weights of {opened.file} are back.")
            return
        self._say(f"Fresh weights from seed {self._document.project.seed}.")

    def _train(self, how: Callable[..., None]) -> None:
        if self._document.absence:
            self.refuse(self._document.absence)
            return
        try:
            _ = self._document.head
        except UserError as error:
            self.refuse(str(error))
            return
        how(self._document.project)

    def _go_on_from(self, step: int) -> None:
        if not self._trainer.fits(self._document.project):
            self.refuse(
                "The data, the layers or the seed are others than those of this run; undo that to go on from here."
            )
            return
        self._train(partial(self._trainer.go_on_from, step))

    def _dock(self, row: DockRow) -> QDockWidget:
        dock = ViewDock(row.name, row.title, row.view(self), self)
        action = dock.toggleViewAction()
        action.setToolTip(row.tool_tip or f"Show {row.title}, or close it.")
        # A dock that comes back among tabs is not on top by itself.
        action.triggered.connect(lambda shown: dock.raise_() if shown else None)
        return dock

    def _build_menus(self) -> None:
        in_file = (RecentMenu(self.open_path, self._preferences, self), examples_menu(self.files, self))
        docks = [dock.toggleViewAction() for dock in self.docks.values()]
        menus = fill_menu_bar(self.menuBar(), self.actions_by_name, in_file, docks)
        menus["&View"].addMenu(theme_menu(self._preferences, self))
        menus["&View"].addMenu(DeviceMenu(self._trainer, self._preferences, self))

    def _tool_bar(self) -> QToolBar:
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
        self.addToolBar(bar)
        return bar

    def _message_label(self) -> QLabel:
        label = ElidedLabel()
        label.setObjectName("statusMessage")
        label.setAccessibleName("Message")
        self.statusBar().addWidget(label, 1)
        return label

    def _arrange(self) -> None:
        for row in DOCKS:
            self.addDockWidget(row.area, self.docks[row.name])
            if row.tabbed_with:
                self.tabifyDockWidget(self.docks[row.tabbed_with], self.docks[row.name])
            self.docks[row.name].setVisible(row.is_open)
        for name in ("headDock", "metricDock", "predictionsDock"):
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
        bottom = [self.docks["lossDock"], self.docks["metricDock"]]
        self.resizeDocks(bottom, [640, 640], Qt.Orientation.Horizontal)
        self.resizeDocks(
            [self.docks["dataDock"], self.docks["lossDock"]], [490, 240], Qt.Orientation.Vertical
        )

    def _connect(self) -> None:
        self.data.paint_requested.connect(self.paint.start)
        self.data.open_requested.connect(self.own_files.open)
        self.files.import_wanted.connect(self.own_files.show_import)
        self.data.again_requested.connect(self.own_files.read_again)
        self.data.find_requested.connect(self.files.find_data)
        self.paint.opened.connect(lambda: self._show_dock("paintDock"))
        panels = (self.data, self.paint, self.network, self.head, self.training, self.code)
        for panel in (*panels, self.files, self.own_files, self.models):
            panel.refused.connect(self.refuse)
        for speaker in (self.files, self.own_files, self.code, self.models):
            speaker.message.connect(self._say)
        self.network.opened.change_requested.connect(self.models.change)
        self.network.opened.save_requested.connect(self.models.save_swapped)
        self._document.project_changed.connect(lambda _: self._project_changed())
        self._document.path_changed.connect(self._show_title)
        self._document.undo_stack.cleanChanged.connect(lambda _: self._show_title())
        self.docks["predictionsDock"].visibilityChanged.connect(self.live_predictions.refresh)
        self.docks["paintDock"].visibilityChanged.connect(self.live_map.refresh)
        self.docks["networkDock"].visibilityChanged.connect(self.live_neurons.refresh)
        self.live_neurons.changed.connect(self._show_neurons)
        self.docks["codeDock"].visibilityChanged.connect(self.code.catch_up)
        self.rewind.go_on_wanted.connect(self._go_on_from)
        self.problems.control_requested.connect(self.go_to)
        self._trainer.state_changed.connect(self._state_changed)
        self._trainer.run_ended.connect(self._document.runs.add)
        self._trainer.finished.connect(self._say)
        self._trainer.failed.connect(self.refuse)

    def _found_problems(self) -> tuple[Problem, ...]:
        if self._document.absence:
            # Whatever else is found would be of the data that stands for it.
            return (Problem("error", self._document.absence, "findDataButton"),)
        project, dataset = self._document.project, self._document.dataset
        training_rows = number_of_training_rows(dataset, project.data.shares)
        found = problems(
            project,
            dataset.label_kind,
            training_rows,
            dataset.number_of_classes,
            dataset.number_of_inputs,
            self._document.contradiction(project.head.activation),
        )
        return (*found, *self._parts.problems())

    def _project_changed(self) -> None:
        project, found = self._document.project, self._found_problems()
        self.problems.set_problems(found)
        self.docks["problemsDock"].setWindowTitle(f"Problems: {len(found) or 'none'}")
        if self.message.text() and not self.message.text().startswith("Loading"):
            # What was said of the project before this edit may be true no more.
            self._say("")
        self._trainer.follow(project)
        self._show_title()

    def _state_changed(self, state: State) -> None:
        for name, states in ENABLED.items():
            self.actions_by_name[name].setEnabled(state in states)
        if state is State.WARMING:
            self._say("Loading TensorFlow… everything but training works already.")
        elif state is State.IDLE and self.message.text().startswith("Loading"):
            self._say("Ready: press Train.")
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
        self._say(f"⚠ {message}")

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

    def go_to(self, control: str) -> None:
        """Shows and focuses the control of that object name."""
        widget = self.findChild(QWidget, control)
        if widget is None:
            return
        for name, dock in self.docks.items():
            if dock.isAncestorOf(widget):
                self._show_dock(name)
        self._scroll_to(widget)
        widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_dock(self, name: str) -> None:
        self.docks[name].show()
        self.docks[name].raise_()

    def show_example(self, row: int) -> None:
        """Shows a row of the data, from 0, in Predictions, if it is of the validation part."""
        if self.live_predictions.show_row(row):
            self._show_dock("predictionsDock")
        else:
            self._say(f"Predictions shows the validation part; row {row + 1:,} of the data is not of it.")

    def _scroll_to(self, widget: QWidget) -> None:
        parent = widget.parentWidget()
        while parent is not None:
            if isinstance(parent, QScrollArea):
                parent.ensureWidgetVisible(widget)
            parent = parent.parentWidget()

    def show_help(self, page: str, title: str) -> None:
        """Opens a help page beside the window, or brings it to the front."""
        open_ones = (window for window in self.findChildren(HelpWindow) if window.isVisible())
        (next(open_ones, None) or HelpWindow(self)).open_page(page, title)

    def _export(self) -> None:
        # Not at the head of the file: the first frame need not wait for it.
        from workbench.views.export_dialog import ExportDialog

        if self._trainer.glimpse.trained is None:
            self._refuse_untrained("There is no trained network to export yet; press Train first.")
            return
        open_ones = (dialog for dialog in self.findChildren(ExportDialog) if dialog.isVisible())
        dialog = next(open_ones, None) or ExportDialog(self._document, self._trainer, self)
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()

    def _predict(self) -> None:
        from workbench.views.predicting.predict_window import PredictWindow

        if self._trainer.glimpse.trained is None:
            self._refuse_untrained("There is no trained network to predict with yet; press Train first.")
            return
        open_ones = (window for window in self.findChildren(PredictWindow) if window.isVisible())
        window = next(open_ones, None) or PredictWindow(self._trainer, self)
        window.show()
        window.raise_()
        window.activateWindow()
        window.predict()

    def _refuse_untrained(self, sentence: str) -> None:
        """Refuses what takes a trained network; one whose data is gone may rest until that is found."""
        self.refuse(self._document.absence or sentence)

    def _about(self) -> None:
        AboutWindow(self).open()

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
        super().closeEvent(event)


def dropped_file(data: QMimeData) -> Path | None:
    """Returns the one file or folder that is dragged; whether it can be opened is seen when it is read."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 else None
