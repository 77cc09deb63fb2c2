//! "the Turkish leader": words for an office, and who holds it.

use super::page::Page;

/// Nothing yet.
pub(super) fn resolve(_page: &mut Page) {}
