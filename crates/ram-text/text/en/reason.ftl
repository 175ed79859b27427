### Why a statement or an element doesn’t match.

# The near miss of a trust policy; {element} is Principal, Action or Condition.
reason-nearest-trust = No statement trusts { $user }. Statement { $statement } comes closest: only its { $element } differs.
