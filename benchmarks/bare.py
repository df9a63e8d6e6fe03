"""What the interface is measured beside: a bare Flask application that inserts a row with SQLAlchemy, and reads it."""

import os

import sqlalchemy as sa
from flask import Flask, request

metadata = sa.MetaData()
rows = sa.Table(
    "bare_rows", metadata, sa.Column("id", sa.Integer, primary_key=True), sa.Column("text", sa.Text, nullable=False)
)


def create_app() -> Flask:
    """The application, over the database in BARE_DATABASE, in the mode that books use."""
    engine = sa.create_engine(os.environ["BARE_DATABASE"], pool_size=16)
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _as_books)
    metadata.create_all(engine)
    app = Flask(__name__)

    @app.post("/rows")
    def insert() -> dict[str, int]:
        with engine.begin() as connection:
            made = connection.execute(rows.insert().values(text=request.get_data(as_text=True)))
            return {"id": int((made.inserted_primary_key or (0,))[0])}

    @app.get("/rows/<int:id>")
    def show(id: int) -> dict[str, str]:
        with engine.connect() as connection:
            return {"text": connection.execute(sa.select(rows.c.text).where(rows.c.id == id)).scalar_one()}

    return app


def _as_books(connection: sa.engine.interfaces.DBAPIConnection, _: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.close()
