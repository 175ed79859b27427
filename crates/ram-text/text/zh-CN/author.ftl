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
   *[not] 与所有值都不同，或未传入
}时满足。区分大小写，* 就是星号。
author-operator-text-ignoring-case = 当文本{ $sense ->
    [is] 与值相同（不区分大小写）
   *[not] 与所有值都不同（不区分大小写），或未传入
}时满足。* 就是星号。
author-operator-like = 当文本{ $sense ->
    [is] 符合值
   *[not] 不符合任何一个值，或未传入
}时满足。* 代表任意字符，? 代表一个字符。
author-operator-number = 当数字{ $order ->
    [equal] 等于值
    [not] 不等于任何一个值，或未传入
    [less] 小于值
    [at-most] 不大于值
    [more] 大于值
   *[at-least] 不小于值
}时满足。
author-operator-date = 当时间{ $order ->
    [equal] 等于值
    [not] 不等于任何一个值，或未传入
    [less] 早于值
    [at-most] 不晚于值
    [more] 晚于值
   *[at-least] 不早于值
}时满足。时间写作带时区的 ISO 8601。
author-operator-bool = 当值相同时满足：true 或 false。未传入的键两者都不是。
author-operator-ip = 当地址{ $sense ->
    [is] 等于值，或位于其 CIDR 网段内
   *[not] 不在任何一个 CIDR 网段内，或未传入
}时满足。
author-operator-any = 传入的值中至少有一个满足 { $operator }。
author-operator-all = 传入的每个值都满足 { $operator }。没有传入任何值也算满足。
author-key-current-time = 服务收到请求的时间，始终传入。
author-key-secure-transport = 请求是否通过 HTTPS 发送。
author-key-source-ip = 客户端的地址。
author-key-source-vpc = 请求来自哪个 VPC。来自公网的请求不传入。
author-key-vpc-source-ip = 客户端在 VPC 内的地址。
author-key-mfa-present = 调用者登录时是否通过了 MFA。用 AccessKey 发起的调用不传入。
author-key-principal-arn = 发起调用的用户或角色的 ARN。角色会话使用角色的 ARN，全部小写。
author-key-principal-rd-id = 调用者所在资源目录的 ID。不在资源目录中时不传入。
author-key-principal-rd-path = 调用者的账号在资源目录中的路径。
author-key-request-tag = 请求中为资源指定的标签。
author-key-resource-tag = 资源的标签。未指明资源的调用不传入。
author-key-tag-keys = 请求中各标签的名称。
author-key-service = 角色被传递给哪个服务。
author-key-user-agent = HTTP 请求头 User-Agent。
author-key-access-id = 请求的 AccessKey ID。
author-key-external-id = 调用 AssumeRole 时提供的外部 ID。未提供时不传入。
author-key-source-identity = 调用 AssumeRole 时提供的源身份。
author-key-saml-recipient = SAML 断言的接收方。
author-key-oidc-iss = OIDC 令牌的颁发者。
author-key-oidc-aud = OIDC 令牌的受众。
author-key-oidc-sub = OIDC 令牌的主体。
author-key-oss-prefix = 列举类调用的前缀。其他调用不传入。
author-key-oss-delimiter = 列举类调用的分隔符。其他调用不传入。
author-key-of-service = { $service } 的条件键。
author-key-type = { $kind ->
    [text] 文本
    [number] 数字
    [date] 时间
    [bool] true 或 false
   *[ip] IP 地址
}
author-action-of = { $access } · { $service }
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
author-principal-account = { $account } 的全部用户及角色
author-principal-user = { $account } 的用户
author-principal-role = { $account } 的角色
author-principal-service = 阿里云服务
author-principal-provider = { $account } 的身份提供商
author-principal-everyone = 任何人，包括未登录者
author-principal-owner = { $account } 的账号所有者
author-principal-session = { $account } 的角色 { $role } 的全部会话
author-value-in-question = 来自此场景的提问
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
author-snippet-bucket-user = 允许一个用户读取对象
author-snippet-bucket-vpc = 拒绝来自某个 VPC 之外的请求
author-snippet-guard-role = 拒绝删除资源，一个角色除外
author-hover-wildcard = { $pattern } { $n ->
    [0] 不匹配任何已知操作
   *[other] 匹配 { $n } 个已知操作
}。
author-hover-action-unknown = 操作目录中没有 { $action }，但它仍可能存在。
author-hover-action-everything = 全部服务的全部操作：已知 { NUMBER($n) } 个。
author-hover-resource-types = 可限定到 { $kinds }。
author-hover-resource-everything = 全部资源：此处有 { $all } 个。
author-hover-resource = { $pattern } 匹配此处 { $all } 个资源中的 { $n } 个。
author-hover-principal = 信任 { $who }。
author-hover-principal-nobody = 不匹配任何人：信任策略没有这种写法。
author-hover-bucket-principal = 针对 { $who }。
author-hover-key-unknown = 没有已知的请求会携带 { $key }。
author-principal-user-named = { $account } 的用户 { $user }
author-principal-role-named = { $account } 的角色 { $role } 的全部会话
author-principal-service-named = 代表角色所属账号的 { $service }
author-principal-service-for = 代表账号 { $account } 的 { $service }
author-principal-provider-named = 身份提供商 { $provider } 的用户
author-principal-id = ID 为 { $id } 的用户或账号
author-list-two = { $first } 和 { $last }
author-list-more = { $first }、{ $rest }
author-principal-session-named = { $account } 的角色 { $role } 的会话 { $session }
author-advice-unknown-action = 操作目录中没有 { $found }，将按原样匹配。
author-advice-unknown-action-near = 操作目录中没有 { $found }。是否想写 { $nearest }？
author-advice-resource-not-supported = { $action } 不能限定到具体资源：只有资源 * 能涵盖它。
author-advice-resources-not-supported = { $pattern } 涵盖的操作都不能限定到具体资源：只有资源 * 能涵盖它们。
author-advice-resource-hardly-supported = 从名称看，{ $action } 查询的是服务提供的内容，很可能不能限定到具体资源；若如此，只有资源 * 能涵盖它。
author-advice-resources-hardly-supported = 从名称看，{ $pattern } 涵盖的操作很可能都不能限定到具体资源；若如此，只有资源 * 能涵盖它们。
author-advice-resource-type = 这些资源都不是 { $action } 所针对的资源，例如 { $example }。
author-advice-key-not-sent = 只有 { $owner } 的请求会携带 { $key }，此处该键始终不存在。
author-advice-unknown-key = 没有已知的请求会携带 { $key }，此处该键始终不存在。
author-advice-unknown-key-near = 没有已知的请求会携带 { $key }。是否想写 { $nearest }？
author-advice-unreadable-value = { $operator } 无法识别 { $value }，因此这个值不匹配任何内容。
author-advice-literal-wildcard = { $operator } 会按字面比较 * 和 ?。要使用通配符，请写 { $like }。
author-advice-contradiction = 没有请求能满足 { $key } 上的全部条件，因此该语句永远不会生效。
author-advice-nothing-left = NotAction 列出了全部操作，因此该语句永远不会生效。
author-advice-denied = 语句 { $statement } 拒绝了这里的全部内容，因此该语句永远不会允许任何请求。
author-advice-covered = 语句 { $statement } 已包含该语句的全部内容，可以删除该语句。
author-advice-entry-covered = { $by } 已涵盖这一项，可以删除。
author-advice-escalation = 在这么多资源上拥有 { $action }，持有者可以获得更多权限。请指明资源。
author-advice-no-such-principal = 此场景中没有 { $found }。RAM 要求受信任的用户或角色已存在。
author-advice-no-such-principal-near = 此场景中没有 { $found }。是否想写 { $nearest }？
author-fix-use = 写成 { $value }
author-fix-add = 加上 { $what }
author-fix-remove = 删除 { $what }
author-fix-space = 改为普通空格
author-fix-ascii = 改为半角引号和标点
author-fix-list = 改为列表
author-fix-compact = 用最少的字符书写策略
author-fix-remove-statement = 删除该语句
author-fix-deny-unless-mfa = 用 { $operator } 拒绝，除非确知已通过 MFA
author-fix-external-id = 要求外部 ID
author-fix-every-resource = 资源写成 *
author-fix-all-but = 允许全部资源，并在单独的语句中拒绝这些资源；该拒绝优先于其他策略
author-fix-only-these = 用 { $element } 只允许这些资源
author-fix-own-statement = 将该操作移到单独的语句中，针对全部资源
author-page-json = RAM 只接受严格的 JSON：没有注释，右括号前没有逗号，名称和文本都在双引号中，同一对象中名称不重复。
author-page-type = 每个值都是字符串或字符串列表，数字、布尔值和日期也是如此：写“true”，而不是 true。Statement 是列表，即使只有一条语句。
author-page-element = 语句包含 Effect、Action 或 NotAction、Resource、Condition，信任策略和 Bucket 授权策略中还有 Principal。其他元素无法保存：例如，NotResource 和 NotPrincipal 并不存在。
author-page-missing-version = 策略要写明所用语言的版本。版本只有一个：“1”。
author-page-version = 版本只能是“1”。2012-10-17 这样的日期是 AWS 的写法。
author-page-missing-statement = 策略是语句的列表。没有语句，就无从判定。
author-page-missing-effect = 每条语句都要写明是允许还是拒绝，没有默认值。
author-page-effect = 效果是 Allow 或 Deny，首字母大写。
author-page-missing-action = 语句用 Action 写明涵盖哪些操作，或用 NotAction 写明排除哪些操作。
author-page-action-format = 操作由两部分组成：服务代码和名称，例如 ecs:StopInstance。只有 * 可以单独出现。
author-page-missing-resource = 权限策略要写明针对哪些资源。全部资源写作 *。
author-page-missing-principal = 信任策略和 Bucket 授权策略属于被访问的一方，因此必须写明针对谁。
author-page-principal = 两种语言各不相同。信任策略用对象按 ARN 写出用户、角色和账号；Bucket 授权策略是账号 ID、用户 ID 和角色会话的列表。混用另一种写法，或在信任策略中使用通配符，不匹配任何人。
author-page-arn-prefix = 资源写作 * 或 ARN，而每个 ARN 都以 acs: 开头。
author-page-arn-field = ARN 有五个字段，中间是四个冒号，形如 acs:service:region:account:resource。无关紧要的字段写作 *。
author-page-operator = 运算符共有 21 个，没有其他的。RAM 没有 IfExists、Null 或 Arn 运算符；未传入的键不满足任何肯定运算符，满足任何否定运算符。
author-page-key-format = 条件键由两部分组成：acs: 表示所有服务通用的键，否则是服务代码。
author-page-booleans = Bool 只与一个值比较。既可为 true 又可为 false 的键不需要条件。
author-page-too-long = 每种策略都有最大长度，空白也计算在内。使用通配符和更紧凑的排版会有帮助；再写一个策略更有帮助。
author-page-sid = 已公开的策略中偶尔会有 Sid，但 RAM 的语法中没有它，它不起作用。
author-page-trust-action = 无论信任哪种主体，信任策略唯一的操作都是 sts:AssumeRole。针对其他操作的语句不会让任何人扮演角色。
author-page-source-ip = 在新的 Bucket 授权策略中，OSS 要求 acs:SourceIp 与 acs:SourceVpc 一起使用，因为 VPC 内的地址并不唯一。
author-page-not-action = NotAction 与 Allow 一起使用，会授予未列出的全部操作，包括尚未出现的服务。请改为列出所需的操作。NotAction 与 Deny 一起使用是安全的。
author-page-everything = 这就是 AdministratorAccess 所授予的权限。请只在所需的资源上授予所需的操作。
author-page-identity = 能执行 RAM 的全部操作，或能扮演任何角色的人，可以成为任何身份。请在 Resource 中指明角色或用户。
author-page-mfa = 用 AccessKey 发起的调用完全不携带 acs:MFAPresent，而不存在的键不满足 Bool。因此这条 Deny 能拦住未通过 MFA 的控制台操作，却拦不住 AccessKey。不存在的键满足否定运算符，用它可以堵住这个缺口。
author-page-external-id = 信任整个账号，就是信任其中的每个人。服务商用一个账号服务许多客户：与服务商约定的外部 ID，可以防止其他客户借助服务商访问该角色。
author-page-unknown-action = 针对不存在的操作的语句不起任何作用，也不会有任何提示。操作目录可能有遗漏，因此操作按原样匹配。
author-page-resource-not-supported = 有些操作不能限定到具体资源。RAM 用资源 * 检查它们，只有针对 * 的语句才能涵盖。
author-page-resource-type = 每个操作针对特定类型的资源。针对其他类型的语句对它无效：列举 Bucket 需要 Bucket 本身，读取对象需要对象本身。
author-page-key-not-sent = 对从不传入的键设置条件，用肯定运算符总是不满足，用否定运算符总是满足。无论哪种，都起不到条件的作用。
author-page-unknown-key = 没有请求会携带的键不是错误，但这并不是原本想要的条件。
author-page-unreadable = 运算符无法识别的值不匹配任何内容：带有它的 Allow 永远不会生效，而用否定运算符时条件总是满足。日期需要写明时间和时区。
author-page-literal = 只有 StringLike 和 StringNotLike 支持通配符。在其他运算符中，* 就是星号，几乎没有值会包含它。
author-page-never = 永远不会生效的语句看起来像是有作用。它的条件互相排斥，或者有 Deny 收回了它的全部内容。
author-page-covered = 重复不会改变判定结果，但阅读策略的人会去找其中的差别。
author-page-entry-covered = 被另一项涵盖的内容不起任何作用。在信任策略中，账号代表它的全部用户和角色。
author-page-escalation = 有些操作让持有者获得更多权限：为身份授权策略、创建策略的新版本、修改角色信任谁、创建 AccessKey、将角色传递给服务。请将它们限定到指明的资源。
author-page-no-principal = 如果信任策略写了不存在的用户或角色，RAM 会拒绝保存。如果之后被删除，这一项就不会让任何人扮演角色。
author-list-or = { $first } 或 { $last }
author-list-clauses = { $first }，且 { $last }
author-read-grant = { $effect ->
    [allow] { $sense ->
        [except] 允许对 { $resources } 执行除 { $actions } 之外的全部操作
       *[listed] 允许对 { $resources } 执行 { $actions }
    }
   *[deny] { $sense ->
        [except] 拒绝对 { $resources } 执行除 { $actions } 之外的全部操作
       *[listed] 拒绝对 { $resources } 执行 { $actions }
    }
}。
author-read-grant-if = 当 { $conditions } 时，{ $effect ->
    [allow] { $sense ->
        [except] 允许对 { $resources } 执行除 { $actions } 之外的全部操作
       *[listed] 允许对 { $resources } 执行 { $actions }
    }
   *[deny] { $sense ->
        [except] 拒绝对 { $resources } 执行除 { $actions } 之外的全部操作
       *[listed] 拒绝对 { $resources } 执行 { $actions }
    }
}。
author-read-visit = { $effect ->
    [allow] { $sense ->
        [except] 允许 { $who } 对 { $resources } 执行除 { $actions } 之外的全部操作
       *[listed] 允许 { $who } 对 { $resources } 执行 { $actions }
    }
   *[deny] { $sense ->
        [except] 拒绝 { $who } 对 { $resources } 执行除 { $actions } 之外的全部操作
       *[listed] 拒绝 { $who } 对 { $resources } 执行 { $actions }
    }
}。
author-read-visit-if = 当 { $conditions } 时，{ $effect ->
    [allow] { $sense ->
        [except] 允许 { $who } 对 { $resources } 执行除 { $actions } 之外的全部操作
       *[listed] 允许 { $who } 对 { $resources } 执行 { $actions }
    }
   *[deny] { $sense ->
        [except] 拒绝 { $who } 对 { $resources } 执行除 { $actions } 之外的全部操作
       *[listed] 拒绝 { $who } 对 { $resources } 执行 { $actions }
    }
}。
author-read-trust = { $effect ->
    [allow] 允许 { $who } 扮演该角色
   *[deny] 拒绝 { $who } 扮演该角色
}。
author-read-trust-if = 当 { $conditions } 时，{ $effect ->
    [allow] 允许 { $who } 扮演该角色
   *[deny] 拒绝 { $who } 扮演该角色
}。
author-read-trust-actions = { $effect ->
    [allow] { $sense ->
        [except] 允许 { $who } 对该角色执行除 { $actions } 之外的全部操作
       *[listed] 允许 { $who } 对该角色执行 { $actions }
    }
   *[deny] { $sense ->
        [except] 拒绝 { $who } 对该角色执行除 { $actions } 之外的全部操作
       *[listed] 拒绝 { $who } 对该角色执行 { $actions }
    }
}。
author-read-trust-actions-if = 当 { $conditions } 时，{ $effect ->
    [allow] { $sense ->
        [except] 允许 { $who } 对该角色执行除 { $actions } 之外的全部操作
       *[listed] 允许 { $who } 对该角色执行 { $actions }
    }
   *[deny] { $sense ->
        [except] 拒绝 { $who } 对该角色执行除 { $actions } 之外的全部操作
       *[listed] 拒绝 { $who } 对该角色执行 { $actions }
    }
}。
author-read-nobody = 不针对任何人：没有主体能够匹配。
author-read-everyone-but-owner = 任何人（包括未登录者，不含 Bucket 所有者）
author-read-everyone-and-owner = 任何人（包括未登录者和 Bucket 所有者）
author-read-every-action = 全部操作
author-read-every-action-of = { $service } 的全部操作
author-read-actions-beginning = { $service } 中以 { $with } 开头的全部操作
author-read-actions-like = 形如 { $pattern } 的全部操作
author-read-one = { $name }
author-read-every-resource = 全部资源
author-read-resources-like = 形如 { $pattern } 的全部资源
author-read-mfa = { $on ->
    [yes] 调用者登录时通过了 MFA
   *[no] 调用者登录时未使用 MFA
}
author-read-https = { $on ->
    [yes] 调用使用 HTTPS
   *[no] 调用未使用 HTTPS
}
author-read-from = 调用来自 { $values }
author-read-time-now = { $order ->
    [equal] 时间正好是 { $values }
    [less] 时间早于 { $values }
    [at-most] 时间不晚于 { $values }
    [more] 时间晚于 { $values }
   *[at-least] 时间不早于 { $values }
}
author-read-external-id = 外部 ID 是 { $values }
author-read-same = { $sense ->
    [is] { $key } 是 { $values }
   *[not] { $key } 不是 { $values }
}
author-read-same-in-any-case = { $sense ->
    [is] { $key } 是 { $values }（不区分大小写）
   *[not] { $key } 不是 { $values }（不区分大小写）
}
author-read-fits = { $sense ->
    [is] { $key } 符合 { $values }
   *[not] { $key } 不符合 { $values }
}
author-read-number = { $sense ->
    [not] { $key } 不等于 { $values }
   *[is] { $order ->
        [equal] { $key } 等于 { $values }
        [less] { $key } 小于 { $values }
        [at-most] { $key } 不大于 { $values }
        [more] { $key } 大于 { $values }
       *[at-least] { $key } 不小于 { $values }
    }
}
author-read-time = { $sense ->
    [not] { $key } 不是时间 { $values }
   *[is] { $order ->
        [equal] { $key } 是时间 { $values }
        [less] { $key } 早于 { $values }
        [at-most] { $key } 不晚于 { $values }
        [more] { $key } 晚于 { $values }
       *[at-least] { $key } 不早于 { $values }
    }
}
author-read-within = { $sense ->
    [is] { $key } 位于 { $values } 内
   *[not] { $key } 不在 { $values } 内
}
author-read-or-absent = { $test }（或未传入 { $key }）
author-read-any = 传入的值中至少有一个使 { $test }
author-read-all = 传入的每个值都使 { $test }
author-read-unreadable = { $sense ->
    [is] { $key } 是 { $values }（无法识别，永远不满足）
   *[not] { $key } 不是 { $values }（无法识别，始终满足）
}
author-heading = { $number } { $effect } { $sense ->
    [except] 除 { $action } 之外
   *[listed] { $action }
}
author-heading-more = { $number } { $effect } { $sense ->
    [except] 除 { $action } 等 { NUMBER($more) } 项其他操作之外
   *[listed] { $action } 等，另有 { NUMBER($more) } 项
}
author-page-masked = 文档会隐去 ID 中的几位数字。RAM 会把星号当作普通字符或通配符，因此策略针对的并不是看上去的那个账号。
author-page-placeholder = RAM 没有变量。文档中的占位符只是普通文本，不匹配任何实际存在的内容。
author-page-bare-statement = 文档常常只给出一条语句。要保存的是策略：一个包含 Version 和语句列表的对象。
author-page-braces = 此处复制了对象的成员，却漏掉了外面的花括号。
author-form-json = 文档不是 JSON，因此没有表单。第 { $line } 行：{ $fault }
author-form-shape = 策略是包含语句列表的对象，而这里不是，因此没有表单。
author-form-not-an-object = 这不是语句，可在 JSON 中编辑。
author-form-both = 表单只能显示 { $name } 或 { $negation } 之一。该语句可在 JSON 中编辑。
author-form-value = 此处有一个值既不是字符串，也不是字符串列表。该语句可在 JSON 中编辑。
author-form-twice = 此处同一对象中有一个名称出现了两次。该语句可在 JSON 中编辑。

## 自有检查结果的名称

author-name-statement-id-ignored = 语句 ID 不起作用
author-name-trust-action = 信任操作不起作用
author-name-source-ip = 有源 IP 而无 VPC
author-name-not-action = Allow 与 NotAction 连用
author-name-allow-everything = 允许一切
author-name-identity-control = 允许控制身份
author-name-deny-mfa = 以未使用 MFA 为由拒绝
author-name-external-id = 信任未要求外部 ID
author-name-masked-id = ID 含掩码
author-name-placeholder = 占位符未替换
author-name-bare-statement = 语句外没有策略
author-name-braces = 缺少花括号
author-name-unknown-action = 未知操作
author-name-resource-not-supported = 不支持限定资源
author-name-resource-type = 资源类型不符
author-name-key-not-sent = 请求不带该条件键
author-name-unknown-key = 未知条件键
author-name-unreadable-value = 条件值无法识别
author-name-wildcard = 通配符不起作用
author-name-never-applies = 语句永不生效
author-name-covered = 语句已被涵盖
author-name-entry-covered = 条目已被涵盖
author-name-escalation = 权限提升
author-name-no-principal = 主体不存在
