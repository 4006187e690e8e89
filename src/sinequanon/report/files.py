"""Results on disk: whole or not at all, and checked before a long run."""

import os
import shutil
import stat
from pathlib import Path

from sinequanon.errors import Fault, OutputError


def write_atomically(path: Path, text: str) -> None:
    """Write a text as UTF-8 so that a reader finds the old file or the whole new one.

    The text goes to a temporary name in the same folder, which is then renamed. A
    link is followed, so that it stays a link; a device or a pipe is written directly,
    since renaming would replace it.

    Raises:
        OutputError: If the file cannot be written; nothing is left behind.
    """
    target = path.resolve()
    temporary = _beside(target)
    try:
        if _is_stream(target):
            target.write_text(text, encoding="utf-8", newline="\n")
            return
        with temporary.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, temporary)
        temporary.replace(target)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise OutputError([_refused(path, error)]) from error


def check_writable(*paths: Path) -> None:
    """Make sure that files can be written, by trying, before anything long is run.

    Raises:
        OutputError: With one fault for each path that cannot be written.
    """
    faults = [fault for path in paths if (fault := _fault(path)) is not None]
    if faults:
        raise OutputError(faults)


def _fault(path: Path) -> Fault | None:
    try:
        target = path.resolve()
        if target.is_dir():
            return Fault(
                where=str(path), found="this is a folder", fix="name a file in it"
            )
        if target.exists() and not os.access(target, os.W_OK):
            return Fault(
                where=str(path),
                found="this file is write-protected",
                fix="name another file or change its permissions",
            )
        if not _is_stream(target):
            # Asking the system is not enough: only a try finds a read-only disk.
            trial = _beside(target)
            trial.open("x").close()
            trial.unlink()
    except (OSError, RuntimeError) as error:
        return _refused(path, error)
    return None


def _beside(target: Path) -> Path:
    return target.parent / f".{target.name[:200]}.{os.getpid()}.partial"


def _is_stream(target: Path) -> bool:
    return target.exists() and not stat.S_ISREG(target.stat().st_mode)


def _refused(path: Path, error: Exception) -> Fault:
    reason = getattr(error, "strerror", None) or str(error)
    return Fault(
        where=str(path),
        found=f"cannot be written: {reason}",
        fix="name a file in a folder that exists and that you may write to",
    )
