//! `reload`: the service that runs reads its tenants again.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use wms_erp_sync::visible;

use super::exit::{Exit, HostError};
use super::output;
use super::surroundings::Surroundings;
use crate::config::{ConfigError, Reading, WithoutCommands};

/// Records in hand are finished first.
const ANSWER: Duration = Duration::from_secs(120);

pub(super) async fn reload(
    config: &Path,
    token_env: &str,
    json: bool,
    around: &mut Surroundings<'_>,
) -> Result<Exit, HostError> {
    let outside = WithoutCommands(Arc::clone(&around.outside));
    let Reading { main, problems, .. } = Reading::of(config, &outside, &around.clock, &|_, _| false);
    let main = main.ok_or_else(|| ConfigError::new(config, problems))?;
    let Some(http) = main.http else {
        let what = "the configuration has no [http], through which the service could be reached: send it \
            SIGHUP (systemctl reload, kill -HUP); if there is a folder of tenants, it is checked every few \
            seconds";
        return Err(HostError::Usage(what.to_owned()));
    };
    let token = around.outside.variable(token_env);
    if !http.users.is_empty() && token.is_none() {
        let what = format!(
            "the page has users: give the token of an operator who sees all tenants in the environment variable {token_env}"
        );
        return Err(HostError::Usage(what));
    }
    let unreachable = |error: reqwest::Error| HostError::Unknown {
        what: format!(
            "the service cannot be reached at {}: {}",
            http.listen,
            super::chain(&error.without_url())
        ),
        remedy: "is it running, with this configuration? SIGHUP does the same",
    };
    let client = reqwest::Client::builder().no_proxy().timeout(ANSWER).tls_certs_only([]).build();
    let url = format!("http://{}/api/v1/reload", reached(http.listen));
    let request = client.map_err(unreachable)?.post(url).header("Content-Type", "application/json");
    let request = match token {
        Some(token) => request.bearer_auth(token),
        None => request,
    };
    let answer = request.body("{}").send().await.map_err(unreachable)?;
    let done = answer.status().is_success();
    let text = answer.text().await.map_err(unreachable)?;
    let document: Value = serde_json::from_str(&text).unwrap_or_default();
    if !done {
        let what = document["detail"].as_str().unwrap_or("the service refused it").to_owned();
        return Err(HostError::Unknown {
            what,
            remedy: "give the token of an operator who sees all tenants, or send the service SIGHUP",
        });
    }
    print(&document, json, around)
}

fn print(document: &Value, json: bool, around: &mut Surroundings<'_>) -> Result<Exit, HostError> {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let tenants = list(&document["tenants"]);
    let is_wrong = |tenant: &Value| tenant["outcome"] == "wrong";
    let exit = match tenants.iter().any(is_wrong) || !list(&document["problems"]).is_empty() {
        true => Exit::Failed,
        false => Exit::Done,
    };
    if json {
        writeln!(around.out, "{}", output::json(document)?)?;
        return Ok(exit);
    }
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    for tenant in tenants.iter().filter(|tenant| tenant["outcome"] != "unchanged") {
        writeln!(around.out, "{}: {}", visible(&word(&tenant["name"])), word(&tenant["outcome"]))?;
    }
    let of_tenants = tenants.iter().flat_map(|tenant| list(&tenant["problems"]));
    for problem in of_tenants.chain(list(&document["problems"])) {
        let (file, key, what) = (word(&problem["file"]), word(&problem["key"]), word(&problem["what"]));
        writeln!(around.out, "! {}", visible(&format!("{file}:{}: {key}: {what}", problem["line"])))?;
    }
    writeln!(around.out, "{} tenants were read", tenants.len())?;
    Ok(exit)
}

/// An address that stands for all of this machine is reached at the loopback.
fn reached(listen: SocketAddr) -> SocketAddr {
    match listen.ip().is_unspecified() {
        true => SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), listen.port()),
        false => listen,
    }
}
