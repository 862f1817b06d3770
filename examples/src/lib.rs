//! Holds no code: each example is a file beside this folder.
