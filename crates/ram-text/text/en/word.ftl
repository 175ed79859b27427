### The terms of the policy language.

word-statement = Statement
word-effect = Effect
word-principal = Principal
word-action = Action
word-resource = Resource
word-condition = Condition
