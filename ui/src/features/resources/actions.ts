import { registerActions, screenKeyed } from "../../frame/actions";
import { m } from "../../words/messages";
import { addResource } from "./dialogs";

registerActions(
  screenKeyed("library", { id: "resource.add", label: m.resource_add, run: () => addResource() }),
);
