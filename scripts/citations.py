"""Turn short citations, as people type them into tables, into drafts of sources."""

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

MONTHS = {
    name: number
    for number, name in enumerate(
        (
            "Jan",
            "Feb",
            "Mar",
            "Apr",
            "May",
            "Jun",
            "Jul",
            "Aug",
            "Sep",
            "Oct",
            "Nov",
            "Dec",
        ),
        start=1,
    )
}
_MONTH = r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_DAY = re.compile(rf"\b(\d{{1,2}})(?:-\d+)? {_MONTH} (\d{{4}})\b")
_MONTH_ONLY = re.compile(rf"\b{_MONTH} (\d{{4}})\b")
_YEAR = re.compile(r"\b(20[01]\d)\b")
_ADDRESS = re.compile(
    r"\b(?:https?://)?((?:[a-z0-9-]+\.)+(?:com|org|net|gov|fr|br|vn|ir|sa|info|int|tv|"
    r"tk|ng|hr|pt|de|uk|ch|su|tr|no|fo|is|limo|cn|nz|au)(?:\.[a-z]{2})?(?:/\S*)?)"
)
_AGENCIES = {
    *("Reuters", "AFP", "AP", "PTI", "EFE", "IANS", "ANP"),
    *("SANA", "SOHR", "TASS", "Interfax", "BBC", "UPI", "AA"),
}
_NO_SOURCE = re.compile(
    r"^(-|two sources differ|no text found.*|same page .*|NB iranian.*|timeline.*|"
    r"battle_of_raqqa.*|belligerents page.*|control_of_cities.*|northwestern_.*|"
    r"2014_eastern.*|end date from.*|SYRIA\.md.*|wiki mirror.*|AFP: flag.*|"
    r"Reuters: 70%.*|AFP lists? .*|AFP list:.*|AFP list$)$"
)
_STANCES = {
    r"SOHR|syriahr|syriatruths": "monitor in Britain, leans to the opposition",
    r"Etilaf|Syrian Coalition|riadhijab|khamakar": "speaks for the opposition",
    r"EAWorldview|ElDorar|Syrian Observer|NOW Lebanon|newlebanon|ammarjohmani": (
        "leans to the opposition"
    ),
    r"SANA|Alwatannews|Al-Watan": "state or pro-state press",
    r"\bRT\b|Sputnik|TASS|news-front|Rudskoy|Interfax": (
        "Russian state media, or close to it"
    ),
    r"Al-Alam|Press TV|IRNA|ParsToday|Fars": "Iranian state media",
    r"Al-Manar|Al-Mayadeen|Nasrallah|sayyidali": "speaks for or near Hezbollah",
    r"Al-Masdar|South Front|Fort Russ|stratreview|topwar|normangeestar|syriatoday": (
        "leans to the Syrian government"
    ),
    r"TRT|\bAA\b|cnn24ng|World Bulletin": "Turkish state media, or close to it",
    r"Xinhua|China Daily": "Chinese state media",
    r"\bSPA\b|Okaz|Asharq al-Awsat|Al Arabiya": "Saudi state media, or close to it",
    r"Al Jazeera|New Arab": "media of Qatar, or close to it",
    r"Kurdistan24|K24|KurdWatch": "Kurdish press",
    r"Arutz Sheva|Ynet|JPost|Jerusalem Post|Times of Israel|Meir Amit|israelpress": (
        "Israeli press or institute"
    ),
    r"Free Beacon|Breitbart|hotair": "partisan press of the United States",
    r"Dunford|Warren|Votel|McGurk|Clapper|Pentagon": (
        "official of the United States, party to the war on IS"
    ),
    r"UK Prime Minister": "government of the United Kingdom; quoted by K. Orton",
    r"VOV": "Vietnamese state radio",
    r"Antiwar": "leans against foreign intervention",
    r"UN |OSE|Mediator": "United Nations",
}


def slug(text: str) -> str:
    """Text as small letters, digits and underscores."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", plain.lower()).strip("_")


def date_of(text: str) -> str | None:
    """The date that a citation gives, in EDTF."""
    if found := _DAY.search(text):
        day, month, year = found.groups()
        return f"{year}-{MONTHS[month]:02d}-{int(day):02d}"
    if found := _MONTH_ONLY.search(text):
        return f"{found[2]}-{MONTHS[found[1]]:02d}"
    return found[1] if (found := _YEAR.search(text)) else None


def cite(text: str) -> dict[str, Any] | None:
    """A citation as a draft of a source; None where it names no source."""
    text = text.strip()
    if _NO_SOURCE.match(text):
        return None
    if (page := re.search(r"FL:(\S+?)\.md", text)) is not None:
        return {
            "key": f"wp_{slug(page[1])}",
            "author": "Wikipedia contributors",
            "title": page[1].replace("_", " "),
            "publisher": "copy of a Wikipedia page",
            "date": "2023",
            "stance": "open encyclopedia; sums up press of all sides",
            "reliability": "C",
            "credibility": "3",
        }
    title = found[1] if (found := re.search(r'"([A-Z][^"]+)"', text)) else None
    bare = re.sub(r'"[^"]*"', " ", text)
    address = found[1].rstrip(".,;:)") if (found := _ADDRESS.search(bare)) else None
    date = date_of(bare)
    head = re.split(r"[,(:]", _ADDRESS.sub(" ", bare))[0]
    head = _DAY.sub(" ", head)
    head = _MONTH_ONLY.sub(" ", head)
    head = re.sub(r"\b(20\d\d|quoting.*|citing.*|text|copy|list)\b", " ", head)
    head = re.sub(r"\s+(via|in|from)\s*$", "", " ".join(head.split()))
    publisher = head or (address or text).split("/")[0]
    author = publisher
    if " via " in publisher:
        author, publisher = (part.strip() for part in publisher.split(" via ", 1))
    elif "/" in publisher:
        names = publisher.split("/")
        agency = next((name for name in names if name in _AGENCIES), None)
        if agency:
            others = [name for name in names if name != agency]
            author, publisher = agency, "/".join(others)
    said = re.sub(r"\([^)]*\)|: .*", " ", bare)
    stance = next((s for sign, s in _STANCES.items() if re.search(sign, said)), None)
    key = slug(f"{publisher} {author if author != publisher else ''} {date or ''}")
    if not date and address:
        last = address.rsplit("/", 1)[-1]
        key = slug(publisher if last == publisher else f"{publisher} {last}")
    if not key[:1].isalpha():
        key = f"s_{key}"
    key = key[:60].rstrip("_")
    return {
        "key": _SAME.get(key, key),
        "author": author,
        "title": title or "report without a title at hand",
        "publisher": publisher,
        "date": date,
        "address": address,
        "stance": stance,
        **_grade(text, stance),
    }


def _grade(text: str, stance: str | None) -> dict[str, str]:
    if re.search(r"UN |OSE|Mediator|Riyadh Final|testimony|SASC", text):
        return {"reliability": "A", "credibility": "2"}
    if stance is None and re.search(r"Reuters|AFP|\bAP\b|BBC|DW|UPI|RFE|Post", text):
        return {"reliability": "B", "credibility": "2"}
    if stance is not None:
        return {"reliability": "C", "credibility": "3"}
    return {"reliability": "C", "credibility": "3"}


_SAME = {
    "dw_a_19151873_2016_03_30": "dw_2016_03_30",
    "elnashra_969324": "elnashra_com_969324",
    "liberte_agencies_344435": "liberte_344435",
    "antiwar_2016_03_17": "antiwar_com_2016_03_17",
    "xinhua_c_137184105_2018_05_16": "xinhua_2018_05_16",
    "lavrov_2016_01": "sudaress_com_2016_01",
    "lwj_2014_08": "long_war_journal_2014_08",
    "middle_east_institute_2017_12": "mei_2017_12",
    "mediator_s_summary_2016_04_28": "un_mediator_s_summary_2016_04_28",
    "uk_prime_minister_s_response_39479": "orton_quoting_uk_2015",
    "riyadh_statement_184101": "masress_com_2015_12_10",
    "masress_com_2022304": "masress_com_2016_02_29",
    "univ_of_illinois_guide_2015": "univ_of_illinois_guide_2016_09",
    "un_geneva_press_release_ungeneva_org": "un_geneva_press_release_2016_03",
    "riyadh_final_statement_cites_the_issg_statement_2015_12_10": (
        "riyadh_final_statement_2015_12_10"
    ),
    "full_diplomatie_gouv_fr": "riyadh_final_statement_2015_12_10",
    "full_2012": "geneva_communique_2012_06_30",
    "cfr_primary_source_page_p28652": "geneva_communique_2012_06_30",
    "aa_2016_03_11": "cnn24ng_aa_2016_03_11",
    "riyadh_statement_2015_12_10": "riyadh_final_statement_2015_12_10",
}
"""Keys of one text that tables cite in two ways."""


def read_citations(texts: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Drafts of sources by key; citations of one text are joined."""
    found: dict[str, dict[str, Any]] = {}
    for text in texts:
        source = cite(text)
        if source is None:
            continue
        known = found.setdefault(source["key"], source)
        for name, value in source.items():
            if known.get(name) in (None, "report without a title at hand") and value:
                known[name] = value
    return found


def write_sources(path: Path, sources: dict[str, dict[str, Any]]) -> None:
    """Write drafts of sources as YAML, sorted by key."""
    lines = ["sources:"]
    for key in sorted(sources):
        mark = "-"
        for name, value in sources[key].items():
            if value is None and name != "date":
                continue
            text = "null" if value is None else f'"{value}"'
            lines.append(f"  {mark} {name}: {key if name == 'key' else text}")
            mark = " "
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
