### The question, as one sentence. The page puts a picker in the place of each argument.

# A user assumes a role and does something with it.
question-through-role = Can { $user } in { $account } assume role { $role } in { $role_account } and do { $action } on { $resource }?
# The question ends when the role is assumed.
question-assume-only = Can { $user } in { $account } assume role { $role } in { $role_account }?
# No role takes part.
question-directly = Can { $user } in { $account } do { $action } on { $resource }?
# Two or more roles: they are joined by list-then.
question-chain = Can { $user } in { $account } assume { $roles }, and do { $action } on { $resource }?
# Two or more roles, and nothing after them.
question-chain-assume-only = Can { $user } in { $account } assume { $roles }?
# A role of a chain, where its account must be told.
question-chain-role = { $role } in { $role_account }
# Joins the roles of a chain, from the left: the second is joined to the first, the third to both.
list-then = { $first }, then { $next }

# What stands in a picker until something is chosen.
question-any-user = any user
question-any-role = a role
question-any-action = an action
question-any-resource = a resource
