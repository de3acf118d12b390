"""Makes pickles of many values, and judges texts that claim to be those values.

    python values.py make COUNT SEED   -> JSON lines {"id", "protocol", "plain", "repr", "data": base64}
    python values.py record FILE       -> the same as make, gzipped, for tests without Python
    python values.py judge             <- JSON lines {"data": base64, "text"}; -> JSON lines: "" or what is wrong

`plain` values are those that ast.literal_eval can give back.
"""

import ast
import base64
import datetime
import decimal
import fractions
import gzip
import io
import json
import math
import pathlib
import pickle
import random
import re
import sys
import uuid
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple
from enum import Enum

Point = namedtuple("Point", "x y")


class Colour(Enum):
    RED = 1


class Plain:
    def __init__(self, **attributes):
        self.__dict__.update(attributes)


class Slotted:
    __slots__ = ("a", "b")

    def __init__(self):
        self.a, self.b = 1, [2]


def fixed():
    """(value, whether literal_eval gives it back)"""
    texts = ["", "a", "it's", 'say "x"', "both ' and \"", "line\nbreak\r\ttab", "\x00\x1f\x7f\x80\xa0\xff", "ünï ✓ 漢字 😀",
             "\ud800 lone", "\u2028\u200b\ufeff", "back\\slash \\u0041 \\n", "x" * 300, "two\nlines " * 20, "\\", "a" * 70 + "'"]
    numbers = [0, 1, -1, 255, 256, 65535, 65536, 2**31 - 1, 2**31, -(2**31), -(2**31) - 1, 2**53, 2**53 + 1, -(2**53) - 1, 2**63, 2**64,
               -(2**64), 10**30, -(10**300), 2**2000, 127, 128, -128, -129, -32768, -32769]
    floats = [0.0, -0.0, 0.1, 1.0, -1.5, 1e16, 1e15, 123456789012345680.0, 1e22, 1e-4, 1e-5, 1.5e-7, 5e-324, 1.7976931348623157e308,
              1 / 3, 2.5e20, 100.0, 1e21, 123456.789]
    plain = [None, True, False, *texts, *numbers, *floats, b"", b"abc", bytes(range(256)), b"'", b'"\'', [], (), {}, set(), (1,), ((),), [[]], [()], {(): []},
             {1: "a", "b": 2, (1, 2): [3], None: None, 2.5: {"x": {"y": {}}}}, {1, 2, 3}, {"a"}, [1, [2, [3, [4]]]], list(range(300)),
             {"k%d" % i: i / 7 for i in range(50)}, [{"name": "x" * 30, "values": [1, 2, 3] * 12, "more": ("a", b"b")}] * 3,
             {"long key " * 12: "long value " * 12}, complex(1, 2), complex(0, -1.5), complex(-1e20, 1e-9), [True, None, 1.5, "x", b"y"],
             [["deep " * 10] * 10] * 4, {"text": "first\nsecond\nthird " * 10, "n": [1]}, ({"a": "b\n" * 60},)]
    shared = [1, 2]
    plain += [[shared, shared, {"again": shared}]]
    utc = datetime.timezone.utc
    other = [math.inf, -math.inf, math.nan, frozenset(), frozenset({1}), bytearray(b"xy"), bytearray(), [frozenset({(1, 2)})],
             datetime.datetime(2024, 2, 29, 1, 2), datetime.datetime(2024, 2, 29, 1, 2, 3), datetime.datetime(1, 1, 1, 0, 0, 0, 7),
             datetime.datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=utc), datetime.datetime(2020, 10, 25, 2, 30, fold=1),
             datetime.datetime(2020, 1, 1, tzinfo=datetime.timezone(datetime.timedelta(hours=-5))),
             datetime.date(1999, 12, 31), datetime.time(1, 2, 3, 4), datetime.time(0, 0), datetime.timedelta(0),
             datetime.timedelta(days=-1, seconds=3, microseconds=5), decimal.Decimal("12.50"), decimal.Decimal("NaN"),
             fractions.Fraction(-3, 4), fractions.Fraction(2), uuid.UUID(int=5), uuid.UUID("12345678-1234-5678-1234-567812345678"),
             range(5), range(1, 10, 3), range(10, 0, -1), deque([1, 2]), deque([], maxlen=3), Counter("aab"),
             pathlib.PurePosixPath("/a/b"), pathlib.PurePosixPath("a"), pathlib.PurePosixPath("."), pathlib.PureWindowsPath("C:\\x\\y"),
             defaultdict(int, {"a": 1}), defaultdict(None), re.compile("a'b"), slice(1, None, 2), OrderedDict([("b", 1), ("a", [2])]), OrderedDict()]
    return [(v, True) for v in plain] + [(v, False) for v in other]


def generated(rng, depth=0):
    kind = rng.randrange(6 if depth > 3 else 12)
    if kind == 0:
        return rng.choice([None, True, False])
    if kind == 1:
        return rng.randrange(-(2 ** rng.randrange(1, 200)), 2 ** rng.randrange(1, 200))
    if kind == 2:
        return rng.choice([rng.uniform(-1e3, 1e3), rng.gauss(0, 1) * 10 ** rng.randrange(-300, 300)])
    if kind in (3, 4):
        return "".join(chr(rng.choice([rng.randrange(32, 127), rng.randrange(0, 0x250), rng.randrange(0x2000, 0x3000), 0x1F600, 10, 39, 92])) for _ in range(rng.randrange(40)))
    if kind == 5:
        return bytes(rng.randrange(256) for _ in range(rng.randrange(30)))
    count = rng.randrange(8)
    if kind in (6, 7):
        return [generated(rng, depth + 1) for _ in range(count)]
    if kind == 8:
        return tuple(generated(rng, depth + 1) for _ in range(count))
    if kind == 9:
        return {rng.choice([rng.randrange(1000), str(rng.random()), b"k", None, 1.25]) for _ in range(count)}
    return {rng.choice([rng.randrange(1000), "key %d" % rng.randrange(50), (1, rng.random())]): generated(rng, depth + 1) for _ in range(count)}


def make(count, seed, out=sys.stdout):
    rng = random.Random(seed)
    values = fixed() + [(generated(rng), True) for _ in range(count)]
    for number, (value, plain) in enumerate(values):
        for protocol in range(6):
            data = base64.b64encode(pickle.dumps(value, protocol)).decode()
            print(json.dumps({"id": number, "protocol": protocol, "plain": plain, "repr": repr(value), "data": data}), file=out)


def same(a, b):
    """Equal in value and in every type, order of dicts included; NaN equals itself, -0.0 differs from 0.0."""
    if type(a) is not type(b):
        return False
    if isinstance(a, float):
        return repr(a) == repr(b)
    if isinstance(a, (list, tuple, deque)):
        return len(a) == len(b) and getattr(a, "maxlen", 0) == getattr(b, "maxlen", 0) and all(map(same, a, b))
    if isinstance(a, dict):
        return len(a) == len(b) and all(same(*pair) for pair in zip(a.items(), b.items()))
    if isinstance(a, datetime.datetime):
        return repr(a) == repr(b)
    return a == b or (a != a and b != b)


NAMES = {"inf": math.inf, "nan": math.nan, "frozenset": frozenset, "set": set, "bytearray": bytearray, "datetime": datetime,
         "Decimal": decimal.Decimal, "Fraction": fractions.Fraction, "UUID": uuid.UUID, "range": range, "deque": deque, "Counter": Counter,
         "OrderedDict": OrderedDict, "defaultdict": defaultdict, "int": int, "re": re, "slice": slice, "PurePosixPath": pathlib.PurePosixPath,
         "PureWindowsPath": pathlib.PureWindowsPath, "__builtins__": {}}


def verdict(data, text):
    value = pickle.loads(base64.b64decode(data))
    try:
        found = ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError):
        try:
            found = eval(text, dict(NAMES))  # only texts that the test made from the values above
        except Exception as error:
            return "%s is not Python: %r" % (text[:200], error)
    return "" if same(value, found) else "%s instead of %r" % (text[:300], value)


def judge():
    for line in sys.stdin:
        case = json.loads(line)
        print(json.dumps(verdict(case["data"], case["text"])))


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(int(sys.argv[2]), int(sys.argv[3]))
    elif sys.argv[1] == "record":
        text = io.StringIO()
        make(40, 3, text)
        with open(sys.argv[2], "wb") as f:
            f.write(gzip.compress(text.getvalue().encode("utf-8", "surrogatepass"), 9, mtime=0))
    else:
        judge()
