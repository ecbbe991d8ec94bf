"""Names of people in Latin script: runs of capitalised words that something nearby shows to be a person's."""

import re
from collections.abc import Iterator
from itertools import groupby

from knowledge.transcripts.given_names import GIVEN

_WORD = re.compile(
    r"[A-Za-zÀ-ɏ]+(?:['’\-][A-Za-zÀ-ɏ]+)*(?:(?<=\b[A-Z])\.|(?<=\bSen)\.|(?<=\bRep)\.|(?<=\b[DMJS]r)\.|(?<=\bM[rs]s)\.|(?<=\bMs)\.|(?<=\bGov)\.|(?<=\bProf)\.|(?<=\bGen)\.)?"
)
_POSSESSIVE = re.compile(r"['’]s$")
_PARTICLES = frozenset(
    "de da di do dos del della der den des van von vom zu la le el al bin ibn ben y e af av ter".split()
)
_TITLES = frozenset(
    "dr mr mrs ms miss sir dame prof sen rep gov gen lord lady judge justice senator representative congressman"
    " congresswoman governor general professor doctor president chancellor minister secretary mayor commissioner"
    " ambassador councillor councilwoman councilman baroness baron captain detective inspector".split()
)
ROLE = (
    r"(?:(?:co-?)?founders?|chief(?: executive(?: officer)?)?|executives?|ceo|cto|cfo|coo|chairman|chairwoman|chair"
    r"|president|directors?|managers?|officers?|heads?|leaders?|leads?|partners?|owners?|boss|researchers?|scientists?|professors?|lecturers?"
    r"|engineers?|developers?|programmers?|designers?|architects?|hackers?|analysts?|economists?|lawyers?|attorneys?"
    r"|senators?|representatives?|lawmakers?|politicians?|ministers?|secretary|mayor|judge|commissioner|ambassador|chancellor"
    r"|authors?|writers?|novelists?|journalists?|reporters?|editors?|columnists?|critics?|historians?|philosophers?"
    r"|teachers?|librarians?|archivists?|curators?|activists?|advocates?|advisers?|advisors?|consultants?|investors?"
    r"|entrepreneurs?|maintainers?|volunteers?|students?|fellows?|physicists?|biologists?|mathematicians?|chemists?"
    r"|doctors?|physicians?|nurses?|farmers?|artists?|musicians?|graduates?|veterans?|spokes(?:man|woman|person)|expert"
    r"|barristers?|solicitors?|prosecutors?|drivers?|workers?|nurse|chefs?|bakers?|builders?|coach|players?|pilots?|captains?"
    r"|councillors?|governors?|composers?|singers?|actors?|actress|filmmakers?|photographers?|painters?|poets?|producers?"
    r"|pastors?|priests?|rabbis?|imams?|witness|detectives?|officials?|delegates?|deputy|aides?|traders?|bankers?"
    r"|shopkeepers?|trainers?|technicians?|electricians?|mechanics?|sailors?|firefighters?|midwife|surgeons?"
    r"|geologists?|astronomers?|linguists?|anthropologists?|archaeologists?|statisticians?|wife|husband|daughter-in-law"
    r"|aunts?|uncles?|cousins?|grand(?:mother|father|son|daughter)s?|specialists?|technologists?|ethicists?|psychologists?|sociologists?|strategists?|coordinators?|organi[sz]ers?"
    r"|residents?|neighbou?rs?|parents?|mothers?|fathers?|widow|sons?|daughters?|brothers?|sisters?|colleagues?|friends?)"
)
# Words of names that are no person's.
_NOT_OF_PEOPLE = frozenset(
    "inc corp corporation company co ltd llc gmbh ag plc group holdings foundation university institute"
    " college school academy association society union council committee commission department ministry agency"
    " bureau office court house congress senate parliament party press news times post journal courier gazette"
    " herald tribune review magazine radio television network labs lab laboratory laboratories research"
    " systems technologies technology software hardware industries partners ventures capital bank fund trust"
    " alliance initiative project program centre center library museum church street road avenue city county"
    " state states kingdom republic river lake mountain north south east west new united national"
    " international european american british chinese french german open source intelligence artificial"
    " internet web cloud data digital machine learning model models api act bill law agreement treaty"
    " conference summit forum week day award prize series platform platforms media studio studios games"
    " entertainment pictures records books airlines motors energy health hospital services security exchange"
    " semiconductor semiconductors electronics pharmaceuticals biotech robotics dynamics networks solutions consulting"
    " associates analytics logistics airlines airways insurance finance financial bancorp petroleum mining chemicals"
    " foods stores retail hotels resorts pier square station airport harbour harbor island islands valley stadium"
    " theatre theater gallery gardens ocean bay democrats republicans labour conservatives"
    " pepper market markets board team face commons crawl street".split()
)
# What a sentence may begin with, days, months, and offices in capitals.
_NOT_IN_NAMES = (
    frozenset(
        "a an the this that these those it its he she they we i you his her their our my your and but or so yet"
        " still also then now here there when while where why what who how which whose if as at by for from in"
        " into of off on onto over since to under until up upon with within without after before during between"
        " among about above against although though because despite even ever every each both all any some many"
        " most more much few other another such no not nor only just once again first second third last next"
        " finally later meanwhile however moreover instead indeed today tomorrow yesterday asked according like"
        " unlike monday tuesday wednesday thursday friday saturday sunday january february march april may june"
        " july august september october november december former vice deputy senior junior chief executive officer"
        " ceo cto cfo coo prime acting associate assistant founder cofounder co-founder chairman chairwoman"
        " director manager head editor author scientist engineer researcher analyst spokesman spokeswoman"
        " spokesperson lawyer critic reporter".split()
    )
    | _TITLES
)
_AGED = re.compile(r"(?:-year-old|岁的)\s?$")
_BEFORE = re.compile(rf"(?:\b{ROLE},?\s|\b(?:{'|'.join(_TITLES)})\.?\s)$", re.IGNORECASE)
_APPOSITION = re.compile(
    r"(?:\s?\([^()\n]{1,60}\))?,\s(?:\d{2}\b|who\b"
    rf"|(?:(?!(?:by|whose|which|that|where|from|with|said|says|founded|company|firm)\b)[\w’'.&\-]+\s){{0,6}}?{ROLE}\b)",
    re.IGNORECASE,
)
_SPEAKS = r"(?:said|says|told|wrote|writes|added|asked|replied|recalled|explained|argued|noted|warned|insisted)\b"
_NOT_MENTIONED_ALONE = re.compile(r"\b(?:the|at|of|for|in|from|by|joined|on|to)\s$", re.IGNORECASE)
_AS_PERSON = r"(?:, \d\d,|, who\b)"
_OFTEN = 2
_HONOURS = frozenset("KC QC MP MEP MSP MBE OBE CBE PhD MD Jr Sr".split())
_FORMAL = (
    r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Judge|Justice|Senator|Sen|Rep|President|Chancellor|Congressman)\.?"
    r"(?:\sJustice)?"
)
_SURNAME = re.compile(rf"\b{_FORMAL}\s(?P<name>[A-ZÀ-Þ][a-zß-ɏ]+(?:-[A-ZÀ-Þ][a-zß-ɏ]+)?)\b")
_DAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")

Found = tuple[int, int, str]


def names(text: str) -> list[str]:
    """The full names of people in a text, each as it stands first."""
    return list(dict.fromkeys(name for begin, end, name in _runs(text) if _is_person(text, begin, end, name)))


def possible(text: str, people: list[str]) -> list[Found]:
    """Where there stand names that may be another person's, with what they are."""
    known = set(people)
    return [
        (begin, end, name)
        for begin, end, name in _runs(text)
        if name not in known and is_full(name) and not _NOT_MENTIONED_ALONE.search(text[max(0, begin - 8) : begin])
    ]


def is_full(name: str) -> bool:
    """Whether a name has two words or more and is written like a person's."""
    parts = [word for word in name.split() if word not in _PARTICLES]
    return 2 <= len(parts) <= 4 and all(map(_is_of_person, parts)) and len(parts[-1]) > 1


def without_initials(name: str) -> str:
    """A name without what may stand in the middle of it: Ron L. Wyden is Ron Wyden."""
    words = name.split()
    return " ".join([*words[:1], *(word for word in words[1:-1] if len(word.rstrip(".")) > 1), *words[1:][-1:]])


def short_forms(name: str) -> Iterator[str]:
    """The family name with and without its particles, and the given name."""
    words = name.split()
    if len(words) > 1:
        yield words[-1]
        family = next((i for i in range(1, len(words)) if words[i] in _PARTICLES), len(words) - 1)
        yield " ".join(words[family:])
        if len(words[0]) > 2:
            yield words[0]


def stands_alone(text: str, begin: int, end: int) -> bool:
    """Whether a name is no part of a longer one, as Lee is of Lee Industries."""
    before, after = text[max(0, begin - 30) : begin], text[end : end + 30]
    if re.search(r"[A-Za-zÀ-ɏ0-9'’\-]$", before) or re.match(r"[A-Za-zÀ-ɏ0-9\-&]|['’](?!s\b)[A-Za-z]", after):
        return False
    follows = re.match(r" (?:[A-ZÀ-Þ][\w’'\-]*)", after)
    if follows and not _DAY.match(after[1:]) and follows[0].strip(" .") not in _HONOURS:
        return False
    word = re.search(r"([A-Za-zÀ-ɏ’'\-]+\.?) $", before)
    return not (word and word[1][0].isupper() and not _ends_before_name(word[1]))


def with_title(text: str, begin: int) -> int:
    """Where a name begins, with the titles before it."""
    title = re.search(rf"\b(?:(?:{'|'.join(_TITLES)})\.?\s)+$", text[max(0, begin - 20) : begin], re.IGNORECASE)
    return begin - len(title[0]) if title else begin


def _ends_before_name(word: str) -> bool:
    """Whether a capitalised word before a name is none of it: an office, a sentence's first, somebody's."""
    plain = word.casefold().rstrip(".")
    return plain in _NOT_IN_NAMES or bool(_POSSESSIVE.search(word)) or plain.endswith(("ly", "ing")) or word.isupper()


def _runs(text: str) -> Iterator[Found]:
    """Runs of capitalised words that may be names, without titles, with particles."""
    for line in re.finditer(r"[^\n]+", text):
        words = [(line.start() + word.start(), line.start() + word.end(), word[0]) for word in _WORD.finditer(line[0])]
        groups: list[list[Found]] = [[]]
        for word in words:
            apart = not groups[-1] or text[groups[-1][-1][1] : word[0]] != " " or _POSSESSIVE.search(groups[-1][-1][2])
            if apart:
                groups.append([])
            groups[-1].append(word)
        for group in groups:
            yield from _names_in(group)


def _names_in(words: list[Found]) -> Iterator[Found]:
    for inside, run in groupby(words, key=lambda word: _may_stand_in_name(word[2])):
        found = list(run)
        while found and found[-1][2] in _PARTICLES:
            found.pop()
        while found and found[0][2] in _PARTICLES:
            found.pop(0)
        while len(found) > 2 and found[-1][2] in _HONOURS:
            found.pop()
        if inside and found:
            name = _POSSESSIVE.sub("", " ".join(word for _, _, word in found))
            last = _POSSESSIVE.sub("", found[-1][2])
            yield found[0][0], found[-1][0] + len(last), name


def _may_stand_in_name(word: str) -> bool:
    plain = word.casefold().rstrip(".")
    return word in _PARTICLES or (word[0].isupper() and plain not in _NOT_IN_NAMES)


def _is_of_person(word: str) -> bool:
    if word.casefold().rstrip(".") in _NOT_OF_PEOPLE:
        return False
    if re.fullmatch(r"[A-Z]\.?", word):
        return True
    if len(word) > 1 and word.isupper():
        return False
    bare = re.sub(r"^(?:Mc|Mac|De|Di|Du|La|Le|Van|Fitz|O['’]|D['’]|Al-|El-)(?=[A-ZÀ-Þ])", "", word)
    return all(part[:1].isalpha() and not re.search(r"[A-ZÀ-Þ]", part[1:]) for part in bare.split("-"))


def _is_person(text: str, begin: int, end: int, name: str) -> bool:
    """Whether what stands around a name shows that it is a person's."""
    before, after = text[max(0, begin - 40) : begin], text[end : end + 120]
    if not is_full(name):
        return False
    if re.search(r"\b(?:the|The)\s$", before):
        return False
    family = re.escape(name.rsplit(maxsplit=1)[-1])
    returns = rf"\b(?:Mr|Ms|Mrs|Dr|Prof)\.?\s{family}\b|(?<![A-Za-z]\s)\b{family}\s{_SPEAKS}|{_SPEAKS}\s{family}\b"
    return bool(
        name.split(maxsplit=1)[0].casefold() in GIVEN
        or _BEFORE.search(before)
        or _AGED.search(before)
        or _APPOSITION.match(after)
        or re.search(returns, text)
        or _returns_as_person(text, name)
    )


def _returns_as_person(text: str, name: str) -> bool:
    """Whether somebody returns under the last word of a name as people do: aged, or often, and never under the first.

    A firm returns under its first word.
    """
    given, *_, family = name.split()
    if re.search(rf"(?<!{re.escape(given)} )\b{re.escape(family)}{_AS_PERSON}", text):
        return True
    alone = len(re.findall(rf"(?<![\w-] )\b{re.escape(family)}\s[a-z]", text))
    first = re.search(rf"\b{re.escape(given)}\b(?! (?:[A-Z]\S* ){{0,2}}{re.escape(family)})", text)
    small = re.search(rf"\b(?:the|an?|in|at) {re.escape(family)}\b|\b{re.escape(family.casefold())}\b", text)
    return alone >= _OFTEN and first is None and small is None


def surnames(text: str, people: list[str]) -> list[str]:
    """Surnames that stand with no given name in the whole text, where a title, an age or `who` shows a person."""
    known = {word for _, _, name in _runs(text) if is_full(name) for word in name.split()} | set(
        " ".join(people).split()
    )
    shown = (match["name"] for match in _SURNAME.finditer(text) if stands_alone(text, match.start("name"), match.end()))
    return [name for name in dict.fromkeys(shown) if name not in known and _is_surname(name)]


def _is_surname(name: str) -> bool:
    plain = name.casefold()
    return plain not in _NOT_IN_NAMES | GIVEN and _is_of_person(name)
