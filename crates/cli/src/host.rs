//! The names of this machine in a `Host` field. A server that answers to another name can be reached by a page whose
//! name is made to lead here, which is called DNS rebinding.

/// Whether a host is a name of this machine that no one else can register. The port may differ where it is forwarded.
pub fn is_this_machine(host: &str) -> bool {
    ["127.0.0.1", "localhost", "[::1]"].iter().any(|name| is_named(host, name))
}

/// Whether a host is this name, with a port or without.
pub fn is_named(host: &str, name: &str) -> bool {
    let (start, rest) = host.split_at_checked(name.len()).unwrap_or(("", host));
    let is_port = |port: &str| port.len() <= 5 && port.bytes().all(|byte| byte.is_ascii_digit());
    start.eq_ignore_ascii_case(name) && (rest.is_empty() || rest.strip_prefix(':').is_some_and(is_port))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_others_can_give_away_are_not_this_machine() {
        for host in ["127.0.0.1", "127.0.0.1:8000", "LOCALHOST:1", "localhost", "[::1]", "[::1]:8000"] {
            assert!(is_this_machine(host), "{host}");
        }
        for host in [
            "",
            "evil",
            "localhost.evil",
            "127.0.0.1.evil:80",
            "[::]:1",
            "0.0.0.0",
            "localhost:80@evil",
            "localhost:123456",
            "[::1]x",
        ] {
            assert!(!is_this_machine(host), "{host}");
        }
        assert!(
            is_named("kroki.example:443", "kroki.example")
                && !is_named("kroki.example.evil", "kroki.example")
        );
        assert!(!is_named("x", ""));
    }
}
