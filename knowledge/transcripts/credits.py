"""Whom the quotations of an article are credited to: the one person whom the sentence names as speaking, or nobody."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from knowledge.transcripts import chinese_names, latin_names, reporting
from knowledge.transcripts.genders import genders, is_other
from knowledge.transcripts.persons import SOMEBODY, Mention, Persons
from knowledge.transcripts.quotations import Quotation, quotations
from knowledge.transcripts.reporting import FIRST, MOST, QUOTATION, Attribution

_ENDS = tuple(".!?…。！？")
_PAUSES = (*_ENDS, *",，—–-;；")
_OPENS_SENTENCE = re.compile(rf"(?:^|[.!?。！？:：…—]['’)]?\s*|{QUOTATION}\s*|^(?:But|And|Still|Yet),?\s)$")
_STOPS = re.compile(rf"\s*(?:$|[.,;。，；！？!?—]|{QUOTATION})")
_FEWEST_LETTERS, _FEWEST_WORDS = 10, 5  # of words that go on in the author's sentence
_TITLE_WORDS = 3
_KIN = "(?:丈夫|妻子|父亲|母亲|爸爸|妈妈|儿子|女儿|哥哥|弟弟|姐姐|妹妹|徒弟|师傅|秘书|助理|朋友|邻居|家人|老伴)"
_ROLES = re.compile(
    rf"(?<!\w)(?:an?|one|another|the|his|her|their)\s(?:[\w-]+\s){{0,2}}?{latin_names.ROLE}\b"
    f"|[一另][位名个][^，。：；]{{0,10}}?{chinese_names.ROLE}|发言人|[他她\ue000-\uefff]的(?:[^，。：；]{{0,4}}?)(?:{chinese_names.ROLE}|{_KIN})"
    f"|'s\\s(?:[\\w-]+\\s){{0,2}}?{latin_names.ROLE}\\b",
    re.IGNORECASE,
)
_APPOSED = re.compile("[\ue000-\uf8ff],\\s$")
_NAMED = re.compile("\\s[\ue000-\uefff]|,\\s[\ue000-\uefff],")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line, its quotations, and its text with one sign for each of them and for each person."""

    begin: int
    end: int
    quotations: tuple[Quotation, ...]
    masked: str
    places: tuple[int, ...]  # of the quotations in `masked`

    def people(self, end: int) -> set[int]:
        """Who is spoken of in its narration up to there; SOMEBODY for a stranger."""
        told = self.masked[:end]
        named = {_who(sign) for sign in told if "\ue000" <= sign != QUOTATION and sign <= "\uf8ff"}
        strangers = any(
            not _APPOSED.search(told[: role.start()]) and not _NAMED.match(told, role.end())
            for role in _ROLES.finditer(told)
        )
        return named | ({SOMEBODY} if strangers else set())


@dataclass(frozen=True, slots=True)
class Credits:
    """An article as far as it is understood; `speakers` tells whose the quotation is that opens at an offset."""

    persons: Persons
    paragraphs: tuple[Paragraph, ...]
    speakers: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class _Given:
    """To whom a quotation is given, None for nobody, and where what says so ends if that stands behind it."""

    who: int | None
    end: int | None = None


def credited(text: str) -> Credits:
    """Whose every quotation in a text is."""
    persons = Persons(text)
    mentions = persons.mentions()
    paragraphs = tuple(
        _paragraph(persons.text, line.start(), line.end(), mentions) for line in re.finditer(r"[^\r\n]+", text)
    )
    told = genders(persons.text, mentions)
    speakers: dict[int, int] = {}
    known: set[int] = set()
    above: Paragraph | None = None
    for paragraph in (paragraph for paragraph in paragraphs if paragraph.masked.strip()):
        found = _Reading(text, paragraph, above, frozenset(known), told).speakers()
        speakers |= found
        known = paragraph.people(len(paragraph.masked)) | set(found.values()) or (known if found else set())
        above = paragraph
    return Credits(persons, paragraphs, _joined(text, paragraphs, speakers))


@dataclass(frozen=True, slots=True)
class _Reading:
    """One paragraph as it is read: below another, after which some people are in mind."""

    text: str
    paragraph: Paragraph
    above: Paragraph | None
    known: frozenset[int]
    genders: Mapping[int, bool]

    def speakers(self) -> dict[int, int]:
        found: dict[int, int] = {}
        last = _Given(None)
        for index, quotation in enumerate(self.paragraph.quotations):
            last = self._given(index, last, frozenset(found.values()))
            if last.who is not None:
                found[quotation.opens] = last.who
        return found

    def _given(self, index: int, last: _Given, heard: frozenset[int]) -> _Given:
        """By what stands in front, else by what stands behind, else by the quotation before."""
        place = self.paragraph.places[index]
        front, behind = self._front(index), reporting.after(self.paragraph.masked, place)
        if front and self._is_led_in(index, front):
            who = self._person(front, heard)
            end = None if self._ends_sentence(index) else self._behind(behind, heard).who
            return _Given(who if end in (None, who) else None)
        if behind and self._may_end_before(index, behind):
            return self._behind(behind, heard)
        same = not front or self._person(front, heard) == last.who
        return _Given(last.who if same and self._continues(index, last) else None)

    def _front(self, index: int) -> Attribution | None:
        place = self.paragraph.places[index]
        if index or self.paragraph.masked[:place].strip():
            return reporting.before(self.paragraph.masked, place)
        if self.above and self.above.masked.rstrip().endswith((":", "：")):
            return reporting.before(self.above.masked, len(self.above.masked))
        return None

    def _behind(self, behind: Attribution | None, heard: frozenset[int]) -> _Given:
        return _Given(self._person(behind, heard), behind.end) if behind else _Given(None)

    def _person(self, said: Attribution, heard: frozenset[int]) -> int | None:
        """The person of an attribution; a pronoun is the only one's of whom the paragraph, or the one above, speaks."""
        if said.who >= "\ue000":
            return _who(said.who)
        told = self.paragraph.people(said.at) | heard
        people = {who for who in told or self.known if not is_other(said.who, self.genders.get(who))}
        return next(iter(people)) if len(people) == 1 and SOMEBODY not in people else None

    def _words(self, index: int) -> str:
        quotation = self.paragraph.quotations[index]
        return self.text[quotation.begin : quotation.end].strip()

    def _ends_sentence(self, index: int) -> bool:
        return self._words(index).rstrip("’'”\"」』").endswith(_ENDS)

    def _is_led_in(self, index: int, front: Attribution) -> bool:
        """Whether a quotation is what a sentence leads in, and not a word or a title in it."""
        words = self._words(index)
        if not self._ends_sentence(index) and not _STOPS.match(self.paragraph.masked, self.paragraph.places[index] + 1):
            return False
        if front.mark == ":":
            return True
        sentence = words[:1].isupper() or bool(re.search("[一-鿿]", words))
        whole = front.mark == "," and sentence and self._ends_sentence(index)
        return (whole or _is_clause(words)) and not _is_title(words)

    def _may_end_before(self, index: int, behind: Attribution) -> bool:
        """Whether a quotation is a sentence, or the beginning of one, that the author's words behind it end."""
        masked, place = self.paragraph.masked, self.paragraph.places[index]
        opens = _OPENS_SENTENCE.search(masked[:place]) is not None
        words = self._words(index).rstrip("’'”\"」』")
        following = masked[behind.end :].split(QUOTATION)
        leads_in_next = len(following) > 1 and following[0].rstrip().endswith((":", "："))
        if behind.mark:  # a dash before the name
            return opens
        if words.endswith(".") and behind.is_english:
            return False
        pauses = words.endswith(_PAUSES) or masked[place + 1 : place + 2] in ("，", ",", "—")
        return opens and pauses and not (leads_in_next and words.endswith(_ENDS))

    def _continues(self, index: int, last: _Given) -> bool:
        """Whether the quotation before goes on in this one, with nothing between but who says so."""
        if last.who is None or not index:
            return False
        masked, places = self.paragraph.masked, self.paragraph.places
        rest = masked[last.end or places[index - 1] + 1 : places[index]].strip()
        stops = _STOPS.match(masked, places[index] + 1) is not None
        if last.end is None and rest:
            return False
        if reporting.speaks(rest) or re.search(r"[.!?]\s+\S|[。！？][^。！？]", rest):
            return False
        split = rest.endswith((",", "，", ":", "：", "—", "–"))
        return (split and (stops or self._ends_sentence(index))) or (
            (not rest or rest.endswith((".", "。")))
            and self._ends_sentence(index)
            and not self._goes_into_sentence(index)
        )

    def _goes_into_sentence(self, index: int) -> bool:
        """Whether the author's own sentence goes on behind a quotation."""
        return re.match(r"\s*[a-z]|[一-鿿]", self.paragraph.masked[self.paragraph.places[index] + 1 :]) is not None


def _is_clause(words: str) -> bool:
    return len(words.split()) >= _FEWEST_WORDS or len(re.findall("[一-鿿]", words)) >= _FEWEST_LETTERS


def _is_title(words: str) -> bool:
    """Whether words are written as in a title, in capitals."""
    long = [word for word in re.findall(r"[A-Za-zÀ-ɏ][\w’'\-]*", words) if len(word) > _TITLE_WORDS]
    return len(long) >= _TITLE_WORDS and all(word[0].isupper() for word in long)


def _joined(text: str, paragraphs: Sequence[Paragraph], speakers: Mapping[int, int]) -> dict[int, int]:
    """The same speaker for the paragraphs of one quotation; nobody for one that never closes or has two."""
    found = dict(speakers)
    chain: list[Quotation] = []
    for paragraph in paragraphs:
        first = next(iter(paragraph.quotations), None)
        if chain and not (first and not text[paragraph.begin : first.opens].strip()):
            if not text[paragraph.begin : paragraph.end].strip():
                continue
            _drop(found, chain)
            chain = []
        for quotation in paragraph.quotations:
            chain = [*chain, quotation] if quotation.goes_on or (chain and quotation is first) else []
            if chain and not quotation.goes_on:
                _share(found, chain)
                chain = []
    _drop(found, chain)
    return found


def _drop(speakers: dict[int, int], chain: Sequence[Quotation]) -> None:
    for quotation in chain:
        speakers.pop(quotation.opens, None)


def _share(speakers: dict[int, int], chain: Sequence[Quotation]) -> None:
    named = {speakers[quotation.opens] for quotation in chain if quotation.opens in speakers}
    _drop(speakers, chain)
    if len(named) == 1:
        speakers.update({quotation.opens: next(iter(named)) for quotation in chain})


def _paragraph(text: str, begin: int, end: int, mentions: Sequence[Mention]) -> Paragraph:
    found = tuple(quotations(text, begin, end))
    signs = [(one.opens, one.closes, QUOTATION) for one in found]
    first = bisect_left(mentions, begin, key=lambda mention: mention.begin)
    free = takewhile(lambda mention: mention.end <= end, islice(mentions, first, None))
    signs += [
        (mention.begin, mention.end, _sign(mention.who))
        for mention in free
        if not any(one.opens < mention.end and mention.begin < one.closes for one in found)
    ]
    masked, last = [], begin
    for start, past, sign in sorted(signs):
        masked += [_plain(text[last:start]), sign]
        last = past
    told = "".join([*masked, _plain(text[last:end])])
    return Paragraph(begin, end, found, told, tuple(match.start() for match in re.finditer(QUOTATION, told)))


def _plain(text: str) -> str:
    return re.sub("[\ue000-\uf8ff]", " ", text).replace("’", "'")


def _sign(who: int) -> str:
    return chr(FIRST + who) if 0 <= who < MOST else reporting.SOMEBODY


def _who(sign: str) -> int:
    return SOMEBODY if sign == reporting.SOMEBODY else ord(sign) - FIRST
