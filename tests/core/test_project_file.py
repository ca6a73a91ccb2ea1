"""A project file keeps everything, survives a kill, and never breaks the program."""

from __future__ import annotations

import errno
import hashlib
import io
import json
import math
import os
import signal
import stat
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from core.imported.graphs import chain, dense, inputs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.core import project_file
from workbench.core.errors import UserError
from workbench.core.history import History
from workbench.core.imported.graph import GraphLayer
from workbench.core.imported.imported_model import ImportedModel
from workbench.core.imported.model_weights import ModelWeights
from workbench.core.project import Project
from workbench.core.project_file import Loaded, load, save
from workbench.core.project_members import migrations, project_archive
from workbench.core.project_members.saved_run import SavedRun
from workbench.core.projects.checked_project import checked, starting_project
from workbench.core.projects.layer_text import parse_layers

ROOT = Path(__file__).parents[2]
FIXTURES = Path(__file__).parent / "fixtures"


def some_history() -> History:
    losses = np.array([2.3, np.nan, 1e-45, np.inf, 0.1], np.float32)
    epochs = [{"loss": 1.2, "val_loss": math.nan}, {"loss": 0.1 + 0.2}]
    return History.of(losses, epochs, [3, 5], [(3, "sigmoid → softmax")], [(0, math.log(10))])


def some_run() -> SavedRun:
    generator = np.random.default_rng(0)
    state: dict[str, np.ndarray] = {
        "weight/000": generator.normal(size=(64, 8)).astype(np.float32),
        "weight/001": np.zeros((0,), np.float32),
        "optimizer/000": np.array(7, np.int64),
        "random/000": np.array([1, 2**32 - 1], np.uint32),
        "random/001": np.asfortranarray(generator.normal(size=(3, 4))),
    }
    return SavedRun(state, some_history(), starting_project())


@cache
def whole_file() -> bytes:
    return project_archive.zipped(project_file.members_of(starting_project(), some_run()))


def members_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write_members(path: Path, members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> None:
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)


def write_project(path: Path, edit: Callable[[dict[str, Any]], Any]) -> None:
    members = members_of(whole_file())
    document = json.loads(members["project.json"])
    edit(document)
    write_members(path, {"project.json": json.dumps(document).encode()})


def refused(path: Path) -> str:
    with pytest.raises(UserError) as caught:
        load(path)
    assert path.name in str(caught.value)
    return str(caught.value)


def assert_same_run(one: SavedRun, other: SavedRun) -> None:
    assert list(one.state) == list(other.state)
    for key, array in one.state.items():
        read = other.state[key]
        assert read.dtype == array.dtype and read.shape == array.shape and np.array_equal(read, array)
    assert one.trained == other.trained
    assert one.history.loss.tobytes() == other.history.loss.tobytes()
    assert repr(one.history.epochs) == repr(other.history.epochs)
    assert one.history.epoch_steps == other.history.epoch_steps
    assert one.history.marks == other.history.marks
    assert one.history.chances == other.history.chances


def test_a_project_without_a_run_comes_back(tmp_path: Path) -> None:
    project = checked(Project(layers=parse_layers("32:tanh,dropout:0.5,layernormalization"), seed=3))
    save(tmp_path / "a.workbench", project, None)
    assert load(tmp_path / "a.workbench") == Loaded(project, None)


def test_a_trained_run_comes_back_bit_for_bit(tmp_path: Path) -> None:
    run = some_run()
    save(tmp_path / "a.workbench", checked(Project(seed=9)), run)
    loaded = load(tmp_path / "a.workbench")
    assert loaded.project.seed == 9 and loaded.lost == ()
    assert loaded.run is not None
    assert_same_run(SavedRun(dict(sorted(run.state.items())), run.history, run.trained), loaded.run)


def test_a_file_that_is_not_compressed_holds_the_same(tmp_path: Path) -> None:
    run = some_run()
    save(tmp_path / "large.workbench", starting_project(), run, compressed=False)
    save(tmp_path / "small.workbench", starting_project(), run)
    large, small = (tmp_path / f"{name}.workbench" for name in ("large", "small"))
    assert members_of(large.read_bytes()) == members_of(small.read_bytes())
    assert load(large).lost == () and large.stat().st_size > small.stat().st_size


def test_the_format_number_stands_first(tmp_path: Path) -> None:
    document = json.loads(members_of(whole_file())["project.json"])
    assert next(iter(document.items())) == ("format", 6)


def test_every_member_has_its_checksum() -> None:
    members = members_of(whole_file())
    sums = json.loads(members.pop("manifest.json"))
    assert sums == {name: hashlib.sha256(content).hexdigest() for name, content in members.items()}


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*.workbench")), ids=lambda path: path.name)
def test_every_format_ever_written_still_opens(path: Path) -> None:
    loaded = load(path)
    assert loaded.lost == () and loaded.run is not None
    assert len(loaded.run.history) == 5 and loaded.run.state["weight/000"].shape == (64, 8)


def an_opened_model() -> ImportedModel:
    graph = chain(inputs(64), dense("hidden", 3, "relu"), dense("logits", 10))
    generator = np.random.default_rng(0)
    shapes = ((64, 3), (3,), (3, 10), (10,))
    weights = ModelWeights([generator.normal(size=shape).astype(np.float32) for shape in shapes])
    return ImportedModel("model.keras", graph, weights, 'Dense(10, activation="softmax")', 10)


def a_project_with_an_opened_model() -> Project:
    return checked(msgspec.structs.replace(starting_project(), layers=(), imported=an_opened_model()))


def test_an_opened_model_keeps_its_weights_and_is_the_same_value(tmp_path: Path) -> None:
    project = a_project_with_an_opened_model()
    run = SavedRun(some_run().state, some_history(), project)
    save(tmp_path / "opened.workbench", project, run)
    loaded = load(tmp_path / "opened.workbench")
    assert loaded.project == project and loaded.lost == ()
    assert loaded.run is not None and loaded.run.trained == project
    assert loaded.project.imported is not None
    np.testing.assert_array_equal(
        loaded.project.imported.weights.arrays[2], an_opened_model().weights.arrays[2]
    )


def test_an_opened_model_with_damaged_weights_is_left_out_and_named(tmp_path: Path) -> None:
    project = a_project_with_an_opened_model()
    members = project_file.members_of(project, None)
    name = next(name for name in members if name.startswith("opened/"))
    members[name] = members[name][:-4] + b"\0\0\0\1"
    path = tmp_path / "damaged.workbench"
    path.write_bytes(project_archive.zipped(members))
    loaded = load(path)
    assert loaded.project == checked(msgspec.structs.replace(project, imported=None))
    assert "The weights of the opened model in damaged.workbench are damaged" in loaded.lost[0]


def test_an_opened_model_passes_the_gates_of_a_foreign_file(tmp_path: Path) -> None:
    model = an_opened_model()
    hostile = GraphLayer("hidden", "Lambda", {"function": "os.system"})
    layers = (model.graph.layers[0], hostile, model.graph.layers[2])
    graph = msgspec.structs.replace(model.graph, layers=layers)
    project = msgspec.structs.replace(
        starting_project(), imported=msgspec.structs.replace(model, graph=graph)
    )
    path = tmp_path / "hostile.workbench"
    path.write_bytes(project_archive.zipped(project_file.members_of(project, None)))
    with pytest.raises(UserError, match=r"hostile\.workbench: The layer \"hidden\" \(Lambda\) is not among"):
        load(path)


def test_an_opened_model_whose_weights_do_not_fit_is_refused(tmp_path: Path) -> None:
    model = msgspec.structs.replace(an_opened_model(), weights=ModelWeights([np.zeros(3, np.float32)]))
    project = msgspec.structs.replace(starting_project(), imported=model)
    path = tmp_path / "other.workbench"
    path.write_bytes(project_archive.zipped(project_file.members_of(project, None)))
    with pytest.raises(UserError, match=r"'model\.keras' do not fit its layers"):
        load(path)


def test_there_is_a_fixture_and_a_migration_for_every_format() -> None:
    names = {path.stem for path in FIXTURES.glob("*.workbench")}
    assert names == {f"format-{number}" for number in range(1, migrations.FORMAT + 1)}
    assert len(migrations.MIGRATIONS) == migrations.FORMAT - 1


def test_an_older_format_goes_through_the_migrations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def renamed(document: dict[str, Any]) -> dict[str, Any]:
        return {**document, "seed": document["seed"] + 1}

    path = tmp_path / "old.workbench"
    path.write_bytes(whole_file())
    now = migrations.FORMAT
    monkeypatch.setattr(migrations, "FORMAT", now + 2)
    monkeypatch.setattr(migrations, "MIGRATIONS", (renamed,) * (now + 1))
    assert load(path).project.seed == 2


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (lambda d: d.update(format=7), "newer Workbench .format 7.; this one reads up to 6"),
        (lambda d: d.update(format=0), "format number 0"),
        (lambda d: d.update(format=True), "no format number"),
        (lambda d: d.pop("format"), "no format number"),
        (lambda d: d["training"].update(epochs="many"), "training.epochs: expected `int`, got `str`"),
        (lambda d: d["training"].update(epochs=0), "Training: Epochs is 0; it must be between"),
        (lambda d: d["training"].update(learning_rate=math.nan), "Learning rate must be a finite"),
        (lambda d: d["training"]["optimizer_options"].update(beta_1=10**400), "Beta 1 must be a finite"),
        (lambda d: d["layers"][0]["options"].update(units=0), "Dense: Units is 0"),
        (lambda d: d["layers"][0].update(kind="Conv2D"), "no layer 'Conv2D'"),
        (lambda d: d["layers"][0].pop("kind"), "layers.* missing required field `kind`"),
        (lambda d: d["head"].update(activation="softmix"), "no head 'softmix'"),
        (lambda d: d.update(colour="red"), "unknown field `colour`"),
        (lambda d: d.update(seed=-3), "Seed is -3"),
        (lambda d: d.update(layers=d["layers"] * 500), "at most"),
    ],
)
def test_a_wrong_field_is_named(tmp_path: Path, edit: Callable[[dict[str, Any]], Any], words: str) -> None:
    path = tmp_path / "a.workbench"
    write_project(path, edit)
    with pytest.raises(UserError, match=f"a.workbench.*{words}"):
        load(path)


@pytest.mark.parametrize("content", [b"", b"PK", b"text", b"PK\x05\x06" + b"\0" * 17, b"{}" * 100])
def test_what_is_no_archive_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.workbench"
    path.write_bytes(content)
    assert "cut short or damaged" in refused(path)


@pytest.mark.parametrize(
    "text", [b"", b"[1]", b"null", b"{", b"\xff\xfe", b"[" * 100_000, b'{"format": 1e999}']
)
def test_a_project_that_is_no_json_object_is_refused(tmp_path: Path, text: bytes) -> None:
    path = tmp_path / "a.workbench"
    write_members(path, {"project.json": text})
    assert "project.json" in refused(path)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    assert "could not be opened" in refused(tmp_path / "none.workbench")
    assert "could not be opened" in refused(tmp_path)


def test_an_archive_of_something_else_is_refused(tmp_path: Path) -> None:
    write_members(tmp_path / "a.workbench", {"readme.txt": b"hello"})
    assert "not a Workbench project" in refused(tmp_path / "a.workbench")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_stands_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.workbench"
    path.write_bytes(whole_file())
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("project.json", b"{}")
    assert "twice" in refused(path)


def test_parts_beyond_the_limits_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.workbench"
    write_members(path, {"project.json": b" " * (16 * 2**20 + 1)})
    assert "larger than 16 MiB" in refused(path)
    monkeypatch.setattr(project_archive, "LARGEST_FILE", 2**20)
    assert "GiB" in refused(path)


def test_an_unusual_compression_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.workbench"
    write_members(path, members_of(whole_file()), zipfile.ZIP_BZIP2)
    assert "packed in a way" in refused(path)


def test_unknown_members_are_ignored_and_never_extracted(tmp_path: Path) -> None:
    path = tmp_path / "inner" / "a.workbench"
    path.parent.mkdir()
    write_members(path, {**members_of(whole_file()), "../escaped.txt": b"x", "/etc/nothing": b"x"})
    assert load(path).run is not None
    assert [entry.name for entry in tmp_path.iterdir()] == ["inner"]


def array_bytes(array: np.ndarray, allow_pickle: bool = False) -> bytes:
    buffer = io.BytesIO()
    np.lib.format.write_array(buffer, array, allow_pickle=allow_pickle)
    return buffer.getvalue()


SHORT_ARRAY = array_bytes(np.zeros(1000, np.float32))[:-4]
NO_ARRAYS = {
    "garbage": b"garbage",
    "cut": SHORT_ARRAY,
    "longer": SHORT_ARRAY + b"\0" * 8,
    "huge": SHORT_ARRAY.replace(b"(1000,)", b"(9**9,)"),
    "negative": SHORT_ARRAY.replace(b"(1000,)", b"(-100,)"),
    "object": array_bytes(np.array([{}], object), allow_pickle=True),
    "text": array_bytes(np.array(["a"])),
    "version": b"\x93NUMPY\x02\x00" + SHORT_ARRAY[8:],
}


@pytest.mark.parametrize("name", NO_ARRAYS)
def test_an_array_that_is_none_costs_only_the_run(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.workbench"
    members = members_of(whole_file())
    members["weight/000.npy"] = NO_ARRAYS[name]
    sums = json.loads(members["manifest.json"])
    sums["weight/000.npy"] = hashlib.sha256(NO_ARRAYS[name]).hexdigest()
    write_members(path, {**members, "manifest.json": json.dumps(sums).encode()})
    assert_only_the_project(load(path))


def assert_only_the_project(loaded: Loaded) -> None:
    assert loaded.project == starting_project() and loaded.run is None
    assert "left out" in loaded.lost[0]


@pytest.mark.parametrize("name", [name for name in members_of(whole_file()) if name != "project.json"])
@pytest.mark.parametrize("damage", [lambda content: content[:-1] + b"?", None], ids=["changed", "missing"])
def test_a_damaged_part_costs_only_the_run(
    tmp_path: Path, name: str, damage: Callable[[bytes], bytes] | None
) -> None:
    path = tmp_path / "a.workbench"
    members = members_of(whole_file())
    content = members.pop(name)
    if damage is not None:
        members[name] = damage(content)
    write_members(path, members)
    assert_only_the_project(load(path))


def test_curves_that_contradict_themselves_are_left_out(tmp_path: Path) -> None:
    history = some_history()
    history.epoch_steps[0] = 99
    save(tmp_path / "a.workbench", starting_project(), SavedRun({}, history, starting_project()))
    assert_only_the_project(load(tmp_path / "a.workbench"))


def opens_or_is_refused(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    try:
        loaded = load(path)
    except UserError as error:
        assert path.name in str(error)
    else:
        assert checked(loaded.project) == loaded.project


FUZZED = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@FUZZED
@given(st.data())
def test_a_file_cut_short_opens_or_is_refused(tmp_path: Path, data: st.DataObject) -> None:
    end = data.draw(st.integers(0, len(whole_file()) - 1))
    opens_or_is_refused(tmp_path / "a.workbench", whole_file()[:end])


@FUZZED
@given(st.data())
def test_a_file_with_flipped_bytes_opens_or_is_refused(tmp_path: Path, data: st.DataObject) -> None:
    content = bytearray(whole_file())
    # The directory of the archive is at the end, where most of the reader's decisions are made.
    near_the_end = st.integers(max(0, len(content) - 800), len(content) - 1)
    for place in data.draw(st.lists(st.integers(0, len(content) - 1) | near_the_end, min_size=1, max_size=4)):
        content[place] ^= data.draw(st.integers(1, 255))
    opens_or_is_refused(tmp_path / "a.workbench", bytes(content))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@FUZZED
@given(st.sampled_from(["data", "layers", "head", "training", "seed"]), JSON)
def test_any_json_in_a_field_opens_or_is_refused(tmp_path: Path, field: str, value: object) -> None:
    path = tmp_path / "a.workbench"
    write_project(path, lambda document: document.update({field: value}))
    opens_or_is_refused(path, path.read_bytes())


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "the disk is full"), (errno.EIO, "could not be saved: "), (errno.EACCES, "ermission")],
)
@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_failed_save_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str, failing: str
) -> None:
    path = tmp_path / "a.workbench"
    save(path, starting_project(), None)
    before = path.read_bytes()

    def fail(*arguments: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, failing, fail)
    with pytest.raises(UserError, match=f"a.workbench.*{words}"):
        save(path, checked(Project(seed=8)), some_run())
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.workbench"]


def test_what_was_written_is_read_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "read_bytes", lambda self: b"something else")
    with pytest.raises(UserError, match="read back"):
        save(tmp_path / "a.workbench", starting_project(), None)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="Save it in another folder"):
        save(tmp_path / "none" / "a.workbench", starting_project(), None)


@pytest.mark.skipif(os.name == "nt", reason="the whole path is limited there")
def test_the_longest_name_can_be_saved(tmp_path: Path) -> None:
    path = tmp_path / ("a" * 245 + ".workbench")
    save(path, starting_project(), None)
    assert load(path).project == starting_project()


@pytest.mark.skipif(os.name == "nt", reason="permissions and links are those of POSIX")
def test_permissions_and_links_are_kept(tmp_path: Path) -> None:
    path, link = tmp_path / "a.workbench", tmp_path / "link.workbench"
    link.symlink_to(path)
    save(path, starting_project(), None)
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~mask
    path.chmod(0o640)
    save(link, checked(Project(seed=4)), None)
    assert link.is_symlink() and stat.S_IMODE(path.stat().st_mode) == 0o640
    assert load(path).project.seed == 4


SAVING = """
import sys
from pathlib import Path
import numpy as np
from workbench.core.history import History
from workbench.core.project import Project
from workbench.core.projects.checked_project import checked, starting_project
from workbench.core.project_file import save
from workbench.core.project_members.saved_run import SavedRun

state = {"weight/000": np.random.default_rng(0).normal(size=50_000)}
for seed in range(10**6):
    save(Path(sys.argv[1]), checked(Project(seed=seed)), SavedRun(state, History(), starting_project()))
    print(seed, flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_a_kill_while_saving_leaves_a_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "a.workbench"
    for attempt in range(5):
        child = subprocess.Popen([sys.executable, "-c", SAVING, str(path)], cwd=ROOT, stdout=subprocess.PIPE)
        assert child.stdout is not None
        with child.stdout as lines:
            lines.readline()
            time.sleep(0.013 * attempt)
            child.send_signal(signal.SIGKILL)
            child.wait(10)
        loaded = load(path)
        assert loaded.run is not None and loaded.lost == ()
