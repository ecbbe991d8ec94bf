"""Names of people in Chinese: transliterated ones with a dot, and family names with a given name behind them.

Text is given in Simplified characters.
"""

import re
from collections import Counter
from collections.abc import Iterator

from knowledge.tokens import begins_with_word, leading_name

_DOT = "·•・‧∙"
# What foreign names are written with.
_SOUNDS = (
    "阿埃艾爱安昂纽迈娅莲妲娃芙珊蓓姗缇茜菈薇蒂妃嘉桃乐堡贡奥巴白拜班邦保鲍贝本比彼毕宾波伯博勃布蔡查彻茨达大戴黛丹道德登邓狄迪蒂蒙丁东杜顿多额厄恩尔法凡范"
    "菲费芬丰冯佛弗福富盖甘冈高戈格葛根古瓜圭哈海汉豪赫黑亨洪胡华怀惠霍基吉季加贾简姜杰捷金津喀卡凯坎康考柯科可克肯孔"
    "库夸奎昆拉腊莱兰郎朗劳勒雷蕾黎里理丽利莉连廉良列烈林琳柳龙隆娄卢鲁路伦罗洛吕马玛麦曼芒毛梅门米密蜜缅敏明摩莫默姆"
    "穆拿娜纳奈南内嫩尼妮宁牛努女诺欧帕派潘庞佩朋彭皮平珀蒲普其齐奇恰乔切琴丘琼屈让热仁日荣茹儒瑞若撒萨塞赛桑瑟森沙莎"
    "山尚绍舍申圣施石史士舒朔斯丝思司松苏索塔泰坦汤唐陶特腾提甜廷图托陀瓦万汪旺威韦维伟魏温文翁沃乌吾伍武西希锡锡霞夏"
    "香肖谢辛欣休许逊雅亚延扬耶叶伊依易因英永尤雨约赞泽扎詹珍芝治智朱祖佐"
)
_LOOSE_BEGIN = "让连因比由像"  # with which the sentence may lead a name in
_LOOSE_END = "因本大当明日平门圣万理永连思易文女山高保可"  # with which the next word may begin
_COMPOUND = "(?:欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|夏侯|端木|南宫)"
_FAMILY_NAMES = (
    f"{_COMPOUND}"
    "|[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金"
    "石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟"
    "殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆"
    "农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘"
    "池查麻苑迟邝]"
)
DOTTED = re.compile(rf"(?:约书亚|[{_SOUNDS}]{{1,7}})(?:[{_DOT}](?:[{_SOUNDS}A-Z]{{1,8}}|(?:{_FAMILY_NAMES}))){{1,3}}")
ROLE = (
    r"(?:CEO|CTO|CFO|COO|VP|首席[一-鿿A-Z]{1,4}官|执行官|总裁|总经理|经理|董事长?|主席|主任|总监|主管|创始人|创办人|发起人|合伙人|负责人"
    r"|工程师|程序员|开发者|开发人员|设计师|科学家|研究员|研究人员|教授|讲师|老师|教师|博士|学者|专家|分析师|顾问|律师|法官|记者|主编|编辑|作家|作者"
    r"|评论员|评论人|主持人|议员|部长|局长|处长|司长|厅长|市长|省长|县长|镇长|校长|院长|院士|馆长|所长|会长|秘书长|总统|总理|首相|大使|发言人"
    r"|投资人|企业家|志愿者|维护者|黑客|学生|居民|医生|护士|农民|艺术家|导演|演员|经济学家|历史学家|哲学家|物理学家|数学家|社会学家|同事|校友|先生|女士)"
)
TITLED = re.compile(
    rf"(?P<family>{_FAMILY_NAMES})(?:教授|先生|女士|博士|主任|院长|校长|馆长|老师|律师|局长|部长|总裁|经理|工程师|院士|医生|研究员|董事长)"
)
_FAMILY = re.compile(_FAMILY_NAMES)
_UNKNOWN = re.compile(
    rf"(?:{_FAMILY_NAMES})[^\W\d_a-zA-Z则也还又在对向说表称告曾随]{{1,2}}"
    "(?=(?:则|也|还|又|曾|随后)?(?:说|表示|称|告诉|写道|强调|补充|指出|坦言|回应|认为|介绍|透露|在|对|向|接受|[（(]))"
)
_GIVEN = "[^\\W\\d_a-zA-Z则也还又在对向说表示称告曾随笑坦直回补强调指认介透反他她它我你们的了是都就]"
# As a person speaks, and firms do not.
_SPOKEN = re.compile(
    rf"(?P<name>(?:{_COMPOUND}{_GIVEN}{{1,2}}|(?:{_FAMILY_NAMES}){_GIVEN}{{2}}))"
    "(?=(?:则|也|还|又|曾|随后|笑着|这样|回忆)?(?:说|告诉|坦言|写道|回忆|反驳|感叹|感慨|笑称|调侃|答道|反问))"
)
_MANY = frozenset("们者员方司局部厅店队会院省市县区镇村国报社")
_FIRM = "(?:公司|集团|品牌|企业|银行|大学|平台|上市|涨价|股价|股份|门店|产品)"
_OFTEN = 2
_AHEAD = 8  # characters by which a dictionary cuts a name from what follows
_ANCHOR = re.compile(rf"(?:{ROLE}|岁的|(?:^|[，。：；！？”」』、\s])(?:据|对此，|但|而|不过，)?)$")
_DESCRIBED = re.compile("[一-鿿]的$")  # who runs a bakery on the island: what stands there may be a name
_SPEAKS = "(?:说|表示|称|告诉|写道|强调|补充|指出|坦言|回应|反问|解释|认为|介绍|透露|道)"
_AT_ONCE = re.compile(_SPEAKS)
_SOON = re.compile(rf"[^，。：；！？“”「」\n]{{0,25}}?{_SPEAKS}")
_BRACKETED_ROLE = re.compile(rf"[（(][^（）()\n]{{0,40}}{ROLE}[^（）()\n]{{0,20}}[)）]")
# What is written like a name with a given name and is none.
_NO_PERSONS = frozenset(
    "白宫 华为 高盛 高通 金山 彭博 顾问 高管 高层 成员 方面 管理层 马上 周一 周二 周三 周四 周五 周六 周日 周末 "
    "文章 文中 白皮书 万科 万达 路透 华尔街 华盛顿 温哥华 江苏 江西 安徽 安卓 董事会 董事长 董事 许多人 许多 何人 "
    "任何人 任何 程序员 程序 平台 时报 时代 时任 全体 全球 全国 卫报 连线 古人 商家 商务部 商汤 明年 明天 毕竟 "
    "应该 应当 单位 甚至 曲线 关于 关键 成都 成果 成功 安全 金融 马来 高校 高中 和平 和谐 和记 党员 师生 师傅 "
    "边缘 游戏 游客 车主 车企 项目 项目方 计划 方案 宗教 管理 纪录 纪录片 教育部 司法部 农业部 卫生部 外交部 "
    "国防部 金额 黄金 白银 石油 江湖 明确 明显 阳光 时尚 时候 龙头 谷歌 谷仓 苏宁 蒙牛 沙特 蓝色 和他 和她 于是 "
    "向他 向她 曾经 于此 康宁 高德 滴滴 安永 毕马威 贺电 童年 尚未 易观 聂拉木 左右 路人 居民 华润 华硕 严格 严重 "
    "万众".split()
)


def names(text: str) -> list[str]:
    """The full names of people in a text."""
    dotted = list(_dotted(text))
    short = {part for name in dotted for part in short_forms(name)}
    native = (name for name in [*_native(text), *_repeated(text)] if name not in short)
    return list(dict.fromkeys([*dotted, *native]))


def possible(text: str, people: list[str]) -> Iterator[tuple[int, int, str]]:
    """Where a clause begins with what may be another person's name, with what it is."""
    known = {part for name in people for part in (name, *short_forms(name))}
    for match in _FAMILY.finditer(text):
        begin = match.start()
        if _ANCHOR.search(text[max(0, begin - 10) : begin]) and not any(text.startswith(name, begin) for name in known):
            spoken = _SPOKEN.match(text, begin)
            name = spoken["name"] if spoken else leading_name(re.split("[^一-鿿]", text[begin : begin + _AHEAD])[0])
            if len(name) > len(match[0]) and not _is_no_person(name):
                yield begin, begin + len(name), name


def is_chinese_name(name: str) -> bool:
    return re.search("[一-鿿]", name) is not None


def is_native(name: str) -> bool:
    return is_chinese_name(name) and not re.search(f"[{_DOT}]", name)


def short_forms(name: str) -> Iterator[str]:
    """The parts of a name with a dot, by which people return."""
    parts = re.split(f"[{_DOT}]", name)
    if len(parts) > 1:
        yield from (part for part in (parts[-1], parts[0]) if len(part) > 1)


def stands_alone(text: str, begin: int, end: int) -> bool:
    """Whether a name is no part of a longer one with a dot."""
    return text[end : end + 1] not in set(_DOT) and text[begin - 1 : begin] not in set(_DOT)


def _dotted(text: str) -> Iterator[str]:
    """A name ends where no sound follows; where it stands with other ends, too, it ends with the shortest of them."""
    found = Counter(_trimmed(match[0]) for match in DOTTED.finditer(text))
    for name in found:
        yield next((other for other in sorted(found, key=len) if _is_longer(name, other)), name)


def _trimmed(name: str) -> str:
    first, *_, last = re.split(f"[{_DOT}]", name)
    if len(first) > 2 and first[0] in _LOOSE_BEGIN:
        name = name[1:]
    return name[:-1] if len(last) > 2 and name[-1] in _LOOSE_END else name


def _is_longer(name: str, other: str) -> bool:
    return name != other and (name.startswith(other) or name.endswith(other))


def _native(text: str) -> Iterator[str]:
    for match in _FAMILY.finditer(text):
        begin = match.start()
        before = text[max(0, begin - 10) : begin]
        if not _ANCHOR.search(before) and not _DESCRIBED.search(before):
            continue
        name = leading_name(re.split("[^一-鿿]", text[begin : begin + _AHEAD])[0]) or _before_verb(text, begin)
        if len(name) <= len(match[0]) or name in _NO_PERSONS:
            continue
        said = _AT_ONCE if _DESCRIBED.search(before) else _SOON
        if _is_shown(text, begin, name) or said.match(text, begin + len(name)):
            yield name


def _repeated(text: str) -> Iterator[str]:
    """What no dictionary knows, but speaks as people do, and returns."""
    for match in _SPOKEN.finditer(text):
        name = match["name"]
        begin = match.start()
        if (
            _ANCHOR.search(text[max(0, begin - 10) : begin])
            and text.count(name) >= _OFTEN
            and not _is_no_person(name)
            and not re.search(rf"{name}{_FIRM}|{_FIRM}[“《]?{name}", text)
        ):
            yield name


def _is_no_person(name: str) -> bool:
    """Whether a word is none that may be a name, or begins with one that is known."""
    if name[-1] in _MANY or any(name.startswith(word) for word in _NO_PERSONS):
        return True
    compound = re.match(_COMPOUND, name) is not None and not name.startswith("东方")
    return not compound and begins_with_word(name)


def _before_verb(text: str, begin: int) -> str:
    """What a dictionary does not know as a name, between an office and what is said."""
    match = _UNKNOWN.match(text, begin)
    unlikely = match is None or any(text.startswith(word, begin) for word in _NO_PERSONS)
    return "" if unlikely or not match or not _is_shown(text, begin, match[0]) else match[0]


def _is_shown(text: str, begin: int, name: str) -> bool:
    role = re.search(rf"(?:{ROLE}|岁的)$", text[max(0, begin - 10) : begin])
    return role is not None or _BRACKETED_ROLE.match(text, begin + len(name)) is not None
