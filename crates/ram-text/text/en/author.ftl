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
}. Case counts, and * is a star.
author-operator-text-ignoring-case = Is met when the text is { $sense ->
    [is] the value, in any case
   *[not] none of the values in any case, or is not sent
}. * is a star.
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

author-action-of = { $service } · { $access }
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
author-principal-user-named = user { $user } of { $account }
author-principal-role-named = every session of role { $role } of { $account }
author-principal-service-named = { $service }, acting for the account of the role
author-principal-service-for = { $service }, acting for account { $account }
author-principal-provider-named = users of identity provider { $provider }
author-principal-id = the user or account with the ID { $id }
author-list-two = { $first } and { $last }
author-list-more = { $first }, { $rest }
author-principal-session-named = sessions { $session } of role { $role } of { $account }
