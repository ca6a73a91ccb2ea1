"""Own data that a person does without for now."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.core.own_data import OwnData
from workbench.data.dataset import Dataset
from workbench.data.own.stand_in import stand_in


@dataclass(frozen=True, eq=False)
class Absence:
    """One: what is not at hand, why, and what stands for it."""

    own: OwnData
    sentence: str
    dataset: Dataset


class AbsentData:
    """Knows what is not at hand. What is found again has another place, and so is other data."""

    def __init__(self) -> None:
        self._absences: list[Absence] = []

    def add(self, own: OwnData, sentence: str) -> None:
        """Notes that `own` is not at hand."""
        self._absences.append(Absence(own, sentence, stand_in(own, sentence)))

    def remove(self, own: OwnData) -> None:
        """Notes that `own` is at hand again."""
        self._absences = [absence for absence in self._absences if absence.own != own]

    def dataset(self, own: OwnData) -> Dataset:
        """Returns what stands for `own`, which is not at hand."""
        found = self._find(own)
        assert found is not None
        return found.dataset

    def sentence(self, own: OwnData | None) -> str:
        """Returns why `own` is not at hand, empty where it is."""
        found = self._find(own)
        return found.sentence if found else ""

    def _find(self, own: OwnData | None) -> Absence | None:
        return next((absence for absence in self._absences if absence.own == own), None)
