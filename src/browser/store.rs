//! What is kept on the device, in IndexedDB: the last good trust pack, and the settings.
//!
//! Nothing that was scanned is ever kept. Storage is a convenience: where it is refused, full,
//! damaged or silent the page goes on without it. Each call opens the database and closes it
//! again, so that no tab stands in another's way and none holds a connection that the system cut.

use super::clock;
use futures_channel::oneshot;
use idb::{
    Database, DatabaseEvent, Error, Factory, ObjectStoreParams, Query, Transaction, TransactionMode,
};
use js_sys::{Object, Reflect, Uint8Array};
use std::cell::Cell;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::IdbDatabase;

/// A trust pack as it was fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPack {
    /// The signed bytes. They prove nothing until the worker has checked them.
    pub bytes: Vec<u8>,
    /// The device's clock when they were fetched.
    pub fetched_unix_seconds: i64,
}

/// What the store holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Held {
    /// No pack, or no storage.
    Nothing,
    /// A record that could not be read. It is deleted.
    Damaged,
    /// A pack.
    Pack(StoredPack),
}

/// The pack that was kept last.
pub async fn pack() -> Held {
    match read(PACKS, PACK).await {
        Read::Nothing => Held::Nothing,
        Read::Damaged => Held::Damaged,
        Read::Value(value) => match from_record(&value) {
            Some(pack) => Held::Pack(pack),
            None => {
                forget_pack().await;
                Held::Damaged
            }
        },
    }
}

/// Keeps a pack in place of the one before; false when that was not possible.
pub async fn keep_pack(pack: &StoredPack) -> bool {
    match to_record(pack) {
        Some(record) => write(PACKS, PACK, Some(record)).await,
        None => false,
    }
}

/// Deletes the pack, which the worker could not use.
pub async fn forget_pack() -> bool {
    write(PACKS, PACK, None).await
}

/// A setting, such as `language` or `theme`.
pub async fn setting(name: &str) -> Option<String> {
    match read(SETTINGS, name).await {
        Read::Nothing | Read::Damaged => None,
        Read::Value(value) => {
            let text = value.as_string();
            if text.is_none() {
                write(SETTINGS, name, None).await;
            }
            text
        }
    }
}

/// Keeps a setting; false when that was not possible.
pub async fn keep_setting(name: &str, value: &str) -> bool {
    write(SETTINGS, name, Some(value.into())).await
}

/// The outcome of reading one record.
enum Read {
    Nothing,
    Damaged,
    Value(JsValue),
}

async fn read(store: &'static str, key: &str) -> Read {
    let key = JsValue::from(key);
    limited(READ_MILLISECONDS, async move {
        let Ok(connection) = Connection::open().await else {
            return Read::Nothing;
        };
        match connection.get(store, &key).await {
            Ok(Some(value)) => Read::Value(value),
            Ok(None) => Read::Nothing,
            // The record is listed, but its bytes are gone or cannot be unpacked.
            Err(_) => {
                connection.set(store, &key, None).await.ok();
                Read::Damaged
            }
        }
    })
    .await
    .unwrap_or(Read::Nothing)
}

async fn write(store: &'static str, key: &str, value: Option<JsValue>) -> bool {
    let key = JsValue::from(key);
    limited(WRITE_MILLISECONDS, async move {
        let connection = Connection::open().await?;
        connection.set(store, &key, value.as_ref()).await
    })
    .await
    .is_some_and(|written| written.is_ok())
}

thread_local! {
    /// Set while a call is overdue. Some browsers never answer after a start; further calls would
    /// each hold up the page for the whole limit.
    static OVERDUE: Cell<bool> = const { Cell::new(false) };
}

/// Waits so long for the storage and no longer. The work itself goes on, for what it began has to
/// be closed again.
async fn limited<T: 'static>(
    milliseconds: u32,
    work: impl Future<Output = T> + 'static,
) -> Option<T> {
    if OVERDUE.get() {
        return None;
    }
    let (sender, receiver) = oneshot::channel();
    spawn_local(async move {
        let result = work.await;
        OVERDUE.set(false);
        drop(sender.send(result));
    });
    let result = clock::within(milliseconds, receiver).await;
    OVERDUE.set(result.is_none());
    result?.ok()
}

/// The open database. It closes when this is dropped, and when another tab wants to change it.
struct Connection(Database);

impl Connection {
    async fn open() -> Result<Self, Error> {
        match Self::try_open().await {
            Ok(connection) if connection.is_whole() => return Ok(connection),
            // Left by a later version of the page, or damaged: nothing in it cannot be had again.
            Ok(damaged) => drop(damaged),
            Err(Error::DomException(error)) if error.name() == "VersionError" => {}
            Err(error) => return Err(error),
        }
        Factory::new()?.delete(DATABASE)?.await?;
        Self::try_open().await
    }

    async fn try_open() -> Result<Self, Error> {
        let mut request = Factory::new()?.open(DATABASE, Some(VERSION))?;
        request.on_upgrade_needed(|event| {
            let Ok(database) = event.database() else {
                return;
            };
            for store in STORES {
                // A store that cannot be made is missed by `is_whole`.
                database.create_object_store(store, ObjectStoreParams::new()).ok();
            }
        });
        let mut database = request.await?;
        database.on_version_change(|event| {
            let target = event.target().and_then(|target| target.dyn_into::<IdbDatabase>().ok());
            if let Some(database) = target {
                database.close();
            }
        });
        Ok(Self(database))
    }

    fn is_whole(&self) -> bool {
        let stores = self.0.store_names();
        STORES.iter().all(|&store| stores.iter().any(|name| name == store))
    }

    async fn get(&self, store: &str, key: &JsValue) -> Result<Option<JsValue>, Error> {
        let transaction = self.0.transaction(&[store], TransactionMode::ReadOnly)?;
        let value = transaction.object_store(store)?.get(Query::Key(key.clone()))?.await?;
        Ok(value.filter(|value| !value.is_undefined()))
    }

    /// Without a value the record is deleted.
    async fn set(&self, store: &str, key: &JsValue, value: Option<&JsValue>) -> Result<(), Error> {
        let transaction = self.0.transaction(&[store], TransactionMode::ReadWrite)?;
        let records = transaction.object_store(store)?;
        match value {
            Some(value) => {
                let request = records.put(value, Some(key))?;
                committed(transaction, async { request.await.map(drop) }).await
            }
            None => {
                let request = records.delete(Query::Key(key.clone()))?;
                committed(transaction, async { request.await }).await
            }
        }
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.0.close();
    }
}

/// A write counts when its transaction is committed: the disk may be full only then.
async fn committed(
    transaction: Transaction,
    request: impl Future<Output = Result<(), Error>>,
) -> Result<(), Error> {
    // Listens before it waits, for the end may come with the request's own.
    let end = transaction.into_future();
    request.await?;
    match end.await? {
        end if end.is_committed() => Ok(()),
        _ => Err(Error::DomExceptionNotFound),
    }
}

fn to_record(pack: &StoredPack) -> Option<JsValue> {
    let record = Object::new();
    let fetched = js_sys::BigInt::from(pack.fetched_unix_seconds);
    Reflect::set(&record, &"bytes".into(), &Uint8Array::from(pack.bytes.as_slice())).ok()?;
    Reflect::set(&record, &"fetched".into(), &fetched).ok()?;
    Some(record.into())
}

fn from_record(record: &JsValue) -> Option<StoredPack> {
    let field = |name: &str| Reflect::get(record, &name.into()).ok();
    let bytes = field("bytes")?.dyn_into::<Uint8Array>().ok()?.to_vec();
    let fetched_unix_seconds = i64::try_from(field("fetched")?).ok()?;
    (!bytes.is_empty()).then_some(StoredPack { bytes, fetched_unix_seconds })
}

const DATABASE: &str = "vidimus";
const VERSION: u32 = 1;
const PACKS: &str = "packs";
const SETTINGS: &str = "settings";
const STORES: [&str; 2] = [PACKS, SETTINGS];
const PACK: &str = "current";

/// The start of the page waits for this.
const READ_MILLISECONDS: u32 = 3_000;
const WRITE_MILLISECONDS: u32 = 15_000;
