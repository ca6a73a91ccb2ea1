"""Bundles are made from pinned versions, with the TensorFlow that fits the system."""

from __future__ import annotations

import re

import pytest
from bundle.environment import HERE, requirements
from setup_environment import CONSTRAINTS


@pytest.mark.parametrize(
    ("system", "machine", "name"),
    [
        ("linux", "x86_64", "tensorflow-cpu"),
        ("win32", "AMD64", "tensorflow-cpu"),
        ("linux", "aarch64", "tensorflow"),
        ("darwin", "arm64", "tensorflow"),
    ],
)
def test_the_lighter_tensorflow_is_taken_where_there_is_one(system: str, machine: str, name: str) -> None:
    needed = requirements(system, machine)
    assert [row for row in needed if row.startswith("tensorflow")] == [f"{name}>=2.21,<2.22"]


def test_an_installed_app_can_do_everything() -> None:
    assert any(row.startswith("onnxruntime") for row in requirements())


def test_what_is_new_is_pinned_without_hosts() -> None:
    lines = (HERE / "constraints.txt").read_text().splitlines()
    assert lines and all(re.fullmatch(r"[A-Za-z0-9_.-]+==[0-9][\w.]*", line) for line in lines)
    known = {line.partition("==")[0].lower() for line in CONSTRAINTS.read_text().splitlines()}
    assert not known & {line.partition("==")[0].lower() for line in lines}
