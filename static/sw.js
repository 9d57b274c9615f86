// Keeps the page's files, so that it works without a network.
//
// The build fills in the two constants: VERSION is a hash over the contents of all files, PRECACHE
// lists their addresses relative to this script, each with its hash behind a "#" if it is known.
// The files of one version live in one cache and are never mixed with another's.
const VERSION = "__VERSION__";
const PRECACHE = __PRECACHE__;

const CACHE_PREFIX = "vidimus-";
const CACHE = CACHE_PREFIX + VERSION;

const absolute = (url) => new URL(url, self.registration.scope).href;
const INDEX = absolute("./");
const UPDATES = absolute("./trust/update.pack");
const FILES = new Map(
  PRECACHE.map((file) => {
    const [url, integrity] = file.split("#");
    return [absolute(url), integrity];
  }),
);

// All or nothing: one file that is missing, redirected or of another build fails the installation,
// and the version before stays in use.
self.addEventListener("install", (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(CACHE);
      await Promise.all(
        [...FILES].map(async ([url, integrity]) => {
          const response = await fetch(url, { cache: "reload", redirect: "error", integrity });
          if (!response.ok) throw new Error(`${response.status} ${url}`);
          await cache.put(url, response);
        }),
      );
    })(),
  );
});

// A new version waits here until the person takes it. The first one has nobody to wait for.
self.addEventListener("message", (event) => {
  if (event.data?.type === "take-update") self.skipWaiting();
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      const names = await caches.keys();
      const old = names.filter((name) => name.startsWith(CACHE_PREFIX) && name !== CACHE);
      await Promise.all(old.map((name) => caches.delete(name)));
      // So that the very first visit is enough to work offline.
      await self.clients.claim();
    })(),
  );
});

// The page and the files of this version come from the cache. All else, new trust lists before all,
// goes to the network as if this script were not there.
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;

  const address = url.origin + url.pathname;
  const file = address === INDEX + "index.html" ? INDEX : address;
  if (file === UPDATES) return;
  if (FILES.has(file)) event.respondWith(kept(file, request));
  else if (request.mode === "navigate") event.respondWith(elsewhere(request, url.search));
});

// The network is asked only when the browser has thrown the cache away.
async function kept(file, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(file, { ignoreVary: true })) ?? fetch(request);
}

// A link to something beside the page, or a wrong one. Without a network it leads to the page.
async function elsewhere(request, search) {
  return fetch(request).catch(() => Response.redirect(INDEX + search));
}
