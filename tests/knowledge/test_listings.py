"""Questions about the library itself, and those that only look like them."""

import pytest

from knowledge.listings import Listed, asks_listing

SPEAKERS = """
who is in here?
Who is in here ?
WHO IS IN HERE??
Who’s in here?
who's in here
  who speaks   in here
who's speaking
Who all is in this library?
which speakers do you have
what speakers are there?
list all speakers
show the speakers
who can I ask here?
who has spoken here
Who speaks in these transcripts?
who are the speakers
who are the people in the library
which people are in the transcripts?
how many people are in here?
how many speakers are there
whose voices do you have
who is quoted here
who appears in the recordings
这里都有谁
这里有谁？？
这里有谁说过话?
里面有哪些人
哪些人说过话
谁说过话
谁在里面
都有谁？！
有哪些人
有哪些嘉宾
列出所有嘉宾
有几位嘉宾
资料库里都有哪些人
这里面有谁的话
你都收录了谁的话
这里收录了谁
有哪些人在这里发言过
這裡有哪些人說過話
哪些人說過話?
資料庫裡有哪些人
這裡都有誰？
""".strip().splitlines()
SOURCES = """
what podcasts do you have
which podcasts are included
what transcripts are in here?
what interviews are in the collection?
how many episodes are there
list the sources
list all of the episodes, please
show me all transcripts
what's in here?
what's in the archive?
what is in this library
what are your sources
what sources do you use
which documents do you have
收录了哪些节目
收錄了哪些節目？
你有哪些文字稿
這裡有哪些文字稿
有什么播客
有多少期节目
一共有几期播客?
资料来源有哪些
你们有哪些访谈
""".strip().splitlines()
TRANSCRIPTS = """
who
who is it
who is this
who is there
who are you
how are you
what is it
who are they
who is Sam Altman
who is the CEO of Meta
who is in charge of AI2?
who invented linux
who is the host of the bankless show
who spoke about copyright?
who speaks for open source
who talks about llama
who in here supports open source
who in here is the most optimistic
who was interviewed about llama
who is recorded as the founder
who do they talk about
who has the most power here
which people were fired
how was it recorded
how is it interviewed?
how can I speak
who are the hosts of All-In?
how many people were fired
how many people work there
how many episodes did they talk about AGI in
which episode is about open source
what podcast did Emad go on
what did the guests say about safety
what do speakers think
what do people say
what do you have to say about open source
what are the sources of training data
which source of funding does Mozilla have
what database does mozilla use
what is AGI
what is open source
what's in llama 3
what is this show about
who was quoted in the article about caps
who owns the library of congress
谁
有什么
你有什么
谁说了算
谁有话语权
谁最有钱
谁有最多的GPU
谁在掌控AI
谁在用羊驼
谁在里面赚钱
谁说过AI会毁灭人类
谁采访了扎克伯格
这里面谁最乐观
这篇文章是谁写的
哪些人支持开源
哪些人支援開源
哪些人被解雇了
有哪些公司开源了模型
有哪些人反对监管
有多少人下载过
多少人在用
几个人写的
有什么办法
什么是开源
什么是播客
什么人会失业
这里有什么风险
这里说的开源是什么
你有什么看法
嘉宾怎么看开源
他们都说了什么
哪一期节目谈到AGI
哪个播客说过羊驼
哪個播客說過羊駝
资料从哪里来的数据
训练资料有哪些
数据有哪些来源
录音里说了什么
怎么用这个机器人
这里是哪里
""".strip().splitlines()


@pytest.mark.parametrize("question", SPEAKERS)
def test_who_asks_for_the_people_of_the_library_is_told_its_speakers(question: str) -> None:
    assert asks_listing(question) is Listed.SPEAKERS


@pytest.mark.parametrize("question", SOURCES)
def test_who_asks_for_its_pieces_is_told_its_sources(question: str) -> None:
    assert asks_listing(question) is Listed.SOURCES


@pytest.mark.parametrize("question", TRANSCRIPTS)
def test_one_word_of_something_else_makes_it_a_question_to_the_transcripts(question: str) -> None:
    assert asks_listing(question) is None


@pytest.mark.parametrize("question", ["", "?!", "🎉", "12", "library", "podcast", "播客", "嘉宾", "在吗"])
def test_a_word_that_asks_nothing_is_no_question_about_the_library(question: str) -> None:
    assert asks_listing(question) is None


@pytest.mark.parametrize("around", ["{}", "{}?", "{}？", "{} ？？", "“{}”", "¿{}!?", "  {}\n", "…{}。", "\u200b{}"])
@pytest.mark.parametrize("question", ["who is in here", "这里有谁", "這裡有誰"])
def test_marks_and_white_space_around_a_question_change_nothing(question: str, around: str) -> None:
    assert asks_listing(around.format(question)) is Listed.SPEAKERS
