"""A record of consent is proof: no row is rewritten. Erasing the person removes the row or blanks its proof."""

from django.db import migrations

FORBID = """
CREATE FUNCTION comms_consent_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(NEW) - ARRAY['proof', 'application_id', 'updated_at']
     IS DISTINCT FROM to_jsonb(OLD) - ARRAY['proof', 'application_id', 'updated_at']
     OR (NEW.proof IS DISTINCT FROM OLD.proof AND NEW.proof <> '')
     OR (NEW.application_id IS DISTINCT FROM OLD.application_id AND NEW.application_id IS NOT NULL) THEN
    RAISE EXCEPTION 'Consent records are appended, never rewritten.' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER comms_consent_append_only BEFORE UPDATE ON comms_consent
  FOR EACH ROW EXECUTE FUNCTION comms_consent_append_only();
"""
ALLOW = """
DROP TRIGGER comms_consent_append_only ON comms_consent;
DROP FUNCTION comms_consent_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("comms", "0001_initial")]
    operations = [migrations.RunSQL(FORBID, ALLOW)]
