"""Text into index terms, the same for passages and questions: words and, for Chinese, bigrams as well."""

import re

import rjieba

from knowledge.folding import folded

_WORD = re.compile(r"[a-z0-9]+(?:[.'\-+#][a-z0-9]+)*|[^\W\d_a-z]+")
_PART = re.compile(r"[a-z]+|\d+(?:\.\d+)?")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
# Terms so frequent in questions that they are evidence of nothing.
_STOP = frozenset(
    "a an and are as at be but by can could did do does for from had has have how i if in into is it its me my of on"
    " or our s she so t than that the their them then there they this to us was we were what when where which who"
    " why will with would you your about any he his her"
    " 的 了 吗 呢 吧 啊 是 在 和 与 或 也 都 就 有 没 没有 不 我 你 他 她 它 我们 你们 他们 这 那 这个 那个 什么 怎么"
    " 怎样 哪 哪个 哪些 谁 为什么 为啥 啥 多少 几 如何 可以 会 要 想 说 觉得 认为 被 把 给 对 从 到 上 下 里 去 来 做"
    " 还 一个".split()
)


def terms(text: str) -> list[str]:
    """Index terms of `text` in order, repeats kept: folded words, their parts, and bigrams of Chinese."""
    found: list[str] = []
    for match in _WORD.finditer(folded(text)):
        word = match[0]
        found += _chinese(word) if _HAN.search(word) else _latin(word)
    return found


def query_terms(text: str) -> list[str]:
    """Index terms of a question, each once, without words that carry no evidence."""
    every = dict.fromkeys(terms(text))
    return [term for term in every if term not in _STOP] or list(every)


def nouns(text: str) -> list[str]:
    """The Chinese nouns and names of a text, folded, of two characters and more."""
    tagged = rjieba.tag(folded(text), True)
    return [word for word, tag in tagged if tag.startswith("n") and len(word) > 1 and _HAN.search(word)]


def _latin(word: str) -> list[str]:
    """`gpt-4` is found as itself, as gpt4, and as gpt and 4; plurals and -ing are left to the dense index."""
    parts = _PART.findall(word)
    return [word] if parts in ([], [word]) else list(dict.fromkeys([word, "".join(parts), *parts]))


def _chinese(run: str) -> list[str]:
    """Words as a reader would look them up, and bigrams for what no dictionary knows."""
    words = [word for word in rjieba.cut_for_search(run, True) if word.strip()]
    bigrams = [run[i : i + 2] for i in range(len(run) - 1)]
    return words + [bigram for bigram in bigrams if bigram not in words]
