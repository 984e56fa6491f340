"""The database's own guard over the log: rows are added and sealed once; nothing else. Installed by migration 0002.

TRUNCATE is left to the chain: the anchor outside the database tells of it.
"""

from ats.kernel.audit.models import AuditEntry

_TABLE = AuditEntry._meta.db_table

INSTALL = f"""
CREATE OR REPLACE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.sequence IS NULL
       AND (OLD.id, OLD.at, OLD.deed, OLD.actor_id, OLD.subject_type, OLD.subject_id, OLD.outcome, OLD.codes)
           IS NOT DISTINCT FROM
           (NEW.id, NEW.at, NEW.deed, NEW.actor_id, NEW.subject_type, NEW.subject_id, NEW.outcome, NEW.codes)
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'The audit log is append-only: % is refused.', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE OR REPLACE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON {_TABLE}
    FOR EACH ROW EXECUTE FUNCTION audit_append_only();
"""
REMOVE = f"""
DROP TRIGGER IF EXISTS audit_append_only ON {_TABLE};
DROP FUNCTION IF EXISTS audit_append_only();
"""
