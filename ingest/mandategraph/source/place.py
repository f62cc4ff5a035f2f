"""Place: where sources lie: files, folders, patterns of names, zip archives and standard input.

A file inside an archive has a path of its own, below the archive's: ``resolutions.zip/2013/A_RES_68_187.txt``. Nothing
is ever unpacked to disk, so that no name in an archive can reach anywhere.
"""

import glob
import sys
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path, PurePosixPath

from mandategraph.errors import SourceError

STANDARD_INPUT = Path("-")
#: More than any document needs, so that a small archive cannot fill the memory.
LARGEST = 200_000_000
_ZIP = b"PK\x03\x04"


def paths(places: Iterable[Path]) -> Iterator[Path]:
    """The files at these places, folders and archives walked in order of names; hidden files are passed over.

    Raises ``SourceError`` for a place that does not exist, and for an archive that cannot be read.
    """
    for place in places:
        if place == STANDARD_INPUT:
            yield place
        elif place.is_dir():
            files = (file for file in place.rglob("*") if file.is_file())
            for file in sorted(f for f in files if not _is_hidden(f.relative_to(place))):
                yield from _inside(file)
        elif place.exists():
            yield from _inside(place)
        elif found := sorted(Path(name) for name in glob.glob(str(place), recursive=True)):  # noqa: PTH207 - also absolute
            yield from paths(found)
        elif _archive_above(place):
            yield place
        else:
            raise SourceError(f"{place}: no such file or folder")


def bytes_of(path: Path) -> bytes:
    """The bytes of a file, of a file in an archive, or of standard input; ``SourceError`` if they cannot be read."""
    if path == STANDARD_INPUT:
        return _standard_input()
    archive = _archive_above(path)
    try:
        return _unpacked(archive, path) if archive else path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror or error}") from error


@cache
def _standard_input() -> bytes:
    return sys.stdin.buffer.read()


def _is_hidden(path: Path | PurePosixPath) -> bool:
    return any(part.startswith(".") or part == "__MACOSX" for part in path.parts)


def _inside(file: Path) -> Iterator[Path]:
    """A file, or if it is an archive the files in it; a Word file is an archive too, and no folder of documents."""
    if not _is_zip(file):
        yield file
        return
    try:
        with zipfile.ZipFile(file) as archive:
            names = [PurePosixPath(entry.filename) for entry in archive.infolist() if not entry.is_dir()]
    except (OSError, zipfile.BadZipFile) as error:
        raise SourceError(f"{file}: the archive cannot be read: {error}") from error
    if PurePosixPath("[Content_Types].xml") in names:
        yield file
    else:
        yield from (file / name for name in sorted(names) if not _is_hidden(name) and not name.is_absolute())


def _is_zip(file: Path) -> bool:
    try:
        with file.open("rb") as stream:
            return stream.read(4) == _ZIP
    except OSError:
        return False


def _archive_above(path: Path) -> Path | None:
    """The archive in which a file lies, for a path that leads into one."""
    return next((above for above in path.parents if above.is_file() and _is_zip(above)), None)


def _unpacked(archive: Path, path: Path) -> bytes:
    name = path.relative_to(archive).as_posix()
    try:
        with zipfile.ZipFile(archive) as opened:
            entry = opened.getinfo(name)
            if entry.file_size > LARGEST:
                raise SourceError(f"{path}: {entry.file_size} bytes are too many for a document")
            with opened.open(entry) as stream:
                return stream.read(LARGEST + 1)
    except KeyError as error:
        raise SourceError(f"{path}: no such file in the archive") from error
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError) as error:
        raise SourceError(f"{path}: it cannot be unpacked: {error}") from error
