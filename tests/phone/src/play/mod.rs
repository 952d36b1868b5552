//! The journeys as scripts, and what plays them.

mod hand;
mod journey;
mod journeys;
mod player;

pub use hand::{Hand, OwnHand, kept};
pub use journey::{Choice, Does, Journey, Kind, Scene, Trouble, Visit, at};
pub use journeys::JOURNEYS;
pub use player::{Astray, Player};
