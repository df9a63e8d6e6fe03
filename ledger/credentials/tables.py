"""The tables of credentials: hashes and times only (whole seconds since 1970, UTC); nothing here opens an account."""

from sqlalchemy import BigInteger, Column, Index, PrimaryKeyConstraint, Table

from ledger.tables import Code, metadata

passwords = Table(
    "credential_passwords",
    metadata,
    Column("book", Code, nullable=False),
    Column("account", Code, nullable=False),
    Column("hash", Code, nullable=False, comment="argon2id in PHC form: parameters, salt and digest"),
    Column("changed_at", BigInteger, nullable=False),
    PrimaryKeyConstraint("book", "account"),
    comment="The password of an account; the log holds a commitment to each.",
    sqlite_with_rowid=False,
)

tries = Table(
    "credential_tries",
    metadata,
    Column("book", Code, nullable=False),
    Column("account", Code, nullable=False, comment="empty: all names that are no account with a password"),
    Column("failures", BigInteger, nullable=False),
    Column("locked_until", BigInteger, nullable=False),
    PrimaryKeyConstraint("book", "account"),
    comment="Passwords tried since the last right one, counted before each is looked at.",
    sqlite_with_rowid=False,
)

enrolments = Table(
    "credential_enrolments",
    metadata,
    Column("book", Code, nullable=False),
    Column("account", Code, nullable=False),
    Column("token_hash", Code, nullable=False, comment="SHA-256 of a token of 256 bits"),
    Column("expires_at", BigInteger, nullable=False),
    PrimaryKeyConstraint("book", "account"),
    comment="The token with which an account's holder may set a password, once.",
    sqlite_with_rowid=False,
)

sessions = Table(
    "credential_sessions",
    metadata,
    Column("book", Code, nullable=False),
    Column("token_hash", Code, nullable=False, comment="SHA-256 of a token of 256 bits"),
    Column("account", Code, nullable=False),
    Column("method", Code, nullable=False),
    Column("begun_at", BigInteger, nullable=False),
    Column("seen_at", BigInteger, nullable=False, comment="to the minute"),
    PrimaryKeyConstraint("book", "token_hash"),
    Index("credential_sessions_account", "book", "account"),
    Index("credential_sessions_begun", "book", "begun_at"),
    comment="Who is signed in. Rows go when they end, and the expired ones at the next sign-in.",
    sqlite_with_rowid=False,
)

keys = Table(
    "credential_keys",
    metadata,
    Column("book", Code, nullable=False),
    Column("key", Code, nullable=False),
    Column("account", Code, nullable=False),
    Column("secret_hash", Code, nullable=False, comment="SHA-256 of a secret of 256 bits"),
    Column("purpose", Code, nullable=False),
    Column("scope", Code, nullable=False, comment="JSON: roles at places"),
    Column("issued_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Column("revoked_at", BigInteger),
    Column("used_at", BigInteger, comment="to the hour"),
    PrimaryKeyConstraint("book", "key"),
    Index("credential_keys_account", "book", "account"),
    comment="API keys; the log holds a commitment to each.",
    sqlite_with_rowid=False,
)

links = Table(
    "credential_links",
    metadata,
    Column("book", Code, nullable=False),
    Column("issuer", Code, nullable=False),
    Column("subject_hash", Code, nullable=False, comment="SHA-256 of issuer and subject"),
    Column("account", Code, nullable=False),
    Column("link", Code, nullable=False),
    Column("salt", Code, nullable=False, comment="without it nobody guesses at the subject behind the commitment"),
    Column("linked_at", BigInteger, nullable=False),
    PrimaryKeyConstraint("book", "issuer", "subject_hash"),
    Index("credential_links_account", "book", "account"),
    comment="Which identity at an OpenID provider opens which account.",
    sqlite_with_rowid=False,
)
