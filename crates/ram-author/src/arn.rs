//! A `Resource` entry as fields, for a form that builds one.

use ram_catalog::{Catalogue, with_stars};

/// A `Resource` entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ArnForm {
    /// `*`
    Everything,
    /// Five fields.
    Fields(ArnFields),
    /// A text that is no ARN pattern; it is kept until somebody chooses something else.
    Other(String),
}

/// The fields of an ARN pattern. Any of them may hold wildcards.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ArnFields {
    /// RAM code of the service.
    pub service: String,
    /// The region: empty, `*` or an ID.
    pub region: String,
    /// The account: `*` or an ID.
    pub account: String,
    /// What stands before the first slash of the last field, such as `instance`. Services whose last field is a name
    /// at once, such as buckets and objects, have none.
    pub kind: Option<String>,
    /// The rest of the last field.
    pub id: String,
}

/// A type of resource to choose in a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KindChoice {
    /// What the catalogue calls it.
    pub name: String,
    /// [`ArnFields::kind`] for it.
    pub kind: Option<String>,
    /// [`ArnFields::id`] for all of the type.
    pub id: String,
}

impl ArnForm {
    /// Reads an entry.
    pub fn read(text: &str) -> ArnForm {
        if text == "*" {
            return ArnForm::Everything;
        }
        let fields: Vec<&str> = text.splitn(5, ':').collect();
        match fields.as_slice() {
            ["acs", service, region, account, relative_id] => {
                let (kind, id) = split(service, relative_id);
                ArnForm::Fields(ArnFields {
                    service: (*service).to_owned(),
                    region: (*region).to_owned(),
                    account: (*account).to_owned(),
                    kind,
                    id,
                })
            }
            _ => ArnForm::Other(text.to_owned()),
        }
    }

    /// The entry as text; exactly the text that was read, unless a field was changed.
    pub fn text(&self) -> String {
        match self {
            ArnForm::Everything => "*".to_owned(),
            ArnForm::Other(text) => text.clone(),
            ArnForm::Fields(it) => {
                let kind = it.kind.as_ref().map(|kind| format!("{kind}/")).unwrap_or_default();
                format!("acs:{}:{}:{}:{kind}{}", it.service, it.region, it.account, it.id)
            }
        }
    }
}

fn split(service: &str, relative_id: &str) -> (Option<String>, String) {
    match relative_id.split_once('/') {
        Some((kind, id)) if !service.eq_ignore_ascii_case("oss") => (Some(kind.to_owned()), id.to_owned()),
        _ => (None, relative_id.to_owned()),
    }
}

/// The types of resource of a service, as far as their ARNs are known.
pub fn kinds(catalogue: &Catalogue, service: &str) -> Vec<KindChoice> {
    let known = catalogue.service(service).map(|it| it.resource_types.as_slice()).unwrap_or_default();
    let choice = |found: &ram_catalog::ResourceType| {
        let relative_id = found.arn.splitn(5, ':').nth(4)?;
        let (kind, id) = split(service, &with_stars(relative_id));
        Some(KindChoice { name: found.name.clone(), kind, id })
    };
    known.iter().filter_map(choice).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_written_again() {
        for text in [
            "*",
            "",
            "acs:",
            "acs:ecs:*:1:instance/i-1",
            "acs:ecs:*:1:instance/",
            "acs:oss:*:*:b/a/b",
            "acs:log:a:b:p/x/y:z",
            "acs:ram::1:user/张三",
            "arn:x:y:z:w",
            "acs:ecs:*:1:*",
        ] {
            assert_eq!(ArnForm::read(text).text(), text);
        }
    }

    #[test]
    fn fields_are_told_apart() {
        let ArnForm::Fields(it) = ArnForm::read("acs:ecs:cn-hangzhou:1:instance/i-1") else { panic!() };
        assert_eq!((it.region.as_str(), it.kind.as_deref(), it.id.as_str()), ("cn-hangzhou", Some("instance"), "i-1"));
        let ArnForm::Fields(it) = ArnForm::read("acs:oss:*:1:bucket/folder/*") else { panic!() };
        assert_eq!((it.kind, it.id.as_str()), (None, "bucket/folder/*"));
    }
}
