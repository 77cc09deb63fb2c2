//! Where each entity stands in a drawing, so that a graph file opens already drawn.

use super::Measures;
use super::measures::neighbours;
use super::network::Network;

/// A place in the drawing, in its own units, the centre at 0.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Position {
    /// To the right.
    pub x: f64,
    /// Upwards.
    pub y: f64,
}

/// Beyond this many entities with ties, forces are too slow; communities on a spiral must do.
const MOST_FORCED: usize = 5_000;
/// Pairs of entities that may be pushed apart in all rounds together.
const EFFORT: usize = 100_000_000;
const MOST_ROUNDS: usize = 300;
const FEWEST_ROUNDS: usize = 5;
/// Room for one entity.
const UNIT: f64 = 10.0;
/// Cosine and sine of the golden angle: written out, since a system's own may differ in the last digit.
const TURN: (f64, f64) = (-0.737_368_878_078_320_2, 0.675_490_294_261_523_6);

/// The places of all nodes, in their order. No chance, no clock: one graph is always drawn alike.
///
/// Communities start on a spiral; then entities push each other apart and ties pull together as in ForceAtlas2 (Jacomy
/// et al. 2014): push by `(degree + 1)·(degree + 1) / distance`, pull by distance times the root of the weight, and
/// gravity to the centre. Entities without ties stand in rings around the rest.
pub fn positions(network: &Network<'_>, measures: &[Measures]) -> Vec<Position> {
    let neighbours = neighbours(network);
    let mut places = spiral_of_communities(measures);
    let tied: Vec<usize> = (0..measures.len()).filter(|&node| measures[node].community.is_some()).collect();
    if tied.len() <= MOST_FORCED {
        let mut forced = Forces::new(&tied, &neighbours, &places);
        let rounds = (EFFORT / (tied.len() * tied.len()).max(1)).clamp(FEWEST_ROUNDS, MOST_ROUNDS);
        for round in 0..rounds {
            forced.step(1.0 - round as f64 / rounds as f64);
        }
        for (&node, place) in tied.iter().zip(forced.places) {
            places[node] = place;
        }
    }
    surround(&mut places, measures);
    places
}

/// Points on the spiral of a sunflower: none near another, the first in the centre.
fn spiral(distance: f64) -> impl Iterator<Item = Position> {
    let mut direction = (1.0, 0.0);
    (0_u32..).map(move |index| {
        let radius = distance * f64::from(index).sqrt();
        let place = Position { x: radius * direction.0, y: radius * direction.1 };
        direction = (direction.0 * TURN.0 - direction.1 * TURN.1, direction.0 * TURN.1 + direction.1 * TURN.0);
        // Keeps the length at 1 over any number of turns.
        let length = (direction.0 * direction.0 + direction.1 * direction.1).sqrt();
        direction = (direction.0 / length, direction.1 / length);
        place
    })
}

fn spiral_of_communities(measures: &[Measures]) -> Vec<Position> {
    let count = measures.iter().filter_map(|measures| measures.community).max().unwrap_or(0);
    let mut members = vec![Vec::new(); count];
    for (node, measures) in measures.iter().enumerate() {
        if let Some(community) = measures.community {
            members[community - 1].push(node);
        }
    }
    let largest = members.first().map_or(0, Vec::len);
    let mut places = vec![Position::default(); measures.len()];
    for (members, centre) in members.iter().zip(spiral(2.5 * UNIT * (largest as f64).sqrt())) {
        for (&node, place) in members.iter().zip(spiral(UNIT)) {
            places[node] = Position { x: centre.x + place.x, y: centre.y + place.y };
        }
    }
    places
}

/// Puts the entities without ties around the others.
fn surround(places: &mut [Position], measures: &[Measures]) {
    let mut lone: Vec<usize> = (0..places.len()).filter(|&node| measures[node].community.is_none()).collect();
    let square = |place: &Position| place.x * place.x + place.y * place.y;
    let radius = places.iter().map(square).fold(0.0, f64::max).sqrt();
    let inside = if lone.len() == places.len() { 0.0 } else { radius + 2.0 * UNIT };
    for (node, place) in lone.drain(..).zip(spiral(UNIT).skip_while(|place| square(place) < inside * inside)) {
        places[node] = place;
    }
}

/// So many entities push one at once: as many numbers as common processors divide together. Half the digits are enough
/// for a push, which changes with the distance.
const LANES: usize = 8;

/// The nodes with ties, and how they push and pull.
struct Forces {
    places: Vec<Position>,
    masses: Vec<f64>,
    pulls: Vec<(usize, usize, f64)>,
    /// Places and masses once more, side by side, and the pushes on them.
    lanes: Vec<Lanes>,
}

/// Some entities next to each other; those behind the last have no mass.
#[derive(Clone, Copy, Default)]
struct Lanes {
    x: [f32; LANES],
    y: [f32; LANES],
    mass: [f32; LANES],
}

impl Forces {
    fn new(tied: &[usize], neighbours: &[Vec<(usize, u64)>], places: &[Position]) -> Self {
        let mut number = vec![usize::MAX; places.len()];
        for (index, &node) in tied.iter().enumerate() {
            number[node] = index;
        }
        let mut pulls = Vec::new();
        for &node in tied {
            let later = neighbours[node].iter().filter(|&&(next, _)| next > node);
            pulls.extend(later.map(|&(next, weight)| (number[node], number[next], (weight as f64).sqrt())));
        }
        let masses: Vec<f64> = tied.iter().map(|&node| neighbours[node].len() as f64 + 1.0).collect();
        let mut lanes = vec![Lanes::default(); masses.len().div_ceil(LANES)];
        for (node, mass) in masses.iter().enumerate() {
            lanes[node / LANES].mass[node % LANES] = *mass as f32;
        }
        Self { places: tied.iter().map(|&node| places[node]).collect(), masses, pulls, lanes }
    }

    /// One round; nobody moves further than `heat` (1 to 0) times twice the room of one.
    fn step(&mut self, heat: f64) {
        let mut forces = self.push();
        for &(one, other, pull) in &self.pulls {
            let (x, y) = (self.places[other].x - self.places[one].x, self.places[other].y - self.places[one].y);
            forces[one] = Position { x: forces[one].x + pull * x, y: forces[one].y + pull * y };
            forces[other] = Position { x: forces[other].x - pull * x, y: forces[other].y - pull * y };
        }
        let farthest = 2.0 * UNIT * heat;
        for ((place, force), mass) in self.places.iter_mut().zip(forces).zip(&self.masses) {
            let (x, y) = (force.x / mass - place.x / UNIT, force.y / mass - place.y / UNIT);
            let length = (x * x + y * y).sqrt();
            let step = if length > farthest { farthest / length } else { 1.0 } * 0.5;
            place.x += x * step;
            place.y += y * step;
        }
    }

    /// How all others together push each: by the product of the masses over the distance, away.
    fn push(&mut self) -> Vec<Position> {
        for (node, place) in self.places.iter().enumerate() {
            let lanes = &mut self.lanes[node / LANES];
            (lanes.x[node % LANES], lanes.y[node % LANES]) = (place.x as f32, place.y as f32);
        }
        let pushed = |(place, mass): (&Position, &f64)| {
            // Sums of their own for each lane, since the order of an addition must never change.
            let (mut x, mut y) = ([0.0; LANES], [0.0; LANES]);
            let (here_x, here_y) = (place.x as f32, place.y as f32);
            for others in &self.lanes {
                for lane in 0..LANES {
                    let (away_x, away_y) = (here_x - others.x[lane], here_y - others.y[lane]);
                    let square = away_x * away_x + away_y * away_y;
                    // Not `max`, which also asks what is no number and so goes one by one.
                    let push = others.mass[lane] / if square > 0.01 { square } else { 0.01 };
                    x[lane] += push * away_x;
                    y[lane] += push * away_y;
                }
            }
            let strength = 4.0 * UNIT * mass;
            Position { x: strength * f64::from(x.iter().sum::<f32>()), y: strength * f64::from(y.iter().sum::<f32>()) }
        };
        self.places.iter().zip(&self.masses).map(pushed).collect()
    }
}
