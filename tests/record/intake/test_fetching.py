"""UCDP's interface on loopback, with each fault that is documented or was seen.

The server is a stub: it serves real rows in the documented envelope and shows how this
client behaves, not that UCDP's server behaves so.
"""

import functools
import json
import threading
import urllib.parse
from collections.abc import Generator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, cast

import polars as pl
import pytest

from sinequanon import record
from sinequanon.errors import RecordError
from sinequanon.record.intake import asking

SAMPLE = Path(__file__).parents[1] / "data" / "ged231_sample.parquet"
TOKEN = "a-good-token"


@functools.cache
def api_rows() -> list[dict[str, Any]]:
    """Rows as the interface gives them: numbers, booleans, ISO dates, GW as text."""
    frame = pl.read_parquet(SAMPLE).head(95)
    whole = [
        name
        for name, kind in frame.schema.items()
        if kind == pl.Float64 and name not in {"latitude", "longitude"}
    ]
    frame = frame.with_columns(pl.col(whole).cast(pl.Int64)).with_columns(
        pl.col("active_year") == 1,
        pl.col("gwnoa", "gwnob").cast(pl.String),
        pl.col("date_start", "date_end").dt.strftime("%Y-%m-%dT%H:%M:%S"),
    )
    return frame.to_dicts()


class Stub(ThreadingHTTPServer):
    """A server whose next answers can be spoilt; it counts what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.rows = list(api_rows())
        self.total: int | None = None
        self.asked: list[int] = []
        self.tokens: list[str | None] = []
        self.spoil: dict[int, list[str]] = {}
        self.other = ""
        self.resource = "gedevents"

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/api"


class Handler(BaseHTTPRequestHandler):
    """Answers one page of /api/gedevents/23.1."""

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def answer(self, code: int, body: bytes, length: int | None = None) -> None:
        self.send_response(code)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        stub = cast(Stub, self.server)
        parts = urllib.parse.urlsplit(self.path)
        query = dict(urllib.parse.parse_qsl(parts.query))
        page, size = int(query["page"]), int(query["pagesize"])
        stub.asked.append(page)
        token = self.headers.get("x-ucdp-access-token")
        stub.tokens.append(token)
        spoilt = stub.spoil.get(page, [])
        fault = spoilt.pop(0) if spoilt else ""
        if not token or token != TOKEN:
            return self.answer(401, b"API token required")
        if parts.path != f"/api/{stub.resource}/23.1":
            return self.answer(404, b"no such version")
        if fault.isdigit():
            return self.answer(int(fault), b"Bad request")
        if fault == "html":
            return self.answer(200, b"<html>maintenance</html>")
        if fault == "list":
            return self.answer(200, b"[1, 2]")
        if fault == "redirect":
            self.send_response(302)
            self.send_header("Location", stub.other)
            self.end_headers()
            return None
        rows = stub.rows[page * size : (page + 1) * size]
        last = (page + 1) * size >= len(stub.rows)
        following = (
            f"{stub.address}/{stub.resource}/23.1?pagesize={size}&page={page + 1}"
        )
        if fault == "short":
            rows = rows[:-2]
        if fault == "repeat":
            rows = [*rows[:-1], stub.rows[0]]
        if fault == "loop":
            following = following.replace(f"page={page + 1}", f"page={page}")
        if fault == "elsewhere":
            following = stub.other
        total = len(stub.rows) if stub.total is None else stub.total
        if fault == "changed":
            total += 1
        told = {
            "TotalCount": total,
            "TotalPages": -(-total // size),
            "PreviousPageUrl": "",
            "NextPageUrl": "" if last else following,
            "Result": rows,
        }
        body = json.dumps(told).encode()
        if fault == "cut":
            return self.answer(200, body[: len(body) // 2], length=len(body))
        return self.answer(200, body)


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> Generator[Stub]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with Stub() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


class Fetch:
    """A call of `fetch_ucdp` at a stub, with its waits noted and not waited."""

    def __init__(self, stub: Stub, given: Any) -> None:
        self.stub, self.given = stub, given
        self.waits: list[float] = []
        self.told: list[str] = []

    def __call__(self, **more: Any) -> record.Added:
        wish: dict[str, Any] = {
            "version": "23.1",
            "token": TOKEN,
            "today": self.given.today,
            "wait": self.waits.append,
            "folder": self.given.store,
            "address": self.stub.address,
            "page_size": 20,
            "tell": self.told.append,
        }
        return record.fetch_ucdp(**{**wish, **more})

    def fault(self, **more: Any) -> str:
        """The one fault of a call that fails; no table came into the store."""
        with pytest.raises(RecordError) as caught:
            self(**more)
        assert record.stored_tables(self.given.store) == ()
        assert not list(self.given.store.glob("*.parquet"))
        (fault,) = caught.value.faults
        assert TOKEN not in str(fault)
        return str(fault)

    def left(self) -> list[str]:
        """What lies in the store that is not a table."""
        found = self.given.store.rglob("page-*.json")
        return sorted(path.name for path in found)


@pytest.fixture
def fetch(stub: Stub, given: Any) -> Fetch:
    return Fetch(stub, given)


def test_every_row_comes_from_page_0_and_nothing_is_left_behind(
    fetch: Fetch, given: Any
):
    added = fetch()
    assert fetch.stub.asked == [0, 1, 2, 3, 4]
    assert set(fetch.stub.tokens) == {TOKEN}
    stored = added.stored
    assert (stored.name, stored.kind, stored.rows) == ("ged_231", "ged", 95)
    assert stored.source_file == f"{fetch.stub.address}/gedevents/23.1"
    assert fetch.left() == []
    assert not (given.store / "unfinished").exists()
    frame = given.load("ged_231")
    wanted = {row["id"]: row["best"] for row in api_rows()}
    assert dict(frame.select("id", "best").iter_rows()) == wanted


def test_the_interface_gives_what_the_file_gives(fetch: Fetch, given: Any):
    fetch(name="fetched")
    path = given.folder / "ged231.parquet"
    pl.read_parquet(SAMPLE).head(95).write_parquet(path)
    given.add(path, name="added")
    assert given.load("fetched").equals(given.load("added"))


@pytest.mark.parametrize(
    ("token", "said"),
    [
        ("", "UCDP_TOKEN: a token is required"),
        ("bad", "--token: the token was refused"),
    ],
)
def test_a_refused_token(fetch: Fetch, token: str, said: str):
    line = fetch.fault(token=token)
    assert line.startswith(f"{said} by UCDP (401: API token required); ask UCDP")
    assert len(fetch.stub.asked) == 1
    assert fetch.waits == []


def test_throttling_by_400_is_waited_out(fetch: Fetch):
    fetch.stub.spoil = {1: ["400", "400", "429"]}
    assert fetch().stored.rows == 95
    assert fetch.waits == [30, 60, 120]
    assert "as it does when asked too often" in fetch.told[0]


def test_400_for_ever_keeps_the_pages_and_a_repeat_goes_on(fetch: Fetch):
    fetch.stub.spoil = {2: ["400"] * asking.TRIES}
    line = fetch.fault()
    assert "UCDP answered 400: Bad request, as it does" in line
    assert "goes on from there" in line
    assert fetch.left() == ["page-00000.json", "page-00001.json"]
    fetch.stub.asked.clear()
    assert fetch().stored.rows == 95
    assert fetch.stub.asked == [2, 3, 4]
    assert fetch.left() == []


@pytest.mark.parametrize("fault", ["500", "503", "cut", "html", "list"])
def test_a_broken_answer_is_asked_for_again(fetch: Fetch, fault: str):
    fetch.stub.spoil = {0: [fault], 3: [fault, fault]}
    assert fetch().stored.rows == 95
    assert fetch.waits == [2, 2, 4]


def test_an_interruption_between_pages_is_resumed(fetch: Fetch):
    def stop(_: str, done: int, __: int) -> None:
        if done == 60:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch(progress=stop)
    assert record.stored_tables(fetch.given.store) == ()
    fetch.stub.asked.clear()
    assert fetch().stored.rows == 95
    assert fetch.stub.asked == [3, 4]


def test_a_short_page_is_asked_for_again(fetch: Fetch):
    fetch.stub.spoil = {1: ["short"]}
    assert fetch().stored.rows == 95
    assert fetch.stub.asked == [0, 1, 1, 2, 3, 4]


def test_a_page_that_stays_short_fails_by_the_count(fetch: Fetch):
    fetch.stub.spoil = {1: ["short"] * 3}
    line = fetch.fault()
    assert "UCDP announced 95 rows; 93 different ones came; run the same" in line
    assert fetch.left() == []
    assert fetch().stored.rows == 95


def test_a_repeated_id_counts_once_and_fails_by_the_count(fetch: Fetch):
    fetch.stub.spoil = {1: ["repeat"]}
    line = fetch.fault()
    assert "announced 95 rows; 94 different ones came and 1 came twice" in line


def test_a_row_that_comes_twice_but_is_not_counted_is_dropped(fetch: Fetch):
    fetch.stub.rows.append(fetch.stub.rows[0])
    fetch.stub.total = 95
    assert fetch().stored.rows == 95


def test_one_id_with_two_contents_is_told(fetch: Fetch):
    fetch.stub.rows.append({**fetch.stub.rows[0], "best": 7, "high": 7})
    fetch.stub.total = 95
    line = fetch.fault()
    assert line.startswith("UCDP gedevents 23.1:row 96: id 300380 is there twice and")
    assert "differs in best, high" in line


def test_data_that_change_meanwhile_are_not_mixed(fetch: Fetch):
    fetch.stub.spoil = {2: ["changed"]}
    assert "announced 95 rows and on page 2 96" in fetch.fault()
    assert fetch.left() == []


def test_a_page_that_names_itself_as_the_next_ends(fetch: Fetch):
    fetch.stub.spoil = {2: ["loop"]}
    assert "names itself or an earlier page as the next" in fetch.fault()


@pytest.mark.parametrize("fault", ["elsewhere", "redirect"])
def test_the_token_goes_to_no_other_address(fetch: Fetch, fault: str):
    with Stub() as other:
        fetch.stub.other = f"{other.address}/gedevents/23.1?pagesize=20&page=1"
        fetch.stub.spoil = {1: [fault] * 9}
        line = fetch.fault()
        assert "at another address" in line or "answered 302" in line
        assert other.asked == []


def test_a_version_that_is_not_there(fetch: Fetch):
    assert "no such resource or version (404" in fetch.fault(version="99.1")


def test_no_server(fetch: Fetch):
    line = fetch.fault(address="http://127.0.0.1:9/api")
    assert "no connection (" in line
    assert len(fetch.waits) == asking.TRIES - 1


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ({"version": "latest"}, "'latest' is no version of UCDP"),
        ({"resource": "everything"}, "there is no resource 'everything'"),
        ({"address": "http://example.org/api"}, "is not encrypted"),
        ({"token": "two words"}, "the token holds spaces"),
        ({"token": "line\nbreak"}, "the token holds spaces, line breaks"),
    ],
)
def test_a_wish_that_cannot_be_asked(fetch: Fetch, wish: dict[str, str], said: str):
    assert said in fetch.fault(**wish)
    assert fetch.stub.asked == []


def test_pages_of_another_wish_are_not_taken_over(fetch: Fetch):
    fetch.stub.spoil = {2: ["400"] * asking.TRIES}
    fetch.fault()
    fetch.stub.asked.clear()
    assert fetch(page_size=50).stored.rows == 95
    assert fetch.stub.asked == [0, 1]


def test_a_name_that_is_taken_is_told_before_anything_is_asked(fetch: Fetch):
    fetch()
    fetch.stub.asked.clear()
    with pytest.raises(RecordError, match="'ged_231' already"):
        fetch()
    assert fetch.stub.asked == []
    assert not fetch(replace=True).new
    assert fetch(name="again").new


def test_faults_of_rows_leave_no_pages_behind(fetch: Fetch):
    good = fetch.stub.rows[3]
    fetch.stub.rows[3] = {**good, "date_end": "2099-01-01T00:00:00"}
    assert "date_end 2099-01-01 is after today" in fetch.fault()
    assert fetch.left() == []
    fetch.stub.rows[3] = good
    assert fetch().stored.rows == 95


def test_a_page_that_was_damaged_meanwhile_is_fetched_again(fetch: Fetch):
    fetch.stub.spoil = {3: ["400"] * asking.TRIES}
    fetch.fault()
    (page,) = fetch.given.store.rglob("page-00001.json")
    page.write_bytes(page.read_bytes()[:100])
    fetch.stub.asked.clear()
    assert fetch().stored.rows == 95
    assert fetch.stub.asked == [1, 2, 3, 4]


def test_another_resource_without_its_columns_is_refused(fetch: Fetch):
    fetch.stub.resource = "dyadic"
    line = fetch.fault(resource="dyadic")
    assert line.startswith("UCDP dyadic 23.1: looks like UCDP dyads by year, without: ")
