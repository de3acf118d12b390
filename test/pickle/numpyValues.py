"""Pickles of numpy and pandas values with the texts that we want for them: `python numpyValues.py > FILE.jsonl`.

Needs numpy and pandas, hence recorded in test/fixtures/pickle/numpy.jsonl."""

import base64
import json
import pickle

import numpy as np
import pandas as pd


def array(a):
    return "array(%r, dtype='%s')" % (a.tolist(), "object" if a.dtype == object else a.dtype.name)


def cases():
    for dtype in ("int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64", "float16", "float32", "float64", "bool"):
        yield np.array([0, 1, 100], dtype=dtype), None
        yield np.array([1], dtype=dtype)[0], None
    yield np.array([[1, 2, 3], [4, 5, 6]]), None
    yield np.asfortranarray([[1, 2, 3], [4, 5, 6]]), None
    yield np.array([[1, 2], [3, 4]], dtype=">i4"), None
    yield np.array([0.1, 1e-7, np.pi], dtype="float32"), "array([0.1, 1e-07, 3.1415927], dtype='float32')"
    yield np.array([2**63 - 1, -(2**63)]), None
    yield np.array(5.5), "array(5.5, dtype='float64')"
    yield np.array([1 + 2j]), None
    yield np.array(["ab", "c✓"]), "array(['ab', 'c✓'], dtype='U2')"
    yield np.array([b"ab", b"c"]), "array([b'ab', b'c'], dtype='S2')"
    yield np.array([None, "x", 3], dtype=object), None
    yield np.array(["2024-02-29T12:00:00.123456789"], dtype="M8[ns]"), "array(['2024-02-29T12:00:00.123456789'], dtype='datetime64[ns]')"
    yield np.array(["2024-02-29", "NaT"], dtype="M8[D]"), "array(['2024-02-29', 'NaT'], dtype='datetime64[D]')"
    yield np.array([], dtype="f8"), "array([], shape=(0,), dtype='float64')"
    yield np.zeros((3, 0)), "array([[], [], []], shape=(3, 0), dtype='float64')"
    yield np.dtype("float32"), "dtype('float32')"
    yield {"loss": np.float64(0.25), "n": np.int64(3)}, "{'loss': np.float64(0.25), 'n': np.int64(3)}"
    yield pd.DataFrame({"a": [1, 2]}), "DataFrame (class, not decoded)"
    yield pd.Series([1.5]), "Series (class, not decoded)"


for value, text in cases():
    for protocol in range(6):
        if text is None:
            text = array(value) if isinstance(value, np.ndarray) else repr(value)
        data = base64.b64encode(pickle.dumps(value, protocol)).decode()
        print(json.dumps({"protocol": protocol, "text": text, "data": data}))
