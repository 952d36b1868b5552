//! A phone whose app is a process of its own, and is killed.
//!
//! The process is `src/bin/mortal.rs`. It speaks lines of JSON: the first that it is told is a
//! `Life`, then come `Order`s; what it says are `Sign`s. At the point that its life names it
//! saves what it was about to do, and does no more: there it is killed.

mod hand;
mod life;

pub use hand::{Death, MortalHand};
pub use life::live;

use serde::{Deserialize, Serialize};
use vestibule::Screen;
use vestibule::input::ServerAddress;
use vestibule_phone::json::ActionForm;

/// What a process is started with.
#[derive(Serialize, Deserialize)]
struct Life {
    directory: std::path::PathBuf,
    public_server: ServerAddress,
    authority: String,
    /// The special app's id, if it is one.
    special: Option<String>,
    /// How far its clock is ahead.
    ahead_millis: u64,
    /// The saved point that it stops at, from 1; none, without.
    ends_at: Option<u32>,
}

/// What a process is told.
#[derive(Serialize, Deserialize)]
enum Order {
    Act(ActionForm),
    /// Time goes by.
    Wait {
        millis: u64,
    },
    /// Ends it in good order.
    End,
}

/// What a process says.
#[derive(Serialize, Deserialize)]
enum Sign {
    /// A new screen.
    Screen { revision: u64, screen: Screen },
    /// An order was carried out, and this screen is the newest.
    Done { revision: u64, screen: Screen },
    /// An action makes no sense now.
    NotNow,
    /// It is at its last saved point, and does no more.
    AtItsEnd,
    /// It ends in good order, after so many saved points.
    Ends { points: u32 },
}
