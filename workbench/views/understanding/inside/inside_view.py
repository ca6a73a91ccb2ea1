"""What goes on inside the network: first weights, activations, histograms over time, dead and saturated units."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QSignalBlocker, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from workbench.core.inside.inside import KINDS, Inside
from workbench.qt.inside.looking import Looking
from workbench.views.understanding.inside.example_activations import ExampleActivations
from workbench.views.understanding.inside.first_weights import FirstWeights
from workbench.views.understanding.inside.inside_page import InsidePage
from workbench.views.understanding.inside.spread_map import SpreadMap
from workbench.views.understanding.inside.unit_list import UnitList
from workbench.views.understanding.inside.weight_matrix import WeightMatrix
from workbench.views.understanding.save_button import SaveButton, Table
from workbench.views.understanding.views import Bench

TABS = (
    ("First weights", "What each unit of the first layer looks for, as a picture where the inputs are one."),
    ("Activations", "What each layer makes of the example that Predictions shows."),
    ("Over time", "Histograms of weights, activations and gradients at each step."),
    ("Dead units", "Units that learn nothing any more."),
)


class InsideView(QWidget):
    """Four pages, of which the tabs show one."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.setObjectName("inside")
        self.setAccessibleName("Inside the network")
        self._document = bench.document
        self.first_weights, self.weight_matrix = FirstWeights(), WeightMatrix()
        self.activations = ExampleActivations()
        self.spread_map, self.unit_list = SpreadMap(), UnitList()
        self.tabs, self._pages = QTabBar(), QStackedWidget()
        self.kind, self.layer, self._choices = QComboBox(), QComboBox(), QWidget()
        self.save = SaveButton("inside", self, self._table)
        self._prepare_tabs()
        self._prepare_choices()
        self._lay_out()
        self._read_data()
        self._looking = Looking(self, bench.document, bench.trainer)
        self._looking.looked.connect(self._show)
        bench.document.project_changed.connect(self._project_changed)
        self._turn()

    @property
    def pages(self) -> tuple[InsidePage | UnitList, ...]:
        """The pages in the order of the tabs: weights on pixels are pictures, those on other inputs are not."""
        is_picture = self._document.dataset.image_shape is not None
        first = self.first_weights if is_picture else self.weight_matrix
        return first, self.activations, self.spread_map, self.unit_list

    # What is shown

    @Slot(frozenset)
    def _project_changed(self, parts: frozenset[str]) -> None:
        if "data" in parts:
            self._read_data()

    def _read_data(self) -> None:
        for page in (self.first_weights, self.weight_matrix):
            page.take_data(self._document.dataset)
        self._turn()

    @Slot(object)
    def _show(self, inside: Inside | None) -> None:
        for page in self.pages:
            page.show_inside(inside)
        titles = [layer.title for layer in inside.layers] if inside else []
        if titles != [self.layer.itemText(place) for place in range(self.layer.count())]:
            with QSignalBlocker(self.layer):
                self.layer.clear()
                self.layer.addItems(titles)
            self._choose()

    @Slot()
    def _turn(self) -> None:
        page = self.pages[self.tabs.currentIndex()]
        self._pages.setCurrentWidget(page)
        self._choices.setVisible(page is self.spread_map)

    @Slot()
    def _choose(self) -> None:
        self.spread_map.choose(max(self.layer.currentIndex(), 0), KINDS[self.kind.currentIndex()])

    def _table(self) -> Table:
        return cast("InsidePage | UnitList", self._pages.currentWidget()).table()

    # Putting it together

    def _prepare_tabs(self) -> None:
        self.tabs.setObjectName("insideTabs")
        self.tabs.setAccessibleName("What to see of the inside")
        self.tabs.setToolTip("What to see of the inside of the network.")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for title, hint in TABS:
            self.tabs.setTabToolTip(self.tabs.addTab(title), hint)
        for page in (self.first_weights, self.weight_matrix, *self.pages[1:]):
            self._pages.addWidget(page)
        self.tabs.currentChanged.connect(self._turn)

    def _prepare_choices(self) -> None:
        for choice, name, accessible, hint in (
            (self.kind, "insideKind", "Which numbers", "Which numbers of the layer to show."),
            (self.layer, "insideLayer", "Layer", "Which layer to show."),
        ):
            choice.setObjectName(name)
            choice.setAccessibleName(accessible)
            choice.setToolTip(hint)
        self.kind.addItems([kind.capitalize() for kind in KINDS])
        self.layer.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for choice in (self.kind, self.layer):
            choice.currentIndexChanged.connect(self._choose)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self.tabs)
        top.addStretch(1)
        top.addWidget(self.save)
        choices = QHBoxLayout(self._choices)
        choices.setContentsMargins(0, 0, 0, 0)
        choices.setSpacing(4)
        for choice in (self.kind, self.layer):
            choices.addWidget(choice)
        choices.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 8)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self._choices)
        column.addWidget(self._pages, 1)
