"""Word documents and PDFs as text: nothing said is lost, and nothing but one sentence comes of a broken file."""

import zipfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from io import BytesIO

import docx
import docx.document
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from knowledge.errors import TranscriptError
from knowledge.transcripts import blocks, pdf, word

# A font without glyphs, whose codes are UTF-16.
_CMAP = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap end end"""


def word_of(*paragraphs: str) -> bytes:
    """A Word document of these paragraphs."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return saved(document)


def saved(document: docx.document.Document) -> bytes:
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def pdf_of(*pages: Sequence[str]) -> bytes:
    """A PDF of these pages, each of these lines."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>"
        % (len(pages), b" ".join(b"%d 0 R" % (6 + 2 * i) for i in range(len(pages)))),
        (
            b"<< /Type /Font /Subtype /Type0 /BaseFont /U /Encoding /Identity-H"
            b" /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>"
        ),
        (
            b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /U /DW 500"
            b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
        ),
        stream(_CMAP),
    ]
    for i, lines in enumerate(pages):
        shown = b"".join(b"<%s> Tj T* " % line.encode("utf-16-be").hex().encode() for line in lines)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents %d 0 R"
            b" /Resources << /Font << /F 3 0 R >> >> >>" % (7 + 2 * i)
        )
        objects.append(stream(b"BT /F 12 Tf 14 TL 40 760 Td %sET" % shown if lines else b""))
    body, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    tail = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF"
    return body + tail % (len(objects) + 1, table, len(objects) + 1, len(body))


def stream(content: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)


def locked(raw: bytes, password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(raw)))
    writer.encrypt(password, owner_password="owner", algorithm="RC4-128")
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def test_word_and_pdf_are_told_by_their_bytes() -> None:
    word_file, pdf_file = word_of("Open."), pdf_of(["Open."])
    assert [word.recognises(raw) for raw in (word_file, pdf_file, b"PK\x03\x04", b"Open.", b"")] == [True] + [False] * 4
    assert [pdf.recognises(raw) for raw in (pdf_file, word_file, b"%PD", b"Open.", b"")] == [True] + [False] * 4


def test_an_archive_without_a_document_is_no_word_file() -> None:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("talk.txt", "Open.")
    assert not word.recognises(made.getvalue())


def test_paragraphs_are_lines_and_so_are_line_breaks_in_them() -> None:
    assert (
        word.text_of(word_of("Ann  0:03", "Open?\nYes.", "", "陈红\t0:09")) == "Ann  0:03\nOpen?\nYes.\n\n陈红\t0:09\n"
    )


def test_cells_are_read_row_by_row_where_their_table_stands() -> None:
    document = docx.Document()
    document.add_paragraph("Before")
    table = document.add_table(2, 2)
    for cell, text in zip((*table.rows[0].cells, *table.rows[1].cells), ("Ann", "Open?", "Bob", "Open."), strict=True):
        cell.text = text
    document.add_paragraph("After")
    assert word.text_of(saved(document)) == "Before\nAnn\nOpen?\nBob\nOpen.\nAfter\n"


def test_cells_that_are_joined_are_read_once() -> None:
    document = docx.Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Open."
    assert word.text_of(saved(document)).count("Open.") == 1


def test_what_was_put_in_is_read_and_what_was_struck_out_is_not() -> None:
    document = docx.Document()
    document.add_paragraph("Open")._p.append(
        parse_xml(
            f"<w:x {nsdecls('w')}><w:ins w:id='1' w:author='a'><w:r><w:t>ing.</w:t></w:r></w:ins>"
            "<w:del w:id='2' w:author='a'><w:r><w:delText>ed.</w:delText></w:r></w:del></w:x>"
        )
    )
    assert word.text_of(saved(document)) == "Opening.\n"


def test_a_document_that_unpacks_to_too_much_is_refused_before_it_is_opened() -> None:
    made = BytesIO(word_of("Open."))
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("any/name.bin", bytes(51 * 2**20))
    assert len(made.getvalue()) < 2**20
    with pytest.raises(TranscriptError, match="more than 50 MiB"):
        word.text_of(made.getvalue())


@pytest.mark.parametrize(("stream", "fault"), [("EncryptedPackage", "password"), ("WordDocument", "old version")])
def test_protected_and_old_word_documents_are_named_as_such(stream: str, fault: str) -> None:
    raw = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64) + stream.encode("utf-16-le")
    assert word.recognises(raw)
    with pytest.raises(TranscriptError, match=fault):
        word.text_of(raw)


@pytest.mark.parametrize("raw", [word_of(), word_of("", "  "), word_of("Open.")[:2000], b"PK\x03\x04word/document.xml"])
def test_a_word_document_without_text_or_its_end_is_refused(raw: bytes) -> None:
    with pytest.raises(TranscriptError):
        word.text_of(raw)


def test_the_lines_of_pages_follow_each_other() -> None:
    assert pdf.text_of(pdf_of(["Ann 0:03", "Open?"], ["陈红 0:09", "开放。"])) == "Ann 0:03\nOpen?\n陈红 0:09\n开放。\n"


def test_what_recurs_above_and_below_the_text_is_taken_off() -> None:
    pages = [["The Garden Talk", f"Words {i}.", "And more.", "example.org", f"Page {i} of 4"] for i in range(1, 5)]
    assert pdf.text_of(pdf_of(*pages)) == "".join(f"Words {i}.\nAnd more.\n" for i in range(1, 5))


@pytest.mark.parametrize("number", ["{}", "- {} -", "Page {}", "{} / 9", "第 {} 页", "第{}页 共9页", "Page {} of 9"])
def test_numbers_that_count_the_pages_are_taken_off(number: str) -> None:
    pages = [[f"Words of {name}.", number.format(i)] for i, name in enumerate("abc", 7)]
    assert pdf.text_of(pdf_of(*pages)) == "Words of a.\nWords of b.\nWords of c.\n"


def test_numbers_that_count_no_pages_are_words() -> None:
    pages = [["How many?", number] for number in ("42", "7", "1984")]
    assert pdf.text_of(pdf_of(*pages)).split("\n") == [line for page in pages for line in page] + [""]


@pytest.mark.parametrize("label", ["Ann:", "陈红：", "Ann (00:03)"])
def test_a_label_that_begins_every_page_stays(label: str) -> None:
    assert pdf.text_of(pdf_of(*[[label, f"Words of {name}.", "So."] for name in "abcd"])).count(label) == 4


def test_on_two_pages_nothing_recurs() -> None:
    assert pdf.text_of(pdf_of(["Yes.", "One."], ["Yes.", "Two."])).count("Yes.") == 2


def test_a_pdf_without_text_holds_pictures_and_says_so() -> None:
    with pytest.raises(TranscriptError, match="pictures"):
        pdf.text_of(pdf_of([], []))


def test_a_pdf_under_a_password_is_refused_and_one_that_only_forbids_printing_is_read() -> None:
    with pytest.raises(TranscriptError, match="password"):
        pdf.text_of(locked(pdf_of(["Open."]), "secret"))
    assert pdf.text_of(locked(pdf_of(["Open."]), "")) == "Open.\n"


def test_a_pdf_of_too_many_pages_is_refused() -> None:
    with pytest.raises(TranscriptError, match="pages"):
        pdf.text_of(pdf_of(*[["Open."]] * 2_001))


@pytest.mark.parametrize("document", [word_of, lambda *lines: pdf_of(lines)], ids=["word", "pdf"])
def test_timed_blocks_are_recognised_in_a_document(document: Callable[..., bytes]) -> None:
    raw = document("Ann 0:03", "Open?", "陈红 0:09", "开放。", "Ann 0:12", "So.")
    text = (word if word.recognises(raw) else pdf).text_of(raw)
    assert blocks.recognises(text)
    assert [speaker.name for speaker in blocks.read(text, title="talk").speakers] == ["Ann", "陈红"]


WHOLE_PDF, WHOLE_WORD = pdf_of(["Ann 0:03", "Open?"]), word_of("Ann 0:03", "Open?")


def try_to_read(raw: bytes, text_of: Callable[[bytes], str]) -> None:
    with suppress(TranscriptError):
        assert text_of(raw).strip()


def damaged(whole: bytes) -> st.SearchStrategy[bytes]:
    """Files of which some bytes are others, or the end is missing."""
    changes = st.lists(st.tuples(st.integers(8, len(whole) - 1), st.binary(min_size=1, max_size=8)), max_size=6)

    def change(places: list[tuple[int, bytes]], end: int) -> bytes:
        made = bytearray(whole)
        for place, put in places:
            made[place : place + len(put)] = put
        return bytes(made[:end])

    return st.builds(change, changes, st.one_of(st.just(len(whole)), st.integers(8, len(whole))))


@given(st.one_of(st.binary().map(b"%PDF-1.4\n".__add__), damaged(WHOLE_PDF)))
@pytest.mark.filterwarnings("ignore")  # pypdf warns of what it mends
def test_a_broken_pdf_gives_text_or_a_transcript_error(raw: bytes) -> None:
    try_to_read(raw, pdf.text_of)


@given(st.one_of(st.binary().map(b"PK\x03\x04word/document.xml".__add__), damaged(WHOLE_WORD)))
def test_a_broken_word_document_gives_text_or_a_transcript_error(raw: bytes) -> None:
    try_to_read(raw, word.text_of)


def test_a_paragraph_that_was_moved_away_is_not_read() -> None:
    document = docx.Document()
    document.add_paragraph("Ann: It is open.")
    gone = parse_xml(f"<w:moveFrom {nsdecls('w')}><w:p><w:r><w:t>Ann: It was shut.</w:t></w:r></w:p></w:moveFrom>")
    document.element.body.insert(0, gone)
    assert word.text_of(saved(document)).split("\n")[0] == "Ann: It is open."


def test_a_pdf_of_more_words_than_any_transcript_has_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_LONGEST", 40)
    assert "Ann" in pdf.text_of(pdf_of(["Ann: It is open."], ["Bob: I see."]))
    with pytest.raises(TranscriptError, match="characters; please split it"):
        pdf.text_of(pdf_of(["Ann: It is open."] * 2, ["Bob: I see."]))
