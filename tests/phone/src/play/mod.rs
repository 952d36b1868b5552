//! The journeys as scripts, and what plays them.

mod journey;
mod journeys;
mod player;

pub use journey::{Choice, Does, Journey, Kind, Scene, Trouble, at};
pub use journeys::JOURNEYS;
pub use player::{Astray, Player};
