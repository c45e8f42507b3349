//! What a page looks like, and whether everyone can use it.

use std::path::Path;

use serde_json::{Value, json};

use super::driver::Browser;

#[derive(Debug, Clone, Copy)]
pub(super) enum Scheme {
    Light,
    Dark,
}

pub(super) async fn scheme(browser: &Browser, scheme: Scheme) {
    let value = match scheme {
        Scheme::Light => "light",
        Scheme::Dark => "dark",
    };
    let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": value }] });
    browser.command("Emulation.setEmulatedMedia", features).await;
}

/// A phone.
pub(super) async fn narrow(browser: &Browser) {
    size(browser, 360, 780).await;
}

pub(super) async fn wide(browser: &Browser) {
    size(browser, 1280, 900).await;
}

/// High enough for a whole overview.
pub(super) async fn tall(browser: &Browser) {
    size(browser, 1280, 1080).await;
}

async fn size(browser: &Browser, width: u32, height: u32) {
    let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
    browser.command("Emulation.setDeviceMetricsOverride", size).await;
}

/// Scrolls until this is at the top.
pub(super) async fn to_top_of(browser: &Browser, selector: &str) {
    browser.ask_of("document.querySelector(arguments[0]).scrollIntoView()", selector).await;
}

/// Whether the pictures of the documentation are taken again.
pub(super) fn is_taking_pictures() -> bool {
    std::env::var_os("SCREENSHOTS").is_some()
}

/// Takes a picture for the documentation, where that is asked for.
pub(super) async fn picture(browser: &Browser, name: &str, colours: Scheme) {
    scheme(browser, colours).await;
    if is_taking_pictures() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(format!("{name}.png")), browser.screenshot().await).unwrap();
    }
}

/// Labels, landmarks, headings, captions, names, contrast, sizes: what WCAG 2.2 AA asks of such pages and a script can see.
const CHECKS: &str = r"
const problems = [];
const say = (what, element) => problems.push(what + ': ' + (element ? element.outerHTML.slice(0, 120) : ''));
const all = selector => [...document.querySelectorAll(selector)];
if (!['en', 'nb', 'sv'].includes(document.documentElement.lang)) say('the page says no language');
if (!document.title) say('the page has no title');
if (all('h1').length !== 1) say('there must be one h1');
if (all('main').length !== 1) say('there must be one main');
let level = 0;
for (const heading of all('h1, h2, h3, h4')) {
    const next = Number(heading.tagName[1]);
    if (next > level + 1) say('a level of headings is left out', heading);
    level = next;
}
for (const field of all('input:not([type=hidden]), select, textarea')) {
    if (!field.labels.length && !field.getAttribute('aria-label')) say('a field has no label', field);
}
for (const named of all('a[href], button, summary')) {
    if (!named.textContent.trim() && !named.getAttribute('aria-label')) say('it has no name', named);
}
for (const table of all('table')) {
    if (!table.caption || !table.caption.textContent.trim()) say('a table has no caption', table);
    for (const cell of table.querySelectorAll('th')) if (!cell.scope) say('a header has no scope', cell);
}
for (const attribute of ['aria-labelledby', 'aria-describedby', 'for']) {
    for (const element of all('[' + attribute + ']')) {
        for (const id of element.getAttribute(attribute).split(' ')) {
            if (!document.getElementById(id)) say(attribute + ' leads nowhere', element);
        }
    }
}
const ids = all('[id]').map(element => element.id);
for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) say('two elements have the id ' + id);
if (document.documentElement.scrollWidth > window.innerWidth) say('the page is wider than the screen');
const rgb = text => text.match(/[\d.]+/g).map(Number);
const luminance = colour => {
    const [r, g, b] = colour.slice(0, 3).map(c => (c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const background = element => {
    for (let at = element; at; at = at.parentElement) {
        const colour = rgb(getComputedStyle(at).backgroundColor);
        if (colour.length < 4 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
};
for (const element of all('body *')) {
    const text = [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
    if (!text || !element.checkVisibility() || element.matches('.hidden, caption, option')) continue;
    const [one, other] = [rgb(getComputedStyle(element).color), background(element)].map(luminance).sort((a, b) => b - a);
    const contrast = (one + 0.05) / (other + 0.05);
    if (contrast < 4.5) say('the contrast is ' + contrast.toFixed(2), element);
}
for (const target of all('button, select, input:not([type=hidden]):not([type=checkbox])')) {
    const box = target.getBoundingClientRect();
    if (box.height && (box.height < 24 || box.width < 24)) say('a target is too small', target);
}
return problems;
";

/// What axe-core finds, a line each: the rule, what it is about, and where.
const AXE: &str = r"
const done = arguments[arguments.length - 1];
axe.run().then(
    found => done(found.violations.flatMap(rule => rule.nodes.map(node => {
        const related = [...node.any, ...node.all, ...node.none].flatMap(check => check.relatedNodes || []);
        return [`${rule.id}: ${rule.help}: ${node.html}`, ...related.map(other => other.html)].join(' ~ ');
    }))),
    error => done([String(error)]),
);
";

/// The script of axe-core, where the variable `AXE` has its path.
pub(super) fn axe() -> Option<String> {
    let path = std::env::var_os("AXE")?;
    Some(std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
}

/// The page in the other languages, whose words are longer, on a phone; then in English as before.
pub(super) async fn in_each_language(browser: &Browser, page: &str) {
    for language in ["nb", "sv", "en"] {
        browser.click(&format!("button[value={language}]")).await;
        browser.shows(&format!("html[lang={language}]")).await;
        narrow(browser).await;
        is_accessible(browser, &format!("{page}, narrow, in {language}")).await;
        wide(browser).await;
    }
}

pub(super) async fn is_accessible(browser: &Browser, page: &str) {
    assert_eq!(browser.ask(CHECKS).await, Value::Array(Vec::new()), "{page}");
    if let Some(axe) = axe() {
        browser.ask(&axe).await;
        assert_eq!(browser.wait_for(AXE).await, Value::Array(Vec::new()), "{page}");
    }
}
