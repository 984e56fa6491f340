"""The indexes of search, built while the product goes on (so outside a transaction). They index expressions: no column is
added and no table rewritten."""

from django.db import migrations

INDEXES = {
    "candidate_names": "ats_candidate USING gin "
    "(public.waymark_names(first_name, last_name, company, title, location, tags) public.gin_trgm_ops)",
    "attachment_words": "ats_attachment USING gin (public.waymark_words(text))",
    "note_words": "ats_note USING gin (public.waymark_words(body))",
}


def built(name: str, what: str) -> migrations.RunSQL:
    """What an interrupted attempt left behind is no valid index: it goes first."""
    drop = f"DROP INDEX CONCURRENTLY IF EXISTS {name}"
    return migrations.RunSQL([drop, f"CREATE INDEX CONCURRENTLY {name} ON {what}"], drop)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("ats", "0009_search_words")]

    operations = [built(name, what) for name, what in INDEXES.items()]
