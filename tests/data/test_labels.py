"""Label kinds read as words."""

from __future__ import annotations

from workbench.core.labels import LabelKind


def test_every_kind_has_its_own_title() -> None:
    assert len({kind.title for kind in LabelKind}) == len(LabelKind)
    assert LabelKind.MULTI_HOT.title == "any number of K"
