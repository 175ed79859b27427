console-not-a-user = 只有 RAM 用户可以在控制台切换身份。请选择一个 RAM 用户，或通过 API 扮演角色。
console-no-logon = { $user } 没有控制台访问权限，无法在控制台切换身份。请为 { $user } 开启控制台访问，或通过 API 扮演角色。
console-has-switched = 在控制台只有 RAM 用户可以切换身份，已切换的会话须先返回登录身份。请通过 API 扮演此角色，或去掉前一个角色。
console-no-such-account = 没有账号的别名、默认域名或 ID 是 { $typed }。
console-no-role = 还需要填写角色名称。
