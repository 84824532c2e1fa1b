import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type {
  Action,
  ActionFields,
  Commands,
  Goal,
  GoalFields,
  Meeting,
  MeetingFields,
  Person,
  PersonFields,
  RelationshipFields,
  RelationshipRow,
  Resource,
  SeriesPlan,
  Settings,
} from "../../../ui/src/api/bindings.ts";
import { named } from "../../../ui/src/common/people/named.ts";
import type { Bridge } from "./bridge.ts";

/** Somebody with whom there is a room. */
export interface Somebody {
  person: Person;
  room: RelationshipRow;
}

/** Arranges a desk through the commands a person uses, and has the window's surroundings in hand. */
export class Desk {
  #bridge: Bridge;

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  call<N extends keyof Commands>(name: N, request: Commands[N]["request"]): Promise<Commands[N]["response"]> {
    return this.#bridge.post(`/call/${name}`, request) as Promise<Commands[N]["response"]>;
  }

  /** Skips the first run, in English. */
  async settle(): Promise<void> {
    await this.call("first_run_finish", {});
    await this.settings({ language: "en", hours_24: true, my_name: "Robin" });
  }

  async settings(part: Partial<Settings>): Promise<void> {
    const settings = await this.call("settings_show", {});
    await this.call("settings_change", { settings: { ...settings, ...part }, shown: settings });
  }

  person(name: string, fields: Partial<PersonFields> = {}): Promise<Person> {
    return this.call("person_add", { fields: { ...nobody, name, ...fields } });
  }

  async somebody(
    name: string,
    role: RelationshipFields["role"],
    fields: Partial<RelationshipFields> = {},
    about: Partial<PersonFields> = {},
  ): Promise<Somebody> {
    const person = await this.person(name, about);
    const room = await this.call("relationship_start", {
      person_id: person.id,
      fields: { ...bond, role, ...fields },
      phase: "active",
    });
    return { person, room };
  }

  mentor(name: string, fields: Partial<RelationshipFields> = {}): Promise<Somebody> {
    return this.somebody(name, "mentee", fields);
  }

  mentee(name: string, fields: Partial<RelationshipFields> = {}): Promise<Somebody> {
    return this.somebody(name, "mentor", fields);
  }

  meeting(
    people: Somebody | Somebody[],
    starts_local: string | null,
    fields: Partial<MeetingFields> = {},
  ): Promise<Meeting> {
    const participants = [people].flat().map(({ room }) => room.id);
    return this.call("meeting_plan", {
      participants,
      fields: { ...talk, starts_local, ...fields },
    });
  }

  /** Meetings each week, from the first on. */
  series(
    who: Somebody,
    starts_local: string,
    fields: Partial<MeetingFields> = {},
    rest: Partial<SeriesPlan> = {},
  ): Promise<Commands["series_plan"]["response"]> {
    return this.call("series_plan", {
      participants: [who.room.id],
      fields: { ...talk, starts_local, ...fields },
      rule: { unit: "week", every: 1 },
      end: { kind: "after", count: 4 },
      meeting: null,
      ...rest,
    });
  }

  /** A win or a story of mine. */
  entry(kind: "win" | "story", text: string): Promise<Commands["journal_add"]["response"]> {
    return this.call("journal_add", { fields: { ...told, kind, text } });
  }

  action(title: string, fields: Partial<ActionFields> = {}): Promise<Action> {
    return this.call("action_add", {
      fields: { ...promise, title, ...fields },
    });
  }

  goal(title: string, fields: Partial<GoalFields> = {}): Promise<Goal> {
    return this.call("goal_set", { fields: { ...aim, title, ...fields } });
  }

  link(title: string, url: string): Promise<Resource> {
    return this.call("resource_add", {
      kind: "link",
      fields: { title, url, author: "", comment: "", person_id: null },
      file: null,
      share: null,
      task: null,
    });
  }

  /** The made-up year. */
  async demo(): Promise<void> {
    await this.call("demo_fill", {});
  }

  /** Sets the clock, such as `2026-03-05T16:00`. */
  async clock(now: string): Promise<void> {
    await this.#bridge.post("/test/clock", { now });
  }

  /** Lets the desk travel, such as to `Asia/Tokyo`. */
  async travel(zone: string): Promise<void> {
    await this.#bridge.post("/test/clock", { zone });
  }

  /** What the window's shell does every half minute: it looks at the clock and at what other programs wrote. */
  async look(): Promise<void> {
    await this.#bridge.post("/test/look", {});
  }

  /** Where a file named so would lie in the test's own folder. */
  path(name: string): string {
    return join(this.#bridge.folder, name);
  }

  /** Writes a file into the test's own folder and gives its path. */
  file(name: string, contents: string | Buffer): string {
    const path = this.path(name);
    writeFileSync(path, contents);
    return path;
  }

  /** Reads a file of the test's own folder. */
  read(name: string): string {
    return readFileSync(this.path(name), "utf8");
  }

  /** What the next file picker answers. */
  async pick(path: string): Promise<void> {
    await this.#bridge.post("/test/pick", { path });
  }

  /** Drops a file on the window. */
  async drop(path: string): Promise<void> {
    await this.#bridge.post("/test/drop", { path });
  }

  /** A click on a notification. */
  async open(route: string): Promise<void> {
    await this.#bridge.post("/test/open", { route });
  }

  /** Lets the reminders see the clock. */
  async due(): Promise<unknown> {
    return this.#bridge.post("/test/due", {});
  }

  /** What the page asked of its window since the last time. */
  async asked(): Promise<{ name: string; request: Record<string, unknown> }[]> {
    return (await this.#bridge.post("/test/asked", {})) as {
      name: string;
      request: Record<string, unknown>;
    }[];
  }
}

/** The facts of a person of whom nothing is known. */
export const nobody = named("");

const told = {
  context: "",
  whose: "mine",
  happened_on: null,
  relationship_id: null,
  meeting_id: null,
  goal_id: null,
} as const;

const bond: RelationshipFields = {
  role: "mentee",
  kind: "informal",
  topic: "",
  programme: "",
  started_on: null,
  ends_on: null,
  cadence: null,
};

const talk: MeetingFields = {
  title: "",
  starts_local: null,
  zone: null,
  duration_minutes: 60,
  channel: "video",
  place: "",
  join_link: "",
};

const promise: ActionFields = {
  title: "",
  owner: "mine",
  due_on: null,
  relationship_id: null,
  meeting_id: null,
  goal_id: null,
};

const aim: GoalFields = {
  title: "",
  kind: "other",
  whose: "mine",
  relationship_id: null,
  why: "",
  measure: "",
  target_on: null,
};
