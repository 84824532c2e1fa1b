// The page's half of the smoke test. It waits for the interface to have drawn itself, then speaks to
// the core over the interface's own IPC, and asks for what it wrote.
(() => {
  const { invoke } = window.__TAURI_INTERNALS__;
  const call = (name, request) => invoke(name, { request });
  const tell = (account) => invoke("host_smoke_told", { account });

  const drawn = () => document.body.innerText.trim() !== "";
  const whenDrawn = new Promise((resolve) => {
    if (drawn()) return resolve();
    new MutationObserver((_, observer) => {
      if (!drawn()) return;
      observer.disconnect();
      resolve();
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  });

  const plan = async () => {
    await whenDrawn;
    const person = await call("person_add", { fields: { name: "Vera Beispiel" } });
    const room = await call("relationship_start", {
      person_id: person.id,
      fields: { role: "mentee", kind: "informal" },
    });
    const planned = await call("meeting_plan", {
      participants: [room.id],
      fields: { title: "First talk", starts_local: "2030-03-05T14:00", zone: "Europe/Paris", duration_minutes: 60, channel: "video" },
    });
    const found = await call("meeting_show", { id: planned.id });
    return {
      planned: found.title === "First talk" && found.when.starts_at === Date.UTC(2030, 2, 5, 13),
      drawn: drawn(),
      title: found.title,
      when: found.when,
    };
  };

  plan()
    .catch((error) => ({ planned: false, error: error.message ?? String(error) }))
    .then(tell);
})();
