use super::Shared;
use crate::flow::{Event, Sessions, Standing};
use crate::wire::TokenType;
use crate::{Problem, Secret, Server};

/// An access token, and how it is presented.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct AccessToken {
    pub token: Secret,
    pub token_type: TokenType,
}

/// Why there is no access token now.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// Nobody is signed in there, or the server ended the session.
    #[error("signed out")]
    SignedOut,
    /// It could not be renewed now; the session stays.
    #[error("the token could not be renewed: {0:?}")]
    NotRenewed(Problem),
    /// The core was closed.
    #[error("closed")]
    Closed,
}

/// The sessions as they are saved, and after which step.
#[derive(Clone, Debug, Default)]
pub(super) struct Saved {
    pub(super) step: u64,
    pub(super) sessions: Sessions,
    /// Why the last step could not be saved.
    pub(super) problem: Option<Problem>,
}

impl Shared {
    pub(super) async fn access_token(
        &self,
        server: Server,
        refused: Option<&AccessToken>,
    ) -> Result<AccessToken, TokenError> {
        let mut saved = self.saved.subscribe();
        let refused = refused.map(|refused| refused.token.clone());
        let step = self.happen(Event::WantToken { server, refused });
        loop {
            {
                let now = saved.borrow_and_update();
                if now.step >= step {
                    if let Some(problem) = &now.problem {
                        return Err(TokenError::NotRenewed(problem.clone()));
                    }
                    match now.sessions.standing(server, self.clock.now()) {
                        Standing::Fresh { access_token, token_type } => {
                            return Ok(AccessToken { token: access_token, token_type });
                        }
                        Standing::Failed(problem) => return Err(TokenError::NotRenewed(problem)),
                        Standing::SignedOut => return Err(TokenError::SignedOut),
                        Standing::Renewing => {}
                    }
                }
            }
            saved.changed().await.map_err(|_| TokenError::Closed)?;
        }
    }
}
