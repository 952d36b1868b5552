//! Section 6: the account's picture.

use std::io::Cursor;
use std::sync::Arc;

use axum::extract::State;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use image::{ImageFormat, ImageReader, Limits};
use ring::digest::{SHA256, digest};

use crate::account;
use crate::answer::{AccountProblem, Answer, Refusal};
use crate::call::Call;
use crate::site::Site;

/// The most bytes of a picture.
const MAX_BYTES: usize = 1024 * 1024;

/// The most pixels of a side.
const MAX_SIDE: u32 = 1024;

/// `PUT {account_endpoint}/avatar`.
pub(crate) async fn write(State(site): State<Arc<Site>>, call: Call) -> Result<Answer, Refusal> {
    let checked = check(call.header("content-type"), &call.body);
    call.in_session(&site, |work, session| {
        let kind = checked.map_err(Refusal::Account)?;
        let account = account::of(work, &session)?;
        let etag = URL_SAFE_NO_PAD.encode(digest(&SHA256, &call.body));
        work.keep_avatar(&account.id, kind, &etag, &call.body)?;
        account::show(work, &account)
    })
    .await
}

/// `GET {account_endpoint}/avatar`; 304 to who has it already (RFC 9110 section 13.1.2).
pub(crate) async fn read(State(site): State<Arc<Site>>, call: Call) -> Result<Answer, Refusal> {
    call.in_session(&site, |work, session| {
        let Some((kind, etag, picture)) = work.avatar(&session.account)? else {
            return Err(Refusal::NotFound);
        };
        let etag = format!("\"{etag}\"");
        if call.header("if-none-match").is_some_and(|has| has == etag) {
            return Ok(Answer::empty(304).with("etag", etag));
        }
        Ok(Answer { body: picture, ..Answer::empty(200) }.typed(&kind).with("etag", etag))
    })
    .await
}

/// `DELETE {account_endpoint}/avatar`.
pub(crate) async fn remove(State(site): State<Arc<Site>>, call: Call) -> Result<Answer, Refusal> {
    call.in_session(&site, |work, session| {
        work.drop_avatar(&session.account)?;
        Ok(Answer::empty(204))
    })
    .await
}

/// The type of a picture that is what it says, and within the bounds.
fn check(content_type: Option<&str>, picture: &[u8]) -> Result<&'static str, AccountProblem> {
    let (kind, format) = match content_type {
        Some("image/jpeg") => ("image/jpeg", ImageFormat::Jpeg),
        Some("image/png") => ("image/png", ImageFormat::Png),
        _ => return Err(AccountProblem::BadPicture),
    };
    if picture.len() > MAX_BYTES {
        return Err(AccountProblem::TooLarge);
    }
    let reader = || ImageReader::with_format(Cursor::new(picture), format);
    let (width, height) = reader().into_dimensions().map_err(|_| AccountProblem::BadPicture)?;
    if width > MAX_SIDE || height > MAX_SIDE {
        return Err(AccountProblem::TooLarge);
    }
    let mut reader = reader();
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    reader.limits(limits);
    reader.decode().map_err(|_| AccountProblem::BadPicture)?;
    Ok(kind)
}
