word-statement = 语句
word-effect = 效果
word-principal = 主体
word-action = 操作
word-resource = 资源
word-condition = 条件
