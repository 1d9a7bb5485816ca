//! X25519, P-256 and RSA as the standards write them, with whole numbers: slow, and simple enough to be read.

use num_bigint::BigUint;

/// The base point of X25519 (RFC 7748, section 4.1).
pub const X25519_BASE: [u8; 32] = {
    let mut base = [0; 32];
    base[0] = 9;
    base
};

fn number(digits: &str) -> BigUint {
    BigUint::parse_bytes(digits.as_bytes(), 16).expect("they are digits")
}

/// X25519 by the ladder of RFC 7748, section 5.
pub fn x25519(private: &[u8], share: &[u8]) -> Vec<u8> {
    let p = (BigUint::from(1_u8) << 255) - 19_u8;
    let mut private = private.to_vec();
    private[0] &= 248;
    private[31] = private[31] & 127 | 64;
    let mut share = share.to_vec();
    share[31] &= 127;
    let (k, x1) = (BigUint::from_bytes_le(&private), BigUint::from_bytes_le(&share));
    let (one, zero) = (BigUint::from(1_u8), BigUint::from(0_u8));
    let minus = |a: &BigUint, b: &BigUint| (a + &p - b) % &p;
    let (mut x2, mut z2, mut x3, mut z3) = (one.clone(), zero, x1.clone(), one);
    for bit in (0..255).rev() {
        let is_set = k.bit(bit);
        if is_set {
            std::mem::swap(&mut x2, &mut x3);
            std::mem::swap(&mut z2, &mut z3);
        }
        let (a, b) = ((&x2 + &z2) % &p, minus(&x2, &z2));
        let (c, d) = ((&x3 + &z3) % &p, minus(&x3, &z3));
        let (aa, bb, da, cb) = (&a * &a % &p, &b * &b % &p, d * &a % &p, c * &b % &p);
        let e = minus(&aa, &bb);
        let (sum, difference) = ((&da + &cb) % &p, minus(&da, &cb));
        x3 = &sum * &sum % &p;
        z3 = &x1 * (&difference * &difference) % &p;
        x2 = &aa * &bb % &p;
        z2 = &e * (&aa + 121_665_u32 * &e) % &p;
        if is_set {
            std::mem::swap(&mut x2, &mut x3);
            std::mem::swap(&mut z2, &mut z3);
        }
    }
    let inverse = z2.modpow(&(&p - 2_u8), &p);
    let mut result = (x2 * inverse % &p).to_bytes_le();
    result.resize(32, 0);
    result
}

/// A point of P-256; none is the point at infinity.
type Point = Option<(BigUint, BigUint)>;

fn prime() -> BigUint {
    number("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff")
}

fn add(one: &Point, other: &Point) -> Point {
    let (Some((x1, y1)), Some((x2, y2))) = (one, other) else { return one.clone().or_else(|| other.clone()) };
    let p = prime();
    let slope = if x1 != x2 {
        (y2 + &p - y1) * ((x2 + &p - x1) % &p).modpow(&(&p - 2_u8), &p) % &p
    } else if y1 == y2 {
        // The curve is y² = x³ - 3x + b.
        (x1 * x1 * 3_u8 + &p - 3_u8) * (y1 * 2_u8).modpow(&(&p - 2_u8), &p) % &p
    } else {
        return None;
    };
    let x = (&slope * &slope + &p + &p - x1 - x2) % &p;
    let y = (slope * ((x1 + &p - &x) % &p) + &p - y1) % &p;
    Some((x, y))
}

fn times(scalar: &[u8], point: &Point) -> (BigUint, BigUint) {
    let scalar = BigUint::from_bytes_be(scalar);
    let mut sum = None;
    for bit in (0..256).rev() {
        sum = add(&sum, &sum);
        if scalar.bit(bit) {
            sum = add(&sum, point);
        }
    }
    sum.expect("the scalar is not zero")
}

fn padded(number: &BigUint, length: usize) -> Vec<u8> {
    let bytes = number.to_bytes_be();
    [vec![0; length - bytes.len()], bytes].concat()
}

/// The uncompressed public half of a private key of P-256.
pub fn p256_public(private: &[u8]) -> Vec<u8> {
    let base = (
        number("6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"),
        number("4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"),
    );
    let (x, y) = times(private, &Some(base));
    [vec![4], padded(&x, 32), padded(&y, 32)].concat()
}

/// The abscissa of a private key times a share.
pub fn p256_shared(private: &[u8], share: &[u8]) -> Vec<u8> {
    let (x, y) = share[1..].split_at(32);
    let share = (BigUint::from_bytes_be(x), BigUint::from_bytes_be(y));
    padded(&times(private, &Some(share)).0, 32)
}

/// A value in DER, and what follows it: the tag, the contents, the rest.
fn der(bytes: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (&tag, rest) = bytes.split_first()?;
    let (&short, rest) = rest.split_first()?;
    let count = if short < 0x80 { 0 } else { usize::from(short & 0x7f) };
    let (digits, rest) = rest.split_at_checked(count)?;
    let long = digits.iter().fold(0, |length, &digit| length << 8 | usize::from(digit));
    let (contents, rest) = rest.split_at_checked(if short < 0x80 { usize::from(short) } else { long })?;
    Some((tag, contents, rest))
}

/// The modulus and the exponent of an RSA key: an RSAPublicKey (RFC 8017, appendix A.1.1), also inside a
/// SubjectPublicKeyInfo.
pub fn rsa_key(key: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    let (0x30, contents, _) = der(key)? else { return None };
    match der(contents)? {
        (0x02, modulus, rest) => {
            let (0x02, exponent, _) = der(rest)? else { return None };
            Some((modulus.strip_prefix(&[0]).unwrap_or(modulus).to_vec(), exponent.to_vec()))
        }
        (0x30, _, rest) => {
            let (0x03, bits, _) = der(rest)? else { return None };
            rsa_key(bits.get(1..)?)
        }
        _ => None,
    }
}

/// What a signature of RSA was made of: the padded digest, as long as the modulus.
pub fn rsa(modulus: &[u8], exponent: &[u8], signature: &[u8]) -> Vec<u8> {
    let n = BigUint::from_bytes_be(modulus);
    let exponent = BigUint::from_bytes_be(exponent);
    padded(&BigUint::from_bytes_be(signature).modpow(&exponent, &n), modulus.len())
}
