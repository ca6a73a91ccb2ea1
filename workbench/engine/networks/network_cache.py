"""Networks that wait to be used again, and the thread that compiles ahead."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from workbench.core.project import Project
from workbench.engine.device import chosen, on_device
from workbench.engine.networks.network import Network, network_key

MOST_KEPT = 48
"""Networks that are kept; a compiled one takes a few megabytes."""


class NetworkCache:
    """Lends networks to sessions, the same one again where the shape is the same. Any thread.

    TensorFlow never gives back the memory of what it has compiled, so a network that is used again costs
    neither time nor memory.
    """

    def __init__(self) -> None:
        self._free: list[Network] = []
        self._lock = threading.Lock()
        # One thread: two compilations at once would only slow each other down.
        self._compiler = ThreadPoolExecutor(1, "compiling")

    def lend(self, project: Project, inputs: int, units: int, xla: bool) -> Network:
        """Returns a network with the weights that follow from the project's seed."""
        kept = self._take(network_key(project, inputs, units, xla))
        if kept is None:
            return Network(project, inputs, units, xla)
        kept.begin(project.seed)
        return kept

    def _take(self, key: tuple[object, ...]) -> Network | None:
        with self._lock:
            for network in self._free:
                if network.key == key:
                    self._free.remove(network)
                    return network
        return None

    def give_back(self, network: Network) -> None:
        """Takes a network that its session has done with; the longest unused ones are forgotten."""
        with self._lock:
            self._free = [*self._free, network][-MOST_KEPT:]

    def compile(self, task: Callable[[], object]) -> Future[object]:
        """Runs `task` on the thread that compiles ahead, for the device chosen in this one."""
        device = chosen.get()

        def there() -> object:
            with on_device(device):
                return task()

        return self._compiler.submit(there)

    def close(self) -> None:
        """Waits for what is being compiled and ends the thread."""
        self._compiler.shutdown(wait=True, cancel_futures=True)
