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
step-control-policies-of = Control policies of { $name }
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
