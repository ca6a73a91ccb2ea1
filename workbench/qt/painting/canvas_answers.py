"""What the network says all over a canvas."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtWidgets import QWidget

from workbench.engine.place_logits import PlaceAnswer, PlaceLogits
from workbench.qt.observation import Observation
from workbench.qt.trainer import Trainer

__all__ = ["CanvasAnswers", "PlaceAnswer"]

INTERVAL, SHARE = 100, 0.02
"""Milliseconds from one question to the next at least, and of the engine's time: it has training to do."""


class CanvasAnswers(Observation):
    """Asks about the same places while the canvas can be seen and they are wanted. GUI thread only.

    Attributes:
        answered: Emitted with a `PlaceAnswer`; None where no network takes such places.
    """

    def __init__(self, canvas: QWidget, trainer: Trainer, places: NDArray[np.float32]) -> None:
        """Takes the places as raw inputs (n, 2)."""
        super().__init__(canvas, trainer, INTERVAL, SHARE)
        self._places = PlaceLogits(places)
        self._wanted = False

    def want(self, wanted: bool) -> None:
        """Says whether anybody would look at the answers."""
        if wanted != self._wanted:
            self._wanted = wanted
            self.ask(self._places if wanted else None)
