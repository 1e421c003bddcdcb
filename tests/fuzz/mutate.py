"""A simple mutator, for where there is no coverage to be guided by."""

from __future__ import annotations

import random
from collections.abc import Sequence

_NUMBERS = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF, 10_000, 100_000)


def mutated(corpus: Sequence[bytes], chance: random.Random) -> bytes:
    """Return one of the corpus with some bits, bytes and numbers changed, and parts removed, doubled or exchanged."""
    data = bytearray(chance.choice(corpus))
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(min(len(data), chance.choice((64, 600, 2**31))) + 1)
        length = chance.choice((1, 2, 4, 16, 64))
        kind = chance.randrange(6)
        if kind == 0 and place < len(data):
            data[place] ^= 1 << chance.randrange(8)
        elif kind == 1:
            data[place : place + 1] = chance.randbytes(1)
        elif kind == 2:
            size = chance.choice((1, 2, 4))
            number = chance.choice(_NUMBERS) % 256**size
            data[place : place + size] = number.to_bytes(size, chance.choice(("little", "big")))
        elif kind == 3:
            del data[place : place + length]
        elif kind == 4:
            data[place:place] = data[place : place + length] * chance.choice((1, 2, 50))
        else:
            other = chance.choice(corpus)
            start = chance.randrange(len(other) + 1)
            data[place : place + length] = other[start : start + length]
    return bytes(data)
