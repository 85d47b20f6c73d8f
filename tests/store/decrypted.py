"""The pages of a journal's file in the clear, free ones too, without SQLCipher: nothing it leaves behind is missed.

AES-256 after FIPS 197; a SQLCipher 4 page of 4,096 bytes ends with 16 bytes of initialisation vector and 64 of HMAC.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from journal.store.keys import Key

PAGE: Final = 4_096
RESERVED: Final = 80
SALT: Final = 16


def _times(first: int, second: int) -> int:
    product = 0
    while second:
        if second & 1:
            product ^= first
        first = (first << 1) ^ (0x11B if first & 0x80 else 0)
        second >>= 1
    return product


def _boxes() -> tuple[bytes, bytes]:
    box = bytearray(256)
    p = q = 1
    while True:
        p ^= (p << 1) ^ (0x11B if p & 0x80 else 0)
        q ^= q << 1
        q ^= q << 2
        q ^= q << 4
        q &= 0xFF
        if q & 0x80:
            q ^= 0x09
        turned = q ^ (q << 1 | q >> 7) ^ (q << 2 | q >> 6) ^ (q << 3 | q >> 5) ^ (q << 4 | q >> 4)
        box[p] = (turned & 0xFF) ^ 0x63
        if p == 1:
            break
    box[0] = 0x63
    inverse = bytearray(256)
    for place, value in enumerate(box):
        inverse[value] = place
    return bytes(box), bytes(inverse)


BOX, INVERSE = _boxes()
NINE, ELEVEN, THIRTEEN, FOURTEEN = (bytes(_times(value, by) for value in range(256)) for by in (9, 11, 13, 14))
# Rows of the state are shifted to the right, each by its number.
SHIFTED: Final = [4 * ((column - row) % 4) + row for column in range(4) for row in range(4)]


def _round_keys(key: bytes) -> list[bytes]:
    words = [key[place : place + 4] for place in range(0, 32, 4)]
    constant = 1
    while len(words) < 60:
        word = words[-1]
        if len(words) % 8 == 0:
            word = bytes(BOX[value] for value in word[1:] + word[:1])
            word = bytes([word[0] ^ constant]) + word[1:]
            constant = _times(constant, 2)
        elif len(words) % 8 == 4:
            word = bytes(BOX[value] for value in word)
        words.append(bytes(a ^ b for a, b in zip(words[-8], word, strict=True)))
    return [b"".join(words[place : place + 4]) for place in range(0, 60, 4)]


def _block(data: bytes, keys: list[bytes]) -> bytes:
    state = bytes(a ^ b for a, b in zip(data, keys[14], strict=True))
    for number in range(13, -1, -1):
        state = bytes(INVERSE[state[place]] ^ mask for place, mask in zip(SHIFTED, keys[number], strict=True))
        if number:
            mixed = bytearray()
            for a, b, c, d in zip(*[iter(state)] * 4, strict=True):
                mixed.append(FOURTEEN[a] ^ ELEVEN[b] ^ THIRTEEN[c] ^ NINE[d])
                mixed.append(NINE[a] ^ FOURTEEN[b] ^ ELEVEN[c] ^ THIRTEEN[d])
                mixed.append(THIRTEEN[a] ^ NINE[b] ^ FOURTEEN[c] ^ ELEVEN[d])
                mixed.append(ELEVEN[a] ^ THIRTEEN[b] ^ NINE[c] ^ FOURTEEN[d])
            state = bytes(mixed)
    return state


def pages(path: Path, key: Key) -> bytes:
    """Return all pages of *path* in the clear, one behind the other; the first begins with zeros for the salt."""
    data, keys = path.read_bytes(), _round_keys(bytes.fromhex(key.key_hex))
    whole = bytearray()
    for start in range(0, len(data), PAGE):
        page = data[start : start + PAGE]
        begin = SALT if start == 0 else 0
        before = page[PAGE - RESERVED : PAGE - RESERVED + 16]
        whole += bytes(begin)
        for place in range(begin, PAGE - RESERVED, 16):
            block = page[place : place + 16]
            whole += bytes(a ^ b for a, b in zip(_block(block, keys), before, strict=True))
            before = block
    return bytes(whole)
