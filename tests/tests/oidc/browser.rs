//! A person with a browser: pages, redirects, cookies, and the forms that the provider shows.

use std::collections::HashMap;
use std::time::Duration;

use tokio::sync::mpsc;
use url::{Url, form_urlencoded};

/// What the person wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Will {
    /// To sign in, and to let the program act for them.
    Allow,
    /// The same, but the browser brings the answer when codes for the hasty have expired.
    AllowLate,
    /// Nothing of the kind.
    Deny,
}

/// A page that a browser ended at.
#[derive(Debug)]
pub(crate) struct Page {
    /// Its address.
    pub(crate) url: Url,
    /// What it says.
    pub(crate) html: String,
}

impl Page {
    /// The value of an input of its form.
    fn input(&self, name: &str) -> Option<&str> {
        let (_, behind) = self.html.split_once(&format!("name=\"{name}\" value=\""))?;
        behind.split('"').next()
    }
}

/// A browser that nobody has signed in with.
pub(crate) struct Browser {
    http: reqwest::Client,
    cookies: HashMap<String, String>,
    /// How long it takes to go from one host to another.
    hesitation: Duration,
}

impl Browser {
    pub(crate) fn new() -> Self {
        let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().build().unwrap();
        Self { http, cookies: HashMap::new(), hesitation: Duration::ZERO }
    }

    /// Opens a page, wherever that leads.
    pub(crate) async fn open(&mut self, url: Url) -> Page {
        self.follow(self.http.get(url.clone()), url).await
    }

    /// Sends a form, and opens what comes of it.
    async fn submit(&mut self, url: Url, fields: &[(&str, &str)]) -> Page {
        let form = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request =
            self.http.post(url.clone()).header("content-type", "application/x-www-form-urlencoded").body(form);
        self.follow(request, url).await
    }

    /// Sends a request, and follows redirects to their end.
    async fn follow(&mut self, mut request: reqwest::RequestBuilder, mut url: Url) -> Page {
        loop {
            let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            let response = request.header("cookie", cookies.join("; ")).send().await.unwrap();
            for cookie in response.headers().get_all("set-cookie") {
                let pair = cookie.to_str().unwrap().split(';').next().unwrap();
                let (name, value) = pair.split_once('=').unwrap();
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
            let Some(location) = response.headers().get("location") else {
                return Page { url, html: response.text().await.unwrap() };
            };
            let next = url.join(location.to_str().unwrap()).unwrap();
            if next.origin() != url.origin() {
                tokio::time::sleep(self.hesitation).await;
            }
            url = next;
            request = self.http.get(url.clone());
        }
    }

    /// Signs in where a page asks for it, until no page does any more.
    pub(crate) async fn sign_in(&mut self, mut page: Page, will: Will) -> Page {
        while page.url.path().starts_with("/interaction/") {
            page = if will == Will::Deny {
                let abort = page.url.join(&format!("{}/abort", page.url.path())).unwrap();
                self.open(abort).await
            } else if page.input("prompt") == Some("login") {
                self.submit(page.url, &[("prompt", "login"), ("login", "adele"), ("password", "any")]).await
            } else {
                self.submit(page.url, &[("prompt", "consent")]).await
            };
        }
        page
    }

    /// Enters a device's code: the address has it in it.
    pub(crate) async fn enter_code(&mut self, url: &str, will: Will) -> Page {
        let page = self.open(url.parse().unwrap()).await;
        let (xsrf, code) = (page.input("xsrf").unwrap().to_owned(), page.input("user_code").unwrap().to_owned());
        let fields = [("xsrf", &*xsrf), ("user_code", &*code), ("confirm", "yes")];
        let page = self.submit(page.url, &fields).await;
        self.sign_in(page, will).await
    }
}

/// Opens addresses in a new browser each, and tells what page each ended at. `change` may change the address.
pub(crate) fn opener(
    will: Will,
    change: impl Fn(Url) -> Url + Send + Sync + 'static,
) -> (impl Fn(&Url) -> std::io::Result<()> + Send + Sync, mpsc::UnboundedReceiver<Page>) {
    let (sender, receiver) = mpsc::unbounded_channel();
    let open = move |url: &Url| {
        let (url, sender) = (change(url.clone()), sender.clone());
        tokio::spawn(async move {
            let mut browser = Browser::new();
            if will == Will::AllowLate {
                browser.hesitation = Duration::from_millis(2500);
            }
            let page = browser.open(url).await;
            let _ = sender.send(browser.sign_in(page, will).await);
        });
        Ok(())
    };
    (open, receiver)
}
