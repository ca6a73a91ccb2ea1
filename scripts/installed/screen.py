"""A screen that nobody sees, and pictures of it."""

from __future__ import annotations

import shutil
import struct
import subprocess
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from setup_environment import DISPLAY_LIBRARIES, install_packages, is_debian_root, missing_libraries

from installed.outcome import Lacking, demand

SIZE = "1280x800x24"
HEADER = struct.Struct(">25I")
"""Of an X window dump: what its file begins with."""

BYTES_A_PIXEL, BYTES_A_COLOR = 4, 12


@dataclass(frozen=True)
class Screen:
    """A screen that runs.

    Attributes:
        display: Its name for programs that draw on it.
        buffer: A file with its pixels, as an X window dump.
    """

    display: str
    buffer: Path

    def save_picture(self, path: Path) -> None:
        """Saves what is on the screen as a PNG."""
        path.write_bytes(png(self.buffer.read_bytes()))


@contextmanager
def screen(folder: Path, with_libraries: bool) -> Iterator[Screen]:
    """Runs Xvfb; what is missing is installed first where that can be done.

    Args:
        folder: An empty folder for its pixels.
        with_libraries: Whether the system has to have the libraries of Qt for a display: a bundle brings its own.

    Raises:
        Lacking: something is missing, and cannot be installed.
    """
    missing = [] if shutil.which("Xvfb") else ["xvfb"]
    missing += missing_libraries(DISPLAY_LIBRARIES) if with_libraries else []
    if missing and not (is_debian_root() and install_packages(missing)):
        raise Lacking(
            f"this machine lacks {', '.join(missing)}; only root on Debian or Ubuntu can install it here"
        )
    folder.mkdir(exist_ok=True)
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", SIZE, "-nolisten", "tcp", "-fbdir", str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert process.stdout is not None
        number = process.stdout.readline().strip()
        demand(bool(number), "Xvfb did not start")
        yield Screen(f":{number}", folder / "Xvfb_screen0")
    finally:
        process.terminate()
        process.wait()


def png(dump: bytes) -> bytes:
    """Returns an X window dump of 32-bit pixels as a PNG.

    Raises:
        ValueError: its pixels are others.
    """
    fields = HEADER.unpack_from(dump)
    size, width, height, bits, stride, colors = (fields[place] for place in (0, 4, 5, 11, 12, 19))
    if bits != 8 * BYTES_A_PIXEL:
        raise ValueError(f"pixels of {bits} bits were not expected")
    begin = size + colors * BYTES_A_COLOR
    rows = (dump[begin + y * stride : begin + y * stride + width * BYTES_A_PIXEL] for y in range(height))
    pixels = b"".join(b"\0" + _as_rgb(row) for row in rows)
    head = struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(pixels)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _as_rgb(row: bytes) -> bytes:
    """Returns a row of blue, green, red and nothing as one of red, green and blue."""
    pixels = bytearray(len(row) // BYTES_A_PIXEL * 3)
    for channel in range(3):
        pixels[channel::3] = row[2 - channel :: BYTES_A_PIXEL]
    return bytes(pixels)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
