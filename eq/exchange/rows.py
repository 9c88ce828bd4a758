"""Rows out as CSV or JSON, many at a time: the same rows and the same numbers in both.

Numbers are written with the fewest digits that read back as the same number; a missing one is an empty cell or null.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Any, BinaryIO, Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

Format = Literal["csv", "json"]
_THREADS = 1


def write(batches: Iterable[Any], names: Iterable[str], sink: BinaryIO, fmt: Format) -> None:
    """Write pyarrow record batches whose columns are ``names``: a CSV with that header, or one JSON list of objects.

    Columns are text, whole numbers, floats or dictionaries of these; nulls, NaN and infinities count as missing.
    Text stands as it is: nothing is prefixed. UTF-8, lines end with a line feed.
    """
    labels = list(names)
    filled = (batch for batch in batches if batch.num_rows)
    if fmt == "csv":
        sink.write((",".join(labels) + "\n").encode())
        for lines in _ahead(_csv_lines, filled):
            sink.write(lines)
        return
    opening = b"[\n"
    for lines in _ahead(partial(_json_lines, labels), filled):
        sink.write(opening + lines[2:] if opening else lines)
        opening = b""
    sink.write(b"[]\n" if opening else b"\n]\n")


def _ahead(spell: Callable[[Any], memoryview], batches: Iterable[Any]) -> Iterator[memoryview]:
    """``spell(batch)`` in order, computed in other threads while the next batch is made: pyarrow frees the GIL."""
    with ThreadPoolExecutor(_THREADS) as pool:
        waiting: deque[Future[memoryview]] = deque()
        for batch in batches:
            waiting.append(pool.submit(spell, batch))
            if len(waiting) > _THREADS:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _csv_lines(batch: Any) -> memoryview:
    *columns, last = (_texts(column, _csv_texts) for column in batch.columns)
    return _joined([*columns, _joined_texts([last, "\n"], "", "")], ",", "")


def _json_lines(names: list[str], batch: Any) -> memoryview:
    """Objects, each with a comma and a line feed before it."""
    parts: list[Any] = []
    for name, column in zip(names, batch.columns, strict=True):
        parts += [f"{', ' if parts else ''}{json.dumps(name)}: ", _texts(column, _json_texts)]
    return _joined([",\n{", *parts, "}"], "", "null")


def _texts(column: Any, spell: Callable[[Any], Any]) -> Any:
    """The column as text, every different value spelt once where it is a dictionary."""
    if pa.types.is_dictionary(column.type):
        return _texts(column.dictionary, spell).take(column.indices)
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        return spell(column)
    if pa.types.is_floating(column.type):
        column = pc.if_else(pc.is_finite(column), column, None)
    return pc.cast(column, pa.string())


def _csv_texts(texts: Any) -> Any:
    special = pc.match_substring_regex(texts, '[",\r\n]')
    if not pc.any(special).as_py():
        return texts
    quoted = pc.binary_join_element_wise('"', pc.replace_substring(texts, '"', '""'), '"', "")
    return pc.if_else(special, quoted, texts)


def _json_texts(texts: Any) -> Any:
    if pc.any(pc.match_substring_regex(texts, '["\\\\\x00-\x1f]')).as_py():
        spelt = [None if text is None else json.dumps(text, ensure_ascii=False) for text in texts.to_pylist()]
        return pa.array(spelt, pa.string())
    return pc.binary_join_element_wise('"', texts, '"', "")


def _joined_texts(parts: list[Any], between: str, missing: str) -> Any:
    return pc.binary_join_element_wise(*parts, between, null_handling="replace", null_replacement=missing)


def _joined(parts: list[Any], between: str, missing: str) -> memoryview:
    """The joined texts of all rows, one after the other: an Arrow text column already lies in memory like that."""
    texts = _joined_texts(parts, between, missing)
    _, offsets, data = texts.buffers()
    ends = np.frombuffer(offsets, dtype=np.int32)
    return memoryview(data)[int(ends[texts.offset]) : int(ends[texts.offset + len(texts)])]
