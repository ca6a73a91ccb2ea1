"""Words of a file are shown to the letter, whatever stands in them."""

from __future__ import annotations

from workbench.qt.plain_text import plain_tool_tip


def test_plain_words_stay_as_they_are() -> None:
    assert plain_tool_tip("length & width, “a” > 3") == "length & width, “a” > 3"


def test_a_tag_is_shown_and_not_followed() -> None:
    assert plain_tool_tip("<img src='//host/a.png'>") == "<qt>&lt;img src=&#x27;//host/a.png&#x27;&gt;</qt>"
