"""Word and PDF documents that are made to do harm, and the archives and streams that they are made of."""

import struct
import zlib
from collections.abc import Container, Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx

BODY = "word/document.xml"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def word_files(skipped: Container[str] = ()) -> Iterator[tuple[str, bytes]]:
    """Each with what is wrong with it."""
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    yield "billion laughs", word(body("&a9;"), f'<!DOCTYPE w [<!ENTITY a0 "ha">{laughs}]>')
    yield "quadratic entity", word(body("&a;" * 20_000), f'<!DOCTYPE w [<!ENTITY a "{"ha" * 20_000}">]>')
    outside = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    yield "external entity", word(body("&a;"), outside)
    yield (
        "external entity of the network",
        word(body("&a;"), outside.replace("file:///etc/passwd", "http://127.0.0.1:9/")),
    )
    yield "parameter entity", word(body("a"), '<!DOCTYPE w [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]>')
    yield "nested 100,000 deep", word(body("<w:r>" * 100_000 + "a" + "</w:r>" * 100_000))
    yield "a paragraph in a paragraph, 200 deep", word(body("<w:p>" * 200 + "a" + "</w:p>" * 200))
    yield "a million attributes", word(body("<w:t " + " ".join(f'a{n}="b"' for n in range(300_000)) + ">a</w:t>"))
    yield "two million elements", word(body("<w:t/>" * 2_000_000))
    yield "49 MiB of words", word(body("<w:r><w:t>" + "a" * (49 << 20) + "</w:t></w:r>"))
    if "2 GiB of zeros" not in skipped:
        yield "2 GiB of zeros", archive({BODY: b""}, bombs=[("word/media/a.bin", 2 << 30)])
    yield "a body that says it is small", _lying(word(body("a" * (60 << 20))))
    yield "100,000 parts", archive({BODY: b"<a/>", **{f"word/{n}": b"" for n in range(100_000)}})
    yield "one stream under 5,000 names", overlapping(5_000)
    yield (
        "archives in archives",
        archive({BODY: b"<a/>", "word/a.zip": archive({"b.zip": archive({"c": b"0" * 9_000_000})})}),
    )
    yield (
        "names that lead out",
        archive({BODY: b"<a/>", "../../etc/cron.d/a": b"a", "/etc/passwd": b"a", "C:\\a": b"a"}),
    )
    yield "a relation to a file of the disk", _related(word(body("a")))
    yield "cut off", word(body("a" * 5000))[:-300]
    yield "a password", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le")


def body(inside: str) -> str:
    return f'<w:document xmlns:w="{_WORD}"><w:body><w:p>{inside}</w:p></w:body></w:document>'


def word(document: str, declared: str = "") -> bytes:
    """A Word document with this for its body."""
    made, out = BytesIO(), BytesIO()
    docx.Document().save(made)
    with ZipFile(made) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for part in source.infolist():
            target.writestr(part, f"{_HEAD}{declared}{document}" if part.filename == BODY else source.read(part))
    return out.getvalue()


def archive(parts: dict[str, bytes], bombs: list[tuple[str, int]] | None = None) -> bytes:
    """An archive of these parts, and of some that are so many zeros."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
        for name, size in bombs or []:
            with target.open(name, "w", force_zip64=True) as part:
                for _ in range(size >> 20):
                    part.write(bytes(1 << 20))
    return out.getvalue()


def overlapping(count: int) -> bytes:
    """An archive in whose directory many names stand for one stream of 10 MB."""
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    zeros = bytes(10_000_000)
    stream, sum32 = packed.compress(zeros) + packed.flush(), zlib.crc32(zeros)
    sizes = struct.pack("<III", sum32, len(stream), len(zeros))
    out = b"PK\3\4" + struct.pack("<HHHHH", 20, 0, 8, 0, 0) + sizes + struct.pack("<HH", len(BODY), 0) + BODY.encode()
    out += stream
    start = len(out)
    for n in range(count):
        name = BODY if not n else f"word/{n}.xml"
        out += b"PK\1\2" + struct.pack("<HHHHHH", 20, 20, 0, 8, 0, 0) + sizes
        out += struct.pack("<HHHHHII", len(name), 0, 0, 0, 0, 0, 0) + name.encode()
    return out + b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, count, count, len(out) - start, start, 0)


def _lying(made: bytes) -> bytes:
    """The same archive, whose directory says of its body that it has a hundred bytes."""
    found = made.rfind(b"PK\1\2", 0, made.rfind(BODY.encode()))
    return made[: found + 24] + struct.pack("<I", 100) + made[found + 28 :]


def _related(made: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(BytesIO(made)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for part in source.infolist():
            content = source.read(part)
            if part.filename == "word/_rels/document.xml.rels":
                content = content.replace(b'Target="styles.xml"', b'Target="../../../../etc/passwd"')
            target.writestr(part, content)
    return out.getvalue()


def pdf_files(skipped: Container[str] = ()) -> Iterator[tuple[str, bytes]]:
    """Each with what is wrong with it."""
    zeros = zlib.compress(bytes((400 if "400 MiB in a stream" not in skipped else 100) << 20), 9)
    yield "400 MiB in a stream", pdf(stream=(zeros, b"/FlateDecode"))
    yield "a stream packed twice", pdf(stream=(zlib.compress(zeros, 9), b"[/FlateDecode /FlateDecode]"))
    yield "a hundred filters", pdf(stream=(b"a", b"[" + b"/ASCIIHexDecode " * 100 + b"]"))
    yield "run lengths", pdf(stream=(b"\x81\0" * 4_000_000, b"/RunLengthDecode"))
    yield "10 MB of words", slow_pdf()
    yield "brackets without end", pdf(stream=(b"[" * 2_000_000, b""))
    yield "pages that hold themselves", pdf(kids=b"2 0 R")
    yield "pages that are said to be a billion", pdf(count=b"1000000000")
    yield "a page tree 5,000 deep", _deep_tree(5_000)
    yield "an object that is itself", pdf(more=[b"6 0 R"], kids=b"6 0 R")
    yield "a script and a file inside", pdf(catalog=b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>")
    yield "a dictionary 100,000 deep", pdf(more=[b"<< /A " * 100_000 + b">> " * 100_000], catalog=b"/A 6 0 R")
    yield "a form that draws itself", _self_drawing()
    yield (
        "a predictor of a billion columns",
        pdf(stream=(zlib.compress(b"a"), b"/FlateDecode /DecodeParms << /Predictor 12 /Columns 1000000000 >>")),
    )
    yield "nothing but its name", b"%PDF-1.7\n"
    yield "16 MB of nothing", b"%PDF-1.7\n" + b"\n" * 16_000_000
    yield "a million objects", b"%PDF-1.7\n" + b"".join(b"%d 0 obj\n<<>>\nendobj\n" % n for n in range(400_000))


def pdf(
    stream: tuple[bytes, bytes] = (b"BT (a) Tj ET", b""),
    *,
    kids: bytes = b"3 0 R",
    count: bytes = b"1",
    catalog: bytes = b"",
    more: list[bytes] | None = None,
) -> bytes:
    """A document of one page with this for its content; `more` are objects from 6 on."""
    content, filters = stream
    head = b"/Length %d" % len(content) + (b" /Filter " + filters if filters else b"")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R " + catalog + b" >>",
        b"<< /Type /Pages /Kids [" + kids + b"] /Count " + count + b" >>",
        b"<< /Type /Page /Parent 2 0 R /Resources << /Font << /F 5 0 R >> >> /Contents 4 0 R >>",
        b"<< " + head + b" >>\nstream\n" + content + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *(more or []),
    ]
    return _written(objects)


def slow_pdf() -> bytes:
    """A small document of so many words that reading them takes long."""
    words = b"BT /F 9 Tf " + b"(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj " * 300_000 + b"ET"
    return pdf(stream=(zlib.compress(words), b"/FlateDecode"))


def _deep_tree(depth: int) -> bytes:
    nodes = [b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (n + 7) for n in range(depth)]
    return pdf(kids=b"6 0 R", more=[*nodes, b"<< /Type /Page /Contents 4 0 R >>"])


def _self_drawing() -> bytes:
    form = b"<< /Type /XObject /Subtype /Form /Resources << /XObject << /A 6 0 R >> >> /Length 10 >>"
    made = pdf(stream=(b"/A Do " * 50, b""), more=[form + b"\nstream\n/A Do /A Do\nendstream"])
    return made.replace(b"/Font << /F 5 0 R >>", b"/XObject << /A 6 0 R >>")


def _written(objects: list[bytes]) -> bytes:
    out, places = BytesIO(b""), []
    out.write(b"%PDF-1.7\n")
    for number, content in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n" % number + content + b"\nendobj\n")
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return out.getvalue()
