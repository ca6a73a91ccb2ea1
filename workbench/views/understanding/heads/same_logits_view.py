"""One example's logits under both heads."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from workbench.core.both_heads.same_logits import SameLogits
from workbench.core.heads import ACTIVATIONS
from workbench.qt.understanding.chosen_example import ChosenExample
from workbench.views.answer import MANY
from workbench.views.elided_label import ElidedLabel
from workbench.views.labels import set_text
from workbench.views.understanding.heads.same_logits_bars import WAITING, SameLogitsBars
from workbench.views.understanding.save_button import SaveButton, Table
from workbench.views.understanding.views import Bench

TEXT_MILLISECONDS = 250
NAME = "sameLogits"


class SameLogitsView(QWidget):
    """Shows the logits of the example that Predictions shows, and both heads' probabilities of them.

    The heads are functions on the logits, so nothing is asked of the engine beyond what it tells anyway.
    """

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.setObjectName(f"{NAME}View")
        self.setAccessibleName("the same logits under both heads")
        self._document = bench.document
        self.example = ChosenExample(bench.document, bench.trainer, self)
        self.bars = SameLogitsBars()
        self.which = ElidedLabel()
        self.search_box = QLineEdit()
        self.difference = QLabel()
        self.save_button = SaveButton(NAME, self, self._table)
        self._shown: tuple[object, ...] = ()
        self._text_timer = QTimer(self)
        self._text_timer.setSingleShot(True)
        self._text_timer.setInterval(TEXT_MILLISECONDS)
        self._text_timer.timeout.connect(self._say)
        self._name_parts()
        self._lay_out()
        self.example.changed.connect(self.refresh)

    @Slot()
    def refresh(self) -> None:
        """Shows the present logits, if they can be seen and are not there already."""
        if not self.isVisible() or self.example.state == self._shown:
            return
        self._shown = self.example.state
        logits, names = self.example.logits, self.example.dataset.class_names
        shown = None if logits is None else SameLogits.of(logits, names, self.example.is_pair)
        self.bars.show_logits(shown, self.example.true, self._document.project.head.activation)
        self._offer_search(len(names))
        appeared_or_gone = bool(self.which.text()) != (shown is not None)
        if appeared_or_gone or not self._text_timer.isActive():
            self._say()
            self._text_timer.start()

    def _offer_search(self, classes: int) -> None:
        self.search_box.setVisible(classes > MANY)
        if classes <= MANY and self.search_box.text():
            self.search_box.clear()

    @Slot()
    def _say(self) -> None:
        """Puts it in words, for eyes and for screen readers."""
        shown = self.bars.shown
        set_text(self.which, "" if shown is None else self._which())
        set_text(self.difference, "" if shown is None else shown.difference)
        self.setAccessibleDescription(WAITING if shown is None else self._spoken(shown))

    def _which(self) -> str:
        temperature = self.example.temperature
        divided = "" if temperature == 1 else f"; logits over the temperature {temperature:.2f}"
        return self.example.words + divided

    def _spoken(self, shown: SameLogits) -> str:
        largest = int(shown.logits.argmax())
        said = ", ".join(f"{name} {shown.probabilities(name)[largest]:.2f}" for name in ACTIVATIONS)
        return f"{self.example.words}; largest logit {shown.names[largest]}: {said}"

    def _table(self) -> Table:
        shown = self.bars.shown
        return (("class", "logit"), []) if shown is None else shown.table()

    def showEvent(self, event: QShowEvent) -> None:
        """Catches up with what was new while hidden."""
        super().showEvent(event)
        self.refresh()

    def _name_parts(self) -> None:
        hints = (
            (self.which, "Example", "the example", "Another example is chosen under Predictions"),
            (self.search_box, "Search", "find a class", "Show only classes with this in their name"),
            (
                self.difference,
                "Difference",
                "how the heads differ",
                "What the two heads make of the same numbers",
            ),
        )
        for widget, suffix, accessible, hint in hints:
            widget.setObjectName(f"{NAME}{suffix}")
            widget.setAccessibleName(accessible)
            widget.setToolTip(hint)
        self.search_box.setPlaceholderText("Find a class")
        self.search_box.setClearButtonEnabled(True)
        self.search_box.textChanged.connect(self.bars.search)
        self.search_box.hide()

    def _lay_out(self) -> None:
        self.difference.setWordWrap(True)
        top = QHBoxLayout()
        top.addWidget(self.which, 1)
        top.addWidget(self.search_box)
        top.addWidget(self.save_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 8)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addWidget(self.bars, 1)
        layout.addWidget(self.difference)
