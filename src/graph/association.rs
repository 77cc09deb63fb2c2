//! How much more often two names stand together than chance would put them.

/// Statistics are left out where fewer articles name both: they would say more about chance than about the two.
pub(super) const FEWEST_DOCUMENTS: u32 = 5;

/// Measures of association of two entities over windows (sentences, paragraphs or documents).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Association {
    /// Share of the windows with either that hold both, 0 to 1 (Jaccard 1901): `n_ab / (n_a + n_b − n_ab)`.
    pub jaccard: f64,
    /// Normalised pointwise mutual information, −1 to 1 (Bouma 2009): `ln(n_ab·N / (n_a·n_b)) / −ln(n_ab / N)`;
    /// 0 is chance, 1 is never one without the other.
    pub npmi: f64,
    /// Log-likelihood ratio of the two-by-two table (Dunning 1993): `2 Σ O·ln(O / E)`; negative where the two stand
    /// together less often than chance. 10.83 is passed by chance once in a thousand pairs.
    pub g2: f64,
}

impl Association {
    /// From the windows that hold both (at least 1), the one, the other, and all windows.
    ///
    /// The whole is taken as no less than its parts, so that a text without sentences has no undefined statistics.
    pub fn of(both: u64, one: u64, other: u64, all: u64) -> Self {
        let (one, other) = (one.max(both), other.max(both));
        let either = one + other - both;
        let all = all.max(either);
        let [joint, first, second, n] = [both, one, other, all].map(|count| count as f64);
        let information = (joint * n / (first * second)).ln();
        let npmi = if both == all { 1.0 } else { information / -(joint / n).ln() };
        let cells = [
            (joint, first * second / n),
            (first - joint, first * (n - second) / n),
            (second - joint, (n - first) * second / n),
            (n - either as f64, (n - first) * (n - second) / n),
        ];
        let sum: f64 =
            cells.iter().filter(|(seen, _)| *seen > 0.0).map(|(seen, expected)| seen * (seen / expected).ln()).sum();
        let sign = if joint * n < first * second { -1.0 } else { 1.0 };
        Self { jaccard: joint / either as f64, npmi, g2: sign * (2.0 * sum).max(0.0) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chance_is_zero_and_inseparable_is_one() {
        let chance = Association::of(25, 50, 50, 100);
        assert!(chance.npmi.abs() < 1e-12 && chance.g2.abs() < 1e-9);
        assert!((Association::of(10, 10, 10, 100).npmi - 1.0).abs() < 1e-12);
        assert!((Association::of(10, 10, 10, 10).npmi - 1.0).abs() < 1e-12);
    }

    #[test]
    fn values_worked_by_hand() {
        // 10 of 20 and 30 in 100: Jaccard 10/40; NPMI ln(1000/600)/ln 10; G² of [[10, 10], [20, 60]].
        let found = Association::of(10, 20, 30, 100);
        assert!((found.jaccard - 0.25).abs() < 1e-12);
        assert!((found.npmi - 0.221_848_749_616_356_37).abs() < 1e-12);
        assert!((found.g2 - 4.473_350_049_571_542).abs() < 1e-9, "{}", found.g2);
        assert!(Association::of(1, 50, 50, 100).g2 < -10.0);
    }

    #[test]
    fn impossible_counts_still_give_numbers() {
        for found in [Association::of(5, 0, 0, 0), Association::of(1, 1, 1, 1), Association::of(1, 3, 4, 2)] {
            assert!(found.jaccard.is_finite() && found.npmi.is_finite() && found.g2.is_finite(), "{found:?}");
        }
    }
}
