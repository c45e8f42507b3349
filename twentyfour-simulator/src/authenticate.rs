//! Authenticate: logins, sessions and identities.

use asmx_test_server::{Node, Reply};

use super::{
    ask::Ask,
    record::Record,
    schema::{
        GUID,
        identity::{IDENTITY, PASSPORT},
    },
    world::World,
    writing::Choice,
};

pub(super) fn answer(world: &mut World, ask: &Ask<'_>) -> Result<Reply, Reply> {
    let request = &ask.request;
    Ok(match ask.operation {
        "Login" => return login(world, ask),
        "AuthenticateByToken" => return authenticate_by_token(world, ask),
        "HasSession" => ask.scalar(world.session(ask.call).is_some()),
        "GetIdentitiesWithCredential" | "GetIdentitiesWithCredentialByService" => {
            check_application(world, request.text("credential.ApplicationId"))?;
            let known = is_user(world, ask);
            let shown = if known { of_service(world, request.int("serviceId")) } else { Vec::new() };
            identities(world, ask, None, shown)
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
                "GetIdentities" => {
                    let all = (0..world.options.identities.len()).collect();
                    identities(world, ask, Some(current), all)
                }
                "SetIdentity" => set_identity(world, ask, request.text("identity.Id")),
                _ => set_identity(world, ask, request.text("identityId")),
            }
        }
    })
}

fn login(world: &mut World, ask: &Ask<'_>) -> Result<Reply, Reply> {
    world.logins += 1;
    check_application(world, ask.request.text("credential.ApplicationId"))?;
    if !is_user(world, ask) {
        return Ok(ask.scalar(""));
    }
    let wanted = ask.request.text("credential.IdentityId").filter(|id| *id != GUID);
    let at = match wanted {
        Some(id) => find(world, id)
            .ok_or_else(|| Reply::fault("System.Exception: Client is not authenticated on this identity."))?,
        None => 0,
    };
    let session = open(world, at)?;
    Ok(ask.scalar(session))
}

/// A token stands for the user at the default identity.
fn authenticate_by_token(world: &mut World, ask: &Ask<'_>) -> Result<Reply, Reply> {
    world.logins += 1;
    check_application(world, ask.request.text("token.ApplicationId"))?;
    if !ask.request.text("token.Id").is_some_and(|id| id.eq_ignore_ascii_case(&world.options.token)) {
        return Err(Reply::fault("System.Exception: The token is not valid."));
    }
    let mut passport = Record::new(&PASSPORT)
        .with("Id", user_id(0))
        .with("Email", &world.options.username)
        .with("SessionId", open(world, 0)?);
    for at in 0..world.options.identities.len() {
        passport.push("Identities", identity(world, at, Some(0)));
    }
    let node = world.writing().record("Passport", &passport, Choice::All);
    Ok(ask.result(|result| result.with_all(node.children)))
}

/// A session that speaks for an identity.
fn open(world: &mut World, at: usize) -> Result<String, Reply> {
    if world.options.identities.get(at).is_none_or(|identity| identity.blocked) {
        let text = "System.Exception: The provided IdentityId is blocked. Choose another with GetIdentitiesWithCredential.";
        return Err(Reply::fault(text));
    }
    Ok(world.start_session(at))
}

fn check_application(world: &World, id: Option<&str>) -> Result<(), Reply> {
    let id = id.unwrap_or_default();
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

/// The identities that have a service; all, if none is asked for.
fn of_service(world: &World, service: Option<i32>) -> Vec<usize> {
    let all = 0..world.options.identities.len();
    let Some(service) = service else { return all.collect() };
    let having = world.options.services.iter().filter(|(known, _)| *known == service);
    having.flat_map(|(_, identities)| identities.iter().copied()).filter(|at| all.contains(at)).collect()
}

fn identities(world: &mut World, ask: &Ask<'_>, current: Option<usize>, shown: Vec<usize>) -> Reply {
    let records: Vec<Record> = shown.into_iter().map(|at| identity(world, at, current)).collect();
    let mut writing = world.writing();
    let nodes: Vec<Node> =
        records.iter().map(|record| writing.record("Identity", record, Choice::All)).collect();
    ask.result(|result| result.with_all(nodes))
}

fn identity(world: &World, at: usize, current: Option<usize>) -> Record {
    let identity = &world.options.identities[at];
    Record::new(&IDENTITY)
        .with("Id", &identity.id)
        .with("User.Id", user_id(at))
        .with("User.Name", &world.options.username)
        .with("User.EmployeeId", 1)
        .with("Client.Id", identity.client_id)
        .with("Client.Name", &identity.client_name)
        .with("IsCurrent", current == Some(at))
        .with("IsDefault", at == 0)
        .with("IsProtected", false)
        .with("IsDisabled", identity.blocked)
}

fn user_id(at: usize) -> String {
    format!("bbbbbbbb-0000-0000-0000-{at:012}")
}
