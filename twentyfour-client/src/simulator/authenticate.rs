//! Authenticate: logins, sessions and identities.

use asmx_soap::simulator::{Node, Reply};

use super::{
    record::Record,
    schema::{GUID, identity::IDENTITY},
    service::Ask,
    world::World,
    writing::Choice,
};

pub(super) fn answer(world: &mut World, ask: &Ask<'_>) -> Result<Reply, Reply> {
    let request = &ask.request;
    Ok(match ask.operation {
        "Login" => return login(world, ask),
        "HasSession" => ask.scalar(world.session(ask.call).is_some()),
        "GetIdentitiesWithCredential" => {
            check_application(world, ask)?;
            let known = is_user(world, ask);
            identities(world, ask, None, if known { usize::MAX } else { 0 })
        }
        operation => {
            let current = world.session(ask.call).map(|session| session.identity);
            let current =
                current.ok_or_else(|| Reply::fault("System.Exception: The session is not authenticated."))?;
            match operation {
                "GetIdentity" => {
                    let record = identity(world, current, Some(current));
                    let node = world.writing().record("Identity", &record, Choice::All);
                    ask.result(|result| result.with_all(node.children))
                }
                "GetIdentities" => identities(world, ask, Some(current), usize::MAX),
                "SetIdentity" => set_identity(world, ask, request.text("identity.Id")),
                _ => set_identity(world, ask, request.text("identityId")),
            }
        }
    })
}

fn login(world: &mut World, ask: &Ask<'_>) -> Result<Reply, Reply> {
    world.logins += 1;
    check_application(world, ask)?;
    if !is_user(world, ask) {
        return Ok(ask.scalar(""));
    }
    let wanted = ask.request.text("credential.IdentityId").filter(|id| *id != GUID);
    let at = match wanted {
        Some(id) => find(world, id)
            .ok_or_else(|| Reply::fault("System.Exception: Client is not authenticated on this identity."))?,
        None => 0,
    };
    if world.options.identities.get(at).is_none_or(|identity| identity.blocked) {
        let text = "System.Exception: The provided IdentityId is blocked. Choose another with GetIdentitiesWithCredential.";
        return Err(Reply::fault(text));
    }
    let session = world.start_session(at);
    Ok(ask.scalar(session))
}

fn check_application(world: &World, ask: &Ask<'_>) -> Result<(), Reply> {
    let id = ask.request.text("credential.ApplicationId").unwrap_or_default();
    if id.eq_ignore_ascii_case(&world.options.application_id) {
        return Ok(());
    }
    Err(Reply::fault(
        "System.Exception: Your application id is not registered. Register it at https://developer.24sevenoffice.com",
    ))
}

fn is_user(world: &World, ask: &Ask<'_>) -> bool {
    let given = |field| ask.request.text(field);
    let options = &world.options;
    given("credential.Password") == Some(&options.password)
        && given("credential.Username").is_some_and(|name| name.eq_ignore_ascii_case(&options.username))
}

fn set_identity(world: &mut World, ask: &Ask<'_>, id: Option<&str>) -> Reply {
    let at = id.and_then(|id| find(world, id)).filter(|at| !world.options.identities[*at].blocked);
    if let (Some(at), Some(session)) = (at, world.session(ask.call)) {
        session.identity = at;
    }
    ask.scalar(at.is_some())
}

fn find(world: &World, id: &str) -> Option<usize> {
    world.options.identities.iter().position(|identity| identity.id.eq_ignore_ascii_case(id))
}

fn identities(world: &mut World, ask: &Ask<'_>, current: Option<usize>, most: usize) -> Reply {
    let count = world.options.identities.len().min(most);
    let records: Vec<Record> = (0..count).map(|at| identity(world, at, current)).collect();
    let mut writing = world.writing();
    let nodes: Vec<Node> =
        records.iter().map(|record| writing.record("Identity", record, Choice::All)).collect();
    ask.result(|result| result.with_all(nodes))
}

fn identity(world: &World, at: usize, current: Option<usize>) -> Record {
    let identity = &world.options.identities[at];
    Record::new(&IDENTITY)
        .with("Id", &identity.id)
        .with("User.Id", format!("bbbbbbbb-0000-0000-0000-{at:012}"))
        .with("User.Name", &world.options.username)
        .with("User.EmployeeId", 1)
        .with("Client.Id", identity.client_id)
        .with("Client.Name", &identity.client_name)
        .with("IsCurrent", current == Some(at))
        .with("IsDefault", at == 0)
        .with("IsProtected", false)
        .with("IsDisabled", identity.blocked)
}
