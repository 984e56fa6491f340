"""A record of consent goes along when two records of one person are merged, and back; to nobody else, and in no other
column. The database knows by the merge that names both."""

from django.db import migrations

WITH_MERGES = """
CREATE OR REPLACE FUNCTION comms_consent_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(NEW) - ARRAY['proof', 'application_id', 'candidate_id', 'updated_at']
     IS DISTINCT FROM to_jsonb(OLD) - ARRAY['proof', 'application_id', 'candidate_id', 'updated_at']
     OR (NEW.proof IS DISTINCT FROM OLD.proof AND NEW.proof <> '')
     OR (NEW.application_id IS DISTINCT FROM OLD.application_id AND NEW.application_id IS NOT NULL)
     OR (NEW.candidate_id IS DISTINCT FROM OLD.candidate_id AND NOT EXISTS (
           SELECT FROM ats_candidatemerge
           WHERE unmerged_at IS NULL
             AND ((absorbed_id = OLD.candidate_id AND survivor_id = NEW.candidate_id)
               OR (absorbed_id = NEW.candidate_id AND survivor_id = OLD.candidate_id)))) THEN
    RAISE EXCEPTION 'Consent records are appended, never rewritten.' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
"""
WITHOUT = """
CREATE OR REPLACE FUNCTION comms_consent_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(NEW) - ARRAY['proof', 'application_id', 'updated_at']
     IS DISTINCT FROM to_jsonb(OLD) - ARRAY['proof', 'application_id', 'updated_at']
     OR (NEW.proof IS DISTINCT FROM OLD.proof AND NEW.proof <> '')
     OR (NEW.application_id IS DISTINCT FROM OLD.application_id AND NEW.application_id IS NOT NULL) THEN
    RAISE EXCEPTION 'Consent records are appended, never rewritten.' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("comms", "0004_validate_messages"), ("ats", "0013_person")]
    operations = [migrations.RunSQL(WITH_MERGES, WITHOUT)]
