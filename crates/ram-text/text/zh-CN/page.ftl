page-title = RAM 策略演练场
page-untitled = 未命名场景
page-skip-to-question = 转到提问
page-skip-to-editor = 转到编辑器

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
page-open-unsaved = 此处的修改没有保存在任何地方。仍要打开其他场景吗？
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
page-user-count = { $n } 个用户
page-in-question = 在提问中

## Editor

page-open-documents = 打开的策略
page-attached-to = 被 { $name } 引用
page-not-attached = 没有引用
page-system-policy = 系统策略，只读
page-editor-loading = 编辑器正在加载，现在可用纯文本编辑。
page-length = { NUMBER($n) } / { NUMBER($limit) } 个字符
page-length-without-limit = { $n } 个字符
page-no-problems = 无
page-show-problems = 展开问题
page-hide-problems = 收起问题
page-explain = 关于 { $code }
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

page-skip-to-trace = 转到判定过程
page-skip = 跳转
page-views = 视图
page-answer = 结果
page-view-policies = 策略
page-show-world = 显示场景栏
page-show-trace = 显示判定过程
page-close = 关闭
page-retry = 重试

## Scenario menu

page-new-scenario = 新建空场景
page-open-file = 打开文件…
page-save-file = 保存文件
page-open-original = 打开原始版本
page-edit-as-json = 以 JSON 编辑
page-rename = 重命名

## Notices

page-later-edits = 此版本包含之后的修改，修改保存在此浏览器中。
page-original-opened = 已打开原始版本。
page-not-saved-why = 此处的存储空间已满或被禁用。关闭此标签页前，修改仍然有效。
page-link-not-opened = 未能打开链接。
page-file-not-opened = 未能打开文件。
page-file-unreadable = 浏览器无法读取该文件。
page-file-first = 文件中有 { NUMBER($n) } 个场景，已打开第一个。
page-drop-file = 松开鼠标即可打开文件
page-trace-copied = 已复制判定过程
page-copy-refused = 浏览器不允许复制。
page-stale = 此结果早于 { $policy } 中的错误。

## Share

page-link-copied = 已复制链接，共 { NUMBER($n) } 个字符

## Editor notes

page-editor-failed = 完整编辑器未能加载，可继续用纯文本编辑。
page-editor-plain = 触屏上默认使用纯文本。
page-editor-full = 打开完整编辑器
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

page-and-more = { $first } 及另外 { NUMBER($n) } 个对象

## 查找

page-find-anything = 查找任意内容
page-go-to-top-bar = 转到顶栏
page-go-to-world = 转到场景
page-go-to-decision = 转到判定步骤
page-filter-here = 在当前区域中筛选

## 按键

page-keys = 键盘快捷键

## 保存在此处的场景

page-scenarios = 此浏览器中的场景
page-deleted = 已删除 { $name }
page-cleared = 已删除所有本地数据

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
page-author-failed = 表单未能加载。重新加载页面可再试一次；内容不会丢失。
page-author-loading-hint = 表单在得出首个结论之后加载。如果一直没有出现，请重新加载页面。
page-other-tab = 另一个标签页修改了此场景。
page-other-tab-why = 为避免丢失另一个标签页的修改，此标签页不再保存。
page-reload = 显示另一个版本
page-save-copy = 以副本继续
page-copy-of = { $name } 的副本
page-shown-as = 显示方式
page-as-text = JSON
page-as-form = 可视化
page-in-step = 与表单同步
page-beside = 表单旁边
page-trace-beside = 判定过程
