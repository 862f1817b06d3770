//! OData's own query options, for actions that list or read.

use serde::ser::{Serialize, SerializeMap, Serializer};

/// OData's query options, for a field with `#[graph(query_all)]`.
///
/// Values are percent-encoded when the request is written: say them as they are read, with spaces, `+`, `#` and `&`. A text
/// that comes from outside goes through [`quoted`] into a filter.
///
/// ```
/// # use graph_action::{Action, Page, graph_action, graph_type};
/// use graph_action::odata::{Query, quoted};
///
/// # #[graph_type] struct User { id: Option<String> }
/// #[graph_action(GET "/users" -> Page<User>)]
/// struct ListUsers {
///     #[graph(query_all)]
///     query: Query,
///     #[graph(header = "ConsistencyLevel")]
///     consistency: Option<&'static str>,
/// }
///
/// let query = Query::new().select(["id", "displayName"]).filter(format!("surname eq {}", quoted("O'Neil"))).top(5).count(true);
/// let request = ListUsers { query, consistency: Some("eventual") }.request("https://graph.microsoft.com")?;
/// assert_eq!(
///     request.uri().query(),
///     Some("$select=id,displayName&$filter=surname%20eq%20'O''Neil'&$top=5&$count=true"),
/// );
/// # Ok::<(), graph_action::Error>(())
/// ```
///
/// Source: [query parameters](https://learn.microsoft.com/graph/query-parameters).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// The options in the order in which they were first said.
    options: Vec<(String, String)>,
}

/// A text as a literal of a filter: in quotes, and quotes in it doubled.
///
/// ```
/// assert_eq!(graph_action::odata::quoted("O'Neil"), "'O''Neil'");
/// ```
#[must_use]
pub fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

impl Query {
    /// No options.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// `$select`: the properties wanted; added to those said before.
    #[must_use]
    pub fn select<T: Into<String>>(self, properties: impl IntoIterator<Item = T>) -> Self {
        self.list("$select", properties)
    }

    /// `$expand`: related resources to be included, with options of their own in parentheses; added to those said before.
    #[must_use]
    pub fn expand<T: Into<String>>(self, properties: impl IntoIterator<Item = T>) -> Self {
        self.list("$expand", properties)
    }

    /// `$orderby`: what to sort by, `"receivedDateTime desc"`; added to what was said before.
    #[must_use]
    pub fn order_by<T: Into<String>>(self, properties: impl IntoIterator<Item = T>) -> Self {
        self.list("$orderby", properties)
    }

    /// `$filter`: a condition; one said before must hold as well.
    #[must_use]
    pub fn filter(self, condition: impl Into<String>) -> Self {
        self.merge("$filter", condition.into(), |before, new| format!("({before}) and ({new})"))
    }

    /// `$search`: words to look for, as Graph wants them, mostly in double quotes: `"\"pizza\""`.
    #[must_use]
    pub fn search(self, words: impl Into<String>) -> Self {
        self.option("$search", words)
    }

    /// `$top`: the most items of a page.
    #[must_use]
    pub fn top(self, items: u32) -> Self {
        self.option("$top", items.to_string())
    }

    /// `$skip`: how many items to leave out at the start.
    #[must_use]
    pub fn skip(self, items: u32) -> Self {
        self.option("$skip", items.to_string())
    }

    /// `$count`: whether to count the whole collection.
    #[must_use]
    pub fn count(self, count: bool) -> Self {
        self.option("$count", count.to_string())
    }

    /// Any other option, `$format` or one of the operation's own; it goes before what was said of it earlier.
    #[must_use]
    pub fn option(self, name: impl AsRef<str>, value: impl Into<String>) -> Self {
        self.merge(name.as_ref(), value.into(), |_, new| new)
    }

    /// A list that grows.
    fn list<T: Into<String>>(self, name: &str, items: impl IntoIterator<Item = T>) -> Self {
        let items: Vec<String> = items.into_iter().map(Into::into).collect();
        if items.is_empty() {
            return self;
        }
        self.merge(name, items.join(","), |before, new| format!("{before},{new}"))
    }

    /// Adds an option, or merges it with what was said of it before.
    fn merge(mut self, name: &str, value: String, merge: impl FnOnce(&str, String) -> String) -> Self {
        match self.options.iter_mut().find(|(known, _)| known == name) {
            Some((_, before)) => *before = merge(before, value),
            None => self.options.push((name.to_owned(), value)),
        }
        self
    }
}

impl Serialize for Query {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.options.len()))?;
        for (name, value) in &self.options {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::Query;

    #[test]
    fn what_is_said_twice_is_merged_as_each_option_means_it() {
        let query = Query::new().select(["a"]).filter("x eq 1").top(1).select(["b", "c"]).filter("y eq 2").top(2);
        let query = query.select([""; 0]).order_by(["a desc"]).expand(["m($select=id)"]).search("\"q\"").skip(3);
        assert_eq!(
            serde_json::to_string(&query).unwrap(),
            r#"{"$select":"a,b,c","$filter":"(x eq 1) and (y eq 2)","$top":"2","$orderby":"a desc","$expand":"m($select=id)","$search":"\"q\"","$skip":"3"}"#
        );
    }
}
