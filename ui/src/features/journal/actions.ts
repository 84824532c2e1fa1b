import { registerActions } from "../../frame/actions";
import { m } from "../../words/messages";
import { addStory, addWin } from "./dialogs";

registerActions([
  { id: "story.add", group: "do", label: m.story_add, run: addStory },
  { id: "win.add", group: "do", label: m.win_add, run: addWin },
]);
