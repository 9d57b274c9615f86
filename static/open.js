// Fetches one thing from another host, for the page around this document, and hands it over as it
// came. See browser/errand.rs, which makes this document and removes it.
const MILLISECONDS = 20_000;
const MOST_BODY = 4_096;

const tell = (message) => parent.postMessage(message, location.origin);

// No more than is asked for, whatever length the host has announced.
async function read(body, limit) {
  const pieces = [];
  let length = 0;
  const reader = body?.getReader();
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true };
    if (done) break;
    length += value.length;
    if (length > limit) throw new RangeError("more than was asked for");
    pieces.push(value);
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}

async function run({ url, host, body, limit }) {
  const address = new URL(url);
  // What the browser would ask must be what the person was told.
  const named = address.protocol === "https:" && address.hostname === host;
  if (!named || address.username || address.password) throw new TypeError("another host");
  if (body !== null && !(typeof body === "string" && body.length <= MOST_BODY)) {
    throw new TypeError("no such request");
  }
  const response = await fetch(address, {
    method: body === null ? "GET" : "POST",
    headers: body === null ? {} : { "content-type": "application/json" },
    body,
    mode: "cors",
    credentials: "omit",
    referrerPolicy: "no-referrer",
    cache: "no-store",
    // To a host that nobody has named.
    redirect: "error",
    signal: AbortSignal.timeout(MILLISECONDS),
  });
  return {
    status: response.status,
    retryAfter: response.headers.get("retry-after"),
    body: await read(response.body, limit),
  };
}

// Once; a message of somebody else does not count.
addEventListener("message", async function answer({ source, origin, data }) {
  if (source !== parent || origin !== location.origin) return;
  removeEventListener("message", answer);
  try {
    tell({ answer: await run(data) });
  } catch (error) {
    tell({ failed: error instanceof RangeError ? "too-large" : "unreachable" });
  }
});
tell({ ready: true });
