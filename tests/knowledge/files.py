"""Who says what, written as a file of every format that is read: what stands in it is any text at all."""

import html
import json
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from tests.knowledge.test_documents_read import pdf_of, word_of

Said = tuple[str, str]
"""A speaker's name, and a sentence of theirs."""
Written = Callable[[Sequence[Said]], bytes]


def webvtt(said: Sequence[Said]) -> bytes:
    cues = (
        f"00:{at // 60:02}:{at % 60:02}.000 --> 00:{at // 60:02}:{at % 60:02}.900\n"
        f"<v {html.escape(name)}>{html.escape(words)}</v>\n"
        for at, (name, words) in enumerate(said)
    )
    return "\n".join(["WEBVTT\n", *cues]).encode()


def srt(said: Sequence[Said]) -> bytes:
    cues = (
        f"{at}\n00:{at // 60:02}:{at % 60:02},000 --> 00:{at // 60:02}:{at % 60:02},900\n{name}: {words}\n"
        for at, (name, words) in enumerate(said, 1)
    )
    return "\n".join(cues).encode()


def whisper(said: Sequence[Said]) -> bytes:
    segments = [{"id": at, "start": at, "end": at + 0.9, "text": f" {words}"} for at, (_, words) in enumerate(said)]
    return _json({"text": " ".join(words for _, words in said), "segments": segments, "language": "en"})


def whisperx(said: Sequence[Said]) -> bytes:
    segments = [
        {
            "start": at,
            "end": at + 0.9,
            "text": words,
            "speaker": name,
            "words": [{"word": word, "start": at, "end": at + 0.5, "speaker": name} for word in words.split()],
        }
        for at, (name, words) in enumerate(said)
    ]
    return _json({"segments": segments})


def whisper_cpp(said: Sequence[Said]) -> bytes:
    parts = [
        {
            "timestamps": {"from": f"00:00:{at % 60:02},000", "to": f"00:00:{at % 60:02},900"},
            "offsets": {"from": 1000 * at, "to": 1000 * at + 900},
            "text": f" {words}",
        }
        for at, (_, words) in enumerate(said)
    ]
    head = {"systeminfo": "", "model": {"type": "small"}, "params": {"model": "x"}, "result": {"language": "en"}}
    return _json({**head, "transcription": parts})


def youtube(said: Sequence[Said]) -> bytes:
    return _json(
        [{"text": f">> {name}: {words}", "start": at * 2.0, "duration": 1.9} for at, (name, words) in enumerate(said)]
    )


def podcasting(said: Sequence[Said]) -> bytes:
    segments = [
        {"speaker": name, "startTime": at, "endTime": at + 0.9, "body": words} for at, (name, words) in enumerate(said)
    ]
    return _json({"version": "1.0.0", "segments": segments})


def podcasting_html(said: Sequence[Said]) -> bytes:
    return "\n".join(
        f"<cite>{html.escape(name)}:</cite><time>0:{at % 60:02}</time><p>{html.escape(words)}</p>"
        for at, (name, words) in enumerate(said)
    ).encode()


def revai(said: Sequence[Said]) -> bytes:
    monologues = [
        {
            "speaker": name,
            "elements": [
                {"type": "text", "value": word, "ts": float(at), "end_ts": at + 0.5}
                if number % 2 == 0
                else {"type": "punct", "value": " "}
                for number, word in enumerate(_spaced(words))
            ],
        }
        for at, (name, words) in enumerate(said)
    ]
    return _json({"monologues": monologues})


def assemblyai(said: Sequence[Said]) -> bytes:
    utterances = [
        {"speaker": name, "start": 1000 * at, "end": 1000 * at + 900, "text": words}
        for at, (name, words) in enumerate(said)
    ]
    return _json({"text": " ".join(words for _, words in said), "utterances": utterances})


def deepgram(said: Sequence[Said]) -> bytes:
    words = [
        {"word": word, "punctuated_word": word, "start": at + 0.01, "end": at + 0.5, "speaker": hash_of(name)}
        for at, (name, sentence) in enumerate(said)
        for word in sentence.split()
    ]
    whole = " ".join(sentence for _, sentence in said)
    return _json({"metadata": {}, "results": {"channels": [{"alternatives": [{"transcript": whole, "words": words}]}]}})


def labelled(said: Sequence[Said]) -> bytes:
    people = {name: f"p{number}" for number, name in enumerate(dict.fromkeys(name for name, _ in said))}
    head = "".join(f"  {id}: {{name: {json.dumps(name)}}}\n" for name, id in people.items())
    body = "\n".join(f"[[{people[name]} 00:{at % 60:02}]] {words}" for at, (name, words) in enumerate(said))
    return f"---\ntitle: The Talk\nurl: https://example.org/7\nparticipants:\n{head}---\n{body}\n".encode()


def blocks(said: Sequence[Said]) -> bytes:
    return "\n\n".join(f"{name}  0:{at % 60:02}\n{words}" for at, (name, words) in enumerate(said)).encode()


def articles(said: Sequence[Said]) -> bytes:
    lines = [f"{name}, the founder of Openlight, spoke in Geneva." for name in dict.fromkeys(name for name, _ in said)]
    return "\n".join([*lines, *(f"“{words},” said {name}." for name, words in said)]).encode()


def plain(said: Sequence[Said]) -> bytes:
    return "\n".join(f"{name}: {words}" for name, words in said).encode()


def word(said: Sequence[Said]) -> bytes:
    """Without what XML cannot hold."""
    return word_of(*(_of_xml(f"{name}: {words}") for name, words in said))


def pdf(said: Sequence[Said]) -> bytes:
    """Of characters that one unit holds, for the simple font that is put into it."""
    lines = [f"{name}: {words}" for name, words in said]
    return pdf_of(["".join(char for char in line if "\x1f" < char < "\ud800") for line in lines])


FORMATS: Mapping[str, tuple[str, Written]] = MappingProxyType(
    {
        "webvtt": ("vtt", webvtt),
        "srt": ("srt", srt),
        "whisper": ("json", whisper),
        "whisperx": ("json", whisperx),
        "whisper_cpp": ("json", whisper_cpp),
        "youtube": ("json", youtube),
        "podcasting": ("json", podcasting),
        "podcasting_html": ("html", podcasting_html),
        "revai": ("json", revai),
        "assemblyai": ("json", assemblyai),
        "deepgram": ("json", deepgram),
        "labelled": ("txt", labelled),
        "blocks": ("txt", blocks),
        "articles": ("txt", articles),
        "plain": ("txt", plain),
        "word": ("docx", word),
        "pdf": ("pdf", pdf),
    }
)
"""How a file of each format ends, and how it is written."""


def hash_of(name: str) -> int:
    """A voice's number."""
    return len(name) % 3


def _spaced(words: str) -> list[str]:
    """Words with the white space between them, turn about."""
    return [part for number, word in enumerate(words.split()) for part in ([" ", word] if number else [word])]


def _of_xml(text: str) -> str:
    return "".join(char for char in text if char in "\t\n" or "\x1f" < char < "\ufffe" or char > "\uffff")


def _json(found: object) -> bytes:
    return json.dumps(found, ensure_ascii=False).encode()
