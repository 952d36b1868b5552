use vestibule_server::{Config, World};

use crate::client::{http, metadata_url, send};

#[tokio::test]
async fn every_server_of_the_example_says_who_it_is() {
    let world = World::start(Config::example()).unwrap();
    let http = http(&world);

    for server in world.servers().filter(|server| server.name() != "stale") {
        let metadata = send(http.get(metadata_url(server.issuer()))).await;

        assert_eq!(metadata.body["issuer"], server.issuer());
        assert_eq!(metadata.header("content-type"), Some("application/json"));
    }
}
