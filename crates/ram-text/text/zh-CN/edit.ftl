edit-create = { $kind ->
     [account] 创建账号 { $name }
     [user] 创建用户 { $name }
     [group] 创建用户组 { $name }
     [role] 创建角色 { $name }
     [policy] 创建策略 { $name }
     [resource] 添加资源 { $name }
     [resource-group] 创建资源组 { $name }
     [bucket-policy] 添加 { $name } 的 Bucket 授权策略
     [directory] 创建资源目录
     [folder] 创建资源夹 { $name }
     [member] 添加成员 { $name }
    *[control-policy] 创建管控策略 { $name }
    }
edit-create-two = { $kind ->
     [user] 创建用户 { $name } 和 { $other }
    *[other] 创建 { $name } 和 { $other }
    }
edit-create-more = { $kind ->
     [user] 创建用户 { $name } 和另外 { NUMBER($more) } 个用户
    *[other] 创建 { $name } 和另外 { NUMBER($more) } 个
    }
edit-create-bucket = 创建 Bucket { $name } 及其 Bucket 授权策略
edit-duplicate = { $kind ->
     [account] 复制账号 { $name }
     [user] 复制用户 { $name }
     [group] 复制用户组 { $name }
     [role] 复制角色 { $name }
     [policy] 复制策略 { $name }
     [resource-group] 复制资源组 { $name }
     [folder] 复制资源夹 { $name }
     [control-policy] 复制管控策略 { $name }
    *[resource] 复制 { $name }
    }
edit-rename = { $kind ->
     [account] 将账号 ID { $name } 改为 { $to }
     [user] 将用户 { $name } 重命名为 { $to }
     [group] 将用户组 { $name } 重命名为 { $to }
     [role] 将角色 { $name } 重命名为 { $to }
     [policy] 将策略 { $name } 重命名为 { $to }
     [resource-group] 将资源组 ID { $name } 改为 { $to }
     [folder] 将资源夹 ID { $name } 改为 { $to }
     [control-policy] 将管控策略 { $name } 重命名为 { $to }
    *[resource] 将 ARN { $name } 改为 { $to }
    }
edit-delete = { $kind ->
     [account] 删除账号 { $name }
     [user] 删除用户 { $name }
     [group] 删除用户组 { $name }
     [role] 删除角色 { $name }
     [policy] 删除策略 { $name }
     [resource] 删除资源 { $name }
     [resource-group] 删除资源组 { $name }
     [bucket-policy] 删除 { $name } 的 Bucket 授权策略
     [directory] 删除资源目录
     [folder] 删除资源夹 { $name }
     [member] 移除成员 { $name }
    *[control-policy] 删除管控策略 { $name }
    }
edit-move = { $kind ->
     [account] 移动账号 { $name }
     [user] 移动用户 { $name }
     [group] 移动用户组 { $name }
     [role] 移动角色 { $name }
     [policy] 移动策略 { $name }
     [folder] 移动资源夹 { $name }
     [member] 移动成员 { $name }
     [control-policy] 移动管控策略 { $name }
    *[resource] 移动 { $name }
    }
edit-field = { $field ->
     [alias] 修改 { $name } 的别名
     [domain] 修改 { $name } 的默认域名
     [display-name] 修改 { $name } 的显示名称
     [id] 修改 { $name } 的 ID
     [access] 修改 { $name } 的访问方式
     [mfa] 修改 { $name } 的 MFA 设备
     [description] 修改 { $name } 的描述
     [session] 修改 { $name } 的最大会话时长
     [resource-group] 将 { $name } 移到其他资源组
    *[tags] 修改 { $name } 的标签
    }
edit-add-version = 为策略 { $policy } 添加版本
edit-delete-version = 删除策略 { $policy } 的版本 { $version }
edit-set-version = 将策略 { $policy } 的版本 { $version } 设为默认
edit-join = 将 { $user } 加入用户组 { $group }
edit-leave = 将 { $user } 移出用户组 { $group }
edit-attach = { $kind ->
     [control-policy] 将管控策略 { $policy } 绑定到 { $name }
    *[policy] 将 { $policy } 授权给 { $name }
    }
edit-detach = 从 { $name } 移除 { $policy }
edit-attach-several = 为 { $name } 授权 { NUMBER($count) } 个策略
edit-groups = 修改 { $user } 的用户组
edit-members = 修改用户组 { $group } 的成员
edit-control-policies-on = 开启管控策略
edit-control-policies-off = 关闭管控策略
edit-management-account = 将 { $account } 设为管理账号
edit-move-to = { $kind ->
     [root] 将 { $name } 移到 Root 资源夹
    *[folder] 将 { $name } 移到资源夹 { $folder }
    }
edit-several = 做出 { $count } 处更改

refusal-missing = { $kind ->
     [account] 账号 { $name } 不存在。
     [user] 用户 { $name } 不存在。
     [group] 用户组 { $name } 不存在。
     [role] 角色 { $name } 不存在。
     [policy] 策略 { $name } 不存在。
     [resource] 资源 { $name } 不存在。
     [resource-group] 资源组 { $name } 不存在。
     [bucket-policy] Bucket { $name } 没有 Bucket 授权策略。
     [directory] 没有资源目录。
     [member] 成员 { $name } 不存在。
     [control-policy] 管控策略 { $name } 不存在。
    *[folder] 资源夹 { $name } 不存在。
    }
refusal-no-such-policy = 此处没有策略 { $policy }。请检查其名称。
refusal-not-editable = 此内容不能编辑。请复制后编辑副本。
refusal-in-use = { $kind ->
     [user] 用户 { $name } 尚不能删除。请先移除以下各项：
     [group] 用户组 { $name } 尚不能删除。请先移除以下各项：
     [role] 角色 { $name } 仍有已授权的策略，不能删除。请先移除以下策略：
     [policy] 策略 { $name } 仍被引用或有其他版本，不能删除。请先移除以下各项：
     [resource-group] 资源组 { $name } 仍在使用，不能删除。请先移除以下各项：
     [account] 账号 { $name } 尚不能删除：
     [folder] 资源夹 { $name } 不为空，不能删除。请先移除以下各项：
     [directory] 资源目录不为空，不能删除。请先移除以下各项：
     [control-policy] 管控策略 { $name } 仍被绑定，不能删除。请先解绑：
    *[resource] Bucket { $name } 尚不能删除。请先移除：
    }
refusal-service-linked = 角色 { $role } 是服务关联角色，其名称、会话时长、信任策略和权限策略由云服务固定。
refusal-attached = 此处已有 { $policy }。
refusal-default-version = 版本 { $version } 是默认版本。请先将其他版本设为默认。
refusal-last-control-policy = { $policy } 是此处最后一个管控策略，至少须保留一个。请先绑定另一个。
refusal-control-policies-off = 请先开启管控策略：关闭时不能绑定任何管控策略。
refusal-has-directory = 已有资源目录。
refusal-management-account = 账号 { $account } 是资源目录的管理账号，不能成为其成员，也不能删除。请先选择其他管理账号。
refusal-root-folder = Root 资源夹不能移动或删除。
refusal-circle = 资源夹不能移到自身之内。
refusal-not-a-folder = { $folder } 不是资源目录中的资源夹。

use-holds = 策略 { $policy }
use-holds-in-group = 资源组 { $group } 范围的策略 { $policy }
use-attached-to = { $kind ->
     [user] 已授权给用户 { $name }
     [group] 已授权给用户组 { $name }
    *[role] 已授权给角色 { $name }
    }
use-attached-to-in-group = { $kind ->
     [user] 已在资源组 { $group } 范围授权给用户 { $name }
     [group] 已在资源组 { $group } 范围授权给用户组 { $name }
    *[role] 已在资源组 { $group } 范围授权给角色 { $name }
    }
use-in-group = 用户组 { $group } 的成员
use-member = 成员 { $user }
use-version = 版本 { $version }
use-attached-to-node = 绑定到 { $name }
use-node = { $name }
use-resource = 资源 { $resource }
use-manages = 它是资源目录的管理账号
use-bucket-policy = { $bucket } 的 Bucket 授权策略

consequence-trusts-nobody = { $count } 个策略信任 { $name }。之后该条目不再匹配任何人。
consequence-names-nothing = { $count } 个策略提到 { $name }，之后将不再指向任何对象。
consequence-asked = 提问涉及 { $name }。
consequence-detaches = 将解绑 { $count } 个管控策略。再次开启时只绑定允许一切的那一个。
