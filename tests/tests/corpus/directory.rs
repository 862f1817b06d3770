//! Users, groups, applications and other directory objects.

mod keys;
mod members;
