"""Text into index terms, the same for passages and questions: stems, words and, for Chinese, bigrams as well."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from threading import Lock

import rjieba
import Stemmer

from knowledge.folding import folded, simplified
from knowledge.scripts import chinese_characters, is_chinese

_WORD = re.compile(r"[a-z0-9]+(?:[.'\-+#][a-z0-9]+)*|[^\W\d_a-z]+")
_PART = re.compile(r"[a-z]+|\d+(?:\.\d+)?")
# Words so frequent in questions that they are evidence of nothing.
_STOP = frozenset(
    "a an and are as at be but by can could did do does for from had has have how i if in into is it its me my of on"
    " or our s she so t than that the their them then there they this to us was we were what when where which who"
    " why will with would you your about any he his her say says said saying think thinks thought tell tells told"
    " 的 了 吗 呢 吧 啊 是 在 和 与 或 也 都 就 有 没 没有 不 我 你 他 她 它 我们 你们 他们 这 那 这个 那个 什么 怎么"
    " 怎样 哪 哪个 哪些 谁 为什么 为啥 啥 多少 几 如何 可以 会 要 想 说 觉得 认为 被 把 给 对 从 到 上 下 里 去 来 做"
    " 还 一个 看 看法 看待 想法 意见 评价 谈 谈谈 谈到 聊 聊聊 讲 讲讲 提到 说法 说过 关于 对于 到底 究竟 是否 是不是"
    " 有没有 能不能 怎么样 怎么办 咋 咋样 什么样 还是 那么 这么 这种 那种 这样 那样 时候 嘛 么 跟 让 用 得 地 着 过 呀"
    " 哪里 哪儿 又 再 才 能 该 应该 很 太 更 最".split()
)
_LONGEST_NAME = 4  # characters
_stemmer, _stemming = Stemmer.Stemmer("english", 0), Lock()  # a stemmer must not be used by two threads at once


def terms(text: str) -> list[str]:
    """Index terms of `text` in order, repeats kept: folded stems, their parts, and bigrams of Chinese."""
    return [term for word in _words(folded(text)) for term in _terms_of(word)]


def query_terms(text: str) -> list[str]:
    """Index terms of a question, each once, without words that carry no evidence."""
    every = _words(folded(text))
    telling = [term for word in every for run in _telling(word) for term in _terms_of(run) if term not in _STOP]
    return list(dict.fromkeys(telling or [term for word in every for term in _terms_of(word)]))


def is_telling(word: str) -> bool:
    """Whether a folded word is evidence of anything."""
    return word not in _STOP


def words(text: str) -> list[str]:
    """The words of a text in order, folded: Latin ones as they are written, Chinese ones as a dictionary cuts them."""
    return [
        word
        for run in _words(folded(text))
        for word in (rjieba.cut(run, True) if is_chinese(run) else latin_words(run))
        if word.strip()
    ]


def latin_words(text: str) -> list[str]:
    """The Latin words and numbers of a folded text, hyphenated ones in parts."""
    return _PART.findall(text)


def nouns(text: str) -> list[str]:
    """The Chinese nouns and names of a text, folded, of two characters and more."""
    tagged = rjieba.tag(folded(text), True)
    return [word for word, tag in tagged if tag.startswith("n") and len(word) > 1 and is_chinese(word)]


def tagged(text: str) -> Iterator[tuple[int, int, str]]:
    """The words of a Chinese text with their part of speech: where each begins and ends in it as it is written."""
    plain = simplified(text)
    begin = 0
    # Character for character the same in nearly every text; where it is not, as it is written will do.
    for word, tag in rjieba.tag(plain if len(plain) == len(text) else text, True):
        yield begin, begin + len(word), tag
        begin += len(word)


def leading_name(text: str) -> str:
    """The Chinese name of two to four characters with which a text may begin, as a dictionary cuts it; else empty.

    What the dictionary takes for a name need not be one.
    """
    cut = list(rjieba.tag(text, True))
    word, tag = cut[0] if cut else ("", "")
    if len(word) > 1:
        return word if len(word) <= _LONGEST_NAME and (tag == "x" or tag.startswith("nr")) else ""
    rest = [part for part, _ in cut[1:2]]
    return word + "".join(rest) if rest and cut[1][1] == "nr" and len(rest[0]) < _LONGEST_NAME else ""


def begins_with_word(text: str) -> bool:
    """Whether a Chinese text begins with a word of two characters or more that a dictionary knows and is no name."""
    word, tag = next(iter(rjieba.tag(text, True)), ("", ""))
    return len(word) > 1 and tag != "x" and not tag.startswith("nr")


def bigrams(word: str) -> list[str]:
    """The pairs of neighbouring characters of a word."""
    return [word[i : i + 2] for i in range(len(word) - 1)]


def sounds(text: str) -> list[str]:
    """How the Chinese characters of a text sound, without tones and without what speakers and machines confuse."""
    return [_sound(char) for char in chinese_characters(folded(text))]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A lower-case English word without its ending: trains, trained and training are one."""
    with _stemming:
        return str(_stemmer.stemWord(word))


@lru_cache(maxsize=20_000)
def _sound(char: str) -> str:
    """A syllable; zh and z, ch and c, sh and s, and final ng and n sound alike."""
    # Imported here: its tables take a fifth of a second, and most of the command line needs no sounds.
    from pypinyin import lazy_pinyin  # noqa: PLC0415

    plain = str(lazy_pinyin(char)[0])
    return re.sub(r"ng$", "n", re.sub(r"^([zcs])h", r"\1", plain))


def _words(text: str) -> list[str]:
    return [match[0] for match in _WORD.finditer(text)]


def _telling(word: str) -> list[str]:
    """What is left of a word without the words in it that carry no evidence: of 他怎么看监管的, 监管.

    A pair of characters across such a word would be an accident of the question's grammar.
    """
    if word in _STOP:
        return []
    if not is_chinese(word):
        return [word.removesuffix("'s")]
    cut = rjieba.cut(word, True)
    return ["".join(run) for stop, run in groupby(cut, key=_STOP.__contains__) if not stop]


def _terms_of(word: str) -> list[str]:
    return _chinese(word) if is_chinese(word) else _latin(word)


def _latin(word: str) -> list[str]:
    """`gpt-4` is found as itself, as gpt4, and as gpt and 4; other words by their stem."""
    parts = _PART.findall(word)
    if parts in ([], [word]):
        return [stem(word)]
    return list(dict.fromkeys([word, "".join(parts), *map(stem, parts)]))


def _chinese(run: str) -> list[str]:
    """Words as a reader would look them up, and bigrams for what no dictionary knows."""
    found = [word for word in rjieba.cut_for_search(run, True) if word.strip()]
    return found + [pair for pair in bigrams(run) if pair not in found]
