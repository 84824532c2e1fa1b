import { call } from "../../api/client";
import type { Choice } from "../../components";

/** Goals that hold a word beginning like what is typed; the open ones before anything is. */
export async function goalChoices(typed: string): Promise<Choice[]> {
  if (typed.trim() !== "") {
    const found = await call("find", { text: typed, limit: 50 });
    return found
      .filter((thing) => thing.kind === "goal")
      .map((thing) => ({ value: thing.id, label: thing.title }));
  }
  const { items } = await call("goal_list", {
    state: "open",
    relationship: null,
    whose: null,
    page: { limit: 20 },
  });
  return items.map((goal) => ({ value: goal.id, label: goal.title, detail: goal.name ?? "" }));
}
