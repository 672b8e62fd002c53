"""Names in scripts of the world, as labels of Punycode; and data that pretends to be some."""

from streams.draw import BASE32, BASE36, TLDS
from wire import MILLISECOND

# Syllables of words people register, by script; each label joins a few.
SCRIPTS = {
    "рф": "мага зин ново сти моск ва дом строй авто кни га рабо та школа апте ка город реклама окна мебель сайт центр",
    "ไทย": "ร้าน ข่าว บ้าน รถ งาน โรงเรียน ตลาด ดอกไม้ อาหาร ท่องเที่ยว เพลง ไทย เมือง หนังสือ ราคา ทอง",
    "中国": "新闻 商城 公司 网站 北京 上海 科技 教育 旅游 音乐 医院 汽车 银行 电影 游戏 天气 地图 招聘",
    "みんな": "にほん さくら まつり えいが おんがく りょこう しごと カメラ ホテル ニュース 東京 大阪 学校 病院",
    "भारत": "समा चार बाजार भारत दिल्ली स्कूल किताब संगीत यात्रा काम घर मोबाइल खेल पुस्तक",
    "موقع": "اخبار سوق بيت سيارة كتاب مدرسة مدينة موسيقى سفر عمل صحة رياضة مطعم لعبة",
}
LATIN = "für köln straße café naïve señor malmö ångström château müller gödöllő łódź praça".split()


def ace(text):
    """A label in its ASCII form (RFC 3492); the words need no mapping."""
    return text if text.isascii() else "xn--" + text.encode("punycode").decode("ascii")


def reading(scene):
    """30 to 150 sites of each script, some with hosts."""
    rng = scene.rng
    endings = rng.sample(SCRIPTS, rng.between(2, 6))
    for ending in endings:
        pieces = SCRIPTS[ending].split()
        for _ in range(min(rng.between(30, 150) * scene.volume, 1500)):
            if rng.chance(10):
                site = rng.pick(LATIN) + rng.pick(("", "-", "-shop")) + rng.pick(LATIN)
                name = f"{ace(site)}.{rng.pick(('de', 'com', 'fr') if rng.endings is TLDS else rng.endings)}"
            else:
                site = rng.pick(("", "", "", "-")).join(rng.pick(pieces) for _ in range(rng.between(2, 4)))
                name = f"{ace(site)}.{rng.pick((ace(ending), ace(ending), 'com') if rng.endings is TLDS else rng.endings)}"
            if rng.chance(40):
                name = f"www.{name}"
            client = rng.pick(scene.clients)
            time = scene.start + rng.below(scene.hours * 3_500_000) * MILLISECOND
            if rng.chance(5):
                scene.fails(time, name, "A", client)
            else:
                scene.ask(time, name, "A", rng.address(), client)


def hosts(scene):
    """One site names its hosts in its own script."""
    rng = scene.rng
    ending = rng.pick(sorted(SCRIPTS))
    pieces, zone = SCRIPTS[ending].split(), f"{rng.domain()}"
    for client, time in scene.spread(8):
        scene.ask(time, f"{ace(''.join(rng.pick(pieces) for _ in range(rng.between(2, 3))))}.{zone}", "A", rng.address(), client)


def random_labels(scene):
    """xn-- and random text, below one domain or as registered labels."""
    rng = scene.rng
    alphabet, low = rng.pick((BASE32, BASE36)), rng.between(14, 40)
    registered, zones = rng.chance(40), set()
    zone = rng.pick(rng.endings[:3]) if registered else rng.domain()
    for time in scene.times(rng.between(40, 200), 200, rng.between(1_000, 6_000)):
        name = f"xn--{rng.text(alphabet, rng.between(low, low + 12))}.{zone}"
        zones.add(name if registered else zone)
        scene.channel(time, name, rng.pick(("A", "TXT")))
    return zones
