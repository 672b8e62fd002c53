"""Random values of a stream: numbers, texts, words, domains."""

import hashlib

from rng import Rng

HEX, DIGITS, LETTERS = "0123456789abcdef", "0123456789", "abcdefghijklmnopqrstuvwxyz"
BASE32, BASE32HEX = LETTERS + "234567", DIGITS + LETTERS[:22]
BASE36, BASE64 = LETTERS + DIGITS, LETTERS.upper() + LETTERS + DIGITS
BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
BITS = {HEX: 4, BASE32: 5, BASE32HEX: 5, BASE36: 5.17, BASE58: 5.86, BASE64: 5.95}
ENCODINGS = (HEX, BASE32, BASE32HEX, BASE36, BASE58, BASE64)
WORDS = ("mail shop news cdn image static login video docs press cloud forum store media files data sync update status"
         " support partner travel garden music photo river stone winter summer market bridge harbour castle silver orange"
         " green paper window table kitchen doctor school library report weather kernel portal agent office north south"
         " east west lake forest mountain flower coffee bread butter sugar lemon honey pepper garlic onion potato tomato"
         " carrot engine wheel motor driver pilot sailor farmer baker butcher teacher student painter singer dancer").split()
TLDS = ("com net org info biz top xyz online site club io co me cc de fr nl ru in co.uk com.br com.au co.jp photography"
        " agency solutions live space tech").split()
ONSETS, VOWELS, CODAS = "b c d f g h j k l m n p r s t v w z br cr dr fl gr pl pr sh st th tr".split(), "aeiou", ("", "", "n", "r", "l", "s", "m")


class Draw(Rng):
    """Like Rng, with texts that cost one hash instead of a step a character. `endings`: what domains end with."""

    endings, private = TLDS, False

    def text(self, alphabet, length):
        octets = hashlib.shake_128(self.next().to_bytes(8, "big")).digest(2 * length)
        size = len(alphabet)
        return "".join([alphabet[(octets[i] << 8 | octets[i + 1]) % size] for i in range(0, 2 * length, 2)])

    def octets(self, length):
        return hashlib.shake_128(self.next().to_bytes(8, "big")).digest(length)

    def log_between(self, low, high):
        """Each doubling is as likely as the next."""
        doublings = (high // low).bit_length()
        value = low << self.below(doublings)
        return min(high, value + self.below(value))

    def sample(self, items, count):
        items = list(items)
        return [items.pop(self.below(len(items))) for _ in range(min(count, len(items)))]

    def shuffled(self, items):
        return self.sample(items, len(items))

    def syllables(self, count):
        return "".join(self.pick(ONSETS) + self.pick(VOWELS) + self.pick(CODAS) for _ in range(count))

    def word(self):
        return self.pick(WORDS)

    def site(self):
        """The label somebody registers."""
        return self.pick((lambda: self.syllables(self.between(2, 4)), lambda: self.word() + self.word(),
                          lambda: f"{self.word()}-{self.syllables(2)}", lambda: self.syllables(2) + self.word()))()

    def domain(self):
        return f"{self.site()}.{self.pick(self.endings)}"

    def uuid(self):
        return "-".join(self.text(HEX, size) for size in (8, 4, 4, 4, 12))

    def address(self):
        octets = [self.between(1, 254) for _ in range(4)]
        if self.private:
            octets[0] = 10
        return ".".join(map(str, octets))


def labels(text, size):
    return ".".join(text[i:i + size] for i in range(0, len(text), size))


def number(value, alphabet, length):
    """A number in the digits of an alphabet."""
    out = ""
    while value or len(out) < length:
        value, digit = divmod(value, len(alphabet))
        out = alphabet[digit] + out
    return out[-length:]
