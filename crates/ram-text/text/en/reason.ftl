### Why a statement or an element doesn’t match.

# The near miss of a trust policy; {element} is Principal, Action or Condition.
reason-nearest-trust = No statement trusts { $user }. Statement { $statement } comes closest: only its { $element } differs.
# The near miss of any other policy.
reason-nearest = No statement allows this. Statement { $statement } of { $policy } comes closest: only its { $element } differs.
# One element in the trace.
reason-key-missing = The request doesn’t carry { $key }.
reason-key-missing-applies = The request doesn’t carry { $key }, which a negated operator counts as different.
reason-action-excluded = NotAction leaves out { $action }.
reason-principal-wildcard = No documented trust policy has a wildcard here: it matches nobody.
reason-principal-session = No documented trust policy names a session: name its role.
reason-principal-form = This is not a form of a principal: it matches nobody.
reason-principal-owner = Without a condition, * leaves out the bucket’s owner.
reason-principal-role-case = Write the role’s name in lower case here.
reason-principal-account-trusted = The account stands for all its RAM users and roles.
reason-foreign-account = Identity policies don’t reach resources of another account.
reason-foreign-bucket = Identity policies don’t count for another account’s bucket; only a Deny in them does.
