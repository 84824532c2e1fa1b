import { registerActions, screenKeyed } from "../../shell/actions";
import { m } from "../../words/messages";
import { addResource } from "./adding.svelte";

registerActions(
  screenKeyed("library", { id: "resource.add", label: m.resource_add, run: () => addResource() }),
);
