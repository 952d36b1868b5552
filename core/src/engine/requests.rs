use std::sync::{Arc, PoisonError};

use super::{Shared, TokenError};
use crate::flow::{Ask, Event, Identity, Outcome, Ticket};
use crate::wire::{Account, AccountError, IdempotencyKey, Metadata};
use crate::{AccountProblem, Problem, Request, Secret, Server, ServerProblem, SignOutPage};

impl Shared {
    /// Sends a request as a task of its own; its outcome is the flow's next event.
    pub(super) fn send(self: &Arc<Self>, ticket: Ticket, ask: Ask) {
        let shared = self.clone();
        let mut tasks = self.tasks.lock().unwrap_or_else(PoisonError::into_inner);
        let task = self.runtime.spawn(async move {
            let outcome = shared.ask(&ask).await.unwrap_or_else(Outcome::Failed);
            shared.tasks.lock().unwrap_or_else(PoisonError::into_inner).remove(&ticket);
            shared.happen(Event::Outcome { ticket, outcome });
        });
        tasks.insert(ticket, task.abort_handle());
    }

    async fn ask(&self, ask: &Ask) -> Result<Outcome, Problem> {
        let client = &self.client;
        Ok(match ask {
            Ask::Metadata { issuer } => Outcome::Metadata(client.metadata(issuer).await?),
            Ask::Directory { public, email } => {
                Outcome::Directory(client.directory(public, email).await?)
            }
            Ask::Challenge { server, challenge, key } => {
                Outcome::Next(client.challenge(server, challenge, key).await?)
            }
            Ask::Redeem { server, code, verifier, redirect, key } => Outcome::Tokens(
                client.redeem(server, code, verifier, redirect.as_ref(), key).await?,
            ),
            Ask::Refresh { server, refresh_token, key } => {
                Outcome::Tokens(client.refresh(server, refresh_token, key).await?)
            }
            Ask::Revoke { server, refresh_token, key } => {
                client.revoke(server, refresh_token, key).await?;
                Outcome::Revoked
            }
            Ask::Join { exchange, join } => Outcome::Account(self.join(exchange, join).await?),
            Ask::Part { key } => Outcome::Account(
                self.with_token(Server::Corporate, Request::Part, |server, token| async move {
                    client.part(&server, &token, key).await
                })
                .await?,
            ),
            Ask::Account { server } => Outcome::Account(self.account(*server).await?),
            Ask::Rename { server, name, key } => Outcome::Account(
                self.with_token(*server, Request::Rename, |server, token| async move {
                    client.rename(&server, &token, name, key).await
                })
                .await?,
            ),
            Ask::WriteAvatar { server, picture, key } => Outcome::Account(
                self.with_token(*server, Request::WriteAvatar, |server, token| async move {
                    client.write_avatar(&server, &token, picture, key).await
                })
                .await?,
            ),
            Ask::RemoveAvatar { server, key } => {
                self.with_token(*server, Request::RemoveAvatar, |server, token| async move {
                    client.remove_avatar(&server, &token, key).await
                })
                .await?;
                Outcome::AvatarRemoved
            }
            Ask::Provider { issuer } => {
                Outcome::Provider(Box::new(self.openid.provider(issuer).await?))
            }
            Ask::Push { authorization } => {
                let pushed = self.openid.push(authorization).await?;
                Outcome::Pushed { request_uri: pushed.map(|pushed| pushed.request_uri) }
            }
            Ask::Identify { authorization, code } => {
                let id_token = self.openid.exchange(authorization, code).await?;
                let provider = self.openid.provider(authorization.issuer()).await?;
                let sign_out = provider
                    .end_session_url(authorization.client_id())
                    .map(|url| SignOutPage { host: provider.host_display(), url: url.into() });
                Outcome::Identity(Identity { id_token: id_token.as_secret().clone(), sign_out })
            }
        })
    }

    pub(super) async fn avatar(&self, server: Server) -> Result<Option<Vec<u8>>, Problem> {
        let avatar = self.saved.borrow().sessions.avatar(server).cloned();
        let Some(avatar) = &avatar else {
            return Ok(None);
        };
        self.with_token(server, Request::ReadAvatar, |server, token| async move {
            self.client.read_avatar(&server, &token, avatar).await
        })
        .await
        .map(Some)
    }

    async fn account(&self, server: Server) -> Result<Account, Problem> {
        self.with_token(server, Request::Account, |server, token| async move {
            self.client.account(&server, &token).await
        })
        .await
    }

    async fn join(
        &self,
        exchange: &IdempotencyKey,
        join: &IdempotencyKey,
    ) -> Result<Account, Problem> {
        let audience = &self.metadata(Server::Corporate)?.issuer;
        let assertion = &self
            .with_token(Server::Public, Request::Exchange, |server, token| async move {
                self.client.exchange(&server, &token, audience, exchange).await
            })
            .await?;
        self.with_token(Server::Corporate, Request::Join, |server, token| async move {
            self.client.join(&server, &token, assertion, join).await
        })
        .await
    }

    /// Makes a request with an access token; a token that is refused is renewed, once.
    async fn with_token<T, F>(
        &self,
        server: Server,
        request: Request,
        send: impl Fn(Arc<Metadata>, Secret) -> F,
    ) -> Result<T, Problem>
    where
        F: Future<Output = Result<T, AccountError>>,
    {
        let access = self.access_token(server, None).await?;
        let metadata = Arc::new(self.metadata(server)?);
        match send(metadata.clone(), access.token.clone()).await {
            Ok(answer) => return Ok(answer),
            Err(AccountError::Problem(problem)) => return Err(problem),
            Err(AccountError::InvalidToken) => {}
        }
        let access = self.access_token(server, Some(&access)).await?;
        send(metadata.clone(), access.token).await.map_err(|error| match error {
            AccountError::Problem(problem) => problem,
            AccountError::InvalidToken => Problem::Server {
                host: metadata.issuer.host_display(),
                cause: ServerProblem::UnexpectedStatus { request, status: 401 },
            },
        })
    }

    fn metadata(&self, server: Server) -> Result<Metadata, Problem> {
        let saved = self.saved.borrow();
        saved.sessions.server(server).cloned().ok_or(Problem::Account(AccountProblem::SignedOut))
    }
}

impl From<TokenError> for Problem {
    fn from(error: TokenError) -> Self {
        match error {
            TokenError::SignedOut | TokenError::Closed => Self::Account(AccountProblem::SignedOut),
            TokenError::NotRenewed(problem) => problem,
        }
    }
}
