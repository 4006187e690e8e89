"""Files are written whole or not at all, and what cannot be written is found early."""

import stat
from pathlib import Path

import pytest

from sinequanon.errors import OutputError
from sinequanon.report import check_writable, write_atomically


def test_the_file_holds_the_text_and_nothing_is_left_beside_it(tmp_path: Path):
    target = tmp_path / "page.html"
    write_atomically(target, "löss\n")
    assert target.read_bytes() == "löss\n".encode()
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_an_old_file_is_replaced_and_keeps_its_permissions(tmp_path: Path):
    target = tmp_path / "page.html"
    target.write_text("old")
    target.chmod(0o640)
    write_atomically(target, "new")
    assert target.read_text() == "new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_link_stays_a_link(tmp_path: Path):
    (tmp_path / "there").mkdir()
    link = tmp_path / "link.json"
    link.symlink_to(tmp_path / "there" / "real.json")
    write_atomically(link, "{}")
    assert link.is_symlink()
    assert (tmp_path / "there" / "real.json").read_text() == "{}"


def test_a_device_stays_a_device():
    check_writable(Path("/dev/null"))
    write_atomically(Path("/dev/null"), "gone")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_a_write_that_fails_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    target = tmp_path / "page.html"
    target.write_text("old")

    def refuse(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OutputError, match=r"page\.html.*No space left"):
        write_atomically(target, "new")
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_a_missing_folder_is_refused(tmp_path: Path):
    with pytest.raises(OutputError, match="cannot be written"):
        write_atomically(tmp_path / "none" / "page.html", "text")


def test_all_that_cannot_be_written_is_told_at_once(tmp_path: Path):
    (tmp_path / "folder").mkdir()
    good, bad, worse = tmp_path / "a", tmp_path / "folder", tmp_path / "none" / "b"
    with pytest.raises(OutputError) as caught:
        check_writable(good, bad, worse)
    assert [fault.where for fault in caught.value.faults] == [str(bad), str(worse)]
    assert not good.exists()


def test_checking_leaves_no_trace(tmp_path: Path):
    old = tmp_path / "old.json"
    old.write_text("{}")
    check_writable(tmp_path / "new.json", old)
    assert [path.name for path in tmp_path.iterdir()] == ["old.json"]
    assert old.read_text() == "{}"
