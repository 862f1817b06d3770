//! The generator over whole documents: a small one, whose module is kept beside this, and Graph's own, whose module is compiled.

mod golden;
mod service;
