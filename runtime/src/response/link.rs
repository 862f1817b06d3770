//! A link of a response that most callers never look at: kept as sent, and read as a URL when somebody asks.

use std::sync::{Arc, OnceLock};

use http::{HeaderMap, HeaderValue};

use super::{Origin, location};
use crate::Url;

/// A header that holds a URL, resolved against the service root and version where it is relative.
#[derive(Debug, Clone, Default)]
pub(crate) struct Link {
    /// The header, and what it answers.
    sent: Option<(HeaderValue, Arc<Origin>)>,
    /// The URL, once it was asked for.
    url: OnceLock<Option<Url>>,
}

impl Link {
    /// The link in the first of these headers that is there.
    pub(crate) fn of(headers: &HeaderMap, names: &[&'static str], origin: &Arc<Origin>) -> Self {
        let sent = names.iter().find_map(|name| headers.get(*name));
        Self { sent: sent.map(|sent| (sent.clone(), Arc::clone(origin))), url: OnceLock::new() }
    }

    /// The URL, if the header is there and is one.
    pub(crate) fn url(&self) -> Option<&Url> {
        let (sent, origin) = self.sent.as_ref()?;
        self.url.get_or_init(|| location::resolve(sent.to_str().ok()?, origin.root.as_str(), &origin.version)).as_ref()
    }
}
