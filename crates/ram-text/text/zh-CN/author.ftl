### 编写策略：元素、运算符和条件键的含义，以及补全所提供的内容。

author-element-version = 策略语言的版本，只能是“1”。
author-element-statement = 语句列表，顺序没有意义。
author-element-effect = 语句是允许还是拒绝。生效的 Deny 优先于任何 Allow。
author-element-action = 语句涵盖的操作，写作 service:Name。* 和 ? 是通配符，不区分大小写。
author-element-not-action = 涵盖所列之外的全部操作。与 Allow 一起使用时，会授予其余全部操作。
author-element-resource = 语句涵盖的资源，写作可带通配符的 ARN，或用 * 表示全部。
author-element-principal-trust = 谁可以扮演该角色：RAM 用户、RAM 角色和账号，云服务，或身份提供商。
author-element-principal-bucket = 语句针对谁：账号或用户 ID、角色会话的列表，或 *。
author-element-ram = RAM 用户、RAM 角色和整个账号，写作 ARN。
author-element-service = 阿里云服务，例如 ecs.aliyuncs.com。
author-element-federated = SAML 或 OIDC 身份提供商，写作 ARN。
author-element-condition = 语句何时生效。所有条件都要满足；同一个键有多个值时，满足一个即可。
author-element-sid = 不属于策略语言。RAM 文档未列出它，会被忽略。
author-effect-allow = 授予语句所涵盖的内容，除非有 Deny 生效。
author-effect-deny = 拒绝语句所涵盖的内容，即使其他语句允许。
author-operator-text = 当文本{ $sense ->
    [is] 与值完全相同
   *[not] 与所有值都不同，或未发送
}时满足。区分大小写，* 就是星号。
author-operator-text-ignoring-case = 当文本{ $sense ->
    [is] 与值相同（不区分大小写）
   *[not] 与所有值都不同（不区分大小写），或未发送
}时满足。* 就是星号。
author-operator-like = 当文本{ $sense ->
    [is] 符合值
   *[not] 不符合任何一个值，或未发送
}时满足。* 代表任意字符，? 代表一个字符。
author-operator-number = 当数字{ $order ->
    [equal] 等于值
    [not] 不等于任何一个值，或未发送
    [less] 小于值
    [at-most] 不大于值
    [more] 大于值
   *[at-least] 不小于值
}时满足。
author-operator-date = 当时间{ $order ->
    [equal] 等于值
    [not] 不等于任何一个值，或未发送
    [less] 早于值
    [at-most] 不晚于值
    [more] 晚于值
   *[at-least] 不早于值
}时满足。时间写作带时区的 ISO 8601。
author-operator-bool = 当值相同时满足：true 或 false。未发送的键两者都不是。
author-operator-ip = 当地址{ $sense ->
    [is] 等于值，或位于其 CIDR 网段内
   *[not] 不在任何一个 CIDR 网段内，或未发送
}时满足。
author-operator-any = 发送的值中至少有一个满足 { $operator }。
author-operator-all = 发送的每个值都满足 { $operator }。没有发送任何值也算满足。
author-key-current-time = 服务收到请求的时间，始终发送。
author-key-secure-transport = 请求是否通过 HTTPS 发送。
author-key-source-ip = 客户端的地址。
author-key-source-vpc = 请求来自哪个 VPC。来自公网的请求不发送。
author-key-vpc-source-ip = 客户端在 VPC 内的地址。
author-key-mfa-present = 调用者登录时是否通过了 MFA。用 AccessKey 发起的调用不发送。
author-key-principal-arn = 发起调用的用户或角色的 ARN。角色会话使用角色的 ARN，全部小写。
author-key-principal-rd-id = 调用者所在资源目录的 ID。不在资源目录中时不发送。
author-key-principal-rd-path = 调用者的账号在资源目录中的路径。
author-key-request-tag = 请求中为资源指定的标签。
author-key-resource-tag = 资源的标签。未指明资源的调用不发送。
author-key-tag-keys = 请求中各标签的名称。
author-key-service = 角色被传递给哪个服务。
author-key-user-agent = HTTP 请求头 User-Agent。
author-key-access-id = 请求的 AccessKey ID。
author-key-external-id = 调用 AssumeRole 时提供的外部 ID。未提供时不发送。
author-key-source-identity = 调用 AssumeRole 时提供的源身份。
author-key-saml-recipient = SAML 断言的接收方。
author-key-oidc-iss = OIDC 令牌的签发者。
author-key-oidc-aud = OIDC 令牌的受众。
author-key-oidc-sub = OIDC 令牌的主体。
author-key-oss-prefix = 列举类调用的前缀。其他调用不发送。
author-key-oss-delimiter = 列举类调用的分隔符。其他调用不发送。
author-key-of-service = { $service } 的条件键。
author-key-type = { $kind ->
    [text] 文本
    [number] 数字
    [date] 时间
    [bool] true 或 false
   *[ip] IP 地址
}
author-action-of = { $service } · { $access }
author-action-of-unclassified = { $service }
author-action-deprecated = { $service } · 已弃用
author-action-named-here = 出现在此场景中
author-action-service = { $service }：{ $n } 个操作
author-action-wildcard = { $n ->
    [0] 不匹配任何已知操作
   *[other] 匹配 { $n } 个操作
}
author-action-everything = 全部服务的全部操作
author-arn-everything = 全部资源
author-arn-all-of-type = { $service } 中全部 { $kind } 类型的资源
author-arn-resource-here = 此场景中的资源
author-arn-any-region = 全部地域
author-arn-no-region = 没有地域：该服务是全局服务
author-arn-any-account = 全部账号
author-arn-account = 账号 { $account }
author-principal-account = { $account } 的全部用户和角色
author-principal-user = { $account } 的用户
author-principal-role = { $account } 的角色
author-principal-service = 阿里云服务
author-principal-provider = { $account } 的身份提供商
author-principal-everyone = 任何人，包括未登录者
author-principal-owner = { $account } 的账号所有者
author-principal-session = { $account } 的角色 { $role } 的全部会话
author-value-in-question = 来自此场景的问题
author-value-in-tags = 此场景中的标签
author-value-example = 示例
author-snippet-policy = 完整的策略
author-snippet-allow = 允许对资源执行操作
author-snippet-deny = 拒绝对资源执行操作
author-snippet-assume = 允许扮演一个角色
author-snippet-read-only = 允许读取，不允许更改
author-snippet-mfa = 仅在通过 MFA 后允许
author-snippet-from = 拒绝来自其他地址的请求
author-snippet-tag = 允许操作带有某个标签的资源
author-snippet-deny-insecure = 拒绝不使用 HTTPS 的请求
author-snippet-trust-account = 信任一个账号
author-snippet-trust-external-id = 信任一个账号，并要求外部 ID
author-snippet-trust-service = 信任一个云服务
author-snippet-trust-provider = 信任一个 SAML 身份提供商
author-snippet-bucket-user = 允许一个用户读取文件
author-snippet-bucket-vpc = 拒绝来自某个 VPC 之外的请求
author-snippet-guard-role = 拒绝删除资源，一个角色除外
author-hover-wildcard = { $pattern } { $n ->
    [0] 不匹配任何已知操作
   *[other] 匹配 { $n } 个已知操作
}。
author-hover-action-unknown = 目录中没有 { $action }，但它仍可能存在。
author-hover-action-everything = 全部服务的全部操作：已知 { NUMBER($n) } 个。
author-hover-resource-types = 可限定到 { $kinds }。
author-hover-resource-everything = 全部资源：此处有 { $all } 个。
author-hover-resource = { $pattern } 匹配此处 { $all } 个资源中的 { $n } 个。
author-hover-principal = 信任 { $who }。
author-hover-principal-nobody = 不匹配任何人：信任策略没有这种写法。
author-hover-bucket-principal = 针对 { $who }。
author-hover-key-unknown = 没有已知的请求会带上 { $key }。
author-principal-user-named = { $account } 的用户 { $user }
author-principal-role-named = { $account } 的角色 { $role } 的全部会话
author-principal-service-named = 代表角色所属账号的 { $service }
author-principal-service-for = 代表账号 { $account } 的 { $service }
author-principal-provider-named = 身份提供商 { $provider } 的用户
author-principal-id = ID 为 { $id } 的用户或账号
author-list-two = { $first } 和 { $last }
author-list-more = { $first }、{ $rest }
author-principal-session-named = { $account } 的角色 { $role } 的会话 { $session }
