### The controls of the question: pickers and chips.

## Pickers

page-pick-user = Who asks
page-pick-account = Account of the caller
page-pick-role = Role to assume
page-pick-role-account = Account of the role
page-pick-action = Action
page-pick-resource = Resource
page-find-user = Find or type a principal
page-find-account = Find an account
page-find-role = Find or type a role
page-find-action = Find or type an action
page-find-resource = Find or type a resource
page-find-key = Find or type a key
page-find-nothing = Nothing here fits “{ $text }”.
page-find-empty = There is nothing to choose from yet.
page-find-more = { NUMBER($n) } more: type to narrow
page-use-text = Use “{ $text }”
page-no-role = No role: ask directly
page-assume-first = Assume a role first
page-then-act = Then do an action
page-add-role = Assume another role after this one
page-remove-role = Leave this role out
page-only-assume = Only assume the role
page-no-resource-named = Calls that name no resource
page-add-resource = Ask about one more resource
page-remove-resource = Leave this resource out
page-object-in = an object in { $bucket }
page-actions-in-policies = Named in policies of this scenario
page-access-list = List
page-access-read = Read
page-access-write = Write
page-access-deprecated = deprecated
page-account-owner = Account owner
page-cannot-assume = can’t assume roles
page-services = Services
page-running-sessions = Running sessions
page-identity-providers = Identity providers
page-others = Others
# The tooltip of a picker that names something deleted.
page-unknown-account = There is no account { $account } in this scenario.
page-unknown-user = { $account } has no user { $user }.
page-unknown-role = { $account } has no role { $role }.
page-not-arn = { $text } is neither an ARN nor *.

## Context chips

page-context = Context
page-context-when = when
page-context-mfa = MFA { $state }
page-context-mfa-on = on
page-context-mfa-off = off
# The request carries no MFA key, as calls with an AccessKey pair do.
page-context-mfa-not-sent = MFA not sent
page-context-https = HTTPS { $state }
page-context-https-on = on
page-context-https-off = off
page-context-https-not-sent = HTTPS not sent
page-context-from = From { $ip }
page-context-no-ip = No source IP
page-context-at = At { $time } { $zone }
# The time of the request is a text that is no time.
page-context-at-text = At { $text }
page-context-no-time = No time
page-context-external-id = External ID { $id }
page-context-no-external-id = No external ID
page-context-no-session-policy = No session policy
page-context-session = Session { $name }
page-context-source-identity = Source identity { $name }
page-context-duration = Session of { $length }
page-context-later = { $length } later
page-context-resource-group = Resource group { $group }
page-context-tag = Tag { $key } = { $value }
page-context-pair = { $key } = { $value }
# A chip whose value differs for the action: "MFA on · off for the action".
page-context-apart = { $value } · { $action } for the action
page-context-differs = { $value } · differs between calls
page-context-not-sent = not sent
page-context-key = Context key
page-context-decisive = This value takes part in the decision
page-context-of-resource = Stored with the resource

## Their forms

page-context-calls = Which calls
page-context-all-calls = All calls
page-context-call-number = { $number }. { $call }
page-context-mfa-name = Multi-factor authentication
page-context-mfa-help = Calls with an AccessKey pair send no MFA key.
page-context-https-name = HTTPS
page-context-how-name = How the role is assumed
page-context-by-api = By API
page-context-in-console = By switching identity
page-context-switch-account = Account: alias, default domain or ID
page-context-switch-role = Role name
page-context-how-help = In the console a user types the alias, default domain or ID of the account, and the role. The session is named like the user; no external ID, session policy, source identity or duration can be given.
page-context-on = On
page-context-off = Off
page-context-absent = Not sent
page-context-ip-name = Source IP
page-context-ip-invalid = This is not an IP address: IpAddress never matches it.
page-context-time-name = Time
page-context-date = Date
page-context-hour = Time
page-context-zone = Time zone
page-context-time-help = When the first call is made. Later calls add their delay.
page-context-date-invalid = Write the date as in 2025-03-14.
page-context-hour-invalid = Write the time as in 10:00.
page-context-zone-invalid = Write the time zone as in UTC+8.
page-context-external-id-name = External ID
page-context-external-id-invalid = An external ID has 2 to 1,224 characters: letters, digits and any of _+=,.@:/-
page-context-session-name = Session name
page-context-session-help = Without it, the session is called after the user.
page-context-session-invalid = A session name has 2 to 64 characters: letters, digits and any of .@-_
page-context-source-identity-name = Source identity
page-context-duration-name = Session length in seconds
page-context-duration-help = Without it, 3,600 seconds.
page-context-duration-invalid = Sessions last from 900 to 43,200 seconds.
page-context-whole-number = Write a whole number.
page-context-delay-name = Time between calls
page-context-delay-before = Seconds before “{ $call }”
page-context-resource-group-name = Resource group ID
page-context-values = Values, one per line
page-context-parameters = Parameters of AssumeRole
page-context-keys = Condition keys
page-context-write-session-policy = Write a session policy
page-context-open = Open
page-context-remove = Leave out
page-length-seconds = { NUMBER($n) } s
page-length-minutes = { $n } min
page-length-hours = { $n } h
page-length-hours-minutes = { $hours } h { $minutes } min
