//! How numbers are spelled: without the machinery of formatting, which would cost more than all else about a tie.

use std::fmt::{Display, Write};

/// Adds a whole number.
pub(super) fn push_whole(out: &mut Vec<u8>, value: u64) {
    let digit = |unit: u64| b'0' + (value / unit % 10) as u8;
    match value {
        0..10 => out.push(digit(1)),
        10..100 => out.extend_from_slice(&[digit(10), digit(1)]),
        100..1000 => out.extend_from_slice(&[digit(100), digit(10), digit(1)]),
        1000..10_000 => out.extend_from_slice(&[digit(1000), digit(100), digit(10), digit(1)]),
        _ => push_digits(out, value, 1),
    }
}

/// Adds a whole number with at least so many digits.
fn push_digits(out: &mut Vec<u8>, mut value: u64, least: usize) {
    let mut digits = [b'0'; 20];
    let mut first = digits.len();
    while value > 0 {
        first -= 1;
        digits[first] = b'0' + (value % 10) as u8;
        value /= 10;
    }
    out.extend_from_slice(&digits[first.min(digits.len() - least)..]);
}

/// A number with a fixed number of decimals, always with a point where there are any, and never `-0.0`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Decimal(pub(super) f64, pub(super) usize);

/// The powers of ten that a number is multiplied by.
const POWERS: [u64; 9] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

impl Decimal {
    /// Adds the number.
    pub(super) fn push(self, out: &mut Vec<u8>) {
        let Some((rounded, power)) = self.rounded() else {
            out.extend_from_slice(self.spelled().as_bytes());
            return;
        };
        if self.0 < 0.0 && rounded > 0 {
            out.push(b'-');
        }
        push_whole(out, rounded / power);
        if self.1 > 0 {
            out.push(b'.');
            push_digits(out, rounded % power, self.1);
        }
    }

    /// The number without sign and point, and the power of ten that it was multiplied by; `None` where rounding is not
    /// beyond doubt: the product is off by less than a thousandth.
    #[expect(clippy::cast_sign_loss, reason = "the product is of numbers without sign")]
    fn rounded(self) -> Option<(u64, u64)> {
        const MOST: f64 = 1e12;
        let power = *POWERS.get(self.1)?;
        let product = self.0.abs() * power as f64;
        // Also where it is no number.
        if !matches!(product.partial_cmp(&MOST), Some(std::cmp::Ordering::Less)) {
            return None;
        }
        let whole = product as u64;
        let rest = product - whole as f64;
        ((rest - 0.5).abs() > 0.001).then_some((whole + u64::from(rest > 0.5), power))
    }

    /// The same by the standard library, which rounds every number rightly.
    fn spelled(self) -> String {
        let spelled = format!("{:.*}", self.1, self.0);
        let zero = spelled.bytes().all(|byte| matches!(byte, b'-' | b'0' | b'.'));
        if zero { spelled.trim_start_matches('-').to_owned() } else { spelled }
    }
}

impl Display for Decimal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut out = Vec::with_capacity(24);
        self.push(&mut out);
        out.iter().try_for_each(|&digit| f.write_char(digit.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn decimals_have_a_point_and_no_negative_zero() {
        assert_eq!(Decimal(1.0, 4).to_string(), "1.0000");
        assert_eq!(Decimal(-0.000_01, 4).to_string(), "0.0000");
        assert_eq!(Decimal(-0.5, 1).to_string(), "-0.5");
        assert_eq!(Decimal(-12.0, 0).to_string(), "-12");
        assert_eq!(Decimal(f64::NAN, 2).to_string(), "NaN");
        assert_eq!(Decimal(f64::INFINITY, 2).to_string(), "inf");
    }

    #[test]
    fn whole_numbers_are_spelled() {
        let mut out = Vec::new();
        for value in [0, 7, 10, 1_000_000, u64::MAX] {
            push_whole(&mut out, value);
            out.push(b' ');
        }
        assert_eq!(out, b"0 7 10 1000000 18446744073709551615 ");
    }

    proptest! {
        #[test]
        fn decimals_are_those_of_the_standard_library(value in any::<f64>(), small in -1e4..1e4_f64, halves in 0..40_000_u32, places in 0..9_usize) {
            let half = f64::from(halves) / 8.0 / POWERS[places] as f64;
            for value in [value, small, small / 1e4, half, -half] {
                prop_assert_eq!(Decimal(value, places).to_string(), Decimal(value, places).spelled());
            }
        }
    }
}
