"""From which probability on each label is said."""

from __future__ import annotations

from workbench.core.label_thresholds import thresholds_of
from workbench.core.project import HeadChoice


def test_one_threshold_serves_all_labels() -> None:
    assert thresholds_of(HeadChoice(threshold=0.3), 3).tolist() == [0.3, 0.3, 0.3]


def test_each_label_can_have_its_own() -> None:
    choice = HeadChoice(threshold=0.3, thresholds=(0.1, 0.2))
    assert thresholds_of(choice, 2).tolist() == [0.1, 0.2]


def test_those_of_another_number_of_labels_do_not_count() -> None:
    choice = HeadChoice(threshold=0.3, thresholds=(0.1, 0.2))
    assert thresholds_of(choice, 3).tolist() == [0.3, 0.3, 0.3]
