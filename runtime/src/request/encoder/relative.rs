//! The request of an action to a service that is not known yet, as an item of a batch is: all but scheme, host and version.
//! What only the service can tell, whether a resource is one of its own, is told later, and never forgotten.

use bytes::Bytes;
use http::Method;

use super::Encoder;
use crate::error::{Error, Problem};
use crate::request::ResourcePath;
use crate::{Action, Result};

/// What an encoder knows of the service.
#[derive(Debug)]
pub(super) enum Service {
    /// Its root stands before the path.
    Known,
    /// Nothing; and the resource that the path begins with, where it came with a host: the field, and the path.
    Unknown(Option<(Option<&'static str>, ResourcePath)>),
}

/// A request below a service and version that are not known yet.
#[derive(Debug)]
pub(crate) struct Relative {
    /// The request; its address is a path and a query.
    pub(crate) request: http::Request<Bytes>,
    /// The resource that the path begins with, where the service has to be its host.
    resource: Option<(Option<&'static str>, ResourcePath)>,
}

impl Encoder {
    /// The request of an action, below whichever service it is sent to.
    pub(crate) fn relative<A: Action>(action: &A) -> Result<Relative> {
        let mut encoder = Self::at("", "");
        encoder.url.clear();
        encoder.service = Service::Unknown(None);
        action.encode(&mut encoder);
        encoder.into_relative(&A::METHOD).map_err(|problem| Error::refused(problem, A::METHOD, A::PATH))
    }

    /// The request, or what was wrong first.
    fn into_relative(mut self, method: &Method) -> std::result::Result<Relative, Problem> {
        let resource = match std::mem::replace(&mut self.service, Service::Known) {
            Service::Unknown(resource) => resource,
            Service::Known => None,
        };
        Ok(Relative { request: self.finish(method)?, resource })
    }
}

impl Relative {
    /// The path and query below the service at `root` and its version; refused where they begin with a resource of another
    /// host.
    pub(crate) fn url(&self, root: &str) -> std::result::Result<String, Problem> {
        let url = self.request.uri().to_string();
        let Some((field, resource)) = &self.resource else { return Ok(url) };
        match (resource.below(root), url.strip_prefix(resource.as_str())) {
            (Some(below), Some(rest)) => Ok(format!("{below}{rest}")),
            _ => Err(match field {
                Some(field) => Problem::other_host().within(field),
                None => Problem::other_host(),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Accepts an event, wherever that is.
    struct Accept(ResourcePath);

    impl Action for Accept {
        const METHOD: Method = Method::POST;
        const PATH: &'static str = "<event>/accept";
        type Response = ();

        fn encode(&self, request: &mut Encoder) {
            request.resource("event", &self.0);
            request.text("/accept");
        }
    }

    #[test]
    fn a_resource_is_judged_when_the_service_is_known() {
        for (resource, root, url) in [
            ("/me/events/a%2Fb", "https://graph.microsoft.com", Ok("/me/events/a%2Fb/accept")),
            ("https://graph.microsoft.com/v1.0/me/events/a", "https://graph.microsoft.com", Ok("/me/events/a/accept")),
            ("https://gateway.example/graph/v1.0/me/a", "https://gateway.example/graph", Ok("/me/a/accept")),
            (
                "https://graph.microsoft.us/v1.0/me/a",
                "https://graph.microsoft.com",
                Err("`event` is a resource of another"),
            ),
        ] {
            let relative = Encoder::relative(&Accept(ResourcePath::try_from(resource).unwrap())).unwrap();
            let found = relative.url(root).map_err(|problem| Error::refused(problem, Accept::METHOD, Accept::PATH));
            match (found, url) {
                (Ok(found), Ok(url)) => assert_eq!(found, url),
                (Err(error), Err(words)) => assert!(error.to_string().contains(words), "{error}"),
                (found, _) => panic!("{resource}: {found:?}"),
            }
        }
    }
}
