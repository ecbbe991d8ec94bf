"""Who is admitted to the threads that work, who waits, and who is sent away; work ends when a test says so."""

import asyncio
import threading
from collections.abc import Iterator
from contextvars import ContextVar

import pytest

from bot.admission import Admission, Asker, Busy, Room, Stopping

ROOM = Room(all=4, server=3, person=2, unasked=1)
WHO: ContextVar[str] = ContextVar("who", default="nobody")


class Work:
    """Things to do in a thread, each of which waits until it is let go; `done` has their names in order."""

    def __init__(self) -> None:
        self.free, self.done = threading.Event(), list[str]()

    def __call__(self, name: str) -> str:
        assert self.free.wait(20)
        self.done.append(name)
        return name


@pytest.fixture
def work() -> Work:
    return Work()


@pytest.fixture
def admission(work: Work) -> Iterator[Admission]:
    made = Admission("test", 1, ROOM)
    yield made
    work.free.set()
    made.close()


def ann(server: int | None = 1, person: int = 1) -> Asker:
    return Asker(server, person)


async def begun(admission: Admission, work: Work, *askers: Asker) -> list["asyncio.Task[str]"]:
    """Tasks that are at work or in line, named by their order."""
    tasks = [asyncio.create_task(admission.run(who, lambda n=n: work(str(n)))) for n, who in enumerate(askers)]  # type: ignore[misc]
    await asyncio.sleep(0)
    return tasks


async def test_what_work_gives_is_given_back(admission: Admission) -> None:
    assert await admission.run(ann(), lambda: 7) == 7
    assert (admission.depth, admission.running) == (0, 0)


async def test_what_work_raises_is_raised_and_frees_its_thread(admission: Admission) -> None:
    with pytest.raises(ZeroDivisionError):
        await admission.run(ann(), lambda: 1 // 0)
    assert await admission.run(ann(), lambda: 7) == 7


async def test_work_sees_the_context_of_who_asks(admission: Admission) -> None:
    WHO.set("ann")
    assert await admission.run(ann(), WHO.get) == "ann"


async def test_no_more_is_done_at_once_than_there_are_threads(admission: Admission, work: Work) -> None:
    tasks = await begun(admission, work, ann(1), ann(2), ann(3))
    assert (admission.running, admission.depth) == (1, 2)
    work.free.set()
    assert await asyncio.gather(*tasks) == ["0", "1", "2"]


async def test_a_server_that_asks_much_does_not_keep_another_waiting(admission: Admission, work: Work) -> None:
    tasks = await begun(admission, work, ann(1, 1), ann(1, 2), ann(1, 3), ann(2, 4))
    work.free.set()
    await asyncio.gather(*tasks)
    assert work.done == ["0", "1", "3", "2"]


async def test_people_in_direct_messages_are_lanes_of_their_own(admission: Admission, work: Work) -> None:
    tasks = await begun(admission, work, ann(None, 1), ann(None, 1), ann(None, 1), ann(None, 2))
    work.free.set()
    await asyncio.gather(*tasks)
    assert work.done == ["0", "1", "3", "2"]


@pytest.mark.parametrize(
    "waiting",
    [
        [ann(1, 1), ann(1, 2), ann(2, 1), ann(2, 2)],  # all
        [ann(1, 1), ann(1, 2), ann(1, 3)],  # of the server
        [ann(1, 9), ann(1, 9)],  # of the person
    ],
)
async def test_what_does_not_fit_is_refused_at_once(admission: Admission, work: Work, waiting: list[Asker]) -> None:
    tasks = await begun(admission, work, ann(7, 7), *waiting)
    with pytest.raises(Busy) as refused:
        await admission.run(ann(1, 9), lambda: 7)
    assert refused.value.seconds >= 2
    assert [task.done() for task in tasks] == [False] * len(tasks)
    work.free.set()
    await asyncio.gather(*tasks)


async def test_a_full_lane_of_one_server_leaves_room_for_another(admission: Admission, work: Work) -> None:
    tasks = await begun(admission, work, *[ann(1, person) for person in range(4)])
    admission.check(ann(2))
    with pytest.raises(Busy):
        admission.check(ann(1, 5))
    work.free.set()
    await asyncio.gather(*tasks)
    admission.check(ann(1, 5))


async def test_what_nobody_asked_has_its_turn_last(admission: Admission, work: Work) -> None:
    tasks = await begun(admission, work, ann(1), Asker(1, 2, unasked=True), ann(1, 3), ann(1, 4))
    work.free.set()
    await asyncio.gather(*tasks)
    assert work.done == ["0", "2", "3", "1"]


async def test_what_nobody_asked_makes_room_for_what_somebody_asks(admission: Admission, work: Work) -> None:
    unasked = Asker(1, 2, unasked=True)
    first, dropped, *asked = await begun(admission, work, ann(1), unasked, ann(1), ann(2), ann(3), ann(4))
    with pytest.raises(Busy):
        await dropped
    assert admission.depth == 4
    work.free.set()
    assert await asyncio.gather(first, *asked) == ["0", "2", "3", "4", "5"]


async def test_little_waits_that_nobody_asked(admission: Admission, work: Work) -> None:
    unasked = Asker(1, 2, unasked=True)
    tasks = await begun(admission, work, ann(1), unasked)
    with pytest.raises(Busy):
        admission.check(unasked)
    work.free.set()
    await asyncio.gather(*tasks)


async def test_whoever_goes_while_waiting_leaves_the_line(admission: Admission, work: Work) -> None:
    first, gone, last = await begun(admission, work, ann(1), ann(2), ann(3))
    gone.cancel()
    await asyncio.sleep(0)
    assert admission.depth == 1
    work.free.set()
    assert [await first, await last] == ["0", "2"]
    assert work.done == ["0", "2"]


async def test_whoever_goes_as_their_turn_comes_gives_it_to_the_next(admission: Admission, work: Work) -> None:
    first, gone, last = await begun(admission, work, ann(1), ann(2), ann(3))
    first.add_done_callback(lambda _: gone.cancel())
    work.free.set()
    assert await last == "2"
    assert (admission.running, admission.depth) == (0, 0)


async def gone_as_the_turn_comes(admission: Admission, *gone: "asyncio.Task[str]") -> None:
    """Cancels tasks after the first of them was given its turn, and before it hears of that."""
    waiting = admission.depth
    while admission.depth == waiting:  # noqa: ASYNC110 - no event tells of this moment
        await asyncio.sleep(0)
    for task in gone:
        task.cancel()


async def test_a_turn_that_comes_to_who_has_just_gone_is_the_next_ones(admission: Admission, work: Work) -> None:
    first, gone, last = await begun(admission, work, ann(1), ann(2), ann(3))
    work.free.set()
    await gone_as_the_turn_comes(admission, gone)
    assert [await first, await last] == ["0", "2"]
    assert work.done == ["0", "2"]
    assert (gone.cancelled(), admission.running, admission.depth) == (True, 0, 0)


async def test_a_turn_is_not_given_to_who_goes_at_the_same_moment(admission: Admission, work: Work) -> None:
    _, gone, gone_too, last = await begun(admission, work, ann(1), ann(2), ann(3), ann(4))
    work.free.set()
    await gone_as_the_turn_comes(admission, gone, gone_too)
    assert await last == "3"
    assert work.done == ["0", "3"]
    assert (admission.running, admission.depth) == (0, 0)


async def test_whoever_goes_as_they_are_refused_frees_no_thread_of_anybody(admission: Admission, work: Work) -> None:
    _, waits = await begun(admission, work, ann(1), ann(2))
    ending = asyncio.create_task(admission.turn_away(20))
    await asyncio.sleep(0)  # it is refused, and does not know it yet
    waits.cancel()
    await asyncio.sleep(0)
    assert (waits.cancelled(), admission.running) == (True, 1)
    work.free.set()
    await ending
    assert admission.running == 0


async def test_whoever_goes_as_the_bot_is_stopped_is_not_refused_as_well(admission: Admission, work: Work) -> None:
    runs, gone = await begun(admission, work, ann(1), ann(2))
    gone.cancel()
    asyncio.get_running_loop().call_later(0.01, work.free.set)
    await admission.turn_away(20)
    assert (gone.cancelled(), await runs, admission.depth) == (True, "0", 0)


async def test_where_no_thread_takes_work_any_more_none_is_counted_as_busy(admission: Admission) -> None:
    admission.close()
    with pytest.raises(RuntimeError, match="after shutdown"):
        await admission.run(ann(), lambda: 7)
    assert admission.running == 0


async def test_work_that_was_not_begun_when_the_threads_end_is_given_up(admission: Admission, work: Work) -> None:
    admission._pool.submit(work, "before")  # its thread is not free yet
    (late,) = await begun(admission, work, ann())
    closing = asyncio.create_task(asyncio.to_thread(admission.close))
    with pytest.raises(asyncio.CancelledError):
        await late
    assert admission.running == 0
    work.free.set()
    await closing
    assert work.done == ["before"]


async def test_work_whose_asker_has_gone_is_finished_before_its_thread_is_free(
    admission: Admission, work: Work
) -> None:
    gone, waits = await begun(admission, work, ann(1), ann(2))
    gone.cancel()
    await asyncio.sleep(0.01)
    assert (gone.cancelled(), admission.running, waits.done()) == (True, 1, False)
    work.free.set()
    assert await waits == "1"
    assert work.done == ["0", "1"]


async def test_once_it_stops_what_waits_is_refused_and_what_runs_is_finished(admission: Admission, work: Work) -> None:
    runs, waits = await begun(admission, work, ann(1), ann(2))
    asyncio.get_running_loop().call_later(0.01, work.free.set)
    await admission.turn_away(20)
    assert await runs == "0"
    with pytest.raises(Stopping):
        await waits
    with pytest.raises(Stopping):
        await admission.run(ann(), lambda: 7)


async def test_work_that_takes_too_long_to_be_waited_for_is_left_to_end_by_itself(
    admission: Admission, work: Work
) -> None:
    (runs,) = await begun(admission, work, ann(1))
    await admission.turn_away(0.01)
    assert not runs.done()
    work.free.set()
    assert await runs == "0"


def test_the_refusal_says_politely_when_to_come_back() -> None:
    assert str(Busy(7)) == "There is a lot to do just now. Please try again in about 7 seconds."
    assert str(Stopping()) == "I am being restarted. Please try again in a minute."
