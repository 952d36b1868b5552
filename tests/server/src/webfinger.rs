//! Section 2: the corporate servers for a work e-mail (RFC 7033).

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use serde_json::{Map, Value, json};
use url::form_urlencoded;

use crate::address::email_domain;
use crate::answer::{Answer, Refusal};
use crate::config::DirectoryEntry;
use crate::site::Site;

const ISSUER: &str = "http://openid.net/specs/connect/1.0/issuer";
const APP: &str = "urn:vestibule:app";
const SIMPLIFIED: &str = "urn:vestibule:simplified";

/// `GET {public}/.well-known/webfinger`. Only the domain is looked at.
pub(crate) async fn webfinger(
    State(site): State<Arc<Site>>,
    RawQuery(query): RawQuery,
) -> Result<Answer, Refusal> {
    let query = query.unwrap_or_default();
    let parameters: Vec<_> = form_urlencoded::parse(query.as_bytes()).collect();
    let resource = parameters.iter().find(|(name, _)| name == "resource").map(|(_, value)| value);
    let Some(domain) = resource.and_then(|value| email_domain(value.strip_prefix("acct:")?)) else {
        return Err(Refusal::InvalidRequest("`resource` must be an acct: address".to_owned()));
    };
    // A `rel` picks among the links; the app is part of the answer to who asks for issuers.
    let mut rels = parameters.iter().filter(|(name, _)| name == "rel").map(|(_, value)| value);
    let wants_issuers = rels.clone().next().is_none() || rels.any(|rel| rel == ISSUER);

    let Some(entry) = site.world.directory.iter().find(|entry| entry.is_for(&domain)) else {
        return Err(Refusal::NotFound);
    };
    let links = if wants_issuers { links(&site, entry) } else { Vec::new() };
    let mut jrd = json!({ "subject": resource, "links": links });
    if entry.simplified {
        jrd["properties"] = json!({ SIMPLIFIED: "true" });
    }
    Ok(Answer::json(200, &jrd)
        .typed("application/jrd+json")
        .with("access-control-allow-origin", "*"))
}

fn links(site: &Site, entry: &DirectoryEntry) -> Vec<Value> {
    let servers = entry.servers.iter().map(|server| {
        let Some(issuer) = site.world.issuers.get(server) else {
            return json!({ "rel": ISSUER, "href": server });
        };
        json!({ "rel": ISSUER, "href": issuer, "titles": site.world.titles.get(server) })
    });
    let app = entry.app.iter().map(|app| {
        let links =
            app.links().map(|(store, link)| (format!("urn:vestibule:{store}"), json!(link)));
        json!({
            "rel": APP,
            "titles": { "und": app.name },
            "properties": Value::Object(Map::from_iter(links)),
        })
    });
    servers.chain(app).collect()
}

impl DirectoryEntry {
    fn is_for(&self, domain: &str) -> bool {
        idna::domain_to_ascii_strict(&self.domain).is_ok_and(|own| own == domain)
    }
}
