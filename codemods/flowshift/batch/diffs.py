"""Pack what the report shows of a repository's files: diffs, findings and the lines around them.

The report holds one such pack per repository and unpacks it only when somebody looks. What comes out of user code is compressed
and in base64, so that nothing in it can be taken for markup.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterable

from .records import finding_row
from .task import Outcome

# A diff that is longer is not shown in the page; the patch file has it.
_MOST = 400_000


def pack(outcomes: Iterable[Outcome]) -> bytes:
    """Return the files that have something to show, as base64 of zlib of JSON.

    Each is a row: path, status, error, diff, context, findings.
    """
    rows = [
        [
            outcome.path,
            outcome.status.value,
            outcome.error,
            outcome.patch.decode("utf-8", "replace") if len(outcome.patch) <= _MOST else None,
            outcome.context,
            [finding_row(finding) for finding in outcome.findings],
        ]
        for outcome in outcomes
        if outcome.patch or outcome.findings or outcome.error
    ]
    text = json.dumps(rows, ensure_ascii=True, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode(), 6))
