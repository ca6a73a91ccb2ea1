"""Keeps words of a person's files from being taken for mark-up, which could name pictures on other machines."""

from __future__ import annotations

from html import escape


def plain_tool_tip(text: str) -> str:
    """Returns what makes a tool tip say `text` to the letter: Qt takes a text with a tag in it for mark-up."""
    return f"<qt>{escape(text)}</qt>" if "<" in text else text
