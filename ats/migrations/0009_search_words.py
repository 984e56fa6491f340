"""How the database reads names and texts for search: without accents and capitals, any part of a name, whole words of texts.

The functions are declared immutable, which holds as long as the dictionary `unaccent` stays what it is; whoever changes that
file builds the indexes of the next migration anew. Both extensions are trusted: the owner of the database may create them.
"""

from django.db import migrations

EXTENSIONS = """
CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA public;
CREATE EXTENSION IF NOT EXISTS unaccent SCHEMA public;
"""
FUNCTIONS = """
CREATE OR REPLACE FUNCTION public.waymark_plain(text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 100
RETURN pg_catalog.lower(public.unaccent('public.unaccent'::pg_catalog.regdictionary, $1));

CREATE OR REPLACE FUNCTION public.waymark_words(text) RETURNS pg_catalog.tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 20000
RETURN pg_catalog.to_tsvector(
    'pg_catalog.simple'::pg_catalog.regconfig, public.waymark_plain(pg_catalog.left($1, 200000))
);

CREATE OR REPLACE FUNCTION public.waymark_names(
    first_name text, last_name text, company text, title text, location text, tags text[]
) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 500
RETURN ' ' || public.waymark_plain(
    first_name || ' ' || last_name || ' ' || company || ' ' || title || ' ' || location || ' '
    || pg_catalog.array_to_string(tags, ' ')
);
"""
DROPPED = """
DROP FUNCTION IF EXISTS public.waymark_names(text, text, text, text, text, text[]);
DROP FUNCTION IF EXISTS public.waymark_words(text);
DROP FUNCTION IF EXISTS public.waymark_plain(text);
"""


class Migration(migrations.Migration):
    dependencies = [("ats", "0008_job_keywords")]

    operations = [
        migrations.RunSQL(EXTENSIONS, migrations.RunSQL.noop),
        migrations.RunSQL(FUNCTIONS, DROPPED),
    ]
