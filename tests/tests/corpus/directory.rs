//! Users, groups, applications and other directory objects.

mod delta;
mod governance;
mod keys;
mod members;
mod objects;
