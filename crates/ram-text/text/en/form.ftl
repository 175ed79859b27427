### The visual editor of a policy: its cards, fields and lists.

form-title = { $kind ->
    [trust] Who may assume it
    [bucket] Who may do what with the bucket
    [control] What member accounts may do
    [session] What the session may do
   *[other] What it can do
}
form-does-nothing = No policy is attached to this role, so its sessions can do nothing yet.
form-role-page = Open the role
form-count = { $n ->
    [0] no statement
    [one] 1 statement
   *[other] { $n } statements
}
form-version = Version
form-read-only = Read-only
form-add-statement = Statement
form-add-statement-name = Add a statement
form-empty-statement = Empty statement
form-owner-statement = Let the bucket owner read
form-pages = Statements by the hundred
form-page = Statements { NUMBER($from) } to { NUMBER($to) } of { NUMBER($all) }
form-page-back = The { NUMBER($n) } statements before
form-page-on = The next { NUMBER($n) } statements
form-no-statement = There is no statement yet, so this policy allows nothing.
form-empty-title = Nothing is written here yet
form-empty = Begin with a policy of one statement, and fill it in here or in JSON.
form-begin = Begin a policy
form-broken-title = No form for this document as it stands
form-open-json = Edit in JSON
form-statement = Statement { NUMBER($number) }
form-effect = Effect
form-effect-allow = Allow
form-effect-deny = Deny
form-effect-unset = No effect
form-sid = Name (Sid), which RAM ignores
form-move-up = Move statement { NUMBER($number) } up
form-move-down = Move statement { NUMBER($number) } down
form-duplicate = Duplicate statement { NUMBER($number) }
form-delete = Delete statement { NUMBER($number) }
form-said-moved = Statement { NUMBER($from) } is now statement { NUMBER($number) }.
form-said-copied = A copy of statement { NUMBER($from) } is now statement { NUMBER($number) }.
form-said-deleted = Statement { NUMBER($number) } was deleted.
form-said-added = Statement { NUMBER($number) } was added.
form-principals = Principals
form-actions = Actions
form-not-actions = All but
form-actions-kind = Whether the actions are listed or left out
form-resources = Resources
form-not-resources = All but
form-resources-kind = Whether the resources are listed or left out
form-conditions = If
form-nothing-yet = None yet
form-add-principal = { $kind ->
    [bucket] Add a user, role session or account
   *[trust] Add a user, role, account or service
}
form-add-condition = Condition
form-add-first-condition = { $kind ->
    [trust] External ID, MFA or other condition
   *[other] Condition
}
form-add-value = Add a value
form-change-entry = Change { $entry }
form-remove-entry = Remove { $entry }
form-levels = Access level
form-level-all = All levels
form-level-other = Not classified
form-level-count = { NUMBER($held) } of { NUMBER($all) }
form-covered-by = covered by { $pattern }
form-narrower = narrower
form-narrower-instead = Takes the place of { $entries }
form-catalogue-late = The list of all actions isn’t loaded yet. These are named in the scenario.
form-principal-nobody = matches nobody
form-matches = { $n ->
    [0] Matches none of { NUMBER($all) } resources here
   *[other] Matches { NUMBER($n) } of { NUMBER($all) } resources here
}
form-matches-names = Matches { NUMBER($n) } of { NUMBER($all) } resources here: { $names }
form-matches-more = { $names } and { NUMBER($more) } more
form-arn-account = Account
form-arn-kind = Type
form-arn-id = ID
form-arn-none = none
form-arn-any = any
form-arn-part = { $part }: { $value }
form-arn-as-text = As text
form-arn-as-fields = As fields
form-arn-text = ARN
form-key = Condition key
form-operator = Operator
form-operators-set = Several values sent
form-operators-other = Other types
form-values-of = Values of { $key }
form-value-of = Value of { $key }
form-remove-condition = Remove the condition on { $key }
form-condition-there = This operator tests { $key } already.
form-value-empty = empty text
form-value-boolean = Write true or false.
form-value-address = Write an IP address or a CIDR block, such as 203.0.113.0/24.
form-value-time = Write a time in ISO 8601 with its zone, such as 2027-01-01T00:00:00+08:00.
form-value-number = Write a number.
form-unreadable = can’t be read
form-kept = Kept as written, without a field here: { $members }
form-problems = Problems of statement { NUMBER($number) }
form-problems-here = Problems of the document

## What undo calls a change of a document

form-step-policy = policy { $policy }
form-step-format = Format { $policy }
form-step-canonical = Write { $policy } in canonical form
form-step-fix = Fix { $code } in { $policy }
form-step-begin = Begin { $policy }
form-step-version = Change the version of { $policy }
# What is done with the whole statement.
form-step-statement = { $deed ->
    [add] Add statement { NUMBER($number) } to { $policy }
    [delete] Delete statement { NUMBER($number) } of { $policy }
    [duplicate] Duplicate statement { NUMBER($number) } of { $policy }
   *[move] Move statement { NUMBER($number) } of { $policy }
}
# Which part of it is changed.
form-step-element = { $element ->
    [effect] Change the effect of statement { NUMBER($number) } in { $policy }
    [sid] Change the name of statement { NUMBER($number) } in { $policy }
    [principals] Change the principals of statement { NUMBER($number) } in { $policy }
    [actions] Change the actions of statement { NUMBER($number) } in { $policy }
    [resources] Change the resources of statement { NUMBER($number) } in { $policy }
   *[conditions] Change the conditions of statement { NUMBER($number) } in { $policy }
}
