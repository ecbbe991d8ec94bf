"""Files into transcripts: what is found, and what is said of a file that cannot be read."""

from pathlib import Path

import pytest

from knowledge.errors import NothingToIngest, TranscriptError
from knowledge.transcripts import LARGEST_FILE, decoded, find, opened, read


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n\t", "empty"),
        (b"\x89PNG\0\0", "not a text file"),
        (bytes(range(129, 256)), "in an encoding that cannot be told; please save it as UTF-8"),
    ],
)
def test_a_file_that_is_no_text_is_named_with_its_fault(raw: bytes, fault: str, tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"
    path.write_bytes(raw)
    with pytest.raises(TranscriptError, match=rf"talk\.txt: it is {fault}"):
        read(path)


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        ("Ann: Café.\n", "utf-8", "UTF-8"),
        ("[00:12:03] 陈红：我们今天谈开源。\n", "gb18030", "GB 18030"),
        ("主持人:今天我們來談一談開源人工智慧的未來。\n", "big5", "Big5"),
        ("Ann: It’s a naïve café – “quoted”.\n", "cp1252", "Windows-1252"),
        ("Ann: Hi. 你好。\n", "utf-16", "UTF-16"),
    ],
)
def test_text_is_read_in_the_encodings_that_transcripts_come_in(
    text: str, code: str, name: str, tmp_path: Path
) -> None:
    path = tmp_path / "talk.txt"
    path.write_bytes(text.encode(code))
    assert (opened(path).encoding, decoded(path)) == (name, text)


def test_json_that_is_no_transcript_says_so(tmp_path: Path) -> None:
    path = tmp_path / "package.json"
    path.write_text('{"name": "x"}')
    with pytest.raises(TranscriptError, match=r"package\.json: it is JSON, but not that of a transcript"):
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


def test_what_is_hidden_and_the_folder_of_a_library_hold_no_transcripts(tmp_path: Path) -> None:
    for name in ("a.vtt", ".b.txt", ".git/c.txt", "data/words/meta.json", "data/d.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Ann: Hi.")
    (tmp_path / "data" / "catalogue.sqlite3").touch()
    assert [path.name for path in find([tmp_path])] == ["a.vtt"]


def test_a_file_that_is_named_is_taken_whatever_its_ending(tmp_path: Path) -> None:
    (tmp_path / "talk.md").write_text("Ann: Hi.")
    assert list(find([tmp_path / "talk.md"])) == [tmp_path / "talk.md"]


def test_a_path_that_holds_no_transcripts_is_named(tmp_path: Path) -> None:
    with pytest.raises(NothingToIngest, match="holds no transcripts"):
        list(find([tmp_path]))
    with pytest.raises(NothingToIngest, match="no file or folder"):
        list(find([tmp_path / "gone"]))
