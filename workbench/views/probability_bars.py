"""One bar for each class: what the network says about an example."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QHelpEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QFrame,
    QLabel,
    QLineEdit,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from workbench.qt.palette import class_brush, class_color, tabular, theme_of

MANY = 20
TEXT_MILLISECONDS = 250
WAITING = "Train the network to see what it says."
DECIDED, TRUE = "▶", "✓"
ANSWER_HINT = f"{DECIDED} what the network says, {TRUE} what is true"


@dataclass(frozen=True)
class Answer:
    """What the network says about one example, and what is true.

    Attributes:
        names: One name a class.
        probabilities: (classes,) from 0 to 1.
        logits: (classes,), or None if they are not known.
        true: (classes,) whether each label is right.
        threshold: From where on a label is said; None if the largest one decides.
        sums_to_one: Whether the probabilities have to add up to one.
        is_pair: The classes are no and yes, and one unit judges both.
    """

    names: tuple[str, ...]
    probabilities: NDArray[np.floating]
    logits: NDArray[np.floating] | None
    true: NDArray[np.bool_]
    threshold: float | None
    sums_to_one: bool
    is_pair: bool = False

    @classmethod
    def yes_or_no(
        cls, names: Sequence[str], yes: float, logit: float | None, true: bool, threshold: float
    ) -> Answer:
        """Returns the answer of one unit, with what is left to 1 as the other class."""
        pair = ("no", *names)[-2:]
        logits = None if logit is None else np.array([np.nan, logit])
        values = np.array([1 - yes, yes])
        return cls(pair, values, logits, np.array([not true, true]), threshold, False, True)

    @property
    def decided(self) -> NDArray[np.bool_]:
        """Which labels the network says, (classes,)."""
        if self.threshold is None:
            return np.equal(np.arange(len(self.names)), np.argmax(self.probabilities))
        said = np.greater_equal(self.probabilities, self.threshold)
        return np.array([not said[1], said[1]]) if self.is_pair else said

    def order(self) -> NDArray[np.int64]:
        """Returns the classes as they are listed: the largest first if there are many, yes before no."""
        if self.is_pair:
            return np.array([1, 0])
        if len(self.names) <= MANY:
            return np.arange(len(self.names))
        return np.argsort(-self.probabilities, kind="stable")

    def row_words(self, index: int) -> str:
        """Returns everything known about one class."""
        lines = [self.names[index], f"probability {self.probabilities[index]:.4f}"]
        if self.logits is not None and np.isfinite(self.logits[index]):
            lines.append(f"logit {self.logits[index]:.3f}")
        lines += [f"{TRUE} a true label"] if self.true[index] else []
        lines += [f"{DECIDED} what the network says"] if self.decided[index] else []
        return "\n".join(lines)

    def spoken(self) -> str:
        """Returns the top three for a screen reader."""
        top = np.argsort(-self.probabilities, kind="stable")[:3]
        return ", ".join(f"{self.names[index]} {self.probabilities[index]:.2f}" for index in top)

    def sum_words(self) -> str:
        """Returns what the probabilities add up to, and whether they have to."""
        if self.is_pair:
            return "yes and no sum to 1.00"
        total = float(self.probabilities.sum())
        return f"sums to {total:.2f}" if self.sums_to_one else f"need not sum to 1: {total:.2f}"


@dataclass(frozen=True)
class _Columns:
    """Where the parts of a row are, left and width in pixels."""

    name: tuple[int, int]
    tick: tuple[int, int]
    bar: tuple[int, int]
    value: tuple[int, int]
    logit: tuple[int, int]


class BarList(QAbstractScrollArea):
    """The bars themselves; only the rows in sight are painted."""

    def __init__(self) -> None:
        super().__init__()
        self.answer: Answer | None = None
        self.rows: NDArray[np.int64] = np.zeros(0, np.int64)
        self.logits_shown = False
        self._search = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFont(tabular(self.font()))

    def show_answer(self, answer: Answer | None) -> None:
        """Shows another answer, None for none yet."""
        self.answer = answer
        self._list_rows()

    def show_logits(self, shown: bool) -> None:
        """Puts the logit beside each probability."""
        self.logits_shown = shown
        self.viewport().update()

    def search(self, words: str) -> None:
        """Lists only the classes with `words` in their name."""
        self._search = words.strip().casefold()
        self.verticalScrollBar().setValue(0)
        self._list_rows()

    def _list_rows(self) -> None:
        answer = self.answer
        rows = np.zeros(0, np.int64) if answer is None else answer.order()
        if answer is not None and self._search:
            rows = np.array([row for row in rows if self._search in answer.names[row].casefold()], np.int64)
        self.rows = rows
        self._set_range()
        self.viewport().update()

    @property
    def row_height(self) -> int:
        """The height of a row in pixels."""
        return self.fontMetrics().height() + 8

    def _set_range(self) -> None:
        bar = self.verticalScrollBar()
        page = self.viewport().height()
        bar.setPageStep(page)
        bar.setSingleStep(self.row_height)
        bar.setRange(0, max(0, len(self.rows) * self.row_height - page))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Adapts the scroll bar."""
        super().resizeEvent(event)
        self._set_range()

    def sizeHint(self) -> QSize:
        """Returns room for ten classes."""
        return QSize(320, 10 * self.row_height)

    def minimumSizeHint(self) -> QSize:
        """Returns room for three classes."""
        return QSize(240, 3 * self.row_height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scrolls to either end; the other keys are Qt's own."""
        bar = self.verticalScrollBar()
        ends = {Qt.Key.Key_Home: bar.minimum(), Qt.Key.Key_End: bar.maximum()}
        if event.key() in ends:
            bar.setValue(ends[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Shows everything about the class under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.words_at(event.pos()), self)
            return True
        return super().viewportEvent(event)

    def words_at(self, position: QPoint) -> str:
        """Returns what the tool tip says at a position in the list."""
        row = (position.y() + self.verticalScrollBar().value()) // self.row_height
        if self.answer is None or not 0 <= row < len(self.rows):
            return ""
        return self.answer.row_words(int(self.rows[row]))

    def rows_in_sight(self) -> range:
        """Returns which of the listed rows can be seen."""
        top = self.verticalScrollBar().value()
        first = top // self.row_height
        last = (top + self.viewport().height()) // self.row_height + 1
        return range(first, min(last, len(self.rows)))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the rows in sight and the threshold."""
        painter = QPainter(self.viewport())
        theme = theme_of(self.palette())
        painter.fillRect(event.rect(), theme.background)
        if self.answer is None or not len(self.rows):
            words = WAITING if self.answer is None else "No class has such a name."
            self._paint_words(painter, words, theme.muted)
            return
        columns = self._columns(self.answer)
        for place in self.rows_in_sight():
            top = place * self.row_height - self.verticalScrollBar().value()
            self._paint_row(painter, self.answer, int(self.rows[place]), columns, top)
        self._paint_threshold(painter, self.answer, columns)

    def _paint_words(self, painter: QPainter, words: str, color: QColor) -> None:
        painter.setPen(color)
        area = self.viewport().rect().adjusted(16, 8, -16, -8)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, words)

    def _columns(self, answer: Answer) -> _Columns:
        metrics = self.fontMetrics()
        width = self.viewport().width()
        longest = max(answer.names, key=len)
        wanted = metrics.horizontalAdvance(longest) * 1.12 + 8
        mark = metrics.horizontalAdvance(DECIDED) + 6
        name = int(min(wanted, width * 0.34))
        value = metrics.horizontalAdvance("0.00") + 8
        logit = metrics.horizontalAdvance("−00.00") + 8 if self.logits_shown else 0
        left = mark + name + mark + 4
        bar = max(24, width - left - value - logit - 8)
        return _Columns(
            (mark, name), (mark + name, mark), (left, bar), (left + bar, value), (left + bar + value, logit)
        )

    def _paint_row(self, painter: QPainter, answer: Answer, index: int, columns: _Columns, top: int) -> None:
        is_true, decided = bool(answer.true[index]), bool(answer.decided[index])
        font = QFont(self.font())
        font.setBold(is_true)
        painter.setFont(font)
        painter.setPen(theme_of(self.palette()).foreground)
        name = painter.fontMetrics().elidedText(
            answer.names[index], Qt.TextElideMode.ElideRight, columns.name[1]
        )
        self._text(painter, columns.name, top, name, Qt.AlignmentFlag.AlignLeft)
        if decided:
            self._text(painter, (2, columns.name[0]), top, DECIDED, Qt.AlignmentFlag.AlignLeft)
        if is_true:
            self._text(painter, columns.tick, top, TRUE, Qt.AlignmentFlag.AlignHCenter)
        self._paint_bar(painter, answer, index, columns, top)
        self._paint_values(painter, answer, index, columns, top)

    def _paint_values(
        self, painter: QPainter, answer: Answer, index: int, columns: _Columns, top: int
    ) -> None:
        painter.setPen(theme_of(self.palette()).foreground)
        right = Qt.AlignmentFlag.AlignRight
        self._text(painter, columns.value, top, f"{answer.probabilities[index]:.2f}", right)
        if self.logits_shown and answer.logits is not None and np.isfinite(answer.logits[index]):
            painter.setPen(theme_of(self.palette()).muted)
            logit = f"{answer.logits[index]:.2f}".replace("-", "−")
            self._text(painter, columns.logit, top, logit, right)

    def _text(
        self, painter: QPainter, column: tuple[int, int], top: int, text: str, side: Qt.AlignmentFlag
    ) -> None:
        area = QRect(column[0], top, column[1], self.row_height)
        painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_bar(self, painter: QPainter, answer: Answer, index: int, columns: _Columns, top: int) -> None:
        theme = theme_of(self.palette())
        track = QRect(columns.bar[0], top + 4, columns.bar[1], self.row_height - 8)
        painter.fillRect(track, theme.grid)
        filled = QRect(track)
        filled.setWidth(round(track.width() * float(np.clip(answer.probabilities[index], 0, 1))))
        light = class_color(index)
        light.setAlpha(110)
        if answer.is_pair and index == 1:
            self._paint_rest(painter, track, filled)
        painter.fillRect(filled, theme.background)
        painter.fillRect(filled, light)
        if not (answer.is_pair and index == 0):
            painter.fillRect(filled, class_brush(index))
        painter.fillRect(QRect(track.left(), track.top(), 1, track.height()), class_color(index))
        if answer.decided[index]:
            painter.setPen(QPen(theme.foreground, 2))
            painter.drawRect(filled.adjusted(0, 0, 0, -1) if filled.width() > 2 else track)

    def _paint_rest(self, painter: QPainter, track: QRect, filled: QRect) -> None:
        """Paints what yes leaves to no, in the light colour of no."""
        rest = QRect(filled.right() + 1, track.top(), track.right() - filled.right(), track.height())
        light = class_color(0)
        light.setAlpha(60)
        painter.fillRect(rest, light)

    def _paint_threshold(self, painter: QPainter, answer: Answer, columns: _Columns) -> None:
        if answer.threshold is None:
            return
        x = columns.bar[0] + round(columns.bar[1] * answer.threshold)
        rows = 1 if answer.is_pair else len(self.rows)
        bottom = min(self.viewport().height(), rows * self.row_height - self.verticalScrollBar().value())
        painter.setPen(QPen(theme_of(self.palette()).foreground, 1, Qt.PenStyle.DashLine))
        painter.drawLine(x, 0, x, bottom)


class ProbabilityBars(QWidget):
    """The bars with a search box for many classes, the answer in words, and the sum below."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("probabilityBars")
        self.setAccessibleName("probability of each class")
        self.bars = BarList()
        self.search_box = QLineEdit()
        self.answer_label = QLabel()
        self.sum_label = QLabel()
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
        true: NDArray[np.bool_],
        threshold: float | None,
        sums_to_one: bool,
    ) -> None:
        """Shows what the network says about one example; see `Answer` for the arguments.

        One value with a threshold is the answer of a yes-or-no unit; `names` are then that of no and that of
        yes, or just that of yes.

        Raises:
            ValueError: the number of names and of values differ.
        """
        if len(probabilities) == 1 and threshold is not None:
            logit = None if logits is None else float(logits[0])
            answer = Answer.yes_or_no(names, float(probabilities[0]), logit, bool(true[0]), threshold)
        elif len(names) == len(probabilities) == len(true):
            answer = Answer(
                tuple(names), probabilities, logits, np.asarray(true, bool), threshold, sums_to_one
            )
        else:
            raise ValueError(f"{len(names)} names for {len(probabilities)} values and {len(true)} labels.")
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

    def clear(self) -> None:
        """Goes back to showing that nothing was trained yet."""
        self.bars.show_answer(None)
        self._say()

    def show_logits(self, shown: bool) -> None:
        """Puts the logit beside each probability."""
        self.bars.show_logits(shown)

    def _say(self) -> None:
        """Puts the answer in words, for eyes and for screen readers."""
        answer = self.bars.answer
        self.sum_label.setText("" if answer is None else answer.sum_words())
        self._show_words("" if answer is None else _answer_words(answer))
        spoken = WAITING if answer is None else f"{answer.spoken()}; {answer.sum_words()}"
        self.setAccessibleDescription(spoken)
        self.bars.setAccessibleDescription(spoken)

    def _show_words(self, words: str) -> None:
        """Shows what fits of the words, and all of them in the tool tip."""
        elide = Qt.TextElideMode.ElideRight
        self.answer_label.setText(self.fontMetrics().elidedText(words, elide, max(self.width(), 200)))
        self.answer_label.setToolTip(words or ANSWER_HINT)

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


def _answer_words(answer: Answer) -> str:
    """Returns what the network says and what is true, in a line."""
    said, true = (_names(answer, flags) for flags in (answer.decided, answer.true))
    return f"{DECIDED} {said}   {TRUE} {true}"


def _names(answer: Answer, flags: NDArray[np.bool_]) -> str:
    names = [answer.names[index] for index in np.flatnonzero(flags)[:2]]
    more = int(flags.sum()) - len(names)
    return ", ".join(names) + (f" +{more}" if more else "") or "none"


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
