//! A PostgreSQL of our own, from Debian's package. It ends with the process of the tests: a shell waits for the end of its standard
//! input, which only that process can write to.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

pub(crate) const PASSWORD: &str = "s3cret-of-the-database";
/// The user who owns everything.
pub(crate) const OWNER: &str = "owner";

/// Makes the cluster, starts it, says so, and ends it with the standard input. `$1` is the folder, `$2` the folder of the programs,
/// `$3` the port; the rest comes before every program, to run as another user than root.
const POSTGRES: &str = r#"
folder=$1 programs=$2 port=$3; shift 3
if [ $# -gt 0 ]; then chown nobody "$folder" "$folder"/*; fi
"$@" "$programs/initdb" -D "$folder/data" -U owner --pwfile="$folder/password" --auth=scram-sha-256 --no-sync \
    --encoding=UTF8 --locale=C.UTF-8 --locale-provider=icu --icu-locale=nb-NO >"$folder/log" 2>&1 || { cat "$folder/log"; exit 1; }
"$@" "$programs/postgres" -D "$folder/data" -p "$port" -c listen_addresses=127.0.0.1 -c unix_socket_directories= \
    -c fsync=off -c max_connections=300 -c max_prepared_transactions=0 >>"$folder/log" 2>&1 &
server=$!
until "$programs/pg_isready" -q -h 127.0.0.1 -p "$port"; do
    kill -0 $server 2>/dev/null || { cat "$folder/log"; exit 1; }
done
echo ready
cat >/dev/null
"$@" "$programs/pg_ctl" stop -s -m immediate -D "$folder/data"
rm -rf "$folder"
"#;

/// Restarts it as after a power cut. `$1` and `$2` as above.
const RESTART: &str = r#"
folder=$1 programs=$2; shift 2
"$@" "$programs/pg_ctl" restart -s -w -m immediate -D "$folder/data" -l "$folder/data/log" && echo ready
"#;

/// A server that runs as long as this process.
#[derive(Debug)]
pub(crate) struct Server {
    pub(crate) port: u16,
    folder: PathBuf,
    schemas: AtomicUsize,
    _running: Running,
}

/// A shell that ends what it has started when this is gone.
#[derive(Debug)]
pub(crate) struct Running {
    _process: Child,
    _input: ChildStdin,
}

impl Server {
    /// The server of this process; none if there is no PostgreSQL.
    pub(crate) fn running() -> Option<Arc<Self>> {
        static SERVER: OnceLock<Option<Arc<Server>>> = OnceLock::new();
        SERVER.get_or_init(|| Some(Arc::new(Self::start(&programs()?)))).clone()
    }

    /// A server of one test alone, which it may restart; none if there is no PostgreSQL.
    #[allow(dead_code, reason = "only the tests of the service do that")]
    pub(crate) fn own() -> Option<Self> {
        Some(Self::start(&programs()?))
    }

    /// Ends all server processes where they are, and starts again.
    #[allow(dead_code, reason = "only the tests of the service do that")]
    pub(crate) fn restart(&self) {
        let programs = programs().unwrap();
        shell(RESTART, [self.folder.as_os_str(), programs.as_os_str()].map(Into::into).to_vec());
    }

    fn start(programs: &Path) -> Self {
        let (port, folder) = (free_port(), folder());
        std::fs::write(folder.join("password"), PASSWORD).unwrap();
        let arguments = [folder.as_os_str(), programs.as_os_str(), port.to_string().as_ref()].map(Into::into);
        let running = shell(POSTGRES, arguments.to_vec());
        Self { port, folder, schemas: AtomicUsize::new(0), _running: running }
    }

    pub(crate) fn url_of(&self, user: &str, password: &str) -> String {
        format!("postgres://{user}:{password}@127.0.0.1:{}/postgres", self.port)
    }

    /// A name for a schema that no other test has.
    pub(crate) fn schema(&self) -> String {
        format!("test_{}", self.schemas.fetch_add(1, Ordering::Relaxed))
    }
}

/// The programs of the newest PostgreSQL that Debian's package has put here, if it is new enough.
pub(crate) fn programs() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?.flatten();
    let version = |path: &Path| path.file_name()?.to_str()?.parse::<u32>().ok();
    let found = versions.map(|entry| entry.path()).filter(|path| version(path) >= Some(15));
    let newest = found.max_by_key(|path| version(path))?.join("bin");
    newest.join("initdb").exists().then_some(newest)
}

/// A folder that the shell removes in the end.
pub(crate) fn folder() -> PathBuf {
    tempfile::Builder::new().prefix("wms-erp-postgres-").tempdir().unwrap().keep()
}

pub(crate) fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// Starts a script and waits until it says that what it starts is ready. Neither server runs as root.
pub(crate) fn shell(script: &str, arguments: Vec<std::ffi::OsString>) -> Running {
    let mut command = Command::new("sh");
    command.args(["-c", script, "sh"]).args(arguments).current_dir("/");
    if is_root() {
        command.args(["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]);
    }
    let mut process = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let input = process.stdin.take().unwrap();
    let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
    let first = lines.next().map(Result::unwrap).unwrap_or_default();
    if first != "ready" {
        let rest: Vec<String> = lines.map_while(Result::ok).collect();
        panic!("it does not start: {first}\n{}", rest.join("\n"));
    }
    Running { _process: process, _input: input }
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output().unwrap();
    id.stdout.trim_ascii() == b"0"
}
