// The page's half of the smoke test: it uses the same IPC as the interface, and sees its own DOM.
(async () => {
  const { invoke } = window.__TAURI_INTERNALS__;
  const call = (name, request) => invoke(name, { request });
  const tell = (account) => invoke("host_smoke_told", { account });
  try {
    const planned = await call("meeting_plan", { title: "Smoke" });
    await tell({ planned: planned.title === "Smoke", heading: document.title });
  } catch (error) {
    await tell({ planned: false, error: error.message ?? String(error) });
  }
})();
