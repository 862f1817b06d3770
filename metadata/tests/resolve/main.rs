//! The resolver and the enumerator on a service small enough to be seen at once, which `schema` has.

mod leads;
mod nowhere;
mod schema;
mod surprises;
mod ways;
