//! The policies that Alibaba Cloud itself makes and upgrades.

/// A policy of Alibaba Cloud's own, which customers can attach but not edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SystemPolicy {
    /// The name, as in an attachment.
    pub name: &'static str,
    /// The policy document, laid out with an indent of two spaces, as it is shown.
    pub document: &'static str,
    /// The version, such as `v3`, where known.
    pub version: Option<&'static str>,
    /// The day of the last update, such as `2025-12-12`, where known.
    pub updated: Option<&'static str>,
    /// The day on which the document was published in this form, where the day of the last update is not known.
    pub seen: Option<&'static str>,
    /// How far the document is what Alibaba Cloud uses today.
    pub fidelity: Fidelity,
    /// The public page that it was taken from.
    pub source: &'static str,
}

/// How far a document is what Alibaba Cloud uses today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fidelity {
    /// The whole document, as on the public reference page of the policy.
    Official,
    /// The whole document, as on an older official page; today's may have more statements.
    OfficialOlder,
    /// The first statements of the official document.
    Partial,
    /// No public copy was found: the core statement that the documentation describes in prose.
    Reconstructed,
}

static SYSTEM_POLICIES: &[SystemPolicy] = include!(concat!(env!("OUT_DIR"), "/system_policies.rs"));

static FULL_ALIYUN_ACCESS: SystemPolicy = SystemPolicy {
    name: "FullAliyunAccess",
    document: include_str!("../data/control-policies/FullAliyunAccess.json"),
    version: None,
    updated: None,
    seen: None,
    fidelity: Fidelity::Reconstructed,
    source: "https://www.alibabacloud.com/help/en/resource-management/resource-directory/user-guide/control-policy-overview",
};

/// The system policy called `name`, in exactly these letters.
pub fn system_policy(name: &str) -> Option<&'static SystemPolicy> {
    let place = SYSTEM_POLICIES.binary_search_by(|policy| policy.name.cmp(name)).ok()?;
    SYSTEM_POLICIES.get(place)
}

/// All system policies, sorted by name.
pub fn system_policies() -> impl Iterator<Item = &'static SystemPolicy> {
    SYSTEM_POLICIES.iter()
}

/// The predefined control policy called `name`: `FullAliyunAccess`, the only one there is. It is attached to folders and
/// members of a resource directory, never to an identity.
pub fn control_policy(name: &str) -> Option<&'static SystemPolicy> {
    (name == FULL_ALIYUN_ACCESS.name).then_some(&FULL_ALIYUN_ACCESS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_is_found_by_its_exact_name() {
        assert_eq!(system_policy("AliyunVPCFullAccess").unwrap().version, Some("v12"));
        assert_eq!(system_policy("aliyunvpcfullaccess"), None);
        assert_eq!(system_policy(""), None);
    }

    #[test]
    fn every_listed_policy_is_found_and_sorted() {
        let names = Vec::from_iter(system_policies().map(|policy| policy.name));
        assert_eq!(names.len(), 72);
        assert!(names.is_sorted_by(|a, b| a < b));
        assert!(system_policies().all(|policy| system_policy(policy.name) == Some(policy)));
    }

    #[test]
    fn every_document_is_a_policy_with_statements() {
        for policy in system_policies().chain(control_policy("FullAliyunAccess")) {
            let document: serde_json::Value = serde_json::from_str(policy.document).unwrap();
            assert_eq!(document["Version"], "1", "{}", policy.name);
            assert!(!document["Statement"].as_array().unwrap().is_empty(), "{}", policy.name);
            let laid_out = serde_json::to_string_pretty(&document).unwrap() + "\n";
            assert_eq!(policy.document, laid_out, "{}", policy.name);
        }
    }

    #[test]
    fn every_document_is_listed() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/system-policies");
        let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let mut names = Vec::from_iter(
            paths
                .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
                .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
                .filter(|name| name != "index"),
        );
        names.sort();
        assert_eq!(names, Vec::from_iter(system_policies().map(|policy| policy.name)));
    }

    #[test]
    fn an_official_document_has_its_version_and_day() {
        for policy in system_policies() {
            let is_dated = policy.version.is_some() && policy.updated.is_some();
            match policy.fidelity {
                Fidelity::Official | Fidelity::Partial => assert!(is_dated, "{}", policy.name),
                Fidelity::OfficialOlder => {
                    assert!(policy.seen.is_some() && policy.updated.is_none(), "{}", policy.name);
                }
                Fidelity::Reconstructed => {
                    assert!(!is_dated && policy.seen.is_none(), "{}", policy.name);
                }
            }
        }
    }

    #[test]
    fn the_control_policy_is_no_system_policy() {
        assert!(control_policy("FullAliyunAccess").is_some());
        assert_eq!(control_policy("AdministratorAccess"), None);
        assert_eq!(system_policy("FullAliyunAccess"), None);
    }
}
