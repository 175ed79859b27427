### 创建和修改场景中的对象。


## 菜单

entity-new-account = 新建账号
entity-new-users = 新建 RAM 用户
entity-new-group = 新建用户组
entity-new-role = 新建角色
entity-new-policy = 新建自定义策略
entity-new-resource = 新建资源
entity-new-bucket = 新建 Bucket
entity-new-resource-group = 新建资源组
entity-new-directory = 新建资源目录
entity-new-folder = 新建资源夹
entity-new-member = 添加成员
entity-new-control-policy = 新建管控策略
entity-open = 打开
entity-details = 详情
entity-attach-menu = 授权策略…
entity-join-menu = 加入用户组…
entity-members-menu = 组成员…
entity-rename-menu = 重命名…
entity-change-id-menu = 修改 ID…
entity-change-arn-menu = 修改 ARN…
entity-duplicate = 复制一份
entity-move-up = 上移
entity-move-down = 下移
entity-detach = 解除授权
entity-who-has-menu = 引用记录
entity-role-page = 角色 { $role }
entity-trust-menu = 添加可信实体…
entity-delete = 删除

## 表单

entity-cancel = 取消
entity-create = 创建
entity-create-and-edit = 创建并编辑
entity-add = 添加
entity-attach = 授权
entity-attach-to = 为 { $name } 授权策略
entity-attached-already = 已授权
entity-attach-policy-menu = 授权给…
entity-attach-policy = 授权策略 { $policy }
entity-all-have-it = 账号中暂无其他身份可在此范围内授权该策略。
entity-drop-other-account = { $policy } 是 { $account } 的自定义策略，只能在所属账号内授权。
entity-account = 所属账号
entity-display-name = 显示名称
entity-account-name-help = 便于识别的名称，例如“A 公司”，可以留空。
entity-alias = 账号别名
entity-alias-help = 用户登录时使用该别名，在控制台切换身份时也可输入它。
entity-account-id = 账号 ID
entity-account-id-help = 出现在每个 ARN 中。
entity-account-id-made-up = 出现在每个 ARN 中。此 ID 是虚构的。
entity-domain-help = 登录名称中 @ 之后的部分。留空则为 { $domain }。
entity-user-names = 用户名，每行一个
entity-user-names-help = 可一次创建多个用户。
entity-user-twice = 列表中 { $name } 出现了两次。
entity-user-display-help = 便于识别的名称，可以留空。
entity-display-names = 显示名称，每行一个
entity-display-names-help = 与上方用户名的顺序一致，允许空行。
entity-display-names-more = 显示名称多于用户：此处有 { NUMBER($n) } 个用户。
entity-access = 访问方式
entity-access-console = 控制台访问
entity-access-programmatic = 使用 AccessKey 的编程访问
entity-access-both = 两者都有
entity-advice-console = 适合人员使用。建议绑定 MFA 设备，策略可以要求进行 MFA 验证。
entity-advice-programmatic = 适合程序使用。条件允许时，请改为让程序扮演角色：会话会自动过期，AccessKey 不会。
entity-advice-both = 建议拆分为两个用户：一个供人员使用，一个供程序使用，各自只授予所需权限。
entity-no-secrets = 此处不会生成任何密码或 AccessKey。
entity-mfa-bound = 已绑定 MFA 设备
entity-group-name = 用户组名称
entity-role-name = 角色名称
entity-policy-name = 策略名称
entity-bucket-name = Bucket 名称
entity-name = 名称
entity-group-id = ID
entity-description = 描述
entity-members = 组成员
entity-arn = ARN
entity-arn-help = 粘贴 ARN，或填写下方各字段。
entity-service = 云服务
entity-region = 地域
entity-resource = 资源
entity-resource-group = 资源组
entity-no-group = 无
entity-tags = 标签
entity-tags-help = 每行一个，例如 env=prod。
entity-with-bucket-policy = 同时创建 Bucket 授权策略，并在编辑器中打开
entity-trusted = 可信实体
entity-trust-this = 当前账号
entity-trust-other = 其他账号
entity-trust-service = 阿里云服务
entity-trust-saml = SAML 身份提供商
entity-trust-oidc = OIDC 身份提供商
entity-trust-identity = 单个 RAM 用户或角色
entity-trust-known = 场景中的用户或角色
entity-trust-typed = 使用下方输入的 ARN
entity-typed-below = 使用下方输入的内容
entity-known-service = 常用云服务
entity-external-id-help = 扮演该角色时必须传入，对应信任策略中的 sts:ExternalId。留空表示不要求。
entity-trust-identity-arn = 用户或角色的 ARN
entity-trust-identity-help = 该身份自身的策略还须允许 sts:AssumeRole。
entity-trust-title = 为 { $role } 添加可信实体
entity-trust-added = 将在现有语句之后新增一条语句，信任策略的其他内容保持不变。
entity-trust-broken = 当前的信任策略无法解析，请先在编辑器中修正。
entity-trust-written = 手写的信任策略
entity-trust-policy-help = 与各字段保持一致：改动任何一处，另一处随之更新。
entity-other-account = 场景中的账号
entity-other-account-id = 可信账号的 ID
entity-trust-other-help = 信任该账号中所有被其自身策略允许扮演此角色的用户和角色。可通过外部 ID 收窄范围。
entity-provider = 身份提供商的 ARN
entity-provider-help = 输入 ARN，例如 { $example }。此处不保存身份提供商的其他信息；如需询问其用户，请在提问中选择。
entity-issuer = 令牌颁发者
entity-audience = 令牌的客户端 ID
entity-max-session = 最大会话时长（秒）
entity-max-session-help = 留空表示 3,600 秒，即 1 小时。
entity-policies = 权限策略
entity-find-policy = 查找策略
entity-system = 系统策略
entity-scope = 授权范围
entity-change-id-title = 修改 { $name } 的 ID
entity-change-arn-title = 修改 { $name } 的 ARN
entity-change-id = 修改 ID
entity-change-arn = 修改 ARN
entity-preview = 策略中的变化
entity-line = 第 { NUMBER($n) } 行
entity-before = 修改前：
entity-after = 修改后：
entity-groups-of = { $name } 所属的用户组
entity-members-of = { $name } 的组成员
entity-no-groups-here = 此账号还没有用户组。
entity-no-users-here = 此账号还没有用户。
entity-detach-and-delete = 解除授权并删除
entity-clear-and-delete = 移除以上各项并删除
entity-delete-account = 删除 { $name }（{ $account }）
entity-deleted-with-it = 账号中的以下内容会一并删除：
entity-management = 管理账号
entity-management-help = 管控策略对管理账号不生效。
entity-management-moves = 只能有一个管理账号。成员成为管理账号后会离开原资源夹；原管理账号不再属于资源目录，需重新添加为成员。
entity-member-accounts = Root 资源夹下的成员
entity-control-on = 开启管控策略，并在各处绑定 FullAliyunAccess
entity-detach-control = 解绑
entity-detach-control-from = 从 { $name } 解绑
entity-detach-control-named = 解绑 { $policy }
entity-control-attached-to = 绑定对象
entity-control-attach-menu = 绑定到…
entity-control-attach = 绑定管控策略 { $policy }
entity-control-attach-now = 绑定
entity-control-attach-to = 资源夹和成员
entity-control-all-have-it = 所有资源夹和成员都已绑定此策略，或绑定数已达上限。
entity-control-attached-to-nothing = 尚未绑定到任何资源夹或成员，因此不限制任何账号。
entity-control-off-attached = 管控策略未开启，因此没有绑定到任何资源夹或成员，不限制任何账号。
entity-control-is-on = 已开启
entity-control-off-help = 关闭后，所有管控策略都会解绑。
entity-parent = 所在资源夹
entity-no-outside = 所有账号都已在资源目录中。请先添加账号。
entity-attached-to = 授权对象

## 对象页面

entity-copy-arn = 复制 ARN
entity-none = 无
entity-domain = 默认域名
entity-manages = 资源目录的管理账号，管控策略对其不生效
entity-logon-name = 登录名称
entity-user-id = 用户 ID
entity-service-linked = 类型
entity-service-linked-why = 服务关联角色：其信任策略和权限策略由云服务固定
entity-versions = 版本
entity-open-text = 打开策略内容
entity-default-version = 默认版本
entity-add-version = 添加版本
entity-read-version = 查看 { $version }
entity-make-default = 设 { $version } 为默认版本
entity-delete-version = 删除 { $version }
entity-compare = 标出设为默认版本后的变化
entity-same-text = 没有变化：内容与默认版本相同。
entity-line-gone = 移除：
entity-line-new = 新增：
entity-version-text = 版本内容（只读）
entity-length = 长度
entity-attached-to-nobody = 尚无任何身份使用此策略，因此不产生任何允许或拒绝。
entity-detach-from = 从 { $name } 解除授权
entity-policies-here = 在此资源组内授权的策略
entity-trusts-account = { $account }（{ $id }）的所有用户和角色
entity-trusts-user = { $account } 的用户 { $user }
entity-trusts-role = { $account } 的角色 { $role }
entity-trusts-service = 云服务 { $service }
entity-trusts-provider = 身份提供商 { $provider }
entity-trusts-nobody = 不匹配任何人的条目
entity-detach-named = 解除授权 { $policy }
entity-no-policies = { $name } 还没有任何权限。请授权策略。
entity-documents = 策略文档
entity-who-assumes = 谁可以扮演此角色
entity-who-assumes-how = 基于当前提问的上下文。选择一个操作，即可就此提问。
entity-who-assumes-role = 谁可以扮演 { $role }
entity-nobody-assumes = 此场景中没有任何身份可以扮演此角色。
entity-who-has = { $policy } 的引用记录
entity-nobody-has = 没有引用记录：此策略尚未授权给任何身份。
entity-who-reaches = 谁可以访问此资源
entity-who-reaches-how = 在当前提问的上下文中，各用户及角色会话可执行的操作：先列出场景中提到的操作，再给出此类资源其余操作中可执行的数量。选择一个操作，即可就此提问。
entity-group-reaches = 用户组的策略可以访问什么
entity-group-reaches-how = 仅凭此用户组的策略，组成员可以做什么。选择一个操作，即可以第一个组成员的身份提问。
entity-asks = 就 { $who } 提问：对 { $target } 执行 { $action }
entity-other-actions = 其余 { NUMBER($all) } 个操作中的 { NUMBER($held) } 个
entity-asked = 提问已更新。
entity-more-lines = 另有 { NUMBER($n) } 项。
entity-reaches = 可以访问什么
entity-reaches-how = 在当前提问的上下文中，可扮演的角色，以及对场景中各资源可执行的操作：先列出场景中提到的操作，再给出此类资源其余操作中可执行的数量。选择一个操作，即可就此提问。
entity-settings = 设置
entity-folder-path = 位置
entity-root-path = 资源目录的最上层
entity-folders = 下级资源夹
entity-member-accounts-here = 成员账号
entity-custom-control = 自定义管控策略
entity-inherited = 来自 { $folder }
entity-controls-how = 成员账号只能执行每一级都允许的操作：账号自身及其上各级资源夹。

entity-rename-in = 同时修改策略中的名称：{ $count } 行
entity-kind = { $kind ->
     [account] 账号
     [user] RAM 用户
     [group] RAM 用户组
     [role] RAM 角色
     [policy] 自定义策略
     [resource] 资源
     [directory] 资源目录
     [folder] 资源夹
     [control-policy] 管控策略
    *[resource-group] 资源组
    }

## 提问

entity-drop-nothing = 无法放到这里，未做任何更改。
entity-pasted = 已粘贴为 { $name }。
entity-pasted-question = 当前提问现在涉及 { $arn }。
entity-paste-nothing = 粘贴的内容不是策略、ARN 或场景，未做任何更改。
entity-paste-no-account = 还没有可放入的账号，请先添加账号。
