page-title = RAM 策略演练场
page-untitled = 未命名场景
page-skip-to-question = 跳到提问
page-skip-to-editor = 跳到编辑器
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
page-editor-loading = 编辑器正在加载，现在可用纯文本编辑。
page-length = { NUMBER($n) } / { NUMBER($limit) } 个字符
page-length-without-limit = { $n } 个字符
page-no-problems = 无
page-show-problems = 展开问题
page-hide-problems = 收起问题
page-explain = 关于 { $code }
page-code-bad = 错误示例
page-code-good = 正确示例
page-code-official = 官方文档
page-in-words = 文字说明
page-in-words-hint = 将光标放到语句中，即可查看该语句的文字说明。
page-document-menu = 改写文档
page-format = 格式化文档
page-canonical = 规范形式（与 Terraform 输出一致）
page-error-count = { $n } 个错误
page-warning-count = { $n } 个警告

## Trace pane

page-live = 实时 · { $ms } ms
page-copy-trace = 复制判定过程
page-expand-path = 展开关键路径
page-steps-at-a-glance = 步骤一览

## The page's frame

page-skip-to-trace = 跳到判定过程
page-skip = 跳转
page-views = 视图
page-answer = 结果
page-view-policies = 策略
page-show-world = 显示场景栏
page-show-trace = 显示判定过程
page-close = 关闭
page-retry = 重试
page-done = 完成

## Scenario menu

page-new-scenario = 新建空场景
page-open-file = 打开文件…
page-save-file = 保存文件
page-open-original = 打开原始版本
page-rename = 重命名
page-scenario-title = 标题

## Notices

page-later-edits = 此版本包含之后的修改，修改保存在此浏览器中。
page-original-opened = 已打开原始版本。
page-not-saved-why = 此处的存储空间已满或被禁用。关闭此标签页前，修改仍然有效。
page-link-not-opened = 未能打开链接。
page-file-not-opened = 未能打开文件。
page-file-unreadable = 浏览器无法读取该文件。
page-file-empty = 文件中没有可在此打开的内容。
page-file-first = 文件中有 { NUMBER($n) } 个场景，已打开第一个。
page-drop-file = 松开鼠标即可打开文件
page-trace-copied = 已复制判定过程
page-copy-refused = 浏览器不允许复制。
page-stale = 此结果早于 { $policy } 中的错误。

## Share

page-share-title = 分享此场景
page-link = 链接
page-copy-link = 复制链接
page-link-length = 链接长度
page-link-fits = { NUMBER($n) } 个字符，适用于所有浏览器和聊天应用
page-link-long = { NUMBER($n) } 个字符，部分聊天应用会截断这么长的链接
page-link-very-long = { NUMBER($n) } 个字符，链接过长，使用文件更稳妥
page-link-copied = 已复制链接，共 { NUMBER($n) } 个字符
page-link-by-hand = 浏览器不允许复制。链接已选中，按 { $keys } 即可复制。
page-download-scenario = 下载场景文件

## Editor notes

page-editor-failed = 完整编辑器未能加载，可继续用纯文本编辑。
page-tab-leaves = 现在按 Tab 会离开编辑器，按 { $keys } 恢复缩进。
page-tab-indents = 此处按 Tab 会缩进，按 { $keys } 后可用 Tab 离开编辑器。
page-close-tab = 关闭 { $name }
page-tab-broken = 有错误
page-no-document = 没有打开的策略
page-no-document-hint = 可在场景栏中选择一个。
page-policy-json = { $name }，JSON
page-fidelity-official = 官方文本 { $version }，更新于 { $date }
page-fidelity-older = 官方文本，发布于 { $date }，现行版本可能不同
page-fidelity-partial = 官方文本的开头部分，{ $version }，更新于 { $date }
page-fidelity-reconstructed = 根据文档重建

## Editor notes

page-and-more = { $first } 等 { NUMBER($n) } 个其他身份

## 查找

page-find-anything = 查找任意内容
page-find-anything-hint = 策略、主体、操作或命令
page-commands = 命令
page-settings = 设置
page-language = 语言
# Headings over what the question can be changed to.
page-ask-as-user = 以此身份提问
page-ask-with-role = 通过此角色提问
page-ask-about-action = 询问此操作
page-go-to-top-bar = 转到顶栏
page-go-to-world = 转到场景
page-go-to-decision = 转到判定步骤
page-filter-here = 在当前区域中筛选

## 按键

page-keys = 键盘快捷键
page-keys-single = 启用单键快捷键
page-splitters = 分隔条
page-key-regions = 下一个或上一个区域
page-key-escape = 关闭最内层的浮层，然后取消固定的关联
page-key-open-picker = 打开选择器；输入即筛选，Enter 选定并前往下一项
page-key-chips = 在条件标签之间移动
page-key-unset = 清除该条件
page-key-rows = 在行之间移动
page-key-open-row = 展开；收起或转到上一级
page-key-open-document = 打开策略
page-key-problem = 下一个或上一个问题
page-key-suggest = 列出此处可以写的内容
page-key-fix = 快速修复
page-key-free-tab = 让 Tab 键离开编辑器
page-key-ends = 第一行或最后一行
page-key-source = 显示原文
page-key-resize = 调整宽度；按住 Shift 步幅更大
page-key-limits = 最窄或最宽
page-key-collapse = 收起或恢复

## 保存在此处的场景

page-scenarios = 此浏览器中的场景
page-from-example = 示例，已修改
page-from-link = 来自链接
page-from-file = 来自文件
page-from-here = 在此新建
page-open-now = 已打开
page-kilobytes = { NUMBER($n) } KB
page-rename-named = 重命名 { $name }
page-duplicate-named = 复制 { $name }
page-delete-named = 删除 { $name }
page-no-scenarios = 此处尚未保存任何内容。场景一经编辑即会保存。
page-storage-used = 已用 { NUMBER($n) } KB；浏览器通常为一个页面保留约 5,000 KB。
page-clear-all = 清除所有本地数据
page-clear-warning = 这将从此浏览器中删除 { $n } 个场景以及本页面的设置，且无法撤销。
page-clear-now = 全部删除
page-keep = 保留
page-copy-of = { $name } 的副本
page-deleted = 已删除 { $name }
page-cleared = 已删除所有本地数据
page-rule = 规则 { $rule }

page-undo-step = 撤销：{ $step }
page-redo-step = 重做：{ $step }
world-add = 添加到场景
world-actions = 操作
world-empty-hint = 先添加拥有资源的账号，再添加需要访问的账号。用户、角色、策略和资源会显示在这里。
world-add-account = 添加账号
world-resource-groups = 资源组
page-copy-policy = 复制为自定义策略
page-arn-copied = 已复制 ARN。
page-step-done = 已完成：{ $step }
page-author-loading = 正在加载表单
page-author-loading-hint = 表单在得出首个结论之后加载。如果一直没有出现，请重新加载页面。
