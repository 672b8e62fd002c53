"""Domain names in scripts other than Latin: words that people register, and random text behind the same
prefix. The words are ordinary ones of each language; the top-level domains are those that IANA reserved
for tests in each script, and "example"."""

import office
from dns import Record
from office import RESOLVER
from rng import Rng
from wire import MILLISECOND, SECOND, START, Reply, Resolver, Trace

BASE32 = "abcdefghijklmnopqrstuvwxyz234567"
NAMES = 60
READER, SENDER = office.address(14), office.address(23)

# language: what joins two words, the words, the top-level domain for tests (RFC 3492 form)
LANGUAGES = {
    "russian": ("-", "новости погода магазин школа работа банк аптека музей театр билеты автобус хлеб молоко "
                     "здоровье спорт деньги книги город область учебник газета недвижимость строительство ремонт "
                     "доставка цветы подарки путешествие гостиница ресторан", "xn--80akhbyknj4f"),
    "thai": ("", "ข่าว อากาศ ร้านค้า โรงเรียน งาน ธนาคาร โรงแรม อาหาร เที่ยว รถยนต์ บ้าน สุขภาพ กีฬา หนังสือ เมือง ตลาด "
                 "ดอกไม้ ของขวัญ มหาวิทยาลัย โรงพยาบาล ประเทศไทย กรุงเทพ เชียงใหม่ ภูเก็ต รถไฟ เครื่องบิน", "example"),
    "arabic": ("-", "اخبار طقس متجر مدرسة عمل بنك فندق مطعم كتاب مدينة صحة رياضة سيارات بيت سفر هدايا زهور جامعة "
                    "مستشفى صحيفة تعليم حكومة وزارة سوق قطار طيران", "xn--kgbechtv"),
    "chinese": ("", "新闻 天气 商店 学校 工作 银行 酒店 餐厅 图书 城市 健康 体育 汽车 房产 旅游 礼品 鲜花 大学 医院 报纸 教育 政府 "
                    "市场 铁路 航空 北京 上海 广州 深圳 科技 有限公司 网络 信息 中心 服务", "xn--0zwm56d"),
    "japanese": ("", "ニュース 天気 お店 学校 仕事 銀行 ホテル レストラン 本 町 健康 スポーツ 車 不動産 旅行 ギフト 花屋 大学 病院 "
                     "新聞 教育 政府 市場 鉄道 空港 東京 大阪 京都 株式会社 情報 センター さくら", "xn--zckzah"),
    "greek": ("-", "ειδήσεις καιρός κατάστημα σχολείο εργασία τράπεζα ξενοδοχείο εστιατόριο βιβλίο πόλη υγεία αθλητισμός "
                   "αυτοκίνητο σπίτι ταξίδι δώρα λουλούδια πανεπιστήμιο νοσοκομείο εφημερίδα", "xn--jxalpdlp"),
    "hindi": ("-", "समाचार मौसम दुकान विद्यालय काम बैंक होटल भोजन किताब शहर स्वास्थ्य खेल गाड़ी घर यात्रा उपहार फूल "
                   "विश्वविद्यालय अस्पताल अखबार शिक्षा सरकार बाजार रेल विमान दिल्ली मुंबई", "xn--11b5bs3a9aj6g"),
    "korean": ("", "뉴스 날씨 상점 학교 일자리 은행 호텔 식당 책방 도시 건강 스포츠 자동차 부동산 여행 선물 꽃집 대학교 병원 신문 교육 "
                   "정부 시장 철도 공항 서울 부산 주식회사 정보 센터", "xn--9t4b11yi5a"),
}


def label(text):
    """The A-label of characters that are lower case and composed already."""
    return "xn--" + text.encode("punycode").decode()


def name(rng, language):
    """Two or three words, some more frequent than others as in every language, as long as a label may be."""
    joint, words, zone = LANGUAGES[language]
    while True:
        text = joint.join(rng.zipf(words.split()) for _ in range(rng.between(2, 3)))
        if len(label(text)) <= 63:
            return f"{label(text)}.{zone}"


def visit(resolver, rng, time, client, host):
    resolver.ask(time, client, host, "A", Reply((Record(host, "A", 300, f"198.51.100.{rng.between(1, 250)}"),)))


def work(seed):
    rng = Rng(seed)
    trace = Trace()
    office.work(trace, rng, [office.address(number) for number in (11, 12, 14, 23)], seconds=600, pause=110)
    return rng, trace, Resolver(trace, rng, RESOLVER)


def names():
    """One client reads pages of eight languages: many domains in each, and the hosts of one of them."""
    rng, trace, resolver = work("idn-names")
    for language in LANGUAGES:
        time = START + rng.between(1, 30) * SECOND
        site = name(rng, "russian")
        for _ in range(NAMES):
            host = name(rng, language)
            visit(resolver, rng, time, READER, rng.pick(("", "www.")) + host)
            if language == "greek":
                visit(resolver, rng, time + SECOND, READER, f"{host.split('.')[0]}.{site}")
            time += rng.between(300, 9_000) * MILLISECOND
    return trace


def tunnel():
    """The same prefix before random text: data in labels below one domain, and in registered labels of another."""
    rng, trace, resolver = work("idn-tunnel")
    for zone, size, pause in (("cyrillic-fonts.example", 59, 4_000), ("xn--80akhbyknj4f", 40, 5_000)):
        time = START + rng.between(20, 40) * SECOND
        for _ in range(NAMES):
            host = f"xn--{rng.text(BASE32, rng.between(size - 6, size))}.{zone}"
            visit(resolver, rng, time, SENDER, host)
            time += rng.between(300, pause) * MILLISECOND
    return trace


def encoded(*codes):
    """The label that Punycode (RFC 3492) gives for any code points, allowed or not."""
    return label("".join(map(chr, codes)))


HOSTILE = {
    "nothing encoded": "xn--",
    "plain letters alone": "xn--abc-",
    "overflow of Punycode": "xn--99999999",
    "overflow of a whole label": "xn--" + "9" * 59,
    "a digit that Punycode has not": "xn--a_b",
    "right-to-left override": encoded(0x43F, 0x202E, 0x440),
    "isolate": encoded(0x43F, 0x2066, 0x440),
    "mixed direction": encoded(0x5D0, 0x61, 0x5D1),
    "mixed direction of two scripts": encoded(0x627, 0x43F),
    "zero-width space": encoded(0x43F, 0x200B, 0x440),
    "joiner between letters that do not join": encoded(0x43F, 0x200D, 0x440),
    "escape": encoded(0x43F, 0x1B, 0x5B),
    "control character of C1": encoded(0x43F, 0x9B, 0x31),
    "capital letter": encoded(0x41F, 0x440),
    "full stop of another script": encoded(0x43F, 0x3002, 0x440),
    "fraction slash": encoded(0x43F, 0x2044, 0x440),
    "combining mark first": encoded(0x301, 0x43F),
    "not NFC": encoded(0x65, 0x301, 0x43F),
    "emoji": encoded(0x1F4A9),
    "tag": encoded(0x43F, 0xE0041),
    "unassigned": encoded(0x43F, 0x10FFFD),
}
# Allowed, but not to be shown: a flood of combining marks, scripts mixed, an invisible joiner, a dot in the middle.
UNSHOWN = (encoded(0x43F, *[0x303] * 40), encoded(0x61, 0x0440, 0x0440, 0x6C, 0x65),
           encoded(0x646, 0x627, 0x645, 0x647, 0x200C, 0x627, 0x6CC), encoded(0x6C, 0xB7, 0x6C))


def hostile():
    """Each hostile label once, in any case, then those that are allowed but not shown, then a word."""
    rng = Rng("idn-hostile")
    trace = Trace()
    resolver = Resolver(trace, rng, RESOLVER)
    time = START
    for text in (*HOSTILE.values(), *UNSHOWN, label("пример")):
        cased = "".join(c.upper() if rng.chance(50) else c for c in text)
        visit(resolver, rng, time, SENDER, f"{cased}.example.com")
        time += SECOND
    return trace
