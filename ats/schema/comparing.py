"""Whether two databases have the same tables, by what Postgres itself says of them."""

import re

from django.db import connection

# Names and definitions, a line for each; whatever extensions brought along is left out.
QUESTIONS = {
    "column": """
        SELECT c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' '
            || CASE WHEN a.attnotnull THEN 'not null ' ELSE '' END || a.attidentity::text
            || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped""",
    "constraint": """
        SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'""",
    "index": """
        SELECT pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
        WHERE c.relnamespace = 'public'::regnamespace AND i.indisvalid""",
    "trigger": "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    "function": """
        SELECT pg_get_functiondef(p.oid) FROM pg_proc p
        WHERE p.pronamespace = 'public'::regnamespace AND p.prokind = 'f'
        AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')""",
    "extension": "SELECT extname FROM pg_extension",
}


def described() -> set[str]:
    """Everything that the connected database has, a line for each thing."""
    found = set()
    with connection.cursor() as cursor:
        for kind, question in QUESTIONS.items():
            cursor.execute(question)
            found |= {f"{kind} {_as_read_again(line)}" for (line,) in cursor.fetchall()}
    return found


def _as_read_again(line: str) -> str:
    """`line` without the casts of texts: Postgres keeps them elsewhere in an expression once it has read what it printed."""
    for cast in ("::character varying", "::text[]", "::text"):
        line = line.replace(cast, "")
    line = re.sub(r"\(('[^']*'|\w+)\)", r"\1", line)
    while line != (barer := re.sub(r"\((ARRAY\[[^]]*\])\)", r"\1", line)):
        line = barer
    return line


def differences(one: set[str], other: set[str]) -> list[str]:
    """What only one of the two has: lines with + (only `one`) and - (only `other`)."""
    return sorted([f"+ {line}" for line in one - other] + [f"- {line}" for line in other - one])
