//! Names of the findings that are this project's own. The platform's codes are names of its own, in every language.

use ram_text::Msg;

/// What people call a finding, by its code; nothing for a code of the platform.
pub fn name(code: &str) -> Option<Msg> {
    Some(match code {
        "Statement ID ignored" => Msg::AuthorNameStatementIdIgnored,
        "Trust action without effect" => Msg::AuthorNameTrustAction,
        "Source IP without VPC" => Msg::AuthorNameSourceIp,
        "Allow with NotAction" => Msg::AuthorNameNotAction,
        "Allow everything" => Msg::AuthorNameAllowEverything,
        "Allow identity control" => Msg::AuthorNameIdentityControl,
        "Deny by missing MFA" => Msg::AuthorNameDenyMfa,
        "Trust without external ID" => Msg::AuthorNameExternalId,
        "Masked ID" => Msg::AuthorNameMaskedId,
        "Placeholder" => Msg::AuthorNamePlaceholder,
        "Statement without policy" => Msg::AuthorNameBareStatement,
        "Missing braces" => Msg::AuthorNameBraces,
        "Unknown action" => Msg::AuthorNameUnknownAction,
        "Resource not supported" => Msg::AuthorNameResourceNotSupported,
        "Resource of another type" => Msg::AuthorNameResourceType,
        "Condition key not sent" => Msg::AuthorNameKeyNotSent,
        "Unknown condition key" => Msg::AuthorNameUnknownKey,
        "Unreadable condition value" => Msg::AuthorNameUnreadableValue,
        "Wildcard without effect" => Msg::AuthorNameWildcard,
        "Statement never applies" => Msg::AuthorNameNeverApplies,
        "Statement covered" => Msg::AuthorNameCovered,
        "Entry covered" => Msg::AuthorNameEntryCovered,
        "Privilege escalation" => Msg::AuthorNameEscalation,
        "Principal does not exist" => Msg::AuthorNameNoPrincipal,
        _ => return None,
    })
}
