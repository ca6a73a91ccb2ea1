"""Calls and literals are laid out as a person would, and are valid whatever is in them."""

from __future__ import annotations

import ast

import pytest

from workbench.engine.script.expressions import WIDTH, call, comment, docstring, keywords, literal, packed


def test_a_short_call_stays_in_its_line_and_a_long_one_gets_a_line_for_each_argument() -> None:
    assert call("f", keywords({"a": 1, "b": "x"})) == 'f(a=1, b="x")'
    assert call("f", ["a" * 60, "b" * 60]) == f"f(\n    {'a' * 60},\n    {'b' * 60},\n)"
    assert "\n" in call("f", ["a"], before=WIDTH)


def test_an_item_of_several_lines_has_them_to_itself() -> None:
    items = ["a", "b", call("f", ["c" * 60, "d" * 60]), "e", "g"]
    middle = [f"    f(\n        {'c' * 60},\n        {'d' * 60},\n    ),"]
    assert packed("[", items, "]") == "\n".join(["[", "    a, b,", *middle, "    e, g,", "]"])


@pytest.mark.parametrize("text", ["plain", 'a "quoted" \\ one', "two\nlines", '"""'])
def test_any_name_can_stand_in_a_script(text: str) -> None:
    assert isinstance(ast.get_docstring(ast.parse(docstring(text))), str)
    assert ast.parse(comment(text)).body == []


@pytest.mark.parametrize("value", [1, 0.1, 1e-07, True, "relu", 'say "no"', "it's"])
def test_a_literal_is_its_value(value: object) -> None:
    assert ast.literal_eval(literal(value)) == value
