"""Mulan's file of label names: found by itself, read without trust, and what becomes of one that does not fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.core.errors import UserError
from workbench.core.own_data import Reading
from workbench.data.own.arff.arff import ARFF
from workbench.data.own.arff.mulan_labels import LARGEST_BYTES, labels_file_beside, read_label_names

READING = Reading("arff", {"encoding": "utf-8"})
LABELS = """<?xml version="1.0" encoding="utf-8"?>
<labels xmlns="http://mulan.sourceforge.net/labels">
<label name="quiet &amp; still"><label name="sad"/></label>
<label name="happy"></label>
</labels>"""
DATA = """@relation songs
@attribute tempo numeric
@attribute happy {0,1}
@attribute sad {0,1}
@attribute 'quiet & still' {0,1}
@data
1,0,1,1
"""


def _written(path: Path, text: str) -> Path:
    path.write_text(text)
    return path


def test_the_names_come_in_the_order_of_the_file_with_those_within_others(tmp_path: Path) -> None:
    assert read_label_names(_written(tmp_path / "songs.xml", LABELS)) == ("quiet & still", "sad", "happy")


FOUND = ["songs.arff", "songs-train.arff", "songs-test.arff", "songs_train.arff", "songs_test.arff"]


@pytest.mark.parametrize("name", FOUND)
def test_the_file_of_the_same_name_is_found(name: str, tmp_path: Path) -> None:
    labels = _written(tmp_path / "songs.xml", LABELS)
    path = _written(tmp_path / name, DATA)
    assert labels_file_beside(path) == labels
    sample = ARFF.sample(path, READING, None)
    assert sample.labels == ("quiet & still", "sad", "happy")
    assert "songs.xml" in sample.notes[0]


@pytest.mark.parametrize("name", ["other.arff", "songs-training.arff", "son.arff"])
def test_a_file_of_another_name_is_not(name: str, tmp_path: Path) -> None:
    _written(tmp_path / "songs.xml", LABELS)
    assert labels_file_beside(tmp_path / name) is None


def test_the_nearest_name_comes_first(tmp_path: Path) -> None:
    _written(tmp_path / "songs.xml", LABELS)
    nearest = _written(tmp_path / "songs-train.xml", LABELS)
    assert labels_file_beside(tmp_path / "songs-train.arff") == nearest


def test_a_given_file_counts_before_the_one_beside(tmp_path: Path) -> None:
    _written(tmp_path / "songs.xml", LABELS)
    given = _written(tmp_path / "mine.xml", '<labels><label name="sad"/></labels>')
    assert ARFF.sample(_written(tmp_path / "songs.arff", DATA), READING, given).labels == ("sad",)


def test_names_that_the_data_do_not_have_are_refused_if_given_and_told_if_found(tmp_path: Path) -> None:
    labels = _written(tmp_path / "songs.xml", '<labels><label name="sad"/><label name="loud"/></labels>')
    path = _written(tmp_path / "songs.arff", DATA)
    with pytest.raises(
        UserError, match="songs.xml names 1 labels that songs.arff does not have, such as 'loud'"
    ):
        ARFF.sample(path, READING, labels)
    sample = ARFF.sample(path, READING, None)
    assert sample.labels == () and "'loud'" in sample.notes[0] and "not used" in sample.notes[0]


ENTITIES = '<!DOCTYPE labels [<!ENTITY a "{}">]><labels><label name="&a;"/></labels>'
NO_LABELS = {
    "another root": "<page><title/></page>",
    "no XML": "sad, happy",
    "cut off": LABELS[:120],
    "entities": ENTITIES.format("x"),
    "a file": '<!DOCTYPE labels SYSTEM "file:///etc/passwd"><labels><label name="a"/></labels>',
    "too large": LABELS + " " * LARGEST_BYTES,
    "empty": "",
}


@pytest.mark.parametrize("case", NO_LABELS)
def test_what_names_no_labels_is_refused_and_never_found(case: str, tmp_path: Path) -> None:
    path = _written(tmp_path / "songs.xml", NO_LABELS[case])
    with pytest.raises(UserError, match=r"songs.xml .*Mulan's .xml file"):
        read_label_names(path)
    assert labels_file_beside(tmp_path / "songs.arff") is None


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="gone.xml cannot be read"):
        read_label_names(tmp_path / "gone.xml")
