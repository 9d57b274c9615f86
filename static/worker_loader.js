// Starts the worker. What goes wrong while it starts becomes an "error" event in the page at once,
// which would otherwise wait for a hello until its time limit.
importScripts("./worker.js");
wasm_bindgen({ module_or_path: "./worker_bg.wasm" }).catch((error) => {
  setTimeout(() => {
    throw error;
  });
});
