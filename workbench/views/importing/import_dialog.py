"""Shows how a file will be read, lets every proposal be changed, and imports it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from workbench.core.fields import Value
from workbench.core.own_data import OwnData
from workbench.core.shares import Shares
from workbench.qt.background_work import BackgroundWork
from workbench.qt.importing.draft_changes import (
    set_form,
    set_kind,
    set_labels_file,
    set_missing,
    set_option,
    set_part,
    set_role,
    set_separator,
    set_share,
    set_test_file,
)
from workbench.qt.importing.drafting import Drafting
from workbench.qt.importing.works import import_data
from workbench.qt.plain_text import plain_tool_tip
from workbench.views.importing.column_table import ColumnTable
from workbench.views.importing.import_choices import ImportChoices
from workbench.views.importing.import_footer import ImportFooter
from workbench.views.importing.sample_table import SampleTable
from workbench.views.panel import GRID, heading, wrapped_label

if TYPE_CHECKING:
    from workbench.data.own.draft.draft import Draft

CHOICES_WIDTH = 42 * GRID
"""Of the column on the left."""

LEAST_WIDTH = 72 * GRID
COLUMN_HEIGHT, COLUMNS_MARGIN = int(3.5 * GRID), 10 * GRID
"""Of one row in the table of columns, and of what is around them."""


class ImportDialog(QDialog):
    """From a file to data on the bench: choices on the left, what comes of them on the right.

    Attributes:
        imported: Emitted with the imported data and the share of its rows that is to check.
        drafting: Applies the choices.
        importing: Reads the whole file.
    """

    imported = Signal(object, float)

    def __init__(self, source: Path | OwnData, shares: Shares, seed: int, parent: QWidget) -> None:
        """Opens with proposals.

        Args:
            source: A file or folder, or one that is read again as it was imported.
            shares: Of its rows that are to check, where nothing else says which, and to test.
            seed: Decides which ones.
            parent: The window.
        """
        super().__init__(parent)
        path = Path(source.file.path) if isinstance(source, OwnData) else source
        self.setObjectName("importDialog")
        self.setWindowTitle(f"Open {path.name}")
        self.setAccessibleName("Open data")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.drafting, self.importing = Drafting(self), BackgroundWork(self)
        self._draft: Draft | None = None
        self._shares, self._seed, self._refusal, self._is_wanted = shares, seed, "", False
        self._title = wrapped_label("importTitle", "File", plain_tool_tip(str(path)), Qt.TextFormat.RichText)
        self._title.setText(f"Reading {escape(path.name)}…")
        self._choices, self._sample, self._columns = ImportChoices(), SampleTable(), ColumnTable()
        self._choices.checking_rows.show_share(shares.validation)
        self._footer = ImportFooter()
        self._arrange()
        self._connect()
        self._show_state()
        if isinstance(source, OwnData):
            self.drafting.begin_again(source)
        else:
            self.drafting.begin(source)

    @property
    def draft(self) -> Draft | None:
        """What is proposed and chosen so far."""
        return self._draft

    def _arrange(self) -> None:
        self._tables = QSplitter(Qt.Orientation.Vertical)
        self._tables.setChildrenCollapsible(False)
        self._tables.addWidget(self._sample)
        self._tables.addWidget(_titled(heading("Columns: what each one is for"), self._columns))
        self._choices.setFixedWidth(CHOICES_WIDTH)
        self._body = QWidget()
        self._line = body = QHBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(2 * GRID)
        body.addWidget(self._choices)
        body.addWidget(self._tables, 1)
        # Keeps the choices on the left where there are no tables yet.
        body.addStretch()
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(self._title)
        column.addWidget(self._body, 1)
        column.addWidget(self._footer)
        self.resize(1200, 740)

    def _connect(self) -> None:
        self.drafting.drafted.connect(self._show_draft)
        self.drafting.refused.connect(self.refuse)
        self._connect_choices()
        self._footer.import_clicked.connect(self._start)
        self._footer.cancel_clicked.connect(self._cancel_or_close)
        self.importing.progressed.connect(self._footer.show_progress)
        self.importing.finished.connect(self._finished)
        self.importing.failed.connect(lambda error: self.refuse(str(error)))
        self.importing.cancelled.connect(self._cancelled)

    def _connect_choices(self) -> None:
        choices, columns = self._choices, self._columns.columns
        checking = choices.checking_rows
        choices.reading.chosen.connect(self._on_option)
        choices.labels_file_chosen.connect(lambda path: self._change(set_labels_file, path=path))
        choices.verdict.form_chosen.connect(lambda form: self._change(set_form, form=form))
        choices.verdict.separator_chosen.connect(lambda text: self._change(set_separator, separator=text))
        choices.missing_chosen.connect(lambda word: self._change(set_missing, missing=word))
        checking.share_chosen.connect(lambda: self._change(set_share))
        checking.column_chosen.connect(lambda name: self._change(set_part, name=name))
        checking.file_chosen.connect(lambda path: self._change(set_test_file, path=path))
        columns.role_chosen.connect(lambda names, role: self._change(set_role, names=names, role=role))
        columns.kind_chosen.connect(lambda names, kind: self._change(set_kind, names=names, kind=kind))

    def _on_option(self, field: str, value: Value) -> None:
        self._change(set_option, field=field, value=value)

    def _change(self, change: Callable[..., Draft], **arguments: object) -> None:
        self._refusal = ""
        self.drafting.change(partial(change, **arguments))

    @Slot(object)
    def _show_draft(self, draft: Draft) -> None:
        self._draft = draft
        self._choices.show_draft(draft)
        self._sample.show_sample(draft.sample, draft.columns)
        self._columns.columns.show_draft(draft)
        self._title.setText(_title_text(draft))
        first_rows = not self._tables.isVisible()
        self._show_state()
        if first_rows:
            self._share_height(len(draft.columns))
        if self._is_wanted:
            self._start()

    def _share_height(self, columns: int) -> None:
        """Gives the rows what the columns do not need, and each at least its half where both are long."""
        self._column.activate()
        self._line.activate()
        height = self._tables.height()
        needed = min(columns * COLUMN_HEIGHT + COLUMNS_MARGIN, height // 2)
        self._tables.setSizes([height - needed, needed])

    @Slot(str)
    def refuse(self, sentence: str) -> None:
        """Says why something was not done."""
        self._refusal, self._is_wanted = sentence, False
        if self._draft is None:
            self._title.setText(f"{escape(self.windowTitle().removeprefix('Open '))} cannot be opened")
        self._show_state()
        if self._draft is None:
            # Nothing is there to be shown but the sentence.
            self.resize(LEAST_WIDTH, self.sizeHint().height())

    def _show_state(self) -> None:
        busy, draft = self.importing.is_busy, self._draft
        problem = draft.problem if draft is not None else ""
        # A question already stands beside the form that answers it.
        shown = "" if draft is not None and draft.question is not None else problem
        self._body.setEnabled(not busy)
        self._body.setVisible(draft is not None)
        self._tables.setVisible(draft is not None and draft.sample is not None)
        self._footer.show_state(draft is not None and not problem, busy, self._refusal or shown)

    def _start(self) -> None:
        # A choice that was made just before the click is applied first.
        self._is_wanted = self.drafting.is_busy
        if self._is_wanted or self._draft is None or self._draft.problem:
            return
        self._refusal = ""
        share = self._choices.checking_rows.share
        self.importing.start(
            partial(import_data, self._draft.own, self._shares._replace(validation=share), self._seed)
        )
        self._show_state()

    @Slot(object)
    def _finished(self, imported: object) -> None:
        self._show_state()
        self.imported.emit(imported, self._choices.checking_rows.share)

    @Slot()
    def _cancelled(self) -> None:
        self.refuse("The import was cancelled; the bench is as it was.")

    def _cancel_or_close(self) -> None:
        if self.importing.is_busy:
            self.importing.cancel()
        else:
            self.reject()

    def done(self, result: int) -> None:
        """Gives up whatever is going on before it closes."""
        self.drafting.close()
        self.importing.close()
        super().done(result)


def _titled(title: QWidget, below: QWidget) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GRID)
    column.addWidget(title)
    column.addWidget(below, 1)
    return box


def _title_text(draft: Draft) -> str:
    name, kind = escape(draft.path.name), draft.reader.title
    if draft.sample is None:
        return f"<b>{name}</b>: {kind}"
    rows, columns = draft.sample.table.num_rows, draft.sample.table.num_columns
    seen = f"all {rows:,} rows" if draft.sample.is_whole else f"the first {rows:,} rows"
    return f"<b>{name}</b>: {kind}; {seen}, {columns:,} column{'' if columns == 1 else 's'}"
