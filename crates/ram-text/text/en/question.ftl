### The question, as one sentence. The page puts a picker in the place of each argument.

# A user assumes a role and does something with it.
question-through-role = Can { $caller } assume role { $role } in { $role_account } and do { $action } on { $resource }?
# The question ends when the role is assumed.
question-assume-only = Can { $caller } assume role { $role } in { $role_account }?
# No role takes part.
question-directly = Can { $caller } do { $action } on { $resource }?
# Two or more roles: they are joined by list-then.
question-chain = Can { $caller } assume { $roles }, and do { $action } on { $resource }?
# Two or more roles, and nothing after them.
question-chain-assume-only = Can { $caller } assume { $roles }?
# A role of a chain, where its account must be told.
question-chain-role = { $role } in { $role_account }
# Joins the roles of a chain, from the left: the second is joined to the first, the third to both.
list-then = { $first }, then { $next }

# What stands in a picker until something is chosen.
question-any-user = any user
question-any-role = a role
question-any-action = an action
question-any-resource = a resource
question-any-account = an account

# Who asks, as part of the sentence: a user.
question-caller = { $user } in { $account }
# The owner of an account asks; $user says "the owner".
question-caller-owner = { $user } of { $account }
# A service asks, on behalf of an account.
question-caller-service = { $user } for { $account }
# A caller without an account: anonymous, or from an identity provider.
question-caller-alone = { $user }
question-owner = the owner
question-anonymous = an anonymous caller
question-session = session { $session } of role { $role }
question-saml-user = a user of SAML provider { $provider }
question-oidc-user = a user of OIDC provider { $provider }
# Joins the resources of one call.
list-and = { $first } and { $next }
