"""Follow-ups, the questions before them, and what is to be asked: written before the rules, or after and unseen."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Case:
    """`question` None: the follow-up is asked by itself. `asked_of` is whom the question before was put to."""

    follow_up: str
    before: str
    question: str | None
    speaker: str | None = None
    asked_of: str | None = None


ALTMAN, ZUCK, EMAD, SURMAN = "sam-altman", "mark-zuckerberg", "emad-mostaque", "mark-surman"
FIRST = (
    # only a name: the same question of that speaker
    Case("and what about Altman?", "What does Zuckerberg think about open source?",
         "What does Altman think about open source?"),
    Case("what about Zuck?", "Does Sam Altman want regulation?", "Does Zuck want regulation?"),
    Case("And Emad?", "What do they say about open source?", "What do they say about open source?", EMAD),
    Case("Altman?", "What does Emad think about China?", "What does Altman think about China?"),
    Case("what does Altman think?", "What does Mark Zuckerberg think about closed models?",
         "What does Altman think about closed models?"),
    Case("does Altman agree?", "What does Emad say about safety?", "What does Altman say about safety?"),
    Case("how about Mark Surman", "Will AI take our jobs?", "Will AI take our jobs?", SURMAN),
    Case("and Altman?", "Is open source safe?", "Is open source safe?", ALTMAN, ZUCK),
    Case("那扎克伯格呢？", "奥特曼怎么看开源？", "扎克伯格怎么看开源？"),
    Case("扎克伯格呢", "Sam Altman怎么看监管", "扎克伯格怎么看监管"),
    Case("那小扎怎么看？", "埃马德对闭源模型有什么看法？", "小扎对闭源模型有什么看法？"),
    Case("那奧特曼呢？", "扎克伯格為什麼開源Llama？", "奧特曼為什麼開源Llama？"),
    Case("奥特曼同意吗？", "他们怎么看开源的风险？", "他们怎么看开源的风险？", ALTMAN),
    Case("Emad 呢?", "开源安全吗?", "开源安全吗?", EMAD),
    # why and its like: the same question, and why
    Case("why?", "What does Zuckerberg think of closed models?", "What does Zuckerberg think of closed models? why?"),
    Case("Why is that?", "Does Altman support regulation?", "Does Altman support regulation? Why is that?"),
    Case("for example?", "How does Mozilla fund start-ups", "How does Mozilla fund start-ups? for example?"),
    Case("为什么？", "扎克伯格怎么看闭源模型？", "扎克伯格怎么看闭源模型？为什么？"),
    Case("為什麼呢", "奥特曼支持监管吗", "奥特曼支持监管吗？為什麼呢"),
    Case("比如呢？", "Mozilla资助哪些公司？", "Mozilla资助哪些公司？比如呢？"),
    # a bare topic: the speaker of the question before on the new one
    Case("and on China?", "What does Altman think about regulation?", "What does Altman say about China?", ALTMAN),
    Case("what about safety?", "Does Emad think AI will be open?", "What does Emad say about safety?", EMAD),
    Case("And China?", "What is the view on open source?", "What does Sam Altman say about China?", ALTMAN, ALTMAN),
    Case("那中国呢？", "奥特曼怎么看监管？", "奥特曼怎么看中国？", ALTMAN),
    Case("监管呢？", "扎克伯格对开源有什么看法？", "扎克伯格怎么看监管？", ZUCK),
    Case("那关于芯片呢", "埃马德为什么离开Stability？", "埃马德怎么看芯片？", EMAD),
    # a pronoun for the speaker
    Case("what does he think about China?", "Does Altman want regulation?",
         "what does Altman think about China?", ALTMAN),
    Case("他怎么看中国？", "奥特曼支持监管吗？", "奥特曼怎么看中国？", ALTMAN),
    # stands by itself
    Case("What is AGI?", "What does Altman think about regulation?", None),
    Case("and how does open source help start-ups?", "What does Altman think about regulation?", None),
    Case("What does Zuckerberg say about China?", "What does Altman think about regulation?", None),
    Case("什么是开源？", "奥特曼怎么看监管？", None),
    Case("扎克伯格为什么开源Llama？", "奥特曼怎么看监管？", None),
    Case("那他们为什么不开源呢？", "奥特曼怎么看监管？", None),
    # would be carried wrongly
    Case("and China?", "What happened to Sam Altman at OpenAI?", None),
    Case("and Zuckerberg?", "What does Emad say about Sam Altman?", None),
    Case("and now?", "What does Altman think about regulation?", None),
    Case("thanks!", "What does Altman think about regulation?", None),
    Case("其他人呢？", "奥特曼怎么看监管？", None),
    Case("那监管呢？", "奥特曼和扎克伯格怎么看开源？", None),
)  # fmt: skip
# Written after the rules.
FURTHER = (
    Case("How about Emad?", "What did Zuckerberg say about letting developers fork Llama?",
         "What did Emad say about letting developers fork Llama?"),
    Case("and what would Zuckerberg say?", "Should AI be regulated?", "Should AI be regulated?", ZUCK),
    Case("Sam Altman too?", "Is Emad worried about jobs?", "Is Sam Altman worried about jobs?"),
    Case("ok but why", "Why does Altman keep GPT-4 closed?", "Why does Altman keep GPT-4 closed? ok but why"),
    Case("And on the chip shortage?", "How does Zuckerberg see open source?",
         "What does Zuckerberg say about the chip shortage?", ZUCK),
    Case("Is he afraid of Google?", "What does Mark Surman think about privacy?",
         "Is Mark Surman afraid of Google?", SURMAN),
    Case("what about his salary?", "Does Altman own any OpenAI shares?", "what about Altman's salary?", ALTMAN),
    Case("Who is that?", "What does Emad think about China?", None),
    Case("what about the weather in Berlin?", "Who founded Mozilla?", None),
    Case("Tell me more", "What does Emad think about China?", None),
    Case("what about Elon Musk?", "What does Altman think about regulation?",
         "What does Altman say about Elon Musk?", ALTMAN),
    Case("那Emad怎么说？", "你们觉得AI会让人失业吗？", "你们觉得AI会让人失业吗？", EMAD),
    Case("苏尔曼也这么想吗", "扎克伯格觉得开源更安全吗", "苏尔曼觉得开源更安全吗"),
    Case("那隐私呢", "苏尔曼觉得开源更安全吗", "苏尔曼怎么看隐私？", SURMAN),
    Case("他为什么这么说？", "扎克伯格认为开源更安全吗？", "扎克伯格认为开源更安全吗？他为什么这么说？"),
    Case("她是谁", "扎克伯格认为开源更安全吗？", None),
    Case("OpenAI的董事会呢？", "奥特曼是怎么被解雇的？", None),
    Case("还有什么风险", "奥特曼怎么看AI？", None),
    Case("换成小扎呢", "奥特曼怎么看AI？", "小扎怎么看AI？"),
    Case("對，那迪亞曼迪斯呢？", "奧特曼怎麼看長壽？", "迪亞曼迪斯怎麼看長壽？"),
    Case("and Mark Zuckerberg?", "What did Sam Altman say about GPT-5?", "What did Mark Zuckerberg say about GPT-5?"),
    Case("What about Dwarkesh?", "who thinks AI is dangerous?", "who thinks AI is dangerous?", "dwarkesh-patel"),
    Case("and why does he believe that?", "Does Zuckerberg want AGI to be open?",
         "Does Zuckerberg want AGI to be open? and why does he believe that?"),
    Case("And Europe?", "What's Surman's take on regulation?", "What does Surman say about Europe?", SURMAN),
    Case("what about energy?", "What limits data centres?", None),
    Case("and what is Llama?", "What does Zuckerberg say about open source?", None),
    Case("does anyone disagree?", "What does Zuckerberg say about open source?", None),
    Case("how about the other side", "What does Zuckerberg say about open source?", None),
    Case("when was that?", "When did OpenAI fire Sam Altman?", None),
    Case("what about Peter Thiel?", "What does Peter Diamandis say about longevity?", None),
    Case("那Peter Diamandis呢", "Mark Surman怎么看隐私", "Peter Diamandis怎么看隐私"),
    Case("奥特曼怎么说", "AI会取代程序员吗", "AI会取代程序员吗", ALTMAN),
    Case("对就业的影响呢?", "奥特曼怎么看AI?", "奥特曼怎么看就业的影响？", ALTMAN),
    Case("那他怎么看开源呢", "埃马德怎么评价OpenAI", "那埃马德怎么看开源呢", EMAD),
    Case("为啥啊", "扎克伯格为何支持开源?", "扎克伯格为何支持开源?为啥啊"),
    Case("那怎么办呢", "扎克伯格为何支持开源?", None),
    Case("谢谢", "扎克伯格为何支持开源?", None),
    Case("他们两个谁说得对呢", "奥特曼和扎克伯格怎么看开源", None),
)  # fmt: skip
