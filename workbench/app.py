"""The composition root: the window first, then TensorFlow."""

from __future__ import annotations

import faulthandler
import logging
import os
import sys
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType

# Before Qt, since PySide reads the source of every module that is imported after it.
import numpy  # noqa: F401
from PySide6.QtCore import QEventLoop, Qt, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QMessageBox

from workbench.core.errors import UserError
from workbench.qt.document import Document
from workbench.qt.garbage_collector import GarbageCollector
from workbench.qt.preferences import Preferences
from workbench.qt.recovery.autosave import Autosave
from workbench.qt.resources import program_icon
from workbench.qt.state_folder import state_folder
from workbench.qt.trainer import State, Trainer
from workbench.views.canvas_maker import CanvasMaker
from workbench.views.first_frame import FirstFrame
from workbench.views.main_window import MainWindow
from workbench.views.recovery.recovery import Recovery

log = logging.getLogger("workbench")


class Workbench:
    """The whole program without the event loop.

    Args:
        argv: What to open.
        preferences: Where settings are kept; None for the place that the system has for them.
        recovery: Where work is autosaved, and what another window left is looked for; None for neither.

    Attributes:
        window: The main window, shown.
        document: The project on the bench.
        trainer: The engine.
        autosave: What keeps a copy of unsaved work; None where nothing does.
    """

    def __init__(
        self,
        argv: Sequence[str] = (),
        preferences: Preferences | None = None,
        recovery: Path | None = None,
    ) -> None:
        self.application = QApplication.instance() or QApplication(["workbench", *argv])
        assert isinstance(self.application, QApplication)
        self.application.setApplicationName("Workbench")
        # By this name a Linux desktop finds the entry, and the icon, that belong to the window.
        self.application.setDesktopFileName("workbench")
        self.application.setStyle("Fusion")
        self.preferences = preferences or Preferences()
        self.preferences.apply_theme()
        self.document = Document()
        self.trainer = Trainer()
        self.garbage_collector = GarbageCollector(self.trainer)
        if self.preferences.device != "auto":
            self.trainer.set_device(self.preferences.device)
        self.window = MainWindow(self.document, self.trainer, self.preferences)
        self.application.setWindowIcon(program_icon())
        self.application.aboutToQuit.connect(self.trainer.close)
        self.window.show()
        for name in argv:
            self.window.open_path(Path(name))
        # The first frame is drawn before pyqtgraph and TensorFlow are imported.
        plots = (self.window.loss_plot, self.window.metric_plot)
        self._canvas_maker = CanvasMaker(plots, self.window)
        self._canvas_maker.done.connect(self.trainer.start)
        self._first_frame = FirstFrame(self.window)
        self._first_frame.done.connect(self._canvas_maker.start)
        self.autosave = self._autosaved(recovery) if recovery else None

    def _autosaved(self, place: Path) -> Autosave:
        """Keeps a copy of the work in `place`, and offers what is there of windows that did not end well."""
        autosave = Autosave(place, self.document, self.trainer, self.window.files, self.window)
        autosave.failed.connect(self.window.refuse)
        self.window.closed.connect(autosave.end)
        self.application.aboutToQuit.connect(autosave.close)
        self._recovery = Recovery(place, autosave, self.window.files, self.window)
        self._first_frame.done.connect(self._recovery.offer)
        return autosave

    def close(self) -> None:
        """Stops the engine and takes the window away, whatever is not saved."""
        self.application.aboutToQuit.disconnect(self.trainer.close)
        self.trainer.close()
        self.trainer.saved_version = len(self.trainer.history)
        self.document.undo_stack.setClean()
        self.document.runs.unsaved = False
        self.window.close()
        self.window.deleteLater()
        self.garbage_collector.close()


def run(project: Path | None, demonstration: Path | None) -> int:
    """Opens the window and returns the exit status when it is closed."""
    if demonstration is not None:
        return demonstrate(begin(project), demonstration)
    workbench = begin(project, recovery=state_folder() / "autosaved")
    return int(workbench.application.exec())


def begin(project: Path | None, recovery: Path | None = None) -> Workbench:
    """Shows the window, with whatever goes wrong from here on brought to the log.

    Args:
        project: What to open.
        recovery: See `Workbench`.

    Raises:
        UserError: there is no display; Qt itself would end the program.
    """
    if not has_display():
        raise UserError(
            "There is no display to open the window on; start it from a desktop, or see workbench --help for commands."
        )
    catcher = Catcher()
    catcher.install()
    bench = Workbench([str(project)] if project else [], recovery=recovery)
    if bench.autosave is not None:
        catcher.rescue = bench.autosave.look
    return bench


def has_display() -> bool:
    """Whether a window can be opened, or somebody chose how."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def demonstrate(workbench: Workbench, picture: Path) -> int:
    """Trains on the digits in the real window and leaves a screenshot; returns the exit status."""
    try:
        _demonstrate(workbench, picture)
    finally:
        workbench.close()
    return 0


def _demonstrate(workbench: Workbench, picture: Path) -> None:
    workbench.window.resize(1280, 800)
    workbench.window.arrange()
    workbench.window.actions_by_name["trainAction"].trigger()
    if not wait_for(lambda: workbench.trainer.glimpse.epoch >= 30, 120):
        raise UserError("The demonstration did not train within two minutes; see the log file.")
    workbench.trainer.stop()
    wait_for(lambda: workbench.trainer.state is State.IDLE, 30)
    spin(0.4)
    if not workbench.window.grab().save(str(picture)):
        raise UserError(f"{picture} could not be written; choose another place.")
    accuracy = workbench.trainer.history.epochs[-1]["val_sparse_categorical_accuracy"]
    print(f"Trained on the digits: validation accuracy {accuracy:.3f}. The screenshot is in {picture}.")


def wait_for(condition: Callable[[], bool], seconds: float) -> bool:
    """Runs the event loop until `condition()` holds; returns whether it did in time."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        spin(0.02)
    return True


def spin(seconds: float) -> None:
    """Runs the event loop for a while."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


class Catcher:
    """Brings every unexpected error into one log file, and each distinct one into one dialog.

    Attributes:
        rescue: Called after an exception, to keep the work.
    """

    def __init__(self) -> None:
        self._seen: set[str] = set()
        self.path = state_folder() / "workbench.log"
        self.rescue: Callable[[], None] = lambda: None

    def install(self) -> None:
        """Takes over Python's and Qt's ways of telling of errors."""
        try:
            self._open_log()
        except OSError as error:
            # A home that cannot be written to must not keep the window from opening.
            print(f"workbench: no log file, since {self.path} cannot be written: {error}", file=sys.stderr)
        sys.excepthook = self.exception
        threading.excepthook = lambda hook: self._log("".join(traceback.format_exception(hook.exc_value)))
        sys.unraisablehook = lambda hook: self._log("".join(traceback.format_exception(hook.exc_value)))
        qInstallMessageHandler(self._qt_message)

    def _open_log(self) -> None:
        # Not at the head of the file: it takes in the half of Python's network library.
        import logging.handlers

        self.path.parent.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(self.path, maxBytes=1_000_000, backupCount=3)
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        logging.getLogger().addHandler(handler)
        # A crash in native code leaves where every thread was; the file stays open for that.
        self._crashes = self.path.with_suffix(".crash").open("a")
        faulthandler.enable(self._crashes)

    def _log(self, text: str) -> None:
        log.error("%s", text)

    def _qt_message(self, kind: QtMsgType, context: object, message: str) -> None:
        log.log(logging.INFO if kind is QtMsgType.QtInfoMsg else logging.WARNING, "Qt: %s", message)
        if kind is QtMsgType.QtFatalMsg:
            # Qt ends the program after this, and nobody looks into a log for why no window came.
            print(f"workbench: Qt cannot go on: {' '.join(message.split())}", file=sys.stderr)

    def exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Logs an exception and shows it once."""
        text = "".join(traceback.format_exception(kind, error, trace))
        self._log(text)
        self._keep_the_work()
        if text in self._seen:
            return
        self._seen.add(text)
        message = (
            f"Something unexpected happened: {error}\n\nYour work is still here; save it under a new name."
        )
        box = QMessageBox(QMessageBox.Icon.Warning, "Workbench", f"{message}\n\nThe log is in {self.path}.")
        box.setDetailedText(text)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # Opened, not executed: the error may come from inside a nested loop, or with no loop running at all.
        box.open()

    def _keep_the_work(self) -> None:
        try:
            self.rescue()
        except Exception:
            # The error that is being told may be of this very part.
            log.exception("the work could not be kept")
