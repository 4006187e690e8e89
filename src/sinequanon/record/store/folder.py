"""Where the user's own tables lie, and how a file is written whole or not at all."""

import contextlib
import os
import sys
import tempfile
from collections.abc import Generator
from pathlib import Path

import platformdirs

from sinequanon.errors import OutputError

FOLDER_VARIABLE = "SINEQUANON_DATA"
"""Environment variable that names another folder for the store."""
_PART = ".part-"


def store_folder(folder: str | Path | None = None) -> Path:
    """The folder of the store; it need not exist yet.

    The argument comes first, then the variable `SINEQUANON_DATA`, then the user's data
    folder of this machine.
    """
    if folder is not None:
        return Path(folder)
    named = os.environ.get(FOLDER_VARIABLE)
    return Path(named) if named else platformdirs.user_data_path("sinequanon")


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole, or as it was before.

    Raises:
        OutputError: If the folder cannot be written to.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        number, name = tempfile.mkstemp(prefix=_PART, dir=path.parent)
        part = Path(name)
        try:
            with os.fdopen(number, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise OutputError.at(
            str(path),
            f"cannot be written ({error.strerror})",
            f"free the place, or name another folder by {FOLDER_VARIABLE}",
        ) from error


@contextlib.contextmanager
def alone(folder: Path) -> Generator[None]:
    """Hold the store while it is changed; a second writer is told to wait.

    The system gives the lock back when the process ends, however it ends.

    Raises:
        OutputError: If another process holds it, or the folder cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / ".lock").open("ab")
    except OSError as error:
        raise OutputError.at(
            str(folder),
            f"the store cannot be made there ({error.strerror})",
            f"name another folder by {FOLDER_VARIABLE}",
        ) from error
    with lock:
        try:
            _hold(lock.fileno())
        except OSError as error:
            raise OutputError.at(
                str(folder),
                "another sinequanon is changing the store",
                "wait until it is done",
            ) from error
        # Nobody else writes now, so a part can only be of a run that was killed.
        for part in folder.glob(f"{_PART}*"):
            part.unlink()
        yield


def _hold(number: int) -> None:
    """Take the lock of an open file, or raise OSError at once."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
