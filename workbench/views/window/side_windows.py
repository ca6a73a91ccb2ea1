"""The windows that open beside the main one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from workbench.views.about.about_window import AboutWindow
from workbench.views.help_window import HelpWindow
from workbench.views.understanding.views import Bench

Window = TypeVar("Window", bound=QWidget)


class SideWindows:
    """Opens each of them once; asked for again, it comes to the front. GUI thread only."""

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        self._bench, self._parent = bench, parent

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Returns what each action calls."""
        return {
            "exportAction": self._export,
            "predictAction": self._predict,
            "engineHelpAction": lambda: self.show_help("engine", "How the engine works"),
            "aboutAction": self._about,
        }

    def show_help(self, page: str, title: str) -> None:
        """Opens a help page beside the window, or brings it to the front."""
        self._open_one(HelpWindow, lambda: HelpWindow(self._parent)).open_page(page, title)

    def _open_one(self, kind: type[Window], make: Callable[[], Window]) -> Window:
        open_ones = (window for window in self._parent.findChildren(kind) if window.isVisible())
        return next(open_ones, None) or make()

    def _export(self) -> None:
        # Not at the head of the file: the first frame need not wait for it.
        from workbench.views.export_dialog import ExportDialog

        document, trainer = self._bench.document, self._bench.trainer
        if self._is_trained("There is no trained network to export yet; press Train first."):
            _bring_forward(
                self._open_one(ExportDialog, lambda: ExportDialog(document, trainer, self._parent))
            )

    def _predict(self) -> None:
        from workbench.views.predicting.predict_window import PredictWindow

        if self._is_trained("There is no trained network to predict with yet; press Train first."):
            window = self._open_one(PredictWindow, lambda: PredictWindow(self._bench.trainer, self._parent))
            _bring_forward(window)
            window.predict()

    def _is_trained(self, refusal: str) -> bool:
        """Whether there is a trained network; one whose data is gone may rest until that is found."""
        trained = self._bench.trainer.glimpse.trained is not None
        if not trained:
            self._bench.refuse(self._bench.document.absence or refusal)
        return trained

    def _about(self) -> None:
        AboutWindow(self._parent).open()


def _bring_forward(window: QWidget) -> None:
    window.show()
    window.raise_()
    window.activateWindow()
