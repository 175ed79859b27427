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
entity-details = Details
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
entity-who-has-menu = Who has it
entity-role-page = Role { $role }
entity-trust-menu = Add trusted entity…
entity-delete = Delete

## Forms

entity-cancel = Cancel
entity-create = Create
entity-create-and-edit = Create and edit
entity-add = Add
entity-attach = Attach
entity-attach-to = Attach policies to { $name }
entity-attached-already = attached already
entity-attach-policy-menu = Attach to…
entity-attach-policy = Attach { $policy }
entity-all-have-it = Everyone in the account has it at this scope, or there is nobody yet.
entity-drop-other-account = { $policy } is a custom policy of { $account }. Custom policies are attached only in their own account.
entity-account = Account
entity-display-name = Display name
entity-account-name-help = What people call it, such as “Company A”. May stay empty.
entity-alias = Account alias
entity-alias-help = Part of users’ logon names. The console also takes it when somebody switches to a role.
entity-account-id = Account ID
entity-account-id-help = Stands in every ARN.
entity-account-id-made-up = Stands in every ARN. This one is made up.
entity-domain-help = What follows @ in logon names. Empty means { $domain }.
entity-user-names = User names, one per line
entity-user-names-help = Several users can be created in one step.
entity-user-twice = { $name } is in the list twice.
entity-user-display-help = The name that people read. May stay empty.
entity-display-names = Display names, one per line
entity-display-names-help = In the order of the users. A line may stay empty.
entity-display-names-more = { $n ->
     [one] There are more display names than users: here is one user.
    *[other] There are more display names than users: here are { NUMBER($n) } users.
    }
entity-access = Access
entity-access-console = Console logon
entity-access-programmatic = Programmatic access with an AccessKey
entity-access-both = Both
entity-advice-console = For a person. Bind an MFA device, so that policies can ask for it.
entity-advice-programmatic = For a program. Where it can, let it assume a role instead: sessions end by themselves, an AccessKey doesn’t.
entity-advice-both = Two users are better: one for the person, one for the program. Each then has only what it needs.
entity-no-secrets = No password or AccessKey is created here.
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
entity-tags-help = One per line, such as env=prod.
entity-with-bucket-policy = With a bucket policy, which opens in the editor
entity-trusted = Trusted entity
entity-trust-this = This account
entity-trust-other = Another account
entity-trust-service = An Alibaba Cloud service
entity-trust-saml = A SAML identity provider
entity-trust-oidc = An OIDC identity provider
entity-trust-identity = One RAM user or role
entity-trust-known = User or role of this scenario
entity-trust-typed = As typed below
entity-typed-below = As typed below
entity-known-service = Common service
entity-external-id-help = Whoever assumes the role must send it: sts:ExternalId in the trust policy. Empty asks for none.
entity-trust-identity-arn = ARN of the user or role
entity-trust-identity-help = It needs a policy of its own that allows sts:AssumeRole as well.
entity-trust-title = Add a trusted entity to { $role }
entity-trust-added = A statement is added after the others; nothing else in the trust policy changes.
entity-trust-broken = The trust policy can’t be read as it stands. Correct it in the editor first.
entity-trust-written = A trust policy written by hand
entity-trust-policy-help = Follows the fields, and they follow it.
entity-other-account = Account of this scenario
entity-other-account-id = ID of the trusted account
entity-trust-other-help = Trusts every user and role of that account that its own policies allow to assume the role. An external ID narrows it.
entity-provider = ARN of the identity provider
entity-provider-help = Type the ARN, such as { $example }. Nothing else about a provider is kept here; to ask about its users, choose them in the question.
entity-issuer = Issuer of the tokens
entity-audience = Client ID of the tokens
entity-max-session = Longest session in seconds
entity-max-session-help = Empty means 3,600 seconds, an hour.
entity-policies = Policies
entity-find-policy = Find a policy
entity-system = system policy
entity-scope = Scope
entity-change-id-title = Change the ID of { $name }
entity-change-arn-title = Change the ARN of { $name }
entity-change-id = Change ID
entity-change-arn = Change ARN
entity-preview = What changes in policies
entity-line = line { NUMBER($n) }
entity-before = before:
entity-after = after:
entity-groups-of = Groups of { $name }
entity-members-of = Members of { $name }
entity-no-groups-here = This account has no groups yet.
entity-no-users-here = This account has no users yet.
entity-detach-and-delete = Detach and delete
entity-clear-and-delete = Remove these and delete
entity-delete-account = Delete { $name } ({ $account })
entity-deleted-with-it = All that lies in the account is deleted with it:
entity-management = Management account
entity-management-help = Control policies never reach the management account.
entity-management-moves = A directory has one management account. A member that becomes it leaves its folder; the former one is outside the directory until it is added as a member.
entity-member-accounts = Members, below the Root folder
entity-control-on = Control policies are on; FullAliyunAccess is attached everywhere
entity-detach-control = Detach control policy
entity-detach-control-from = Detach the control policy from { $name }
entity-detach-control-named = Detach control policy { $policy }
entity-control-attached-to = Attached to these folders and members
entity-control-attach-menu = Attach to…
entity-control-attach = Attach the control policy { $policy }
entity-control-attach-now = Attach
entity-control-attach-to = Folders and members
entity-control-all-have-it = Every folder and member has it already, or has as many control policies as can be attached.
entity-control-attached-to-nothing = It is attached to no folder and no member, and so limits nobody yet.
entity-control-off-attached = Control policies are off, so it is attached to no folder and no member and limits nobody.
entity-control-is-on = on
entity-control-off-help = Turning them off detaches every control policy.
entity-parent = Parent folder
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
entity-open-text = Open its text
entity-default-version = Default version
entity-add-version = Add a version
entity-read-version = Read { $version }
entity-make-default = Make { $version } default
entity-delete-version = Delete { $version }
entity-compare = Mark what would change if it became the default version
entity-same-text = Nothing would change: the text is that of the default version.
entity-line-gone = Removed: 
entity-line-new = Added: 
entity-version-text = Text of the version, read-only
entity-length = Length
entity-attached-to-nobody = It is attached to nobody, and so allows and denies nothing yet.
entity-detach-from = Detach from { $name }
entity-policies-here = Policies attached in this group
entity-trusts-account = All users and roles of { $account } ({ $id })
entity-trusts-user = User { $user } of { $account }
entity-trusts-role = Role { $role } of { $account }
entity-trusts-service = Service { $service }
entity-trusts-provider = Identity provider { $provider }
entity-trusts-nobody = An entry that matches nobody
entity-detach-named = Detach { $policy }
entity-no-policies = { $name } can’t do anything yet. Attach a policy.
entity-documents = Documents
entity-who-assumes = Who can assume it
entity-who-assumes-how = In the context of the question. Choose an action to ask about it.
entity-who-assumes-role = Who can assume { $role }
entity-nobody-assumes = Nobody in this scenario can assume it.
entity-who-has = Who has { $policy }
entity-nobody-has = It is attached to nobody.
entity-who-reaches = Who reaches it
entity-who-reaches-how = Users and role sessions, in the context of the question: the actions that this scenario names, then how many of the other actions on such a resource. Choose an action to ask about it.
entity-group-reaches = What the policies of the group reach
entity-group-reaches-how = What a member with no other policy could do. Choose an action to ask about it as the first member.
entity-asks = Ask about { $who }: { $action } on { $target }
entity-other-actions = { NUMBER($held) } of { NUMBER($all) } other actions
entity-asked = The question asks this now.
entity-more-lines = { $n ->
     [one] And one more.
    *[other] And { NUMBER($n) } more.
    }
entity-reaches = What it reaches
entity-reaches-how = Roles to assume, and actions on the resources of this scenario, in the context of the question: the actions that the scenario names, then how many of the other actions on such a resource. Choose an action to ask about it.
entity-settings = Settings
entity-folder-path = Location
entity-root-path = At the top of the resource directory
entity-folders = Folders in it
entity-member-accounts-here = Member accounts
entity-custom-control = Custom control policies
entity-inherited = from { $folder }
entity-controls-how = A member account may do what each level allows: the account itself, and each folder above it.

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
     [directory] Resource directory
     [folder] Folder
     [control-policy] Control policy
    *[resource-group] Resource group
    }

## The question

entity-drop-nothing = Nothing was changed: that can’t go there.
entity-pasted = Pasted as { $name }.
entity-pasted-question = The question is about { $arn } now.
entity-paste-nothing = What was pasted is not a policy, an ARN or a scenario, so nothing was changed.
entity-paste-no-account = There is no account yet to put it into. Add an account first.
