//! The clouds that Graph runs in: where the service is, and where its tokens come from.
//!
//! Facts of the deployments only. What a client does with them is the builder's.

/// A Microsoft cloud: a Graph service and the login service whose tokens it takes. Tokens of one are worthless in another.
///
/// Source: [Graph's national cloud deployments](https://learn.microsoft.com/graph/deployments).
///
/// ```
/// use graph_action::Cloud;
///
/// assert_eq!(Cloud::Global.graph(), "https://graph.microsoft.com");
/// assert_eq!(Cloud::of("https://graph.microsoft.us"), Some(Cloud::UsGovernmentL4));
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Cloud {
    /// The global service; also GCC, the United States government's community cloud.
    #[default]
    Global,
    /// United States Government L4 (GCC High).
    UsGovernmentL4,
    /// United States Government L5 (`DoD`).
    UsGovernmentL5,
    /// China, operated by 21Vianet.
    China,
}

impl Cloud {
    /// All of them.
    const ALL: [Cloud; 4] = [Cloud::Global, Cloud::UsGovernmentL4, Cloud::UsGovernmentL5, Cloud::China];

    /// The service root, without a version.
    #[must_use]
    pub const fn graph(self) -> &'static str {
        match self {
            Cloud::Global => "https://graph.microsoft.com",
            Cloud::UsGovernmentL4 => "https://graph.microsoft.us",
            Cloud::UsGovernmentL5 => "https://dod-graph.microsoft.us",
            Cloud::China => "https://microsoftgraph.chinacloudapi.cn",
        }
    }

    /// The login host, without a tenant.
    #[must_use]
    pub const fn authority(self) -> &'static str {
        match self {
            Cloud::Global => "https://login.microsoftonline.com",
            Cloud::UsGovernmentL4 | Cloud::UsGovernmentL5 => "https://login.microsoftonline.us",
            Cloud::China => "https://login.chinacloudapi.cn",
        }
    }

    /// The scope that stands for all permissions granted to the app in advance.
    #[must_use]
    pub const fn default_scope(self) -> &'static str {
        match self {
            Cloud::Global => "https://graph.microsoft.com/.default",
            Cloud::UsGovernmentL4 => "https://graph.microsoft.us/.default",
            Cloud::UsGovernmentL5 => "https://dod-graph.microsoft.us/.default",
            Cloud::China => "https://microsoftgraph.chinacloudapi.cn/.default",
        }
    }

    /// The cloud with this service root.
    #[must_use]
    pub fn of(service_root: &str) -> Option<Self> {
        let root = service_root.trim_end_matches('/');
        Self::ALL.into_iter().find(|cloud| cloud.graph().eq_ignore_ascii_case(root))
    }
}

#[cfg(test)]
mod tests {
    use super::Cloud;

    #[test]
    fn the_scope_is_the_service_root_with_default() {
        for cloud in Cloud::ALL {
            assert_eq!(cloud.default_scope(), format!("{}/.default", cloud.graph()));
            assert_eq!(Cloud::of(&format!("{}/", cloud.graph())), Some(cloud));
        }
        assert_eq!(Cloud::of("https://graph.example.org"), None);
    }
}
