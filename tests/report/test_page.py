"""The page: whole, escaped, self-contained, in the order in which people read."""

import base64
import dataclasses
import hashlib
import itertools
import math
import re
from html.parser import HTMLParser

import pytest

from sinequanon.answer import Answer
from sinequanon.report import to_html

VOID = {"meta", "link", "br", "img", "input", "hr", "circle", "line", "rect"}


class Outline(HTMLParser):
    """What a page holds: elements, ids, links, text outside scripts and style."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text: list[str] = []
        self.scripts: list[tuple[dict[str, str | None], str]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag == "script":
            self.scripts.append((dict(attrs), ""))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes something else"

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "script":
            attrs, text = self.scripts[-1]
            self.scripts[-1] = (attrs, text + data)
        elif not self.open or self.open[-1] != "style":
            self.text.append(data)

    def values(self, name: str) -> list[str]:
        return [attrs[name] or "" for _, attrs in self.elements if name in attrs]

    def words(self) -> str:
        return " ".join(" ".join(self.text).split())


@pytest.fixture(scope="module")
def page(answer: Answer) -> str:
    return to_html(answer)


@pytest.fixture(scope="module")
def outline(page: str) -> Outline:
    return Outline(page)


def test_every_element_is_closed(outline: Outline):
    assert outline.open == []


def test_the_first_screen_reads_in_order(outline: Outline):
    words = outline.words()
    parts = [
        "Did the government of Veldania",
        "About 12 in 100 with it and 12 in 100 without: too small to tell.",
        "Chance in the runs",
        "What is not known",
        "How the case is read",
        "Base rate",
        "What similar wars did",
        "It rests on 4 wars that ended so",
        "How far to trust it",
        "What would turn it",
        "What it does not say",
        "As of 2006-03-29",
        "First lens",
        "Those that ended so: Arland; Borland; Corland; Dorland.",
        "Second lens",
        "Third lens",
        "Fourth lens",
        "Contrasts",
        "Paired outcomes",
        "Controls: can the laboratory",
        "Each source with its stance",
        "Files of the record",
        "Parameters of the war",
        "The method in plain words",
        "How to correct it",
    ]
    places = [words.find(part) for part in parts]
    assert -1 not in places, parts[places.index(-1)]
    assert places == sorted(places)


def test_it_says_where_it_is_thin(outline: Outline):
    words = outline.words()
    assert "Parameters are drawn from priors; nothing is calibrated." in words
    assert "61 of 84 bargaining numbers" in words
    assert "An analyst's judgement: 61 of 84 bargaining numbers." in words
    assert "9 of 31 war parameters" not in words.split("What would turn it")[0]


def test_nothing_is_loaded(outline: Outline):
    assert outline.values("src") == []
    assert not any(tag in {"link", "img", "iframe"} for tag, _ in outline.elements)
    policy = next(a["content"] for _, a in outline.elements if "http-equiv" in a)
    assert policy is not None
    assert policy.startswith("default-src 'none'")


def test_the_policy_lets_exactly_the_pages_own_scripts_run(page: str):
    outline = Outline(page)
    policy = next(a["content"] for _, a in outline.elements if "http-equiv" in a)
    allowed = re.findall(r"'sha256-([^']+)'", policy or "")
    bodies = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digests = [
        base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        for body in bodies
    ]
    assert digests == allowed
    assert len(bodies) == 4
    assert "unsafe-inline" not in (policy or "").split("script-src")[1].split(";")[0]


def test_the_licences_travel_with_the_scripts(page: str):
    assert page.count("Permission to use, copy, modify, and/or distribute") == 2
    assert "Mike Bostock" in page
    assert "Observable, Inc." in page


def test_no_text_of_the_answer_can_become_markup(hostile: Answer):
    page = to_html(hostile)
    outline = Outline(page)
    assert outline.open == []
    assert "<script>alert" not in page
    assert "alert(1)" in outline.words()
    scripts = [attrs for attrs, _ in outline.scripts]
    assert len(scripts) == 5
    assert not any("javascript" in address for address in outline.values("href"))
    assert not any(name.startswith("on") for _, a in outline.elements for name in a)


def test_links_inside_the_page_have_a_target(outline: Outline):
    ids = outline.values("id")
    assert len(ids) == len(set(ids))
    inner = {href[1:] for href in outline.values("href") if href.startswith("#")}
    assert inner <= set(ids)


def test_every_chart_has_a_name_in_words_and_its_numbers_as_a_table(page: str):
    figures = re.findall(r"<figure data-chart=.*?</figure>", page, re.DOTALL)
    names = {re.findall(r'data-chart="(\w+)"', figure)[0] for figure in figures}
    assert names == {
        "effect", "deaths", "near", "war", "held", "strengths", "terms", "claims",
        "contrasts",
    }  # fmt: skip
    for figure in figures:
        assert 'role="img" aria-label="' in figure
        assert "<details" in figure
        assert "<table" in figure or 'data-chart="effect"' in figure


def test_it_is_open_to_readers_of_every_kind(outline: Outline):
    tags = [tag for tag, _ in outline.elements]
    assert ("html", {"lang": "en"}) in outline.elements
    assert tags.count("h1") == tags.count("main") == 1
    levels = [int(tag[1]) for tag in tags if re.fullmatch(r"h[1-6]", tag)]
    assert all(b - a <= 1 for a, b in itertools.pairwise(levels))
    assert tags.count("table") == tags.count("caption")
    assert all("scope" in attrs for tag, attrs in outline.elements if tag == "th")
    assert all(
        "aria-label" in attrs for _, attrs in outline.elements if "tabindex" in attrs
    )


def test_a_claim_shows_its_criterion_and_its_result(page: str):
    claim = re.findall(
        r'<details class="claim" id="claim-E05".*?</details>', page, re.S
    )
    assert len(claim) == 1
    assert 'data-result="depends"' in claim[0]
    assert "depends on the counting rule" in claim[0]
    assert "above .5 in two thirds of quarters" in claim[0]


def test_what_was_switched_off_stands_on_the_first_screen(outline: Outline):
    assert "Sources switched off: broadcast." in outline.words()


def test_an_answer_with_nothing_in_its_lists_is_still_a_page(answer: Answer):
    nothing = dataclasses.replace(
        answer,
        trust=(),
        turns=(),
        does_not_say=(),
        outcomes=(),
        contrasts=(),
        controls=(),
        claims=(),
        record=dataclasses.replace(
            answer.record,
            base_rates=(),
            window_totals=(),
            deaths=(),
            near_place=(),
            notes=(),
        ),
        war=dataclasses.replace(
            answer.war,
            deaths_with=(),
            observed=(),
            strengths=(),
            held=(),
            prior_checks=(),
            parameters=(),
            settings=(),
            notes=(),
        ),
        bargain=dataclasses.replace(
            answer.bargain,
            by_encoding=(),
            terms=(),
            sine_qua_non=(),
            incompatible_demands=(),
            minimal_changes=(),
            binding=(),
            reference_points=(),
            kinds=(),
            notes=(),
        ),
        provenance=dataclasses.replace(
            answer.provenance, data=(), sources=(), judged=(), switched_off=()
        ),
    )
    outline = Outline(to_html(nothing))
    assert outline.open == []
    assert "No claims were tested" in outline.words()


def test_not_a_number_is_said_in_words(answer: Answer):
    verdict = dataclasses.replace(
        answer.verdict, with_event=math.nan, difference=math.nan, hazard_ratio=math.inf
    )
    page = to_html(dataclasses.replace(answer, verdict=verdict))
    words = Outline(page).words()
    assert re.search(r"\b(nan|inf)\b", words) is None
    assert "not given" in words
    values = re.findall(r'id="values">(.*?)</script>', page, re.DOTALL)[0]
    assert "NaN" not in values


def test_the_same_answer_gives_the_same_page(answer: Answer, page: str):
    assert to_html(answer) == page
