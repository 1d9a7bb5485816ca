//! A token that cannot be guessed.

use std::io;

/// Random bytes of a token: 128 bits, too many to guess.
const TOKEN_BYTES: usize = 16;

/// A new token, in hexadecimal digits.
pub fn token() -> io::Result<String> {
    let mut bytes = [0; TOKEN_BYTES];
    getrandom::fill(&mut bytes).map_err(io::Error::other)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_long_and_never_the_same() {
        let (one, other) = (token().expect("there is chance"), token().expect("there is chance"));
        assert_eq!(one.len(), 2 * TOKEN_BYTES);
        assert_ne!(one, other);
    }
}
