//! How a drawing shows an entity: its colour and size, once for all formats that hold them.

use super::Drawn;
use super::number::Decimal;
use crate::document::Kind;
use crate::graph::{EntityCounts, Position};

/// The smallest and the largest node, in Gephi's units.
const SIZES: (f64, f64) = (4.0, 30.0);

/// Where a node stands in a drawing and how it looks.
pub(super) struct Look {
    pub(super) x: String,
    pub(super) y: String,
    pub(super) size: String,
    pub(super) colour: [u8; 3],
}

/// The sizes of the nodes of one graph.
pub(super) struct Sizes {
    most: f64,
}

impl Sizes {
    pub(super) fn of(drawn: &Drawn<'_>) -> Self {
        Self { most: drawn.network.node_weights().map(|entity| entity.documents).max().unwrap_or(1).max(1) as f64 }
    }

    /// How an entity looks at a place.
    pub(super) fn look(&self, entity: &EntityCounts, place: Position) -> Look {
        let [x, y, size] = [place.x, place.y, self.size(entity)].map(|value| Decimal(value, 2).to_string());
        Look { x, y, size, colour: colour(entity.kind) }
    }

    /// The area grows with the articles that name the entity.
    fn size(&self, entity: &EntityCounts) -> f64 {
        SIZES.0 + (SIZES.1 - SIZES.0) * (entity.documents as f64 / self.most).sqrt()
    }
}

/// Blue, green and orange that colour-blind readers tell apart (Okabe and Ito 2008).
fn colour(kind: Kind) -> [u8; 3] {
    match kind {
        Kind::Person => [0, 114, 178],
        Kind::Place => [0, 158, 115],
        Kind::Organisation => [230, 159, 0],
    }
}

/// The same as `#0072b2`.
pub(super) fn hexadecimal(kind: Kind) -> String {
    Look::spelled(colour(kind))
}

impl Look {
    /// Its colour as `#0072b2`.
    pub(super) fn hexadecimal(&self) -> String {
        Self::spelled(self.colour)
    }

    fn spelled([r, g, b]: [u8; 3]) -> String {
        format!("#{r:02x}{g:02x}{b:02x}")
    }
}
