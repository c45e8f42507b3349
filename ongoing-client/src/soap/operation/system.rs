//! Files, contracts with carriers, and the system itself.

use asmx_soap::{Secret, element};
#[cfg(feature = "client")]
use futures::stream::BoxStream;

use crate::NAMESPACE;
use crate::model::{File, FileInfo, FileSearchValues, SystemStatus, TransporterContract};
use crate::soap::operation::operation;
#[cfg(feature = "client")]
use crate::{Client, Error};

element! {
    /// Reads the contracts with carriers that the warehouse has set up.
    /// developer.ongoingwarehouse.com/transporters
    pub struct GetTransporterContracts in NAMESPACE {
        /// The API user's name; filled in by the client.
        "UserName" user_name: Option<String>,
        /// The API user's password; filled in by the client.
        "Password" password: Option<Secret>,
        /// The goods owner's code; filled in by the client.
        "GoodsOwnerCode" goods_owner_code: Option<String>,
    }

    /// Lists the files of articles and orders.
    pub struct GetFileList in NAMESPACE {
        /// The API user's name; filled in by the client.
        "UserName" user_name: Option<String>,
        /// The API user's password; filled in by the client.
        "Password" password: Option<Secret>,
        /// Which files.
        "FileSearchValues" file_search_values: Option<FileSearchValues>,
    }

    /// Reads one file.
    pub struct GetFile in NAMESPACE {
        /// The API user's name; filled in by the client.
        "UserName" user_name: Option<String>,
        /// The API user's password; filled in by the client.
        "Password" password: Option<Secret>,
        /// Id of the file.
        "FileId" file_id: i32,
    }

    /// Reads how the system is. It needs no user.
    pub struct GetSystemStatus in NAMESPACE {
    }
}

operation!(GetTransporterContracts: Read, false, by code, ["GetTransporterContractsResult", "TransporterContracts"] "TransporterContract": TransporterContract);
operation!(GetFileList: Read, false, by nobody, ["GetFileListResult", "FilesInfoList"] "FileInfo": FileInfo);
operation!(GetFile: Read, false, by nobody, [] "GetFileResult": File);

impl asmx_soap::Operation for GetSystemStatus {
    type Item = SystemStatus;
    const RESULT: &'static [&'static str] = &[];
    const ITEM: &'static str = "GetSystemStatusResult";
    const EFFECT: asmx_soap::Effect = asmx_soap::Effect::Read;
}

impl crate::soap::WsiOperation for GetSystemStatus {
    fn sign(&mut self, _account: &crate::Account) {}
}

#[cfg(feature = "client")]
impl Client {
    /// `GetTransporterContracts`: the contracts with carriers that the warehouse has set up.
    pub fn get_transporter_contracts(&self) -> BoxStream<'static, Result<TransporterContract, Error>> {
        self.execute_list(GetTransporterContracts::default())
    }

    /// `GetFileList`: the files of articles and orders.
    pub fn get_file_list(
        &self,
        file_search_values: FileSearchValues,
    ) -> BoxStream<'static, Result<FileInfo, Error>> {
        self.execute_list(GetFileList {
            file_search_values: Some(file_search_values),
            ..GetFileList::default()
        })
    }

    /// `GetFile`: one file, as a whole; [`Limits::item_bytes`](crate::Limits) bounds its size.
    ///
    /// # Errors
    /// As [`Client::execute`].
    pub async fn get_file(&self, file_id: i32) -> Result<File, Error> {
        self.execute(GetFile { file_id, ..GetFile::default() }).await
    }

    /// `GetSystemStatus`: how the system is. It needs no user.
    ///
    /// # Errors
    /// As [`Client::execute`].
    pub async fn get_system_status(&self) -> Result<SystemStatus, Error> {
        self.execute(GetSystemStatus::default()).await
    }
}
