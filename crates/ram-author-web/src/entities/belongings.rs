//! Forms for what an account owns: resources, buckets and resource groups.

use std::collections::BTreeMap;

use ram_policy::arn::Arn;
use ram_scenario::edit::field::{self, Check};
use ram_scenario::edit::{Edit, Entity, New, fresh};
use ram_scenario::scenario::{DocumentKey, Localized, Resource, ResourceGroup, Scenario};
use ram_text::{Lang, Msg};
use yew::prelude::*;

use super::create::{NewProps, account_field, names};
use super::fields::{field as text, optional, select, sets, some, tick};
use super::form::{Form, first_account};
use super::wish::Made;
use ram_policy_playground::components::text::say;
use ram_policy_playground::state::Tab;

/// A new resource as it is typed. The ARN is the truth; its fields are read from it.
#[derive(Debug, Clone, PartialEq)]
struct ResourceDraft {
    account: String,
    arn: String,
    group: String,
    tags: String,
}

impl ResourceDraft {
    fn edit(&self) -> Edit {
        let resource =
            Resource { arn: self.arn.trim().to_owned(), resource_group: some(&self.group), tags: tags(&self.tags) };
        Edit::Create(Box::new(New::Resource { account: self.account.clone(), resource }))
    }

    /// A field of the ARN: 1 service, 2 region, 4 the resource.
    fn part(&self, number: usize) -> String {
        self.arn.splitn(5, ':').nth(number).unwrap_or_default().to_owned()
    }

    fn set_part(&mut self, number: usize, text: &str) {
        let parts = Vec::from_iter(self.arn.splitn(5, ':'));
        let part = |at: usize| {
            let own = parts.get(at).copied().unwrap_or_default();
            if at == number { text.trim() } else { own }
        };
        self.arn = format!("acs:{}:{}:{}:{}", part(1), part(2), self.account, part(4));
    }

    /// A pasted ARN chooses its account, where the scenario has it.
    fn set_arn(&mut self, scenario: &Scenario, text: String) {
        if let Ok(arn) = Arn::parse(text.trim())
            && scenario.account(arn.account()).is_some()
        {
            self.account = arn.account().to_owned();
        }
        self.arn = text;
    }
}

/// Tags that were typed as `key=value`, one a line.
pub(super) fn tags(text: &str) -> BTreeMap<String, String> {
    pairs(text).into_iter().collect()
}

fn pairs(text: &str) -> Vec<(String, String)> {
    let pair = |line: String| match line.split_once('=') {
        Some((key, value)) => (key.trim().to_owned(), value.trim().to_owned()),
        None => (line, String::new()),
    };
    names(text).into_iter().map(pair).collect()
}

/// Whether each line of tags has a key of its own.
pub(super) fn check_tags(text: &str) -> Check {
    field::tag_keys(pairs(text).iter().map(|(key, _)| key.as_str()))
}

/// The resource groups of an account, and none.
pub(super) fn groups(scenario: &Scenario, account: &str, lang: Lang) -> Vec<(String, String)> {
    let none = (String::new(), Msg::EntityNoGroup.string(lang));
    let groups = scenario.account(account).into_iter().flat_map(|account| &account.resource_groups);
    let groups = groups.map(|group| {
        let name = group.name.as_ref().map(|name| name.get(lang.tag())).filter(|name| !name.is_empty());
        let words = name.map_or_else(|| group.id.clone(), |name| format!("{name} · {}", group.id));
        (group.id.clone(), words)
    });
    [none].into_iter().chain(groups).collect()
}

/// A resource, by the fields of its ARN or by a pasted one.
#[component]
pub fn NewResource(props: &NewProps) -> Html {
    let given = &props.given;
    let (lang, scenario) = (given.lang, &given.scenario);
    let draft = use_state(|| {
        let account = first_account(scenario, props.account.as_ref());
        let arn = match fresh::instance(scenario, &account) {
            New::Resource { resource, .. } => resource.arn,
            _ => String::new(),
        };
        ResourceDraft { account, arn, group: String::new(), tags: String::new() }
    });
    let on_arn = {
        let (draft, scenario) = (draft.clone(), scenario.clone());
        Callback::from(move |text| {
            let mut next = (*draft).clone();
            next.set_arn(&scenario, text);
            draft.set(next);
        })
    };
    let part = |id: &'static str, label: Msg, number: usize| {
        let draft = draft.clone();
        let value = draft.part(number);
        let on_text = Callback::from(move |text: String| {
            let mut next = (*draft).clone();
            next.set_part(number, &text);
            draft.set(next);
        });
        text(id, label, &value, on_text).code()
    };
    let check = field::resource_arn(scenario, &draft.account, draft.arn.trim(), None);
    let entity = Entity::Resource { account: draft.account.clone(), arn: draft.arn.trim().to_owned() };
    let groups = groups(scenario, &draft.account, lang);
    html! {
        <Form given={given.clone()} title={Made::Resource.label().string(lang)} submit={Msg::EntityAdd.string(lang)}
            edit={draft.edit()} then={Tab::Entity(entity)}>
            { account_field(given, &draft.account, sets(&draft, |d: &mut ResourceDraft, v| {
                d.account = v;
                d.group.clear();
                let service = d.part(1);
                d.set_part(1, &service);
            })) }
            { text("new-arn", Msg::EntityArn, &draft.arn, on_arn).check(check).help(Msg::EntityArnHelp).first().code().draw(lang) }
            <div class="form-row">
                { part("new-service", Msg::EntityService, 1).draw(lang) }
                { part("new-region", Msg::EntityRegion, 2).draw(lang) }
                { part("new-resource", Msg::EntityResource, 4).draw(lang) }
            </div>
            if groups.len() > 1 {
                { select("new-group", &Msg::EntityResourceGroup, &groups, &draft.group,
                    sets(&draft, |d: &mut ResourceDraft, v| d.group = v), lang) }
            }
            { text("new-tags", Msg::EntityTags, &draft.tags, sets(&draft, |d: &mut ResourceDraft, v| d.tags = v))
                .check(check_tags(&draft.tags)).help(Msg::EntityTagsHelp).long().code().draw(lang) }
        </Form>
    }
}

/// A new bucket as it is typed.
#[derive(Debug, Clone, PartialEq)]
struct BucketDraft {
    account: String,
    name: String,
    region: String,
    has_policy: bool,
}

impl BucketDraft {
    fn arn(&self) -> String {
        format!("acs:oss:{}:{}:{}", self.region.trim(), self.account, self.name.trim())
    }

    fn edit(&self) -> Edit {
        let resource = Resource { arn: self.arn(), ..Resource::default() };
        let create = Edit::Create(Box::new(New::Resource { account: self.account.clone(), resource }));
        if !self.has_policy {
            return create;
        }
        let policy = Edit::Create(Box::new(fresh::bucket_policy(&self.account, self.name.trim())));
        Edit::All(vec![create, policy])
    }

    fn then(&self) -> Tab {
        let (account, bucket) = (self.account.clone(), self.name.trim().to_owned());
        if self.has_policy {
            Tab::Document(DocumentKey::Bucket { account, bucket })
        } else {
            Tab::Entity(Entity::Resource { account, arn: self.arn() })
        }
    }
}

/// An OSS bucket, with a bucket policy if wanted.
#[component]
pub fn NewBucket(props: &NewProps) -> Html {
    let given = &props.given;
    let (lang, scenario) = (given.lang, &given.scenario);
    let draft = use_state(|| {
        let account = first_account(scenario, props.account.as_ref());
        let arn = match fresh::bucket(scenario, &account) {
            New::Resource { resource, .. } => Arn::parse(&resource.arn).ok(),
            _ => None,
        };
        let (region, name) = arn.map(|arn| (arn.region().to_owned(), arn.relative_id().to_owned())).unwrap_or_default();
        BucketDraft { account, name, region, has_policy: true }
    });
    let name = draft.name.trim();
    html! {
        <Form given={given.clone()} title={Made::Bucket.label().string(lang)} submit={Msg::EntityCreate.string(lang)}
            edit={field::region(draft.region.trim()).is_ok().then(|| draft.edit())} then={draft.then()}>
            { account_field(given, &draft.account, sets(&draft, |d: &mut BucketDraft, v| d.account = v)) }
            { text("new-name", Msg::EntityBucketName, &draft.name, sets(&draft, |d: &mut BucketDraft, v| d.name = v))
                .check(field::bucket_name(scenario, &draft.account, name, None)
                    .and_then(|()| field::resource_arn(scenario, &draft.account, &draft.arn(), None)))
                .first().code().draw(lang) }
            { text("new-region", Msg::EntityRegion, &draft.region, sets(&draft, |d: &mut BucketDraft, v| d.region = v))
                .check(field::region(draft.region.trim())).code().draw(lang) }
            { tick("new-policy", say(&Msg::EntityWithBucketPolicy, lang), draft.has_policy,
                sets(&draft, |d: &mut BucketDraft, v| d.has_policy = v)) }
        </Form>
    }
}

/// A new resource group as it is typed.
#[derive(Debug, Clone, PartialEq)]
struct ResourceGroupDraft {
    account: String,
    id: String,
    name: String,
}

/// A resource group.
#[component]
pub fn NewResourceGroup(props: &NewProps) -> Html {
    let given = &props.given;
    let (lang, scenario) = (given.lang, &given.scenario);
    let draft = use_state(|| {
        let account = first_account(scenario, props.account.as_ref());
        let id = match fresh::resource_group(scenario, &account) {
            New::ResourceGroup { group, .. } => group.id,
            _ => String::new(),
        };
        ResourceGroupDraft { account, id, name: String::new() }
    });
    let id = draft.id.trim().to_owned();
    let group = ResourceGroup { id: id.clone(), name: some(&draft.name).map(Localized::One) };
    let edit = Edit::Create(Box::new(New::ResourceGroup { account: draft.account.clone(), group }));
    let entity = Entity::ResourceGroup { account: draft.account.clone(), id: id.clone() };
    html! {
        <Form given={given.clone()} title={Made::ResourceGroup.label().string(lang)}
            submit={Msg::EntityCreate.string(lang)} {edit} then={Tab::Entity(entity)}>
            { account_field(given, &draft.account, sets(&draft, |d: &mut ResourceGroupDraft, v| d.account = v)) }
            { text("new-id", Msg::EntityGroupId, &draft.id, sets(&draft, |d: &mut ResourceGroupDraft, v| d.id = v))
                .check(field::resource_group_id(scenario, &draft.account, &id, None)).first().code().draw(lang) }
            { text("new-name", Msg::EntityDisplayName, &draft.name, sets(&draft, |d: &mut ResourceGroupDraft, v| d.name = v))
                .check(optional(&draft.name, field::display_name)).draw(lang) }
        </Form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = "1234567890123456";

    fn scenario() -> Scenario {
        ram_scenario::examples::example("partner-operations").unwrap().scenario()
    }

    #[test]
    fn the_fields_of_an_arn_and_the_arn_stay_in_step() {
        let mut draft = ResourceDraft {
            account: A.to_owned(),
            arn: "acs:ecs:cn-hangzhou:1:instance/i-1".to_owned(),
            group: String::new(),
            tags: String::new(),
        };
        draft.set_part(4, "disk/d:1");
        assert_eq!(draft.arn, format!("acs:ecs:cn-hangzhou:{A}:disk/d:1"));
        assert_eq!((draft.part(1), draft.part(4)), ("ecs".to_owned(), "disk/d:1".to_owned()));
        let foreign = scenario().accounts[1].id.clone();
        draft.set_arn(&scenario(), format!("acs:rds:cn-beijing:{foreign}:dbinstance/rm-1"));
        assert_eq!((draft.account.clone(), draft.part(1)), (foreign, "rds".to_owned()));
        draft.set_arn(&scenario(), "acs".to_owned());
        assert_eq!(draft.arn, "acs");
        draft.set_part(1, "ecs");
        assert!(draft.arn.starts_with("acs:ecs::"), "{}", draft.arn);
    }

    #[test]
    fn tags_are_typed_one_a_line() {
        let read = tags("env = prod\nowner=a=b\n\nbare");
        assert_eq!(read.get("env").map(String::as_str), Some("prod"));
        assert_eq!(read.get("owner").map(String::as_str), Some("a=b"));
        assert_eq!(read.get("bare").map(String::as_str), Some(""));
        assert!(check_tags("=x").is_err() && check_tags("a=x").is_ok());
        // R4.41: letters of another case make another key.
        assert!(check_tags("env=prod\nEnv=prod\n").is_ok());
        let twice = check_tags("env=prod\nowner=ops\n env = test").unwrap_err();
        assert_eq!(twice.rule, Some("R4.51"));
        assert_eq!(twice.message.string(Lang::En), "The tag env stands here twice, and a tag has one value.");
    }

    #[test]
    fn a_bucket_comes_with_its_policy() {
        let draft = BucketDraft {
            account: A.to_owned(),
            name: "logs".to_owned(),
            region: "oss-cn-hangzhou".to_owned(),
            has_policy: true,
        };
        let after = draft.edit().apply(&scenario()).unwrap();
        assert!(after.resource_policies.iter().any(|policy| policy.account == A && policy.bucket == "logs"));
        let alone = BucketDraft { has_policy: false, ..draft };
        assert!(alone.edit().apply(&scenario()).unwrap().resource_policies.is_empty());
        assert!(alone.then().entity().is_some());
    }
}
