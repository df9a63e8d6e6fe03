"""Where documents lie: a folder beside the database, in it one for each book, one sealed file for each content."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from datetime import UTC, datetime, timedelta
from fcntl import LOCK_EX, LOCK_SH
from hashlib import sha256
from pathlib import Path
from secrets import token_bytes, token_hex
from typing import Final, Protocol

from domain.document import Document
from domain.errors import NotFound, Refusal
from ledger.book import Book
from ledger.documents.content import MEDIA_TYPES, ContentNotOfType, Inspection
from ledger.documents.packages import parts_of
from ledger.documents.private import locked, new_file, new_folder, sync_folder
from ledger.documents.sealed import CHUNK, DocumentDamaged, SealedReader, SealingWriter, wrapped_key
from ledger.vault import Vault

GRACE: Final = timedelta(days=1)
"""How old a file must be before it is swept: no upload takes longer."""

_INCOMING: Final = "incoming"


class DocumentMissing(Refusal):
    """材料的密封文件 {address} 不在材料库中。

    The sealed file {address} of a document is not in the store.
    """

    ids = frozenset({"address"})


class DocumentErased(Refusal):
    """当事人 {party} 的钥匙已删除,其材料无法再打开。

    The key of the party {party} was destroyed; its documents cannot be opened any more.
    """

    ids = frozenset({"party"})


class Source(Protocol):
    """Where content comes from, piece by piece; no bytes at the end."""

    def read(self, size: int, /) -> bytes: ...


class Received:
    """What came in: sealed, on the disk, and not yet in its place."""

    def __init__(self, draft: Path, place: Path, *, digest: str, plain: bytes, size: int) -> None:
        self.digest = digest
        self.plain = plain
        self.size = size
        self._draft = draft
        self._place = place

    def keep(self) -> None:
        """Put it in its place, durably; what lies there already has the same content."""
        if not self._draft.exists():
            return
        new_folder(self._place.parent)
        self._draft.replace(self._place)
        sync_folder(self._place.parent)
        sync_folder(self._place.parent.parent)


class DocumentStore:
    """The documents of one book; needs its vault, for each file opens with the key of its party only."""

    def __init__(self, book: Book, vault: Vault, folder: Path) -> None:
        self.folder = folder / book.place
        self._book = book
        self._vault = vault

    def address(self, party: str, digest: str) -> str:
        """The name of a party's file: from the keyed digest, so that it says nothing about the content."""
        return sha256(f"{self._book.place}|{party}|{digest}".encode()).hexdigest()

    @contextmanager
    def receiving(self, party: str, media_type: str, source: Source) -> Iterator[Received]:
        """Seal what comes in, in bounded memory; it is gone behind the block unless it was kept.

        Refuses while it comes in what is too large or cannot be of the type.
        """
        draft = new_folder(self.folder / _INCOMING) / token_hex(16)
        try:
            yield self._sealed(draft, party, media_type, source)
        finally:
            draft.unlink(missing_ok=True)

    def _sealed(self, draft: Path, party: str, media_type: str, source: Source) -> Received:
        key, inspection = token_bytes(32), Inspection(media_type)
        keyed, plain = self._vault.digesting(), sha256()
        with new_file(draft) as file:
            sealing = SealingWriter(file, key)
            while piece := source.read(CHUNK):
                inspection.see(piece)
                keyed.update(piece)
                plain.update(piece)
                sealing.write(piece)
            inspection.end()
            digest = keyed.hexdigest()
            sealing.close(self._vault.wrap(party, key, _purpose(digest)))
            file.flush()
            os.fsync(file.fileno())
        self._look_inside(draft, key, media_type)
        place = self._path(self.address(party, digest))
        return Received(draft, place, digest=digest, plain=plain.digest(), size=inspection.size)

    def _look_inside(self, draft: Path, key: bytes, media_type: str) -> None:
        """Refuse a package that lacks what makes it one of its type."""
        if needed := MEDIA_TYPES[media_type].parts:
            with draft.open("rb") as file:
                reader = SealedReader(file, key, draft.name)
                if not needed <= parts_of(reader.part, reader.size):
                    raise ContentNotOfType(field="content", media_type=media_type)

    def open(self, document: Document) -> SealedReader:
        """The content, to be closed; whatever is wrong with the head, the size or the key is refused at once."""
        address = self.address(document.party, document.digest)
        try:
            file = self._path(address).open("rb")
        except FileNotFoundError as error:
            raise DocumentMissing(field="document", address=address) from error
        with ExitStack() as unless_read:
            unless_read.enter_context(file)
            reader = SealedReader(file, self._key(document, wrapped_key(file, address)), address)
            if reader.size != document.size:
                raise DocumentDamaged(field="document", address=address)
            unless_read.pop_all()
        return reader

    def digests_of(self, document: Document) -> tuple[str, bytes]:
        """The keyed digest of what is stored, to compare with that of the event, and its plain SHA-256."""
        keyed, plain = self._vault.digesting(), sha256()
        with closing(self.open(document)) as reader:
            for piece in reader.pieces():
                keyed.update(piece)
                plain.update(piece)
        return keyed.hexdigest(), plain.digest()

    def addresses(self) -> set[str]:
        """The name of every file in the store."""
        return {path.name for path in self.folder.glob("??/*")}

    def undisturbed(self) -> AbstractContextManager[None]:
        """While a file is put in its place and its event is written, nothing is swept."""
        return self._locked(LOCK_SH)

    def sweep(self, wanted: Callable[[], set[str]], now: datetime) -> int:
        """Remove broken uploads and files that no event speaks of, once they are older than `GRACE`; how many.

        `wanted` tells the addresses that events speak of; it is asked while nobody puts a file in its place.
        """
        with self._locked(LOCK_EX):
            known = wanted()
            unknown = [path for path in self.folder.glob("??/*") if path.name not in known]
            old = [path for path in (*unknown, *self.folder.glob(f"{_INCOMING}/*")) if _is_old(path, now)]
            for path in old:
                path.unlink(missing_ok=True)
        return len(old)

    def _key(self, document: Document, wrapped: bytes) -> bytes:
        try:
            return self._vault.unwrap(document.party, wrapped, _purpose(document.digest))
        except NotFound as error:
            raise DocumentErased(field="document", party=document.party) from error

    def _path(self, address: str) -> Path:
        return self.folder / address[:2] / address

    def _locked(self, kind: int) -> AbstractContextManager[None]:
        return locked(new_folder(self.folder) / "lock", kind)


def _purpose(digest: str) -> str:
    return f"document:{digest}"


def _is_old(path: Path, now: datetime) -> bool:
    """Whether a file is there since longer than `GRACE`; an upload may end, and its draft go, at any time."""
    try:
        return now - datetime.fromtimestamp(path.stat().st_mtime, UTC) > GRACE
    except FileNotFoundError:
        return False
