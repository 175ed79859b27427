### The decision trace: phases, steps, outcomes, and the small words on statements and rows.

phase-assume = Assume the role
# A chain has several roles, so each phase names its own.
phase-assume-named = Assume { $role }
phase-act = Do the action
# A phase that was not reached, folded into one line.
phase-steps = steps { $first } to { $last }

# Parameters and existence, before any policy is looked at.
step-request-check = Request check
step-control-policies = Control policies
step-session-policy = Session policy
step-identity-policies = Policies of { $name }
step-trust-policy = Trust policy of { $role }
step-resource-policy = Resource policy
step-bucket-policy = Bucket policy of { $bucket }
step-combined = Combined
step-both-must-allow = Combined: both must allow
step-session-issued = Session issued
step-session-not-issued = No session issued
step-session-valid = Session still valid

outcome-allow = Allow
outcome-explicit-deny = Explicit deny
outcome-implicit-deny = Implicit deny
# The step doesn’t apply to this service or question.
outcome-skipped = Skipped
# No policy of this kind is set.
outcome-no-limit = No limit
# An earlier step ended the evaluation.
outcome-not-reached = Not reached
# A document here has an error, so RAM would not have saved it.
outcome-refused = Refused
# RAM refuses the request itself.
outcome-rejected = Rejected

trace-decided-here = Decided here
trace-statement = Statement { $statement }
trace-effect = Effect: { $effect }
trace-policy = policy
trace-request = request
# Policy and request say the same, so they share a row.
trace-both = both
trace-line = line { $line }
trace-lines = lines { $first }–{ $last }
trace-not-applicable = Doesn’t apply
# An Allow that matches, under a Deny that matches.
trace-overridden = overridden
trace-other-statements = { $n ->
    [one] 1 other statement doesn’t apply
   *[other] { $n } other statements don’t apply
}
trace-none-passed = none passed, no limit
trace-not-used-by = not used by { $service }
trace-trusts-account = trusts all of { $account }

### The foot of the trace. {outcome} is the outcome’s word, in bold.
trace-foot-allow = { $outcome }: step { $step } allows it and no step denies it.
trace-foot-explicit-deny = { $outcome }: a Deny in step { $step } wins over every Allow.
trace-foot-implicit-deny = { $outcome }: step { $step } found no statement that allows it.
trace-foot-rejected = { $outcome }: step { $step } ends the request before any policy counts.

# Whether whoever calls exists at all.
step-caller-exists = Caller
trace-policy-named = { $policy }
trace-root-of = the owner of { $account }
trace-service-for = { $service } for { $account }

### Rows of a step with several.
row-member = Member { $name }
row-folder = Folder { $name }
row-root-folder = Root folder
row-account-scope = Whole account
row-resource-group = Resource group { $name }
row-resource-groups = Resource groups

### Why a step or row has nothing to look at.
absent-no-directory = no resource directory
absent-control-policies-off = the Control Policy feature is off
absent-not-member = the account is no member of the resource directory
absent-no-owner = no account owns the resource
absent-owner-exempt = the account owner is exempt
absent-management-exempt = identities of the management account are exempt
absent-service-linked-exempt = service-linked roles are exempt
absent-no-identity = the caller has no RAM identity
absent-owner-needs-none = the account owner needs no policy
absent-no-resource-group = the request names no resource group
absent-not-in-resource-group = assuming a role belongs to no resource group
absent-foreign-resource = the resource is another account’s
absent-not-needed = the call needs no permission
absent-no-bucket-policy = the bucket has no policy
absent-no-trust-policy = the role has no trust policy
trace-nothing-attached = nothing attached
trace-policy-count = { $n ->
    [one] 1 policy
   *[other] { $n } policies
}
trace-trusts = trusts { $principal }
# The console sends no parameters that could be wrong.
trace-switched = switched in the console, the role exists
trace-parameters-ok = parameters and role exist
trace-caller-ok = { $user } exists
trace-session-alive = session { $session } is alive
