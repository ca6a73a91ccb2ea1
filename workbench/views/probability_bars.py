"""One bar for each class: what the network says about an example."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget

from workbench.qt.palette import tabular
from workbench.qt.plain_text import plain_tool_tip
from workbench.views.answer import DECIDED, MANY, TRUE, Answer
from workbench.views.bar_list import WAITING, BarList
from workbench.views.labels import set_text

TEXT_MILLISECONDS = 250
ANSWER_HINT = f"{DECIDED} what the network says, {TRUE} what is true"


class ProbabilityBars(QWidget):
    """The bars with a search box for many classes, the answer in words, and the sum below."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("probabilityBars")
        self.setAccessibleName("probability of each class")
        self.bars = BarList()
        self.search_box = QLineEdit()
        self.answer_label = QLabel()
        self.answer_label.setTextFormat(Qt.TextFormat.PlainText)
        self.sum_label = QLabel()
        self._waiting = WAITING
        self._timer = QTimer(self)
        self._name_parts()
        self._lay_out()
        self._prepare_timer()
        self.setFocusProxy(self.bars)

    def show_probabilities(
        self,
        names: Sequence[str],
        probabilities: NDArray[np.floating],
        logits: NDArray[np.floating] | None,
        true: NDArray[np.bool_] | None,
        threshold: float | NDArray[np.floating] | None,
        sums_to_one: bool,
    ) -> None:
        """Shows what the network says about one example; see `Answer` for the arguments.

        A single threshold is that of all labels.
        One value with a threshold is the answer of a yes-or-no unit; `names` are then that of no and that of
        yes, or just that of yes. `true` is None of an example whose truth nobody knows.

        Raises:
            ValueError: the number of names and of values differ.
        """
        truth = np.zeros(len(probabilities), bool) if true is None else np.asarray(true, bool)
        known = true is not None
        thresholds = None if threshold is None else np.broadcast_to(threshold, len(probabilities))
        if len(probabilities) == 1 and thresholds is not None:
            logit = None if logits is None else float(logits[0])
            yes_is_true = bool(truth[0]) if known else None
            answer = Answer.yes_or_no(names, float(probabilities[0]), logit, yes_is_true, thresholds)
        elif len(names) == len(probabilities) == len(truth):
            answer = Answer(
                tuple(names), probabilities, logits, truth, thresholds, sums_to_one, truth_is_known=known
            )
        else:
            raise ValueError(f"{len(names)} names for {len(probabilities)} values and {len(truth)} labels.")
        self._show(answer)

    def _show(self, answer: Answer) -> None:
        self.bars.show_answer(answer)
        many = len(answer.names) > MANY
        self.search_box.setVisible(many)
        if not many and self.search_box.text():
            self.search_box.clear()
        if not self._timer.isActive():
            self._say()
            self._timer.start()

    def clear(self, waiting: str = WAITING) -> None:
        """Goes back to showing no answer, and in words what one waits for."""
        self._waiting = waiting
        self.bars.say_waiting(waiting)
        self.bars.show_answer(None)
        self._say()

    def show_logits(self, shown: bool) -> None:
        """Puts the logit beside each probability."""
        self.bars.show_logits(shown)

    def _say(self) -> None:
        """Puts the answer in words, for eyes and for screen readers."""
        answer = self.bars.answer
        set_text(self.sum_label, "" if answer is None else answer.sum_words())
        self._show_words("" if answer is None else answer.words())
        spoken = self._waiting if answer is None else f"{answer.spoken()}; {answer.sum_words()}"
        if spoken != self.accessibleDescription():
            self.setAccessibleDescription(spoken)
            self.bars.setAccessibleDescription(spoken)

    def _show_words(self, words: str) -> None:
        """Shows what fits of the words, and all of them in the tool tip."""
        elide = Qt.TextElideMode.ElideRight
        set_text(self.answer_label, self.fontMetrics().elidedText(words, elide, max(self.width(), 200)))
        self.answer_label.setToolTip(plain_tool_tip(words) or ANSWER_HINT)

    def _prepare_timer(self) -> None:
        # Text that changes more often cannot be read, and screen readers drown in it.
        self._timer.setInterval(TEXT_MILLISECONDS)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._say)
        self._say()

    def _name_parts(self) -> None:
        hints = (
            (self.bars, "probabilityList", "probability of each class", ""),
            (
                self.search_box,
                "probabilitySearch",
                "find a class",
                "Show only classes with this in their name",
            ),
            (
                self.answer_label,
                "probabilityAnswer",
                "answer",
                ANSWER_HINT,
            ),
            (
                self.sum_label,
                "probabilitySum",
                "sum of the probabilities",
                "Softmax makes the probabilities sum to 1; sigmoid judges each label by itself",
            ),
        )
        for widget, name, accessible, hint in hints:
            widget.setObjectName(name)
            widget.setAccessibleName(accessible)
            widget.setToolTip(hint)

    def _lay_out(self) -> None:
        self.search_box.setPlaceholderText("Find a class")
        self.search_box.setClearButtonEnabled(True)
        self.search_box.textChanged.connect(self.bars.search)
        self.search_box.hide()
        self.sum_label.setFont(tabular(self.font()))
        self.answer_label.setMinimumWidth(40)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.search_box)
        layout.addWidget(self.bars, 1)
        layout.addWidget(self.answer_label)
        layout.addWidget(self.sum_label)


def main() -> int:
    """Shows the bars by themselves."""
    application = QApplication(sys.argv)
    random = np.random.default_rng(1)
    logits = random.normal(0, 2, 10)
    probabilities = np.exp(logits) / np.exp(logits).sum()
    bars = ProbabilityBars()
    names = [str(digit) for digit in range(10)]
    bars.show_probabilities(names, probabilities, logits, np.arange(10) == 3, None, True)
    bars.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
