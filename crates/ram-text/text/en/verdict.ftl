### The verdict: one word, a pill for a denial, one sentence that names the fact which decided.
### At most 110 characters in English and 60 in Chinese.

verdict-word-allowed = Allowed
verdict-word-denied = Denied
verdict-word-not-allowed = Not allowed
# RAM refuses the request itself: an expired token, no such role.
verdict-word-rejected = Rejected
# The question is incomplete.
verdict-word-no-answer = No answer yet

verdict-pill-explicit-deny = Explicit deny
verdict-pill-implicit-deny = Implicit deny

# Allow, through a role.
verdict-allow-through-role = { $user } can assume { $role }, and statement { $statement } of { $policy } allows { $action } on { $resource }.
# Allow, through two roles or more; {role} is the last.
verdict-allow-through-chain = { $user } reaches { $role } in { $hops } hops, and statement { $statement } of { $policy } allows { $action } on { $resource }.
# Allow, directly.
verdict-allow-directly = Statement { $statement } of { $policy } allows { $user } { $action } on { $resource }.
# Allow, where the question ends with the role.
verdict-allow-assume = { $user } can assume { $role }: { $policy } and the trust policy both allow it.

# The trust policy lists others.
verdict-trust-lists-others = { $user } can’t assume { $role }: its trust policy lists only { $trusted }.
# No identity policy of the caller allows sts:AssumeRole.
verdict-caller-lacks-assume = { $user } can’t assume { $role }: no policy of { $user } allows { $action }.
# No identity policy of the role allows the action.
verdict-role-lacks-action = { $user } can assume { $role }, but no policy of { $role } allows { $action }.
# No identity policy of the user allows the action, in a question without a role.
verdict-user-lacks-action = No policy of { $user } allows { $action }.
# A policy allows the action, but on other resources.
verdict-resource-differs = { $policy } allows { $action }, but not on { $resource }.
verdict-needs-mfa = Statement { $statement } of { $policy } needs MFA, and { $user } has none.
# A condition that is not met; both values come from the policy and the request.
verdict-condition-fails = Statement { $statement } of { $policy } needs { $condition }, and the request has { $value }.
verdict-external-id-missing = Statement { $statement } of { $policy } checks the external ID, and the request has none.
# A condition key that the request doesn’t have.
verdict-key-missing = Statement { $statement } of { $policy } checks { $key }, and the request has none.
verdict-session-policy = The session policy leaves out { $action }.
verdict-no-control-policy = No control policy of { $account } allows { $action }.

verdict-denied-by-statement = Statement { $statement } of { $policy } denies { $action }, whatever else allows it.
verdict-denied-by-trust-policy = Statement { $statement } of { $role }’s trust policy denies { $user }.
verdict-denied-by-control-policy = { $account }’s control policy { $policy } denies { $action }.

verdict-session-expired = Session { $session } expired at { $time }.
verdict-no-such-role = There is no role { $role } at this time.
verdict-owner-asks = An account owner can’t assume roles. Ask as a RAM user or role.

verdict-choose-user = Choose a user to ask about.
verdict-choose-action = Choose an action to ask about.
verdict-choose-resource = Choose a resource to ask about.

# The badge of an answer that an unfinished edit has overtaken.
verdict-stale = last valid JSON
# The button that opens the deciding step.
verdict-step-decides = Step { $step } decides

### For policies without a name, in the place of {policy}.
verdict-the-session-policy = the session policy
verdict-the-trust-policy = the trust policy of { $role }
verdict-the-bucket-policy = the bucket policy of { $bucket }

# The question has a text where an ARN should stand.
verdict-resource-not-arn = { $resource } is not a complete ARN. Write { $example }, or *.
# A federated user, or a service, takes a role.
verdict-allow-federated = { $user } can take { $role }: statement { $statement } of its trust policy allows it.
verdict-allow-owner = { $account } owns { $resource }, and an account owner needs no policy.
verdict-allow-without-permission = { $action } needs no permission.
# The trust policy names several others.
verdict-not-trusted = { $user } can’t assume { $role }: its trust policy doesn’t trust { $user }.
verdict-no-trust-policy = { $user } can’t assume { $role }: the role has no trust policy.
# The resource is in another account.
verdict-foreign-account = { $resource } belongs to { $owner }; no policy of { $user } reaches it. Assume a role there.
verdict-foreign-bucket = Only the bucket policy of { $owner } can allow { $user } this, and it doesn’t.
verdict-bucket-lacks-action = No statement of the bucket policy allows { $user } { $action }.
verdict-excluded-value = Statement { $statement } of { $policy } excludes { $value } for { $key }.

### Rejected: the request never reached a policy.
verdict-unknown-principal = There is no { $user } in this scenario.
verdict-missing-role = The call names no role.
verdict-role-arn = { $arn } is not the ARN of a role.
verdict-duration = The session must last from 900 to { NUMBER($max) } seconds.
verdict-missing-session-name = The call has no session name.
verdict-session-name = { $name } can’t be a session name: use 2 to 64 letters, digits, full stops, @, hyphens and underscores.
verdict-external-id = { $id } can’t be an external ID: use 2 to 1,224 letters, digits and the signs that STS allows.
verdict-source-identity = { $id } can’t be a source identity: use 2 to 64 letters, digits, full stops, @, hyphens and underscores.
verdict-session-policy-size = The session policy is longer than 2,048 characters.
verdict-session-policy-grammar = The session policy has an error.
verdict-role-deleted = { $role } was deleted after its session was issued, so the session is dead.
verdict-session-over = Session { $session } expired before the call.
verdict-broken-document = { $policy } has an error, so RAM would not have saved it.
