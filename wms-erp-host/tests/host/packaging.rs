//! What the files say by which the service is installed: each command line, path and port in them is tried with the real service.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;
use tokio::io::BufReader;
use wms_erp_host::Exit;
use yaml_rust2::{Yaml, YamlLoader};

use crate::child::{Street, service};
use crate::http::{address, get};
use crate::rig::Rig;

const UNIT: &str = "packaging/wms-erp.service";

fn path(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(file)
}

fn text(file: &str) -> String {
    std::fs::read_to_string(path(file)).unwrap()
}

/// The keys of the unit; of one that comes several times, the last.
fn unit() -> BTreeMap<String, String> {
    let text = text(UNIT);
    let lines = text.lines().filter(|line| !line.starts_with(['#', '[']));
    lines
        .filter_map(|line| line.split_once('='))
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .collect()
}

/// The instructions of the Dockerfile, each on one line.
fn dockerfile() -> Vec<(String, String)> {
    let text = text("Dockerfile").replace("\\\n", " ");
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once(' '))
        .map(|(word, rest)| (word.to_owned(), rest.trim().to_owned()))
        .collect()
}

/// The words of an instruction in its JSON form.
fn words(instruction: &str) -> Vec<String> {
    let found = dockerfile().into_iter().rfind(|(word, _)| word == instruction);
    let (_, text) = found.unwrap_or_else(|| panic!("no {instruction}"));
    serde_json::from_str(text.split_once("CMD ").map_or(&*text, |(_, json)| json)).unwrap()
}

/// The documents for Kubernetes, by kind.
fn kubernetes() -> BTreeMap<String, Vec<Yaml>> {
    let mut all: BTreeMap<String, Vec<Yaml>> = BTreeMap::new();
    for document in YamlLoader::load_from_str(&text("packaging/kubernetes.yml")).unwrap() {
        all.entry(document["kind"].as_str().unwrap().to_owned()).or_default().push(document);
    }
    all
}

fn container() -> Yaml {
    kubernetes()["Deployment"][0]["spec"]["template"]["spec"]["containers"][0].clone()
}

#[test]
fn the_unit_is_one_that_systemd_takes_and_fits_the_service() {
    let unit = unit();
    assert_eq!((unit["Type"].as_str(), unit["NotifyAccess"].as_str()), ("notify", "main"));
    assert!(unit["ExecReload"].ends_with("kill -HUP $MAINPID"));
    let seconds = |key: &str| humantime::parse_duration(&unit[key]).unwrap().as_secs();
    assert!(seconds("TimeoutStopSec") > 9, "the current records are finished");
    // A beat comes in a quarter of that time.
    assert!((60..=300).contains(&seconds("WatchdogSec")));
    assert_eq!(unit["WorkingDirectory"], format!("/var/lib/{}", unit["StateDirectory"]));
    let user = text("packaging/wms-erp.sysusers")
        .lines()
        .any(|line| line.starts_with(&format!("u {} ", unit["User"])));
    assert!(user && unit["CapabilityBoundingSet"].is_empty() && unit["NoNewPrivileges"] == "yes");

    let Ok(mut verify) = which("systemd-analyze") else {
        return crate::skipped("there is no systemd-analyze");
    };
    // It looks for the program, too.
    let folder = TempDir::new().unwrap();
    let copy = folder.path().join("wms-erp.service");
    let program = unit["ExecStart"].split(' ').next().unwrap();
    std::fs::write(&copy, text(UNIT).replace(program, service())).unwrap();
    let verified = verify.arg("verify").arg(&copy).output().unwrap();
    let said = String::from_utf8_lossy(&verified.stderr);
    assert!(verified.status.success() && !said.contains("wms-erp.service"), "{said}");
}

fn which(program: &str) -> Result<Command, std::io::Error> {
    Command::new(program).arg("--version").output().map(|_| Command::new(program))
}

/// The command lines of the unit, of the image and of the pods start the service, and what asks for its health is answered.
#[tokio::test(flavor = "multi_thread")]
async fn each_command_line_starts_the_service_and_each_probe_is_answered() {
    let of_unit: Vec<String> = unit()["ExecStart"].split(' ').map(str::to_owned).collect();
    let of_image: Vec<String> = words("ENTRYPOINT").into_iter().chain(words("CMD")).collect();
    let arguments = container()["args"].clone().into_iter().map(|word| word.as_str().unwrap().to_owned());
    let of_pods: Vec<String> = words("ENTRYPOINT").into_iter().chain(arguments).collect();
    for line in [of_unit, of_image, of_pods] {
        assert_eq!(
            (line[0].as_str(), line[2].as_str(), line[3].as_str(), line.len()),
            ("/usr/bin/wms-erp", "--config", "/etc/wms-erp/wms-erp.toml", 4)
        );
        let street = Street::start().await;
        street.configure("\n[http]\nlisten = \"127.0.0.1:0\"\n");
        // The option with the file is that of the test.
        let mut child = street.host(&[&line[1]]).spawn().unwrap();
        let address = address(BufReader::new(child.stderr.take().unwrap())).await;
        for probe in ["startupProbe", "livenessProbe", "readinessProbe"] {
            let probe = &container()[probe]["httpGet"];
            let answer = get(&address, probe["path"].as_str().unwrap()).await;
            assert!(answer.starts_with("HTTP/1.1 200"), "{probe:?}: {answer}");
        }
        // As a container does it.
        let port = address.rsplit_once(':').unwrap().1;
        let check = words("HEALTHCHECK");
        let healthy = |port: &str| {
            let script = check[2].replace("8642", port);
            tokio::process::Command::new(&check[0]).arg(&check[1]).arg(script).output()
        };
        assert!(healthy(port).await.unwrap().status.success(), "{check:?}");
        child.kill().await.unwrap();
        assert!(!healthy(port).await.unwrap().status.success(), "no one answers any more");
    }
}

#[test]
fn the_image_runs_as_no_one_and_writes_to_its_volume_only() {
    let find = |word: &str| dockerfile().into_iter().rfind(|(found, _)| found == word).unwrap().1;
    let user = find("USER");
    let context = kubernetes()["Deployment"][0]["spec"]["template"]["spec"]["securityContext"].clone();
    assert_eq!(
        user,
        format!("{}:{}", context["runAsUser"].as_i64().unwrap(), context["runAsGroup"].as_i64().unwrap())
    );
    assert!(!user.starts_with("0:") && context["runAsNonRoot"].as_bool() == Some(true));
    assert_eq!(find("VOLUME"), find("WORKDIR"));
    assert_eq!(
        dockerfile().iter().filter(|(word, _)| word == "FROM").count(),
        2,
        "the compiler stays behind"
    );
    assert_eq!(container()["securityContext"]["readOnlyRootFilesystem"].as_bool(), Some(true));
    assert_eq!(find("EXPOSE"), container()["ports"][0]["containerPort"].as_i64().unwrap().to_string());
}

#[test]
fn what_belongs_together_in_kubernetes_does() {
    let all = kubernetes();
    let [deployment, budget, port] =
        ["Deployment", "PodDisruptionBudget", "Service"].map(|kind| all[kind][0]["spec"].clone());
    let labels = &deployment["template"]["metadata"]["labels"];
    for selector in
        [&deployment["selector"]["matchLabels"], &budget["selector"]["matchLabels"], &port["selector"]]
    {
        assert_eq!((selector, selector.is_badvalue()), (labels, false));
    }
    let replicas = deployment["replicas"].as_i64().unwrap();
    assert!(replicas > budget["minAvailable"].as_i64().unwrap(), "a node can be emptied");
    let name = &container()["ports"][0]["name"];
    assert_eq!(&port["ports"][0]["targetPort"], name);
    assert_eq!(&container()["readinessProbe"]["httpGet"]["port"], name);
    let grace = deployment["template"]["spec"]["terminationGracePeriodSeconds"].as_i64().unwrap();
    assert!(grace > 9, "the current records are finished");
    // What the pods mount and name is there.
    let secrets: Vec<&str> =
        all["Secret"].iter().map(|secret| secret["metadata"]["name"].as_str().unwrap()).collect();
    let volumes = deployment["template"]["spec"]["volumes"].as_vec().unwrap();
    assert!(
        volumes
            .iter()
            .filter_map(|volume| volume["secret"]["secretName"].as_str())
            .all(|name| secrets.contains(&name))
    );
    let key = &container()["env"][0]["valueFrom"]["secretKeyRef"];
    let secret = all["Secret"].iter().find(|secret| secret["metadata"]["name"] == key["name"]).unwrap();
    assert!(secret["stringData"][key["key"].as_str().unwrap()].as_str().is_some());
}

/// The configuration in it is read by the real reader, with its tenants in files as Kubernetes mounts them.
#[cfg(feature = "postgres")]
#[tokio::test]
async fn the_configuration_for_kubernetes_is_right() {
    let mut rig = Rig::start().await;
    let all = kubernetes();
    let text = all["ConfigMap"][0]["data"]["wms-erp.toml"].as_str().unwrap();
    let mount = |name: &str| {
        let mounts = container()["volumeMounts"].clone().into_iter();
        mounts.into_iter().find(|mount| mount["name"].as_str() == Some(name)).unwrap()["mountPath"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let folder = rig.folder.path().join("tenants");
    std::fs::create_dir(&folder).unwrap();
    let tenants =
        all["Secret"].iter().find(|secret| secret["metadata"]["name"].as_str() == Some("wms-erp-tenants"));
    for (name, text) in tenants.unwrap()["stringData"].as_hash().unwrap() {
        std::fs::write(folder.join(name.as_str().unwrap()), text.as_str().unwrap()).unwrap();
    }
    let variable = container()["env"][0]["name"].as_str().unwrap().to_owned();
    rig.set(&variable, "secret");
    assert!(text.contains(&mount("tenants")) && mount("configuration").ends_with("wms-erp.toml"));
    rig.configure(&text.replace(&mount("tenants"), folder.to_str().unwrap()));
    let ran = rig.host(&["tenant", "list"]).await;
    assert_eq!(ran.exit, Exit::Done, "{ran:?}");
    assert!(ran.out.contains("acme") && ran.out.contains("ok") && !ran.out.contains("wrong"), "{ran:?}");
    assert!(text.contains("scheduler = \"postgres\"") && text.contains("format = \"json\""));
}
