"""Texts that are made to do harm: deep, long, repeated, in characters that cannot be seen or stored."""

import json
from collections.abc import Container, Iterator

_SIZE = 1_000_000  # characters
_SRT = "1\n00:00:01,000 --> 00:00:02,000\n{}\n\n"

# What the readers look for, over and over, on one line and on many.
REPEATED = (
    *"[ ( { < > : ： - * # _ . , ! ? “ ” \" ' ` | = ~ ^ $ % @ & \\ / 0 1 a A 的 “ 「 ﹏ é \t \u3000 \u200b".split(" "),
    *("[[", "[[]]", "[[a", "[[a]]", "[[a:", "]]", "A:", "A: b", "A：", "甲：", "甲：乙。", ">>", ">> A:", "->", "-->"),
    *("00:00", "00:00:00", "[00:00]", "(00:00)", "00:00 A", "A (", "A (b", "A ((b)", "Ann Lee: ", "Ann Lee (", "Mr. "),
    *(
        "said ",
        "“a,” said A. ",
        "says",
        "说",
        "“a”说",
        "--- ",
        "<b>",
        "<p>",
        "<cite>",
        "<!--",
        "</p>",
        "&lt;",
        "&#",
        "<v A>",
    ),
    *(
        "<v ",
        "a.",
        "a. ",
        "A. ",
        "。",
        "Sponsored by ",
        "Today’s sponsor is ",
        "use code ",
        "a b c ",
        "Speaker 1:",
        "Speaker 1",
    ),
    *(
        "www.",
        "http://",
        "1.",
        "1. ",
        "- ",
        "* ",
        "\r",
        "\u2028",
        "\u0085",
        "\x0c",
        "\x1b[31m",
        "👩‍👩‍👧",
        "e\u0301\u0301",
        "Α ",
    ),
)


def repeated(size: int = _SIZE) -> Iterator[tuple[str, bytes]]:
    """Everything that a reader looks for, over and over: on one line, on many, and behind how each format begins."""
    for unit in REPEATED:
        many = unit * (size // len(unit))
        lines = (unit + "\n") * (size // (len(unit) + 1))
        yield f"{unit!r} over and over", many.encode()
        yield f"{unit!r} on every line", lines.encode()
        yield f"{unit!r} in subtitles", _SRT.format(many).encode()
        yield f"{unit!r} in a cue", f"WEBVTT\n\n00:01.000 --> 00:02.000\n{many}\n".encode()
        yield f"{unit!r} under a label", f"---\ntitle: T\nparticipants:\n  a:\n    name: A\n---\n[[a]] {many}".encode()
        yield f"{unit!r} behind words", f"Ann: A word.\n\nBob {many}".encode()
        yield f"{unit!r} in a page", f"<html><body><cite>A:</cite><time>0:01</time><p>{many}</p></body></html>".encode()


def jsons(skipped: Container[str] = ()) -> Iterator[tuple[str, bytes]]:
    """JSON that is deep, or has numbers and names that nothing has."""
    yield "lists a million deep", b"[" * _SIZE
    yield "lists a million deep, closed", b"[" * _SIZE + b"]" * _SIZE
    yield "objects 100,000 deep", b'{"segments":' * 100_000 + b"1" + b"}" * 100_000
    yield "deep within a field", b'{"segments": [{"text": "a", "x": ' + b"[" * 900 + b"]" * 900 + b"}]}"
    yield "an integer of a million digits", whisper(start="1" * _SIZE)
    yield "an integer of 4,000 digits", whisper(start="1" * 4_000)
    for time in ("1e308", "-1e308", "NaN", "Infinity", "-Infinity", "1e400", "-5", '"1"', "null", "true", "[]"):
        yield f"a time of {time}", whisper(start=time)
    yield (
        "a field twice",
        b'{"text": "a", "segments": [{"start": 0, "end": 1, "text": "a", "text": "b"}], "segments": []}',
    )
    yield "half a character", whisper(text='"a\\ud800b"')
    yield "a zero byte", whisper(text='"a\\u0000b"')
    yield "a name of a million letters", whisper(speaker="A" * _SIZE)
    if "100,000 speakers" not in skipped:
        yield "100,000 speakers", _segments({"speaker": f"Person {n:06}x"} for n in range(100_000))
    if "300,000 turns" not in skipped:
        yield "300,000 turns", _segments({"speaker": f"Ann{n % 2}b"} for n in range(300_000))
    yield "two million empty lists", b'{"segments": [' + b"[]," * 2_000_000 + b"[]]}"
    yield "two million empty segments", b'{"segments": [' + b"{}," * 2_000_000 + b"{}]}"
    yield "a million fields", b'{"segments": [{' + b",".join(b'"%d": 0' % n for n in range(_SIZE)) + b"}]}"
    if "one string of 15 MB" not in skipped:
        yield "one string of 15 MB", whisper(text=json.dumps("a b. " * 3_000_000))


def whisper(*, start: str = "0", text: str = '"Some words."', speaker: str = "Ann Lee") -> bytes:
    return f'{{"segments": [{{"start": {start}, "end": 2, "text": {text}, "speaker": "{speaker}"}}]}}'.encode()


def _segments(rows: Iterator[dict[str, str]]) -> bytes:
    made = [{"start": n, "end": n + 1, "text": "Some words.", **row} for n, row in enumerate(rows)]
    return json.dumps({"segments": made}).encode()


def front_matters() -> Iterator[tuple[str, bytes]]:
    """Labelled files whose front matter is a bomb."""
    laughs = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10))
    yield "aliases of aliases", _labelled(f"a0: &a0 [ha]\n{laughs}")
    names = "".join(f"- &n{n} [{', '.join([f'*n{n - 1}'] * 9)}]\n" for n in range(1, 8))
    yield "aliases of aliases in names", _labelled(f"names:\n- &n0 [ha, he]\n{names}")
    yield "an object of Python", _labelled("date: !!python/object/apply:os.system ['touch /tmp/x']")
    yield "a merge of itself", _labelled("participants: &a\n  <<: *a")
    yield "a list that holds itself", _labelled("names: &a [*a]")
    yield "brackets without end", _labelled("date: " + "[" * 100_000)
    yield "never closed", b"---\n" + b"a: b\n" * 200_000
    yield "200,000 keys", _labelled("".join(f"k{n}: 1\n" for n in range(60_000)))
    yield "5,000 people", _labelled("participants:\n" + "".join(f"  p{n}:\n    name: P{n}\n" for n in range(3_000)))
    yield "a title of a million letters", _labelled("language: " + "a" * _SIZE)
    yield "a number of a million digits", _labelled("date: " + "1" * _SIZE)
    yield "a time of a million digits", _labelled("language: en", f"[[a 0:00]] A. [[{'9' * 4000}:00:00]] B.")
    yield "base 60", _labelled("date: " + "1:" * 200_000 + "1")


def _labelled(more: str, words: str = "[[a]] Some words.") -> bytes:
    people = "" if "participants" in more else "participants:\n  a:\n    name: A\n"
    return f"---\ntitle: T\n{people}{more}\n---\n{words}\n".encode()


def pages() -> Iterator[tuple[str, bytes]]:
    """HTML that is deep, or has what runs in a browser."""
    yield "elements 200,000 deep", b"<div>" * 200_000 + b"a"
    yield "paragraphs 100,000 deep", b"<html>" + b"<cite>A:<p>" * 100_000
    yield "quotations 3,000 deep", b"<html><cite>A:</cite><p>" + b"<b>" * 3_000 + b"a" + b"</b>" * 3_000 + b"</p>"
    yield "a script", b"<html><script>fetch('http://127.0.0.1:9/')</script><cite>A:</cite><p>a</p></html>"
    yield "an attribute of 5 MB", b'<html><p class="' + b"a" * 5_000_000 + b'"><cite>A:</cite><p>a</p>'
    yield "a million attributes", b"<html><p " + b"a=1 " * 500_000 + b"><cite>A:</cite><p>a</p>"
    yield "comments without end", b"<html><!--" + b"<!--" * 400_000
    yield "declarations without end", b"<html>" + b"<![CDATA[" * 200_000
    yield "entities without end", b"<html><cite>A:</cite><p>" + b"&amp" * 500_000
    yield "tags that are not closed", b"<html>" + b"<a " * 500_000


def codes() -> Iterator[tuple[str, bytes]]:
    """Bytes that are hardly text."""
    yield "nothing", b""
    yield "white space", b" \n\t" * 300_000
    yield "zero bytes", b"\0" * _SIZE
    yield "zero bytes in UTF-16", "a\0b: c\0".encode("utf-16") * 1000
    yield "bytes without a code", bytes(range(128, 256)) * 4_000
    yield "half of UTF-16", b"\xff\xfe" + b"\0\xd8" * 100_000
    yield "UTF-32", ("Ann: A word.\n" * 100).encode("utf-32")
    yield "UTF-7", b"+AG8- " * 1000
    yield "overlong UTF-8", b"Ann: \xc0\xaf\xe0\x80\xaf" * 1000
    yield "byte order marks", b"\xef\xbb\xbf" * 300_000
    yield "escapes of a terminal", b"\x1b]0;a\x07\x1b[2JAnn: a word\n" * 1000
