use reqwest::{Method, StatusCode};
use url::Url;
use zeroize::Zeroizing;

use super::Client;
use super::http::Call;
use crate::{Problem, Request};

/// Requests to servers that speak another protocol: an organisation's identity provider.
impl Client {
    /// The JSON that is at an address; none where nothing is, or a web page.
    pub(crate) async fn get_json(
        &self,
        request: Request,
        host: &str,
        url: &Url,
    ) -> Result<Option<Zeroizing<Vec<u8>>>, Problem> {
        let call = Call::new(request, host.to_owned(), Method::GET, url.clone());
        let reply = self.http.call(&call).await?;
        match reply.status {
            StatusCode::NOT_FOUND | StatusCode::GONE => Ok(None),
            _ if reply.is_html() => Ok(None),
            StatusCode::OK => match reply.json() {
                Ok(body) => Ok(Some(Zeroizing::new(body.to_vec()))),
                Err(cause) => Err(call.problem(cause)),
            },
            _ => Err(call.problem(reply.unexpected())),
        }
    }

    /// The JSON that a form is answered with, sent once; an OAuth error is a problem
    /// ([`crate::ServerProblem::OAuth`]).
    pub(crate) async fn post_form(
        &self,
        request: Request,
        host: &str,
        url: &Url,
        form: &[(&str, &str)],
    ) -> Result<Zeroizing<Vec<u8>>, Problem> {
        let call = Call::new(request, host.to_owned(), Method::POST, url.clone()).form(form);
        let reply = self.http.call(&call).await?;
        if !reply.status.is_success() {
            return Err(call.problem(reply.oauth_problem()));
        }
        match reply.json() {
            Ok(body) => Ok(Zeroizing::new(body.to_vec())),
            Err(cause) => Err(call.problem(cause)),
        }
    }

    /// By how many seconds the phone's clock is ahead of that of the host at `url`.
    pub(crate) fn offset_of(&self, url: &Url) -> Option<i64> {
        self.http.offset(url.host_str()?)
    }
}
