-- The tables of an empty installation, as the migrations below make them.
-- Written by `python3 manage.py schema --write`; not by hand.
-- migrations 8712d5574f6a58ee5b9a585e754840984937b398aae61ddf080c74668ee09ea3
-- tables 25a5b87e97bdec49d0c5e4e8cd5d502ca2c53b4ee2e7e47be370fb7d76b567ae
-- holds account 0001_initial
-- holds account 0002_email_max_length
-- holds account 0003_alter_emailaddress_create_unique_verified_email
-- holds account 0004_alter_emailaddress_drop_unique_email
-- holds account 0005_emailaddress_idx_upper_email
-- holds account 0006_emailaddress_lower
-- holds account 0007_emailaddress_idx_email
-- holds account 0008_emailaddress_unique_primary_email_fixup
-- holds account 0009_emailaddress_unique_primary_email
-- holds admin 0001_initial
-- holds admin 0002_logentry_remove_auto_add
-- holds admin 0003_logentry_add_action_flag_choices
-- holds ats 0001_people
-- holds ats 0002_core
-- holds ats 0003_approved_terms
-- holds ats 0004_one_candidate_per_external_id
-- holds ats 0005_task
-- holds ats 0006_company_and_invitations
-- holds ats 0007_custom_fields
-- holds ats 0008_job_keywords
-- holds ats 0009_search_words
-- holds ats 0010_search_indexes
-- holds ats 0011_kits_bookings_letters
-- holds ats 0012_offer_decline_kind
-- holds ats 0013_person
-- holds ats 0014_person_indexes
-- holds ats 0015_requisition_facts
-- holds ats 0016_validate_requisition_facts
-- holds ats 0017_self_identification_questions
-- holds ats 0018_language_as_in_the_browser
-- holds ats 0019_contact_points_by_person
-- holds ats 0020_employee_referral
-- holds ats 0021_external_ids_once
-- holds ats 0022_lighter_indexes
-- holds ats 0023_names_read_faster
-- holds ats 0024_newest_first
-- holds ats 0025_active_of_owner
-- holds auth 0001_initial
-- holds auth 0002_alter_permission_name_max_length
-- holds auth 0003_alter_user_email_max_length
-- holds auth 0004_alter_user_username_opts
-- holds auth 0005_alter_user_last_login_null
-- holds auth 0006_require_contenttypes_0002
-- holds auth 0007_alter_validators_add_error_messages
-- holds auth 0008_alter_user_username_max_length
-- holds auth 0009_alter_user_last_name_max_length
-- holds auth 0010_alter_group_name_max_length
-- holds auth 0011_update_proxy_permissions
-- holds auth 0012_alter_user_first_name_max_length
-- holds axes 0001_initial
-- holds axes 0002_auto_20151217_2044
-- holds axes 0003_auto_20160322_0929
-- holds axes 0004_auto_20181024_1538
-- holds axes 0005_remove_accessattempt_trusted
-- holds axes 0006_remove_accesslog_trusted
-- holds axes 0007_alter_accessattempt_unique_together
-- holds axes 0008_accessfailurelog
-- holds axes 0009_add_session_hash
-- holds axes 0010_accessattemptexpiration
-- holds comms 0001_initial
-- holds comms 0002_consent_append_only
-- holds comms 0003_fence_and_addressee
-- holds comms 0004_validate_messages
-- holds comms 0005_consent_follows_a_merge
-- holds comms 0006_message_attachment
-- holds comms 0007_messages_keep_room
-- holds contenttypes 0001_initial
-- holds contenttypes 0002_remove_content_type_name
-- holds guardian 0001_initial
-- holds guardian 0002_generic_permissions_index
-- holds guardian 0003_remove_groupobjectpermission_guardian_gr_content_ae6aec_idx_and_more
-- holds kernel 0001_initial
-- holds kernel 0002_audit_guard
-- holds kernel 0003_claims_lanes_known_words
-- holds kernel 0004_one_decision_per_person
-- holds kernel 0005_absences_and_notices
-- holds kernel 0006_page_pictures_and_imports
-- holds kernel 0007_files_to_draw
-- holds kernel 0008_saved_views
-- holds kernel 0009_person_keys
-- holds kernel 0010_webhooks
-- holds kernel 0011_api_key_rotation
-- holds kernel 0012_exports
-- holds kernel 0013_imports_by_mapping
-- holds kernel 0014_imports_by_content
-- holds kernel 0015_import_begun_at
-- holds kernel 0016_queues_keep_room
-- holds kernel 0017_webhooks_by_endpoint
-- holds mfa 0001_initial
-- holds mfa 0002_authenticator_timestamps
-- holds mfa 0003_authenticator_type_uniq
-- holds milestones 0001_initial
-- holds milestones 0002_constraints
-- holds milestones 0003_validate_constraints
-- holds milestones 0004_bypass_policies
-- holds milestones 0005_bulk_runs
-- holds milestones 0006_transfers
-- holds milestones 0007_workflow_selection_rules
-- holds milestones 0008_open_visits_by_due
-- holds milestones 0009_open_visits_due_first
-- holds oauth2_provider 0001_initial
-- holds oauth2_provider 0002_auto_20190406_1805
-- holds oauth2_provider 0003_auto_20201211_1314
-- holds oauth2_provider 0004_auto_20200902_2022
-- holds oauth2_provider 0005_auto_20211222_2352
-- holds oauth2_provider 0006_alter_application_client_secret
-- holds oauth2_provider 0007_application_post_logout_redirect_uris
-- holds oauth2_provider 0008_alter_accesstoken_token
-- holds oauth2_provider 0009_add_hash_client_secret
-- holds oauth2_provider 0010_application_allowed_origins
-- holds oauth2_provider 0011_refreshtoken_token_family
-- holds oauth2_provider 0012_add_token_checksum
-- holds oauth2_provider 0013_alter_application_authorization_grant_type_device
-- holds oauth2_provider 0014_alter_help_text
-- holds oauth2_provider 0015_refreshtoken_token_checksum
-- holds oauth2_provider 0016_alter_devicegrant_scope
-- holds oauth2_provider 0017_application_dcr_created
-- holds oauth2_provider 0018_resource_indicators
-- holds oauth2_provider 0019_application_registration_source
-- holds oauth2_provider 0020_cimd_application_fields
-- holds oauth2_provider 0021_translatable_field_labels
-- holds oauth2_provider 0022_refreshtoken_token_family_index
-- holds sessions 0001_initial
-- holds socialaccount 0001_initial
-- holds socialaccount 0002_token_max_lengths
-- holds socialaccount 0003_extra_data_default_dict
-- holds socialaccount 0004_app_provider_id_settings
-- holds socialaccount 0005_socialtoken_nullable_app
-- holds socialaccount 0006_alter_socialaccount_extra_data
-- holds usersessions 0001_initial

CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

CREATE EXTENSION IF NOT EXISTS unaccent WITH SCHEMA public;

CREATE FUNCTION public.audit_append_only() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION public.comms_consent_append_only() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION public.comms_consent_kept() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM ats_candidate WHERE id = OLD.candidate_id) THEN
    RAISE EXCEPTION 'Consent records are kept as long as the person is.' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION public.waymark_names(first_name text, last_name text, company text, title text, location text, tags text[]) RETURNS text
    LANGUAGE plpgsql IMMUTABLE STRICT COST 500 PARALLEL SAFE
    AS $$
BEGIN
    RETURN ' ' || pg_catalog.lower(public.unaccent(
        'public.unaccent'::pg_catalog.regdictionary,
        first_name || ' ' || last_name || ' ' || company || ' ' || title || ' ' || location || ' '
        || pg_catalog.array_to_string(tags, ' ')
    ));
END
$$;

CREATE FUNCTION public.waymark_plain(text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN lower(public.unaccent('public.unaccent'::regdictionary, $1));

CREATE FUNCTION public.waymark_words(text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE STRICT COST 20000 PARALLEL SAFE
    RETURN to_tsvector('simple'::regconfig, public.waymark_plain("left"($1, 200000)));

CREATE TABLE public.account_emailaddress (
    id integer NOT NULL,
    email character varying(254) NOT NULL,
    verified boolean NOT NULL,
    "primary" boolean NOT NULL,
    user_id uuid NOT NULL
);

ALTER TABLE public.account_emailaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.account_emailconfirmation (
    id integer NOT NULL,
    created timestamp with time zone NOT NULL,
    sent timestamp with time zone,
    key character varying(64) NOT NULL,
    email_address_id integer NOT NULL
);

ALTER TABLE public.account_emailconfirmation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailconfirmation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.ats_answer (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    value text NOT NULL,
    application_id uuid NOT NULL,
    question_id uuid NOT NULL
);

CREATE TABLE public.ats_application (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    status character varying(12) NOT NULL,
    stage character varying(12) NOT NULL,
    applied_at timestamp with time zone NOT NULL,
    rejected_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    hired_at timestamp with time zone,
    start_date date,
    is_imported boolean NOT NULL,
    custom_fields jsonb NOT NULL,
    credited_to_id uuid,
    owner_id uuid,
    candidate_id uuid NOT NULL,
    job_id uuid NOT NULL,
    rejection_reason_id uuid,
    source_id uuid,
    CONSTRAINT application_stage_known CHECK (((stage)::text = ANY ((ARRAY['lead'::character varying, 'applied'::character varying, 'screening'::character varying, 'assessment'::character varying, 'interview'::character varying, 'offer'::character varying, 'pre_boarding'::character varying, 'started'::character varying])::text[]))),
    CONSTRAINT application_status_known CHECK (((status)::text = ANY ((ARRAY['active'::character varying, 'hired'::character varying, 'rejected'::character varying, 'withdrawn'::character varying])::text[]))),
    CONSTRAINT hired_has_its_time CHECK (((NOT ((status)::text = 'hired'::text)) OR (hired_at IS NOT NULL))),
    CONSTRAINT rejected_has_its_time CHECK (((NOT ((status)::text = 'rejected'::text)) OR (rejected_at IS NOT NULL))),
    CONSTRAINT withdrawn_has_its_time CHECK (((NOT ((status)::text = 'withdrawn'::text)) OR (withdrawn_at IS NOT NULL)))
);

CREATE TABLE public.ats_attachment (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    kind character varying(20) NOT NULL,
    text text NOT NULL,
    parse_problem character varying(200) NOT NULL,
    application_id uuid,
    file_id uuid NOT NULL,
    candidate_id uuid NOT NULL
);

CREATE TABLE public.ats_booking (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(160) NOT NULL,
    minutes smallint NOT NULL,
    windows jsonb NOT NULL,
    time_zone character varying(60) NOT NULL,
    location character varying(300) NOT NULL,
    status character varying(12) NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    change_hours smallint NOT NULL,
    note character varying(1000) NOT NULL,
    application_id uuid NOT NULL,
    interview_id uuid,
    organizer_id uuid,
    kit_id uuid,
    CONSTRAINT ats_booking_change_hours_check CHECK ((change_hours >= 0)),
    CONSTRAINT ats_booking_minutes_check CHECK ((minutes >= 0)),
    CONSTRAINT booking_status_known CHECK (((status)::text = ANY ((ARRAY['open'::character varying, 'booked'::character varying, 'declined'::character varying, 'withdrawn'::character varying])::text[]))),
    CONSTRAINT booking_takes_a_sensible_time CHECK (((minutes >= 5) AND (minutes <= 480)))
);

CREATE TABLE public.ats_booking_interviewers (
    id bigint NOT NULL,
    booking_id uuid NOT NULL,
    user_id uuid NOT NULL
);

ALTER TABLE public.ats_booking_interviewers ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ats_booking_interviewers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.ats_candidate (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    first_name character varying(120) NOT NULL,
    last_name character varying(120) NOT NULL,
    company character varying(160) NOT NULL,
    title character varying(160) NOT NULL,
    location character varying(160) NOT NULL,
    time_zone character varying(60) NOT NULL,
    tags character varying(40)[] NOT NULL,
    do_not_contact boolean NOT NULL,
    is_imported boolean NOT NULL,
    custom_fields jsonb NOT NULL,
    owner_id uuid,
    do_not_contact_reason character varying(300) DEFAULT ''::character varying NOT NULL,
    merged_into_id uuid,
    owner_since timestamp with time zone,
    skills character varying(40)[] DEFAULT '{}'::character varying(40)[] NOT NULL,
    CONSTRAINT merged_into_another CHECK (((merged_into_id IS NULL) OR (NOT ((merged_into_id = id) AND (merged_into_id IS NOT NULL)))))
);

CREATE TABLE public.ats_candidateemail (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    value text NOT NULL,
    value_index character varying(64) NOT NULL,
    type character varying(10) NOT NULL,
    domain_index character varying(64) NOT NULL,
    candidate_id uuid NOT NULL
);

CREATE TABLE public.ats_candidatemerge (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    reason character varying(300) NOT NULL,
    merged_at timestamp with time zone NOT NULL,
    moved jsonb NOT NULL,
    changes jsonb NOT NULL,
    unmerged_at timestamp with time zone,
    unmerge_reason character varying(300) NOT NULL,
    absorbed_id uuid NOT NULL,
    merged_by_id uuid,
    survivor_id uuid NOT NULL,
    unmerged_by_id uuid,
    CONSTRAINT merge_of_two CHECK ((NOT (survivor_id = absorbed_id)))
);

CREATE TABLE public.ats_candidatephone (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    value text NOT NULL,
    value_index character varying(64) NOT NULL,
    type character varying(10) NOT NULL,
    candidate_id uuid NOT NULL
);

CREATE TABLE public.ats_classificationrule (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(120) NOT NULL,
    title_words character varying(60)[] NOT NULL,
    except_words character varying(60)[] NOT NULL,
    expected_levels character varying(20)[] NOT NULL,
    expected_flsa_status character varying(12) NOT NULL,
    expected_eeo_categories character varying(4)[] NOT NULL,
    is_active boolean NOT NULL,
    expected_family_id uuid,
    CONSTRAINT classification_rule_flsa_known CHECK (((expected_flsa_status)::text = ANY ((ARRAY['exempt'::character varying, 'non_exempt'::character varying, ''::character varying])::text[]))),
    CONSTRAINT classification_rule_has_words CHECK ((NOT (title_words = '{}'::character varying(60)[])))
);

CREATE TABLE public.ats_company (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    "only" boolean NOT NULL,
    name character varying(120) NOT NULL,
    time_zone character varying(60) NOT NULL,
    language character varying(10) NOT NULL,
    accent character varying(7) NOT NULL,
    careers_title character varying(120) NOT NULL,
    careers_text text NOT NULL,
    set_up_at timestamp with time zone,
    logo_id uuid,
    CONSTRAINT company_has_a_name CHECK ((NOT ((name)::text = ''::text))),
    CONSTRAINT one_company CHECK ("only")
);

CREATE TABLE public.ats_customfield (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    entity character varying(12) NOT NULL,
    key character varying(40) NOT NULL,
    label character varying(80) NOT NULL,
    help character varying(200) NOT NULL,
    type character varying(12) NOT NULL,
    choices character varying(120)[] NOT NULL,
    sensitivity character varying(10) NOT NULL,
    "position" smallint NOT NULL,
    is_active boolean NOT NULL,
    CONSTRAINT ats_customfield_position_check CHECK (("position" >= 0)),
    CONSTRAINT custom_field_entity_known CHECK (((entity)::text = ANY ((ARRAY['candidate'::character varying, 'application'::character varying, 'job'::character varying, 'offer'::character varying])::text[]))),
    CONSTRAINT custom_field_has_its_choices CHECK (((NOT ((type)::text = ANY ((ARRAY['choice'::character varying, 'multi_choice'::character varying])::text[]))) OR (
CASE
    WHEN (choices IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(choices, 1), 0)
END > 0))),
    CONSTRAINT custom_field_key_is_a_word CHECK (((key)::text ~ '^[a-z][a-z0-9]*(_[a-z0-9]+)*$'::text)),
    CONSTRAINT custom_field_sensitivity_known CHECK (((sensitivity)::text = ANY ((ARRAY['public'::character varying, 'personal'::character varying, 'pay'::character varying, 'restricted'::character varying])::text[]))),
    CONSTRAINT custom_field_type_known CHECK (((type)::text = ANY ((ARRAY['text'::character varying, 'long_text'::character varying, 'number'::character varying, 'date'::character varying, 'boolean'::character varying, 'choice'::character varying, 'multi_choice'::character varying, 'url'::character varying])::text[])))
);

CREATE TABLE public.ats_department (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(120) NOT NULL
);

CREATE TABLE public.ats_duplicatepair (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    score smallint NOT NULL,
    signals character varying(20)[] NOT NULL,
    status character varying(10) NOT NULL,
    decided_at timestamp with time zone,
    reason character varying(300) NOT NULL,
    decided_by_id uuid,
    first_id uuid NOT NULL,
    second_id uuid NOT NULL,
    CONSTRAINT ats_duplicatepair_score_check CHECK ((score >= 0)),
    CONSTRAINT pair_in_order CHECK ((first_id < second_id)),
    CONSTRAINT pair_status_known CHECK (((status)::text = ANY ((ARRAY['open'::character varying, 'dismissed'::character varying, 'merged'::character varying])::text[])))
);

CREATE TABLE public.ats_duplicaterule (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    signal character varying(20) NOT NULL,
    threshold smallint NOT NULL,
    is_active boolean NOT NULL,
    CONSTRAINT ats_duplicaterule_threshold_check CHECK ((threshold >= 0)),
    CONSTRAINT duplicate_signal_known CHECK (((signal)::text = ANY ((ARRAY['email'::character varying, 'phone'::character varying, 'name_employer'::character varying, 'fuzzy'::character varying])::text[]))),
    CONSTRAINT threshold_is_percent CHECK ((threshold <= 100))
);

CREATE TABLE public.ats_duplicaterun (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    phase character varying(10) NOT NULL,
    cursor character varying(40) NOT NULL,
    started_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    compared integer NOT NULL,
    found integer NOT NULL,
    started_by_id uuid,
    CONSTRAINT ats_duplicaterun_compared_check CHECK ((compared >= 0)),
    CONSTRAINT ats_duplicaterun_found_check CHECK ((found >= 0)),
    CONSTRAINT run_phase_known CHECK (((phase)::text = ANY ((ARRAY['keys'::character varying, 'pairs'::character varying, 'done'::character varying])::text[])))
);

CREATE TABLE public.ats_follow (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    candidate_id uuid NOT NULL,
    user_id uuid NOT NULL
);

CREATE TABLE public.ats_hiringteammember (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    role character varying(20) NOT NULL,
    user_id uuid NOT NULL,
    job_id uuid NOT NULL
);

CREATE TABLE public.ats_historicalapplication (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    status character varying(12) NOT NULL,
    stage character varying(12) NOT NULL,
    applied_at timestamp with time zone NOT NULL,
    rejected_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    hired_at timestamp with time zone,
    start_date date,
    is_imported boolean NOT NULL,
    custom_fields jsonb NOT NULL,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    candidate_id uuid,
    credited_to_id uuid,
    history_user_id uuid,
    owner_id uuid,
    job_id uuid,
    rejection_reason_id uuid,
    source_id uuid
);

CREATE TABLE public.ats_historicalbooking (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(160) NOT NULL,
    minutes smallint NOT NULL,
    windows jsonb NOT NULL,
    time_zone character varying(60) NOT NULL,
    location character varying(300) NOT NULL,
    status character varying(12) NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    change_hours smallint NOT NULL,
    note character varying(1000) NOT NULL,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    application_id uuid,
    history_user_id uuid,
    interview_id uuid,
    organizer_id uuid,
    kit_id uuid,
    CONSTRAINT ats_historicalbooking_change_hours_check CHECK ((change_hours >= 0)),
    CONSTRAINT ats_historicalbooking_minutes_check CHECK ((minutes >= 0))
);

CREATE TABLE public.ats_historicalbooking_interviewers (
    id bigint NOT NULL,
    m2m_history_id uuid NOT NULL,
    booking_id uuid,
    history_id uuid NOT NULL,
    user_id uuid
);

CREATE TABLE public.ats_historicalcandidate (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    first_name character varying(120) NOT NULL,
    last_name character varying(120) NOT NULL,
    company character varying(160) NOT NULL,
    title character varying(160) NOT NULL,
    location character varying(160) NOT NULL,
    time_zone character varying(60) NOT NULL,
    tags character varying(40)[] NOT NULL,
    do_not_contact boolean NOT NULL,
    is_imported boolean NOT NULL,
    custom_fields jsonb NOT NULL,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    history_user_id uuid,
    owner_id uuid,
    do_not_contact_reason character varying(300) DEFAULT ''::character varying NOT NULL,
    merged_into_id uuid,
    owner_since timestamp with time zone,
    skills character varying(40)[] DEFAULT '{}'::character varying(40)[] NOT NULL
);

CREATE TABLE public.ats_historicalclassificationrule (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(120) NOT NULL,
    title_words character varying(60)[] NOT NULL,
    except_words character varying(60)[] NOT NULL,
    expected_levels character varying(20)[] NOT NULL,
    expected_flsa_status character varying(12) NOT NULL,
    expected_eeo_categories character varying(4)[] CONSTRAINT ats_historicalclassificationru_expected_eeo_categories_not_null NOT NULL,
    is_active boolean NOT NULL,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    history_user_id uuid,
    expected_family_id uuid
);

CREATE TABLE public.ats_historicalcompany (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    "only" boolean NOT NULL,
    name character varying(120) NOT NULL,
    time_zone character varying(60) NOT NULL,
    language character varying(10) NOT NULL,
    accent character varying(7) NOT NULL,
    careers_title character varying(120) NOT NULL,
    careers_text text NOT NULL,
    set_up_at timestamp with time zone,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    history_user_id uuid,
    logo_id uuid
);

CREATE TABLE public.ats_historicalcustomfield (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    entity character varying(12) NOT NULL,
    key character varying(40) NOT NULL,
    label character varying(80) NOT NULL,
    help character varying(200) NOT NULL,
    type character varying(12) NOT NULL,
    choices character varying(120)[] NOT NULL,
    sensitivity character varying(10) NOT NULL,
    "position" smallint NOT NULL,
    is_active boolean NOT NULL,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    history_user_id uuid,
    CONSTRAINT ats_historicalcustomfield_position_check CHECK (("position" >= 0))
);

CREATE TABLE public.ats_historicaldepartment (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(120) NOT NULL,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    history_user_id uuid
);

CREATE TABLE public.ats_historicalduplicaterule (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    signal character varying(20) NOT NULL,
    threshold smallint NOT NULL,
    is_active boolean NOT NULL,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    history_user_id uuid,
    CONSTRAINT ats_historicalduplicaterule_threshold_check CHECK ((threshold >= 0))
);

CREATE TABLE public.ats_historicalhiringteammember (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    role character varying(20) NOT NULL,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    history_user_id uuid,
    user_id uuid,
    job_id uuid
);

CREATE TABLE public.ats_historicalinterview (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(160) NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    time_zone character varying(60) NOT NULL,
    location character varying(300) NOT NULL,
    status character varying(12) NOT NULL,
    attributes jsonb NOT NULL,
    sequence integer NOT NULL,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    application_id uuid,
    history_user_id uuid,
    organizer_id uuid,
    kit_id uuid,
    CONSTRAINT ats_historicalinterview_sequence_check CHECK ((sequence >= 0))
);

CREATE TABLE public.ats_historicalinterview_interviewers (
    id bigint NOT NULL,
    m2m_history_id uuid NOT NULL,
    history_id uuid NOT NULL,
    user_id uuid,
    interview_id uuid
);

CREATE TABLE public.ats_historicalinterviewkit (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(160) NOT NULL,
    purpose text NOT NULL,
    questions text NOT NULL,
    guidance text NOT NULL,
    attributes jsonb NOT NULL,
    minutes smallint NOT NULL,
    is_active boolean NOT NULL,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    history_user_id uuid,
    job_id uuid,
    CONSTRAINT ats_historicalinterviewkit_minutes_check CHECK ((minutes >= 0))
);

CREATE TABLE public.ats_historicalinvitation (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    roles character varying(40)[] NOT NULL,
    team_role character varying(20) NOT NULL,
    round smallint NOT NULL,
    sent_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    accepted_at timestamp with time zone,
    revoked_at timestamp with time zone,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    history_user_id uuid,
    invited_by_id uuid,
    job_id uuid,
    user_id uuid,
    CONSTRAINT ats_historicalinvitation_round_check CHECK ((round >= 0))
);

CREATE TABLE public.ats_historicaljob (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    requisition_id character varying(30) NOT NULL,
    name character varying(160) NOT NULL,
    status character varying(20) NOT NULL,
    level character varying(40) NOT NULL,
    description text NOT NULL,
    pay_min numeric(12,2),
    pay_max numeric(12,2),
    pay_currency character varying(3) NOT NULL,
    pay_unit character varying(10) NOT NULL,
    opened_at timestamp with time zone,
    closed_at timestamp with time zone,
    target_date date,
    reason character varying(300) NOT NULL,
    is_imported boolean NOT NULL,
    opens_when_approved boolean NOT NULL,
    custom_fields jsonb NOT NULL,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    department_id uuid,
    history_user_id uuid,
    approved_version integer,
    version integer DEFAULT 0 NOT NULL,
    keywords character varying(60)[] DEFAULT '{}'::character varying(60)[] NOT NULL,
    backfill_of character varying(120) DEFAULT ''::character varying NOT NULL,
    eeo_category character varying(4) DEFAULT ''::character varying NOT NULL,
    employment_type character varying(20) DEFAULT ''::character varying NOT NULL,
    flsa_status character varying(12) DEFAULT ''::character varying NOT NULL,
    hiring_reason character varying(20) DEFAULT ''::character varying NOT NULL,
    is_technical boolean DEFAULT false NOT NULL,
    priority character varying(10) DEFAULT 'normal'::character varying NOT NULL,
    remote_policy character varying(10) DEFAULT ''::character varying NOT NULL,
    shows_pay boolean DEFAULT false NOT NULL,
    job_family_id uuid,
    job_group_id uuid,
    CONSTRAINT ats_historicaljob_approved_version_check CHECK ((approved_version >= 0)),
    CONSTRAINT ats_historicaljob_version_check CHECK ((version >= 0))
);

CREATE TABLE public.ats_historicaljob_locations (
    id bigint NOT NULL,
    m2m_history_id uuid NOT NULL,
    history_id uuid NOT NULL,
    job_id uuid,
    location_id uuid
);

CREATE TABLE public.ats_historicaljobfamily (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    key character varying(40) NOT NULL,
    name character varying(80) NOT NULL,
    is_active boolean NOT NULL,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    history_user_id uuid
);

CREATE TABLE public.ats_historicaljobgroup (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    key character varying(40) NOT NULL,
    name character varying(80) NOT NULL,
    eeo_category character varying(4) NOT NULL,
    is_active boolean NOT NULL,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    history_user_id uuid
);

CREATE TABLE public.ats_historicaljobpost (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    slug character varying(120) NOT NULL,
    title character varying(160) NOT NULL,
    description text NOT NULL,
    is_live boolean NOT NULL,
    published_at timestamp with time zone,
    shows_pay boolean NOT NULL,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    history_user_id uuid,
    job_id uuid
);

CREATE TABLE public.ats_historicaljobquestion (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    text character varying(300) NOT NULL,
    kind character varying(20) NOT NULL,
    choices jsonb NOT NULL,
    is_required boolean NOT NULL,
    "order" smallint NOT NULL,
    is_active boolean NOT NULL,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    history_user_id uuid,
    job_id uuid,
    CONSTRAINT ats_historicaljobquestion_order_check CHECK (("order" >= 0))
);

CREATE TABLE public.ats_historicaljobtemplate (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    employment_type character varying(20) DEFAULT ''::character varying NOT NULL,
    remote_policy character varying(10) DEFAULT ''::character varying NOT NULL,
    flsa_status character varying(12) DEFAULT ''::character varying NOT NULL,
    eeo_category character varying(4) DEFAULT ''::character varying NOT NULL,
    is_technical boolean DEFAULT false NOT NULL,
    name character varying(120) NOT NULL,
    title character varying(160) NOT NULL,
    level character varying(40) NOT NULL,
    description text NOT NULL,
    questions jsonb NOT NULL,
    is_active boolean NOT NULL,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    department_id uuid,
    history_user_id uuid,
    job_family_id uuid,
    job_group_id uuid
);

CREATE TABLE public.ats_historicaljobtemplate_locations (
    id bigint NOT NULL,
    m2m_history_id uuid NOT NULL,
    history_id uuid NOT NULL,
    location_id uuid,
    jobtemplate_id uuid
);

CREATE TABLE public.ats_historicallocation (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(120) NOT NULL,
    city character varying(120) NOT NULL,
    country character varying(2) NOT NULL,
    is_remote boolean NOT NULL,
    time_zone character varying(60) NOT NULL,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    calendar_id uuid,
    history_user_id uuid,
    region_id uuid
);

CREATE TABLE public.ats_historicalnote (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    body text NOT NULL,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    application_id uuid,
    author_id uuid,
    candidate_id uuid,
    history_user_id uuid
);

CREATE TABLE public.ats_historicaloffer (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    status character varying(20) NOT NULL,
    version integer NOT NULL,
    approved_version integer,
    expires_at timestamp with time zone,
    sent_at timestamp with time zone,
    resolved_at timestamp with time zone,
    signed_name character varying(200) NOT NULL,
    decline_reason character varying(500) NOT NULL,
    custom_fields jsonb NOT NULL,
    withdrawal_reason character varying(500) NOT NULL,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    application_id uuid,
    history_user_id uuid,
    opening_id uuid,
    decline_kind character varying(12) DEFAULT ''::character varying NOT NULL,
    CONSTRAINT ats_historicaloffer_approved_version_check CHECK ((approved_version >= 0)),
    CONSTRAINT ats_historicaloffer_version_check CHECK ((version >= 0))
);

CREATE TABLE public.ats_historicalofferlettertemplate (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(120) NOT NULL,
    body text NOT NULL,
    version integer NOT NULL,
    is_active boolean NOT NULL,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    history_user_id uuid,
    region_id uuid,
    CONSTRAINT ats_historicalofferlettertemplate_version_check CHECK ((version >= 0))
);

CREATE TABLE public.ats_historicalopening (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    opening_id character varying(40) NOT NULL,
    target_start_date date,
    opened_at timestamp with time zone,
    closed_at timestamp with time zone,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    application_id uuid,
    history_user_id uuid,
    job_id uuid
);

CREATE TABLE public.ats_historicalownershippolicy (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    lock_days smallint NOT NULL,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    history_user_id uuid,
    CONSTRAINT ats_historicalownershippolicy_lock_days_check CHECK ((lock_days >= 0))
);

CREATE TABLE public.ats_historicalownershiprequest (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    reason character varying(300) NOT NULL,
    status character varying(10) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    answered_at timestamp with time zone,
    answer character varying(300) NOT NULL,
    dispute_reason character varying(300) NOT NULL,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    answered_by_id uuid,
    asked_by_id uuid,
    candidate_id uuid,
    history_user_id uuid,
    owner_id uuid
);

CREATE TABLE public.ats_historicalreferral (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    first_name character varying(120) NOT NULL,
    last_name character varying(120) NOT NULL,
    email_index character varying(64) NOT NULL,
    relation character varying(20) NOT NULL,
    reason text NOT NULL,
    joined boolean NOT NULL,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    application_id uuid,
    history_user_id uuid,
    job_id uuid,
    referred_by_id uuid
);

CREATE TABLE public.ats_historicalregion (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    key character varying(40) NOT NULL,
    name character varying(80) NOT NULL,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    history_user_id uuid
);

CREATE TABLE public.ats_historicalrejectionreason (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    key character varying(60) NOT NULL,
    name character varying(160) NOT NULL,
    type character varying(20) NOT NULL,
    is_active boolean NOT NULL,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    history_user_id uuid
);

CREATE TABLE public.ats_historicalrequiredfieldrule (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(120) NOT NULL,
    fields character varying(80)[] NOT NULL,
    stage character varying(12) NOT NULL,
    milestone character varying(60) NOT NULL,
    condition jsonb NOT NULL,
    is_active boolean NOT NULL,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    history_user_id uuid,
    role_id uuid
);

CREATE TABLE public.ats_historicalscorecard (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    overall_recommendation character varying(20) NOT NULL,
    attributes jsonb NOT NULL,
    note text NOT NULL,
    submitted_at timestamp with time zone,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    history_user_id uuid,
    interviewer_id uuid,
    interview_id uuid
);

CREATE TABLE public.ats_historicalselfidentificationquestion (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    region character varying(40) NOT NULL,
    key character varying(60) NOT NULL,
    version integer NOT NULL,
    text character varying(300) NOT NULL,
    explanation text NOT NULL,
    options jsonb NOT NULL,
    takes_several boolean NOT NULL,
    "position" smallint NOT NULL,
    form_number character varying(60) NOT NULL,
    form_expires_date date,
    is_active boolean NOT NULL,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    history_user_id uuid,
    CONSTRAINT ats_historicalselfidentificationquestion_position_check CHECK (("position" >= 0)),
    CONSTRAINT ats_historicalselfidentificationquestion_version_check CHECK ((version >= 0))
);

CREATE TABLE public.ats_historicalsource (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    key character varying(60) NOT NULL,
    name character varying(120) NOT NULL,
    kind character varying(60) NOT NULL,
    is_active boolean NOT NULL,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    history_user_id uuid
);

CREATE TABLE public.ats_historicaltask (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    title character varying(200) NOT NULL,
    due_date date,
    done_at timestamp with time zone,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    application_id uuid,
    assigned_to_id uuid,
    created_by_id uuid,
    done_by_id uuid,
    history_user_id uuid
);

CREATE TABLE public.ats_historicaluser (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    is_superuser boolean NOT NULL,
    email character varying(254) NOT NULL,
    first_name character varying(80) NOT NULL,
    last_name character varying(80) NOT NULL,
    title character varying(120) NOT NULL,
    time_zone character varying(60) NOT NULL,
    theme character varying(10) NOT NULL,
    is_active boolean NOT NULL,
    is_staff boolean NOT NULL,
    is_service boolean NOT NULL,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    department_id uuid,
    history_user_id uuid,
    manager_id uuid,
    language character varying(10) DEFAULT ''::character varying NOT NULL
);

CREATE TABLE public.ats_interview (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(160) NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    time_zone character varying(60) NOT NULL,
    location character varying(300) NOT NULL,
    status character varying(12) NOT NULL,
    attributes jsonb NOT NULL,
    sequence integer NOT NULL,
    application_id uuid NOT NULL,
    organizer_id uuid,
    kit_id uuid,
    CONSTRAINT ats_interview_sequence_check CHECK ((sequence >= 0)),
    CONSTRAINT interview_ends_after_start CHECK ((ends_at > starts_at)),
    CONSTRAINT interview_status_known CHECK (((status)::text = ANY ((ARRAY['scheduled'::character varying, 'complete'::character varying, 'cancelled'::character varying])::text[])))
);

CREATE TABLE public.ats_interview_interviewers (
    id bigint NOT NULL,
    interview_id uuid NOT NULL,
    user_id uuid NOT NULL
);

ALTER TABLE public.ats_interview_interviewers ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ats_interview_interviewers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.ats_interviewkit (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(160) NOT NULL,
    purpose text NOT NULL,
    questions text NOT NULL,
    guidance text NOT NULL,
    attributes jsonb NOT NULL,
    minutes smallint NOT NULL,
    is_active boolean NOT NULL,
    job_id uuid,
    CONSTRAINT ats_interviewkit_minutes_check CHECK ((minutes >= 0)),
    CONSTRAINT kit_has_a_name CHECK ((NOT ((name)::text = ''::text))),
    CONSTRAINT kit_takes_a_sensible_time CHECK (((minutes >= 5) AND (minutes <= 480)))
);

CREATE TABLE public.ats_invitation (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    roles character varying(40)[] NOT NULL,
    team_role character varying(20) NOT NULL,
    round smallint NOT NULL,
    sent_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    accepted_at timestamp with time zone,
    revoked_at timestamp with time zone,
    invited_by_id uuid NOT NULL,
    job_id uuid,
    user_id uuid NOT NULL,
    CONSTRAINT ats_invitation_round_check CHECK ((round >= 0)),
    CONSTRAINT invitation_ends_once CHECK (((accepted_at IS NULL) OR (revoked_at IS NULL))),
    CONSTRAINT invitation_team_role_known CHECK (((team_role)::text = ANY ((ARRAY['recruiter'::character varying, 'coordinator'::character varying, 'sourcer'::character varying, 'hiring_manager'::character varying, 'interviewer'::character varying, 'hrbp'::character varying, 'executive'::character varying, ''::character varying])::text[]))),
    CONSTRAINT team_role_has_its_job CHECK (((job_id IS NOT NULL) OR ((team_role)::text = ''::text)))
);

CREATE TABLE public.ats_job (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    requisition_id character varying(30) NOT NULL,
    name character varying(160) NOT NULL,
    status character varying(20) NOT NULL,
    level character varying(40) NOT NULL,
    description text NOT NULL,
    pay_min numeric(12,2),
    pay_max numeric(12,2),
    pay_currency character varying(3) NOT NULL,
    pay_unit character varying(10) NOT NULL,
    opened_at timestamp with time zone,
    closed_at timestamp with time zone,
    target_date date,
    reason character varying(300) NOT NULL,
    is_imported boolean NOT NULL,
    opens_when_approved boolean NOT NULL,
    custom_fields jsonb NOT NULL,
    department_id uuid NOT NULL,
    approved_version integer,
    version integer DEFAULT 0 NOT NULL,
    keywords character varying(60)[] DEFAULT '{}'::character varying(60)[] NOT NULL,
    backfill_of character varying(120) DEFAULT ''::character varying NOT NULL,
    eeo_category character varying(4) DEFAULT ''::character varying NOT NULL,
    employment_type character varying(20) DEFAULT ''::character varying NOT NULL,
    flsa_status character varying(12) DEFAULT ''::character varying NOT NULL,
    hiring_reason character varying(20) DEFAULT ''::character varying NOT NULL,
    is_technical boolean DEFAULT false NOT NULL,
    priority character varying(10) DEFAULT 'normal'::character varying NOT NULL,
    remote_policy character varying(10) DEFAULT ''::character varying NOT NULL,
    shows_pay boolean DEFAULT false NOT NULL,
    job_family_id uuid,
    job_group_id uuid,
    CONSTRAINT ats_job_approved_version_check CHECK ((approved_version >= 0)),
    CONSTRAINT ats_job_version_check CHECK ((version >= 0)),
    CONSTRAINT job_eeo_category_known CHECK (((eeo_category)::text = ANY ((ARRAY['1.1'::character varying, '1.2'::character varying, '2'::character varying, '3'::character varying, '4'::character varying, '5'::character varying, '6'::character varying, '7'::character varying, '8'::character varying, '9'::character varying, ''::character varying])::text[]))),
    CONSTRAINT job_employment_type_known CHECK (((employment_type)::text = ANY ((ARRAY['full_time'::character varying, 'part_time'::character varying, 'temporary'::character varying, 'contract'::character varying, 'internship'::character varying, 'apprenticeship'::character varying, ''::character varying])::text[]))),
    CONSTRAINT job_flsa_status_known CHECK (((flsa_status)::text = ANY ((ARRAY['exempt'::character varying, 'non_exempt'::character varying, ''::character varying])::text[]))),
    CONSTRAINT job_hiring_reason_known CHECK (((hiring_reason)::text = ANY ((ARRAY['new_headcount'::character varying, 'backfill'::character varying, 'conversion'::character varying, 'evergreen'::character varying, 'internal_only'::character varying, 'campus'::character varying, 'executive'::character varying, 'contingent'::character varying, 'project'::character varying, ''::character varying])::text[]))),
    CONSTRAINT job_priority_known CHECK (((priority)::text = ANY ((ARRAY['low'::character varying, 'normal'::character varying, 'high'::character varying, 'urgent'::character varying])::text[]))),
    CONSTRAINT job_remote_policy_known CHECK (((remote_policy)::text = ANY ((ARRAY['on_site'::character varying, 'hybrid'::character varying, 'remote'::character varying, ''::character varying])::text[]))),
    CONSTRAINT job_status_known CHECK (((status)::text = ANY ((ARRAY['draft'::character varying, 'pending_approval'::character varying, 'approved'::character varying, 'open'::character varying, 'on_hold'::character varying, 'filled'::character varying, 'closed'::character varying, 'cancelled'::character varying])::text[]))),
    CONSTRAINT pay_currency_is_three_letters CHECK (((pay_currency)::text ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT pay_not_negative CHECK (((pay_min IS NULL) OR (pay_min >= (0)::numeric))),
    CONSTRAINT pay_range_in_order CHECK (((pay_min IS NULL) OR (pay_max IS NULL) OR (pay_min <= pay_max)))
);

CREATE TABLE public.ats_job_locations (
    id bigint NOT NULL,
    job_id uuid NOT NULL,
    location_id uuid NOT NULL
);

ALTER TABLE public.ats_job_locations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ats_job_locations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.ats_jobfamily (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    key character varying(40) NOT NULL,
    name character varying(80) NOT NULL,
    is_active boolean NOT NULL
);

CREATE TABLE public.ats_jobgroup (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    key character varying(40) NOT NULL,
    name character varying(80) NOT NULL,
    eeo_category character varying(4) NOT NULL,
    is_active boolean NOT NULL,
    CONSTRAINT job_group_eeo_known CHECK (((eeo_category)::text = ANY ((ARRAY['1.1'::character varying, '1.2'::character varying, '2'::character varying, '3'::character varying, '4'::character varying, '5'::character varying, '6'::character varying, '7'::character varying, '8'::character varying, '9'::character varying])::text[])))
);

CREATE TABLE public.ats_jobgroupobjectpermission (
    id bigint NOT NULL,
    content_object_id uuid NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);

ALTER TABLE public.ats_jobgroupobjectpermission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ats_jobgroupobjectpermission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.ats_joboverride (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    warnings jsonb NOT NULL,
    reason character varying(300) NOT NULL,
    created_by_id uuid,
    job_id uuid NOT NULL,
    CONSTRAINT job_override_says_why CHECK ((NOT ((reason)::text = ''::text)))
);

CREATE TABLE public.ats_jobpost (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    slug character varying(120) NOT NULL,
    title character varying(160) NOT NULL,
    description text NOT NULL,
    is_live boolean NOT NULL,
    published_at timestamp with time zone,
    shows_pay boolean NOT NULL,
    job_id uuid NOT NULL
);

CREATE TABLE public.ats_jobquestion (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    text character varying(300) NOT NULL,
    kind character varying(20) NOT NULL,
    choices jsonb NOT NULL,
    is_required boolean NOT NULL,
    "order" smallint NOT NULL,
    is_active boolean NOT NULL,
    job_id uuid NOT NULL,
    CONSTRAINT ats_jobquestion_order_check CHECK (("order" >= 0))
);

CREATE TABLE public.ats_jobtemplate (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    employment_type character varying(20) DEFAULT ''::character varying NOT NULL,
    remote_policy character varying(10) DEFAULT ''::character varying NOT NULL,
    flsa_status character varying(12) DEFAULT ''::character varying NOT NULL,
    eeo_category character varying(4) DEFAULT ''::character varying NOT NULL,
    is_technical boolean DEFAULT false NOT NULL,
    name character varying(120) NOT NULL,
    title character varying(160) NOT NULL,
    level character varying(40) NOT NULL,
    description text NOT NULL,
    questions jsonb NOT NULL,
    is_active boolean NOT NULL,
    department_id uuid,
    job_family_id uuid,
    job_group_id uuid,
    CONSTRAINT template_eeo_known CHECK (((eeo_category)::text = ANY ((ARRAY['1.1'::character varying, '1.2'::character varying, '2'::character varying, '3'::character varying, '4'::character varying, '5'::character varying, '6'::character varying, '7'::character varying, '8'::character varying, '9'::character varying, ''::character varying])::text[]))),
    CONSTRAINT template_employment_known CHECK (((employment_type)::text = ANY ((ARRAY['full_time'::character varying, 'part_time'::character varying, 'temporary'::character varying, 'contract'::character varying, 'internship'::character varying, 'apprenticeship'::character varying, ''::character varying])::text[]))),
    CONSTRAINT template_flsa_known CHECK (((flsa_status)::text = ANY ((ARRAY['exempt'::character varying, 'non_exempt'::character varying, ''::character varying])::text[]))),
    CONSTRAINT template_remote_policy_known CHECK (((remote_policy)::text = ANY ((ARRAY['on_site'::character varying, 'hybrid'::character varying, 'remote'::character varying, ''::character varying])::text[])))
);

CREATE TABLE public.ats_jobtemplate_locations (
    id bigint NOT NULL,
    jobtemplate_id uuid NOT NULL,
    location_id uuid NOT NULL
);

ALTER TABLE public.ats_jobtemplate_locations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ats_jobtemplate_locations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.ats_jobuserobjectpermission (
    id bigint NOT NULL,
    content_object_id uuid NOT NULL,
    permission_id integer NOT NULL,
    user_id uuid NOT NULL
);

ALTER TABLE public.ats_jobuserobjectpermission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ats_jobuserobjectpermission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.ats_jobversion (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    number integer NOT NULL,
    level character varying(40) NOT NULL,
    pay_min numeric(12,2),
    pay_max numeric(12,2),
    pay_currency character varying(3) NOT NULL,
    pay_unit character varying(10) NOT NULL,
    openings smallint NOT NULL,
    created_by_id uuid,
    department_id uuid NOT NULL,
    job_id uuid NOT NULL,
    CONSTRAINT ats_jobversion_number_check CHECK ((number >= 0)),
    CONSTRAINT ats_jobversion_openings_check CHECK ((openings >= 0)),
    CONSTRAINT job_version_pay_in_order CHECK (((pay_min IS NULL) OR (pay_max IS NULL) OR ((pay_min >= (0)::numeric) AND (pay_min <= pay_max))))
);

CREATE TABLE public.ats_location (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(120) NOT NULL,
    city character varying(120) NOT NULL,
    country character varying(2) NOT NULL,
    is_remote boolean NOT NULL,
    time_zone character varying(60) NOT NULL,
    calendar_id uuid,
    region_id uuid,
    CONSTRAINT country_is_two_letters CHECK ((((country)::text = ''::text) OR ((country)::text ~ '^[A-Z]{2}$'::text)))
);

CREATE TABLE public.ats_matchkey (
    id bigint NOT NULL,
    key character varying(80) NOT NULL,
    bucket smallint NOT NULL,
    candidate_id uuid NOT NULL,
    CONSTRAINT ats_matchkey_bucket_check CHECK ((bucket >= 0))
);

ALTER TABLE public.ats_matchkey ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ats_matchkey_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.ats_note (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    body text NOT NULL,
    application_id uuid,
    author_id uuid,
    candidate_id uuid NOT NULL
);

CREATE TABLE public.ats_note_mentions (
    id bigint NOT NULL,
    note_id uuid NOT NULL,
    user_id uuid NOT NULL
);

ALTER TABLE public.ats_note_mentions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ats_note_mentions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.ats_offer (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    status character varying(20) NOT NULL,
    version integer NOT NULL,
    approved_version integer,
    expires_at timestamp with time zone,
    sent_at timestamp with time zone,
    resolved_at timestamp with time zone,
    signed_name character varying(200) NOT NULL,
    decline_reason character varying(500) NOT NULL,
    custom_fields jsonb NOT NULL,
    withdrawal_reason character varying(500) NOT NULL,
    application_id uuid NOT NULL,
    opening_id uuid,
    decline_kind character varying(12) DEFAULT ''::character varying NOT NULL,
    CONSTRAINT accepted_offer_is_signed CHECK (((NOT ((status)::text = 'accepted'::text)) OR ((resolved_at IS NOT NULL) AND (NOT ((signed_name)::text = ''::text))))),
    CONSTRAINT ats_offer_approved_version_check CHECK ((approved_version >= 0)),
    CONSTRAINT ats_offer_version_check CHECK ((version >= 0)),
    CONSTRAINT offer_in_hand_is_approved_as_it_stands CHECK (((NOT ((status)::text = ANY ((ARRAY['approved'::character varying, 'sent'::character varying, 'accepted'::character varying])::text[]))) OR ((approved_version = version) AND (approved_version IS NOT NULL)))),
    CONSTRAINT offer_status_known CHECK (((status)::text = ANY ((ARRAY['draft'::character varying, 'pending_approval'::character varying, 'approved'::character varying, 'sent'::character varying, 'accepted'::character varying, 'declined'::character varying, 'withdrawn'::character varying, 'expired'::character varying])::text[]))),
    CONSTRAINT sent_offer_expires CHECK (((NOT ((status)::text = 'sent'::text)) OR ((expires_at IS NOT NULL) AND (sent_at IS NOT NULL))))
);

CREATE TABLE public.ats_offerletter (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    template_version integer NOT NULL,
    text text NOT NULL,
    file_id uuid NOT NULL,
    offer_id uuid NOT NULL,
    signed_file_id uuid,
    template_id uuid,
    CONSTRAINT ats_offerletter_template_version_check CHECK ((template_version >= 0)),
    CONSTRAINT ats_offerletter_version_check CHECK ((version >= 0))
);

CREATE TABLE public.ats_offerlettertemplate (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(120) NOT NULL,
    body text NOT NULL,
    version integer NOT NULL,
    is_active boolean NOT NULL,
    region_id uuid,
    CONSTRAINT ats_offerlettertemplate_version_check CHECK ((version >= 0))
);

CREATE TABLE public.ats_offerversion (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    number integer NOT NULL,
    salary_amount numeric(12,2) NOT NULL,
    salary_currency character varying(3) NOT NULL,
    salary_unit character varying(10) NOT NULL,
    bonus character varying(120) NOT NULL,
    equity character varying(120) NOT NULL,
    start_date date,
    created_by_id uuid,
    offer_id uuid NOT NULL,
    CONSTRAINT ats_offerversion_number_check CHECK ((number >= 0)),
    CONSTRAINT offered_salary_is_positive CHECK ((salary_amount > (0)::numeric))
);

CREATE TABLE public.ats_opening (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    opening_id character varying(40) NOT NULL,
    target_start_date date,
    opened_at timestamp with time zone,
    closed_at timestamp with time zone,
    application_id uuid,
    job_id uuid NOT NULL
);

CREATE TABLE public.ats_ownershippolicy (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    lock_days smallint NOT NULL,
    CONSTRAINT ats_ownershippolicy_lock_days_check CHECK ((lock_days >= 0))
);

CREATE TABLE public.ats_ownershiprequest (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    reason character varying(300) NOT NULL,
    status character varying(10) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    answered_at timestamp with time zone,
    answer character varying(300) NOT NULL,
    dispute_reason character varying(300) NOT NULL,
    answered_by_id uuid,
    asked_by_id uuid NOT NULL,
    candidate_id uuid NOT NULL,
    owner_id uuid,
    CONSTRAINT ownership_status_known CHECK (((status)::text = ANY ((ARRAY['asked'::character varying, 'disputed'::character varying, 'granted'::character varying, 'refused'::character varying, 'withdrawn'::character varying])::text[])))
);

CREATE TABLE public.ats_referral (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    first_name character varying(120) NOT NULL,
    last_name character varying(120) NOT NULL,
    email_index character varying(64) NOT NULL,
    relation character varying(20) NOT NULL,
    reason text NOT NULL,
    joined boolean NOT NULL,
    application_id uuid NOT NULL,
    job_id uuid NOT NULL,
    referred_by_id uuid NOT NULL,
    CONSTRAINT referral_relation_known CHECK (((relation)::text = ANY ((ARRAY['worked_together'::character varying, 'managed'::character varying, 'studied_together'::character varying, 'professional'::character varying, 'private'::character varying, 'other'::character varying])::text[]))),
    CONSTRAINT referral_says_why CHECK ((NOT (reason = ''::text)))
);

CREATE TABLE public.ats_region (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    key character varying(40) NOT NULL,
    name character varying(80) NOT NULL
);

CREATE TABLE public.ats_rejectionreason (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    key character varying(60) NOT NULL,
    name character varying(160) NOT NULL,
    type character varying(20) NOT NULL,
    is_active boolean NOT NULL
);

CREATE TABLE public.ats_requiredfieldrule (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(120) NOT NULL,
    fields character varying(80)[] NOT NULL,
    stage character varying(12) NOT NULL,
    milestone character varying(60) NOT NULL,
    condition jsonb NOT NULL,
    is_active boolean NOT NULL,
    role_id uuid,
    CONSTRAINT required_field_rule_names_fields CHECK ((
CASE
    WHEN (fields IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(fields, 1), 0)
END > 0)),
    CONSTRAINT required_field_stage_known CHECK (((stage)::text = ANY ((ARRAY['lead'::character varying, 'applied'::character varying, 'screening'::character varying, 'assessment'::character varying, 'interview'::character varying, 'offer'::character varying, 'pre_boarding'::character varying, 'started'::character varying, ''::character varying])::text[]))),
    CONSTRAINT required_fields_for_stage_or_milestone CHECK (((((stage)::text = ''::text) OR ((milestone)::text = ''::text)) AND (1 = (
CASE
    WHEN ((stage)::text = ''::text) THEN 1
    ELSE 0
END +
CASE
    WHEN ((milestone)::text = ''::text) THEN 1
    ELSE 0
END))))
);

CREATE TABLE public.ats_scorecard (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    overall_recommendation character varying(20) NOT NULL,
    attributes jsonb NOT NULL,
    note text NOT NULL,
    submitted_at timestamp with time zone,
    interview_id uuid NOT NULL,
    interviewer_id uuid NOT NULL,
    CONSTRAINT submitted_scorecard_recommends CHECK (((submitted_at IS NULL) OR (NOT ((overall_recommendation)::text = ''::text))))
);

CREATE TABLE public.ats_selfidentification (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    answers text NOT NULL,
    collected_at timestamp with time zone NOT NULL,
    origin character varying(20) NOT NULL,
    application_id uuid,
    candidate_id uuid NOT NULL
);

CREATE TABLE public.ats_selfidentificationquestion (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    region character varying(40) NOT NULL,
    key character varying(60) NOT NULL,
    version integer NOT NULL,
    text character varying(300) NOT NULL,
    explanation text NOT NULL,
    options jsonb NOT NULL,
    takes_several boolean NOT NULL,
    "position" smallint NOT NULL,
    form_number character varying(60) NOT NULL,
    form_expires_date date,
    is_active boolean NOT NULL,
    CONSTRAINT ats_selfidentificationquestion_position_check CHECK (("position" >= 0)),
    CONSTRAINT ats_selfidentificationquestion_version_check CHECK ((version >= 0))
);

CREATE TABLE public.ats_source (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    key character varying(60) NOT NULL,
    name character varying(120) NOT NULL,
    kind character varying(60) NOT NULL,
    is_active boolean NOT NULL
);

CREATE TABLE public.ats_sourcetouch (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    at timestamp with time zone NOT NULL,
    detail jsonb NOT NULL,
    application_id uuid,
    candidate_id uuid NOT NULL,
    source_id uuid NOT NULL
);

CREATE TABLE public.ats_task (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    title character varying(200) NOT NULL,
    due_date date,
    done_at timestamp with time zone,
    application_id uuid,
    assigned_to_id uuid NOT NULL,
    created_by_id uuid,
    done_by_id uuid,
    CONSTRAINT task_done_by_when_done CHECK (((done_at IS NOT NULL) OR (done_by_id IS NULL))),
    CONSTRAINT task_says_what CHECK ((NOT ((title)::text = ''::text)))
);

CREATE TABLE public.ats_user (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    is_superuser boolean NOT NULL,
    email character varying(254) NOT NULL,
    first_name character varying(80) NOT NULL,
    last_name character varying(80) NOT NULL,
    title character varying(120) NOT NULL,
    time_zone character varying(60) NOT NULL,
    theme character varying(10) NOT NULL,
    is_active boolean NOT NULL,
    is_staff boolean NOT NULL,
    is_service boolean NOT NULL,
    manager_id uuid,
    department_id uuid,
    language character varying(10) DEFAULT ''::character varying NOT NULL
);

CREATE TABLE public.ats_user_groups (
    id bigint NOT NULL,
    user_id uuid NOT NULL,
    group_id integer NOT NULL
);

ALTER TABLE public.ats_user_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ats_user_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.ats_user_user_permissions (
    id bigint NOT NULL,
    user_id uuid NOT NULL,
    permission_id integer NOT NULL
);

ALTER TABLE public.ats_user_user_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ats_user_user_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);

ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);

ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);

ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.axes_accessattempt (
    id integer NOT NULL,
    user_agent character varying(255) NOT NULL,
    ip_address inet,
    username character varying(255),
    http_accept character varying(1025) NOT NULL,
    path_info character varying(255) NOT NULL,
    attempt_time timestamp with time zone NOT NULL,
    get_data text NOT NULL,
    post_data text NOT NULL,
    failures_since_start integer NOT NULL,
    CONSTRAINT axes_accessattempt_failures_since_start_check CHECK ((failures_since_start >= 0))
);

ALTER TABLE public.axes_accessattempt ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.axes_accessattempt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.axes_accessattemptexpiration (
    access_attempt_id integer NOT NULL,
    expires_at timestamp with time zone NOT NULL
);

CREATE TABLE public.axes_accessfailurelog (
    id integer NOT NULL,
    user_agent character varying(255) NOT NULL,
    ip_address inet,
    username character varying(255),
    http_accept character varying(1025) NOT NULL,
    path_info character varying(255) NOT NULL,
    attempt_time timestamp with time zone NOT NULL,
    locked_out boolean NOT NULL
);

ALTER TABLE public.axes_accessfailurelog ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.axes_accessfailurelog_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.axes_accesslog (
    id integer NOT NULL,
    user_agent character varying(255) NOT NULL,
    ip_address inet,
    username character varying(255),
    http_accept character varying(1025) NOT NULL,
    path_info character varying(255) NOT NULL,
    attempt_time timestamp with time zone NOT NULL,
    logout_time timestamp with time zone,
    session_hash character varying(64) NOT NULL
);

ALTER TABLE public.axes_accesslog ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.axes_accesslog_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.comms_consent (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    purpose character varying(20) NOT NULL,
    channel character varying(20) NOT NULL,
    jurisdiction character varying(40) NOT NULL,
    lawful_basis character varying(40) NOT NULL,
    status character varying(12) NOT NULL,
    text_sha256 character varying(64) NOT NULL,
    captured_at timestamp with time zone NOT NULL,
    captured_by character varying(20) NOT NULL,
    method character varying(20) NOT NULL,
    form_url character varying(300) NOT NULL,
    proof text NOT NULL,
    locale character varying(10) NOT NULL,
    expires_at timestamp with time zone,
    application_id uuid,
    candidate_id uuid NOT NULL,
    text_id uuid NOT NULL,
    recorded_by_id uuid
);

CREATE TABLE public.comms_consenttext (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    purpose character varying(20) NOT NULL,
    region character varying(40) NOT NULL,
    version integer NOT NULL,
    text text NOT NULL,
    keep_days integer NOT NULL,
    is_required boolean NOT NULL,
    is_active boolean NOT NULL,
    CONSTRAINT comms_consenttext_keep_days_check CHECK ((keep_days >= 0)),
    CONSTRAINT comms_consenttext_version_check CHECK ((version >= 0))
);

CREATE TABLE public.comms_historicalconsenttext (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    purpose character varying(20) NOT NULL,
    region character varying(40) NOT NULL,
    version integer NOT NULL,
    text text NOT NULL,
    keep_days integer NOT NULL,
    is_required boolean NOT NULL,
    is_active boolean NOT NULL,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    history_user_id uuid,
    CONSTRAINT comms_historicalconsenttext_keep_days_check CHECK ((keep_days >= 0)),
    CONSTRAINT comms_historicalconsenttext_version_check CHECK ((version >= 0))
);

CREATE TABLE public.comms_historicalsuppression (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    address_index character varying(64) NOT NULL,
    reason character varying(40) NOT NULL,
    since timestamp with time zone NOT NULL,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    history_user_id uuid
);

CREATE TABLE public.comms_historicaltemplate (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    key character varying(60) NOT NULL,
    name character varying(120) NOT NULL,
    message_class character varying(20) NOT NULL,
    subject character varying(200) NOT NULL,
    body text NOT NULL,
    version integer NOT NULL,
    is_active boolean NOT NULL,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    history_user_id uuid,
    CONSTRAINT comms_historicaltemplate_version_check CHECK ((version >= 0))
);

CREATE TABLE public.comms_message (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    message_class character varying(20) NOT NULL,
    template_version integer,
    to_address text NOT NULL,
    subject text NOT NULL,
    body_text text NOT NULL,
    body_html text NOT NULL,
    calendar text NOT NULL,
    calendar_method character varying(10) NOT NULL,
    purpose character varying(60) NOT NULL,
    key character varying(200) NOT NULL,
    status character varying(12) NOT NULL,
    status_reason character varying(300) NOT NULL,
    send_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    sent_at timestamp with time zone,
    attempt smallint NOT NULL,
    leased_until timestamp with time zone,
    harmless_twice boolean NOT NULL,
    to_name text NOT NULL,
    application_id uuid,
    candidate_id uuid,
    queued_by_id uuid,
    recipient_id uuid,
    template_id uuid,
    address_index character varying(64) DEFAULT ''::character varying NOT NULL,
    tries smallint DEFAULT 0 NOT NULL,
    attachment_id uuid,
    CONSTRAINT comms_message_attempt_check CHECK ((attempt >= 0)),
    CONSTRAINT comms_message_template_version_check CHECK ((template_version >= 0)),
    CONSTRAINT comms_message_tries_check CHECK ((tries >= 0)),
    CONSTRAINT message_has_one_addressee CHECK ((((candidate_id IS NOT NULL) AND (recipient_id IS NULL)) OR ((candidate_id IS NULL) AND (recipient_id IS NOT NULL)))),
    CONSTRAINT message_status_known CHECK (((status)::text = ANY ((ARRAY['queued'::character varying, 'sending'::character varying, 'sent'::character varying, 'in_doubt'::character varying, 'failed'::character varying, 'dead'::character varying, 'cancelled'::character varying, 'suppressed'::character varying])::text[]))),
    CONSTRAINT sending_has_a_lease CHECK (((NOT ((status)::text = 'sending'::text)) OR (leased_until IS NOT NULL))),
    CONSTRAINT sent_has_its_time CHECK (((NOT ((status)::text = 'sent'::text)) OR (sent_at IS NOT NULL)))
)
WITH (fillfactor='80', autovacuum_vacuum_scale_factor='0.01', autovacuum_vacuum_threshold='500', autovacuum_analyze_scale_factor='0.02', autovacuum_analyze_threshold='500');

CREATE TABLE public.comms_suppression (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    address_index character varying(64) NOT NULL,
    reason character varying(40) NOT NULL,
    since timestamp with time zone NOT NULL
);

CREATE TABLE public.comms_template (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    key character varying(60) NOT NULL,
    name character varying(120) NOT NULL,
    message_class character varying(20) NOT NULL,
    subject character varying(200) NOT NULL,
    body text NOT NULL,
    version integer NOT NULL,
    is_active boolean NOT NULL,
    CONSTRAINT comms_template_version_check CHECK ((version >= 0))
);

CREATE TABLE public.django_admin_log (
    id integer NOT NULL,
    action_time timestamp with time zone NOT NULL,
    object_id text,
    object_repr character varying(200) NOT NULL,
    action_flag smallint NOT NULL,
    change_message text NOT NULL,
    content_type_id integer,
    user_id uuid NOT NULL,
    CONSTRAINT django_admin_log_action_flag_check CHECK ((action_flag >= 0))
);

ALTER TABLE public.django_admin_log ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_admin_log_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);

ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL
);

CREATE TABLE public.guardian_groupobjectpermission (
    id integer NOT NULL,
    object_pk character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);

ALTER TABLE public.guardian_groupobjectpermission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.guardian_groupobjectpermission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.guardian_userobjectpermission (
    id integer NOT NULL,
    object_pk character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    permission_id integer NOT NULL,
    user_id uuid NOT NULL
);

ALTER TABLE public.guardian_userobjectpermission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.guardian_userobjectpermission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.kernel_absence (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    deputy_id uuid,
    person_id uuid NOT NULL,
    CONSTRAINT absence_ends_later CHECK ((ends_at > starts_at)),
    CONSTRAINT nobody_covers_for_themselves CHECK (((deputy_id IS NULL) OR (NOT ((deputy_id = person_id) AND (deputy_id IS NOT NULL)))))
);

CREATE TABLE public.kernel_apikey (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(120) NOT NULL,
    secret_hash character varying(64) NOT NULL,
    scopes character varying(80)[] NOT NULL,
    expires_at timestamp with time zone,
    revoked_at timestamp with time zone,
    last_used_at timestamp with time zone,
    user_id uuid NOT NULL,
    kind character varying(12) DEFAULT 'key'::character varying NOT NULL,
    previous_ends_at timestamp with time zone,
    previous_hash character varying(64) DEFAULT ''::character varying NOT NULL,
    previous_used_at timestamp with time zone,
    rotation_days smallint,
    secret_made_at timestamp with time zone,
    CONSTRAINT api_key_kind_known CHECK (((kind)::text = ANY ((ARRAY['key'::character varying, 'oauth_client'::character varying])::text[]))),
    CONSTRAINT kernel_apikey_rotation_days_check CHECK ((rotation_days >= 0))
);

CREATE TABLE public.kernel_approvalflow (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    key character varying(60) NOT NULL,
    name character varying(120) NOT NULL,
    subject_type character varying(40) NOT NULL,
    is_active boolean NOT NULL
);

CREATE TABLE public.kernel_approvalflowstep (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    "order" smallint NOT NULL,
    name character varying(120) NOT NULL,
    resolver character varying(60) NOT NULL,
    quorum smallint NOT NULL,
    condition jsonb NOT NULL,
    due_minutes integer,
    flow_id uuid NOT NULL,
    CONSTRAINT flow_step_asks_somebody CHECK ((quorum >= 1)),
    CONSTRAINT kernel_approvalflowstep_due_minutes_check CHECK ((due_minutes >= 0)),
    CONSTRAINT kernel_approvalflowstep_order_check CHECK (("order" >= 0)),
    CONSTRAINT kernel_approvalflowstep_quorum_check CHECK ((quorum >= 0))
);

CREATE TABLE public.kernel_approvalrequest (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    subject_type character varying(40) NOT NULL,
    subject_id uuid NOT NULL,
    version integer NOT NULL,
    status character varying(12) NOT NULL,
    decision character varying(20) NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    resolved_at timestamp with time zone,
    note character varying(1000) NOT NULL,
    override_reason character varying(1000) NOT NULL,
    flow_id uuid NOT NULL,
    overridden_by_id uuid,
    requested_by_id uuid NOT NULL,
    CONSTRAINT approval_decision_known CHECK (((decision)::text = ANY ((ARRAY['approve'::character varying, 'reject'::character varying, 'request_changes'::character varying, ''::character varying])::text[]))),
    CONSTRAINT approval_status_known CHECK (((status)::text = ANY ((ARRAY['pending'::character varying, 'approved'::character varying, 'rejected'::character varying, 'cancelled'::character varying])::text[]))),
    CONSTRAINT kernel_approvalrequest_version_check CHECK ((version >= 0)),
    CONSTRAINT override_says_why CHECK (((overridden_by_id IS NULL) OR (NOT ((override_reason)::text = ''::text)))),
    CONSTRAINT resolved_approval_has_its_time CHECK ((((status)::text = 'pending'::text) OR (resolved_at IS NOT NULL)))
);

CREATE TABLE public.kernel_approvalstep (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    "order" smallint NOT NULL,
    name character varying(120) NOT NULL,
    quorum smallint NOT NULL,
    status character varying(12) NOT NULL,
    due_minutes integer,
    due_at timestamp with time zone,
    decided_at timestamp with time zone,
    reason character varying(500) NOT NULL,
    problem character varying(300) NOT NULL,
    request_id uuid NOT NULL,
    CONSTRAINT approval_step_needs_somebody CHECK ((quorum >= 1)),
    CONSTRAINT approval_step_status_known CHECK (((status)::text = ANY ((ARRAY['waiting'::character varying, 'pending'::character varying, 'approved'::character varying, 'rejected'::character varying, 'skipped'::character varying, 'cancelled'::character varying])::text[]))),
    CONSTRAINT kernel_approvalstep_due_minutes_check CHECK ((due_minutes >= 0)),
    CONSTRAINT kernel_approvalstep_order_check CHECK (("order" >= 0)),
    CONSTRAINT kernel_approvalstep_quorum_check CHECK ((quorum >= 0))
);

CREATE TABLE public.kernel_approver (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    delegated_until timestamp with time zone,
    delegation_reason character varying(300) NOT NULL,
    decision character varying(20) NOT NULL,
    decided_at timestamp with time zone,
    note character varying(1000) NOT NULL,
    decided_by_id uuid,
    delegated_from_id uuid,
    step_id uuid NOT NULL,
    user_id uuid NOT NULL,
    CONSTRAINT approver_decision_known CHECK (((decision)::text = ANY ((ARRAY['approve'::character varying, 'reject'::character varying, 'request_changes'::character varying, ''::character varying])::text[]))),
    CONSTRAINT decision_has_person_and_time CHECK ((((decision)::text = ''::text) OR ((decided_at IS NOT NULL) AND (decided_by_id IS NOT NULL))))
);

CREATE TABLE public.kernel_auditentry (
    id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    deed character varying(80) NOT NULL,
    actor_id uuid,
    subject_type character varying(60) NOT NULL,
    subject_id uuid,
    outcome character varying(10) NOT NULL,
    codes jsonb NOT NULL,
    sequence bigint,
    previous_hash character varying(64) NOT NULL,
    hash character varying(64) NOT NULL,
    CONSTRAINT audit_outcome_known CHECK (((outcome)::text = ANY ((ARRAY['allowed'::character varying, 'refused'::character varying, 'done'::character varying])::text[]))),
    CONSTRAINT audit_sealed_entry_has_its_hash CHECK (((((hash)::text = ''::text) AND (sequence IS NULL)) OR ((sequence > 0) AND (NOT ((hash)::text = ''::text)))))
);

CREATE TABLE public.kernel_calendar (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    key character varying(60) NOT NULL,
    name character varying(120) NOT NULL,
    time_zone character varying(60) NOT NULL,
    weekly_hours jsonb NOT NULL,
    holiday_country character varying(2) NOT NULL,
    holiday_subdivision character varying(10) NOT NULL,
    extra_holidays jsonb NOT NULL,
    is_default boolean NOT NULL,
    version integer NOT NULL,
    CONSTRAINT kernel_calendar_version_check CHECK ((version >= 0))
);

CREATE TABLE public.kernel_defaultview (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    page character varying(30) NOT NULL,
    user_id uuid NOT NULL,
    view_id uuid NOT NULL
);

CREATE TABLE public.kernel_delivery (
    id bigint NOT NULL,
    state character varying(10) NOT NULL,
    attempt integer NOT NULL,
    crashes smallint NOT NULL,
    failures smallint NOT NULL,
    leased_until timestamp with time zone,
    not_before timestamp with time zone,
    reason character varying(300) NOT NULL,
    handler character varying(100) NOT NULL,
    subject_id uuid NOT NULL,
    sequence bigint NOT NULL,
    bulk boolean NOT NULL,
    done_at timestamp with time zone,
    event_id uuid NOT NULL,
    CONSTRAINT delivery_state_known CHECK (((state)::text = ANY ((ARRAY['waiting'::character varying, 'done'::character varying, 'stale'::character varying, 'cancelled'::character varying, 'dead'::character varying])::text[]))),
    CONSTRAINT kernel_delivery_attempt_check CHECK ((attempt >= 0)),
    CONSTRAINT kernel_delivery_crashes_check CHECK ((crashes >= 0)),
    CONSTRAINT kernel_delivery_failures_check CHECK ((failures >= 0))
)
WITH (fillfactor='70', autovacuum_vacuum_scale_factor='0.01', autovacuum_vacuum_threshold='500', autovacuum_analyze_scale_factor='0.02', autovacuum_analyze_threshold='500');

ALTER TABLE public.kernel_delivery ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.kernel_delivery_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.kernel_event (
    id uuid NOT NULL,
    sequence bigint NOT NULL,
    type character varying(80) NOT NULL,
    schema smallint NOT NULL,
    subject_type character varying(60) NOT NULL,
    subject_id uuid NOT NULL,
    data jsonb NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    origin character varying(12) NOT NULL,
    actor_id uuid,
    CONSTRAINT kernel_event_schema_check CHECK ((schema >= 0))
);

ALTER TABLE public.kernel_event ALTER COLUMN sequence ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.kernel_event_sequence_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.kernel_exportedpeople (
    id bigint NOT NULL,
    ids uuid[] NOT NULL,
    run_id uuid NOT NULL
);

ALTER TABLE public.kernel_exportedpeople ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.kernel_exportedpeople_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.kernel_exportrun (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    noun character varying(40) NOT NULL,
    format character varying(8) NOT NULL,
    status character varying(20) NOT NULL,
    query text NOT NULL,
    columns character varying(80)[] NOT NULL,
    sensitivities character varying(12)[] NOT NULL,
    with_bom boolean NOT NULL,
    reason character varying(500) NOT NULL,
    expected_rows integer NOT NULL,
    rights jsonb NOT NULL,
    attempts smallint NOT NULL,
    started_at timestamp with time zone,
    ready_at timestamp with time zone,
    expires_at timestamp with time zone,
    ended_at timestamp with time zone,
    rows integer,
    sha256 character varying(64) NOT NULL,
    size bigint,
    downloads integer NOT NULL,
    problem character varying(300) NOT NULL,
    approval_id uuid,
    file_id uuid,
    requested_by_id uuid NOT NULL,
    CONSTRAINT export_asked_for_has_rows CHECK (((NOT ((status)::text = 'awaiting_approval'::text)) OR (expected_rows > 0))),
    CONSTRAINT export_format_known CHECK (((format)::text = ANY ((ARRAY['csv'::character varying, 'xlsx'::character varying, 'parquet'::character varying])::text[]))),
    CONSTRAINT export_has_a_file_while_ready CHECK ((((expires_at IS NOT NULL) AND (file_id IS NOT NULL) AND ((status)::text = 'ready'::text)) OR ((NOT ((status)::text = 'ready'::text)) AND (file_id IS NULL)))),
    CONSTRAINT export_says_why CHECK ((NOT ((reason)::text = ''::text))),
    CONSTRAINT export_status_known CHECK (((status)::text = ANY ((ARRAY['awaiting_approval'::character varying, 'queued'::character varying, 'running'::character varying, 'ready'::character varying, 'expired'::character varying, 'withdrawn'::character varying, 'refused'::character varying, 'failed'::character varying])::text[]))),
    CONSTRAINT kernel_exportrun_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT kernel_exportrun_downloads_check CHECK ((downloads >= 0)),
    CONSTRAINT kernel_exportrun_expected_rows_check CHECK ((expected_rows >= 0)),
    CONSTRAINT kernel_exportrun_rows_check CHECK ((rows >= 0)),
    CONSTRAINT kernel_exportrun_size_check CHECK ((size >= 0))
);

CREATE TABLE public.kernel_filepage (
    id bigint NOT NULL,
    number smallint NOT NULL,
    path character varying(200) NOT NULL,
    width smallint NOT NULL,
    height smallint NOT NULL,
    words jsonb NOT NULL,
    file_id uuid NOT NULL,
    CONSTRAINT kernel_filepage_height_check CHECK ((height >= 0)),
    CONSTRAINT kernel_filepage_number_check CHECK ((number >= 0)),
    CONSTRAINT kernel_filepage_width_check CHECK ((width >= 0))
);

ALTER TABLE public.kernel_filepage ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.kernel_filepage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.kernel_freeze (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(120) NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    CONSTRAINT freeze_ends_after_start CHECK ((ends_at > starts_at))
);

CREATE TABLE public.kernel_heartbeat (
    worker character varying(120) NOT NULL,
    started_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    beat_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    done bigint NOT NULL,
    lane character varying(20) DEFAULT ''::character varying NOT NULL,
    CONSTRAINT kernel_heartbeat_done_check CHECK ((done >= 0))
);

CREATE TABLE public.kernel_historicalabsence (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    deputy_id uuid,
    history_user_id uuid,
    person_id uuid
);

CREATE TABLE public.kernel_historicalapikey (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(120) NOT NULL,
    scopes character varying(80)[] NOT NULL,
    expires_at timestamp with time zone,
    revoked_at timestamp with time zone,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    history_user_id uuid,
    user_id uuid,
    kind character varying(12) DEFAULT 'key'::character varying NOT NULL,
    previous_ends_at timestamp with time zone,
    rotation_days smallint,
    secret_made_at timestamp with time zone,
    CONSTRAINT kernel_historicalapikey_rotation_days_check CHECK ((rotation_days >= 0))
);

CREATE TABLE public.kernel_historicalapprovalflow (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    key character varying(60) NOT NULL,
    name character varying(120) NOT NULL,
    subject_type character varying(40) NOT NULL,
    is_active boolean NOT NULL,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    history_user_id uuid
);

CREATE TABLE public.kernel_historicalapprovalflowstep (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    "order" smallint NOT NULL,
    name character varying(120) NOT NULL,
    resolver character varying(60) NOT NULL,
    quorum smallint NOT NULL,
    condition jsonb NOT NULL,
    due_minutes integer,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    flow_id uuid,
    history_user_id uuid,
    CONSTRAINT kernel_historicalapprovalflowstep_due_minutes_check CHECK ((due_minutes >= 0)),
    CONSTRAINT kernel_historicalapprovalflowstep_order_check CHECK (("order" >= 0)),
    CONSTRAINT kernel_historicalapprovalflowstep_quorum_check CHECK ((quorum >= 0))
);

CREATE TABLE public.kernel_historicalapprovalrequest (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    subject_type character varying(40) NOT NULL,
    subject_id uuid NOT NULL,
    version integer NOT NULL,
    status character varying(12) NOT NULL,
    decision character varying(20) NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    resolved_at timestamp with time zone,
    note character varying(1000) NOT NULL,
    override_reason character varying(1000) NOT NULL,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    flow_id uuid,
    history_user_id uuid,
    overridden_by_id uuid,
    requested_by_id uuid,
    CONSTRAINT kernel_historicalapprovalrequest_version_check CHECK ((version >= 0))
);

CREATE TABLE public.kernel_historicalapprover (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    delegated_until timestamp with time zone,
    delegation_reason character varying(300) NOT NULL,
    decision character varying(20) NOT NULL,
    decided_at timestamp with time zone,
    note character varying(1000) NOT NULL,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    decided_by_id uuid,
    delegated_from_id uuid,
    history_user_id uuid,
    step_id uuid,
    user_id uuid
);

CREATE TABLE public.kernel_historicalcalendar (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    key character varying(60) NOT NULL,
    name character varying(120) NOT NULL,
    time_zone character varying(60) NOT NULL,
    weekly_hours jsonb NOT NULL,
    holiday_country character varying(2) NOT NULL,
    holiday_subdivision character varying(10) NOT NULL,
    extra_holidays jsonb NOT NULL,
    is_default boolean NOT NULL,
    version integer NOT NULL,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    history_user_id uuid,
    CONSTRAINT kernel_historicalcalendar_version_check CHECK ((version >= 0))
);

CREATE TABLE public.kernel_historicalexportrun (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    noun character varying(40) NOT NULL,
    format character varying(8) NOT NULL,
    status character varying(20) NOT NULL,
    query text NOT NULL,
    columns character varying(80)[] NOT NULL,
    sensitivities character varying(12)[] NOT NULL,
    with_bom boolean NOT NULL,
    reason character varying(500) NOT NULL,
    expected_rows integer NOT NULL,
    rights jsonb NOT NULL,
    attempts smallint NOT NULL,
    started_at timestamp with time zone,
    ready_at timestamp with time zone,
    expires_at timestamp with time zone,
    ended_at timestamp with time zone,
    rows integer,
    sha256 character varying(64) NOT NULL,
    size bigint,
    downloads integer NOT NULL,
    problem character varying(300) NOT NULL,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    approval_id uuid,
    file_id uuid,
    history_user_id uuid,
    requested_by_id uuid,
    CONSTRAINT kernel_historicalexportrun_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT kernel_historicalexportrun_downloads_check CHECK ((downloads >= 0)),
    CONSTRAINT kernel_historicalexportrun_expected_rows_check CHECK ((expected_rows >= 0)),
    CONSTRAINT kernel_historicalexportrun_rows_check CHECK ((rows >= 0)),
    CONSTRAINT kernel_historicalexportrun_size_check CHECK ((size >= 0))
);

CREATE TABLE public.kernel_historicalfreeze (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(120) NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    history_user_id uuid
);

CREATE TABLE public.kernel_historicalimportmapping (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    noun character varying(40) NOT NULL,
    name character varying(120) NOT NULL,
    columns jsonb NOT NULL,
    fingerprint character varying(64) NOT NULL,
    mapping jsonb NOT NULL,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    created_by_id uuid,
    history_user_id uuid
);

CREATE TABLE public.kernel_historicalimportrun (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    noun character varying(40) NOT NULL,
    status character varying(12) NOT NULL,
    name character varying(200) NOT NULL,
    encoding character varying(20) NOT NULL,
    separator character varying(1) NOT NULL,
    columns jsonb NOT NULL,
    mapping jsonb NOT NULL,
    duplicates character varying(8) NOT NULL,
    options jsonb NOT NULL,
    counts jsonb NOT NULL,
    problem character varying(300) NOT NULL,
    committed_at timestamp with time zone,
    rolled_back_at timestamp with time zone,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    created_by_id uuid,
    file_id uuid,
    history_user_id uuid,
    sha256 character varying(64) DEFAULT ''::character varying NOT NULL,
    saved_mapping_id uuid
);

CREATE TABLE public.kernel_historicalnoticepreference (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    kind character varying(60) NOT NULL,
    way character varying(10) NOT NULL,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    history_user_id uuid,
    user_id uuid
);

CREATE TABLE public.kernel_historicalrole (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    key character varying(40) NOT NULL,
    name character varying(80) NOT NULL,
    description character varying(300) NOT NULL,
    permissions character varying(60)[] NOT NULL,
    offered character varying(60)[] NOT NULL,
    default_scope character varying(20) NOT NULL,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    history_user_id uuid,
    needs_second_factor boolean DEFAULT false NOT NULL
);

CREATE TABLE public.kernel_historicalroleassignment (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    scope character varying(20) NOT NULL,
    unit_id uuid,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    history_user_id uuid,
    user_id uuid,
    role_id uuid
);

CREATE TABLE public.kernel_historicalsavedview (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    page character varying(30) NOT NULL,
    name character varying(60) NOT NULL,
    query character varying(2000) NOT NULL,
    sharing character varying(8) NOT NULL,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    history_user_id uuid,
    owner_id uuid,
    role_id uuid
);

CREATE TABLE public.kernel_historicalwebhookendpoint (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    url character varying(500) NOT NULL,
    description character varying(200) NOT NULL,
    event_types character varying(80)[] NOT NULL,
    is_active boolean NOT NULL,
    off_reason character varying(10) NOT NULL,
    off_at timestamp with time zone,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    history_user_id uuid
);

CREATE TABLE public.kernel_idempotentrequest (
    id bigint NOT NULL,
    principal character varying(80) NOT NULL,
    route character varying(200) NOT NULL,
    key_hash character varying(64) NOT NULL,
    body_hash character varying(64) NOT NULL,
    status smallint,
    headers jsonb NOT NULL,
    body text NOT NULL,
    kept_until timestamp with time zone NOT NULL,
    attempt integer DEFAULT 0 NOT NULL,
    has_effect boolean DEFAULT false NOT NULL,
    leased_until timestamp with time zone,
    CONSTRAINT kernel_idempotentrequest_attempt_check CHECK ((attempt >= 0)),
    CONSTRAINT kernel_idempotentrequest_status_check CHECK ((status >= 0))
);

ALTER TABLE public.kernel_idempotentrequest ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.kernel_idempotentrequest_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.kernel_importedrow (
    id bigint NOT NULL,
    subject_id uuid NOT NULL,
    line integer NOT NULL,
    created boolean NOT NULL,
    before text NOT NULL,
    run_id uuid NOT NULL,
    CONSTRAINT kernel_importedrow_line_check CHECK ((line >= 0))
);

ALTER TABLE public.kernel_importedrow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.kernel_importedrow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.kernel_importmapping (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    noun character varying(40) NOT NULL,
    name character varying(120) NOT NULL,
    columns jsonb NOT NULL,
    fingerprint character varying(64) NOT NULL,
    mapping jsonb NOT NULL,
    created_by_id uuid
);

CREATE TABLE public.kernel_importrun (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    noun character varying(40) NOT NULL,
    status character varying(12) NOT NULL,
    name character varying(200) NOT NULL,
    encoding character varying(20) NOT NULL,
    separator character varying(1) NOT NULL,
    columns jsonb NOT NULL,
    mapping jsonb NOT NULL,
    duplicates character varying(8) NOT NULL,
    options jsonb NOT NULL,
    counts jsonb NOT NULL,
    report text NOT NULL,
    problem character varying(300) NOT NULL,
    committed_at timestamp with time zone,
    rolled_back_at timestamp with time zone,
    created_by_id uuid,
    file_id uuid,
    attempts smallint DEFAULT 0 NOT NULL,
    sha256 character varying(64) DEFAULT ''::character varying NOT NULL,
    saved_mapping_id uuid,
    begun_at timestamp with time zone,
    CONSTRAINT import_status_known CHECK (((status)::text = ANY ((ARRAY['dry_run'::character varying, 'queued'::character varying, 'committed'::character varying, 'rolled_back'::character varying, 'failed'::character varying])::text[]))),
    CONSTRAINT kernel_importrun_attempts_check CHECK ((attempts >= 0))
);

CREATE TABLE public.kernel_notice (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    kind character varying(60) NOT NULL,
    subject_type character varying(60) NOT NULL,
    subject_id uuid NOT NULL,
    event_id uuid NOT NULL,
    actor_id uuid,
    way character varying(10) NOT NULL,
    read_at timestamp with time zone,
    digested_at timestamp with time zone,
    user_id uuid NOT NULL,
    CONSTRAINT notice_way_known CHECK (((way)::text = ANY ((ARRAY['app'::character varying, 'mail'::character varying, 'digest'::character varying, 'off'::character varying])::text[])))
);

CREATE TABLE public.kernel_noticepreference (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    kind character varying(60) NOT NULL,
    way character varying(10) NOT NULL,
    user_id uuid NOT NULL,
    CONSTRAINT preference_way_known CHECK (((way)::text = ANY ((ARRAY['app'::character varying, 'mail'::character varying, 'digest'::character varying, 'off'::character varying])::text[])))
);

CREATE TABLE public.kernel_personkey (
    person uuid NOT NULL,
    wrapped character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    destroyed_at timestamp with time zone,
    CONSTRAINT person_key_or_its_end CHECK ((((destroyed_at IS NOT NULL) AND ((wrapped)::text = ''::text)) OR ((NOT ((wrapped)::text = ''::text)) AND (destroyed_at IS NULL))))
);

CREATE TABLE public.kernel_role (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    key character varying(40) NOT NULL,
    name character varying(80) NOT NULL,
    description character varying(300) NOT NULL,
    permissions character varying(60)[] NOT NULL,
    offered character varying(60)[] NOT NULL,
    default_scope character varying(20) NOT NULL,
    needs_second_factor boolean DEFAULT false NOT NULL,
    CONSTRAINT role_scope_known CHECK (((default_scope)::text = ANY ((ARRAY['own'::character varying, 'hiring_team'::character varying, 'department'::character varying, 'region'::character varying, 'all'::character varying])::text[])))
);

CREATE TABLE public.kernel_roleassignment (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    scope character varying(20) NOT NULL,
    unit_id uuid,
    role_id uuid NOT NULL,
    user_id uuid NOT NULL,
    CONSTRAINT assignment_scope_known CHECK (((scope)::text = ANY ((ARRAY['own'::character varying, 'hiring_team'::character varying, 'department'::character varying, 'region'::character varying, 'all'::character varying])::text[]))),
    CONSTRAINT confined_scope_names_its_unit CHECK (((unit_id IS NOT NULL) OR (NOT ((scope)::text = ANY ((ARRAY['department'::character varying, 'region'::character varying])::text[])))))
);

CREATE TABLE public.kernel_savedview (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    page character varying(30) NOT NULL,
    name character varying(60) NOT NULL,
    query character varying(2000) NOT NULL,
    sharing character varying(8) NOT NULL,
    owner_id uuid NOT NULL,
    role_id uuid,
    CONSTRAINT saved_view_names_its_role CHECK ((((role_id IS NOT NULL) AND ((sharing)::text = 'role'::text)) OR ((NOT ((sharing)::text = 'role'::text)) AND (role_id IS NULL)))),
    CONSTRAINT saved_view_sharing_known CHECK (((sharing)::text = ANY ((ARRAY['private'::character varying, 'role'::character varying, 'all'::character varying])::text[])))
);

CREATE TABLE public.kernel_storedfile (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(200) NOT NULL,
    path character varying(200) NOT NULL,
    media_type character varying(100) NOT NULL,
    size integer NOT NULL,
    sha256 character varying(64) NOT NULL,
    uploaded_by_id uuid,
    pictures character varying(8) DEFAULT 'waiting'::character varying NOT NULL,
    CONSTRAINT file_pictures_known CHECK (((pictures)::text = ANY ((ARRAY['waiting'::character varying, 'made'::character varying, 'none'::character varying])::text[]))),
    CONSTRAINT kernel_storedfile_size_check CHECK ((size >= 0))
);

CREATE TABLE public.kernel_timer (
    id bigint NOT NULL,
    state character varying(10) NOT NULL,
    attempt integer NOT NULL,
    crashes smallint NOT NULL,
    failures smallint NOT NULL,
    leased_until timestamp with time zone,
    not_before timestamp with time zone,
    reason character varying(300) NOT NULL,
    kind character varying(60) NOT NULL,
    key character varying(200) NOT NULL,
    "group" character varying(120) NOT NULL,
    due_at timestamp with time zone NOT NULL,
    subject_id uuid NOT NULL,
    version integer NOT NULL,
    data jsonb NOT NULL,
    fired_at timestamp with time zone,
    CONSTRAINT kernel_timer_attempt_check CHECK ((attempt >= 0)),
    CONSTRAINT kernel_timer_crashes_check CHECK ((crashes >= 0)),
    CONSTRAINT kernel_timer_failures_check CHECK ((failures >= 0)),
    CONSTRAINT kernel_timer_version_check CHECK ((version >= 0)),
    CONSTRAINT timer_state_known CHECK (((state)::text = ANY ((ARRAY['waiting'::character varying, 'done'::character varying, 'stale'::character varying, 'cancelled'::character varying, 'dead'::character varying])::text[])))
)
WITH (fillfactor='70', autovacuum_vacuum_scale_factor='0.01', autovacuum_vacuum_threshold='500', autovacuum_analyze_scale_factor='0.02', autovacuum_analyze_threshold='500');

ALTER TABLE public.kernel_timer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.kernel_timer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.kernel_webhookattempt (
    id bigint NOT NULL,
    number integer NOT NULL,
    started_at timestamp with time zone NOT NULL,
    milliseconds integer,
    status_code smallint,
    outcome character varying(12) NOT NULL,
    delivery_id uuid NOT NULL,
    CONSTRAINT kernel_webhookattempt_milliseconds_check CHECK ((milliseconds >= 0)),
    CONSTRAINT kernel_webhookattempt_number_check CHECK ((number >= 0)),
    CONSTRAINT kernel_webhookattempt_status_code_check CHECK ((status_code >= 0)),
    CONSTRAINT webhook_outcome_known CHECK (((outcome)::text = ANY ((ARRAY['delivered'::character varying, 'answered'::character varying, 'redirected'::character varying, 'gone'::character varying, 'unreachable'::character varying, 'slow'::character varying, 'refused'::character varying, 'stopped'::character varying, 'off'::character varying, ''::character varying])::text[])))
);

ALTER TABLE public.kernel_webhookattempt ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.kernel_webhookattempt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.kernel_webhookdelivery (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    event_type character varying(80) NOT NULL,
    subject_id uuid NOT NULL,
    sequence bigint NOT NULL,
    payload text NOT NULL,
    status character varying(10) NOT NULL,
    reason character varying(12) NOT NULL,
    due_at timestamp with time zone NOT NULL,
    settled_at timestamp with time zone,
    tries smallint NOT NULL,
    attempt integer NOT NULL,
    crashes smallint NOT NULL,
    leased_until timestamp with time zone,
    event_id uuid NOT NULL,
    endpoint_id uuid NOT NULL,
    CONSTRAINT kernel_webhookdelivery_attempt_check CHECK ((attempt >= 0)),
    CONSTRAINT kernel_webhookdelivery_crashes_check CHECK ((crashes >= 0)),
    CONSTRAINT kernel_webhookdelivery_tries_check CHECK ((tries >= 0)),
    CONSTRAINT webhook_reason_known CHECK (((reason)::text = ANY ((ARRAY['delivered'::character varying, 'answered'::character varying, 'redirected'::character varying, 'gone'::character varying, 'unreachable'::character varying, 'slow'::character varying, 'refused'::character varying, 'stopped'::character varying, 'off'::character varying, ''::character varying])::text[]))),
    CONSTRAINT webhook_status_known CHECK (((status)::text = ANY ((ARRAY['waiting'::character varying, 'sending'::character varying, 'delivered'::character varying, 'failed'::character varying])::text[])))
)
WITH (fillfactor='70', autovacuum_vacuum_scale_factor='0.01', autovacuum_vacuum_threshold='500', autovacuum_analyze_scale_factor='0.02', autovacuum_analyze_threshold='500');

CREATE TABLE public.kernel_webhookendpoint (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    url character varying(500) NOT NULL,
    description character varying(200) NOT NULL,
    event_types character varying(80)[] NOT NULL,
    is_active boolean NOT NULL,
    off_reason character varying(10) NOT NULL,
    off_at timestamp with time zone,
    failing_since timestamp with time zone,
    rests_until timestamp with time zone,
    CONSTRAINT webhook_off_reason_known CHECK (((off_reason)::text = ANY ((ARRAY['person'::character varying, 'gone'::character varying, 'failing'::character varying, ''::character varying])::text[]))),
    CONSTRAINT webhook_off_says_why CHECK (((is_active OR (NOT ((off_reason)::text = ''::text))) AND (1 = (
CASE
    WHEN is_active THEN 1
    ELSE 0
END +
CASE
    WHEN (NOT ((off_reason)::text = ''::text)) THEN 1
    ELSE 0
END))))
);

CREATE TABLE public.kernel_webhooksecret (
    id bigint NOT NULL,
    secret text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone,
    endpoint_id uuid NOT NULL
);

ALTER TABLE public.kernel_webhooksecret ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.kernel_webhooksecret_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.mfa_authenticator (
    id bigint NOT NULL,
    type character varying(20) NOT NULL,
    data jsonb NOT NULL,
    user_id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone
);

ALTER TABLE public.mfa_authenticator ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mfa_authenticator_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.milestones_bulkitem (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    expected character varying(60) NOT NULL,
    state character varying(10) NOT NULL,
    said character varying(500) NOT NULL,
    application_id uuid NOT NULL,
    message_id uuid,
    visit_id uuid,
    run_id uuid NOT NULL,
    CONSTRAINT bulk_item_state_known CHECK (((state)::text = ANY ((ARRAY['waiting'::character varying, 'done'::character varying, 'refused'::character varying, 'skipped'::character varying, 'undone'::character varying, 'stays'::character varying])::text[])))
);

CREATE TABLE public.milestones_bulkrun (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    verb character varying(10) NOT NULL,
    status character varying(10) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    undone_at timestamp with time zone,
    "to" character varying(60) NOT NULL,
    note text NOT NULL,
    subject text NOT NULL,
    body text NOT NULL,
    send character varying(10) NOT NULL,
    asked_by_id uuid NOT NULL,
    rejection_reason_id uuid,
    template_id uuid,
    CONSTRAINT bulk_run_has_its_end CHECK ((((status)::text = 'running'::text) OR (finished_at IS NOT NULL))),
    CONSTRAINT bulk_status_known CHECK (((status)::text = ANY ((ARRAY['running'::character varying, 'done'::character varying, 'undone'::character varying])::text[]))),
    CONSTRAINT bulk_verb_known CHECK (((verb)::text = ANY ((ARRAY['move'::character varying, 'reject'::character varying, 'mail'::character varying])::text[])))
);

CREATE TABLE public.milestones_bypass (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    passed character varying(60)[] NOT NULL,
    code character varying(20) NOT NULL,
    reason text NOT NULL,
    status character varying(10) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    application_id uuid NOT NULL,
    approval_id uuid,
    asked_by_id uuid,
    to_milestone_id uuid NOT NULL,
    visit_id uuid NOT NULL,
    CONSTRAINT bypass_has_its_time CHECK ((((status)::text = 'pending'::text) OR (decided_at IS NOT NULL))),
    CONSTRAINT bypass_status_known CHECK (((status)::text = ANY ((ARRAY['pending'::character varying, 'done'::character varying, 'refused'::character varying, 'lapsed'::character varying])::text[])))
);

CREATE TABLE public.milestones_bypasspolicy (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    is_allowed boolean NOT NULL,
    roles character varying(60)[] NOT NULL,
    condition jsonb NOT NULL,
    reasons character varying(20)[] NOT NULL,
    approval_flow_id uuid,
    milestone_id uuid NOT NULL
);

CREATE TABLE public.milestones_escalation (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    level smallint NOT NULL,
    action character varying(20) NOT NULL,
    state character varying(12) NOT NULL,
    due_at timestamp with time zone NOT NULL,
    acted_at timestamp with time zone NOT NULL,
    visit_id uuid NOT NULL,
    CONSTRAINT milestones_escalation_level_check CHECK ((level >= 0))
);

CREATE TABLE public.milestones_escalationlevel (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    level smallint NOT NULL,
    percent smallint NOT NULL,
    action character varying(20) NOT NULL,
    milestone_id uuid NOT NULL,
    CONSTRAINT level_percent_above_zero CHECK ((percent > 0)),
    CONSTRAINT milestones_escalationlevel_level_check CHECK ((level >= 0)),
    CONSTRAINT milestones_escalationlevel_percent_check CHECK ((percent >= 0))
);

CREATE TABLE public.milestones_gateitem (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    key character varying(60) NOT NULL,
    name character varying(120) NOT NULL,
    kind character varying(20) NOT NULL,
    is_required boolean NOT NULL,
    quorum smallint NOT NULL,
    "order" smallint NOT NULL,
    milestone_id uuid NOT NULL,
    CONSTRAINT gate_quorum_at_least_one CHECK ((quorum >= 1)),
    CONSTRAINT milestones_gateitem_order_check CHECK (("order" >= 0)),
    CONSTRAINT milestones_gateitem_quorum_check CHECK ((quorum >= 0))
);

CREATE TABLE public.milestones_gateitemcompletion (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    completed_at timestamp with time zone NOT NULL,
    note text NOT NULL,
    completed_by_id uuid,
    gate_item_id uuid NOT NULL,
    visit_id uuid NOT NULL
);

CREATE TABLE public.milestones_historicalbypasspolicy (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    is_allowed boolean NOT NULL,
    roles character varying(60)[] NOT NULL,
    condition jsonb NOT NULL,
    reasons character varying(20)[] NOT NULL,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    approval_flow_id uuid,
    history_user_id uuid,
    milestone_id uuid
);

CREATE TABLE public.milestones_historicalescalationlevel (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    level smallint NOT NULL,
    percent smallint NOT NULL,
    action character varying(20) NOT NULL,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    history_user_id uuid,
    milestone_id uuid,
    CONSTRAINT milestones_historicalescalationlevel_level_check CHECK ((level >= 0)),
    CONSTRAINT milestones_historicalescalationlevel_percent_check CHECK ((percent >= 0))
);

CREATE TABLE public.milestones_historicalgateitem (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    key character varying(60) NOT NULL,
    name character varying(120) NOT NULL,
    kind character varying(20) NOT NULL,
    is_required boolean NOT NULL,
    quorum smallint NOT NULL,
    "order" smallint NOT NULL,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    history_user_id uuid,
    milestone_id uuid,
    CONSTRAINT milestones_historicalgateitem_order_check CHECK (("order" >= 0)),
    CONSTRAINT milestones_historicalgateitem_quorum_check CHECK ((quorum >= 0))
);

CREATE TABLE public.milestones_historicalhistoryimport (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    status character varying(12) NOT NULL,
    mapping jsonb NOT NULL,
    file_hashes jsonb NOT NULL,
    counts jsonb NOT NULL,
    committed_at timestamp with time zone,
    rolled_back_at timestamp with time zone,
    fingerprint character varying(64) NOT NULL,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    created_by_id uuid,
    created_department_id uuid,
    history_user_id uuid,
    job_id uuid
);

CREATE TABLE public.milestones_historicaljobworkflow (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    history_user_id uuid,
    job_id uuid,
    version_id uuid,
    rule character varying(120) DEFAULT ''::character varying NOT NULL,
    why character varying(1000) DEFAULT ''::character varying NOT NULL
);

CREATE TABLE public.milestones_historicalmilestone (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    "order" smallint NOT NULL,
    kind character varying(20) NOT NULL,
    is_mandatory boolean NOT NULL,
    limit_minutes integer,
    deadline_basis character varying(20) NOT NULL,
    deadline_offset_minutes integer NOT NULL,
    completes_on_time boolean NOT NULL,
    completed_by character varying(60) NOT NULL,
    advances_when_complete boolean NOT NULL,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    history_user_id uuid,
    definition_id uuid,
    version_id uuid,
    CONSTRAINT milestones_historicalmilestone_limit_minutes_check CHECK ((limit_minutes >= 0)),
    CONSTRAINT milestones_historicalmilestone_order_check CHECK (("order" >= 0))
);

CREATE TABLE public.milestones_historicalmilestonedefinition (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    key character varying(60) NOT NULL,
    name character varying(80) NOT NULL,
    candidate_label character varying(80) CONSTRAINT milestones_historicalmilestonedefiniti_candidate_label_not_null NOT NULL,
    stage character varying(12) NOT NULL,
    is_sensitive boolean NOT NULL,
    compliance_tags character varying(30)[] CONSTRAINT milestones_historicalmilestonedefiniti_compliance_tags_not_null NOT NULL,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    history_user_id uuid
);

CREATE TABLE public.milestones_historicalnotepolicy (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(120) NOT NULL,
    stage character varying(12) NOT NULL,
    direction character varying(10) NOT NULL,
    minimum_length smallint NOT NULL,
    quick_phrases character varying(200)[] NOT NULL,
    is_active boolean NOT NULL,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    history_user_id uuid,
    rejection_reason_id uuid,
    CONSTRAINT milestones_historicalnotepolicy_minimum_length_check CHECK ((minimum_length >= 0))
);

CREATE TABLE public.milestones_historicalworkflow (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    key character varying(60) NOT NULL,
    name character varying(120) NOT NULL,
    is_default boolean NOT NULL,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    history_user_id uuid
);

CREATE TABLE public.milestones_historicalworkflowselectionrule (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(120) NOT NULL,
    "position" integer NOT NULL,
    condition jsonb NOT NULL,
    is_active boolean NOT NULL,
    history_id uuid NOT NULL,
    history_date timestamp with time zone CONSTRAINT milestones_historicalworkflowselectionrul_history_date_not_null NOT NULL,
    history_change_reason text,
    history_type character varying(1) CONSTRAINT milestones_historicalworkflowselectionrul_history_type_not_null NOT NULL,
    history_user_id uuid,
    workflow_id uuid,
    CONSTRAINT milestones_historicalworkflowselectionrule_position_check CHECK (("position" >= 0))
);

CREATE TABLE public.milestones_historicalworkflowversion (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    number integer NOT NULL,
    status character varying(10) NOT NULL,
    change_note character varying(500) NOT NULL,
    activated_at timestamp with time zone,
    retired_at timestamp with time zone,
    history_id uuid NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    activated_by_id uuid,
    history_user_id uuid,
    workflow_id uuid,
    CONSTRAINT milestones_historicalworkflowversion_number_check CHECK ((number >= 0))
);

CREATE TABLE public.milestones_historyimport (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    status character varying(12) NOT NULL,
    mapping jsonb NOT NULL,
    file_hashes jsonb NOT NULL,
    counts jsonb NOT NULL,
    differences jsonb NOT NULL,
    committed_at timestamp with time zone,
    rolled_back_at timestamp with time zone,
    fingerprint character varying(64) NOT NULL,
    source text NOT NULL,
    created_by_id uuid,
    created_department_id uuid,
    job_id uuid
);

CREATE TABLE public.milestones_importedapplication (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    case_id character varying(100) NOT NULL,
    application_id uuid NOT NULL,
    history_import_id uuid NOT NULL
);

CREATE TABLE public.milestones_jobworkflow (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    job_id uuid NOT NULL,
    version_id uuid NOT NULL,
    rule character varying(120) DEFAULT ''::character varying NOT NULL,
    why character varying(1000) DEFAULT ''::character varying NOT NULL
);

CREATE TABLE public.milestones_milestone (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    "order" smallint NOT NULL,
    kind character varying(20) NOT NULL,
    is_mandatory boolean NOT NULL,
    limit_minutes integer,
    deadline_basis character varying(20) NOT NULL,
    deadline_offset_minutes integer NOT NULL,
    completes_on_time boolean NOT NULL,
    completed_by character varying(60) NOT NULL,
    advances_when_complete boolean NOT NULL,
    definition_id uuid NOT NULL,
    version_id uuid NOT NULL,
    CONSTRAINT milestones_milestone_limit_minutes_check CHECK ((limit_minutes >= 0)),
    CONSTRAINT milestones_milestone_order_check CHECK (("order" >= 0))
);

CREATE TABLE public.milestones_milestonedefinition (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    key character varying(60) NOT NULL,
    name character varying(80) NOT NULL,
    candidate_label character varying(80) NOT NULL,
    stage character varying(12) NOT NULL,
    is_sensitive boolean NOT NULL,
    compliance_tags character varying(30)[] NOT NULL
);

CREATE TABLE public.milestones_milestonedefinitiongroupobjectpermission (
    id bigint NOT NULL,
    content_object_id uuid CONSTRAINT milestones_milestonedefinitiongroupo_content_object_id_not_null NOT NULL,
    group_id integer CONSTRAINT milestones_milestonedefinitiongroupobjectperm_group_id_not_null NOT NULL,
    permission_id integer CONSTRAINT milestones_milestonedefinitiongroupobjec_permission_id_not_null NOT NULL
);

ALTER TABLE public.milestones_milestonedefinitiongroupobjectpermission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.milestones_milestonedefinitiongroupobjectpermission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.milestones_milestonedefinitionuserobjectpermission (
    id bigint NOT NULL,
    content_object_id uuid CONSTRAINT milestones_milestonedefinitionuserob_content_object_id_not_null NOT NULL,
    permission_id integer CONSTRAINT milestones_milestonedefinitionuserobject_permission_id_not_null NOT NULL,
    user_id uuid CONSTRAINT milestones_milestonedefinitionuserobjectpermis_user_id_not_null NOT NULL
);

ALTER TABLE public.milestones_milestonedefinitionuserobjectpermission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.milestones_milestonedefinitionuserobjectpermission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.milestones_notepolicy (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(120) NOT NULL,
    stage character varying(12) NOT NULL,
    direction character varying(10) NOT NULL,
    minimum_length smallint NOT NULL,
    quick_phrases character varying(200)[] NOT NULL,
    is_active boolean NOT NULL,
    rejection_reason_id uuid,
    CONSTRAINT milestones_notepolicy_minimum_length_check CHECK ((minimum_length >= 0))
);

CREATE TABLE public.milestones_transfer (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id uuid,
    from_application_id uuid NOT NULL,
    to_application_id uuid NOT NULL,
    CONSTRAINT transfer_goes_elsewhere CHECK ((NOT (from_application_id = to_application_id)))
);

CREATE TABLE public.milestones_visit (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    entered_at timestamp with time zone NOT NULL,
    exited_at timestamp with time zone,
    due_at timestamp with time zone,
    outcome character varying(12) NOT NULL,
    cause character varying(12) NOT NULL,
    cause_detail jsonb NOT NULL,
    note text NOT NULL,
    entry_note text NOT NULL,
    exit_detail jsonb NOT NULL,
    pauses jsonb NOT NULL,
    level_dues jsonb NOT NULL,
    timer_version integer NOT NULL,
    "position" integer NOT NULL,
    legacy_label character varying(120) NOT NULL,
    application_id uuid NOT NULL,
    entered_by_id uuid,
    exited_by_id uuid,
    milestone_id uuid NOT NULL,
    CONSTRAINT milestones_visit_position_check CHECK (("position" >= 0)),
    CONSTRAINT milestones_visit_timer_version_check CHECK ((timer_version >= 0)),
    CONSTRAINT visit_exits_after_entry CHECK (((exited_at IS NULL) OR (exited_at >= entered_at))),
    CONSTRAINT visit_exits_with_outcome CHECK (((exited_at IS NULL) OR (NOT ((outcome)::text = ''::text))))
);

CREATE TABLE public.milestones_visitsignal (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    code character varying(60) NOT NULL,
    received_at timestamp with time zone NOT NULL,
    visit_id uuid NOT NULL
);

CREATE TABLE public.milestones_workflow (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    key character varying(60) NOT NULL,
    name character varying(120) NOT NULL,
    is_default boolean NOT NULL
);

CREATE TABLE public.milestones_workflowselectionrule (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(120) NOT NULL,
    "position" integer NOT NULL,
    condition jsonb NOT NULL,
    is_active boolean NOT NULL,
    workflow_id uuid NOT NULL,
    CONSTRAINT milestones_workflowselectionrule_position_check CHECK (("position" >= 0)),
    CONSTRAINT selection_rule_says_when CHECK ((NOT (condition = '{}'::jsonb)))
);

CREATE TABLE public.milestones_workflowversion (
    id uuid NOT NULL,
    external_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    number integer NOT NULL,
    status character varying(10) NOT NULL,
    change_note character varying(500) NOT NULL,
    activated_at timestamp with time zone,
    retired_at timestamp with time zone,
    activated_by_id uuid,
    workflow_id uuid NOT NULL,
    CONSTRAINT milestones_workflowversion_number_check CHECK ((number >= 0)),
    CONSTRAINT version_status_known CHECK (((status)::text = ANY ((ARRAY['draft'::character varying, 'review'::character varying, 'pilot'::character varying, 'active'::character varying, 'retired'::character varying])::text[])))
);

CREATE TABLE public.oauth2_provider_accesstoken (
    id bigint NOT NULL,
    token text NOT NULL,
    expires timestamp with time zone NOT NULL,
    scope text NOT NULL,
    application_id uuid,
    user_id uuid,
    created timestamp with time zone NOT NULL,
    updated timestamp with time zone NOT NULL,
    source_refresh_token_id bigint,
    id_token_id bigint,
    token_checksum character varying(64) NOT NULL,
    resource jsonb NOT NULL
);

ALTER TABLE public.oauth2_provider_accesstoken ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.oauth2_provider_accesstoken_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.oauth2_provider_devicegrant (
    id bigint NOT NULL,
    device_code character varying(100) NOT NULL,
    user_code character varying(100) NOT NULL,
    scope text NOT NULL,
    "interval" integer NOT NULL,
    expires timestamp with time zone NOT NULL,
    status character varying(64) NOT NULL,
    client_id character varying(100) NOT NULL,
    last_checked timestamp with time zone NOT NULL,
    user_id uuid
);

ALTER TABLE public.oauth2_provider_devicegrant ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.oauth2_provider_devicegrant_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.oauth2_provider_grant (
    id bigint NOT NULL,
    code character varying(255) NOT NULL,
    expires timestamp with time zone NOT NULL,
    redirect_uri text NOT NULL,
    scope text NOT NULL,
    application_id uuid NOT NULL,
    user_id uuid NOT NULL,
    created timestamp with time zone NOT NULL,
    updated timestamp with time zone NOT NULL,
    code_challenge character varying(128) NOT NULL,
    code_challenge_method character varying(10) NOT NULL,
    nonce character varying(255) NOT NULL,
    claims text NOT NULL,
    resource jsonb NOT NULL
);

ALTER TABLE public.oauth2_provider_grant ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.oauth2_provider_grant_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.oauth2_provider_idtoken (
    id bigint NOT NULL,
    jti uuid NOT NULL,
    expires timestamp with time zone NOT NULL,
    scope text NOT NULL,
    created timestamp with time zone NOT NULL,
    updated timestamp with time zone NOT NULL,
    application_id uuid,
    user_id uuid
);

ALTER TABLE public.oauth2_provider_idtoken ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.oauth2_provider_idtoken_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.oauth2_provider_refreshtoken (
    id bigint NOT NULL,
    token text NOT NULL,
    access_token_id bigint,
    application_id uuid NOT NULL,
    user_id uuid NOT NULL,
    created timestamp with time zone NOT NULL,
    updated timestamp with time zone NOT NULL,
    revoked timestamp with time zone,
    token_family uuid,
    token_checksum character varying(64) NOT NULL,
    resource jsonb NOT NULL
);

ALTER TABLE public.oauth2_provider_refreshtoken ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.oauth2_provider_refreshtoken_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.socialaccount_socialaccount (
    id integer NOT NULL,
    provider character varying(200) NOT NULL,
    uid character varying(191) NOT NULL,
    last_login timestamp with time zone NOT NULL,
    date_joined timestamp with time zone NOT NULL,
    extra_data jsonb NOT NULL,
    user_id uuid NOT NULL
);

ALTER TABLE public.socialaccount_socialaccount ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.socialaccount_socialaccount_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.socialaccount_socialapp (
    id integer NOT NULL,
    provider character varying(30) NOT NULL,
    name character varying(40) NOT NULL,
    client_id character varying(191) NOT NULL,
    secret character varying(191) NOT NULL,
    key character varying(191) NOT NULL,
    provider_id character varying(200) NOT NULL,
    settings jsonb NOT NULL
);

ALTER TABLE public.socialaccount_socialapp ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.socialaccount_socialapp_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.socialaccount_socialtoken (
    id integer NOT NULL,
    token text NOT NULL,
    token_secret text NOT NULL,
    expires_at timestamp with time zone,
    account_id integer NOT NULL,
    app_id integer
);

ALTER TABLE public.socialaccount_socialtoken ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.socialaccount_socialtoken_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.usersessions_usersession (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    ip inet NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    session_key character varying(40) NOT NULL,
    user_agent character varying(200) NOT NULL,
    data jsonb NOT NULL,
    user_id uuid NOT NULL
);

ALTER TABLE public.usersessions_usersession ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.usersessions_usersession_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_email_987c8728_uniq UNIQUE (user_id, email);

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_key_key UNIQUE (key);

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_candidateemail
    ADD CONSTRAINT address_once_per_candidate UNIQUE (value_index, candidate_id);

ALTER TABLE ONLY public.milestones_bulkitem
    ADD CONSTRAINT application_once_per_run UNIQUE (run_id, application_id);

ALTER TABLE ONLY public.ats_answer
    ADD CONSTRAINT ats_answer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_application
    ADD CONSTRAINT ats_application_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_attachment
    ADD CONSTRAINT ats_attachment_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_booking
    ADD CONSTRAINT ats_booking_interview_id_key UNIQUE (interview_id);

ALTER TABLE ONLY public.ats_booking_interviewers
    ADD CONSTRAINT ats_booking_interviewers_booking_id_user_id_d6235e29_uniq UNIQUE (booking_id, user_id);

ALTER TABLE ONLY public.ats_booking_interviewers
    ADD CONSTRAINT ats_booking_interviewers_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_booking
    ADD CONSTRAINT ats_booking_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_candidate
    ADD CONSTRAINT ats_candidate_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_candidateemail
    ADD CONSTRAINT ats_candidateemail_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_candidatemerge
    ADD CONSTRAINT ats_candidatemerge_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_candidatephone
    ADD CONSTRAINT ats_candidatephone_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_classificationrule
    ADD CONSTRAINT ats_classificationrule_name_key UNIQUE (name);

ALTER TABLE ONLY public.ats_classificationrule
    ADD CONSTRAINT ats_classificationrule_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_company
    ADD CONSTRAINT ats_company_only_key UNIQUE ("only");

ALTER TABLE ONLY public.ats_company
    ADD CONSTRAINT ats_company_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_customfield
    ADD CONSTRAINT ats_customfield_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_department
    ADD CONSTRAINT ats_department_name_key UNIQUE (name);

ALTER TABLE ONLY public.ats_department
    ADD CONSTRAINT ats_department_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_duplicatepair
    ADD CONSTRAINT ats_duplicatepair_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_duplicaterule
    ADD CONSTRAINT ats_duplicaterule_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_duplicaterule
    ADD CONSTRAINT ats_duplicaterule_signal_key UNIQUE (signal);

ALTER TABLE ONLY public.ats_duplicaterun
    ADD CONSTRAINT ats_duplicaterun_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_follow
    ADD CONSTRAINT ats_follow_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_hiringteammember
    ADD CONSTRAINT ats_hiringteammember_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_historicalapplication
    ADD CONSTRAINT ats_historicalapplication_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.ats_historicalbooking_interviewers
    ADD CONSTRAINT ats_historicalbooking_interviewers_pkey PRIMARY KEY (m2m_history_id);

ALTER TABLE ONLY public.ats_historicalbooking
    ADD CONSTRAINT ats_historicalbooking_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.ats_historicalcandidate
    ADD CONSTRAINT ats_historicalcandidate_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.ats_historicalclassificationrule
    ADD CONSTRAINT ats_historicalclassificationrule_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.ats_historicalcompany
    ADD CONSTRAINT ats_historicalcompany_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.ats_historicalcustomfield
    ADD CONSTRAINT ats_historicalcustomfield_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.ats_historicaldepartment
    ADD CONSTRAINT ats_historicaldepartment_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.ats_historicalduplicaterule
    ADD CONSTRAINT ats_historicalduplicaterule_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.ats_historicalhiringteammember
    ADD CONSTRAINT ats_historicalhiringteammember_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.ats_historicalinterview_interviewers
    ADD CONSTRAINT ats_historicalinterview_interviewers_pkey PRIMARY KEY (m2m_history_id);

ALTER TABLE ONLY public.ats_historicalinterview
    ADD CONSTRAINT ats_historicalinterview_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.ats_historicalinterviewkit
    ADD CONSTRAINT ats_historicalinterviewkit_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.ats_historicalinvitation
    ADD CONSTRAINT ats_historicalinvitation_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.ats_historicaljob_locations
    ADD CONSTRAINT ats_historicaljob_locations_pkey PRIMARY KEY (m2m_history_id);

ALTER TABLE ONLY public.ats_historicaljob
    ADD CONSTRAINT ats_historicaljob_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.ats_historicaljobfamily
    ADD CONSTRAINT ats_historicaljobfamily_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.ats_historicaljobgroup
    ADD CONSTRAINT ats_historicaljobgroup_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.ats_historicaljobpost
    ADD CONSTRAINT ats_historicaljobpost_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.ats_historicaljobquestion
    ADD CONSTRAINT ats_historicaljobquestion_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.ats_historicaljobtemplate_locations
    ADD CONSTRAINT ats_historicaljobtemplate_locations_pkey PRIMARY KEY (m2m_history_id);

ALTER TABLE ONLY public.ats_historicaljobtemplate
    ADD CONSTRAINT ats_historicaljobtemplate_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.ats_historicallocation
    ADD CONSTRAINT ats_historicallocation_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.ats_historicalnote
    ADD CONSTRAINT ats_historicalnote_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.ats_historicaloffer
    ADD CONSTRAINT ats_historicaloffer_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.ats_historicalofferlettertemplate
    ADD CONSTRAINT ats_historicalofferlettertemplate_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.ats_historicalopening
    ADD CONSTRAINT ats_historicalopening_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.ats_historicalownershippolicy
    ADD CONSTRAINT ats_historicalownershippolicy_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.ats_historicalownershiprequest
    ADD CONSTRAINT ats_historicalownershiprequest_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.ats_historicalreferral
    ADD CONSTRAINT ats_historicalreferral_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.ats_historicalregion
    ADD CONSTRAINT ats_historicalregion_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.ats_historicalrejectionreason
    ADD CONSTRAINT ats_historicalrejectionreason_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.ats_historicalrequiredfieldrule
    ADD CONSTRAINT ats_historicalrequiredfieldrule_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.ats_historicalscorecard
    ADD CONSTRAINT ats_historicalscorecard_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.ats_historicalselfidentificationquestion
    ADD CONSTRAINT ats_historicalselfidentificationquestion_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.ats_historicalsource
    ADD CONSTRAINT ats_historicalsource_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.ats_historicaltask
    ADD CONSTRAINT ats_historicaltask_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.ats_historicaluser
    ADD CONSTRAINT ats_historicaluser_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.ats_interview_interviewers
    ADD CONSTRAINT ats_interview_interviewers_interview_id_user_id_627459e3_uniq UNIQUE (interview_id, user_id);

ALTER TABLE ONLY public.ats_interview_interviewers
    ADD CONSTRAINT ats_interview_interviewers_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_interview
    ADD CONSTRAINT ats_interview_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_interviewkit
    ADD CONSTRAINT ats_interviewkit_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_invitation
    ADD CONSTRAINT ats_invitation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_invitation
    ADD CONSTRAINT ats_invitation_user_id_key UNIQUE (user_id);

ALTER TABLE ONLY public.ats_job_locations
    ADD CONSTRAINT ats_job_locations_job_id_location_id_fb23da5d_uniq UNIQUE (job_id, location_id);

ALTER TABLE ONLY public.ats_job_locations
    ADD CONSTRAINT ats_job_locations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_job
    ADD CONSTRAINT ats_job_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_job
    ADD CONSTRAINT ats_job_requisition_id_key UNIQUE (requisition_id);

ALTER TABLE ONLY public.ats_jobfamily
    ADD CONSTRAINT ats_jobfamily_key_key UNIQUE (key);

ALTER TABLE ONLY public.ats_jobfamily
    ADD CONSTRAINT ats_jobfamily_name_key UNIQUE (name);

ALTER TABLE ONLY public.ats_jobfamily
    ADD CONSTRAINT ats_jobfamily_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_jobgroup
    ADD CONSTRAINT ats_jobgroup_key_key UNIQUE (key);

ALTER TABLE ONLY public.ats_jobgroup
    ADD CONSTRAINT ats_jobgroup_name_key UNIQUE (name);

ALTER TABLE ONLY public.ats_jobgroup
    ADD CONSTRAINT ats_jobgroup_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_jobgroupobjectpermission
    ADD CONSTRAINT ats_jobgroupobjectpermis_group_id_permission_id_c_ae98b79a_uniq UNIQUE (group_id, permission_id, content_object_id);

ALTER TABLE ONLY public.ats_jobgroupobjectpermission
    ADD CONSTRAINT ats_jobgroupobjectpermission_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_joboverride
    ADD CONSTRAINT ats_joboverride_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_jobpost
    ADD CONSTRAINT ats_jobpost_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_jobpost
    ADD CONSTRAINT ats_jobpost_slug_key UNIQUE (slug);

ALTER TABLE ONLY public.ats_jobquestion
    ADD CONSTRAINT ats_jobquestion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_jobtemplate_locations
    ADD CONSTRAINT ats_jobtemplate_location_jobtemplate_id_location__96201f21_uniq UNIQUE (jobtemplate_id, location_id);

ALTER TABLE ONLY public.ats_jobtemplate_locations
    ADD CONSTRAINT ats_jobtemplate_locations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_jobtemplate
    ADD CONSTRAINT ats_jobtemplate_name_key UNIQUE (name);

ALTER TABLE ONLY public.ats_jobtemplate
    ADD CONSTRAINT ats_jobtemplate_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_jobuserobjectpermission
    ADD CONSTRAINT ats_jobuserobjectpermiss_user_id_permission_id_co_504dde19_uniq UNIQUE (user_id, permission_id, content_object_id);

ALTER TABLE ONLY public.ats_jobuserobjectpermission
    ADD CONSTRAINT ats_jobuserobjectpermission_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_jobversion
    ADD CONSTRAINT ats_jobversion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_location
    ADD CONSTRAINT ats_location_name_key UNIQUE (name);

ALTER TABLE ONLY public.ats_location
    ADD CONSTRAINT ats_location_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_matchkey
    ADD CONSTRAINT ats_matchkey_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_note_mentions
    ADD CONSTRAINT ats_note_mentions_note_id_user_id_67ed371c_uniq UNIQUE (note_id, user_id);

ALTER TABLE ONLY public.ats_note_mentions
    ADD CONSTRAINT ats_note_mentions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_note
    ADD CONSTRAINT ats_note_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_offer
    ADD CONSTRAINT ats_offer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_offerletter
    ADD CONSTRAINT ats_offerletter_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_offerlettertemplate
    ADD CONSTRAINT ats_offerlettertemplate_name_key UNIQUE (name);

ALTER TABLE ONLY public.ats_offerlettertemplate
    ADD CONSTRAINT ats_offerlettertemplate_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_offerversion
    ADD CONSTRAINT ats_offerversion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_opening
    ADD CONSTRAINT ats_opening_application_id_key UNIQUE (application_id);

ALTER TABLE ONLY public.ats_opening
    ADD CONSTRAINT ats_opening_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_ownershippolicy
    ADD CONSTRAINT ats_ownershippolicy_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_ownershiprequest
    ADD CONSTRAINT ats_ownershiprequest_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_referral
    ADD CONSTRAINT ats_referral_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_region
    ADD CONSTRAINT ats_region_key_key UNIQUE (key);

ALTER TABLE ONLY public.ats_region
    ADD CONSTRAINT ats_region_name_key UNIQUE (name);

ALTER TABLE ONLY public.ats_region
    ADD CONSTRAINT ats_region_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_rejectionreason
    ADD CONSTRAINT ats_rejectionreason_key_key UNIQUE (key);

ALTER TABLE ONLY public.ats_rejectionreason
    ADD CONSTRAINT ats_rejectionreason_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_requiredfieldrule
    ADD CONSTRAINT ats_requiredfieldrule_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_scorecard
    ADD CONSTRAINT ats_scorecard_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_selfidentification
    ADD CONSTRAINT ats_selfidentification_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_selfidentificationquestion
    ADD CONSTRAINT ats_selfidentificationquestion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_source
    ADD CONSTRAINT ats_source_key_key UNIQUE (key);

ALTER TABLE ONLY public.ats_source
    ADD CONSTRAINT ats_source_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_sourcetouch
    ADD CONSTRAINT ats_sourcetouch_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_task
    ADD CONSTRAINT ats_task_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_user
    ADD CONSTRAINT ats_user_email_key UNIQUE (email);

ALTER TABLE ONLY public.ats_user_groups
    ADD CONSTRAINT ats_user_groups_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_user_groups
    ADD CONSTRAINT ats_user_groups_user_id_group_id_6ebd1cc2_uniq UNIQUE (user_id, group_id);

ALTER TABLE ONLY public.ats_user
    ADD CONSTRAINT ats_user_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_user_user_permissions
    ADD CONSTRAINT ats_user_user_permissions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_user_user_permissions
    ADD CONSTRAINT ats_user_user_permissions_user_id_permission_id_f754eaea_uniq UNIQUE (user_id, permission_id);

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.axes_accessattempt
    ADD CONSTRAINT axes_accessattempt_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.axes_accessattempt
    ADD CONSTRAINT axes_accessattempt_username_ip_address_user_agent_8ea22282_uniq UNIQUE (username, ip_address, user_agent);

ALTER TABLE ONLY public.axes_accessattemptexpiration
    ADD CONSTRAINT axes_accessattemptexpiration_pkey PRIMARY KEY (access_attempt_id);

ALTER TABLE ONLY public.axes_accessfailurelog
    ADD CONSTRAINT axes_accessfailurelog_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.axes_accesslog
    ADD CONSTRAINT axes_accesslog_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.comms_consent
    ADD CONSTRAINT comms_consent_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.comms_consenttext
    ADD CONSTRAINT comms_consenttext_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.comms_historicalconsenttext
    ADD CONSTRAINT comms_historicalconsenttext_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.comms_historicalsuppression
    ADD CONSTRAINT comms_historicalsuppression_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.comms_historicaltemplate
    ADD CONSTRAINT comms_historicaltemplate_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.comms_message
    ADD CONSTRAINT comms_message_key_key UNIQUE (key);

ALTER TABLE ONLY public.comms_message
    ADD CONSTRAINT comms_message_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.comms_suppression
    ADD CONSTRAINT comms_suppression_address_index_key UNIQUE (address_index);

ALTER TABLE ONLY public.comms_suppression
    ADD CONSTRAINT comms_suppression_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.comms_template
    ADD CONSTRAINT comms_template_key_key UNIQUE (key);

ALTER TABLE ONLY public.comms_template
    ADD CONSTRAINT comms_template_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.comms_consenttext
    ADD CONSTRAINT consent_text_version_once UNIQUE (purpose, region, version);

ALTER TABLE ONLY public.ats_customfield
    ADD CONSTRAINT custom_field_key_once UNIQUE (entity, key);

ALTER TABLE ONLY public.milestones_milestone
    ADD CONSTRAINT definition_once_per_version UNIQUE (version_id, definition_id);

ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.django_session
    ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);

ALTER TABLE ONLY public.milestones_escalation
    ADD CONSTRAINT each_level_once UNIQUE (visit_id, level);

ALTER TABLE ONLY public.milestones_gateitemcompletion
    ADD CONSTRAINT gate_item_once_per_visit UNIQUE (visit_id, gate_item_id);

ALTER TABLE ONLY public.milestones_gateitem
    ADD CONSTRAINT gate_key_once_per_milestone UNIQUE (milestone_id, key);

ALTER TABLE ONLY public.guardian_groupobjectpermission
    ADD CONSTRAINT guardian_groupobjectperm_group_id_permission_id_o_3f189f7c_uniq UNIQUE (group_id, permission_id, object_pk);

ALTER TABLE ONLY public.guardian_groupobjectpermission
    ADD CONSTRAINT guardian_groupobjectpermission_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.guardian_userobjectpermission
    ADD CONSTRAINT guardian_userobjectpermi_user_id_permission_id_ob_b0b3d2fc_uniq UNIQUE (user_id, permission_id, object_pk);

ALTER TABLE ONLY public.guardian_userobjectpermission
    ADD CONSTRAINT guardian_userobjectpermission_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_jobversion
    ADD CONSTRAINT job_version_number_once UNIQUE (job_id, number);

ALTER TABLE ONLY public.kernel_absence
    ADD CONSTRAINT kernel_absence_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.kernel_apikey
    ADD CONSTRAINT kernel_apikey_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.kernel_approvalflow
    ADD CONSTRAINT kernel_approvalflow_key_key UNIQUE (key);

ALTER TABLE ONLY public.kernel_approvalflow
    ADD CONSTRAINT kernel_approvalflow_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.kernel_approvalflowstep
    ADD CONSTRAINT kernel_approvalflowstep_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.kernel_approvalrequest
    ADD CONSTRAINT kernel_approvalrequest_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.kernel_approvalstep
    ADD CONSTRAINT kernel_approvalstep_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.kernel_approver
    ADD CONSTRAINT kernel_approver_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.kernel_auditentry
    ADD CONSTRAINT kernel_auditentry_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.kernel_auditentry
    ADD CONSTRAINT kernel_auditentry_sequence_key UNIQUE (sequence);

ALTER TABLE ONLY public.kernel_calendar
    ADD CONSTRAINT kernel_calendar_key_key UNIQUE (key);

ALTER TABLE ONLY public.kernel_calendar
    ADD CONSTRAINT kernel_calendar_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.kernel_defaultview
    ADD CONSTRAINT kernel_defaultview_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.kernel_delivery
    ADD CONSTRAINT kernel_delivery_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.kernel_event
    ADD CONSTRAINT kernel_event_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.kernel_event
    ADD CONSTRAINT kernel_event_sequence_key UNIQUE (sequence);

ALTER TABLE ONLY public.kernel_exportedpeople
    ADD CONSTRAINT kernel_exportedpeople_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.kernel_exportrun
    ADD CONSTRAINT kernel_exportrun_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.kernel_filepage
    ADD CONSTRAINT kernel_filepage_path_key UNIQUE (path);

ALTER TABLE ONLY public.kernel_filepage
    ADD CONSTRAINT kernel_filepage_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.kernel_freeze
    ADD CONSTRAINT kernel_freeze_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.kernel_heartbeat
    ADD CONSTRAINT kernel_heartbeat_pkey PRIMARY KEY (worker);

ALTER TABLE ONLY public.kernel_historicalabsence
    ADD CONSTRAINT kernel_historicalabsence_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.kernel_historicalapikey
    ADD CONSTRAINT kernel_historicalapikey_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.kernel_historicalapprovalflow
    ADD CONSTRAINT kernel_historicalapprovalflow_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.kernel_historicalapprovalflowstep
    ADD CONSTRAINT kernel_historicalapprovalflowstep_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.kernel_historicalapprovalrequest
    ADD CONSTRAINT kernel_historicalapprovalrequest_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.kernel_historicalapprover
    ADD CONSTRAINT kernel_historicalapprover_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.kernel_historicalcalendar
    ADD CONSTRAINT kernel_historicalcalendar_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.kernel_historicalexportrun
    ADD CONSTRAINT kernel_historicalexportrun_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.kernel_historicalfreeze
    ADD CONSTRAINT kernel_historicalfreeze_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.kernel_historicalimportmapping
    ADD CONSTRAINT kernel_historicalimportmapping_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.kernel_historicalimportrun
    ADD CONSTRAINT kernel_historicalimportrun_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.kernel_historicalnoticepreference
    ADD CONSTRAINT kernel_historicalnoticepreference_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.kernel_historicalrole
    ADD CONSTRAINT kernel_historicalrole_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.kernel_historicalroleassignment
    ADD CONSTRAINT kernel_historicalroleassignment_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.kernel_historicalsavedview
    ADD CONSTRAINT kernel_historicalsavedview_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.kernel_historicalwebhookendpoint
    ADD CONSTRAINT kernel_historicalwebhookendpoint_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.kernel_idempotentrequest
    ADD CONSTRAINT kernel_idempotentrequest_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.kernel_importedrow
    ADD CONSTRAINT kernel_importedrow_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.kernel_importmapping
    ADD CONSTRAINT kernel_importmapping_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.kernel_importrun
    ADD CONSTRAINT kernel_importrun_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.kernel_notice
    ADD CONSTRAINT kernel_notice_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.kernel_noticepreference
    ADD CONSTRAINT kernel_noticepreference_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.kernel_personkey
    ADD CONSTRAINT kernel_personkey_pkey PRIMARY KEY (person);

ALTER TABLE ONLY public.kernel_role
    ADD CONSTRAINT kernel_role_key_key UNIQUE (key);

ALTER TABLE ONLY public.kernel_role
    ADD CONSTRAINT kernel_role_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.kernel_roleassignment
    ADD CONSTRAINT kernel_roleassignment_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.kernel_savedview
    ADD CONSTRAINT kernel_savedview_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.kernel_storedfile
    ADD CONSTRAINT kernel_storedfile_path_key UNIQUE (path);

ALTER TABLE ONLY public.kernel_storedfile
    ADD CONSTRAINT kernel_storedfile_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.kernel_timer
    ADD CONSTRAINT kernel_timer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.kernel_webhookattempt
    ADD CONSTRAINT kernel_webhookattempt_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.kernel_webhookdelivery
    ADD CONSTRAINT kernel_webhookdelivery_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.kernel_webhookendpoint
    ADD CONSTRAINT kernel_webhookendpoint_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.kernel_webhooksecret
    ADD CONSTRAINT kernel_webhooksecret_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.milestones_escalationlevel
    ADD CONSTRAINT level_once_per_milestone UNIQUE (milestone_id, level);

ALTER TABLE ONLY public.ats_matchkey
    ADD CONSTRAINT match_key_once UNIQUE (candidate_id, key);

ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.milestones_bulkitem
    ADD CONSTRAINT milestones_bulkitem_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.milestones_bulkrun
    ADD CONSTRAINT milestones_bulkrun_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.milestones_bypass
    ADD CONSTRAINT milestones_bypass_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.milestones_bypasspolicy
    ADD CONSTRAINT milestones_bypasspolicy_milestone_id_key UNIQUE (milestone_id);

ALTER TABLE ONLY public.milestones_bypasspolicy
    ADD CONSTRAINT milestones_bypasspolicy_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.milestones_escalation
    ADD CONSTRAINT milestones_escalation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.milestones_escalationlevel
    ADD CONSTRAINT milestones_escalationlevel_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.milestones_gateitem
    ADD CONSTRAINT milestones_gateitem_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.milestones_gateitemcompletion
    ADD CONSTRAINT milestones_gateitemcompletion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.milestones_historicalbypasspolicy
    ADD CONSTRAINT milestones_historicalbypasspolicy_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.milestones_historicalescalationlevel
    ADD CONSTRAINT milestones_historicalescalationlevel_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.milestones_historicalgateitem
    ADD CONSTRAINT milestones_historicalgateitem_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.milestones_historicalhistoryimport
    ADD CONSTRAINT milestones_historicalhistoryimport_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.milestones_historicaljobworkflow
    ADD CONSTRAINT milestones_historicaljobworkflow_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.milestones_historicalmilestone
    ADD CONSTRAINT milestones_historicalmilestone_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.milestones_historicalmilestonedefinition
    ADD CONSTRAINT milestones_historicalmilestonedefinition_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.milestones_historicalnotepolicy
    ADD CONSTRAINT milestones_historicalnotepolicy_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.milestones_historicalworkflow
    ADD CONSTRAINT milestones_historicalworkflow_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.milestones_historicalworkflowselectionrule
    ADD CONSTRAINT milestones_historicalworkflowselectionrule_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.milestones_historicalworkflowversion
    ADD CONSTRAINT milestones_historicalworkflowversion_pkey PRIMARY KEY (history_id);

ALTER TABLE ONLY public.milestones_historyimport
    ADD CONSTRAINT milestones_historyimport_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.milestones_importedapplication
    ADD CONSTRAINT milestones_importedapplication_application_id_key UNIQUE (application_id);

ALTER TABLE ONLY public.milestones_importedapplication
    ADD CONSTRAINT milestones_importedapplication_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.milestones_jobworkflow
    ADD CONSTRAINT milestones_jobworkflow_job_id_key UNIQUE (job_id);

ALTER TABLE ONLY public.milestones_jobworkflow
    ADD CONSTRAINT milestones_jobworkflow_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.milestones_milestone
    ADD CONSTRAINT milestones_milestone_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.milestones_milestonedefinitiongroupobjectpermission
    ADD CONSTRAINT milestones_milestonedefi_group_id_permission_id_c_3a8acb37_uniq UNIQUE (group_id, permission_id, content_object_id);

ALTER TABLE ONLY public.milestones_milestonedefinitionuserobjectpermission
    ADD CONSTRAINT milestones_milestonedefi_user_id_permission_id_co_007372c5_uniq UNIQUE (user_id, permission_id, content_object_id);

ALTER TABLE ONLY public.milestones_milestonedefinition
    ADD CONSTRAINT milestones_milestonedefinition_key_key UNIQUE (key);

ALTER TABLE ONLY public.milestones_milestonedefinition
    ADD CONSTRAINT milestones_milestonedefinition_name_key UNIQUE (name);

ALTER TABLE ONLY public.milestones_milestonedefinition
    ADD CONSTRAINT milestones_milestonedefinition_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.milestones_milestonedefinitiongroupobjectpermission
    ADD CONSTRAINT milestones_milestonedefinitiongroupobjectpermission_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.milestones_milestonedefinitionuserobjectpermission
    ADD CONSTRAINT milestones_milestonedefinitionuserobjectpermission_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.milestones_notepolicy
    ADD CONSTRAINT milestones_notepolicy_name_key UNIQUE (name);

ALTER TABLE ONLY public.milestones_notepolicy
    ADD CONSTRAINT milestones_notepolicy_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.milestones_transfer
    ADD CONSTRAINT milestones_transfer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.milestones_transfer
    ADD CONSTRAINT milestones_transfer_to_application_id_key UNIQUE (to_application_id);

ALTER TABLE ONLY public.milestones_visit
    ADD CONSTRAINT milestones_visit_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.milestones_visitsignal
    ADD CONSTRAINT milestones_visitsignal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.milestones_workflow
    ADD CONSTRAINT milestones_workflow_key_key UNIQUE (key);

ALTER TABLE ONLY public.milestones_workflow
    ADD CONSTRAINT milestones_workflow_name_key UNIQUE (name);

ALTER TABLE ONLY public.milestones_workflow
    ADD CONSTRAINT milestones_workflow_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.milestones_workflowselectionrule
    ADD CONSTRAINT milestones_workflowselectionrule_name_key UNIQUE (name);

ALTER TABLE ONLY public.milestones_workflowselectionrule
    ADD CONSTRAINT milestones_workflowselectionrule_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.milestones_workflowversion
    ADD CONSTRAINT milestones_workflowversion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_candidatephone
    ADD CONSTRAINT number_once_per_candidate UNIQUE (value_index, candidate_id);

ALTER TABLE ONLY public.oauth2_provider_accesstoken
    ADD CONSTRAINT oauth2_provider_accesstoken_id_token_id_key UNIQUE (id_token_id);

ALTER TABLE ONLY public.oauth2_provider_accesstoken
    ADD CONSTRAINT oauth2_provider_accesstoken_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.oauth2_provider_accesstoken
    ADD CONSTRAINT oauth2_provider_accesstoken_source_refresh_token_id_key UNIQUE (source_refresh_token_id);

ALTER TABLE ONLY public.oauth2_provider_accesstoken
    ADD CONSTRAINT oauth2_provider_accesstoken_token_checksum_85319a26_uniq UNIQUE (token_checksum);

ALTER TABLE ONLY public.oauth2_provider_devicegrant
    ADD CONSTRAINT oauth2_provider_devicegrant_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.oauth2_provider_devicegrant
    ADD CONSTRAINT oauth2_provider_devicegrant_unique_device_code UNIQUE (device_code);

ALTER TABLE ONLY public.oauth2_provider_grant
    ADD CONSTRAINT oauth2_provider_grant_code_key UNIQUE (code);

ALTER TABLE ONLY public.oauth2_provider_grant
    ADD CONSTRAINT oauth2_provider_grant_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.oauth2_provider_idtoken
    ADD CONSTRAINT oauth2_provider_idtoken_jti_key UNIQUE (jti);

ALTER TABLE ONLY public.oauth2_provider_idtoken
    ADD CONSTRAINT oauth2_provider_idtoken_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.oauth2_provider_refreshtoken
    ADD CONSTRAINT oauth2_provider_refresht_token_checksum_revoked_46c81d1d_uniq UNIQUE (token_checksum, revoked);

ALTER TABLE ONLY public.oauth2_provider_refreshtoken
    ADD CONSTRAINT oauth2_provider_refreshtoken_access_token_id_key UNIQUE (access_token_id);

ALTER TABLE ONLY public.oauth2_provider_refreshtoken
    ADD CONSTRAINT oauth2_provider_refreshtoken_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ats_offerversion
    ADD CONSTRAINT offer_version_number_once UNIQUE (offer_id, number);

ALTER TABLE ONLY public.ats_hiringteammember
    ADD CONSTRAINT once_per_team_role UNIQUE (job_id, user_id, role);

ALTER TABLE ONLY public.kernel_idempotentrequest
    ADD CONSTRAINT one_answer_per_idempotency_key UNIQUE (principal, route, key_hash);

ALTER TABLE ONLY public.ats_answer
    ADD CONSTRAINT one_answer_per_question UNIQUE (application_id, question_id);

ALTER TABLE ONLY public.kernel_approvalstep
    ADD CONSTRAINT one_approval_step_of_an_order UNIQUE (request_id, "order");

ALTER TABLE ONLY public.kernel_roleassignment
    ADD CONSTRAINT one_assignment_of_a_kind UNIQUE NULLS NOT DISTINCT (user_id, role_id, scope, unit_id);

ALTER TABLE ONLY public.kernel_defaultview
    ADD CONSTRAINT one_default_view_per_list UNIQUE (user_id, page);

ALTER TABLE ONLY public.kernel_delivery
    ADD CONSTRAINT one_delivery_per_handler UNIQUE (event_id, handler);

ALTER TABLE ONLY public.kernel_approvalflowstep
    ADD CONSTRAINT one_flow_step_of_an_order UNIQUE (flow_id, "order");

ALTER TABLE ONLY public.ats_follow
    ADD CONSTRAINT one_follow_each UNIQUE (candidate_id, user_id);

ALTER TABLE ONLY public.kernel_importmapping
    ADD CONSTRAINT one_import_mapping_of_a_name UNIQUE (noun, name);

ALTER TABLE ONLY public.ats_interviewkit
    ADD CONSTRAINT one_kit_of_a_name_per_job UNIQUE NULLS NOT DISTINCT (job_id, name);

ALTER TABLE ONLY public.ats_offerletter
    ADD CONSTRAINT one_letter_per_offer_version UNIQUE (offer_id, version);

ALTER TABLE ONLY public.kernel_noticepreference
    ADD CONSTRAINT one_preference_of_a_kind UNIQUE (user_id, kind);

ALTER TABLE ONLY public.kernel_webhookattempt
    ADD CONSTRAINT one_row_per_webhook_attempt UNIQUE (delivery_id, number);

ALTER TABLE ONLY public.ats_scorecard
    ADD CONSTRAINT one_scorecard_per_interviewer UNIQUE (interview_id, interviewer_id);

ALTER TABLE ONLY public.kernel_approver
    ADD CONSTRAINT one_seat_per_person UNIQUE (step_id, user_id);

ALTER TABLE ONLY public.kernel_webhookdelivery
    ADD CONSTRAINT one_webhook_per_event UNIQUE (endpoint_id, event_id);

ALTER TABLE ONLY public.ats_opening
    ADD CONSTRAINT opening_id_once_per_job UNIQUE (job_id, opening_id);

ALTER TABLE ONLY public.milestones_milestone
    ADD CONSTRAINT order_once_per_version UNIQUE (version_id, "order") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.kernel_filepage
    ADD CONSTRAINT page_number_once_per_file UNIQUE (file_id, number);

ALTER TABLE ONLY public.ats_duplicatepair
    ADD CONSTRAINT pair_once UNIQUE (first_id, second_id);

ALTER TABLE ONLY public.ats_referral
    ADD CONSTRAINT referred_once_for_a_job UNIQUE (referred_by_id, job_id, email_index);

ALTER TABLE ONLY public.kernel_savedview
    ADD CONSTRAINT saved_view_name_once UNIQUE (owner_id, page, name);

ALTER TABLE ONLY public.milestones_workflowselectionrule
    ADD CONSTRAINT selection_rule_position_once UNIQUE ("position") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_selfidentificationquestion
    ADD CONSTRAINT self_identification_version_once UNIQUE (region, key, version);

ALTER TABLE ONLY public.milestones_visitsignal
    ADD CONSTRAINT signal_once_per_visit UNIQUE (visit_id, code);

ALTER TABLE ONLY public.socialaccount_socialaccount
    ADD CONSTRAINT socialaccount_socialaccount_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.socialaccount_socialaccount
    ADD CONSTRAINT socialaccount_socialaccount_provider_uid_fc810c6e_uniq UNIQUE (provider, uid);

ALTER TABLE ONLY public.socialaccount_socialapp
    ADD CONSTRAINT socialaccount_socialapp_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.socialaccount_socialtoken
    ADD CONSTRAINT socialaccount_socialtoken_app_id_account_id_fca4e0ac_uniq UNIQUE (app_id, account_id);

ALTER TABLE ONLY public.socialaccount_socialtoken
    ADD CONSTRAINT socialaccount_socialtoken_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.kernel_notice
    ADD CONSTRAINT told_once_of_an_event UNIQUE (user_id, kind, event_id);

ALTER TABLE ONLY public.usersessions_usersession
    ADD CONSTRAINT usersessions_usersession_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.usersessions_usersession
    ADD CONSTRAINT usersessions_usersession_session_key_key UNIQUE (session_key);

ALTER TABLE ONLY public.milestones_workflowversion
    ADD CONSTRAINT version_number_once UNIQUE (workflow_id, number);

ALTER TABLE ONLY public.milestones_visit
    ADD CONSTRAINT visit_position_once UNIQUE (application_id, "position");

CREATE INDEX absence_covered_by ON public.kernel_absence USING btree (deputy_id, ends_at);

CREATE INDEX account_emailaddress_email_03be32b2 ON public.account_emailaddress USING btree (email);

CREATE INDEX account_emailaddress_email_03be32b2_like ON public.account_emailaddress USING btree (email varchar_pattern_ops);

CREATE INDEX account_emailaddress_user_id_2c513194 ON public.account_emailaddress USING btree (user_id);

CREATE INDEX account_emailconfirmation_email_address_id_5b7f8c58 ON public.account_emailconfirmation USING btree (email_address_id);

CREATE INDEX account_emailconfirmation_key_f43612bd_like ON public.account_emailconfirmation USING btree (key varchar_pattern_ops);

CREATE INDEX active_applications_by_stage ON public.ats_application USING btree (stage, updated_at, id) WHERE ((status)::text = 'active'::text);

CREATE INDEX active_applications_newest ON public.ats_application USING btree (applied_at DESC, id DESC) WHERE ((status)::text = 'active'::text);

CREATE INDEX active_applications_of_owner ON public.ats_application USING btree (owner_id, id) WHERE ((status)::text = 'active'::text);

CREATE INDEX addresses_by_domain ON public.ats_candidateemail USING btree (domain_index);

CREATE INDEX application_board ON public.ats_application USING btree (job_id, status, stage);

CREATE INDEX applications_newest ON public.ats_application USING btree (created_at DESC, id DESC);

CREATE INDEX approval_subject ON public.kernel_approvalrequest USING btree (subject_type, subject_id);

CREATE INDEX ats_answer_application_id_ced44327 ON public.ats_answer USING btree (application_id);

CREATE INDEX ats_answer_external_id_c921bbe6 ON public.ats_answer USING btree (external_id);

CREATE INDEX ats_answer_external_id_c921bbe6_like ON public.ats_answer USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_answer_question_id_ee2b47d7 ON public.ats_answer USING btree (question_id);

CREATE INDEX ats_application_candidate_id_93ff5406 ON public.ats_application USING btree (candidate_id);

CREATE INDEX ats_application_credited_to_id_be1594fe ON public.ats_application USING btree (credited_to_id);

CREATE INDEX ats_application_external_id_a25deb48 ON public.ats_application USING btree (external_id);

CREATE INDEX ats_application_external_id_a25deb48_like ON public.ats_application USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_application_job_id_97690e85 ON public.ats_application USING btree (job_id);

CREATE INDEX ats_application_owner_id_5684da60 ON public.ats_application USING btree (owner_id);

CREATE INDEX ats_application_rejection_reason_id_39157ac4 ON public.ats_application USING btree (rejection_reason_id);

CREATE INDEX ats_application_source_id_9499ea66 ON public.ats_application USING btree (source_id);

CREATE INDEX ats_attachment_application_id_39ca37e2 ON public.ats_attachment USING btree (application_id);

CREATE INDEX ats_attachment_candidate_id_c1891fcd ON public.ats_attachment USING btree (candidate_id);

CREATE INDEX ats_attachment_external_id_3f9035b6 ON public.ats_attachment USING btree (external_id);

CREATE INDEX ats_attachment_external_id_3f9035b6_like ON public.ats_attachment USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_attachment_file_id_bb4d78a0 ON public.ats_attachment USING btree (file_id);

CREATE INDEX ats_booking_application_id_921d5f05 ON public.ats_booking USING btree (application_id);

CREATE INDEX ats_booking_external_id_f963e145 ON public.ats_booking USING btree (external_id);

CREATE INDEX ats_booking_external_id_f963e145_like ON public.ats_booking USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_booking_interviewers_booking_id_3358d28e ON public.ats_booking_interviewers USING btree (booking_id);

CREATE INDEX ats_booking_interviewers_user_id_3770cf13 ON public.ats_booking_interviewers USING btree (user_id);

CREATE INDEX ats_booking_kit_id_c69a76fc ON public.ats_booking USING btree (kit_id);

CREATE INDEX ats_booking_organizer_id_b3b34dd1 ON public.ats_booking USING btree (organizer_id);

CREATE INDEX ats_candidateemail_candidate_id_46c960db ON public.ats_candidateemail USING btree (candidate_id);

CREATE INDEX ats_candidatemerge_absorbed_id_a0cc2b93 ON public.ats_candidatemerge USING btree (absorbed_id);

CREATE INDEX ats_candidatemerge_external_id_142a9b70 ON public.ats_candidatemerge USING btree (external_id);

CREATE INDEX ats_candidatemerge_external_id_142a9b70_like ON public.ats_candidatemerge USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_candidatemerge_merged_by_id_14922b41 ON public.ats_candidatemerge USING btree (merged_by_id);

CREATE INDEX ats_candidatemerge_survivor_id_a5a4e1f0 ON public.ats_candidatemerge USING btree (survivor_id);

CREATE INDEX ats_candidatemerge_unmerged_by_id_e92b837d ON public.ats_candidatemerge USING btree (unmerged_by_id);

CREATE INDEX ats_candidatephone_candidate_id_5daab3e9 ON public.ats_candidatephone USING btree (candidate_id);

CREATE INDEX ats_classificationrule_expected_family_id_f2057ef5 ON public.ats_classificationrule USING btree (expected_family_id);

CREATE INDEX ats_classificationrule_external_id_29ba8714 ON public.ats_classificationrule USING btree (external_id);

CREATE INDEX ats_classificationrule_external_id_29ba8714_like ON public.ats_classificationrule USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_classificationrule_name_034d8734_like ON public.ats_classificationrule USING btree (name varchar_pattern_ops);

CREATE INDEX ats_company_external_id_b6b1f289 ON public.ats_company USING btree (external_id);

CREATE INDEX ats_company_external_id_b6b1f289_like ON public.ats_company USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_company_logo_id_8b1004a0 ON public.ats_company USING btree (logo_id);

CREATE INDEX ats_customfield_external_id_78bfdbb7 ON public.ats_customfield USING btree (external_id);

CREATE INDEX ats_customfield_external_id_78bfdbb7_like ON public.ats_customfield USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_department_external_id_c93734d8 ON public.ats_department USING btree (external_id);

CREATE INDEX ats_department_external_id_c93734d8_like ON public.ats_department USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_department_name_6ea08da7_like ON public.ats_department USING btree (name varchar_pattern_ops);

CREATE INDEX ats_duplicatepair_decided_by_id_4348b05a ON public.ats_duplicatepair USING btree (decided_by_id);

CREATE INDEX ats_duplicatepair_external_id_6be6a58d ON public.ats_duplicatepair USING btree (external_id);

CREATE INDEX ats_duplicatepair_external_id_6be6a58d_like ON public.ats_duplicatepair USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_duplicatepair_first_id_e3136921 ON public.ats_duplicatepair USING btree (first_id);

CREATE INDEX ats_duplicatepair_second_id_0cd4def3 ON public.ats_duplicatepair USING btree (second_id);

CREATE INDEX ats_duplicaterule_external_id_62785cba ON public.ats_duplicaterule USING btree (external_id);

CREATE INDEX ats_duplicaterule_external_id_62785cba_like ON public.ats_duplicaterule USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_duplicaterule_signal_47c6c6fb_like ON public.ats_duplicaterule USING btree (signal varchar_pattern_ops);

CREATE INDEX ats_duplicaterun_external_id_2014b167 ON public.ats_duplicaterun USING btree (external_id);

CREATE INDEX ats_duplicaterun_external_id_2014b167_like ON public.ats_duplicaterun USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_duplicaterun_started_by_id_48977ac8 ON public.ats_duplicaterun USING btree (started_by_id);

CREATE INDEX ats_follow_candidate_id_746bf17f ON public.ats_follow USING btree (candidate_id);

CREATE INDEX ats_follow_external_id_684159ad ON public.ats_follow USING btree (external_id);

CREATE INDEX ats_follow_external_id_684159ad_like ON public.ats_follow USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_follow_user_id_7d1d6e2a ON public.ats_follow USING btree (user_id);

CREATE INDEX ats_hiringteammember_external_id_de5c530d ON public.ats_hiringteammember USING btree (external_id);

CREATE INDEX ats_hiringteammember_external_id_de5c530d_like ON public.ats_hiringteammember USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_hiringteammember_job_id_d7860ae0 ON public.ats_hiringteammember USING btree (job_id);

CREATE INDEX ats_hiringteammember_user_id_cf42076d ON public.ats_hiringteammember USING btree (user_id);

CREATE INDEX ats_historicalapplication_candidate_id_6a4637f6 ON public.ats_historicalapplication USING btree (candidate_id);

CREATE INDEX ats_historicalapplication_credited_to_id_96b92be9 ON public.ats_historicalapplication USING btree (credited_to_id);

CREATE INDEX ats_historicalapplication_external_id_258efa44 ON public.ats_historicalapplication USING btree (external_id);

CREATE INDEX ats_historicalapplication_external_id_258efa44_like ON public.ats_historicalapplication USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_historicalapplication_history_date_550ce08d ON public.ats_historicalapplication USING btree (history_date);

CREATE INDEX ats_historicalapplication_history_user_id_8c73dd03 ON public.ats_historicalapplication USING btree (history_user_id);

CREATE INDEX ats_historicalapplication_id_2b031022 ON public.ats_historicalapplication USING btree (id);

CREATE INDEX ats_historicalapplication_job_id_05fff8e1 ON public.ats_historicalapplication USING btree (job_id);

CREATE INDEX ats_historicalapplication_owner_id_c9fbd795 ON public.ats_historicalapplication USING btree (owner_id);

CREATE INDEX ats_historicalapplication_rejection_reason_id_78a62c74 ON public.ats_historicalapplication USING btree (rejection_reason_id);

CREATE INDEX ats_historicalapplication_source_id_87f8c0dc ON public.ats_historicalapplication USING btree (source_id);

CREATE INDEX ats_historicalbooking_application_id_38d0e74c ON public.ats_historicalbooking USING btree (application_id);

CREATE INDEX ats_historicalbooking_external_id_438daebc ON public.ats_historicalbooking USING btree (external_id);

CREATE INDEX ats_historicalbooking_external_id_438daebc_like ON public.ats_historicalbooking USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_historicalbooking_history_date_c0eedb8f ON public.ats_historicalbooking USING btree (history_date);

CREATE INDEX ats_historicalbooking_history_user_id_fc5eba87 ON public.ats_historicalbooking USING btree (history_user_id);

CREATE INDEX ats_historicalbooking_id_835e07cf ON public.ats_historicalbooking USING btree (id);

CREATE INDEX ats_historicalbooking_interview_id_eaa68b18 ON public.ats_historicalbooking USING btree (interview_id);

CREATE INDEX ats_historicalbooking_interviewers_booking_id_73ed9c78 ON public.ats_historicalbooking_interviewers USING btree (booking_id);

CREATE INDEX ats_historicalbooking_interviewers_history_id_c36d4fcc ON public.ats_historicalbooking_interviewers USING btree (history_id);

CREATE INDEX ats_historicalbooking_interviewers_id_a5ade96c ON public.ats_historicalbooking_interviewers USING btree (id);

CREATE INDEX ats_historicalbooking_interviewers_user_id_37befcc4 ON public.ats_historicalbooking_interviewers USING btree (user_id);

CREATE INDEX ats_historicalbooking_kit_id_659d1c16 ON public.ats_historicalbooking USING btree (kit_id);

CREATE INDEX ats_historicalbooking_organizer_id_6be8f297 ON public.ats_historicalbooking USING btree (organizer_id);

CREATE INDEX ats_historicalcandidate_history_date_87e64c63 ON public.ats_historicalcandidate USING btree (history_date);

CREATE INDEX ats_historicalcandidate_history_user_id_f5088c4d ON public.ats_historicalcandidate USING btree (history_user_id);

CREATE INDEX ats_historicalcandidate_id_1791a77a ON public.ats_historicalcandidate USING btree (id);

CREATE INDEX ats_historicalclassificationrule_expected_family_id_0a7a3800 ON public.ats_historicalclassificationrule USING btree (expected_family_id);

CREATE INDEX ats_historicalclassificationrule_external_id_1eef37d6 ON public.ats_historicalclassificationrule USING btree (external_id);

CREATE INDEX ats_historicalclassificationrule_external_id_1eef37d6_like ON public.ats_historicalclassificationrule USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_historicalclassificationrule_history_date_86a17157 ON public.ats_historicalclassificationrule USING btree (history_date);

CREATE INDEX ats_historicalclassificationrule_history_user_id_0af283b7 ON public.ats_historicalclassificationrule USING btree (history_user_id);

CREATE INDEX ats_historicalclassificationrule_id_574899ba ON public.ats_historicalclassificationrule USING btree (id);

CREATE INDEX ats_historicalclassificationrule_name_4b3aa3f5 ON public.ats_historicalclassificationrule USING btree (name);

CREATE INDEX ats_historicalclassificationrule_name_4b3aa3f5_like ON public.ats_historicalclassificationrule USING btree (name varchar_pattern_ops);

CREATE INDEX ats_historicalcompany_external_id_7801f776 ON public.ats_historicalcompany USING btree (external_id);

CREATE INDEX ats_historicalcompany_external_id_7801f776_like ON public.ats_historicalcompany USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_historicalcompany_history_date_0d56d396 ON public.ats_historicalcompany USING btree (history_date);

CREATE INDEX ats_historicalcompany_history_user_id_28d36721 ON public.ats_historicalcompany USING btree (history_user_id);

CREATE INDEX ats_historicalcompany_id_46e82258 ON public.ats_historicalcompany USING btree (id);

CREATE INDEX ats_historicalcompany_logo_id_ad6387ab ON public.ats_historicalcompany USING btree (logo_id);

CREATE INDEX ats_historicalcompany_only_1c0db249 ON public.ats_historicalcompany USING btree ("only");

CREATE INDEX ats_historicalcustomfield_external_id_96caf825 ON public.ats_historicalcustomfield USING btree (external_id);

CREATE INDEX ats_historicalcustomfield_external_id_96caf825_like ON public.ats_historicalcustomfield USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_historicalcustomfield_history_date_6954bf68 ON public.ats_historicalcustomfield USING btree (history_date);

CREATE INDEX ats_historicalcustomfield_history_user_id_bf743198 ON public.ats_historicalcustomfield USING btree (history_user_id);

CREATE INDEX ats_historicalcustomfield_id_75c430c8 ON public.ats_historicalcustomfield USING btree (id);

CREATE INDEX ats_historicaldepartment_external_id_c0f67c65 ON public.ats_historicaldepartment USING btree (external_id);

CREATE INDEX ats_historicaldepartment_external_id_c0f67c65_like ON public.ats_historicaldepartment USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_historicaldepartment_history_date_1549ae91 ON public.ats_historicaldepartment USING btree (history_date);

CREATE INDEX ats_historicaldepartment_history_user_id_68e5853b ON public.ats_historicaldepartment USING btree (history_user_id);

CREATE INDEX ats_historicaldepartment_id_9976de57 ON public.ats_historicaldepartment USING btree (id);

CREATE INDEX ats_historicaldepartment_name_55bca0ba ON public.ats_historicaldepartment USING btree (name);

CREATE INDEX ats_historicaldepartment_name_55bca0ba_like ON public.ats_historicaldepartment USING btree (name varchar_pattern_ops);

CREATE INDEX ats_historicalduplicaterule_external_id_b99e7ad4 ON public.ats_historicalduplicaterule USING btree (external_id);

CREATE INDEX ats_historicalduplicaterule_external_id_b99e7ad4_like ON public.ats_historicalduplicaterule USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_historicalduplicaterule_history_date_ab256bbd ON public.ats_historicalduplicaterule USING btree (history_date);

CREATE INDEX ats_historicalduplicaterule_history_user_id_aeccb2c5 ON public.ats_historicalduplicaterule USING btree (history_user_id);

CREATE INDEX ats_historicalduplicaterule_id_7d7b5977 ON public.ats_historicalduplicaterule USING btree (id);

CREATE INDEX ats_historicalduplicaterule_signal_ff88f6d9 ON public.ats_historicalduplicaterule USING btree (signal);

CREATE INDEX ats_historicalduplicaterule_signal_ff88f6d9_like ON public.ats_historicalduplicaterule USING btree (signal varchar_pattern_ops);

CREATE INDEX ats_historicalhiringteammember_external_id_11d716af ON public.ats_historicalhiringteammember USING btree (external_id);

CREATE INDEX ats_historicalhiringteammember_external_id_11d716af_like ON public.ats_historicalhiringteammember USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_historicalhiringteammember_history_date_5a8c6c16 ON public.ats_historicalhiringteammember USING btree (history_date);

CREATE INDEX ats_historicalhiringteammember_history_user_id_76f4ff2c ON public.ats_historicalhiringteammember USING btree (history_user_id);

CREATE INDEX ats_historicalhiringteammember_id_5f36e868 ON public.ats_historicalhiringteammember USING btree (id);

CREATE INDEX ats_historicalhiringteammember_job_id_a10a4fee ON public.ats_historicalhiringteammember USING btree (job_id);

CREATE INDEX ats_historicalhiringteammember_user_id_9d3f454b ON public.ats_historicalhiringteammember USING btree (user_id);

CREATE INDEX ats_historicalinterview_application_id_48aa0cd1 ON public.ats_historicalinterview USING btree (application_id);

CREATE INDEX ats_historicalinterview_external_id_874059fe ON public.ats_historicalinterview USING btree (external_id);

CREATE INDEX ats_historicalinterview_external_id_874059fe_like ON public.ats_historicalinterview USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_historicalinterview_history_date_9edd3b27 ON public.ats_historicalinterview USING btree (history_date);

CREATE INDEX ats_historicalinterview_history_user_id_ede150ce ON public.ats_historicalinterview USING btree (history_user_id);

CREATE INDEX ats_historicalinterview_id_96ea34ba ON public.ats_historicalinterview USING btree (id);

CREATE INDEX ats_historicalinterview_interviewers_history_id_b42e87ba ON public.ats_historicalinterview_interviewers USING btree (history_id);

CREATE INDEX ats_historicalinterview_interviewers_id_894cac51 ON public.ats_historicalinterview_interviewers USING btree (id);

CREATE INDEX ats_historicalinterview_interviewers_interview_id_0ab9064c ON public.ats_historicalinterview_interviewers USING btree (interview_id);

CREATE INDEX ats_historicalinterview_interviewers_user_id_7fa8b4fc ON public.ats_historicalinterview_interviewers USING btree (user_id);

CREATE INDEX ats_historicalinterview_kit_id_8ed6b938 ON public.ats_historicalinterview USING btree (kit_id);

CREATE INDEX ats_historicalinterview_organizer_id_43a33d8c ON public.ats_historicalinterview USING btree (organizer_id);

CREATE INDEX ats_historicalinterviewkit_external_id_58460e16 ON public.ats_historicalinterviewkit USING btree (external_id);

CREATE INDEX ats_historicalinterviewkit_external_id_58460e16_like ON public.ats_historicalinterviewkit USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_historicalinterviewkit_history_date_f7ec144e ON public.ats_historicalinterviewkit USING btree (history_date);

CREATE INDEX ats_historicalinterviewkit_history_user_id_5f4dd42d ON public.ats_historicalinterviewkit USING btree (history_user_id);

CREATE INDEX ats_historicalinterviewkit_id_bf8317c3 ON public.ats_historicalinterviewkit USING btree (id);

CREATE INDEX ats_historicalinterviewkit_job_id_231e8921 ON public.ats_historicalinterviewkit USING btree (job_id);

CREATE INDEX ats_historicalinvitation_external_id_8494f3a0 ON public.ats_historicalinvitation USING btree (external_id);

CREATE INDEX ats_historicalinvitation_external_id_8494f3a0_like ON public.ats_historicalinvitation USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_historicalinvitation_history_date_67048bd4 ON public.ats_historicalinvitation USING btree (history_date);

CREATE INDEX ats_historicalinvitation_history_user_id_e961cddc ON public.ats_historicalinvitation USING btree (history_user_id);

CREATE INDEX ats_historicalinvitation_id_8a3918b0 ON public.ats_historicalinvitation USING btree (id);

CREATE INDEX ats_historicalinvitation_invited_by_id_9654e38f ON public.ats_historicalinvitation USING btree (invited_by_id);

CREATE INDEX ats_historicalinvitation_job_id_3b6a3778 ON public.ats_historicalinvitation USING btree (job_id);

CREATE INDEX ats_historicalinvitation_user_id_6c1443b4 ON public.ats_historicalinvitation USING btree (user_id);

CREATE INDEX ats_historicaljob_department_id_0b3252c2 ON public.ats_historicaljob USING btree (department_id);

CREATE INDEX ats_historicaljob_external_id_584c217b ON public.ats_historicaljob USING btree (external_id);

CREATE INDEX ats_historicaljob_external_id_584c217b_like ON public.ats_historicaljob USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_historicaljob_history_date_519533ad ON public.ats_historicaljob USING btree (history_date);

CREATE INDEX ats_historicaljob_history_user_id_76aa37e6 ON public.ats_historicaljob USING btree (history_user_id);

CREATE INDEX ats_historicaljob_id_bd842741 ON public.ats_historicaljob USING btree (id);

CREATE INDEX ats_historicaljob_job_family_id_351d984b ON public.ats_historicaljob USING btree (job_family_id);

CREATE INDEX ats_historicaljob_job_group_id_979510ab ON public.ats_historicaljob USING btree (job_group_id);

CREATE INDEX ats_historicaljob_locations_history_id_808133e5 ON public.ats_historicaljob_locations USING btree (history_id);

CREATE INDEX ats_historicaljob_locations_id_2bedacb9 ON public.ats_historicaljob_locations USING btree (id);

CREATE INDEX ats_historicaljob_locations_job_id_648677b9 ON public.ats_historicaljob_locations USING btree (job_id);

CREATE INDEX ats_historicaljob_locations_location_id_5e598bb0 ON public.ats_historicaljob_locations USING btree (location_id);

CREATE INDEX ats_historicaljob_requisition_id_4f4fb7e7 ON public.ats_historicaljob USING btree (requisition_id);

CREATE INDEX ats_historicaljob_requisition_id_4f4fb7e7_like ON public.ats_historicaljob USING btree (requisition_id varchar_pattern_ops);

CREATE INDEX ats_historicaljobfamily_external_id_ebe9eb39 ON public.ats_historicaljobfamily USING btree (external_id);

CREATE INDEX ats_historicaljobfamily_external_id_ebe9eb39_like ON public.ats_historicaljobfamily USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_historicaljobfamily_history_date_86d5990b ON public.ats_historicaljobfamily USING btree (history_date);

CREATE INDEX ats_historicaljobfamily_history_user_id_f8af763b ON public.ats_historicaljobfamily USING btree (history_user_id);

CREATE INDEX ats_historicaljobfamily_id_29d4137b ON public.ats_historicaljobfamily USING btree (id);

CREATE INDEX ats_historicaljobfamily_key_d60a42a0 ON public.ats_historicaljobfamily USING btree (key);

CREATE INDEX ats_historicaljobfamily_key_d60a42a0_like ON public.ats_historicaljobfamily USING btree (key varchar_pattern_ops);

CREATE INDEX ats_historicaljobfamily_name_3d757b15 ON public.ats_historicaljobfamily USING btree (name);

CREATE INDEX ats_historicaljobfamily_name_3d757b15_like ON public.ats_historicaljobfamily USING btree (name varchar_pattern_ops);

CREATE INDEX ats_historicaljobgroup_external_id_314bbe5c ON public.ats_historicaljobgroup USING btree (external_id);

CREATE INDEX ats_historicaljobgroup_external_id_314bbe5c_like ON public.ats_historicaljobgroup USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_historicaljobgroup_history_date_6608a8b6 ON public.ats_historicaljobgroup USING btree (history_date);

CREATE INDEX ats_historicaljobgroup_history_user_id_45defed6 ON public.ats_historicaljobgroup USING btree (history_user_id);

CREATE INDEX ats_historicaljobgroup_id_106416fa ON public.ats_historicaljobgroup USING btree (id);

CREATE INDEX ats_historicaljobgroup_key_0dc268ed ON public.ats_historicaljobgroup USING btree (key);

CREATE INDEX ats_historicaljobgroup_key_0dc268ed_like ON public.ats_historicaljobgroup USING btree (key varchar_pattern_ops);

CREATE INDEX ats_historicaljobgroup_name_fd374496 ON public.ats_historicaljobgroup USING btree (name);

CREATE INDEX ats_historicaljobgroup_name_fd374496_like ON public.ats_historicaljobgroup USING btree (name varchar_pattern_ops);

CREATE INDEX ats_historicaljobpost_external_id_b5e792f6 ON public.ats_historicaljobpost USING btree (external_id);

CREATE INDEX ats_historicaljobpost_external_id_b5e792f6_like ON public.ats_historicaljobpost USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_historicaljobpost_history_date_d93ca9bb ON public.ats_historicaljobpost USING btree (history_date);

CREATE INDEX ats_historicaljobpost_history_user_id_a151d895 ON public.ats_historicaljobpost USING btree (history_user_id);

CREATE INDEX ats_historicaljobpost_id_b8157f72 ON public.ats_historicaljobpost USING btree (id);

CREATE INDEX ats_historicaljobpost_job_id_55befa23 ON public.ats_historicaljobpost USING btree (job_id);

CREATE INDEX ats_historicaljobpost_slug_1281d628 ON public.ats_historicaljobpost USING btree (slug);

CREATE INDEX ats_historicaljobpost_slug_1281d628_like ON public.ats_historicaljobpost USING btree (slug varchar_pattern_ops);

CREATE INDEX ats_historicaljobquestion_external_id_0a77a768 ON public.ats_historicaljobquestion USING btree (external_id);

CREATE INDEX ats_historicaljobquestion_external_id_0a77a768_like ON public.ats_historicaljobquestion USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_historicaljobquestion_history_date_65c4ae54 ON public.ats_historicaljobquestion USING btree (history_date);

CREATE INDEX ats_historicaljobquestion_history_user_id_c1376143 ON public.ats_historicaljobquestion USING btree (history_user_id);

CREATE INDEX ats_historicaljobquestion_id_d6121416 ON public.ats_historicaljobquestion USING btree (id);

CREATE INDEX ats_historicaljobquestion_job_id_6d02cc5b ON public.ats_historicaljobquestion USING btree (job_id);

CREATE INDEX ats_historicaljobtemplate_department_id_4c976625 ON public.ats_historicaljobtemplate USING btree (department_id);

CREATE INDEX ats_historicaljobtemplate_external_id_221ad5b0 ON public.ats_historicaljobtemplate USING btree (external_id);

CREATE INDEX ats_historicaljobtemplate_external_id_221ad5b0_like ON public.ats_historicaljobtemplate USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_historicaljobtemplate_history_date_6686c9a3 ON public.ats_historicaljobtemplate USING btree (history_date);

CREATE INDEX ats_historicaljobtemplate_history_user_id_95ab3eb5 ON public.ats_historicaljobtemplate USING btree (history_user_id);

CREATE INDEX ats_historicaljobtemplate_id_ca979f0a ON public.ats_historicaljobtemplate USING btree (id);

CREATE INDEX ats_historicaljobtemplate_job_family_id_86cbfbde ON public.ats_historicaljobtemplate USING btree (job_family_id);

CREATE INDEX ats_historicaljobtemplate_job_group_id_64e1669a ON public.ats_historicaljobtemplate USING btree (job_group_id);

CREATE INDEX ats_historicaljobtemplate_locations_history_id_58fa34c4 ON public.ats_historicaljobtemplate_locations USING btree (history_id);

CREATE INDEX ats_historicaljobtemplate_locations_id_9f5f9700 ON public.ats_historicaljobtemplate_locations USING btree (id);

CREATE INDEX ats_historicaljobtemplate_locations_jobtemplate_id_ce2eb27a ON public.ats_historicaljobtemplate_locations USING btree (jobtemplate_id);

CREATE INDEX ats_historicaljobtemplate_locations_location_id_6698bb18 ON public.ats_historicaljobtemplate_locations USING btree (location_id);

CREATE INDEX ats_historicaljobtemplate_name_ea853faf ON public.ats_historicaljobtemplate USING btree (name);

CREATE INDEX ats_historicaljobtemplate_name_ea853faf_like ON public.ats_historicaljobtemplate USING btree (name varchar_pattern_ops);

CREATE INDEX ats_historicallocation_calendar_id_87b1e524 ON public.ats_historicallocation USING btree (calendar_id);

CREATE INDEX ats_historicallocation_external_id_6e77244c ON public.ats_historicallocation USING btree (external_id);

CREATE INDEX ats_historicallocation_external_id_6e77244c_like ON public.ats_historicallocation USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_historicallocation_history_date_f631ff9c ON public.ats_historicallocation USING btree (history_date);

CREATE INDEX ats_historicallocation_history_user_id_a28a34c6 ON public.ats_historicallocation USING btree (history_user_id);

CREATE INDEX ats_historicallocation_id_14f59d07 ON public.ats_historicallocation USING btree (id);

CREATE INDEX ats_historicallocation_name_0cc9e67a ON public.ats_historicallocation USING btree (name);

CREATE INDEX ats_historicallocation_name_0cc9e67a_like ON public.ats_historicallocation USING btree (name varchar_pattern_ops);

CREATE INDEX ats_historicallocation_region_id_e074b806 ON public.ats_historicallocation USING btree (region_id);

CREATE INDEX ats_historicalnote_application_id_e695dc9e ON public.ats_historicalnote USING btree (application_id);

CREATE INDEX ats_historicalnote_author_id_9b688d23 ON public.ats_historicalnote USING btree (author_id);

CREATE INDEX ats_historicalnote_candidate_id_b0a743bc ON public.ats_historicalnote USING btree (candidate_id);

CREATE INDEX ats_historicalnote_external_id_5dcd183a ON public.ats_historicalnote USING btree (external_id);

CREATE INDEX ats_historicalnote_external_id_5dcd183a_like ON public.ats_historicalnote USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_historicalnote_history_date_4d7b0d5a ON public.ats_historicalnote USING btree (history_date);

CREATE INDEX ats_historicalnote_history_user_id_d0ea5839 ON public.ats_historicalnote USING btree (history_user_id);

CREATE INDEX ats_historicalnote_id_ab1ba967 ON public.ats_historicalnote USING btree (id);

CREATE INDEX ats_historicaloffer_application_id_71610b34 ON public.ats_historicaloffer USING btree (application_id);

CREATE INDEX ats_historicaloffer_external_id_98d416a8 ON public.ats_historicaloffer USING btree (external_id);

CREATE INDEX ats_historicaloffer_external_id_98d416a8_like ON public.ats_historicaloffer USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_historicaloffer_history_date_dae50157 ON public.ats_historicaloffer USING btree (history_date);

CREATE INDEX ats_historicaloffer_history_user_id_45e919b0 ON public.ats_historicaloffer USING btree (history_user_id);

CREATE INDEX ats_historicaloffer_id_e0bb809a ON public.ats_historicaloffer USING btree (id);

CREATE INDEX ats_historicaloffer_opening_id_6c7339af ON public.ats_historicaloffer USING btree (opening_id);

CREATE INDEX ats_historicalofferlettertemplate_external_id_589d95ff ON public.ats_historicalofferlettertemplate USING btree (external_id);

CREATE INDEX ats_historicalofferlettertemplate_external_id_589d95ff_like ON public.ats_historicalofferlettertemplate USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_historicalofferlettertemplate_history_date_22b48e41 ON public.ats_historicalofferlettertemplate USING btree (history_date);

CREATE INDEX ats_historicalofferlettertemplate_history_user_id_858de911 ON public.ats_historicalofferlettertemplate USING btree (history_user_id);

CREATE INDEX ats_historicalofferlettertemplate_id_b152a24f ON public.ats_historicalofferlettertemplate USING btree (id);

CREATE INDEX ats_historicalofferlettertemplate_name_de275317 ON public.ats_historicalofferlettertemplate USING btree (name);

CREATE INDEX ats_historicalofferlettertemplate_name_de275317_like ON public.ats_historicalofferlettertemplate USING btree (name varchar_pattern_ops);

CREATE INDEX ats_historicalofferlettertemplate_region_id_5b18ab33 ON public.ats_historicalofferlettertemplate USING btree (region_id);

CREATE INDEX ats_historicalopening_application_id_d7e12ef8 ON public.ats_historicalopening USING btree (application_id);

CREATE INDEX ats_historicalopening_external_id_3f8654e7 ON public.ats_historicalopening USING btree (external_id);

CREATE INDEX ats_historicalopening_external_id_3f8654e7_like ON public.ats_historicalopening USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_historicalopening_history_date_4c7e1dd8 ON public.ats_historicalopening USING btree (history_date);

CREATE INDEX ats_historicalopening_history_user_id_be66c3cf ON public.ats_historicalopening USING btree (history_user_id);

CREATE INDEX ats_historicalopening_id_99f70768 ON public.ats_historicalopening USING btree (id);

CREATE INDEX ats_historicalopening_job_id_4a428290 ON public.ats_historicalopening USING btree (job_id);

CREATE INDEX ats_historicalownershippolicy_external_id_ee0ed3f0 ON public.ats_historicalownershippolicy USING btree (external_id);

CREATE INDEX ats_historicalownershippolicy_external_id_ee0ed3f0_like ON public.ats_historicalownershippolicy USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_historicalownershippolicy_history_date_b67a43eb ON public.ats_historicalownershippolicy USING btree (history_date);

CREATE INDEX ats_historicalownershippolicy_history_user_id_cc6bb77c ON public.ats_historicalownershippolicy USING btree (history_user_id);

CREATE INDEX ats_historicalownershippolicy_id_2cc08fbb ON public.ats_historicalownershippolicy USING btree (id);

CREATE INDEX ats_historicalownershiprequest_answered_by_id_0d93d547 ON public.ats_historicalownershiprequest USING btree (answered_by_id);

CREATE INDEX ats_historicalownershiprequest_asked_by_id_fa949167 ON public.ats_historicalownershiprequest USING btree (asked_by_id);

CREATE INDEX ats_historicalownershiprequest_candidate_id_f256a8ce ON public.ats_historicalownershiprequest USING btree (candidate_id);

CREATE INDEX ats_historicalownershiprequest_external_id_f0a80463 ON public.ats_historicalownershiprequest USING btree (external_id);

CREATE INDEX ats_historicalownershiprequest_external_id_f0a80463_like ON public.ats_historicalownershiprequest USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_historicalownershiprequest_history_date_e82aaf18 ON public.ats_historicalownershiprequest USING btree (history_date);

CREATE INDEX ats_historicalownershiprequest_history_user_id_aa1340d5 ON public.ats_historicalownershiprequest USING btree (history_user_id);

CREATE INDEX ats_historicalownershiprequest_id_a61ddf51 ON public.ats_historicalownershiprequest USING btree (id);

CREATE INDEX ats_historicalownershiprequest_owner_id_934e811c ON public.ats_historicalownershiprequest USING btree (owner_id);

CREATE INDEX ats_historicalreferral_application_id_1a906c2b ON public.ats_historicalreferral USING btree (application_id);

CREATE INDEX ats_historicalreferral_external_id_17fbf101 ON public.ats_historicalreferral USING btree (external_id);

CREATE INDEX ats_historicalreferral_external_id_17fbf101_like ON public.ats_historicalreferral USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_historicalreferral_history_date_caaab1ab ON public.ats_historicalreferral USING btree (history_date);

CREATE INDEX ats_historicalreferral_history_user_id_06620315 ON public.ats_historicalreferral USING btree (history_user_id);

CREATE INDEX ats_historicalreferral_id_ae3a201d ON public.ats_historicalreferral USING btree (id);

CREATE INDEX ats_historicalreferral_job_id_cfbdab99 ON public.ats_historicalreferral USING btree (job_id);

CREATE INDEX ats_historicalreferral_referred_by_id_fc4d3094 ON public.ats_historicalreferral USING btree (referred_by_id);

CREATE INDEX ats_historicalregion_external_id_c80e3598 ON public.ats_historicalregion USING btree (external_id);

CREATE INDEX ats_historicalregion_external_id_c80e3598_like ON public.ats_historicalregion USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_historicalregion_history_date_a6109dc3 ON public.ats_historicalregion USING btree (history_date);

CREATE INDEX ats_historicalregion_history_user_id_8b4fd452 ON public.ats_historicalregion USING btree (history_user_id);

CREATE INDEX ats_historicalregion_id_9bff1413 ON public.ats_historicalregion USING btree (id);

CREATE INDEX ats_historicalregion_key_a651f88f ON public.ats_historicalregion USING btree (key);

CREATE INDEX ats_historicalregion_key_a651f88f_like ON public.ats_historicalregion USING btree (key varchar_pattern_ops);

CREATE INDEX ats_historicalregion_name_29fe3fb0 ON public.ats_historicalregion USING btree (name);

CREATE INDEX ats_historicalregion_name_29fe3fb0_like ON public.ats_historicalregion USING btree (name varchar_pattern_ops);

CREATE INDEX ats_historicalrejectionreason_external_id_19f53025 ON public.ats_historicalrejectionreason USING btree (external_id);

CREATE INDEX ats_historicalrejectionreason_external_id_19f53025_like ON public.ats_historicalrejectionreason USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_historicalrejectionreason_history_date_61a3c0e5 ON public.ats_historicalrejectionreason USING btree (history_date);

CREATE INDEX ats_historicalrejectionreason_history_user_id_b9bfaf6a ON public.ats_historicalrejectionreason USING btree (history_user_id);

CREATE INDEX ats_historicalrejectionreason_id_2b51c9e0 ON public.ats_historicalrejectionreason USING btree (id);

CREATE INDEX ats_historicalrejectionreason_key_d3de1ac4 ON public.ats_historicalrejectionreason USING btree (key);

CREATE INDEX ats_historicalrejectionreason_key_d3de1ac4_like ON public.ats_historicalrejectionreason USING btree (key varchar_pattern_ops);

CREATE INDEX ats_historicalrequiredfieldrule_external_id_75bdeb57 ON public.ats_historicalrequiredfieldrule USING btree (external_id);

CREATE INDEX ats_historicalrequiredfieldrule_external_id_75bdeb57_like ON public.ats_historicalrequiredfieldrule USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_historicalrequiredfieldrule_history_date_32835f13 ON public.ats_historicalrequiredfieldrule USING btree (history_date);

CREATE INDEX ats_historicalrequiredfieldrule_history_user_id_e3680e14 ON public.ats_historicalrequiredfieldrule USING btree (history_user_id);

CREATE INDEX ats_historicalrequiredfieldrule_id_b226fd30 ON public.ats_historicalrequiredfieldrule USING btree (id);

CREATE INDEX ats_historicalrequiredfieldrule_milestone_7b360e2b ON public.ats_historicalrequiredfieldrule USING btree (milestone);

CREATE INDEX ats_historicalrequiredfieldrule_milestone_7b360e2b_like ON public.ats_historicalrequiredfieldrule USING btree (milestone varchar_pattern_ops);

CREATE INDEX ats_historicalrequiredfieldrule_role_id_f75fbfea ON public.ats_historicalrequiredfieldrule USING btree (role_id);

CREATE INDEX ats_historicalscorecard_external_id_31210406 ON public.ats_historicalscorecard USING btree (external_id);

CREATE INDEX ats_historicalscorecard_external_id_31210406_like ON public.ats_historicalscorecard USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_historicalscorecard_history_date_544997a6 ON public.ats_historicalscorecard USING btree (history_date);

CREATE INDEX ats_historicalscorecard_history_user_id_547b2be3 ON public.ats_historicalscorecard USING btree (history_user_id);

CREATE INDEX ats_historicalscorecard_id_2f5479d6 ON public.ats_historicalscorecard USING btree (id);

CREATE INDEX ats_historicalscorecard_interview_id_b6e1f635 ON public.ats_historicalscorecard USING btree (interview_id);

CREATE INDEX ats_historicalscorecard_interviewer_id_83bf1660 ON public.ats_historicalscorecard USING btree (interviewer_id);

CREATE INDEX ats_historicalselfidenti_external_id_e86af02d_like ON public.ats_historicalselfidentificationquestion USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_historicalselfidentifi_history_user_id_8b5672ac ON public.ats_historicalselfidentificationquestion USING btree (history_user_id);

CREATE INDEX ats_historicalselfidentificationquestion_external_id_e86af02d ON public.ats_historicalselfidentificationquestion USING btree (external_id);

CREATE INDEX ats_historicalselfidentificationquestion_history_date_f7eb2c81 ON public.ats_historicalselfidentificationquestion USING btree (history_date);

CREATE INDEX ats_historicalselfidentificationquestion_id_df9f4c8d ON public.ats_historicalselfidentificationquestion USING btree (id);

CREATE INDEX ats_historicalselfidentificationquestion_key_69c7687d ON public.ats_historicalselfidentificationquestion USING btree (key);

CREATE INDEX ats_historicalselfidentificationquestion_key_69c7687d_like ON public.ats_historicalselfidentificationquestion USING btree (key varchar_pattern_ops);

CREATE INDEX ats_historicalsource_external_id_743914db ON public.ats_historicalsource USING btree (external_id);

CREATE INDEX ats_historicalsource_external_id_743914db_like ON public.ats_historicalsource USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_historicalsource_history_date_66c48d68 ON public.ats_historicalsource USING btree (history_date);

CREATE INDEX ats_historicalsource_history_user_id_57d0bf29 ON public.ats_historicalsource USING btree (history_user_id);

CREATE INDEX ats_historicalsource_id_0d4bd27d ON public.ats_historicalsource USING btree (id);

CREATE INDEX ats_historicalsource_key_0e04c895 ON public.ats_historicalsource USING btree (key);

CREATE INDEX ats_historicalsource_key_0e04c895_like ON public.ats_historicalsource USING btree (key varchar_pattern_ops);

CREATE INDEX ats_historicaltask_application_id_eaa24a8a ON public.ats_historicaltask USING btree (application_id);

CREATE INDEX ats_historicaltask_assigned_to_id_d955be96 ON public.ats_historicaltask USING btree (assigned_to_id);

CREATE INDEX ats_historicaltask_created_by_id_d722cad0 ON public.ats_historicaltask USING btree (created_by_id);

CREATE INDEX ats_historicaltask_done_by_id_f86435ca ON public.ats_historicaltask USING btree (done_by_id);

CREATE INDEX ats_historicaltask_external_id_73a0e50f ON public.ats_historicaltask USING btree (external_id);

CREATE INDEX ats_historicaltask_external_id_73a0e50f_like ON public.ats_historicaltask USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_historicaltask_history_date_73310aba ON public.ats_historicaltask USING btree (history_date);

CREATE INDEX ats_historicaltask_history_user_id_b157f727 ON public.ats_historicaltask USING btree (history_user_id);

CREATE INDEX ats_historicaltask_id_e6582562 ON public.ats_historicaltask USING btree (id);

CREATE INDEX ats_historicaluser_department_id_483a6b13 ON public.ats_historicaluser USING btree (department_id);

CREATE INDEX ats_historicaluser_email_5e543f9b ON public.ats_historicaluser USING btree (email);

CREATE INDEX ats_historicaluser_email_5e543f9b_like ON public.ats_historicaluser USING btree (email varchar_pattern_ops);

CREATE INDEX ats_historicaluser_external_id_e97a54c4 ON public.ats_historicaluser USING btree (external_id);

CREATE INDEX ats_historicaluser_external_id_e97a54c4_like ON public.ats_historicaluser USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_historicaluser_history_date_70429a5f ON public.ats_historicaluser USING btree (history_date);

CREATE INDEX ats_historicaluser_history_user_id_90a0a94d ON public.ats_historicaluser USING btree (history_user_id);

CREATE INDEX ats_historicaluser_id_b3900450 ON public.ats_historicaluser USING btree (id);

CREATE INDEX ats_historicaluser_manager_id_cbf9331b ON public.ats_historicaluser USING btree (manager_id);

CREATE INDEX ats_interview_application_id_3b3d2833 ON public.ats_interview USING btree (application_id);

CREATE INDEX ats_interview_external_id_85f4135d ON public.ats_interview USING btree (external_id);

CREATE INDEX ats_interview_external_id_85f4135d_like ON public.ats_interview USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_interview_interviewers_interview_id_60faf157 ON public.ats_interview_interviewers USING btree (interview_id);

CREATE INDEX ats_interview_interviewers_user_id_c810b371 ON public.ats_interview_interviewers USING btree (user_id);

CREATE INDEX ats_interview_kit_id_bb5b275e ON public.ats_interview USING btree (kit_id);

CREATE INDEX ats_interview_organizer_id_dad55404 ON public.ats_interview USING btree (organizer_id);

CREATE INDEX ats_interviewkit_external_id_701852d3 ON public.ats_interviewkit USING btree (external_id);

CREATE INDEX ats_interviewkit_external_id_701852d3_like ON public.ats_interviewkit USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_interviewkit_job_id_29369bb2 ON public.ats_interviewkit USING btree (job_id);

CREATE INDEX ats_invitation_external_id_6ecb9549 ON public.ats_invitation USING btree (external_id);

CREATE INDEX ats_invitation_external_id_6ecb9549_like ON public.ats_invitation USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_invitation_invited_by_id_8532b2c3 ON public.ats_invitation USING btree (invited_by_id);

CREATE INDEX ats_invitation_job_id_26c94623 ON public.ats_invitation USING btree (job_id);

CREATE INDEX ats_job_department_id_7531847d ON public.ats_job USING btree (department_id);

CREATE INDEX ats_job_external_id_8cb9a43b ON public.ats_job USING btree (external_id);

CREATE INDEX ats_job_external_id_8cb9a43b_like ON public.ats_job USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_job_job_family_id_21cfb165 ON public.ats_job USING btree (job_family_id);

CREATE INDEX ats_job_job_group_id_4599966c ON public.ats_job USING btree (job_group_id);

CREATE INDEX ats_job_locations_job_id_304b31bd ON public.ats_job_locations USING btree (job_id);

CREATE INDEX ats_job_locations_location_id_c4b82d93 ON public.ats_job_locations USING btree (location_id);

CREATE INDEX ats_job_requisition_id_d3e61b1e_like ON public.ats_job USING btree (requisition_id varchar_pattern_ops);

CREATE INDEX ats_jobfamily_external_id_52f092e5 ON public.ats_jobfamily USING btree (external_id);

CREATE INDEX ats_jobfamily_external_id_52f092e5_like ON public.ats_jobfamily USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_jobfamily_key_1c2945f0_like ON public.ats_jobfamily USING btree (key varchar_pattern_ops);

CREATE INDEX ats_jobfamily_name_1f643a37_like ON public.ats_jobfamily USING btree (name varchar_pattern_ops);

CREATE INDEX ats_jobgroup_external_id_0c21e83b ON public.ats_jobgroup USING btree (external_id);

CREATE INDEX ats_jobgroup_external_id_0c21e83b_like ON public.ats_jobgroup USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_jobgroup_key_e3233291_like ON public.ats_jobgroup USING btree (key varchar_pattern_ops);

CREATE INDEX ats_jobgroup_name_92314f0b_like ON public.ats_jobgroup USING btree (name varchar_pattern_ops);

CREATE INDEX ats_jobgroupobjectpermission_content_object_id_19da3995 ON public.ats_jobgroupobjectpermission USING btree (content_object_id);

CREATE INDEX ats_jobgroupobjectpermission_group_id_056295e1 ON public.ats_jobgroupobjectpermission USING btree (group_id);

CREATE INDEX ats_jobgroupobjectpermission_permission_id_18214b42 ON public.ats_jobgroupobjectpermission USING btree (permission_id);

CREATE INDEX ats_joboverride_created_by_id_a4d585ff ON public.ats_joboverride USING btree (created_by_id);

CREATE INDEX ats_joboverride_external_id_8cf9c675 ON public.ats_joboverride USING btree (external_id);

CREATE INDEX ats_joboverride_external_id_8cf9c675_like ON public.ats_joboverride USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_joboverride_job_id_fb21d117 ON public.ats_joboverride USING btree (job_id);

CREATE INDEX ats_jobpost_external_id_e3fb5d0c ON public.ats_jobpost USING btree (external_id);

CREATE INDEX ats_jobpost_external_id_e3fb5d0c_like ON public.ats_jobpost USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_jobpost_job_id_f5ab8ad6 ON public.ats_jobpost USING btree (job_id);

CREATE INDEX ats_jobpost_slug_4f4bfeb5_like ON public.ats_jobpost USING btree (slug varchar_pattern_ops);

CREATE INDEX ats_jobquestion_external_id_8d022553 ON public.ats_jobquestion USING btree (external_id);

CREATE INDEX ats_jobquestion_external_id_8d022553_like ON public.ats_jobquestion USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_jobquestion_job_id_eb508243 ON public.ats_jobquestion USING btree (job_id);

CREATE INDEX ats_jobtemplate_department_id_5f9dcd62 ON public.ats_jobtemplate USING btree (department_id);

CREATE INDEX ats_jobtemplate_external_id_ce8b1107 ON public.ats_jobtemplate USING btree (external_id);

CREATE INDEX ats_jobtemplate_external_id_ce8b1107_like ON public.ats_jobtemplate USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_jobtemplate_job_family_id_86ad836b ON public.ats_jobtemplate USING btree (job_family_id);

CREATE INDEX ats_jobtemplate_job_group_id_573987ab ON public.ats_jobtemplate USING btree (job_group_id);

CREATE INDEX ats_jobtemplate_locations_jobtemplate_id_ad056a5a ON public.ats_jobtemplate_locations USING btree (jobtemplate_id);

CREATE INDEX ats_jobtemplate_locations_location_id_dd601027 ON public.ats_jobtemplate_locations USING btree (location_id);

CREATE INDEX ats_jobtemplate_name_eb1964fa_like ON public.ats_jobtemplate USING btree (name varchar_pattern_ops);

CREATE INDEX ats_jobuserobjectpermission_content_object_id_4b26dae3 ON public.ats_jobuserobjectpermission USING btree (content_object_id);

CREATE INDEX ats_jobuserobjectpermission_permission_id_172004e8 ON public.ats_jobuserobjectpermission USING btree (permission_id);

CREATE INDEX ats_jobuserobjectpermission_user_id_c269b508 ON public.ats_jobuserobjectpermission USING btree (user_id);

CREATE INDEX ats_jobversion_created_by_id_84ca6fda ON public.ats_jobversion USING btree (created_by_id);

CREATE INDEX ats_jobversion_department_id_846f6fa0 ON public.ats_jobversion USING btree (department_id);

CREATE INDEX ats_jobversion_external_id_4d571cee ON public.ats_jobversion USING btree (external_id);

CREATE INDEX ats_jobversion_external_id_4d571cee_like ON public.ats_jobversion USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_jobversion_job_id_6d0396c1 ON public.ats_jobversion USING btree (job_id);

CREATE INDEX ats_location_calendar_id_a46567fe ON public.ats_location USING btree (calendar_id);

CREATE INDEX ats_location_external_id_6be624eb ON public.ats_location USING btree (external_id);

CREATE INDEX ats_location_external_id_6be624eb_like ON public.ats_location USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_location_name_2f491885_like ON public.ats_location USING btree (name varchar_pattern_ops);

CREATE INDEX ats_location_region_id_23bfeabc ON public.ats_location USING btree (region_id);

CREATE INDEX ats_matchkey_candidate_id_4dc2601e ON public.ats_matchkey USING btree (candidate_id);

CREATE INDEX ats_matchkey_key_38f016d8 ON public.ats_matchkey USING btree (key);

CREATE INDEX ats_matchkey_key_38f016d8_like ON public.ats_matchkey USING btree (key varchar_pattern_ops);

CREATE INDEX ats_note_application_id_880bfe47 ON public.ats_note USING btree (application_id);

CREATE INDEX ats_note_author_id_6f441c73 ON public.ats_note USING btree (author_id);

CREATE INDEX ats_note_candidate_id_a6055d5a ON public.ats_note USING btree (candidate_id);

CREATE INDEX ats_note_external_id_c8bbb747 ON public.ats_note USING btree (external_id);

CREATE INDEX ats_note_external_id_c8bbb747_like ON public.ats_note USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_note_mentions_note_id_fd50a07d ON public.ats_note_mentions USING btree (note_id);

CREATE INDEX ats_note_mentions_user_id_a022a10c ON public.ats_note_mentions USING btree (user_id);

CREATE INDEX ats_offer_application_id_9728e835 ON public.ats_offer USING btree (application_id);

CREATE INDEX ats_offer_external_id_160056dd ON public.ats_offer USING btree (external_id);

CREATE INDEX ats_offer_external_id_160056dd_like ON public.ats_offer USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_offer_opening_id_71e8ed35 ON public.ats_offer USING btree (opening_id);

CREATE INDEX ats_offerletter_external_id_6ddab7e4 ON public.ats_offerletter USING btree (external_id);

CREATE INDEX ats_offerletter_external_id_6ddab7e4_like ON public.ats_offerletter USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_offerletter_file_id_4e25be98 ON public.ats_offerletter USING btree (file_id);

CREATE INDEX ats_offerletter_offer_id_f99a6ba9 ON public.ats_offerletter USING btree (offer_id);

CREATE INDEX ats_offerletter_signed_file_id_bb75965b ON public.ats_offerletter USING btree (signed_file_id);

CREATE INDEX ats_offerletter_template_id_c28d02d5 ON public.ats_offerletter USING btree (template_id);

CREATE INDEX ats_offerlettertemplate_external_id_f929075e ON public.ats_offerlettertemplate USING btree (external_id);

CREATE INDEX ats_offerlettertemplate_external_id_f929075e_like ON public.ats_offerlettertemplate USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_offerlettertemplate_name_8016382f_like ON public.ats_offerlettertemplate USING btree (name varchar_pattern_ops);

CREATE INDEX ats_offerlettertemplate_region_id_553722a4 ON public.ats_offerlettertemplate USING btree (region_id);

CREATE INDEX ats_offerversion_created_by_id_7be84ba5 ON public.ats_offerversion USING btree (created_by_id);

CREATE INDEX ats_offerversion_external_id_2957743a ON public.ats_offerversion USING btree (external_id);

CREATE INDEX ats_offerversion_external_id_2957743a_like ON public.ats_offerversion USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_offerversion_offer_id_0f6e87b2 ON public.ats_offerversion USING btree (offer_id);

CREATE INDEX ats_opening_external_id_9aed21a0 ON public.ats_opening USING btree (external_id);

CREATE INDEX ats_opening_external_id_9aed21a0_like ON public.ats_opening USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_opening_job_id_abe19b49 ON public.ats_opening USING btree (job_id);

CREATE INDEX ats_ownershippolicy_external_id_0ecb2c42 ON public.ats_ownershippolicy USING btree (external_id);

CREATE INDEX ats_ownershippolicy_external_id_0ecb2c42_like ON public.ats_ownershippolicy USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_ownershiprequest_answered_by_id_3fe8a837 ON public.ats_ownershiprequest USING btree (answered_by_id);

CREATE INDEX ats_ownershiprequest_asked_by_id_bebdde51 ON public.ats_ownershiprequest USING btree (asked_by_id);

CREATE INDEX ats_ownershiprequest_candidate_id_a39866ae ON public.ats_ownershiprequest USING btree (candidate_id);

CREATE INDEX ats_ownershiprequest_external_id_e33c119d ON public.ats_ownershiprequest USING btree (external_id);

CREATE INDEX ats_ownershiprequest_external_id_e33c119d_like ON public.ats_ownershiprequest USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_ownershiprequest_owner_id_1cb64656 ON public.ats_ownershiprequest USING btree (owner_id);

CREATE INDEX ats_referral_application_id_e3063c57 ON public.ats_referral USING btree (application_id);

CREATE INDEX ats_referral_external_id_6cf5d592 ON public.ats_referral USING btree (external_id);

CREATE INDEX ats_referral_external_id_6cf5d592_like ON public.ats_referral USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_referral_job_id_2514b45b ON public.ats_referral USING btree (job_id);

CREATE INDEX ats_referral_referred_by_id_49923361 ON public.ats_referral USING btree (referred_by_id);

CREATE INDEX ats_region_external_id_d12cf7c5 ON public.ats_region USING btree (external_id);

CREATE INDEX ats_region_external_id_d12cf7c5_like ON public.ats_region USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_region_key_1538a1ce_like ON public.ats_region USING btree (key varchar_pattern_ops);

CREATE INDEX ats_region_name_5c0cba91_like ON public.ats_region USING btree (name varchar_pattern_ops);

CREATE INDEX ats_rejectionreason_external_id_c33ce7a5 ON public.ats_rejectionreason USING btree (external_id);

CREATE INDEX ats_rejectionreason_external_id_c33ce7a5_like ON public.ats_rejectionreason USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_rejectionreason_key_a7279c6c_like ON public.ats_rejectionreason USING btree (key varchar_pattern_ops);

CREATE INDEX ats_requiredfieldrule_external_id_bc887cf9 ON public.ats_requiredfieldrule USING btree (external_id);

CREATE INDEX ats_requiredfieldrule_external_id_bc887cf9_like ON public.ats_requiredfieldrule USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_requiredfieldrule_milestone_07201332 ON public.ats_requiredfieldrule USING btree (milestone);

CREATE INDEX ats_requiredfieldrule_milestone_07201332_like ON public.ats_requiredfieldrule USING btree (milestone varchar_pattern_ops);

CREATE INDEX ats_requiredfieldrule_role_id_ea25252d ON public.ats_requiredfieldrule USING btree (role_id);

CREATE INDEX ats_scorecard_external_id_301ce44a ON public.ats_scorecard USING btree (external_id);

CREATE INDEX ats_scorecard_external_id_301ce44a_like ON public.ats_scorecard USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_scorecard_interview_id_b882d051 ON public.ats_scorecard USING btree (interview_id);

CREATE INDEX ats_scorecard_interviewer_id_7bac8385 ON public.ats_scorecard USING btree (interviewer_id);

CREATE INDEX ats_selfidentification_application_id_c52a9f98 ON public.ats_selfidentification USING btree (application_id);

CREATE INDEX ats_selfidentification_candidate_id_6333b7a5 ON public.ats_selfidentification USING btree (candidate_id);

CREATE INDEX ats_selfidentification_external_id_43210cd4 ON public.ats_selfidentification USING btree (external_id);

CREATE INDEX ats_selfidentification_external_id_43210cd4_like ON public.ats_selfidentification USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_selfidentificationquestion_external_id_89efe0d4 ON public.ats_selfidentificationquestion USING btree (external_id);

CREATE INDEX ats_selfidentificationquestion_external_id_89efe0d4_like ON public.ats_selfidentificationquestion USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_selfidentificationquestion_key_ae633322 ON public.ats_selfidentificationquestion USING btree (key);

CREATE INDEX ats_selfidentificationquestion_key_ae633322_like ON public.ats_selfidentificationquestion USING btree (key varchar_pattern_ops);

CREATE INDEX ats_source_external_id_57be43ba ON public.ats_source USING btree (external_id);

CREATE INDEX ats_source_external_id_57be43ba_like ON public.ats_source USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_source_key_fe987c76_like ON public.ats_source USING btree (key varchar_pattern_ops);

CREATE INDEX ats_sourcetouch_candidate_id_8890ac56 ON public.ats_sourcetouch USING btree (candidate_id);

CREATE INDEX ats_sourcetouch_source_id_3e75905d ON public.ats_sourcetouch USING btree (source_id);

CREATE INDEX ats_task_application_id_b055e8fb ON public.ats_task USING btree (application_id);

CREATE INDEX ats_task_assigned_to_id_01143234 ON public.ats_task USING btree (assigned_to_id);

CREATE INDEX ats_task_created_by_id_199c1d7a ON public.ats_task USING btree (created_by_id);

CREATE INDEX ats_task_done_by_id_8b579843 ON public.ats_task USING btree (done_by_id);

CREATE INDEX ats_task_external_id_676dfcbf ON public.ats_task USING btree (external_id);

CREATE INDEX ats_task_external_id_676dfcbf_like ON public.ats_task USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_user_department_id_42453fa9 ON public.ats_user USING btree (department_id);

CREATE INDEX ats_user_email_067ef9f4_like ON public.ats_user USING btree (email varchar_pattern_ops);

CREATE INDEX ats_user_external_id_84fb0940 ON public.ats_user USING btree (external_id);

CREATE INDEX ats_user_external_id_84fb0940_like ON public.ats_user USING btree (external_id varchar_pattern_ops);

CREATE INDEX ats_user_groups_group_id_707e92b7 ON public.ats_user_groups USING btree (group_id);

CREATE INDEX ats_user_groups_user_id_1c29c4f8 ON public.ats_user_groups USING btree (user_id);

CREATE INDEX ats_user_manager_id_3474dcac ON public.ats_user USING btree (manager_id);

CREATE INDEX ats_user_user_permissions_permission_id_b0079d68 ON public.ats_user_user_permissions USING btree (permission_id);

CREATE INDEX ats_user_user_permissions_user_id_c38a39fc ON public.ats_user_user_permissions USING btree (user_id);

CREATE INDEX attachment_words ON public.ats_attachment USING gin (public.waymark_words(text));

CREATE INDEX audit_by_subject ON public.kernel_auditentry USING btree (subject_type, subject_id, at);

CREATE INDEX audit_unsealed ON public.kernel_auditentry USING btree (at, id) WHERE (sequence IS NULL);

CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);

CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);

CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);

CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);

CREATE INDEX axes_accessattempt_ip_address_10922d9c ON public.axes_accessattempt USING btree (ip_address);

CREATE INDEX axes_accessattempt_user_agent_ad89678b ON public.axes_accessattempt USING btree (user_agent);

CREATE INDEX axes_accessattempt_user_agent_ad89678b_like ON public.axes_accessattempt USING btree (user_agent varchar_pattern_ops);

CREATE INDEX axes_accessattempt_username_3f2d4ca0 ON public.axes_accessattempt USING btree (username);

CREATE INDEX axes_accessattempt_username_3f2d4ca0_like ON public.axes_accessattempt USING btree (username varchar_pattern_ops);

CREATE INDEX axes_accessfailurelog_ip_address_2e9f5a7f ON public.axes_accessfailurelog USING btree (ip_address);

CREATE INDEX axes_accessfailurelog_user_agent_ea145dda ON public.axes_accessfailurelog USING btree (user_agent);

CREATE INDEX axes_accessfailurelog_user_agent_ea145dda_like ON public.axes_accessfailurelog USING btree (user_agent varchar_pattern_ops);

CREATE INDEX axes_accessfailurelog_username_a8b7e8a4 ON public.axes_accessfailurelog USING btree (username);

CREATE INDEX axes_accessfailurelog_username_a8b7e8a4_like ON public.axes_accessfailurelog USING btree (username varchar_pattern_ops);

CREATE INDEX axes_accesslog_ip_address_86b417e5 ON public.axes_accesslog USING btree (ip_address);

CREATE INDEX axes_accesslog_user_agent_0e659004 ON public.axes_accesslog USING btree (user_agent);

CREATE INDEX axes_accesslog_user_agent_0e659004_like ON public.axes_accesslog USING btree (user_agent varchar_pattern_ops);

CREATE INDEX axes_accesslog_username_df93064b ON public.axes_accesslog USING btree (username);

CREATE INDEX axes_accesslog_username_df93064b_like ON public.axes_accesslog USING btree (username varchar_pattern_ops);

CREATE INDEX bulk_runs_of_a_person ON public.milestones_bulkrun USING btree (asked_by_id, asked_at DESC);

CREATE INDEX bypass_report ON public.milestones_bypass USING btree (asked_at DESC);

CREATE INDEX candidate_names ON public.ats_candidate USING gin (public.waymark_names((first_name)::text, (last_name)::text, (company)::text, (title)::text, (location)::text, (tags)::text[]) public.gin_trgm_ops);

CREATE INDEX candidates_by_skill ON public.ats_candidate USING gin (skills);

CREATE INDEX candidates_by_tag ON public.ats_candidate USING gin (tags);

CREATE INDEX candidates_merged_into ON public.ats_candidate USING btree (merged_into_id) WHERE (merged_into_id IS NOT NULL);

CREATE INDEX candidates_newest ON public.ats_candidate USING btree (created_at DESC, id DESC);

CREATE INDEX candidates_owned ON public.ats_candidate USING btree (owner_id) WHERE (owner_id IS NOT NULL);

CREATE INDEX comms_consent_application_id_60ac304d ON public.comms_consent USING btree (application_id);

CREATE INDEX comms_consent_candidate_id_18e2a08e ON public.comms_consent USING btree (candidate_id);

CREATE INDEX comms_consent_external_id_771a478c ON public.comms_consent USING btree (external_id);

CREATE INDEX comms_consent_external_id_771a478c_like ON public.comms_consent USING btree (external_id varchar_pattern_ops);

CREATE INDEX comms_consent_text_id_c098a0de ON public.comms_consent USING btree (text_id);

CREATE INDEX comms_consenttext_external_id_f0ea1ed7 ON public.comms_consenttext USING btree (external_id);

CREATE INDEX comms_consenttext_external_id_f0ea1ed7_like ON public.comms_consenttext USING btree (external_id varchar_pattern_ops);

CREATE INDEX comms_historicalconsenttext_external_id_e0f5dd56 ON public.comms_historicalconsenttext USING btree (external_id);

CREATE INDEX comms_historicalconsenttext_external_id_e0f5dd56_like ON public.comms_historicalconsenttext USING btree (external_id varchar_pattern_ops);

CREATE INDEX comms_historicalconsenttext_history_date_1487c199 ON public.comms_historicalconsenttext USING btree (history_date);

CREATE INDEX comms_historicalconsenttext_history_user_id_e46d21ef ON public.comms_historicalconsenttext USING btree (history_user_id);

CREATE INDEX comms_historicalconsenttext_id_aaf48351 ON public.comms_historicalconsenttext USING btree (id);

CREATE INDEX comms_historicalsuppression_address_index_9fb82cb3 ON public.comms_historicalsuppression USING btree (address_index);

CREATE INDEX comms_historicalsuppression_address_index_9fb82cb3_like ON public.comms_historicalsuppression USING btree (address_index varchar_pattern_ops);

CREATE INDEX comms_historicalsuppression_external_id_2f8ac7be ON public.comms_historicalsuppression USING btree (external_id);

CREATE INDEX comms_historicalsuppression_external_id_2f8ac7be_like ON public.comms_historicalsuppression USING btree (external_id varchar_pattern_ops);

CREATE INDEX comms_historicalsuppression_history_date_984c4178 ON public.comms_historicalsuppression USING btree (history_date);

CREATE INDEX comms_historicalsuppression_history_user_id_81e9569f ON public.comms_historicalsuppression USING btree (history_user_id);

CREATE INDEX comms_historicalsuppression_id_c8a54479 ON public.comms_historicalsuppression USING btree (id);

CREATE INDEX comms_historicaltemplate_external_id_39dac2af ON public.comms_historicaltemplate USING btree (external_id);

CREATE INDEX comms_historicaltemplate_external_id_39dac2af_like ON public.comms_historicaltemplate USING btree (external_id varchar_pattern_ops);

CREATE INDEX comms_historicaltemplate_history_date_7c73d304 ON public.comms_historicaltemplate USING btree (history_date);

CREATE INDEX comms_historicaltemplate_history_user_id_e9058584 ON public.comms_historicaltemplate USING btree (history_user_id);

CREATE INDEX comms_historicaltemplate_id_de81f340 ON public.comms_historicaltemplate USING btree (id);

CREATE INDEX comms_historicaltemplate_key_a5c1baa3 ON public.comms_historicaltemplate USING btree (key);

CREATE INDEX comms_historicaltemplate_key_a5c1baa3_like ON public.comms_historicaltemplate USING btree (key varchar_pattern_ops);

CREATE INDEX comms_message_application_id_67a23d12 ON public.comms_message USING btree (application_id);

CREATE INDEX comms_message_attachment_id_38b8bb36 ON public.comms_message USING btree (attachment_id);

CREATE INDEX comms_message_candidate_id_ee319e4c ON public.comms_message USING btree (candidate_id);

CREATE INDEX comms_message_external_id_16298417 ON public.comms_message USING btree (external_id);

CREATE INDEX comms_message_external_id_16298417_like ON public.comms_message USING btree (external_id varchar_pattern_ops);

CREATE INDEX comms_message_key_07001a63_like ON public.comms_message USING btree (key varchar_pattern_ops);

CREATE INDEX comms_message_queued_by_id_73bb9b6e ON public.comms_message USING btree (queued_by_id);

CREATE INDEX comms_message_recipient_id_ded0e7f6 ON public.comms_message USING btree (recipient_id);

CREATE INDEX comms_message_template_id_98fbc003 ON public.comms_message USING btree (template_id);

CREATE INDEX comms_suppression_address_index_3fece377_like ON public.comms_suppression USING btree (address_index varchar_pattern_ops);

CREATE INDEX comms_suppression_external_id_65324e93 ON public.comms_suppression USING btree (external_id);

CREATE INDEX comms_suppression_external_id_65324e93_like ON public.comms_suppression USING btree (external_id varchar_pattern_ops);

CREATE INDEX comms_template_external_id_0cb7df49 ON public.comms_template USING btree (external_id);

CREATE INDEX comms_template_external_id_0cb7df49_like ON public.comms_template USING btree (external_id varchar_pattern_ops);

CREATE INDEX comms_template_key_2692123b_like ON public.comms_template USING btree (key varchar_pattern_ops);

CREATE INDEX delivery_dead ON public.kernel_delivery USING btree (handler) WHERE ((state)::text = 'dead'::text);

CREATE INDEX delivery_order ON public.kernel_delivery USING btree (handler, subject_id, sequence) WHERE ((state)::text = 'waiting'::text);

CREATE INDEX delivery_waiting ON public.kernel_delivery USING btree (bulk, sequence) WHERE ((state)::text = 'waiting'::text);

CREATE INDEX django_admin_log_content_type_id_c4bce8eb ON public.django_admin_log USING btree (content_type_id);

CREATE INDEX django_admin_log_user_id_c564eba6 ON public.django_admin_log USING btree (user_id);

CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);

CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);

CREATE INDEX event_by_subject ON public.kernel_event USING btree (subject_id, sequence);

CREATE INDEX event_by_type ON public.kernel_event USING btree (type, sequence);

CREATE INDEX exports_by_person ON public.kernel_exportrun USING btree (requested_by_id, created_at DESC);

CREATE INDEX exports_to_make ON public.kernel_exportrun USING btree (created_at) WHERE ((status)::text = ANY ((ARRAY['queued'::character varying, 'running'::character varying])::text[]));

CREATE INDEX files_to_draw ON public.kernel_storedfile USING btree (created_at DESC) WHERE (((media_type)::text = 'application/pdf'::text) AND ((pictures)::text = 'waiting'::text));

CREATE INDEX guardian_gr_group_i_9e7d12_idx ON public.guardian_groupobjectpermission USING btree (group_id, content_type_id, object_pk);

CREATE INDEX guardian_gr_permiss_83545c_idx ON public.guardian_groupobjectpermission USING btree (permission_id, group_id, content_type_id, object_pk);

CREATE INDEX guardian_groupobjectpermission_content_type_id_7ade36b8 ON public.guardian_groupobjectpermission USING btree (content_type_id);

CREATE INDEX guardian_groupobjectpermission_group_id_4bbbfb62 ON public.guardian_groupobjectpermission USING btree (group_id);

CREATE INDEX guardian_groupobjectpermission_permission_id_36572738 ON public.guardian_groupobjectpermission USING btree (permission_id);

CREATE INDEX guardian_us_permiss_e5749c_idx ON public.guardian_userobjectpermission USING btree (permission_id, user_id, content_type_id, object_pk);

CREATE INDEX guardian_us_user_id_8eae14_idx ON public.guardian_userobjectpermission USING btree (user_id, content_type_id, object_pk);

CREATE INDEX guardian_userobjectpermission_content_type_id_2e892405 ON public.guardian_userobjectpermission USING btree (content_type_id);

CREATE INDEX guardian_userobjectpermission_permission_id_71807bfc ON public.guardian_userobjectpermission USING btree (permission_id);

CREATE INDEX guardian_userobjectpermission_user_id_d5c1e964 ON public.guardian_userobjectpermission USING btree (user_id);

CREATE INDEX import_mappings_by_columns ON public.kernel_importmapping USING btree (noun, fingerprint);

CREATE INDEX imports_by_content ON public.kernel_importrun USING btree (sha256) WHERE (NOT ((sha256)::text = ''::text));

CREATE INDEX imports_queued ON public.kernel_importrun USING btree (created_at) WHERE ((status)::text = 'queued'::text);

CREATE INDEX jobs_by_status ON public.ats_job USING btree (status, created_at DESC, id DESC);

CREATE INDEX kernel_absence_deputy_id_19a120f4 ON public.kernel_absence USING btree (deputy_id);

CREATE INDEX kernel_absence_external_id_c21dd3f2 ON public.kernel_absence USING btree (external_id);

CREATE INDEX kernel_absence_external_id_c21dd3f2_like ON public.kernel_absence USING btree (external_id varchar_pattern_ops);

CREATE INDEX kernel_absence_person_id_e781b892 ON public.kernel_absence USING btree (person_id);

CREATE INDEX kernel_apikey_external_id_d5ff27b1 ON public.kernel_apikey USING btree (external_id);

CREATE INDEX kernel_apikey_external_id_d5ff27b1_like ON public.kernel_apikey USING btree (external_id varchar_pattern_ops);

CREATE INDEX kernel_apikey_user_id_f750b301 ON public.kernel_apikey USING btree (user_id);

CREATE INDEX kernel_approvalflow_external_id_a883229f ON public.kernel_approvalflow USING btree (external_id);

CREATE INDEX kernel_approvalflow_external_id_a883229f_like ON public.kernel_approvalflow USING btree (external_id varchar_pattern_ops);

CREATE INDEX kernel_approvalflow_key_2693ab5a_like ON public.kernel_approvalflow USING btree (key varchar_pattern_ops);

CREATE INDEX kernel_approvalflow_subject_type_50c0e8f9 ON public.kernel_approvalflow USING btree (subject_type);

CREATE INDEX kernel_approvalflow_subject_type_50c0e8f9_like ON public.kernel_approvalflow USING btree (subject_type varchar_pattern_ops);

CREATE INDEX kernel_approvalflowstep_external_id_1f8f24a6 ON public.kernel_approvalflowstep USING btree (external_id);

CREATE INDEX kernel_approvalflowstep_external_id_1f8f24a6_like ON public.kernel_approvalflowstep USING btree (external_id varchar_pattern_ops);

CREATE INDEX kernel_approvalflowstep_flow_id_1f7b1d0f ON public.kernel_approvalflowstep USING btree (flow_id);

CREATE INDEX kernel_approvalflowstep_resolver_e63b08cf ON public.kernel_approvalflowstep USING btree (resolver);

CREATE INDEX kernel_approvalflowstep_resolver_e63b08cf_like ON public.kernel_approvalflowstep USING btree (resolver varchar_pattern_ops);

CREATE INDEX kernel_approvalrequest_external_id_73a737e4 ON public.kernel_approvalrequest USING btree (external_id);

CREATE INDEX kernel_approvalrequest_external_id_73a737e4_like ON public.kernel_approvalrequest USING btree (external_id varchar_pattern_ops);

CREATE INDEX kernel_approvalrequest_flow_id_50169526 ON public.kernel_approvalrequest USING btree (flow_id);

CREATE INDEX kernel_approvalrequest_overridden_by_id_d078ecf0 ON public.kernel_approvalrequest USING btree (overridden_by_id);

CREATE INDEX kernel_approvalrequest_requested_by_id_badfe99e ON public.kernel_approvalrequest USING btree (requested_by_id);

CREATE INDEX kernel_approvalrequest_subject_type_41f380ab ON public.kernel_approvalrequest USING btree (subject_type);

CREATE INDEX kernel_approvalrequest_subject_type_41f380ab_like ON public.kernel_approvalrequest USING btree (subject_type varchar_pattern_ops);

CREATE INDEX kernel_approvalstep_external_id_a8f82513 ON public.kernel_approvalstep USING btree (external_id);

CREATE INDEX kernel_approvalstep_external_id_a8f82513_like ON public.kernel_approvalstep USING btree (external_id varchar_pattern_ops);

CREATE INDEX kernel_approvalstep_request_id_1a0eaec7 ON public.kernel_approvalstep USING btree (request_id);

CREATE INDEX kernel_approver_decided_by_id_714a1a66 ON public.kernel_approver USING btree (decided_by_id);

CREATE INDEX kernel_approver_delegated_from_id_90ec03ab ON public.kernel_approver USING btree (delegated_from_id);

CREATE INDEX kernel_approver_external_id_0e31e9f1 ON public.kernel_approver USING btree (external_id);

CREATE INDEX kernel_approver_external_id_0e31e9f1_like ON public.kernel_approver USING btree (external_id varchar_pattern_ops);

CREATE INDEX kernel_approver_step_id_f11afa83 ON public.kernel_approver USING btree (step_id);

CREATE INDEX kernel_approver_user_id_f05b9abf ON public.kernel_approver USING btree (user_id);

CREATE INDEX kernel_calendar_external_id_3d6b9578 ON public.kernel_calendar USING btree (external_id);

CREATE INDEX kernel_calendar_external_id_3d6b9578_like ON public.kernel_calendar USING btree (external_id varchar_pattern_ops);

CREATE INDEX kernel_calendar_key_a2f644dc_like ON public.kernel_calendar USING btree (key varchar_pattern_ops);

CREATE INDEX kernel_defaultview_external_id_7792a721 ON public.kernel_defaultview USING btree (external_id);

CREATE INDEX kernel_defaultview_external_id_7792a721_like ON public.kernel_defaultview USING btree (external_id varchar_pattern_ops);

CREATE INDEX kernel_defaultview_page_65e11d73 ON public.kernel_defaultview USING btree (page);

CREATE INDEX kernel_defaultview_page_65e11d73_like ON public.kernel_defaultview USING btree (page varchar_pattern_ops);

CREATE INDEX kernel_defaultview_user_id_d46fe1c1 ON public.kernel_defaultview USING btree (user_id);

CREATE INDEX kernel_defaultview_view_id_df9d9d81 ON public.kernel_defaultview USING btree (view_id);

CREATE INDEX kernel_delivery_event_id_ac8d982d ON public.kernel_delivery USING btree (event_id);

CREATE INDEX kernel_exportedpeople_run_id_af470a3e ON public.kernel_exportedpeople USING btree (run_id);

CREATE INDEX kernel_exportrun_approval_id_daf17d7a ON public.kernel_exportrun USING btree (approval_id);

CREATE INDEX kernel_exportrun_external_id_eaf938c0 ON public.kernel_exportrun USING btree (external_id);

CREATE INDEX kernel_exportrun_external_id_eaf938c0_like ON public.kernel_exportrun USING btree (external_id varchar_pattern_ops);

CREATE INDEX kernel_exportrun_file_id_8c0400d2 ON public.kernel_exportrun USING btree (file_id);

CREATE INDEX kernel_exportrun_requested_by_id_bd3ff5e4 ON public.kernel_exportrun USING btree (requested_by_id);

CREATE INDEX kernel_filepage_file_id_dae74880 ON public.kernel_filepage USING btree (file_id);

CREATE INDEX kernel_filepage_path_39ba354d_like ON public.kernel_filepage USING btree (path varchar_pattern_ops);

CREATE INDEX kernel_freeze_external_id_b6aede65 ON public.kernel_freeze USING btree (external_id);

CREATE INDEX kernel_freeze_external_id_b6aede65_like ON public.kernel_freeze USING btree (external_id varchar_pattern_ops);

CREATE INDEX kernel_heartbeat_worker_9d599a87_like ON public.kernel_heartbeat USING btree (worker varchar_pattern_ops);

CREATE INDEX kernel_historicalabsence_deputy_id_d512b3cf ON public.kernel_historicalabsence USING btree (deputy_id);

CREATE INDEX kernel_historicalabsence_external_id_00248108 ON public.kernel_historicalabsence USING btree (external_id);

CREATE INDEX kernel_historicalabsence_external_id_00248108_like ON public.kernel_historicalabsence USING btree (external_id varchar_pattern_ops);

CREATE INDEX kernel_historicalabsence_history_date_7e6a7863 ON public.kernel_historicalabsence USING btree (history_date);

CREATE INDEX kernel_historicalabsence_history_user_id_5c2d0ba3 ON public.kernel_historicalabsence USING btree (history_user_id);

CREATE INDEX kernel_historicalabsence_id_217b7a15 ON public.kernel_historicalabsence USING btree (id);

CREATE INDEX kernel_historicalabsence_person_id_17e0e017 ON public.kernel_historicalabsence USING btree (person_id);

CREATE INDEX kernel_historicalapikey_external_id_2bb9126a ON public.kernel_historicalapikey USING btree (external_id);

CREATE INDEX kernel_historicalapikey_external_id_2bb9126a_like ON public.kernel_historicalapikey USING btree (external_id varchar_pattern_ops);

CREATE INDEX kernel_historicalapikey_history_date_43c7db25 ON public.kernel_historicalapikey USING btree (history_date);

CREATE INDEX kernel_historicalapikey_history_user_id_99875d3e ON public.kernel_historicalapikey USING btree (history_user_id);

CREATE INDEX kernel_historicalapikey_id_0452b4a0 ON public.kernel_historicalapikey USING btree (id);

CREATE INDEX kernel_historicalapikey_user_id_240132e0 ON public.kernel_historicalapikey USING btree (user_id);

CREATE INDEX kernel_historicalapprovalflow_external_id_e7ddd094 ON public.kernel_historicalapprovalflow USING btree (external_id);

CREATE INDEX kernel_historicalapprovalflow_external_id_e7ddd094_like ON public.kernel_historicalapprovalflow USING btree (external_id varchar_pattern_ops);

CREATE INDEX kernel_historicalapprovalflow_history_date_465dc920 ON public.kernel_historicalapprovalflow USING btree (history_date);

CREATE INDEX kernel_historicalapprovalflow_history_user_id_020dbd93 ON public.kernel_historicalapprovalflow USING btree (history_user_id);

CREATE INDEX kernel_historicalapprovalflow_id_9463448d ON public.kernel_historicalapprovalflow USING btree (id);

CREATE INDEX kernel_historicalapprovalflow_key_0d4d6ad9 ON public.kernel_historicalapprovalflow USING btree (key);

CREATE INDEX kernel_historicalapprovalflow_key_0d4d6ad9_like ON public.kernel_historicalapprovalflow USING btree (key varchar_pattern_ops);

CREATE INDEX kernel_historicalapprovalflow_subject_type_453dc9a7 ON public.kernel_historicalapprovalflow USING btree (subject_type);

CREATE INDEX kernel_historicalapprovalflow_subject_type_453dc9a7_like ON public.kernel_historicalapprovalflow USING btree (subject_type varchar_pattern_ops);

CREATE INDEX kernel_historicalapprovalflowstep_external_id_e390e099 ON public.kernel_historicalapprovalflowstep USING btree (external_id);

CREATE INDEX kernel_historicalapprovalflowstep_external_id_e390e099_like ON public.kernel_historicalapprovalflowstep USING btree (external_id varchar_pattern_ops);

CREATE INDEX kernel_historicalapprovalflowstep_flow_id_6def4d88 ON public.kernel_historicalapprovalflowstep USING btree (flow_id);

CREATE INDEX kernel_historicalapprovalflowstep_history_date_fb488573 ON public.kernel_historicalapprovalflowstep USING btree (history_date);

CREATE INDEX kernel_historicalapprovalflowstep_history_user_id_61f561b3 ON public.kernel_historicalapprovalflowstep USING btree (history_user_id);

CREATE INDEX kernel_historicalapprovalflowstep_id_8b51369f ON public.kernel_historicalapprovalflowstep USING btree (id);

CREATE INDEX kernel_historicalapprovalflowstep_resolver_3034bcbe ON public.kernel_historicalapprovalflowstep USING btree (resolver);

CREATE INDEX kernel_historicalapprovalflowstep_resolver_3034bcbe_like ON public.kernel_historicalapprovalflowstep USING btree (resolver varchar_pattern_ops);

CREATE INDEX kernel_historicalapprovalrequest_external_id_3c3f87d2 ON public.kernel_historicalapprovalrequest USING btree (external_id);

CREATE INDEX kernel_historicalapprovalrequest_external_id_3c3f87d2_like ON public.kernel_historicalapprovalrequest USING btree (external_id varchar_pattern_ops);

CREATE INDEX kernel_historicalapprovalrequest_flow_id_9bf64bef ON public.kernel_historicalapprovalrequest USING btree (flow_id);

CREATE INDEX kernel_historicalapprovalrequest_history_date_56f7dfc7 ON public.kernel_historicalapprovalrequest USING btree (history_date);

CREATE INDEX kernel_historicalapprovalrequest_history_user_id_323f2692 ON public.kernel_historicalapprovalrequest USING btree (history_user_id);

CREATE INDEX kernel_historicalapprovalrequest_id_7db02d1a ON public.kernel_historicalapprovalrequest USING btree (id);

CREATE INDEX kernel_historicalapprovalrequest_overridden_by_id_d4ef778a ON public.kernel_historicalapprovalrequest USING btree (overridden_by_id);

CREATE INDEX kernel_historicalapprovalrequest_requested_by_id_05fd8b1a ON public.kernel_historicalapprovalrequest USING btree (requested_by_id);

CREATE INDEX kernel_historicalapprovalrequest_subject_type_ab640d57 ON public.kernel_historicalapprovalrequest USING btree (subject_type);

CREATE INDEX kernel_historicalapprovalrequest_subject_type_ab640d57_like ON public.kernel_historicalapprovalrequest USING btree (subject_type varchar_pattern_ops);

CREATE INDEX kernel_historicalapprover_decided_by_id_e9affdee ON public.kernel_historicalapprover USING btree (decided_by_id);

CREATE INDEX kernel_historicalapprover_delegated_from_id_44c4ee06 ON public.kernel_historicalapprover USING btree (delegated_from_id);

CREATE INDEX kernel_historicalapprover_external_id_46f1f1af ON public.kernel_historicalapprover USING btree (external_id);

CREATE INDEX kernel_historicalapprover_external_id_46f1f1af_like ON public.kernel_historicalapprover USING btree (external_id varchar_pattern_ops);

CREATE INDEX kernel_historicalapprover_history_date_dde2c30c ON public.kernel_historicalapprover USING btree (history_date);

CREATE INDEX kernel_historicalapprover_history_user_id_1c367ea8 ON public.kernel_historicalapprover USING btree (history_user_id);

CREATE INDEX kernel_historicalapprover_id_cec25057 ON public.kernel_historicalapprover USING btree (id);

CREATE INDEX kernel_historicalapprover_step_id_31a80072 ON public.kernel_historicalapprover USING btree (step_id);

CREATE INDEX kernel_historicalapprover_user_id_e13e1acc ON public.kernel_historicalapprover USING btree (user_id);

CREATE INDEX kernel_historicalcalendar_external_id_e9cb2c9c ON public.kernel_historicalcalendar USING btree (external_id);

CREATE INDEX kernel_historicalcalendar_external_id_e9cb2c9c_like ON public.kernel_historicalcalendar USING btree (external_id varchar_pattern_ops);

CREATE INDEX kernel_historicalcalendar_history_date_1db5df04 ON public.kernel_historicalcalendar USING btree (history_date);

CREATE INDEX kernel_historicalcalendar_history_user_id_35bc1d8b ON public.kernel_historicalcalendar USING btree (history_user_id);

CREATE INDEX kernel_historicalcalendar_id_567537be ON public.kernel_historicalcalendar USING btree (id);

CREATE INDEX kernel_historicalcalendar_key_88b1f766 ON public.kernel_historicalcalendar USING btree (key);

CREATE INDEX kernel_historicalcalendar_key_88b1f766_like ON public.kernel_historicalcalendar USING btree (key varchar_pattern_ops);

CREATE INDEX kernel_historicalexportrun_approval_id_59dc5df7 ON public.kernel_historicalexportrun USING btree (approval_id);

CREATE INDEX kernel_historicalexportrun_external_id_eb519154 ON public.kernel_historicalexportrun USING btree (external_id);

CREATE INDEX kernel_historicalexportrun_external_id_eb519154_like ON public.kernel_historicalexportrun USING btree (external_id varchar_pattern_ops);

CREATE INDEX kernel_historicalexportrun_file_id_3d1b1e9c ON public.kernel_historicalexportrun USING btree (file_id);

CREATE INDEX kernel_historicalexportrun_history_date_766dfc15 ON public.kernel_historicalexportrun USING btree (history_date);

CREATE INDEX kernel_historicalexportrun_history_user_id_ed5dbe89 ON public.kernel_historicalexportrun USING btree (history_user_id);

CREATE INDEX kernel_historicalexportrun_id_f34777ee ON public.kernel_historicalexportrun USING btree (id);

CREATE INDEX kernel_historicalexportrun_requested_by_id_9f74e8ea ON public.kernel_historicalexportrun USING btree (requested_by_id);

CREATE INDEX kernel_historicalfreeze_external_id_d1034cf3 ON public.kernel_historicalfreeze USING btree (external_id);

CREATE INDEX kernel_historicalfreeze_external_id_d1034cf3_like ON public.kernel_historicalfreeze USING btree (external_id varchar_pattern_ops);

CREATE INDEX kernel_historicalfreeze_history_date_a27b4a2e ON public.kernel_historicalfreeze USING btree (history_date);

CREATE INDEX kernel_historicalfreeze_history_user_id_71e815da ON public.kernel_historicalfreeze USING btree (history_user_id);

CREATE INDEX kernel_historicalfreeze_id_9e162b7f ON public.kernel_historicalfreeze USING btree (id);

CREATE INDEX kernel_historicalimportmapping_created_by_id_8abae0d9 ON public.kernel_historicalimportmapping USING btree (created_by_id);

CREATE INDEX kernel_historicalimportmapping_external_id_b1ceaa67 ON public.kernel_historicalimportmapping USING btree (external_id);

CREATE INDEX kernel_historicalimportmapping_external_id_b1ceaa67_like ON public.kernel_historicalimportmapping USING btree (external_id varchar_pattern_ops);

CREATE INDEX kernel_historicalimportmapping_history_date_7faadc64 ON public.kernel_historicalimportmapping USING btree (history_date);

CREATE INDEX kernel_historicalimportmapping_history_user_id_19142c82 ON public.kernel_historicalimportmapping USING btree (history_user_id);

CREATE INDEX kernel_historicalimportmapping_id_d101ea45 ON public.kernel_historicalimportmapping USING btree (id);

CREATE INDEX kernel_historicalimportrun_created_by_id_f09cc9a5 ON public.kernel_historicalimportrun USING btree (created_by_id);

CREATE INDEX kernel_historicalimportrun_external_id_80c18bc7 ON public.kernel_historicalimportrun USING btree (external_id);

CREATE INDEX kernel_historicalimportrun_external_id_80c18bc7_like ON public.kernel_historicalimportrun USING btree (external_id varchar_pattern_ops);

CREATE INDEX kernel_historicalimportrun_file_id_64e64ee7 ON public.kernel_historicalimportrun USING btree (file_id);

CREATE INDEX kernel_historicalimportrun_history_date_4f60e7f9 ON public.kernel_historicalimportrun USING btree (history_date);

CREATE INDEX kernel_historicalimportrun_history_user_id_5a167ddc ON public.kernel_historicalimportrun USING btree (history_user_id);

CREATE INDEX kernel_historicalimportrun_id_e5271af7 ON public.kernel_historicalimportrun USING btree (id);

CREATE INDEX kernel_historicalimportrun_saved_mapping_id_b1797aed ON public.kernel_historicalimportrun USING btree (saved_mapping_id);

CREATE INDEX kernel_historicalnoticepreference_external_id_99d5899a ON public.kernel_historicalnoticepreference USING btree (external_id);

CREATE INDEX kernel_historicalnoticepreference_external_id_99d5899a_like ON public.kernel_historicalnoticepreference USING btree (external_id varchar_pattern_ops);

CREATE INDEX kernel_historicalnoticepreference_history_date_80118183 ON public.kernel_historicalnoticepreference USING btree (history_date);

CREATE INDEX kernel_historicalnoticepreference_history_user_id_13c245b6 ON public.kernel_historicalnoticepreference USING btree (history_user_id);

CREATE INDEX kernel_historicalnoticepreference_id_d3412fe1 ON public.kernel_historicalnoticepreference USING btree (id);

CREATE INDEX kernel_historicalnoticepreference_user_id_11f2ee59 ON public.kernel_historicalnoticepreference USING btree (user_id);

CREATE INDEX kernel_historicalrole_external_id_f4dee722 ON public.kernel_historicalrole USING btree (external_id);

CREATE INDEX kernel_historicalrole_external_id_f4dee722_like ON public.kernel_historicalrole USING btree (external_id varchar_pattern_ops);

CREATE INDEX kernel_historicalrole_history_date_0755ed77 ON public.kernel_historicalrole USING btree (history_date);

CREATE INDEX kernel_historicalrole_history_user_id_8933da22 ON public.kernel_historicalrole USING btree (history_user_id);

CREATE INDEX kernel_historicalrole_id_c7c0c6b3 ON public.kernel_historicalrole USING btree (id);

CREATE INDEX kernel_historicalrole_key_9a21816f ON public.kernel_historicalrole USING btree (key);

CREATE INDEX kernel_historicalrole_key_9a21816f_like ON public.kernel_historicalrole USING btree (key varchar_pattern_ops);

CREATE INDEX kernel_historicalroleassignment_external_id_e4382d2a ON public.kernel_historicalroleassignment USING btree (external_id);

CREATE INDEX kernel_historicalroleassignment_external_id_e4382d2a_like ON public.kernel_historicalroleassignment USING btree (external_id varchar_pattern_ops);

CREATE INDEX kernel_historicalroleassignment_history_date_26fce6ab ON public.kernel_historicalroleassignment USING btree (history_date);

CREATE INDEX kernel_historicalroleassignment_history_user_id_add68e17 ON public.kernel_historicalroleassignment USING btree (history_user_id);

CREATE INDEX kernel_historicalroleassignment_id_998af19a ON public.kernel_historicalroleassignment USING btree (id);

CREATE INDEX kernel_historicalroleassignment_role_id_131c0590 ON public.kernel_historicalroleassignment USING btree (role_id);

CREATE INDEX kernel_historicalroleassignment_user_id_6c541ad8 ON public.kernel_historicalroleassignment USING btree (user_id);

CREATE INDEX kernel_historicalsavedview_external_id_c34edd09 ON public.kernel_historicalsavedview USING btree (external_id);

CREATE INDEX kernel_historicalsavedview_external_id_c34edd09_like ON public.kernel_historicalsavedview USING btree (external_id varchar_pattern_ops);

CREATE INDEX kernel_historicalsavedview_history_date_d4f007b7 ON public.kernel_historicalsavedview USING btree (history_date);

CREATE INDEX kernel_historicalsavedview_history_user_id_1b6969cc ON public.kernel_historicalsavedview USING btree (history_user_id);

CREATE INDEX kernel_historicalsavedview_id_b7f164fa ON public.kernel_historicalsavedview USING btree (id);

CREATE INDEX kernel_historicalsavedview_owner_id_e3aa47ca ON public.kernel_historicalsavedview USING btree (owner_id);

CREATE INDEX kernel_historicalsavedview_page_1227b214 ON public.kernel_historicalsavedview USING btree (page);

CREATE INDEX kernel_historicalsavedview_page_1227b214_like ON public.kernel_historicalsavedview USING btree (page varchar_pattern_ops);

CREATE INDEX kernel_historicalsavedview_role_id_c5be25ed ON public.kernel_historicalsavedview USING btree (role_id);

CREATE INDEX kernel_historicalwebhookendpoint_external_id_647e067f ON public.kernel_historicalwebhookendpoint USING btree (external_id);

CREATE INDEX kernel_historicalwebhookendpoint_external_id_647e067f_like ON public.kernel_historicalwebhookendpoint USING btree (external_id varchar_pattern_ops);

CREATE INDEX kernel_historicalwebhookendpoint_history_date_cbe83699 ON public.kernel_historicalwebhookendpoint USING btree (history_date);

CREATE INDEX kernel_historicalwebhookendpoint_history_user_id_b1dc8164 ON public.kernel_historicalwebhookendpoint USING btree (history_user_id);

CREATE INDEX kernel_historicalwebhookendpoint_id_e5db8eff ON public.kernel_historicalwebhookendpoint USING btree (id);

CREATE INDEX kernel_idempotentrequest_kept_until_b76f8064 ON public.kernel_idempotentrequest USING btree (kept_until);

CREATE INDEX kernel_importedrow_run_id_cd5905f6 ON public.kernel_importedrow USING btree (run_id);

CREATE INDEX kernel_importedrow_subject_id_09a82f98 ON public.kernel_importedrow USING btree (subject_id);

CREATE INDEX kernel_importmapping_created_by_id_86e85b3a ON public.kernel_importmapping USING btree (created_by_id);

CREATE INDEX kernel_importmapping_external_id_c25816ab ON public.kernel_importmapping USING btree (external_id);

CREATE INDEX kernel_importmapping_external_id_c25816ab_like ON public.kernel_importmapping USING btree (external_id varchar_pattern_ops);

CREATE INDEX kernel_importrun_created_by_id_cf553cde ON public.kernel_importrun USING btree (created_by_id);

CREATE INDEX kernel_importrun_external_id_ba4c1caf ON public.kernel_importrun USING btree (external_id);

CREATE INDEX kernel_importrun_external_id_ba4c1caf_like ON public.kernel_importrun USING btree (external_id varchar_pattern_ops);

CREATE INDEX kernel_importrun_file_id_0949cb7a ON public.kernel_importrun USING btree (file_id);

CREATE INDEX kernel_notice_external_id_8bef784a ON public.kernel_notice USING btree (external_id);

CREATE INDEX kernel_notice_external_id_8bef784a_like ON public.kernel_notice USING btree (external_id varchar_pattern_ops);

CREATE INDEX kernel_notice_user_id_5f13f1b9 ON public.kernel_notice USING btree (user_id);

CREATE INDEX kernel_noticepreference_external_id_296efa6a ON public.kernel_noticepreference USING btree (external_id);

CREATE INDEX kernel_noticepreference_external_id_296efa6a_like ON public.kernel_noticepreference USING btree (external_id varchar_pattern_ops);

CREATE INDEX kernel_noticepreference_user_id_3d45e213 ON public.kernel_noticepreference USING btree (user_id);

CREATE INDEX kernel_role_external_id_740024f1 ON public.kernel_role USING btree (external_id);

CREATE INDEX kernel_role_external_id_740024f1_like ON public.kernel_role USING btree (external_id varchar_pattern_ops);

CREATE INDEX kernel_role_key_2562b809_like ON public.kernel_role USING btree (key varchar_pattern_ops);

CREATE INDEX kernel_roleassignment_external_id_dad85118 ON public.kernel_roleassignment USING btree (external_id);

CREATE INDEX kernel_roleassignment_external_id_dad85118_like ON public.kernel_roleassignment USING btree (external_id varchar_pattern_ops);

CREATE INDEX kernel_roleassignment_role_id_043c50f3 ON public.kernel_roleassignment USING btree (role_id);

CREATE INDEX kernel_roleassignment_user_id_37c32d99 ON public.kernel_roleassignment USING btree (user_id);

CREATE INDEX kernel_savedview_external_id_d03f67e8 ON public.kernel_savedview USING btree (external_id);

CREATE INDEX kernel_savedview_external_id_d03f67e8_like ON public.kernel_savedview USING btree (external_id varchar_pattern_ops);

CREATE INDEX kernel_savedview_owner_id_3cc9ad1c ON public.kernel_savedview USING btree (owner_id);

CREATE INDEX kernel_savedview_page_bf52d11f ON public.kernel_savedview USING btree (page);

CREATE INDEX kernel_savedview_page_bf52d11f_like ON public.kernel_savedview USING btree (page varchar_pattern_ops);

CREATE INDEX kernel_savedview_role_id_fdab9249 ON public.kernel_savedview USING btree (role_id);

CREATE INDEX kernel_storedfile_external_id_c8899fa0 ON public.kernel_storedfile USING btree (external_id);

CREATE INDEX kernel_storedfile_external_id_c8899fa0_like ON public.kernel_storedfile USING btree (external_id varchar_pattern_ops);

CREATE INDEX kernel_storedfile_path_aaf9ec4e_like ON public.kernel_storedfile USING btree (path varchar_pattern_ops);

CREATE INDEX kernel_storedfile_uploaded_by_id_6164e8e7 ON public.kernel_storedfile USING btree (uploaded_by_id);

CREATE INDEX kernel_webhookattempt_delivery_id_a4b6a27c ON public.kernel_webhookattempt USING btree (delivery_id);

CREATE INDEX kernel_webhookdelivery_endpoint_id_098c3824 ON public.kernel_webhookdelivery USING btree (endpoint_id);

CREATE INDEX kernel_webhookdelivery_event_id_dcd1d90a ON public.kernel_webhookdelivery USING btree (event_id);

CREATE INDEX kernel_webhookdelivery_external_id_fbe56308 ON public.kernel_webhookdelivery USING btree (external_id);

CREATE INDEX kernel_webhookdelivery_external_id_fbe56308_like ON public.kernel_webhookdelivery USING btree (external_id varchar_pattern_ops);

CREATE INDEX kernel_webhookendpoint_external_id_8f143810 ON public.kernel_webhookendpoint USING btree (external_id);

CREATE INDEX kernel_webhookendpoint_external_id_8f143810_like ON public.kernel_webhookendpoint USING btree (external_id varchar_pattern_ops);

CREATE INDEX kernel_webhooksecret_endpoint_id_0be71699 ON public.kernel_webhooksecret USING btree (endpoint_id);

CREATE INDEX match_keys_by_bucket ON public.ats_matchkey USING btree (bucket, key);

CREATE INDEX messages_for_a_person ON public.comms_message USING btree (status, updated_at DESC) WHERE ((status)::text = ANY ((ARRAY['in_doubt'::character varying, 'dead'::character varying, 'failed'::character varying])::text[]));

CREATE INDEX messages_in_flight ON public.comms_message USING btree (leased_until) WHERE ((status)::text = 'sending'::text);

CREATE INDEX messages_to_send ON public.comms_message USING btree (due_at) WHERE ((status)::text = ANY ((ARRAY['queued'::character varying, 'failed'::character varying])::text[]));

CREATE INDEX messages_waiting_by_address ON public.comms_message USING btree (address_index) WHERE ((status)::text = ANY ((ARRAY['queued'::character varying, 'failed'::character varying])::text[]));

CREATE INDEX mfa_authenticator_user_id_0c3a50c0 ON public.mfa_authenticator USING btree (user_id);

CREATE INDEX milestones_bulkitem_application_id_e40bbe68 ON public.milestones_bulkitem USING btree (application_id);

CREATE INDEX milestones_bulkitem_expected_6a1e3805 ON public.milestones_bulkitem USING btree (expected);

CREATE INDEX milestones_bulkitem_expected_6a1e3805_like ON public.milestones_bulkitem USING btree (expected varchar_pattern_ops);

CREATE INDEX milestones_bulkitem_external_id_c7642778 ON public.milestones_bulkitem USING btree (external_id);

CREATE INDEX milestones_bulkitem_external_id_c7642778_like ON public.milestones_bulkitem USING btree (external_id varchar_pattern_ops);

CREATE INDEX milestones_bulkitem_message_id_c65eb2b8 ON public.milestones_bulkitem USING btree (message_id);

CREATE INDEX milestones_bulkitem_run_id_342a266f ON public.milestones_bulkitem USING btree (run_id);

CREATE INDEX milestones_bulkitem_visit_id_0879d692 ON public.milestones_bulkitem USING btree (visit_id);

CREATE INDEX milestones_bulkrun_asked_by_id_ef062594 ON public.milestones_bulkrun USING btree (asked_by_id);

CREATE INDEX milestones_bulkrun_external_id_bd5b3a0a ON public.milestones_bulkrun USING btree (external_id);

CREATE INDEX milestones_bulkrun_external_id_bd5b3a0a_like ON public.milestones_bulkrun USING btree (external_id varchar_pattern_ops);

CREATE INDEX milestones_bulkrun_rejection_reason_id_6030fdde ON public.milestones_bulkrun USING btree (rejection_reason_id);

CREATE INDEX milestones_bulkrun_template_id_6704ce14 ON public.milestones_bulkrun USING btree (template_id);

CREATE INDEX milestones_bulkrun_to_477dec24 ON public.milestones_bulkrun USING btree ("to");

CREATE INDEX milestones_bulkrun_to_477dec24_like ON public.milestones_bulkrun USING btree ("to" varchar_pattern_ops);

CREATE INDEX milestones_bypass_application_id_5b6a6f72 ON public.milestones_bypass USING btree (application_id);

CREATE INDEX milestones_bypass_approval_id_8bf58ece ON public.milestones_bypass USING btree (approval_id);

CREATE INDEX milestones_bypass_asked_by_id_6c8f7cd7 ON public.milestones_bypass USING btree (asked_by_id);

CREATE INDEX milestones_bypass_external_id_d1e5560e ON public.milestones_bypass USING btree (external_id);

CREATE INDEX milestones_bypass_external_id_d1e5560e_like ON public.milestones_bypass USING btree (external_id varchar_pattern_ops);

CREATE INDEX milestones_bypass_to_milestone_id_80ae0ebd ON public.milestones_bypass USING btree (to_milestone_id);

CREATE INDEX milestones_bypass_visit_id_d56f922b ON public.milestones_bypass USING btree (visit_id);

CREATE INDEX milestones_bypasspolicy_approval_flow_id_4756917b ON public.milestones_bypasspolicy USING btree (approval_flow_id);

CREATE INDEX milestones_bypasspolicy_external_id_94cd6bbf ON public.milestones_bypasspolicy USING btree (external_id);

CREATE INDEX milestones_bypasspolicy_external_id_94cd6bbf_like ON public.milestones_bypasspolicy USING btree (external_id varchar_pattern_ops);

CREATE INDEX milestones_escalation_external_id_d34be0e3 ON public.milestones_escalation USING btree (external_id);

CREATE INDEX milestones_escalation_external_id_d34be0e3_like ON public.milestones_escalation USING btree (external_id varchar_pattern_ops);

CREATE INDEX milestones_escalation_visit_id_783fa6f6 ON public.milestones_escalation USING btree (visit_id);

CREATE INDEX milestones_escalationlevel_external_id_cc453e16 ON public.milestones_escalationlevel USING btree (external_id);

CREATE INDEX milestones_escalationlevel_external_id_cc453e16_like ON public.milestones_escalationlevel USING btree (external_id varchar_pattern_ops);

CREATE INDEX milestones_escalationlevel_milestone_id_82dc2524 ON public.milestones_escalationlevel USING btree (milestone_id);

CREATE INDEX milestones_gateitem_external_id_1c35cdde ON public.milestones_gateitem USING btree (external_id);

CREATE INDEX milestones_gateitem_external_id_1c35cdde_like ON public.milestones_gateitem USING btree (external_id varchar_pattern_ops);

CREATE INDEX milestones_gateitem_key_0e69735b ON public.milestones_gateitem USING btree (key);

CREATE INDEX milestones_gateitem_key_0e69735b_like ON public.milestones_gateitem USING btree (key varchar_pattern_ops);

CREATE INDEX milestones_gateitem_milestone_id_89cf280c ON public.milestones_gateitem USING btree (milestone_id);

CREATE INDEX milestones_gateitemcompletion_completed_by_id_ba123bd1 ON public.milestones_gateitemcompletion USING btree (completed_by_id);

CREATE INDEX milestones_gateitemcompletion_external_id_dc924300 ON public.milestones_gateitemcompletion USING btree (external_id);

CREATE INDEX milestones_gateitemcompletion_external_id_dc924300_like ON public.milestones_gateitemcompletion USING btree (external_id varchar_pattern_ops);

CREATE INDEX milestones_gateitemcompletion_gate_item_id_794ff2a1 ON public.milestones_gateitemcompletion USING btree (gate_item_id);

CREATE INDEX milestones_gateitemcompletion_visit_id_3fbc7b53 ON public.milestones_gateitemcompletion USING btree (visit_id);

CREATE INDEX milestones_historicalbypasspolicy_approval_flow_id_f720b77a ON public.milestones_historicalbypasspolicy USING btree (approval_flow_id);

CREATE INDEX milestones_historicalbypasspolicy_external_id_8b09cd8a ON public.milestones_historicalbypasspolicy USING btree (external_id);

CREATE INDEX milestones_historicalbypasspolicy_external_id_8b09cd8a_like ON public.milestones_historicalbypasspolicy USING btree (external_id varchar_pattern_ops);

CREATE INDEX milestones_historicalbypasspolicy_history_date_afe59da0 ON public.milestones_historicalbypasspolicy USING btree (history_date);

CREATE INDEX milestones_historicalbypasspolicy_history_user_id_43cb69e0 ON public.milestones_historicalbypasspolicy USING btree (history_user_id);

CREATE INDEX milestones_historicalbypasspolicy_id_206ac4b4 ON public.milestones_historicalbypasspolicy USING btree (id);

CREATE INDEX milestones_historicalbypasspolicy_milestone_id_32e3d953 ON public.milestones_historicalbypasspolicy USING btree (milestone_id);

CREATE INDEX milestones_historicalescalationlevel_external_id_7d647877 ON public.milestones_historicalescalationlevel USING btree (external_id);

CREATE INDEX milestones_historicalescalationlevel_external_id_7d647877_like ON public.milestones_historicalescalationlevel USING btree (external_id varchar_pattern_ops);

CREATE INDEX milestones_historicalescalationlevel_history_date_1593d5a4 ON public.milestones_historicalescalationlevel USING btree (history_date);

CREATE INDEX milestones_historicalescalationlevel_history_user_id_dd59cc85 ON public.milestones_historicalescalationlevel USING btree (history_user_id);

CREATE INDEX milestones_historicalescalationlevel_id_ea39bb7f ON public.milestones_historicalescalationlevel USING btree (id);

CREATE INDEX milestones_historicalescalationlevel_milestone_id_b2c1b6de ON public.milestones_historicalescalationlevel USING btree (milestone_id);

CREATE INDEX milestones_historicalgateitem_external_id_2c2d6a29 ON public.milestones_historicalgateitem USING btree (external_id);

CREATE INDEX milestones_historicalgateitem_external_id_2c2d6a29_like ON public.milestones_historicalgateitem USING btree (external_id varchar_pattern_ops);

CREATE INDEX milestones_historicalgateitem_history_date_6ff8817d ON public.milestones_historicalgateitem USING btree (history_date);

CREATE INDEX milestones_historicalgateitem_history_user_id_593963b1 ON public.milestones_historicalgateitem USING btree (history_user_id);

CREATE INDEX milestones_historicalgateitem_id_cd6bf1e4 ON public.milestones_historicalgateitem USING btree (id);

CREATE INDEX milestones_historicalgateitem_key_ab228b11 ON public.milestones_historicalgateitem USING btree (key);

CREATE INDEX milestones_historicalgateitem_key_ab228b11_like ON public.milestones_historicalgateitem USING btree (key varchar_pattern_ops);

CREATE INDEX milestones_historicalgateitem_milestone_id_9e6a8d3e ON public.milestones_historicalgateitem USING btree (milestone_id);

CREATE INDEX milestones_historicalhisto_created_department_id_ad9e0ac2 ON public.milestones_historicalhistoryimport USING btree (created_department_id);

CREATE INDEX milestones_historicalhistoryimport_created_by_id_2d66cca7 ON public.milestones_historicalhistoryimport USING btree (created_by_id);

CREATE INDEX milestones_historicalhistoryimport_external_id_f5046523 ON public.milestones_historicalhistoryimport USING btree (external_id);

CREATE INDEX milestones_historicalhistoryimport_external_id_f5046523_like ON public.milestones_historicalhistoryimport USING btree (external_id varchar_pattern_ops);

CREATE INDEX milestones_historicalhistoryimport_history_date_74d09a12 ON public.milestones_historicalhistoryimport USING btree (history_date);

CREATE INDEX milestones_historicalhistoryimport_history_user_id_a2b3f38d ON public.milestones_historicalhistoryimport USING btree (history_user_id);

CREATE INDEX milestones_historicalhistoryimport_id_f6d72ba7 ON public.milestones_historicalhistoryimport USING btree (id);

CREATE INDEX milestones_historicalhistoryimport_job_id_9957b9a4 ON public.milestones_historicalhistoryimport USING btree (job_id);

CREATE INDEX milestones_historicaljobworkflow_external_id_6c999f1b ON public.milestones_historicaljobworkflow USING btree (external_id);

CREATE INDEX milestones_historicaljobworkflow_external_id_6c999f1b_like ON public.milestones_historicaljobworkflow USING btree (external_id varchar_pattern_ops);

CREATE INDEX milestones_historicaljobworkflow_history_date_96f1a65c ON public.milestones_historicaljobworkflow USING btree (history_date);

CREATE INDEX milestones_historicaljobworkflow_history_user_id_d5d07270 ON public.milestones_historicaljobworkflow USING btree (history_user_id);

CREATE INDEX milestones_historicaljobworkflow_id_910fefab ON public.milestones_historicaljobworkflow USING btree (id);

CREATE INDEX milestones_historicaljobworkflow_job_id_ce5b0e03 ON public.milestones_historicaljobworkflow USING btree (job_id);

CREATE INDEX milestones_historicaljobworkflow_version_id_431af4a9 ON public.milestones_historicaljobworkflow USING btree (version_id);

CREATE INDEX milestones_historicalmil_external_id_d4fb8826_like ON public.milestones_historicalmilestonedefinition USING btree (external_id varchar_pattern_ops);

CREATE INDEX milestones_historicalmiles_history_user_id_a2f00351 ON public.milestones_historicalmilestonedefinition USING btree (history_user_id);

CREATE INDEX milestones_historicalmilestone_definition_id_61929611 ON public.milestones_historicalmilestone USING btree (definition_id);

CREATE INDEX milestones_historicalmilestone_external_id_d292c643 ON public.milestones_historicalmilestone USING btree (external_id);

CREATE INDEX milestones_historicalmilestone_external_id_d292c643_like ON public.milestones_historicalmilestone USING btree (external_id varchar_pattern_ops);

CREATE INDEX milestones_historicalmilestone_history_date_e7c1f4db ON public.milestones_historicalmilestone USING btree (history_date);

CREATE INDEX milestones_historicalmilestone_history_user_id_2ffc479d ON public.milestones_historicalmilestone USING btree (history_user_id);

CREATE INDEX milestones_historicalmilestone_id_9d2b5eb7 ON public.milestones_historicalmilestone USING btree (id);

CREATE INDEX milestones_historicalmilestone_version_id_a9b55e3a ON public.milestones_historicalmilestone USING btree (version_id);

CREATE INDEX milestones_historicalmilestonedefinition_external_id_d4fb8826 ON public.milestones_historicalmilestonedefinition USING btree (external_id);

CREATE INDEX milestones_historicalmilestonedefinition_history_date_32f44e56 ON public.milestones_historicalmilestonedefinition USING btree (history_date);

CREATE INDEX milestones_historicalmilestonedefinition_id_d81df094 ON public.milestones_historicalmilestonedefinition USING btree (id);

CREATE INDEX milestones_historicalmilestonedefinition_key_5943e2e0 ON public.milestones_historicalmilestonedefinition USING btree (key);

CREATE INDEX milestones_historicalmilestonedefinition_key_5943e2e0_like ON public.milestones_historicalmilestonedefinition USING btree (key varchar_pattern_ops);

CREATE INDEX milestones_historicalmilestonedefinition_name_c1feca21 ON public.milestones_historicalmilestonedefinition USING btree (name);

CREATE INDEX milestones_historicalmilestonedefinition_name_c1feca21_like ON public.milestones_historicalmilestonedefinition USING btree (name varchar_pattern_ops);

CREATE INDEX milestones_historicalnotepolicy_external_id_d7572b55 ON public.milestones_historicalnotepolicy USING btree (external_id);

CREATE INDEX milestones_historicalnotepolicy_external_id_d7572b55_like ON public.milestones_historicalnotepolicy USING btree (external_id varchar_pattern_ops);

CREATE INDEX milestones_historicalnotepolicy_history_date_4e8a0143 ON public.milestones_historicalnotepolicy USING btree (history_date);

CREATE INDEX milestones_historicalnotepolicy_history_user_id_3928165b ON public.milestones_historicalnotepolicy USING btree (history_user_id);

CREATE INDEX milestones_historicalnotepolicy_id_7e7286a5 ON public.milestones_historicalnotepolicy USING btree (id);

CREATE INDEX milestones_historicalnotepolicy_name_ad3f149c ON public.milestones_historicalnotepolicy USING btree (name);

CREATE INDEX milestones_historicalnotepolicy_name_ad3f149c_like ON public.milestones_historicalnotepolicy USING btree (name varchar_pattern_ops);

CREATE INDEX milestones_historicalnotepolicy_rejection_reason_id_f5785f4b ON public.milestones_historicalnotepolicy USING btree (rejection_reason_id);

CREATE INDEX milestones_historicalwor_external_id_f2c58ee7_like ON public.milestones_historicalworkflowselectionrule USING btree (external_id varchar_pattern_ops);

CREATE INDEX milestones_historicalworkf_history_date_05552fa5 ON public.milestones_historicalworkflowselectionrule USING btree (history_date);

CREATE INDEX milestones_historicalworkf_history_user_id_30acf080 ON public.milestones_historicalworkflowselectionrule USING btree (history_user_id);

CREATE INDEX milestones_historicalworkflow_external_id_093dceed ON public.milestones_historicalworkflow USING btree (external_id);

CREATE INDEX milestones_historicalworkflow_external_id_093dceed_like ON public.milestones_historicalworkflow USING btree (external_id varchar_pattern_ops);

CREATE INDEX milestones_historicalworkflow_history_date_3bd549cc ON public.milestones_historicalworkflow USING btree (history_date);

CREATE INDEX milestones_historicalworkflow_history_user_id_c46e8f74 ON public.milestones_historicalworkflow USING btree (history_user_id);

CREATE INDEX milestones_historicalworkflow_id_5f9e83a9 ON public.milestones_historicalworkflow USING btree (id);

CREATE INDEX milestones_historicalworkflow_key_be4c7061 ON public.milestones_historicalworkflow USING btree (key);

CREATE INDEX milestones_historicalworkflow_key_be4c7061_like ON public.milestones_historicalworkflow USING btree (key varchar_pattern_ops);

CREATE INDEX milestones_historicalworkflow_name_9923fdd4 ON public.milestones_historicalworkflow USING btree (name);

CREATE INDEX milestones_historicalworkflow_name_9923fdd4_like ON public.milestones_historicalworkflow USING btree (name varchar_pattern_ops);

CREATE INDEX milestones_historicalworkflowselectionrule_external_id_f2c58ee7 ON public.milestones_historicalworkflowselectionrule USING btree (external_id);

CREATE INDEX milestones_historicalworkflowselectionrule_id_01a52493 ON public.milestones_historicalworkflowselectionrule USING btree (id);

CREATE INDEX milestones_historicalworkflowselectionrule_name_a5643688 ON public.milestones_historicalworkflowselectionrule USING btree (name);

CREATE INDEX milestones_historicalworkflowselectionrule_name_a5643688_like ON public.milestones_historicalworkflowselectionrule USING btree (name varchar_pattern_ops);

CREATE INDEX milestones_historicalworkflowselectionrule_workflow_id_796f9f27 ON public.milestones_historicalworkflowselectionrule USING btree (workflow_id);

CREATE INDEX milestones_historicalworkflowversion_activated_by_id_3278ed16 ON public.milestones_historicalworkflowversion USING btree (activated_by_id);

CREATE INDEX milestones_historicalworkflowversion_external_id_d6db7b85 ON public.milestones_historicalworkflowversion USING btree (external_id);

CREATE INDEX milestones_historicalworkflowversion_external_id_d6db7b85_like ON public.milestones_historicalworkflowversion USING btree (external_id varchar_pattern_ops);

CREATE INDEX milestones_historicalworkflowversion_history_date_3496a56c ON public.milestones_historicalworkflowversion USING btree (history_date);

CREATE INDEX milestones_historicalworkflowversion_history_user_id_06f1da49 ON public.milestones_historicalworkflowversion USING btree (history_user_id);

CREATE INDEX milestones_historicalworkflowversion_id_1a6cc4de ON public.milestones_historicalworkflowversion USING btree (id);

CREATE INDEX milestones_historicalworkflowversion_workflow_id_c143c776 ON public.milestones_historicalworkflowversion USING btree (workflow_id);

CREATE INDEX milestones_historyimport_created_by_id_42858396 ON public.milestones_historyimport USING btree (created_by_id);

CREATE INDEX milestones_historyimport_created_department_id_56eb4118 ON public.milestones_historyimport USING btree (created_department_id);

CREATE INDEX milestones_historyimport_external_id_a54db273 ON public.milestones_historyimport USING btree (external_id);

CREATE INDEX milestones_historyimport_external_id_a54db273_like ON public.milestones_historyimport USING btree (external_id varchar_pattern_ops);

CREATE INDEX milestones_historyimport_job_id_932932f1 ON public.milestones_historyimport USING btree (job_id);

CREATE INDEX milestones_importedapplication_external_id_b4b4d116 ON public.milestones_importedapplication USING btree (external_id);

CREATE INDEX milestones_importedapplication_external_id_b4b4d116_like ON public.milestones_importedapplication USING btree (external_id varchar_pattern_ops);

CREATE INDEX milestones_importedapplication_history_import_id_eced28b4 ON public.milestones_importedapplication USING btree (history_import_id);

CREATE INDEX milestones_jobworkflow_external_id_188cc1e2 ON public.milestones_jobworkflow USING btree (external_id);

CREATE INDEX milestones_jobworkflow_external_id_188cc1e2_like ON public.milestones_jobworkflow USING btree (external_id varchar_pattern_ops);

CREATE INDEX milestones_jobworkflow_version_id_339891e7 ON public.milestones_jobworkflow USING btree (version_id);

CREATE INDEX milestones_milestone_definition_id_ff3fb982 ON public.milestones_milestone USING btree (definition_id);

CREATE INDEX milestones_milestone_external_id_934a132f ON public.milestones_milestone USING btree (external_id);

CREATE INDEX milestones_milestone_external_id_934a132f_like ON public.milestones_milestone USING btree (external_id varchar_pattern_ops);

CREATE INDEX milestones_milestone_version_id_28c05b27 ON public.milestones_milestone USING btree (version_id);

CREATE INDEX milestones_milestonedefini_content_object_id_5f51887b ON public.milestones_milestonedefinitionuserobjectpermission USING btree (content_object_id);

CREATE INDEX milestones_milestonedefini_content_object_id_634cadea ON public.milestones_milestonedefinitiongroupobjectpermission USING btree (content_object_id);

CREATE INDEX milestones_milestonedefini_group_id_5fd467cd ON public.milestones_milestonedefinitiongroupobjectpermission USING btree (group_id);

CREATE INDEX milestones_milestonedefini_permission_id_546bb42a ON public.milestones_milestonedefinitionuserobjectpermission USING btree (permission_id);

CREATE INDEX milestones_milestonedefini_permission_id_a08ecf6d ON public.milestones_milestonedefinitiongroupobjectpermission USING btree (permission_id);

CREATE INDEX milestones_milestonedefini_user_id_5f5b320c ON public.milestones_milestonedefinitionuserobjectpermission USING btree (user_id);

CREATE INDEX milestones_milestonedefinition_external_id_c80c8547 ON public.milestones_milestonedefinition USING btree (external_id);

CREATE INDEX milestones_milestonedefinition_external_id_c80c8547_like ON public.milestones_milestonedefinition USING btree (external_id varchar_pattern_ops);

CREATE INDEX milestones_milestonedefinition_key_9117dd9f_like ON public.milestones_milestonedefinition USING btree (key varchar_pattern_ops);

CREATE INDEX milestones_milestonedefinition_name_efa3e1ac_like ON public.milestones_milestonedefinition USING btree (name varchar_pattern_ops);

CREATE INDEX milestones_notepolicy_external_id_b6074805 ON public.milestones_notepolicy USING btree (external_id);

CREATE INDEX milestones_notepolicy_external_id_b6074805_like ON public.milestones_notepolicy USING btree (external_id varchar_pattern_ops);

CREATE INDEX milestones_notepolicy_name_579be112_like ON public.milestones_notepolicy USING btree (name varchar_pattern_ops);

CREATE INDEX milestones_notepolicy_rejection_reason_id_135ef16c ON public.milestones_notepolicy USING btree (rejection_reason_id);

CREATE INDEX milestones_transfer_by_id_6707dc85 ON public.milestones_transfer USING btree (by_id);

CREATE INDEX milestones_transfer_external_id_6ec8ebd1 ON public.milestones_transfer USING btree (external_id);

CREATE INDEX milestones_transfer_external_id_6ec8ebd1_like ON public.milestones_transfer USING btree (external_id varchar_pattern_ops);

CREATE INDEX milestones_transfer_from_application_id_fdd5c86e ON public.milestones_transfer USING btree (from_application_id);

CREATE INDEX milestones_visit_application_id_0a64dfbf ON public.milestones_visit USING btree (application_id);

CREATE INDEX milestones_visit_entered_by_id_fe92c494 ON public.milestones_visit USING btree (entered_by_id);

CREATE INDEX milestones_visit_exited_by_id_4b14fdcf ON public.milestones_visit USING btree (exited_by_id);

CREATE INDEX milestones_visit_external_id_ee997fc9 ON public.milestones_visit USING btree (external_id);

CREATE INDEX milestones_visit_external_id_ee997fc9_like ON public.milestones_visit USING btree (external_id varchar_pattern_ops);

CREATE INDEX milestones_visit_milestone_id_72ec197f ON public.milestones_visit USING btree (milestone_id);

CREATE INDEX milestones_visitsignal_external_id_e890f147 ON public.milestones_visitsignal USING btree (external_id);

CREATE INDEX milestones_visitsignal_external_id_e890f147_like ON public.milestones_visitsignal USING btree (external_id varchar_pattern_ops);

CREATE INDEX milestones_visitsignal_visit_id_e384f9e9 ON public.milestones_visitsignal USING btree (visit_id);

CREATE INDEX milestones_workflow_external_id_174d688c ON public.milestones_workflow USING btree (external_id);

CREATE INDEX milestones_workflow_external_id_174d688c_like ON public.milestones_workflow USING btree (external_id varchar_pattern_ops);

CREATE INDEX milestones_workflow_key_db19b925_like ON public.milestones_workflow USING btree (key varchar_pattern_ops);

CREATE INDEX milestones_workflow_name_21394f62_like ON public.milestones_workflow USING btree (name varchar_pattern_ops);

CREATE INDEX milestones_workflowselectionrule_external_id_520b5e87 ON public.milestones_workflowselectionrule USING btree (external_id);

CREATE INDEX milestones_workflowselectionrule_external_id_520b5e87_like ON public.milestones_workflowselectionrule USING btree (external_id varchar_pattern_ops);

CREATE INDEX milestones_workflowselectionrule_name_d14cc371_like ON public.milestones_workflowselectionrule USING btree (name varchar_pattern_ops);

CREATE INDEX milestones_workflowselectionrule_workflow_id_15ee3869 ON public.milestones_workflowselectionrule USING btree (workflow_id);

CREATE INDEX milestones_workflowversion_activated_by_id_a1e38b1f ON public.milestones_workflowversion USING btree (activated_by_id);

CREATE INDEX milestones_workflowversion_external_id_38289b38 ON public.milestones_workflowversion USING btree (external_id);

CREATE INDEX milestones_workflowversion_external_id_38289b38_like ON public.milestones_workflowversion USING btree (external_id varchar_pattern_ops);

CREATE INDEX milestones_workflowversion_workflow_id_9d97722b ON public.milestones_workflowversion USING btree (workflow_id);

CREATE INDEX note_words ON public.ats_note USING gin (public.waymark_words(body));

CREATE INDEX notices_of_a_person ON public.kernel_notice USING btree (user_id, created_at DESC, id DESC);

CREATE INDEX notices_unread ON public.kernel_notice USING btree (user_id) WHERE (read_at IS NULL);

CREATE INDEX oauth2_prov_token_f_996e8a_idx ON public.oauth2_provider_refreshtoken USING btree (token_family);

CREATE INDEX oauth2_provider_accesstoken_application_id_b22886e1 ON public.oauth2_provider_accesstoken USING btree (application_id);

CREATE INDEX oauth2_provider_accesstoken_token_checksum_85319a26_like ON public.oauth2_provider_accesstoken USING btree (token_checksum varchar_pattern_ops);

CREATE INDEX oauth2_provider_accesstoken_user_id_6e4c9a65 ON public.oauth2_provider_accesstoken USING btree (user_id);

CREATE INDEX oauth2_provider_devicegrant_client_id_229dd06d ON public.oauth2_provider_devicegrant USING btree (client_id);

CREATE INDEX oauth2_provider_devicegrant_client_id_229dd06d_like ON public.oauth2_provider_devicegrant USING btree (client_id varchar_pattern_ops);

CREATE INDEX oauth2_provider_devicegrant_user_id_1cec5156 ON public.oauth2_provider_devicegrant USING btree (user_id);

CREATE INDEX oauth2_provider_grant_application_id_81923564 ON public.oauth2_provider_grant USING btree (application_id);

CREATE INDEX oauth2_provider_grant_code_49ab4ddf_like ON public.oauth2_provider_grant USING btree (code varchar_pattern_ops);

CREATE INDEX oauth2_provider_grant_user_id_e8f62af8 ON public.oauth2_provider_grant USING btree (user_id);

CREATE INDEX oauth2_provider_idtoken_application_id_08c5ff4f ON public.oauth2_provider_idtoken USING btree (application_id);

CREATE INDEX oauth2_provider_idtoken_user_id_dd512b59 ON public.oauth2_provider_idtoken USING btree (user_id);

CREATE INDEX oauth2_provider_refreshtoken_application_id_2d1c311b ON public.oauth2_provider_refreshtoken USING btree (application_id);

CREATE INDEX oauth2_provider_refreshtoken_user_id_da837fce ON public.oauth2_provider_refreshtoken USING btree (user_id);

CREATE UNIQUE INDEX one_active_application_per_job ON public.ats_application USING btree (candidate_id, job_id) WHERE ((status)::text = 'active'::text);

CREATE UNIQUE INDEX one_active_version_per_workflow ON public.milestones_workflowversion USING btree (workflow_id) WHERE ((status)::text = 'active'::text);

CREATE UNIQUE INDEX one_application_per_external_id ON public.ats_application USING btree (external_id) WHERE (NOT ((external_id)::text = ''::text));

CREATE UNIQUE INDEX one_candidate_per_external_id ON public.ats_candidate USING btree (external_id) WHERE (NOT ((external_id)::text = ''::text));

CREATE UNIQUE INDEX one_decision_per_person_and_step ON public.kernel_approver USING btree (step_id, decided_by_id) WHERE (decided_by_id IS NOT NULL);

CREATE UNIQUE INDEX one_default_calendar ON public.kernel_calendar USING btree (is_default) WHERE is_default;

CREATE UNIQUE INDEX one_default_workflow ON public.milestones_workflow USING btree (is_default) WHERE is_default;

CREATE UNIQUE INDEX one_job_per_external_id ON public.ats_job USING btree (external_id) WHERE (NOT ((external_id)::text = ''::text));

CREATE UNIQUE INDEX one_letter_in_use_per_region ON public.ats_offerlettertemplate USING btree (region_id) NULLS NOT DISTINCT WHERE is_active;

CREATE UNIQUE INDEX one_live_offer ON public.ats_offer USING btree (application_id) WHERE ((status)::text = ANY ((ARRAY['draft'::character varying, 'pending_approval'::character varying, 'approved'::character varying, 'sent'::character varying])::text[]));

CREATE UNIQUE INDEX one_merge_of_a_record ON public.ats_candidatemerge USING btree (absorbed_id) WHERE (unmerged_at IS NULL);

CREATE UNIQUE INDEX one_open_ownership_request ON public.ats_ownershiprequest USING btree (candidate_id, asked_by_id) WHERE ((status)::text = ANY ((ARRAY['asked'::character varying, 'disputed'::character varying])::text[]));

CREATE UNIQUE INDEX one_open_visit ON public.milestones_visit USING btree (application_id) WHERE (exited_at IS NULL);

CREATE UNIQUE INDEX one_ownership_policy ON public.ats_ownershippolicy USING btree ((1));

CREATE UNIQUE INDEX one_pending_approval_per_subject ON public.kernel_approvalrequest USING btree (subject_type, subject_id) WHERE ((status)::text = 'pending'::text);

CREATE UNIQUE INDEX one_pending_bypass_per_application ON public.milestones_bypass USING btree (application_id) WHERE ((status)::text = 'pending'::text);

CREATE UNIQUE INDEX one_search_for_duplicates_at_a_time ON public.ats_duplicaterun USING btree ((1)) WHERE (finished_at IS NULL);

CREATE UNIQUE INDEX one_self_identification_question_in_force ON public.ats_selfidentificationquestion USING btree (region, key) WHERE is_active;

CREATE UNIQUE INDEX one_user_per_address ON public.ats_user USING btree (lower((email)::text));

CREATE UNIQUE INDEX one_waiting_timer_per_key ON public.kernel_timer USING btree (key) WHERE ((state)::text = 'waiting'::text);

CREATE INDEX open_visits ON public.milestones_visit USING btree (milestone_id) WHERE (exited_at IS NULL);

CREATE INDEX open_visits_due_first ON public.milestones_visit USING btree (due_at, id) INCLUDE (application_id) WHERE (exited_at IS NULL);

CREATE INDEX pairs_waiting ON public.ats_duplicatepair USING btree (score DESC, created_at) WHERE ((status)::text = 'open'::text);

CREATE INDEX referrals_of_a_person ON public.ats_referral USING btree (referred_by_id, created_at DESC, id DESC);

CREATE UNIQUE INDEX same_files_imported_once ON public.milestones_historyimport USING btree (fingerprint) WHERE ((status)::text = 'committed'::text);

CREATE INDEX socialaccount_socialaccount_user_id_8146e70c ON public.socialaccount_socialaccount USING btree (user_id);

CREATE INDEX socialaccount_socialtoken_account_id_951f210e ON public.socialaccount_socialtoken USING btree (account_id);

CREATE INDEX socialaccount_socialtoken_app_id_636a42d7 ON public.socialaccount_socialtoken USING btree (app_id);

CREATE INDEX task_open ON public.ats_task USING btree (assigned_to_id, due_date) WHERE (done_at IS NULL);

CREATE INDEX timer_by_subject ON public.kernel_timer USING btree (subject_id);

CREATE INDEX timer_dead ON public.kernel_timer USING btree (kind) WHERE ((state)::text = 'dead'::text);

CREATE INDEX timer_due ON public.kernel_timer USING btree (kind, due_at) WHERE ((state)::text = 'waiting'::text);

CREATE INDEX timer_waiting_group ON public.kernel_timer USING btree ("group") WHERE (((state)::text = 'waiting'::text) AND (NOT (("group")::text = ''::text)));

CREATE INDEX touches_of_application ON public.ats_sourcetouch USING btree (application_id) WHERE (application_id IS NOT NULL);

CREATE UNIQUE INDEX unique_authenticator_type ON public.mfa_authenticator USING btree (user_id, type) WHERE ((type)::text = ANY ((ARRAY['totp'::character varying, 'recovery_codes'::character varying])::text[]));

CREATE UNIQUE INDEX unique_primary_email ON public.account_emailaddress USING btree (user_id, "primary") WHERE "primary";

CREATE UNIQUE INDEX unique_verified_email ON public.account_emailaddress USING btree (email) WHERE verified;

CREATE INDEX usersessions_usersession_session_key_fd35de43_like ON public.usersessions_usersession USING btree (session_key varchar_pattern_ops);

CREATE INDEX usersessions_usersession_user_id_af5e0a6d ON public.usersessions_usersession USING btree (user_id);

CREATE INDEX webhook_leased ON public.kernel_webhookdelivery USING btree (leased_until) WHERE ((status)::text = 'sending'::text);

CREATE INDEX webhook_log ON public.kernel_webhookdelivery USING btree (created_at DESC, id DESC);

CREATE INDEX webhook_order ON public.kernel_webhookdelivery USING btree (endpoint_id, subject_id, sequence) WHERE ((status)::text = ANY ((ARRAY['waiting'::character varying, 'sending'::character varying])::text[]));

CREATE INDEX webhook_settled ON public.kernel_webhookdelivery USING btree (settled_at) WHERE ((status)::text = ANY ((ARRAY['delivered'::character varying, 'failed'::character varying])::text[]));

CREATE INDEX webhook_waiting_first ON public.kernel_webhookdelivery USING btree (endpoint_id, due_at, sequence) WHERE ((status)::text = 'waiting'::text);

CREATE TRIGGER audit_append_only BEFORE DELETE OR UPDATE ON public.kernel_auditentry FOR EACH ROW EXECUTE FUNCTION public.audit_append_only();

CREATE TRIGGER comms_consent_append_only BEFORE UPDATE ON public.comms_consent FOR EACH ROW EXECUTE FUNCTION public.comms_consent_append_only();

CREATE CONSTRAINT TRIGGER comms_consent_kept AFTER DELETE ON public.comms_consent DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.comms_consent_kept();

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_2c513194_fk_ats_user_id FOREIGN KEY (user_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirm_email_address_id_5b7f8c58_fk_account_e FOREIGN KEY (email_address_id) REFERENCES public.account_emailaddress(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_answer
    ADD CONSTRAINT ats_answer_application_id_ced44327_fk_ats_application_id FOREIGN KEY (application_id) REFERENCES public.ats_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_answer
    ADD CONSTRAINT ats_answer_question_id_ee2b47d7_fk_ats_jobquestion_id FOREIGN KEY (question_id) REFERENCES public.ats_jobquestion(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_application
    ADD CONSTRAINT ats_application_candidate_id_93ff5406_fk_ats_candidate_id FOREIGN KEY (candidate_id) REFERENCES public.ats_candidate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_application
    ADD CONSTRAINT ats_application_credited_to_id_be1594fe_fk_ats_user_id FOREIGN KEY (credited_to_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_application
    ADD CONSTRAINT ats_application_job_id_97690e85_fk_ats_job_id FOREIGN KEY (job_id) REFERENCES public.ats_job(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_application
    ADD CONSTRAINT ats_application_owner_id_5684da60_fk_ats_user_id FOREIGN KEY (owner_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_application
    ADD CONSTRAINT ats_application_rejection_reason_id_39157ac4_fk_ats_rejec FOREIGN KEY (rejection_reason_id) REFERENCES public.ats_rejectionreason(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_application
    ADD CONSTRAINT ats_application_source_id_9499ea66_fk_ats_source_id FOREIGN KEY (source_id) REFERENCES public.ats_source(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_attachment
    ADD CONSTRAINT ats_attachment_application_id_39ca37e2_fk_ats_application_id FOREIGN KEY (application_id) REFERENCES public.ats_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_attachment
    ADD CONSTRAINT ats_attachment_candidate_id_c1891fcd_fk_ats_candidate_id FOREIGN KEY (candidate_id) REFERENCES public.ats_candidate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_attachment
    ADD CONSTRAINT ats_attachment_file_id_bb4d78a0_fk_kernel_storedfile_id FOREIGN KEY (file_id) REFERENCES public.kernel_storedfile(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_booking
    ADD CONSTRAINT ats_booking_application_id_921d5f05_fk_ats_application_id FOREIGN KEY (application_id) REFERENCES public.ats_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_booking
    ADD CONSTRAINT ats_booking_interview_id_c29234a8_fk_ats_interview_id FOREIGN KEY (interview_id) REFERENCES public.ats_interview(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_booking_interviewers
    ADD CONSTRAINT ats_booking_interviewers_booking_id_3358d28e_fk_ats_booking_id FOREIGN KEY (booking_id) REFERENCES public.ats_booking(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_booking_interviewers
    ADD CONSTRAINT ats_booking_interviewers_user_id_3770cf13_fk_ats_user_id FOREIGN KEY (user_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_booking
    ADD CONSTRAINT ats_booking_kit_id_c69a76fc_fk_ats_interviewkit_id FOREIGN KEY (kit_id) REFERENCES public.ats_interviewkit(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_booking
    ADD CONSTRAINT ats_booking_organizer_id_b3b34dd1_fk_ats_user_id FOREIGN KEY (organizer_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_candidate
    ADD CONSTRAINT ats_candidate_merged_into_id_a4cada85_fk_ats_candidate_id FOREIGN KEY (merged_into_id) REFERENCES public.ats_candidate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_candidate
    ADD CONSTRAINT ats_candidate_owner_id_c73fdb73_fk_ats_user_id FOREIGN KEY (owner_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_candidateemail
    ADD CONSTRAINT ats_candidateemail_candidate_id_46c960db_fk_ats_candidate_id FOREIGN KEY (candidate_id) REFERENCES public.ats_candidate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_candidatemerge
    ADD CONSTRAINT ats_candidatemerge_absorbed_id_a0cc2b93_fk_ats_candidate_id FOREIGN KEY (absorbed_id) REFERENCES public.ats_candidate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_candidatemerge
    ADD CONSTRAINT ats_candidatemerge_merged_by_id_14922b41_fk_ats_user_id FOREIGN KEY (merged_by_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_candidatemerge
    ADD CONSTRAINT ats_candidatemerge_survivor_id_a5a4e1f0_fk_ats_candidate_id FOREIGN KEY (survivor_id) REFERENCES public.ats_candidate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_candidatemerge
    ADD CONSTRAINT ats_candidatemerge_unmerged_by_id_e92b837d_fk_ats_user_id FOREIGN KEY (unmerged_by_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_candidatephone
    ADD CONSTRAINT ats_candidatephone_candidate_id_5daab3e9_fk_ats_candidate_id FOREIGN KEY (candidate_id) REFERENCES public.ats_candidate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_classificationrule
    ADD CONSTRAINT ats_classificationru_expected_family_id_f2057ef5_fk_ats_jobfa FOREIGN KEY (expected_family_id) REFERENCES public.ats_jobfamily(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_company
    ADD CONSTRAINT ats_company_logo_id_8b1004a0_fk_kernel_storedfile_id FOREIGN KEY (logo_id) REFERENCES public.kernel_storedfile(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_duplicatepair
    ADD CONSTRAINT ats_duplicatepair_decided_by_id_4348b05a_fk_ats_user_id FOREIGN KEY (decided_by_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_duplicatepair
    ADD CONSTRAINT ats_duplicatepair_first_id_e3136921_fk_ats_candidate_id FOREIGN KEY (first_id) REFERENCES public.ats_candidate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_duplicatepair
    ADD CONSTRAINT ats_duplicatepair_second_id_0cd4def3_fk_ats_candidate_id FOREIGN KEY (second_id) REFERENCES public.ats_candidate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_duplicaterun
    ADD CONSTRAINT ats_duplicaterun_started_by_id_48977ac8_fk_ats_user_id FOREIGN KEY (started_by_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_follow
    ADD CONSTRAINT ats_follow_candidate_id_746bf17f_fk_ats_candidate_id FOREIGN KEY (candidate_id) REFERENCES public.ats_candidate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_follow
    ADD CONSTRAINT ats_follow_user_id_7d1d6e2a_fk_ats_user_id FOREIGN KEY (user_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_hiringteammember
    ADD CONSTRAINT ats_hiringteammember_job_id_d7860ae0_fk_ats_job_id FOREIGN KEY (job_id) REFERENCES public.ats_job(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_hiringteammember
    ADD CONSTRAINT ats_hiringteammember_user_id_cf42076d_fk_ats_user_id FOREIGN KEY (user_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_interview
    ADD CONSTRAINT ats_interview_application_id_3b3d2833_fk_ats_application_id FOREIGN KEY (application_id) REFERENCES public.ats_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_interview_interviewers
    ADD CONSTRAINT ats_interview_interv_interview_id_60faf157_fk_ats_inter FOREIGN KEY (interview_id) REFERENCES public.ats_interview(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_interview_interviewers
    ADD CONSTRAINT ats_interview_interviewers_user_id_c810b371_fk_ats_user_id FOREIGN KEY (user_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_interview
    ADD CONSTRAINT ats_interview_kit_id_bb5b275e_fk_ats_interviewkit_id FOREIGN KEY (kit_id) REFERENCES public.ats_interviewkit(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_interview
    ADD CONSTRAINT ats_interview_organizer_id_dad55404_fk_ats_user_id FOREIGN KEY (organizer_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_interviewkit
    ADD CONSTRAINT ats_interviewkit_job_id_29369bb2_fk_ats_job_id FOREIGN KEY (job_id) REFERENCES public.ats_job(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_invitation
    ADD CONSTRAINT ats_invitation_invited_by_id_8532b2c3_fk_ats_user_id FOREIGN KEY (invited_by_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_invitation
    ADD CONSTRAINT ats_invitation_job_id_26c94623_fk_ats_job_id FOREIGN KEY (job_id) REFERENCES public.ats_job(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_invitation
    ADD CONSTRAINT ats_invitation_user_id_290e54d6_fk_ats_user_id FOREIGN KEY (user_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_job
    ADD CONSTRAINT ats_job_department_id_7531847d_fk_ats_department_id FOREIGN KEY (department_id) REFERENCES public.ats_department(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_job
    ADD CONSTRAINT ats_job_job_family_id_21cfb165_fk_ats_jobfamily_id FOREIGN KEY (job_family_id) REFERENCES public.ats_jobfamily(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_job
    ADD CONSTRAINT ats_job_job_group_id_4599966c_fk_ats_jobgroup_id FOREIGN KEY (job_group_id) REFERENCES public.ats_jobgroup(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_job_locations
    ADD CONSTRAINT ats_job_locations_job_id_304b31bd_fk_ats_job_id FOREIGN KEY (job_id) REFERENCES public.ats_job(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_job_locations
    ADD CONSTRAINT ats_job_locations_location_id_c4b82d93_fk_ats_location_id FOREIGN KEY (location_id) REFERENCES public.ats_location(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_jobgroupobjectpermission
    ADD CONSTRAINT ats_jobgroupobjectpe_content_object_id_19da3995_fk_ats_job_i FOREIGN KEY (content_object_id) REFERENCES public.ats_job(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_jobgroupobjectpermission
    ADD CONSTRAINT ats_jobgroupobjectpe_permission_id_18214b42_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_jobgroupobjectpermission
    ADD CONSTRAINT ats_jobgroupobjectpermission_group_id_056295e1_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_joboverride
    ADD CONSTRAINT ats_joboverride_created_by_id_a4d585ff_fk_ats_user_id FOREIGN KEY (created_by_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_joboverride
    ADD CONSTRAINT ats_joboverride_job_id_fb21d117_fk_ats_job_id FOREIGN KEY (job_id) REFERENCES public.ats_job(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_jobpost
    ADD CONSTRAINT ats_jobpost_job_id_f5ab8ad6_fk_ats_job_id FOREIGN KEY (job_id) REFERENCES public.ats_job(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_jobquestion
    ADD CONSTRAINT ats_jobquestion_job_id_eb508243_fk_ats_job_id FOREIGN KEY (job_id) REFERENCES public.ats_job(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_jobtemplate
    ADD CONSTRAINT ats_jobtemplate_department_id_5f9dcd62_fk_ats_department_id FOREIGN KEY (department_id) REFERENCES public.ats_department(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_jobtemplate
    ADD CONSTRAINT ats_jobtemplate_job_family_id_86ad836b_fk_ats_jobfamily_id FOREIGN KEY (job_family_id) REFERENCES public.ats_jobfamily(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_jobtemplate
    ADD CONSTRAINT ats_jobtemplate_job_group_id_573987ab_fk_ats_jobgroup_id FOREIGN KEY (job_group_id) REFERENCES public.ats_jobgroup(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_jobtemplate_locations
    ADD CONSTRAINT ats_jobtemplate_loca_jobtemplate_id_ad056a5a_fk_ats_jobte FOREIGN KEY (jobtemplate_id) REFERENCES public.ats_jobtemplate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_jobtemplate_locations
    ADD CONSTRAINT ats_jobtemplate_loca_location_id_dd601027_fk_ats_locat FOREIGN KEY (location_id) REFERENCES public.ats_location(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_jobuserobjectpermission
    ADD CONSTRAINT ats_jobuserobjectper_content_object_id_4b26dae3_fk_ats_job_i FOREIGN KEY (content_object_id) REFERENCES public.ats_job(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_jobuserobjectpermission
    ADD CONSTRAINT ats_jobuserobjectper_permission_id_172004e8_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_jobuserobjectpermission
    ADD CONSTRAINT ats_jobuserobjectpermission_user_id_c269b508_fk_ats_user_id FOREIGN KEY (user_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_jobversion
    ADD CONSTRAINT ats_jobversion_created_by_id_84ca6fda_fk_ats_user_id FOREIGN KEY (created_by_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_jobversion
    ADD CONSTRAINT ats_jobversion_department_id_846f6fa0_fk_ats_department_id FOREIGN KEY (department_id) REFERENCES public.ats_department(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_jobversion
    ADD CONSTRAINT ats_jobversion_job_id_6d0396c1_fk_ats_job_id FOREIGN KEY (job_id) REFERENCES public.ats_job(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_location
    ADD CONSTRAINT ats_location_calendar_id_a46567fe_fk_kernel_calendar_id FOREIGN KEY (calendar_id) REFERENCES public.kernel_calendar(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_location
    ADD CONSTRAINT ats_location_region_id_23bfeabc_fk_ats_region_id FOREIGN KEY (region_id) REFERENCES public.ats_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_matchkey
    ADD CONSTRAINT ats_matchkey_candidate_id_4dc2601e_fk_ats_candidate_id FOREIGN KEY (candidate_id) REFERENCES public.ats_candidate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_note
    ADD CONSTRAINT ats_note_application_id_880bfe47_fk_ats_application_id FOREIGN KEY (application_id) REFERENCES public.ats_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_note
    ADD CONSTRAINT ats_note_author_id_6f441c73_fk_ats_user_id FOREIGN KEY (author_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_note
    ADD CONSTRAINT ats_note_candidate_id_a6055d5a_fk_ats_candidate_id FOREIGN KEY (candidate_id) REFERENCES public.ats_candidate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_note_mentions
    ADD CONSTRAINT ats_note_mentions_note_id_fd50a07d_fk_ats_note_id FOREIGN KEY (note_id) REFERENCES public.ats_note(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_note_mentions
    ADD CONSTRAINT ats_note_mentions_user_id_a022a10c_fk_ats_user_id FOREIGN KEY (user_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_offer
    ADD CONSTRAINT ats_offer_application_id_9728e835_fk_ats_application_id FOREIGN KEY (application_id) REFERENCES public.ats_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_offer
    ADD CONSTRAINT ats_offer_opening_id_71e8ed35_fk_ats_opening_id FOREIGN KEY (opening_id) REFERENCES public.ats_opening(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_offerletter
    ADD CONSTRAINT ats_offerletter_file_id_4e25be98_fk_kernel_storedfile_id FOREIGN KEY (file_id) REFERENCES public.kernel_storedfile(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_offerletter
    ADD CONSTRAINT ats_offerletter_offer_id_f99a6ba9_fk_ats_offer_id FOREIGN KEY (offer_id) REFERENCES public.ats_offer(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_offerletter
    ADD CONSTRAINT ats_offerletter_signed_file_id_bb75965b_fk_kernel_storedfile_id FOREIGN KEY (signed_file_id) REFERENCES public.kernel_storedfile(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_offerletter
    ADD CONSTRAINT ats_offerletter_template_id_c28d02d5_fk_ats_offer FOREIGN KEY (template_id) REFERENCES public.ats_offerlettertemplate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_offerlettertemplate
    ADD CONSTRAINT ats_offerlettertemplate_region_id_553722a4_fk_ats_region_id FOREIGN KEY (region_id) REFERENCES public.ats_region(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_offerversion
    ADD CONSTRAINT ats_offerversion_created_by_id_7be84ba5_fk_ats_user_id FOREIGN KEY (created_by_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_offerversion
    ADD CONSTRAINT ats_offerversion_offer_id_0f6e87b2_fk_ats_offer_id FOREIGN KEY (offer_id) REFERENCES public.ats_offer(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_opening
    ADD CONSTRAINT ats_opening_application_id_098c6389_fk_ats_application_id FOREIGN KEY (application_id) REFERENCES public.ats_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_opening
    ADD CONSTRAINT ats_opening_job_id_abe19b49_fk_ats_job_id FOREIGN KEY (job_id) REFERENCES public.ats_job(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_ownershiprequest
    ADD CONSTRAINT ats_ownershiprequest_answered_by_id_3fe8a837_fk_ats_user_id FOREIGN KEY (answered_by_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_ownershiprequest
    ADD CONSTRAINT ats_ownershiprequest_asked_by_id_bebdde51_fk_ats_user_id FOREIGN KEY (asked_by_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_ownershiprequest
    ADD CONSTRAINT ats_ownershiprequest_candidate_id_a39866ae_fk_ats_candidate_id FOREIGN KEY (candidate_id) REFERENCES public.ats_candidate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_ownershiprequest
    ADD CONSTRAINT ats_ownershiprequest_owner_id_1cb64656_fk_ats_user_id FOREIGN KEY (owner_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_referral
    ADD CONSTRAINT ats_referral_application_id_e3063c57_fk_ats_application_id FOREIGN KEY (application_id) REFERENCES public.ats_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_referral
    ADD CONSTRAINT ats_referral_job_id_2514b45b_fk_ats_job_id FOREIGN KEY (job_id) REFERENCES public.ats_job(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_referral
    ADD CONSTRAINT ats_referral_referred_by_id_49923361_fk_ats_user_id FOREIGN KEY (referred_by_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_requiredfieldrule
    ADD CONSTRAINT ats_requiredfieldrule_role_id_ea25252d_fk_kernel_role_id FOREIGN KEY (role_id) REFERENCES public.kernel_role(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_scorecard
    ADD CONSTRAINT ats_scorecard_interview_id_b882d051_fk_ats_interview_id FOREIGN KEY (interview_id) REFERENCES public.ats_interview(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_scorecard
    ADD CONSTRAINT ats_scorecard_interviewer_id_7bac8385_fk_ats_user_id FOREIGN KEY (interviewer_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_selfidentification
    ADD CONSTRAINT ats_selfidentificati_application_id_c52a9f98_fk_ats_appli FOREIGN KEY (application_id) REFERENCES public.ats_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_selfidentification
    ADD CONSTRAINT ats_selfidentificati_candidate_id_6333b7a5_fk_ats_candi FOREIGN KEY (candidate_id) REFERENCES public.ats_candidate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_sourcetouch
    ADD CONSTRAINT ats_sourcetouch_application_id_ad5bf44b_fk_ats_application_id FOREIGN KEY (application_id) REFERENCES public.ats_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_sourcetouch
    ADD CONSTRAINT ats_sourcetouch_candidate_id_8890ac56_fk_ats_candidate_id FOREIGN KEY (candidate_id) REFERENCES public.ats_candidate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_sourcetouch
    ADD CONSTRAINT ats_sourcetouch_source_id_3e75905d_fk_ats_source_id FOREIGN KEY (source_id) REFERENCES public.ats_source(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_task
    ADD CONSTRAINT ats_task_application_id_b055e8fb_fk_ats_application_id FOREIGN KEY (application_id) REFERENCES public.ats_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_task
    ADD CONSTRAINT ats_task_assigned_to_id_01143234_fk_ats_user_id FOREIGN KEY (assigned_to_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_task
    ADD CONSTRAINT ats_task_created_by_id_199c1d7a_fk_ats_user_id FOREIGN KEY (created_by_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_task
    ADD CONSTRAINT ats_task_done_by_id_8b579843_fk_ats_user_id FOREIGN KEY (done_by_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_user
    ADD CONSTRAINT ats_user_department_id_42453fa9_fk_ats_department_id FOREIGN KEY (department_id) REFERENCES public.ats_department(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_user_groups
    ADD CONSTRAINT ats_user_groups_group_id_707e92b7_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_user_groups
    ADD CONSTRAINT ats_user_groups_user_id_1c29c4f8_fk_ats_user_id FOREIGN KEY (user_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_user
    ADD CONSTRAINT ats_user_manager_id_3474dcac_fk_ats_user_id FOREIGN KEY (manager_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_user_user_permissions
    ADD CONSTRAINT ats_user_user_permis_permission_id_b0079d68_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ats_user_user_permissions
    ADD CONSTRAINT ats_user_user_permissions_user_id_c38a39fc_fk_ats_user_id FOREIGN KEY (user_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.axes_accessattemptexpiration
    ADD CONSTRAINT axes_accessattemptex_access_attempt_id_6b73a47a_fk_axes_acce FOREIGN KEY (access_attempt_id) REFERENCES public.axes_accessattempt(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.comms_consent
    ADD CONSTRAINT comms_consent_application_id_60ac304d_fk_ats_application_id FOREIGN KEY (application_id) REFERENCES public.ats_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.comms_consent
    ADD CONSTRAINT comms_consent_candidate_id_18e2a08e_fk_ats_candidate_id FOREIGN KEY (candidate_id) REFERENCES public.ats_candidate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.comms_consent
    ADD CONSTRAINT comms_consent_recorded_by_id_5297b7fb_fk_ats_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.comms_consent
    ADD CONSTRAINT comms_consent_text_id_c098a0de_fk_comms_consenttext_id FOREIGN KEY (text_id) REFERENCES public.comms_consenttext(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.comms_message
    ADD CONSTRAINT comms_message_application_id_67a23d12_fk_ats_application_id FOREIGN KEY (application_id) REFERENCES public.ats_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.comms_message
    ADD CONSTRAINT comms_message_attachment_id_38b8bb36_fk_kernel_storedfile_id FOREIGN KEY (attachment_id) REFERENCES public.kernel_storedfile(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.comms_message
    ADD CONSTRAINT comms_message_candidate_id_ee319e4c_fk_ats_candidate_id FOREIGN KEY (candidate_id) REFERENCES public.ats_candidate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.comms_message
    ADD CONSTRAINT comms_message_queued_by_id_73bb9b6e_fk_ats_user_id FOREIGN KEY (queued_by_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.comms_message
    ADD CONSTRAINT comms_message_recipient_id_ded0e7f6_fk_ats_user_id FOREIGN KEY (recipient_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.comms_message
    ADD CONSTRAINT comms_message_template_id_98fbc003_fk_comms_template_id FOREIGN KEY (template_id) REFERENCES public.comms_template(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_content_type_id_c4bce8eb_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_user_id_c564eba6_fk_ats_user_id FOREIGN KEY (user_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.guardian_groupobjectpermission
    ADD CONSTRAINT guardian_groupobject_content_type_id_7ade36b8_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.guardian_groupobjectpermission
    ADD CONSTRAINT guardian_groupobject_group_id_4bbbfb62_fk_auth_grou FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.guardian_groupobjectpermission
    ADD CONSTRAINT guardian_groupobject_permission_id_36572738_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.guardian_userobjectpermission
    ADD CONSTRAINT guardian_userobjectp_content_type_id_2e892405_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.guardian_userobjectpermission
    ADD CONSTRAINT guardian_userobjectp_permission_id_71807bfc_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.guardian_userobjectpermission
    ADD CONSTRAINT guardian_userobjectpermission_user_id_d5c1e964_fk_ats_user_id FOREIGN KEY (user_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.kernel_absence
    ADD CONSTRAINT kernel_absence_deputy_id_19a120f4_fk_ats_user_id FOREIGN KEY (deputy_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.kernel_absence
    ADD CONSTRAINT kernel_absence_person_id_e781b892_fk_ats_user_id FOREIGN KEY (person_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.kernel_apikey
    ADD CONSTRAINT kernel_apikey_user_id_f750b301_fk_ats_user_id FOREIGN KEY (user_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.kernel_approvalflowstep
    ADD CONSTRAINT kernel_approvalflows_flow_id_1f7b1d0f_fk_kernel_ap FOREIGN KEY (flow_id) REFERENCES public.kernel_approvalflow(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.kernel_approvalrequest
    ADD CONSTRAINT kernel_approvalreque_flow_id_50169526_fk_kernel_ap FOREIGN KEY (flow_id) REFERENCES public.kernel_approvalflow(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.kernel_approvalrequest
    ADD CONSTRAINT kernel_approvalrequest_overridden_by_id_d078ecf0_fk_ats_user_id FOREIGN KEY (overridden_by_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.kernel_approvalrequest
    ADD CONSTRAINT kernel_approvalrequest_requested_by_id_badfe99e_fk_ats_user_id FOREIGN KEY (requested_by_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.kernel_approvalstep
    ADD CONSTRAINT kernel_approvalstep_request_id_1a0eaec7_fk_kernel_ap FOREIGN KEY (request_id) REFERENCES public.kernel_approvalrequest(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.kernel_approver
    ADD CONSTRAINT kernel_approver_decided_by_id_714a1a66_fk_ats_user_id FOREIGN KEY (decided_by_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.kernel_approver
    ADD CONSTRAINT kernel_approver_delegated_from_id_90ec03ab_fk_ats_user_id FOREIGN KEY (delegated_from_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.kernel_approver
    ADD CONSTRAINT kernel_approver_step_id_f11afa83_fk_kernel_approvalstep_id FOREIGN KEY (step_id) REFERENCES public.kernel_approvalstep(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.kernel_approver
    ADD CONSTRAINT kernel_approver_user_id_f05b9abf_fk_ats_user_id FOREIGN KEY (user_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.kernel_defaultview
    ADD CONSTRAINT kernel_defaultview_user_id_d46fe1c1_fk_ats_user_id FOREIGN KEY (user_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.kernel_defaultview
    ADD CONSTRAINT kernel_defaultview_view_id_df9d9d81_fk_kernel_savedview_id FOREIGN KEY (view_id) REFERENCES public.kernel_savedview(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.kernel_delivery
    ADD CONSTRAINT kernel_delivery_event_id_ac8d982d_fk_kernel_event_id FOREIGN KEY (event_id) REFERENCES public.kernel_event(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.kernel_exportedpeople
    ADD CONSTRAINT kernel_exportedpeople_run_id_af470a3e_fk_kernel_exportrun_id FOREIGN KEY (run_id) REFERENCES public.kernel_exportrun(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.kernel_exportrun
    ADD CONSTRAINT kernel_exportrun_approval_id_daf17d7a_fk_kernel_ap FOREIGN KEY (approval_id) REFERENCES public.kernel_approvalrequest(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.kernel_exportrun
    ADD CONSTRAINT kernel_exportrun_file_id_8c0400d2_fk_kernel_storedfile_id FOREIGN KEY (file_id) REFERENCES public.kernel_storedfile(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.kernel_exportrun
    ADD CONSTRAINT kernel_exportrun_requested_by_id_bd3ff5e4_fk_ats_user_id FOREIGN KEY (requested_by_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.kernel_filepage
    ADD CONSTRAINT kernel_filepage_file_id_dae74880_fk_kernel_storedfile_id FOREIGN KEY (file_id) REFERENCES public.kernel_storedfile(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.kernel_importmapping
    ADD CONSTRAINT kernel_importmapping_created_by_id_86e85b3a_fk_ats_user_id FOREIGN KEY (created_by_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.kernel_importrun
    ADD CONSTRAINT kernel_importrun_created_by_id_cf553cde_fk_ats_user_id FOREIGN KEY (created_by_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.kernel_importrun
    ADD CONSTRAINT kernel_importrun_file_id_0949cb7a_fk_kernel_storedfile_id FOREIGN KEY (file_id) REFERENCES public.kernel_storedfile(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.kernel_importrun
    ADD CONSTRAINT kernel_importrun_saved_mapping_id_6ed0784a_fk_kernel_im FOREIGN KEY (saved_mapping_id) REFERENCES public.kernel_importmapping(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.kernel_notice
    ADD CONSTRAINT kernel_notice_user_id_5f13f1b9_fk_ats_user_id FOREIGN KEY (user_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.kernel_noticepreference
    ADD CONSTRAINT kernel_noticepreference_user_id_3d45e213_fk_ats_user_id FOREIGN KEY (user_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.kernel_roleassignment
    ADD CONSTRAINT kernel_roleassignment_role_id_043c50f3_fk_kernel_role_id FOREIGN KEY (role_id) REFERENCES public.kernel_role(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.kernel_roleassignment
    ADD CONSTRAINT kernel_roleassignment_user_id_37c32d99_fk_ats_user_id FOREIGN KEY (user_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.kernel_savedview
    ADD CONSTRAINT kernel_savedview_owner_id_3cc9ad1c_fk_ats_user_id FOREIGN KEY (owner_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.kernel_savedview
    ADD CONSTRAINT kernel_savedview_role_id_fdab9249_fk_kernel_role_id FOREIGN KEY (role_id) REFERENCES public.kernel_role(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.kernel_storedfile
    ADD CONSTRAINT kernel_storedfile_uploaded_by_id_6164e8e7_fk_ats_user_id FOREIGN KEY (uploaded_by_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.kernel_webhookattempt
    ADD CONSTRAINT kernel_webhookattemp_delivery_id_a4b6a27c_fk_kernel_we FOREIGN KEY (delivery_id) REFERENCES public.kernel_webhookdelivery(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.kernel_webhookdelivery
    ADD CONSTRAINT kernel_webhookdelive_endpoint_id_098c3824_fk_kernel_we FOREIGN KEY (endpoint_id) REFERENCES public.kernel_webhookendpoint(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.kernel_webhookdelivery
    ADD CONSTRAINT kernel_webhookdelivery_event_id_dcd1d90a_fk_kernel_event_id FOREIGN KEY (event_id) REFERENCES public.kernel_event(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.kernel_webhooksecret
    ADD CONSTRAINT kernel_webhooksecret_endpoint_id_0be71699_fk_kernel_we FOREIGN KEY (endpoint_id) REFERENCES public.kernel_webhookendpoint(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_user_id_0c3a50c0_fk_ats_user_id FOREIGN KEY (user_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.milestones_bulkitem
    ADD CONSTRAINT milestones_bulkitem_application_id_e40bbe68_fk_ats_appli FOREIGN KEY (application_id) REFERENCES public.ats_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.milestones_bulkitem
    ADD CONSTRAINT milestones_bulkitem_message_id_c65eb2b8_fk_comms_message_id FOREIGN KEY (message_id) REFERENCES public.comms_message(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.milestones_bulkitem
    ADD CONSTRAINT milestones_bulkitem_run_id_342a266f_fk_milestones_bulkrun_id FOREIGN KEY (run_id) REFERENCES public.milestones_bulkrun(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.milestones_bulkitem
    ADD CONSTRAINT milestones_bulkitem_visit_id_0879d692_fk_milestones_visit_id FOREIGN KEY (visit_id) REFERENCES public.milestones_visit(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.milestones_bulkrun
    ADD CONSTRAINT milestones_bulkrun_asked_by_id_ef062594_fk_ats_user_id FOREIGN KEY (asked_by_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.milestones_bulkrun
    ADD CONSTRAINT milestones_bulkrun_rejection_reason_id_6030fdde_fk_ats_rejec FOREIGN KEY (rejection_reason_id) REFERENCES public.ats_rejectionreason(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.milestones_bulkrun
    ADD CONSTRAINT milestones_bulkrun_template_id_6704ce14_fk_comms_template_id FOREIGN KEY (template_id) REFERENCES public.comms_template(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.milestones_bypass
    ADD CONSTRAINT milestones_bypass_application_id_5b6a6f72_fk_ats_application_id FOREIGN KEY (application_id) REFERENCES public.ats_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.milestones_bypass
    ADD CONSTRAINT milestones_bypass_approval_id_8bf58ece_fk_kernel_ap FOREIGN KEY (approval_id) REFERENCES public.kernel_approvalrequest(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.milestones_bypass
    ADD CONSTRAINT milestones_bypass_asked_by_id_6c8f7cd7_fk_ats_user_id FOREIGN KEY (asked_by_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.milestones_bypass
    ADD CONSTRAINT milestones_bypass_to_milestone_id_80ae0ebd_fk_milestone FOREIGN KEY (to_milestone_id) REFERENCES public.milestones_milestone(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.milestones_bypass
    ADD CONSTRAINT milestones_bypass_visit_id_d56f922b_fk_milestones_visit_id FOREIGN KEY (visit_id) REFERENCES public.milestones_visit(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.milestones_bypasspolicy
    ADD CONSTRAINT milestones_bypasspol_approval_flow_id_4756917b_fk_kernel_ap FOREIGN KEY (approval_flow_id) REFERENCES public.kernel_approvalflow(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.milestones_bypasspolicy
    ADD CONSTRAINT milestones_bypasspol_milestone_id_2dcf612d_fk_milestone FOREIGN KEY (milestone_id) REFERENCES public.milestones_milestone(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.milestones_escalationlevel
    ADD CONSTRAINT milestones_escalatio_milestone_id_82dc2524_fk_milestone FOREIGN KEY (milestone_id) REFERENCES public.milestones_milestone(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.milestones_escalation
    ADD CONSTRAINT milestones_escalation_visit_id_783fa6f6_fk_milestones_visit_id FOREIGN KEY (visit_id) REFERENCES public.milestones_visit(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.milestones_gateitem
    ADD CONSTRAINT milestones_gateitem_milestone_id_89cf280c_fk_milestone FOREIGN KEY (milestone_id) REFERENCES public.milestones_milestone(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.milestones_gateitemcompletion
    ADD CONSTRAINT milestones_gateitemc_completed_by_id_ba123bd1_fk_ats_user_ FOREIGN KEY (completed_by_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.milestones_gateitemcompletion
    ADD CONSTRAINT milestones_gateitemc_gate_item_id_794ff2a1_fk_milestone FOREIGN KEY (gate_item_id) REFERENCES public.milestones_gateitem(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.milestones_gateitemcompletion
    ADD CONSTRAINT milestones_gateitemc_visit_id_3fbc7b53_fk_milestone FOREIGN KEY (visit_id) REFERENCES public.milestones_visit(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.milestones_historyimport
    ADD CONSTRAINT milestones_historyim_created_department_i_56eb4118_fk_ats_depar FOREIGN KEY (created_department_id) REFERENCES public.ats_department(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.milestones_historyimport
    ADD CONSTRAINT milestones_historyimport_created_by_id_42858396_fk_ats_user_id FOREIGN KEY (created_by_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.milestones_historyimport
    ADD CONSTRAINT milestones_historyimport_job_id_932932f1_fk_ats_job_id FOREIGN KEY (job_id) REFERENCES public.ats_job(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.milestones_importedapplication
    ADD CONSTRAINT milestones_importeda_application_id_c3f7e255_fk_ats_appli FOREIGN KEY (application_id) REFERENCES public.ats_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.milestones_importedapplication
    ADD CONSTRAINT milestones_importeda_history_import_id_eced28b4_fk_milestone FOREIGN KEY (history_import_id) REFERENCES public.milestones_historyimport(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.milestones_jobworkflow
    ADD CONSTRAINT milestones_jobworkfl_version_id_339891e7_fk_milestone FOREIGN KEY (version_id) REFERENCES public.milestones_workflowversion(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.milestones_jobworkflow
    ADD CONSTRAINT milestones_jobworkflow_job_id_e8c36e12_fk_ats_job_id FOREIGN KEY (job_id) REFERENCES public.ats_job(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.milestones_milestonedefinitionuserobjectpermission
    ADD CONSTRAINT milestones_milestone_content_object_id_5f51887b_fk_milestone FOREIGN KEY (content_object_id) REFERENCES public.milestones_milestonedefinition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.milestones_milestonedefinitiongroupobjectpermission
    ADD CONSTRAINT milestones_milestone_content_object_id_634cadea_fk_milestone FOREIGN KEY (content_object_id) REFERENCES public.milestones_milestonedefinition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.milestones_milestone
    ADD CONSTRAINT milestones_milestone_definition_id_ff3fb982_fk_milestone FOREIGN KEY (definition_id) REFERENCES public.milestones_milestonedefinition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.milestones_milestonedefinitiongroupobjectpermission
    ADD CONSTRAINT milestones_milestone_group_id_5fd467cd_fk_auth_grou FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.milestones_milestonedefinitionuserobjectpermission
    ADD CONSTRAINT milestones_milestone_permission_id_546bb42a_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.milestones_milestonedefinitiongroupobjectpermission
    ADD CONSTRAINT milestones_milestone_permission_id_a08ecf6d_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.milestones_milestonedefinitionuserobjectpermission
    ADD CONSTRAINT milestones_milestone_user_id_5f5b320c_fk_ats_user_ FOREIGN KEY (user_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.milestones_milestone
    ADD CONSTRAINT milestones_milestone_version_id_28c05b27_fk_milestone FOREIGN KEY (version_id) REFERENCES public.milestones_workflowversion(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.milestones_notepolicy
    ADD CONSTRAINT milestones_notepolic_rejection_reason_id_135ef16c_fk_ats_rejec FOREIGN KEY (rejection_reason_id) REFERENCES public.ats_rejectionreason(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.milestones_transfer
    ADD CONSTRAINT milestones_transfer_by_id_6707dc85_fk_ats_user_id FOREIGN KEY (by_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.milestones_transfer
    ADD CONSTRAINT milestones_transfer_from_application_id_fdd5c86e_fk_ats_appli FOREIGN KEY (from_application_id) REFERENCES public.ats_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.milestones_transfer
    ADD CONSTRAINT milestones_transfer_to_application_id_0057cd0d_fk_ats_appli FOREIGN KEY (to_application_id) REFERENCES public.ats_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.milestones_visit
    ADD CONSTRAINT milestones_visit_application_id_0a64dfbf_fk_ats_application_id FOREIGN KEY (application_id) REFERENCES public.ats_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.milestones_visit
    ADD CONSTRAINT milestones_visit_entered_by_id_fe92c494_fk_ats_user_id FOREIGN KEY (entered_by_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.milestones_visit
    ADD CONSTRAINT milestones_visit_exited_by_id_4b14fdcf_fk_ats_user_id FOREIGN KEY (exited_by_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.milestones_visit
    ADD CONSTRAINT milestones_visit_milestone_id_72ec197f_fk_milestone FOREIGN KEY (milestone_id) REFERENCES public.milestones_milestone(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.milestones_visitsignal
    ADD CONSTRAINT milestones_visitsignal_visit_id_e384f9e9_fk_milestones_visit_id FOREIGN KEY (visit_id) REFERENCES public.milestones_visit(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.milestones_workflowselectionrule
    ADD CONSTRAINT milestones_workflows_workflow_id_15ee3869_fk_milestone FOREIGN KEY (workflow_id) REFERENCES public.milestones_workflow(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.milestones_workflowversion
    ADD CONSTRAINT milestones_workflowv_activated_by_id_a1e38b1f_fk_ats_user_ FOREIGN KEY (activated_by_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.milestones_workflowversion
    ADD CONSTRAINT milestones_workflowv_workflow_id_9d97722b_fk_milestone FOREIGN KEY (workflow_id) REFERENCES public.milestones_workflow(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.oauth2_provider_accesstoken
    ADD CONSTRAINT oauth2_provider_acce_application_id_b22886e1_fk_kernel_ap FOREIGN KEY (application_id) REFERENCES public.kernel_apikey(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.oauth2_provider_accesstoken
    ADD CONSTRAINT oauth2_provider_acce_id_token_id_85db651b_fk_oauth2_pr FOREIGN KEY (id_token_id) REFERENCES public.oauth2_provider_idtoken(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.oauth2_provider_accesstoken
    ADD CONSTRAINT oauth2_provider_acce_source_refresh_token_e66fbc72_fk_oauth2_pr FOREIGN KEY (source_refresh_token_id) REFERENCES public.oauth2_provider_refreshtoken(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.oauth2_provider_accesstoken
    ADD CONSTRAINT oauth2_provider_accesstoken_user_id_6e4c9a65_fk_ats_user_id FOREIGN KEY (user_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.oauth2_provider_devicegrant
    ADD CONSTRAINT oauth2_provider_devicegrant_user_id_1cec5156_fk_ats_user_id FOREIGN KEY (user_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.oauth2_provider_grant
    ADD CONSTRAINT oauth2_provider_gran_application_id_81923564_fk_kernel_ap FOREIGN KEY (application_id) REFERENCES public.kernel_apikey(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.oauth2_provider_grant
    ADD CONSTRAINT oauth2_provider_grant_user_id_e8f62af8_fk_ats_user_id FOREIGN KEY (user_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.oauth2_provider_idtoken
    ADD CONSTRAINT oauth2_provider_idto_application_id_08c5ff4f_fk_kernel_ap FOREIGN KEY (application_id) REFERENCES public.kernel_apikey(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.oauth2_provider_idtoken
    ADD CONSTRAINT oauth2_provider_idtoken_user_id_dd512b59_fk_ats_user_id FOREIGN KEY (user_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.oauth2_provider_refreshtoken
    ADD CONSTRAINT oauth2_provider_refr_access_token_id_775e84e8_fk_oauth2_pr FOREIGN KEY (access_token_id) REFERENCES public.oauth2_provider_accesstoken(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.oauth2_provider_refreshtoken
    ADD CONSTRAINT oauth2_provider_refr_application_id_2d1c311b_fk_kernel_ap FOREIGN KEY (application_id) REFERENCES public.kernel_apikey(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.oauth2_provider_refreshtoken
    ADD CONSTRAINT oauth2_provider_refreshtoken_user_id_da837fce_fk_ats_user_id FOREIGN KEY (user_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.socialaccount_socialtoken
    ADD CONSTRAINT socialaccount_social_account_id_951f210e_fk_socialacc FOREIGN KEY (account_id) REFERENCES public.socialaccount_socialaccount(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.socialaccount_socialtoken
    ADD CONSTRAINT socialaccount_social_app_id_636a42d7_fk_socialacc FOREIGN KEY (app_id) REFERENCES public.socialaccount_socialapp(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.socialaccount_socialaccount
    ADD CONSTRAINT socialaccount_socialaccount_user_id_8146e70c_fk_ats_user_id FOREIGN KEY (user_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.usersessions_usersession
    ADD CONSTRAINT usersessions_usersession_user_id_af5e0a6d_fk_ats_user_id FOREIGN KEY (user_id) REFERENCES public.ats_user(id) DEFERRABLE INITIALLY DEFERRED;
