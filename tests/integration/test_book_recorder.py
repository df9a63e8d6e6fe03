"""The contract of the library's ApplicationRecorder, kept on both stores."""

import pytest
from eventsourcing.application import Application
from eventsourcing.persistence import ApplicationRecorder, Mapper, Notification, NotSupportedError, Tracking

from ledger.book import Book
from ledger.codec import leaf_hash
from tests.books import CODEC, PLACE, Struck, noted, recorded


@pytest.fixture
def recorder(notes: Book) -> ApplicationRecorder:
    """The recorder of a book with the streams a (3 events) and b (2 events)."""
    stored = [
        CODEC.to_stored_event(event)
        for event in (noted("a"), noted("b"), noted("a", 2), recorded("b", 2, Struck()), noted("a", 3))
    ]
    assert list(notes.application.recorder.insert_events(stored) or ()) == [1, 2, 3, 4, 5]
    return notes.application.recorder


def test_a_stream_is_read_by_version_within_bounds(recorder: ApplicationRecorder) -> None:
    def versions(
        gt: int | None = None, lte: int | None = None, desc: bool = False, limit: int | None = None
    ) -> list[int]:
        found = recorder.select_events("a", gt=gt, lte=lte, desc=desc, limit=limit)
        return [event.originator_version for event in found]

    assert versions() == [1, 2, 3]
    assert versions(gt=1) == [2, 3]
    assert versions(lte=2) == [1, 2]
    assert versions(gt=1, lte=2) == [2]
    assert versions(desc=True, limit=2) == [3, 2]
    assert recorder.select_events("c") == []


def test_the_book_is_read_by_position_within_bounds(recorder: ApplicationRecorder) -> None:
    def positions(start: int | None, limit: int, stop: int | None = None, inclusive: bool = True) -> list[int]:
        found = recorder.select_notifications(start, limit, stop, inclusive_of_start=inclusive)
        return [notification.id for notification in found]

    assert positions(None, 10) == [1, 2, 3, 4, 5]
    assert positions(2, 2) == [2, 3]
    assert positions(2, 2, inclusive=False) == [3, 4]
    assert positions(2, 10, stop=3) == [2, 3]
    assert positions(4, 10) == [4, 5]
    assert positions(6, 10) == []


def test_the_book_is_read_by_topic(recorder: ApplicationRecorder) -> None:
    assert [found.id for found in recorder.select_notifications(1, 10, topics=["test.Struck"])] == [4]
    assert [found.id for found in recorder.select_notifications(2, 2, topics=["test.Noted", "test.Struck"])] == [2, 3]
    assert [found.id for found in recorder.select_notifications(2, 2, topics=["test.Noted"])] == [2, 3]
    assert [found.id for found in recorder.select_notifications(3, 2, topics=["test.Noted"])] == [3, 5]


def test_a_notification_holds_the_stored_event(recorder: ApplicationRecorder) -> None:
    stored = CODEC.to_stored_event(noted("a", 2))
    assert recorder.select_notifications(3, 1) == [Notification("a", 2, stored.topic, stored.state, id=3)]


def test_the_last_position_is_known(recorder: ApplicationRecorder) -> None:
    assert recorder.max_notification_id() == 5


def test_a_new_book_has_no_last_position(notes: Book) -> None:
    assert notes.application.recorder.max_notification_id() is None


def test_what_is_not_offered_says_what_to_do_instead(recorder: ApplicationRecorder) -> None:
    with pytest.raises(NotSupportedError, match="select_notifications"):
        recorder.subscribe()
    with pytest.raises(NotSupportedError, match="track"):
        recorder.insert_events([CODEC.to_stored_event(noted("c"))], tracking=Tracking("upstream", 1))
    assert recorder.max_notification_id() == 5


def test_the_stored_bytes_are_hashed_as_leaves(recorder: ApplicationRecorder, notes: Book) -> None:
    rows = notes.raw()
    assert [row.state for row in rows] == [found.state for found in recorder.select_notifications(1, 10)]
    assert all(row.leaf_hash == leaf_hash(row.state) for row in rows)


def test_the_library_runs_on_our_parts(recorder: ApplicationRecorder, notes: Book) -> None:
    application = notes.application
    assert isinstance(application, Application)
    assert isinstance(application.mapper, Mapper)
    assert application.mapper is CODEC
    assert [item.id for item in application.notification_log["1,5"].items] == [1, 2, 3, 4, 5]
    recording = application.save(noted("c"), take={"claim": "c"})[0]
    assert (recording.notification.id, notes.holder("claim")) == (6, "c")


def test_no_environment_variable_changes_a_book(book_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PERSISTENCE_MODULE", "no.such.module")
    monkeypatch.setenv("COMPRESSOR_TOPIC", "zlib")
    monkeypatch.setenv("IS_SNAPSHOTTING_ENABLED", "y")
    monkeypatch.setenv("AGGREGATE_CACHE_MAXSIZE", "10")
    with Book.create(book_url, place=PLACE, mode="demo", codec=CODEC) as book:
        book.append([noted("a")])
        assert book.application.repository.cache is None
        assert book.raw()[0].state == CODEC.encode(noted("a"))
