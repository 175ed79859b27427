word-principal = 主体
word-action = 操作
word-resource = 资源
word-condition = 条件
