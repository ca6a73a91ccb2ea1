"""A progress bar on a terminal, for work that takes long."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def progress_bar(words: str, quiet: bool) -> Iterator[Callable[[float], None]]:
    """Shows a bar on standard error while the block runs; gives what takes the share that is done, 0 to 1.

    Args:
        words: What is going on.
        quiet: Whether nothing may be shown, as where JSON is printed; nor is it where there is no terminal.
    """
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, disable=quiet or not console.is_terminal) as bar:
        task = bar.add_task(words, total=1.0)
        yield lambda share: bar.update(task, completed=share)
