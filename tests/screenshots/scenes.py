"""Every message that people see, each as a scene: a name, a Discord language, what it shows, and the steps to it.

A new message of the bot gets its line here, and `make screenshots SCENES=its-name` its pictures.
"""

from bot.page import Page, Text
from bot.pages.library import progress_text
from tests.screenshots.stage import INVENTED, Scene, click, fill, mention, scene, sent, slash

EN, ZH, TW = "en-US", "zh-CN", "zh-TW"
TORN = INVENTED / "uploads" / "minutes.docx"
VTT, SRT = INVENTED / "uploads" / "lighthouse.vtt", INVENTED / "uploads" / "夜市.srt"
ZUCKERBERG, ALTMAN = "mark-zuckerberg", "sam-altman"
SWIFT = slash("ask", question="让AI模仿泰勒·斯威夫特的风格写歌,Sam觉得该给她钱吗?")
ROBOTS = slash("ask", question="Why does Sam Altman prefer robots shaped like people?")
BAKERY = slash("ask", question="Why does Olaf publish his recipes?", source="night-bakery")

SAID = "这项技术是如此重要,机会是如此巨大,以至于我们应该尽可能负责地开源并让它广泛可用,这样每个人都能受益。"

SCENES: tuple[Scene, ...] = (
    scene("answer-zh", ZH, "An answer in Chinese: two long quotes", SWIFT),
    scene("answer-tw", TW, "A question in Traditional Chinese", slash("ask", question="奧特曼支持直接發錢給窮人嗎?")),
    scene("answer-en", EN, "A question in English on Chinese transcripts", ROBOTS),
    scene("answer-times-en", EN, "A source with times and a link", BAKERY),
    scene(
        "answer-times-zh",
        ZH,
        "The same in Chinese",
        slash("ask", question="周禾为什么把账公开贴出来?", source="tea-garden"),
    ),
    scene("mention", EN, "A mention, answered as a reply", mention("did AGI become a priority for Zuckerberg?")),
    scene("nearest-zh", ZH, "The nearest passages, which are no answer", slash("ask", question="老黄觉得AI是泡沫吗")),
    scene("nothing-en", EN, "Nothing near", slash("ask", question="are you a real person lol")),
    scene("nothing-zh", ZH, "The same in Chinese", slash("ask", question="红烧肉怎么做才不腻?")),
    scene("speaker-unknown", EN, "A name that nobody has", slash("ask", question="Why?", speaker="Mark Zukerberg")),
    scene("ask-without-words", ZH, "A mention without a question", mention("")),
    scene("context-zh", ZH, "The words around a quote", SWIFT, click("context_n", "context", number=1)),
    scene("context-later-zh", ZH, "A page further", SWIFT, click("context_n", "context", number=1), click("later")),
    scene("context-times-en", EN, "The same where there are times", BAKERY, click("context_n", "context", number=1)),
    scene("more-zh", ZH, "Further passages", SWIFT, click("more")),
    scene(
        "wrong-speaker",
        EN,
        "Thanks to whoever doubts a speaker",
        BAKERY,
        click("wrong_speaker_n", "wrong_speaker", number=1),
    ),
    scene("quote-en", EN, "A random quote", slash("quote", speaker=ZUCKERBERG)),
    scene("quote-tw", TW, "The same in Traditional Chinese", slash("quote", topic="開源模型")),
    scene(
        "compare-zh",
        ZH,
        "Two people's words on one topic",
        slash("compare", first=ZUCKERBERG, second=ALTMAN, topic="开源还是闭源"),
    ),
    scene(
        "compare-en",
        EN,
        "The same in English",
        slash("compare", first=ZUCKERBERG, second="emad-mostaque", topic="open source models"),
    ),
    scene(
        "compare-one-side",
        EN,
        "One of them never spoke on it",
        slash("compare", first="olaf-brandt", second=ALTMAN, topic="publishing recipes for bread"),
    ),
    scene(
        "compare-three",
        EN,
        "Three people on one topic",
        slash("compare", first=ZUCKERBERG, second=ALTMAN, third="mark-surman", topic="开源"),
    ),
    scene("quote-card-zh", ZH, "A quote as a picture", slash("quote", speaker=ZUCKERBERG, topic="开源", style="card")),
    scene(
        "compare-card-zh",
        ZH,
        "A comparison as a picture",
        slash("compare", first=ZUCKERBERG, second=ALTMAN, topic="开源还是闭源", style="card"),
    ),
    scene(
        "compare-then-now",
        ZH,
        "One person in two transcripts",
        slash(
            "compare",
            first=ZUCKERBERG,
            topic="开源",
            then="001-5d259b127fe30fde",
            now="004-439e2601978aa804",
        ),
    ),
    scene("verify-exact-zh", ZH, "Words that were said", slash("verify", text=SAID)),
    scene("verify-altered-zh", ZH, "Words that were altered", slash("verify", text=SAID.replace("负责", "快速"))),
    scene("verify-another", ZH, "Words of somebody else", slash("verify", text=SAID, speaker=ALTMAN)),
    scene(
        "verify-not-found-en",
        EN,
        "Words that nobody said",
        slash("verify", text="Open source is a cancer that will eat every business alive — Sam Altman"),
    ),
    scene("timeline-zh", ZH, "What was said on a topic, in order", slash("timeline", topic="监管")),
    scene("topics-zh", ZH, "What is spoken about, with a chart", slash("topics")),
    scene("topics-en", EN, "The same of one transcript, in English", slash("topics", source="003-4ee89d499f294b49")),
    scene("follow-up", EN, "A question that goes on", BAKERY, click("follow_up"), fill("and what does Vera say?")),
    scene("judged", ZH, "Thanks for what somebody thinks of an answer", SWIFT, click("helpful")),
    scene("setup-en", EN, "How a server wants the bot", slash("setup")),
    scene("setup-zh", ZH, "The same in Chinese", slash("setup")),
    scene("daily-none", EN, "No quote a day is set", slash("daily list")),
    scene("speakers", EN, "Who is heard", slash("speakers")),
    scene("sources", ZH, "What is here", slash("sources")),
    scene("help-en", EN, "What the bot can do", slash("help")),
    scene("help-zh", ZH, "The same in Simplified Chinese", slash("help")),
    scene("help-tw", TW, "The same in Traditional Chinese", slash("help")),
    scene("privacy-en", EN, "What is kept", slash("privacy")),
    scene("privacy-zh", ZH, "The same in Chinese", slash("privacy")),
    scene("forget-me", EN, "What is kept of somebody, before it goes", slash("forget-me")),
    scene("library-dry-run-en", EN, "Two files before they are added", slash("library add", file=VTT, file2=SRT)),
    scene("library-dry-run-zh", ZH, "The same in Chinese", slash("library add", file=VTT, file2=SRT)),
    scene(
        "library-named",
        EN,
        "Speakers that were given their names",
        slash("library add", file=VTT),
        click("name_speakers"),
        fill("Edda Moor", "Finn Moor"),
    ),
    scene(
        "library-progress",
        EN,
        "How far the work is",
        sent(lambda language: Page((Text(progress_text(VTT.name, 0.45, language)),))),
    ),
    scene("library-added", EN, "What was added", slash("library add", file=VTT, file2=SRT), click("add")),
    scene(
        "library-list",
        ZH,
        "A server's own transcripts",
        slash("library add", file=SRT),
        click("add"),
        slash("library list"),
    ),
    scene(
        "library-removed",
        EN,
        "A transcript that was taken out",
        slash("library add", file=VTT),
        click("add"),
        slash("library remove", source="lighthouse"),
    ),
    scene("library-unreadable", EN, "A file that cannot be read", slash("library add", file=TORN)),
    scene(
        "library-exclude",
        EN,
        "Somebody who does not want to be quoted",
        slash("library add", file=VTT),
        click("add"),
        slash("library exclude", speaker="SPEAKER_01"),
    ),
    scene(
        "library-excluded",
        ZH,
        "The same, done",
        slash("library add", file=VTT),
        click("add"),
        slash("library exclude", speaker="SPEAKER_01"),
        click("exclude"),
        slash("library excluded"),
    ),
    scene("library-unknown", ZH, "An error: no such transcript", slash("library remove", source="灯塔")),
    scene(
        "reports",
        EN,
        "Quotes whose speaker is doubted",
        BAKERY,
        click("wrong_speaker_n", "wrong_speaker", number=1),
        ROBOTS,
        click("wrong_speaker_n", "wrong_speaker", number=1),
        slash("library reports"),
    ),
    scene("reports-none", TW, "No reports", slash("library reports")),
)
