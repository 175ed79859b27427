### What an input takes, and why it does not take this.

# The field chooses the name of what is typed.
field-length = { $field ->
     [user] A user name
     [group] A group name
     [role] A role name
     [policy] A policy name
     [control-policy] The name of a control policy
     [alias] An account alias
     [domain] A domain
     [bucket] A bucket name
     [oidc] The name of an OIDC provider
     [display-name] A display name
     [logon] A logon name with its domain
    *[description] A description
    } has { NUMBER($shortest) } to { NUMBER($longest) } characters; this one has { NUMBER($length) }.
field-characters = { $field ->
     [user] A user name
     [group] A group name
     [role] A role name
     [policy] A policy name
     [control-policy] The name of a control policy
     [domain] A domain
    *[oidc] The name of an OIDC provider
    } has letters, digits and { $marks } only, so not { $found }.
field-lower-characters = { $field ->
     [alias] An account alias
    *[bucket] A bucket name
    } has lower-case letters, digits and { $marks } only, so not { $found }.
field-hyphens = Hyphens ({ $hyphen }) stand neither at an end nor side by side.
field-hyphen-at-end = A bucket name begins and ends with a letter or digit, not with { $hyphen }.
field-first-letter = The name of a control policy begins with a letter.
field-account-id = An account ID is made of digits, such as { $example }.
field-user-id = The ID of a RAM user is made of digits.
# The kind chooses what has the name.
field-taken = { $kind ->
     [account] There is an account { $name } already.
     [alias] Another account has the alias { $name } already.
     [domain] Another account has the domain { $name } already.
     [user] There is a user { $name } already.
     [id] Another user or account has the ID { $name } already.
     [group] There is a group { $name } already.
     [role] There is a role { $name } already.
     [policy] There is a policy { $name } already.
     [control-policy] There is a control policy { $name } already.
     [bucket] Another account has a bucket { $name } already.
     [resource-group] There is a resource group { $name } already.
     [folder] There is a folder or member { $name } already.
    *[resource] There is a resource { $name } already.
    }
field-seconds = A session lasts { NUMBER($shortest) } to { NUMBER($longest) } seconds here.
field-identity-arn = This is not the ARN of a RAM user or role, such as { $example }.
field-arn-prefix = An ARN begins with { $prefix }.
field-arn-fields = An ARN has five fields, such as { $example }.
field-arn-wildcard = The ARN of a resource has no wildcards: it names one resource, such as { $example }.
field-arn-account = The resource belongs to account { $account }, so this ID is the fourth field of its ARN.
field-group-id = An ID has letters, digits, hyphens and underscores only, such as { $example }.
field-tag-key = A tag has a key.
field-tag-twice = The tag { $key } stands here twice, and a tag has one value.
field-service = A service is named by its domain, such as { $example }.
field-region = A region is written in lower-case letters, digits and hyphens, such as { $example }.
field-provider = An identity provider is named by its ARN, such as { $example }.
field-oidc-ends = The name of an OIDC provider neither begins nor ends with { $marks }.
# What is counted, and the platform's limit.
field-count = { $what ->
     [versions] A policy has up to { NUMBER($limit) } versions. Delete one that is not the default.
     [control-policies] Up to { NUMBER($limit) } control policies are attached to one folder or member.
     [system-policies] Up to { NUMBER($limit) } system policies are attached to one user, group or role.
     [user-policies] Up to { NUMBER($limit) } custom policies are attached to one user, unless the quota is raised.
     [other-policies] Up to { NUMBER($limit) } custom policies are attached to one group or role, unless the quota is raised.
     [policies] An account has up to { NUMBER($limit) } custom policies.
     [users] An account has up to { NUMBER($limit) } users, unless the quota is raised.
     [groups] An account has up to { NUMBER($limit) } groups, unless the quota is raised.
     [roles] An account has up to { NUMBER($limit) } roles, unless the quota is raised.
    *[memberships] A user is in up to { NUMBER($limit) } groups.
    }
