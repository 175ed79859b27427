page-title = RAM 策略演练场
page-untitled = 未命名场景
page-skip-to-question = 跳到提问
page-skip-to-editor = 跳到编辑器和判定过程
page-privacy = 任何内容都不会离开此浏览器。场景保存在链接 # 之后的部分，浏览器不会发送这一部分。持有链接的人都能读到这些策略。

## Top bar

page-undo = 撤销
page-redo = 重做
page-examples = 示例
page-share = 分享
page-more = 更多
page-theme = 主题
page-theme-light = 浅色
page-theme-dark = 深色
page-theme-system = 跟随系统
page-other-language = EN
page-other-language-label = EN, switch to English
page-saved = 已保存在此浏览器
page-not-saved = 未保存在此浏览器

## Regions

page-question = 提问
page-verdict = 鉴权结果
page-world = 场景
page-editor = 策略编辑器
page-problems = 问题
page-trace = 判定过程

## World explorer

page-users = RAM 用户
page-groups = 用户组
page-roles = RAM 角色
page-policies = 权限策略
page-resources = 资源
page-control-policies = 管控策略
page-trust-policy = 信任策略
page-session-policy = 会话策略
page-bucket-policy = Bucket 授权策略
page-add = 添加
page-filter = 筛选
page-collapse-world = 收起场景栏
page-resize-world = 调整场景栏宽度
page-resize-trace = 调整判定过程宽度
page-user-count = { $n } 人
page-in-question = 在提问中

## Editor

page-open-documents = 打开的策略
page-attached-to = 已授权给 { $name }
page-not-attached = 未授权给任何身份
page-system-policy = 系统策略，只读
page-changed-since-shared = 与分享的版本不同
page-editor-loading = 编辑器正在加载，现在可用纯文本编辑。
page-length = { NUMBER($n) } / { NUMBER($limit) } 个字符
page-length-without-limit = { $n } 个字符
page-no-problems = 无
page-show-problems = 展开问题
page-hide-problems = 收起问题
page-error-count = { $n } 个错误
page-warning-count = { $n } 个警告

## Trace pane

page-live = 实时 · { $ms } ms
page-copy-trace = 复制判定过程
page-expand-path = 展开关键路径
page-steps-at-a-glance = 步骤一览

## Context chips

page-context-when = 上下文
page-context-mfa-on = MFA 已通过
page-context-mfa-off = MFA 未通过
page-context-mfa-not-sent = 未传入 MFA
page-context-from = 来源 IP { $ip }
page-context-at = 时间 { $time }
page-context-no-external-id = 无外部 ID
page-context-external-id = 外部 ID { $id }
page-context-no-session-policy = 无会话策略
page-context-key = 上下文键
page-context-decisive = 该值参与了判定
