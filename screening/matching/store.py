"""An index on disk: a folder of arrays that all processes of a machine map into memory and share."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

import numpy as np
from numpy.typing import NDArray

from screening.matching.arrays import Arrays

_MANIFEST = "manifest.json"
_HEADER = 128  # bytes of an array file before its content


def save(arrays: Arrays, folder: Path, also: Mapping[str, bytes]) -> None:
    """Writes the folder whole or not at all, to the disk; where another process was faster, its folder stays."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        for name, array in arrays.items():
            np.save(made / f"{name}.npy", array, allow_pickle=False)
        for name, content in also.items():
            (made / name).write_bytes(content)
        sizes = {item.name: item.stat().st_size for item in made.iterdir()}
        (made / _MANIFEST).write_text(json.dumps(sizes), encoding="ascii")
        for path in [*made.iterdir(), made]:
            _to_disk(path)
        made.replace(folder)
    except OSError:
        if not folder.is_dir():
            raise
    finally:
        rmtree(made, ignore_errors=True)


def load(folder: Path) -> Arrays:
    """The arrays as they lie on disk, read when they are touched. Raises OSError or ValueError where one is damaged."""
    sizes = json.loads((folder / _MANIFEST).read_text(encoding="ascii"))
    found = {item.name: item.stat().st_size for item in folder.iterdir() if item.name != _MANIFEST}
    if found != sizes:
        raise ValueError("The folder does not hold the files that were written.")
    return {Path(name).stem: _mapped(folder / name) for name in sizes if name.endswith(".npy")}


def _to_disk(path: Path) -> None:
    """A power cut leaves the file as it is now, or the folder without its name."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _mapped(path: Path) -> NDArray[Any]:
    if path.stat().st_size <= _HEADER:  # an empty array cannot be mapped
        small: NDArray[Any] = np.load(path, allow_pickle=False)
        return small
    mapped: NDArray[Any] = np.load(path, mmap_mode="r", allow_pickle=False).view(np.ndarray)
    return mapped
