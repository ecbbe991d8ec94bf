"""Files into transcripts: what is found, and what is said of a file that cannot be read."""

from pathlib import Path

import pytest

from knowledge.errors import NothingToIngest, TranscriptError
from knowledge.transcripts import LARGEST_FILE, decoded, find, read


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n\t", "empty"),
        (b"\x89PNG\0\0", "not a text file"),
        ("安妮：开源".encode("gbk"), "not in UTF-8"),
        ("Ann: Hi.".encode("utf-16"), "not"),
    ],
)
def test_a_file_that_is_no_text_is_named_with_its_fault(raw: bytes, fault: str, tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"
    path.write_bytes(raw)
    with pytest.raises(TranscriptError, match=rf"talk\.txt is {fault}"):
        read(path)


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    with pytest.raises(TranscriptError, match="larger than 16 MiB"):
        read(path)


def test_a_file_that_is_missing_says_so(tmp_path: Path) -> None:
    with pytest.raises(TranscriptError, match=r"talk\.txt cannot be read: No such file"):
        decoded(tmp_path / "talk.txt")


def test_a_fault_in_a_labelled_file_names_the_file_too(tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"
    path.write_text("---\ntitle: T\n---\n[[bob]] Hi.\n")
    with pytest.raises(TranscriptError, match=r"talk\.txt: line 4"):
        read(path)


def test_a_byte_order_mark_is_taken_off_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"
    path.write_bytes("\ufeffAnn: 开\u200b源 \r\nBob: ＡＢ".encode())
    assert decoded(path) == "Ann: 开\u200b源 \r\nBob: ＡＢ"


def test_the_format_is_told_by_the_first_line(tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"
    path.write_text("---\ntitle: A Title\n---\n[[unknown]] Hi.\n")
    assert read(path).title == "A Title"
    path.write_text("Ann: Hi.\n")
    assert read(path).title == "talk"


def test_a_folder_is_searched_to_its_depth_in_order_for_text_files_only(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    for name in ("b.txt", "a.txt", "deep/c.txt", "README.md"):
        (tmp_path / name).write_text("Ann: Hi.")
    assert [path.name for path in find([tmp_path])] == ["a.txt", "b.txt", "c.txt"]


def test_a_file_that_is_named_is_taken_whatever_its_ending(tmp_path: Path) -> None:
    (tmp_path / "talk.md").write_text("Ann: Hi.")
    assert list(find([tmp_path / "talk.md"])) == [tmp_path / "talk.md"]


def test_a_path_that_holds_no_transcripts_is_named(tmp_path: Path) -> None:
    with pytest.raises(NothingToIngest, match="holds no transcripts"):
        list(find([tmp_path]))
    with pytest.raises(NothingToIngest, match="no file or folder"):
        list(find([tmp_path / "gone"]))
