"""Sealed files, for all contents: what was sealed is read back, and whatever else is done to them is found."""

from io import BytesIO

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ledger.documents.sealed import (
    CHUNK,
    OVERHEAD,
    TAG,
    WRAPPED,
    DocumentDamaged,
    SealedReader,
    SealingWriter,
    wrapped_key,
)

KEY = bytes(range(32))
WRAP = b"w" * WRAPPED
SIZES = st.one_of(
    st.integers(1, 200),
    st.sampled_from([CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 1, 3 * CHUNK - 1]),
)


def content_of(size: int) -> bytes:
    return bytes(number % 251 for number in range(size))


def sealed(content: bytes, step: int = CHUNK) -> bytes:
    file = BytesIO()
    writer = SealingWriter(file, KEY)
    for begin in range(0, len(content), step):
        writer.write(content[begin : begin + step])
    writer.close(WRAP)
    return file.getvalue()


def opened(file: bytes, key: bytes = KEY) -> bytes:
    return b"".join(SealedReader(BytesIO(file), key, "address").pieces())


def wrapped_and_opened(file: bytes) -> tuple[bytes, bytes]:
    return wrapped_key(BytesIO(file), "address"), opened(file)


@given(SIZES, st.integers(1_000, 3 * CHUNK))
def test_what_was_sealed_in_whatever_pieces_is_read_back(size: int, step: int) -> None:
    content = content_of(size)
    file = sealed(content, step)
    assert opened(file) == content
    assert file == sealed(content)
    assert SealedReader(BytesIO(file), KEY, "address").size == size
    assert wrapped_key(BytesIO(file), "address") == WRAP


@given(SIZES, st.data())
def test_any_part_can_be_read_alone(size: int, data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, size))
    end = data.draw(st.integers(begin, size))
    reader = SealedReader(BytesIO(sealed(content_of(size))), KEY, "address")
    assert reader.part(begin, end) == content_of(size)[begin:end]


@given(SIZES, st.data())
def test_any_changed_byte_behind_the_head_is_found(size: int, data: st.DataObject) -> None:
    file = bytearray(sealed(content_of(size)))
    at = data.draw(st.integers(OVERHEAD, len(file) - 1))
    file[at] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(DocumentDamaged):
        opened(bytes(file))


@given(SIZES, st.data())
def test_a_file_that_was_cut_off_anywhere_is_found(size: int, data: st.DataObject) -> None:
    file = sealed(content_of(size))
    shorter = file[: data.draw(st.integers(0, len(file) - 1))]
    with pytest.raises(DocumentDamaged):
        wrapped_and_opened(shorter)


@given(st.integers(2, 3), st.data())
def test_chunks_that_changed_places_are_found(count: int, data: st.DataObject) -> None:
    file = sealed(content_of(count * CHUNK))
    order = data.draw(st.permutations(range(count)))
    assume(list(order) != list(range(count)))
    length = CHUNK + TAG
    chunks = [file[OVERHEAD + number * length : OVERHEAD + (number + 1) * length] for number in order]
    with pytest.raises(DocumentDamaged):
        opened(file[:OVERHEAD] + b"".join(chunks))


@given(SIZES)
def test_another_key_opens_nothing(size: int) -> None:
    with pytest.raises(DocumentDamaged):
        opened(sealed(content_of(size)), bytes(32))


def test_nothing_of_the_content_stands_in_the_file() -> None:
    content = b"secret of a person " * 5_000
    assert b"secret" not in sealed(content)
