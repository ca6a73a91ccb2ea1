"""What the buttons of training do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from workbench.core.errors import UserError
from workbench.qt.trainer import State
from workbench.views.model_files import ModelFiles
from workbench.views.project_files import ProjectFiles
from workbench.views.rewind.go_on_question import GoOnQuestion
from workbench.views.understanding.views import Bench

READY = (State.COLD, State.WARMING, State.IDLE, State.PAUSED)

ENABLED = {
    "trainAction": READY,
    "pauseAction": (State.RUNNING,),
    "stepAction": READY,
    "epochAction": READY,
    "stopAction": (State.RUNNING, State.PAUSED),
    "resetAction": (State.IDLE, State.RUNNING, State.PAUSED),
}
"""In which states each action can be chosen."""


class RunButtons:
    """Trains the project on the screen, or says why that cannot be. GUI thread only."""

    def __init__(self, bench: Bench, models: ModelFiles, files: ProjectFiles, window: QWidget) -> None:
        self._document, self._trainer = bench.document, bench.trainer
        self._say, self._refuse, self._models = bench.say, bench.refuse, models
        self._files, self._window = files, window

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Returns what each action calls."""
        trainer = self._trainer
        return {
            "trainAction": lambda: self._train(trainer.train),
            "pauseAction": trainer.pause,
            "stepAction": lambda: self._train(trainer.step),
            "epochAction": lambda: self._train(trainer.epoch),
            "stopAction": trainer.stop,
            "resetAction": self._reset,
        }

    def enable(self, actions: Mapping[str, QAction], state: State) -> None:
        """Enables those of the actions that make sense in `state`."""
        for name, states in ENABLED.items():
            actions[name].setEnabled(state in states)

    def _train(self, how: Callable[..., None]) -> None:
        if self._document.absence:
            self._refuse(self._document.absence)
            return
        try:
            _ = self._document.head
        except UserError as error:
            self._refuse(str(error))
            return
        how(self._document.project)

    def go_on_from(self, step: int) -> None:
        """Trains on from a step of the run, if the project is still that of the run and a person agrees."""
        if not self._trainer.fits(self._document.project):
            self._refuse(
                "The data, the layers or the seed are others than those of this run; undo that to go on from here."
            )
            return
        go_on = partial(self._train, partial(self._trainer.go_on_from, step))
        latest = len(self._trainer.history)
        if latest > step:
            GoOnQuestion(step, latest, go_on, self._files.save_as, self._window).open()
        else:
            go_on()

    def _reset(self) -> None:
        self._trainer.reset()
        opened = self._document.project.imported
        if opened is not None and self._models.put_weights_back():
            self._say(f"The weights of {opened.file} are back.")
            return
        self._say(f"Fresh weights from seed {self._document.project.seed}.")
