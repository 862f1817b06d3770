//! What a test can ask of the person who signs in with a device's code or a browser, and make them do.

use crate::{Graph, RecordedRequest, device::Verdict};

impl Graph {
    /// The codes of devices that nobody has entered yet.
    #[must_use]
    pub fn device_codes(&self) -> Vec<String> {
        self.state.devices.pending()
    }

    /// The person enters a device's code and signs in. Whether the code is one that can be entered.
    #[must_use = "a code that cannot be entered is a mistake of the test's"]
    pub fn approve_device(&self, user_code: &str) -> bool {
        self.state.devices.enter(user_code, Verdict::Approved)
    }

    /// The person enters a device's code and declines. Whether the code is one that can be entered.
    #[must_use = "a code that cannot be entered is a mistake of the test's"]
    pub fn decline_device(&self, user_code: &str) -> bool {
        self.state.devices.enter(user_code, Verdict::Declined)
    }

    /// The requests to the sign-in page so far, refused ones included, in the order of their arrival.
    #[must_use]
    pub fn sign_in_requests(&self) -> Vec<RecordedRequest> {
        self.state.page.requests()
    }

    /// Whether the person declines on the sign-in page from now on; at first they sign in at once.
    pub fn decline_sign_ins(&self, declines: bool) {
        self.state.page.set_declines(declines);
    }

    /// Makes every authorization code that was not redeemed yet an expired one.
    pub fn expire_authorization_codes(&self) {
        self.state.page.codes.expire_all();
    }
}
