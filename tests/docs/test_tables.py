"""Tables that come from code are those of the code."""

from typing import Any

import pytest


def test_tables_are_current(page_of_tables: Any, tables: dict[str, Any]):
    page = page_of_tables
    assert tables["refreshed"](page.text) == page.text, (
        f"{page.name} differs from the code: run `python scripts/tables_in_docs.py`"
    )


def test_every_table_stands_on_a_page(tables: dict[str, Any]):
    pages = tables["PAGES"].glob("*.md")
    marked = [n for page in pages for n in tables["names_in"](page.read_text("utf-8"))]
    assert sorted(marked) == sorted(tables["TABLES"])


def test_a_table_that_is_out_of_date_is_noticed(tables: dict[str, Any]):
    stale = "<!-- thresholds -->\n\n| old |\n\n<!-- end of thresholds -->\n"
    assert tables["names_in"](stale) == ["thresholds"]
    assert tables["refreshed"](stale) != stale
    assert tables["refreshed"](tables["refreshed"](stale)) == tables["refreshed"](stale)


def test_an_unknown_table_is_refused(tables: dict[str, Any]):
    with pytest.raises(KeyError):
        tables["refreshed"]("<!-- nothing -->\n<!-- end of nothing -->")
