//! What is kept on the device, in IndexedDB: the last good trust pack, and the settings.
//!
//! Nothing that was scanned is ever kept. Storage is a convenience: where it is refused, full,
//! damaged or silent the page goes on without it. Each call opens the database and closes it
//! again, so that no tab stands in another's way and none holds a connection that the system cut.

use super::clock;
use futures_channel::oneshot;
use idb::{Database, DatabaseEvent, Error, Factory, ObjectStoreParams, Query, TransactionMode};
use js_sys::{BigInt, Object, Reflect, Uint8Array};
use std::cell::Cell;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::IdbDatabase;

/// A trust pack as it was fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPack {
    /// The signed bytes. They prove nothing until the worker has checked them.
    pub bytes: Vec<u8>,
    /// Its number and the time of its making, as the worker read them in it: no pack is replaced
    /// by one that is behind it in either.
    pub sequence: u64,
    /// Unix seconds.
    pub created_unix_seconds: i64,
    /// The device's clock when the bytes were fetched.
    pub fetched_unix_seconds: i64,
}

/// What the store holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Held {
    /// No pack, or no storage.
    Nothing,
    /// The storage does not answer: there may be a pack.
    Unknown,
    /// A record that could not be read. It is deleted.
    Damaged,
    /// A pack.
    Pack(StoredPack),
}

/// What became of a pack that was to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is kept.
    Written,
    /// A newer one is there, from another tab or an earlier day, and stays.
    Behind,
    /// There is no storage, or no room.
    Failed,
}

/// The pack that was kept last.
pub async fn pack() -> Held {
    match read(PACKS, PACK).await {
        Read::Nothing => Held::Nothing,
        Read::Unknown => Held::Unknown,
        Read::Damaged => Held::Damaged,
        Read::Value(value) => match from_record(&value) {
            Some(pack) => Held::Pack(pack),
            None => {
                change(PACKS, PACK, Change::Delete, |held| from_record(held).is_none()).await;
                Held::Damaged
            }
        },
    }
}

/// Keeps a pack in place of the one before, unless that one is newer. Both happen in one
/// transaction, so that no other tab comes between.
pub async fn keep_pack(pack: &StoredPack) -> Kept {
    let Some(record) = to_record(pack) else {
        return Kept::Failed;
    };
    let (sequence, created) = (pack.sequence, pack.created_unix_seconds);
    let not_newer = move |held: &JsValue| {
        from_record(held)
            .is_none_or(|held| held.sequence <= sequence && held.created_unix_seconds <= created)
    };
    match change(PACKS, PACK, Change::Put(record), not_newer).await {
        Some(true) => Kept::Written,
        Some(false) => Kept::Behind,
        None => Kept::Failed,
    }
}

/// Deletes the pack with these bytes, which the worker could not use; not one that has taken its
/// place meanwhile.
pub async fn forget_pack(bytes: &[u8]) -> bool {
    let unusable = bytes.to_vec();
    let same = move |held: &JsValue| from_record(held).is_some_and(|held| held.bytes == unusable);
    change(PACKS, PACK, Change::Delete, same).await.is_some()
}

/// A setting, such as `language` or `theme`.
pub async fn setting(name: &str) -> Option<String> {
    match read(SETTINGS, name).await {
        Read::Nothing | Read::Unknown | Read::Damaged => None,
        Read::Value(value) => {
            let text = value.as_string();
            if text.is_none() {
                change(SETTINGS, name, Change::Delete, |held| !held.is_string()).await;
            }
            text
        }
    }
}

/// Keeps a setting; false when that was not possible.
pub async fn keep_setting(name: &str, value: &str) -> bool {
    change(SETTINGS, name, Change::Put(value.into()), |_| true).await.is_some()
}

/// The outcome of reading one record.
enum Read {
    Nothing,
    /// Not within the time that the page waits.
    Unknown,
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
                connection.delete(store, &key).await.ok();
                Read::Damaged
            }
        }
    })
    .await
    .unwrap_or(Read::Unknown)
}

/// What is to become of a record.
enum Change {
    Put(JsValue),
    Delete,
}

/// Changes a record if there is none yet, or if `may` says so of the one there is. Was it changed?
/// `None` when storage failed.
async fn change(
    store: &'static str,
    key: &str,
    change: Change,
    may: impl Fn(&JsValue) -> bool + 'static,
) -> Option<bool> {
    let key = JsValue::from(key);
    limited(WRITE_MILLISECONDS, async move {
        let connection = Connection::open().await?;
        connection.change(store, &key, &change, may).await
    })
    .await?
    .ok()
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

    /// One transaction: nobody else changes the record between the look at it and the change.
    async fn change(
        &self,
        store: &str,
        key: &JsValue,
        change: &Change,
        may: impl Fn(&JsValue) -> bool,
    ) -> Result<bool, Error> {
        let transaction = self.0.transaction(&[store], TransactionMode::ReadWrite)?;
        let records = transaction.object_store(store)?;
        // Listens before it waits, for the end may come with a request's own.
        let end = transaction.into_future();
        let held = records.get(Query::Key(key.clone()))?.await?;
        if held.is_some_and(|held| !held.is_undefined() && !may(&held)) {
            return Ok(false);
        }
        match change {
            Change::Put(value) => drop(records.put(value, Some(key))?.await?),
            Change::Delete => records.delete(Query::Key(key.clone()))?.await?,
        }
        // A write counts when its transaction is committed: the disk may be full only then.
        match end.await? {
            end if end.is_committed() => Ok(true),
            _ => Err(Error::DomExceptionNotFound),
        }
    }

    /// Without a look at the record, which would end the transaction if it cannot be unpacked.
    async fn delete(&self, store: &str, key: &JsValue) -> Result<(), Error> {
        let transaction = self.0.transaction(&[store], TransactionMode::ReadWrite)?;
        let end = transaction.object_store(store)?.delete(Query::Key(key.clone()))?.await;
        transaction.await?;
        end
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.0.close();
    }
}

fn to_record(pack: &StoredPack) -> Option<JsValue> {
    let record = Object::new();
    let members: [(&str, JsValue); 4] = [
        ("bytes", Uint8Array::from(pack.bytes.as_slice()).into()),
        ("sequence", BigInt::from(pack.sequence).into()),
        ("created", BigInt::from(pack.created_unix_seconds).into()),
        ("fetched", BigInt::from(pack.fetched_unix_seconds).into()),
    ];
    for (name, value) in members {
        Reflect::set(&record, &name.into(), &value).ok()?;
    }
    Some(record.into())
}

fn from_record(record: &JsValue) -> Option<StoredPack> {
    let field = |name: &str| Reflect::get(record, &name.into()).ok();
    let bytes = field("bytes")?.dyn_into::<Uint8Array>().ok()?.to_vec();
    let sequence = u64::try_from(field("sequence")?).ok()?;
    let created_unix_seconds = i64::try_from(field("created")?).ok()?;
    let fetched_unix_seconds = i64::try_from(field("fetched")?).ok()?;
    (!bytes.is_empty()).then_some(StoredPack {
        bytes,
        sequence,
        created_unix_seconds,
        fetched_unix_seconds,
    })
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
