//! A pgbouncer in front of the server, in transaction mode, with fewer connections than its clients.

use std::path::Path;
use std::sync::OnceLock;

use crate::server::{OWNER, PASSWORD, Running, Server, folder, free_port, programs, shell};

/// As that of the server; `$2` is the program of the pooler, `$3` the folder of PostgreSQL's programs.
const PGBOUNCER: &str = r#"
folder=$1 program=$2 programs=$3 port=$4; shift 4
if [ $# -gt 0 ]; then chown nobody "$folder" "$folder"/*; fi
"$@" "$program" -q "$folder/pgbouncer.ini" >"$folder/log" 2>&1 &
pooler=$!
until "$programs/pg_isready" -q -h 127.0.0.1 -p "$port"; do
    kill -0 $pooler 2>/dev/null || { cat "$folder/log"; exit 1; }
done
echo ready
cat >/dev/null
kill $pooler
wait $pooler
rm -rf "$folder"
"#;

/// A pooler that runs as long as this process.
#[derive(Debug)]
struct Pooler {
    port: u16,
    _running: Running,
}

/// The address behind the pooler, as the owner; none if there is no pgbouncer.
pub(crate) fn pooled(server: &Server) -> Option<String> {
    static POOLER: OnceLock<Option<Pooler>> = OnceLock::new();
    let pooler = POOLER.get_or_init(|| {
        let program = ["/usr/sbin/pgbouncer", "/usr/bin/pgbouncer"].into_iter().map(Path::new);
        Some(start(server, program.into_iter().find(|program| program.exists())?, &programs()?))
    });
    let port = pooler.as_ref()?.port;
    Some(format!("postgres://{OWNER}:{PASSWORD}@127.0.0.1:{port}/postgres"))
}

fn start(server: &Server, program: &Path, programs: &Path) -> Pooler {
    let (port, folder, behind) = (free_port(), folder(), server.port);
    let ini = format!(
        "[databases]\n\
         postgres = host=127.0.0.1 port={behind} dbname=postgres user={OWNER} password={PASSWORD}\n\
         [pgbouncer]\n\
         listen_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir =\nauth_type = any\n\
         pool_mode = transaction\ndefault_pool_size = 3\nmax_client_conn = 500\n"
    );
    std::fs::write(folder.join("pgbouncer.ini"), ini).unwrap();
    let port_text = port.to_string();
    let arguments = [folder.as_os_str(), program.as_os_str(), programs.as_os_str(), port_text.as_ref()];
    Pooler { port, _running: shell(PGBOUNCER, arguments.map(Into::into).to_vec()) }
}
