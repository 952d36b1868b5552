use vestibule_server::Config;

#[test]
fn a_configuration_that_can_not_be_used_says_why() {
    for (config, said) in [
        ("[[public]]", "missing field `name`"),
        ("colour = 1", "unknown field `colour`"),
        (&format!("{GREEN}{GREEN}"), "two servers are called `green`"),
        (
            &format!("{GREEN}sign_in = [\"password\"]"),
            "`green` has `sign_in`, which only a corporate",
        ),
        (&format!("{GREEN}path = \"kz\""), "the path of `green`"),
        (&format!("{GREEN}regions = [{{ server = \"x\", calling_codes = [] }}]"), "server `x`"),
        (&format!("{ACME}registration = \"closed\""), "which only a public server"),
        (&format!("{ACME}trusts = [\"acme\"]"), "`acme` names the server `acme`"),
        ("[[corporate]]\nname = \"a\"\ntitle = \"A\"", "what it asks for"),
        (
            "[[corporate]]\nname = \"a\"\ntitle = \"A\"\nsign_in = [\"choose\"]",
            "`methods` must not be empty",
        ),
        (&format!("{GREEN}redirects = [\"a://b\"]"), "which only a corporate server"),
        (&corporate("\"openid\""), "it must say of whom"),
        (&corporate("\"choose\"]\nmethods = [\"openid\""), "it must say of whom"),
        (&believing(""), "must name one provider"),
        (
            &believing("provider = \"id\"\nissuer = \"https://id.example\""),
            "must name one provider",
        ),
        (&believing("issuer = \"http://id.example\""), "must name one provider"),
        (&believing("provider = \"id\""), "server `id`"),
        (&corporate("\"web\""), "says in `redirects`"),
        (&corporate("\"web\", \"profile\"]\nredirects = [\"a://b\""), "last"),
        ("[[provider]]\nname = \"id\"\ntitle = \"Id\"\npath = \"x\"", "the path of `id`"),
        ("[[directory]]\ndomain = \"a b\"", "`a b` is no domain name"),
        ("[[directory]]\ndomain = \"a.example\"\nservers = [\"x\"]", "server `x`"),
    ] {
        let error = Config::parse(config).unwrap_err().to_string();
        assert!(error.contains(said), "{config}: {error}");
    }
}

const GREEN: &str = "[[public]]\nname = \"green\"\ntitle = \"Green\"\n";
const ACME: &str = "[[corporate]]\nname = \"acme\"\ntitle = \"Acme\"\nsign_in = [\"password\"]\n";

/// A corporate server that asks for this.
fn corporate(sign_in: &str) -> String {
    format!("[[corporate]]\nname = \"a\"\ntitle = \"A\"\nsign_in = [{sign_in}]")
}

/// One that believes an identity provider.
fn believing(openid: &str) -> String {
    format!("{}\n[corporate.openid]\nclient_id = \"c\"\n{openid}", corporate("\"openid\""))
}
