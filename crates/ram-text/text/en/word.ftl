### The terms of the policy language.

word-principal = Principal
word-action = Action
word-resource = Resource
word-condition = Condition
