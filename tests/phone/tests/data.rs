//! A phone that is kept between runs. By itself, since its servers come back to the ports they had.
#![allow(clippy::unwrap_used, reason = "what helps a test is a test's own")]

mod program;

use program::Phone;
use serde_json::json;

#[test]
fn a_phone_whose_folder_is_kept_is_where_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let data = ["--data", folder.path().to_str().unwrap()];
    let mut phone = Phone::start(&data);
    phone.say(&json!({ "action": "Begin", "way": "Phone" }));
    phone.say(&json!({ "action": "SubmitPhone", "text": "+7 900 111 22 33" }));
    phone.until(|line| line["screen"]["Code"]["progress"] == "Idle");
    let code = phone.message()["code"].clone();
    phone.end();

    let mut phone = Phone::start(&data);
    phone.until(|line| line["screen"]["Code"]["progress"] == "Idle");
    phone.say(&json!({ "action": "SubmitCode", "text": code }));

    phone.until(|line| line["screen"].get("Email").is_some());
    let heard = phone.end();
    assert!(heard.iter().all(|line| !line.contains("message\":{")), "a second SMS: {heard:#?}");
}
