//! The orders that the service knows: no item depends on another; each depends on the one before it; all that depend on one
//! depend on the same one. Whatever else `dependsOn` says is a `400` for the whole.

use super::{envelope::Item, same_id};
use crate::error::Fault;

/// Refuses an order that is none of the three.
pub(super) fn judge(items: &[Item]) -> Result<(), Fault> {
    for (index, item) in items.iter().enumerate() {
        for id in &item.depends_on {
            if !items.iter().take(index).any(|earlier| same_id(&earlier.id, id)) {
                let message =
                    format!("Invalid batch step '{}': it depends on '{id}', which is no step before it.", item.id);
                return Err(Fault::bad_request(message));
            }
        }
    }
    if is_same(items) || is_serial(items) {
        Ok(())
    } else {
        Err(Fault::bad_request("The dependencies of a batch have to be parallel, serial or all the same."))
    }
}

/// Whether all that depend on something depend on the same, or nothing does.
fn is_same(items: &[Item]) -> bool {
    let mut orders = items.iter().map(|item| &item.depends_on).filter(|order| !order.is_empty());
    let Some(first) = orders.next() else { return true };
    let is_hub = |item: &Item| first.iter().any(|id| same_id(id, &item.id));
    let hubs_are_free = items.iter().filter(|item| is_hub(item)).all(|hub| hub.depends_on.is_empty());
    hubs_are_free
        && orders.all(|order| order.len() == first.len() && order.iter().zip(first).all(|(a, b)| same_id(a, b)))
}

/// Whether each item depends on the one before it, and on nothing else.
fn is_serial(items: &[Item]) -> bool {
    let first_is_free = items.first().is_none_or(|first| first.depends_on.is_empty());
    let mut pairs = items.iter().zip(items.iter().skip(1));
    first_is_free && pairs.all(|(before, item)| matches!(&*item.depends_on, [id] if same_id(id, &before.id)))
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use http::{HeaderMap, Method};

    use super::*;

    #[test]
    fn there_are_three_orders() {
        for (orders, is_good) in [
            (&["", "", ""][..], true),
            (&["", "0", "1", "2"], true),
            (&["", "0", "0", "", "0"], true),
            (&["", "", "0+1", "0+1"], true),
            (&["", "0", "1", ""], false),
            (&["", "", "0", "1"], false),
            (&["", "0", "0", "1"], false),
            (&["", "0", "0+1"], false),
            (&["0"], false),
            (&["1", ""], false),
            (&["", "9"], false),
        ] {
            let item = |(id, order): (usize, &&str)| Item {
                id: id.to_string(),
                method: Method::GET,
                url: "/a".to_owned(),
                headers: HeaderMap::new(),
                body: Bytes::new(),
                depends_on: order.split('+').filter(|id| !id.is_empty()).map(str::to_owned).collect(),
            };
            let items: Vec<_> = orders.iter().enumerate().map(item).collect();
            assert_eq!(judge(&items).is_ok(), is_good, "{orders:?}");
        }
    }
}
