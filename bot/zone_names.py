"""What people call time zones beside the names that the time zone database has for them."""

# An IANA zone and other names of it: cities, countries and customs.
NAMES = """
Asia/Shanghai: beijing, shenzhen, guangzhou, chengdu, hangzhou, china, prc, china standard time, 北京, 上海, 深圳
Asia/Shanghai: 广州, 成都, 杭州, 重庆, 南京, 武汉, 西安, 天津, 苏州, 中国, 中国大陆, 北京时间
Asia/Urumqi: 乌鲁木齐, 新疆
Asia/Hong_Kong: hong kong, hk, hkt, hongkong, 香港
Asia/Macau: macao, 澳门
Asia/Taipei: taipei, taiwan, kaohsiung, 台北, 台湾, 高雄, 台中
Asia/Singapore: sgt, 新加坡, 狮城
Asia/Kuala_Lumpur: malaysia, 吉隆坡, 马来西亚
Asia/Tokyo: jst, osaka, kyoto, japan, 东京, 日本, 大阪, 京都
Asia/Seoul: kst, korea, south korea, busan, 首尔, 韩国, 釜山
Asia/Pyongyang: north korea, 平壤, 朝鲜
Asia/Bangkok: thailand, 曼谷, 泰国
Asia/Ho_Chi_Minh: vietnam, hanoi, saigon, 胡志明市, 河内, 越南
Asia/Manila: philippines, 马尼拉, 菲律宾
Asia/Jakarta: indonesia, bali, 雅加达, 印度尼西亚, 印尼
Asia/Kolkata: india, delhi, new delhi, mumbai, bombay, bangalore, bengaluru, chennai, hyderabad, calcutta, 印度
Asia/Kolkata: 新德里, 德里, 孟买, 班加罗尔, 加尔各答
Asia/Karachi: pakistan, lahore, islamabad, 卡拉奇, 巴基斯坦
Asia/Dhaka: bangladesh, 达卡, 孟加拉国
Asia/Kathmandu: nepal, 加德满都, 尼泊尔
Asia/Colombo: sri lanka, 科伦坡, 斯里兰卡
Asia/Yangon: myanmar, burma, 仰光, 缅甸
Asia/Dubai: uae, united arab emirates, abu dhabi, 迪拜, 阿联酋, 阿布扎比
Asia/Riyadh: saudi arabia, 利雅得, 沙特, 沙特阿拉伯
Asia/Tehran: iran, 德黑兰, 伊朗
Asia/Jerusalem: israel, tel aviv, 耶路撒冷, 以色列, 特拉维夫
Asia/Almaty: kazakhstan, astana, 阿拉木图, 哈萨克斯坦
Asia/Tashkent: uzbekistan, 塔什干, 乌兹别克斯坦
Asia/Ulaanbaatar: mongolia, 乌兰巴托, 蒙古
Europe/London: uk, gb, great britain, britain, united kingdom, england, scotland, wales, edinburgh, manchester, bst
Europe/London: 伦敦, 英国, 爱丁堡, 曼彻斯特
Europe/Dublin: ireland, 都柏林, 爱尔兰
Europe/Paris: france, lyon, 巴黎, 法国
Europe/Berlin: germany, munich, muenchen, münchen, hamburg, frankfurt, cologne, koeln, köln, cet, cest, mez, mesz
Europe/Berlin: central european time, 柏林, 德国, 慕尼黑, 汉堡, 法兰克福, 欧洲中部时间
Europe/Madrid: spain, barcelona, 马德里, 西班牙, 巴塞罗那
Europe/Rome: italy, milan, milano, roma, 罗马, 意大利, 米兰
Europe/Amsterdam: netherlands, holland, rotterdam, 阿姆斯特丹, 荷兰
Europe/Brussels: belgium, 布鲁塞尔, 比利时
Europe/Zurich: switzerland, zürich, zuerich, geneva, genf, basel, bern, 苏黎世, 瑞士, 日内瓦
Europe/Vienna: austria, wien, graz, 维也纳, 奥地利
Europe/Prague: czech republic, czechia, praha, 布拉格, 捷克
Europe/Warsaw: poland, krakow, warszawa, 华沙, 波兰
Europe/Budapest: hungary, 布达佩斯, 匈牙利
Europe/Stockholm: sweden, gothenburg, 斯德哥尔摩, 瑞典
Europe/Oslo: norway, 奥斯陆, 挪威
Europe/Copenhagen: denmark, 哥本哈根, 丹麦
Europe/Helsinki: finland, eet, eest, 赫尔辛基, 芬兰
Europe/Athens: greece, 雅典, 希腊
Europe/Lisbon: portugal, porto, lisboa, 里斯本, 葡萄牙
Europe/Istanbul: turkey, türkiye, ankara, 伊斯坦布尔, 土耳其
Europe/Kyiv: ukraine, kiev, 基辅, 乌克兰
Europe/Moscow: msk, saint petersburg, 莫斯科, 俄罗斯
Europe/Bucharest: romania, 布加勒斯特, 罗马尼亚
Europe/Belgrade: serbia, 贝尔格莱德, 塞尔维亚
America/New_York: est, edt, eastern, eastern time, us eastern, nyc, new york city, et, boston, washington
America/New_York: washington dc, miami, philadelphia, atlanta, 纽约, 波士顿, 华盛顿, 费城, 迈阿密, 美国东部
America/New_York: 美国东部时间, 美东, 美东时间
America/Chicago: cdt, ct, central time, us central, houston, dallas, austin, 芝加哥, 休斯敦, 达拉斯, 美国中部, 美中
America/Denver: mst, mdt, mt, mountain time, us mountain, salt lake city, 丹佛, 美国山区
America/Phoenix: arizona, 凤凰城, 亚利桑那
America/Los_Angeles: pst, pdt, pt, pacific time, us pacific, la, san francisco, sf, bay area, silicon valley, seattle
America/Los_Angeles: san diego, las vegas, california, 洛杉矶, 旧金山, 西雅图, 硅谷, 湾区, 加州, 拉斯维加斯, 美国西部
America/Los_Angeles: 美国西部时间, 美西, 美西时间
America/Anchorage: alaska, 阿拉斯加
Pacific/Honolulu: hawaii, hst, 夏威夷, 檀香山
America/Toronto: ottawa, montreal, 多伦多, 渥太华, 蒙特利尔
America/Vancouver: 温哥华
America/Edmonton: calgary, 卡尔加里, 埃德蒙顿
America/Mexico_City: mexico, 墨西哥城, 墨西哥
America/Sao_Paulo: rio, rio de janeiro, brasilia, 圣保罗, 里约热内卢, 巴西
America/Argentina/Buenos_Aires: argentina, 布宜诺斯艾利斯, 阿根廷
America/Santiago: chile, 圣地亚哥, 智利
America/Bogota: colombia, 波哥大, 哥伦比亚
America/Lima: peru, 利马, 秘鲁
Australia/Sydney: aest, aedt, canberra, 悉尼, 雪梨, 堪培拉
Australia/Melbourne: 墨尔本
Australia/Brisbane: 布里斯班
Australia/Perth: awst, 珀斯
Australia/Adelaide: 阿德莱德
Pacific/Auckland: new zealand, wellington, christchurch, nzst, 奥克兰, 新西兰, 惠灵顿
Africa/Cairo: egypt, 开罗, 埃及
Africa/Johannesburg: south africa, cape town, pretoria, 约翰内斯堡, 南非, 开普敦
Africa/Lagos: nigeria, abuja, 拉各斯, 尼日利亚
Africa/Nairobi: kenya, 内罗毕, 肯尼亚
Africa/Casablanca: morocco, 卡萨布兰卡, 摩洛哥
Africa/Addis_Ababa: ethiopia, 亚的斯亚贝巴, 埃塞俄比亚
UTC: gmt, z, zulu, utc, universal time, coordinated universal time, 世界时, 协调世界时, 格林尼治
"""
# Names that mean several zones: all of them are suggested, none is taken.
SHARED = {
    "cst": ("America/Chicago", "Asia/Shanghai"),
    "ist": ("Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin"),
    "usa": ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"),
    "us": ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"),
    "united states": ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"),
    "america": ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"),
    "美国": ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"),
    "canada": ("America/Toronto", "America/Vancouver", "America/Edmonton", "America/Winnipeg", "America/Halifax"),
    "加拿大": ("America/Toronto", "America/Vancouver", "America/Edmonton", "America/Winnipeg", "America/Halifax"),
    "australia": ("Australia/Sydney", "Australia/Melbourne", "Australia/Brisbane", "Australia/Perth"),
    "澳大利亚": ("Australia/Sydney", "Australia/Melbourne", "Australia/Brisbane", "Australia/Perth"),
    "澳洲": ("Australia/Sydney", "Australia/Melbourne", "Australia/Brisbane", "Australia/Perth"),
    "russia": ("Europe/Moscow", "Asia/Yekaterinburg", "Asia/Novosibirsk", "Asia/Vladivostok"),
    "brazil": ("America/Sao_Paulo", "America/Manaus", "America/Fortaleza"),
}
# Of the offsets that are not whole hours, in minutes, the zone that keeps it all year.
UNEVEN = {
    210: "Asia/Tehran",
    270: "Asia/Kabul",
    330: "Asia/Kolkata",
    345: "Asia/Kathmandu",
    390: "Asia/Yangon",
    525: "Australia/Eucla",
    570: "Australia/Darwin",
}
# What is suggested before anything is typed: the world from west to east.
USUAL = """
UTC America/Los_Angeles America/Denver America/Chicago America/New_York America/Sao_Paulo Europe/London
Europe/Berlin Europe/Paris Europe/Madrid Europe/Helsinki Europe/Istanbul Europe/Moscow Africa/Lagos
Africa/Johannesburg Asia/Dubai Asia/Kolkata Asia/Bangkok Asia/Shanghai Asia/Hong_Kong Asia/Taipei Asia/Singapore
Asia/Tokyo Australia/Sydney Pacific/Auckland
""".split()
