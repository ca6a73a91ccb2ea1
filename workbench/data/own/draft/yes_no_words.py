"""Pairs of words that say no and yes."""

from __future__ import annotations

from collections.abc import Sequence

PAIRS: tuple[tuple[str, str], ...] = (
    ("no", "yes"),
    ("n", "y"),
    ("false", "true"),
    ("f", "t"),
    ("off", "on"),
    ("nein", "ja"),
    ("n", "j"),
    ("falsch", "wahr"),
    ("non", "oui"),
    ("faux", "vrai"),
    ("no", "sí"),
    ("no", "si"),
    ("não", "sim"),
    ("nee", "ja"),
    ("nej", "ja"),
    ("nie", "tak"),
    ("ne", "ano"),
    ("нет", "да"),
    ("negative", "positive"),
    ("absent", "present"),
    ("0", "1"),
)
"""No first; compared without regard to capitals."""


def yes_no_pair(texts: Sequence[str]) -> tuple[str, str] | None:
    """Returns the two texts, no first, if these are exactly such a pair."""
    if len(texts) != 2:
        return None
    by_word = {text.casefold(): text for text in texts}
    pair = next((pair for pair in PAIRS if {*pair} == {*by_word}), None)
    return None if pair is None else (by_word[pair[0]], by_word[pair[1]])
