//! Which date of a new rule takes the place of which date of the old one, so that a meeting keeps its
//! agenda and its calendar entry when its series changes.

use chrono::NaiveDate;

/// For each old date the index of the new one it becomes; none where it falls away.
///
/// In step, by their order. Else by nearness: two dates belong together if each is the other's nearest,
/// and `first` says that the first two do whatever else is near.
pub(super) fn pair(
    old: &[NaiveDate],
    new: &[NaiveDate],
    in_step: bool,
    first: bool,
) -> Vec<Option<usize>> {
    if in_step {
        return (0..old.len())
            .map(|index| Some(index).filter(|index| *index < new.len()))
            .collect();
    }
    old.iter()
        .enumerate()
        .map(|(index, date)| {
            if first && index == 0 {
                return Some(0).filter(|_| !new.is_empty());
            }
            nearest(*date, new)
                .filter(|taken| !(first && *taken == 0))
                .filter(|taken| new.get(*taken).and_then(|back| nearest(*back, old)) == Some(index))
        })
        .collect()
}

/// The index of the date nearest to `date`, the earlier of two as near.
fn nearest(date: NaiveDate, among: &[NaiveDate]) -> Option<usize> {
    among
        .iter()
        .enumerate()
        .min_by_key(|(_, other)| (**other - date).num_days().abs())
        .map(|(index, _)| index)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dates(days: &[u32]) -> Vec<NaiveDate> {
        days.iter()
            .map(|day| NaiveDate::from_ymd_opt(2026, 1, *day).expect("a day of January"))
            .collect()
    }

    #[test]
    fn in_step_the_order_counts() {
        let pairs = pair(&dates(&[5, 12, 19]), &dates(&[12, 19]), true, true);
        assert_eq!(
            pairs,
            [Some(0), Some(1), None],
            "a week later each, and the last falls away"
        );
    }

    #[test]
    fn out_of_step_a_date_keeps_to_its_nearest() {
        assert_eq!(
            pair(&dates(&[5, 12, 19, 26]), &dates(&[5, 19]), false, true),
            [Some(0), None, Some(1), None],
            "every second falls away"
        );
        assert_eq!(
            pair(&dates(&[5, 19]), &dates(&[6, 13, 20]), false, true),
            [Some(0), Some(2)],
            "the one between is new, and takes nobody's place"
        );
    }

    #[test]
    fn the_first_becomes_the_first_where_somebody_said_so() {
        assert_eq!(
            pair(&dates(&[5, 12, 19]), &dates(&[11, 25]), false, true),
            [Some(0), None, Some(1)],
            "although the twelfth is nearer, which then falls away"
        );
        assert_eq!(
            pair(&dates(&[5, 12]), &dates(&[11]), false, false),
            [None, Some(0)],
            "without that word the nearer one is meant"
        );
    }
}
