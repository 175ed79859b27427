### Edits: what undo calls them, why the platform refuses them, what follows from them.

# The kind chooses what is made.
edit-create = { $kind ->
     [account] Create account { $name }
     [user] Create user { $name }
     [group] Create group { $name }
     [role] Create role { $name }
     [policy] Create policy { $name }
     [resource] Add resource { $name }
     [resource-group] Create resource group { $name }
     [bucket-policy] Add the bucket policy of { $name }
     [directory] Create the resource directory
     [folder] Create folder { $name }
     [member] Add member { $name }
    *[control-policy] Create control policy { $name }
    }
# Several of a kind at once.
edit-create-two = { $kind ->
     [user] Create users { $name } and { $other }
    *[other] Create { $name } and { $other }
    }
edit-create-more = { $kind ->
     [user] Create user { $name } and { NUMBER($more) } others
    *[other] Create { $name } and { NUMBER($more) } more
    }
edit-create-bucket = Create bucket { $name } and its bucket policy
edit-duplicate = { $kind ->
     [account] Duplicate account { $name }
     [user] Duplicate user { $name }
     [group] Duplicate group { $name }
     [role] Duplicate role { $name }
     [policy] Duplicate policy { $name }
     [resource-group] Duplicate resource group { $name }
     [folder] Duplicate folder { $name }
     [control-policy] Duplicate control policy { $name }
    *[resource] Duplicate { $name }
    }
edit-rename = { $kind ->
     [account] Change account ID { $name } to { $to }
     [user] Rename user { $name } to { $to }
     [group] Rename group { $name } to { $to }
     [role] Rename role { $name } to { $to }
     [policy] Rename policy { $name } to { $to }
     [resource-group] Change resource group ID { $name } to { $to }
     [folder] Change folder ID { $name } to { $to }
     [control-policy] Rename control policy { $name } to { $to }
    *[resource] Change ARN { $name } to { $to }
    }
edit-delete = { $kind ->
     [account] Delete account { $name }
     [user] Delete user { $name }
     [group] Delete group { $name }
     [role] Delete role { $name }
     [policy] Delete policy { $name }
     [resource] Delete resource { $name }
     [resource-group] Delete resource group { $name }
     [bucket-policy] Delete the bucket policy of { $name }
     [directory] Delete the resource directory
     [folder] Delete folder { $name }
     [member] Remove member { $name }
    *[control-policy] Delete control policy { $name }
    }
edit-move = { $kind ->
     [account] Move account { $name }
     [user] Move user { $name }
     [group] Move group { $name }
     [role] Move role { $name }
     [policy] Move policy { $name }
     [folder] Move folder { $name }
     [member] Move member { $name }
     [control-policy] Move control policy { $name }
    *[resource] Move { $name }
    }
# The field chooses what is changed.
edit-field = { $field ->
     [alias] Change the alias of { $name }
     [domain] Change the default domain of { $name }
     [display-name] Change the display name of { $name }
     [id] Change the ID of { $name }
     [access] Change the access of { $name }
     [mfa] Change the MFA device of { $name }
     [description] Change the description of { $name }
     [session] Change the longest session of { $name }
     [resource-group] Move { $name } to another resource group
    *[tags] Change the tags of { $name }
    }
edit-add-version = Add a version of policy { $policy }
edit-delete-version = Delete version { $version } of policy { $policy }
edit-set-version = Make version { $version } the default of policy { $policy }
edit-join = Add { $user } to group { $group }
edit-leave = Remove { $user } from group { $group }
# The kind tells what RAM grants from what a resource directory binds.
edit-attach = { $kind ->
     [control-policy] Attach control policy { $policy } to { $name }
    *[policy] Attach { $policy } to { $name }
    }
edit-detach = Detach { $policy } from { $name }
edit-attach-several = Attach { NUMBER($count) } policies to { $name }
edit-groups = Change the groups of { $user }
edit-members = Change the members of group { $group }
edit-control-policies-on = Turn control policies on
edit-control-policies-off = Turn control policies off
edit-management-account = Make { $account } the management account
# The kind tells the Root folder, which is called so, from others.
edit-move-to = { $kind ->
     [root] Move { $name } to the Root folder
    *[folder] Move { $name } to folder { $folder }
    }
edit-several = { $count ->
     [one] Make { $count } change
    *[other] Make { $count } changes
    }

# The kind chooses what is missing.
refusal-missing = { $kind ->
     [account] There is no account { $name }.
     [user] There is no user { $name }.
     [group] There is no group { $name }.
     [role] There is no role { $name }.
     [policy] There is no policy { $name }.
     [resource] There is no resource { $name }.
     [resource-group] There is no resource group { $name }.
     [bucket-policy] Bucket { $name } has no bucket policy.
     [directory] There is no resource directory.
     [member] There is no member { $name }.
     [control-policy] There is no control policy { $name }.
    *[folder] There is no folder { $name }.
    }
refusal-no-such-policy = There is no policy { $policy } here. Check its name.
refusal-not-editable = This can’t be edited. Copy it, and edit the copy.
# The kind chooses what is in use; a list of the uses follows.
refusal-in-use = { $kind ->
     [user] User { $name } can’t be deleted yet. Remove these first:
     [group] Group { $name } can’t be deleted yet. Remove these first:
     [role] Role { $name } can’t be deleted while policies are attached. Detach these first:
     [policy] Policy { $name } can’t be deleted while it is attached or has other versions. Remove these first:
     [resource-group] Resource group { $name } can’t be deleted while it is in use. Remove these first:
     [account] Account { $name } can’t be deleted yet:
     [folder] Folder { $name } can’t be deleted while it holds something. Remove these first:
     [directory] The resource directory can’t be deleted while it holds something. Remove these first:
     [control-policy] Control policy { $name } can’t be deleted while it is attached. Detach it first:
    *[resource] Bucket { $name } can’t be deleted yet. Remove this first:
    }
refusal-service-linked = Role { $role } is service-linked: its service fixes its name, session, trust policy and policies.
refusal-attached = { $policy } is attached here already.
refusal-default-version = Version { $version } is the default version. Make another version the default first.
refusal-last-control-policy = { $policy } is the last control policy here, and at least one stays attached. Attach another one first.
refusal-control-policies-off = Turn control policies on first: while they are off, none is attached.
refusal-has-directory = There is a resource directory already.
refusal-management-account = Account { $account } manages the resource directory, so it can’t be a member or be deleted. Choose another management account first.
refusal-root-folder = The Root folder stays where it is.
refusal-circle = A folder can’t be moved into itself.
refusal-not-a-folder = { $folder } is not a folder of the resource directory.

use-holds = Policy { $policy }
use-holds-in-group = Policy { $policy } in resource group { $group }
# The kind chooses who holds the policy.
use-attached-to = { $kind ->
     [user] Attached to user { $name }
     [group] Attached to group { $name }
    *[role] Attached to role { $name }
    }
use-attached-to-in-group = { $kind ->
     [user] Attached to user { $name } in resource group { $group }
     [group] Attached to group { $name } in resource group { $group }
    *[role] Attached to role { $name } in resource group { $group }
    }
use-in-group = Member of group { $group }
use-member = Member { $user }
use-version = Version { $version }
use-attached-to-node = Attached to { $name }
use-node = { $name }
use-resource = Resource { $resource }
use-manages = It is the management account of the resource directory
use-bucket-policy = The bucket policy of { $bucket }

consequence-trusts-nobody = { $count ->
     [one] { $count } policy trusts { $name }.
    *[other] { $count } policies trust { $name }.
    } The entry then matches nobody.
consequence-names-nothing = { $count ->
     [one] { $count } policy names { $name }, and would then name nothing.
    *[other] { $count } policies name { $name }, and would then name nothing.
    }
consequence-asked = The question is about { $name }.
consequence-detaches = { $count ->
     [one] { $count } control policy is detached.
    *[other] { $count } control policies are detached.
    } Turning the feature on again attaches only the one that allows everything.
