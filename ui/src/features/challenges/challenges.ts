import type { Challenge } from "../../api/bindings";
import { call } from "../../api/client";
import { attempt } from "../../frame/changes";
import { m } from "../../words/messages";

/** Puts a challenge into the bin; true once it is there. */
export function deleteChallenge({ id, title }: Challenge): Promise<boolean> {
  return attempt(() => call("challenge_delete", { id }), m.challenge_deleted({ title }));
}
