verdict-word-allowed = 允许
verdict-word-denied = 已拒绝
verdict-word-not-allowed = 未获允许
verdict-word-rejected = 已驳回
verdict-word-no-answer = 尚无结果

verdict-pill-explicit-deny = 显式拒绝
verdict-pill-implicit-deny = 隐式拒绝

verdict-allow-through-role = { $user } 可以扮演 { $role }，且 { $policy } 的语句 { $statement } 允许对 { $resource } 执行 { $action }。
verdict-allow-directly = { $policy } 的语句 { $statement } 允许 { $user } 对 { $resource } 执行 { $action }。
verdict-allow-assume = { $user } 可以扮演 { $role }：{ $policy } 与信任策略都允许。

verdict-trust-lists-others = { $user } 不能扮演 { $role }：其信任策略只列出了 { $trusted }。
verdict-caller-lacks-assume = { $user } 不能扮演 { $role }：{ $user } 的权限策略都不允许 { $action }。
verdict-role-lacks-action = { $user } 可以扮演 { $role }，但 { $role } 的权限策略都不允许 { $action }。
verdict-user-lacks-action = { $user } 的权限策略都不允许 { $action }。
verdict-resource-differs = { $policy } 允许 { $action }，但不包括 { $resource }。
verdict-needs-mfa = { $policy } 的语句 { $statement } 要求 MFA，而 { $user } 未通过 MFA。
verdict-condition-fails = { $policy } 的语句 { $statement } 要求 { $condition }，而请求中是 { $value }。
verdict-external-id-missing = { $policy } 的语句 { $statement } 检查外部 ID，而请求未提供。
verdict-key-missing = { $policy } 的语句 { $statement } 检查 { $key }，而请求未提供。
verdict-session-policy = 会话策略不包含 { $action }。
verdict-no-control-policy = { $account } 没有管控策略允许 { $action }。

verdict-denied-by-statement = { $policy } 的语句 { $statement } 拒绝 { $action }，即使其他语句允许。
verdict-denied-by-trust-policy = { $role } 信任策略的语句 { $statement } 拒绝了 { $user }。
verdict-denied-by-control-policy = { $account } 的管控策略 { $policy } 拒绝 { $action }。

verdict-session-expired = 会话 { $session } 已于 { $time } 过期。
verdict-no-such-role = 此时不存在角色 { $role }。
verdict-owner-asks = 阿里云账号不能扮演角色，请改用 RAM 用户或 RAM 角色提问。

verdict-choose-user = 请选择要询问的用户。
verdict-choose-action = 请选择要询问的操作。
verdict-choose-resource = 请选择要询问的资源。

verdict-stale = 基于上次有效的 JSON
verdict-step-decides = 由第 { $step } 步判定

verdict-the-session-policy = 会话策略
verdict-the-trust-policy = { $role } 的信任策略
verdict-the-bucket-policy = { $bucket } 的 Bucket 授权策略
