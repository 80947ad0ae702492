"""The composition root: the one place that knows everybody, and puts together what a process needs for its role."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import threading
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from multiprocessing import get_context
from typing import TYPE_CHECKING

from bot.errors import DatabaseDown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.settings import Role, Settings
    from bot.types import Outcome
    from bot.worker import Failed, Worker

# What a process imports follows from its role: a door that only takes deliveries in stays small.

_log = logging.getLogger("dockerize")
_PATIENCE = 30.0  # seconds that a database may take to come up


def _say(app: App) -> None:
    _log.info("serving as %s%s", app.role, f" on port {app.port}" if app.port else "")


def serve(settings: Settings, role: Role | None = None, started: Callable[[App], None] = _say) -> None:
    """Runs the App until SIGTERM or SIGINT. Raises BadSettings and DatabaseDown when it cannot start."""
    from bot.telemetry import set_up
    from bot.web import new_event_loop

    set_up(settings.log_level, secrets=settings.secrets)
    app = App(settings, role)
    with asyncio.Runner(loop_factory=new_event_loop) as runner:
        runner.run(app.run(lambda: started(app)))


@contextlib.contextmanager
def running(settings: Settings, role: Role | None = None) -> Iterator[App]:
    """The App in a thread beside the caller, as the demo and the tests want it; `app.port` is the bound port."""
    app, started, ended = App(settings, role), threading.Event(), threading.Event()
    broken: list[BaseException] = []

    def work() -> None:
        try:
            asyncio.run(app.run(started.set))
        except BaseException as problem:  # noqa: BLE001  it is raised again where it is waited for
            broken.append(problem)
        finally:
            started.set()
            ended.set()

    thread = threading.Thread(target=work, name="dockerize")
    thread.start()
    try:
        started.wait()
        if not broken:
            yield app
    finally:
        app.stop()
        _wait(ended)
        thread.join()
    if broken:
        raise broken[0]


def _wait(ended: threading.Event) -> None:
    """A first Ctrl-C meanwhile is raised afterwards, since what the thread uses goes away then.

    It is no `Thread.join`, since that takes a thread for ended when it is interrupted.
    """
    try:
        ended.wait()
    except KeyboardInterrupt:
        ended.wait()
        raise


class App:
    """One process of the App: a door, a worker, or both; `run` it on an event loop of its own."""

    def __init__(self, settings: Settings, role: Role | None = None, patience: float = _PATIENCE) -> None:
        self.role = role or settings.role
        self.port = 0  # that is listened on, once it is
        self._settings = settings
        self._patience = patience
        self._end: tuple[asyncio.AbstractEventLoop, asyncio.Event] | None = None
        self._stopped = False

    def stop(self) -> None:
        """Ends `run`, from any thread and also before it began; acknowledged work goes on at the next start."""
        self._stopped = True  # `run` looks at it once it can be reached, so that none of the two misses the other
        if running := self._end:
            loop, event = running
            with contextlib.suppress(RuntimeError):  # the loop has closed just now
                loop.call_soon_threadsafe(event.set)

    async def run(self, started: Callable[[], None] = lambda: None) -> None:
        """Serves until `stop` or a signal; `started` is called when deliveries are taken, or worked off."""
        end = asyncio.Event()
        self._end = (asyncio.get_running_loop(), end)
        if self._stopped:
            end.set()
        try:
            await self._migrate(end)
            if end.is_set():
                return
            async with contextlib.AsyncExitStack() as stack:
                worker = None if self.role == "web" else await self._worker(stack)
                if self.role == "worker":
                    with _signals(end):  # before anybody is told that it serves, and may send one
                        started()
                        await end.wait()
                else:
                    await self._web(stack, worker, started, end)
        finally:
            self._end = None

    async def _migrate(self, end: asyncio.Event) -> None:
        """Waits for a database that comes up; for a door in another process, whose libraries it need not carry."""
        import db

        logging.getLogger("alembic.runtime.plugins").setLevel(logging.WARNING)  # else it names its parts at each start
        loop, deadline = asyncio.get_running_loop(), time.monotonic() + self._patience
        apart = self.role == "web"
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) if apart else ThreadPoolExecutor(1) as one:
            while not end.is_set():
                try:
                    await loop.run_in_executor(one, db.migrate, self._settings.database_url)
                    return
                except DatabaseDown as problem:
                    if time.monotonic() > deadline:
                        raise
                    _log.warning("%s Waiting for it.", problem.sentence)
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(end.wait(), 1)

    async def _web(
        self, stack: contextlib.AsyncExitStack, worker: Worker | None, started: Callable[[], None], end: asyncio.Event
    ) -> None:
        from bot import web
        from db.inbox import open_inbox

        settings = self._settings
        inbox = open_inbox(settings.database_url, limit=settings.inbox_limit)
        stack.push_async_callback(inbox.close)
        nudge = worker.nudge if worker else None
        app = web.create_app(inbox, settings.webhook_secrets, body_limit=settings.body_limit, nudge=nudge)

        def bound(port: int) -> None:
            self.port = port
            started()

        await web.serve(app, settings.host, settings.port, started=bound, until=end)

    async def _worker(self, stack: contextlib.AsyncExitStack) -> Worker:
        import db
        import handlers
        from bot import advisers, pipeline, pull
        from bot.catalogue import load
        from bot.github import Address, Hub
        from bot.storage import open_artifacts
        from bot.worker import Limits, Patience, Rim, Worker

        settings = self._settings
        store = await stack.enter_async_context(db.open_store(settings.database_url))
        address = Address(
            api_url=settings.github_api_url,
            graphql_url=settings.github_graphql_url,
            timeout=settings.http_timeout_seconds,
            pace_seconds=settings.write_pace_seconds,
        )
        hub = Hub(settings.github_app_id or 0, settings.private_key, address)
        stack.push_async_callback(hub.aclose)
        rim = Rim(
            store=store,
            artifacts=open_artifacts(settings.storage),
            github=hub.for_repository,
            catalogue=load(),
            dispatch=handlers.handle,
            walk=partial(pipeline.walk, web_url=settings.github_web_url),
            tell=_tell,
            marker=pull.MARKER,
            forget=hub.forget,
            adviser=advisers.open_adviser(settings, stack, store),
        )
        limits = Limits(each_installation=settings.installation_concurrency)
        worker = Worker(settings.workflow_database_url, rim, limits, Patience(keep_days=settings.payload_days))
        stack.push_async_callback(worker.stop)
        await worker.start()
        return worker


def _tell(answer: Outcome | Failed) -> str:
    from bot import pull
    from bot.worker import Failed

    return pull.failure_comment(answer.sentence) if isinstance(answer, Failed) else pull.outcome_comment(answer)


@contextlib.contextmanager
def _signals(end: asyncio.Event) -> Iterator[None]:
    """Meanwhile SIGTERM and SIGINT set `end`."""
    loop = asyncio.get_running_loop()
    signals = (signal.SIGTERM, signal.SIGINT) if threading.current_thread() is threading.main_thread() else ()
    for number in signals:
        loop.add_signal_handler(number, end.set)
    try:
        yield
    finally:
        for number in signals:
            loop.remove_signal_handler(number)
