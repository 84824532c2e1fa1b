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

  // Shows each screen and waits until it stands still; returns how many had something to show.
  const walk = async (routes) => {
    let shown = 0;
    for (const route of routes) {
      window.location.hash = `#/${route}`;
      await new Promise((resolve) => {
        let quiet = setTimeout(resolve, 250);
        new MutationObserver(() => {
          clearTimeout(quiet);
          quiet = setTimeout(resolve, 250);
        }).observe(document.body, { childList: true, subtree: true });
      });
      if (document.querySelector("main")?.innerText.trim()) shown += 1;
    }
    return shown;
  };

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
    await call("note_write", { about: { kind: "person", id: person.id }, body: "A thought of my own" });
    const walked = await walk([
      "rooms", ...["now", "timeline", "goals", "resources", "notes", "about"].map((tab) => `room/${room.id}/${tab}`),
      "people", `person/${person.id}`, `meeting/${planned.id}`, "calendar/month", "calendar/week", "calendar/agenda",
      "goals", "library", "inbox", "bin", "settings", "today",
    ]);
    await call("vault_set_passphrase", { passphrase: "four words of mine", keep_device: true });
    return {
      planned: found.title === "First talk" && found.when.starts_at === Date.UTC(2030, 2, 5, 13),
      drawn: drawn(),
      walked,
      title: found.title,
      when: found.when,
    };
  };

  plan()
    .catch((error) => ({ planned: false, error: error.message ?? String(error) }))
    .then(tell);
})();
