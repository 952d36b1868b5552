use std::sync::Arc;

use vestibule::{Action, Snapshot};
use vestibule_ffi::{ActError, Vestibule};

/// Calls that cross with what those of the core cross with, and do nothing.
#[derive(Debug, uniffi::Object)]
pub struct Empty {
    shown: Snapshot,
}

#[uniffi::export]
impl Empty {
    #[uniffi::constructor]
    pub fn new(shown: Snapshot) -> Arc<Self> {
        Arc::new(Self { shown })
    }

    pub fn screen(&self) -> Snapshot {
        self.shown.clone()
    }

    #[allow(clippy::needless_pass_by_value, reason = "what crosses is owned")]
    pub fn act(&self, action: Action) -> Result<(), ActError> {
        drop(action);
        Ok(())
    }
}

/// Does the same so many times without a language between.
#[uniffi::export]
#[allow(clippy::needless_pass_by_value, reason = "what crosses is owned")]
pub fn act_in_rust(app: Arc<Vestibule>, action: Action, times: u32) -> Result<(), ActError> {
    (0..times).try_for_each(|_| app.act(action.clone()))
}
