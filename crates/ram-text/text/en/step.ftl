### What undo calls the changes that need no form: of texts, and of the question.

edit-trust-policy = Edit the trust policy of { $name }
edit-bucket-policy = Edit the bucket policy of { $name }
edit-document = Edit policy { $policy }
edit-session-policy = Edit a session policy
edit-question = Change the question
edit-title = Rename the scenario

ask-principal = Change who asks
ask-role = Assume role { $role }
ask-add-role = Add role { $role } to the chain
ask-remove-role = Leave out a role
ask-by-api = Assume the role by API
ask-in-console = Switch to the role in the console
# What is changed of the question.
ask-parameter = { $what ->
     [session-name] Change the session name
     [duration] Change the length of the session
     [external-id] Change the external ID
     [source-identity] Change the source identity
     [resource-group] Change the resource group of the question
     [start] Change the time
    *[delay] Change the time between the calls
    }
ask-action = Ask about { $action }
ask-only-assume = Ask only about assuming the role
ask-resource = Change the resources of the question
ask-key = Change { $key }
