"""`Idempotency-Key`: a write that is sent twice takes effect once and is answered twice alike, for a day.

Three short steps, and none is open while the handler works, so that the handler has its own transactions: what it refuses
stays in the audit log, and an upload is read with no transaction open. *Claim* the key under a lease. *Run* the handler
behind a fence (see fences): each of its transactions notes in the claim's row that it took effect, or fails when the claim
is no longer ours. *Keep* the answer. What a crash leaves behind is decided by that note: nothing took effect, then the next
request begins anew; something did, then it is told so, and never repeated.
"""

import hashlib
import json
import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import connection
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.encoders import JSONEncoder

from ats.kernel.api import claims
from ats.kernel.api.fences import Fence
from ats.kernel.api.limits import principal_of
from ats.kernel.api.models import IdempotentRequest
from ats.kernel.api.parsing import UUID_PATTERN
from ats.kernel.api.problems import problem
from ats.kernel.privacy import person_keys

MAX_KEY = 255
MAX_ROUTE = 200  # characters that the column holds
IDS = re.compile(UUID_PATTERN)
KEPT_HEADERS = ("Location", "Link")


def once(request: Request, run: Callable[[], Response]) -> Response:
    """Run a write under its Idempotency-Key, or answer as the first time.

    409 while the same key is in flight, 422 when it came with another body before, 400 for a key that is too long. What was
    refused with an exception has changed nothing and is not kept: the client may correct and repeat it.
    """
    key = request.headers["Idempotency-Key"]
    if len(key) > MAX_KEY:
        return problem(400, f"An Idempotency-Key has at most {MAX_KEY} characters.", code="idempotency-key-too-long")
    claim = claims.take(_names(request), fingerprint(request))
    return _run(claim.row, run) if claim.is_ours else _again(claim.row)


def is_answered(request: Request) -> bool:
    """Whether the answer to the request's key is kept: it is given again whatever became of the row that it was about,
    which the first request may have deleted or merged into another."""
    return "Idempotency-Key" in request.headers and claims.is_kept(_names(request))


def _names(request: Request) -> dict[str, str]:
    """What tells the key from others: who sends it, where to."""
    return {
        "principal": principal_of(request),
        "route": _route(request),
        "key_hash": _hash(request.headers["Idempotency-Key"].encode()),
    }


def _route(request: Request) -> str:
    """Method and address. Of a long one, such as of an external id, the end is told by its checksum, never cut off: two
    addresses are never one."""
    whole = f"{request.method} {request.path.rstrip('/')}"
    return whole if len(whole) <= MAX_ROUTE else f"{whole[: MAX_ROUTE - 65]} {_hash(whole.encode())}"


def _run(mine: IdempotentRequest, run: Callable[[], Response]) -> Response:
    with claims.given_back_unless_answered(mine):
        with connection.execute_wrapper(Fence(mine)):
            response = run()
        headers = {name: response[name] for name in KEPT_HEADERS if name in response}
        claims.answer(mine, response.status_code, headers, json.dumps(response.data, cls=JSONEncoder))
    return response


def _again(kept: IdempotentRequest) -> Response:
    """Whatever became of the rows that it is about; but nobody is told any more of people who were erased since."""
    if person_keys.erased(UUID(each) for each in IDS.findall(kept.body)):
        raise claims.AnswerLost("This was carried out, and somebody whom its answer told of has been erased since.")
    return Response(json.loads(kept.body), status=kept.status, headers={**kept.headers, "Idempotent-Replayed": "true"})


def fingerprint(request: Request) -> str:
    """SHA-256 of the body; of a form with files, of its fields and the files' content."""
    if not (request.content_type or "").startswith("multipart/"):
        return _hash(request._request.body)
    digest = hashlib.sha256()
    form: Any = request.data
    for name in sorted(form):
        for value in form.getlist(name):
            digest.update(json.dumps([name, getattr(value, "name", value)]).encode())
            if hasattr(value, "chunks"):
                for chunk in value.chunks():
                    digest.update(chunk)
                value.seek(0)
    return digest.hexdigest()


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
