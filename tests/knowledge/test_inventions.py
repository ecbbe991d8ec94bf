"""What a machine makes up over silence is known as such, and nothing that somebody says about it is."""

import pytest

from knowledge.transcripts.inventions import is_invention, is_sound, made_up, warnings


@pytest.mark.parametrize(
    "text",
    [
        "请不吝点赞 订阅 转发 打赏支持明镜与点点栏目",
        "請不吝點贊訂閱轉發打賞支持明鏡與點點欄目",
        "字幕由Amara.org社区提供",
        " Thanks for watching!",
        "THANKS FOR WATCHING",
        "Thanks for watching! Thanks for watching!",
        "Subtitles by the Amara.org community",
        "字幕by王小明",
        "中文字幕志愿者 李大海",
        "謝謝觀看",
        "ご視聴ありがとうございました",
    ],
)
def test_a_well_known_invention_is_known_in_any_spelling(text: str) -> None:
    assert is_invention(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "...",
        "Thanks for watching the children yesterday.",
        "I volunteer for the Amara.org community.",
        "谢谢观看的各位朋友，我们下周再见",
        "字幕是我自己做的",
        "我们聊一聊字幕制作",
    ],
)
def test_words_that_only_resemble_an_invention_are_somebodys(text: str) -> None:
    assert not is_invention(text)


@pytest.mark.parametrize("text", ["[Music]", "(applause)", "【掌声】", "♪ la la ♪", "[BLANK_AUDIO]", "*sighs*"])
def test_a_note_on_sounds_is_no_speech(text: str) -> None:
    assert is_sound(text)


@pytest.mark.parametrize("text", ["", "...", "Yes [laughs]", "Music", "♪ la ♪ and then she left"])
def test_words_beside_a_note_on_sounds_are_speech(text: str) -> None:
    assert not is_sound(text)


def test_the_same_words_three_times_in_a_row_are_made_up_and_twice_are_not() -> None:
    assert made_up(["No.", "no", " NO!", "Yes.", "Yes.", "So.", "Yes."]) == [True] * 3 + [False] * 4


def test_segments_without_words_are_not_made_up() -> None:
    assert made_up(["", "...", " "]) == [False] * 3


def test_the_warning_counts_and_is_left_out_where_there_is_nothing_to_count() -> None:
    assert warnings(0, 5) == []
    assert warnings(1, 5)[0].startswith("1 of 5 segments was ")
    assert warnings(2, 5)[0].startswith("2 of 5 segments were ")
