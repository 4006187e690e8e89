"""A file as a sheet of texts, with the place of each row for whoever must mend it."""

import codecs
import csv
import functools
import hashlib
import io
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import polars as pl

from sinequanon.errors import Fault, RecordError
from sinequanon.record.intake.kinds import GED_COLUMNS

MOST_BYTES = 4 * 1024**3
"""Largest file that is read, bytes (after unpacking)."""

_LOOK = 1000
"""Bytes after the header in which a first row must begin."""

_DELIMITERS = {";": "semicolons", "\t": "tabs", "|": "bars", ",": "commas"}
_OTHER_FORMS = {
    ".xlsx": "a spreadsheet", ".xls": "a spreadsheet", ".ods": "a spreadsheet",
    ".rds": "R's own form", ".rdata": "R's own form", ".dta": "Stata's own form",
    ".sav": "SPSS's own form",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True, eq=False)
class Sheet:
    """Rows of texts and where they stand.

    `name` is what faults call it; `first_line` is the line of the first row, or 0 where
    rows have no lines (Parquet, an interface).
    """

    name: str
    frame: pl.DataFrame
    first_line: int
    sha256: str
    notes: tuple[str, ...] = ()

    def place(self, row: int) -> str:
        """Where a row stands, counted from 0: `file:line`, or `file:row N`."""
        if not self.first_line:
            return f"{self.name}:row {row + 1}"
        # A quoted field may hold line breaks, so a row's line is not its number.
        return f"{self.name}:{self.first_line + row + self._breaks_before[row]}"

    @functools.cached_property
    def _breaks_before(self) -> list[int]:
        texts = [pl.col(name) for name in self.frame.columns]
        breaks = [text.str.count_matches("\n", literal=True) for text in texts]
        total = self.frame.select(pl.sum_horizontal(breaks).alias("n"))["n"]
        return [0, *total.fill_null(0).cum_sum().to_list()]


def read_sheet(path: str | Path, delimiter: str = ",") -> Sheet:
    """A CSV file, a zip that holds one, or a Parquet file, as a sheet of texts.

    Args:
        path: The file.
        delimiter: What stands between the columns of a CSV file, one character.

    Raises:
        RecordError: If it cannot be read as such; says at which line and what to do.
    """
    path = Path(path)
    content = _content(path)
    digest = hashlib.sha256(content).hexdigest()
    if path.suffix.lower() == ".parquet" or content[:4] == b"PAR1":
        return _parquet(path.name, content, digest)
    name = path.name
    if path.suffix.lower() == ".zip" or content[:4] == b"PK\x03\x04":
        inside, content = _unzipped(path.name, content)
        name = f"{path.name}/{inside}"
    return _csv(name, content, delimiter, digest)


def _fail(where: str, found: str, fix: str) -> RecordError:
    return RecordError([Fault(where=where, found=found, fix=fix)])


def _content(path: Path) -> bytes:
    form = _OTHER_FORMS.get(path.suffix.lower())
    if form is not None:
        fix = "save it as CSV, encoded in UTF-8, and add that file"
        raise _fail(path.name, f"{form}, which cannot be read", fix)
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            text = f"{size:,} bytes; at most {MOST_BYTES:,} are read"
            raise _fail(path.name, text, "add it in parts")
        content = path.read_bytes()
    except OSError as error:
        text = f"cannot be read ({error.strerror})"
        raise _fail(str(path), text, "check the path and its permissions") from error
    # Copies of a large file cost more than reading it: none is made here or below.
    if content.isspace() or not content:
        raise _fail(path.name, "the file is empty", "download it again")
    return content


def _unzipped(name: str, content: bytes) -> tuple[str, bytes]:
    """The one CSV file in a zip: its name and what it holds."""
    again = "download it again: it is cut short or damaged"
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            inside = [
                one
                for one in archive.infolist()
                if not one.is_dir()
                and not one.filename.startswith("__MACOSX/")
                and PurePosixPath(one.filename).suffix.lower() in {".csv", ".tsv"}
            ]
            if len(inside) != 1:
                held = ", ".join(one.filename for one in inside) or "none"
                fix = "unpack it and add the one file that is meant"
                raise _fail(name, f"one CSV file is wanted inside, got {held}", fix)
            if inside[0].file_size > MOST_BYTES:
                text = f"{inside[0].filename} unpacks to more than {MOST_BYTES:,} bytes"
                raise _fail(name, text, "unpack it and add it in parts")
            if inside[0].flag_bits & 1:
                text = f"{inside[0].filename} is locked by a password"
                raise _fail(name, text, "unpack it and add the file")
            # Reading to the end compares the checksum that the zip carries.
            return PurePosixPath(inside[0].filename).name, archive.read(inside[0])
    except (zipfile.BadZipFile, EOFError, OSError) as error:
        raise _fail(name, f"the zip cannot be unpacked ({error})", again) from error
    except (NotImplementedError, zlib.error) as error:
        raise _fail(name, f"the zip cannot be unpacked ({error})", again) from error


def _parquet(name: str, content: bytes, digest: str) -> Sheet:
    try:
        frame = pl.read_parquet(io.BytesIO(content))
    # Polars gives up by a panic on some damaged files, which is no PolarsError.
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
        text = f"not a readable Parquet file ({_first(error)})"
        raise _fail(name, text, "download it again, or add the CSV") from error
    for column, kind in frame.schema.items():
        if kind.is_nested() or kind == pl.Binary:
            found = f"column {column!r} holds {kind}, not plain values"
            raise _fail(name, found, "write it as plain columns")
    texts = _named(pl.DataFrame([_as_text(column) for column in frame]))
    return Sheet(name=name, frame=texts, first_line=0, sha256=digest)


def _as_text(column: pl.Series) -> pl.Series:
    """A column as a CSV file would have it: no `True`, and no `652.0` for a code."""
    if column.dtype == pl.Boolean:
        column = column.cast(pl.Int8)
    elif column.dtype.is_float():
        whole = column.cast(pl.Int64, strict=False)
        if whole.null_count() == column.null_count() and (column == whole).all():
            column = whole
    return column.cast(pl.String)


def _csv(name: str, content: bytes, delimiter: str, digest: str) -> Sheet:
    content = content.removeprefix(codecs.BOM_UTF8)
    if content[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}:
        raise _fail(name, "the text is UTF-16", "save it as CSV encoded in UTF-8")
    end = content.find(b"\n")
    first = content if end < 0 else content[:end]
    header = _header(name, first, delimiter)
    bare = len(header) == len(GED_COLUMNS) and header[0].strip().isdigit()
    notes: tuple[str, ...] = ()
    if bare:
        notes = ("the file has no header; UCDP's 49 column names were put in",)
    elif end < 0 or not content[end : end + _LOOK].strip():
        raise _fail(f"{name}:1", "a header and no rows", "download it again")
    try:
        frame = pl.read_csv(
            content,
            separator=delimiter,
            has_header=not bare,
            new_columns=list(GED_COLUMNS) if bare else None,
            infer_schema=False,
        )
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        raise _broken_row(name, content, delimiter, len(header), error) from error
    _check_end(name, content, delimiter, len(header))
    return Sheet(
        name=name,
        frame=_named(frame),
        first_line=1 if bare else 2,
        sha256=digest,
        notes=notes,
    )


def _header(name: str, first: bytes, delimiter: str) -> list[str]:
    """The column names as they stand, or the error of a wrong delimiter."""
    try:
        line = first.decode().rstrip("\r")
    except UnicodeDecodeError as error:
        text = f"byte {error.start + 1} of the line is not UTF-8"
        raise _fail(f"{name}:1", text, "save it as CSV encoded in UTF-8") from error
    if line.lstrip().startswith("<"):
        text = "a web page and no table"
        raise _fail(f"{name}:1", text, "download the file itself")
    header = next(csv.reader([line], delimiter=delimiter))
    if len(header) == 1:
        for other, word in _DELIMITERS.items():
            if other != delimiter and (count := line.count(other)) > 0:
                shown = "\\t" if other == "\t" else other
                text = (
                    f"one column where {_DELIMITERS.get(delimiter, delimiter)} "
                    f"are expected; {count} {word} stand there"
                )
                fix = f"say --delimiter '{shown}', or save it with commas"
                raise _fail(f"{name}:1", text, fix)
    doubled = sorted({one for one in header if header.count(one) > 1})
    if doubled and not header[0].strip().isdigit():
        text = f"columns named twice: {', '.join(map(repr, doubled))}"
        raise _fail(f"{name}:1", text, "name each column once")
    return header


def _named(frame: pl.DataFrame) -> pl.DataFrame:
    """The same sheet with column names trimmed and in small letters."""
    names = [name.strip().lower() for name in frame.columns]
    if len(set(names)) != len(names):
        return frame
    return frame.rename(dict(zip(frame.columns, names, strict=True)))


def _broken_row(
    name: str, content: bytes, delimiter: str, width: int, error: BaseException
) -> RecordError:
    """What is wrong with a CSV file that could not be read, found line by line."""
    try:
        text = content.decode()
    except UnicodeDecodeError as wrong:
        line = content.count(b"\n", 0, wrong.start) + 1
        found = f"byte {content[wrong.start]:#04x} is not UTF-8"
        return _fail(f"{name}:{line}", found, "save it as CSV encoded in UTF-8")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    start, last = 1, width
    try:
        for row in reader:
            last = len(row) or last
            if len(row) > width:
                found = f"{len(row)} columns, the header has {width}"
                fix = "quote the field that holds the delimiter, or download it again"
                return _fail(f"{name}:{start}", found, fix)
            if len(row) == width:
                start = reader.line_num + 1
    except csv.Error as wrong:
        found = f"not readable as CSV ({wrong})"
        return _fail(f"{name}:{reader.line_num}", found, "download it again")
    if last < width:
        found = f"a row stops after {last} of {width} columns, or a quote never closes"
        fix = "close the quote, or download it again: it may be cut short"
        return _fail(f"{name}:{start}", found, fix)
    return _fail(name, f"not readable as CSV ({_first(error)})", "download it again")


def _check_end(name: str, content: bytes, delimiter: str, width: int) -> None:
    """Raise if the last row is cut short, which a reader would fill with nothing."""
    if content.endswith(b"\n"):
        return
    tail = content[content.rfind(b"\n") + 1 :].decode(errors="replace")
    if tail.count('"') % 2:
        # A field with line breaks is open: only reading from the start tells the row.
        rows = csv.reader(
            io.StringIO(content.decode(), newline=""), delimiter=delimiter
        )
        last = [row for row in rows if row][-1]
    else:
        last = next(csv.reader([tail], delimiter=delimiter))
    if len(last) < width:
        line = content.count(b"\n") + 1
        found = f"the last row stops after {len(last)} of {width} columns"
        raise _fail(f"{name}:{line}", found, "download it again: it is cut short")


def _first(error: BaseException) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
