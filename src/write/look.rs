//! How a drawing shows an entity: its colour and size, once for all formats that hold them.

use super::Drawn;
use crate::document::Kind;
use crate::graph::EntityCounts;

/// The smallest and the largest node, in Gephi's units.
const SIZES: (f64, f64) = (4.0, 30.0);

/// The sizes of the nodes of one graph.
pub(super) struct Sizes {
    most: f64,
}

impl Sizes {
    pub(super) fn of(drawn: &Drawn<'_>) -> Self {
        Self { most: drawn.network.node_weights().map(|entity| entity.documents).max().unwrap_or(1).max(1) as f64 }
    }

    /// The area grows with the articles that name the entity.
    pub(super) fn size(&self, entity: &EntityCounts) -> f64 {
        SIZES.0 + (SIZES.1 - SIZES.0) * (entity.documents as f64 / self.most).sqrt()
    }
}

/// Blue, green and orange that colour-blind readers tell apart (Okabe and Ito 2008).
pub(super) fn colour(kind: Kind) -> [u8; 3] {
    match kind {
        Kind::Person => [0, 114, 178],
        Kind::Place => [0, 158, 115],
        Kind::Organisation => [230, 159, 0],
    }
}

/// The same as `#0072b2`.
pub(super) fn hexadecimal(kind: Kind) -> String {
    let [r, g, b] = colour(kind);
    format!("#{r:02x}{g:02x}{b:02x}")
}
