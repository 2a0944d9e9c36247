"""Close a repository: patch, trial, transaction and record, in an order in which nothing can be lost.

Everything that a report will say lies on disk before the repository itself is touched; then the journal says what is about to
be done; then it is done, in one step or in a way that can be finished; then the journal says that it was.
"""

from __future__ import annotations

import os
import threading
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from ..model import Applicability, Status
from ..workspace.discovery import reason
from ..workspace.git import GitError
from ..workspace.migration import bug
from ..workspace.writing import write_atomically
from .branch import Change, commit_to_branch
from .diffs import pack
from .in_place import plan, replace_all, to_record
from .journal import Journal, JournalFailed, Record, key_of
from .lock import Busy, locked
from .opening import Opened, Refused
from .records import Places, RepositoryRecord, State, file_record, write_record
from .settings import Mode, Settings
from .sources import Commit, Entry, Folder, SourceFailed
from .task import Outcome
from .trial import blames_migration, try_out


@dataclass(frozen=True)
class Migrated:
    """Hold the outcomes of a repository's files, in the order of their paths, and a digest of what each file was."""

    opened: Opened
    outcomes: tuple[Outcome, ...]
    digests: Mapping[str, str]
    notes: tuple[str, ...]
    seconds: float


class Closer:
    """Close repositories, for one run."""

    def __init__(self, settings: Settings, journal: Journal, commits: Mapping[str, Record]) -> None:
        self._settings = settings
        self._journal = journal
        self._commits = commits
        self.stopping = threading.Event()
        self._at_work: dict[str, threading.Lock] = {}
        self._asking = threading.Lock()
        self._places = Places(settings.output)

    def close(self, migrated: Migrated) -> RepositoryRecord:
        """Bring a repository to its end and return its record.

        Raises:
            JournalFailed: the output folder cannot be written; the run must end.
        """
        opened = migrated.opened
        record = RepositoryRecord(
            name=opened.job.name,
            location=opened.job.shown,
            state=State.CLEAN,
            identity=opened.source.identity,
            seconds=round(migrated.seconds, 3),
            files=tuple(map(file_record, migrated.outcomes)),
            notes=migrated.notes,
        )
        changes = {outcome.path: outcome.after for outcome in migrated.outcomes if outcome.after is not None}
        try:
            with self._output():
                self._write_report(record, migrated.outcomes)
            if changes:
                record = self._tried(replace(record, state=State.MIGRATED), migrated, changes)
            if record.state is State.MIGRATED and self._settings.mode is not Mode.DRY_RUN:
                where = opened.source.folder if isinstance(opened.source, (Commit, Folder)) else opened.job.location
                with self._alone(where):
                    return self._written(record, migrated, changes)
            return self._finished(record, [opened.key])
        except (Refused, Busy) as refusal:
            return self.finish_unwritten(replace(record, state=State.REFUSED, message=str(refusal)))
        except (SourceFailed, GitError) as failure:
            return self.finish_unwritten(replace(record, state=State.FAILED, message=str(failure)))
        except OSError as error:
            return self.finish_unwritten(replace(record, state=State.FAILED, message=reason(error)))
        except JournalFailed:
            raise
        except Exception as error:
            return self.finish_unwritten(replace(record, state=State.FAILED, message=bug(error)))

    def finish_unwritten(self, record: RepositoryRecord) -> RepositoryRecord:
        """Record a repository that was not brought to its end; a later run takes it up again."""
        return self._finished(record, [])

    def _write_report(self, record: RepositoryRecord, outcomes: Sequence[Outcome]) -> None:
        patch = b"".join(outcome.patch for outcome in outcomes)
        path = self._places.patch(record.name)
        if patch:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            write_atomically(path, patch)
        elif os.path.exists(path):
            os.unlink(path)
        os.makedirs(os.path.dirname(self._places.diffs(record.name)), exist_ok=True)
        write_atomically(self._places.diffs(record.name), pack(outcomes))

    def _tried(self, record: RepositoryRecord, migrated: Migrated, changes: Mapping[str, bytes]) -> RepositoryRecord:
        job = migrated.opened.job
        command = self._settings.test_for(job)
        if command is None:
            return record
        with self._output():
            os.makedirs(self._places.scratch(), exist_ok=True)
        logs = {when: self._places.log(job.name, when) for when in ("before", "after")}
        source = migrated.opened.source
        trial = try_out(source, changes, command, job.test_seconds, self._places.scratch(), logs, self.stopping)
        if trial.before != 0:
            failed = "did not end in time" if trial.before is None else f"ended with exit code {trial.before}"
            return replace(record, trial=trial, message=f"the tests fail without the migration too (they {failed})")
        if not blames_migration(trial):
            return replace(record, trial=trial)
        ended = "did not end in time" if trial.after is None else f"ended with exit code {trial.after}"
        message = f"the tests passed before and fail now ({ended}); nothing is written"
        return replace(record, trial=trial, state=State.ROLLED_BACK, message=message)

    def _written(self, record: RepositoryRecord, migrated: Migrated, changes: Mapping[str, bytes]) -> RepositoryRecord:
        source = migrated.opened.source
        if self._settings.mode is Mode.APPLY:
            assert isinstance(source, Folder)
            return self._write_in_place(record, migrated, source, changes)
        assert isinstance(source, Commit)
        return self._write_branch(record, migrated, source, changes)

    def _write_in_place(
        self, record: RepositoryRecord, migrated: Migrated, source: Folder, changes: Mapping[str, bytes]
    ) -> RepositoryRecord:
        opened = migrated.opened
        both = {path: (migrated.digests[path], content) for path, content in changes.items()}
        planned = plan(source.folder, opened.key, both)
        record = replace(record, written=f"{len(planned)} file{'s' * (len(planned) > 1)} in place")
        after = source.identity_with(changes)
        keys = [opened.key, key_of(opened.job.location, after, self._settings.describe(opened.job))]
        with self._output():
            write_record(self._places.record(record.name), record)
        row = finished_row(record, keys)
        self._journal.append("writing", **row, replacing=to_record(planned))
        try:
            replace_all(planned, list(changes.values()))
        except Refused:
            self._journal.append("given-up", location=opened.job.location)
            raise
        self._journal.append("finished", **row)
        return record

    def _write_branch(
        self, record: RepositoryRecord, migrated: Migrated, source: Commit, changes: Mapping[str, bytes]
    ) -> RepositoryRecord:
        opened, branch = migrated.opened, self._settings.branch
        assert branch is not None
        chosen = {entry.path: entry for entry in (*opened.selection.sources, *opened.selection.requirements)}
        contents = {path: Change(chosen.get(path, Entry(path)), content) for path, content in changes.items()}
        earlier = self._commits.get(opened.job.shown, {})
        ours = str(earlier["commit"]) if earlier.get("branch") == branch else None
        with self._output():
            os.makedirs(self._places.scratch(), exist_ok=True)

        def announce(commit: str) -> None:
            self._journal.append("committing", location=opened.job.shown, branch=branch, commit=commit)

        message = commit_message(record)
        commit = commit_to_branch(source, branch, contents, message, self._places.scratch(), ours, announce)
        where = f" in {source.folder}" if opened.job.is_url else ""
        return self._finished(
            replace(record, written=f"commit {commit[:12]} on {branch}{where}"), [opened.key], branch=branch
        )

    def _finished(self, record: RepositoryRecord, keys: Sequence[str], **more: object) -> RepositoryRecord:
        with self._output():
            write_record(self._places.record(record.name), record)
        self._journal.append("finished", **finished_row(record, keys), **more)
        return record

    @contextmanager
    def _alone(self, folder: str) -> Iterator[None]:
        """Hold a repository. What else this run writes to it, as another part of it, is waited for; another run is not."""
        with self._asking:
            turn = self._at_work.setdefault(os.path.realpath(folder), threading.Lock())
        with turn, locked(folder):
            yield

    @contextmanager
    def _output(self) -> Iterator[None]:
        """Tell what goes wrong in the output folder from what goes wrong in a repository."""
        try:
            yield
        except OSError as error:
            raise JournalFailed(f"{self._settings.output}: {reason(error)}") from error


def finished_row(record: RepositoryRecord, keys: Sequence[str]) -> dict[str, object]:
    """Return what the journal says of a repository that is done."""
    return {
        "repository": record.name,
        "location": record.location,
        "keys": list(keys),
        "state": record.state.value,
        "message": record.message,
        "files": len(record.files),
        "changed": record.count(Status.CHANGED),
        "errors": record.count(Status.ERROR),
        "manual": record.findings(Applicability.MANUAL),
        "seconds": record.seconds,
    }


def commit_message(record: RepositoryRecord) -> str:
    """Return the message of the commit: what was done, by how many files and which rules."""
    changed = [file for file in record.files if file.status is Status.CHANGED]
    rules = Counter(f.rule for file in changed for f in file.findings if f.applicability is not Applicability.MANUAL)
    lines = [f"{rule:<24} {count}" for rule, count in sorted(rules.items(), key=lambda item: (-item[1], item[0]))]
    manual = record.findings(Applicability.MANUAL)
    left = f"{manual} place{'s' * (manual != 1)} left to be done by hand." if manual else ""
    title = f"Migrate to TensorFlow 2 ({len(changed)} file{'s' * (len(changed) != 1)})"
    body = "\n".join(["Rules applied by FlowShift, and how often:", "", *lines]) if lines else ""
    return "\n\n".join(part for part in (title, body, left) if part) + "\n"
