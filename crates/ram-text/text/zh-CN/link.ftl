link-newer = 此链接以 { $found } 开头，而此页面最高读取 { $known }。请重新加载页面以获取最新版本。
link-cut = 此链接不完整：它在 { NUMBER($length) } 个字符后中断，场景缺少一部分。请重新索取链接或文件：有些聊天应用会截断长链接。
link-character = 此链接的第 { $position } 个字符是 { $found }，场景链接中不会有该字符。请重新索取链接或文件：有些应用会改动链接。
link-damaged = 此链接在传递中被改动，其中的场景无法读取。请重新索取链接或文件。
link-too-large = 此链接包含的文本超过 { NUMBER($limit) } MB，因此未打开。请索取场景文件。
link-no-such-example = 没有示例 { $slug }。请从示例列表中选择。
