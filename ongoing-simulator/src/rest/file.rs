//! Files of articles and orders in JSON.

use asmx_test_server::Call;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::fields::Fields;
use super::{Answered, Desk, Failure, body};
use crate::world::{FileOwner, FileQuery};

impl Desk<'_> {
    pub(super) fn get_files(&self, of: FileOwner) -> Answered {
        let query = match of {
            FileOwner::Article(id) => FileQuery { article_system_id: Some(id), ..FileQuery::default() },
            FileOwner::Order(id) => FileQuery { order_id: Some(id), ..FileQuery::default() },
        };
        let files = self.world.files(&query).map(|file| {
            let (article, order) = match file.of {
                FileOwner::Article(id) => (Some(id), None),
                FileOwner::Order(id) => (None, Some(id)),
            };
            json!({
                "fileId": file.id,
                "orderId": order,
                "articleSystemId": article,
                "fileName": file.name,
                "mimeType": file.mime_type,
                "fileDataBase64": STANDARD.encode(&file.content),
                "purchaseOrderId": null,
            })
        });
        Ok((200, files.collect::<Value>()))
    }

    /// A file by its name, in the body or in the address, or by its id.
    pub(super) fn put_file(
        &mut self,
        call: &Call,
        of: FileOwner,
        named: Option<String>,
        id: Option<i32>,
    ) -> Answered {
        let body = body(call)?;
        let (model, known) = match &named {
            Some(_) => ("PostFileNoFilenameModel", "mimeType fileDataBase64"),
            None => ("PostFileModel", "fileName mimeType fileDataBase64 advanced"),
        };
        let f = Fields::of(self.zone, model, known, &body)?;
        let is_by_name = named.is_some();
        let name = match named {
            Some(name) => name,
            None => f.required("fileName", f.text("fileName")?)?,
        };
        let mime_type = f.required("mimeType", f.text("mimeType")?)?;
        let content = STANDARD.decode(f.required("fileDataBase64", f.text("fileDataBase64")?)?.trim());
        let content = content.map_err(|_| Failure::bad("fileDataBase64 is not base64."))?;
        let same = |file: &&crate::world::File| {
            file.of == of && (id == Some(file.id) || is_by_name && file.name == name)
        };
        let known = self.world.files(&FileQuery::default()).find(same).map(|file| file.id);
        let id = match (known, id) {
            (Some(known), _) => {
                self.world.replace_file(known, &name, &mime_type, content);
                known
            }
            (None, Some(_)) => return Err(Failure::missing("The file")),
            (None, None) => self.world.attach(of, &name, &mime_type, content)?,
        };
        Ok((200, json!({ "fileId": id, "success": true, "message": "" })))
    }

    pub(super) fn delete_file(&mut self, of: FileOwner, id: i32) -> Answered {
        if self.world.file(id).is_none_or(|file| file.of != of) {
            return Err(Failure::missing("The file"));
        }
        self.world.remove_file(id);
        Ok((200, json!({ "fileId": id, "success": true, "message": "" })))
    }
}
