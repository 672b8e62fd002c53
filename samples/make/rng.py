"""xorshift64*: random numbers that do not depend on the Python version."""

MASK = (1 << 64) - 1
FNV_OFFSET, FNV_PRIME = 0xCBF29CE484222325, 0x100000001B3


def fnv1a(text):
    value = FNV_OFFSET
    for octet in text.encode():
        value = (value ^ octet) * FNV_PRIME & MASK
    return value


class Rng:
    """Integers only: floating point may round differently on other machines."""

    def __init__(self, seed):
        self.state = fnv1a(seed) or 1

    def next(self):
        x = self.state
        x ^= x >> 12
        x ^= x << 25 & MASK
        x ^= x >> 27
        self.state = x
        return x * 0x2545F4914F6CDD1D & MASK

    def below(self, limit):
        return (self.next() >> 32) * limit >> 32

    def between(self, low, high):
        return low + self.below(high - low + 1)

    def chance(self, percent):
        return self.below(100) < percent

    def pick(self, items):
        return items[self.below(len(items))]

    def zipf(self, items):
        """Picks an item; the item of rank r has a weight of 1/r."""
        weights = [1_000_000 // rank for rank in range(1, len(items) + 1)]
        left = self.below(sum(weights))
        for item, weight in zip(items, weights):
            left -= weight
            if left < 0:
                return item

    def text(self, alphabet, length):
        return "".join(self.pick(alphabet) for _ in range(length))

    def octets(self, length):
        return bytes(self.below(256) for _ in range(length))
