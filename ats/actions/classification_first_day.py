"""The job families, job groups and classification rules that every installation starts with; rows that exist stay.

The EEO-1 category and exempt status of a job follow from pay and duties: the rules only say what a title lets expect.
"""

from datetime import datetime
from typing import Any

from ats.kernel.history import add_missing, bulk_create_with_history
from ats.models import ClassificationRule, EeoCategory, FlsaStatus, JobFamily, JobGroup

WHY = "First day"
E = EeoCategory
EXEMPT, NON_EXEMPT = FlsaStatus.EXEMPT, FlsaStatus.NON_EXEMPT

FAMILIES = [
    ("engineering", "Engineering"),
    ("it", "IT and security"),
    ("hardware", "Hardware"),
    ("product", "Product and design"),
    ("finance", "Finance"),
    ("people", "People"),
    ("legal", "Legal"),
    ("marketing", "Marketing"),
    ("sales", "Sales"),
    ("retail", "Retail"),
    ("support", "Support"),
    ("health", "Health"),
    ("operations", "Operations"),
    ("facilities", "Facilities"),
    ("trades", "Trades"),
    ("executive", "Executive"),
]

# name, words, words that are left alone, family, levels, exempt status, categories
RULES: list[tuple[str, list[str], list[str], str, list[str], str, list[str]]] = [
    (
        "Managers lead people",
        ["manager", "head of", "director"],
        [
            "product manager",
            "project manager",
            "programme manager",
            "program manager",
            "account manager",
            "success manager",
            "community manager",
            "office manager",
            "case manager",
        ],
        "",
        ["M", "E"],
        EXEMPT,
        [E.EXECUTIVES, E.MANAGERS],
    ),
    (
        "Executives set strategy",
        ["chief", "vice president", "president", "ceo", "cfo", "cto"],
        ["assistant", "chief of staff"],
        "executive",
        ["E"],
        EXEMPT,
        [E.EXECUTIVES],
    ),
    ("Interns are paid by the hour", ["intern", "trainee"], [], "", ["INT", "GRAD", "H"], NON_EXEMPT, []),
    (
        "Engineers are professionals",
        ["engineer", "developer", "scientist"],
        ["sales engineer", "train"],
        "",
        [],
        EXEMPT,
        [E.PROFESSIONALS],
    ),
    (
        "Technicians",
        ["technician", "support specialist", "paralegal"],
        ["maintenance"],
        "",
        [],
        NON_EXEMPT,
        [E.TECHNICIANS],
    ),
    ("Accountants", ["accountant", "auditor"], [], "finance", [], EXEMPT, [E.PROFESSIONALS]),
    ("Lawyers", ["counsel", "attorney"], [], "legal", [], EXEMPT, [E.PROFESSIONALS]),
    ("Recruiters", ["recruiter", "hr specialist"], [], "people", [], "", [E.PROFESSIONALS]),
    ("Account executives sell", ["account executive", "sales representative"], [], "sales", [], "", [E.SALES]),
    ("Shops", ["retail associate", "cashier"], [], "retail", ["H"], NON_EXEMPT, [E.SALES]),
    (
        "Assistants and clerks",
        ["assistant", "clerk", "receptionist"],
        ["teaching", "shop", "legal"],
        "",
        [],
        NON_EXEMPT,
        [E.ADMINISTRATIVE],
    ),
    (
        "Drivers and machine operators",
        ["driver", "assembler", "machine operator"],
        ["device driver"],
        "",
        ["H", "Lead"],
        NON_EXEMPT,
        [E.OPERATIVES],
    ),
    ("Warehouse", ["warehouse associate", "stocker"], [], "operations", ["H"], NON_EXEMPT, [E.LABORERS]),
    ("Skilled trades", ["electrician", "maintenance technician", "plumber"], [], "", [], NON_EXEMPT, [E.CRAFT]),
    (
        "Security and cleaning",
        ["security officer", "cleaner"],
        ["information security", "chief"],
        "",
        [],
        NON_EXEMPT,
        [E.SERVICE],
    ),
]


def prepare(*, at: datetime) -> None:
    """Write what is missing (idempotent)."""
    families = [JobFamily(key=key, name=name, created_at=at) for key, name in FAMILIES]
    add_missing(families, key="key", by=None, reason=WHY, at=at)
    groups = [_group(category, at) for category in EeoCategory]
    add_missing(groups, key="key", by=None, reason=WHY, at=at)
    if not ClassificationRule.objects.exists():
        known = {family.key: family for family in JobFamily.objects.all()}
        bulk_create_with_history([_rule(rule, known) for rule in RULES], by=None, reason=WHY, at=at)


def _group(category: EeoCategory, at: datetime) -> JobGroup:
    key, name = f"eeo-{category.replace('.', '-')}", f"{category.label} (whole category)"[:80]
    return JobGroup(key=key, name=name, eeo_category=category, created_at=at)


def _rule(rule: Any, families: dict[str, JobFamily]) -> ClassificationRule:
    name, words, apart, family, levels, status, categories = rule
    return ClassificationRule(
        name=name,
        title_words=words,
        except_words=apart,
        expected_family=families.get(family),
        expected_levels=levels,
        expected_flsa_status=status,
        expected_eeo_categories=[str(each) for each in categories],
    )
