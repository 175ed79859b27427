### Writing a policy: what elements, operators and keys mean, and what completion offers.

## Elements

author-element-version = The version of the policy language. Its only value is “1”.
author-element-statement = The list of statements. Their order has no meaning.
author-element-effect = Whether the statement allows or denies. A Deny that applies wins over every Allow.
author-element-action = The actions that the statement covers, as service:Name. * and ? are wildcards; case doesn’t count.
author-element-not-action = Covers every action except those listed. With Allow it grants all the others.
author-element-resource = The resources that the statement covers, as ARNs with wildcards, or * for all.
author-element-principal-trust = Who is trusted to assume the role: RAM users, roles and accounts, services, or identity providers.
author-element-principal-bucket = Whom the statement concerns: a list of account or user IDs, role sessions, or *.
author-element-ram = RAM users, roles and whole accounts, by ARN.
author-element-service = Alibaba Cloud services, such as ecs.aliyuncs.com.
author-element-federated = Identity providers for SAML or OIDC, by ARN.
author-element-condition = When the statement applies. All conditions must be met; of several values of one key, one is enough.
author-element-sid = Not part of the language. RAM’s documentation doesn’t list it; it is ignored.
author-effect-allow = Grants what the statement covers, unless a Deny applies.
author-effect-deny = Refuses what the statement covers, whatever else allows it.

## Operators

author-operator-text = Is met when the text is { $sense ->
    [is] exactly the value
   *[not] none of the values, or is not sent
}. Case counts, and * is a plain asterisk.
author-operator-text-ignoring-case = Is met when the text is { $sense ->
    [is] the value, in any case
   *[not] none of the values in any case, or is not sent
}. * is a plain asterisk.
author-operator-like = Is met when the text { $sense ->
    [is] fits the value
   *[not] fits none of the values, or is not sent
}. * stands for any characters, ? for one.
author-operator-number = Is met when the number { $order ->
    [equal] equals the value
    [not] differs from every value, or is not sent
    [less] is smaller than the value
    [at-most] is at most the value
    [more] is greater than the value
   *[at-least] is at least the value
}.
author-operator-date = Is met when the time { $order ->
    [equal] is the value
    [not] is none of the values, or is not sent
    [less] is before the value
    [at-most] is the value or earlier
    [more] is after the value
   *[at-least] is the value or later
}. Times are in ISO 8601, with a time zone.
author-operator-bool = Is met when the value is the same: true or false. A key that is not sent is neither.
author-operator-ip = Is met when the address { $sense ->
    [is] is the value or lies in its CIDR block
   *[not] lies in none of the CIDR blocks, or is not sent
}.
author-operator-any = At least one of the values sent must satisfy { $operator }.
author-operator-all = Every value sent must satisfy { $operator }. None sent satisfies too.

## Condition keys

author-key-current-time = When the service received the request. Always sent.
author-key-secure-transport = Whether the request came over HTTPS.
author-key-source-ip = The address of the client.
author-key-source-vpc = The VPC from which the request came. Not sent for requests from the Internet.
author-key-vpc-source-ip = The address of the client inside its VPC.
author-key-mfa-present = Whether the caller logged on with MFA. Not sent for calls with an AccessKey pair.
author-key-principal-arn = The ARN of the calling user or role. For a role session it is the role’s, in lower case.
author-key-principal-rd-id = The ID of the caller’s resource directory. Not sent outside of one.
author-key-principal-rd-path = The path of the caller’s account in its resource directory.
author-key-request-tag = A tag that the request gives to the resource.
author-key-resource-tag = A tag of the resource. Not sent for calls that name no resource.
author-key-tag-keys = The names of the tags in the request.
author-key-service = The service to which a role is passed.
author-key-user-agent = The HTTP header User-Agent.
author-key-access-id = The AccessKey ID of the request.
author-key-external-id = The external ID that AssumeRole was called with. Not sent without one.
author-key-source-identity = The source identity that AssumeRole was called with.
author-key-saml-recipient = The recipient in the SAML assertion.
author-key-oidc-iss = The issuer of the OIDC token.
author-key-oidc-aud = The audience of the OIDC token.
author-key-oidc-sub = The subject of the OIDC token.
author-key-oss-prefix = The prefix of a listing call. Not sent for other calls.
author-key-oss-delimiter = The delimiter of a listing call. Not sent for other calls.
author-key-of-service = A condition key of { $service }.
author-key-type = { $kind ->
    [text] Text
    [number] Number
    [date] Time
    [bool] true or false
   *[ip] IP address
}

## What completion offers

author-action-of = { $access } · { $service }
author-action-of-unclassified = { $service }
author-action-deprecated = { $service } · deprecated
author-action-named-here = Named in this scenario
author-action-service = { $service }: { $n ->
    [one] 1 action
   *[other] { $n } actions
}
author-action-wildcard = { $n ->
    [0] matches no known action
    [one] matches 1 action
   *[other] matches { $n } actions
}
author-action-everything = every action of every service
author-arn-everything = every resource
author-arn-all-of-type = all resources of type { $kind } in { $service }
author-arn-resource-here = a resource of this scenario
author-arn-any-region = every region
author-arn-no-region = no region: this service is global
author-arn-any-account = every account
author-arn-account = account { $account }
author-principal-account = every user and role of { $account }
author-principal-user = a user of { $account }
author-principal-role = a role of { $account }
author-principal-service = an Alibaba Cloud service
author-principal-provider = an identity provider of { $account }
author-principal-everyone = everyone, also without logging on
author-principal-owner = the owner of { $account }
author-principal-session = every session of role { $role } of { $account }
author-value-in-question = in the question of this scenario
author-value-in-tags = a tag in this scenario
author-value-example = an example
author-snippet-policy = A whole policy
author-snippet-allow = Allow actions on resources
author-snippet-deny = Deny actions on resources
author-snippet-assume = Allow assuming one role
author-snippet-read-only = Allow reading, but not changing
author-snippet-mfa = Allow only after MFA
author-snippet-from = Deny from other addresses
author-snippet-tag = Allow on resources with a tag
author-snippet-deny-insecure = Deny without HTTPS
author-snippet-trust-account = Trust an account
author-snippet-trust-external-id = Trust an account with an external ID
author-snippet-trust-service = Trust a service
author-snippet-trust-provider = Trust a SAML identity provider
author-snippet-bucket-user = Let a user read objects
author-snippet-bucket-vpc = Deny from outside a VPC
author-snippet-guard-role = Deny deleting resources, except for one role

## Hover

author-hover-wildcard = { $pattern } matches { $n ->
    [0] no known action
    [one] 1 known action
   *[other] { $n } known actions
}.
author-hover-action-unknown = The catalogue doesn’t have { $action }. It may exist all the same.
author-hover-action-everything = Every action of every service: { NUMBER($n) } are known.
author-hover-resource-types = Can be limited to { $kinds }.
author-hover-resource-everything = Every resource: { $all ->
    [one] 1 here
   *[other] { $all } here
}.
author-hover-resource = { $pattern } matches { $n } of { $all ->
    [one] 1 resource here
   *[other] { $all } resources here
}.
author-hover-principal = Trusts { $who }.
author-hover-principal-nobody = Matches nobody: this is not a form that a trust policy can have.
author-hover-bucket-principal = Concerns { $who }.
author-hover-key-unknown = No known request carries { $key }.
# Below what is known about a word; also in the page of a code.
author-principal-user-named = user { $user } of { $account }
author-principal-role-named = every session of role { $role } of { $account }
author-principal-service-named = { $service }, acting for the account of the role
author-principal-service-for = { $service }, acting for account { $account }
author-principal-provider-named = users of identity provider { $provider }
author-principal-id = the user or account with the ID { $id }
author-list-two = { $first } and { $last }
author-list-more = { $first }, { $rest }
author-principal-session-named = sessions { $session } of role { $role } of { $account }

## Findings of this project

author-advice-unknown-action = The catalogue has no action { $found }. It is matched as written.
author-advice-unknown-action-near = The catalogue has no action { $found }. Did you mean { $nearest }?
author-advice-resource-not-supported = { $action } can’t be limited to resources: only the resource * covers it.
author-advice-resources-not-supported = None of the actions of { $pattern } can be limited to resources: only the resource * covers them.
author-advice-resource-hardly-supported = By its name, { $action } asks what the service offers, and most likely can’t be limited to resources: then only the resource * covers it.
author-advice-resources-hardly-supported = By their names, the actions of { $pattern } most likely can’t be limited to resources: then only the resource * covers them.
author-advice-resource-type = None of these resources is one that { $action } is about, such as { $example }.
author-advice-key-not-sent = Only requests of { $owner } carry { $key }. Here the key is always absent.
author-advice-unknown-key = No known request carries { $key }. Here the key is always absent.
author-advice-unknown-key-near = No known request carries { $key }. Did you mean { $nearest }?
author-advice-unreadable-value = { $operator } can’t read { $value }, so this value matches nothing.
author-advice-literal-wildcard = { $operator } takes * and ? as they are. For wildcards write { $like }.
author-advice-contradiction = No request meets all conditions on { $key }, so this statement never applies.
author-advice-nothing-left = NotAction lists every action, so this statement never applies.
author-advice-denied = Statement { $statement } denies all of this, so it never allows anything.
author-advice-covered = Statement { $statement } says the same and more. This one can go.
author-advice-entry-covered = { $by } covers this entry. It can go.
author-advice-escalation = With { $action } on so many resources, its holder can gain more permissions. Name the resources.
author-advice-no-such-principal = There is no { $found } in this scenario. RAM wants a trusted user or role to exist.
author-advice-no-such-principal-near = There is no { $found } in this scenario. Did you mean { $nearest }?

## Fixes

author-fix-use = Write { $value }
author-fix-add = Add { $what }
author-fix-remove = Remove { $what }
author-fix-space = Write a plain space
author-fix-ascii = Write ASCII quotation marks and punctuation
author-fix-list = Make it a list
author-fix-compact = Write the policy in as few characters as possible
author-fix-remove-statement = Remove this statement
author-fix-deny-unless-mfa = Deny unless MFA is known to be there, with { $operator }
author-fix-external-id = Ask for an external ID
author-fix-every-resource = Write the resource *
author-fix-all-but = Allow every resource, and deny these in a statement of its own, which wins over other policies
author-fix-only-these = Allow these resources only, with { $element }
author-fix-own-statement = Move the action to a statement of its own, on every resource

## The page of each code

author-page-json = RAM takes strict JSON only: no comments, no comma before a closing bracket, every name and text in double quotes, and no name twice in one object.
author-page-type = Every value is a string or a list of strings, also a number, a Boolean or a date: “true”, not true. Statement is a list, even for one statement.
author-page-element = A statement has Effect, Action or NotAction, Resource, Condition and, in trust and bucket policies, Principal. Anything else can’t be saved: NotResource and NotPrincipal, for example, don’t exist.
author-page-missing-version = A policy says which version of the language it is written in. There is only one: “1”.
author-page-version = The only version is “1”. A date such as 2012-10-17 is what AWS writes.
author-page-missing-statement = A policy is a list of statements. Without it there is nothing to decide.
author-page-missing-effect = Each statement says whether it allows or denies. There is no default.
author-page-effect = The effect is Allow or Deny, with a capital letter.
author-page-missing-action = A statement names the actions that it covers, in Action, or those that it leaves out, in NotAction.
author-page-action-format = An action has two parts, the code of the service and the name: ecs:StopInstance. Only * stands alone.
author-page-missing-resource = A permission policy says which resources it is about. For all of them write *.
author-page-missing-principal = A trust policy or bucket policy belongs to what is accessed, so it must say who is meant.
author-page-principal = The two languages differ. A trust policy names users, roles and accounts by ARN, in an object. A bucket policy is a plain list of account IDs, user IDs and role sessions. A form of the other language, or a wildcard in a trust policy, matches nobody.
author-page-arn-prefix = A resource is * or an ARN, and every ARN begins with acs:
author-page-arn-field = An ARN has five fields, with four colons between them: acs:service:region:account:resource. A field that doesn’t matter is *.
author-page-operator = There are 21 operators, and no others. RAM doesn’t have IfExists, Null or Arn operators; a key that is not sent fails every positive operator and meets every negated one.
author-page-key-format = A condition key has two parts: acs: for keys of every service, or the code of a service.
author-page-booleans = Bool compares with one value. A key that may be true or false needs no condition.
author-page-too-long = Each kind of policy has a maximum length, white space included. Wildcards and shorter layout help; a second policy helps more.
author-page-sid = Published policies carry Sid here and there, but no grammar of RAM has it. It does nothing.
author-page-trust-action = The only action of a trust policy is sts:AssumeRole, whatever kind of principal is trusted. A statement about other actions lets nobody in.
author-page-source-ip = OSS takes acs:SourceIp in a new bucket policy only together with acs:SourceVpc, since addresses inside of a VPC are not unique.
author-page-not-action = NotAction with Allow grants every action that is not listed, also of services that don’t exist yet. List what is needed instead. With Deny, NotAction is safe.
author-page-everything = This is what AdministratorAccess grants. Grant the actions that are needed, on the resources that are needed.
author-page-identity = Whoever may do all of RAM, or assume every role, can become anyone. Name the roles or users in Resource.
author-page-mfa = A call with an AccessKey pair carries no acs:MFAPresent at all, and an absent key fails Bool. So this Deny stops the console without MFA, but not an AccessKey. A negated operator is met by an absent key, and closes the gap.
author-page-external-id = Trusting a whole account trusts everyone in it. A vendor serves many customers from one account: an external ID, agreed on with the vendor, keeps another customer from reaching the role through it.
author-page-unknown-action = A statement about an action that doesn’t exist does nothing, and nobody says so. The catalogue may have gaps, so the action is matched as written.
author-page-resource-not-supported = Some actions can’t be limited to resources. RAM checks them against the resource *, and only a statement on * covers that.
author-page-resource-type = An action is about certain types of resource. A statement on other types has no effect for it: listing a bucket needs the bucket, reading an object needs the object.
author-page-key-not-sent = A condition on a key that is never sent always fails with a positive operator, and is always met with a negated one. Either way it is no condition.
author-page-unknown-key = A key that no request carries is no error, but the condition is not the one that was meant.
author-page-unreadable = A value that the operator can’t read matches nothing: an Allow with it never applies, and with a negated operator the condition is always met. Dates need a time and a time zone.
author-page-literal = Only StringLike and StringNotLike know wildcards. In the other operators * is a plain asterisk, which hardly any value contains.
author-page-never = A statement that can never apply looks as if it did something. Its conditions exclude each other, or a Deny takes back all of it.
author-page-covered = Repetition doesn’t change a decision, but whoever reads the policy looks for a difference.
author-page-entry-covered = An entry that another one covers changes nothing. For a trust policy, the account stands for all its users and roles.
author-page-escalation = Some actions let their holder gain permissions: attach a policy, make a new version of one, change whom a role trusts, create an AccessKey pair, pass a role to a service. Limit them to named resources.
author-page-no-principal = RAM refuses a trust policy that names a user or role that doesn’t exist. When one is deleted later, the entry lets nobody in.
author-list-or = { $first } or { $last }
# Two conditions that must both be met.
author-list-clauses = { $first } and { $last }

## A statement in words

author-read-grant = { $effect ->
    [allow] Allows
   *[deny] Denies
} { $sense ->
    [except] every action except { $actions }
   *[listed] { $actions }
} on { $resources }.
author-read-grant-if = { $effect ->
    [allow] Allows
   *[deny] Denies
} { $sense ->
    [except] every action except { $actions }
   *[listed] { $actions }
} on { $resources }, if { $conditions }.
author-read-visit = { $effect ->
    [allow] Allows
   *[deny] Denies
} { $who }: { $sense ->
    [except] every action except { $actions }
   *[listed] { $actions }
} on { $resources }.
author-read-visit-if = { $effect ->
    [allow] Allows
   *[deny] Denies
} { $who }: { $sense ->
    [except] every action except { $actions }
   *[listed] { $actions }
} on { $resources }, if { $conditions }.
author-read-trust = { $effect ->
    [allow] Lets { $who } assume this role
   *[deny] Keeps { $who } from assuming this role
}.
author-read-trust-if = { $effect ->
    [allow] Lets { $who } assume this role
   *[deny] Keeps { $who } from assuming this role
}, if { $conditions }.
author-read-trust-actions = { $effect ->
    [allow] Allows
   *[deny] Denies
} { $who }: { $sense ->
    [except] every action except { $actions }
   *[listed] { $actions }
} on this role.
author-read-trust-actions-if = { $effect ->
    [allow] Allows
   *[deny] Denies
} { $who }: { $sense ->
    [except] every action except { $actions }
   *[listed] { $actions }
} on this role, if { $conditions }.
author-read-nobody = Concerns nobody: none of its principals can match.
author-read-everyone-but-owner = everyone, also without logging on, but not the owner of the bucket
author-read-everyone-and-owner = everyone, also without logging on, and the owner of the bucket
author-read-every-action = every action
author-read-every-action-of = every action of { $service }
author-read-actions-beginning = every action of { $service } that begins with { $with }
author-read-actions-like = every action like { $pattern }
author-read-one = { $name }
author-read-every-resource = every resource
author-read-resources-like = every resource like { $pattern }
author-read-mfa = { $on ->
    [yes] the caller logged on with MFA
   *[no] the caller logged on without MFA
}
author-read-https = { $on ->
    [yes] the call uses HTTPS
   *[no] the call doesn’t use HTTPS
}
author-read-from = the call comes from { $values }
author-read-time-now = { $order ->
    [equal] it is exactly { $values }
    [less] it is before { $values }
    [at-most] it is { $values } or earlier
    [more] it is after { $values }
   *[at-least] it is { $values } or later
}
author-read-external-id = the external ID is { $values }
author-read-same = { $sense ->
    [is] { $key } is { $values }
   *[not] { $key } is not { $values }
}
author-read-same-in-any-case = { $sense ->
    [is] { $key } is { $values } in any case of letters
   *[not] { $key } is not { $values } in any case of letters
}
author-read-fits = { $sense ->
    [is] { $key } fits { $values }
   *[not] { $key } doesn’t fit { $values }
}
author-read-number = { $sense ->
    [not] { $key } doesn’t equal { $values }
   *[is] { $order ->
        [equal] { $key } equals { $values }
        [less] { $key } is less than { $values }
        [at-most] { $key } is at most { $values }
        [more] { $key } is more than { $values }
       *[at-least] { $key } is at least { $values }
    }
}
author-read-time = { $sense ->
    [not] { $key } is not the time { $values }
   *[is] { $order ->
        [equal] { $key } is the time { $values }
        [less] { $key } is before { $values }
        [at-most] { $key } is { $values } or earlier
        [more] { $key } is after { $values }
       *[at-least] { $key } is { $values } or later
    }
}
author-read-within = { $sense ->
    [is] { $key } lies in { $values }
   *[not] { $key } doesn’t lie in { $values }
}
author-read-or-absent = { $test } (or { $key } is not sent)
author-read-any = for at least one value sent, { $test }
author-read-all = for every value sent, { $test }
author-read-unreadable = { $sense ->
    [is] { $key } is { $values } (never met, because this can’t be read)
   *[not] { $key } is not { $values } (always met, because this can’t be read)
}

## Outline

author-heading = { $number } { $effect } { $sense ->
    [except] all but { $action }
   *[listed] { $action }
}
author-heading-more = { $number } { $effect } { $sense ->
    [except] all but { $action }
   *[listed] { $action }
} and { $more } more

author-page-masked = Documentation masks digits of IDs. RAM takes the asterisks as they are, or as a wildcard, so the policy doesn’t mean the account that it seems to mean.
author-page-placeholder = RAM has no variables. What documentation writes as a placeholder is literal text, which matches nothing that exists.
author-page-bare-statement = Documentation often shows a statement alone. What is saved is a policy: an object with Version and a list of statements.
author-page-braces = Here the members of an object were copied without the braces around them.

## The form

author-form-json = There is no form, since the document is not JSON. Line { $line }: { $fault }
author-form-shape = There is no form, since a policy is an object with a list of statements, and this is not.
author-form-not-an-object = This is not a statement. It can be edited in JSON.
author-form-both = The form shows { $name } or { $negation }, not both. This statement can be edited in JSON.
author-form-value = A value here is neither a string nor a list of strings. This statement can be edited in JSON.
author-form-twice = A name stands twice in one object here. This statement can be edited in JSON.

## Names of our own findings: in English they are the codes

author-name-statement-id-ignored = Statement ID ignored
author-name-trust-action = Trust action without effect
author-name-source-ip = Source IP without VPC
author-name-not-action = Allow with NotAction
author-name-allow-everything = Allow everything
author-name-identity-control = Allow identity control
author-name-deny-mfa = Deny by missing MFA
author-name-external-id = Trust without external ID
author-name-masked-id = Masked ID
author-name-placeholder = Placeholder
author-name-bare-statement = Statement without policy
author-name-braces = Missing braces
author-name-unknown-action = Unknown action
author-name-resource-not-supported = Resource not supported
author-name-resource-type = Resource of another type
author-name-key-not-sent = Condition key not sent
author-name-unknown-key = Unknown condition key
author-name-unreadable-value = Unreadable condition value
author-name-wildcard = Wildcard without effect
author-name-never-applies = Statement never applies
author-name-covered = Statement covered
author-name-entry-covered = Entry covered
author-name-escalation = Privilege escalation
author-name-no-principal = Principal does not exist
