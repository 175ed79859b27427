edit-trust-policy = 编辑 { $name } 的信任策略
edit-bucket-policy = 编辑 { $name } 的 Bucket 授权策略
edit-document = 编辑策略 { $policy }
edit-session-policy = 编辑会话策略
edit-question = 修改提问
edit-title = 重命名场景

ask-principal = 更换调用者
ask-role = 扮演角色 { $role }
ask-add-role = 在角色链中添加 { $role }
ask-remove-role = 去掉一个角色
ask-by-api = 通过 API 扮演角色
ask-in-console = 在控制台切换身份
ask-parameter = { $what ->
     [session-name] 修改会话名称
     [duration] 修改会话时长
     [external-id] 修改外部 ID
     [source-identity] 修改源身份
     [resource-group] 修改提问中的资源组
     [start] 修改时间
    *[delay] 修改调用之间的间隔
    }
ask-action = 询问 { $action }
ask-only-assume = 只询问能否扮演角色
ask-resource = 修改提问中的资源
ask-key = 修改 { $key }
