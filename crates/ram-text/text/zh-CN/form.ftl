### 策略的可视化编辑器：卡片、字段和列表。

form-title = { $kind ->
    [trust] 谁可以扮演
    [bucket] 谁可以对该 Bucket 做什么
    [control] 成员账号可以做什么
    [session] 会话可以做什么
   *[other] 可以做什么
}
form-does-nothing = 尚未为此角色授权任何策略，因此其会话还不能做任何事。
form-role-page = 打开该角色
form-count = { $n ->
    [0] 没有语句
   *[other] { $n } 条语句
}
form-version = 版本
form-read-only = 只读
form-add-statement = 语句
form-add-statement-name = 添加语句
form-empty-statement = 空语句
form-owner-statement = 允许 Bucket 所有者读取
form-pages = 分段显示语句
form-page = 第 { NUMBER($from) } 至 { NUMBER($to) } 条语句，共 { NUMBER($all) } 条
form-page-back = 前 { NUMBER($n) } 条语句
form-page-on = 后 { NUMBER($n) } 条语句
form-no-statement = 还没有语句，因此该策略不允许任何操作。
form-empty-title = 这里还没有内容
form-empty = 从只有一条语句的策略开始，在这里或在 JSON 中填写。
form-begin = 开始编写策略
form-broken-title = 文档目前无法以表单显示
form-open-json = 在 JSON 中编辑
form-statement = 语句 { NUMBER($number) }
form-effect = 效果
form-effect-allow = 允许
form-effect-deny = 拒绝
form-effect-unset = 没有效果
form-sid = 名称（Sid），RAM 会忽略
form-move-up = 上移语句 { NUMBER($number) }
form-move-down = 下移语句 { NUMBER($number) }
form-duplicate = 复制语句 { NUMBER($number) }
form-delete = 删除语句 { NUMBER($number) }
form-said-moved = 语句 { NUMBER($from) } 现在是语句 { NUMBER($number) }。
form-said-copied = 语句 { NUMBER($from) } 的副本现在是语句 { NUMBER($number) }。
form-said-deleted = 已删除语句 { NUMBER($number) }。
form-said-added = 已添加语句 { NUMBER($number) }。
form-principals = 主体
form-actions = 操作
form-not-actions = 除此之外
form-actions-kind = 列出操作还是排除操作
form-resources = 资源
form-not-resources = 除此之外
form-resources-kind = 列出资源还是排除资源
form-conditions = 条件
form-nothing-yet = 暂无
form-add-principal = { $kind ->
    [bucket] 添加用户、角色会话或账号
   *[trust] 添加用户、角色、账号或云服务
}
form-add-condition = 条件
form-add-first-condition = { $kind ->
    [trust] 外部 ID、MFA 或其他条件
   *[other] 条件
}
form-add-value = 添加值
form-change-entry = 修改 { $entry }
form-remove-entry = 移除 { $entry }
form-levels = 访问级别
form-level-all = 全部级别
form-level-other = 未分类
form-level-count = { NUMBER($held) } / { NUMBER($all) }
form-covered-by = 已由 { $pattern } 涵盖
form-narrower = 范围更小
form-narrower-instead = 取代 { $entries }
form-catalogue-late = 完整的操作列表尚未加载，这里是场景中出现过的操作。
form-principal-nobody = 不匹配任何人
form-matches = { $n ->
    [0] 与此处 { NUMBER($all) } 个资源都不匹配
   *[other] 匹配此处 { NUMBER($all) } 个资源中的 { NUMBER($n) } 个
}
form-matches-names = 匹配此处 { NUMBER($all) } 个资源中的 { NUMBER($n) } 个：{ $names }
form-matches-more = { $names } 等，另有 { NUMBER($more) } 个
form-arn-account = 账号
form-arn-kind = 类型
form-arn-id = ID
form-arn-none = 无
form-arn-any = 任意
form-arn-part = { $part }：{ $value }
form-arn-as-text = 以文本编写
form-arn-as-fields = 以字段编写
form-arn-text = ARN
form-key = 条件键
form-operator = 运算符
form-operators-set = 传入多个值时
form-operators-other = 其他类型
form-values-of = { $key } 的值
form-value-of = { $key } 的值
form-remove-condition = 移除针对 { $key } 的条件
form-condition-there = 该运算符已检查 { $key }。
form-value-empty = 空文本
form-value-boolean = 请写 true 或 false。
form-value-address = 请写 IP 地址或 CIDR 网段，例如 203.0.113.0/24。
form-value-time = 请写带时区的 ISO 8601 时间，例如 2027-01-01T00:00:00+08:00。
form-value-number = 请写数字。
form-unreadable = 无法识别
form-kept = 原样保留，此处没有对应的字段：{ $members }
form-problems = 语句 { NUMBER($number) } 的问题
form-problems-here = 文档的问题

## 撤销时如何称呼对文档的更改

form-step-policy = 策略 { $policy }
form-step-format = 整理 { $policy } 的格式
form-step-canonical = 将 { $policy } 写成规范形式
form-step-fix = 修复 { $policy } 中的 { $code }
form-step-begin = 开始编写 { $policy }
form-step-version = 修改 { $policy } 的版本
# 对整条语句所做的操作。
form-step-statement = { $deed ->
    [add] 向 { $policy } 添加语句 { NUMBER($number) }
    [delete] 删除 { $policy } 的语句 { NUMBER($number) }
    [duplicate] 复制 { $policy } 的语句 { NUMBER($number) }
   *[move] 移动 { $policy } 的语句 { NUMBER($number) }
}
# 更改了语句的哪一部分。
form-step-element = { $element ->
    [effect] 修改 { $policy } 中语句 { NUMBER($number) } 的效果
    [sid] 修改 { $policy } 中语句 { NUMBER($number) } 的名称
    [principals] 修改 { $policy } 中语句 { NUMBER($number) } 的主体
    [actions] 修改 { $policy } 中语句 { NUMBER($number) } 的操作
    [resources] 修改 { $policy } 中语句 { NUMBER($number) } 的资源
   *[conditions] 修改 { $policy } 中语句 { NUMBER($number) } 的条件
}
