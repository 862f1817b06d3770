//! What one process of a benchmark tells another: one line of numbers.

use std::time::Duration;

use crate::Failure;

/// What a number of calls have cost.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figures {
    /// The calls.
    pub calls: u64,
    /// How long they took.
    pub wall: Duration,
    /// How long the process had a processor.
    pub processor: Duration,
    /// How often memory was asked for.
    pub allocations: u64,
    /// The most memory that the process had in use, in KiB.
    pub peak_memory: u64,
}

impl Figures {
    /// As a line.
    #[must_use]
    pub fn to_line(&self) -> String {
        let Self { calls, wall, processor, allocations, peak_memory } = self;
        format!("{calls} {} {} {allocations} {peak_memory}", wall.as_nanos(), processor.as_nanos())
    }

    /// From such a line.
    pub fn from_line(line: &str) -> Result<Self, Failure> {
        let numbers: Vec<u64> = line.split_whitespace().map(str::parse).collect::<Result<_, _>>()?;
        let [calls, wall, processor, allocations, peak_memory] = numbers[..] else {
            return Err(format!("`{line}` is no line of figures").into());
        };
        let (wall, processor) = (Duration::from_nanos(wall), Duration::from_nanos(processor));
        Ok(Self { calls, wall, processor, allocations, peak_memory })
    }

    /// How long one call took, in microseconds; under load, the time from one answer to the next.
    #[must_use]
    pub fn wall_micros(&self) -> f64 {
        micros(self.wall) / count(self.calls)
    }

    /// How long one call had a processor, in microseconds.
    #[must_use]
    pub fn processor_micros(&self) -> f64 {
        micros(self.processor) / count(self.calls)
    }

    /// How often one call asked for memory.
    #[must_use]
    pub fn allocations_each(&self) -> f64 {
        count(self.allocations) / count(self.calls)
    }

    /// The most memory that the process had in use, in MiB.
    #[must_use]
    pub fn peak_mebibytes(&self) -> f64 {
        count(self.peak_memory) / 1024.0
    }
}

/// The one in the middle, or between the two in the middle; zero of none.
#[must_use]
pub fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    let (low, high) = (figures.get(figures.len().saturating_sub(1) / 2), figures.get(figures.len() / 2));
    low.zip(high).map_or(0.0, |(low, high)| f64::midpoint(*low, *high))
}

/// A time in microseconds.
fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}

/// A count as what can be divided.
#[must_use]
#[allow(clippy::cast_precision_loss, reason = "no count here comes near 2^52")]
pub fn count(number: u64) -> f64 {
    number as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_arrive_as_they_were_sent() {
        let sent = Figures {
            calls: 2,
            wall: Duration::from_nanos(3_001),
            processor: Duration::from_nanos(999),
            allocations: 7,
            peak_memory: 5,
        };
        let arrived = Figures::from_line(&sent.to_line()).unwrap();
        assert_eq!(arrived, sent);
        assert!((arrived.wall_micros() - 1.5005).abs() < 1e-9);
        assert!((arrived.allocations_each() - 3.5).abs() < 1e-9);
        assert!(Figures::from_line("1 2 3").is_err());
    }

    #[test]
    fn the_median_is_in_the_middle() {
        for (figures, middle) in [(vec![], 0.0), (vec![3.0], 3.0), (vec![9.0, 1.0], 5.0), (vec![9.0, 1.0, 2.0], 2.0)] {
            assert!((median(figures.clone()) - middle).abs() < 1e-9, "{figures:?}");
        }
    }
}
