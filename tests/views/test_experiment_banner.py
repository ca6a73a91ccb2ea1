"""The banner names the experiment, says what to see, and offers the way back."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from workbench.core.experiments import experiment_head
from workbench.core.heads import HEADS
from workbench.core.labels import LabelKind
from workbench.core.mistakes import MISTAKES, Mistake
from workbench.views.experiment_banner import ExperimentBanner


@pytest.fixture
def banner(qtbot) -> ExperimentBanner:
    banner = ExperimentBanner()
    qtbot.addWidget(banner)
    return banner


@pytest.mark.parametrize("row", MISTAKES)
def test_every_mistake_shows_both_of_its_sentences(banner: ExperimentBanner, row: Mistake) -> None:
    banner.show_head(experiment_head(row.activations[-1], row.losses[-1], row.label_kinds[-1]))
    assert not banner.isHidden()
    words = banner.findChild(QLabel, "experimentWhatToSee").text()
    for sentence in row.what_to_see:
        assert sentence in words and sentence in banner.accessibleDescription()


@pytest.mark.parametrize("head", [None, HEADS[0]])
def test_there_is_none_without_an_experiment(banner: ExperimentBanner, head: object) -> None:
    banner.show_head(experiment_head("sigmoid", "categorical_crossentropy", MISTAKES[0].label_kinds[0]))
    banner.show_head(head)
    assert banner.isHidden()


def test_it_counts_the_rows_that_contradict(banner: ExperimentBanner) -> None:
    wrong = experiment_head("softmax", "categorical_crossentropy", LabelKind.MULTI_HOT)
    banner.show_head(wrong, "3 of 4 rows contradict.")
    label = banner.findChild(QLabel, "experimentContradiction")
    assert label.text() == "3 of 4 rows contradict." and label.isVisibleTo(banner)
    assert banner.accessibleDescription().startswith("3 of 4 rows contradict.")
    banner.show_head(wrong)
    assert not label.isVisibleTo(banner)


def test_its_button_asks_for_a_fitting_pair(qtbot, banner: ExperimentBanner) -> None:
    with qtbot.waitSignal(banner.mend_wanted):
        banner.findChild(QPushButton, "mendHeadButton").click()


@pytest.mark.parametrize("row", MISTAKES)
def test_it_fits_into_a_narrow_panel(qtbot, banner: ExperimentBanner, row: Mistake) -> None:
    banner.show_head(experiment_head(row.activations[-1], row.losses[-1], row.label_kinds[-1]))
    label = banner.findChild(QLabel, "experimentWhatToSee")
    banner.resize(256, banner.heightForWidth(256))
    banner.show()
    assert label.height() >= label.heightForWidth(label.width())
    banner.grab()
