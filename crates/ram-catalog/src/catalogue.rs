//! The action catalogue: services, actions, resource types. `data/README.md` describes the file, which holds more.

use ram_json::{Node, Read, Reading, Span, Value, parse, readable};

use crate::search;

/// What is known about the services of Alibaba Cloud. Not complete, and not all of it official: an action that is
/// missing here may exist, and pickers accept any text.
#[derive(Debug)]
pub struct Catalogue {
    /// The services, the most used first.
    pub services: Vec<Service>,
    /// The regions, by ID.
    pub regions: Vec<Region>,
    index: search::Index,
}

/// A service, as the part of an action before the colon names it.
#[derive(Debug)]
pub struct Service {
    /// The part before the colon, such as `ecs`.
    pub code: String,
    /// The name of the product in English.
    pub name: String,
    /// The name of the product in Chinese, where known.
    pub name_zh: Option<String>,
    /// Whether its permissions can name resources; `None` if not known.
    pub resource_level_support: Option<bool>,
    /// How its actions are called; absent if there are none.
    pub action_naming: Naming,
    /// The condition keys of its own.
    pub condition_keys: Vec<ConditionKey>,
    /// The actions, by name.
    pub actions: Vec<Action>,
    /// The resource types whose ARN is known.
    pub resource_types: Vec<ResourceType>,
}

/// An action of a service.
#[derive(Debug)]
pub struct Action {
    /// The name without the service, such as `StopInstance`.
    pub name: String,
    /// What it does to the resource.
    pub access: Access,
    /// The resource types that it can be limited to: a type of this service, `code:Type` of another, or `*` where it
    /// can't be limited. Empty if not known.
    pub resource_types: Vec<String>,
    /// The condition keys of its service that its requests carry. Empty if not known.
    pub condition_keys: Vec<String>,
    /// Whether an official authorization table has it. If not, it is the name of an API or was seen in a policy.
    pub verified: bool,
    /// Whether it is marked as deprecated.
    pub deprecated: bool,
}

/// How a service calls its actions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naming {
    /// By its APIs, so that a name that is no API is very likely wrong.
    Api,
    /// By names of its own.
    Own,
    /// Not known.
    Assumed,
}

/// A condition key of a service.
#[derive(Debug)]
pub struct ConditionKey {
    /// With the service, such as `ecs:InstanceType`; `<tag-key>` stands for the name of a tag.
    pub key: String,
    /// What its values are.
    pub kind: KeyType,
}

/// What the values of a condition key are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyType {
    /// `true` or `false`.
    Boolean,
    /// A number.
    Number,
    /// An instant.
    Date,
    /// An address.
    Ip,
    /// Any text.
    String,
}

/// A region.
#[derive(Debug)]
pub struct Region {
    /// Such as `cn-hangzhou`.
    pub id: String,
    /// Its name in English.
    pub name: String,
    /// Its name in Chinese.
    pub name_zh: String,
}

/// What an action does, in the classes of the authorization tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Lists resources.
    List,
    /// Reads one resource.
    Get,
    /// Makes one.
    Create,
    /// Changes one.
    Update,
    /// Removes one.
    Delete,
    /// Not classified.
    None,
}

/// The three classes that people think in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccessLevel {
    /// Lists resources.
    List,
    /// Reads a resource.
    Read,
    /// Makes, changes or removes a resource.
    Write,
}

/// A kind of resource.
#[derive(Debug)]
pub struct ResourceType {
    /// The name, such as `Instance`.
    pub name: String,
    /// The pattern of its ARNs, such as `acs:ecs:{region}:{account}:instance/{instanceId}`. A `*` in the place of the
    /// region is how the documentation writes it, not what every request has.
    pub arn: String,
}

/// An action together with its service.
#[derive(Clone, Copy, Debug)]
pub struct ActionRef<'a> {
    /// The service.
    pub service: &'a Service,
    /// The action.
    pub action: &'a Action,
}

struct File {
    schema: u64,
    services: Vec<Service>,
    regions: Vec<Region>,
}

// What of the file is read; it holds more.
readable!(File { schema, services, regions });
readable!(Service {
    code,
    name,
    name_zh,
    resource_level_support,
    action_naming,
    condition_keys,
    actions,
    resource_types
});
readable!(Action { name, access, resource_types, condition_keys, verified, deprecated });
readable!(ResourceType { name, arn });
readable!(ConditionKey { key, kind as "type" });
readable!(Region { id, name, name_zh });

/// A class that is not known counts as none.
impl Read for Access {
    fn read(node: &Node, _: &mut Reading) -> Access {
        match &node.value {
            Value::String(name) => Access::of(name),
            _ => Access::None,
        }
    }

    fn absent() -> Option<Access> {
        Some(Access::None)
    }
}

/// A way that is not known counts as none.
impl Read for Naming {
    fn read(node: &Node, _: &mut Reading) -> Naming {
        match &node.value {
            Value::String(name) if name == "api" => Naming::Api,
            Value::String(name) if name == "own" => Naming::Own,
            _ => Naming::Assumed,
        }
    }

    fn absent() -> Option<Naming> {
        Some(Naming::Assumed)
    }
}

/// A type that is not known counts as text.
impl Read for KeyType {
    fn read(node: &Node, _: &mut Reading) -> KeyType {
        match &node.value {
            Value::String(name) => match &**name {
                "Boolean" => KeyType::Boolean,
                "Number" => KeyType::Number,
                "Date" => KeyType::Date,
                "IP" => KeyType::Ip,
                _ => KeyType::String,
            },
            _ => KeyType::String,
        }
    }
}

impl Catalogue {
    /// Reads the file `actions.json`. The error is a sentence for developers.
    pub fn parse(json: &str) -> Result<Catalogue, String> {
        let unreadable = |place: Span| format!("the action catalogue can't be read: see its byte {}", place.start);
        let root = parse(json).map_err(|error| unreadable(error.span))?;
        let mut reading = Reading::lenient();
        let File { schema, services, regions } = Read::read(&root, &mut reading);
        if let Some((place, _)) = reading.fault {
            return Err(unreadable(place));
        }
        if schema != 1 {
            return Err(format!("the action catalogue has schema {schema}, not 1"));
        }
        let index = search::Index::new(&services);
        Ok(Catalogue { services, regions, index })
    }

    /// At most `limit` actions that fit what somebody has typed so far, the best first: those that begin with it (`ecs:St`),
    /// those whose name does (`Stop`), those with words that begin with the words typed (`inst stop`), those that have it
    /// anywhere. Letters' case doesn't count. Among equals the order of the catalogue holds, deprecated actions last. An
    /// empty query lists the catalogue from its beginning.
    pub fn actions_matching(&self, query: &str, limit: usize) -> Vec<ActionRef<'_>> {
        let found = self.index.find(query, limit);
        found.into_iter().filter_map(|place| self.at(place)).collect()
    }

    /// All actions as policies write them, such as `ecs:StopInstance`, in the order of the catalogue.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.index.names()
    }

    /// The action called `name`, such as `ecs:StopInstance`, in any case of letters. `None` for patterns too.
    pub fn action(&self, name: &str) -> Option<ActionRef<'_>> {
        let (code, name) = name.split_once(':')?;
        let service = self.service(code)?;
        let action = service.actions.iter().find(|action| action.name.eq_ignore_ascii_case(name))?;
        Some(ActionRef { service, action })
    }

    /// The service with this code, in any case of letters.
    pub fn service(&self, code: &str) -> Option<&Service> {
        self.services.iter().find(|service| service.code.eq_ignore_ascii_case(code))
    }

    /// The resource types that an action can be limited to, as far as their ARNs are known.
    pub fn resource_types<'a>(&'a self, action: ActionRef<'a>) -> impl Iterator<Item = &'a ResourceType> {
        action.action.resource_types.iter().filter_map(move |name| {
            let (service, name) = match name.split_once(':') {
                Some((code, name)) => (self.service(code)?, name),
                None => (action.service, name.as_str()),
            };
            service.resource_types.iter().find(|kind| kind.name == name)
        })
    }

    fn at(&self, place: search::Place) -> Option<ActionRef<'_>> {
        let service = self.services.get(usize::from(place.service))?;
        let action = service.actions.get(usize::from(place.action))?;
        Some(ActionRef { service, action })
    }
}

impl ActionRef<'_> {
    /// The action as a policy writes it, such as `ecs:StopInstance`.
    pub fn full_name(&self) -> String {
        format!("{}:{}", self.service.code, self.action.name)
    }
}

impl ResourceType {
    /// Its ARNs as a `Resource` entry would write them: `acs:ecs:*:*:instance/*`.
    pub fn pattern(&self) -> String {
        with_stars(&self.arn)
    }
}

/// `instance/{instanceId}` → `instance/*`
pub fn with_stars(template: &str) -> String {
    let mut text = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, behind)) = rest.split_once('{') {
        text.push_str(before);
        text.push('*');
        rest = behind.split_once('}').map_or("", |(_, behind)| behind);
    }
    text.push_str(rest);
    text
}

impl Access {
    fn of(name: &str) -> Access {
        match name {
            "list" => Access::List,
            "get" => Access::Get,
            "create" => Access::Create,
            "update" => Access::Update,
            "delete" => Access::Delete,
            _ => Access::None,
        }
    }

    /// The wider class, if it is classified.
    pub fn level(self) -> Option<AccessLevel> {
        match self {
            Access::List => Some(AccessLevel::List),
            Access::Get => Some(AccessLevel::Read),
            Access::Create | Access::Update | Access::Delete => Some(AccessLevel::Write),
            Access::None => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_no_catalogue_is_an_error() {
        assert!(Catalogue::parse("").unwrap_err().starts_with("the action catalogue can't be read: "));
        let newer = r#"{"schema":2,"services":[]}"#;
        assert_eq!(Catalogue::parse(newer).unwrap_err(), "the action catalogue has schema 2, not 1");
    }

    #[test]
    fn unknown_access_and_fields_are_let_through() {
        let json = r#"{"schema":1,"more":1,
            "services":[{"code":"x","name":"X","actions":[{"name":"Do","access":"new"}]}]}"#;
        let catalogue = Catalogue::parse(json).unwrap();
        assert_eq!(catalogue.action("x:Do").unwrap().action.access, Access::None);
    }

    #[test]
    fn access_has_three_levels() {
        assert_eq!(Access::List.level(), Some(AccessLevel::List));
        assert_eq!(Access::Get.level(), Some(AccessLevel::Read));
        assert_eq!(Access::Delete.level(), Some(AccessLevel::Write));
        assert_eq!(Access::None.level(), None);
    }
}
