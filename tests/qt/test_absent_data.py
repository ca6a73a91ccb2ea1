"""Own data that a person does without for now."""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np
import pytest
from own_files import flowers, songs

from workbench.core.labels import LabelKind
from workbench.core.own_data import FileReference
from workbench.data.own.draft.draft_of import draft_of
from workbench.qt.absent_data import AbsentData


@pytest.mark.parametrize(
    ("write", "kind", "names"),
    [
        (flowers, LabelKind.CLASS_INDEX, ("width", "height", "colour = red", "colour = white")),
        (songs, LabelKind.MULTI_HOT, ("tempo", "key")),
    ],
)
def test_what_stands_for_it_has_its_names_and_labels(
    tmp_path: Path, write, kind: LabelKind, names: tuple[str, ...]
) -> None:
    own = draft_of(write(tmp_path)).own
    absent = AbsentData()
    absent.add(own, "It is gone.")
    dataset = absent.dataset(own)
    assert (dataset.label_kind, dataset.input_names) == (kind, names)
    assert dataset.class_names == own.labels.class_names
    assert not dataset.inputs.any() and np.isfinite(dataset.inputs).all()
    assert absent.sentence(own) == dataset.description == "It is gone."


def test_data_elsewhere_is_other_data(tmp_path: Path) -> None:
    own = draft_of(flowers(tmp_path)).own
    absent = AbsentData()
    absent.add(own, "It is gone.")
    assert absent.sentence(msgspec.structs.replace(own, file=FileReference("/elsewhere.csv"))) == ""
    assert absent.sentence(None) == ""
    absent.remove(own)
    assert absent.sentence(own) == ""
