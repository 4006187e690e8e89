"""Download a table from UCDP's interface, whole or not at all; a repeat goes on."""

import datetime
import hashlib
import json
import re
import urllib.parse
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import polars as pl

from sinequanon.errors import Fault, RecordError
from sinequanon.record.intake.adding import Added, add_sheet
from sinequanon.record.intake.asking import TOKEN_VARIABLE, ask_page, same_place
from sinequanon.record.intake.envelopes import Page, Row, Unfinished, Wanted
from sinequanon.record.intake.kinds import KINDS
from sinequanon.record.intake.recognition import name_of
from sinequanon.record.intake.sheets import Sheet
from sinequanon.record.store import name_taken, stored_tables

UCDP_ADDRESS = "https://ucdpapi.pcr.uu.se/api"
RESOURCES: Mapping[str, str] = MappingProxyType(
    {
        "gedevents": "ged",
        "ucdpprioconflict": "acd",
        "dyadic": "dyadic",
        "organizedviolencecy": "country_year",
    }
)
"""What can be fetched, by UCDP's own names, and the kind of table it gives."""
PAGE_SIZE = 1000
_SHORT_TRIES = 2
"""Times a page with fewer rows than its size is asked for again before it is taken."""


def _nothing(_: str) -> None:
    """Tell nobody."""


def fetch_ucdp(
    *,
    version: str,
    token: str,
    today: datetime.date,
    wait: Callable[[float], object],
    resource: str = "gedevents",
    name: str | None = None,
    replace: bool = False,
    folder: str | Path | None = None,
    address: str = UCDP_ADDRESS,
    page_size: int = PAGE_SIZE,
    progress: Callable[[str, int, int], object] | None = None,
    tell: Callable[[str], object] = _nothing,
) -> Added:
    """A version of UCDP's data, downloaded page by page, checked and kept.

    Pages are counted from 0 and followed by NextPageUrl; a row that comes twice counts
    once; the download fails unless as many rows came as UCDP announced. Until then its
    pages lie apart and no table is touched.

    Args:
        version: Such as `25.1`, or `26.0.8` for a month of candidate events.
        token: The user's token; empty if there is none.
        today: The day of adding.
        wait: Called with seconds to wait when throttled.
        resource: One of `RESOURCES`.
        name: What to call the table; by default its kind and version.
        replace: Take the place of a table with the same name.
        folder: Of the store.
        address: Of the interface.
        page_size: Rows a page.
        progress: Called with a phase, rows done and rows in all.
        tell: Called with what is waited for.

    Raises:
        RecordError: If the token is refused, the answer is not what is documented, or
            rows are missing, too many, or at fault.
        OutputError: If the store cannot be written to.
    """
    token = token.strip()
    _check_wish(version, resource, address, token)
    kind = RESOURCES[resource]
    name = name or name_of(KINDS[kind], version)
    for stored in stored_tables(folder):
        if stored.name == name and not replace:
            raise name_taken(stored)
    wanted = Wanted(
        address=address, resource=resource, version=version, page_size=page_size
    )
    unfinished = Unfinished(wanted, folder)
    where = f"UCDP {resource} {version}"
    try:
        pages = _pages(wanted, unfinished, token, wait, tell, progress, where)
        rows = _rows(pages, where)
    except _Spoilt as error:
        # What was kept can never become whole: the next run starts afresh.
        unfinished.forget()
        raise RecordError([error.fault]) from error
    sheet = _sheet(rows, where)
    try:
        added = add_sheet(
            sheet,
            file=f"{address}/{resource}/{version}",
            today=today,
            name=name,
            kind=kind,
            version=version,
            replace=replace,
            folder=folder,
        )
    except RecordError:
        # What is at fault may be mended at UCDP, so the next run asks again.
        unfinished.forget()
        raise
    unfinished.forget()
    return added


class _Spoilt(Exception):  # noqa: N818
    """A download that cannot be gone on with."""

    def __init__(self, where: str, found: str, fix: str) -> None:
        """Keep the fault."""
        self.fault = Fault(where=where, found=found, fix=fix)
        super().__init__(str(self.fault))


_AGAIN = "run the same command again: it starts afresh"


def _check_wish(version: str, resource: str, address: str, token: str) -> None:
    faults: list[Fault] = []
    if re.fullmatch(r"\d+(\.\d+){1,3}", version) is None:
        text = f"{version!r} is no version of UCDP"
        fix = "give one such as 25.1 or 26.0.8"
        faults.append(Fault(where="--version", found=text, fix=fix))
    if resource not in RESOURCES:
        text = f"there is no resource {resource!r}"
        fix = f"use one of: {', '.join(RESOURCES)}"
        faults.append(Fault(where="--resource", found=text, fix=fix))
    parts = urllib.parse.urlsplit(address)
    if parts.scheme != "https" and parts.hostname not in {"127.0.0.1", "localhost"}:
        text = f"{address!r} is not encrypted, and the token would be readable"
        faults.append(Fault(where="--address", found=text, fix="use https"))
    if token and not (token.isascii() and token.isprintable() and " " not in token):
        text = "the token holds spaces, line breaks or letters that no token has"
        fix = f"copy it again, into {TOKEN_VARIABLE} or --token"
        faults.append(Fault(where="--token", found=text, fix=fix))
    if faults:
        raise RecordError(faults)


def _pages(
    wanted: Wanted,
    unfinished: Unfinished,
    token: str,
    wait: Callable[[float], object],
    tell: Callable[[str], object],
    progress: Callable[[str, int, int], object] | None,
    where: str,
) -> list[Page]:
    """Every page: those that are there already, then the rest."""
    pages = unfinished.pages()
    first = (
        f"{wanted.address}/{wanted.resource}/{wanted.version}"
        f"?pagesize={wanted.page_size}&page=0"
    )
    asked: set[str] = {first, *(page.following for page in pages[:-1])}
    following = pages[-1].following if pages else first
    while following:
        if pages and following in asked:
            text = f"page {len(pages)} names itself or an earlier page as the next"
            raise _Spoilt(where, text, _AGAIN)
        if not same_place(wanted.address, following):
            host = urllib.parse.urlsplit(following).netloc
            text = (
                f"the next page is at another address ({host}), to which no token goes"
            )
            raise _Spoilt(where, text, "download the CSV in a browser and use data add")
        asked.add(following)
        page, content = ask_page(following, token=token, wait=wait, tell=tell)
        for _ in range(_SHORT_TRIES):
            if not page.following or len(page.rows) >= wanted.page_size:
                break
            tell(f"page {len(pages)} is short ({len(page.rows)} rows); asking again")
            page, content = ask_page(following, token=token, wait=wait, tell=tell)
        if pages and page.total != pages[0].total:
            text = (
                f"UCDP announced {pages[0].total:,} rows and on page {len(pages)} "
                f"{page.total:,}: the data changed meanwhile"
            )
            raise _Spoilt(where, text, _AGAIN)
        unfinished.keep(len(pages), content)
        pages.append(page)
        following = page.following
        if progress is not None:
            done = sum(len(one.rows) for one in pages)
            progress("rows", min(done, page.total), page.total)
    return pages


def _rows(pages: list[Page], where: str) -> list[Row]:
    """The rows of all pages, each once, as many as were announced."""
    rows: list[Row] = []
    seen: set[str] = set()
    repeats = 0
    for page in pages:
        for row in page.rows:
            content = json.dumps(row, sort_keys=True)
            if content in seen:
                repeats += 1
            else:
                seen.add(content)
                rows.append(row)
    total = pages[0].total
    # One id with two contents counts once here; the table's own check tells of it.
    keys = {str(row["id"]) for row in rows if "id" in row} or seen
    if len(keys) != total:
        text = f"UCDP announced {total:,} rows; {len(keys):,} different ones came"
        if repeats:
            text += f" and {repeats:,} came twice"
        raise _Spoilt(where, text, _AGAIN)
    return rows


def _sheet(rows: list[Row], where: str) -> Sheet:
    """Rows of JSON as a sheet of texts, as a CSV file would have them."""
    if not rows:
        fix = "look up the version at ucdp.uu.se"
        raise RecordError([Fault(where=where, found="no rows", fix=fix)])
    names = list(dict.fromkeys(name for row in rows for name in row))
    frame = pl.DataFrame(
        {name: [_text(row.get(name)) for row in rows] for name in names},
        schema=dict.fromkeys(names, pl.String),
    )
    digest = hashlib.sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest()
    return Sheet(name=where, frame=frame, first_line=0, sha256=digest)


def _text(value: Any) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "1" if value else "0"
    return value if isinstance(value, str) else json.dumps(value)
