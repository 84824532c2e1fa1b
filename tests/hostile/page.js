// Runs in the page under test. Fills a desk with hostile texts, shows it, touches everything, and counts.
// A classic script without imports: WebDriver and Playwright hand it over as text.

globalThis.hostile = (() => {
  const seen = { ran: 0, broken: [] };
  const count = () => {
    seen.ran += 1;
  };
  for (const name of ["alert", "confirm", "prompt", "print", "open"]) globalThis[name] = count;
  document.addEventListener("securitypolicyviolation", (breach) => {
    // What the driver itself does is not the page's doing.
    if (breach.sourceFile?.includes("__playwright")) return;
    seen.broken.push(`${breach.violatedDirective} ${breach.blockedURI}`);
  });

  /** One line, as a title is. */
  const line = (text, limit = 480) =>
    [...text.replace(/\p{Cc}/gu, " ").trim()].slice(0, limit).join("").toWellFormed().trim() || "x";
  /** Many lines, as a note is. */
  const body = (text) => text.replace(/\r\n?/g, "\n").replace(/(?![\n\t])\p{Cc}/gu, " ").toWellFormed();

  const pause = (time) => new Promise((done) => setTimeout(done, time));

  /** Waits until nothing on the page has changed for a moment. */
  async function rest() {
    let changed = true;
    const watch = new MutationObserver(() => (changed = true));
    watch.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
    for (let round = 0; round < 12 && changed; round += 1) {
      changed = false;
      await pause(40);
    }
    watch.disconnect();
  }

  /**
   * Puts each of `texts` into every field a person can fill, and each of `crowd` into the fields of which one page
   * shows many. Answers with where they are shown.
   */
  async function fill(call, texts, crowd, day) {
    let refused = 0;
    const made = [];
    const tried = async (name, request) => {
      try {
        return await call(name, request);
      } catch {
        refused += 1;
        return null;
      }
    };
    const at = (clock) => `${day}T${clock}`;
    for (const [number, text] of texts.entries()) {
      const [one, many] = [line(text), body(text)];
      const address = `https://example.org/${line(text, 400)}`;
      const person = await tried("person_add", {
        fields: { name: one, organisation: one, position: one, phone: one, email: "", link: address, strengths: many, how_met: many },
      });
      if (!person) continue;
      const room = await tried("relationship_start", {
        person_id: person.id,
        fields: { role: "mentee", kind: "formal", topic: one, programme: one, cadence: { every: 1, unit: "week" } },
      });
      if (!room) continue;
      const goal = await tried("goal_set", {
        fields: { title: one, relationship_id: room.id, why: many, measure: many },
      });
      const meeting = await tried("meeting_plan", {
        participants: [room.id],
        fields: { title: one, starts_local: at("00:10"), duration_minutes: 30, channel: "video", place: one, join_link: address },
      });
      const resource = await tried("resource_add", {
        kind: "link",
        fields: { title: one, url: address, author: one, comment: many },
        share: { relationship_id: room.id, direction: "received" },
      });
      for (const [kind, id] of [["person", person.id], ["relationship", room.id], ["meeting", meeting?.id]]) {
        if (!id) continue;
        await tried("note_write", { about: { kind, id }, body: many });
        await tried("note_draft_keep", { about: { kind, id }, body: many });
      }
      if (meeting) {
        await tried("meeting_hold", { id: meeting.id });
        await tried("meeting_write_notes", { id: meeting.id, text: many });
        await tried("agenda_add", { relationship_id: room.id, meeting_id: meeting.id, text: one });
      }
      const coming = await tried("meeting_plan", {
        participants: [room.id],
        fields: { title: one, starts_local: at("23:50"), duration_minutes: 5, channel: "video", place: one, join_link: address },
      });
      const off = await tried("meeting_plan", {
        participants: [room.id],
        fields: { title: one, starts_local: at("23:40"), duration_minutes: 5, channel: "video", place: one, join_link: "" },
      });
      if (off) await tried("meeting_cancel", { id: off.id, reason: many });
      if (goal) {
        await tried("milestone_add", { goal_id: goal.id, title: one });
        await tried("goal_check_in", { id: goal.id, text: many, progress: 40 });
      }
      await tried("action_add", {
        fields: { title: one, owner: "mine", due_on: "2020-01-02", relationship_id: room.id, meeting_id: meeting?.id ?? null, goal_id: goal?.id ?? null },
      });
      const thrown = await tried("action_add", { fields: { title: one } });
      if (thrown) await tried("action_delete", { id: thrown.id });
      await tried("relationship_move_phase", { id: room.id, phase: "paused", reason: many });
      await tried("relationship_move_phase", { id: room.id, phase: "active", reason: many });
      if (number === 0) await tried("draft_keep", { scope: "quick_add", body: one });
      made.push({ one, person: person.id, room: room.id, goal: goal?.id, meeting: meeting?.id, coming: coming?.id, resource: resource?.id });
    }
    const hosts = [];
    for (let from = 0; from < crowd.length; from += 40) {
      const name = `Host ${from}`;
      const person = await tried("person_add", { fields: { name } });
      const room = await tried("relationship_start", {
        person_id: person.id,
        fields: { role: "mentor", kind: "informal", topic: "", programme: "", cadence: null },
      });
      const goal = await tried("goal_set", { fields: { title: name, relationship_id: room.id } });
      const meeting = await tried("meeting_plan", {
        participants: [room.id],
        fields: { title: name, starts_local: at("12:00"), duration_minutes: 5, channel: "video", place: "", join_link: "" },
      });
      for (const text of crowd.slice(from, from + 40)) {
        const [one, many] = [line(text), body(text)];
        for (const [kind, id] of [["person", person.id], ["relationship", room.id], ["meeting", meeting.id]])
          await tried("note_write", { about: { kind, id }, body: many });
        await tried("goal_check_in", { id: goal.id, text: many, progress: null });
        await tried("milestone_add", { goal_id: goal.id, title: one });
        await tried("agenda_add", { relationship_id: room.id, meeting_id: meeting.id, text: one });
        await tried("action_add", { fields: { title: one, relationship_id: room.id, goal_id: goal.id } });
      }
      hosts.push(
        `/person/${person.id}`,
        `/room/${room.id}/now`,
        `/room/${room.id}/notes`,
        `/room/${room.id}/timeline`,
        `/goal/${goal.id}`,
        `/meeting/${meeting.id}`,
      );
    }
    const lists = ["/today", "/rooms", "/people", "/goals", "/library", "/inbox", "/bin", "/settings"];
    const calendars = ["month", "week", "agenda"].map((view) => `/calendar/${view}/${day}`);
    const pages = made.flatMap((its) => [
      `/person/${its.person}`,
      ...["now", "timeline", "goals", "resources", "notes", "about"].map((tab) => `/room/${its.room}/${tab}`),
      ...(its.goal ? [`/goal/${its.goal}`] : []),
      ...(its.meeting ? [`/meeting/${its.meeting}`] : []),
      ...(its.coming ? [`/meeting/${its.coming}`] : []),
      ...(its.resource ? [`/library/${its.resource}`] : []),
    ]);
    return { refused, lists: [...lists, ...calendars, ...hosts], pages, names: made.map((its) => its.one) };
  }

  /** Hovers over everything, gives everything the focus, clicks on all that was drawn and on all links out. */
  async function touch(root = document) {
    for (const element of root.querySelectorAll("main *, [role=dialog] *"))
      for (const type of ["pointerover", "mouseover", "mousemove", "mouseenter", "wheel", "scroll"])
        element.dispatchEvent(new MouseEvent(type, { bubbles: type !== "mouseenter" }));
    const drawn = ".drawn *, a[href^='http'], a[href^='mailto']";
    for (const element of root.querySelectorAll(drawn)) {
      element.focus?.();
      element.blur?.();
      // What leads to another place of the app by design is not pressed.
      if (element.closest(".drawn") || element.matches("a")) element.click?.();
      element.dispatchEvent(new MouseEvent("auxclick", { bubbles: true, cancelable: true, button: 1 }));
      for (const type of ["animationstart", "animationend", "transitionend", "toggle", "load", "error"])
        element.dispatchEvent(new Event(type));
    }
    await rest();
    for (const dialog of document.querySelectorAll("[role=dialog]"))
      dialog.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
  }

  /** Shows a place of the app and touches what is there. */
  async function visit(route) {
    location.hash = `#${route}`;
    await rest();
    for (const more of document.querySelectorAll("details:not([open]) > summary")) more.click();
    // What is private is one closed line until it is asked for.
    for (const show of document.querySelectorAll(".private.strip button[aria-expanded='false']")) show.click();
    await rest();
    await touch();
    await rest();
  }

  /** Types a text into a layer of the shell: the palette (K) or the line that adds anything (N). */
  async function type(key, text) {
    const press = (pressed, held) =>
      (document.activeElement ?? document.body).dispatchEvent(
        new KeyboardEvent("keydown", { key: pressed, ctrlKey: held, bubbles: true, cancelable: true }),
      );
    press(key, true);
    await rest();
    const field = document.querySelector("[role=dialog] :is(input, textarea)");
    if (!field) return false;
    field.focus();
    field.value = text;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    await rest();
    await touch();
    press("Escape", false);
    await rest();
    return true;
  }

  /** Switches the sanitiser off: whatever the core drew is put back to what was typed. */
  function undraw(value) {
    if (Array.isArray(value)) value.forEach((item) => undraw(item));
    else if (typeof value === "object" && value !== null) {
      const pairs = [
        ["html", "body"],
        ["html", "text"],
        ["notes_html", "notes"],
        ["why_html", "why"],
        ["measure_html", "measure"],
        ["comment_html", "comment"],
      ];
      for (const [drawn, typed] of pairs)
        if (typeof value[drawn] === "string" && typeof value[typed] === "string" && !kept.test(value[typed]))
          value[drawn] = value[typed];
      if (typeof value.strengths_html === "string" && value.person && !kept.test(value.person.strengths)) {
        value.strengths_html = value.person.strengths;
        value.how_met_html = value.person.how_met;
      }
      Object.values(value).forEach((item) => undraw(item));
    }
    return value;
  }

  /** Texts that stay drawn: by default none does. */
  let kept = /(?!)/;

  /** Every answer to the page comes undrawn from now on, but for texts that match `but`. */
  function openGates(but = /(?!)/) {
    kept = but;
    const ask = globalThis.fetch;
    globalThis.fetch = async (...asked) => {
      const answer = await ask(...asked);
      const text = await answer.text();
      let changed = text;
      try {
        changed = JSON.stringify(undraw(JSON.parse(text)));
      } catch {
        // Not JSON: not drawn either.
      }
      return new Response(changed, { status: answer.status, headers: answer.headers });
    };
  }

  /** Puts a text onto a page without any gate, as the control does. */
  async function raw(text) {
    const place = document.createElement("main");
    place.innerHTML = `<div class="drawn">${text}</div>`;
    document.body.append(place);
    const script = document.createRange().createContextualFragment(text);
    place.append(script);
    await pause(0);
    await touch();
    place.remove();
  }

  /** What has happened so far. */
  function told() {
    return {
      ran: seen.ran + (document.title === "ran" ? 1 : 0),
      broken: seen.broken.length,
      first: seen.broken[0] ?? null,
      strangers: document.querySelectorAll(
        ".drawn :is(script, img, svg, math, iframe, object, embed, form, style, link, meta, base, video, audio, input, button)",
      ).length,
      drawn: document.querySelectorAll(".drawn > *").length,
      place: location.protocol + location.pathname,
    };
  }

  return { fill, visit, type, touch, rest, openGates, undraw, raw, told };
})();
