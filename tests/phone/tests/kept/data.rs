use serde_json::json;

use crate::alone;
use crate::program::Phone;

#[test]
fn a_phone_whose_folder_is_kept_is_where_it_was() {
    let _alone = alone();
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
