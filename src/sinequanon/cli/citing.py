"""`sinequanon cite`: BibTeX of the software and of the data that answers stand on."""

import click

from sinequanon import __version__
from sinequanon.cli.epilogs import examples

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{mark: f"\\{mark}" for mark in "&%$#_{}"},
}


@click.command(
    "cite",
    short_help="Print BibTeX of software and data.",
    epilog=examples("sinequanon cite > sinequanon.bib"),
)
def cite_command() -> None:
    """Print BibTeX of the software and of each data set of the record."""
    from sinequanon.record import catalog

    entries = [
        bibtex(
            "software",
            "sinequanon",
            author="{The Sinequanon developers}",
            title="{Sinequanon}: a conflict laboratory",
            version=__version__,
            license="MIT",
        )
    ]
    works: dict[str, list[str]] = {}
    by_name = {entry.name: entry for entry in catalog()}
    for entry in by_name.values():
        works.setdefault(entry.citation, []).append(entry.name)
    for citation, names in works.items():
        first = by_name[names[0]]
        entries.append(
            bibtex(
                "misc",
                first.name,
                title=f"{{{escaped(first.title)}}}",
                version=escaped(first.version),
                howpublished=escaped(first.source),
                license=escaped(first.licence),
                note=escaped(f"{citation} Files here: {', '.join(names)}."),
            )
        )
    click.echo("\n\n".join(entries))


def bibtex(kind: str, key: str, **fields: str) -> str:
    """One BibTeX entry; empty fields are left out.

    Example:
        >>> print(bibtex("misc", "ged", title="Events", version="", note="None"))
        @misc{ged,
          title = {Events},
          note = {None},
        }
    """
    lines = [f"  {name} = {{{text}}}," for name, text in fields.items() if text]
    return "\n".join([f"@{kind}{{{key},", *lines, "}"])


def escaped(text: str) -> str:
    r"""A text with TeX's special characters made plain.

    Example:
        >>> print(escaped("ged_syria & 50 %"))
        ged\_syria \& 50 \%
    """
    return "".join(_SPECIAL.get(mark, mark) for mark in text)
