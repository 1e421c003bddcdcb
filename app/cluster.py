"""The same batch loop on a Dask cluster: workers read the files by their shared path, and get the model once each.

Needs the extra `cluster`. Dask runs whatever a client sends it; `docs/cluster.md` says how to guard a cluster.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.util import find_spec
from itertools import chain, count, islice, tee
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from app import __version__
from app.core.errors import BundleError, ClusterError, Reason
from app.core.model.bundle import BUNDLE_FILE
from app.core.records import ScreeningRecord
from app.core.screening import Screener, run_in_order
from app.core.selftest import check_golden_image

if TYPE_CHECKING:
    from distributed import Client

LOCAL = "local:"
"""Before a number of workers, instead of an address: they are started on this computer, and end with the batch."""

FILES_AT_ONCE = 16
"""In one task: for each, the scheduler takes as long as a worker for some files."""
_IN_FLIGHT = 256
"""Largest number of tasks submitted and not yet yielded: two for each of 128 worker threads."""
_RETRIES = 3
"""Of a task that failed for a reason that is not its files'."""
_WAIT_S = 15
"""For the scheduler, and for its first worker."""

_screeners: dict[tuple[str, str], Screener] = {}
_opening = threading.Lock()


@dataclass(frozen=True, slots=True)
class _Model:
    """What a worker screens with, and what it has to be there.

    Attributes:
        files: of the bundle: content by path.
        model_id: of the bundle.
        app_version: of Kifua.
        operating_point: by name.
    """

    files: dict[str, bytes]
    model_id: str
    app_version: str
    operating_point: str


@contextmanager
def cluster_records(
    address: str, files: Sequence[str], screener: Screener, cancel: threading.Event
) -> Iterator[Iterator[ScreeningRecord]]:
    """Connect to a cluster, and give what yields one record for each file, in the order of the files.

    Workers may join and go away at any time. A file that ends every worker which tries it is not assessed.

    Args:
        address: of the scheduler, such as `tcp://10.0.0.5:8786`; or `local:` and a number of workers.
        files: to screen, at paths that are the same on every worker.
        screener: has the model and the operating point.
        cancel: once it is set, no further file is started.

    Raises:
        ClusterError: `cluster_missing`, without the extra; `cluster_failed`, when the cluster cannot be used, also by
            the iterator.
        BundleError: a worker cannot use the model; by the iterator.
    """
    if find_spec("distributed") is None:
        raise ClusterError("cluster_missing")
    _silence_dask()
    with _failing(address):
        client = _connect(address)
    try:
        with _failing(address):
            yield _Batch(address, client, screener, cancel).records(files)
    finally:
        _close(client)


class _Batch:
    """One batch on a cluster."""

    def __init__(self, address: str, client: Client, screener: Screener, cancel: threading.Event) -> None:
        self._address = address
        self._screener = screener
        self._cancel = cancel
        self._threads = sum(client.nthreads().values())
        self._executor = _ModelExecutor(client, screener)

    def records(self, files: Sequence[str]) -> Iterator[ScreeningRecord]:
        """Yield the records, past the files that end workers."""
        from distributed import KilledWorker  # Dask takes half a second to import, and only a cluster needs it

        done = 0
        size = min(FILES_AT_ONCE, max(1, len(files) // (4 * self._threads)))
        while done < len(files) and not self._cancel.is_set():
            try:
                for record in self._screened(islice(files, done, None), size):
                    yield record
                    done += 1
            except KilledWorker:
                for file in files[done : done + size]:  # one of them is to blame
                    yield self._screened_alone(file, KilledWorker)
                    done += 1

    def _screened_alone(self, file: str, fatal: type[Exception]) -> ScreeningRecord:
        try:
            return next(self._screened([file], 1))
        except fatal:
            return self._screener.not_assessed(file, Reason.of("internal_error", error=fatal.__name__))

    def _screened(self, files: Iterable[str], size: int) -> Iterator[ScreeningRecord]:
        given, waiting = tee(files)
        places = map(os.path.abspath, waiting)  # a worker has another working folder
        groups = iter(lambda: tuple(islice(places, size)), ())
        work = cast("Callable[[tuple[str, ...]], list[ScreeningRecord]]", _screen_files)  # the executor adds the model
        with _failing(self._address):
            results = run_in_order(groups, work, self._executor, self._cancel, in_flight=_IN_FLIGHT)
            for file, record in zip(given, chain.from_iterable(results), strict=False):
                self._check_is_shared(file, record)
                yield replace(record, file=file)

    def _check_is_shared(self, file: str, record: ScreeningRecord) -> None:
        is_missing = any(reason.code == "file_missing" for reason in record.verdict.reasons)
        if is_missing and os.path.exists(file):
            raise ClusterError("cluster_failed", address=self._address, error=f"a worker does not find {file}")


class _ModelExecutor(Executor):
    """Runs functions on a cluster, with the model as their first argument.

    There, the model is a result like any other: Dask sends it to each worker once, also to one that joins later, and
    makes it anew where it was lost. Functions start in the order in which they are submitted: of its own accord, Dask
    mixes those that come within a tenth of a second.
    """

    def __init__(self, client: Client, screener: Screener) -> None:
        names = (BUNDLE_FILE, *screener.bundle.files)
        files = {name: (screener.folder / name).read_bytes() for name in names}
        model = _Model(files, screener.bundle.model_id, __version__, screener.operating_point.name)
        self._model = client.submit(_identity, model, pure=False)
        self._executor = client.get_executor(pure=False, retries=_RETRIES)
        self._priorities = count(0, -1)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Run a function on a worker."""
        future: Future[Any] = self._executor.submit(fn, self._model, *args, priority=next(self._priorities), **kwargs)
        return future


def _identity(model: _Model) -> _Model:
    return model


def _screen_files(model: _Model, files: tuple[str, ...]) -> list[ScreeningRecord]:
    """Screen files; this runs on a worker."""
    with _opening:
        key = (model.model_id, model.operating_point)
        if key not in _screeners:
            _screeners[key] = _open_screener(model)
        screener = _screeners[key]
    return [screener.screen_file(file) for file in files]


def _open_screener(model: _Model) -> Screener:
    """Return a screener of a model, whose digests and score on a golden image are right on this worker.

    Raises:
        BundleError: they are not.
        ClusterError: the worker has another version of Kifua.
    """
    if model.app_version != __version__:
        versions = f"it has Kifua {__version__}, not {model.app_version}"
        raise ClusterError("cluster_failed", address=socket.gethostname(), error=versions)
    with tempfile.TemporaryDirectory(prefix="kifua-") as folder:
        for name, content in model.files.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        screener = Screener.open(Path(folder), __version__, model.operating_point)
        if screener.bundle.model_id != model.model_id:
            raise BundleError("model_damaged", name=BUNDLE_FILE)
        check_golden_image(screener)
    return screener


@contextmanager
def _failing(address: str) -> Iterator[None]:
    try:
        yield
    except (CancelledError, ImportError, OSError, RuntimeError) as error:
        raise ClusterError("cluster_failed", address=address, error=str(error) or type(error).__name__) from error


def _connect(address: str) -> Client:
    from distributed import Client, LocalCluster  # see `_Batch.records`

    if address.startswith(LOCAL):
        workers = int(address.removeprefix(LOCAL))
        quiet = {"dashboard_address": None, "silence_logs": logging.CRITICAL}
        with _ending_signals_ignored():
            cluster = LocalCluster(n_workers=workers, threads_per_worker=1, **quiet)
        return Client(cluster)
    try:
        client = Client(address, timeout=_WAIT_S)
    except ValueError as error:  # of an address that is none
        raise ClusterError("cluster_failed", address=address, error=error) from error
    client.wait_for_workers(1, timeout=_WAIT_S)
    return client


def _silence_dask() -> None:
    """Let Dask not tell of each worker that goes away: a batch goes on without it, and says what it needs to."""
    import distributed  # its import sets the levels, which would undo what was set before

    for name in (distributed.__name__, f"{distributed.__name__}.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


@contextmanager
def _ending_signals_ignored() -> Iterator[None]:
    """Let processes that are started meanwhile ignore Ctrl-C: it reaches them too, and this one tells them to end."""
    numbers = [getattr(signal, name) for name in ("SIGINT", "SIGHUP") if hasattr(signal, name)]
    handlers = {number: signal.signal(number, signal.SIG_IGN) for number in numbers}
    try:
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)


def _close(client: Client) -> None:
    cluster = client.cluster
    client.close()
    if cluster is not None:
        cluster.close()
