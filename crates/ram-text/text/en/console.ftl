### Switching identity in the console.

console-not-a-user = Only a RAM user can switch identity in the console. Choose a RAM user, or assume the role by API.
# The user has an AccessKey only.
console-no-logon = { $user } has no console access, and so can’t switch identity there. Give { $user } console access, or assume the role by API.
console-has-switched = In the console only a RAM user switches identity; a session goes back first. Assume this role by API, or leave out the role before it.
console-no-such-account = No account has the alias, default domain or ID { $typed }.
console-no-role = Type the name of the role too.
