"""What the words of a file look like in several encodings."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.qt.importing.encoding_preview import telling_words


@pytest.mark.parametrize(
    ("encoding", "words"), [("cp1252", "größe, süß"), ("mac-roman", "gr\u02c6\ufb02e, s\u00b8\ufb02")]
)
def test_words_that_differ_are_shown(tmp_path: Path, encoding: str, words: str) -> None:
    path = tmp_path / "west.csv"
    path.write_bytes("größe;art\n1;süß\n".encode("cp1252"))
    assert telling_words(path, encoding) == words


def test_there_are_none_where_all_encodings_agree(tmp_path: Path) -> None:
    (tmp_path / "plain.csv").write_text("a,b\n1,2\n")
    assert telling_words(tmp_path / "plain.csv", "cp1252") == ""
    assert telling_words(tmp_path / "nowhere.csv", "cp1252") == ""
