field-length = { $field ->
     [user] 用户名
     [group] 用户组名称
     [role] 角色名称
     [policy] 策略名称
     [control-policy] 管控策略名称
     [alias] 账号别名
     [domain] 域名
     [bucket] Bucket 名称
     [oidc] OIDC 身份提供商名称
     [display-name] 显示名称
     [logon] 带域名的登录名
    *[description] 描述
    }的长度为 { NUMBER($shortest) } 到 { NUMBER($longest) } 个字符，当前为 { NUMBER($length) } 个。
field-characters = { $field ->
     [user] 用户名
     [group] 用户组名称
     [role] 角色名称
     [policy] 策略名称
     [control-policy] 管控策略名称
     [domain] 域名
    *[oidc] OIDC 身份提供商名称
    }只能包含字母、数字和 { $marks }，不能包含 { $found }。
field-lower-characters = { $field ->
     [alias] 账号别名
    *[bucket] Bucket 名称
    }只能包含小写字母、数字和 { $marks }，不能包含 { $found }。
field-hyphens = 短划线（{ $hyphen }）不能位于开头或结尾，也不能连续出现。
field-hyphen-at-end = Bucket 名称以字母或数字开头和结尾，不能是 { $hyphen }。
field-first-letter = 管控策略名称以字母开头。
field-account-id = 账号 ID 由数字组成，例如 { $example }。
field-user-id = RAM 用户的 ID 由数字组成。
field-taken = { $kind ->
     [account] 账号 { $name } 已存在。
     [alias] 另一个账号已使用别名 { $name }。
     [domain] 另一个账号已使用域名 { $name }。
     [user] 用户 { $name } 已存在。
     [id] 另一个用户或账号的 ID 已是 { $name }。
     [group] 用户组 { $name } 已存在。
     [role] 角色 { $name } 已存在。
     [policy] 策略 { $name } 已存在。
     [control-policy] 管控策略 { $name } 已存在。
     [bucket] 另一个账号已有 Bucket { $name }。
     [resource-group] 资源组 { $name } 已存在。
     [folder] 资源夹或成员 { $name } 已存在。
    *[resource] 资源 { $name } 已存在。
    }
field-seconds = 此处会话时长为 { NUMBER($shortest) } 到 { NUMBER($longest) } 秒。
field-identity-arn = 这不是 RAM 用户或角色的 ARN，正确的形式例如 { $example }。
field-arn-prefix = ARN 以 { $prefix } 开头。
field-arn-fields = ARN 有五个字段，例如 { $example }。
field-arn-wildcard = 资源的 ARN 不含通配符：它只指一个资源，例如 { $example }。
field-arn-account = 资源属于账号 { $account }，因此 ARN 的第四个字段是该 ID。
field-group-id = ID 只能包含字母、数字、短划线和下划线，例如 { $example }。
field-tag-key = 标签需要有键。
field-tag-twice = 标签 { $key } 出现了两次，而一个标签只有一个值。
field-service = 云服务用其域名表示，例如 { $example }。
field-region = 地域由小写字母、数字和短划线组成，例如 { $example }。
field-provider = 身份提供商用其 ARN 表示，例如 { $example }。
field-oidc-ends = OIDC 身份提供商名称不能以 { $marks } 开头或结尾。
field-count = { $what ->
     [versions] 一个策略最多有 { NUMBER($limit) } 个版本。请删除一个非默认版本。
     [control-policies] 一个资源夹或成员最多绑定 { NUMBER($limit) } 个管控策略。
     [system-policies] 一个用户、用户组或角色最多授权 { NUMBER($limit) } 个系统策略。
     [user-policies] 一个用户最多授权 { NUMBER($limit) } 个自定义策略，除非提高配额。
     [other-policies] 一个用户组或角色最多授权 { NUMBER($limit) } 个自定义策略，除非提高配额。
     [policies] 一个账号最多有 { NUMBER($limit) } 个自定义策略。
     [users] 一个账号最多有 { NUMBER($limit) } 个用户，除非提高配额。
     [groups] 一个账号最多有 { NUMBER($limit) } 个用户组，除非提高配额。
     [roles] 一个账号最多有 { NUMBER($limit) } 个角色，除非提高配额。
    *[memberships] 一个用户最多加入 { NUMBER($limit) } 个用户组。
    }
