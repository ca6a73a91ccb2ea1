"""The source of a function of ours and of all that it needs, to stand in a script by itself.

What a script does with the data is then our own code, word by word, and cannot drift from it.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import FunctionType, ModuleType
from typing import Any

from workbench.engine.script.expressions import call, keywords

Function = Callable[..., Any]
Place = tuple[int, int]
"""Where a piece of text begins and ends, in bytes."""

TYPE_COMMENT = re.compile(r"  # type: ignore\[.*\]$", re.MULTILINE)


@dataclass(frozen=True)
class CarriedSource:
    """Python that needs nothing but the imports.

    Attributes:
        imports: Lines for the head of a script.
        code: Constants and functions, each after what it uses; without types, which a learner need not read.
    """

    imports: frozenset[str]
    code: str


@lru_cache(maxsize=64)
def carried_source(function: Function) -> CarriedSource:
    """Returns the source of a function, and of the functions and constants that it uses in its own file.

    Args:
        function: At the top of a file. What it uses from elsewhere are whole modules.
    """
    collector = _Collector(function)
    return CarriedSource(frozenset(collector.imports), "\n\n\n".join(collector.blocks()))


def called_with(function: Function, options: Mapping[str, Any]) -> tuple[CarriedSource, str]:
    """Returns what has to stand before, and an expression that gives what `function(**options)` returns.

    A function that is one expression is written out in place, with the values where its arguments are.
    """
    tree = _tree(function)
    expression = _only_expression(tree)
    if expression is None:
        return carried_source(function), call(tree.name, keywords(options))
    source = _source(function)
    values = [
        (_place(source, node), repr(options[node.id]))
        for node in ast.walk(expression)
        if isinstance(node, ast.Name) and node.id in options
    ]
    begin, end = _place(source, expression)
    written = _replaced(source[:end], values)[begin:]
    return CarriedSource(frozenset(_imports_inside(tree)), ""), written


class _Collector:
    """Follows the names that a function uses, and puts down each of them once."""

    def __init__(self, function: Function) -> None:
        module = inspect.getmodule(function)
        assert module is not None
        self._module = module
        self._source = inspect.getsource(module).encode()
        self._assigned = _assignments(ast.parse(self._source))
        self._seen: set[str] = set()
        self.imports: set[str] = set()
        self._constants: list[str] = []
        self._functions: list[str] = []
        self._follow(function.__name__)

    def blocks(self) -> list[str]:
        """Returns the constants as one block, and each function as one."""
        return [*(["\n".join(self._constants)] if self._constants else []), *self._functions]

    def _follow(self, name: str) -> None:
        if name in self._seen:
            return
        self._seen.add(name)
        value = getattr(self._module, name, None)
        if isinstance(value, ModuleType):
            alias = "" if value.__name__ == name else f" as {name}"
            self.imports.add(f"import {value.__name__}{alias}")
        elif isinstance(value, FunctionType) and value.__module__ == self._module.__name__:
            self._put_function(value)
        elif name in self._assigned:
            self._put_constant(self._assigned[name])

    def _put_function(self, function: Function) -> None:
        tree = _tree(function)
        self.imports.update(_imports_inside(tree))
        for name in _names_used(tree):
            self._follow(name)
        self._functions.append(_plain(_source(function)))

    def _put_constant(self, node: ast.Assign | ast.AnnAssign) -> None:
        for used in ast.walk(node.value) if node.value is not None else ():
            if isinstance(used, ast.Name):
                self._follow(used.id)
        begin, end = _place(self._source, node)
        # Cut out of its file, so that places count from its own beginning.
        self._constants.append(_plain(self._source[begin:end]))


def _assignments(tree: ast.Module) -> dict[str, ast.Assign | ast.AnnAssign]:
    found: dict[str, ast.Assign | ast.AnnAssign] = {}
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        for target in targets:
            if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(target, ast.Name):
                found[target.id] = node
    return found


def _source(function: Function) -> bytes:
    return inspect.getsource(function).encode()


def _tree(function: Function) -> ast.FunctionDef:
    tree = ast.parse(_source(function)).body[0]
    assert isinstance(tree, ast.FunctionDef)
    return tree


def _names_used(tree: ast.FunctionDef) -> Iterator[str]:
    """Yields the names that the code reads, its own and those in types left out."""
    types = {id(inner) for node in _types(tree) for inner in ast.walk(node)}
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and id(node) not in types]
    own = {node.id for node in names if isinstance(node.ctx, ast.Store)}
    own |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    for node in names:
        if node.id not in own:
            yield node.id


def _types(tree: ast.AST) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, ast.AnnAssign) or (isinstance(node, ast.arg) and node.annotation):
            yield node.annotation  # type: ignore[misc]
        elif isinstance(node, ast.FunctionDef) and node.returns:
            yield node.returns


def _imports_inside(tree: ast.FunctionDef) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield ast.unparse(node)


def _only_expression(tree: ast.FunctionDef) -> ast.expr | None:
    """Returns what a function that does nothing else returns."""
    body = [node for node in tree.body if not isinstance(node, ast.Import) and not _is_docstring(node)]
    return body[0].value if len(body) == 1 and isinstance(body[0], ast.Return) else None


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _plain(source: bytes) -> str:
    """Returns the source without types and without imports inside functions."""
    tree = ast.parse(source)
    cuts = [(place, "") for place in _places_of_types(source, tree)]
    cuts += [(place, "") for place in _places_of_imports(source, tree)]
    return TYPE_COMMENT.sub("", _replaced(source, cuts)).strip()


def _places_of_types(source: bytes, tree: ast.AST) -> Iterator[Place]:
    """Yields where `: type` and `-> type` stand."""
    for node in _types(tree):
        begin, end = _place(source, node)
        mark = max(source.rfind(b":", 0, begin), source.rfind(b" ->", 0, begin))
        yield mark, end


def _places_of_imports(source: bytes, tree: ast.AST) -> Iterator[Place]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            begin = source.rfind(b"\n", 0, _place(source, node)[0]) + 1
            end = source.find(b"\n", begin) + 1
            # The empty line that keeps imports apart goes too.
            yield begin, end + (source[end : end + 1] == b"\n")


def _place(source: bytes, node: ast.stmt | ast.expr) -> Place:
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    assert node.end_lineno is not None and node.end_col_offset is not None
    return starts[node.lineno - 1] + node.col_offset, starts[node.end_lineno - 1] + node.end_col_offset


def _replaced(source: bytes, pieces: list[tuple[Place, str]]) -> str:
    """Returns the source with other text in some places, from the last to the first."""
    for (begin, end), text in sorted(pieces, reverse=True):
        source = source[:begin] + text.encode() + source[end:]
    return source.decode()
