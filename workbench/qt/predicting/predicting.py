"""Runs the trained network on many rows without holding the window or a training up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from workbench.core.atomic_file import write_failure
from workbench.core.errors import Cancelled, UserError
from workbench.core.predictions import Predictions, joined
from workbench.data.row_parts import PART_ROWS, RowPart, RowParts
from workbench.engine.predictor import Predictor
from workbench.qt.background_work import BackgroundWork, IsCancelled, Progress
from workbench.qt.trainer import Trainer

MOST_ROWS = 500_000
"""Rows that the table shows; `workbench predict` writes any number to a file."""

Found = TypeVar("Found")
Texts = dict[str, Sequence[str]]


@dataclass(frozen=True, eq=False)
class Predicted:
    """What came of it.

    Attributes:
        title: What the rows are.
        predictions: What the network says of them.
        texts: The texts of the rows, by the names of the columns.
        notes: What a person should know of them, as sentences.
    """

    title: str
    predictions: Predictions
    texts: Texts
    notes: tuple[str, ...] = ()


class Predicting(QObject):
    """Does one thing at a time, in a thread: predicts rows, or writes what was predicted to a file.

    GUI thread only. The network answers part by part on the engine thread, between two chunks of a training.

    Attributes:
        predicted: Emitted with `Predicted`.
        saved: Emitted with a sentence.
        failed: Emitted with a sentence.
        progressed: Emitted with the share that is done.
    """

    predicted = Signal(object)
    saved = Signal(str)
    failed = Signal(str)
    progressed = Signal(float)

    def __init__(self, trainer: Trainer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._trainer = trainer
        self._tell: Progress = lambda share: None
        self._is_cancelled: IsCancelled = lambda: False
        self._work = BackgroundWork(self)
        self._work.progressed.connect(self.progressed)
        self._work.finished.connect(self._ended)
        self._work.failed.connect(self._failed)
        self._work.cancelled.connect(self._gave_up)

    @property
    def is_busy(self) -> bool:
        """Whether something is being predicted or written."""
        return self._work.is_busy

    def predict(self, rows: Callable[[], RowParts]) -> None:
        """Begins to predict the rows that `rows` returns; it is called in the thread, and may raise `UserError`."""
        self._begin(lambda: self._predicted(rows()))

    def save(self, path: Path, shown: Predicted) -> None:
        """Begins to write what was predicted as a CSV file."""
        self._begin(lambda: self._written(path, shown))

    def cancel(self) -> None:
        """Ends what is going on after the present part."""
        self._work.cancel()

    def close(self) -> None:
        """Cancels and waits for the thread."""
        self._work.close()

    def _begin(self, job: Callable[[], Predicted | str]) -> None:
        def work(tell: Progress, is_cancelled: IsCancelled) -> Predicted | str:
            self._tell, self._is_cancelled = tell, is_cancelled
            return job()

        self._work.start(work)

    @Slot(object)
    def _ended(self, result: object) -> None:
        (self.predicted if isinstance(result, Predicted) else self.saved).emit(result)

    @Slot(object)
    def _failed(self, error: object) -> None:
        self.failed.emit(str(error))

    @Slot()
    def _gave_up(self) -> None:
        self.failed.emit("It was cancelled.")

    # In the thread

    def _predicted(self, rows: RowParts) -> Predicted:
        predictor = self._answer(lambda session: session.predictor() if session else None)
        if predictor is None:
            raise UserError("There is no trained network yet; press Train first.")
        try:
            return self._collected(rows, predictor)
        finally:
            self._trainer.ask(lambda _: predictor.close())

    def _collected(self, rows: RowParts, predictor: Predictor) -> Predicted:
        found: list[Predictions] = []
        texts: list[Texts] = []
        notes: dict[str, None] = {}
        count = 0
        for part in rows.parts():
            if self._is_cancelled():
                raise Cancelled
            if count + len(part) > MOST_ROWS:
                notes[
                    f"Only the first {count:,} rows are shown; the command workbench predict writes all."
                ] = None
                break
            found.append(self._said(rows, part, predictor))
            texts.append(part.texts)
            notes |= dict.fromkeys(part.notes)
            count += len(part)
            self._tell(part.done)
        if not found:
            raise UserError(f"{rows.title} has no rows to predict; choose other rows.")
        return Predicted(rows.title, joined(found), _joined_texts(texts), tuple(notes))

    def _said(self, rows: RowParts, part: RowPart, predictor: Predictor) -> Predictions:
        truth = rows.truth(part, predictor.head)
        return self._answer(lambda _: predictor.predict(part.inputs, truth))

    def _answer(self, question: Callable[[Any], Found]) -> Found:
        """Waits for the engine, which may be in a long chunk or gone; but what it has begun to answer is waited for.

        A network that it lends would else be lost.
        """
        promise: Future[Found] = self._trainer.ask(question)
        while True:
            try:
                return promise.result(timeout=0.05)
            except NotYet:
                if self._is_cancelled() and promise.cancel():
                    raise Cancelled from None

    def _written(self, path: Path, shown: Predicted) -> str:
        from workbench.data.own.predictions_file import write_file

        try:
            rows = write_file(path, self._parts(shown))
        except OSError as error:
            raise UserError(write_failure(path, error)) from None
        return f"{rows:,} rows are in {path.name}."

    def _parts(self, shown: Predicted) -> Iterator[tuple[Texts, Predictions]]:
        for first in range(0, len(shown.predictions), PART_ROWS):
            if self._is_cancelled():
                raise Cancelled
            part = slice(first, first + PART_ROWS)
            texts = {name: column[part] for name, column in shown.texts.items()}
            yield texts, shown.predictions.part(part)
            self._tell(min((first + PART_ROWS) / len(shown.predictions), 1.0))


def _joined_texts(texts: list[Texts]) -> Texts:
    return {name: [text for part in texts for text in part[name]] for name in texts[0]}
