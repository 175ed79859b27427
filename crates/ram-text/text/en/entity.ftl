### Making and changing what the world holds.


## Menus

entity-new-account = New account
entity-new-users = New RAM users
entity-new-group = New group
entity-new-role = New role
entity-new-policy = New custom policy
entity-new-resource = New resource
entity-new-bucket = New bucket
entity-new-resource-group = New resource group
entity-new-directory = New resource directory
entity-new-folder = New folder
entity-new-member = Add member
entity-new-control-policy = New control policy
entity-open = Open
entity-attach-menu = Attach policies…
entity-join-menu = Add to groups…
entity-members-menu = Members…
entity-rename-menu = Rename…
entity-change-id-menu = Change ID…
entity-change-arn-menu = Change ARN…
entity-duplicate = Duplicate
entity-move-up = Move up
entity-move-down = Move down
entity-detach = Detach
entity-delete = Delete

## Forms

entity-cancel = Cancel
entity-create = Create
entity-create-and-edit = Create and edit
entity-add = Add
entity-attach = Attach
entity-attach-to = Attach policies to { $name }
entity-account = Account
entity-display-name = Display name
entity-account-name-help = What people call it, such as “Company A”. May stay empty.
entity-alias = Account alias
entity-alias-help = Users log on below it, and the console takes it when somebody switches to a role.
entity-account-id = Account ID
entity-account-id-help = Stands in every ARN. This one is made up.
entity-user-names = User names, one a line
entity-user-names-help = Several users are created in one step.
entity-access = Access
entity-access-console = Console logon
entity-access-programmatic = Programmatic access with an AccessKey
entity-access-both = Both
entity-advice-console = For a person. Bind an MFA device, so that policies can ask for it.
entity-advice-programmatic = For a program. Where it can, let it assume a role instead: sessions end by themselves, an AccessKey doesn’t.
entity-advice-both = Better are two users: one for the person, one for the program. Then each has only what it needs.
entity-no-secrets = No password and no AccessKey is made here.
entity-mfa-bound = An MFA device is bound
entity-group-name = Group name
entity-role-name = Role name
entity-policy-name = Policy name
entity-bucket-name = Bucket name
entity-name = Name
entity-group-id = ID
entity-description = Description
entity-members = Members
entity-arn = ARN
entity-arn-help = Paste an ARN, or fill in its fields below.
entity-service = Service
entity-region = Region
entity-resource = Resource
entity-resource-group = Resource group
entity-no-group = None
entity-tags = Tags
entity-tags-help = One a line, such as env=prod.
entity-with-bucket-policy = With a bucket policy, which opens in the editor
entity-trusted = Trusted entity
entity-trust-this = This account
entity-trust-other = Another account
entity-trust-service = An Alibaba Cloud service
entity-trust-saml = A SAML identity provider
entity-trust-oidc = An OIDC identity provider
entity-trust-written = A trust policy written by hand
entity-trust-policy-help = Follows the fields above, and they follow it.
entity-other-account = Account of this scenario
entity-other-account-id = ID of the trusted account
entity-trust-other-help = Trusts every user and role of that account that its own policies allow to assume the role. An external ID narrows it.
entity-provider = ARN of the identity provider
entity-issuer = Issuer of the tokens
entity-audience = Client ID of the tokens
entity-max-session = Longest session in seconds
entity-max-session-help = Empty means 3,600 seconds, an hour.
entity-policies = Policies
entity-find-policy = Find a policy
entity-system = system policy
entity-scope = Scope
entity-scope-account = Whole account
entity-rename = Rename
entity-rename-title = Rename { $name }
entity-preview = What changes in policies
entity-line = line { NUMBER($n) }
entity-before = before:
entity-after = after:
entity-groups-of = Groups of { $name }
entity-members-of = Members of { $name }
entity-no-groups-here = This account has no groups yet.
entity-no-users-here = This account has no users yet.
entity-detach-and-delete = Detach and delete
entity-clear-and-delete = Take these away and delete
entity-management = Management account
entity-management-help = Control policies never reach the management account.
entity-member-accounts = Members, below the Root folder
entity-control-on = Control policies are on; FullAliyunAccess is attached everywhere
entity-parent = Below folder
entity-no-outside = Every account is in the resource directory already. Add an account first.
entity-attached-to = Attached to

## The page of an entity

entity-copy-arn = Copy ARN
entity-none = none
entity-domain = Default domain
entity-manages = Manages the resource directory; control policies never reach it
entity-logon-name = Logon name
entity-user-id = User ID
entity-service-linked = Kind
entity-service-linked-why = Service-linked: its service fixes its trust policy and its policies
entity-versions = Versions
entity-policies-here = Policies attached in this group
entity-trusts-account = All users and roles of { $account } ({ $id })
entity-trusts-user = User { $user } of { $account }
entity-trusts-role = Role { $role } of { $account }
entity-trusts-service = Service { $service }
entity-trusts-provider = Identity provider { $provider }
entity-trusts-nobody = An entry that matches nobody
entity-through = through group { $group }
entity-detach-named = Detach { $policy }
entity-no-policies = { $name } can’t do anything yet. Attach a policy.
entity-documents = Documents
entity-who-assumes = Who can assume it
entity-reaches = What it reaches
entity-reaches-how = Roles to assume, and actions that this scenario names on its resources, in the context of the question.
entity-settings = Settings

# How many lines of policies name what is renamed.
entity-rename-in = { $count ->
     [one] Rename in policies too: { $count } line
    *[other] Rename in policies too: { $count } lines
    }
# The kind chooses the word.
entity-kind = { $kind ->
     [account] Account
     [user] RAM user
     [group] RAM user group
     [role] RAM role
     [policy] Custom policy
     [resource] Resource
    *[resource-group] Resource group
    }

## The question

entity-drop-nothing = Nothing to do: that can’t go there.
entity-pasted = Pasted as { $name }.
entity-pasted-question = The question is about { $arn } now.
entity-paste-nothing = What was pasted is no policy, no ARN and no scenario, so nothing was changed.
entity-paste-no-account = There is no account yet to put it into. Add an account first.
