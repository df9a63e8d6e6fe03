"""The tables of a book. Every unique key begins with the book, so that one database can hold many."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

SCHEMA_VERSION = 4
"""Raised with every change to a table; a book of an earlier version is refused until `book upgrade`."""

metadata = MetaData()
"""All tables of a book: the views add theirs, and `Book.create` makes them together."""

Code = Text().with_variant(Text(collation="C"), "postgresql")
"""The type of every key column: compared by bytes on both stores, so that order never depends on a server's locale.

PostgreSQL refuses to compare columns of different collations, so tables that are joined on a key use this type too.
"""

store_schema = Table(
    "store_schema",
    metadata,
    Column("part", Code, primary_key=True),
    Column("version", Integer, nullable=False),
    comment="The version of the tables themselves, whatever books they hold.",
    sqlite_with_rowid=False,
)

book_head = Table(
    "book_head",
    metadata,
    Column("book", Code, primary_key=True, comment="GB/T 2260 code of the place whose accounts these are"),
    Column("mode", Code, CheckConstraint("mode IN ('demo', 'production')"), nullable=False),
    Column("position", BigInteger, nullable=False, comment="of the last event; 0 = none yet"),
    Column("recorded_at", Code, comment="latest recorded time so far, as in the events"),
    comment="One row per book: hands out positions, and is the one lock that every append takes.",
    sqlite_with_rowid=False,
)

events = Table(
    "events",
    metadata,
    Column("book", Code, nullable=False),
    Column("position", BigInteger, nullable=False, comment="1, 2, 3 … without gaps"),
    Column("stream", Code, nullable=False),
    Column("version", BigInteger, nullable=False, comment="1, 2, 3 … in the stream"),
    Column("topic", Code, nullable=False),
    Column("state", LargeBinary, nullable=False, comment="canonical JSON, written once, never re-serialised"),
    Column("leaf_hash", LargeBinary, nullable=False, comment="RFC 6962: SHA-256(0x00 || state)"),
    PrimaryKeyConstraint("book", "position"),
    UniqueConstraint("book", "stream", "version"),
    comment="What happened. Rows are only ever added.",
)

guard_balances = Table(
    "guard_balances",
    metadata,
    Column("book", Code, nullable=False),
    Column("account", Code, nullable=False),
    Column("balance", BigInteger, CheckConstraint("balance >= 0", name="never_below_zero"), nullable=False),
    PrimaryKeyConstraint("book", "account"),
    comment="What is left (fen) of what may not be overspent; derivable from the events.",
    sqlite_with_rowid=False,
)

guard_claims = Table(
    "guard_claims",
    metadata,
    Column("book", Code, nullable=False),
    Column("claim", Code, nullable=False),
    Column("holder", Code, nullable=False),
    PrimaryKeyConstraint("book", "claim"),
    comment="What only one may hold at a time; keys hold pseudonyms only; derivable from the events.",
    sqlite_with_rowid=False,
)

idempotency = Table(
    "idempotency",
    metadata,
    Column("book", Code, nullable=False),
    Column("key", Code, nullable=False),
    Column("request_digest", Code, nullable=False),
    Column("response", LargeBinary, nullable=False),
    Column("position", BigInteger, nullable=False, comment="of the command's last event"),
    PrimaryKeyConstraint("book", "key"),
    comment="What was answered to a command, so that the same command is taken once.",
)

vault_keys = Table(
    "vault_keys",
    metadata,
    Column("book", Code, nullable=False),
    Column("party", Code, nullable=False),
    Column("wrapped_key", LargeBinary, nullable=False, comment="the party's own key, sealed by the book's"),
    PrimaryKeyConstraint("book", "party"),
    comment="One key a person; destroying the row erases the person and leaves every event as it is.",
    sqlite_with_rowid=False,
)

vault_details = Table(
    "vault_details",
    metadata,
    Column("book", Code, nullable=False),
    Column("party", Code, nullable=False),
    Column("version", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False, comment="details and salt, under the party's key"),
    PrimaryKeyConstraint("book", "party", "version"),
    comment="What is known of a party, sealed; the events hold a salted commitment to each version.",
    sqlite_with_rowid=False,
)

spent_sign_ins = Table(
    "spent_sign_ins",
    metadata,
    Column("book", Code, nullable=False),
    Column("digest", Code, nullable=False, comment="SHA-256 of the state of the sign-in"),
    Column("ends", BigInteger, nullable=False, comment="second from which on its cookie is refused anyway"),
    PrimaryKeyConstraint("book", "digest"),
    comment="Sign-ins at a provider that were completed, so that none is completed twice; kept until they end.",
    sqlite_with_rowid=False,
)

staged_files = Table(
    "staged_files",
    metadata,
    Column("book", Code, nullable=False),
    Column("file", Code, nullable=False, comment="the stream of the import that waits for a second person"),
    Column("part", Integer, nullable=False, comment="0 = the file's own key, sealed by the book's; 1, 2 … its content"),
    Column("sealed", LargeBinary, nullable=False),
    PrimaryKeyConstraint("book", "file", "part"),
    comment="Files that wait to be confirmed, sealed; their rows go with the event that ends the waiting.",
)

webhook_secrets = Table(
    "webhook_secrets",
    metadata,
    Column("book", Code, nullable=False),
    Column("webhook", Code, nullable=False),
    Column("key_id", Code, nullable=False),
    Column("sealed", LargeBinary, nullable=False, comment="the secret that signs, under the book's wrapping key"),
    PrimaryKeyConstraint("book", "webhook", "key_id"),
    comment="What deliveries are signed with; destroyed when a webhook ends or its secret has been replaced.",
    sqlite_with_rowid=False,
)

webhook_progress = Table(
    "webhook_progress",
    metadata,
    Column("book", Code, nullable=False),
    Column("webhook", Code, nullable=False),
    Column("run", BigInteger, nullable=False, comment="version of the event that last set sending going"),
    Column("position", BigInteger, nullable=False, comment="up to which the receiver confirmed"),
    Column("upto", BigInteger, nullable=False, comment="to which the batch reaches that was last tried; 0 = none"),
    Column("lease", Code, nullable=False, comment="who delivers now; blank = nobody"),
    Column("lease_until", BigInteger, nullable=False, comment="millisecond at which the lease ends by itself"),
    Column("failures", BigInteger, nullable=False, comment="in a row"),
    Column("failing_since", BigInteger, nullable=False, comment="millisecond of the first of them; 0 = none"),
    Column("next_at", BigInteger, nullable=False, comment="millisecond before which nothing is tried"),
    PrimaryKeyConstraint("book", "webhook"),
    comment="How far each receiver was told; not derivable from the events, and no part of the accounts.",
    sqlite_with_rowid=False,
)

webhook_attempts = Table(
    "webhook_attempts",
    metadata,
    Column("book", Code, nullable=False),
    Column("webhook", Code, nullable=False),
    Column("attempt", BigInteger, nullable=False, comment="1, 2, 3 … of the webhook"),
    Column("at", BigInteger, nullable=False, comment="millisecond at which it was begun"),
    Column("message", Code, nullable=False, comment="webhook-id, the same for every attempt at a batch"),
    Column("number", BigInteger, nullable=False, comment="how many attempts in a row had failed before, plus one"),
    Column("events", BigInteger, nullable=False),
    Column("status", BigInteger, nullable=False, comment="of HTTP; 0 = there was no answer"),
    Column("problem", Code, nullable=False, comment="why there was no answer, as a code; blank = there was one"),
    Column("duration_ms", BigInteger, nullable=False),
    Column("next_at", BigInteger, nullable=False, comment="millisecond of the next attempt; 0 = none is due"),
    PrimaryKeyConstraint("book", "webhook", "attempt"),
    comment="What became of each delivery; the latest are kept.",
    sqlite_with_rowid=False,
)
