"""Opens thousands of damaged model files and counts how that goes; fails on whatever is not a plain refusal.

Many files are read in one process after another by the code that otherwise gets a process for each, so that ten
thousand take minutes. A process that hangs is ended after the time that a real one is given.
"""

from __future__ import annotations

import argparse
import io
import multiprocessing
import os
import subprocess
import sys
import tempfile
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from workbench.core.errors import UserError  # noqa: E402
from workbench.engine.opening.answer import read_answer, write_answer  # noqa: E402
from workbench.engine.opening.child import answer_for  # noqa: E402
from workbench.engine.opening.limits import restrict_this_process, seconds_allowed  # noqa: E402

FILES_A_PROCESS = 200
"""Damaged files leave something behind in HDF5, so that a process is not used for ever."""

PROCESSOR_SECONDS = 600.0
KINDS = ("keras", "h5")
PROCESSES = multiprocessing.get_context("fork" if os.name == "posix" else "spawn")

MAKE_MODELS = """
import sys, keras
from keras import layers
folder = sys.argv[1]
dense = [keras.Input((4,)), layers.Dense(8, "relu"), layers.BatchNormalization(), layers.Dropout(0.1), layers.Dense(3)]
inner = keras.Sequential([keras.Input((6,)), layers.Dense(5, "tanh"), layers.LayerNormalization()])
x, y = keras.Input((6,)), keras.Input((6,))
joined = layers.Concatenate()([inner(x), inner(y)])
row = keras.Input((7, 2))
models = {
    "sequential": keras.Sequential(dense),
    "nested": keras.Model([x, y], layers.Dense(2, "softmax")(joined)),
    "recurrent": keras.Model(row, layers.Dense(2)(layers.Bidirectional(layers.LSTM(3))(row))),
}
for name, model in models.items():
    model.compile("adam", "mse")
    model.optimizer.build(model.trainable_variables)
    for ending in ("keras", "h5"):
        model.save(f"{folder}/{name}.{ending}")
"""

Mutation = Callable[[np.random.Generator, bytes], bytes]


def random_bytes(rng: np.random.Generator, content: bytes) -> bytes:
    """Sets one to eight bytes to other values."""
    changed = bytearray(content)
    for place in rng.integers(len(content), size=rng.integers(1, 9)):
        changed[place] = rng.integers(256)
    return bytes(changed)


def flipped_bit(rng: np.random.Generator, content: bytes) -> bytes:
    """Turns one bit over."""
    changed = bytearray(content)
    changed[rng.integers(len(content))] ^= 1 << rng.integers(8)
    return bytes(changed)


def cut(rng: np.random.Generator, content: bytes) -> bytes:
    """Leaves the end away."""
    return content[: rng.integers(1, len(content))]


def swapped_blocks(rng: np.random.Generator, content: bytes) -> bytes:
    """Exchanges two blocks of equal length."""
    length = int(rng.integers(1, min(512, len(content) // 2)))
    first, second = sorted(rng.integers(len(content) - length, size=2))
    second = max(second, first + length)
    if second + length > len(content):
        return cut(rng, content)
    middle = content[first + length : second]
    before, after = content[:first], content[second + length :]
    return before + content[second : second + length] + middle + content[first : first + length] + after


def extreme_number(rng: np.random.Generator, content: bytes) -> bytes:
    """Writes all zeros, all ones or a power of two where a number may be."""
    width = int(rng.choice([2, 4, 8]))
    place = int(rng.integers(len(content) - width))
    number = (0, 2 ** (8 * width) - 1, 1 << int(rng.integers(8 * width)))[rng.integers(3)]
    return content[:place] + number.to_bytes(width, "little") + content[place + width :]


MUTATIONS: tuple[Mutation, ...] = (random_bytes, flipped_bit, cut, swapped_blocks, extreme_number)


def mutated(rng: np.random.Generator, content: bytes, kind: str) -> bytes:
    """Returns a file that is damaged in one way, with the parts of an archive damaged before they are packed."""
    mutation = MUTATIONS[rng.integers(len(MUTATIONS))]
    if kind == "h5" or rng.random() < 0.3:
        return mutation(rng, content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = str(rng.choice(["config.json", "model.weights.h5"]))
    members[name] = mutation(rng, members[name])
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for member, text in members.items():
            archive.writestr(member, text)
    return packed.getvalue()


def made_models(folder: Path) -> dict[str, list[bytes]]:
    """Returns genuine files of each kind, made by Keras in a process of its own."""
    command = [sys.executable, "-c", MAKE_MODELS, str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    return {kind: [path.read_bytes() for path in sorted(folder.glob(f"*.{kind}"))] for kind in KINDS}


class Reader:
    """A process that reads one file after another, and is replaced after many of them or when it hangs."""

    def __init__(self) -> None:
        self._process: Any = None
        self._pipe: Any = None
        self._files = 0

    def read(self, path: Path, folder: Path) -> str:
        """Returns `done`, `timed out`, `ended` or a traceback."""
        if self._process is None or self._files >= FILES_A_PROCESS:
            self._replace()
        self._files += 1
        self._pipe.send((path, folder))
        if not self._pipe.poll(seconds_allowed(path.stat().st_size)):
            self.close()
            return "timed out"
        try:
            return str(self._pipe.recv())
        except (EOFError, ConnectionError):
            self.close()
            return "ended"

    def _replace(self) -> None:
        self.close()
        self._pipe, theirs = PROCESSES.Pipe()
        self._process = PROCESSES.Process(target=serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()
        self._files = 0

    def close(self) -> None:
        """Ends the process, whatever it does."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._pipe.close()
            self._process = None


def serve(pipe: Connection) -> None:
    """Reads the files whose paths come through the pipe."""
    restrict_this_process(PROCESSOR_SECONDS)
    while True:
        path, folder = pipe.recv()
        try:
            write_answer(folder, answer_for(path, folder))
            pipe.send("done")
        except Exception:
            pipe.send(traceback.format_exc())


def outcome(reader: Reader, path: Path) -> str:
    """Returns how the opening of one file ended, in a word or two; anything longer is a failure."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        said = reader.read(path, folder)
        if said != "done":
            return said
        try:
            read_answer(folder)
        except UserError:
            return "refused"
        except Exception:
            return traceback.format_exc()
        return "opened"


def outcomes(kind: str, bases: list[bytes], count: int, seed: int, keep: Path | None) -> Iterator[str]:
    """Yields how each of `count` damaged files went."""
    rng = np.random.default_rng([seed, KINDS.index(kind)])
    reader = Reader()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"damaged.{kind}")
        for number in range(count):
            path.write_bytes(mutated(rng, bases[rng.integers(len(bases))], kind))
            found = outcome(reader, path)
            if keep is not None and found not in ("opened", "refused"):
                (keep / f"{kind}-{seed}-{number}.{kind}").write_bytes(path.read_bytes())
            yield found
    reader.close()


def main() -> int:
    """Prints the counts and returns 1 if anything else happened than an opened model or a refusal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000, help="files of each kind")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", type=Path, help="a folder for the files that hang or worse")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bases = made_models(Path(folder))
    failures = 0
    for kind in KINDS:
        counts = Counter(outcomes(kind, bases[kind], options.count, options.seed, options.keep))
        print(
            f".{kind}:", ", ".join(f"{count:,} {name}" for name, count in sorted(counts.items())), flush=True
        )
        failures += sum(count for name, count in counts.items() if "\n" in name)
    return int(failures > 0)


if __name__ == "__main__":
    sys.exit(main())
