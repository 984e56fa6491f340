"""Addresses that let nobody in, and why. Patterns of "METHOD /path/" as the resolver has it, matched whole."""

LOOKED_AT = (
    "ats/candidate|ats/candidatemerge|ats/company|ats/interview|ats/invitation|ats/job|ats/offer|comms/consent|comms/message|kernel/absence"
    "|kernel/approvalrequest|kernel/delivery"
    "|kernel/event|kernel/exportrun|kernel/timer|kernel/webhookdelivery|milestones/historyimport|milestones/jobworkflow"
)
KEPT = (
    "ats/customfield|ats/jobfamily|ats/jobgroup|ats/rejectionreason|ats/selfidentificationquestion"
    "|ats/source|ats/user|comms/consenttext|kernel/apikey|kernel/approvalflow"
)
FOREIGN = "account/emailaddress|auth/group|axes/accessattempt|axes/accessfailurelog|axes/accesslog|mfa/authenticator"
FOREIGN += "|oauth2_provider/accesstoken|oauth2_provider/grant|oauth2_provider/idtoken|oauth2_provider/refreshtoken"
FOREIGN += "|usersessions/usersession|socialaccount/socialaccount|socialaccount/socialapp|socialaccount/socialtoken"

NOBODY: dict[str, str] = {
    rf"(GET|POST) /admin/({LOOKED_AT})/(add|{{object_id}}/delete)/": "state is only looked at here; actions write it",
    rf"POST /admin/({LOOKED_AT})/({{object_id}}/change/)?": "state is only looked at here; actions write it",
    rf"(GET|POST) /admin/({KEPT})/{{object_id}}/delete/": "old rows name it; it is switched off instead",
    rf"POST /admin/({KEPT})/": "the one deed of a list is deleting, and these are kept",
    r"(GET|POST) /admin/ats/ownershippolicy/(add|{object_id}/delete)/": "there is one policy, and it is changed",
    r"POST /admin/ats/ownershippolicy/": "the one deed of a list is deleting, and there is one policy",
    r"POST /admin/ats/duplicaterule/add/": "each signal has its one rule from the first day",
    r"(GET|POST) /admin/comms/suppression/add/": "people ask for it themselves",
    r"(GET|POST) /admin/kernel/approvalflow/add/": "apps ask for flows by key, so new ones come with the apps",
    rf"(GET|POST) /admin/({FOREIGN})/((add|{{object_id}}/(change|delete|history))/)?": (
        "models of other packages, opened by Django's own permission tables, and nobody is in those"
    ),
    r"GET /admin/r/{content_type_id}/{object_id}/": "sends on to a row's own page, and no model names one",
    r"(GET|POST) /admin/{url}": "whatever is no address of the administration",
    r"POST /admin/password_change/": "sends on to the accounts' page, where passwords are changed",
    r"POST /admin/password_change/done/": "a page that only says so",
    r"(GET /api/v1/exports/{pk}/content|POST /exports/{pk}/file)/": (
        "given to a key, or right after signing in; sessions of the drive are neither"
    ),
    r"GET /api/v1/\.\*": "whatever is no address of REST: a problem document that says so",
    r"GET /accounts/email/": "an administrator changes addresses; the library only wants to know that there is an address",
    r"GET /accounts/company/(back/)?": "there where a provider is set up, and none is here",
    r"(GET|POST) /accounts/{organization_slug}/saml/([a-z/]+/)?": "there where a directory is set up, and none is here",
    r"(GET|POST|DELETE) /accounts/2fa/webauthn/keys/{pk}/(remove|edit)/": "a passkey of one's own, and nobody here has one",
    r"POST /account/sessions/{pk}/end/": "a browser of one's own, and everybody here has only this one",
    r"(GET|POST) /accounts/2fa/(recovery-codes/(download/)?|totp/deactivate/)": (
        "for those who have an authenticator app, and nobody here has one"
    ),
    r"GET /branding/logo/": "there once a company has given one",
    r"(GET|POST) /set-up/": "closed for ever once anybody is there",
    r"POST /accounts/logout/": "signs out, and the sign-in page that follows reads as being sent there",
}
