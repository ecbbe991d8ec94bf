"""Whether a message is a question."""

import pytest

from knowledge.asking import is_question


@pytest.mark.parametrize(
    "text",
    [
        "What does Sam Altman think of open source?",
        "what did sam say about robots",
        "Which model does Zuckerberg call the best",
        "how many GPUs did they need",
        "how come nobody talks about licences",
        "Who wrote the licence of Llama",
        "whats the analogy with planes",
        "does Emad still believe in open models",
        "Is Mozilla a company or a foundation",
        "hey all, why would Meta give its models away",
        "I missed the episode. What did Peter say of longevity",
        "anyone know what Emad said about Stability",
        "couldn't they have kept it closed",
        "and the licence, really? 🤔",
        "“Can you patent a prompt?”",
    ],
)
def test_an_english_question_is_one_with_or_without_its_mark(text: str) -> None:
    assert is_question(text)


@pytest.mark.parametrize(
    "text",
    [
        "what a great show that was",
        "What I mean is that it works",
        "which is why I left the company",
        "who cares about that anyway",
        "when I was young there was no internet",
        "how to train a model in ten steps",
        "Have a nice day everyone",
        "does not work for me either",
        "can confirm that it works",
        "was thinking about that yesterday",
        "So what did we learn today: nothing.",
        "I know why he left the board",
        "Sam said it will be cheap",
        "really?",
        "u sure?",
        "look at https://example.org/what?is=this",
        "",
        "???",
        "gm frens ☕",
    ],
)
def test_an_english_remark_is_none(text: str) -> None:
    assert not is_question(text)


@pytest.mark.parametrize(
    "text",
    [
        "萨姆怎么看开源？",
        "萨姆怎么看开源",
        "薩姆怎麼看開源",
        "扎克伯格支持开源吗",
        "为什么我们需要开源模型",
        "Emad有没有说过监管",
        "训练要花多少钱",
        "下一代模型哪年发布",
        "那套搞法靠不靠谱",
        "奥特曼咋说的来着",
        "請問誰寫了這份授權",
        "开源模型安全?!?",
    ],
)
def test_a_chinese_question_is_one_with_or_without_its_mark_in_either_script(text: str) -> None:
    assert is_question(text)


@pytest.mark.parametrize(
    "text",
    [
        "没什么大不了的事情",
        "他说了什么很重要。",
        "无论怎么做结果都一样",
        "这个模型什么都能做",
        "我在听那期节目呢",
        "今天多少有点累了",
        "开源万岁开源万岁",
        "为什么？",
        "啊这……",
        "谁？",
    ],
)
def test_a_chinese_remark_is_none(text: str) -> None:
    assert not is_question(text)
