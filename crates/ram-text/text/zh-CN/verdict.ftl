verdict-word-allowed = 允许
verdict-word-denied = 已拒绝
verdict-word-not-allowed = 未获允许
verdict-word-rejected = 已驳回
verdict-word-no-answer = 尚无结果

verdict-pill-explicit-deny = 显式拒绝
verdict-pill-implicit-deny = 隐式拒绝

verdict-allow-through-chain = { $user } 经 { $hops } 次扮演得到 { $role }，且 { $policy } 的语句 { $statement } 允许对 { $resource } 执行 { $action }。
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
verdict-owner-asks = 账号所有者不能扮演角色，请改用 RAM 用户或 RAM 角色提问。

verdict-choose-user = 请选择要询问的用户。
verdict-choose-action = 请选择要询问的操作。
verdict-choose-resource = 请选择要询问的资源。

verdict-stale = 基于上次有效的 JSON
verdict-step-decides = 由第 { $step } 步判定

verdict-the-session-policy = 会话策略
verdict-the-trust-policy = { $role } 的信任策略
verdict-the-bucket-policy = { $bucket } 的 Bucket 授权策略

verdict-resource-not-arn = { $resource } 不是完整的 ARN。请写成 { $example }，或 *。
verdict-allow-federated = { $user } 可以扮演 { $role }：其信任策略的语句 { $statement } 允许。
verdict-allow-owner = { $resource } 属于 { $account }，账号所有者无需任何策略。
verdict-allow-without-permission = { $action } 不需要权限。
verdict-not-trusted = { $user } 不能扮演 { $role }：其信任策略不信任 { $user }。
verdict-no-trust-policy = { $user } 不能扮演 { $role }：该角色没有信任策略。
verdict-foreign-account = { $resource } 属于 { $owner }，{ $user } 的策略无法触及。请扮演该账号中的角色。
verdict-foreign-bucket = 只有 { $owner } 的 Bucket 授权策略能允许 { $user } 这样做，而它没有允许。
verdict-bucket-lacks-action = Bucket 授权策略没有语句允许 { $user } 执行 { $action }。
verdict-excluded-value = { $policy } 的语句 { $statement } 排除了 { $key } 的值 { $value }。

verdict-unknown-principal = 此场景中没有 { $user }。
verdict-missing-role = 该调用未指明角色。
verdict-role-arn = { $arn } 不是角色的 ARN。
verdict-duration = 会话时长必须在 900 到 { NUMBER($max) } 秒之间。
verdict-missing-session-name = 该调用没有会话名称。
verdict-session-name = { $name } 不能作为会话名称：请用 2 到 64 个字母、数字、点、@、短划线和下划线。
verdict-external-id = { $id } 不能作为外部 ID：请用 2 到 1,224 个字母、数字和 STS 允许的符号。
verdict-source-identity = { $id } 不能作为源身份：请用 2 到 64 个字母、数字、点、@、短划线和下划线。
verdict-session-policy-size = 会话策略超过 2,048 个字符。
verdict-session-policy-grammar = 会话策略有错误。
verdict-role-deleted = { $role } 在会话签发后被删除，因此该会话已失效。
verdict-session-over = 会话 { $session } 在调用前已过期。
verdict-broken-document = { $policy } 有错误，RAM 不会保存它。
