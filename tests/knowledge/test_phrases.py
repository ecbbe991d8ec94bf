"""What texts speak of, as they spell it."""

from knowledge.phrases import Key, phrases


def found(*texts: str, names: tuple[str, ...] = (), spellings: dict[str, str] | None = None) -> list[set[str]]:
    return [set(each.values()) for each in phrases(texts, names, spellings or {})]


def keys(*texts: str) -> list[set[Key]]:
    return [set(each) for each in phrases(texts, (), {})]


def test_chinese_nouns_and_runs_of_them_are_phrases() -> None:
    (each,) = found("我们的基金会有浏览器，也谈开源人工智能。")
    assert {"基金会", "浏览器", "开源", "人工智能", "开源人工智能"} == each


def test_filler_is_no_phrase_in_either_language() -> None:
    assert found(
        "就是这个东西，其实大家觉得问题很多。", "kind of a thing, you know, I mean really basically yeah."
    ) == [
        set(),
        set(),
    ]


def test_what_else_than_nouns_belongs_to_a_chinese_phrase_shows_by_its_never_parting() -> None:
    texts = ["在元宇宙里。", "我认为元宇宙对社交好。", "在元宇宙中你想做什么？"]
    assert all("元宇宙" in each for each in found(*texts))


def test_english_nouns_are_told_from_verbs_by_their_company() -> None:
    (each,) = found(
        "The remote control needs a battery. We shall discuss it, and they discuss the battery in a remote."
    )
    assert {"remote control", "battery"} <= each
    assert not any("discuss" in phrase for phrase in each)


def test_one_phrase_in_the_singular_and_the_plural_is_the_same() -> None:
    one, other = keys("Press the button.", "All of the buttons.")
    assert ("button",) in one & other


def test_a_phrase_does_not_cross_marks_or_lines() -> None:
    (each,) = found("Of the remote. Control of the battery\ncharger.")
    assert not any(" " in phrase for phrase in each)


def test_traditional_characters_are_read_as_simplified_and_shown_as_they_are() -> None:
    ((key, spelt),) = phrases(["這個瀏覽器。"], (), {})[0].items()
    assert (key, spelt) == (("浏览器",), "瀏覽器")


def test_a_word_that_is_spelt_like_a_speaker_s_name_is_in_no_phrase() -> None:
    (each,) = found("The Marketing of a battery, and the marketing of a remote.", names=("Marketing",))
    assert "marketing" in each
    assert "Marketing" not in each


def test_all_spellings_of_a_name_are_one_phrase() -> None:
    one, other = phrases(["谷歌的浏览器。"], (), {"谷歌": "google"})[0], phrases(["The Google of a day."], (), {})[0]
    assert one[("googl",)] == "谷歌"
    assert ("googl",) in other
