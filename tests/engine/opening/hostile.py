"""Builds files that are made to harm whoever opens them, and files that are merely broken or something else."""

from __future__ import annotations

import pickle
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import h5py
import numpy as np
from engine.opening.model_files import (
    INPUTS,
    UNITS,
    archive,
    dense,
    dense_weights,
    function_node,
    functional_with,
    hdf5,
    instead_of_kernel,
    keras_object,
    legacy,
    sequential,
    tensor,
)
from h5py import h5d, h5s, h5t

MIB = 2**20
OPENED = "opened"


@dataclass(frozen=True)
class Hostile:
    """One file.

    Attributes:
        file: Its name.
        write: Makes it at a path.
        says: Words that the refusal must contain; `OPENED` where the harmful part has no part in the answer, so
            that nobody looks at it.
    """

    file: str
    write: Callable[[Path], object]
    says: str


def _patched(path: Path, old: bytes, new: bytes) -> None:
    content = path.read_bytes()
    assert old in content
    path.write_bytes(content.replace(old, new))


def _cut(write: Callable[[Path], object]) -> Callable[[Path], object]:
    def cut(path: Path) -> None:
        write(path)
        content = path.read_bytes()
        path.write_bytes(content[: len(content) // 2])

    return cut


def _twice(path: Path) -> None:
    archive(path, others={"config.jsoX": b"{}"})
    _patched(path, b"config.jsoX", b"config.json")


def _encrypted(path: Path) -> None:
    archive(path)
    content = bytearray(path.read_bytes())
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = content.find(magic)
        while start >= 0:
            content[start + offset] |= 1
            start = content.find(magic, start + 4)
    path.write_bytes(content)


def _understated(path: Path) -> None:
    """A config that unpacks to 64 MiB and says that it is small."""
    text = b"{}" + b" " * (64 * MIB)
    archive(path, config=text, compression=zipfile.ZIP_DEFLATED)
    _patched(path, struct.pack("<I", len(text)), struct.pack("<I", 2000))


def _zip_of(**members: bytes) -> Callable[[Path], object]:
    def write(path: Path) -> None:
        with zipfile.ZipFile(path, "w") as file:
            for name, content in members.items():
                file.writestr(name.replace("__", "/").replace("_dot_", "."), content)

    return write


def _hanging(path: Path) -> None:
    """One damaged byte, in the size of a piece of text, and HDF5 looks for its end for ever."""
    legacy(path)
    content = bytearray(path.read_bytes())
    content[content.index(b"GCOL") + 24] = 255
    path.write_bytes(content)


class _Harm:
    def __reduce__(self) -> tuple[Any, ...]:
        return (print, ("a pickle was run",))


def _external_link(group: h5py.Group) -> None:
    group["0"] = h5py.ExternalLink("/etc/passwd", "/0")


def _soft_link(group: h5py.Group) -> None:
    group["elsewhere"] = np.ones((INPUTS, UNITS), np.float32)
    group["0"] = h5py.SoftLink("/layers/dense/vars/elsewhere")


def _external_storage(group: h5py.Group) -> None:
    group.create_dataset("0", (INPUTS, UNITS), "f4", external=[("/etc/passwd", 0, h5py.h5f.UNLIMITED)])


def _virtual(group: h5py.Group) -> None:
    layout = h5py.VirtualLayout((INPUTS, UNITS), "f4")
    layout[:] = h5py.VirtualSource("/etc/passwd", "x", (INPUTS, UNITS))
    group.create_virtual_dataset("0", layout)


def _unknown_filter(group: h5py.Group) -> None:
    settings = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    settings.set_chunk((INPUTS, UNITS))
    settings.set_filter(32015, h5py.h5z.FLAG_OPTIONAL)
    space = h5s.create_simple((INPUTS, UNITS))
    h5d.create(group.id, b"0", h5t.IEEE_F32LE, space, settings)


def _kernel_of(values: Any, **settings: Any) -> bytes:
    return instead_of_kernel(lambda group: group.create_dataset("0", data=values, **settings))


def _zeros_of_half_a_gigabyte(path: Path) -> None:
    """Whole chunks of zeros, packed a thousand times smaller."""
    units = 120_000_000 // INPUTS

    def edit(file: h5py.File) -> None:
        group = file.create_group("layers/dense/vars")
        group["1"] = np.zeros(UNITS, np.float32)
        kernel = group.create_dataset("0", (INPUTS, units), "f4", chunks=(1, 2**20), compression="gzip")
        kernel[0, : 2**20] = 1.0

    archive(path, sequential(dense(units, use_bias=False)), hdf5(edit))


def _claimed(**settings: Any) -> Callable[[Path], object]:
    """A kernel of 1.6 GB that is declared in full, as the layers have it, and of which nothing is stored."""
    inputs, units = 1_000, 400_000

    def write(path: Path) -> None:
        kernel = instead_of_kernel(lambda group: group.create_dataset("0", (inputs, units), "f4", **settings))
        archive(path, sequential(dense(units, use_bias=False), inputs=inputs), kernel)

    return write


def _declared(group: h5py.Group) -> None:
    """3.5 GB where the layers have twelve numbers."""
    group.create_dataset("0", (880_000_000,), "f4", chunks=(2**20,), compression="gzip")


def _config_attribute(value: Any) -> Callable[[Path], object]:
    def edit(file: h5py.File) -> None:
        del file.attrs["model_config"]
        file.attrs["model_config"] = value

    return lambda path: legacy(path, edit=edit)


def _layer_names(value: Any) -> Callable[[Path], object]:
    def edit(file: h5py.File) -> None:
        del file["model_weights"].attrs["layer_names"]
        file["model_weights"].attrs["layer_names"] = value

    return lambda path: legacy(path, edit=edit)


def _without_config(file: h5py.File) -> None:
    del file.attrs["model_config"]


def _linked_layer(file: h5py.File) -> None:
    del file["model_weights/dense"]
    file["model_weights/dense"] = h5py.ExternalLink("/etc/passwd", "/")


def _references(group: h5py.Group) -> None:
    group.create_dataset("0", (INPUTS, UNITS), h5py.ref_dtype)


def _objects(group: h5py.Group) -> None:
    group.create_dataset("0", (INPUTS, UNITS), h5py.string_dtype())


def _text_file(path: Path) -> None:
    path.write_text("a,b,c\n1,2,3\n")


def _torch(path: Path) -> None:
    _zip_of(archive__data_dot_pkl=pickle.dumps(_Harm()))(path)


def _arrays(path: Path) -> None:
    np.savez(path.open("wb"), kernel=np.ones(3))


def _weights_with(value: float) -> bytes:
    kernel = np.ones((INPUTS, UNITS), np.float32)
    kernel[1, 1] = value
    return hdf5(dense_weights(kernel))


LAMBDA = {
    "name": "lambda",
    "trainable": True,
    "function": {"class_name": "__lambda__", "config": {"code": "4wEAAAA="}},
}
VOCABULARY = {"name": "text", "vocabulary": "/etc/passwd", "max_tokens": None, "dtype": "string"}
SAVED_MODEL = {"name": "tfsm", "filepath": "/tmp/elsewhere", "call_endpoint": "serve"}
SET_POLICY = ("keras.config", "set_dtype_policy")
POLICY = function_node(*SET_POLICY, "mixed_float16")
FUNCTION = {
    **keras_object("function", "set_dtype_policy", "keras.config", name="stray"),
    "inbound_nodes": [{"args": [tensor("dense")], "kwargs": {}}],
}
COMPOUND = np.dtype([("a", "f4"), ("b", "f4")])
MANY = [dense(10_000, f"dense_{i}", 10_000) for i in range(11)]

HOSTILE: tuple[Hostile, ...] = (
    # The archive.
    Hostile("extra.keras", lambda path: archive(path, others={"evil.py": b"1"}), "evil.py"),
    Hostile("zip_slip.keras", lambda path: archive(path, others={"../evil.txt": b"1"}), "../evil.txt"),
    Hostile("asset_slip.keras", lambda path: archive(path, others={"assets/../../evil": b"1"}), "evil"),
    Hostile("absolute.keras", lambda path: archive(path, others={"/etc/evil": b"1"}), "/etc/evil"),
    Hostile("twice.keras", _twice, "twice"),
    Hostile("encrypted.keras", _encrypted, "encrypted"),
    Hostile("lzma.keras", lambda path: archive(path, compression=zipfile.ZIP_LZMA), "packed in a way"),
    Hostile("config_bomb.keras", lambda path: archive(path, b" " * (64 * MIB), compression=zipfile.ZIP_DEFLATED), "config.json would unpack to 64 MiB"),
    Hostile("understated.keras", _understated, "damaged"),
    Hostile("weights_bomb.keras", lambda path: archive(path, weights=bytes(100 * MIB), compression=zipfile.ZIP_DEFLATED), "model.weights.h5 would unpack to 100 MiB"),
    Hostile("cut.keras", _cut(archive), "cut short"),
    Hostile("torch.keras", _torch, "PyTorch"),
    Hostile("arrays.keras", _arrays, "NumPy arrays"),
    Hostile("other_zip.keras", _zip_of(readme=b"hello"), "zip without"),
    # The configuration.
    Hostile("lambda.keras", lambda path: archive(path, sequential(keras_object("Lambda", LAMBDA), dense())), "Lambda"),
    Hostile("lambda.h5", lambda path: legacy(path, sequential(keras_object("Lambda", LAMBDA), dense())), "Lambda"),
    Hostile("saved_model.keras", lambda path: archive(path, sequential(keras_object("TFSMLayer", SAVED_MODEL), dense())), "TFSMLayer"),
    Hostile("vocabulary.keras", lambda path: archive(path, sequential(keras_object("TextVectorization", VOCABULARY), dense())), "TextVectorization"),
    Hostile("dtype_policy.keras", lambda path: archive(path, functional_with(POLICY)), OPENED),
    Hostile("dtype_policy_used.keras", lambda path: archive(path, functional_with(function_node(*SET_POLICY, tensor("dense")), "stray")), "activation"),
    Hostile("dtype_policy.h5", lambda path: legacy(path, functional_with(POLICY)), OPENED),
    Hostile("download.keras", lambda path: archive(path, functional_with(function_node("keras.datasets.mnist", "load_data", "x.npz"))), OPENED),
    Hostile("function.keras", lambda path: archive(path, functional_with(FUNCTION, "stray")), "stray"),
    Hostile("registered.keras", lambda path: archive(path, sequential({**dense(), "registered_name": "evil>Dense"})), "not Keras's own"),
    Hostile("foreign_module.keras", lambda path: archive(path, sequential({**dense(), "module": "os"})), "not Keras's own"),
    Hostile("activation.keras", lambda path: archive(path, sequential(dense(activation="os.system"))), "os.system"),
    Hostile("wide.keras", lambda path: archive(path, sequential(dense(400_000_000))), "parameters"),
    Hostile("many.keras", lambda path: archive(path, sequential(*MANY)), "parameters"),
    Hostile("negative.keras", lambda path: archive(path, sequential(dense(-3))), "units"),
    Hostile("deep.keras", lambda path: archive(path, b"[" * 200_000), "nested"),
    Hostile("deep.h5", lambda path: legacy(path, b'{"a":' * 200_000), "nested"),
    Hostile("list.keras", lambda path: archive(path, [1, 2]), "a list"),
    Hostile("no_json.keras", lambda path: archive(path, b"\xff\xfe{"), "JSON"),
    Hostile("long_number.keras", lambda path: archive(path, b"1" * 100_000), "JSON"),
    Hostile("long_text.keras", lambda path: archive(path, sequential(dense(name="x" * 10_000_000))), "name"),
    Hostile("many_lists.keras", lambda path: archive(path, b"[" + b"[]," * (5 * MIB) + b"[]]"), "memory"),
    # What the arrays are.
    Hostile("external_link.keras", lambda path: archive(path, weights=instead_of_kernel(_external_link)), "link"),
    Hostile("soft_link.keras", lambda path: archive(path, weights=instead_of_kernel(_soft_link)), "link"),
    Hostile("layer_link.h5", lambda path: legacy(path, edit=_linked_layer), "link"),
    Hostile("external_storage.keras", lambda path: archive(path, weights=instead_of_kernel(_external_storage)), "another file"),
    Hostile("virtual.keras", lambda path: archive(path, weights=instead_of_kernel(_virtual)), "another file"),
    Hostile("filter.keras", lambda path: archive(path, weights=instead_of_kernel(_unknown_filter)), "packed in a way"),
    Hostile("declared.keras", lambda path: archive(path, weights=instead_of_kernel(_declared)), "need 4×3"),
    Hostile("claimed.keras", _claimed(), "next to none"),
    Hostile("claimed_packed.keras", _claimed(chunks=(1, 100_000), compression="gzip"), "next to none"),
    Hostile("zeros.keras", _zeros_of_half_a_gigabyte, "next to none"),
    Hostile("chunk.keras", _claimed(chunks=(1_000, 10_000), compression="gzip"), "pieces"),
    Hostile("nan.keras", lambda path: archive(path, weights=_weights_with(np.nan)), "finite"),
    Hostile("infinite.keras", lambda path: archive(path, weights=_weights_with(np.inf)), "finite"),
    Hostile("overflow.keras", lambda path: archive(path, weights=hdf5(dense_weights(np.full((INPUTS, UNITS), 1e300)))), "finite"),
    Hostile("integers.keras", lambda path: archive(path, weights=_kernel_of(np.ones((INPUTS, UNITS), np.int64))), "floating-point"),
    Hostile("objects.keras", lambda path: archive(path, weights=instead_of_kernel(_objects)), "floating-point"),
    Hostile("references.keras", lambda path: archive(path, weights=instead_of_kernel(_references)), "floating-point"),
    Hostile("compound.keras", lambda path: archive(path, weights=_kernel_of(np.zeros((INPUTS, UNITS), COMPOUND))), "floating-point"),
    Hostile("shape.keras", lambda path: archive(path, weights=_kernel_of(np.ones((UNITS, INPUTS), np.float32))), "3×4"),
    Hostile("no_space.keras", lambda path: archive(path, weights=_kernel_of(h5py.Empty("f4"))), "no numbers"),
    Hostile("group.keras", lambda path: archive(path, weights=instead_of_kernel(lambda group: group.create_group("0"))), "missing"),
    Hostile("missing.keras", lambda path: archive(path, weights=instead_of_kernel(lambda group: None)), "missing"),
    Hostile("cut_weights.keras", lambda path: archive(path, weights=hdf5(dense_weights())[:1500]), "damaged"),
    # The legacy form.
    Hostile("cut.h5", _cut(legacy), "damaged"),
    Hostile("only_weights.h5", lambda path: legacy(path, edit=_without_config), "only weights"),
    Hostile("config_number.h5", _config_attribute(7), "no text"),
    Hostile("config_twice.h5", _config_attribute([b"{}", b"{}"]), "not one text"),
    Hostile("config_empty.h5", _config_attribute(h5py.Empty("S5")), "no text"),
    Hostile("hanging.h5", _hanging, "within 5 seconds"),
    Hostile("names_numbers.h5", _layer_names([1, 2]), "no text"),
    Hostile("names_missing.h5", _layer_names([b"dense", b"dense"]), "is 2"),
    Hostile("names_elsewhere.h5", _layer_names([b"../../x"]), "missing"),
    # Something else.
    Hostile("pickle.keras", lambda path: path.write_bytes(pickle.dumps(_Harm())), "pickle"),
    Hostile("empty.keras", lambda path: path.write_bytes(b""), "empty"),
    Hostile("text.h5", _text_file, "not a Keras model"),
    Hostile("json.keras", lambda path: path.write_text('{"a": 1}'), "JSON"),
    Hostile("folder.keras", lambda path: path.mkdir(), "folder"),
)  # fmt: skip


def write_all(folder: Path) -> list[Path]:
    """Writes every file of the table into a folder."""
    paths = [folder / row.file for row in HOSTILE]
    for row, path in zip(HOSTILE, paths, strict=True):
        row.write(path)
    return paths
