"""UCDP's pages: what one must look like, and those of an unfinished download."""

import json
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, cast

from sinequanon.record.store import store_folder
from sinequanon.record.store.folder import write_whole

Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page of an answer; `total` and `pages` are of the whole answer."""

    rows: tuple[Row, ...]
    total: int
    pages: int
    following: str
    """Address of the next page; empty after the last."""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is downloaded; pages of another wish are never mixed in."""

    address: str
    resource: str
    version: str
    page_size: int


def page_of(content: bytes) -> Page:
    """A page from its JSON.

    Raises:
        ValueError: If it is not the documented envelope; says what is wrong.
    """
    try:
        told = json.loads(content)
    except (ValueError, RecursionError) as error:
        start = content[:60].decode(errors="replace").strip()
        raise ValueError(f"no JSON but {start!r}") from error
    if not isinstance(told, dict):
        raise ValueError("JSON that is no envelope of a page")
    envelope = cast(Row, told)
    total, pages = envelope.get("TotalCount"), envelope.get("TotalPages")
    rows, following = envelope.get("Result"), envelope.get("NextPageUrl") or ""
    if not isinstance(total, int) or not isinstance(pages, int):
        raise ValueError("an envelope without TotalCount and TotalPages")
    if not isinstance(rows, list) or not isinstance(following, str):
        raise ValueError("an envelope without a list Result and a NextPageUrl")
    result = cast(list[object], rows)
    if not all(isinstance(row, dict) for row in result):
        raise ValueError("a Result that holds something other than rows")
    return Page(
        rows=tuple(cast(list[Row], result)),
        total=total,
        pages=pages,
        following=following,
    )


class Unfinished:
    """The pages of a download that is not done, in a folder apart from the tables."""

    def __init__(self, wanted: Wanted, folder: str | Path | None) -> None:
        """Take over the pages of the same wish; throw away those of another."""
        name = f"ucdp-{wanted.resource}-{wanted.version}"
        self._home = store_folder(folder) / "unfinished" / name
        self._wish = json.dumps(asdict(wanted)).encode()
        wish = self._home / "wish.json"
        if wish.is_file() and wish.read_bytes() != self._wish:
            self.forget()

    def pages(self) -> list[Page]:
        """The pages that are there, from the first to the first that is missing."""
        pages: list[Page] = []
        while (path := self._path(len(pages))).is_file():
            try:
                pages.append(page_of(path.read_bytes()))
            except ValueError:
                # A damaged page is fetched again, with all that follow it.
                break
        return pages

    def keep(self, number: int, content: bytes) -> None:
        """Keep one page, counted from 0."""
        if number == 0:
            write_whole(self._home / "wish.json", self._wish)
        write_whole(self._path(number), content)

    def forget(self) -> None:
        """Leave nothing of the download behind."""
        if self._home.is_dir():
            shutil.rmtree(self._home)
        parent = self._home.parent
        if parent.is_dir() and not any(parent.iterdir()):
            parent.rmdir()

    def _path(self, number: int) -> Path:
        return self._home / f"page-{number:05d}.json"
