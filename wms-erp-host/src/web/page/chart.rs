//! Pictures from figures: inline SVG without scripts or styles of its own, and the same figures as a table. Pure.

use maud::{Markup, html};

use super::layout::table;
use crate::language::Texts;

/// What a picture shows.
#[derive(Debug)]
pub(super) struct Chart<'a> {
    /// Names it in the page.
    pub(super) id: &'a str,
    pub(super) title: &'a str,
    /// What each of the labels is.
    pub(super) column: &'a str,
    /// What stands below, from left to right.
    pub(super) labels: &'a [String],
    pub(super) series: Vec<Series<'a>>,
}

/// One row of figures: as many as there are labels; none where nothing is known.
#[derive(Debug)]
pub(super) struct Series<'a> {
    pub(super) name: &'a str,
    pub(super) values: Vec<Option<u64>>,
}

const WIDTH: u64 = 640;
const HEIGHT: u64 = 120;
/// What is left for words at the left, at the top and below.
const LEFT: u64 = 56;
const TOP: u64 = 10;
const BELOW: u64 = 22;

/// The picture, and behind it its figures.
pub(super) fn chart(texts: &Texts, chart: &Chart<'_>) -> Markup {
    html! {
        figure {
            figcaption #(chart.id) { (chart.title) }
            (bars(texts, chart))
            @if chart.series.len() > 1 {
                ul.legend { @for (at, series) in chart.series.iter().enumerate() {
                    li { span class={ "key series-" (at) } {} (series.name) }
                } }
            }
            details {
                summary { (texts.figures()) }
                (figures(texts, chart))
            }
        }
    }
}

/// Bars side by side, each as high as its part of the greatest value.
fn bars(texts: &Texts, chart: &Chart<'_>) -> Markup {
    let greatest =
        chart.series.iter().flat_map(|series| &series.values).flatten().copied().max().unwrap_or_default();
    let (columns, rows) = (chart.labels.len().max(1) as u64, chart.series.len().max(1) as u64);
    // In hundredths, so that many narrow bars fill the width.
    let slot = (WIDTH - LEFT) * 100 / columns;
    let width = (slot * 4 / 5 / rows).max(100);
    let left = |column: usize, row: usize| LEFT * 100 + column as u64 * slot + slot / 10 + row as u64 * width;
    let height = |value: u64| if greatest == 0 { 0 } else { (value * HEIGHT).div_ceil(greatest) };
    let number = |hundredths: u64| format!("{}.{:02}", hundredths / 100, hundredths % 100);
    let base = TOP + HEIGHT;
    html! {
        svg.chart viewBox={ "0 0 " (WIDTH) " " (base + BELOW) } role="img" aria-labelledby=(chart.id) {
            line.axis x1=(LEFT) y1=(base) x2=(WIDTH) y2=(base) {}
            text.end x=(LEFT - 6) y=(TOP + 8) { (texts.number(greatest)) }
            text.end x=(LEFT - 6) y=(base) { "0" }
            @for (row, series) in chart.series.iter().enumerate() {
                @for (column, value) in series.values.iter().enumerate() {
                    @if let Some(value) = value.filter(|value| *value > 0) {
                        rect class={ "series-" (row) } x=(number(left(column, row))) y=(base - height(value))
                            width=(number(width)) height=(height(value)) {}
                    }
                }
            }
            @if let Some(first) = chart.labels.first() { text x=(LEFT) y=(base + BELOW - 4) { (first) } }
            @if let Some(last) = chart.labels.last().filter(|_| chart.labels.len() > 1) {
                text.end x=(WIDTH) y=(base + BELOW - 4) { (last) }
            }
        }
    }
}

fn figures(texts: &Texts, chart: &Chart<'_>) -> Markup {
    table(
        chart.title,
        &html! {
            thead { tr {
                th scope="col" { (chart.column) }
                @for series in &chart.series { th.number scope="col" { (series.name) } }
            } }
            tbody { @for (at, label) in chart.labels.iter().enumerate() {
                tr {
                    th scope="row" { (label) }
                    @for series in &chart.series {
                        td.number { @if let Some(value) = series.values.get(at).copied().flatten() { (texts.number(value)) } @else { "–" } }
                    }
                }
            } }
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::ENGLISH;

    fn picture(series: Vec<Series<'_>>, labels: &[&str]) -> String {
        let labels: Vec<String> = labels.iter().map(|label| (*label).to_owned()).collect();
        bars(&ENGLISH, &Chart { id: "c", title: "Orders", column: "Day", labels: &labels, series })
            .into_string()
    }

    #[test]
    fn bars_are_as_high_as_their_part_of_the_greatest() {
        let series = vec![
            Series { name: "Imported", values: vec![Some(4), None, Some(2)] },
            Series { name: "Sent", values: vec![Some(0), Some(1), Some(3)] },
        ];
        let expected = concat!(
            r#"<svg class="chart" viewBox="0 0 640 152" role="img" aria-labelledby="c">"#,
            r#"<line class="axis" x1="56" y1="130" x2="640" y2="130"></line>"#,
            r#"<text class="end" x="50" y="18">4</text><text class="end" x="50" y="130">0</text>"#,
            r#"<rect class="series-0" x="75.46" y="10" width="77.86" height="120"></rect>"#,
            r#"<rect class="series-0" x="464.78" y="70" width="77.86" height="60"></rect>"#,
            r#"<rect class="series-1" x="347.98" y="100" width="77.86" height="30"></rect>"#,
            r#"<rect class="series-1" x="542.64" y="40" width="77.86" height="90"></rect>"#,
            r#"<text x="56" y="148">1 March</text><text class="end" x="640" y="148">3 March</text></svg>"#,
        );
        assert_eq!(picture(series, &["1 March", "2 March", "3 March"]), expected);
    }

    #[test]
    fn nothing_and_all_zeros_are_pictures_too() {
        for (values, labels) in [(vec![], &[][..]), (vec![Some(0), None], &["a", "b"])] {
            let picture = picture(vec![Series { name: "Held", values }], labels);
            assert!(picture.contains(">0</text>") && !picture.contains("<rect"), "{picture}");
        }
        let huge = picture(vec![Series { name: "Held", values: vec![Some(u64::from(u32::MAX))] }], &["<b>"]);
        assert!(huge.contains(r#"height="120""#) && huge.contains("&lt;b&gt;"), "{huge}");
    }
}
