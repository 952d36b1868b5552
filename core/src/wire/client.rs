use std::time::Duration;

use reqwest::{Method, StatusCode};
use url::Url;

use super::ahead::Ahead;
use super::http::{Call, Http, Reply, Times};
use super::json::Malformed;
use super::names::NameService;
use super::oauth::OAuthError;
use super::{
    Account, Avatar, Challenge, ClientSetup, Directory, IdempotencyKey, Metadata, Next, SetupError,
    Tokens,
};
use crate::input::{Email, Name, Picture, ServerAddress};
use crate::openid::Redirect;
use crate::{AccountProblem, Locale, NotVestibule, Problem, Request, Secret, ServerProblem};

/// The client of the sign-in protocol: one method for each request.
///
/// A method's future is the request: dropped, the request is stopped, and whether the server did
/// it is not known; sent again under the same [`IdempotencyKey`], it is done once. Each method
/// fails with a [`Problem`] that names the server's host and the cause.
pub struct Client {
    setup: ClientSetup,
    pub(super) http: Http,
    ahead: Ahead,
}

/// Why an account request failed, as far as the token matters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccountError {
    /// 401 with `error="invalid_token"` (RFC 6750 section 3.1): a fresh token may help.
    InvalidToken,
    Problem(Problem),
}

impl Client {
    /// A client that has no connection yet.
    ///
    /// On Android, `rustls_platform_verifier::android` has to be set up before the first request.
    ///
    /// # Errors
    ///
    /// [`SetupError`] where an authority or the proxy can't be used.
    pub fn new(setup: ClientSetup) -> Result<Self, SetupError> {
        Self::with(setup, Times::default(), NameService)
    }

    pub(super) fn with<N: reqwest::dns::Resolve + 'static>(
        setup: ClientSetup,
        times: Times,
        names: N,
    ) -> Result<Self, SetupError> {
        let http = Http::new(&setup, times, names)?;
        Ok(Self { setup, http, ahead: Ahead::default() })
    }

    /// The language that servers write texts, SMS and e-mails in from now on.
    pub fn set_locale(&self, locale: Locale) {
        self.http.set_locale(locale);
    }

    /// The phone has another network: connections of the one before are not used any more.
    pub fn reconnect(&self) {
        self.http.reconnect();
    }

    /// By how many seconds the phone's clock is ahead of a server's, by the `Date` of its last
    /// answer; none where it gave none.
    pub fn clock_offset(&self, server: &ServerAddress) -> Option<i64> {
        self.http.offset(server.host())
    }

    /// Fetches metadata ahead of need and leaves a connection open; what fails is asked again when
    /// it is needed.
    pub async fn warm(&self, issuer: &ServerAddress) {
        // Nobody waits for it.
        let _ = self.metadata_within(issuer, Ahead::WARM).await;
    }

    /// What a server says of itself (RFC 8414), fetched now or ahead.
    ///
    /// # Errors
    ///
    /// [`Problem::Connection`]; [`Problem::Server`] also for a server that is none of this
    /// protocol.
    pub async fn metadata(&self, issuer: &ServerAddress) -> Result<Metadata, Problem> {
        self.metadata_within(issuer, Ahead::FRESH).await
    }

    /// The corporate servers for a work e-mail (RFC 7033), as the public server knows them.
    ///
    /// # Errors
    ///
    /// [`Problem::Connection`] and [`Problem::Server`]; that no server is known is none.
    pub async fn directory(
        &self,
        public: &ServerAddress,
        email: &Email,
    ) -> Result<Directory, Problem> {
        // RFC 7033 section 4: always of the host, whatever the issuer's path.
        let mut url = public.well_known("webfinger");
        url.set_path("/.well-known/webfinger");
        url.query_pairs_mut()
            .append_pair("resource", &email.acct())
            .append_pair("rel", Directory::ISSUER);
        let call = Call::new(Request::WebFinger, public.host_display(), Method::GET, url)
            .accept("application/jrd+json, application/json");
        let reply = self.http.call(&call).await?;
        match reply.status {
            StatusCode::NOT_FOUND => Ok(Directory::empty()),
            StatusCode::OK => reply.parse(Directory::parse).map_err(|cause| call.problem(cause)),
            _ => Err(call.problem(reply.unexpected())),
        }
    }

    /// Begins a sign-in or answers its step (FiPA).
    ///
    /// # Errors
    ///
    /// [`Problem::Connection`] and [`Problem::Server`]; what the server says of the sign-in is
    /// [`Next`].
    pub async fn challenge(
        &self,
        server: &Metadata,
        challenge: &Challenge,
        key: &IdempotencyKey,
    ) -> Result<Next, Problem> {
        let mut form = vec![("client_id", self.setup.client_id.as_str())];
        match challenge {
            Challenge::Begin { code_challenge, login_hint } => {
                form.extend([
                    ("app_id", self.setup.app_id.as_str()),
                    ("scope", self.setup.scope.as_str()),
                    ("code_challenge", code_challenge.as_str()),
                    ("code_challenge_method", "S256"),
                    ("device", self.setup.device.as_str()),
                ]);
                form.extend(self.setup.sms_hash.as_deref().map(|hash| ("sms_hash", hash)));
                form.extend(login_hint.as_ref().map(|hint| ("login_hint", hint.as_str())));
            }
            Challenge::Continue { auth_session, answer } => {
                form.push(("auth_session", auth_session.expose()));
                form.extend(answer.members());
            }
        }
        let call = server.call(Request::Challenge, Method::POST, &server.challenge_endpoint);
        let call = call.form(&form).key(key);
        let reply = self.http.call(&call).await?;
        if reply.status == StatusCode::OK {
            return reply.parse(Next::parse).map_err(|cause| call.problem(cause));
        }
        match reply.json().map(Next::parse_error) {
            Ok(Ok(Some(next))) => Ok(next),
            Ok(Err(malformed)) if reply.status == StatusCode::BAD_REQUEST => {
                Err(call.problem(malformed.problem(Request::Challenge)))
            }
            Ok(Ok(None) | Err(_)) | Err(_) => Err(call.problem(reply.oauth_problem())),
        }
    }

    /// Gives an authorization code for tokens (RFC 6749 section 4.1.3, RFC 7636 section 4.5);
    /// `redirect` is where a browser handed the code over, if one did.
    ///
    /// # Errors
    ///
    /// [`Problem::SignInExpired`] where the code is no longer good (`invalid_grant`).
    pub async fn redeem(
        &self,
        server: &Metadata,
        code: &Secret,
        verifier: &Secret,
        redirect: Option<&Redirect>,
        key: &IdempotencyKey,
    ) -> Result<Tokens, Problem> {
        let mut form = vec![
            ("grant_type", "authorization_code"),
            ("client_id", &self.setup.client_id),
            ("code", code.expose()),
            ("code_verifier", verifier.expose()),
        ];
        form.extend(redirect.map(|redirect| ("redirect_uri", redirect.as_str())));
        self.tokens(Request::Redeem, server, &form, key, |_| Problem::SignInExpired).await
    }

    /// Gives a refresh token for fresh tokens (RFC 6749 section 6).
    ///
    /// # Errors
    ///
    /// [`ServerProblem::SessionOver`] for `invalid_grant` alone.
    pub async fn refresh(
        &self,
        server: &Metadata,
        refresh_token: &Secret,
        key: &IdempotencyKey,
    ) -> Result<Tokens, Problem> {
        let form = [
            ("grant_type", "refresh_token"),
            ("client_id", &self.setup.client_id),
            ("refresh_token", refresh_token.expose()),
        ];
        let over = |call: &Call<'_>| call.problem(ServerProblem::SessionOver);
        self.tokens(Request::Refresh, server, &form, key, over).await
    }

    /// Ends a session at its server (RFC 7009), which is a success also where it was over.
    ///
    /// # Errors
    ///
    /// [`Problem::Connection`] and [`Problem::Server`].
    pub async fn revoke(
        &self,
        server: &Metadata,
        refresh_token: &Secret,
        key: &IdempotencyKey,
    ) -> Result<(), Problem> {
        let form = [
            ("client_id", self.setup.client_id.as_str()),
            ("token", refresh_token.expose()),
            ("token_type_hint", "refresh_token"),
        ];
        let call = server.call(Request::Revoke, Method::POST, &server.revocation_endpoint);
        let call = call.form(&form).key(key);
        let reply = self.http.call(&call).await?;
        if reply.status == StatusCode::OK {
            return Ok(());
        }
        Err(call.problem(reply.oauth_problem()))
    }

    /// The account (protocol section 6).
    ///
    /// # Errors
    ///
    /// [`AccountError`], as for every account request.
    pub async fn account(
        &self,
        server: &Metadata,
        token: &Secret,
    ) -> Result<Account, AccountError> {
        let call = server.call(Request::Account, Method::GET, &server.account_endpoint);
        self.changed(server, call.token(token)).await
    }

    /// Changes the name.
    ///
    /// # Errors
    ///
    /// [`AccountError`]
    pub async fn rename(
        &self,
        server: &Metadata,
        token: &Secret,
        name: &Name,
        key: &IdempotencyKey,
    ) -> Result<Account, AccountError> {
        let call = server.call(Request::Rename, Method::PATCH, &server.account_endpoint);
        self.changed(server, call.json("name", name.as_str()).token(token).key(key)).await
    }

    /// The picture's bytes, JPEG or PNG.
    ///
    /// # Errors
    ///
    /// [`AccountError`]
    pub async fn read_avatar(
        &self,
        server: &Metadata,
        token: &Secret,
        avatar: &Avatar,
    ) -> Result<Vec<u8>, AccountError> {
        let call = server.call(Request::ReadAvatar, Method::GET, &avatar.url);
        if avatar.url.origin() != server.account_endpoint.origin() {
            let (request, member) = (Request::ReadAvatar, "avatar.url".to_owned());
            return Err(call.problem(ServerProblem::BadMember { request, member }).into());
        }
        let call = call.token(token).for_picture();
        let reply = self.answered(&call).await?;
        reply.picture().map_err(|cause| call.problem(cause).into())
    }

    /// Puts a picture in place of any other.
    ///
    /// # Errors
    ///
    /// [`AccountError`]
    pub async fn write_avatar(
        &self,
        server: &Metadata,
        token: &Secret,
        picture: &Picture,
        key: &IdempotencyKey,
    ) -> Result<Account, AccountError> {
        let url = server.account_part("avatar");
        let call = server.call(Request::WriteAvatar, Method::PUT, &url);
        let call = call.picture(picture.mime(), picture.bytes()).token(token).key(key);
        self.changed(server, call).await
    }

    /// Removes the picture.
    ///
    /// # Errors
    ///
    /// [`AccountError`]
    pub async fn remove_avatar(
        &self,
        server: &Metadata,
        token: &Secret,
        key: &IdempotencyKey,
    ) -> Result<(), AccountError> {
        let url = server.account_part("avatar");
        let call = server.call(Request::RemoveAvatar, Method::DELETE, &url);
        self.answered(&call.token(token).key(key)).await.map(drop)
    }

    /// An assertion of who the person is, for the server at `audience` (RFC 8693).
    ///
    /// # Errors
    ///
    /// [`AccountError`]
    pub async fn exchange(
        &self,
        server: &Metadata,
        token: &Secret,
        audience: &ServerAddress,
        key: &IdempotencyKey,
    ) -> Result<Secret, AccountError> {
        let form = [
            ("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange"),
            ("client_id", &self.setup.client_id),
            ("subject_token", token.expose()),
            ("subject_token_type", "urn:ietf:params:oauth:token-type:access_token"),
            ("audience", audience.as_str()),
            ("requested_token_type", "urn:ietf:params:oauth:token-type:jwt"),
        ];
        let call = server.call(Request::Exchange, Method::POST, &server.token_endpoint);
        let call = call.form(&form).key(key);
        let reply = self.http.call(&call).await?;
        if reply.status == StatusCode::OK {
            return reply
                .parse(Tokens::parse_assertion)
                .map_err(|cause| call.problem(cause).into());
        }
        if reply.is_invalid_token() {
            return Err(AccountError::InvalidToken);
        }
        match reply.oauth_problem() {
            ServerProblem::OAuth { error, .. }
                if matches!(error.as_str(), "invalid_token" | "invalid_grant") =>
            {
                Err(AccountError::InvalidToken)
            }
            cause => Err(call.problem(cause).into()),
        }
    }

    /// Makes a corporate account the person's that the assertion is of (protocol section 5).
    ///
    /// # Errors
    ///
    /// [`AccountError`]
    pub async fn join(
        &self,
        server: &Metadata,
        token: &Secret,
        assertion: &Secret,
        key: &IdempotencyKey,
    ) -> Result<Account, AccountError> {
        let url = server.account_part("person");
        let call = server.call(Request::Join, Method::PUT, &url);
        let call = call.json("assertion", assertion.expose()).token(token).key(key);
        self.changed(server, call).await
    }

    /// Parts a corporate account from the person (protocol section 5).
    ///
    /// # Errors
    ///
    /// [`AccountError`]
    pub async fn part(
        &self,
        server: &Metadata,
        token: &Secret,
        key: &IdempotencyKey,
    ) -> Result<Account, AccountError> {
        let url = server.account_part("person");
        let call = server.call(Request::Part, Method::DELETE, &url);
        self.changed(server, call.token(token).key(key)).await
    }

    async fn metadata_within(
        &self,
        issuer: &ServerAddress,
        age: Duration,
    ) -> Result<Metadata, Problem> {
        let now = || self.setup.clock.elapsed();
        self.ahead.get(issuer, age, now, self.fetch_metadata(issuer)).await
    }

    async fn fetch_metadata(&self, issuer: &ServerAddress) -> Result<Metadata, Problem> {
        let url = issuer.well_known(Metadata::WELL_KNOWN);
        let call = Call::new(Request::Metadata, issuer.host_display(), Method::GET, url);
        let reply = self.http.call(&call).await?;
        let no_metadata = || ServerProblem::NotVestibule(NotVestibule::NoMetadata);
        let metadata = match reply.status {
            StatusCode::NOT_FOUND | StatusCode::GONE => Err(no_metadata()),
            // A web server that knows nothing of us.
            _ if reply.is_html() => Err(no_metadata()),
            StatusCode::OK => reply.json().and_then(|body| Metadata::parse(issuer, body)),
            _ => Err(reply.unexpected()),
        };
        metadata.map_err(|cause| call.problem(cause))
    }

    async fn tokens(
        &self,
        request: Request,
        server: &Metadata,
        form: &[(&str, &str)],
        key: &IdempotencyKey,
        invalid_grant: impl FnOnce(&Call<'_>) -> Problem,
    ) -> Result<Tokens, Problem> {
        let call = server.call(request, Method::POST, &server.token_endpoint).form(form).key(key);
        let reply = self.http.call(&call).await?;
        if reply.status == StatusCode::OK {
            return reply.parse(Tokens::parse).map_err(|cause| call.problem(cause));
        }
        Err(match reply.oauth_problem() {
            ServerProblem::OAuth { error, .. } if error == "invalid_grant" => invalid_grant(&call),
            cause => call.problem(cause),
        })
    }

    /// An account request that is answered with the account.
    async fn changed(&self, server: &Metadata, call: Call<'_>) -> Result<Account, AccountError> {
        let call = call.large();
        let reply = self.answered(&call).await?;
        let origin = server.account_endpoint.origin();
        reply
            .parse(|body| Account::parse(&origin, body))
            .map_err(|cause| call.problem(cause).into())
    }

    /// The answer to an account request that the server did.
    async fn answered(&self, call: &Call<'_>) -> Result<Reply, AccountError> {
        let reply = self.http.call(call).await?;
        if reply.status.is_success() {
            return Ok(reply);
        }
        if reply.is_invalid_token() {
            return Err(AccountError::InvalidToken);
        }
        Err(AccountError::Problem(match (reply.account_problem(), reply.status) {
            (Some(problem), _) => Problem::Account(problem),
            // A web server in front may know nothing of us.
            (None, StatusCode::PAYLOAD_TOO_LARGE) => Problem::Account(AccountProblem::TooLarge),
            (None, _) => call.problem(reply.unexpected()),
        }))
    }
}

impl Metadata {
    fn call<'a>(&self, request: Request, method: Method, url: &Url) -> Call<'a> {
        Call::new(request, self.issuer.host_display(), method, url.clone())
    }

    /// What is at a path below the account.
    fn account_part(&self, part: &str) -> Url {
        let mut url = self.account_endpoint.clone();
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().push(part);
        }
        url
    }
}

impl Reply {
    /// The body as `parse` reads it.
    fn parse<T>(
        &self,
        parse: impl FnOnce(&[u8]) -> Result<T, Malformed>,
    ) -> Result<T, ServerProblem> {
        parse(self.json()?).map_err(|malformed| malformed.problem(self.request))
    }

    /// What an OAuth endpoint refused with; an answer that is not OAuth's is known by its status.
    pub(super) fn oauth_problem(&self) -> ServerProblem {
        let Ok(body) = self.json() else {
            return self.unexpected();
        };
        match (OAuthError::parse(body), self.status) {
            (Ok(OAuthError { error, description }), _) => {
                ServerProblem::OAuth { request: self.request, error, description }
            }
            (Err(malformed), StatusCode::BAD_REQUEST) => malformed.problem(self.request),
            (Err(_), _) => self.unexpected(),
        }
    }
}

impl From<Problem> for AccountError {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}
