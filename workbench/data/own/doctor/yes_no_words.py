"""The many spellings of yes and no."""

from __future__ import annotations

YES_NO_WORDS: tuple[tuple[str, str], ...] = (
    ("no n", "yes y"),
    ("false f", "true t"),
    ("0", "1"),
    ("off", "on"),
    ("negative neg -", "positive pos +"),
    ("absent", "present"),
    ("inactive disabled", "active enabled"),
    ("failed fail", "passed pass"),
    ("incorrect wrong", "correct right"),
    ("nein falsch aus", "ja j wahr an"),
    ("non faux", "oui o vrai"),
    ("no falso", "sí si s verdadero"),
    ("não nao", "sim"),
    ("", "sì vero"),
    ("nee onwaar", "ja waar"),
    ("nej nei falsk falskt", "ja sand sann sant"),
    ("ei", "kyllä"),
    ("nie", "tak"),
    ("ne", "ano"),
    ("nem", "igen"),
    ("nu", "da"),
    ("hayır hayir", "evet"),
    ("нет", "да"),
    ("ні", "так"),
    ("όχι", "ναι"),
    ("لا", "نعم"),
    ("नहीं", "हाँ"),
    ("いいえ", "はい"),
    ("否", "是"),
    ("아니요", "예"),
    ("✗ ✘ ☐ ❌", "✓ ✔ ☑ ✅"),
)
"""A row for each language or habit: what says no, and what says yes."""

ANSWERS: dict[str, float] = {
    word.casefold(): float(answer)
    for row in YES_NO_WORDS
    for answer, words in enumerate(row)
    for word in words.split()
}
"""0 or 1 for each word in lower case."""
