//! `Px`: a length in hundredths of a CSS pixel. Integers make every sum exact and the same on every machine.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// A length or a coordinate, in hundredths of a CSS pixel.
///
/// ```
/// use seqwright::px::Px;
/// assert_eq!(Px::new(3) + Px::hundredths(50), Px::hundredths(350));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Px(i64);

impl Px {
    /// Zero.
    pub const ZERO: Px = Px(0);

    /// Makes a length of a whole number of pixels.
    pub const fn new(pixels: i64) -> Px {
        Px(pixels * 100)
    }

    /// Makes a length from hundredths of a pixel.
    pub const fn hundredths(n: i64) -> Px {
        Px(n)
    }

    /// Returns the length in hundredths of a pixel.
    pub const fn in_hundredths(self) -> i64 {
        self.0
    }

    /// Returns half of it, rounded down.
    pub const fn half(self) -> Px {
        Px(self.0.div_euclid(2))
    }

    /// Rounds up to a multiple of `step`.
    pub const fn up_to(self, step: Px) -> Px {
        let over = self.0.rem_euclid(step.0);
        if over == 0 { self } else { Px(self.0 + step.0 - over) }
    }

    /// Rounds up to whole pixels.
    pub const fn ceil(self) -> i64 {
        self.up_to(Px::new(1)).0 / 100
    }

    /// Rounds down to whole pixels.
    pub const fn floor(self) -> i64 {
        self.0.div_euclid(100)
    }

    /// Returns its absolute value.
    pub const fn abs(self) -> Px {
        Px(self.0.abs())
    }
}

impl Add for Px {
    type Output = Px;
    fn add(self, other: Px) -> Px {
        Px(self.0 + other.0)
    }
}

impl Sub for Px {
    type Output = Px;
    fn sub(self, other: Px) -> Px {
        Px(self.0 - other.0)
    }
}

impl Neg for Px {
    type Output = Px;
    fn neg(self) -> Px {
        Px(-self.0)
    }
}

impl Mul<i64> for Px {
    type Output = Px;
    fn mul(self, times: i64) -> Px {
        Px(self.0 * times)
    }
}

impl Div<i64> for Px {
    type Output = Px;
    fn div(self, parts: i64) -> Px {
        Px(self.0.div_euclid(parts))
    }
}

impl AddAssign for Px {
    fn add_assign(&mut self, other: Px) {
        self.0 += other.0;
    }
}

impl SubAssign for Px {
    fn sub_assign(&mut self, other: Px) {
        self.0 -= other.0;
    }
}

impl Sum for Px {
    fn sum<I: Iterator<Item = Px>>(all: I) -> Px {
        Px(all.map(|px| px.0).sum())
    }
}
