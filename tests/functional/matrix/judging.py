"""The authorisation matrix: every address × every role × (own, sibling's, foreign) row, anonymous included.

`expected_*.txt` beside this file says who comes in where. An address that is missing there fails: whoever adds one reads the
new lines, asks whether they are right, and writes them with `UPDATE_MATRIX=1` and `--thorough`. What must hold whatever the
files say stands below as rules of its own. Each part is a test file of its own, so that test processes can share the minutes.
"""

import os
import re
from pathlib import Path
from typing import Any

from ats.kernel import clock
from comms.mailcatcher import store
from tests.functional.matrix.addresses import Address, every_address
from tests.functional.matrix.drive import IN, SENT_ON, SIGN_IN, Drive, as_text, completed
from tests.functional.matrix.nobody import NOBODY
from tests.functional.matrix.world import build

HERE = Path(__file__).parent
PARTS = {
    "admin": lambda path: path.startswith("/admin/"),
    "api": lambda path: path.startswith("/api/"),
    "pages": lambda path: not path.startswith(("/admin/", "/api/")),
}
ONE_OF = {"admin": 6, "api": 3, "pages": 3}
"""How large a sample the usual run takes."""
PUBLIC = (
    "/accounts/",
    "/branding.css",
    "/branding/logo/",
    "/join/{token}/",
    "/set-up/",
    "/api/v1/.*",
    "/api/v1/schema/",
    "/careers/",
    "/demo/mailbox/",
    "/gallery/",
    "/healthz",
    "/i/{token}/",
    "/o/token/",
    "/o/{token}/",
    "/own-data/{copy_link}/",
    "/o/{token}/letter/",
    "/readyz",
    "/status/{own_link}/",
    "/theme/",
    "/language/",
    "/admin/login/",
    "/admin/logout/",
    "/admin/jsi18n/",
)
SIGN_IN_PAGES = ("/accounts/", "/admin/login/", "/admin/logout/")
NO_CANDIDATE_BY_NAME = {"dei", "support"}
PEOPLE = ("candidate", "application", "interview", "scorecard", "booking", "offer", "message", "consent", "referral")
ONLY_THEIR_OWN = {"manager", "interviewer"}
CREATING = ("/api/v1/jobs/external/",)  # the drive's external id is no job's yet, so that whoever opens jobs makes one


def judge(part: str, settings: Any, tmp_path: Path) -> None:
    """Drive one part of the addresses and compare."""
    settings.API_RATE_PER_MINUTE = settings.STATUS_WISHES_PER_MINUTE = 1_000_000
    settings.ACCOUNT_RATE_LIMITS = settings.MFA_RATE_LIMITS = False
    settings.DEBUG, settings.DEMO, settings.MAIL_DIR = False, True, str(tmp_path)
    addresses = [address for address in every_address() if PARTS[part](address.path)]
    world = build()
    for ids in world.ids.values():
        ids["mail"] = a_mail(tmp_path)
    driven = Drive(addresses, world, ONE_OF[part]).run()
    for address, by_relation in driven.items():
        sent_away = set().union(*(came.get(SIGN_IN, ()) for came in by_relation.values()))
        assert address.path.startswith(SIGN_IN_PAGES) or sent_away <= {"anonymous"}, f"{address} was driven signed out"
    file = HERE / f"expected_{part}.txt"
    found = completed(driven, file.read_text(encoding="utf-8") if file.exists() else "")
    _equals_the_file(file, as_text(found))
    _somebody_comes_in(found)
    for address, by_relation in found.items():
        _obeys_the_rules(address, {relation: set(came.get(IN, ())) for relation, came in by_relation.items()})


def a_mail(folder: Path) -> str:
    """A caught mail in `folder`; its name."""
    content = b"From: jobs@waymark.example\r\nTo: ana@mail.example\r\nSubject: Thank you\r\n\r\nWe have it.\r\n"
    return store.keep(folder, recipients=["ana@mail.example"], content=content, now=clock.now()).stem


def _somebody_comes_in(found: Any) -> None:
    """Where nobody does, the drive proves nothing, unless nobody is meant to: NOBODY says where and why."""
    good = (IN, SENT_ON)
    closed = {a for a, came in found.items() if not any(name in o for o in came.values() for name in good)}
    named = {address for address in found if any(re.fullmatch(pattern, address.key) for pattern in NOBODY)}
    unexplained = [str(address) for address in sorted(closed - named)]
    assert not unexplained, "Nobody comes in here; give the drive a row, a body, or NOBODY a reason:\n" + "\n".join(
        unexplained
    )
    opened = [str(address) for address in sorted(named - closed)]
    assert not opened, "Somebody comes in where NOBODY says that none is meant to:\n" + "\n".join(opened)


def _obeys_the_rules(address: Address, let_in: dict[str, set[str]]) -> None:
    everybody_in = set().union(*let_in.values())
    if not address.path.startswith(PUBLIC):
        assert "anonymous" not in everybody_in, f"{address} lets anonymous people in"
    names_people = any(f"/{noun}/" in address.path or f"/{noun}s/" in address.path for noun in PEOPLE)
    if names_people and address.parameters and not address.path.startswith(PUBLIC):
        assert not everybody_in & NO_CANDIDATE_BY_NAME, f"{address} shows people to {everybody_in}"
    for relation in {"sibling", "foreign"} & let_in.keys():
        strangers = let_in[relation] & ONLY_THEIR_OWN
        is_open = address.path.startswith((*PUBLIC, *CREATING))
        assert is_open or not strangers, f"{address} lets {strangers} in to a {relation} row"


def _equals_the_file(path: Path, text: str) -> None:
    if os.environ.get("UPDATE_MATRIX") == "1":
        path.write_text(text, encoding="utf-8")
    known = path.read_text(encoding="utf-8") if path.exists() else ""
    fresh = [line for line in text.splitlines() if line not in known.splitlines()]
    gone = [line for line in known.splitlines() if line not in text.splitlines()]
    change = "\n".join([*(f"+ {line}" for line in fresh[:40]), *(f"- {line}" for line in gone[:40])])
    assert text == known, (
        f"Who comes in where has changed:\n{change}\nIf that is right: UPDATE_MATRIX=1 with --thorough writes {path}."
    )
