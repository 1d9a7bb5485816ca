//! Values of a theme file: lengths, colours, opacities, font families, weights.

use serde::de::{Deserializer, Error};
use serde::{Deserialize, Serialize, Serializer};

use crate::notation::Color;
use crate::px::Px;
use crate::ruler::Face;

impl<'de> Deserialize<'de> for Px {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Px, D::Error> {
        let pixels = f64::deserialize(deserializer)?;
        hundredths(pixels, 10_000.0)
            .map(Px::hundredths)
            .ok_or_else(|| Error::custom("a length is from 0 to 10000 pixels, with at most two decimals"))
    }
}

impl Serialize for Px {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[expect(clippy::cast_precision_loss, reason = "a length of a theme is far below 2^52")]
        serializer.serialize_f64(self.in_hundredths() as f64 / 100.0)
    }
}

/// A number from 0 to `most` in hundredths, unless it has more than two decimals.
fn hundredths(number: f64, most: f64) -> Option<i64> {
    let hundredfold = number * 100.0;
    // Half a millionth is far more than a double loses here, and far less than a third decimal.
    let fits = (0.0..=most).contains(&number) && (hundredfold - hundredfold.round()).abs() < 5e-7;
    #[expect(clippy::cast_possible_truncation, reason = "it is whole and within the range just checked")]
    fits.then(|| hundredfold.round() as i64)
}

/// An opacity, in hundredths.
#[derive(Clone, Copy)]
pub struct Opacity(pub u8);

impl<'de> Deserialize<'de> for Opacity {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Opacity, D::Error> {
        let opacity = f64::deserialize(deserializer)?;
        hundredths(opacity, 1.0)
            .and_then(|percent| u8::try_from(percent).ok())
            .map(Opacity)
            .ok_or_else(|| Error::custom("an opacity is from 0 to 1, with at most two decimals"))
    }
}

/// A CSS list of font families.
pub struct FamilyNames(pub String);

impl<'de> Deserialize<'de> for FamilyNames {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<FamilyNames, D::Error> {
        // The names go into CSS. Without quotes they are plain words there, and nothing can end the rule.
        let mut names = String::deserialize(deserializer)?;
        names.retain(|c| !matches!(c, '"' | '\''));
        let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | ',' | '-' | '_');
        if names.trim().is_empty() || !names.chars().all(plain) {
            return Err(Error::custom(
                "font families are names of letters, digits, spaces and hyphens, with commas between",
            ));
        }
        Ok(FamilyNames(names))
    }
}

/// A weight.
#[derive(Clone, Copy)]
pub struct Weight(pub Face);

impl<'de> Deserialize<'de> for Weight {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Weight, D::Error> {
        match &*String::deserialize(deserializer)? {
            "regular" => Ok(Weight(Face::Regular)),
            "bold" => Ok(Weight(Face::Bold)),
            other => Err(Error::custom(format!("`{other}` is not a weight; write \"regular\" or \"bold\""))),
        }
    }
}

/// A colour of a paint, or none.
#[derive(Clone, Copy)]
pub struct Painted(pub Option<Color>);

impl<'de> Deserialize<'de> for Painted {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Painted, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text == "none" { Ok(Painted(None)) } else { color(&text).map(|color| Painted(Some(color))) }
    }
}

impl<'de> Deserialize<'de> for Color {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Color, D::Error> {
        color(&String::deserialize(deserializer)?)
    }
}

fn color<E: Error>(text: &str) -> Result<Color, E> {
    hex(text).ok_or_else(|| E::custom(format!("`{text}` is not a colour; write \"#rrggbb\"")))
}

fn hex(text: &str) -> Option<Color> {
    let digits = text.strip_prefix('#').filter(|rest| rest.len() == 6)?;
    // `from_str_radix` would take a sign as well.
    let all = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let value = u32::from_str_radix(digits, 16).ok().filter(|_| all)?;
    let [_, red, green, blue] = value.to_be_bytes();
    Some(Color { red, green, blue })
}
