"""`sinequanon dossier`: a workbook and back, and how errors end."""

from pathlib import Path
from typing import Any

from sinequanon.cli.main import main
from sinequanon.dossier import load


def test_a_dossier_goes_out_and_comes_back(tmp_path: Path, capsys: Any):
    book, folder = str(tmp_path / "t.xlsx"), str(tmp_path / "war")
    assert main(["dossier", "export", "syria", "--xlsx", book]) == 0
    assert "sheets" in capsys.readouterr().err
    assert main(["dossier", "import", folder, "--xlsx", book]) == 0
    assert "nothing changed" in capsys.readouterr().err
    assert load(folder).sha256 == load("syria").sha256
    assert main(["dossier", "import", folder, "--xlsx", book, "-q"]) == 2
    assert "exists already" in capsys.readouterr().err


def test_what_cannot_be_read_ends_with_two(tmp_path: Path, capsys: Any):
    book = tmp_path / "t.xlsx"
    assert main(["dossier", "export", "syrai", "--xlsx", str(book)]) == 2
    assert "did you mean syria" in capsys.readouterr().err
    book.write_text("no workbook")
    folder = str(tmp_path / "war")
    assert main(["dossier", "import", folder, "--xlsx", str(book)]) == 2
    assert "t.xlsx: cannot be read" in capsys.readouterr().err
    assert main(["dossier", "export", "syria", "--xlsx", "/none/t.xlsx"]) == 2
    assert "cannot be written" in capsys.readouterr().err
