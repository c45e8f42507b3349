//! What the engine and the service count while they work, through the facade `metrics`.
//!
//! The exporter of that facade keeps each label as a text of its own, sorts all series anew for each reader, keeps the values of a
//! histogram until someone reads them, and never forgets a series: with hundreds of tenants, a reader cost a quarter of a second of CPU.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use metrics::{Counter, Gauge, Histogram, HistogramFn, Key, KeyName, Metadata, Recorder, SharedString, Unit};

use super::text::{Kind, Labels, Text};

/// Bounds of seconds, from a quick round to a first load. All histograms are of seconds.
const SECONDS: [f64; 11] = [0.1, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0, 1800.0, 7200.0];
/// The label by which a series belongs to a tenant.
const TENANT: &str = "tenant";

/// All series. Clones are the same ones.
#[derive(Debug, Clone, Default)]
pub(super) struct Collector(Arc<RwLock<Families>>);

/// By name.
type Families = BTreeMap<String, BTreeMap<String, Series>>;

/// Under its labels, as they are written.
#[derive(Debug)]
struct Series {
    tenant: Option<String>,
    value: Value,
}

#[derive(Debug, Clone)]
enum Value {
    Counter(Arc<AtomicU64>),
    /// The bits of a float.
    Gauge(Arc<AtomicU64>),
    Histogram(Arc<Seconds>),
}

/// How many values were within each bound and not the one before.
#[derive(Debug, Default)]
struct Seconds(Mutex<Counted>);

#[derive(Debug, Default, Clone)]
struct Counted {
    buckets: [u64; SECONDS.len()],
    count: u64,
    sum: f64,
}

impl HistogramFn for Seconds {
    fn record(&self, value: f64) {
        let mut counted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let bucket = SECONDS.iter().position(|bound| value <= *bound);
        if let Some(bucket) = bucket.and_then(|bucket| counted.buckets.get_mut(bucket)) {
            *bucket += 1;
        }
        counted.count += 1;
        counted.sum += value;
    }
}

impl Collector {
    /// Forgets the series of tenants that are served no more: nothing is left that an alert could see.
    pub(super) fn forget(&self, is_served: impl Fn(&str) -> bool) {
        let is_kept = |series: &Series| series.tenant.as_deref().is_none_or(&is_served);
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if known.values().flat_map(BTreeMap::values).all(is_kept) {
            return;
        }
        drop(known);
        let mut families = self.0.write().unwrap_or_else(PoisonError::into_inner);
        families.values_mut().for_each(|family| family.retain(|_, series| is_kept(series)));
        families.retain(|_, family| !family.is_empty());
    }

    /// All series, beside what else is written.
    pub(super) fn text(&self, others: impl FnOnce(&mut Text<'_>)) -> String {
        let families = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let mut text = Text::default();
        others(&mut text);
        for (name, family) in &*families {
            for (labels, Series { value, .. }) in family {
                value.write(name, labels, &mut text);
            }
        }
        text.into_string()
    }

    /// The series of a key, which is a new one the first time.
    fn value(&self, key: &Key, new: fn() -> Value) -> Value {
        let (mut labels, mut tenant) = (Labels::default(), None);
        for label in key.labels() {
            labels.push(label.key(), label.value());
            if label.key() == TENANT {
                tenant = Some(label.value().to_owned());
            }
        }
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(series) = known.get(key.name()).and_then(|series| series.get(labels.text())) {
            return series.value.clone();
        }
        drop(known);
        let mut families = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let family = families.entry(key.name().to_owned()).or_default();
        let series = family.entry(labels.into_text()).or_insert_with(|| Series { tenant, value: new() });
        series.value.clone()
    }
}

impl Value {
    fn write<'n>(&self, name: &'n str, labels: &str, text: &mut Text<'n>) {
        match self {
            Self::Counter(value) => {
                text.number(Kind::Counter, name, labels, value.load(Ordering::Relaxed));
            }
            Self::Gauge(value) => {
                text.number(Kind::Gauge, name, labels, f64::from_bits(value.load(Ordering::Relaxed)));
            }
            Self::Histogram(seconds) => {
                let Counted { buckets, count, sum } =
                    seconds.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
                let up_to = buckets.into_iter().scan(0, |all, within| {
                    *all += within;
                    Some(*all)
                });
                text.histogram(name, labels, SECONDS.into_iter().zip(up_to), count, sum);
            }
        }
    }
}

/// A name that is used for two kinds of series counts as the kind that was first.
impl Recorder for Collector {
    fn describe_counter(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn describe_gauge(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn describe_histogram(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn register_counter(&self, key: &Key, _: &Metadata<'_>) -> Counter {
        match self.value(key, || Value::Counter(Arc::default())) {
            Value::Counter(value) => Counter::from_arc(value),
            _ => Counter::noop(),
        }
    }

    fn register_gauge(&self, key: &Key, _: &Metadata<'_>) -> Gauge {
        match self.value(key, || Value::Gauge(Arc::default())) {
            Value::Gauge(value) => Gauge::from_arc(value),
            _ => Gauge::noop(),
        }
    }

    fn register_histogram(&self, key: &Key, _: &Metadata<'_>) -> Histogram {
        match self.value(key, || Value::Histogram(Arc::default())) {
            Value::Histogram(value) => Histogram::from_arc(value),
            _ => Histogram::noop(),
        }
    }
}

#[cfg(test)]
mod tests {
    use metrics::{Label, Level};

    use super::*;

    fn key(name: &'static str, labels: &[(&'static str, &'static str)]) -> Key {
        Key::from_parts(
            name,
            labels.iter().map(|(name, value)| Label::new(*name, *value)).collect::<Vec<_>>(),
        )
    }

    #[test]
    fn what_is_counted_is_read_as_often_as_one_likes_and_a_tenant_that_is_gone_leaves_nothing() {
        let (collector, about) = (Collector::default(), Metadata::new("", Level::INFO, None));
        for (tenant, seconds) in [("acme", 0.0625), ("acme", 3.0), ("acme", 90_000.0), ("other", 1.0)] {
            collector.register_counter(&key("runs_total", &[("tenant", tenant)]), &about).increment(1);
            let of_run = key("run_seconds", &[("tenant", tenant), ("process", "stock")]);
            collector.register_histogram(&of_run, &about).record(seconds);
        }
        collector.register_gauge(&key("left", &[("address", "acme")]), &about).set(7.5);
        // Not what it was.
        collector.register_gauge(&key("runs_total", &[("tenant", "acme")]), &about).set(99.0);
        let read = || collector.text(|_| ());
        let all = read();
        for line in [
            "# TYPE left gauge\nleft{address=\"acme\"} 7.5\n",
            "# TYPE runs_total counter\nruns_total{tenant=\"acme\"} 3\nruns_total{tenant=\"other\"} 1\n",
            "run_seconds_bucket{tenant=\"acme\",process=\"stock\",le=\"0.1\"} 1\n",
            "run_seconds_bucket{tenant=\"acme\",process=\"stock\",le=\"2.5\"} 1\n",
            "run_seconds_bucket{tenant=\"acme\",process=\"stock\",le=\"5\"} 2\n",
            "run_seconds_bucket{tenant=\"acme\",process=\"stock\",le=\"7200\"} 2\n",
            "run_seconds_bucket{tenant=\"acme\",process=\"stock\",le=\"+Inf\"} 3\n",
            "run_seconds_sum{tenant=\"acme\",process=\"stock\"} 90003.0625\n",
            "run_seconds_count{tenant=\"acme\",process=\"stock\"} 3\n",
        ] {
            assert!(all.contains(line), "{line}: {all}");
        }
        assert_eq!(read(), all);
        collector.forget(|tenant| tenant == "other");
        let left = read();
        assert!(!left.contains("tenant=\"acme\"") && left.contains("tenant=\"other\""), "{left}");
        assert!(left.contains("left{address=\"acme\"} 7.5"), "of no tenant: {left}");
    }
}
